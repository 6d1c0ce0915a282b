//! A decoded page in, the same page with a fraction of its pixels out, so that laying it flat costs a fraction.

use crate::raster::{Grey, Page, Pixels, Rgb};

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
            let rows = c.data.chunks_exact(w * 3);
            Pixels::Rgb(Rgb { width: sw, height: sh, data: cells::<3>(rows, sw, sh, factor) })
        }
        Pixels::Grey(g) => Pixels::Grey(Grey {
            width: sw,
            height: sh,
            data: cells::<1>(g.data.chunks_exact(w), sw, sh, factor),
        }),
        Pixels::Bilevel(b) => {
            let mut line = vec![0; w];
            let mut grey = Grey::new(sw, sh, 255);
            for (y, out) in grey.data.chunks_exact_mut(sw).enumerate() {
                let mut sums = vec![0u32; sw];
                for row in y * factor..(y + 1) * factor {
                    let bits = b.row(row);
                    line.iter_mut()
                        .enumerate()
                        .for_each(|(x, v)| *v = if bits[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 });
                    add::<1>(&line, factor, &mut sums);
                }
                mean(&sums, factor, out);
            }
            Pixels::Grey(grey)
        }
    };
    let dpi = page.dpi.map(|(x, y)| (x / factor as f32, y / factor as f32));
    Some(Small { page: Page { pixels, dpi, orientation: page.orientation, origin: page.origin }, factor })
}

/// Means of square cells of interleaved samples.
fn cells<'a, const CHANNELS: usize>(
    mut rows: impl Iterator<Item = &'a [u8]>,
    width: usize,
    height: usize,
    factor: usize,
) -> Vec<u8> {
    let mut out = vec![0; width * height * CHANNELS];
    let mut sums = vec![0u32; width * CHANNELS];
    for line in out.chunks_exact_mut(width * CHANNELS) {
        sums.fill(0);
        for row in rows.by_ref().take(factor) {
            add::<CHANNELS>(row, factor, &mut sums);
        }
        mean(&sums, factor, line);
    }
    out
}

/// Adds a row to the sums of its cells; the usual factors have loops of known length.
fn add<const CHANNELS: usize>(row: &[u8], factor: usize, sums: &mut [u32]) {
    let columns = sums.as_chunks_mut::<CHANNELS>().0.iter_mut();
    let add = |sum: &mut [u32; CHANNELS], cell: &[u8]| {
        for pixel in cell.as_chunks::<CHANNELS>().0 {
            (0..CHANNELS).for_each(|c| sum[c] = sum[c].wrapping_add(u32::from(pixel[c])));
        }
    };
    match factor * CHANNELS {
        2 => columns.zip(row.as_chunks::<2>().0).for_each(|(s, cell)| add(s, cell)),
        3 => columns.zip(row.as_chunks::<3>().0).for_each(|(s, cell)| add(s, cell)),
        6 => columns.zip(row.as_chunks::<6>().0).for_each(|(s, cell)| add(s, cell)),
        9 => columns.zip(row.as_chunks::<9>().0).for_each(|(s, cell)| add(s, cell)),
        n => columns.zip(row.chunks_exact(n)).for_each(|(s, cell)| add(s, cell)),
    }
}

fn mean(sums: &[u32], factor: usize, out: &mut [u8]) {
    let count = (factor * factor) as u32;
    // At most 256 * 255 in a sum, so a product of 32 bits holds its share with room to round.
    let share = (1u32 << 16) / count + 1;
    for (out, sum) in out.iter_mut().zip(sums) {
        *out = ((sum + count / 2).wrapping_mul(share) >> 16).min(255) as u8;
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
