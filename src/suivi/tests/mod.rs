use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;
use crate::dossier::tests::{fields, piece};
use crate::dossier::{Colour, Facture, Fields};
use crate::lot::{Lot, pack};
use crate::piece::{Medium, Piece};
use crate::profile::{Profile, Territoire};
use crate::suivi::delais::Delais;

const JOUR: i64 = 86_400;
const T0: i64 = 1_795_000_000;

/// Bytes that differ and can be repeated.
struct Compteur(u64);

impl Randomness for Compteur {
    fn fill(&mut self, out: &mut [u8]) -> Result<()> {
        for chunk in out.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.0 ^ (self.0 >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            chunk.copy_from_slice(&mixed.to_be_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

pub(crate) struct Cabinet {
    folder: TempDir,
    profile: Profile,
    delais: Delais,
    now: i64,
    journal: Journal,
}

fn cle() -> MasterKey {
    MasterKey::new(&[7; 32]).unwrap()
}

macro_rules! ecrire {
    ($c:expr, $f:expr) => {{
        let ctx = Context { now: $c.now, profile: &$c.profile, delais: &$c.delais };
        $c.journal.write(ctx, $f)
    }};
}

macro_rules! lire {
    ($c:expr, $f:expr) => {{
        let ctx = Context { now: $c.now, profile: &$c.profile, delais: &$c.delais };
        $c.journal.read(ctx, $f)
    }};
}

mod garde; // after the macros that it uses
mod retours;
mod sorties;

impl Cabinet {
    fn new() -> Cabinet {
        Cabinet::with(Profile::scor_public())
    }

    fn with(profile: Profile) -> Cabinet {
        let folder = tempfile::tempdir().unwrap();
        let delais = Delais::new(&profile, Territoire::Metropole, None);
        let ctx = Context { now: T0, profile: &profile, delais: &delais };
        let path = folder.path().join("suivi.scor");
        let journal = Journal::create(&path, &cle(), Box::new(Compteur(1)), ctx).unwrap();
        Cabinet { folder, profile, delais, now: T0, journal }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("suivi.scor")
    }

    fn attendre(&mut self, seconds: i64) {
        self.now += seconds;
    }

    fn piece(&mut self, piece: &Piece) {
        let new = NewPiece { piece, saisie: Some(self.now), contexte: None };
        ecrire!(self, |j| j.add_piece(&new)).unwrap();
    }

    /// A dossier with one piece, its FSE acknowledged.
    fn pret(&mut self, id: &str, invoice: &str) {
        self.dossier(id, invoice, |_| {});
        ecrire!(self, |j| j.note_fse(FseTarget::Dossier(id), &FseFact::ArlPositif)).unwrap();
    }

    fn dossier(&mut self, id: &str, invoice: &str, change: impl FnOnce(&mut Fields)) {
        let p = piece(&format!("p-{id}"), "ORDN", Medium::Digital);
        self.piece(&p);
        let facture = facture(invoice, change);
        ecrire!(self, |j| {
            j.open_dossier(&NewDossier { id, facture: &facture })?;
            j.bind_piece(id, p.id())
        })
        .unwrap();
    }

    fn build(&mut self) -> Vec<i64> {
        let profile = self.profile.clone();
        let ctx = Context { now: self.now, profile: &self.profile, delais: &self.delais };
        let demande = Request { date: date(2026, 11, 20), au_plus: 100 };
        self.journal.build(ctx, &demande, |lot| packed(lot, &profile)).unwrap().0
    }

    fn envoyer(&mut self, lot: i64) -> Suite {
        ecrire!(self, |j| j.mark_sent(lot)).unwrap()
    }

    fn temps(&mut self) -> Vec<(i64, Etat)> {
        let ctx = Context { now: self.now, profile: &self.profile, delais: &self.delais };
        self.journal.pass_time(ctx).unwrap()
    }

    fn etat(&mut self, id: &str) -> Etat {
        lire!(self, |j| j.dossier(id)).unwrap().etat
    }

    fn etat_du_lot(&mut self, no: i64) -> Etat {
        lire!(self, |j| j.lot(no)).unwrap().etat
    }

    fn arl(&mut self, lot: i64, bytes: &[u8], avis: Vec<Avis>) -> ReturnView {
        let seen = lire!(self, |j| j.lot(lot)).unwrap();
        let accuse = Accuse {
            emetteur: Some(seen.recipient.emitter),
            numero: seen.numero,
            date: Some(seen.date),
            avis,
        };
        let faits = [ReceivedFact::Arl(accuse)];
        ecrire!(self, |j| j.record_return(&NewReturn { octets: bytes, faits: &faits, illisible: None }))
            .unwrap()
    }

    fn sound(&mut self) {
        let ctx = Context { now: self.now, profile: &self.profile, delais: &self.delais };
        let bilan = self.journal.check(ctx).unwrap();
        assert!(bilan.sound(), "{:?}", bilan.ruptures);
        assert!(bilan.maillons > 0);
    }

    fn genres(&mut self) -> Vec<Genre> {
        lire!(self, |j| j.todo(50)).unwrap().taches.iter().map(|t| t.genre).collect()
    }
}

fn facture(invoice: &str, change: impl FnOnce(&mut Fields)) -> Facture {
    let mut f = fields();
    f.invoice = invoice.into();
    change(&mut f);
    Facture::new(f).unwrap()
}

fn packed(lot: &Lot, profile: &Profile) -> Result<PackedLot> {
    let packed = pack(lot, profile, T0, |p| Ok(p.pdf().unwrap_or_default().to_vec()))?;
    Ok(PackedLot { nom: packed.name, octets: packed.container })
}

fn avis(decision: Decision) -> Avis {
    let motif = (decision != Decision::Archiver).then(|| Motif { code: "12".into(), label: "flou".into() });
    Avis { dossier: None, facture: None, rang: None, type_code: None, file: None, decision, motif }
}

fn jour() -> Date {
    date(2026, 11, 25)
}

#[test]
fn a_lot_goes_from_the_scan_to_the_archive() {
    let mut c = Cabinet::new();
    c.dossier("A", "1", |_| {});
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(c.build().is_empty(), "the FSE has no ARL yet");
    let waiting = lire!(c, |j| j.awaiting_fse(9)).unwrap();
    assert_eq!(waiting.len(), 1);
    let lot = FseTarget::LotFse { emetteur: "123456", lot: "17", date: "2026-11-20" };
    let done = ecrire!(c, |j| j.note_fse(lot, &FseFact::ArlPositif)).unwrap();
    assert_eq!(done, [("A".to_owned(), Suite::Applique(Etat::ATransmettre))]);
    assert_eq!(c.genres(), [Genre::Constituer]);
    let lots = c.build();
    assert_eq!((lots.len(), c.genres()), (1, vec![Genre::Envoyer]));
    let before = lire!(c, |j| j.lot_bytes(lots[0])).unwrap();
    assert_eq!(c.envoyer(lots[0]), Suite::Applique(Etat::Transmis));
    assert_eq!(c.envoyer(lots[0]), Suite::Deja);
    assert_eq!(c.genres(), [Genre::Relever]);
    let done = c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]);
    assert_eq!((done.statut, done.lot, done.deja), (Statut::Range, Some(lots[0]), false));
    assert!(c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]).deja);
    assert_eq!((c.etat("A"), c.etat_du_lot(lots[0])), (Etat::Archive, Etat::Archive));
    assert!(c.genres().is_empty());
    assert_eq!(before, lire!(c, |j| j.lot_bytes(lots[0])).unwrap());
    c.sound();
}

#[test]
fn silence_sends_the_same_bytes_once_more_and_then_goes_to_paper() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.build()[0];
    let bytes = lire!(c, |j| j.lot_bytes(lot)).unwrap();
    c.envoyer(lot);
    c.attendre(48 * 3600 - 1);
    assert!(c.temps().is_empty());
    c.attendre(1);
    assert_eq!(c.temps(), [(lot, Etat::ARetransmettre)]);
    assert!(c.temps().is_empty(), "time does not pass twice");
    assert_eq!(c.genres(), [Genre::Retransmettre]);
    assert_eq!(bytes, lire!(c, |j| j.lot_bytes(lot)).unwrap());
    c.envoyer(lot);
    c.attendre(48 * 3600);
    assert_eq!(c.temps(), [(lot, Etat::ATraiter)]);
    assert_eq!((c.etat("A"), c.genres()), (Etat::ATraiter, vec![Genre::Traiter]));
    assert_eq!(ecrire!(c, |j| j.move_to_paper("A")).unwrap(), Suite::Applique(Etat::CollectePapier));
    assert_eq!((c.etat_du_lot(lot), c.genres()), (Etat::CollectePapier, vec![Genre::Poster]));
    ecrire!(c, |j| j.post("A", jour())).unwrap();
    assert_eq!((c.etat("A"), c.etat_du_lot(lot)), (Etat::PapierEnvoye, Etat::PapierEnvoye));
    assert_eq!(lire!(c, |j| j.dossier("A")).unwrap().poste.as_deref(), Some("2026-11-25"));
    // The ARL that came after all is accepted.
    c.arl(lot, b"late", vec![avis(Decision::Archiver)]);
    assert_eq!((c.etat("A"), c.etat_du_lot(lot)), (Etat::Archive, Etat::Archive));
    c.sound();
}

#[test]
fn an_arl_that_names_one_piece_has_that_piece_redone_alone() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    c.pret("B", "2");
    let lot = c.build()[0];
    c.envoyer(lot);
    let refused = Avis { dossier: Some("A".into()), rang: Some(1), ..avis(Decision::Reconstituer) };
    let done = c.arl(lot, b"arl-", vec![refused]);
    assert_eq!(done.statut, Statut::Range);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::AReconstituer, Etat::ATransmettre));
    assert_eq!(c.etat_du_lot(lot), Etat::AReconstituer);
    let todo = lire!(c, |j| j.todo(9)).unwrap();
    let redo = todo.taches.iter().find(|t| t.genre == Genre::Reconstituer).unwrap();
    assert_eq!(
        (redo.a_refaire.as_slice(), redo.motif.as_ref().unwrap().label.as_str()),
        (&["p-A".to_owned()][..], "flou")
    );
    let better = piece("p-A2", "ORDN", Medium::Digital);
    c.piece(&better);
    ecrire!(c, |j| j.replace_piece("A", "p-A", "p-A2")).unwrap();
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(lire!(c, |j| j.lot(lot)).unwrap().clos);
    let next = c.build();
    let seen = lire!(c, |j| j.lot(next[0])).unwrap();
    assert_eq!((next.len(), seen.numero, seen.dossiers.len()), (1, 2, 2));
    // Second refusal: both were sent twice now, nothing is left but paper.
    c.envoyer(next[0]);
    c.arl(next[0], b"arl--", vec![avis(Decision::Reconstituer)]);
    assert_eq!(
        (c.etat("A"), c.etat("B"), c.etat_du_lot(next[0])),
        (Etat::ATraiter, Etat::ATraiter, Etat::ATraiter)
    );
    // An answer about the first lot, which they have left, is noted and changes nothing.
    let late = c.arl(lot, b"late", vec![avis(Decision::Archiver)]);
    assert_eq!((late.statut, c.etat("A")), (Statut::Range, Etat::ATraiter));
    let log = lire!(c, |j| j.dossier_history("A")).unwrap();
    assert_eq!(log.last().map(|e| e.suite), Some("impossible"));
    c.sound();
}

#[test]
fn an_answer_proves_a_sending_that_was_not_noted() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.build()[0];
    c.arl(lot, b"arl+", vec![avis(Decision::Archiver)]);
    let seen = lire!(c, |j| j.lot(lot)).unwrap();
    assert_eq!((seen.etat, seen.envois, c.etat("A")), (Etat::Archive, 1, Etat::Archive));
}

#[test]
fn a_rejected_fse_takes_its_pieces_to_the_next_facture() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.build()[0];
    c.envoyer(lot);
    let motif = Motif { code: "0001".into(), label: "droits".into() };
    let cible = FseTarget::Facture {
        emetteur: "00000000123456",
        facture: "000000001",
        lot: "017",
        date: "2026-11-20",
    };
    ecrire!(c, |j| j.note_fse(cible, &FseFact::Rejetee(motif.clone()))).unwrap();
    let seen = lire!(c, |j| j.dossier("A")).unwrap();
    assert_eq!(
        (seen.etat, seen.couleur, seen.manques.as_slice()),
        (Etat::ACompleter, Colour::Red, &[FACTURE_MANQUE.to_owned()][..])
    );
    assert!(lire!(c, |j| j.lot(lot)).unwrap().clos, "nobody waits for it any more");
    ecrire!(c, |j| j.reissue("A", &facture("77", |_| {}))).unwrap();
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(c.build().is_empty());
    ecrire!(c, |j| j.note_fse(FseTarget::Dossier("A"), &FseFact::Payee)).unwrap();
    let next = c.build();
    assert_eq!((next.len(), lire!(c, |j| j.dossier("A")).unwrap().lots.len()), (1, 2));
    c.sound();
}

/// Found by story 701 of the long model test.
#[test]
fn a_lot_that_nobody_is_in_is_not_sent_again() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.build()[0];
    c.envoyer(lot);
    c.attendre(49 * 3600);
    assert_eq!(c.temps(), vec![(lot, Etat::ARetransmettre)]);
    ecrire!(c, |j| j.reissue("A", &facture("77", |_| {}))).unwrap();
    assert!(lire!(c, |j| j.lot(lot)).unwrap().clos);
    assert_eq!(c.envoyer(lot), Suite::Impossible);
    assert_eq!(c.etat_du_lot(lot), Etat::ARetransmettre);
    c.sound();
}

#[test]
fn one_piece_in_two_dossiers_is_followed_in_each() {
    let mut c = Cabinet::new();
    let shared = piece("commun", "ORDN", Medium::Both);
    c.piece(&shared);
    for (id, invoice, emitter) in [("A", "1", "00000000123456"), ("B", "1", "00000000999999")] {
        let facture = facture(invoice, |f| f.emitter = emitter.into());
        ecrire!(c, |j| {
            j.open_dossier(&NewDossier { id, facture: &facture })?;
            j.bind_piece(id, "commun")?;
            j.note_fse(FseTarget::Dossier(id), &FseFact::ArlPositif)
        })
        .unwrap();
    }
    let lots = c.build();
    let numbers: Vec<u32> = lots.iter().map(|l| lire!(c, |j| j.lot(*l)).unwrap().numero).collect();
    assert_eq!(numbers, [1, 1], "each emitter has its own numbers");
    lots.iter().for_each(|l| assert_eq!(c.envoyer(*l), Suite::Applique(Etat::Transmis)));
    c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::Archive, Etat::Transmis));
    // Its paper is to be posted for both, each on its own.
    assert_eq!(c.genres().iter().filter(|g| **g == Genre::Poster).count(), 2);
    assert!(ecrire!(c, |j| j.post_piece("A", "commun", jour())).unwrap());
    assert!(!ecrire!(c, |j| j.post_piece("A", "commun", jour())).unwrap());
    let paper = |c: &mut Cabinet, id: &str| lire!(c, |j| j.dossier(id)).unwrap().pieces[0].papier;
    assert_eq!((paper(&mut c, "A"), paper(&mut c, "B")), (Papier::Envoye, Papier::APoster));
    c.sound();
}

#[test]
fn out_of_scor_keeps_a_number_and_can_come_back() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    ecrire!(c, |j| j.leave_scor("A")).unwrap();
    let seen = lire!(c, |j| j.dossier("A")).unwrap();
    assert_eq!((seen.etat, seen.hors_scor, c.genres()), (Etat::HorsScor, Some(1), vec![Genre::Poster]));
    assert!(c.build().is_empty());
    ecrire!(c, |j| j.return_to_scor("A")).unwrap();
    let lot = c.build()[0];
    assert_eq!(lire!(c, |j| j.lot(lot)).unwrap().numero, 2);
    c.sound();
}

#[test]
fn what_cannot_be_placed_is_kept_and_shown() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    c.pret("B", "2");
    let one = c.build()[0];
    assert_eq!(lire!(c, |j| j.lot(one)).unwrap().dossiers.len(), 2);
    c.envoyer(one);
    let unknown = Accuse { emetteur: None, numero: 900, date: None, avis: vec![avis(Decision::Archiver)] };
    let faits = [ReceivedFact::Arl(unknown)];
    let bytes = b"which lot?";
    let seen = ecrire!(c, |j| j.record_return(&NewReturn { octets: bytes, faits: &faits, illisible: None }))
        .unwrap();
    assert_eq!(seen.statut, Statut::Inconnu);
    let torn = NewReturn { octets: b"torn", faits: &[], illisible: Some("retour.truncated") };
    assert_eq!(ecrire!(c, |j| j.record_return(&torn)).unwrap().statut, Statut::Illisible);
    assert_eq!(c.genres(), [Genre::Relever, Genre::Examiner, Genre::Examiner]);
    assert_eq!(lire!(c, |j| j.return_bytes(seen.no)).unwrap().as_slice(), bytes);
    // Somebody knows which lot is meant.
    let ReceivedFact::Arl(accuse) = &faits[0] else { panic!() };
    ecrire!(c, |j| j.assign(seen.no, one, accuse)).unwrap();
    assert_eq!((c.etat("A"), c.genres()), (Etat::Archive, vec![Genre::Examiner]));
    c.sound();
}

#[test]
fn told_twice_is_told_once_and_another_content_is_an_error() {
    let mut c = Cabinet::new();
    c.dossier("A", "1", |_| {});
    let events = |c: &mut Cabinet| lire!(c, |j| j.head()).unwrap().seq;
    let before = events(&mut c);
    c.dossier("A", "1", |_| {});
    assert_eq!(events(&mut c), before);
    let other = piece("p-A", "DSIP", Medium::Digital);
    let new = NewPiece { piece: &other, saisie: None, contexte: None };
    assert_eq!(ecrire!(c, |j| j.add_piece(&new)).unwrap_err().kind(), Kind::SuiviExists);
    let twice = facture("1", |_| {});
    let error = ecrire!(c, |j| j.open_dossier(&NewDossier { id: "B", facture: &twice })).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviExists);
    assert_eq!(events(&mut c), before, "what failed left nothing");
}

#[test]
fn two_builders_do_not_send_a_dossier_twice() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let demande = Request { date: date(2026, 11, 20), au_plus: 10 };
    let slow = lire!(c, |j| j.prepare_lots(&demande)).unwrap();
    assert_eq!(c.build().len(), 1);
    let packed: Vec<PackedLot> = slow.lots.iter().map(|l| packed(l, &c.profile).unwrap()).collect();
    let error = ecrire!(c, |j| j.record_lots(&slow, &packed)).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviOvertaken);
    c.sound();
}
