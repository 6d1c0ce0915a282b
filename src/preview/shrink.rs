//! A decoded page in, the same page with a fraction of its pixels out, so that laying it flat costs a fraction.

use crate::raster::{Grey, Page, Pixels, Rgb};
use crate::simd::{Pass, wide};

/// Pixels of the copy for each of the picture, so that a sheet that fills half of a photo is not enlarged.
const ROOM: usize = 2;
/// Most pixels of a side that become one.
const MOST: usize = 16;

/// A reduced page.
pub(super) struct Small {
    pub(super) page: Page,
    /// Stored pixels of the input that became one, along a side.
    pub(super) factor: usize,
}

/// Reduces a page by a whole factor, by means of square cells; its resolution follows. `None` when it has no pixels to
/// spare for a picture of `size`.
pub(super) fn shrink(page: &Page, size: usize) -> Option<Small> {
    let (w, h) = page.pixels.size();
    let aim = (ROOM * size).max(1);
    let factor = ((w.max(h) * 2 + aim) / (aim * 2)).clamp(1, MOST).min(w.min(h).max(1));
    if factor == 1 {
        return None;
    }
    let (sw, sh) = (w / factor, h / factor);
    let pixels = match &page.pixels {
        Pixels::Rgb(c) => {
            let row =
                |y: usize, sums: &mut [u16]| wide(Add { row: &c.data[y * w * 3..(y + 1) * w * 3], sums });
            Pixels::Rgb(Rgb { width: sw, height: sh, data: cells::<3>(w, (sw, sh), factor, row) })
        }
        Pixels::Grey(g) => {
            let row = |y: usize, sums: &mut [u16]| wide(Add { row: g.row(y), sums });
            Pixels::Grey(Grey { width: sw, height: sh, data: cells::<1>(w, (sw, sh), factor, row) })
        }
        Pixels::Bilevel(b) => {
            let grey = cells::<1>(w, (sw, sh), factor, |y, out| {
                let bits = b.row(y);
                let value = |x: usize| if bits[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 };
                out.iter_mut().enumerate().for_each(|(x, sum)| *sum += value(x));
            });
            Pixels::Grey(Grey { width: sw, height: sh, data: grey })
        }
    };
    let dpi = page.dpi.map(|(x, y)| (x / factor as f32, y / factor as f32));
    Some(Small { page: Page { pixels, dpi, orientation: page.orientation, origin: page.origin }, factor })
}

/// Means of square cells of interleaved samples, of pages `from` pixels wide; `add(y, sums)` adds row `y` to the sums of its
/// columns. Rows are added up first, which is what vectors do best; at most 16 of 255 each, which 16 bits hold.
fn cells<const CHANNELS: usize>(
    from: usize,
    (width, height): (usize, usize),
    factor: usize,
    mut add: impl FnMut(usize, &mut [u16]),
) -> Vec<u8> {
    let mut out = vec![0; width * height * CHANNELS];
    let mut sums = vec![0u16; from * CHANNELS];
    for (y, line) in out.chunks_exact_mut(width * CHANNELS).enumerate() {
        sums.fill(0);
        (y * factor..(y + 1) * factor).for_each(|y| add(y, &mut sums));
        wide(Means::<CHANNELS> { sums: &sums, factor, out: line });
    }
    out
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

/// Means of `factor` columns each of `factor` rows; the usual factors have loops of known length.
struct Means<'a, const CHANNELS: usize> {
    sums: &'a [u16],
    factor: usize,
    out: &'a mut [u8],
}

impl<const CHANNELS: usize> Pass for Means<'_, CHANNELS> {
    #[inline(always)]
    fn run(self) {
        match self.factor {
            2 => self.of::<2>(),
            3 => self.of::<3>(),
            4 => self.of::<4>(),
            n => means::<CHANNELS>(self.sums, n, self.out),
        }
    }
}

impl<const CHANNELS: usize> Means<'_, CHANNELS> {
    #[inline(always)]
    fn of<const FACTOR: usize>(self) {
        means::<CHANNELS>(self.sums, FACTOR, self.out);
    }
}

#[inline(always)]
fn means<const CHANNELS: usize>(sums: &[u16], factor: usize, out: &mut [u8]) {
    let count = (factor * factor) as u32;
    // At most 256 * 255 in a sum, so a product of 32 bits holds its share with room to round.
    let share = (1u32 << 16) / count + 1;
    let cells = sums.chunks_exact(factor * CHANNELS);
    for (out, cell) in out.as_chunks_mut::<CHANNELS>().0.iter_mut().zip(cells) {
        for (c, out) in out.iter_mut().enumerate() {
            let mut sum = count / 2;
            for k in 0..factor {
                sum = sum.wrapping_add(u32::from(cell[k * CHANNELS + c]));
            }
            *out = (sum.wrapping_mul(share) >> 16).min(255) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::{Bitmap, Orientation, Origin};

    fn page(pixels: Pixels) -> Page {
        Page { pixels, orientation: Orientation::UPRIGHT, dpi: Some((300., 300.)), origin: Origin::Image }
    }

    #[test]
    fn cells_become_their_means() {
        const LONG: usize = 2000;
        for factor in 2..=5usize {
            let (w, h) = (LONG * factor, 20 * factor);
            let value = |x: usize, y: usize, c: usize| ((x / factor + 3 * (y / factor) + 50 * c) % 200) as u8;
            let grey = (0..w * h).map(|i| value(i % w, i / w, 0) + (i % w % factor) as u8).collect();
            let small = shrink(&page(Pixels::Grey(Grey::from_data(w, h, grey).unwrap())), 1000).unwrap();
            let Pixels::Grey(g) = &small.page.pixels else { panic!() };
            assert_eq!((small.factor, g.width, g.height), (factor, LONG, 20));
            let middle = (factor - 1) as f32 / 2.;
            assert!(
                (f32::from(g.row(7)[100]) - f32::from(value(100 * factor, 7 * factor, 0)) - middle).abs()
                    <= 0.5
            );
            let rgb = (0..w * h * 3).map(|i| value(i / 3 % w, i / 3 / w, i % 3)).collect();
            let small = shrink(&page(Pixels::Rgb(Rgb::from_data(w, h, rgb).unwrap())), 1000).unwrap();
            let Pixels::Rgb(c) = &small.page.pixels else { panic!() };
            let at = (7 * LONG + 100) * 3;
            assert_eq!(c.data[at..at + 3], [0, 1, 2].map(|c| value(100 * factor, 7 * factor, c)));
            assert_eq!(small.page.dpi, Some((300. / factor as f32, 300. / factor as f32)));
        }
    }

    #[test]
    fn bits_become_grey_and_small_pages_stay() {
        let mut bits = Bitmap::new(4000, 40);
        bits.set(100, 10, true);
        let small = shrink(&page(Pixels::Bilevel(bits)), 1000).unwrap();
        let Pixels::Grey(g) = &small.page.pixels else { panic!() };
        assert_eq!((g.row(5)[50], g.row(5)[51]), (191, 255));
        assert!(shrink(&page(Pixels::Bilevel(Bitmap::new(400, 300))), 1000).is_none());
    }
}
