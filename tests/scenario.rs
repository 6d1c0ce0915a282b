//! The scenario of tests/scenario in every language that is built here: each program prints `expected.json`, and none
//! leaks. Windows programs, Pascal and C# have runners of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod common;
#[path = "scenario/rust/mod.rs"]
mod rust;

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

fn libraries() -> PathBuf {
    common::library().parent().unwrap().to_owned()
}

/// Lines that differ, side by side.
fn drift(said: &str) -> String {
    drift_from(&fs::read_to_string(root().join("tests/scenario/expected.json")).unwrap(), said)
}

fn drift_from(expected: &str, said: &str) -> String {
    let mut out = String::new();
    let (wanted, have): (Vec<_>, Vec<_>) = (expected.lines().collect(), said.lines().collect());
    for line in wanted.iter().filter(|l| !have.contains(l)) {
        writeln!(out, "- {line}").unwrap();
    }
    for line in have.iter().filter(|l| !wanted.contains(l)) {
        writeln!(out, "+ {line}").unwrap();
    }
    if out.is_empty() && said != expected { "same lines in another order".to_owned() } else { out }
}

/// Runs a scenario program in a new folder; what differs.
fn walk(program: &mut Command, package: &str) -> String {
    let out = tempfile::tempdir().unwrap();
    let said = run(program.arg(root()).arg(out.path()), package).stdout;
    drift(&String::from_utf8(said).unwrap())
}

/// Builds the scenario by its own script.
fn built(language: &str, compiler: &str, name: &str, flags: &[&str]) -> PathBuf {
    let program = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut script = Command::new(root().join("tests/scenario").join(language).join("build.sh"));
    script.arg(compiler).arg(&program).arg(libraries());
    if !flags.is_empty() {
        script.arg("--").args(flags);
    }
    run(&mut script, compiler);
    program
}

fn under_valgrind(program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--error-exitcode=9", "--leak-check=full"]);
    command.arg("--errors-for-leak-kinds=definite,indirect,possible");
    command.arg(format!("--suppressions={}", root().join("tests/c/valgrind.supp").display())).arg(program);
    command
}

#[test]
fn rust_prints_what_is_expected() {
    let out = tempfile::tempdir().unwrap();
    let said = rust::walk(root(), out.path());
    let expected = fs::read_to_string(root().join("tests/scenario/expected.json")).unwrap();
    let in_rust = |l: &&str| !rust::ONLY_IN_C.iter().any(|key| l.starts_with(&format!("\"{key}")));
    let expected: Vec<&str> = expected.lines().filter(in_rust).collect();
    assert_eq!(drift_from(&(expected.join("\n") + "\n"), &said), "");
}

#[test]
fn c_prints_what_is_expected_and_leaks_nothing() {
    let program = built("c", "gcc", "scenario_c", &[]);
    if std::env::var_os("SCOR_BLESS").is_some() {
        let out = tempfile::tempdir().unwrap();
        let said = run(Command::new(&program).arg(root()).arg(out.path()), "gcc").stdout;
        fs::write(root().join("tests/scenario/expected.json"), said).unwrap();
    }
    assert_eq!(walk(&mut Command::new(&program), "gcc"), "");
    assert_eq!(walk(&mut under_valgrind(&program), "valgrind"), "");
    assert_eq!(uncalled(&program), Vec::<String>::new());
}

#[test]
fn cpp_prints_what_is_expected_and_leaks_nothing() {
    let program = built("cpp", "g++", "scenario_cpp", &[]);
    assert_eq!(walk(&mut Command::new(&program), "g++"), "");
    assert_eq!(walk(&mut under_valgrind(&program), "valgrind"), "");
    assert_eq!(uncalled(&program), Vec::<String>::new());
}

#[test]
fn cpp_20_by_clang_prints_the_same() {
    let program = built("cpp", "clang++", "scenario_clang", &["-std=c++20"]);
    assert_eq!(walk(&mut Command::new(&program), "clang"), "");
}

/// Functions of the library that a program does not import: unused inline functions leave no trace in it.
fn uncalled(program: &Path) -> Vec<String> {
    let said = run(Command::new("nm").args(["-D", "--undefined-only"]).arg(program), "binutils").stdout;
    let said = String::from_utf8(said).unwrap();
    let called: Vec<&str> = said.split_whitespace().filter(|w| w.starts_with("scor_")).collect();
    let def = fs::read_to_string(root().join("include/scor.def")).unwrap();
    let all = def.lines().skip(2).map(str::trim).filter(|l| !l.is_empty());
    all.filter(|name| !called.contains(name)).map(str::to_owned).collect()
}

const STANDARDS: [(&str, &str); 4] =
    [("g++", "-std=c++17"), ("g++", "-std=c++20"), ("clang++", "-std=c++17"), ("clang++", "-std=c++20")];
const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

#[test]
fn the_cpp_header_suits_every_compiler_and_standard() {
    let folder = libraries();
    for (i, (compiler, standard)) in STANDARDS.into_iter().enumerate() {
        for (name, flags) in [("client", &[][..]), ("results", &["-fno-exceptions"][..])] {
            let program = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("hpp_{name}_{i}"));
            let mut command = Command::new(compiler);
            command.args(STRICT).arg(standard).args(flags).arg("-I").arg(root().join("include"));
            command.arg(root().join(format!("tests/cpp/{name}.cpp")));
            if name == "client" {
                command.arg(root().join("tests/cpp/other.cpp"));
            }
            command.arg("-o").arg(&program).arg("-L").arg(&folder).arg("-lscor");
            command.arg(format!("-Wl,-rpath,{}", folder.display()));
            run(&mut command, compiler);
            run(&mut Command::new(&program), compiler);
        }
    }
}

/// Every function and constant of scor.h stands in the C++ header, and nothing that scor.h does not have.
#[test]
fn the_cpp_header_has_not_drifted() {
    let c = fs::read_to_string(root().join("include/scor.h")).unwrap();
    let mut cpp = fs::read_to_string(root().join("include/scor.hpp")).unwrap();
    for file in fs::read_dir(root().join("include/scor")).unwrap() {
        cpp += &fs::read_to_string(file.unwrap().path()).unwrap();
    }
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let (in_c, in_cpp): (Vec<&str>, Vec<&str>) = (c.split(word).collect(), cpp.split(word).collect());
    let constants = c.lines().filter_map(|l| l.strip_prefix("#define SCOR_")?.split(' ').next());
    let constants = constants.filter(|n| {
        let other =
            ["H", "CALL", "API", "OK"].contains(n) || n.starts_with("E_") || n.starts_with("VERSION_");
        !other
    });
    for name in constants {
        assert!(in_cpp.contains(&format!("SCOR_{name}").as_str()), "SCOR_{name} is not in scor.hpp");
    }
    let def = fs::read_to_string(root().join("include/scor.def")).unwrap();
    for name in def.lines().skip(2).map(str::trim).filter(|l| !l.is_empty()) {
        assert!(in_cpp.contains(&name), "{name} is not in scor.hpp");
    }
    for name in in_cpp.iter().filter(|w| w.starts_with("SCOR_E_") || w.starts_with("scor_")) {
        assert!(in_c.contains(name), "scor.hpp speaks of {name}, which scor.h does not have");
    }
}

/// Installs into a new prefix and gives it.
fn installed() -> tempfile::TempDir {
    let prefix = tempfile::tempdir().unwrap();
    let mut script = Command::new(root().join("packaging/cpp/install.sh"));
    run(script.arg(prefix.path()).arg(libraries()), "coreutils");
    prefix
}

/// A folder as ./dist makes it, with the Linux library alone.
fn released() -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let libraries = out.path().join("bin/linux-x64");
    fs::create_dir_all(&libraries).unwrap();
    fs::copy(common::library(), libraries.join("libscor.so")).unwrap();
    run(Command::new(root().join("packaging/cpp/install.sh")).arg(out.path()), "coreutils");
    out
}

#[test]
fn a_client_builds_by_cmake() {
    for prefix in [installed(), released()] {
        client_builds_by_cmake(&prefix);
    }
}

fn client_builds_by_cmake(prefix: &tempfile::TempDir) {
    let build = tempfile::tempdir().unwrap();
    let mut configure = Command::new("cmake");
    configure.arg("-S").arg(root().join("tests/cpp")).arg("-B").arg(build.path());
    run(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.path().display())), "cmake");
    run(Command::new("cmake").arg("--build").arg(build.path()), "cmake, make");
    for client in ["client_c", "client_cpp"] {
        run(&mut Command::new(build.path().join(client)), "cmake");
    }
    // A version that is not there is not found.
    let old = tempfile::tempdir().unwrap();
    fs::write(old.path().join("CMakeLists.txt"), "cmake_minimum_required(VERSION 3.16)\nproject(x C)\nfind_package(scor 9.0 QUIET)\nif(scor_FOUND)\n  message(FATAL_ERROR found)\nendif()\n").unwrap();
    let mut configure = Command::new("cmake");
    configure.arg("-S").arg(old.path()).arg("-B").arg(old.path().join("build"));
    run(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.path().display())), "cmake");
}

#[test]
fn a_client_builds_by_pkg_config() {
    let prefix = installed();
    let ask = |what: &[&str]| {
        let mut tool = Command::new("pkg-config");
        tool.env("PKG_CONFIG_PATH", prefix.path().join("lib/pkgconfig")).args(what).arg("scor");
        String::from_utf8(run(&mut tool, "pkg-config").stdout).unwrap()
    };
    assert_eq!(ask(&["--modversion"]).trim(), env!("CARGO_PKG_VERSION"));
    let flags = ask(&["--cflags", "--libs"]);
    let program = prefix.path().join("client");
    for (compiler, sources) in [("gcc", &["client.c"][..]), ("g++", &["client.cpp", "other.cpp"][..])] {
        let mut command = Command::new(compiler);
        command.current_dir(root().join("tests/cpp")).args(sources).args(flags.split_whitespace());
        command.arg(format!("-Wl,-rpath,{}", prefix.path().join("lib").display())).arg("-o").arg(&program);
        run(&mut command, compiler);
        run(&mut Command::new(&program), compiler);
    }
}
