//! The journal beside a plain model of it: random stories, and after every event the same states on both sides.
//!
//! The model is written from docs/suivi.md and the field's rules, not from the journal's table: a dossier is a few plain
//! values, and every event is told in words of its own. `SCOR_LONG=1` tells thousands of stories.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod suivi_support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use scor::retour::Level;
use scor::retour::banc::Jugement;
use scor::suivi::{Acte, Bureau, FseFact, FseTarget, Motif, Suite, Sujet};
use suivi_support::*;

/// A dossier as the practice thinks of it.
#[derive(Clone, Debug)]
struct Dossier {
    state: &'static str,
    pieces: Vec<u64>,
    /// The caisse named this piece.
    refused: Option<u64>,
    fse: bool,
    /// Its facture was rejected and no other has come.
    orphan: bool,
    lot: Option<i64>,
    sendings: u32,
}

#[derive(Clone, Debug)]
struct Lot {
    dossiers: Vec<String>,
    state: &'static str,
    due: i64,
    bytes: Vec<u8>,
}

struct World {
    bureau: Bureau,
    rng: Rng,
    now: i64,
    next: u64,
    dossiers: BTreeMap<String, Dossier>,
    lots: BTreeMap<i64, Lot>,
    pieces: Vec<u64>,
    story: Vec<String>,
    answers: u64,
}

const MAX: u32 = 2;

impl World {
    fn some_dossier(&mut self) -> Option<String> {
        let at = self.rng.below(self.dossiers.len());
        self.dossiers.keys().nth(at).cloned()
    }

    fn some_lot(&mut self) -> Option<i64> {
        let at = self.rng.below(self.lots.len());
        self.lots.keys().nth(at).copied()
    }

    fn tell(&mut self, what: String) {
        self.story.push(what);
    }

    fn members(&self, lot: i64) -> Vec<String> {
        let of = |id: &&String| self.dossiers[*id].lot == Some(lot);
        self.lots[&lot].dossiers.iter().filter(of).cloned().collect()
    }

    /// Complete or not, a dossier that may be changed finds its state by its pieces.
    fn settle(&mut self, id: &str) {
        let d = self.dossiers.get_mut(id).unwrap();
        // The facture bills one ordonnance: none is missing, two are one too many.
        let complete = d.pieces.len() == 1 && !d.orphan;
        match (d.state, complete) {
            ("a_completer", true) => d.state = "a_transmettre",
            ("a_transmettre", false) => d.state = "a_completer",
            _ => {}
        }
    }

    /// A lot that nobody is in any more is over.
    fn leave(&mut self, lot: Option<i64>) {
        if let Some(no) = lot
            && self.members(no).is_empty()
        {
            let lot = self.lots.get_mut(&no).unwrap();
            if !matches!(lot.state, "archive" | "papier_envoye") {
                lot.state = "clos";
            }
        }
    }

    fn new_dossier(&mut self) {
        let n = self.next;
        self.next += 1;
        let id = format!("D-{n}");
        self.bureau.add_dossier(self.now, &id, &facture(n)).unwrap();
        // One piece of another dossier, now and then: a group practice shares it.
        let shared =
            (self.rng.chance(15) && !self.pieces.is_empty()).then(|| self.rng.below(self.pieces.len()));
        let piece_no = match shared {
            Some(at) => self.pieces[at],
            None => {
                self.bureau
                    .add_piece(self.now, &piece(&format!("p-{n}"), "ORDN", n), Some(self.now), None)
                    .unwrap();
                self.pieces.push(n);
                n
            }
        };
        let mut d = Dossier {
            state: "a_completer",
            pieces: Vec::new(),
            refused: None,
            fse: false,
            orphan: false,
            lot: None,
            sendings: 0,
        };
        if self.rng.chance(90) {
            self.bureau.bind(self.now, &id, &format!("p-{piece_no}"), None).unwrap();
            d.pieces.push(piece_no);
        }
        self.tell(format!("new {id} with {:?}", d.pieces));
        self.dossiers.insert(id.clone(), d);
        self.settle(&id);
    }

    fn bind(&mut self, id: &str) {
        let n = self.next;
        self.next += 1;
        self.bureau.add_piece(self.now, &piece(&format!("p-{n}"), "ORDN", n), None, None).unwrap();
        self.pieces.push(n);
        let d = &self.dossiers[id];
        let free = match d.state {
            "a_completer" | "a_reconstituer" | "hors_scor" => true,
            "a_transmettre" => d.lot.is_none(),
            _ => false,
        };
        // A refused piece gives way to the new one; else the new one is added.
        let old = d.refused.map(|old| format!("p-{old}"));
        let done = self.bureau.bind(self.now, id, &format!("p-{n}"), old.as_deref());
        self.tell(format!("bind p-{n} to {id}, for {old:?}: {}", done.is_ok()));
        assert_eq!(done.is_ok(), free, "{:?}", self.story);
        if !free {
            return;
        }
        let d = self.dossiers.get_mut(id).unwrap();
        match d.refused.take() {
            Some(old) => {
                d.pieces.retain(|p| *p != old);
                d.pieces.push(n);
                if d.state == "a_reconstituer" {
                    d.state = "a_transmettre";
                    let lot = d.lot.take();
                    self.leave(lot);
                }
            }
            None => d.pieces.push(n),
        }
        self.settle(id);
    }

    fn unbind(&mut self, id: &str) {
        let d = &self.dossiers[id];
        let Some(last) = d.pieces.last().copied() else { return };
        let free =
            matches!(d.state, "a_completer" | "hors_scor") || (d.state == "a_transmettre" && d.lot.is_none());
        if !free {
            return;
        }
        self.bureau.unbind(self.now, id, &format!("p-{last}")).unwrap();
        self.tell(format!("unbind p-{last} from {id}"));
        let d = self.dossiers.get_mut(id).unwrap();
        d.pieces.pop();
        if d.refused == Some(last) {
            d.refused = None;
        }
        self.settle(id);
    }

    fn fse(&mut self, id: &str) {
        let done = self.bureau.note_fse(self.now, FseTarget::Dossier(id), &FseFact::ArlPositif).unwrap();
        self.tell(format!("fse of {id}: {done}"));
        let d = self.dossiers.get_mut(id).unwrap();
        d.fse |= !d.orphan;
    }

    fn reject(&mut self, id: &str) {
        let fact = FseFact::Rejetee(Motif { code: "7".into(), label: "droits".into() });
        self.bureau.note_fse(self.now, FseTarget::Dossier(id), &fact).unwrap();
        self.tell(format!("fse of {id} rejected"));
        self.rejected(id);
    }

    /// Its pieces wait for another facture, whatever had become of them.
    fn rejected(&mut self, id: &str) {
        let d = self.dossiers.get_mut(id).unwrap();
        if d.orphan {
            return;
        }
        (d.orphan, d.fse, d.sendings) = (true, false, 0);
        if d.state != "hors_scor" {
            d.state = "a_completer";
        }
        let lot = d.lot.take();
        self.leave(lot);
    }

    fn reissue(&mut self, id: &str) {
        let n = self.next;
        self.next += 1;
        self.bureau.reissue(self.now, id, &facture(n)).unwrap();
        self.tell(format!("reissue {id}"));
        // Another facture for the same pieces: the one before it is rejected, whether somebody said so or not.
        self.rejected(id);
        self.dossiers.get_mut(id).unwrap().orphan = false;
        self.settle(id);
    }

    fn build(&mut self) {
        let built = build(&mut self.bureau, self.now, 4).unwrap();
        self.tell(format!("build: {built:?}"));
        for no in built {
            let seen = self.bureau.show(Sujet::Lot, &no.to_string()).unwrap();
            let ids: Vec<String> =
                seen["dossiers"].as_array().unwrap().iter().map(|d| d.as_str().unwrap().to_owned()).collect();
            for id in &ids {
                let d = self.dossiers.get_mut(id).unwrap();
                assert!(
                    d.state == "a_transmettre" && d.fse && d.lot.is_none(),
                    "{id}: {d:?}\n{:?}",
                    self.story
                );
                d.lot = Some(no);
            }
            let bytes = self.bureau.lot_bytes(no).unwrap().to_vec();
            self.lots.insert(no, Lot { dossiers: ids, state: "a_transmettre", due: i64::MAX, bytes });
        }
    }

    fn send(&mut self, no: i64) {
        let done = self.bureau.sent(self.now, no).unwrap();
        self.tell(format!("sent {no}: {done:?}"));
        let may = matches!(self.lots[&no].state, "a_transmettre" | "a_retransmettre");
        assert_eq!(matches!(done, Suite::Applique(_)), may, "{:?}", self.story);
        if may {
            self.went(no);
        }
    }

    fn went(&mut self, no: i64) {
        for id in self.members(no) {
            let d = self.dossiers.get_mut(&id).unwrap();
            if matches!(d.state, "a_transmettre" | "a_retransmettre") {
                d.sendings += 1;
                d.state = "transmis";
            }
        }
        let lot = self.lots.get_mut(&no).unwrap();
        (lot.state, lot.due) = ("transmis", self.now + 48 * HOUR);
    }

    fn hears(&mut self, no: i64, verdicts: Vec<Jugement>) {
        self.answers += 1;
        let id = format!("R{}", self.answers);
        let message = answer(&mut self.bureau, self.now, no, &id, verdicts).unwrap();
        let got = self.bureau.receive(self.now, &message).unwrap().unwrap();
        assert_eq!(got.lot, Some(no), "{:?}", self.story);
        // The same message again is known, and does nothing.
        assert!(self.bureau.receive(self.now, &message).unwrap().unwrap().deja);
        if self.lots[&no].state == "a_transmettre" {
            self.went(no); // an answer proves the sending
        }
    }

    fn accepts(&mut self, no: i64) {
        self.tell(format!("lot {no} accepted"));
        self.hears(no, accepted());
        for id in self.members(no) {
            let d = self.dossiers.get_mut(&id).unwrap();
            if !matches!(d.state, "a_completer" | "a_transmettre" | "hors_scor") {
                d.state = "archive";
            }
        }
        self.conclude(no, true);
    }

    /// Negative: the whole lot, or one piece of one dossier of it.
    fn refuses(&mut self, no: i64, alone: bool) {
        let members = self.members(no);
        let named = if alone && !members.is_empty() {
            Some(members[self.rng.below(members.len())].clone())
        } else {
            None
        };
        self.tell(format!("lot {no} refused, {named:?}"));
        let verdict = match &named {
            None => Jugement::lot(false, "12", "flou"),
            Some(id) => {
                let seen = self.bureau.show(Sujet::Dossier, id).unwrap();
                let followed = seen["factures"].as_array().unwrap().last().unwrap().clone();
                Jugement {
                    level: Level::Piece,
                    dossier: id.clone(),
                    invoice: followed["fields"]["invoice"].as_str().unwrap().into(),
                    type_code: "ORDN".into(),
                    rank: 1,
                    ..Jugement::lot(false, "13", "illisible")
                }
            }
        };
        self.hears(no, vec![verdict]);
        for id in members {
            let d = self.dossiers.get_mut(&id).unwrap();
            let again = d.sendings < MAX;
            let before = d.state;
            let struck = matches!(before, "transmis" | "a_retransmettre");
            if struck {
                d.state = if again { "a_reconstituer" } else { "a_traiter" };
            }
            let hit = named.as_ref() == Some(&id);
            if d.state != "a_reconstituer" {
                continue;
            }
            if hit && struck {
                d.refused = d.pieces.first().copied();
            } else if named.is_some() && !hit && struck {
                // Nothing was said against it: it goes with the next lot by itself.
                d.state = "a_transmettre";
                d.lot = None;
            }
        }
        self.conclude(no, false);
    }

    /// The lot follows its dossiers.
    fn conclude(&mut self, no: i64, good: bool) {
        let states: Vec<&str> = self.members(no).iter().map(|id| self.dossiers[id].state).collect();
        let lot = self.lots.get_mut(&no).unwrap();
        if lot.state == "clos" {
            return;
        }
        let open = matches!(lot.state, "transmis" | "a_retransmettre");
        if !states.is_empty() && states.iter().all(|s| *s == "archive") {
            lot.state = "archive";
        } else if !good && open {
            lot.state = if states.contains(&"a_reconstituer") { "a_reconstituer" } else { "a_traiter" };
        }
        self.leave(Some(no));
    }

    fn time(&mut self) {
        self.now += self.rng.below(60) as i64 * HOUR;
        self.tell(format!("it is {}", (self.now - T0) / HOUR));
        self.bureau.todo(self.now, 50).unwrap();
        let due: Vec<i64> = self
            .lots
            .iter()
            .filter(|(_, l)| l.state == "transmis" && l.due <= self.now)
            .map(|(no, _)| *no)
            .collect();
        for no in due {
            for id in self.members(no) {
                let d = self.dossiers.get_mut(&id).unwrap();
                if d.state == "transmis" {
                    d.state = if d.sendings < MAX { "a_retransmettre" } else { "a_traiter" };
                }
            }
            let again = self.members(no).iter().any(|id| self.dossiers[id].state == "a_retransmettre");
            self.lots.get_mut(&no).unwrap().state = if again { "a_retransmettre" } else { "a_traiter" };
        }
    }

    fn act(&mut self, id: &str) {
        let d = self.dossiers[id].clone();
        let (acte, to): (Acte, Option<&str>) = match self.rng.below(5) {
            0 => (
                Acte::Papier,
                match d.state {
                    "a_completer" | "a_transmettre" | "a_retransmettre" | "a_reconstituer" | "a_traiter" => {
                        Some("collecte_papier")
                    }
                    _ => None,
                },
            ),
            1 => (
                Acte::Manuel,
                match d.state {
                    "transmis" | "a_retransmettre" | "a_reconstituer" => Some("a_traiter"),
                    _ => None,
                },
            ),
            2 => (Acte::Reconstituer, (d.state == "a_reconstituer").then_some("a_transmettre")),
            3 if d.state == "a_transmettre" && d.lot.is_some() => return,
            3 => (
                Acte::Sortir,
                match d.state {
                    "a_completer" | "a_transmettre" => Some("hors_scor"),
                    _ => None,
                },
            ),
            _ => (Acte::Remettre, (d.state == "hors_scor").then_some("a_completer")),
        };
        let done = self.bureau.act(self.now, id, acte).unwrap();
        self.tell(format!("{acte:?} {id} ({}): {done:?}", d.state));
        assert_eq!(matches!(done, Suite::Applique(_)), to.is_some(), "{:?}", self.story);
        let Some(to) = to else { return };
        let own = self.dossiers.get_mut(id).unwrap();
        own.state = to;
        match acte {
            Acte::Papier if d.state == "a_transmettre" => {
                own.lot = None;
                self.leave(d.lot);
            }
            Acte::Papier => self.papers(d.lot),
            Acte::Reconstituer => {
                (own.refused, own.lot) = (None, None);
                self.leave(d.lot);
                self.settle(id);
            }
            Acte::Remettre => self.settle(id),
            _ => {}
        }
    }

    fn post(&mut self, id: &str) {
        let done = self.bureau.posted(self.now, id, None, date(2026, 12, 1)).unwrap();
        self.tell(format!("posted {id}: {done:?}"));
        let d = self.dossiers.get_mut(id).unwrap();
        let may = matches!(d.state, "collecte_papier" | "hors_scor");
        assert_eq!(matches!(done, Suite::Applique(_)), may, "{:?}", self.story);
        if may {
            d.state = "papier_envoye";
            let lot = d.lot;
            self.papers(lot);
        }
    }

    /// A lot all of whose dossiers went to paper goes with them.
    fn papers(&mut self, lot: Option<i64>) {
        let Some(no) = lot else { return };
        let states: Vec<&str> = self.members(no).iter().map(|id| self.dossiers[id].state).collect();
        let lot = self.lots.get_mut(&no).unwrap();
        if states.is_empty() || lot.state == "clos" {
            return;
        }
        if states.iter().all(|s| *s == "papier_envoye") {
            lot.state = "papier_envoye";
        } else if states.iter().all(|s| matches!(*s, "papier_envoye" | "collecte_papier")) {
            lot.state = "collecte_papier";
        }
    }

    fn step(&mut self) {
        let dice = self.rng.below(100);
        if dice < 14 || self.dossiers.is_empty() {
            return self.new_dossier();
        }
        let id = self.some_dossier().unwrap();
        let lot = self.some_lot();
        match (dice, lot) {
            (14..30, _) => self.fse(&id),
            (30..40, _) => self.build(),
            (40..56, Some(lot)) => self.send(lot),
            (56..64, Some(lot)) => self.accepts(lot),
            (64..68, Some(lot)) => self.refuses(lot, false),
            (68..72, Some(lot)) => self.refuses(lot, true),
            (72..80, _) => self.time(),
            (80..86, _) => self.bind(&id),
            (86..88, _) => self.unbind(&id),
            (88..91, _) => self.act(&id),
            (91..94, _) => self.post(&id),
            (94..97, _) => self.reject(&id),
            _ => self.reissue(&id),
        }
    }

    fn compare(&mut self) {
        for (id, d) in &self.dossiers {
            let seen = self.bureau.show(Sujet::Dossier, id).unwrap();
            let all = &self.story;
            assert_eq!(seen["etat"], d.state, "{id}: {d:?}\n{all:#?}\n{seen:#}");
            assert_eq!(seen["envois"], d.sendings, "{id}: {d:?}\n{all:#?}\n{seen:#}");
            let held: Vec<_> =
                seen["pieces"].as_array().unwrap().iter().map(|p| p["id"].to_string()).collect();
            let mut wanted: Vec<_> = d.pieces.iter().map(|p| format!("\"p-{p}\"")).collect();
            let mut held = held;
            held.sort();
            wanted.sort();
            assert_eq!(held, wanted, "{id}\n{all:#?}");
        }
    }

    /// Nothing is lost: every piece, the bytes of every lot, and every open dossier is on somebody's list.
    fn end(&mut self) {
        for n in &self.pieces {
            assert_eq!(*self.bureau.piece_pdf(&format!("p-{n}")).unwrap(), pdf_of(*n));
        }
        for (no, lot) in &self.lots {
            assert_eq!(*self.bureau.lot_bytes(*no).unwrap(), lot.bytes);
        }
        let found = breaks(&mut self.bureau).unwrap();
        assert!(found.is_empty(), "{found:?}\n{:#?}", self.story);
        self.on_a_list();
    }

    fn on_a_list(&mut self) {
        let todo = self.bureau.todo(self.now, 1000).unwrap();
        let tasks = todo["taches"].as_array().unwrap();
        let waiting = todo["attente_fse"].as_array().unwrap();
        for (id, d) in &self.dossiers {
            if matches!(d.state, "archive" | "papier_envoye") {
                continue;
            }
            let own = tasks.iter().any(|t| t["dossier"] == id.as_str());
            let lots =
                tasks.iter().any(|t| d.lot.is_some() && t["lot"].as_i64() == d.lot && t["dossier"].is_null());
            let fse = waiting.iter().any(|w| w["dossier"] == id.as_str());
            assert!(own || lots || fse, "{id} is on no list: {d:?}\n{:#?}\n{todo:#}", self.story);
        }
    }
}

#[test]
fn random_stories_end_as_the_model_says() {
    let stories = if std::env::var_os("SCOR_LONG").is_some() { 5000 } else { 200 };
    let (mut events, mut states) = (0, BTreeSet::new());
    for seed in 0..stories {
        let folder = folder();
        let mut world = World {
            bureau: create(&journal_in(folder.path())),
            rng: Rng(seed),
            now: T0,
            next: 1,
            dossiers: BTreeMap::new(),
            lots: BTreeMap::new(),
            pieces: Vec::new(),
            story: vec![format!("seed {seed}")],
            answers: 0,
        };
        for _ in 0..60 {
            world.step();
            world.compare();
            events += 1;
            states.extend(world.dossiers.values().map(|d| d.state));
        }
        world.end();
    }
    println!("{stories} stories, {events} events");
    assert_eq!(states.len(), 10, "some state was never reached: {states:?}");
}
