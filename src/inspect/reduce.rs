//! A small upright copy of the page, in the levels of its source, and where the sheet lies on it.
//!
//! In: the page as it came, the corners of the sheet, its size. Out: grey at about 100 samples an inch. The
//! gate looks at the source and not at the rendered sheet, because even light and cleaning hide exactly
//! what it must see: exposure, contrast, noise, and letters that a side of the frame cuts.

use crate::raster::{Bitmap, Grey, Orientation, Page, Pixels, Rgb};
use crate::simd::{Pass, wide};

/// Samples per inch that the copy comes near to; never more than the source has.
const AIM: f32 = 100.0;

/// The copy.
pub(super) struct Small {
    /// Upright, levels of the source.
    pub(super) grey: Grey,
    /// Samples per inch of `grey`.
    pub(super) dpi: f32,
    /// Corners of the sheet on `grey`, clockwise.
    pub(super) quad: [(f32, f32); 4],
}

/// Reduces a page whose source has `dpi` samples per inch.
pub(super) fn reduce(page: &Page, corners: Option<[(f32, f32); 4]>, dpi: f32) -> Small {
    let factor = ((dpi / AIM).round() as usize).clamp(1, 16);
    let stored = match &page.pixels {
        Pixels::Bilevel(b) => average_bits(b, factor),
        Pixels::Grey(g) => average_grey(g, factor),
        Pixels::Rgb(c) => average_rgb(c, factor),
    };
    let grey = turn(stored, page.orientation);
    let (w, h) = (grey.width as f32, grey.height as f32);
    let quad = match corners {
        Some(c) => c.map(|(x, y)| (x / factor as f32, y / factor as f32)),
        None => [(0., 0.), (w, 0.), (w, h), (0., h)],
    };
    Small { grey, dpi: dpi / factor as f32, quad }
}

/// Averages blocks of `factor` squared; `add(y, sums)` adds stored row `y` into the sums of its blocks.
fn average(width: usize, height: usize, factor: usize, mut add: impl FnMut(usize, &mut [u32])) -> Grey {
    let (w, h) = ((width / factor).max(1), (height / factor).max(1));
    let (fx, fy) = (factor.min(width), factor.min(height));
    let mut out = Grey::new(w, h, 255);
    let mut sums = vec![0u32; w];
    for (cy, row) in out.data.chunks_exact_mut(w).enumerate() {
        sums.fill(0);
        (0..fy).for_each(|dy| add(cy * factor + dy, &mut sums));
        let count = (fx * fy).max(1) as u32;
        // Exact for blocks of up to 256 samples, and a product instead of a division each.
        let share = (1u64 << 24).div_ceil(u64::from(count));
        let mean = |sum: u32| (u64::from(sum.wrapping_add(count / 2)).wrapping_mul(share) >> 24) as u8;
        row.iter_mut().zip(&sums).for_each(|(o, s)| *o = mean(*s));
    }
    out
}

fn average_grey(g: &Grey, factor: usize) -> Grey {
    if factor == 1 {
        return g.clone();
    }
    average(g.width, g.height, factor, |y, sums| wide(AddGrey { row: g.row(y), factor, sums }))
}

fn average_rgb(c: &Rgb, factor: usize) -> Grey {
    let stride = c.width * 3;
    let mut lumas = vec![0u16; c.width];
    average(c.width, c.height, factor, |y, sums| {
        let row = &c.data[y * stride..(y + 1) * stride];
        wide(AddRgb { row, factor, lumas: &mut lumas, sums });
    })
}

/// Adds a row of grey to the sums of its blocks.
struct AddGrey<'a> {
    row: &'a [u8],
    factor: usize,
    sums: &'a mut [u32],
}

impl Pass for AddGrey<'_> {
    #[inline(always)]
    fn run(self) {
        add_blocks(self.row, self.factor, self.sums, |sum| sum);
    }
}

/// Adds the luma of a row of RGB to the sums of its blocks.
struct AddRgb<'a> {
    row: &'a [u8],
    factor: usize,
    lumas: &'a mut [u16],
    sums: &'a mut [u32],
}

impl Pass for AddRgb<'_> {
    #[inline(always)]
    fn run(self) {
        for (out, p) in self.lumas.iter_mut().zip(self.row.as_chunks::<3>().0) {
            // 255 * 256 at most: nothing wraps.
            let weigh = |v: u8, weight: u16| u16::from(v).wrapping_mul(weight);
            *out = weigh(p[0], 77).wrapping_add(weigh(p[1], 150)).wrapping_add(weigh(p[2], 29));
        }
        add_blocks(self.lumas, self.factor, self.sums, |sum| sum >> 8);
    }
}

/// Adds what `of` makes of the sum of each block of `factor` samples; the usual factors have their own loop.
#[inline(always)]
fn add_blocks<T: Copy + Into<u32>>(row: &[T], factor: usize, sums: &mut [u32], of: impl Fn(u32) -> u32) {
    match factor {
        2 => add_blocks_of::<2, T>(row, sums, of),
        3 => add_blocks_of::<3, T>(row, sums, of),
        4 => add_blocks_of::<4, T>(row, sums, of),
        _ => {
            for (sum, block) in sums.iter_mut().zip(row.chunks(factor)) {
                let all = block.iter().fold(0u32, |s, v| s.wrapping_add((*v).into()));
                *sum = sum.wrapping_add(of(all));
            }
        }
    }
}

#[inline(always)]
fn add_blocks_of<const SIZE: usize, T: Copy + Into<u32>>(
    row: &[T],
    sums: &mut [u32],
    of: impl Fn(u32) -> u32,
) {
    for (sum, block) in sums.iter_mut().zip(row.as_chunks::<SIZE>().0) {
        let mut all = 0u32;
        for v in block {
            all = all.wrapping_add((*v).into());
        }
        *sum = sum.wrapping_add(of(all));
    }
}

fn average_bits(b: &Bitmap, factor: usize) -> Grey {
    average(b.width(), b.height(), factor, |y, sums| {
        let row = b.row(y);
        let mut x = 0;
        for sum in sums.iter_mut() {
            for _ in 0..factor.min(b.width()) {
                *sum += if row[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 };
                x += 1;
            }
        }
    })
}

/// Applies the EXIF turn.
fn turn(stored: Grey, orientation: Orientation) -> Grey {
    let (w, h) = (stored.width, stored.height);
    let exif = orientation.exif();
    if exif == 1 {
        return stored;
    }
    let (ow, oh) = if orientation.swaps_sides() { (h, w) } else { (w, h) };
    let mut out = Grey::new(ow, oh, 255);
    for (y, row) in out.data.chunks_exact_mut(ow).enumerate() {
        for (x, o) in row.iter_mut().enumerate() {
            let (sx, sy) = match exif {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (y, h - 1 - x),
                7 => (w - 1 - y, h - 1 - x),
                _ => (w - 1 - y, x),
            };
            *o = stored.data[sy * w + sx];
        }
    }
    out
}

impl Small {
    /// Columns of row `y` that lie on the sheet, `inset` pixels inside its sides.
    pub(super) fn span(&self, y: usize, inset: f32) -> std::ops::Range<usize> {
        let (mut left, mut right) = (0f32, self.grey.width as f32);
        let at = y as f32 + 0.5;
        for i in 0..4 {
            let (a, b) = (self.quad[i], self.quad[(i + 1) % 4]);
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let length = (dx * dx + dy * dy).sqrt().max(1e-3);
            // inside is to the right of each side on a screen with y downwards: cross >= inset
            // cross(x) = (dx * (at - a.1) - dy * (x - a.0)) / length
            let base = dx * (at - a.1) + dy * a.0 - inset * length;
            if dy.abs() < 1e-3 {
                if base < 0. {
                    return 0..0;
                }
            } else if dy > 0. {
                right = right.min(base / dy);
            } else {
                left = left.max(base / dy);
            }
        }
        let (from, to) = (left.max(0.).ceil() as usize, right.max(0.).floor() as usize);
        let to = to.min(self.grey.width);
        from.min(to)..to
    }
}
