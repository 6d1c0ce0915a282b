//! Decodes the shared corpus and torture files: what must be readable is, what must not be is refused, and
//! nothing panics or runs away. Skips loudly where the shared folder is absent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)] // a test may fail loudly

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use scor::limits::Limits;
use scor::source::{Document, Hints};

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("SCOR_SHARED").map_or(beside, PathBuf::from);
    let found = path.join("corpus/cases.json").exists().then_some(path);
    if found.is_none() {
        eprintln!("SKIPPED: no shared corpus beside the repository and SCOR_SHARED is not set");
    }
    found
}

/// Decodes all pages; gives their upright sizes.
fn decode(bytes: Vec<u8>, limits: &Limits) -> scor::error::Result<Vec<(usize, usize)>> {
    let document = Document::open(bytes, Hints::default(), limits)?;
    let mut sizes = Vec::new();
    for index in 0..document.page_count() {
        let page = document.page(index, 150, limits)?;
        let (w, h) = page.pixels.size();
        sizes.push(if page.orientation.swaps_sides() { (h, w) } else { (w, h) });
    }
    Ok(sizes)
}

#[test]
fn corpus_cases_decode_or_fail_as_listed() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("corpus/cases.json")).expect("cases.json");
    let cases: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in cases["cases"].as_array().expect("cases") {
        let expected: Vec<&str> = match &case["expected"] {
            serde_json::Value::String(one) => vec![one],
            many => many.as_array().expect("list").iter().filter_map(|v| v.as_str()).collect(),
        };
        for file in case["files"].as_array().expect("files") {
            let name = file.as_str().expect("name");
            let bytes = std::fs::read(shared.join("corpus").join(name)).expect("file");
            let start = Instant::now();
            let result = decode(bytes, &Limits::default());
            let took = start.elapsed();
            if took > Duration::from_secs(15) {
                wrong.push(format!("{name}: {took:?}"));
            }
            match result {
                Ok(_) if expected == ["unusable"] => wrong.push(format!("{name}: decoded")),
                // Pages of the corpus are A4 or A5 at 150 dpi or more, except where only an error is allowed.
                Ok(sizes) if expected == ["accepted"] && sizes.iter().any(|s| s.0.min(s.1) < 500) => {
                    wrong.push(format!("{name}: {sizes:?}"));
                }
                Err(e) if !expected.contains(&"unusable") => wrong.push(format!("{name}: {e:?}")),
                _ => {}
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files made to hurt: whatever they give, it comes in bounded time and without a panic. A host of 32 bits
/// gives threads 1 MiB of stack, so that is what they get here.
fn torture(folders: &[&str], at_least: usize) {
    let Some(shared) = shared() else { return };
    let mut files = Vec::new();
    let mut stack: Vec<PathBuf> = folders.iter().map(|f| shared.join("datasets").join(f)).collect();
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(std::fs::read_dir(path).expect("folder").map(|e| e.expect("entry").path()));
        } else {
            files.push(path);
        }
    }
    assert!(files.len() >= at_least, "only {} files", files.len());
    files.sort();
    let work = move || {
        let (mut good, mut slow) = (0, Vec::new());
        for path in &files {
            let bytes = std::fs::read(path).expect("file");
            let start = Instant::now();
            let result = decode(bytes, &Limits::default());
            let took = start.elapsed();
            if std::env::var_os("SCOR_TORTURE_LIST").is_some() {
                eprintln!("{took:?} {} {:?}", path.display(), result.as_ref().map(Vec::len));
            }
            good += usize::from(result.is_ok());
            if took > Duration::from_secs(30) {
                slow.push(format!("{}: {took:?}", path.display()));
            }
        }
        eprintln!("{good} of {} decoded", files.len());
        assert!(slow.is_empty(), "{}", slow.join("\n"));
        assert!(good * 4 > files.len(), "only {good} of {} decoded", files.len());
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("thread");
    thread.join().expect("no panic");
}

#[test]
fn torture_images() {
    torture(&["images"], 1000);
}

#[test]
fn torture_pdfs() {
    torture(&["pdf"], 500);
}
