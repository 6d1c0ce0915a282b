//! The border of the ink, decided again.
//!
//! In: a clean bitmap and its flattened grey. Out: the bitmap with the pixels on both sides of each edge decided once
//! more. Most of what a threshold gets wrong lies there: it knows the level to cut at, not the shape that it cuts. A
//! small net sees both. It is trained on pages whose ink people have drawn (`calibration/border.py`) and works
//! on integers.

#[cfg(test)]
mod samples;
mod weights;

use super::level::InkLevel;
use super::window::Window;
use crate::raster::{Bitmap, Grey};
use crate::simd::{Pass, wide};
use weights::{HIDDEN, HIDDEN_BIAS, HIDDEN_WEIGHTS, OUT_BIAS, OUT_WEIGHTS};

/// A place is seen from this far to each side.
const REACH: usize = 2;
const SIDE: usize = 2 * REACH + 1;
/// The means around are taken from this far to each side.
const AROUND: usize = 4;
/// One over the size of that square, of 65536.
const AROUND_SHARE: u32 = 65536 / ((2 * AROUND + 1) * (2 * AROUND + 1)) as u32;
/// Resolutions above this are told as this.
const MOST_DPI: u32 = 1200;
/// What the net is told of a place: depths, their mean around, the share of ink around, its level, the resolution.
const INPUTS: usize = SIDE * SIDE + 4;

/// What comes out of the hidden units loses these bits before it is weighed again, so that the sum fits 32 bits.
const SHIFT: u32 = 12;

/// Decides the border pixels of `bitmap` again, each from the bitmap as it came.
pub(super) fn refine(bitmap: &Bitmap, flat: &Grey, dpi: u32) -> Bitmap {
    let mut out = bitmap.clone();
    let mut scan = Scan::new(bitmap, flat, dpi);
    for y in 0..flat.height {
        if scan.move_to(y) {
            wide(Decide { scan: &scan, y, out: out.row_mut(y) });
        }
    }
    out
}

/// Decides the border pixels of one row.
struct Decide<'a> {
    scan: &'a Scan<'a>,
    y: usize,
    out: &'a mut [u8],
}

impl Pass for Decide<'_> {
    #[inline(always)]
    fn run(self) {
        for (at, (byte, border)) in self.out.iter_mut().zip(&self.scan.border).enumerate() {
            let mut rest = *border;
            while rest != 0 {
                let bit = rest.leading_zeros() as usize;
                let mask = 0x80 >> bit;
                rest &= !mask;
                *byte = match is_ink(&self.scan.inputs(at * 8 + bit, self.y)) {
                    true => *byte | mask,
                    false => *byte & !mask,
                };
            }
        }
    }
}

/// The net: one hidden layer, each unit zero or the sum of what it is told, and their sum. No sum leaves 32 bits: a
/// test adds up the greatest that the weights allow.
#[inline(always)]
fn is_ink(inputs: &[i16; INPUTS]) -> bool {
    let mut hidden = HIDDEN_BIAS;
    let mut told = [0; INPUTS.next_multiple_of(2)];
    told[..INPUTS].copy_from_slice(inputs);
    for (two, weights) in told.chunks_exact(2).zip(&PAIRS) {
        for (sum, weights) in hidden.iter_mut().zip(weights) {
            let first = i32::from(two[0]).wrapping_mul(i32::from(weights[0]));
            let second = i32::from(two[1]).wrapping_mul(i32::from(weights[1]));
            *sum = sum.wrapping_add(first.wrapping_add(second));
        }
    }
    let mut sum = OUT_BIAS;
    for (unit, weight) in hidden.iter().zip(&OUT_WEIGHTS) {
        sum = sum.wrapping_add((unit.max(&0) >> SHIFT).wrapping_mul(i32::from(*weight)));
    }
    sum > 0
}

/// The hidden units' weights of two inputs side by side: processors multiply and add pairs of 16 bits in one step, which
/// halves the time of the net.
static PAIRS: [[[i16; 2]; HIDDEN]; INPUTS.div_ceil(2)] = pairs();

const fn pairs() -> [[[i16; 2]; HIDDEN]; INPUTS.div_ceil(2)] {
    let mut out = [[[0; 2]; HIDDEN]; INPUTS.div_ceil(2)];
    let mut at = 0;
    while at < INPUTS * HIDDEN {
        let (input, unit) = (at / HIDDEN, at % HIDDEN);
        out[input / 2][unit][input % 2] = HIDDEN_WEIGHTS[input][unit];
        at += 1;
    }
    out
}

/// Looks at each border pixel of a page in turn.
struct Scan<'a> {
    bitmap: &'a Bitmap,
    flat: &'a Grey,
    dpi: u32,
    level: InkLevel<'a>,
    /// Sums of depth and of ink around.
    around: Window,
    next: usize,
    /// Depths of the rows around, with `REACH` pixels of paper at both ends; row `y` at `y % SIDE`.
    depths: [Vec<u8>; SIDE],
    /// 65536 over each level.
    shares: Vec<u32>,
    border: Vec<u8>,
}

impl<'a> Scan<'a> {
    fn new(bitmap: &'a Bitmap, flat: &'a Grey, dpi: u32) -> Self {
        Scan {
            bitmap,
            flat,
            dpi,
            level: InkLevel::new(bitmap, flat, ((dpi / 10) as usize).clamp(7, 60)),
            around: Window::new(flat.width, AROUND),
            next: 0,
            depths: std::array::from_fn(|_| vec![0; flat.width + 2 * REACH]),
            shares: (0..=256).map(|level| 65536 / level.max(20)).collect(),
            border: vec![0; bitmap.stride()],
        }
    }

    /// Moves on to row `y`, the next one each time. `false` when it has no border.
    fn move_to(&mut self, y: usize) -> bool {
        self.level.move_to(y);
        if let Some(gone) = y.checked_sub(AROUND + 1) {
            self.add::<false>(gone);
        }
        while self.next < self.flat.height && self.next <= y + AROUND {
            self.add::<true>(self.next);
            self.next += 1;
        }
        let first = if y == 0 { 0 } else { y + REACH };
        for row in first..=y + REACH {
            let inner = self.depths[row % SIDE].iter_mut().skip(REACH);
            if row < self.flat.height {
                inner.zip(self.flat.row(row)).for_each(|(to, v)| *to = 255 - v);
            } else {
                inner.for_each(|to| *to = 0);
            }
        }
        if !border(self.bitmap, y, &mut self.border) {
            return false;
        }
        self.level.slide();
        self.around.slide();
        true
    }

    /// Adds a row's depths and ink to the sums around, or takes them out again.
    fn add<const ENTER: bool>(&mut self, y: usize) {
        let columns = &mut self.around.columns;
        wide(Deepen::<ENTER> { row: self.flat.row(y), columns });
        let one = if ENTER { 1 } else { u32::MAX };
        for (ink, columns) in
            self.bitmap.row(y).iter().zip(columns.chunks_mut(8)).filter(|(ink, _)| **ink != 0)
        {
            for (bit, column) in columns.iter_mut().enumerate() {
                column.1 = column.1.wrapping_add(one * u32::from(ink >> (7 - bit) & 1));
            }
        }
    }

    /// What the net is told of the pixel at (`x`, `y`), `y` being the row moved to. Shares are of 256.
    #[inline(always)]
    fn inputs(&self, x: usize, y: usize) -> [i16; INPUTS] {
        let mut inputs = [0i16; INPUTS];
        let level = match self.level.at(x) {
            0 => 128,
            level => level.clamp(20, 255),
        };
        let share = self.shares[level as usize];
        for (k, to) in inputs.chunks_exact_mut(SIDE).take(SIDE).enumerate() {
            // the rows above the first are those not yet filled
            let row = &self.depths[(y + SIDE - REACH + k) % SIDE][x..x + SIDE];
            for (to, depth) in to.iter_mut().zip(row) {
                *to = ((u32::from(*depth) * share) >> 8).min(384) as i16;
            }
        }
        let (depth, ink) = self.around.sums[x];
        let mean = (depth * 16 * AROUND_SHARE) >> 16;
        let rest = [
            ((mean * share) >> 12).min(384),
            (ink * AROUND_SHARE) >> 8,
            level,
            self.dpi.min(MOST_DPI) * 256 / 300,
        ];
        for (to, value) in inputs[SIDE * SIDE..].iter_mut().zip(rest) {
            *to = value as i16;
        }
        inputs
    }
}

/// Adds a row's depths to the first sums of its columns, or takes them out again.
struct Deepen<'a, const ENTER: bool> {
    row: &'a [u8],
    columns: &'a mut [(u32, u32)],
}

impl<const ENTER: bool> Pass for Deepen<'_, ENTER> {
    #[inline(always)]
    fn run(self) {
        for (v, c) in self.row.iter().zip(self.columns) {
            let depth = u32::from(255u8.wrapping_sub(*v));
            c.0 = if ENTER { c.0.wrapping_add(depth) } else { c.0.wrapping_sub(depth) };
        }
    }
}

/// The pixels of row `y` that have both ink and paper among themselves and their eight neighbours. `false` for none.
fn border(bitmap: &Bitmap, y: usize, out: &mut [u8]) -> bool {
    if out.is_empty() {
        return false;
    }
    let rows = y.saturating_sub(1)..(y + 2).min(bitmap.height());
    let (last, spare) = (out.len() - 1, bitmap.stride() * 8 - bitmap.width());
    let column = |at: usize| {
        let bytes = rows.clone().map(|y| bitmap.row(y)[at]);
        let (any, all) = bytes.fold((0u8, 0xFFu8), |(any, all), b| (any | b, all & b));
        let real = if at == last { 0xFFu8 << spare } else { 0xFF };
        (any, !all & real)
    };
    let mut found = 0;
    let (mut before, mut here) = ((0, 0), column(0));
    for (at, out) in out.iter_mut().enumerate() {
        let after = if at < last { column(at + 1) } else { (0, 0) };
        let spread = |b: u8, h: u8, a: u8| h | h >> 1 | h << 1 | b << 7 | a >> 7;
        let real = if at == last { 0xFFu8 << spare } else { 0xFF };
        *out = spread(before.0, here.0, after.0) & spread(before.1, here.1, after.1) & real;
        found |= *out;
        (before, here) = (here, after);
    }
    found != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sum_of_the_net_leaves_32_bits() {
        let greatest = |input: usize| if input < INPUTS - 1 { 384 } else { i64::from(MOST_DPI) * 256 / 300 };
        let mut total = i64::from(OUT_BIAS).abs();
        for unit in 0..HIDDEN {
            let weigh = |input: usize| greatest(input) * i64::from(HIDDEN_WEIGHTS[input][unit]).abs();
            let most = i64::from(HIDDEN_BIAS[unit]).abs() + (0..INPUTS).map(weigh).sum::<i64>();
            assert!(most <= i64::from(i32::MAX), "unit {unit}: {most}");
            total += (most >> SHIFT) * i64::from(OUT_WEIGHTS[unit]).abs();
        }
        assert!(total <= i64::from(i32::MAX), "{total}");
    }

    #[test]
    fn border_is_where_ink_and_paper_meet() {
        let (width, height) = (37, 23);
        let mut bitmap = Bitmap::new(width, height);
        let mut state = 7u32;
        for i in 0..width * height {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // solid areas, paper and a ragged line between them
            bitmap.set(
                i % width,
                i / width,
                (i % width) * 255 < 7 * 255 + (state >> 24) as usize || i / width > 18,
            );
        }
        for y in 0..height {
            let mut bits = vec![0; bitmap.stride()];
            let any = border(&bitmap, y, &mut bits);
            assert_eq!(any, bits.iter().any(|b| *b != 0));
            for x in 0..bitmap.stride() * 8 {
                let (mut ink, mut paper) = (false, false);
                for (dx, dy) in (0..9).map(|i| (i % 3, i / 3)) {
                    let (x, y) = ((x + dx).wrapping_sub(1), (y + dy).wrapping_sub(1));
                    if x < width && y < height {
                        *(if bitmap.get(x, y) { &mut ink } else { &mut paper }) = true;
                    }
                }
                assert_eq!(bits[x / 8] & (0x80 >> (x % 8)) != 0, x < width && ink && paper, "{x} {y}");
            }
        }
    }

    /// Strokes with soft edges, cut now too fat and now too thin: the net may draw them fatter or thinner than we would,
    /// yet everywhere the same.
    #[test]
    fn a_ragged_cut_is_evened_out() {
        let (width, height) = (320, 200);
        let away = |x: f64, y: f64| {
            ((y + 0.15 * x - 60.0).abs() - 2.6).min((libm::hypot(x - 160.0, y - 120.0) - 40.0).abs() - 2.3)
        };
        let mut flat = Grey::new(width, height, 0);
        let mut cut = Bitmap::new(width, height);
        let mut state = 3u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        for (i, value) in flat.data.iter_mut().enumerate() {
            let away = away((i % width) as f64, (i / width) as f64);
            *value = (80.0 + 170.0 * (away / 2.0 + 0.5).clamp(0.0, 1.0) + next() * 4.0) as u8;
            cut.set(i % width, i / width, away < next() * 2.0 - 1.0);
        }
        // pixels that no one cut of the grey would have decided so
        let uneven = |b: &Bitmap| {
            let against = |cut: u8| {
                (0..width * height).filter(|i| b.get(i % width, i / width) != (flat.data[*i] < cut)).count()
            };
            (90..240).map(against).min().unwrap()
        };
        let (before, after) = (uneven(&cut), uneven(&refine(&cut, &flat, 300)));
        assert!(after * 2 < before, "{before} pixels before, {after} after");
    }

    #[test]
    fn pages_without_border_and_of_any_size_are_left_alone() {
        for (width, height) in [(0, 0), (1, 1), (3, 2), (8, 5), (17, 9)] {
            let flat = Grey::new(width, height, 90);
            let mut bitmap = Bitmap::new(width, height);
            assert_eq!(refine(&bitmap, &flat, 300), bitmap);
            (0..width * height).for_each(|i| bitmap.set(i % width.max(1), i / width.max(1), true));
            assert_eq!(refine(&bitmap, &flat, 300), bitmap);
        }
    }
}
