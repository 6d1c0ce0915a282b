//! The paper under the ink: its level everywhere, its noise, and how deep each pixel lies below it.
//!
//! Paper is the bright fifth of cells of 4 mm; cells without paper (bars, blobs) take their neighbours'
//! by a closing. What is dark over more than two cells (a lid, a table top) counts as paper of its own.

use super::reduce::Small;
use crate::raster::Grey;
use crate::raster::tally::Tally;

/// Side of a cell in inches: 4 mm.
const CELL: f32 = 0.16;

/// Levels of cells of 4 mm, of the whole copy.
pub(super) struct Cells {
    /// The bright fifth of each: its paper, where it has any.
    pub(super) levels: Vec<u8>,
    /// Side of a cell, samples.
    pub(super) side: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Depth of ink below paper, and what is known of the paper.
pub(super) struct Depth {
    /// Levels of the source below the paper around; 0 for paper and brighter, and off the sheet.
    pub(super) depth: Grey,
    pub(super) cells: Cells,
    /// Paper level of the whole sheet: median over its cells.
    pub(super) paper: f32,
    /// Standard deviation of the paper between neighbouring samples, in levels of the source.
    pub(super) noise: f32,
    /// Brightest hundredth of the sheet.
    pub(super) brightest: u8,
    /// Share of the sheet that is near black, 0..1.
    pub(super) dark: f32,
}

/// Levels below this are near black.
const DARK: usize = 64;

/// Measures the sheet.
pub(super) fn measure(small: &Small) -> Depth {
    let grey = &small.grey;
    let cell = ((small.dpi * CELL).round() as usize).max(4);
    let (cw, ch) = (grey.width.div_ceil(cell), grey.height.div_ceil(cell));
    let raw = cells(grey, cell, cw, ch);
    let closed = extreme(&extreme(&raw, cw, ch, true), cw, ch, false);
    let field = smooth(&closed, cw, ch);
    let mut depth = Grey::new(grey.width, grey.height, 0);
    let (mut levels, mut papers, mut steps) = (Tally::default(), Tally::default(), Tally::default());
    let mut line = vec![0u8; grey.width];
    let columns: Vec<_> = (0..grey.width).map(|x| between(x, cell, cw)).collect();
    let mut upright = vec![0u32; cw];
    for y in 0..grey.height {
        let span = small.span(y, 0.);
        let row = grey.row(y);
        let (top, bottom, part) = between(y, cell, ch);
        let out = &mut depth.data[y * grey.width..(y + 1) * grey.width];
        let (upper, lower) = (&field[top * cw..], &field[bottom * cw..]);
        for ((out, a), b) in upright.iter_mut().zip(upper).zip(lower) {
            *out = u32::from(*a) * (256 - part) + u32::from(*b) * part;
        }
        for x in span.clone() {
            let (left, right, across) = columns[x];
            line[x] = ((upright[left] * (256 - across) + upright[right] * across) >> 16) as u8;
            out[x] = line[x].saturating_sub(row[x]);
        }
        papers.add(&line[span.clone()]);
        levels.add(&row[span.clone()]);
        if span.len() > 2 {
            let pairs = row[span.clone()].iter().zip(&row[span.start + 1..span.end]);
            line.iter_mut().zip(pairs).for_each(|(step, (a, b))| *step = a.abs_diff(*b));
            steps.add(&line[..span.len() - 1]);
        }
    }
    let (levels, papers, steps) = (levels.counts(), papers.counts(), steps.counts());
    let total = levels.iter().sum::<u32>().max(1) as f32;
    Depth {
        depth,
        cells: Cells { levels: raw, side: cell, columns: cw, rows: ch },
        paper: quantile(&papers, 0.5),
        // median |difference| of two samples of deviation s is 0.954 s; a bin holds values around it
        noise: (quantile(&steps, 0.5) / 0.954).max(0.25),
        brightest: quantile(&levels, 0.99) as u8,
        dark: levels[..DARK].iter().sum::<u32>() as f32 / total,
    }
}

/// Value below which `share` of the counts lie, interpolated inside its bin.
pub(super) fn quantile(counts: &[u32], share: f32) -> f32 {
    let total: u64 = counts.iter().map(|c| u64::from(*c)).sum();
    let want = total as f32 * share;
    let mut seen = 0f32;
    for (value, count) in counts.iter().enumerate() {
        let count = *count as f32;
        if count > 0. && seen + count >= want {
            return (value as f32 - 0.5 + (want - seen) / count).max(0.);
        }
        seen += count;
    }
    0.
}

fn cells(grey: &Grey, cell: usize, cw: usize, ch: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(cw * ch);
    for cy in 0..ch {
        for cx in 0..cw {
            let mut counts = [0u16; 256];
            let (x0, x1) = (cx * cell, ((cx + 1) * cell).min(grey.width));
            let (y0, y1) = (cy * cell, ((cy + 1) * cell).min(grey.height));
            for y in y0..y1 {
                grey.row(y)[x0..x1].iter().for_each(|v| counts[usize::from(*v)] += 1);
            }
            let mut left = ((x1 - x0) * (y1 - y0)) as u32 / 5;
            let bright = counts.iter().enumerate().rev().find(|(_, c)| {
                let found = u32::from(**c) > left;
                left = left.saturating_sub(u32::from(**c));
                found
            });
            out.push(bright.map_or(0, |(v, _)| v as u8));
        }
    }
    out
}

/// Largest (`max`) or smallest of each cell's 3 x 3 neighbourhood.
fn extreme(field: &[u8], w: usize, h: usize, max: bool) -> Vec<u8> {
    neighbourhood(field, w, h, |values| {
        if max { values.iter().copied().max() } else { values.iter().copied().min() }.unwrap_or(0)
    })
}

fn smooth(field: &[u8], w: usize, h: usize) -> Vec<u8> {
    neighbourhood(field, w, h, |values| {
        (values.iter().map(|v| u32::from(*v)).sum::<u32>() / values.len().max(1) as u32) as u8
    })
}

fn neighbourhood(field: &[u8], w: usize, h: usize, pick: impl Fn(&[u8]) -> u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(w * h);
    let mut values = [0u8; 9];
    for y in 0..h {
        for x in 0..w {
            let mut n = 0;
            for ny in y.saturating_sub(1)..(y + 2).min(h) {
                for nx in x.saturating_sub(1)..(x + 2).min(w) {
                    values[n] = field[ny * w + nx];
                    n += 1;
                }
            }
            out.push(pick(&values[..n]));
        }
    }
    out
}

/// The two cells around a sample on one axis, and how far (of 256) it is from the first to the second.
fn between(at: usize, step: usize, cells: usize) -> (usize, usize, u32) {
    let twice = (2 * at + 1).saturating_sub(step);
    let first = (twice / (2 * step)).min(cells - 1);
    let part = (twice % (2 * step)) * 256 / (2 * step);
    (first, (first + 1).min(cells - 1), part as u32)
}
