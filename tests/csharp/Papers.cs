using System;
using System.IO;
using Scor;

/// <summary>Papers, figures and evidence of a small journal, in a folder whose name has an accent and a space.</summary>
internal static class Papers
{
    internal static void Run(Action<bool, string> want)
    {
        string folder = Path.Combine(Path.GetTempPath(), "scor été " + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        byte[] key = new byte[32];
        key[0] = 1;
        using (Profile profile = Profile.Public())
        using (Journal j = Journal.Create(Path.Combine(folder, "suivi.scor"), key, profile, null, null, World.Now()))
        using (Piece piece = new Piece(profile, "P-1", "ORDN", null, Medium.Paper, null, null, null))
        {
            j.AddPiece(World.Now(), piece, null, null);
            want(piece.ConfirmedAt == null && piece.Pdf() == null, "a piece on paper alone");
            want(j.ChainKey().Length == 32, "the key of the chain");
            want(j.Evidence(World.Now(1), "P-1").Contains("scor.preuve/1"), "evidence");
            string table = Path.Combine(folder, "journal.csv");
            long rows = j.Export(ExportTable.Events, ExportForm.Csv, World.Now(-1), World.Now(9), false, table);
            want(rows > 0 && File.Exists(table), "a table");
            want(j.Stats(World.Now(9), World.Now(-1), World.Now(9), null).Contains("scor.chiffres/1"), "figures");
            Fails(want, ScorError.SuiviNothing, () => j.Bordereau("2027-01-05"));
            Fails(want, ScorError.SuiviNothing, () => j.Report(World.Now(-1), World.Now(9)));
            Fails(want, ScorError.SuiviUnknown, () => j.ReturnBytes(99));
        }
        Directory.Delete(folder, true);
    }

    private static void Fails(Action<bool, string> want, ScorError code, Action call)
    {
        try
        {
            call();
            want(false, code + " was awaited");
        }
        catch (ScorException e)
        {
            want(e.Code == code && e.French.Length > 0, code + ", not " + e.Code);
        }
    }
}
