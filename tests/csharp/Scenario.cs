using System;
using System.Text;
using Scor;

/// <summary>The scenario that every language runs: versions, profile, rules, images.</summary>
internal static class Scenario
{
    internal static byte[] Run(string root, string folder)
    {
        World w = new World(root, folder);
        Versions(w);
        Profiles(w);
        Rules(w);
        Images(w);
        Previews(w);
        ScenarioLot.Run(w);
        ScenarioJournal.Run(w);
        return w.Facts.Document();
    }

    private static void Versions(World w)
    {
        w.Facts.Int("01.abi", ScorLibrary.AbiVersion);
        w.Facts.Int("01.number", ScorLibrary.VersionNumber);
        w.Facts.Text("01.version", ScorLibrary.Version);
        foreach (int code in new[] { 0, -103, 1 }) w.Facts.Text("01.status." + code, ScorLibrary.NameOf((ScorError)code));
        int lines = 0;
        ScorLibrary.SetLog((level, text) => lines++); // throws unless the library says OK
        ScorLibrary.SetLog(null);
        w.Facts.Int("01.log", lines);
        ScorException e = w.Facts.Error("01.empty", () => Document.Open(new byte[0]));
        w.Facts.Text("01.empty.en", e.English);
        w.Facts.Json("01.empty.details", e.Details);
        w.Facts.Error("01.unknown", () => Document.Open(Encoding.ASCII.GetBytes("bonjour")));
    }

    private static void Profiles(World w)
    {
        Facts f = w.Facts;
        w.Profile = Profile.Public();
        f.Json("02.id", Facts.Pick(w.Profile.Show(), "id"));
        f.Int("02.suite", (int)w.Profile.Suite);
        f.Text("02.arl", w.Profile.Recognise("SCOR-PUBLIC/ARL"));
        f.Text("02.none", w.Profile.Recognise("bonjour"));
        Bundle bundle = Bundle.Read(w.In("profil"));
        w.Own = bundle.Load();
        f.Json("02.own.id", Facts.Pick(w.Own.Show(), "id"));
        f.Json("02.own.seal", Facts.Pick(bundle.Check(), "severity"));
        bundle.Dispose();
        using (Bundle added = new Bundle().Add("profile.toml", w.InBytes("profil/profile.toml")))
        using (Profile profile = added.Load()) f.Json("02.added", Facts.Pick(profile.Show(), "id"));
        using (Bundle bad = new Bundle().Add("profile.toml", Encoding.ASCII.GetBytes("id = ")))
            f.Json("02.bad.details", f.Error("02.bad", () => bad.Load()).Details);
    }

    private static void Rule(World w, string name, FactureField field, int amount)
    {
        using (Facture facture = World.Facture("1"))
        {
            if (amount >= 0) facture.Set(field, amount);
            using (Dossier dossier = new Dossier("T", facture)) State(w.Facts, "03." + name, dossier.Check(w.Profile, 0));
        }
    }

    internal static void State(Facts facts, string key, DossierState state)
    {
        facts.Int(key + ".colour", (int)state.Colour);
        facts.Json(key + ".missing", state.Missing);
        facts.Json(key + ".waiting", state.Waiting);
    }

    private static void Rules(World w)
    {
        Rule(w, "secure", FactureField.Mode, -1);
        Rule(w, "degraded", FactureField.Mode, (int)FactureMode.Degrade);
        Rule(w, "dap1", FactureField.Dap, (int)AccordPrealable.FirstInvoice);
        Rule(w, "dap2", FactureField.Dap, (int)AccordPrealable.LaterInvoice);
        Rule(w, "numeric", FactureField.OrdonnanceNumerique, 1);
        Rule(w, "two", FactureField.Ordonnances, 2);
        using (Facture facture = World.Facture("1").Set(FactureField.CareDate, "2026-13-40"))
            w.Facts.Json("03.date.details", w.Facts.Error("03.date", () => new Dossier("T", facture)).Details);
        using (Facture facture = World.Facture("1").Set(FactureField.Nir, "255999999999999"))
            w.Facts.Error("03.nir", () => new Dossier("T", facture));
    }

    private sealed class Steps : IProgress<ScanProgress>
    {
        internal Action<ScanProgress> Told;

        public void Report(ScanProgress value) { Told(value); }
    }

    private static Scan NewScan(World w, params string[] names)
    {
        Scan scan = new Scan().Use(w.Profile);
        foreach (string name in names)
            using (Document document = Document.Open(w.Data(name))) scan.Add(document);
        return scan;
    }

    private static ScanResult Write(World w, string key, ScanResult result)
    {
        w.Facts.Int(key + ".verdict", (int)result.Report.Verdict);
        w.Facts.Int(key + ".size", result.Pdf == null ? 0 : result.Pdf.Length);
        w.Facts.Fnv(key + ".fnv", result.Pdf);
        w.Facts.Json(key + ".faults", Facts.Pick(result.Report.Json, "faults"));
        return result;
    }

    private static void Images(World w)
    {
        Facts f = w.Facts;
        using (Document document = Document.Open(w.Data("recto-verso-1.jpg")))
        {
            f.Int("04.scan.format", (int)document.Format);
            f.Int("04.scan.pages", document.PageCount);
        }
        Scan scan = NewScan(w, "recto-verso-1.jpg", "recto-verso-2.jpg");
        int calls = 0, busy = 0;
        ScanProgress last = default(ScanProgress);
        Steps steps = new Steps();
        steps.Told = p =>
        {
            last = p;
            if (calls++ > 0) return;
            try { scan.Set(ScanSetting.Codec, 0); }
            catch (ScorException e) { busy = (int)e.Code; }
        };
        ScanResult result = Write(w, "04.scan", scan.Run(steps));
        w.Pdf1 = result.Pdf;
        w.Report1 = result.Report;
        f.Int("04.scan.progress", calls);
        f.Int("04.scan.done", last.Done);
        f.Int("04.scan.total", last.Total);
        f.Int("04.scan.busy", busy);
        using (Scan photo = NewScan(w, "ordonnance-photo.jpg")) result = Write(w, "04.photo", photo.Run());
        w.Pdf2 = result.Pdf;
        w.Report2 = result.Report;
        using (Scan cut = NewScan(w, "ordonnance-tronquee.jpg"))
        {
            Write(w, "04.refused", cut.Run()).Dispose();
            result = Write(w, "04.taken", cut.Override("Original détruit").Run());
            f.Json("04.taken.reason", Facts.Pick(result.Report.Json, "override"));
        }
        scan.Set(ScanSetting.MaxBytes, 2000);
        f.Json("04.budget.details", f.Error("04.budget", () => scan.Run()).Details);
        scan.Dispose();
        using (Scan cancelled = NewScan(w, "recto-verso-1.jpg"))
        using (System.Threading.CancellationTokenSource stop = new System.Threading.CancellationTokenSource())
        {
            steps.Told = p => stop.Cancel();
            f.Error("04.cancelled", () => cancelled.Run(steps, stop.Token));
        }
        using (SourceOptions options = new SourceOptions().Set(SourceSetting.MaxBytes, 1000))
            f.Error("04.bound", () => Document.Open(w.Data("recto-verso-1.jpg"), options));
    }

    private static byte[] Drawing()
    {
        byte[] pixels = new byte[800 * 1100];
        for (int y = 0; y < 1100; y++)
            for (int x = 0; x < 800; x++)
                pixels[y * 800 + x] = x >= 100 && x < 700 && y >= 100 && y < 1000 && y / 12 % 3 == 0 && (x / 5 + y / 12) % 4 < 2
                    ? (byte)20 : (byte)235;
        return pixels;
    }

    private static void Previews(World w)
    {
        Facts f = w.Facts;
        using (Document document = Document.Open(new System.IO.MemoryStream(w.Data("ordonnance-tronquee.jpg"))))
        {
            PagePreview preview = document.Preview(0, 600);
            f.Int("04.preview.size", preview.Png.Length);
            f.Fnv("04.preview.fnv", preview.Png);
            f.Json("04.preview.faults", Facts.Pick(preview.Json, "faults"));
            f.Json("04.preview.cut", Facts.Pick(preview.Json, "cut"));
        }
        using (SourceOptions options = new SourceOptions().Set(SourceSetting.Dpi, 100))
        using (Document drawn = Document.FromPixels(Drawing(), PixelLayout.Grey8, 800, 1100, 800, false, options))
        {
            f.Int("04.pixels.format", (int)drawn.Format);
            f.Int("04.pixels.pages", drawn.PageCount);
            f.Fnv("04.pixels.fnv", drawn.Preview(0, 400).Png);
        }
        f.Fnv("04.png", Pages.Png(w.Pdf1, 0, 96));
        byte[] pdf = w.Data("ordonnance-logiciel.pdf");
        Picture picture = Pages.Render(pdf, 0, 50);
        f.Int("04.render.width", picture.Width);
        f.Int("04.render.height", picture.Height);
        f.Int("04.render.layout", (int)picture.Layout);
        f.Fnv("04.render.fnv", picture.Pixels);
        f.Error("04.range", () => Pages.Render(pdf, 5, 50));
        string first = Facts.Pick(w.Report1.Json, "fingerprint").Trim('"');
        int score;
        f.Int("04.same.likeness", (int)Pages.Compare(first, first, out score));
        f.Int("04.same.score", score);
        f.Int("04.other.likeness", (int)Pages.Compare(first, Facts.Pick(w.Report2.Json, "fingerprint").Trim('"'), out score));
        f.Int("04.other.score", score);
    }
}
