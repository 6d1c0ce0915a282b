using System;
using System.Collections.Generic;
using Scor;

/// <summary>The journal of the scenario.</summary>
internal static class ScenarioJournal
{
    private const string Sender = "cabinet@exemple.example";

    internal static void Run(World w)
    {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) key[i] = (byte)(i * 7 + 1);
        string path = w.Out + "/suivi.scor";
        w.Facts.Error("09.missing", () => Journal.Open(path, key, w.Profile, "metropole", "infirmier"));
        using (Journal j = Journal.Create(path, key, w.Profile, "metropole", "infirmier", World.Now()))
        {
            Fill(w, j);
            Send(w, j);
            Returns(w, j);
            Mend(w, j);
            Keep(w, j);
        }
        After(w, key, path);
    }

    private static Piece Piece(World w, string id, bool first)
    {
        return new Piece(
            w.Profile, id, "ORDN", null, Medium.Digital, first ? w.Pdf1 : w.Pdf2, first ? w.Report1 : w.Report2, World.Now());
    }

    private static void Fill(World w, Journal j)
    {
        DateTimeOffset now = World.Now();
        j.AddPiece(now, Piece(w, "P-1", true), now, "{\"poste\":1}");
        j.AddPiece(now, Piece(w, "P-2", false), null, null);
        j.AddDossier(now, "D-1", World.Facture("123456789"));
        j.AddDossier(now, "D-2", World.Facture("2"));
        j.AddDossier(now, "D-3", World.Facture("3"));
        j.Bind(now, "D-1", "P-1", null);
        j.Bind(now, "D-2", "P-2", null);
        j.Bind(now, "D-3", "P-1", null);
        w.Facts.Error("09.exists", () => j.AddDossier(now, "D-1", World.Facture("4")));
        w.Facts.Error("09.unknown", () => j.Bind(now, "D-9", "P-1", null));
        string todo = j.Todo(now, 50);
        w.Facts.Json("09.todo.1", Facts.Pick(todo, "dossiers"));
        w.Facts.Int("09.tasks.1", Facts.Count(todo, "\"genre\":"));
        w.Facts.Json("09.fse.1", j.NoteFse(now, "D-1", FseFacts.Arl, null, null));
        w.Facts.Json("09.fse.3", j.NoteFse(now, "D-3", FseFacts.Rejected, "0123", "Droits fermés"));
    }

    private static void Send(World w, Journal j)
    {
        Facts f = w.Facts;
        IEnumerable<Certificate> to = new[] { w.Certificate };
        string built = j.Build(World.Now(), 100, Sender, to);
        f.Json("09.built", Facts.Pick(built, "numero"));
        f.Int("09.built.lots", Facts.Count(built, "\"numero\":"));
        f.Json("09.built.left", Facts.Pick(built, "left_out"));
        byte[] once = j.LotBytes(1);
        f.Int("09.bytes", once.Length > 0 && Convert.ToBase64String(once) == Convert.ToBase64String(j.LotBytes(1)) ? 1 : 0);
        f.Int("09.sent", (int)j.Sent(World.Now(), 1));
        f.Int("09.sent.again", (int)j.Sent(World.Now(), 1));
        f.Json("09.fse.2", j.NoteFseLot(World.Now(1), "123456", "17", "2026-12-30", "2", FseFacts.Arl, null, null));
        f.Json("09.second", Facts.Pick(j.Build(World.Now(1), 100, Sender, to), "numero"));
        f.Int("09.second.sent", (int)j.Sent(World.Now(1), 2));
        string late = j.Todo(World.Now(3), 50);
        f.Json("09.late", Facts.Pick(late, "echus"));
        f.Int("09.late.tasks", Facts.Count(late, "\"genre\":"));
    }

    private static string State(Journal j, Subject subject, string id) { return Facts.Pick(j.Show(subject, id), "etat"); }

    private static void Returns(World w, Journal j)
    {
        Facts f = w.Facts;
        DateTimeOffset at = World.Now(3);
        string lost = j.Receive(at, w.InBytes("arl-inconnu.eml"));
        f.Json("09.lost", Facts.Pick(lost, "statut"));
        f.Json("09.lost.raison", Facts.Pick(lost, "raison"));
        f.Json("09.settled", j.SettleReturn(at, long.Parse(Facts.Pick(lost, "no")), 0));
        f.Json("09.none", j.Receive(at, w.InBytes("pas-pour-nous.eml")));
        f.Json("09.positive", Facts.Pick(j.Receive(at, w.InBytes("arl-positif.eml")), "statut"));
        f.Json("09.positive.etat", State(j, Subject.Dossier, "D-1"));
        f.Json("09.positive.lot", State(j, Subject.Lot, "1"));
        f.Json("09.again", Facts.Pick(j.Receive(at, w.InBytes("arl-positif.eml")), "deja"));
        f.Json("09.negative", Facts.Pick(j.Receive(at, w.InBytes("arl-negatif.eml")), "statut"));
        f.Json("09.negative.etat", State(j, Subject.Dossier, "D-2"));
    }

    private static void Mend(World w, Journal j)
    {
        Facts f = w.Facts;
        DateTimeOffset at = World.Now(4);
        j.AddPiece(at, Piece(w, "P-3", true), null, null);
        j.Bind(at, "D-2", "P-3", "P-2");
        f.Int("09.mended", (int)j.Act(at, "D-2", Act.Rebuild));
        f.Json("09.mended.etat", State(j, Subject.Dossier, "D-2"));
        j.Reissue(at, "D-3", World.Facture("33"));
        f.Json("09.reissued", State(j, Subject.Dossier, "D-3"));
        j.Unbind(at, "D-3", "P-1");
        j.Bind(at, "D-3", "P-1", null);
        f.Int("09.unbound", (int)j.Act(at, "D-3", Act.LeaveScor));
        f.Int("09.posted", (int)j.Posted(at, "D-3", null, "2027-01-05"));
        f.Json("09.posted.etat", State(j, Subject.Dossier, "D-3"));
        f.Error("09.state", () => j.Unbind(at, "D-1", "P-1"));
        f.Int("09.rebuilt", Facts.Count(j.Build(at, 100, Sender, new[] { w.Certificate }), "\"numero\":"));
        f.Json("09.given.up", j.RebuildLot(at, 3));
    }

    private static void Keep(World w, Journal j)
    {
        Facts f = w.Facts;
        f.Fnv("09.pdf", j.PiecePdf("P-1"));
        f.Int("09.log", Facts.Count(j.Log(0, 1000), "\"seq\":"));
        f.Int("09.log.after", Facts.Count(j.Log(5, 3), "\"seq\":"));
        long seq;
        string mac = j.Head(out seq);
        f.Int("09.head", seq);
        f.Int("09.descends", j.Descends(seq, mac) ? 1 : 0);
        f.Int("09.forged", j.Descends(seq, new string('0', 64)) ? 1 : 0);
        string check = j.Check();
        f.Json("09.check", Facts.Pick(check, "sound"));
        f.Json("09.check.ruptures", Facts.Pick(check, "ruptures"));
        j.Backup(w.Out + "/copie.scor");
        f.Error("09.target", () => j.Backup(w.Out + "/copie.scor"));
    }

    private static void After(World w, byte[] key, string path)
    {
        Facts f = w.Facts;
        long seq;
        using (Journal back = Journal.Restore(
            w.Out + "/copie.scor", w.Out + "/retour.scor", key, w.Profile, "metropole", "infirmier")) back.Head(out seq);
        f.Int("09.restored", seq);
        byte[] wrong = new byte[32], other = new byte[32];
        for (int i = 0; i < 32; i++)
        {
            wrong[i] = 5;
            other[i] = 9;
        }
        f.Error("09.key", () => Journal.Open(path, wrong, w.Profile, "metropole", "infirmier"));
        using (Journal j = Journal.Open(path, key, w.Profile, "metropole", "infirmier"))
            j.RotateKey(World.Now(5), other, true);
        using (Journal j = Journal.Open(path, other, w.Profile, "metropole", "infirmier"))
        {
            f.Json("09.rotated", Facts.Pick(j.Check(), "sound"));
            f.Json("09.purged", j.Purge(World.Now(200)));
            f.Error("09.gone", () => j.PiecePdf("P-1"));
        }
    }
}
