//! The C# binding as a program sees it: mcs without a warning, Mono, the scenario of all languages, collections at any
//! time, and every exported function called.
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "binding_gen/csharp.rs"]
mod csharp;
#[path = "binding_gen/header.rs"]
mod header;

mod common;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn scenario_stress_and_coverage_under_mono() {
    let header = header::read(&fs::read_to_string(root().join("include/scor.h")).unwrap());
    let traced = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("NativeTraced.cs");
    fs::write(&traced, csharp::traced(&header)).unwrap();
    let out = Command::new(root().join("tests/csharp/run.sh"))
        .arg(common::library())
        .arg(root())
        .arg("mono")
        .arg(&traced)
        .output()
        .expect("tests/csharp/run.sh (Debian packages mono-mcs, mono-runtime)");
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{}\n{stdout}\n{stderr}", out.status);
    assert!(stdout.contains("coverage: every function was called"), "{stdout}");
}

/// The hand-written layer is not longer than the house allows, and calls every function that there is.
#[test]
fn the_managed_layer_covers_every_function() {
    let header = header::read(&fs::read_to_string(root().join("include/scor.h")).unwrap());
    let mut text = String::new();
    for file in fs::read_dir(root().join("bindings/csharp")).unwrap() {
        let file = file.unwrap().path();
        let generated = ["Native.cs", "Constants.cs"].iter().any(|name| file.ends_with(name));
        if file.extension().is_some_and(|e| e == "cs") && !generated {
            let one = fs::read_to_string(&file).unwrap();
            assert!(one.lines().count() < 500, "{}", file.display());
            text += &one;
        }
    }
    let missing: Vec<_> = header
        .functions
        .iter()
        .map(|f| f.name.as_str())
        .filter(|name| !text.contains(&format!("Native.{name}(")))
        // Called by the generated handles alone.
        .filter(|name| *name == "scor_error_free" || !name.ends_with("_free"))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
