//! The journal against a rotten disk: every bit that is turned, every cut of the file is either told or does no harm.
//! `SCOR_LONG=1` turns a bit of every byte.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod suivi_support;

use std::path::Path;

use scor::suivi::{Bureau, MasterKey, Sujet};
use suivi_support::*;

const PIECES: u64 = 6;

/// A journal with something in every table: lots that are accepted, refused and waiting, a return nobody knows, new keys.
fn whole(path: &Path) -> Vec<u8> {
    let mut bureau = create(path);
    for n in 0..PIECES {
        ready(&mut bureau, T0, n).unwrap();
        if n % 2 == 1 {
            let lot = build(&mut bureau, T0, 9).unwrap()[0];
            bureau.sent(T0, lot).unwrap();
            if n < 4 {
                let message = answer(&mut bureau, T0, lot, &format!("R{lot}"), accepted()).unwrap();
                bureau.receive(T0, &message).unwrap();
            }
        }
    }
    bureau.rotate_key(T0, &MasterKey::new(&[7; 32]).unwrap(), false).unwrap();
    drop(bureau);
    std::fs::read(path).unwrap()
}

/// What a reader sees of it; `None` where it is told that something is damaged.
fn seen(bureau: &mut Bureau) -> Vec<Option<String>> {
    let mut all = Vec::new();
    let mut add = |told: scor::Result<String>| match told {
        Ok(text) => all.push(Some(text)),
        Err(error) => {
            assert!((-1399..=-1300).contains(&error.code()), "{}", error.key());
            all.push(None);
        }
    };
    for n in 0..PIECES {
        add(bureau.piece_pdf(&format!("p-{n}")).map(|pdf| format!("{:?}", &pdf[..])));
        add(bureau.show(Sujet::Piece, &format!("p-{n}")).map(|v| v.to_string()));
        add(bureau.show(Sujet::Dossier, &format!("D-{n}")).map(|v| v.to_string()));
    }
    for no in 1..=PIECES / 2 {
        add(bureau.show(Sujet::Lot, &no.to_string()).map(|v| v.to_string()));
        add(bureau.lot_bytes(no as i64).map(|bytes| format!("{:?}", &bytes[..])));
    }
    add(bureau.todo(T0, 50).map(|v| v.to_string()));
    all
}

/// Counts of what became of damaged files.
#[derive(Debug, Default)]
struct Tally {
    refused: usize,
    found: usize,
    harmless: usize,
}

fn judge(path: &Path, bytes: &[u8], truth: &[Option<String>], what: &str, tally: &mut Tally) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(path.with_extension(format!("scor{end}")));
    }
    std::fs::write(path, bytes).unwrap();
    let mut bureau = match open(path) {
        Ok(bureau) => bureau,
        Err(error) => {
            assert!((-1399..=-1300).contains(&error.code()), "{what}: {}", error.key());
            tally.refused += 1;
            return;
        }
    };
    let after = seen(&mut bureau);
    let mut short = false;
    for (at, (now, before)) in after.iter().zip(truth).enumerate() {
        let same = now.is_none() || now == before;
        // A content that is not the one that was stored must never come. A list may be short where the file's index is
        // damaged, but then the check has to say so.
        let content = at < PIECES as usize * 3 && at % 3 == 0 || at >= PIECES as usize * 3 && at % 2 == 1;
        assert!(same || !content || at + 1 == truth.len(), "{what}: answer {at} is another");
        short |= !same;
    }
    match bureau.check() {
        Ok(told) if told["sound"] == true => {
            assert!(!short && after.iter().all(Option::is_some), "{what}: damaged, and the check says sound");
            tally.harmless += 1;
        }
        Ok(told) => {
            assert!(told["ruptures"][0]["raison"].is_string(), "{what}");
            tally.found += 1;
        }
        Err(error) => {
            assert!((-1399..=-1300).contains(&error.code()), "{what}: {}", error.key());
            tally.found += 1;
        }
    }
}

#[test]
fn every_turned_bit_is_told_or_does_no_harm() {
    let folder = folder();
    let path = journal_in(folder.path());
    let bytes = whole(&path);
    let truth = seen(&mut open(&path).unwrap());
    assert!(truth.iter().all(Option::is_some));
    let step = if std::env::var_os("SCOR_LONG").is_some() { 1 } else { 211 };
    let (mut tally, mut rng) = (Tally::default(), Rng(3));
    let damaged = folder.path().join("abime.scor");
    for at in (0..bytes.len()).step_by(step) {
        let bit = rng.below(8);
        let mut other = bytes.clone();
        other[at] ^= 1 << bit;
        judge(&damaged, &other, &truth, &format!("byte {at} bit {bit}"), &mut tally);
    }
    println!("{} bytes: {tally:?}", bytes.len());
    assert!(tally.found > tally.harmless / 4 && tally.refused > 0, "{tally:?}");
}

#[test]
fn every_cut_of_the_file_is_told() {
    let folder = folder();
    let path = journal_in(folder.path());
    let bytes = whole(&path);
    let truth = seen(&mut open(&path).unwrap());
    let (mut tally, mut rng) = (Tally::default(), Rng(5));
    let damaged = folder.path().join("abime.scor");
    let mut cuts: Vec<usize> = (0..60).map(|_| rng.below(bytes.len())).collect();
    cuts.extend([0, 1, 15, 16, 99, 100, 4095, 4096, bytes.len() - 1, bytes.len() - 4096]);
    for at in cuts {
        judge(&damaged, &bytes[..at], &truth, &format!("cut at {at}"), &mut tally);
        let mut zeros = bytes.clone();
        zeros[at..].fill(0);
        judge(&damaged, &zeros, &truth, &format!("zeros from {at}"), &mut tally);
    }
    assert_eq!(tally.harmless, 0, "{tally:?}");
}

#[test]
fn pages_that_are_exchanged_are_told() {
    let folder = folder();
    let path = journal_in(folder.path());
    let bytes = whole(&path);
    let truth = seen(&mut open(&path).unwrap());
    let (mut tally, mut rng) = (Tally::default(), Rng(9));
    let damaged = folder.path().join("abime.scor");
    let pages = bytes.len() / 4096;
    for _ in 0..80 {
        let (a, b) = (rng.below(pages) * 4096, rng.below(pages) * 4096);
        let mut other = bytes.clone();
        other[a..a + 4096].copy_from_slice(&bytes[b..b + 4096]);
        other[b..b + 4096].copy_from_slice(&bytes[a..a + 4096]);
        judge(&damaged, &other, &truth, &format!("pages at {a} and {b}"), &mut tally);
    }
    println!("{tally:?}");
}
