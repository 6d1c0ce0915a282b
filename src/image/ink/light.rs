//! Even light: what would the page look like under one lamp, on white paper?
//!
//! The paper is looked at in cells of about 0.7 mm, small enough to follow a fold or a highlighter and
//! large enough to hold paper beside every stroke. First guess: the brighter half of each cell, with dark
//! cells narrower than the broadest stroke filled from their neighbours (a closing). Second: the mean of
//! the pixels that the first guess calls paper. The page is then divided by it.

use crate::raster::{Grey, Rgb};
use crate::simd::{Pass, wide};

/// Cells an inch: 0.68 mm each.
const CELLS_PER_INCH: u32 = 37;
/// Half the closing window in cells: dark shapes up to `2 * CLOSING + 1` cells thick count as ink.
const CLOSING: usize = 3;
/// Paper is never darker than this share (of 256) of the page's typical paper: what is stays black.
const DARKEST_PAPER: u32 = 64;
/// Pixels further apart than the blur of a lens or an enlargement share no grain.
const APART: usize = 5;
/// The grain is looked for in every so many rows.
const GRAIN_ROWS: usize = 24;
/// More grain, in levels, than pages without noise have: they show 1 at most, a photo at dusk 11.
const MUCH_GRAIN: u32 = 12;
/// A gain of one, in the fixed point of the gain field.
const UNIT: u32 = 1 << 12;

/// A page under even light.
pub(super) struct Light {
    /// Paper near 255.
    pub(super) flat: Grey,
    /// Standard deviation of blank paper on `flat`, in sixteenths of a level, at least 8.
    pub(super) noise: u32,
    /// Number of pixels of each value of `flat`, in every other row.
    pub(super) counts: [u32; 256],
}

impl Light {
    /// Is the paper grainy, and says its bright side nothing of that? So it is where the picture cut the grain off
    /// at white: `noise` is then far too small, and the dark half of the grain would be cut as ink.
    pub(super) fn hides_grain(&self) -> bool {
        let grain = grain(&self.flat);
        grain > MUCH_GRAIN && self.noise * 3 < grain * 16
    }
}

/// Rec. 601 luma.
pub(super) fn luma(rgb: &Rgb) -> Grey {
    let data = rgb
        .data
        .chunks_exact(3)
        .map(|p| ((u32::from(p[0]) * 77 + u32::from(p[1]) * 150 + u32::from(p[2]) * 29 + 128) >> 8) as u8)
        .collect();
    Grey { width: rgb.width, height: rgb.height, data }
}

/// Divides the page by its paper.
pub(super) fn flatten(grey: Grey, dpi: u32) -> Light {
    if grey.data.is_empty() {
        return Light { flat: grey, noise: 8, counts: [0; 256] };
    }
    let step = (dpi / CELLS_PER_INCH).clamp(2, 64) as usize;
    let mut cells = first_guess(&grey, step);
    let typical = cells.percentile(75).max(8);
    let floor = (typical * DARKEST_PAPER / 256).max(4) as u8;
    cells.raise(floor);
    let mut paper = second_guess(&grey, step, &cells);
    paper.raise(floor);
    divide(grey, step, &paper)
}

/// Deviation of the grain of blank paper, in levels: about 1.6 times the median difference of pixels that are
/// `APART`, as half of the pixels of paper are cut off at 255 and a tenth of the page is ink.
fn grain(flat: &Grey) -> u32 {
    let mut counts = [0u32; 256];
    for y in (0..flat.height).step_by(GRAIN_ROWS) {
        let row = flat.row(y);
        row.iter().zip(row.iter().skip(APART)).for_each(|(a, b)| counts[usize::from(a.abs_diff(*b))] += 1);
    }
    let mut left = counts.iter().sum::<u32>() / 2;
    for (step, count) in counts.iter().enumerate() {
        if left < *count {
            return step as u32 * 16 / 10;
        }
        left -= count;
    }
    0
}

/// Weighs each pixel 4, its neighbours on the axes 2 and the others 1: grain of single pixels falls to 0.4, and shows
/// again on the bright side of the paper.
pub(super) fn smooth(grey: &Grey) -> Grey {
    let (w, h) = (grey.width, grey.height);
    let mut data = Vec::with_capacity(w * h);
    let mut sums = vec![0u16; w];
    for y in 0..h {
        let (above, below) = (grey.row(y.saturating_sub(1)), grey.row((y + 1).min(h - 1)));
        for (((sum, a), b), c) in sums.iter_mut().zip(above).zip(grey.row(y)).zip(below) {
            *sum = u16::from(*a) + 2 * u16::from(*b) + u16::from(*c);
        }
        let (first, last) = (sums.iter().take(1), sums.iter().rev().take(1));
        let left = first.chain(&sums);
        let right = sums.iter().skip(1).chain(last);
        data.extend(left.zip(&sums).zip(right).map(|((a, b), c)| ((a + 2 * b + c + 8) / 16) as u8));
    }
    Grey { width: w, height: h, data }
}

/// A small image of one value a cell.
struct Field {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Field {
    fn percentile(&self, percent: usize) -> u32 {
        let mut counts = [0usize; 256];
        self.data.iter().for_each(|v| counts[usize::from(*v)] += 1);
        let mut left = self.data.len() * percent / 100;
        for (value, count) in counts.iter().enumerate() {
            if left < *count {
                return value as u32;
            }
            left -= count;
        }
        255
    }

    fn raise(&mut self, floor: u8) {
        self.data.iter_mut().for_each(|v| *v = (*v).max(floor));
    }

    /// Largest (`MAX`) or smallest value within `radius` on both axes.
    fn extreme<const MAX: bool>(&self, radius: usize) -> Field {
        let pick = |a: u8, b: &u8| if MAX { a.max(*b) } else { a.min(*b) };
        let start = if MAX { 0 } else { 255 };
        let (w, h) = (self.width, self.height);
        let mut rows = vec![0; w * h];
        for (row, out) in self.data.chunks_exact(w).zip(rows.chunks_exact_mut(w)) {
            out.copy_from_slice(row);
            for apart in 1..=radius.min(w - 1) {
                out.iter_mut().zip(&row[apart..]).for_each(|(o, v)| *o = pick(*o, v));
                out[apart..].iter_mut().zip(row).for_each(|(o, v)| *o = pick(*o, v));
            }
        }
        let mut data = vec![start; w * h];
        for (y, out) in data.chunks_exact_mut(w).enumerate() {
            for row in rows[y.saturating_sub(radius) * w..(y + radius + 1).min(h) * w].chunks_exact(w) {
                out.iter_mut().zip(row).for_each(|(o, v)| *o = pick(*o, v));
            }
        }
        Field { width: w, height: h, data }
    }

    /// Median of the square of `radius`. The square moves by a column at a time and its median hardly moves with it,
    /// so it is looked for from where it was.
    fn median(&self, radius: usize) -> Field {
        let (w, h) = (self.width, self.height);
        let mut data = Vec::with_capacity(w * h);
        for y in 0..h {
            let rows = &self.data[y.saturating_sub(radius) * w..(y + radius + 1).min(h) * w];
            let mut seen = Counts::default();
            for x in 0..radius.min(w) {
                rows.iter().skip(x).step_by(w).for_each(|v| seen.add(*v));
            }
            for x in 0..w {
                if x + radius < w {
                    rows.iter().skip(x + radius).step_by(w).for_each(|v| seen.add(*v));
                }
                if x > radius {
                    rows.iter().skip(x - radius - 1).step_by(w).for_each(|v| seen.remove(*v));
                }
                data.push(seen.median());
            }
        }
        Field { width: w, height: h, data }
    }
}

/// Values in a window, and a place among them that follows the median.
struct Counts {
    of: [u16; 256],
    total: u32,
    value: u8,
    /// How many are less than `value`.
    below: u32,
}

impl Default for Counts {
    fn default() -> Self {
        Counts { of: [0; 256], total: 0, value: 0, below: 0 }
    }
}

impl Counts {
    fn add(&mut self, v: u8) {
        self.of[usize::from(v)] += 1;
        self.total += 1;
        self.below += u32::from(v < self.value);
    }

    fn remove(&mut self, v: u8) {
        self.of[usize::from(v)] -= 1;
        self.total -= 1;
        self.below -= u32::from(v < self.value);
    }

    fn median(&mut self) -> u8 {
        let half = self.total / 2;
        while self.below > half {
            self.value -= 1;
            self.below -= u32::from(self.of[usize::from(self.value)]);
        }
        while self.value < 255 && self.below + u32::from(self.of[usize::from(self.value)]) <= half {
            self.below += u32::from(self.of[usize::from(self.value)]);
            self.value += 1;
        }
        self.value
    }
}

/// Mean of the pixels of each cell that are at least as bright as the cell's mean, closed.
fn first_guess(grey: &Grey, step: usize) -> Field {
    let (w, h) = (grey.width.div_ceil(step), grey.height.div_ceil(step));
    let mut data = Vec::with_capacity(w * h);
    let mut kept = Kept::new(grey.width, step);
    let none = vec![0; w];
    for cy in 0..h {
        let all = kept.of(grey, cy, &none);
        let means: Vec<u8> = all.iter().map(|(sum, count)| (sum / count.max(&1)) as u8).collect();
        let bright = kept.of(grey, cy, &means);
        data.extend(bright.iter().map(|(sum, count)| (sum / count.max(&1)) as u8));
    }
    let raw = Field { width: w, height: h, data };
    raw.extreme::<true>(CLOSING).extreme::<false>(CLOSING).median(2)
}

/// Sums and numbers, over a row of cells, of the pixels that are bright enough; by columns first, which is what
/// vectors do best.
struct Kept {
    step: usize,
    /// For each column: what is darker does not count.
    least: Vec<u8>,
    /// A cell has at most 64 rows of 255: 16 bits hold them.
    sums: Vec<u16>,
    counts: Vec<u16>,
}

impl Kept {
    fn new(width: usize, step: usize) -> Self {
        Kept { step, least: vec![0; width], sums: vec![0; width], counts: vec![0; width] }
    }

    /// Sum and number, for each cell of row `cy`, of its pixels that are not darker than its `least`.
    fn of(&mut self, grey: &Grey, cy: usize, least: &[u8]) -> Vec<(u32, u32)> {
        for (columns, least) in self.least.chunks_mut(self.step).zip(least) {
            columns.fill(*least);
        }
        self.sums.fill(0);
        self.counts.fill(0);
        for y in cy * self.step..((cy + 1) * self.step).min(grey.height) {
            let (sums, counts) = (&mut self.sums, &mut self.counts);
            wide(KeepRow { row: grey.row(y), least: &self.least, sums, counts });
        }
        let total = |cell: &[u16]| cell.iter().fold(0u32, |s, v| s.wrapping_add(u32::from(*v)));
        let cells = self.sums.chunks(self.step).zip(self.counts.chunks(self.step));
        cells.map(|(sums, counts)| (total(sums), total(counts))).collect()
    }
}

/// Adds a row to the sums and numbers of its columns.
struct KeepRow<'a> {
    row: &'a [u8],
    least: &'a [u8],
    sums: &'a mut [u16],
    counts: &'a mut [u16],
}

impl Pass for KeepRow<'_> {
    #[inline(always)]
    fn run(self) {
        let columns = self.sums.iter_mut().zip(self.counts.iter_mut());
        for ((v, least), (sum, count)) in self.row.iter().zip(self.least).zip(columns) {
            let kept = v >= least;
            *sum = sum.wrapping_add(if kept { u16::from(*v) } else { 0 });
            *count = count.wrapping_add(u16::from(kept));
        }
    }
}

/// Mean of each cell's paper pixels, smoothed; cells without enough of them take their neighbours'.
fn second_guess(grey: &Grey, step: usize, guess: &Field) -> Field {
    let (w, h) = (guess.width, guess.height);
    let least: Vec<u8> = guess.data.iter().map(|paper| paper - paper / 10).collect();
    let mut kept = Kept::new(grey.width, step);
    let cells: Vec<(u32, u32)> =
        least.chunks_exact(w).enumerate().flat_map(|(cy, least)| kept.of(grey, cy, least)).collect();
    // the first guess joins in with the weight of a few pixels, so that no cell is without a value
    let few = (step * step / 16).max(1) as u32;
    let joined = cells.iter().zip(&guess.data);
    let (mut sums, mut counts): (Vec<u32>, Vec<u32>) =
        joined.map(|((sum, count), guess)| (sum + few * u32::from(*guess), count + few)).unzip();
    for _ in 0..2 {
        sums = box_sum(&sums, w, h);
        counts = box_sum(&counts, w, h);
    }
    let data = sums.iter().zip(&counts).map(|(s, c)| (s / c.max(&1)).min(255) as u8).collect();
    Field { width: w, height: h, data }
}

/// Sum over the 3 x 3 neighbourhood; 64-pixel cells of 255 stay far below 2^32 after two rounds.
fn box_sum(values: &[u32], w: usize, h: usize) -> Vec<u32> {
    let mut rows = vec![0u32; w * h];
    for (row, out) in values.chunks_exact(w).zip(rows.chunks_exact_mut(w)) {
        for (x, o) in out.iter_mut().enumerate() {
            *o = row[x.saturating_sub(1)..(x + 2).min(w)].iter().sum();
        }
    }
    let mut data = vec![0u32; w * h];
    for (y, out) in data.chunks_exact_mut(w).enumerate() {
        for row in rows[y.saturating_sub(1) * w..(y + 2).min(h) * w].chunks_exact(w) {
            out.iter_mut().zip(row).for_each(|(o, v)| *o += v);
        }
    }
    data
}

/// Multiplies by 255 / paper, interpolated between cell centres, and measures the noise of blank paper.
fn divide(mut grey: Grey, step: usize, paper: &Field) -> Light {
    let (w, cells) = (grey.width, paper.width);
    let gains: Vec<u32> = paper.data.iter().map(|p| 255 * UNIT / u32::from((*p).max(1))).collect();
    // Counts in turn: neighbours have the same value, and adding to the one just written waits for it.
    let mut turns = [[0u32; 512]; 4];
    let mut line = vec![0u32; cells];
    let parts: Vec<u32> = (0..step).map(|x| between(x + step / 2, step, cells).2).collect();
    let mut row_gain = vec![0u32; w];
    let mut lit = vec![0u16; w];
    for y in 0..grey.height {
        let (above, below, part) = between(y, step, paper.height);
        for (x, gain) in line.iter_mut().enumerate() {
            let (a, b) = (gains[above * cells + x], gains[below * cells + x]);
            *gain = (a * (256 - part) + b * part) >> 8;
        }
        let row = &mut grey.data[y * w..(y + 1) * w];
        wide(DivideRow { row, line: &line, parts: &parts, gains: &mut row_gain, lit: &mut lit });
        // Half of the rows tell as much as all; both even and odd ones, as screens repeat every second row.
        if y % 4 == 1 || y % 4 == 2 {
            continue;
        }
        let fours = lit.as_chunks::<4>();
        for four in fours.0 {
            for (v, counts) in four.iter().zip(&mut turns) {
                counts[usize::from(v & 511)] = counts[usize::from(v & 511)].wrapping_add(1);
            }
        }
        fours.1.iter().for_each(|v| turns[0][usize::from(v & 511)] += 1);
    }
    let all: [u32; 512] = std::array::from_fn(|i| turns.iter().map(|t| t[i]).sum());
    let mut counts = [0; 256];
    counts.copy_from_slice(&all[..256]);
    counts[255] += all[256..].iter().sum::<u32>();
    Light { flat: grey, noise: noise_of(&all), counts }
}

/// Lights one row: `line` has the gains at the cells' centres, `parts` how far each pixel between two of them is.
struct DivideRow<'a> {
    row: &'a mut [u8],
    line: &'a [u32],
    parts: &'a [u32],
    /// Room for the gain of each pixel.
    gains: &'a mut [u32],
    /// The new values, up to 511: paper that is brighter than paper tells its noise.
    lit: &'a mut [u16],
}

impl Pass for DivideRow<'_> {
    #[inline(always)]
    fn run(self) {
        let (step, last) = (self.parts.len(), self.line.len().saturating_sub(1));
        // Before the first cell's centre its own gain holds, and so after the last one's.
        let (head, rest) = self.gains.split_at_mut((step / 2).min(self.row.len()));
        head.fill(self.line[0]);
        for (i, gains) in rest.chunks_mut(step).enumerate() {
            let (left, right) = (self.line[i.min(last)], self.line[(i + 1).min(last)]);
            // Gains stay below 2^20 and their weights add up to 256: nothing wraps.
            for (gain, part) in gains.iter_mut().zip(self.parts) {
                let left = left.wrapping_mul(256u32.wrapping_sub(*part));
                *gain = left.wrapping_add(right.wrapping_mul(*part)) >> 8;
            }
        }
        for ((v, gain), lit) in self.row.iter_mut().zip(self.gains.iter()).zip(self.lit) {
            let value = u32::from(*v).wrapping_mul(*gain).wrapping_add(UNIT / 2) / UNIT;
            *lit = value.min(511) as u16;
            *v = value.min(255) as u8;
        }
    }
}

/// The two cells around a pixel on one axis, and how far (of 256) it is from the first to the second.
fn between(at: usize, step: usize, cells: usize) -> (usize, usize, u32) {
    let twice = (2 * at + 1).saturating_sub(step);
    let first = (twice / (2 * step)).min(cells - 1);
    let part = (twice % (2 * step)) * 256 / (2 * step);
    (first, (first + 1).min(cells - 1), part as u32)
}

/// Deviation of blank paper in sixteenths of a level, from the bright side of its peak: the dark side
/// holds ink and bleed-through.
fn noise_of(counts: &[u32; 512]) -> u32 {
    let smooth = |i: usize| counts[i - 1] + 2 * counts[i] + counts[i + 1];
    let peak = (160..350).max_by_key(|i| (smooth(*i), *i)).unwrap_or(255);
    let total: u64 =
        counts[peak + 1..].iter().map(|c| u64::from(*c)).sum::<u64>() + u64::from(counts[peak]) / 2;
    let mut left = total * 683 / 1000;
    left = left.saturating_sub(u64::from(counts[peak]) / 2);
    for (i, count) in counts.iter().enumerate().skip(peak + 1) {
        let count = u64::from(*count);
        if left <= count {
            let part = (left * 16).checked_div(count).unwrap_or(0);
            return (((i - peak) as u32 - 1) * 16 + 8 + part as u32).max(8);
        }
        left -= count;
    }
    8
}

#[cfg(test)]
mod unit {
    use super::*;

    /// Paper with grain, at `level`; what is above white is cut off.
    fn grainy(level: i32, grain: i32) -> Grey {
        let (width, height) = (400, 300);
        let mut state = 7u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i32 % 256 - 128
        };
        let data = (0..width * height)
            .map(|_| ((next() + next() + next() + next()) * grain / 148 + level).clamp(0, 255) as u8)
            .collect();
        Grey { width, height, data }
    }

    #[test]
    fn grain_cut_off_at_white_is_seen() {
        for grain in [30, 45, 60] {
            let cut_off = flatten(grainy(250, grain), 300);
            assert!(cut_off.hides_grain(), "{grain}: {}", cut_off.noise);
            let smoothed = flatten(smooth(&cut_off.flat), 300);
            assert!(smoothed.noise > 2 * cut_off.noise, "{} {}", smoothed.noise, cut_off.noise);
            assert!(!flatten(grainy(150, grain / 2), 300).hides_grain());
        }
        assert!(!flatten(grainy(250, 2), 300).hides_grain());
    }

    #[test]
    fn smoothing_keeps_what_is_even_and_the_size() {
        for (width, height) in [(1, 1), (1, 5), (6, 1), (9, 4)] {
            let even = Grey { width, height, data: vec![201; width * height] };
            assert_eq!(smooth(&even).data, even.data);
        }
        let mut dot = Grey { width: 3, height: 3, data: vec![0; 9] };
        dot.data[4] = 160;
        assert_eq!(smooth(&dot).data, [10, 20, 10, 20, 40, 20, 10, 20, 10]);
    }

    #[test]
    fn the_median_follows_its_window() {
        let (width, height) = (23, 11);
        let data =
            (0..width * height).map(|i| ((i as u32).wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let field = Field { width, height, data };
        for radius in [1, 2, 30] {
            let found = field.median(radius);
            for (i, median) in found.data.iter().enumerate() {
                let (x, y) = (i % width, i / width);
                let rows = y.saturating_sub(radius)..(y + radius + 1).min(height);
                let columns = x.saturating_sub(radius)..(x + radius + 1).min(width);
                let mut all: Vec<u8> = rows
                    .flat_map(|y| columns.clone().map(move |x| y * width + x))
                    .map(|i| field.data[i])
                    .collect();
                all.sort_unstable();
                assert_eq!(*median, all[all.len() / 2]);
            }
        }
    }

    /// The gain of each pixel lies between those of the two cells around it, as `between` has it.
    #[test]
    fn gains_are_spread_as_between_says() {
        for (step, width) in [(2, 3), (5, 41), (8, 64), (8, 67), (9, 4), (64, 200)] {
            let cells = usize::div_ceil(width, step);
            let line: Vec<u32> = (0..cells as u32).map(|i| 4096 + i * i * 331 % 9000).collect();
            let parts: Vec<u32> = (0..step).map(|x| between(x + step / 2, step, cells).2).collect();
            let (mut row, mut gains, mut lit) = (vec![200; width], vec![0; width], vec![0; width]);
            DivideRow { row: &mut row, line: &line, parts: &parts, gains: &mut gains, lit: &mut lit }.run();
            for (x, gain) in gains.iter().enumerate() {
                let (left, right, part) = between(x, step, cells);
                assert_eq!(*gain, (line[left] * (256 - part) + line[right] * part) >> 8, "{step} {x}");
                assert_eq!(u32::from(row[x]), ((200 * gain + UNIT / 2) / UNIT).min(255));
            }
        }
    }
}
