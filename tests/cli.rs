//! The command line's contract: exit statuses, report, files, languages; and that nothing of a patient shows.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn scor(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scor"))
        .args(args)
        .current_dir(folder)
        .env("LANG", "C")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .output()
        .unwrap()
}

fn data(name: &str) -> String {
    format!("{}/examples/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_accepted_piece_is_written_with_its_report() {
    let t = tempfile::tempdir().unwrap();
    let (first, second) = (data("recto-verso-1.jpg"), data("recto-verso-2.jpg"));
    let args = [
        "piece",
        "--type",
        "ORDN",
        "--confirm-legible",
        &first,
        &second,
        "-o",
        "o.pdf",
        "--report",
        "r.json",
    ];
    let ran = scor(&args, t.path());
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    let (pdf, report) = (fs::read(t.path().join("o.pdf")).unwrap(), json(&t.path().join("r.json")));
    assert_eq!(report["schema"], "scor.piece/1");
    assert_eq!(report["verdict"], "accepted");
    assert_eq!(report["bytes"].as_u64(), Some(pdf.len() as u64));
    assert_eq!((&report["type"], &report["legibility_confirmed"]), (&"ORDN".into(), &true.into()));
    let pages = report["pages"].as_array().unwrap();
    assert_eq!((pages.len(), &pages[0]["dropped"], &pages[1]["dropped"]), (2, &false.into(), &true.into()));
    for key in
        ["source", "width", "height", "dpi", "skew", "rotation", "corners", "black_ratio", "legibility"]
    {
        assert!(pages[0].get(key).is_some(), "{key}");
    }
    let sum = Command::new("sha256sum").arg(t.path().join("o.pdf")).output().unwrap();
    assert!(text(&sum.stdout).starts_with(report["sha256"].as_str().unwrap()));
}

#[test]
fn a_refused_piece_leaves_no_pdf_unless_overridden() {
    let t = tempfile::tempdir().unwrap();
    let blank = data("page-blanche.jpg");
    let args = ["piece", "--type", "ORDN", &blank, "-o", "o.pdf", "--report", "r.json"];
    assert_eq!(scor(&args, t.path()).status.code(), Some(3));
    assert!(!t.path().join("o.pdf").exists());
    let report = json(&t.path().join("r.json"));
    assert_eq!(report["verdict"], "refused");
    assert_eq!(report["faults"], serde_json::json!([{ "page": 1, "fault": "blank" }]));
    let forced = [&args[..], &["--override", "original blanc"]].concat();
    assert_eq!(scor(&forced, t.path()).status.code(), Some(0));
    assert_eq!(json(&t.path().join("r.json"))["override"], "original blanc");
    assert!(t.path().join("o.pdf").exists());
}

#[test]
fn statuses_tell_wrong_usage_from_unusable_input() {
    let t = tempfile::tempdir().unwrap();
    let (scan, o) = (data("ordonnance-scan-gris.jpg"), "o.pdf");
    fs::write(t.path().join("odd.jpg"), b"neither image nor PDF").unwrap();
    let whole = fs::read(data("ordonnance-photo.jpg")).unwrap();
    fs::write(t.path().join("cut.jpg"), &whole[..whole.len() / 2]).unwrap();
    let cases: [(&[&str], i32); 9] = [
        (&[], 64),
        (&["fly"], 64),
        (&["piece", "--type", "ORDN", "-o", o], 64),
        (&["piece", &scan, "-o", o], 64),
        (&["piece", "--type", "XXXX", &scan, "-o", o], 64),
        (&["piece", "--type", "ORDN", "--colour", &scan, "-o", o], 64),
        (&["piece", "--type", "ORDN", "odd.jpg", "-o", o], 2),
        (&["piece", "--type", "ORDN", "cut.jpg", "-o", o], 2),
        (&["piece", "--type", "ORDN", "absent.jpg", "-o", o], 2),
    ];
    for (args, status) in cases {
        let ran = scor(args, t.path());
        assert_eq!(ran.status.code(), Some(status), "{args:?}: {}", text(&ran.stderr));
        assert!(!ran.stderr.is_empty() && !t.path().join(o).exists(), "{args:?}");
    }
    assert_eq!(scor(&["--help"], t.path()).status.code(), Some(0));
    let french =
        text(&scor(&["--lang", "fr", "piece", "--type", "ORDN", "odd.jpg", "-o", o], t.path()).stderr);
    assert!(french.contains("ni une image ni un PDF"), "{french}");
    let machine = scor(&["--json", "piece", "--type", "ORDN", "odd.jpg", "-o", o], t.path());
    let machine: Value = serde_json::from_slice(&machine.stderr).unwrap();
    assert_eq!(machine["error"]["key"], "source.unknown_format");
}

#[test]
fn binarize_and_preview_make_pictures_of_the_right_size() {
    let t = tempfile::tempdir().unwrap();
    let (scan, born) = (data("ordonnance-scan-gris.jpg"), data("ordonnance-logiciel.pdf"));
    assert_eq!(scor(&["binarize", &scan, "-o", "b.png"], t.path()).status.code(), Some(0));
    assert_eq!(
        scor(&["preview", &born, "--page", "1", "--dpi", "50", "-o", "p.png"], t.path()).status.code(),
        Some(0)
    );
    let size = |name: &str| {
        let ran = Command::new("identify").args(["-format", "%w %h"]).arg(name).output().unwrap();
        text(&ran.stdout)
    };
    assert_eq!(size(&scan), size(t.path().join("b.png").to_str().unwrap()));
    let drawn = size(t.path().join("p.png").to_str().unwrap());
    assert!(drawn == "413 585" || drawn == "414 585" || drawn == "413 584", "{drawn}");
    let beyond = scor(&["preview", &born, "--page", "9", "-o", "x.png"], t.path());
    assert!(text(&beyond.stderr).contains("pdf.page_range"));
}

#[test]
fn profiles_show_their_evidence_and_a_bundle_is_checked() {
    let t = tempfile::tempdir().unwrap();
    let shown: Value =
        serde_json::from_slice(&scor(&["profile", "show", "--json"], t.path()).stdout).unwrap();
    let row = shown["values"].as_array().unwrap().iter().find(|r| r["key"] == "image.min_dpi").unwrap();
    assert_eq!((&row["value"], &row["confidence"]), (&"200".into(), &"A/H".into()));
    fs::create_dir(t.path().join("b")).unwrap();
    let head = "id = \"v\"\nversion = \"1\"\nabout = \"a\"\nextends = \"scor-public\"\n";
    fs::write(t.path().join("b/profile.toml"), head).unwrap();
    let fine = scor(&["profile", "check", "b"], t.path());
    assert_eq!(fine.status.code(), Some(0));
    assert!(text(&fine.stdout).contains("files.manifest is not proved"));
    fs::write(t.path().join("b/profile.toml"), format!("{head}[pdf]\nmax_bites = 3\n")).unwrap();
    let wrong = scor(&["profile", "check", "b"], t.path());
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stdout).contains("profile.toml:6"), "{}", text(&wrong.stdout));
}

/// A lot from a specification, its message, and the way back; and the patient's number nowhere but where it was given.
#[test]
fn a_lot_is_built_sealed_mailed_and_opened() {
    let t = tempfile::tempdir().unwrap();
    let at = t.path();
    assert_eq!(scor(&["demo", "-o", "demo"], at).status.code(), Some(0));
    let nir = "199999999999995"; // department 99, month 99: nobody's
    let spec = serde_json::json!({
        "lot_number": 7, "created": 1_700_000_000,
        "pieces": [{ "id": "P1", "type": "ORDN", "pdf": "demo/pieces/1-ORDN.pdf", "confirmed_at": 1_700_000_000 }],
        "dossiers": [
            { "id": "D-1", "pieces": ["P1"], "fse": { "arl_positive": true }, "facture": facture(nir) },
            { "id": "D-2", "pieces": [], "fse": { "arl_positive": true }, "facture": facture(nir) },
        ],
    });
    fs::write(at.join("spec.json"), spec.to_string()).unwrap();
    let trust = [
        "--cert",
        "demo/pki/recipient.der",
        "--anchor",
        "demo/pki/root.der",
        "--intermediate",
        "demo/pki/intermediate.der",
        "--crl",
        "demo/pki/root.crl",
        "--crl",
        "demo/pki/intermediate.crl",
    ];
    let run = |args: &[&str]| {
        let ran = scor(args, at);
        assert_eq!(ran.status.code(), Some(0), "{args:?}: {}", text(&ran.stderr));
        ran
    };
    let built = run(&[&["lot", "build", "spec.json", "-o", "lots"], &trust[..]].concat());
    assert!(text(&built.stderr).contains("D-2: a prescription is missing"), "{}", text(&built.stderr));
    let result = json(&at.join("lots/result.json"));
    assert_eq!((&result["next_number"], &result["left_out"][0]["dossier"]), (&8.into(), &"D-2".into()));
    let container = "lots/lot-007/lot-007.tar";
    run(&[
        "mail",
        "part",
        container,
        "-o",
        "part",
        "--content-type",
        "application/EDI-consent",
        "--description",
        "D/Z",
        "--gzip",
    ]);
    run(&[&["seal", "part", "-o", "part.p7m"], &trust[..]].concat());
    run(&[
        "mail",
        "message",
        "part.p7m",
        "-o",
        "m.eml",
        "--from",
        "a@b.invalid",
        "--to",
        "c@d.invalid",
        "--subject",
        "S",
        "--message-id",
        "1@b.invalid",
    ]);
    run(&["open", "part.p7m", "--key", "demo/pki/recipient.key.pem", "-o", "opened"]);
    assert_eq!(fs::read(at.join("part")).unwrap(), fs::read(at.join("opened")).unwrap());
    run(&["mail", "read", "opened", "-o", "parts"]);
    let tar = fs::read(at.join(container)).unwrap();
    assert_eq!(fs::read(at.join("parts/part-1.bin")).unwrap(), tar);
    for folder in ["lots", "lots/lot-007"] {
        for file in fs::read_dir(at.join(folder)).unwrap().flatten().filter(|f| f.path().is_file()) {
            let bytes = fs::read(file.path()).unwrap();
            assert!(!bytes.windows(13).any(|w| w == &nir.as_bytes()[..13]), "{:?}", file.file_name());
        }
    }
    let bad = spec.to_string().replace(nir, "299999999999995");
    fs::write(at.join("bad.json"), bad).unwrap();
    let refused = scor(&[&["lot", "build", "bad.json", "-o", "none"], &trust[..]].concat(), at);
    let told = text(&refused.stderr);
    assert!(told.contains("facture.nir") && !told.contains("29999"), "{told}");
}

fn facture(nir: &str) -> Value {
    serde_json::json!({
        "emitter_type": "TP", "emitter": "00000000000042", "invoice": "1", "fse_lot": "017", "fse_date": "2026-11-20",
        "mode": "securise", "regime": "01", "caisse": "996", "care_date": "2026-11-19", "test": true, "nir": nir,
    })
}
