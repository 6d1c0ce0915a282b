//! The ink of the finished sheet as a reader meets it: letters, and what disturbs them.
//!
//! In: the bilevel sheet and the grey it was cut from. Out: how large the letters are, how steep their flanks, how much of
//! the ink lies about in bits, how frayed the strokes are. A page in even light can be judged finer here than on the reduced
//! copy of the source, and what binarisation made of faint or noisy writing shows nowhere else.

use super::marks::{self, Mark};
use super::paper::quantile;
use crate::image::Sheet;
use crate::raster::bits::words;
use crate::raster::{Bitmap, Grey};

/// What the sheet's ink is like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Strokes {
    /// Shapes of the size of letters or joined letters.
    pub(super) letters: u32,
    /// Median height of the letters, mm; 0 without any.
    pub(super) letter_mm: f32,
    /// Shapes smaller than any letter, for each letter.
    pub(super) bits: f32,
    /// Share of the ink runs that are thinner than a stroke, 0..1.
    pub(super) frayed: f32,
    /// Median width of the flanks on the evenly lit grey, mm; 0 for a page without grey.
    pub(super) flank_mm: f32,
    /// Median depth of the ink on the evenly lit grey, 0..1; 1 for a page without grey.
    pub(super) depth: f32,
}

/// A letter's height and width, mm: 6-point small letters to written capitals, and words whose letters touch.
const LETTER: (std::ops::Range<f32>, std::ops::Range<f32>) = (0.9..12., 0.25..40.);
/// A bit has no side of this length, mm: an accent or a full stop in small print has.
const BIT: f32 = 0.3;
/// A run shorter than this, mm, is thinner than a stroke of any pen or printer.
const FRAYED: f32 = 0.1;
/// Nothing within this of the sheet's sides counts, mm.
const MARGIN: f32 = 5.;

/// Measures the sheet.
pub(super) fn measure(sheet: &Sheet) -> Strokes {
    let mm = sheet.dpi.max(1) as f32 / 25.4;
    let (w, h) = (sheet.bitmap.width(), sheet.bitmap.height());
    let margin = (MARGIN * mm) as usize;
    if w <= 4 * margin || h <= 4 * margin {
        return Strokes { depth: 1., ..Strokes::default() };
    }
    let window = (margin, w - margin);
    let mut changes = Vec::new();
    let shapes = marks::connect(h - 2 * margin, |y, found| {
        found.extend(runs(&sheet.bitmap, y + margin, window, &mut changes).map(|(from, to)| (from, to, 0)));
    });
    let size = |m: &Mark| (m.height() as f32 / mm, m.width() as f32 / mm);
    let letter = |m: &&Mark| {
        let (tall, wide) = size(m);
        LETTER.0.contains(&tall) && LETTER.1.contains(&wide)
    };
    let mut heights: Vec<f32> = shapes.iter().filter(letter).map(|m| size(m).0).collect();
    heights.sort_by(f32::total_cmp);
    let bits = shapes.iter().filter(|m| size(m).0 < BIT && size(m).1 < BIT).count();
    let mut out = Strokes {
        letters: heights.len() as u32,
        letter_mm: heights.get(heights.len() / 2).copied().unwrap_or(0.),
        bits: bits as f32 / heights.len().max(1) as f32,
        depth: 1.,
        ..Strokes::default()
    };
    flanks(sheet, margin, window, mm, &mut out);
    out
}

/// The runs of ink of row `y` inside the columns of `window`.
fn runs(
    bitmap: &Bitmap,
    y: usize,
    window: (usize, usize),
    changes: &mut Vec<usize>,
) -> impl Iterator<Item = (usize, usize)> {
    bitmap.changes(y, changes);
    let inside = move |(from, to): (usize, usize)| (from.max(window.0), to.min(window.1));
    bitmap.runs(changes).map(inside).filter(|(from, to)| from < to)
}

/// Looks along every fourth row and column: how many runs are too thin, how deep the others are and how wide their flanks.
/// The wider of the two directions counts, because a page that moved is sharp along the other.
fn flanks(sheet: &Sheet, margin: usize, window: (usize, usize), mm: f32, out: &mut Strokes) {
    let (h, longest) = (sheet.bitmap.height(), (3. * mm) as usize);
    let (mut across, mut down) = (Seen::default(), Seen::default());
    let mut changes = Vec::new();
    for y in (margin..h - margin).step_by(4) {
        let short = runs(&sheet.bitmap, y, window, &mut changes).filter(|(from, to)| to - from < longest);
        for (from, to) in short {
            across.all += 1;
            across.thin += u32::from(((to - from) as f32) <= FRAYED * mm);
            if let Some(grey) = &sheet.flat {
                across.add(&grey.row(y)[from.saturating_sub(3)..(to + 3).min(grey.width)]);
            }
        }
    }
    if let Some(grey) = &sheet.flat {
        columns(&sheet.bitmap, grey, window, margin..h - margin, longest, &mut down);
    }
    out.frayed = across.thin as f32 / across.all.max(1) as f32;
    if sheet.flat.is_some() && across.all > 0 {
        out.flank_mm = quantile(&across.widths, 0.5).max(quantile(&down.widths, 0.5)) / 20. / mm;
        out.depth = quantile(&across.depths, 0.5) / 255.;
    }
}

/// The runs of ink down every fourth column of `window`, and their flanks. Row by row, because a column of a page lies far
/// apart in memory: a pixel that differs from the one above begins a run or ends it.
fn columns(
    bitmap: &Bitmap,
    grey: &Grey,
    window: (usize, usize),
    rows: std::ops::Range<usize>,
    longest: usize,
    seen: &mut Seen,
) {
    let mut watched = Bitmap::new(bitmap.width(), 1);
    (window.0..window.1).step_by(4).for_each(|x| watched.set(x, 0, true));
    let mut begun = vec![0; bitmap.width()];
    let (white, mut near) = (vec![0; bitmap.stride()], Vec::new());
    for y in rows.clone() {
        let above = if y == rows.start { &white[..] } else { bitmap.row(y - 1) };
        let pixels = words(bitmap.row(y)).zip(words(above)).zip(words(watched.row(0)));
        for (at, ((here, above), watched)) in pixels.enumerate() {
            let mut changed = (here ^ above) & watched;
            while changed != 0 {
                let lead = changed.leading_zeros();
                let bit = 1 << (63 - lead);
                changed &= !bit;
                let x = at * 64 + lead as usize;
                if here & bit != 0 {
                    begun[x] = y;
                } else if y - begun[x] < longest {
                    near.clear();
                    let beside = begun[x].saturating_sub(3)..(y + 3).min(grey.height);
                    near.extend(beside.map(|at| grey.data[at * grey.width + x]));
                    seen.add(&near);
                }
            }
        }
    }
}

/// What was seen along the runs of one direction.
struct Seen {
    all: u32,
    thin: u32,
    /// In twentieths of a sample, so that a bin is finer than any two flanks differ.
    widths: [u32; 256],
    depths: [u32; 256],
}

impl Default for Seen {
    fn default() -> Self {
        Seen { all: 0, thin: 0, widths: [0; 256], depths: [0; 256] }
    }
}

impl Seen {
    /// Adds the greys of a run and a little beside it: depth below white over the steepest step is a flank's width.
    fn add(&mut self, near: &[u8]) {
        let depth = near.iter().map(|v| 255 - v).max().unwrap_or(0);
        let steepest = near.windows(2).map(|p| p[0].abs_diff(p[1])).max().unwrap_or(0);
        let width = u32::from(depth) * 20 / u32::from(steepest.max(1));
        self.depths[usize::from(depth)] += 1;
        self.widths[width.min(255) as usize] += 1;
    }
}
