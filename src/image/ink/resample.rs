//! Fewer pixels for a bilevel page that is over its byte budget.

use crate::raster::Bitmap;

/// Ink share (of 256) from which a smaller pixel is ink: a third, so that a line of one
/// pixel survives 3:2 wherever it falls.
const INK_SHARE: u64 = 85;

/// Renders a bilevel page of `from_dpi` at the lower `to_dpi` by area averages; a copy when it isn't lower.
pub fn shrink(bitmap: &Bitmap, from_dpi: u32, to_dpi: u32) -> Bitmap {
    if to_dpi >= from_dpi || to_dpi == 0 {
        return bitmap.clone();
    }
    let scale = |n: usize| ((n as u64 * u64::from(to_dpi)).div_ceil(u64::from(from_dpi))) as usize;
    let (width, height) = (scale(bitmap.width()), scale(bitmap.height()));
    let mut out = Bitmap::new(width, height);
    let (from, to) = (u64::from(from_dpi), u64::from(to_dpi));
    let mut sums = vec![0u64; width];
    for y in 0..height {
        sums.fill(0);
        // in units of 1/to of a source pixel, an output pixel is `from` long and a source pixel `to`
        let (top, bottom) = (y as u64 * from, (y as u64 + 1) * from);
        for sy in top / to..bottom.div_ceil(to).min(bitmap.height() as u64) {
            let tall = bottom.min((sy + 1) * to) - top.max(sy * to);
            add_row(bitmap, sy as usize, tall, (from, to), &mut sums);
        }
        for (x, sum) in sums.iter().enumerate() {
            if *sum * 256 >= from * from * INK_SHARE {
                out.set(x, y, true);
            }
        }
    }
    out
}

/// Adds one source row, weighted by `tall`, to the sums of an output row.
fn add_row(bitmap: &Bitmap, y: usize, tall: u64, (from, to): (u64, u64), sums: &mut [u64]) {
    for (at, byte) in bitmap.row(y).iter().enumerate() {
        let mut bits = *byte;
        while bits != 0 {
            let lead = bits.leading_zeros();
            bits &= !(0x80u8 >> lead);
            let left = (at as u64 * 8 + u64::from(lead)) * to;
            let (first, last) = (left / from, (left + to - 1) / from);
            let split = if first == last { to } else { last * from - left };
            sums[first as usize] += tall * split;
            if split < to {
                sums[last as usize] += tall * (to - split);
            }
        }
    }
}
