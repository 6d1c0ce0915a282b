//! The programs that a vendor copies first, `premier_lot` in C, C++, Pascal and C#: each goes from two pages of an ordonnance
//! to a message that the caisse opens, and refuses a page that is cut. (Valgrind and the sanitizers watch that in C:
//! capi_c.rs.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod common;
mod seal_support;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn output(command: &mut Command, package: &str) -> Output {
    let out = command.env_remove("LD_LIBRARY_PATH").output();
    out.unwrap_or_else(|e| panic!("{command:?}: {e} (Debian package {package})"))
}

/// Compiles one of the programs; it must not draw a warning.
fn build(command: &mut Command, package: &str) {
    let out = output(command, package);
    let said = [String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)].concat();
    assert!(out.status.success() && !said.to_lowercase().contains("warning"), "{command:?}: {said}");
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Walks a program to the caisse, and to a refusal; `first` are the arguments before those that all have.
fn walk(program: &Path, runtime: Option<&str>, first: &[&Path]) {
    let pki = seal_support::pki();
    let run = |out: &Path, lists: &Path, pages: &[&str]| {
        let mut command = match runtime {
            Some(runtime) => {
                let mut command = Command::new(runtime);
                command.arg(program);
                command
            }
            None => Command::new(program),
        };
        command.args(first).arg(out).args(["r1.pem", "root.pem", "inter.pem"].map(|name| pki.dir.join(name)));
        command.arg(lists).arg(seal_support::NOW.to_string());
        command.args(pages.iter().map(|page| root().join("examples/data").join(page)));
        output(&mut command, runtime.unwrap_or("libc6"))
    };
    let out = tempfile::tempdir().unwrap();
    let lists = out.path().join("lists.crl");
    fs::write(&lists, [pki.bytes("root.crl"), pki.bytes("inter.crl")].concat()).unwrap();
    let done = run(out.path(), &lists, &["recto-verso-1.jpg", "recto-verso-2.jpg"]);
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said} {}", String::from_utf8_lossy(&done.stderr));
    assert!(said.contains("lot-001.tar") && said.contains("manque : [], attend : []"), "{said}");
    seal_support::arrives(out.path());

    let other = tempfile::tempdir().unwrap();
    let refused = run(other.path(), &lists, &["ordonnance-tronquee.jpg"]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("reprendre"), "{said}");
    assert!(!other.path().join("message.eml").exists());
    // Without its lists no certificate is taken: in French, with the key.
    let unsure = run(other.path(), &pki.dir.join("root.crl"), &["recto-verso-1.jpg"]);
    let said = String::from_utf8_lossy(&unsure.stderr);
    assert!(!unsure.status.success() && said.contains("(seal."), "{said}");
}

/// With gcc or g++.
fn native(compiler: &str, standard: &str, source: &str) {
    let (folder, library) = (folder(&format!("premier_lot_{compiler}")), common::library());
    let program = folder.join("premier_lot");
    let mut command = Command::new(compiler);
    command.args([standard, "-Wall", "-Wextra", "-pedantic", "-I"]).arg(root().join("include"));
    command.arg(root().join(source)).arg("-o").arg(&program);
    let beside = library.parent().unwrap();
    command.arg("-L").arg(beside).arg("-lscor").arg(format!("-Wl,-rpath,{}", beside.display()));
    build(&mut command, compiler);
    walk(&program, None, &[]);
}

#[test]
fn c() {
    native("gcc", "-std=c99", "examples/c/premier_lot.c");
}

#[test]
fn cpp() {
    native("g++", "-std=c++17", "examples/cpp/premier_lot.cpp");
}

#[test]
fn pascal() {
    let folder = folder("premier_lot_pascal");
    let mut command = Command::new("fpc");
    command.args(["-Mdelphi", "-O1", "-v0"]).arg(format!("-FU{}", folder.display()));
    command.arg(format!("-FE{}", folder.display()));
    command.arg(format!("-Fu{}", root().join("bindings/delphi").display()));
    build(command.arg(root().join("examples/delphi/premier_lot.dpr")), "fpc");
    walk(&folder.join("premier_lot"), None, &[&common::library()]);
}

#[test]
fn csharp() {
    let folder = folder("premier_lot_csharp");
    let bindings = fs::read_dir(root().join("bindings/csharp")).unwrap().map(|entry| entry.unwrap().path());
    let bindings = bindings.filter(|path| path.extension().is_some_and(|e| e == "cs"));
    let dll = folder.join("Scor.dll");
    let compile = |args: &[&str], out: &Path, sources: &mut dyn Iterator<Item = PathBuf>| {
        let mut command = Command::new("mcs");
        command.args(["-unsafe", "-langversion:7"]).args(args).arg(format!("-out:{}", out.display()));
        build(command.args(sources), "mono-mcs");
    };
    compile(&["-target:library"], &dll, &mut bindings.into_iter());
    let program = folder.join("PremierLot.exe");
    let source = root().join("examples/csharp/PremierLot.cs");
    compile(&[&format!("-r:{}", dll.display())], &program, &mut std::iter::once(source));
    fs::copy(common::library(), folder.join("libscor1.so")).unwrap();
    walk(&program, Some("mono"), &[]);
}
