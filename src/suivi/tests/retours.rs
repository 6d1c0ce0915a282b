//! Returns that do not tell all the keys: pieces by file name, factures without their lot.

use super::*;

fn by_file(file: &str, decision: Decision) -> Avis {
    Avis { file: Some(file.into()), ..avis(decision) }
}

/// Two dossiers in one lot that was sent.
fn two() -> (Cabinet, i64) {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    c.pret("B", "2");
    let lot = c.build()[0];
    c.envoyer(lot);
    (c, lot)
}

#[test]
fn a_file_name_alone_tells_the_piece() {
    let (mut c, lot) = two();
    let done = c.arl(lot, b"arl", vec![by_file("lot-001/a-1-ordn.P7M", Decision::Reconstituer)]);
    assert_eq!(done.statut, Statut::Range);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::AReconstituer, Etat::ATransmettre));
    let seen = lire!(c, |j| j.dossier("A")).unwrap();
    assert_eq!(seen.pieces[0].refus.as_ref().map(|m| m.label.as_str()), Some("flou"));
    assert!(lire!(c, |j| j.dossier("B")).unwrap().pieces[0].refus.is_none());
    c.sound();
}

#[test]
fn a_file_name_wins_over_the_dossier_of_the_record_before() {
    let (mut c, lot) = two();
    let mixed = Avis { dossier: Some("A".into()), ..by_file("B-1-ORDN.p7m", Decision::Reconstituer) };
    c.arl(lot, b"arl", vec![mixed]);
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::ATransmettre, Etat::AReconstituer));
    c.sound();
}

#[test]
fn a_file_that_the_lot_does_not_have_changes_nothing_until_somebody_says_so() {
    let (mut c, lot) = two();
    let done = c.arl(lot, b"arl", vec![by_file("C-1-ORDN.p7m", Decision::Reconstituer)]);
    assert_eq!((done.statut, done.lot), (Statut::Inconnu, Some(lot)));
    assert_eq!((c.etat("A"), c.etat_du_lot(lot)), (Etat::Transmis, Etat::Transmis));
    assert!(c.genres().contains(&Genre::Examiner));
    let avis =
        vec![by_file("C-1-ORDN.p7m", Decision::Archiver), by_file("C-1-ORDN.p7m", Decision::Reconstituer)];
    let accuse = Accuse { emetteur: None, numero: 1, date: None, avis };
    ecrire!(c, |j| j.assign(done.no, lot, &accuse)).unwrap();
    assert_eq!((c.etat("A"), c.etat("B")), (Etat::AReconstituer, Etat::AReconstituer));
    c.sound();
}

fn told(fait: FseFact, emitter: Option<&str>, lot: Option<&str>) -> ReceivedFact {
    let (emetteur, lot) = (emitter.map(str::to_owned), lot.map(str::to_owned));
    ReceivedFact::Fse { emetteur, facture: "0001".into(), lot, date: None, fait }
}

fn receive(c: &mut Cabinet, bytes: &[u8], fact: ReceivedFact) -> Statut {
    let new = NewReturn { octets: bytes, faits: &[fact], illisible: None };
    ecrire!(c, |j| j.record_return(&new)).unwrap().statut
}

#[test]
fn a_facture_without_its_lot_is_matched_when_just_one_fits() {
    const OURS: Option<&str> = Some("123456");
    let mut c = Cabinet::new();
    c.dossier("A", "1", |_| {});
    let paid = || told(FseFact::Payee, OURS, None);
    assert_eq!(receive(&mut c, b"other emitter", told(FseFact::Payee, Some("9"), None)), Statut::SansObjet);
    assert_eq!(receive(&mut c, b"other lot", told(FseFact::Payee, OURS, Some("18"))), Statut::SansObjet);
    assert_eq!(receive(&mut c, b"no emitter", told(FseFact::Payee, None, None)), Statut::Ambigu);
    assert!(c.build().is_empty());
    assert_eq!(receive(&mut c, b"paid", paid()), Statut::Range);
    let lot = c.build()[0];
    // Another open facture of that number: which one is meant cannot be told, unless the lot is.
    c.dossier("B", "1", |f| f.fse_lot = "018".into());
    assert_eq!(receive(&mut c, b"paid again", paid()), Statut::Ambigu);
    assert_eq!(receive(&mut c, b"paid 18", told(FseFact::Payee, OURS, Some("018"))), Statut::Range);
    assert_eq!(c.build().len(), 1);
    // Once its dossier is finished a payment means nothing, a rejection is for somebody to look at.
    let mut c = c;
    c.envoyer(lot);
    c.arl(lot, b"arl", vec![avis(Decision::Archiver)]);
    let other = lire!(c, |j| j.dossier("B")).unwrap().lot.unwrap();
    c.envoyer(other);
    c.arl(other, b"arl b", vec![avis(Decision::Archiver)]);
    assert_eq!(receive(&mut c, b"paid late", paid()), Statut::SansObjet);
    let rejected = told(FseFact::Rejetee(Motif::default()), OURS, None);
    assert_eq!(receive(&mut c, b"rejected", rejected), Statut::Inconnu);
    assert_eq!(c.etat("A"), Etat::Archive);
    c.sound();
}

#[test]
fn a_rejection_without_its_lot_reaches_the_one_open_facture() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let lot = c.build()[0];
    c.envoyer(lot);
    let rejected =
        told(FseFact::Rejetee(Motif { code: "1".into(), label: "droits".into() }), Some("123456"), None);
    assert_eq!(receive(&mut c, b"rejected", rejected.clone()), Statut::Range);
    assert_eq!(c.etat("A"), Etat::ACompleter);
    // Said by another message, it finds no facture that is followed any more.
    assert_eq!(receive(&mut c, b"rejected again", rejected), Statut::Inconnu);
    c.sound();
}

#[test]
fn a_lot_has_the_day_of_the_practice() {
    let profile = std::sync::Arc::new(Profile::scor_public());
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
    // Half past midnight of the 20th in Paris, still the 19th in Martinique and by UTC; noon in Nouméa.
    for (territoire, moment, day) in [
        (Territoire::Metropole, "2026-11-19T23:30:00Z", "2026-11-20"),
        (Territoire::Martinique, "2026-11-20T02:30:00Z", "2026-11-19"),
        (Territoire::NouvelleCaledonie, "2026-11-19T13:30:00Z", "2026-11-20"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut plain = (*profile).clone();
        plain.sections.crypto.seal_pieces.value = false;
        let cadre = Cadre { profile: std::sync::Arc::new(plain), territoire, profession: None };
        let mut bureau = Bureau::create(&folder.path().join("j.scor"), &cle(), &cadre, at(moment)).unwrap();
        let p = piece("p", "ORDN", Medium::Digital);
        bureau.add_piece(at(moment), &p, None, None).unwrap();
        bureau.add_dossier(at(moment), "A", &facture("1", |_| {})).unwrap();
        bureau.bind(at(moment), "A", "p", None).unwrap();
        bureau.note_fse(at(moment), FseTarget::Dossier("A"), &FseFact::ArlPositif).unwrap();
        let built = bureau.build(at(moment), 9, &Courrier { from: None, recipients: &[] }).unwrap();
        assert_eq!(built["lots"][0]["date"], day);
        let bytes = bureau.lot_bytes(1).unwrap();
        let manifest = format!("\"date\": \"{day}\"");
        assert!(bytes.windows(manifest.len()).any(|w| w == manifest.as_bytes()), "{territoire:?}");
    }
}
