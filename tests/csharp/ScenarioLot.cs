using System.Text;
using Scor;

/// <summary>Pieces, dossiers, lots, seals and mail of the scenario.</summary>
internal static class ScenarioLot
{
    internal static void Run(World w)
    {
        Pieces(w);
        Trusts(w);
        MailOut(w);
        MailIn(w);
    }

    private static void Pieces(World w)
    {
        Facts f = w.Facts;
        Piece piece1 = new Piece(w.Own, "P-1", "ORDN", null, Medium.Digital, w.Pdf1, w.Report1, World.Now());
        f.Text("05.label", piece1.Label);
        f.Text("05.sha256", piece1.Sha256);
        f.Int("05.pages", piece1.Pages);
        f.Int("05.medium", (int)piece1.Medium);
        f.Int("05.confirmed", piece1.ConfirmedAt.Value.ToUnixTimeSeconds());
        f.Fnv("05.pdf", piece1.Pdf());
        Piece piece2 = new Piece(
            w.Own, "P-2", "ORDN", "Photo d'ordonnance", Medium.Both, w.Pdf2, w.Report2, World.Now());
        f.Text("05.sha256.2", piece2.Sha256);
        f.Error("05.unconfirmed", () => new Piece(w.Own, "P-1", "ORDN", null, Medium.Digital, w.Pdf1, w.Report1, null));
        f.Error("05.type", () => new Piece(w.Own, "P-1", "XXXX", null, Medium.Digital, w.Pdf1, w.Report1, World.Now()));

        Dossier d1 = new Dossier("D-1", World.Facture("123456789")).Add(piece1);
        f.Error("06.twice", () => d1.Add(piece1));
        Scenario.State(f, "06.waiting", d1.Check(w.Own, 0));
        Scenario.State(f, "06.ready", d1.Check(w.Own, FseFacts.Arl));
        Dossier d2 = new Dossier("D-2", World.Facture("2")).Add(piece2).SetHorsScor(true);
        Dossier d3 = new Dossier("D-3", World.Facture("3"));
        using (LotBuilder builder = new LotBuilder())
        {
            foreach (Dossier dossier in new[] { d1, d2, d3 }) builder.Add(dossier, FseFacts.Arl);
            using (Lots lots = builder.Build(w.Own, 7))
            {
                f.Int("06.count", lots.Count);
                f.Json("06.report", lots.Report());
                w.Lot = lots.Pack(0, World.Now());
            }
            f.Error("06.number", () => builder.Build(w.Own, -1));
        }
        f.Text("06.name", w.Lot.Name);
        f.Text("06.recipient", w.Lot.Recipient);
        f.Fnv("06.manifest", w.Lot.Manifest());
        f.Fnv("06.container", w.Lot.Container());
        f.Fnv("06.part", w.Part = w.Lot.Part());
    }

    private static void Trusts(World w)
    {
        Facts f = w.Facts;
        string warnings;
        Certificates candidates = new Certificates(w.InBytes("recipient.pem"));
        f.Int("07.count", candidates.Count);
        Certificate first = candidates.Get(0);
        f.Text("07.fingerprint", first.Fingerprint);
        f.Text("07.serial", first.Serial);
        f.Int("07.from", first.NotBefore.ToUnixTimeSeconds());
        f.Int("07.to", first.NotAfter.ToUnixTimeSeconds());
        f.Int("07.bits", first.RsaBits);
        f.Fnv("07.der", first.Der());
        Trust trust = new Trust().Use(w.Profile).AddAnchors(new Certificates(w.InBytes("root.pem")))
            .AddIntermediates(new Certificates(w.InBytes("inter.pem")));
        f.Error("07.missing", () => trust.Choose(candidates, World.Now(), out warnings));
        w.Certificate = trust.AddCrls(w.InBytes("lists.pem")).Choose(candidates, World.Now(), out warnings);
        f.Text("07.chosen", w.Certificate.Fingerprint);
        f.Json("07.warnings", warnings);
        trust.WarnDays(4000).Choose(candidates, World.Now(), out warnings).Dispose();
        f.Json("07.soon", warnings);
        trust.Set(TrustSetting.Revocation, (long)RevocationCheck.Unchecked)
            .Choose(candidates, World.Now(), out warnings).Dispose();
        f.Json("07.unchecked", warnings);
        new Trust().Pin(first).Choose(candidates, World.Now(), out warnings).Dispose();
        f.Json("07.pinned", warnings);
        f.Error("07.expired", () => trust.Choose(candidates, World.Now(10000), out warnings));
    }

    private static void MailOut(World w)
    {
        Facts f = w.Facts;
        Certificate[] one = { w.Certificate };
        byte[] compat = Sealing.Seal(w.Part, one, Suite.Compat);
        f.Int("07.sealed.1", compat.Length);
        f.Int("07.sealed.3", Sealing.Seal(w.Part, one, Suite.Modern).Length);
        f.Error("07.nobody", () => Sealing.Seal(w.Part, new Certificate[0], Suite.Compat));
        byte[] message = w.Lot.Message().Set(MessageField.From, "cabinet@exemple.example")
            .Set(MessageField.Id, "lot-7@exemple.example").Write(compat, Suite.Compat, World.Now());
        f.Int("07.mail", message.Length);
        using (Mail mail = new Mail(message))
        {
            f.Text("07.subject", mail.Subject);
            f.Text("07.sender", mail.From);
            f.Text("07.id", mail.MessageId);
            f.Int("07.parts", mail.PartCount);
            f.Text("07.type", mail.Part(0).Type);
        }
        byte[] hello = Encoding.ASCII.GetBytes("bonjour");
        f.Fnv("07.plain", Message.Part(hello, false, "text/plain", "Essai", "essai.txt"));
        f.Fnv("07.zipped", Message.Part(hello, true, "text/plain", null, null));
        Message own = new Message().Set(MessageField.From, "a@exemple.example").Set(MessageField.Id, "1@exemple.example")
            .Set(MessageField.Subject, "Essai").AddTo("b@exemple.example").AddHeader("X-Essai", "été").SetColumns(76);
        f.Fnv("07.own", own.Write(hello, Suite.Compat, World.Now()));
        own.Set(MessageField.Subject, "a\nb");
        f.Error("07.header", () => own.Write(hello, Suite.Compat, World.Now()));
    }

    private static void MailIn(World w)
    {
        Facts f = w.Facts;
        byte[] bytes = w.InBytes("arl-positif.eml");
        using (Mail mail = new Mail(bytes))
        {
            f.Text("08.subject", mail.Subject);
            f.Text("08.from", mail.From);
            f.Text("08.id", mail.MessageId);
            f.Int("08.parts", mail.PartCount);
            MailPart part = mail.Part(0);
            f.Text("08.type", part.Type);
            f.Text("08.charset", part.Charset);
            f.Text("08.description", part.Description);
            f.Text("08.filename", part.Filename);
            f.Int("08.size", part.Data.Length);
            f.Fnv("08.data", part.Data);
            f.Text("08.kind", w.Profile.Recognise(part.Description));
        }
        using (MailBounds bounds = new MailBounds().Set(MailSetting.MaxBytes, 100))
            f.Error("08.large", () => new Mail(bytes, bounds));
    }
}
