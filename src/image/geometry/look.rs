//! The small copies that all looking is done on, made in one pass over the stored pixels.
//!
//! `mid` is grey at about 150 dpi of an A4 frame, fine enough for text lines; `small` is in colour, 640
//! pixels or so, for the sheet as a whole. Both keep the stored orientation.

use crate::raster::{Bitmap, Grey, Pixels};

use super::tone::luma_sum;

/// Long side that `mid` comes nearest to.
const MID: usize = 1750;
/// Long side that `small` comes nearest to.
const SMALL: usize = 640;

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
    let k = nearest(w.max(h), MID).min(w.min(h).max(1));
    let (mw, mh) = (w / k, h / k);
    let j = nearest(mw.max(mh), SMALL).min(mw.min(mh).max(1));
    let mut reducer = Reducer::new(mw, mh, k, j);
    match pixels {
        Pixels::Rgb(c) => reducer.run(|y, sums| add_rgb(&c.data[y * w * 3..(y + 1) * w * 3], k, sums)),
        Pixels::Grey(g) => reducer.run(|y, sums| add_grey(g.row(y), k, sums)),
        Pixels::Bilevel(b) => {
            let mut row = vec![0u8; w];
            reducer.run(|y, sums| {
                unpack(b, y, &mut row);
                add_grey(&row, k, sums);
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

    /// `add(y, sums)` adds stored row `y` to the three sums of each mid column.
    fn run(&mut self, mut add: impl FnMut(usize, &mut [[u32; 3]])) {
        let (k, j, mw) = (self.k, self.j, self.mid.width);
        let sw = self.small[0].width;
        let cells = (k * k) as u32;
        // One multiplication instead of three divisions a pixel.
        let share = (1u64 << 40) / (256 * u64::from(cells)) + 1;
        let mut sums = vec![[0u32; 3]; mw];
        let mut small = vec![[0u64; 3]; sw];
        for my in 0..self.mid.height {
            sums.fill([0; 3]);
            for y in 0..k {
                add(my * k + y, &mut sums);
            }
            for (out, s) in self.mid.data[my * mw..(my + 1) * mw].iter_mut().zip(&sums) {
                let sum = u64::from(luma_sum(s[0], s[1], s[2]));
                *out = (sum.wrapping_mul(share) >> 40) as u8;
            }
            for (out, block) in small.iter_mut().zip(sums.chunks_exact(j)) {
                for s in block {
                    (0..3).for_each(|c| out[c] = out[c].wrapping_add(u64::from(s[c])));
                }
            }
            if my % j == j - 1 {
                let all = (cells as usize * j * j) as u64;
                for (x, s) in small.iter().enumerate() {
                    (0..3).for_each(|c| self.small[c].data[my / j * sw + x] = (s[c] / all) as u8);
                }
                small.fill([0; 3]);
            }
        }
    }
}

/// Adds one row; the usual factors have their own loop, which the compiler unrolls.
fn add_rgb(row: &[u8], k: usize, sums: &mut [[u32; 3]]) {
    match k {
        1 => add_rgb_cells::<3>(row, sums),
        2 => add_rgb_cells::<6>(row, sums),
        3 => add_rgb_cells::<9>(row, sums),
        4 => add_rgb_cells::<12>(row, sums),
        _ => {
            for (sum, cell) in sums.iter_mut().zip(row.chunks_exact(3 * k)) {
                for p in cell.chunks_exact(3) {
                    (0..3).for_each(|c| sum[c] = sum[c].wrapping_add(u32::from(p[c])));
                }
            }
        }
    }
}

fn add_rgb_cells<const BYTES: usize>(row: &[u8], sums: &mut [[u32; 3]]) {
    for (sum, cell) in sums.iter_mut().zip(row.as_chunks::<BYTES>().0) {
        for i in 0..BYTES / 3 {
            (0..3).for_each(|c| sum[c] = sum[c].wrapping_add(u32::from(cell[3 * i + c])));
        }
    }
}

fn add_grey(row: &[u8], k: usize, sums: &mut [[u32; 3]]) {
    match k {
        1 => add_grey_cells::<1>(row, sums),
        2 => add_grey_cells::<2>(row, sums),
        3 => add_grey_cells::<3>(row, sums),
        4 => add_grey_cells::<4>(row, sums),
        _ => {
            for (sum, cell) in sums.iter_mut().zip(row.chunks_exact(k)) {
                let v = cell.iter().fold(0u32, |s, v| s.wrapping_add(u32::from(*v)));
                *sum = sum.map(|s| s.wrapping_add(v));
            }
        }
    }
}

fn add_grey_cells<const BYTES: usize>(row: &[u8], sums: &mut [[u32; 3]]) {
    for (sum, cell) in sums.iter_mut().zip(row.as_chunks::<BYTES>().0) {
        let v = cell.iter().fold(0u32, |s, v| s.wrapping_add(u32::from(*v)));
        *sum = sum.map(|s| s.wrapping_add(v));
    }
}

fn unpack(bitmap: &Bitmap, y: usize, out: &mut [u8]) {
    let row = bitmap.row(y);
    for (x, out) in out.iter_mut().enumerate() {
        *out = if row[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 };
    }
}
