//! A practice for the tests of the journal: pieces, dossiers, lots and the caisse's answers, made from a few numbers.
#![allow(dead_code)] // each test file uses a part of it

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use scor::dossier::{Dap, Facture, Fields, Mode};
use scor::lot::{self, Lot};
use scor::mail::PlainHeaders;
use scor::pdf::{self, Codec};
use scor::piece::{Draft, Medium, Piece};
use scor::profile::{Profile, Territoire};
use scor::raster::Bitmap;
use scor::retour::banc::{self, Jugement, Reponse};
use scor::suivi::{Bureau, Cadre, FseFact, FseTarget, MasterKey, PackedLot, Request, Sujet};
use serde_json::Value;

pub(crate) const T0: i64 = 1_795_000_000;
pub(crate) const HOUR: i64 = 3600;
pub(crate) const EMITTER: &str = "00000000123456";

/// SplitMix64: the same numbers from the same seed.
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(crate) fn key() -> MasterKey {
    MasterKey::new(&[7; 32]).unwrap()
}

pub(crate) fn cadre() -> Cadre {
    Cadre { profile: Arc::new(Profile::scor_public()), territoire: Territoire::Metropole, profession: None }
}

/// A folder on a disk in memory where there is one: what is tested is the order of writes, not the disk.
pub(crate) fn folder() -> tempfile::TempDir {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() { tempfile::tempdir_in(shm).unwrap() } else { tempfile::tempdir().unwrap() }
}

pub(crate) fn journal_in(folder: &Path) -> PathBuf {
    folder.join("suivi.scor")
}

/// A small PDF that differs for every number.
pub(crate) fn pdf_of(n: u64) -> Vec<u8> {
    let mut page = Bitmap::new(200, 100);
    for bit in 0..64 {
        for x in 0..3 {
            page.set(bit * 3 + x, 40, n >> bit & 1 == 1);
        }
        page.set(bit * 3, 60, true);
    }
    pdf::write(&[pdf::encode(&page, 200, Codec::G4).unwrap()]).unwrap()
}

pub(crate) fn piece(id: &str, code: &str, n: u64) -> Piece {
    let draft = Draft {
        id: id.into(),
        type_code: code.into(),
        medium: Medium::Digital,
        pdf: Some(pdf_of(n)),
        confirmed_at: Some(1),
        ..Draft::default()
    };
    Piece::new(draft, &Profile::scor_public()).unwrap()
}

pub(crate) fn facture(invoice: u64) -> Facture {
    Facture::new(Fields {
        emitter_type: "TP".into(),
        emitter: EMITTER.into(),
        invoice: format!("{invoice:09}"),
        fse_lot: "017".into(),
        fse_date: "2026-11-20".into(),
        mode: Mode::Securise,
        regime: "01".into(),
        caisse: "996".into(),
        centre: String::new(),
        care_date: "2026-11-19".into(),
        dap: Dap::None,
        ordonnance_numerique: false,
        ordonnances: 1,
        test: true,
        nir: None,
    })
    .unwrap()
}

pub(crate) fn create(path: &Path) -> Bureau {
    Bureau::create(path, &key(), &cadre(), T0).unwrap()
}

pub(crate) fn open(path: &Path) -> scor::Result<Bureau> {
    Bureau::open(path, &key(), &cadre())
}

/// Takes in a piece with its dossier and the ARL of its FSE: ready for a lot.
pub(crate) fn ready(bureau: &mut Bureau, now: i64, n: u64) -> scor::Result<()> {
    let (p, d) = (format!("p-{n}"), format!("D-{n}"));
    bureau.add_piece(now, &piece(&p, "ORDN", n), Some(now), None)?;
    bureau.add_dossier(now, &d, &facture(n))?;
    bureau.bind(now, &d, &p, None)?;
    bureau.note_fse(now, FseTarget::Dossier(&d), &FseFact::ArlPositif).map(drop)
}

/// Builds lots of what is ready: their numbers. Nothing is sealed: what is tested is the journal.
pub(crate) fn build(bureau: &mut Bureau, now: i64, most: usize) -> scor::Result<Vec<i64>> {
    let profile = Profile::scor_public();
    let (journal, ctx) = bureau.parts(now);
    let request = Request {
        date: date(2026, 11, 20).saturating_add(((now - T0).max(0) / 86_400).days()),
        au_plus: most,
    };
    let packed = |lot: &Lot| {
        let packed = lot::pack(lot, &profile, now, |p| Ok(p.pdf().unwrap_or_default().to_vec()))?;
        Ok(PackedLot { nom: packed.name, octets: packed.container })
    };
    Ok(journal.build(ctx, &request, packed)?.0)
}

/// The message of a caisse about a lot.
pub(crate) fn answer(
    bureau: &mut Bureau,
    now: i64,
    lot: i64,
    id: &str,
    verdicts: Vec<Jugement>,
) -> scor::Result<Vec<u8>> {
    let seen = bureau.show(Sujet::Lot, &lot.to_string())?;
    let day: Date = seen["date"].as_str().unwrap().parse().unwrap();
    let reponse = Reponse {
        arl: id.into(),
        arl_date: day,
        emitter_type: "TP".into(),
        emitter: EMITTER.into(),
        lot: format!("{:03}", seen["numero"].as_i64().unwrap()),
        lot_date: day,
        verdicts,
    };
    let headers = PlainHeaders {
        from: "caisse@test.invalid".into(),
        to: "cabinet@test.invalid".into(),
        subject: "ARL".into(),
        date: now,
        message_id: format!("{id}@test.invalid"),
    };
    let content = banc::arl(&Profile::scor_public(), &reponse)?;
    banc::message(&content, "SCOR-PUBLIC/ARL", false, &headers)
}

pub(crate) fn accepted() -> Vec<Jugement> {
    vec![Jugement::lot(true, "00", "Bien reçu")]
}

/// Checks all of it; gives the first break in words.
pub(crate) fn breaks(bureau: &mut Bureau) -> scor::Result<Vec<Value>> {
    let told = bureau.check()?;
    Ok(told["ruptures"].as_array().unwrap().clone())
}
