use std::path::Path;

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;
use crate::dossier::tests::{fields, piece};
use crate::dossier::{Colour, Facture, Fields, NirText};
use crate::lot::{Lot, pack};
use crate::piece::{Medium, Piece};
use crate::profile::{Profile, Territoire};
use crate::suivi::delais::Delais;

const JOUR: i64 = 86_400;
const T0: i64 = 1_795_000_000;

/// Bytes that differ and can be repeated.
struct Compteur(u64);

impl Hasard for Compteur {
    fn remplir(&mut self, out: &mut [u8]) -> Result<()> {
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
    maintenant: i64,
    journal: Journal,
}

fn cle() -> CleMaitre {
    CleMaitre::new(&[7; 32]).unwrap()
}

macro_rules! ecrire {
    ($c:expr, $f:expr) => {{
        let ctx = Contexte { maintenant: $c.maintenant, profile: &$c.profile, delais: &$c.delais };
        $c.journal.ecrire(ctx, $f)
    }};
}

macro_rules! lire {
    ($c:expr, $f:expr) => {{
        let ctx = Contexte { maintenant: $c.maintenant, profile: &$c.profile, delais: &$c.delais };
        $c.journal.lire(ctx, $f)
    }};
}

impl Cabinet {
    fn new() -> Cabinet {
        Cabinet::avec(Profile::scor_public())
    }

    fn avec(profile: Profile) -> Cabinet {
        let folder = tempfile::tempdir().unwrap();
        let delais = Delais::new(&profile, Territoire::Metropole, None);
        let ctx = Contexte { maintenant: T0, profile: &profile, delais: &delais };
        let path = folder.path().join("suivi.scor");
        let journal = Journal::creer(&path, &cle(), Box::new(Compteur(1)), ctx).unwrap();
        Cabinet { folder, profile, delais, maintenant: T0, journal }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("suivi.scor")
    }

    fn attendre(&mut self, seconds: i64) {
        self.maintenant += seconds;
    }

    fn piece(&mut self, piece: &Piece) {
        let new = NouvellePiece { piece, saisie: Some(self.maintenant), contexte: None };
        ecrire!(self, |j| j.ajouter_piece(&new)).unwrap();
    }

    /// A dossier with one piece, its FSE acknowledged.
    fn pret(&mut self, id: &str, invoice: &str) {
        self.dossier(id, invoice, |_| {});
        ecrire!(self, |j| j.noter_fse(CibleFse::Dossier(id), &FaitFse::ArlPositif)).unwrap();
    }

    fn dossier(&mut self, id: &str, invoice: &str, change: impl FnOnce(&mut Fields)) {
        let p = piece(&format!("p-{id}"), "ORDN", Medium::Digital);
        self.piece(&p);
        let facture = facture(invoice, change);
        ecrire!(self, |j| {
            j.ouvrir_dossier(&Ouverture { id, facture: &facture })?;
            j.lier_piece(id, p.id())
        })
        .unwrap();
    }

    fn construire(&mut self) -> Vec<i64> {
        let profile = self.profile.clone();
        let ctx = Contexte { maintenant: self.maintenant, profile: &self.profile, delais: &self.delais };
        let demande = Demande { date: date(2026, 11, 20), au_plus: 100 };
        self.journal.construire(ctx, &demande, |lot| emballer(lot, &profile)).unwrap().0
    }

    fn envoyer(&mut self, lot: i64) -> Suite {
        ecrire!(self, |j| j.marquer_envoye(lot)).unwrap()
    }

    fn temps(&mut self) -> Vec<(i64, Etat)> {
        let ctx = Contexte { maintenant: self.maintenant, profile: &self.profile, delais: &self.delais };
        self.journal.passer_le_temps(ctx).unwrap()
    }

    fn etat(&mut self, id: &str) -> Etat {
        lire!(self, |j| j.dossier(id)).unwrap().etat
    }

    fn etat_du_lot(&mut self, no: i64) -> Etat {
        lire!(self, |j| j.lot(no)).unwrap().etat
    }

    fn arl(&mut self, lot: i64, bytes: &[u8], avis: Vec<Avis>) -> RetourVu {
        let seen = lire!(self, |j| j.lot(lot)).unwrap();
        let accuse = Accuse {
            emetteur: Some(seen.recipient.emitter),
            numero: seen.numero,
            date: Some(seen.date),
            avis,
        };
        let faits = [FaitRecu::Arl(accuse)];
        ecrire!(self, |j| j.enregistrer_retour(&RetourRecu { octets: bytes, faits: &faits, illisible: None }))
            .unwrap()
    }

    fn sain(&mut self) {
        let ctx = Contexte { maintenant: self.maintenant, profile: &self.profile, delais: &self.delais };
        let bilan = self.journal.verifier(ctx).unwrap();
        assert!(bilan.sain(), "{:?}", bilan.ruptures);
        assert!(bilan.maillons > 0);
    }

    fn genres(&mut self) -> Vec<Genre> {
        lire!(self, |j| j.a_faire(50)).unwrap().taches.iter().map(|t| t.genre).collect()
    }
}

fn facture(invoice: &str, change: impl FnOnce(&mut Fields)) -> Facture {
    let mut f = fields();
    f.invoice = invoice.into();
    change(&mut f);
    Facture::new(f).unwrap()
}

fn emballer(lot: &Lot, profile: &Profile) -> Result<Emballage> {
    let packed = pack(lot, profile, T0, |p| Ok(p.pdf().unwrap_or_default().to_vec()))?;
    Ok(Emballage { nom: packed.name, octets: packed.container })
}

fn avis(decision: Decision) -> Avis {
    let motif = (decision != Decision::Archiver).then(|| Motif { code: "12".into(), label: "flou".into() });
    Avis { dossier: None, facture: None, rang: None, type_code: None, decision, motif }
}

fn jour() -> Date {
    date(2026, 11, 25)
}

#[test]
fn a_lot_goes_from_the_scan_to_the_archive() {
    let mut c = Cabinet::new();
    c.dossier("A", "1", |_| {});
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(c.construire().is_empty(), "the FSE has no ARL yet");
    let waiting = lire!(c, |j| j.en_attente_de_fse(9)).unwrap();
    assert_eq!(waiting.len(), 1);
    let lot = CibleFse::LotFse { emetteur: "123456", lot: "17", date: "2026-11-20" };
    let done = ecrire!(c, |j| j.noter_fse(lot, &FaitFse::ArlPositif)).unwrap();
    assert_eq!(done, [("A".to_owned(), Suite::Applique(Etat::ATransmettre))]);
    assert_eq!(c.genres(), [Genre::Constituer]);
    let lots = c.construire();
    assert_eq!((lots.len(), c.genres()), (1, vec![Genre::Envoyer]));
    let before = lire!(c, |j| j.octets_du_lot(lots[0])).unwrap();
    assert_eq!(c.envoyer(lots[0]), Suite::Applique(Etat::Transmis));
    assert_eq!(c.envoyer(lots[0]), Suite::Deja);
    assert_eq!(c.genres(), [Genre::Relever]);
    let done = c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]);
    assert_eq!((done.statut, done.lot, done.deja), (Statut::Range, Some(lots[0]), false));
    assert!(c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]).deja);
    assert_eq!((c.etat("A"), c.etat_du_lot(lots[0])), (Etat::Archive, Etat::Archive));
    assert!(c.genres().is_empty());
    assert_eq!(before, lire!(c, |j| j.octets_du_lot(lots[0])).unwrap());
    c.sain();
}

#[test]
fn silence_sends_the_same_bytes_once_more_and_then_goes_to_paper() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.construire()[0];
    let bytes = lire!(c, |j| j.octets_du_lot(lot)).unwrap();
    c.envoyer(lot);
    c.attendre(48 * 3600 - 1);
    assert!(c.temps().is_empty());
    c.attendre(1);
    assert_eq!(c.temps(), [(lot, Etat::ARetransmettre)]);
    assert!(c.temps().is_empty(), "time does not pass twice");
    assert_eq!(c.genres(), [Genre::Retransmettre]);
    assert_eq!(bytes, lire!(c, |j| j.octets_du_lot(lot)).unwrap());
    c.envoyer(lot);
    c.attendre(48 * 3600);
    assert_eq!(c.temps(), [(lot, Etat::ATraiter)]);
    assert_eq!((c.etat("A"), c.genres()), (Etat::ATraiter, vec![Genre::Traiter]));
    assert_eq!(ecrire!(c, |j| j.passer_au_papier("A")).unwrap(), Suite::Applique(Etat::CollectePapier));
    assert_eq!((c.etat_du_lot(lot), c.genres()), (Etat::CollectePapier, vec![Genre::Poster]));
    ecrire!(c, |j| j.poster("A", jour())).unwrap();
    assert_eq!((c.etat("A"), c.etat_du_lot(lot)), (Etat::PapierEnvoye, Etat::PapierEnvoye));
    assert_eq!(lire!(c, |j| j.dossier("A")).unwrap().poste.as_deref(), Some("2026-11-25"));
    // The ARL that came after all is accepted.
    c.arl(lot, b"late", vec![avis(Decision::Archiver)]);
    assert_eq!((c.etat("A"), c.etat_du_lot(lot)), (Etat::Archive, Etat::Archive));
    c.sain();
}

#[test]
fn an_arl_that_names_one_piece_has_that_piece_redone_alone() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    c.pret("B", "2");
    let lot = c.construire()[0];
    c.envoyer(lot);
    let refused = Avis { dossier: Some("A".into()), rang: Some(1), ..avis(Decision::Reconstituer) };
    let done = c.arl(lot, b"arl-", vec![refused]);
    assert_eq!(done.statut, Statut::Range);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::AReconstituer, Etat::ATransmettre));
    assert_eq!(c.etat_du_lot(lot), Etat::AReconstituer);
    let todo = lire!(c, |j| j.a_faire(9)).unwrap();
    let redo = todo.taches.iter().find(|t| t.genre == Genre::Reconstituer).unwrap();
    assert_eq!(
        (redo.a_refaire.as_slice(), redo.motif.as_ref().unwrap().label.as_str()),
        (&["p-A".to_owned()][..], "flou")
    );
    let better = piece("p-A2", "ORDN", Medium::Digital);
    c.piece(&better);
    ecrire!(c, |j| j.remplacer_piece("A", "p-A", "p-A2")).unwrap();
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(lire!(c, |j| j.lot(lot)).unwrap().clos);
    let next = c.construire();
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
    let log = lire!(c, |j| j.histoire_du_dossier("A")).unwrap();
    assert_eq!(log.last().map(|e| e.suite), Some("impossible"));
    c.sain();
}

#[test]
fn an_answer_proves_a_sending_that_was_not_noted() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.construire()[0];
    c.arl(lot, b"arl+", vec![avis(Decision::Archiver)]);
    let seen = lire!(c, |j| j.lot(lot)).unwrap();
    assert_eq!((seen.etat, seen.envois, c.etat("A")), (Etat::Archive, 1, Etat::Archive));
}

#[test]
fn a_rejected_fse_takes_its_pieces_to_the_next_facture() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.construire()[0];
    c.envoyer(lot);
    let motif = Motif { code: "0001".into(), label: "droits".into() };
    let cible = CibleFse::Facture {
        emetteur: "00000000123456",
        facture: "000000001",
        lot: "017",
        date: "2026-11-20",
    };
    ecrire!(c, |j| j.noter_fse(cible, &FaitFse::Rejetee(motif.clone()))).unwrap();
    let seen = lire!(c, |j| j.dossier("A")).unwrap();
    assert_eq!(
        (seen.etat, seen.couleur, seen.manques.as_slice()),
        (Etat::ACompleter, Colour::Red, &[FACTURE_MANQUE.to_owned()][..])
    );
    assert!(lire!(c, |j| j.lot(lot)).unwrap().clos, "nobody waits for it any more");
    ecrire!(c, |j| j.reemettre("A", &facture("77", |_| {}))).unwrap();
    assert_eq!(c.etat("A"), Etat::ATransmettre);
    assert!(c.construire().is_empty());
    ecrire!(c, |j| j.noter_fse(CibleFse::Dossier("A"), &FaitFse::Payee)).unwrap();
    let next = c.construire();
    assert_eq!((next.len(), lire!(c, |j| j.dossier("A")).unwrap().lots.len()), (1, 2));
    c.sain();
}

#[test]
fn one_piece_in_two_dossiers_is_followed_in_each() {
    let mut c = Cabinet::new();
    let shared = piece("commun", "ORDN", Medium::Both);
    c.piece(&shared);
    for (id, invoice, emitter) in [("A", "1", "00000000123456"), ("B", "1", "00000000999999")] {
        let facture = facture(invoice, |f| f.emitter = emitter.into());
        ecrire!(c, |j| {
            j.ouvrir_dossier(&Ouverture { id, facture: &facture })?;
            j.lier_piece(id, "commun")?;
            j.noter_fse(CibleFse::Dossier(id), &FaitFse::ArlPositif)
        })
        .unwrap();
    }
    let lots = c.construire();
    let numbers: Vec<u32> = lots.iter().map(|l| lire!(c, |j| j.lot(*l)).unwrap().numero).collect();
    assert_eq!(numbers, [1, 1], "each emitter has its own numbers");
    lots.iter().for_each(|l| assert_eq!(c.envoyer(*l), Suite::Applique(Etat::Transmis)));
    c.arl(lots[0], b"arl+", vec![avis(Decision::Archiver)]);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::Archive, Etat::Transmis));
    // Its paper is to be posted for both, each on its own.
    assert_eq!(c.genres().iter().filter(|g| **g == Genre::Poster).count(), 2);
    assert!(ecrire!(c, |j| j.poster_piece("A", "commun", jour())).unwrap());
    assert!(!ecrire!(c, |j| j.poster_piece("A", "commun", jour())).unwrap());
    let paper = |c: &mut Cabinet, id: &str| lire!(c, |j| j.dossier(id)).unwrap().pieces[0].papier;
    assert_eq!((paper(&mut c, "A"), paper(&mut c, "B")), (Papier::Envoye, Papier::APoster));
    c.sain();
}

#[test]
fn out_of_scor_keeps_a_number_and_can_come_back() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    ecrire!(c, |j| j.sortir_de_scor("A")).unwrap();
    let seen = lire!(c, |j| j.dossier("A")).unwrap();
    assert_eq!((seen.etat, seen.hors_scor, c.genres()), (Etat::HorsScor, Some(1), vec![Genre::Poster]));
    assert!(c.construire().is_empty());
    ecrire!(c, |j| j.remettre_dans_scor("A")).unwrap();
    let lot = c.construire()[0];
    assert_eq!(lire!(c, |j| j.lot(lot)).unwrap().numero, 2);
    c.sain();
}

#[test]
fn what_cannot_be_placed_is_kept_and_shown() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    c.pret("B", "2");
    let one = c.construire()[0];
    assert_eq!(lire!(c, |j| j.lot(one)).unwrap().dossiers.len(), 2);
    c.envoyer(one);
    let unknown = Accuse { emetteur: None, numero: 900, date: None, avis: vec![avis(Decision::Archiver)] };
    let faits = [FaitRecu::Arl(unknown)];
    let bytes = b"which lot?";
    let seen =
        ecrire!(c, |j| j.enregistrer_retour(&RetourRecu { octets: bytes, faits: &faits, illisible: None }))
            .unwrap();
    assert_eq!(seen.statut, Statut::Inconnu);
    let torn = RetourRecu { octets: b"torn", faits: &[], illisible: Some("retour.truncated") };
    assert_eq!(ecrire!(c, |j| j.enregistrer_retour(&torn)).unwrap().statut, Statut::Illisible);
    assert_eq!(c.genres(), [Genre::Relever, Genre::Examiner, Genre::Examiner]);
    assert_eq!(lire!(c, |j| j.octets_du_retour(seen.no)).unwrap().as_slice(), bytes);
    // Somebody knows which lot is meant.
    let FaitRecu::Arl(accuse) = &faits[0] else { panic!() };
    ecrire!(c, |j| j.attribuer(seen.no, one, accuse)).unwrap();
    assert_eq!((c.etat("A"), c.genres()), (Etat::Archive, vec![Genre::Examiner]));
    c.sain();
}

#[test]
fn told_twice_is_told_once_and_another_content_is_an_error() {
    let mut c = Cabinet::new();
    c.dossier("A", "1", |_| {});
    let events = |c: &mut Cabinet| lire!(c, |j| j.tete()).unwrap().seq;
    let before = events(&mut c);
    c.dossier("A", "1", |_| {});
    assert_eq!(events(&mut c), before);
    let other = piece("p-A", "DSIP", Medium::Digital);
    let new = NouvellePiece { piece: &other, saisie: None, contexte: None };
    assert_eq!(ecrire!(c, |j| j.ajouter_piece(&new)).unwrap_err().kind(), Kind::SuiviExists);
    let twice = facture("1", |_| {});
    let error = ecrire!(c, |j| j.ouvrir_dossier(&Ouverture { id: "B", facture: &twice })).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviExists);
    assert_eq!(events(&mut c), before, "what failed left nothing");
}

#[test]
fn two_builders_do_not_send_a_dossier_twice() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let demande = Demande { date: date(2026, 11, 20), au_plus: 10 };
    let slow = lire!(c, |j| j.preparer_lots(&demande)).unwrap();
    assert_eq!(c.construire().len(), 1);
    let packed: Vec<Emballage> = slow.lots.iter().map(|l| emballer(l, &c.profile).unwrap()).collect();
    let error = ecrire!(c, |j| j.enregistrer_lots(&slow, &packed)).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviOvertaken);
    c.sain();
}

fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|f| std::fs::read(f.unwrap().path()).unwrap()).collect()
}

#[test]
fn no_file_holds_anything_of_a_patient_in_clear() {
    let mut c = Cabinet::new();
    let nir = "255081416802538";
    let (id, invoice) = ("DUPONT-MARIE", "918273645");
    c.dossier(id, invoice, |f| f.nir = Some(NirText(nir.to_owned().into())));
    ecrire!(c, |j| j.noter_fse(CibleFse::Dossier(id), &FaitFse::ArlPositif)).unwrap();
    let lot = c.construire()[0];
    c.envoyer(lot);
    c.arl(lot, b"ARL-CANARI 918273645", vec![avis(Decision::Reconstituer)]);
    assert_eq!(lire!(c, |j| j.dossiers_du_nir(nir)).unwrap(), [id]);
    let all = bytes_of(c.folder.path());
    assert!(all.len() > 10_000);
    let found = |text: &str| all.windows(text.len()).any(|w| w == text.as_bytes());
    for canary in [nir, invoice, "DUPONT", "p-DUPONT", "CANARI", "%PDF", "00000000123456", "flou"] {
        assert!(!found(canary), "{canary} in clear");
    }
    assert!(found("evenements"), "the search sees what is there");
}

#[test]
fn a_wrong_key_is_told_from_damage() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let path = c.path();
    let wrong = CleMaitre::new(&[8; 32]).unwrap();
    let open = |key: &CleMaitre| Journal::ouvrir(&path, key, Box::new(HasardSysteme)).map(|_| ());
    assert_eq!(open(&wrong).unwrap_err().kind(), Kind::SuiviKey);
    drop(c.journal);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE cles SET fiche = zeroblob(60) WHERE no = 2", []).unwrap();
    assert_eq!(open(&cle()).unwrap_err().kind(), Kind::SuiviDamaged);
    assert_eq!(open(&wrong).unwrap_err().kind(), Kind::SuiviKey);
}

#[test]
fn every_kind_of_tampering_is_found_and_named() {
    let cases = [
        ("UPDATE dossiers SET etat = 4 WHERE no = 1", "dossiers", 1),
        ("UPDATE dossiers SET fiche = (SELECT fiche FROM dossiers WHERE no = 2) WHERE no = 1", "dossiers", 1),
        ("UPDATE blobs SET fiche = (SELECT fiche FROM blobs WHERE no = 2) WHERE no = 1", "blobs", 1),
        ("UPDATE pieces SET blob = 2 WHERE no = 1", "pieces", 1),
        ("UPDATE factures SET fiche = substr(fiche, 1, 20) WHERE no = 2", "factures", 2),
        ("DROP TRIGGER evenements_fixes; UPDATE evenements SET quand = 1 WHERE no = 3", "evenements", 3),
        ("DROP TRIGGER evenements_gardes; DELETE FROM evenements WHERE no = 3", "evenements", 3),
        ("DELETE FROM pieces WHERE no = 2", "pieces", 0),
    ];
    for (sql, table, row) in cases {
        let mut c = Cabinet::new();
        c.pret("A", "1");
        c.pret("B", "2");
        let conn = rusqlite::Connection::open(c.path()).unwrap();
        conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        let ctx = Contexte { maintenant: c.maintenant, profile: &c.profile, delais: &c.delais };
        let found = c.journal.verifier(ctx).unwrap().ruptures;
        let first = found.iter().find(|r| r.table == table).unwrap_or_else(|| panic!("{sql}: {found:?}"));
        assert_eq!(first.ligne, row, "{sql}: {found:?}");
    }
}

#[test]
fn the_log_is_only_added_to_and_its_head_shows_a_cut() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let early = lire!(c, |j| j.tete()).unwrap();
    c.pret("B", "2");
    let late = lire!(c, |j| j.tete()).unwrap();
    assert!(lire!(c, |j| j.descend_de(&early)).unwrap() && early != late);
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    for sql in ["DELETE FROM evenements", "UPDATE evenements SET quand = 0"] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    conn.execute_batch("DROP TRIGGER evenements_gardes; DELETE FROM evenements WHERE no > 3").unwrap();
    assert!(!lire!(c, |j| j.descend_de(&late)).unwrap());
}

#[test]
fn keys_change_and_everything_is_sealed_anew() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let (path, new) = (c.path(), CleMaitre::new(&[9; 32]).unwrap());
    let mut other = Journal::ouvrir(&path, &cle(), Box::new(HasardSysteme)).unwrap();
    let ctx = Contexte { maintenant: c.maintenant, profile: &c.profile, delais: &c.delais };
    c.journal.changer_cle(&new, ctx).unwrap();
    assert_eq!(other.lire(ctx, |j| j.tete()).unwrap_err().kind(), Kind::SuiviKey);
    assert_eq!(Journal::ouvrir(&path, &cle(), Box::new(HasardSysteme)).unwrap_err().kind(), Kind::SuiviKey);
    c.journal.resceller(ctx).unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let old: i64 = conn
        .query_row("SELECT count(*) FROM blobs WHERE substr(fiche, 1, 4) <> x'00000004'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(old, 0);
    let mut again = Journal::ouvrir(&path, &new, Box::new(HasardSysteme)).unwrap();
    assert!(again.verifier(ctx).unwrap().sain());
    assert_eq!(
        again.lire(ctx, |j| j.copie("p-A")).unwrap().as_slice(),
        piece("x", "ORDN", Medium::Digital).pdf().unwrap()
    );
}

#[test]
fn a_copy_is_whole_and_can_be_put_back() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let (copy, back) = (c.folder.path().join("copie"), c.folder.path().join("retour.scor"));
    let ctx = Contexte { maintenant: c.maintenant, profile: &c.profile, delais: &c.delais };
    let head = c.journal.sauvegarder(ctx, &copy).unwrap();
    assert_eq!(c.journal.sauvegarder(ctx, &copy).unwrap_err().kind(), Kind::SuiviTarget);
    c.pret("B", "2");
    assert!(lire!(c, |j| j.descend_de(&head)).unwrap());
    let ctx = Contexte { maintenant: c.maintenant, profile: &c.profile, delais: &c.delais };
    let (mut put, bilan) = Journal::restaurer(&copy, &back, &cle(), Box::new(HasardSysteme), ctx).unwrap();
    assert!(bilan.sain() && put.lire(ctx, |j| j.dossier("A")).is_ok());
    assert_eq!(put.lire(ctx, |j| j.dossier("B")).unwrap_err().kind(), Kind::SuiviUnknown);
    drop(put);
    // A copy with one bit wrong is not put back.
    let conn = rusqlite::Connection::open(&copy).unwrap();
    conn.execute("UPDATE blobs SET fiche = zeroblob(length(fiche))", []).unwrap();
    drop(conn);
    let third = c.folder.path().join("troisieme.scor");
    let error = Journal::restaurer(&copy, &third, &cle(), Box::new(HasardSysteme), ctx).unwrap_err();
    assert_eq!((error.kind(), third.exists()), (Kind::SuiviDamaged, false));
}

#[test]
fn after_the_retention_contents_go_and_their_hashes_stay() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let hash = lire!(c, |j| j.piece("p-A")).unwrap().sha256.unwrap();
    let lot = c.construire()[0];
    c.envoyer(lot);
    c.arl(lot, b"arl+", vec![avis(Decision::Archiver)]);
    let purge = |c: &mut Cabinet| {
        let ctx = Contexte { maintenant: c.maintenant, profile: &c.profile, delais: &c.delais };
        c.journal.purger(ctx).unwrap()
    };
    c.attendre(89 * JOUR);
    assert!(purge(&mut c).is_empty());
    c.attendre(3 * JOUR);
    assert_eq!(purge(&mut c), ["A"]);
    assert!(purge(&mut c).is_empty());
    assert_eq!(lire!(c, |j| j.copie("p-A")).unwrap_err().kind(), Kind::SuiviPurged);
    assert_eq!(lire!(c, |j| j.octets_du_lot(lot)).unwrap_err().kind(), Kind::SuiviPurged);
    let log = lire!(c, |j| j.histoire_du_dossier("A")).unwrap();
    let told = log.last().unwrap();
    assert_eq!(told.genre, Fait::Purge.key());
    assert_eq!(told.details.as_ref().unwrap()["contenus"][0]["sha256"], hash.as_str());
    c.sain();
}

#[test]
fn foreign_newer_and_missing_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.scor");
    let open = |path: &Path| SqliteStore::ouvrir(path).map(|_| ()).unwrap_err().kind();
    assert_eq!(open(&path), Kind::SuiviMissing);
    std::fs::write(
        &path,
        b"this is a letter, not a journal, and it is longer than a header of a database.....",
    )
    .unwrap();
    assert_eq!(open(&path), Kind::SuiviForeign);
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE a(b)").unwrap();
    let before = std::fs::read(&other).unwrap();
    assert_eq!(open(&other), Kind::SuiviForeign);
    assert_eq!(std::fs::read(&other).unwrap(), before, "a foreign file stays as it is");
    let c = Cabinet::new();
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteStore::ouvrir(&c.path()).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviNewer);
}

#[test]
fn every_index_serves_its_request() {
    let c = Cabinet::new();
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    for index in store::Index::ALL {
        let (table, equal, order, _) = index.shape();
        let conditions: Vec<String> = equal.iter().map(|c| format!("{c} = ?")).collect();
        let mut sql = format!("EXPLAIN QUERY PLAN SELECT * FROM {} WHERE 1", table.name());
        conditions.iter().for_each(|c| sql.push_str(&format!(" AND {c}")));
        let order = order.map(|c| format!("{c}, ")).unwrap_or_default();
        sql.push_str(&format!(" ORDER BY {order}no LIMIT 5"));
        let mut statement = conn.prepare(&sql).unwrap();
        let values = vec![1_i64; equal.len()];
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(values), |r| r.get(3))
            .unwrap()
            .map(|r| r.unwrap())
            .collect();
        let plan = plan.join("; ");
        assert!(plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE"), "{index:?}: {plan}");
    }
}
