use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::dossier::tests::{fields, piece};
use crate::dossier::{Dossier, Facture, Fields, FseFacts};
use crate::error::Kind;
use crate::piece::{Medium, Piece};
use crate::profile::{Bound, Incomplete, Profile};

const READY: FseFacts = FseFacts { arl_positive: true, noemie_payment: false, transmitted: true };

fn dossier(id: &str, shared: &Arc<Piece>, change: impl FnOnce(&mut Fields)) -> (Dossier, FseFacts) {
    let mut f = fields();
    change(&mut f);
    let mut dossier = Dossier::new(id, Facture::new(f).unwrap()).unwrap();
    dossier.add(shared.clone()).unwrap();
    (dossier, READY)
}

fn first() -> Numbering {
    Numbering { next: 1 }
}

#[test]
fn dossiers_go_by_recipient_and_keep_their_fse_lots_together() {
    let p = piece("p", "ORDN", Medium::Digital);
    let all = [
        dossier("A", &p, |_| {}),
        dossier("B", &p, |f| f.caisse = "997".into()),
        dossier("C", &p, |f| f.fse_lot = "018".into()),
        dossier("D", &p, |_| {}),
        dossier("E", &p, |f| f.test = false),
    ];
    let built = build(&all, &Profile::scor_public(), Numbering { next: 998 }).unwrap();
    let ids = |lot: &Lot| lot.dossiers().map(Dossier::id).collect::<Vec<_>>().join("");
    assert_eq!(built.lots.iter().map(ids).collect::<Vec<_>>(), ["ADC", "B", "E"]);
    assert_eq!(built.lots.iter().map(|l| l.number).collect::<Vec<_>>(), [998, 999, 1]);
    assert_eq!((built.next_number, built.lots[0].batches.len()), (2, 2));
}

#[test]
fn who_stays_behind_is_told_why() {
    let p = piece("p", "ORDN", Medium::Digital);
    let incomplete = (Dossier::new("I", Facture::new(fields()).unwrap()).unwrap(), READY);
    let waiting = (dossier("W", &p, |_| {}).0, FseFacts::default());
    let mut out = dossier("H", &p, |_| {});
    out.0.set_hors_scor(true);
    let all = [dossier("A", &p, |_| {}), incomplete, waiting, out];
    let mut profile = Profile::scor_public();
    let built = build(&all, &profile, first()).unwrap();
    assert_eq!(built.lots.len(), 1);
    let told: Vec<_> = built.left_out.iter().map(|l| (l.dossier.as_str(), l.reasons[0].key())).collect();
    assert_eq!(told, [("I", "prescription_missing"), ("W", "fse_unacknowledged")]);
    assert_eq!(built.hors_scor, [("H".to_owned(), 1)]);
    profile.sections.lot.incomplete.value = Incomplete::HoldLot;
    let held = build(&all, &profile, first()).unwrap();
    assert!(held.lots.is_empty());
    assert_eq!(held.left_out[0].reasons[0].key(), "lot_held");
}

#[test]
fn limits_cut_lots_and_impossible_calls_are_errors() {
    let p = piece("p", "ORDN", Medium::Digital);
    let all: Vec<_> = (0..7).map(|n| dossier(&format!("D{n}"), &p, |_| {})).collect();
    let mut profile = Profile::scor_public();
    profile.sections.lot.max_dossiers.value = Bound(Some(3));
    let sizes = |profile: &Profile| -> Vec<usize> {
        build(&all, profile, first()).unwrap().lots.iter().map(|l| l.dossiers().count()).collect()
    };
    assert_eq!(sizes(&profile), [3, 3, 1]);
    let one = p.pdf().unwrap().len() as u64;
    profile.sections.lot.max_dossiers.value = Bound(None);
    profile.sections.lot.max_bytes.value = Bound(Some(4096 + 2 * (one + 24_000)));
    assert_eq!(sizes(&profile), [2, 2, 2, 1]);
    let made = build(&all, &profile, first()).unwrap();
    let packed = pack(&made.lots[0], &profile, 0, |p| Ok(vec![1; p.pdf().unwrap().len() + 1000])).unwrap();
    assert!(packed.container.len() as u64 <= 4096 + 2 * (one + 24_000));
    profile.sections.lot.max_bytes.value = Bound(Some(one));
    assert_eq!(build(&all, &profile, first()).unwrap_err().kind(), Kind::LotTooLarge);
    for next in [0, 1000] {
        assert_eq!(build(&all, &profile, Numbering { next }).unwrap_err().kind(), Kind::LotNumber);
    }
    let mut narrow = Profile::scor_public();
    narrow.sections.lot.number_max.value = 1;
    let two = [dossier("A", &p, |_| {}), dossier("B", &p, |f| f.caisse = "997".into())];
    assert_eq!(
        build(&two, &narrow, first()).unwrap_err().kind(),
        Kind::LotNumber,
        "no number twice in one call"
    );
    let twice = [dossier("A", &p, |_| {}), dossier("A", &p, |_| {})];
    assert_eq!(build(&twice, &profile, first()).unwrap_err().kind(), Kind::LotDossierTwice);
}

#[test]
fn a_container_holds_what_its_manifest_says() {
    let shared = piece("shared", "ORDN", Medium::Digital);
    let mut one = dossier("A", &shared, |f| {
        f.nir = Some(crate::dossier::NirText("199999999999995".to_owned().into()));
    });
    one.0.add(piece("paper", "AUTP", Medium::Paper)).unwrap();
    let all = [one, dossier("B", &shared, |_| {})];
    let profile = Profile::scor_public();
    let lot = &build(&all, &profile, first()).unwrap().lots[0];
    let mut asked = Vec::new();
    let packed = pack(lot, &profile, 1_700_000_000, |p| {
        asked.push(p.id().to_owned());
        Ok(b"sealed".to_vec())
    })
    .unwrap();
    assert_eq!(asked, ["shared"], "a piece is sealed once");
    assert_eq!(packed.name, "lot-001.tar");
    let manifest: serde_json::Value = serde_json::from_str(&packed.manifest).unwrap();
    assert_eq!(manifest["created"], "2023-11-14T22:13:20Z");
    assert_eq!(manifest["dossiers"][0]["pieces"][0]["file"], "A-1-ORDN.p7m");
    assert_eq!(manifest["dossiers"][0]["pieces"][1]["medium"], "paper");
    assert_eq!(manifest["dossiers"][1]["pieces"][0]["sha256"].as_str(), shared.sha256());
    assert!(!packed.container.windows(13).any(|w| w == b"1999999999999"), "no NIR");
    let mut contract = profile.clone();
    contract.sections.files.manifest.value = "{{ dossiers[0].nir }}".into();
    assert_eq!(pack(lot, &contract, 0, |_| Ok(vec![])).unwrap().manifest, "199999999999995");
    contract.sections.files.lot.value = "{{ dossiers[0].nir }}".into();
    assert_eq!(
        pack(lot, &contract, 0, |_| Ok(vec![])).unwrap_err().kind(),
        Kind::ProfileTemplate,
        "no NIR in names"
    );
    let again = pack(lot, &profile, 1_700_000_000, |_| Ok(b"sealed".to_vec())).unwrap();
    assert_eq!(packed.container, again.container);
    let texts = texts(lot, &profile, 0).unwrap();
    assert_eq!(texts.recipient, "01996@996.01.rss.fr");
    assert_eq!(texts.subject, "SCOR-PUBLIC/00000000123456/001/2");
    assert_eq!(texts.description, "SCOR-PUBLIC/LOT/Z");
}

#[test]
fn pieces_that_are_named_alike_never_stand_in_for_each_other() {
    let (one, two) = (piece("p", "ORDN", Medium::Digital), piece("p", "ORDN", Medium::Digital));
    let all = [dossier("A", &one, |_| {}), dossier("B", &two, |_| {})];
    let mut profile = Profile::scor_public();
    let lot = build(&all, &profile, first()).unwrap().lots.remove(0);
    let mut count = 0u8;
    let seal = |_: &Piece| {
        count += 1;
        Ok(vec![count; 4])
    };
    let packed = pack(&lot, &profile, 0, seal).unwrap();
    assert!(
        packed.container.windows(4).any(|w| w == [1; 4]) && packed.container.windows(4).any(|w| w == [2; 4])
    );
    for name in ["../x.tar", "/tmp/x.tar", "a/b.tar", "x\0.tar", ""] {
        profile.sections.files.lot.value = name.into();
        assert_eq!(pack(&lot, &profile, 0, |_| Ok(vec![])).unwrap_err().kind(), Kind::LotFileName, "{name}");
    }
}

#[test]
fn the_sample_that_profiles_are_tried_on_is_like_a_lot() {
    let p = piece("p", "ORDN", Medium::Digital);
    let nir = || crate::dossier::NirText("199999999999995".to_owned().into());
    let all = [dossier("A", &p, |f| f.nir = Some(nir()))];
    let mut profile = Profile::scor_public();
    let lot = &build(&all, &profile, first()).unwrap().lots[0];
    let sample = crate::profile::sample::context("files.manifest");
    let names: Vec<String> = sample.as_object().unwrap().keys().map(|n| format!("\"{n}\": {n}")).collect();
    profile.sections.files.manifest.value = format!("{{{{ {{{}}} | tojson }}}}", names.join(", "));
    let packed = pack(lot, &profile, 0, |_| Ok(Vec::new())).unwrap();
    let real: serde_json::Value = serde_json::from_str(&packed.manifest).unwrap();
    let shape = |value: &serde_json::Value| -> Vec<(String, bool)> {
        let fields = value.as_object().unwrap().iter();
        fields.map(|(name, value)| (name.clone(), value.is_string())).collect()
    };
    assert_eq!(shape(&real), shape(&sample));
    assert_eq!(shape(&real["dossiers"][0]), shape(&sample["dossiers"][0]));
    assert_eq!(shape(&real["dossiers"][0]["pieces"][0]), shape(&sample["dossiers"][0]["pieces"][0]));
    let names: Vec<String> = ["dossier", "rank", "type", "sealed"].map(|n| format!("{{{{ {n} }}}}")).into();
    profile.sections.files.piece.value = names.join("-");
    assert!(pack(lot, &profile, 0, |_| Ok(Vec::new())).is_ok());
    let piece = crate::profile::sample::context("files.piece");
    assert_eq!(piece.as_object().unwrap().len(), names.len());
}

#[test]
fn a_specification_says_where_it_is_wrong_and_quotes_nothing() {
    let error = spec::Spec::parse(b"{\n\"lot_number\": 1, \"CANARY\": 2 }").unwrap_err();
    assert_eq!((error.kind(), error.detail("line")), (Kind::LotSpec, Some(&2usize.into())));
    assert!(!error.to_string().contains("CANARY"));
    assert!(error.to_string().contains("`dossiers`"), "{error}");
    let text = |json: &str| spec::Spec::parse(json.as_bytes()).unwrap_err().to_string();
    assert!(text("{\"lot_number\": 1}").contains("missing field `pieces`"));
    let kind = text("{\"lot_number\": \"CANARY, expected CANARY\"}");
    assert!(kind.contains("expected u32") && !kind.contains("CANARY"), "{kind}");
    let dossier =
        "{\"id\": \"D\", \"pieces\": [], \"facture\": {\"nir\": 199999999999995, \"mode\": \"CANARY\"}}";
    let nir = text(&format!("{{\"lot_number\": 1, \"pieces\": [], \"dossiers\": [{dossier}]}}"));
    assert!(nir.contains("expected a string") && !nir.contains("1999999"), "{nir}");
    assert!(spec::Spec::parse(b"nothing").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nobody_is_lost_and_nobody_goes_twice(
        makes in prop::collection::vec((0u8..3, 0u8..3, any::<bool>(), any::<bool>()), 0..40),
        start in 1u32..=999, most in prop::option::of(1u64..6), hold in any::<bool>(),
    ) {
        let p = piece("p", "ORDN", Medium::Digital);
        let mut profile = Profile::scor_public();
        profile.sections.lot.max_dossiers.value = Bound(most);
        if hold {
            profile.sections.lot.incomplete.value = Incomplete::HoldLot;
        }
        let all: Vec<_> = makes.iter().enumerate().map(|(n, (caisse, lot, ready, out))| {
            let mut d = dossier(&format!("D{n}"), &p, |f| {
                f.caisse = format!("99{caisse}");
                f.fse_lot = format!("00{lot}");
            });
            d.1.arl_positive = *ready;
            d.0.set_hors_scor(*out);
            d
        }).collect();
        let built = build(&all, &profile, Numbering { next: start }).unwrap();
        let lotted = built.lots.iter().flat_map(|l| l.dossiers().map(|d| d.id().to_owned()));
        let left = built.left_out.iter().map(|l| l.dossier.clone());
        let out = built.hors_scor.iter().map(|(id, _)| id.clone());
        let told: Vec<String> = lotted.chain(left).chain(out).collect();
        let distinct: HashSet<&String> = told.iter().collect();
        prop_assert_eq!(told.len(), all.len());
        prop_assert_eq!(distinct.len(), all.len());
        for lot in &built.lots {
            prop_assert!((1..=999).contains(&lot.number));
            prop_assert!(most.is_none_or(|m| lot.dossiers().count() as u64 <= m));
        }
    }
}
