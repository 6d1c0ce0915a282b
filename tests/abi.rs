//! The binary interface: what the library exports is what the header declares, and no released number or
//! name ever changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

mod common;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn export_list() -> BTreeSet<String> {
    let text = read("include/scor.def");
    text.lines().skip_while(|l| *l != "EXPORTS").skip(1).map(|l| l.trim().to_owned()).collect()
}

#[test]
fn the_library_exports_the_list_and_nothing_else() {
    let out =
        Command::new("nm").args(["-D", "--defined-only", "--format=posix"]).arg(common::library()).output();
    let out = out.expect("nm is needed (Debian package binutils)");
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    let exported: BTreeSet<_> = text.lines().map(|l| l.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(exported, export_list());
}

/// `#define SCOR_X 1` lines of the header.
fn constants() -> BTreeMap<String, String> {
    let header = read("include/scor.h");
    header
        .lines()
        .filter_map(|l| l.strip_prefix("#define "))
        .filter_map(|l| l.split_once(' '))
        .map(|(name, value)| (name.to_owned(), value.trim_matches(['(', ')']).to_owned()))
        .filter(|(name, value)| name.starts_with("SCOR_") && value.parse::<i64>().is_ok())
        .collect()
}

#[test]
fn constants_are_the_golden_ones() {
    // The version moves with each release; everything else is for ever.
    let have: BTreeMap<_, _> =
        constants().into_iter().filter(|(name, _)| !name.starts_with("SCOR_VERSION_")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/constants.txt");
    let golden: BTreeMap<_, _> = fs::read_to_string(&path)
        .unwrap_or_default()
        .lines()
        .filter_map(|l| l.split_once(' '))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (name, value) in &golden {
        assert_eq!(have.get(name), Some(value), "{name} is part of the ABI and may not change or go");
    }
    if std::env::var_os("SCOR_BLESS").is_some() {
        let text: String = have.iter().map(|(name, value)| format!("{name} {value}\n")).collect();
        return fs::write(path, text).unwrap();
    }
    let new: Vec<_> = have.keys().filter(|name| !golden.contains_key(*name)).collect();
    assert!(new.is_empty(), "new constants {new:?}: add them with SCOR_BLESS=1 cargo test --test abi");
}

#[test]
fn the_changelog_names_every_function() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let changelog = std::fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
    let def = std::fs::read_to_string(root.join("include/scor.def")).unwrap();
    for name in def.lines().map(str::trim).filter(|line| line.starts_with("scor_")) {
        assert!(changelog.contains(&format!("`{name}`")), "CHANGELOG.md does not name {name}");
    }
}
