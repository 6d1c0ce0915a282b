//! Everything that is generated for C is what the sources say: status constants, header, export list.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scor::{Kind, Lang};

/// Files of `src/ffi` with something for C, in the order of the header: conventions first, then the road.
const FILES: &[&str] = &[
    "version",
    "status",
    "error",
    "buffer",
    "callback",
    "profile",
    "document",
    "report",
    "scan",
    "preview",
    "fingerprint",
    "piece",
    "dossier",
    "lot",
    "certificate",
    "seal",
    "message",
    "mail",
    "journal",
    "journal_work",
    "journal_keep",
    "journal_papers",
];

const FIX: &str = "regenerate with: SCOR_BLESS=1 cargo test --test header";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a committed file with what it should be, or writes it when asked to.
fn check(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("SCOR_BLESS").is_some() {
        fs::write(&file, wanted).unwrap();
    }
    let have = fs::read_to_string(&file).unwrap_or_default();
    if have != wanted {
        let line = have.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
        let (old, new) = (have.lines().nth(line), wanted.lines().nth(line));
        panic!("{path} has drifted at line {}: {old:?} should be {new:?}; {FIX}", line + 1);
    }
}

/// `BadUtf8` → `SCOR_E_BAD_UTF8`.
fn constant(kind: Kind) -> String {
    let mut name = "SCOR_E".to_owned();
    for c in kind.name().chars() {
        if c.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_uppercase());
    }
    name
}

fn status_source() -> String {
    let mut text = String::from(
        "//! The error table of `src/error.rs` as C constants. Generated; regenerate with:\n\
         //! `SCOR_BLESS=1 cargo test --test header`\n\n\
         use std::ffi::CStr;\n\n\
         /// The call did its work.\npub const SCOR_OK: i32 = 0;\n",
    );
    for kind in Kind::ALL {
        text += &format!("/// {}: {}.\n", kind.key(), kind.template(Lang::En));
        text += &format!("pub const {}: i32 = {};\n", constant(*kind), kind.code());
    }
    text += "\n/// Code, name of the constant, key.\n#[rustfmt::skip]\n\
             static TABLE: &[(i32, &CStr, &CStr)] = &[\n";
    for kind in Kind::ALL {
        let name = constant(*kind);
        text += &format!("    ({name}, c\"{name}\", c\"{}\"),\n", kind.key());
    }
    text += "];\n\n/// The row of a code.\n\
             pub(super) fn find(code: i32) -> Option<&'static (i32, &'static CStr, &'static CStr)> {\n    \
             TABLE.iter().find(|row| row.0 == code)\n}\n";
    text
}

/// Runs cbindgen on the ffi files alone, so that no constant of the core slips into the header.
fn header() -> String {
    let mut source = String::new();
    for name in FILES {
        let file = fs::read_to_string(root().join(format!("src/ffi/{name}.rs"))).unwrap();
        source += &format!("pub mod {name} {{\n{file}\n}}\n");
    }
    let input = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scor_ffi.rs");
    fs::write(&input, source).unwrap();
    let out = Command::new("cbindgen")
        .arg("--config")
        .arg(root().join("cbindgen.toml"))
        .arg(&input)
        .output()
        .expect("cbindgen 0.29.4 is needed (Debian package cbindgen-web)");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    with_calling_convention(&String::from_utf8(out.stdout).unwrap())
}

/// What cbindgen has no setting for: `SCOR_CALL` in every prototype and callback type, negative constants in
/// parentheses, prototypes broken by one rule.
fn with_calling_convention(header: &str) -> String {
    let mut text = String::new();
    let mut lines = header.lines().map(str::trim_end);
    while let Some(line) = lines.next() {
        if line.starts_with("SCOR_API") {
            let mut whole = line.to_owned();
            while !whole.ends_with(';') {
                whole = format!("{whole} {}", lines.next().expect("the rest of a prototype").trim());
            }
            text += &prototype(&whole);
        } else if let Some((name, value)) = line.strip_prefix("#define ").and_then(|l| l.split_once(" -")) {
            text += &format!("#define {name} (-{value})");
        } else {
            text += &line.replace("(*scor_", "(SCOR_CALL *scor_");
        }
        text.push('\n');
    }
    text
}

/// `SCOR_API type SCOR_CALL name(arguments);`, one argument a line when it is long.
fn prototype(line: &str) -> String {
    let (head, arguments) = line.split_once('(').expect("a prototype");
    let name = head.rfind("scor_").expect("a name");
    let (before, name) = head.split_at(name);
    let short = format!("{} SCOR_CALL {name}({arguments}", before.trim_end());
    if short.len() <= 100 {
        return short;
    }
    format!("{} SCOR_CALL {name}(\n    {}", before.trim_end(), arguments.replace(", ", ",\n    "))
}

/// Names of the functions a header declares, sorted.
fn functions(header: &str) -> Vec<String> {
    let mut names: Vec<_> = header
        .lines()
        .filter(|line| line.starts_with("SCOR_API "))
        .map(|line| {
            let (_, name) = line.split_once("SCOR_CALL ").expect("marked");
            name.split('(').next().unwrap_or_default().to_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn generated_files_are_up_to_date() {
    check("src/ffi/status.rs", &status_source());
    let header = header();
    check("include/scor.h", &header);
    let exports: String = functions(&header).iter().map(|name| format!("    {name}\n")).collect();
    check("include/scor.def", &format!("LIBRARY scor1\nEXPORTS\n{exports}"));
}

#[test]
fn every_exporting_file_is_in_the_header() {
    for entry in fs::read_dir(root().join("src/ffi")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if fs::read_to_string(&path).unwrap().contains("\n#[unsafe(no_mangle)]") {
            assert!(FILES.contains(&name), "add src/ffi/{name}.rs to FILES");
        }
    }
}

#[test]
fn only_plain_types_cross_the_line() {
    let text = fs::read_to_string(root().join("include/scor.h")).unwrap();
    let code: String =
        text.lines().filter(|l| !l.trim_start().starts_with(['*', '/', '#'])).collect::<Vec<_>>().join("\n");
    let words: Vec<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for forbidden in
        ["bool", "long", "double", "float", "enum", "union", "int", "unsigned", "uintptr_t", "intptr_t"]
    {
        assert!(!words.contains(&forbidden), "{forbidden} in scor.h");
    }
    assert!(
        !code.contains("struct scor_error {") && !code.contains("} scor_"),
        "a transparent struct in scor.h"
    );
}
