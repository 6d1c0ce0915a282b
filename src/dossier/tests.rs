use super::*;
use crate::piece::Draft;
use crate::piece::tests::sample_pdf;

pub(crate) fn fields() -> Fields {
    Fields {
        emitter_type: "TP".into(),
        emitter: "00000000123456".into(),
        invoice: "000000042".into(),
        fse_lot: "017".into(),
        fse_date: "2026-11-20".into(),
        mode: Mode::Securise,
        regime: "01".into(),
        caisse: "996".into(),
        centre: String::new(),
        care_date: "2026-11-19".into(),
        dap: Dap::None,
        ordonnance_numerique: false,
        ordonnances: 1,
        test: true,
        nir: None,
    }
}

pub(crate) fn piece(id: &str, code: &str, medium: Medium) -> Arc<Piece> {
    let draft = Draft {
        id: id.into(),
        type_code: code.into(),
        medium,
        pdf: Some(sample_pdf()),
        confirmed_at: Some(1),
        ..Draft::default()
    };
    Arc::new(Piece::new(draft, &Profile::scor_public()).unwrap())
}

fn dossier(change: impl FnOnce(&mut Fields), pieces: &[(&str, Medium)]) -> Dossier {
    let mut f = fields();
    change(&mut f);
    let mut dossier = Dossier::new("D-1", Facture::new(f).unwrap()).unwrap();
    for (at, (code, medium)) in pieces.iter().enumerate() {
        dossier.add(piece(&format!("p{at}"), code, *medium)).unwrap();
    }
    dossier
}

#[test]
fn completeness_follows_the_rules() {
    use Medium::{Both, Digital, Paper};
    let public = Profile::scor_public();
    let degraded = |f: &mut Fields| f.mode = Mode::Degrade;
    let later = |f: &mut Fields| f.dap = Dap::LaterInvoice;
    type Case<'a> = (fn(&mut Fields), &'a [(&'a str, Medium)], &'a [Lack], Colour);
    let cases: &[Case<'_>] = &[
        (|_| {}, &[("ORDN", Digital)], &[], Colour::Green),
        (|_| {}, &[("DSIP", Digital)], &[], Colour::Green),
        (|_| {}, &[], &[Lack::Prescription], Colour::Red),
        (|_| {}, &[("AUTP", Digital)], &[Lack::Prescription], Colour::Red),
        (|_| {}, &[("ORDN", Digital), ("AUTP", Digital), ("AUTP", Digital)], &[], Colour::Green),
        (|_| {}, &[("ORDN", Digital), ("ORDN", Digital)], &[Lack::Surplus], Colour::Red),
        (|_| {}, &[("ORDN", Digital), ("DSIP", Digital)], &[Lack::Surplus], Colour::Red),
        (|f| f.ordonnances = 2, &[("ORDN", Digital), ("ORDN", Digital)], &[], Colour::Green),
        (|f| f.ordonnances = 2, &[("ORDN", Digital)], &[Lack::Prescription], Colour::Red),
        (|_| {}, &[("ORDN", Paper)], &[], Colour::Orange),
        (|_| {}, &[("ORDN", Both)], &[], Colour::Orange),
        (degraded, &[("ORDN", Digital)], &[Lack::Feuille], Colour::Red),
        (degraded, &[("ORDN", Digital), ("FSNC", Digital)], &[], Colour::Green),
        (degraded, &[], &[Lack::Prescription, Lack::Feuille], Colour::Red),
        (later, &[("AUTP", Digital)], &[], Colour::Green),
        (later, &[], &[Lack::NoPiece], Colour::Red),
        (|f| f.dap = Dap::FirstInvoice, &[], &[Lack::Prescription], Colour::Red),
        (|f| f.ordonnance_numerique = true, &[("AUTP", Digital)], &[], Colour::Green),
    ];
    for (at, (change, pieces, lacks, colour)) in cases.iter().enumerate() {
        let d = dossier(change, pieces);
        assert_eq!(d.missing(&public), *lacks, "case {at}");
        assert_eq!(d.colour(&public), *colour, "case {at}");
    }
}

#[test]
fn a_caisse_that_wants_no_feuille_gets_it_by_post() {
    let mut profile = Profile::scor_public();
    profile.piece.fsnc_refused_by.value.push("01996".into());
    let d = dossier(|f| f.mode = Mode::Degrade, &[("ORDN", Medium::Digital)]);
    assert_eq!(d.missing(&profile), []);
    assert_eq!(d.colour(&profile), Colour::Orange);
    let scanned =
        dossier(|f| f.mode = Mode::Degrade, &[("ORDN", Medium::Digital), ("FSNC", Medium::Digital)]);
    assert_eq!(scanned.missing(&profile), [Lack::FeuilleRefused]);
    let posted = dossier(|f| f.mode = Mode::Degrade, &[("ORDN", Medium::Digital), ("FSNC", Medium::Paper)]);
    assert_eq!(posted.missing(&profile), []);
}

#[test]
fn one_condition_is_enough_to_send() {
    let public = Profile::scor_public();
    let secure = dossier(|_| {}, &[("ORDN", Medium::Digital)]);
    let degraded = dossier(|f| f.mode = Mode::Degrade, &[("ORDN", Medium::Digital)]);
    let none = FseFacts::default();
    let sent = FseFacts { transmitted: true, ..none };
    assert_eq!(secure.waiting(none, &public), [Lack::FseUnacknowledged]);
    assert_eq!(secure.waiting(sent, &public), [Lack::FseUnacknowledged]);
    assert!(secure.waiting(FseFacts { arl_positive: true, ..none }, &public).is_empty());
    assert!(secure.waiting(FseFacts { noemie_payment: true, ..none }, &public).is_empty());
    assert_eq!(degraded.waiting(none, &public), [Lack::FseUnsent]);
    assert!(degraded.waiting(sent, &public).is_empty());
    let mut strict = public.clone();
    strict.sections.send.degraded_without_arl.value = false;
    assert_eq!(degraded.waiting(sent, &strict), [Lack::FseUnacknowledged]);
}

#[test]
fn fields_are_checked_by_name() {
    type Change = fn(&mut Fields);
    let cases: &[(&str, Change)] = &[
        ("emitter_type", |f| f.emitter_type = "T".into()),
        ("emitter", |f| f.emitter = "1234".into()),
        ("invoice", |f| f.invoice = "12345678901".into()),
        ("fse_lot", |f| f.fse_lot = "1a7".into()),
        ("fse_date", |f| f.fse_date = "2026-02-30".into()),
        ("care_date", |f| f.care_date = "20/11/2026".into()),
        ("fse_date", |f| f.fse_date = "20261120".into()),
        ("fse_date", |f| f.fse_date = "2026-11-20T10:00:00".into()),
        ("regime", |f| f.regime = "é".into()),
        ("caisse", |f| f.caisse = "99".into()),
        ("centre", |f| f.centre = "12".into()),
        ("ordonnances", |f| f.ordonnances = 1000),
    ];
    for (field, change) in cases {
        let mut f = fields();
        change(&mut f);
        let error = Facture::new(f).unwrap_err();
        assert_eq!(error.detail("field"), Some(&(*field).into()));
    }
    let mut f = fields();
    f.nir = Some(NirText(zeroize::Zeroizing::new("1 99 99 99 999 999 99".into())));
    assert_eq!(Facture::new(f).unwrap_err().kind(), Kind::FactureNir);
    for id in ["", "Mme Martin", &"x".repeat(41)] {
        assert!(Dossier::new(id, Facture::new(fields()).unwrap()).is_err());
    }
}

#[test]
fn one_piece_serves_two_dossiers_and_stands_once_in_each() {
    let shared = piece("shared", "ORDN", Medium::Digital);
    let mut one = dossier(|_| {}, &[]);
    let mut two = dossier(|f| f.emitter = "00000000999999".into(), &[]);
    one.add(shared.clone()).unwrap();
    two.add(shared.clone()).unwrap();
    assert_eq!(one.add(shared.clone()).unwrap_err().kind(), Kind::DossierTwice);
    assert!(Arc::ptr_eq(&one.pieces()[0], &two.pieces()[0]));
}
