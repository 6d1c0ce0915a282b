using System;
using System.Diagnostics;
using Scor;

/// <summary>What a call and a copy cost through the binding.</summary>
internal static class Bench
{
    internal static int Run()
    {
        using (Profile profile = Profile.Public())
        {
            Suite suite = 0;
            Report("version number", 5000000, () => suite = (Suite)ScorLibrary.VersionNumber);
            Report("suite of a profile", 5000000, () => suite = profile.Suite);
            byte[] big = new byte[185000]; // as a part, about 250 kB
            Report("part of 185 kB, made and copied out", 500, () => Message.Part(big, false, "a/b", null, null));
            byte[] pdf = new byte[250000];
            byte[] copy = new byte[250000];
            Report("the copy of 250 kB alone", 5000, () => Buffer.BlockCopy(pdf, 0, copy, 0, pdf.Length));
            return suite == 0 ? 1 : 0;
        }
    }

    private static void Report(string what, int times, Action call)
    {
        for (int i = 0; i < times / 10; i++) call();
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < times; i++) call();
        Console.WriteLine("{0}: {1:0.0} ns", what, watch.Elapsed.TotalMilliseconds * 1e6 / times);
    }
}
