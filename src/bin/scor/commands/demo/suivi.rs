//! The demo's second half: the lots are followed in a journal over the days after, with the caisse played by the
//! library's bench: a positive ARL, a missing one, a negative one, and two failures that end on paper.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use scor::dossier::{Dossier, FseFacts};
use scor::mail::PlainHeaders;
use scor::piece::{Draft, Piece};
use scor::profile::{Profile, Territoire};
use scor::retour::Level;
use scor::retour::banc::{self, Jugement, Reponse};
use scor::seal::Certificate;
use scor::suivi::{Acte, Bureau, Cadre, Courrier, FseFact, FseTarget, MasterKey, Periode, Sujet};
use serde_json::Value;

use super::super::suivi::{outputs, text::Words};
use super::FROM;
use crate::cli::{Console, Failure, Outcome, write_file};

const DAY: i64 = 86_400;

/// A morning of the practice: what the work list says, what is done, what the dossiers are in the evening.
pub(super) struct Morning {
    pub(super) date: String,
    pub(super) todo: Vec<String>,
    pub(super) done: Vec<String>,
    pub(super) dossiers: Vec<(String, String)>,
    /// The work list as JSON, relative to the page.
    pub(super) file: String,
}

/// How it ended.
pub(super) struct Ending {
    pub(super) mornings: Vec<Morning>,
    /// Each dossier, and its entries of the log.
    pub(super) stories: Vec<(String, String)>,
    pub(super) check: String,
    pub(super) files: Vec<String>,
}

pub(super) struct Histoire<'a> {
    pub(super) console: &'a Console,
    pub(super) out: &'a Path,
    pub(super) profile: &'a Profile,
    pub(super) certificate: &'a Certificate,
    bureau: Bureau,
    /// The first morning.
    start: i64,
    day: i64,
    ids: Vec<String>,
    mornings: Vec<Morning>,
    files: Vec<String>,
}

impl<'a> Histoire<'a> {
    /// Opens a journal with a key made for this demo, and fills it.
    pub(super) fn new(
        console: &'a Console,
        out: &'a Path,
        profile: &'a Profile,
        certificate: &'a Certificate,
        now: i64,
    ) -> Outcome<Histoire<'a>> {
        let file = |e| Failure::File("demo folder", e);
        let folder = out.join("suivi");
        std::fs::create_dir_all(&folder).map_err(file)?;
        for name in ["journal.scor", "journal.scor-wal", "journal.scor-shm", "copie.scor"] {
            // Of a demo that was run here before; its lots would be in the way of the same numbers.
            match std::fs::remove_file(folder.join(name)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(file(e)),
                _ => {}
            }
        }
        let mut key = [0; 32];
        rsa::rand_core::RngCore::fill_bytes(&mut rsa::rand_core::OsRng, &mut key);
        let digits: String = key.iter().map(|b| format!("{b:02x}")).collect();
        write_file(&folder.join("cle-de-demo.hex"), digits.as_bytes())?;
        let cadre =
            Cadre { profile: Arc::new(profile.clone()), territoire: Territoire::Metropole, profession: None };
        // Half past seven in Paris in winter.
        let start = now.div_euclid(DAY) * DAY + 6 * 3600 + 1800;
        let bureau = Bureau::create(&folder.join("journal.scor"), &MasterKey::new(&key)?, &cadre, start)?;
        let (ids, mornings, files) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Histoire { console, out, profile, certificate, bureau, start, day: 0, ids, mornings, files })
    }

    fn now(&self) -> i64 {
        self.start + self.day * DAY
    }

    fn words(&self) -> Words<'a> {
        Words { console: self.console, territoire: Territoire::Metropole }
    }

    fn say(&self, en: &str, fr: &str) -> String {
        self.console.say(en, fr).to_owned()
    }

    fn write(&mut self, name: String, bytes: &[u8]) -> Outcome {
        write_file(&self.out.join(&name), bytes)?;
        self.files.push(name);
        Ok(())
    }

    /// The whole story. `dossiers` are those that the first half of the demo put into its lot.
    pub(super) fn tell(mut self, dossiers: &[(Dossier, FseFacts)], pieces: &[Arc<Piece>]) -> Outcome<Ending> {
        let mut done = self.take_in(dossiers, pieces)?;
        let first = self.build(1, 4, &mut done)?;
        let [a, b, c, d] = first.as_slice() else {
            return Err(Failure::Other("the demo wants four lots".into()));
        };
        let (a, b, c, d) = (*a, *b, *c, *d);
        self.send(&first, &mut done)?;
        self.evening(done)?;

        // The mailbox is read before the work list, as a practice would.
        self.day = 1;
        let mut done = vec![self.answer(a, "R-1", Jugement::lot(true, "00", "Bien reçu"))?];
        let spoilt = self.refused_piece(c, "P4")?;
        done.push(self.answer(c, "R-2", spoilt)?);
        self.morning(1)?;
        self.redo("P4", "D-003", pieces, &mut done)?;
        let again = self.build(50, 1, &mut done)?;
        self.send(&again, &mut done)?;
        self.evening(done)?;

        self.day = 2;
        let mut done = Vec::new();
        for lot in &again {
            done.push(self.answer(*lot, "R-3", Jugement::lot(true, "00", "Bien reçu"))?);
        }
        self.morning(2)?;
        self.send(&[b, d], &mut done)?;
        self.evening(done)?;

        self.day = 3;
        let done = vec![self.answer(b, "R-4", Jugement::lot(true, "00", "Bien reçu"))?];
        self.morning(3)?;
        self.evening(done)?;

        self.morning(4)?;
        self.bureau.act(self.now(), "D-004", Acte::Papier)?;
        let done = vec![self.say("D-004 goes to paper", "D-004 passe au papier")];
        self.evening(done)?;

        self.morning(7)?;
        let day = self.date(self.now());
        let posted = day.parse().map_err(|_| Failure::Other("day".into()))?;
        let bordereau = self.bureau.bordereau(posted)?;
        self.write("suivi/bordereau.pdf".into(), &bordereau)?;
        self.bureau.posted(self.now(), "D-004", None, posted)?;
        let done = vec![self.say(&format!("D-004 posted on {day}"), &format!("D-004 posté le {day}"))];
        self.evening(done)?;
        self.ending()
    }

    /// Pieces and dossiers into the journal, and the fate of their FSE.
    fn take_in(&mut self, dossiers: &[(Dossier, FseFacts)], pieces: &[Arc<Piece>]) -> Outcome<Vec<String>> {
        let now = self.now();
        for piece in pieces {
            self.bureau.add_piece(now, piece, Some(now), None)?;
        }
        for (dossier, facts) in dossiers {
            let id = dossier.id();
            self.bureau.add_dossier(now, id, dossier.facture())?;
            for piece in dossier.pieces() {
                self.bureau.bind(now, id, piece.id(), None)?;
            }
            let fate = if facts.arl_positive { FseFact::ArlPositif } else { FseFact::Transmise };
            self.bureau.note_fse(now, FseTarget::Dossier(id), &fate)?;
            self.ids.push(id.to_owned());
        }
        self.morning(0)?;
        Ok(vec![format!(
            "{} {}, {} {}",
            pieces.len(),
            self.say("pieces taken in", "pièces enregistrées"),
            dossiers.len(),
            self.say("dossiers opened", "dossiers ouverts")
        )])
    }

    /// Builds `times` times lots of at most `most` dossiers; so few that the lots may have different fates.
    fn build(&mut self, most: usize, times: usize, done: &mut Vec<String>) -> Outcome<Vec<i64>> {
        let mut lots = Vec::new();
        for _ in 0..times {
            let recipients = std::slice::from_ref(self.certificate);
            let courrier = Courrier { from: Some(FROM), recipients };
            let built = self.bureau.build(self.now(), most, &courrier)?;
            for lot in built["lots"].as_array().into_iter().flatten() {
                let no = lot["no"].as_i64().unwrap_or_default();
                let ids: Vec<&str> =
                    lot["dossiers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                done.push(format!("lot {no} {}: {}", self.say("built", "constitué"), ids.join(", ")));
                lots.push(no);
            }
        }
        Ok(lots)
    }

    /// The exact bytes to the network, which is a folder here. The second sending must have the same.
    fn send(&mut self, lots: &[i64], done: &mut Vec<String>) -> Outcome {
        for lot in lots {
            let bytes = self.bureau.lot_bytes(*lot)?;
            let name = format!("suivi/lot-{lot}.eml");
            let before = std::fs::read(self.out.join(&name)).ok().filter(|_| self.files.contains(&name));
            let said = match before {
                Some(before) if before == *bytes => {
                    self.say("sent again, the same bytes", "renvoyé, mêmes octets")
                }
                Some(_) => return Err(Failure::Other("the second sending has other bytes".into())),
                None => {
                    self.write(name, &bytes)?;
                    self.say("sent", "envoyé")
                }
            };
            self.bureau.sent(self.now(), *lot)?;
            done.push(format!("lot {lot} {said}"));
        }
        Ok(())
    }

    fn refused_piece(&mut self, lot: i64, piece: &str) -> Outcome<Jugement> {
        let seen = self.bureau.show(Sujet::Lot, &lot.to_string())?;
        let dossier = seen["dossiers"][0].as_str().unwrap_or_default().to_owned();
        let held = self.bureau.show(Sujet::Dossier, &dossier)?;
        let pieces: Vec<_> = held["pieces"].as_array().into_iter().flatten().collect();
        let at = pieces
            .iter()
            .position(|p| p["id"] == piece)
            .ok_or_else(|| Failure::Other("no such piece".into()))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Jugement {
            level: Level::Piece,
            dossier,
            invoice: text(&held["factures"][0]["fields"]["invoice"]),
            type_code: text(&pieces[at]["type"]),
            rank: u32::try_from(at + 1).unwrap_or(1),
            ..Jugement::lot(false, "13", "Image illisible par contraste")
        })
    }

    /// The caisse answers about a lot, and the journal takes the message in.
    fn answer(&mut self, lot: i64, arl: &str, verdict: Jugement) -> Outcome<String> {
        let seen = self.bureau.show(Sujet::Lot, &lot.to_string())?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let day = |text: &str| text.parse().map_err(|_| Failure::Other("day".into()));
        let (positive, code) = (verdict.positive, format!("{} {}", verdict.code, verdict.label));
        let reponse = Reponse {
            arl: arl.into(),
            arl_date: day(&self.date(self.now()))?,
            emitter_type: text(&seen["recipient"]["emitter_type"]),
            emitter: text(&seen["recipient"]["emitter"]),
            lot: format!("{:03}", seen["numero"].as_i64().unwrap_or_default()),
            lot_date: day(&text(&seen["date"]))?,
            verdicts: vec![verdict],
        };
        let headers = PlainHeaders {
            from: "caisse@demo.invalid".into(),
            to: FROM.into(),
            subject: "ARL".into(),
            date: self.now(),
            message_id: format!("{arl}@demo.invalid"),
        };
        let content = banc::arl(self.profile, &reponse)?;
        let message = banc::message(&content, "SCOR-PUBLIC/ARL", false, &headers)?;
        self.write(format!("suivi/arl-{arl}.eml"), &message)?;
        let got = self.bureau.receive(self.now(), &message)?;
        if got.as_ref().and_then(|g| g.lot) != Some(lot) {
            return Err(Failure::Other("the answer did not find its lot".into()));
        }
        let sign = if positive { self.say("positive", "positif") } else { self.say("negative", "négatif") };
        Ok(format!("ARL {sign}, lot {lot}: {code}"))
    }

    /// The operator scans the refused page again; it alone is replaced.
    fn redo(&mut self, old: &str, dossier: &str, pieces: &[Arc<Piece>], done: &mut Vec<String>) -> Outcome {
        let missing = || Failure::Other("no such piece".into());
        let before = pieces.iter().find(|p| p.id() == old).ok_or_else(missing)?;
        let draft = Draft {
            id: format!("{old}-bis"),
            type_code: before.kind().code.clone(),
            label: Some(before.label().to_owned()),
            medium: before.medium(),
            pdf: before.pdf().map(<[u8]>::to_vec),
            report: before.report().cloned(),
            confirmed_at: Some(self.now()),
        };
        let (now, piece) = (self.now(), Piece::new(draft, self.profile)?);
        self.bureau.add_piece(now, &piece, Some(now), None)?;
        self.bureau.bind(now, dossier, piece.id(), Some(old))?;
        self.bureau.act(now, dossier, Acte::Reconstituer)?;
        let what = self.say("scanned again and replaced", "renumérisée et remplacée");
        done.push(format!("{dossier}: {old} {what}"));
        Ok(())
    }

    fn date(&self, at: i64) -> String {
        Timestamp::from_second(at)
            .map_or_else(|_| at.to_string(), |t| t.to_zoned(TimeZone::UTC).date().to_string())
    }

    /// A new day begins with the work list.
    fn morning(&mut self, day: i64) -> Outcome {
        self.day = day;
        let todo = self.bureau.todo(self.now(), 50)?;
        let file = format!("suivi/matin-{}.json", day + 1);
        self.write(file.clone(), format!("{todo:#}\n").as_bytes())?;
        let words = self.words();
        let tasks = todo["taches"].as_array().into_iter().flatten().map(|t| words.task(t)).collect();
        let date = words.moment(self.now());
        self.mornings.push(Morning { date, todo: tasks, done: Vec::new(), dossiers: Vec::new(), file });
        Ok(())
    }

    fn evening(&mut self, done: Vec<String>) -> Outcome {
        let words = self.words();
        let mut dossiers = Vec::new();
        for id in &self.ids {
            let seen = self.bureau.show(Sujet::Dossier, id)?;
            dossiers.push((id.clone(), words.etat(seen["etat"].as_str().unwrap_or_default())));
        }
        if let Some(morning) = self.mornings.last_mut() {
            (morning.done, morning.dossiers) = (done, dossiers);
        }
        Ok(())
    }

    /// The figures of the week, the report of what went, and the evidence of one piece.
    fn papers(&mut self) -> Outcome {
        let week = Periode { from: i64::MIN, to: i64::MAX };
        let now = self.now();
        let stats = self.bureau.stats(now, week, None)?;
        self.write("suivi/chiffres.json".into(), format!("{stats:#}\n").as_bytes())?;
        let report = self.bureau.report(week)?;
        self.write("suivi/compte-rendu.pdf".into(), &report)?;
        let Some(first) = self.ids.first() else { return Ok(()) };
        let seen = self.bureau.show(Sujet::Dossier, &first.clone())?;
        if let Some(piece) = seen["pieces"][0]["id"].as_str() {
            outputs::evidence(&mut self.bureau, now, piece, &self.out.join("suivi/preuve"))?;
            self.files.push("suivi/preuve/preuve.json".into());
        }
        Ok(())
    }

    fn ending(mut self) -> Outcome<Ending> {
        let words = self.words();
        let mut stories = Vec::new();
        for id in self.ids.clone() {
            let seen = self.bureau.show(Sujet::Dossier, &id)?;
            stories.push((id, words.story(&seen["histoire"])));
        }
        self.papers()?;
        let copy = self.out.join("suivi/copie.scor");
        self.bureau.backup(&copy)?;
        let check = self.bureau.check()?;
        if check["sound"] != true {
            return Err(Failure::Other("the journal is not sound".into()));
        }
        self.write("suivi/check.json".into(), format!("{check:#}\n").as_bytes())?;
        self.files
            .extend(["suivi/journal.scor", "suivi/copie.scor", "suivi/cle-de-demo.hex"].map(str::to_owned));
        Ok(Ending { mornings: self.mornings, stories, check: words.check(&check), files: self.files })
    }
}
