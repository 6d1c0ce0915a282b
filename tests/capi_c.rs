//! The library as C programs see it: strict C99, C++, Valgrind, AddressSanitizer, armed floating-point traps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod common;
mod seal_support;

const STRICT: &[&str] = &["-Wall", "-Wextra", "-pedantic", "-Werror", "-g"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(command: &mut Command, package: &str) -> Output {
    // cargo's own path leads to the copy of the last `cargo build`; the programs know where theirs is.
    let out = command
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .unwrap_or_else(|e| panic!("{command:?}: {e} (Debian package {package})"));
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{command:?} ended with {}\n{stdout}\n{stderr}", out.status);
    out
}

/// Compiles a C or C++ program against the header and the library that was just built.
fn compile(compiler: &str, source: &str, name: &str, flags: &[&str]) -> PathBuf {
    let program = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let folder = common::library().parent().unwrap().to_owned();
    let mut command = Command::new(compiler);
    command.args(STRICT).args(flags).arg("-I").arg(root().join("include")).arg(root().join(source));
    command.arg("-o").arg(&program).arg("-L").arg(&folder).args(["-lscor", "-lm"]);
    command.arg(format!("-Wl,-rpath,{}", folder.display()));
    run(&mut command, compiler);
    program
}

/// A PDF of one page with a slanted line and a grey square, of our own making.
fn sample_pdf() -> PathBuf {
    let drawing = "0.5 g 100 100 200 200 re f 3 w 10 10 m 560 815 l S";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>".to_owned(),
        format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut offsets = String::new();
    for (i, object) in objects.iter().enumerate() {
        offsets += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = pdf.len();
    pdf += &format!(
        "xref\n0 5\n0000000000 65535 f \n{offsets}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("capi_sample.pdf");
    // Several tests write the same bytes at once: each its own file, moved into place.
    let own = path.with_extension(format!("{:?}", std::thread::current().id()));
    fs::write(&own, pdf).unwrap();
    fs::rename(own, &path).unwrap();
    path
}

const VALGRIND: &[&str] = &[
    "--quiet",
    "--error-exitcode=9",
    "--leak-check=full",
    "--errors-for-leak-kinds=definite,indirect,possible",
    concat!("--suppressions=", env!("CARGO_MANIFEST_DIR"), "/tests/c/valgrind.supp"),
];

#[test]
fn the_header_stands_alone() {
    for (compiler, standard, language) in
        [("gcc", "-std=c99", "c"), ("g++", "-std=c++98", "c++"), ("g++", "-std=c++17", "c++")]
    {
        // C++98 has no `long long`, which glibc's stdint.h itself uses.
        let quiet = if standard == "-std=c++98" { "-Wno-long-long" } else { "-Wall" };
        let mut command = Command::new(compiler);
        command.args(STRICT).args([standard, quiet, "-fsyntax-only", "-x", language]);
        run(command.arg(root().join("include/scor.h")), compiler);
    }
}

#[test]
fn cpp_includes_it_twice() {
    let program = compile("g++", "tests/c/twice.cpp", "twice", &["-std=c++17"]);
    run(&mut Command::new(program), "g++");
}

#[test]
fn misuse_is_survived() {
    let plain = compile("gcc", "tests/c/misuse.c", "misuse", &["-std=c99"]);
    run(&mut Command::new(&plain), "gcc");
    run(Command::new("valgrind").args(VALGRIND).arg(&plain), "valgrind");
    let watched =
        compile("gcc", "tests/c/misuse.c", "misuse_asan", &["-std=c99", "-fsanitize=address,undefined"]);
    run(&mut Command::new(watched), "gcc");
}

/// Sends a page to a certificate of the test PKI; the folder that the program wrote to.
fn walk(program: &mut Command) -> tempfile::TempDir {
    let pki = seal_support::pki();
    let out = tempfile::tempdir().unwrap();
    let lists = out.path().join("lists.crl");
    fs::write(&lists, [pki.bytes("root.crl"), pki.bytes("inter.crl")].concat()).unwrap();
    program.arg(out.path());
    program.args(["r1.pem", "root.pem", "inter.pem"].map(|name| pki.dir.join(name))).arg(lists);
    program.arg(seal_support::NOW.to_string()).arg(root().join("examples/data/recto-verso-1.jpg"));
    run(program, "gcc, valgrind");
    seal_support::arrives(out.path());
    out
}

#[test]
fn misuse_of_the_road_is_survived() {
    let pki = &seal_support::pki().dir;
    let files = ["r1.pem", "root.pem"].map(|name| pki.join(name));
    let plain = compile("gcc", "tests/c/misuse_road.c", "misuse_road", &["-std=c99"]);
    run(Command::new("valgrind").args(VALGRIND).arg(plain).args(&files), "valgrind");
    let flags = &["-std=c99", "-fsanitize=address,undefined"];
    let watched = compile("gcc", "tests/c/misuse_road.c", "misuse_road_asan", flags);
    run(Command::new(watched).args(&files), "gcc");
}

#[test]
fn the_first_lot_leaks_nothing() {
    let source = "examples/c/premier_lot.c";
    let plain = compile("gcc", source, "premier_lot_valgrind", &["-std=c99"]);
    let out = walk(Command::new("valgrind").args(VALGRIND).arg(plain));
    run(Command::new("qpdf").arg("--check").arg(out.path().join("piece.pdf")), "qpdf");
    assert!(fs::read(out.path().join("apercu.png")).unwrap().starts_with(b"\x89PNG"));
    let watched = compile("gcc", source, "premier_lot_asan", &["-std=c99", "-fsanitize=address,undefined"]);
    walk(&mut Command::new(watched));
}

/// Runs the journal's example with a certificate of the test PKI; what it said.
fn follow(program: &mut Command) -> String {
    let pki = seal_support::pki();
    let out = tempfile::tempdir().unwrap();
    let lists = out.path().join("lists.crl");
    fs::write(&lists, [pki.bytes("root.crl"), pki.bytes("inter.crl")].concat()).unwrap();
    program.arg(out.path());
    program.args(["r1.pem", "root.pem", "inter.pem"].map(|name| pki.dir.join(name))).arg(lists);
    let said = run(program.arg(seal_support::NOW.to_string()).arg(sample_pdf()), "gcc, valgrind").stdout;
    let (first, second) = ("first.eml", "second.eml");
    let bytes = [first, second].map(|name| fs::read(out.path().join(name)).unwrap());
    assert!(!bytes[0].is_empty() && bytes[0] == bytes[1], "the second sending has the same bytes");
    assert!(out.path().join("copie.scor").exists());
    String::from_utf8(said).unwrap()
}

#[test]
fn a_lot_is_followed_from_c_to_the_archive() {
    let plain = compile("gcc", "examples/c/suivi.c", "suivi", &["-std=c99"]);
    let said = follow(Command::new("valgrind").args(VALGRIND).arg(plain));
    let line = |start: &str| said.lines().filter(|l| l.starts_with(start)).collect::<Vec<_>>();
    let todo = line("todo: ");
    for (said, genre) in todo.iter().zip(["constituer", "retransmettre"]) {
        assert!(said.contains(&format!("\"genre\":\"{genre}\"")), "{said}");
    }
    assert!(todo.len() == 3 && todo[2].contains("\"taches\":[]"), "{todo:?}");
    assert!(line("return: ")[0].contains("\"statut\":\"range\""), "{said}");
    assert!(line("dossier: ")[0].contains("\"etat\":\"archive\""), "{said}");
    assert!(line("check: ")[0].contains("\"sound\":true"), "{said}");
    assert_eq!(line("purged: "), ["purged: {\"dossiers\":[\"D-1\"],\"pieces\":[],\"retours\":[]}"]);
    let watched =
        compile("gcc", "examples/c/suivi.c", "suivi_asan", &["-std=c99", "-fsanitize=address,undefined"]);
    follow(&mut Command::new(watched));
}

#[test]
fn misuse_of_the_journal_is_survived() {
    let plain = compile("gcc", "tests/c/misuse_suivi.c", "misuse_suivi", &["-std=c99"]);
    let watched = compile(
        "gcc",
        "tests/c/misuse_suivi.c",
        "misuse_suivi_asan",
        &["-std=c99", "-fsanitize=address,undefined"],
    );
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    run(Command::new("valgrind").args(VALGRIND).arg(plain).arg(folders[0].path()), "valgrind");
    run(Command::new(watched).arg(folders[1].path()), "gcc");
}

#[test]
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
fn a_host_with_armed_traps_survives() {
    let program = compile("gcc", "tests/c/traps.c", "traps", &["-std=c99"]);
    let program = &mut Command::new(program);
    run(program.arg(sample_pdf()), "gcc");
}
