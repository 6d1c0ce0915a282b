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
    let (cells, width, height) = reduce(sheet, dpi)?;
    let ink: u64 = cells.iter().map(|c| u64::from(*c)).sum();
    if ink < LEAST_INK {
        return None;
    }
    let score = |slope: i64| sharpness(&cells, width, height, slope);
    let (best, sharpest) = (-REACH..=REACH).map(|k| (k, score(k))).max_by_key(|(k, s)| (*s, -k.abs()))?;
    // Little to choose between the slopes: no lines of text. At the end of the range: something else.
    if sharpest * 10 < score(-REACH).min(score(REACH)) * 12 || best.abs() == REACH {
        return None;
    }
    Some(libm::atan(best as f64 / SLOPE as f64).to_degrees() as f32).map(|d| (d * 100.).round() / 100.)
}

/// Ink cells (1) at [`CELLS`] per inch, without a border of 12 cells.
fn reduce(sheet: &Bitmap, dpi: u32) -> Option<(Vec<u8>, usize, usize)> {
    let step = (dpi / CELLS).max(1) as usize;
    let (w, h) = (sheet.width() / step, sheet.height() / step);
    if w < 60 || h < 60 {
        return None;
    }
    let mut cells = vec![0u8; w * h];
    for y in 12..h - 12 {
        for x in 12..w - 12 {
            // The middle of the cell stands for it.
            cells[y * w + x] = u8::from(sheet.get(x * step + step / 2, y * step + step / 2));
        }
    }
    Some((cells, w, h))
}

/// Sum of squared steps between neighbouring rows, rows running along a slope of `slope` / [`SLOPE`].
fn sharpness(cells: &[u8], width: usize, height: usize, slope: i64) -> u64 {
    let mut sums = vec![0i64; height];
    for (y, row) in cells.chunks_exact(width).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, c)| **c != 0) {
            let shift = (x as i64 - width as i64 / 2) * slope / SLOPE;
            if let Some(sum) = usize::try_from(y as i64 + shift).ok().and_then(|at| sums.get_mut(at)) {
                *sum += 1;
            }
        }
    }
    sums.windows(2).map(|pair| (pair[1] - pair[0]).pow(2) as u64).sum()
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
