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

/// A call of `scor suivi` with the key of these tests, five minutes after the one before.
fn suivi(folder: &Path, now: i64, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scor"))
        .args(["--json", "suivi"])
        .args(args)
        .args(["--now", &now.to_string()])
        .current_dir(folder)
        .env("SCOR_SUIVI_KEY", "0123456789abcdef".repeat(4))
        .output()
        .unwrap()
}

fn told(ran: &Output) -> Value {
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    serde_json::from_slice(&ran.stdout).unwrap_or_default()
}

/// A journal with one dossier that is ready, and the message of its lot in `out`.
fn practice(at: &Path, now: i64) {
    let facture = serde_json::json!({
        "emitter_type": "TP", "emitter": "00000000123456", "invoice": "123456789", "fse_lot": "017",
        "fse_date": "2026-11-20", "mode": "securise", "regime": "01", "caisse": "996", "care_date": "2026-11-19",
        "nir": "199097500112349",
    });
    fs::write(at.join("facture.json"), facture.to_string()).unwrap();
    let scan = data("ordonnance-logiciel.pdf");
    let made = scor(&["piece", "--type", "ORDN", "--confirm-legible", &scan, "-o", "p.pdf"], at);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    told(&suivi(at, now, &["init", "j.scor"]));
    told(&suivi(at, now, &["add", "j.scor", "p.pdf", "--id", "P1", "--type", "ORDN", "--confirmed"]));
    let opened =
        suivi(at, now, &["dossier", "j.scor", "--id", "D1", "--facture", "facture.json", "--piece", "P1"]);
    assert_eq!(told(&opened)["etat"], "a_transmettre");
    let fse = ["fse", "j.scor", "positive", "--emitter", "123456", "--lot", "17", "--date", "2026-11-20"];
    assert_eq!(told(&suivi(at, now, &fse))[0]["dossier"], "D1");
}

#[test]
fn the_journal_is_followed_by_hand() {
    const DAY: i64 = 86_400;
    let (t, now) = (tempfile::tempdir().unwrap(), 1_795_000_000);
    let at = t.path();
    practice(at, now);
    let todo = told(&suivi(at, now, &["todo", "j.scor"]));
    assert_eq!((&todo["schema"], &todo["taches"][0]["genre"]), (&"scor.todo/1".into(), &"constituer".into()));
    // Without an address the bytes are the container; the shipped profile seals pieces, so a certificate is needed.
    assert_ne!(suivi(at, now, &["build", "j.scor", "-o", "out"]).status.code(), Some(0));
    let demo = scor::profile::Profile::scor_public();
    assert!(demo.sections.crypto.seal_pieces.value);
    assert_eq!(suivi(at, now, &["sent", "j.scor", "1"]).status.code(), Some(1), "no lot yet");
    let left = told(&suivi(at, now, &["act", "j.scor", "paper", "D1"]));
    assert_eq!(left["suite"]["applique"], "collecte_papier");
    let todo = told(&suivi(at, now + DAY, &["todo", "j.scor"]));
    assert_eq!(todo["taches"][0]["genre"], "poster");
    told(&suivi(at, now + DAY, &["paper", "j.scor", "D1", "--posted", "2026-11-23"]));
    assert_eq!(told(&suivi(at, now, &["show", "j.scor", "dossier", "D1"]))["etat"], "papier_envoye");
    assert_eq!(suivi(at, now, &["act", "j.scor", "leave", "D1"]).status.code(), Some(1), "impossible");
    told(&suivi(at, now, &["copy", "j.scor", "P1", "-o", "copy.pdf"]));
    assert_eq!(fs::read(at.join("copy.pdf")).unwrap(), fs::read(at.join("p.pdf")).unwrap());
    fs::write(at.join("odd.eml"), b"Subject: hello\r\n\r\nnothing\r\n").unwrap();
    assert_eq!(told(&suivi(at, now, &["return", "j.scor", "odd.eml"])), serde_json::json!([null]));
}

#[test]
fn the_journal_is_kept_and_checked() {
    let (t, now) = (tempfile::tempdir().unwrap(), 1_795_000_000);
    let at = t.path();
    practice(at, now);
    let head = told(&suivi(at, now, &["head", "j.scor"]));
    let head = format!("{}:{}", head["seq"], head["mac"].as_str().unwrap());
    told(&suivi(at, now, &["backup", "j.scor", "-o", "copy.scor"]));
    assert_eq!(suivi(at, now, &["backup", "j.scor", "-o", "copy.scor"]).status.code(), Some(1), "exists");
    let checked = told(&suivi(at, now, &["check", "copy.scor", "--head", &head]));
    assert_eq!((&checked["sound"], &checked["descends"]), (&true.into(), &true.into()));
    let other = head.replace(['a', 'b'], "0");
    let lost = suivi(at, now, &["check", "j.scor", "--head", &other]);
    assert_eq!(lost.status.code(), Some(1));
    told(&suivi(at, now, &["restore", "copy.scor", "-o", "back.scor"]));
    fs::write(at.join("new.key"), [9; 32]).unwrap();
    told(&suivi(at, now, &["rotate", "j.scor", "--new-key-file", "new.key", "--reseal"]));
    let wrong = suivi(at, now, &["todo", "j.scor"]);
    assert_eq!(wrong.status.code(), Some(1));
    let wrong: Value = serde_json::from_slice(&wrong.stderr).unwrap();
    assert_eq!(wrong["error"]["key"], "suivi.key");
    told(&suivi(at, now, &["check", "j.scor", "--key-file", "new.key"]));
    // What is on the disk tells nothing of the insured or the facture.
    for entry in fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains(".scor") {
            let bytes = fs::read(&path).unwrap();
            for secret in ["199097500112349", "123456789", "%PDF"] {
                assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} in {path:?}");
            }
        }
    }
}

#[test]
fn the_journal_s_command_line_says_what_is_wrong() {
    let t = tempfile::tempdir().unwrap();
    let at = t.path();
    for (args, status) in [
        (&["suivi"][..], 64),
        (&["suivi", "--help"], 0),
        (&["suivi", "fly", "j.scor"], 64),
        (&["suivi", "init", "j.scor"], 64),
        (&["suivi", "todo", "j.scor", "--colour"], 64),
        (&["suivi", "todo", "j.scor", "--territory", "atlantis"], 64),
    ] {
        let ran = Command::new(env!("CARGO_BIN_EXE_scor"))
            .args(args)
            .current_dir(at)
            .env_remove("SCOR_SUIVI_KEY")
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(status), "{args:?}: {}", text(&ran.stderr));
    }
    let missing = suivi(at, 1, &["todo", "absent.scor"]);
    let missing: Value = serde_json::from_slice(&missing.stderr).unwrap();
    assert_eq!(missing["error"]["key"], "suivi.missing");
    let help = text(&scor(&["--lang", "fr", "suivi", "--help"], at).stdout);
    assert!(help.contains("le journal des pièces"), "{help}");
}
