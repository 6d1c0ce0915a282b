//! `scor suivi`: the journal by hand. Each verb opens the journal, does one thing, and tells it in words or as JSON.

mod options;
pub(crate) mod outputs;
pub(crate) mod text;
mod verbs;

use std::path::Path;
use std::sync::Arc;

use scor::suivi::{Bureau, Cadre, MasterKey};
use serde_json::Value;
use zeroize::Zeroizing;

use self::options::Options;
use super::profile;
use super::recipient::now;
use crate::cli::{Console, Failure, Outcome, print, read_file};

/// Where the key is looked for when `--key-file` is not given: 64 hexadecimal digits.
const KEY_VARIABLE: &str = "SCOR_SUIVI_KEY";

const HELP_EN: &str = "\
scor suivi: the journal of pieces, dossiers, lots and returns

  scor suivi init J                                 a new journal in file J
  scor suivi add J --id P --type T PDF [--label L] [--medium digital|paper|both] [--confirmed] [--context F.json]
                                                    takes a piece in; without PDF with --medium paper
  scor suivi dossier J --id D [--facture F.json] [--piece P]... [--replace OLD] [--unbind]
                                                    opens a dossier for a facture, binds pieces to it
  scor suivi fse J (--dossier D | --emitter E --lot L --date DAY [--facture N]) positive|transmitted|paid|rejected
             [--code C] [--reason R]                what became of an FSE
  scor suivi reissue J --dossier D --facture F.json the facture that replaces a rejected one
  scor suivi todo J [--limit N]                     what to do today, the most urgent first
  scor suivi build J -o DIR --from A [--most N] --cert FILE --anchor FILE [--intermediate FILE] [--crl FILE|--no-crl]
                                                    lots of what is ready; one message file for each
  scor suivi bytes J LOT -o OUT                     the exact bytes of a lot, for the second sending too
  scor suivi sent J LOT                             they were handed to the network
  scor suivi return J EML...                        messages of the mailbox
  scor suivi settle J RETURN [--lot LOT]            a return that could not be placed was seen, or is about LOT
  scor suivi rebuild J LOT                          gives up a refused or unsent lot
  scor suivi act J paper|manual|rebuild|leave|enter D   what the practice decided about a dossier
  scor suivi paper J D --posted DAY [--piece P]     paper was posted, YYYY-MM-DD
  scor suivi show J piece|dossier|lot|return ID     what is known, with its story
  scor suivi log J [--after N] [--limit N]          the log
  scor suivi copy J P -o OUT.pdf                    the PDF of a piece, the copy for the patient
  scor suivi head J | check J [--head SEQ:MAC]      head of the chain; checks every seal, hash and link
  scor suivi backup J -o COPY | restore COPY -o J   a copy while others work; a copy put back and checked
  scor suivi stats J [--since DAY] [--until DAY] [--emitter E]      figures: share of usable pieces, refusals, ARL
  scor suivi export J pieces|dossiers|lots|events -o OUT.csv|OUT.json [--since DAY] [--until DAY] [--excel]
             [--identifying]                        a table; nothing of patients unless asked
  scor suivi bordereau J -o OUT.pdf [--posted DAY]  the paper that is to be posted, one sheet a caisse
  scor suivi report J -o OUT.pdf [--since DAY] [--until DAY]        what was transmitted
  scor suivi evidence J P -o DIR                    where a piece came from and what became of it, to be checked without scor
  scor suivi chain-key J                            the key that an auditor verifies links with
  scor suivi purge J | rotate J --new-key-file F [--reseal]

  --key-file F   32 bytes, or 64 hexadecimal digits; else the variable SCOR_SUIVI_KEY (64 digits)
  --profile DIR  --territory NAME (metropole)  --profession NAME  --now SECONDS (the machine's clock)
Exit status: 0 done, 2 unusable input, 64 wrong usage, 1 anything else: impossible in this state, journal not sound.
";

const HELP_FR: &str = "\
scor suivi : le journal des pièces, dossiers, lots et retours

  scor suivi init J                                 un journal neuf dans le fichier J
  scor suivi add J --id P --type T PDF [--label L] [--medium digital|paper|both] [--confirmed] [--context F.json]
                                                    ajoute une pièce ; sans PDF avec --medium paper
  scor suivi dossier J --id D [--facture F.json] [--piece P]... [--replace ANCIENNE] [--unbind]
                                                    ouvre le dossier d'une facture, y joint des pièces
  scor suivi fse J (--dossier D | --emitter E --lot L --date JOUR [--facture N]) positive|transmitted|paid|rejected
             [--code C] [--reason R]                le sort d'une FSE
  scor suivi reissue J --dossier D --facture F.json la facture qui remplace une facture rejetée
  scor suivi todo J [--limit N]                     à faire aujourd'hui, le plus urgent d'abord
  scor suivi build J -o DIR --from A [--most N] --cert F --anchor F [--intermediate F] [--crl F|--no-crl]
                                                    constitue les lots prêts ; un message par lot
  scor suivi bytes J LOT -o SORTIE                  les octets exacts d'un lot, aussi pour le second envoi
  scor suivi sent J LOT                             ils ont été remis au réseau
  scor suivi return J EML...                        messages de la boîte aux lettres
  scor suivi settle J RETOUR [--lot LOT]            un retour inclassable a été vu, ou concerne LOT
  scor suivi rebuild J LOT                          abandonne un lot refusé ou non envoyé
  scor suivi act J paper|manual|rebuild|leave|enter D   la décision du cabinet pour un dossier
  scor suivi paper J D --posted JOUR [--piece P]    papier posté, AAAA-MM-JJ
  scor suivi show J piece|dossier|lot|return ID     ce qui est connu, avec son histoire
  scor suivi log J [--after N] [--limit N]          le journal des événements
  scor suivi copy J P -o SORTIE.pdf                 le PDF d'une pièce, copie pour le patient
  scor suivi head J | check J [--head SEQ:MAC]      tête de la chaîne ; contrôle scellés, empreintes, maillons
  scor suivi backup J -o COPIE | restore COPIE -o J copie en service ; copie remise en place et contrôlée
  scor suivi stats J [--since JOUR] [--until JOUR] [--emitter E]    chiffres : pièces exploitables, refus, ARL
  scor suivi export J pieces|dossiers|lots|events -o S.csv|S.json [--since JOUR] [--until JOUR] [--excel]
             [--identifying]                        un tableau ; rien des patients sauf demande
  scor suivi bordereau J -o S.pdf [--posted JOUR]   le papier à poster, une feuille par caisse
  scor suivi report J -o S.pdf [--since JOUR] [--until JOUR]        ce qui a été transmis
  scor suivi evidence J P -o DIR                    d'où vient une pièce et ce qu'elle est devenue, contrôlable sans scor
  scor suivi chain-key J                            la clé avec laquelle un auditeur contrôle les maillons
  scor suivi purge J | rotate J --new-key-file F [--reseal]

  --key-file F   32 octets, ou 64 chiffres hexadécimaux ; sinon la variable SCOR_SUIVI_KEY (64 chiffres)
  --profile DIR  --territory NOM (metropole)  --profession NOM  --now SECONDES (sinon l'horloge du poste)
Code de retour : 0 fait, 2 entrée inutilisable, 64 mauvais usage, 1 autre : impossible dans cet état, journal altéré.
";

pub(crate) fn run(console: &Console, args: lexopt::Parser) -> Outcome {
    let options = Options::parse(args)?;
    let Some(verb) = options.verb.as_deref().filter(|_| !options.help) else {
        return if options.help {
            print(console.say(HELP_EN, HELP_FR).trim_end())
        } else {
            Err(Failure::Usage(
                console
                    .say("suivi needs a verb; scor suivi --help", "il manque un verbe ; scor suivi --help")
                    .into(),
            ))
        };
    };
    verbs::run(&Session::new(console, &options)?, verb)
}

/// One call of the command line: its options, the clock, and the rules of the practice.
struct Session<'a> {
    console: &'a Console,
    options: &'a Options,
    cadre: Cadre,
    now: i64,
}

impl Session<'_> {
    fn new<'a>(console: &'a Console, options: &'a Options) -> Outcome<Session<'a>> {
        let now = match options.text("now")? {
            Some(at) => at.parse().map_err(|_| usage("--now SECONDS"))?,
            None => now(),
        };
        let cadre = Cadre {
            profile: Arc::new(profile::load(options.path("profile").as_deref())?),
            territoire: options.territory()?,
            profession: options.profession()?,
        };
        Ok(Session { console, options, cadre, now })
    }

    fn journal(&self) -> Outcome<&Path> {
        self.options.place(0, "J").map(Path::new)
    }

    fn open(&self) -> Outcome<Bureau> {
        Ok(Bureau::open(self.journal()?, &self.key("key-file")?, &self.cadre)?)
    }

    /// A master key: out of the file that an option names, else out of the environment. Never off the command line,
    /// which other users of the machine can read.
    fn key(&self, option: &str) -> Outcome<MasterKey> {
        let wrong = || {
            Failure::Usage(
                self.console
                    .say(
                        "the key is 32 bytes or 64 hexadecimal digits",
                        "la clé a 32 octets ou 64 chiffres hexadécimaux",
                    )
                    .into(),
            )
        };
        let given = match (self.options.path(option), std::env::var(KEY_VARIABLE)) {
            (Some(path), _) => Zeroizing::new(read_file("key", &path)?),
            (None, Ok(text)) if option == "key-file" => Zeroizing::new(text.into_bytes()),
            _ => return Err(usage("--key-file FILE, or the variable SCOR_SUIVI_KEY")),
        };
        if given.len() == 32 {
            return Ok(MasterKey::new(&given)?);
        }
        let digits = given.trim_ascii();
        if digits.len() != 64 {
            return Err(wrong());
        }
        let mut key = Zeroizing::new(Vec::with_capacity(32));
        for pair in digits.chunks(2) {
            let byte = std::str::from_utf8(pair).ok().filter(|p| p.bytes().all(|b| b.is_ascii_hexdigit()));
            key.push(byte.and_then(|p| u8::from_str_radix(p, 16).ok()).ok_or_else(wrong)?);
        }
        Ok(MasterKey::new(&key)?)
    }

    /// Tells a result: as JSON, or in the words that `words` finds for it.
    fn tell(&self, value: &Value, words: impl FnOnce(&text::Words<'_>) -> String) -> Outcome {
        if self.console.json {
            return print(&format!("{value:#}"));
        }
        let words = words(&text::Words { console: self.console, territoire: self.cadre.territoire });
        if words.is_empty() { Ok(()) } else { print(words.trim_end()) }
    }
}

fn usage(text: &str) -> Failure {
    Failure::Usage(text.to_owned())
}
