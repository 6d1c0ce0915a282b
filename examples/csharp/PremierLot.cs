// Le premier lot, de l'image au message : à copier et à adapter.
//
//     mcs -langversion:7 -r:Scor.dll PremierLot.cs   ou un projet .NET avec le paquet NuGet
//     PremierLot SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...
//
// SORTIE est un dossier qui existe. DESTINATAIRE : les certificats de la caisse ; RACINE : ce à quoi l'on fait
// confiance ; AUTORITES : les certificats entre les deux ; LISTES : leurs listes de révocation (PEM ou DER). MOMENT :
// secondes depuis 1970 UTC. IMAGE : les pages d'une ordonnance, de tout format que la bibliothèque lit.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Scor;

internal static class PremierLot
{
    private static int Main(string[] args)
    {
        if (args.Length < 7)
        {
            Console.Error.WriteLine("PremierLot SORTIE DESTINATAIRE RACINE AUTORITES LISTES MOMENT IMAGE...");
            return 64;
        }
        try
        {
            DateTimeOffset maintenant = DateTimeOffset.FromUnixTimeSeconds(long.Parse(args[5]));
            using (Profile profil = Profile.Public())
            using (Piece piece = Numeriser(args[0], profil, maintenant, args.Skip(6)))
            using (Dossier dossier = Ranger(profil, piece))
            using (Certificate certificat = Destinataire(profil, args, maintenant))
                Envoyer(args[0], profil, dossier, certificat, maintenant);
            return 0;
        }
        catch (ScorException e)
        {
            // Message en français pour l'écran ; clé stable pour le programme et le journal.
            Console.Error.WriteLine(e.Message + " (" + e.Key + ")");
        }
        catch (Exception e) when (e is ScorLoadException || e is IOException)
        {
            Console.Error.WriteLine(e.Message);
        }
        return 1;
    }

    // 1. Les pages deviennent un PDF noir et blanc, ou un refus avec ses raisons.
    private static Piece Numeriser(string sortie, Profile profil, DateTimeOffset maintenant, IEnumerable<string> images)
    {
        using (Scan scan = new Scan().Use(profil))
        {
            foreach (string image in images)
                using (Document page = Document.Open(File.ReadAllBytes(image))) scan.Add(page);
            using (ScanResult fait = scan.Run())
            {
                Console.WriteLine(fait.Report.Json);
                if (fait.Report.Verdict == Verdict.Refused)
                {
                    // À l'écran : les défauts du rapport, et une nouvelle prise tant que l'original est là.
                    Console.Error.WriteLine("image refusée, à reprendre");
                    Environment.Exit(3);
                }
                File.WriteAllBytes(Path.Combine(sortie, "piece.pdf"), fait.Pdf);
                // L'opérateur a vu la page et confirme qu'elle se lit : le dernier argument en garde le moment.
                return new Piece(profil, "P-1", "ORDN", null, Medium.Digital, fait.Pdf, fait.Report, maintenant);
            }
        }
    }

    // 2. La facture à laquelle la pièce appartient, et son dossier.
    private static Dossier Ranger(Profile profil, Piece piece)
    {
        using (Facture facture = new Facture()
            .Set(FactureField.EmitterType, "TP").Set(FactureField.Emitter, "00000000123456")
            .Set(FactureField.Invoice, "123456789").Set(FactureField.FseLot, "017").Set(FactureField.FseDate, "2026-12-30")
            .Set(FactureField.Regime, "01").Set(FactureField.Caisse, "996").Set(FactureField.CareDate, "2026-12-29")
            .Set(FactureField.Mode, (int)FactureMode.Securise).Set(FactureField.Test, 1))
        {
            Dossier dossier = new Dossier("D-1", facture).Add(piece);
            DossierState etat = dossier.Check(profil, FseFacts.Arl);
            Console.WriteLine("manque : " + etat.Missing + ", attend : " + etat.Waiting);
            return dossier;
        }
    }

    // 3. Le certificat de la caisse, chaîne et révocation vérifiées.
    private static Certificate Destinataire(Profile profil, string[] args, DateTimeOffset maintenant)
    {
        using (Certificates candidats = new Certificates(File.ReadAllBytes(args[1])))
        using (Certificates racines = new Certificates(File.ReadAllBytes(args[2])))
        using (Certificates autorites = new Certificates(File.ReadAllBytes(args[3])))
        using (Trust confiance = new Trust().Use(profil).AddAnchors(racines).AddIntermediates(autorites))
        {
            string avertissements;
            confiance.AddCrls(File.ReadAllBytes(args[4]));
            return confiance.Choose(candidats, maintenant, out avertissements);
        }
    }

    // 4. Le lot, scellé, dans le message à remettre au SMTP.
    private static void Envoyer(
        string sortie, Profile profil, Dossier dossier, Certificate certificat, DateTimeOffset maintenant)
    {
        Certificate[] un = { certificat };
        using (LotBuilder constructeur = new LotBuilder().Add(dossier, FseFacts.Arl))
        using (Lots lots = constructeur.Build(profil, 1))
        using (Lot lot = lots.Pack(0, maintenant, un))
        using (Message message = lot.Message())
        {
            Console.WriteLine(lots.Report());
            byte[] scelle = Sealing.Seal(lot.Part(), un, profil.Suite);
            message.Set(MessageField.From, "cabinet@exemple.example").Set(MessageField.Id, "lot-1@exemple.example");
            File.WriteAllBytes(Path.Combine(sortie, "message.eml"), message.Write(scelle, profil.Suite, maintenant));
            Console.WriteLine(lot.Name + " pour " + lot.Recipient);
        }
    }
}
