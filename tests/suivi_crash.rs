//! The journal against death: killed at random instants, torn in the middle of a write, with a power cut that loses what
//! was not on the disk, with a full disk, and with others at work on the same file.
//!
//! The test runs itself again as the process that dies. That process tells, after each step, what the journal
//! promised; whoever opens the file next must find all of it. `SCOR_LONG=1` runs thousands of deaths instead of hundreds.
#![cfg(target_os = "linux")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod suivi_support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use suivi_support::*;

const CHILD: &str = "SCOR_TEST_CHILD";

fn long() -> bool {
    std::env::var_os("SCOR_LONG").is_some()
}

/// What the dying process was promised.
#[derive(Default)]
struct Promises {
    pieces: BTreeMap<u64, ()>,
    lots: BTreeMap<i64, String>,
    sent: BTreeSet<i64>,
    answers: BTreeSet<i64>,
    end: Option<String>,
}

impl Promises {
    fn take(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["P", n] => drop(self.pieces.insert(n.parse().unwrap(), ())),
            ["L", no, sha256] => drop(self.lots.insert(no.parse().unwrap(), (*sha256).to_owned())),
            ["S", no] => drop(self.sent.insert(no.parse().unwrap())),
            ["A", no] => drop(self.answers.insert(no.parse().unwrap())),
            ["END", how] => self.end = Some((*how).to_owned()),
            _ => {}
        }
    }
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // One write a promise: the parent reads it whole or not at all. The line before may be the test harness's.
    out.write_all(format!("\n{text}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// What the child does: pieces, and every few of them a lot, its sending and its answer.
fn work(path: &Path, from: u64, steps: u64) -> scor::Result<()> {
    let mut bureau = open(path)?;
    for n in from..from + steps {
        let now = T0 + i64::try_from(n).unwrap() * 60;
        ready(&mut bureau, now, n)?;
        say(&format!("P {n}"));
        if n % 3 == 2 {
            for lot in build(&mut bureau, now, 50)? {
                let seen = bureau.show(scor::suivi::Sujet::Lot, &lot.to_string())?;
                say(&format!("L {lot} {}", seen["sha256"].as_str().unwrap()));
                bureau.sent(now, lot)?;
                say(&format!("S {lot}"));
                let message = answer(&mut bureau, now, lot, &format!("R{lot}"), accepted())?;
                bureau.receive(now, &message)?;
                say(&format!("A {lot}"));
            }
        }
    }
    Ok(())
}

/// The process that dies; no test when it is not asked to be one.
#[test]
fn child() {
    let Some(told) = std::env::var_os(CHILD) else { return };
    let told = told.into_string().unwrap();
    let words: Vec<&str> = told.split('|').collect();
    let (path, from, steps) = (Path::new(words[0]), words[1].parse().unwrap(), words[2].parse().unwrap());
    match work(path, from, steps) {
        Ok(()) => say("END ok"),
        Err(error) => say(&format!("END {}", error.key())),
    }
}

fn child_of(path: &Path, from: u64, steps: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(CHILD, format!("{}|{from}|{steps}", path.display()));
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Reads what a child says until it is gone; kills it after that time, if one is given.
fn run(mut command: Command, kill_after: Option<Duration>) -> Promises {
    let mut child = command.spawn().unwrap();
    let out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut promises = Promises::default();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            promises.take(&line);
        }
        promises
    });
    if let Some(time) = kill_after {
        std::thread::sleep(time);
        let _ = child.kill();
    }
    child.wait().unwrap();
    reader.join().unwrap()
}

/// Opens what is left and looks for everything that was promised.
fn verify(path: &Path, promises: &Promises, what: &str) {
    let mut bureau = open(path).unwrap_or_else(|e| panic!("{what}: {}", e.key()));
    let found = breaks(&mut bureau).unwrap();
    assert!(found.is_empty(), "{what}: {found:?}");
    for n in promises.pieces.keys() {
        let kept =
            bureau.piece_pdf(&format!("p-{n}")).unwrap_or_else(|e| panic!("{what}: piece {n}: {}", e.key()));
        assert_eq!(*kept, pdf_of(*n), "{what}: piece {n}");
    }
    let (mut numbers, mut no) = (BTreeSet::new(), 1);
    while let Ok(lot) = bureau.show(scor::suivi::Sujet::Lot, &no.to_string()) {
        assert!(
            numbers.insert((lot["date"].to_string(), lot["numero"].as_i64())),
            "{what}: number given twice"
        );
        if let Some(sha256) = promises.lots.get(&no) {
            assert_eq!(lot["sha256"], sha256.as_str(), "{what}: lot {no} has other bytes");
            assert!(bureau.lot_bytes(no).is_ok(), "{what}: bytes of lot {no}");
        }
        if promises.sent.contains(&no) {
            assert!(!lot["transmissions"].as_array().unwrap().is_empty(), "{what}: lot {no} was sent");
        }
        if promises.answers.contains(&no) {
            assert_eq!(lot["etat"], "archive", "{what}: lot {no} was answered");
        }
        no += 1;
    }
    for lot in promises.lots.keys() {
        assert!(*lot < no, "{what}: lot {lot} is gone");
    }
}

#[test]
fn killed_at_any_instant_it_keeps_its_promises() {
    let kills = if long() { 5000 } else { 250 };
    let mut rng = Rng(0x5C0A);
    let mut done = 0;
    let mut promised = 0;
    while done < kills {
        // A fresh journal now and then: the check reads all of it each time.
        let folder = folder();
        let path = journal_in(folder.path());
        drop(create(&path));
        let (mut from, mut all) = (0, Promises::default());
        for _ in 0..25 {
            let time = Duration::from_micros(rng.next() % 90_000 + 5_000);
            let told = run(child_of(&path, from, 1000), Some(time));
            from = told.pieces.keys().last().map_or(from, |n| n + 1) + 1; // the last may be in without a word
            promised += told.pieces.len() + told.lots.len() + told.sent.len() + told.answers.len();
            all.pieces.extend(told.pieces);
            all.lots.extend(told.lots);
            all.sent.extend(told.sent);
            all.answers.extend(told.answers);
            verify(&path, &all, &format!("kill {done}"));
            done += 1;
        }
    }
    println!("{done} kills, {promised} promises kept");
    assert!(promised > kills, "the children did too little: {promised}");
}

/// The layer between SQLite and the system that fails on demand.
fn shim() -> PathBuf {
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/c/faults.c");
    let made = Command::new("gcc")
        .args(["-std=gnu99", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o"])
        .arg(&out)
        .arg(source)
        .arg("-ldl")
        .status();
    assert!(made.unwrap().success());
    out
}

/// Every n-th write of a scenario ends so; gives the number of runs until one was over first.
fn faults(kind: &str, wanted: &[&str]) -> usize {
    let shim = shim();
    let step = if long() { 1 } else { 4 };
    let (mut n, mut runs) = (1, 0);
    loop {
        let folder = folder();
        let path = journal_in(folder.path());
        drop(create(&path));
        let mut command = child_of(&path, 0, 6);
        command.env("LD_PRELOAD", &shim).env("SCOR_FAULT", kind).env("SCOR_FAULT_AT", n.to_string());
        let told = run(command, None);
        verify(&path, &told, &format!("{kind} at {n}"));
        runs += 1;
        match told.end.as_deref() {
            Some("ok") => break,
            Some(how) => assert!(wanted.contains(&how), "{kind} at {n}: {how}"),
            None => assert!(wanted.is_empty(), "{kind} at {n}: died"),
        }
        // What was promised before goes on afterwards.
        let after = run(child_of(&path, 100, 3), None);
        assert_eq!(after.end.as_deref(), Some("ok"), "{kind} at {n}: afterwards");
        verify(&path, &after, &format!("{kind} at {n}, afterwards"));
        n += step;
    }
    println!("{kind}: {runs} runs, {n} writes");
    assert!(runs > 10, "{kind}: the fault never came");
    runs
}

#[test]
fn torn_in_any_write_it_keeps_its_promises() {
    faults("torn", &[]);
}

#[test]
fn a_power_cut_takes_only_what_was_not_promised() {
    faults("power", &[]);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    faults("full", &["suivi.full", "suivi.disk"]);
}

#[test]
fn a_failing_disk_is_told_and_nothing_is_lost() {
    faults("broken", &["suivi.disk", "suivi.full", "suivi.damaged"]);
}

#[test]
fn several_processes_share_one_journal() {
    let folder = folder();
    let path = journal_in(folder.path());
    drop(create(&path));
    let each = if long() { 200 } else { 30 };
    let children: Vec<_> = (0..4_u64)
        .map(|who| {
            let command = child_of(&path, who * 100_000, each);
            std::thread::spawn(move || run(command, None))
        })
        .collect();
    let mut all = Promises::default();
    for child in children {
        let told = child.join().unwrap();
        assert_eq!(told.end.as_deref(), Some("ok"));
        all.pieces.extend(told.pieces);
        for (lot, sha256) in told.lots {
            assert!(all.lots.insert(lot, sha256).is_none(), "lot {lot} was built twice");
        }
        all.sent.extend(told.sent);
        all.answers.extend(told.answers);
    }
    assert_eq!(all.pieces.len() as u64, 4 * each);
    verify(&path, &all, "four processes");
}

#[test]
fn a_journal_that_cannot_be_written_says_so() {
    let folder = folder();
    let path = journal_in(folder.path());
    let mut bureau = create(&path);
    ready(&mut bureau, T0, 1).unwrap();
    drop(bureau);
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mode = |file: &Path, mode: &str| {
        assert!(Command::new("chmod").arg(mode).arg(file).status().unwrap().success())
    };
    mode(&path, "444");
    mode(folder.path(), "555");
    let told = if root {
        // Root may write anything: ask as nobody.
        let mut command = Command::new("setpriv");
        let child = child_of(&path, 50, 1);
        command.args(["--reuid=65534", "--clear-groups"]).arg(child.get_program()).args(child.get_args());
        command.env(CHILD, format!("{}|50|1", path.display())).stdout(Stdio::piped()).stderr(Stdio::null());
        readable(&std::env::current_exe().unwrap()).then(|| run(command, None))
    } else {
        Some(run(child_of(&path, 50, 1), None))
    };
    mode(folder.path(), "755");
    mode(&path, "644");
    match told {
        Some(told) => assert_eq!(told.end.as_deref(), Some("suivi.read_only")),
        None => eprintln!("skipped: nobody may not run this test's program where it lies"),
    }
    assert!(breaks(&mut open(&path).unwrap()).unwrap().is_empty());
}

/// May everybody reach and run a file?
fn readable(file: &Path) -> bool {
    Command::new("setpriv")
        .args(["--reuid=65534", "--clear-groups", "test", "-x"])
        .arg(file)
        .status()
        .is_ok_and(|s| s.success())
}
