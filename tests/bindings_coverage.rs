//! Every function of `include/scor.h` is called by a client program of the tests, and the list of those that a language
//! does not call is told: `cargo test --test bindings_coverage -- --nocapture`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn exported() -> BTreeSet<String> {
    let def = fs::read_to_string(root().join("include/scor.def")).unwrap();
    def.lines().skip(2).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

/// Sources in a folder and below, by ending, without the generated raw layers, which name everything; none when the
/// folder is not there.
fn sources(folder: &Path, endings: &[&str], into: &mut String) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let generated = path.ends_with("ScorApi.pas") || path.ends_with("Native.cs");
        if path.is_dir() {
            sources(&path, endings, into);
        } else if !generated && path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Names that a text calls: a word that is followed by a bracket, comments left out.
fn called(text: &str) -> BTreeSet<String> {
    let mut code = String::new();
    for line in text.lines() {
        let start = line.trim_start();
        if !(start.starts_with("//") || start.starts_with('*') || start.starts_with("/*")) {
            code.push_str(line.split(" // ").next().unwrap());
            code.push('\n');
        }
    }
    let mut found = BTreeSet::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find("scor_") {
        let alone = !rest[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let name: String =
            rest[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let after = rest[at + name.len()..].trim_start();
        // C++ also hands the address of a maker on; Pascal calls a function without arguments by its bare name.
        let handed_on = rest[..at].ends_with('&') && after.starts_with(')');
        let bare = after.starts_with([';', '<', '=']);
        if alone && (after.starts_with('(') || handed_on || bare) {
            found.insert(name.clone());
        }
        rest = &rest[at + name.len()..];
    }
    found
}

/// The programs of each language, with the layer that they go through.
const CLIENTS: [(&str, &[&str], &[&str]); 4] = [
    ("C", &["tests/scenario/c", "tests/c", "examples/c"], &["c", "h"]),
    ("C++", &["tests/scenario/cpp", "tests/cpp", "include/scor"], &["cpp", "hpp"]),
    ("Pascal", &["tests/scenario/pascal", "bindings/delphi"], &["pas", "dpr", "lpr", "inc"]),
    ("C#", &["tests/scenario/csharp", "bindings/csharp"], &["cs"]),
];

#[test]
fn every_function_is_called_by_a_client() {
    let all = exported();
    let mut nobody = all.clone();
    for (language, folders, endings) in CLIENTS {
        let mut text = String::new();
        for folder in folders {
            sources(&root().join(folder), endings, &mut text);
        }
        let calls = called(&text);
        let missing: Vec<&String> = all.difference(&calls).collect();
        println!("{language}: {} of {} called; not: {missing:?}", all.len() - missing.len(), all.len());
        // What the programs really import is checked where they are built: tests/scenario.rs.
        assert!(
            missing.is_empty() || !["C", "C++"].contains(&language),
            "{language} does not call {missing:?}"
        );
        nobody.retain(|name| !calls.contains(name));
    }
    assert!(nobody.is_empty(), "no client calls {nobody:?}");
}

/// The list must be able to fail: a new function that nobody calls is missing from every text.
#[test]
fn a_call_is_told_from_a_mention() {
    let calls = called(
        "scor_a(x);\n// scor_b(x)\n * scor_c(x)\nx := scor_d;\nmake(&scor_e);\nmy_scor_f(1) scor_g (2) \"scor_h\"",
    );
    let names: Vec<&str> = calls.iter().map(String::as_str).collect();
    assert_eq!(names, ["scor_a", "scor_d", "scor_e", "scor_g"]);
}
