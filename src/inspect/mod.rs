//! The quality gate: would a person at the other end send this page back?
//!
//! In: the page as it came, where its sheet lies, and the sheet as it was rendered. Out: a [`PageReport`]
//! with every number behind its verdict. Four faults refuse: blank, black, illegible, truncated; anything
//! else is a warning. What the page says (a missing signature, say) is none of the gate's business.
//!
//! Nearly all is measured on a copy of the *source* at about 100 samples an inch (see `reduce`). All
//! limits stand in [`Gate`]. Knows nothing of SCOR.

mod covered;
mod gate;
mod hindrances;
mod legibility;
mod marks;
mod missing;
mod paper;
mod reduce;
mod report;
mod sides;
mod skew;
mod strokes;
#[cfg(test)]
mod tests;

pub use gate::Gate;
pub use report::{Fault, Measures, PageFault, PageReport, Warning, refusals};

use crate::image::Sheet;
use crate::raster::{Bitmap, Page};
use marks::{Mark, Marks};
use paper::Depth;
use reduce::Small;

/// What is known of the page to look at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The page as it came.
    pub page: &'a Page,
    /// Corners of the sheet in pixels of the upright input, clockwise; they may lie outside the frame.
    /// `None`: the frame is the sheet.
    pub corners: Option<[(f32, f32); 4]>,
    /// Samples per inch of the input on the sheet.
    pub input_dpi: f32,
    /// Degrees clockwise, 0, 90, 180 or 270, that the upright input is turned by for its text to stand upright.
    pub rotation: u16,
    /// The rendered sheet.
    pub sheet: &'a Sheet,
}

/// A mark of writing: where it is and how well it reads.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Left, top, right and bottom, in pixels of the upright input.
    pub bounds: [f32; 4],
    /// Width of its edges, mm.
    pub edge_mm: f32,
    /// Depth below the paper, share of the paper's level, 0..1.
    pub contrast: f32,
}

/// Looks at one page. Never fails: a page that cannot be made sense of has faults.
pub fn inspect(subject: &Subject<'_>, gate: &Gate) -> PageReport {
    inspect_spots(subject, gate).0
}

/// As [`inspect`], and the marks of writing that it judged, for a map of the page.
pub fn inspect_spots(subject: &Subject<'_>, gate: &Gate) -> (PageReport, Vec<Spot>) {
    let dpi = if subject.input_dpi.is_finite() { subject.input_dpi.clamp(10., 2400.) } else { 200. };
    let small = reduce::reduce(subject.page, subject.corners, dpi);
    let scale = dpi / small.dpi;
    let depth = paper::measure(&small);
    let marks = marks::find(&small, &depth);
    let touching = sides::look(&small, &depth.depth, &marks.all, marks.threshold);
    let (writing, smears) = writing(&small, &depth, &marks, gate);
    // without any writing, what is like it tells: a page out of focus, or the other side that shows through
    let telling = if writing.is_empty() { &smears } else { &writing };
    let sideways = subject.rotation % 180 == 90;
    let cover = subject.corners.and_then(|_| covered::look(&small, &depth.cells, depth.noise, sideways));
    let strokes = strokes::measure(subject.sheet);
    let mm2 = (25.4 / small.dpi) * (25.4 / small.dpi);
    let measures = Measures {
        input_dpi: dpi,
        paper_level: depth.paper,
        brightest: depth.brightest,
        dark_ratio: depth.dark,
        noise: depth.noise,
        contrast: contrast(telling, &depth),
        edge_mm: edge(telling, &depth) * 25.4 / small.dpi,
        text_marks: writing.len() as u32,
        writing_mm2: area(&writing) * mm2,
        smear_mm2: area(&smears) * mm2,
        ink_ratio: ink_ratio(&subject.sheet.bitmap, subject.sheet.dpi, gate.margin_mm),
        sheet_mm2: sheet_mm2(subject.sheet, gate.margin_mm),
        reached: touching.reached,
        missing: missing::shares(&small, touching.reached),
        text_near_mm: missing::nearest(&small, &marks.all),
        touching_text: touching.text,
        touching_rules: touching.rules,
        covered_lines: cover.map_or(0, |c| c.lines),
        covered: cover.map(|c| c.bounds.map(|v| v * scale)),
        border_ink: border_ink(&subject.sheet.bitmap, subject.sheet.dpi),
        letters: strokes.letters,
        letter_mm: strokes.letter_mm,
        bits: strokes.bits,
        frayed: strokes.frayed,
        flank_mm: strokes.flank_mm,
        ink_depth: strokes.depth,
        skew_left: skew::left(&subject.sheet.bitmap, subject.sheet.dpi),
    };
    let legibility = legibility::share(&measures);
    let faults = faults(&measures, legibility, gate);
    let nothing = faults.contains(&Fault::Black) || faults.contains(&Fault::Blank);
    let legibility = if nothing { 0. } else { legibility };
    let report = PageReport { warnings: warnings(&measures, gate), legibility, faults, measures };
    let spot = |m: &&Mark| Spot {
        bounds: [m.left, m.top, m.right + 1, m.bottom + 1].map(|v| v as f32 * scale),
        edge_mm: marks::edge(m, &depth) * 25.4 / small.dpi,
        contrast: (f32::from(m.peak) / depth.paper.max(1.)).min(1.),
    };
    (report, writing.iter().map(spot).collect())
}

/// Sides of the frame (top, right, bottom, left, upright input) that cut text, as the gate judges it.
pub fn cut_sides(measures: &Measures, gate: &Gate) -> [bool; 4] {
    [0, 1, 2, 3].map(|side| is_cut(measures, gate, side))
}

/// Marks like text that stand inside the margins and are dark enough, fainter ones beside darker ones
/// left out (patterns of security paper, bleed-through); and large marks unlike text. Both from the deepest on.
fn writing<'m>(
    small: &Small,
    depth: &Depth,
    marks: &'m Marks,
    gate: &Gate,
) -> (Vec<&'m Mark>, Vec<&'m Mark>) {
    let least = depth.paper * gate.ink_contrast;
    let inset = small.dpi * gate.margin_mm / 25.4;
    let inside = |m: &&Mark| {
        let span = small.span((m.top + m.bottom) / 2, inset);
        let vertical = !small.span(m.top, inset).is_empty() && !small.span(m.bottom, inset).is_empty();
        vertical && m.left >= span.start && m.right < span.end && f32::from(m.peak) >= least
    };
    let mut found: Vec<&Mark> = marks.all.iter().filter(inside).collect();
    found.sort_by_key(|m| (std::cmp::Reverse(m.peak), m.top, m.left));
    let (mut text, mut other): (Vec<&Mark>, Vec<&Mark>) =
        found.into_iter().partition(|m| marks::text_like(m, small.dpi));
    if let Some(typical) = text.get((text.len() / 4).min(30)) {
        let faintest = typical.peak / 5 * 2;
        text.retain(|m| m.peak >= faintest);
    }
    let mm = 25.4 / small.dpi;
    other.retain(|m| {
        let (w, h) = (m.width() as f32 * mm, m.height() as f32 * mm);
        w.min(h) >= 1.5 && w.max(h) >= 8.
    });
    (text, other)
}

/// Ink of all the marks, samples.
fn area(marks: &[&Mark]) -> f32 {
    marks.iter().map(|m| m.area).sum::<u32>() as f32
}

/// Median depth of the marks as a share of the paper; `marks` are sorted by depth.
fn contrast(marks: &[&Mark], depth: &Depth) -> f32 {
    marks.get(marks.len() / 2).map_or(0., |m| f32::from(m.peak) / depth.paper.max(1.)).min(1.)
}

/// Median width of the edges of the marks, samples.
fn edge(marks: &[&Mark], depth: &Depth) -> f32 {
    let mut widths: Vec<f32> = marks.iter().map(|m| marks::edge(m, depth)).collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() / 2).copied().unwrap_or(0.)
}

/// Ink inside the margins of the bilevel sheet, mm².
fn sheet_mm2(sheet: &Sheet, margin_mm: f32) -> f32 {
    let mm = |pixels: usize| (pixels as f32 * 25.4 / sheet.dpi.max(1) as f32 - 2. * margin_mm).max(0.);
    let area = mm(sheet.bitmap.width()) * mm(sheet.bitmap.height());
    ink_ratio(&sheet.bitmap, sheet.dpi, margin_mm) * area
}

/// Share of ink inside the margins of the bilevel sheet, by whole bytes of a row.
fn ink_ratio(bitmap: &Bitmap, dpi: u32, margin_mm: f32) -> f32 {
    let margin = (dpi as f32 * margin_mm / 25.4) as usize;
    let (w, h) = (bitmap.width(), bitmap.height());
    let (from, to) = (margin.div_ceil(8) * 8, w.saturating_sub(margin) / 8 * 8);
    if from >= to || 2 * margin >= h {
        return 0.;
    }
    let rows = margin..h - margin;
    let total = (rows.len() * (to - from)) as f32;
    rows.map(|y| bitmap.ink_between(y, from, to)).sum::<u64>() as f32 / total
}

/// Share of ink along each side (top, right, bottom, left) in the outermost 2 mm of the sheet.
fn border_ink(bitmap: &Bitmap, dpi: u32) -> [f32; 4] {
    let (w, h) = (bitmap.width(), bitmap.height());
    let strip = (dpi as usize * 2 / 25).max(1);
    if w < 8 * strip || h < 8 * strip {
        return [0.; 4];
    }
    let share = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
        let all = (xs.len() * ys.len()) as f32;
        ys.map(|y| bitmap.ink_between(y, xs.start, xs.end)).sum::<u64>() as f32 / all
    };
    [share(0..w, 0..strip), share(w - strip..w, 0..h), share(0..w, h - strip..h), share(0..strip, 0..h)]
}

fn faults(m: &Measures, legibility: f32, gate: &Gate) -> Vec<Fault> {
    let unwritten = m.text_marks < gate.writing_marks && m.writing_mm2 < gate.writing_mm2;
    // dark as it is, what was written in poor light may read well once its light is evened
    if m.ink_ratio > gate.black_ink || (m.brightest < gate.black_level && unwritten) {
        return vec![Fault::Black];
    }
    if unwritten && !is_note(m, gate) {
        let smeared = m.smear_mm2 > 10. * gate.writing_mm2 && !shows_through(m, gate);
        let hidden = m.noise > gate.noise * m.paper_level || smeared;
        return vec![if hidden { Fault::Illegible } else { Fault::Blank }];
    }
    if legibility < gate.legibility && shows_through(m, gate) {
        return vec![Fault::Blank];
    }
    let mut out = Vec::new();
    let lost = m.writing_mm2 >= gate.writing_mm2 && m.sheet_mm2 < gate.kept_ink * m.writing_mm2;
    let unread = legibility < gate.legibility || dissolved(m, gate);
    if lost || unread || m.edge_mm > gate.edge_mm || m.input_dpi < gate.least_dpi {
        out.push(Fault::Illegible);
    }
    if m.covered_lines >= gate.cut_covered || (0..4).any(|side| is_cut(m, gate, side)) {
        out.push(Fault::Truncated);
    }
    out
}

/// Faint and soft at once, as the other side of the sheet shows through: faint print is sharp, and a page out of focus
/// is softer by far.
fn shows_through(m: &Measures, gate: &Gate) -> bool {
    m.contrast < gate.warn_contrast && m.edge_mm > 0.45 * gate.edge_mm && m.edge_mm < gate.edge_mm
}

/// The source shows hardly a mark like text where the sheet has letters, and these are paler than the deepest ink: words that
/// moved at a slant. Their edges are as steep as those of soft print, so `legibility` takes the pieces they fall into for letters.
fn dissolved(m: &Measures, gate: &Gate) -> bool {
    let pale = m.ink_depth < 0.4 && m.ink_depth < 0.8 * m.contrast && m.flank_mm > 0.24;
    pale && (m.text_marks as f32) < gate.dissolved * m.letters as f32
}

/// A few letters, "vu" or a date, are content when they are plain: dark, sharp, and there on the sheet made. Specks, staples
/// and what shows through are one or the other, not all three.
fn is_note(m: &Measures, gate: &Gate) -> bool {
    let plain = m.contrast > 3. * gate.ink_contrast && m.edge_mm < gate.warn_edge_mm;
    plain && m.text_marks >= 2 && m.letters >= 2 && m.writing_mm2 > 0.25 * gate.writing_mm2
}

fn is_cut(m: &Measures, gate: &Gate, side: usize) -> bool {
    let (text, least) = match side % 2 {
        1 => (gate.cut_lines, gate.cut_level_rules),
        _ => (gate.cut_letters, gate.cut_rules),
    };
    // squared or ruled paper runs off several sides, a cut form off one
    let elsewhere = (0..4).filter(|s| *s != side).map(|s| m.touching_rules[s]).max().unwrap_or(0);
    let rules = m.touching_rules[side];
    missing::is_cut(m, gate, side)
        || m.touching_text[side] >= text
        || (rules >= least && elsewhere * 4 <= rules)
}

fn warnings(m: &Measures, gate: &Gate) -> Vec<Warning> {
    let touches = (0..4).any(|s| m.touching_text[s] + m.touching_rules[s] > 0 && !is_cut(m, gate, s));
    [
        (m.skew_left.is_some_and(|s| s.abs() > gate.warn_skew), Warning::Skew),
        (m.input_dpi < gate.warn_dpi, Warning::LowDpi),
        (m.edge_mm > gate.warn_edge_mm, Warning::Soft),
        (m.text_marks > 0 && m.contrast < gate.warn_contrast, Warning::Faint),
        (touches, Warning::Side),
        (m.border_ink.iter().any(|ink| *ink > gate.warn_border), Warning::Borders),
    ]
    .into_iter()
    .filter_map(|(holds, warning)| holds.then_some(warning))
    .collect()
}
