//! Skew that is left in a finished sheet: lines of text make the sums of rows alternate most along their own slope.
//!
//! In: the bilevel sheet. Out: degrees, counter-clockwise positive, or nothing when too little tells.

use crate::raster::Bitmap;

/// Cells of the reduced sheet per inch.
const CELLS: u32 = 75;
/// Slopes tried are multiples of 1/512, about 0.11 degrees.
const SLOPE: i64 = 512;
/// Slopes to each side: 2.8 degrees. What is more was the geometry's to find.
const REACH: i64 = 25;
/// Ink cells under which nothing can be said.
const LEAST_INK: u64 = 400;

/// Degrees of skew left in `sheet`.
pub(super) fn left(sheet: &Bitmap, dpi: u32) -> Option<f32> {
    let Cells { ink, width, height } = reduce(sheet, dpi)?;
    if (ink.len() as u64) < LEAST_INK {
        return None;
    }
    let score = |slope: i64| sharpness(&ink, width, height, slope);
    let scores: Vec<u64> = (-REACH..=REACH).map(score).collect();
    let (best, sharpest) = (-REACH..).zip(scores.iter().copied()).max_by_key(|(k, s)| (*s, -k.abs()))?;
    let ends = scores.first().copied().unwrap_or(0).min(scores.last().copied().unwrap_or(0));
    // Little to choose between the slopes: no lines of text. At the end of the range: something else.
    if sharpest * 10 < ends * 12 || best.abs() == REACH {
        return None;
    }
    Some(libm::atan(best as f64 / SLOPE as f64).to_degrees() as f32).map(|d| (d * 100.).round() / 100.)
}

/// The sheet at [`CELLS`] per inch.
struct Cells {
    /// Column and row of those with ink, without a border of 12 cells.
    ink: Vec<(u32, u32)>,
    width: usize,
    height: usize,
}

fn reduce(sheet: &Bitmap, dpi: u32) -> Option<Cells> {
    let step = (dpi / CELLS).max(1) as usize;
    let (w, h) = (sheet.width() / step, sheet.height() / step);
    if w < 60 || h < 60 {
        return None;
    }
    // The middle of the cell stands for it.
    let ink = |x: &usize, y: usize| sheet.get(x * step + step / 2, y * step + step / 2);
    let row = |y: usize| (12..w - 12).filter(move |x| ink(x, y)).map(move |x| (x as u32, y as u32));
    Some(Cells { ink: (12..h - 12).flat_map(row).collect(), width: w, height: h })
}

/// Sum of squared steps between neighbouring rows, rows running along a slope of `slope` / [`SLOPE`].
fn sharpness(cells: &[(u32, u32)], width: usize, height: usize, slope: i64) -> u64 {
    // No shift is longer than half the width: rows beyond the page are kept, and left out of the sum.
    let pad = width / 2 + 1;
    let shift = |x: usize| (x as i64 - width as i64 / 2) * slope / SLOPE + pad as i64;
    let shifts: Vec<u32> = (0..width).map(|x| shift(x) as u32).collect();
    let mut sums = vec![0i32; height + 2 * pad];
    for (x, y) in cells {
        sums[shifts[*x as usize].wrapping_add(*y) as usize] += 1;
    }
    sums[pad..pad + height].windows(2).map(|pair| i64::from(pair[1] - pair[0]).pow(2) as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dashed lines that fall to the left by `slope` / 512: turned counter-clockwise.
    fn lines(slope: i64) -> Bitmap {
        let mut sheet = Bitmap::new(1200, 1600);
        for line in 0..30 {
            for x in (150..1050).filter(|x| x % 40 < 28) {
                let y = 200 + line * 40 - (x as i64 - 600) * slope / 512;
                for dy in 0..9 {
                    sheet.set(x, (y + dy) as usize, true);
                }
            }
        }
        sheet
    }

    #[test]
    fn the_slope_of_lines_is_found() {
        for slope in [-18, -9, 0, 9, 18] {
            let degrees = left(&lines(slope), 150).unwrap();
            let expected = libm::atanf(slope as f32 / 512.).to_degrees();
            assert!((degrees - expected).abs() < 0.2, "{degrees} for {expected}");
        }
    }

    #[test]
    fn nothing_is_said_of_blank_and_of_noise() {
        assert_eq!(left(&Bitmap::new(1200, 1600), 150), None);
        let mut noise = Bitmap::new(1200, 1600);
        let mut state = 1u32;
        for _ in 0..60_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.set((state >> 16) as usize % 1200, (state >> 4) as usize % 1600, true);
        }
        assert_eq!(left(&noise, 150), None);
    }
}
