//! The small copies that all looking is done on, made in one pass over the stored pixels.
//!
//! `mid` is grey at about 150 dpi of an A4 frame, fine enough for text lines; `small` is in colour, 640
//! pixels or so, for the sheet as a whole. Both keep the stored orientation.

use crate::raster::{Bitmap, Grey, Pixels};
use crate::simd::{Pass, wide};

use super::tone::luma_sum;

/// Long side that `mid` comes nearest to.
const MID: usize = 1750;
/// Long side that `small` comes nearest to.
const SMALL: usize = 640;

/// Most rows whose samples add up to 16 bits.
const MOST: usize = 257;

/// Reduced copies of a page, stored orientation.
pub(super) struct Look {
    /// Luma, reduced by `mid_factor`.
    pub(super) mid: Pixels,
    pub(super) mid_factor: usize,
    /// Red, green, blue planes, reduced by `small_factor`; all the same for a grey source.
    pub(super) small: [Grey; 3],
    pub(super) small_factor: usize,
    pub(super) coloured: bool,
}

/// Looks at the stored pixels.
pub(super) fn look(pixels: &Pixels) -> Look {
    let (w, h) = pixels.size();
    let nearest = |long: usize, aim: usize| ((long * 2 + aim) / (aim * 2)).max(1);
    let k = nearest(w.max(h), MID).min(w.min(h).max(1)).min(MOST);
    let (mw, mh) = (w / k, h / k);
    let j = nearest(mw.max(mh), SMALL).min(mw.min(mh).max(1));
    let mut reducer = Reducer::new(mw, mh, k, j);
    match pixels {
        Pixels::Rgb(c) => reducer.run::<3>(|y, sums| add(&c.data[y * w * 3..(y + 1) * w * 3], sums)),
        Pixels::Grey(g) => reducer.run::<1>(|y, sums| add(g.row(y), sums)),
        Pixels::Bilevel(b) => {
            let mut row = vec![0u8; w];
            reducer.run::<1>(|y, sums| {
                unpack(b, y, &mut row);
                add(&row, sums);
            });
        }
    }
    let coloured = matches!(pixels, Pixels::Rgb(_));
    Look {
        mid: Pixels::Grey(reducer.mid),
        mid_factor: k,
        small: reducer.small,
        small_factor: j * k,
        coloured,
    }
}

struct Reducer {
    mid: Grey,
    small: [Grey; 3],
    k: usize,
    j: usize,
}

impl Reducer {
    fn new(mw: usize, mh: usize, k: usize, j: usize) -> Self {
        let plane = || Grey::new(mw / j, mh / j, 0);
        Reducer { mid: Grey::new(mw, mh, 0), small: [plane(), plane(), plane()], k, j }
    }

    /// `add(y, sums)` adds the samples of stored row `y`, of `CHANNELS` a pixel, to the sums of each column.
    ///
    /// Rows are added up first, which is what vectors do best; what is left to add across is `k` times less.
    fn run<const CHANNELS: usize>(&mut self, mut add: impl FnMut(usize, &mut [u16])) {
        let (k, j, mw) = (self.k, self.j, self.mid.width);
        let mut sums = vec![0u16; mw * k * CHANNELS];
        let mut block = vec![0u32; mw * k * CHANNELS];
        let mut lumas = vec![0u32; mw * k];
        for my in 0..self.mid.height {
            sums.fill(0);
            for y in 0..k {
                add(my * k + y, &mut sums);
            }
            let row = &mut self.mid.data[my * mw..(my + 1) * mw];
            wide(MidRow::<CHANNELS> { sums: &sums, k, lumas: &mut lumas, row, block: &mut block });
            if my % j == j - 1 {
                self.small_row::<CHANNELS>(my / j, &block);
                block.fill(0);
            }
        }
    }

    /// Means of the blocks of `j * k` columns whose rows were added up.
    fn small_row<const CHANNELS: usize>(&mut self, y: usize, block: &[u32]) {
        let (side, width) = (self.j * self.k, self.small[0].width);
        let all = (side * side) as u64;
        for (x, cell) in block.chunks_exact(side * CHANNELS).enumerate().take(width) {
            let mut sums = [0u64; CHANNELS];
            for pixel in cell.as_chunks::<CHANNELS>().0 {
                (0..CHANNELS).for_each(|c| sums[c] = sums[c].wrapping_add(u64::from(pixel[c])));
            }
            for (c, plane) in self.small.iter_mut().enumerate() {
                plane.data[y * width + x] = (sums[c.min(CHANNELS - 1)] / all) as u8;
            }
        }
    }
}

/// A row of the mid copy from the sums of its columns, which are then added to those of the small copy's.
struct MidRow<'a, const CHANNELS: usize> {
    sums: &'a [u16],
    k: usize,
    lumas: &'a mut [u32],
    row: &'a mut [u8],
    block: &'a mut [u32],
}

impl<const CHANNELS: usize> Pass for MidRow<'_, CHANNELS> {
    #[inline(always)]
    fn run(self) {
        if CHANNELS == 3 {
            for (out, s) in self.lumas.iter_mut().zip(self.sums.as_chunks::<3>().0) {
                *out = luma_sum(u32::from(s[0]), u32::from(s[1]), u32::from(s[2]));
            }
        } else {
            for (out, s) in self.lumas.iter_mut().zip(self.sums) {
                *out = u32::from(*s) << 8;
            }
        }
        shares(self.lumas, self.k, self.row);
        for (b, s) in self.block.iter_mut().zip(self.sums) {
            *b = b.wrapping_add(u32::from(*s));
        }
    }
}

/// Means of `k` columns of `k` rows each, of sums of 256 times the luma. The usual factors have their own loop.
#[inline(always)]
fn shares(lumas: &[u32], k: usize, out: &mut [u8]) {
    // One multiplication instead of a division a pixel.
    let share = (1u64 << 40) / (256 * (k * k) as u64) + 1;
    let mean = |sum: u32| (u64::from(sum).wrapping_mul(share) >> 40) as u8;
    match k {
        1 => {
            for (o, v) in out.iter_mut().zip(lumas) {
                *o = (*v >> 8) as u8;
            }
        }
        2 => {
            for (o, c) in out.iter_mut().zip(lumas.as_chunks::<2>().0) {
                *o = (c[0].wrapping_add(c[1]) >> 10) as u8;
            }
        }
        3 => {
            for (o, c) in out.iter_mut().zip(lumas.as_chunks::<3>().0) {
                *o = mean(c[0].wrapping_add(c[1]).wrapping_add(c[2]));
            }
        }
        _ => {
            for (o, c) in out.iter_mut().zip(lumas.chunks_exact(k)) {
                *o = mean(c.iter().fold(0u32, |s, v| s.wrapping_add(*v)));
            }
        }
    }
}

fn add(row: &[u8], sums: &mut [u16]) {
    wide(Add { row, sums });
}

/// Adds a row of samples to the sums of its columns.
struct Add<'a> {
    row: &'a [u8],
    sums: &'a mut [u16],
}

impl Pass for Add<'_> {
    #[inline(always)]
    fn run(self) {
        for (sum, v) in self.sums.iter_mut().zip(self.row) {
            *sum = sum.wrapping_add(u16::from(*v));
        }
    }
}

fn unpack(bitmap: &Bitmap, y: usize, out: &mut [u8]) {
    let row = bitmap.row(y);
    for (x, out) in out.iter_mut().enumerate() {
        *out = if row[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 };
    }
}
