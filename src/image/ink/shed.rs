//! Shedding: what is stuck to writing, yet much paler than it.
//!
//! In: a cut page and its flattened grey. Out: the same bitmap without the parts far paler than the ink around them.
//! Print that shows through crosses the writing and makes one component with it, so no rule about whole
//! components can part them; the level of the ink around a pixel can. The flanks of a dark stroke are pale too:
//! what lies beside dark ink stays.

use super::level::InkLevel;
use super::window::Window;
use crate::raster::{Bitmap, Grey};

/// A pixel is the core of a stroke from this share (of 256) of the ink level around it.
const SHARE: u32 = 170;
/// Clears the ink that has no core nearby: none within half a stroke's width (`dpi / 85`) is dark enough for the ink
/// within a third of an inch.
pub(super) fn shed(bitmap: &mut Bitmap, flat: &Grey, dpi: u32) {
    let cores = cores(bitmap, flat, ((dpi / 3) as usize).clamp(8, 240));
    let reach = ((dpi / 85) as usize).clamp(1, 8);
    let mut window = Window::new(flat.width, reach);
    let one = |y| pixels(&cores, y).map(|core| (u32::from(core), 0));
    let mut next = 0;
    for y in 0..flat.height {
        if let Some(gone) = y.checked_sub(reach + 1) {
            window.leave(one(gone));
        }
        while next < flat.height && next <= y + reach {
            window.enter(one(next));
            next += 1;
        }
        let row = bitmap.row_mut(y);
        if row.iter().all(|b| *b == 0) {
            continue;
        }
        window.slide();
        for (byte, sums) in row.iter_mut().zip(window.sums.chunks(8)).filter(|(byte, _)| **byte != 0) {
            for (bit, (count, _)) in sums.iter().enumerate() {
                if *count == 0 {
                    *byte &= !(0x80 >> bit);
                }
            }
        }
    }
}

/// The ink pixels as dark as the ink within `radius`.
fn cores(bitmap: &Bitmap, flat: &Grey, radius: usize) -> Bitmap {
    let mut out = Bitmap::new(flat.width, flat.height);
    let mut level = InkLevel::new(bitmap, flat, radius);
    for y in 0..flat.height {
        level.move_to(y);
        if bitmap.row(y).iter().all(|b| *b == 0) {
            continue;
        }
        level.slide();
        let bytes = out.row_mut(y).iter_mut().zip(bitmap.row(y)).zip(flat.row(y).chunks(8)).enumerate();
        for (at, ((core, ink), values)) in bytes.filter(|(_, ((_, ink), _))| **ink != 0) {
            for (bit, value) in values.iter().enumerate() {
                if u32::from(255 - *value) * 256 >= level.at(at * 8 + bit) * SHARE {
                    *core |= ink & (0x80 >> bit);
                }
            }
        }
    }
    out
}

/// The pixels of a row, `true` for ink.
fn pixels(bitmap: &Bitmap, y: usize) -> impl Iterator<Item = bool> + '_ {
    let row = bitmap.row(y);
    (0..bitmap.width()).map(move |x| row[x / 8] & (0x80 >> (x % 8)) != 0)
}
