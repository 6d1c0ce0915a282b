//! The raw layers of the bindings and the reference are what the header declares, and what the compilers read in them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "binding_gen/csharp.rs"]
mod csharp;
#[path = "binding_gen/header.rs"]
mod header;
#[path = "binding_gen/pascal.rs"]
mod pascal;
#[path = "binding_gen/reference.rs"]
mod reference;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn declared() -> header::Header {
    header::read(&fs::read_to_string(root().join("include/scor.h")).unwrap())
}

#[test]
fn generated_files_are_up_to_date() {
    let header = declared();
    for (path, wanted) in [
        ("bindings/delphi/ScorApi.pas", pascal::unit(&header)),
        ("bindings/csharp/Native.cs", csharp::class(&header)),
        ("bindings/csharp/Constants.cs", csharp::constants(&header)),
        ("docs/integration/reference.md", reference::page(&header)),
    ] {
        let file = root().join(path);
        if std::env::var_os("SCOR_BLESS").is_some() {
            fs::write(&file, &wanted).unwrap();
        }
        let have = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            have == wanted,
            "{path} has drifted; regenerate with: SCOR_BLESS=1 cargo test --test bindings"
        );
    }
}

/// The reader of the header misses nothing: it finds what the export list has, and every constant.
#[test]
fn header_and_export_list_agree() {
    let header = declared();
    let names: BTreeSet<&str> = header.functions.iter().map(|f| f.name.as_str()).collect();
    let def = fs::read_to_string(root().join("include/scor.def")).unwrap();
    let exported: BTreeSet<&str> = def.lines().skip(2).map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(names, exported);
    let text = fs::read_to_string(root().join("include/scor.h")).unwrap();
    let defines = text.lines().filter(|l| l.starts_with("#define SCOR_")).count();
    // SCOR_H, and SCOR_CALL and SCOR_API in two forms each, have no value.
    assert!(defines - header.constants.len() <= 5, "{defines} defines, {} read", header.constants.len());
}

/// A drift must show: a function with another argument gives another unit and another class.
#[test]
fn a_deliberate_drift_changes_every_binding() {
    let text = fs::read_to_string(root().join("include/scor.h")).unwrap();
    let drifted =
        header::read(&text.replace("uint64_t done, uint64_t total", "uint32_t done, uint64_t total"));
    let header = declared();
    assert_ne!(pascal::unit(&drifted), pascal::unit(&header));
    assert_ne!(csharp::class(&drifted), csharp::class(&header));
    assert_ne!(reference::page(&drifted), reference::page(&header));
}

/// The classes for Pascal leave no function out.
#[test]
fn the_pascal_classes_call_every_function() {
    let classes = fs::read_to_string(root().join("bindings/delphi/Scor.pas")).unwrap();
    let left_out = |name: &str| {
        !classes.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name)
    };
    // ScorLoad compares the version of the interface.
    let missing: Vec<_> =
        declared().functions.into_iter().map(|f| f.name).filter(|name| left_out(name)).collect();
    assert_eq!(missing, ["scor_abi_version"]);
}
