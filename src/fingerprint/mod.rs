//! A page's fingerprint: has this page been scanned before?
//!
//! In: the bilevel sheet that was made. Out: about 3.5 kB, as text twice that (12 kB at most), that stand for where its ink
//! lies, and a comparison of two of them that stands other skew, light, scanners, thresholds, a photo instead of a scan.
//! Knows nothing of SCOR.
//!
//! Another word or name shows. Another digit does not: it moves less ink than a second scan of the same sheet. So "same" is a
//! hint to look, never a reason to drop a page. A page wrongly called different costs a second sending, a page wrongly
//! called the same is never sent: the limits lean to the former. docs/pipeline.md has the rates.
//!
//! A fingerprint is a small picture of its page: 594 cells along the long side (0.5 mm on A4, 51 an inch) in four levels.
//! **Whoever unpacks it can read ordinary print, names and numbers among it.** It belongs where the page itself belongs, and
//! in no log. All arithmetic is of whole numbers: a page has one fingerprint on every platform.

mod code;
mod compare;
mod grid;
mod plane;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::{Error, Kind, Result};
use crate::raster::Bitmap;
use grid::Grid;

/// What the text begins with; another way to compute would have another number.
const PREFIX: &str = "scor-fp3-";
/// Most letters of a fingerprint: that of noise.
const LONGEST: usize = 1 << 18;
/// From this score on two pages are taken for the same, and under that for different; see docs/pipeline.md.
const SAME: u32 = 945;
const DIFFERENT: u32 = 880;
/// Windows that make the score, and how many a page must have for a word on it.
const WORST: usize = 4;
const LEAST_WINDOWS: usize = 60;
/// Cells with ink of a page with a line or two: one with a quarter of another's is another page, however few windows tell.
const WRITTEN: usize = 1000;
/// Cells that the sides of two grids of one sheet may differ by.
const SIDES: usize = 42;

/// The fingerprint of a page.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint(Grid);

/// Is it the same page?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Likeness {
    /// The same, as far as a fingerprint can see.
    Same,
    /// Another page.
    Different,
    /// Something differs, little enough to be chance; or there is too little on the pages to tell.
    Unsure,
}

/// The outcome of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// How alike the four windows are that are least alike, thousandths: 1000 where nothing differs.
    pub score: u32,
    /// What that means.
    pub likeness: Likeness,
}

impl Fingerprint {
    /// Of a sheet of ink and paper, at any resolution from about 100 dpi.
    pub fn of(sheet: &Bitmap) -> Fingerprint {
        Fingerprint(Grid::of(sheet))
    }

    /// Compares two pages. Neither is turned: both come from the same road, which sets pages upright.
    pub fn compare(&self, other: &Fingerprint) -> Comparison {
        let (a, b) = (&self.0, &other.0);
        if a.columns.abs_diff(b.columns) > SIDES || a.rows.abs_diff(b.rows) > SIDES {
            return Comparison { score: 0, likeness: Likeness::Different };
        }
        let mut alike = compare::windows(a, b);
        alike.sort_unstable();
        let worst = alike.get(..WORST.min(alike.len())).unwrap_or_default();
        let score = worst.iter().sum::<u32>() / (worst.len().max(1) as u32);
        let inked = |grid: &Grid| grid.cells.iter().filter(|level| **level > 0).count();
        let (less, more) = (inked(a).min(inked(b)), inked(a).max(inked(b)));
        let likeness = match score {
            _ if more > WRITTEN && less * 4 < more => Likeness::Different,
            _ if alike.len() < LEAST_WINDOWS => Likeness::Unsure,
            SAME.. => Likeness::Same,
            ..DIFFERENT => Likeness::Different,
            _ => Likeness::Unsure,
        };
        Comparison { score, likeness }
    }
}

/// As text: a version, then lower-case hex.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        code::encode(&self.0).iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Never the layout: it is a patient's document.
impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({} x {})", self.0.columns, self.0.rows)
    }
}

impl FromStr for Fingerprint {
    type Err = Error;

    /// Reads what [`fmt::Display`] wrote. Errors: `arg.value` for anything else.
    fn from_str(text: &str) -> Result<Fingerprint> {
        let bad = || Error::new(Kind::BadValue).with("name", "fingerprint");
        let hex = text.strip_prefix(PREFIX).filter(|hex| hex.len() <= LONGEST).ok_or_else(bad)?;
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        let digit = |c: u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = pairs.iter().map(|p| Some(digit(p[0])? * 16 + digit(p[1])?)).collect();
        let bytes = bytes.filter(|_| rest.is_empty()).ok_or_else(bad)?;
        code::decode(&bytes).map(Fingerprint).ok_or_else(bad)
    }
}
