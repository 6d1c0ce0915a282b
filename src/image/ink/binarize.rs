//! The threshold: what is ink on an evenly lit page?

use super::light::{self, Light};
use super::window;
use crate::raster::{Bitmap, Grey};

/// Cuts ink from an evenly lit page: Sauvola's local threshold, never above the page's own Otsu threshold
/// nor inside the noise of its paper.
pub(super) fn cut(light: &Light, dpi: u32) -> Bitmap {
    let flat = &light.flat;
    let mut out = Bitmap::new(flat.width, flat.height);
    let radius = ((dpi / 10) as usize).clamp(7, 120);
    // depth = 255 - value: ink is deep
    let otsu = 255 - otsu(flat);
    let floor = (light.noise * 40 / 160).max(10);
    let low = (otsu * 5 / 10).max(floor);
    window::each_row(flat, radius, |y, counts, sums, squares| {
        let row = flat.row(y);
        let bits = out.row_mut(y);
        for (x, v) in row.iter().enumerate() {
            let depth = 255 - u32::from(*v);
            if depth <= floor {
                continue;
            }
            let (n, sum) = (counts[x], sums[x]);
            let mean = sum / n;
            if depth < mean + floor {
                continue;
            }
            // contraharmonic mean: the depth of the ink around, paper weighing next to nothing
            let ink = (u64::from(squares[x]) / u64::from(sum.max(1))) as u32;
            let least = (ink * 128 / 256).max(low).max(mean / 2 + floor / 2);
            if depth >= least {
                bits[x / 8] |= 0x80 >> (x % 8);
            }
        }
    });
    out
}

/// Otsu's threshold: the last value of the dark class.
pub(super) fn otsu(grey: &Grey) -> u32 {
    let mut counts = [0u64; 256];
    grey.data.iter().for_each(|v| counts[usize::from(*v)] += 1);
    let total: u64 = counts.iter().sum();
    let weighted: u64 = counts.iter().enumerate().map(|(v, c)| v as u64 * c).sum();
    let (mut dark, mut dark_sum, mut best) = (0u64, 0u64, (0u128, 127u32));
    for (v, count) in counts.iter().enumerate() {
        dark += count;
        dark_sum += v as u64 * count;
        let light = total - dark;
        if dark == 0 || light == 0 {
            continue;
        }
        // between-class variance times total: (dark_sum * total - weighted * dark)^2 / (dark * light)
        let gap = (u128::from(dark_sum) * u128::from(total))
            .abs_diff(u128::from(weighted) * u128::from(dark))
            >> 16;
        let score = gap * gap / (u128::from(dark) * u128::from(light)).max(1);
        if score > best.0 {
            best = (score, v as u32);
        }
    }
    best.1
}

/// The resolution at which this page's strokes would have the usual width of 0.35 mm, 100 to 600.
pub(super) fn guess_dpi(grey: &Grey) -> u32 {
    let light = light::flatten(grey.clone(), 300);
    let cut = otsu(&light.flat) as u8;
    let mut runs = [0u64; 65];
    for y in 0..grey.height {
        let mut length = 0;
        for v in light.flat.row(y) {
            if *v <= cut {
                length += 1;
            } else if length > 0 {
                if length < runs.len() {
                    runs[length] += length as u64;
                }
                length = 0;
            }
        }
    }
    let half = runs.iter().sum::<u64>() / 2;
    let mut seen = 0;
    let mut width = 5u32;
    for (length, ink) in runs.iter().enumerate() {
        seen += ink;
        if seen > half {
            width = length as u32;
            break;
        }
    }
    (width * 60).clamp(150, 600)
}
