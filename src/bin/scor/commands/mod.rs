//! One file per command.

mod binarize;
mod compare;
mod demo;
mod lot;
mod mail;
mod piece;
mod preview;
mod profile;
mod recipient;
mod seal;
mod suivi;

use crate::cli::{Console, Failure, Outcome, print};

const HELP_EN: &str = "\
scor: prescriptions from scan or photo to a sealed SCOR lot

  scor demo [-o DIR]                                the whole road on sample documents, as a web page
  scor piece --type T [--label L] [--profile DIR] [--dpi D] [--confirm-legible] [--override REASON]
             [--keep-blank] [--codec g4|jbig2|auto] IN... -o OUT.pdf [--report R.json|-]
                                                    images or PDFs, in page order, to one checked PDF
  scor inspect [--profile DIR] IN...                what the gate sees, as JSON; writes nothing
  scor binarize IN -o OUT.png                       the binarisation alone, same size in and out
  scor preview IN [--page N] [--size N] [--profile DIR] [--input-dpi D] -o OUT.png [--report R.json|-]
                                                    what would be made of a page, its faults drawn on it
  scor preview FILE [--page N] --plain|--dpi D -o OUT.png
                                                    a page of any PDF or image as it is
  scor compare A B [--page-a N] [--page-b N]        is it the same page? images, PDFs or reports
  scor profile show [DIR] | check DIR               the values in force with their sources; faults of a bundle
  scor lot build SPEC.json -o DIR [--profile DIR] [--cert FILE --anchor FILE --intermediate FILE --crl FILE]
                                                    dossiers to lots: manifest, container, one folder a lot
  scor seal --cert FILE --anchor FILE [--intermediate FILE] [--crl FILE | --no-crl]
             [--suite compat|compat-256|modern] [--profile DIR] IN -o OUT.p7m
                                                    encrypts for the recipient's certificate (CMS)
  scor mail part IN -o OUT --content-type T --description D [--filename F] [--gzip]
  scor mail message IN.p7m -o OUT.eml --from A --to B --subject S --message-id M [--header N:V] [--modern]
  scor mail read IN.eml -o DIR [--profile DIR]      the message for SMTP; the parts of a message received
  scor open --key KEY.pem [--cert FILE] IN -o OUT                 decrypts with a test key, to look inside
  scor suivi VERB JOURNAL ...                       the journal: nothing lost to the archive; scor suivi --help
  scor --version

  --lang en|fr   language of messages (else the locale)      --json   output and errors for machines
Exit status: 0 done, 3 refused by the gate, 2 unusable input, 64 wrong usage, 1 anything else.
";

const HELP_FR: &str = "\
scor : des ordonnances, du scan ou de la photo jusqu'au lot SCOR chiffré

  scor demo [-o DOSSIER]                            tout le parcours sur des exemples, en page web
  scor piece --type T [--label L] [--profile DIR] [--dpi D] [--confirm-legible] [--override MOTIF]
             [--keep-blank] [--codec g4|jbig2|auto] ENTRÉE... -o SORTIE.pdf [--report R.json|-]
                                                    images ou PDF, dans l'ordre des pages, vers un PDF contrôlé
  scor inspect [--profile DIR] ENTRÉE...            ce que voit le contrôle, en JSON ; n'écrit rien
  scor binarize ENTRÉE -o SORTIE.png                la binarisation seule, à taille égale
  scor preview ENTRÉE [--page N] [--size N] [--profile DIR] [--input-dpi D] -o SORTIE.png [--report R.json|-]
                                                    ce qui serait fait d'une page, défauts dessinés
  scor preview FICHIER [--page N] --plain|--dpi D -o SORTIE.png
                                                    une page d'un PDF ou d'une image, telle quelle
  scor compare A B [--page-a N] [--page-b N]        est-ce la même page ? images, PDF ou rapports
  scor profile show [DIR] | check DIR               les valeurs en vigueur et leurs sources ; défauts d'un profil
  scor lot build SPEC.json -o DIR [--profile DIR] [--cert F --anchor F --intermediate F --crl F]
                                                    des dossiers aux lots : manifeste, conteneur
  scor seal --cert FICHIER --anchor FICHIER [--intermediate FICHIER] [--crl FICHIER | --no-crl]
             [--suite compat|compat-256|modern] [--profile DIR] ENTRÉE -o SORTIE.p7m
                                                    chiffre pour le certificat du destinataire (CMS)
  scor mail part ENTRÉE -o SORTIE --content-type T --description D [--filename F] [--gzip]
  scor mail message ENTRÉE.p7m -o SORTIE.eml --from A --to B --subject S --message-id M [--header N:V] [--modern]
  scor mail read ENTRÉE.eml -o DIR [--profile DIR]  le message pour SMTP ; les parties d'un message reçu
  scor open --key CLÉ.pem [--cert F] ENTRÉE -o SORTIE          déchiffre avec une clé de test
  scor suivi VERBE JOURNAL ...                      le journal, jusqu'à l'archive ; scor suivi --help
  scor --version

  --lang en|fr   langue des messages (sinon celle du système)   --json   sorties et erreurs pour machines
Code de retour : 0 fait, 3 refusé par le contrôle, 2 entrée inutilisable, 64 mauvais usage, 1 autre.
";

/// Runs the command that the arguments name.
pub(crate) fn run(console: &Console) -> Outcome {
    let mut args = lexopt::Parser::from_args(console.args.iter().cloned());
    let Some(first) = args.next()? else {
        return Err(Failure::Usage(console.say("no command", "aucune commande").into()));
    };
    let command = match first {
        lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => {
            return print(console.say(HELP_EN, HELP_FR).trim_end());
        }
        lexopt::Arg::Short('V') | lexopt::Arg::Long("version") => {
            return print(concat!("scor ", env!("CARGO_PKG_VERSION")));
        }
        lexopt::Arg::Value(command) => command,
        other => return Err(other.unexpected().into()),
    };
    match command.to_str() {
        Some("binarize") => binarize::run(args),
        Some("compare") => compare::run(console, args),
        Some("demo") => demo::run(console, args),
        Some("inspect") => piece::inspect(console, args),
        Some("lot") => lot::run(console, args),
        Some("mail") => mail::run(args),
        Some("open") => seal::open(args),
        Some("profile") => profile::run(console, args),
        Some("piece") => piece::run(console, args),
        Some("preview") => preview::run(args),
        Some("seal") => seal::run(console, args),
        Some("suivi") => suivi::run(console, args),
        _ => Err(Failure::Usage(console.say("unknown command", "commande inconnue").into())),
    }
}
