//! The sample inputs get the verdicts that `examples/data/expected.json` says: what the demo shows is true.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use scor::piece::digitize::{Settings, digitize};
use scor::source::{Document, Hints};
use scor::{Limits, Progress};
use serde_json::Value;

fn documents(folder: &Path, piece: &Value) -> Vec<Document> {
    let files = piece["files"].as_array().unwrap().iter();
    files
        .map(|file| {
            let bytes = fs::read(folder.join(file.as_str().unwrap())).unwrap();
            Document::open(bytes, Hints::default(), &Limits::default()).unwrap()
        })
        .collect()
}

#[test]
fn every_sample_gets_the_verdict_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let list: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let pieces = list["pieces"].as_array().unwrap();
    assert_eq!(pieces.len(), 8);
    let mut wrong = Vec::new();
    for piece in pieces {
        let inputs = documents(&folder, piece);
        let done = digitize(&inputs, &Settings::default(), None, &mut Progress::none()).unwrap();
        let report: Value = serde_json::from_str(&done.report.to_json()).unwrap();
        let found = report["faults"].as_array().unwrap();
        let expected = piece["faults"].as_array().unwrap();
        let faults = expected.iter().all(|fault| found.contains(fault));
        let pdf = done.pdf.is_some() == (piece["verdict"] == "accepted");
        if report["verdict"] != piece["verdict"] || !faults || !pdf {
            wrong.push(format!("{}: {} {}", piece["label"], report["verdict"], report["faults"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A foreign reader makes out what the sheets say: printed words through poppler and tesseract.
#[test]
fn tesseract_reads_the_accepted_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let list: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let run = |program: &str, args: &[&str]| {
        let ran = Command::new(program).args(args).current_dir(scratch.path()).output();
        let ran = ran.unwrap_or_else(|_| panic!("{program} is missing: see tests/packages.txt"));
        assert!(ran.status.success(), "{program}");
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    let words = [
        (
            "ordonnance-scan-gris.jpg",
            &["Docteur", "EXEMPLE", "PARACÉTAMOL", "AMOXICILLINE", "matin,", "gélule"][..],
        ),
        ("ordonnance-photo.jpg", &["Docteur", "EXEMPLE", "Médecine", "ORDONNANCE", "14/03/2026"]),
        ("feuille-de-soins.jpg", &["FEUILLE", "SOINS", "AUXILIAIRE", "PRESCRIPTION", "infirmière"]),
        ("ordonnance-logiciel.pdf", &["Docteur", "EXEMPLE", "ORDONNANCE"]),
    ];
    for (file, expected) in words {
        let piece = list["pieces"].as_array().unwrap().iter().find(|p| p["files"][0] == file).unwrap();
        let inputs = documents(&folder, piece);
        let done = digitize(&inputs, &Settings::default(), None, &mut Progress::none()).unwrap();
        fs::write(scratch.path().join("p.pdf"), done.pdf.unwrap()).unwrap();
        run("pdftoppm", &["-r", "200", "-gray", "-singlefile", "p.pdf", "p"]);
        let text = run("tesseract", &["p.pgm", "-", "-l", "fra"]);
        for word in expected {
            assert!(text.contains(word), "{file}: {word} is not read in\n{text}");
        }
    }
}
