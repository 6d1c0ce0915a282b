//! Returns from outside: whatever the bytes, an answer in bounded time, and nothing of a return lost on the way.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use proptest::prelude::*;
use scor::mail::{Bounds, PlainHeaders};
use scor::profile::{Action, Profile};
use scor::retour::banc::{self, Jugement, Reponse};
use scor::retour::{Cle, Level, Reader, Retour};

fn jugement(level: Level, positive: bool, code: &str, dossier: &str, rank: u32) -> Jugement {
    let below = |text: &str| if level == Level::Lot { String::new() } else { text.to_owned() };
    Jugement {
        level,
        dossier: below(dossier),
        invoice: below("000000042"),
        type_code: if level == Level::Piece { "AUTP".to_owned() } else { String::new() },
        rank,
        ..Jugement::lot(positive, code, "libellé")
    }
}

fn verdicts() -> impl Strategy<Value = Vec<Jugement>> {
    let level = prop_oneof![Just(Level::Lot), Just(Level::Dossier), Just(Level::Piece)];
    let one = (level, any::<bool>(), "[0-9A-Z]{0,4}", "[A-Z][A-Z0-9-]{0,11}", 1u32..99);
    let one = one
        .prop_map(|(level, positive, code, dossier, rank)| jugement(level, positive, &code, &dossier, rank));
    proptest::collection::vec(one, 1..40)
}

fn headers() -> PlainHeaders {
    PlainHeaders {
        from: "01996@996.01.example".to_owned(),
        to: "cabinet@exemple.example".to_owned(),
        subject: "Accusé de réception".to_owned(),
        date: 1_767_400_000,
        message_id: "r1@exemple.example".to_owned(),
    }
}

fn reponse(lot: u32, verdicts: Vec<Jugement>) -> Reponse {
    Reponse {
        arl: "R1".to_owned(),
        arl_date: date(2026, 1, 3),
        emitter_type: "TP".to_owned(),
        emitter: "00000000012345".to_owned(),
        lot: format!("{lot:03}"),
        lot_date: date(2026, 1, 2),
        verdicts,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_a_caisse_answers_is_what_is_read(verdicts in verdicts(), lot in 1u32..1000, gzip in any::<bool>()) {
        let profile = Profile::scor_public();
        let content = banc::arl(&profile, &reponse(lot, verdicts.clone())).unwrap();
        let message = banc::message(&content, "SCOR-PUBLIC/ARL", gzip, &headers()).unwrap();
        let lecture = Reader::new(&profile).unwrap().read(&message, &Bounds::default()).unwrap();
        prop_assert_eq!(lecture.lus.len(), 1);
        let Ok(Retour::Arl(arl)) = &lecture.lus[0].retour else { panic!("{lecture:?}") };
        prop_assert_eq!(&arl.cle, &Cle::new("12345", lot, date(2026, 1, 2)));
        prop_assert_eq!(arl.verdicts.len(), verdicts.len());
        for (read, said) in arl.verdicts.iter().zip(&verdicts) {
            prop_assert_eq!((read.level, read.positive), (said.level, said.positive));
            prop_assert_eq!(read.code.as_deref().unwrap_or(""), &said.code);
            prop_assert!(said.positive || read.action != Action::Archive, "a refusal is never filed away");
            if said.level != Level::Lot {
                prop_assert_eq!(read.dossier.as_deref(), Some(said.dossier.as_str()));
            }
            if said.level == Level::Piece {
                prop_assert_eq!(read.rank, Some(said.rank));
            }
        }
    }

    #[test]
    fn a_changed_arl_is_read_as_another_or_refused(verdicts in verdicts(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let profile = Profile::scor_public();
        let mut content = banc::arl(&profile, &reponse(7, verdicts)).unwrap();
        let at = at.index(content.len());
        content[at] = to;
        for read in Reader::new(&profile).unwrap().read_content("arl", &content, &Bounds::default()) {
            if let Ok(Retour::Arl(arl)) = read {
                prop_assert!(!arl.verdicts.is_empty());
            }
        }
    }

    #[test]
    fn a_cut_arl_never_passes_for_a_shorter_one(verdicts in verdicts(), at in any::<prop::sample::Index>()) {
        let profile = Profile::scor_public();
        let content = banc::arl(&profile, &reponse(7, verdicts)).unwrap();
        let at = at.index(content.len().saturating_sub(1));
        // Without its last digit the count is another one; the end of a line alone is no loss.
        let whole = content.strip_suffix(b"\n").unwrap_or(&content).len();
        let read = Reader::new(&profile).unwrap().read_content("arl", &content[..at.min(whole - 1)], &Bounds::default());
        prop_assert!(read.iter().all(Result::is_err), "{read:?}");
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..2000), prefix in 0..4usize) {
        let profile = Profile::scor_public();
        let reader = Reader::new(&profile).unwrap();
        let starts: [&[u8]; 4] = [b"", b"000CP", b"ARL|SCOR-PUBLIC/1||R|2026-01-01\n", b"Content-Description: IRIS/NOEMIE\n\n"];
        let bytes = [starts[prefix], bytes.as_slice()].concat();
        for kind in ["arl", "noemie"] {
            prop_assert!(!reader.read_content(kind, &bytes, &Bounds::default()).is_empty());
        }
        if let Ok(lecture) = reader.read(&bytes, &Bounds::default()) {
            prop_assert!(lecture.report()["parts"].is_array());
        }
    }
}

/// A file with so many factures, each paid.
fn noemie(factures: usize) -> Vec<u8> {
    let profile = Profile::scor_public();
    let entity = |code: &str, fields: &[(&'static str, &str)]| banc::entity(&profile, code, fields).unwrap();
    let mut text = entity("000", &[("emitter", "996"), ("recipient", "12345"), ("created", "260110")]);
    for n in 0..factures {
        let number = (n + 1).to_string();
        text += &entity("102", &[("invoice", &number), ("lot", "7"), ("lot_date", "260102")]);
        text += &entity("198", &[("amo_asked", "2500"), ("amo_state", "P"), ("amo_paid", "2500")]);
    }
    (text + &entity("999", &[("count", &(2 * factures + 2).to_string())])).into_bytes()
}

#[test]
fn a_changed_noemie_never_panics_nor_makes_factures() {
    let whole = noemie(20);
    let profile = Profile::scor_public();
    let reader = Reader::new(&profile).unwrap();
    for at in 0..whole.len() {
        for to in [b'@', b'0', b'\n', 0xff] {
            let mut changed = whole.clone();
            changed[at] = to;
            for read in reader.read_content("noemie", &changed, &Bounds::default()) {
                if let Ok(Retour::Noemie(file)) = read {
                    assert!(file.factures.len() <= 21, "byte {at}");
                }
            }
        }
    }
}

#[test]
fn large_returns_take_time_in_proportion() {
    let profile = Profile::scor_public();
    let reader = Reader::new(&profile).unwrap();
    let time = |factures: usize| {
        let file = noemie(factures);
        let start = Instant::now();
        let read = reader.read_content("noemie", &file, &Bounds::default());
        assert!(matches!(&read[0], Ok(Retour::Noemie(file)) if file.factures.len() == factures));
        start.elapsed()
    };
    let few = time(4_000).max(Duration::from_millis(1));
    let many = time(40_000);
    assert!(many < few * 40, "{few:?} for 4 000 factures, {many:?} for 40 000");
    let verdicts: Vec<Jugement> =
        (1..20_000).map(|n| jugement(Level::Piece, false, "13", "D-1", n)).collect();
    let arl = banc::arl(&profile, &reponse(7, verdicts)).unwrap();
    let start = Instant::now();
    assert!(reader.read_content("arl", &arl, &Bounds::default())[0].is_ok());
    let hostile = b"PIECE|".repeat(300_000);
    assert!(reader.read_content("arl", &hostile, &Bounds::default())[0].is_err());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

const JUDGE: &str = r#"
import sys, json, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
json.dump({"defects": [str(d) for p in m.walk() for d in p.defects], "from": m["from"], "to": m["to"],
  "subject": m["subject"], "description": m["content-description"], "type": m.get_content_type(),
  "data": m.get_payload(decode=True).hex()}, sys.stdout)
"#;

#[test]
fn python_reads_the_messages_of_the_bench() {
    let content = noemie(2);
    let message = banc::message(&content, "IRIS/NOEMIE", false, &headers()).unwrap();
    let mut child = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 cannot be run; ./test installs it");
    child.stdin.take().unwrap().write_all(&message).unwrap();
    let output = child.wait_with_output().unwrap();
    let seen: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["defects"], serde_json::json!([]));
    assert_eq!((&seen["from"], &seen["subject"]), (&headers().from.into(), &headers().subject.into()));
    assert_eq!(
        (&seen["type"], &seen["description"]),
        (&"application/edi-consent".into(), &"IRIS/NOEMIE".into())
    );
    let hex: String = content.iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(seen["data"], hex.as_str());
}
