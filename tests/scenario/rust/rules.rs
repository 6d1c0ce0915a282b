//! Steps 01 to 03: errors, profiles, what a facture needs.

use std::path::Path;

use scor::dossier::{Colour, Dap, Dossier, Facture, Fields, FseFacts, Lack, Mode, NirText};
use scor::limits::Limits;
use scor::profile::{Bundle, Profile};
use scor::seal::{Aes, Suite};
use scor::source::{Document, Hints};
use scor::{Lang, lot, retour};
use serde_json::json;

use super::State;

fn bundle(file: &[u8]) -> Bundle {
    let mut made = Bundle::new();
    made.add("profile.toml", file).unwrap();
    made
}

pub(super) fn profiles(root: &Path) -> (Profile, Profile) {
    let own = Bundle::read(&root.join("tests/scenario/inputs/profil")).unwrap();
    (Profile::scor_public(), own.profile().unwrap())
}

pub(super) fn suite_number(suite: Suite) -> i64 {
    match suite {
        Suite::Compat(Aes::Aes128) => 1,
        Suite::Compat(Aes::Aes256) => 2,
        Suite::Modern => 3,
    }
}

pub(super) fn lacks(lacks: Vec<Lack>) -> String {
    let told = |l: Lack| json!({ "reason": l.key(), "en": l.text(Lang::En), "fr": l.text(Lang::Fr) });
    json!(lacks.into_iter().map(told).collect::<Vec<_>>()).to_string()
}

pub(super) fn fields(invoice: &str) -> Fields {
    Fields {
        emitter_type: "TP".to_owned(),
        emitter: "00000000123456".to_owned(),
        invoice: invoice.to_owned(),
        fse_lot: "017".to_owned(),
        fse_date: "2026-12-30".to_owned(),
        mode: Mode::Securise,
        regime: "01".to_owned(),
        caisse: "996".to_owned(),
        centre: String::new(),
        care_date: "2026-12-29".to_owned(),
        dap: Dap::None,
        ordonnance_numerique: false,
        ordonnances: 1,
        test: true,
        nir: None,
    }
}

pub(super) fn facture(invoice: &str) -> Facture {
    Facture::new(fields(invoice)).unwrap()
}

pub(super) fn check(s: &mut State<'_>, key: &str, dossier: &Dossier, own: bool, facts: FseFacts) {
    let profile = if own { &s.own } else { &*s.profile };
    let colour = match dossier.colour(profile) {
        Colour::Green => 1,
        Colour::Orange => 2,
        Colour::Red => 3,
    };
    let (missing, waiting) = (lacks(dossier.missing(profile)), lacks(dossier.waiting(facts, profile)));
    s.facts.number(&format!("{key}.colour"), colour);
    s.facts.json(&format!("{key}.missing"), &missing);
    s.facts.json(&format!("{key}.waiting"), &waiting);
}

pub(super) fn step(s: &mut State<'_>) {
    s.facts.text("01.version", env!("CARGO_PKG_VERSION"));
    let open = |bytes: &[u8]| Document::open(bytes.to_vec(), Hints::default(), &Limits::default());
    let empty = s.facts.error("01.empty", open(b""));
    s.facts.text("01.empty.en", empty.message(Lang::En).as_str());
    s.facts.json("01.empty.details", &empty.details_json());
    s.facts.error("01.unknown", open(b"bonjour"));

    s.facts.text("02.id", s.profile.id.as_str());
    s.facts.number("02.suite", suite_number(lot::suite(&s.profile)));
    s.facts.text("02.arl", s.profile.returned_kind("SCOR-PUBLIC/ARL"));
    s.facts.text("02.none", s.profile.returned_kind("bonjour"));
    let folder = Bundle::read(&s.root.join("tests/scenario/inputs/profil")).unwrap();
    s.facts.pick("02.own.seal", &json!(retour::check(&folder)).to_string(), "severity");
    s.facts.text("02.own.id", s.own.id.as_str());
    let added = bundle(&s.input("profil/profile.toml")).profile().unwrap();
    s.facts.text("02.added", added.id.as_str());
    let bad = s.facts.error("02.bad", bundle(b"id = ").profile());
    s.facts.json("02.bad.details", &bad.details_json());

    let none = FseFacts { arl_positive: false, noemie_payment: false, transmitted: false };
    for (key, changed) in [
        ("03.secure", fields("1")),
        ("03.degraded", Fields { mode: Mode::Degrade, ..fields("1") }),
        ("03.dap1", Fields { dap: Dap::FirstInvoice, ..fields("1") }),
        ("03.dap2", Fields { dap: Dap::LaterInvoice, ..fields("1") }),
        ("03.numeric", Fields { ordonnance_numerique: true, ..fields("1") }),
        ("03.two", Fields { ordonnances: 2, ..fields("1") }),
    ] {
        let dossier = Dossier::new("T", Facture::new(changed).unwrap()).unwrap();
        check(s, key, &dossier, false, none);
    }
    let wrong = Facture::new(Fields { care_date: "2026-13-40".to_owned(), ..fields("1") });
    let date = s.facts.error("03.date", wrong);
    s.facts.json("03.date.details", &date.details_json());
    let nir = Some(NirText(zeroize::Zeroizing::new("255999999999999".to_owned())));
    s.facts.error("03.nir", Facture::new(Fields { nir, ..fields("1") }));
}
