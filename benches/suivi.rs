//! The journal as it grows: 10 thousand, 100 thousand, a million pieces with a fifth as many lots.
//!
//! `cargo bench --bench suivi` fills journals of 10 and 100 thousand pieces, `-- 1000000` others. At each size a process
//! of its own measures the work list, taking a piece in, recording a return and the figures of 90 days, each beside a bare
//! SQLite insert of as many bytes with the same promise (WAL, synchronous FULL) on the same disk. Filling runs in memory
//! (/dev/shm), measuring on the disk of the target folder. Quote the ratios.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use scor::dossier::{Dap, Facture, Fields, Mode};
use scor::lot::{self, Lot};
use scor::piece::{Draft, Medium, Piece};
use scor::profile::{Profile, Territoire};
use scor::raster::Bitmap;
use scor::suivi::delais::Delais;
use scor::suivi::{
    Accuse, Avis, Context, Decision, FseFact, FseTarget, Journal, MasterKey, NewDossier, NewPiece, NewReturn,
    PackedLot, Periode, ReceivedFact, Request, SystemRandomness,
};

const T0: i64 = 1_700_000_000;
const DAY: i64 = 86_400;
const EMITTER: &str = "00000000123456";
/// Pieces of a lot, and lots of a day: an emitter has 999 numbers a day.
const PER_LOT: u64 = 5;
const LOTS_A_DAY: u64 = 600;
/// Pieces that come in by one transaction while filling.
const BATCH: u64 = PER_LOT * 40;
const SAMPLES: usize = 201;

struct Practice {
    profile: Profile,
    delais: Delais,
    pdf: Vec<u8>,
    journal: Journal,
}

fn moment(n: u64) -> i64 {
    T0 + i64::try_from(n / (PER_LOT * LOTS_A_DAY)).unwrap() * DAY + i64::try_from(n % 50_000).unwrap() / 2
}

fn day(now: i64) -> Date {
    date(2023, 11, 14).saturating_add(((now - T0) / DAY).days())
}

impl Practice {
    fn open(path: &Path, new: bool) -> Practice {
        let profile = Profile::scor_public();
        let delais = Delais::new(&profile, Territoire::Metropole, None);
        let ctx = Context { now: T0, profile: &profile, delais: &delais };
        let key = MasterKey::new(&[7; 32]).unwrap();
        let journal = match new {
            true => Journal::create(path, &key, Box::new(SystemRandomness), ctx),
            false => Journal::open(path, &key, Box::new(SystemRandomness)),
        };
        let mut page = Bitmap::new(200, 100);
        page.set(50, 50, true);
        let coded = scor::pdf::encode(&page, 200, scor::pdf::Codec::G4).unwrap();
        let pdf = scor::pdf::write(&[coded]).unwrap();
        Practice { profile, delais, pdf, journal: journal.unwrap() }
    }

    fn piece(&self, id: String) -> Piece {
        let (pdf, confirmed_at) = (Some(self.pdf.clone()), Some(1));
        let draft = Draft {
            id,
            type_code: "ORDN".into(),
            medium: Medium::Digital,
            pdf,
            confirmed_at,
            ..Draft::default()
        };
        Piece::new(draft, &self.profile).unwrap()
    }

    /// Pieces with their dossiers, and their lots sent and accepted, except the last ones.
    fn fill(&mut self, from: u64, to: u64) {
        for start in (from..to).step_by(usize::try_from(BATCH).unwrap()) {
            let now = moment(start);
            let pieces: Vec<Piece> = (start..start + BATCH).map(|n| self.piece(format!("p-{n}"))).collect();
            let ctx = Context { now, profile: &self.profile, delais: &self.delais };
            let taken = self.journal.write(ctx, |j| {
                for (n, piece) in (start..).zip(&pieces) {
                    let id = format!("D-{n}");
                    j.add_piece(&NewPiece { piece, saisie: Some(now), contexte: None })?;
                    j.open_dossier(&NewDossier { id: &id, facture: &facture(n, now) })?;
                    j.bind_piece(&id, piece.id())?;
                    j.note_fse(FseTarget::Dossier(&id), &FseFact::ArlPositif)?;
                }
                Ok(())
            });
            taken.unwrap();
            // The last two thousand stay open: what a busy practice has on its list.
            if start + BATCH + 2000 <= to {
                self.lots(now);
            }
        }
    }

    fn lots(&mut self, now: i64) {
        let ctx = Context { now, profile: &self.profile, delais: &self.delais };
        for _ in 0..BATCH / PER_LOT {
            let profile = &self.profile;
            let pack = |lot: &Lot| {
                let packed = lot::pack(lot, profile, now, |p| Ok(p.pdf().unwrap_or_default().to_vec()))?;
                Ok(PackedLot { nom: packed.name, octets: packed.container })
            };
            let request = Request { date: day(now), au_plus: usize::try_from(PER_LOT).unwrap() };
            for lot in self.journal.build(ctx, &request, pack).unwrap().0 {
                let seen = self.journal.read(ctx, |j| j.lot(lot)).unwrap();
                let faits = [accepted(seen.numero, seen.date)];
                let octets = format!("ARL {lot}").into_bytes();
                let recu = NewReturn { octets: &octets, faits: &faits, illisible: None };
                self.journal.write(ctx, |j| j.mark_sent(lot).and_then(|_| j.record_return(&recu))).unwrap();
            }
        }
    }
}

fn facture(n: u64, now: i64) -> Facture {
    Facture::new(Fields {
        emitter_type: "TP".into(),
        emitter: EMITTER.into(),
        invoice: format!("{:09}", n % 1_000_000_000),
        fse_lot: format!("{:03}", n / 30 % 999 + 1),
        fse_date: day(now).to_string(),
        mode: Mode::Securise,
        regime: "01".into(),
        caisse: "996".into(),
        centre: String::new(),
        care_date: day(now).to_string(),
        dap: Dap::None,
        ordonnance_numerique: false,
        ordonnances: 1,
        test: true,
        nir: None,
    })
    .unwrap()
}

fn accepted(numero: u32, date: String) -> ReceivedFact {
    let avis = Avis {
        dossier: None,
        facture: None,
        rang: None,
        type_code: None,
        file: None,
        decision: Decision::Archiver,
        motif: None,
    };
    ReceivedFact::Arl(Accuse { emetteur: Some(EMITTER.into()), numero, date: Some(date), avis: vec![avis] })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(mut act: impl FnMut(usize)) -> Duration {
    let one = |at: usize| {
        let start = Instant::now();
        act(at);
        start.elapsed()
    };
    median((0..SAMPLES).map(one).collect())
}

/// The peer: one row of as many bytes, with the same promise.
fn bare(folder: &Path, bytes: usize) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(folder.join(format!("bare-{bytes}.db"))).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS t(no INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
    )
    .unwrap();
    conn
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0) / 1024
}

/// Measures a journal of `size` pieces; one row of the table.
fn measure(path: &Path, size: u64) {
    let mut p = Practice::open(path, false);
    let now = moment(size) + DAY;
    let (profile, delais) = (p.profile.clone(), p.delais.clone());
    let ctx = Context { now, profile: &profile, delais: &delais };
    p.journal.pass_time(ctx).unwrap();
    let todo = timed(|_| drop(p.journal.read(ctx, |j| j.todo(100)).unwrap()));
    let peer = bare(path.parent().unwrap(), p.pdf.len());
    let row = vec![7_u8; p.pdf.len()];
    let insert = |_: usize| {
        peer.prepare_cached("INSERT INTO t(bytes) VALUES(?)").unwrap().execute([&row]).unwrap();
    };
    // One after the other, so that the disk's mood is the same for both.
    let (mut ours, mut theirs, mut returns, mut opened) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let lots: Vec<i64> = (0..SAMPLES)
        .map(|_| {
            let pack = |lot: &Lot| {
                let packed = lot::pack(lot, &profile, now, |p| Ok(p.pdf().unwrap_or_default().to_vec()))?;
                Ok(PackedLot { nom: packed.name, octets: packed.container })
            };
            let lot = p.journal.build(ctx, &Request { date: day(now), au_plus: 5 }, pack).unwrap().0[0];
            p.journal.write(ctx, |j| j.mark_sent(lot)).unwrap();
            lot
        })
        .collect();
    let tag = std::process::id();
    for (at, lot) in lots.iter().enumerate() {
        let piece = p.piece(format!("mesure-{tag}-{at}"));
        let new = NewPiece { piece: &piece, saisie: Some(now), contexte: None };
        ours.push(timed_once(|| p.journal.write(ctx, |j| j.add_piece(&new)).unwrap()));
        theirs.push(timed_once(|| insert(at)));
        let id = format!("mesure-{tag}-{at}");
        let facture = facture(size + u64::from(tag) * 1000 + at as u64, now);
        let new = NewDossier { id: &id, facture: &facture };
        opened.push(timed_once(|| p.journal.write(ctx, |j| j.open_dossier(&new)).unwrap()));
        let seen = p.journal.read(ctx, |j| j.lot(*lot)).unwrap();
        let faits = [accepted(seen.numero, seen.date)];
        let octets = format!("ARL {tag} {lot}").into_bytes();
        let recu = NewReturn { octets: &octets, faits: &faits, illisible: None };
        returns.push(timed_once(|| drop(p.journal.write(ctx, |j| j.record_return(&recu)).unwrap())));
    }
    let figures = timed_once(|| {
        let quarter = Periode { from: now - 90 * DAY, to: now };
        drop(p.journal.read(ctx, |j| j.chiffres(quarter, None)).unwrap());
    });
    let (add, base, back, open) = (median(ours), median(theirs), median(returns), median(opened));
    let ratio = |d: Duration| d.as_secs_f64() / base.as_secs_f64();
    println!(
        "| {size} | {:.1} MB | {:.2} ms | {:.2} | {:.2} | {:.2} | {:.2} ms | {:.0} ms | {} MB |",
        std::fs::metadata(path).map_or(0, |m| m.len()) as f64 / 1e6,
        todo.as_secs_f64() * 1e3,
        ratio(add),
        ratio(open),
        ratio(back),
        base.as_secs_f64() * 1e3,
        figures.as_secs_f64() * 1e3,
        resident(),
    );
}

fn timed_once(act: impl FnOnce()) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [word, path, size] = args.as_slice()
        && word == "measure"
    {
        return measure(Path::new(path), size.parse().unwrap());
    }
    let sizes: Vec<u64> = match args.is_empty() {
        true => vec![10_000, 100_000],
        false => args.iter().map(|a| a.parse().expect("sizes as numbers")).collect(),
    };
    let shm = Path::new("/dev/shm");
    let fast = if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() }.unwrap();
    let disk = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let filling = fast.path().join("suivi.scor");
    let mut practice = Practice::open(&filling, true);
    let mut from = 0;
    println!(
        "| pieces | file | work list | add a piece / bare insert | open a dossier | record a return / bare insert | bare insert | figures of 90 days | peak memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for size in sizes {
        practice.fill(from, size);
        from = size;
        let path: PathBuf = disk.path().join("suivi.scor");
        let ctx = Context { now: moment(size), profile: &practice.profile, delais: &practice.delais };
        let _ = std::fs::remove_file(&path);
        practice.journal.back_up(ctx, &path).unwrap();
        let own = std::env::current_exe().unwrap();
        assert!(
            Command::new(own).arg("measure").arg(&path).arg(size.to_string()).status().unwrap().success()
        );
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(disk.path().join(format!("suivi.scor{end}")));
        }
    }
}
