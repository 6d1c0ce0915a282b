//! The gate over the shared corpus, through the real pipeline: nothing legible refused, every fault found.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test may fail loudly
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use scor::inspect::{Gate, PageReport, Subject, inspect, refusals};
use scor::{Limits, image, source};

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("SCOR_SHARED").map_or_else(beside, PathBuf::from);
    root.join("corpus/cases.json").is_file().then(|| root.join("corpus"))
}

fn look(path: &Path) -> Vec<PageReport> {
    let limits = Limits::default();
    let bytes = std::fs::read(path).unwrap();
    let document = source::Document::open(bytes, source::Hints::default(), &limits).unwrap();
    (0..document.page_count())
        .map(|i| {
            let page = document.page(i, 300, &limits).unwrap();
            let plan = image::plan(&page).unwrap();
            let sheet = image::render(&page, &plan, 300).unwrap();
            let subject = Subject {
                page: &page,
                corners: plan.corners,
                input_dpi: plan.input_dpi,
                rotation: plan.rotation,
                sheet: &sheet,
            };
            inspect(&subject, &Gate::default())
        })
        .collect()
}

#[test]
fn corpus() {
    let Some(root) = shared() else {
        eprintln!("SKIPPED: no shared corpus (set SCOR_SHARED)");
        return;
    };
    let text = std::fs::read_to_string(root.join("cases.json")).unwrap();
    let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (mut legible, mut wrongly, mut refuse, mut missed) = (0, Vec::new(), 0, Vec::new());
    for case in cases["cases"].as_array().unwrap() {
        let set = case["set"].as_str().unwrap();
        if !matches!(set, "legible" | "refuse") || case["borderline"] == true {
            continue;
        }
        let files = case["files"].as_array().unwrap();
        let pages: Vec<_> = files.iter().flat_map(|f| look(&root.join(f.as_str().unwrap()))).collect();
        let found = refusals(pages.iter());
        let names: HashSet<String> = found.iter().map(|f| format!("{:?}", f.fault).to_lowercase()).collect();
        let id = case["id"].as_str().unwrap().to_owned();
        if set == "legible" {
            legible += 1;
            if !found.is_empty() {
                wrongly.push((id, names));
            }
        } else {
            refuse += 1;
            let meant = case["faults"].as_array().unwrap();
            if !meant.iter().any(|f| names.contains(f.as_str().unwrap())) {
                missed.push((id, names));
            }
        }
    }
    println!("legible {legible}, wrongly refused {wrongly:?}; to refuse {refuse}, missed {missed:?}");
    assert!(wrongly.is_empty(), "{wrongly:?}");
    assert!(missed.len() * 20 <= refuse, "{missed:?}");
}
