//! The library as C programs see it: strict C99, C++, Valgrind, AddressSanitizer, armed floating-point traps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod common;

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

fn valgrind(program: &Path, arguments: &[&Path]) {
    let mut command = Command::new("valgrind");
    command.args([
        "--quiet",
        "--error-exitcode=9",
        "--leak-check=full",
        "--errors-for-leak-kinds=definite,indirect,possible",
    ]);
    run(command.arg(program).args(arguments), "valgrind");
}

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
    valgrind(&plain, &[]);
    let watched =
        compile("gcc", "tests/c/misuse.c", "misuse_asan", &["-std=c99", "-fsanitize=address,undefined"]);
    run(&mut Command::new(watched), "gcc");
}

#[test]
fn the_road_leaks_nothing() {
    let pdf = sample_pdf();
    let plain = compile("gcc", "examples/c/road.c", "road", &["-std=c99"]);
    let out = run(Command::new(&plain).arg(&pdf), "gcc");
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("format 6, 1 page(s)") && text.contains("preview 79"), "{text}");
    valgrind(&plain, &[&pdf]);
    let watched =
        compile("gcc", "examples/c/road.c", "road_asan", &["-std=c99", "-fsanitize=address,undefined"]);
    run(Command::new(watched).arg(&pdf), "gcc");
}

#[test]
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
fn a_host_with_armed_traps_survives() {
    let program = compile("gcc", "tests/c/traps.c", "traps", &["-std=c99"]);
    let program = &mut Command::new(program);
    run(program.arg(sample_pdf()), "gcc");
}
