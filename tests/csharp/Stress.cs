using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Scor;

/// <summary>What only a managed host can do wrong: collections at any time, any order of ends, exceptions in callbacks.</summary>
internal static class Stress
{
    private static int failures;

    private static void Want(bool yes, string what)
    {
        if (yes) return;
        Console.Error.WriteLine("FAIL " + what);
        Interlocked.Increment(ref failures);
    }

    private sealed class Told : IProgress<ScanProgress>
    {
        internal Action Do;

        public void Report(ScanProgress value) { Do(); }
    }

    internal static int Run(string root)
    {
        byte[] page = File.ReadAllBytes(root + "/examples/data/recto-verso-1.jpg");
        Callbacks(page);
        AnyOrder();
        AfterDispose();
        Threads();
        Buffers();
        Papers.Run(Want);
        return failures == 0 ? 0 : 1;
    }

    private static void Callbacks(byte[] page)
    {
        using (Document document = Document.Open(page))
        using (Scan scan = new Scan().Add(document).Add(document))
        {
            Told told = new Told();
            int calls = 0;
            told.Do = () =>
            {
                calls++;
                GC.Collect();
                GC.WaitForPendingFinalizers();
            };
            using (ScanResult result = scan.Run(told)) Want(result.Accepted && calls > 0, "collections in a callback");

            InvalidOperationException mine = new InvalidOperationException("à moi");
            told.Do = () => { throw mine; };
            try
            {
                scan.Run(told);
                Want(false, "an exception in a callback ends the run");
            }
            catch (InvalidOperationException e)
            {
                Want(ReferenceEquals(e, mine), "the same exception comes back");
            }

            using (CancellationTokenSource stop = new CancellationTokenSource())
            {
                calls = 0;
                told.Do = () => { if (++calls == 2) stop.Cancel(); };
                try
                {
                    scan.Run(told, stop.Token);
                    Want(false, "a cancelled run ends");
                }
                catch (OperationCanceledException e)
                {
                    Want(calls == 2 && e.CancellationToken == stop.Token, "cancelled midway, by this token");
                }
            }
            using (ScanResult again = scan.Run()) Want(again.Accepted, "the scan is whole after all that");
        }
    }

    private static void AnyOrder()
    {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            // Parents and children dropped without an end of their own, some disposed in a random order.
            List<IDisposable> all = new List<IDisposable>();
            Bundle bundle = new Bundle();
            Facture facture = World.Facture("1");
            Dossier dossier = new Dossier("D", facture);
            LotBuilder builder = new LotBuilder().Add(dossier, FseFacts.Arl);
            all.AddRange(new IDisposable[] { bundle, facture, dossier, builder, Profile.Public(), new Scan(), new Message() });
            for (int i = 0; i < 3; i++)
            {
                int at = random.Next(all.Count);
                all[at].Dispose();
                all[at].Dispose();
            }
            all.Clear();
            if (round % 20 == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    private static void AfterDispose()
    {
        Scan scan = new Scan();
        scan.Dispose();
        try
        {
            scan.Set(ScanSetting.Codec, 0);
            Want(false, "a disposed object is told");
        }
        catch (ObjectDisposedException) { }
        try
        {
            new Message().AddTo("a\0b");
            Want(false, "a NUL in a text is told");
        }
        catch (ArgumentException) { }
        try
        {
            new Bundle().Add(null, new byte[1]);
            Want(false, "no text is told");
        }
        catch (ArgumentNullException) { }
    }

    private static void Threads()
    {
        List<Thread> threads = new List<Thread>();
        int done = 0;
        for (int t = 0; t < 8; t++)
        {
            Thread thread = new Thread(() =>
            {
                try
                {
                    for (int i = 0; i < 200; i++)
                    {
                        using (Profile profile = Profile.Public())
                        using (Facture facture = World.Facture("1"))
                        using (Dossier dossier = new Dossier("T", facture))
                            Want(dossier.Check(profile, 0).Colour == Colour.Red, "a dossier without pieces");
                        if (i % 50 == 0) GC.Collect();
                    }
                    Interlocked.Increment(ref done);
                }
                catch (Exception e)
                {
                    Want(false, e.ToString());
                }
            });
            threads.Add(thread);
            thread.Start();
        }
        foreach (Thread thread in threads) thread.Join();
        Want(done == 8, "eight threads");
    }

    private static void Buffers()
    {
        byte[] big = new byte[250000];
        new Random(1).NextBytes(big);
        for (int i = 0; i < 50; i++)
        {
            byte[] part = Message.Part(big, false, "application/octet-stream", null, null);
            Want(part.Length > 330000, "a large buffer comes whole");
            if (i % 10 == 0) GC.Collect();
        }
    }
}
