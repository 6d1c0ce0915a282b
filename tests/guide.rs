//! The integrator's guide tells the truth: its excerpts stand in programs that the tests run, its links lead somewhere.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, out);
        } else if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
}

/// Lines without their indent.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).collect()
}

#[test]
fn excerpts_stand_in_programs_that_are_run() {
    let mut all = Vec::new();
    pages(&root().join("docs/integration"), &mut all);
    let mut count = 0;
    for page in all {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("<!-- extrait: ").skip(1) {
            let (source, rest) = rest.split_once(" -->").unwrap();
            let block = rest.trim_start().split("```").nth(1).unwrap();
            let wanted = lines(block.split_once('\n').unwrap().1.trim_end());
            let program = fs::read_to_string(root().join(source)).unwrap();
            let found = lines(&program).windows(wanted.len()).any(|some| some == wanted);
            assert!(found, "{}: not in {source}: {wanted:#?}", page.display());
            count += 1;
        }
    }
    assert!(count >= 12, "{count}");
}

#[test]
fn every_link_leads_somewhere() {
    let mut all = vec![root().join("README.md")];
    pages(&root().join("docs"), &mut all);
    for page in all {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("](").skip(1) {
            let target = rest.split([')', '#']).next().unwrap();
            if target.is_empty() || target.contains("://") || target.contains([' ', '\n']) {
                continue;
            }
            assert!(page.parent().unwrap().join(target).exists(), "{}: {target}", page.display());
        }
    }
}
