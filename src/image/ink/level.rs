//! The level of the ink around a place: how dark writing is here.

use super::window::Window;
use crate::raster::{Bitmap, Grey};

/// Depths lose these bits before they are multiplied, so that a window's sums fit 32 bits: at most 481² pixels
/// of 63².
const SHIFT: u32 = 2;

/// The ink level over a window that moves down the page.
///
/// It is the mean of the ink pixels' depths, each weighted by its depth: the darker writing counts most even where
/// there is more show-through than writing.
pub(super) struct InkLevel<'a> {
    bitmap: &'a Bitmap,
    flat: &'a Grey,
    radius: usize,
    next: usize,
    window: Window,
}

impl<'a> InkLevel<'a> {
    /// The ink of `bitmap`, its depth in `flat`, within `radius` (240 at most) to each side.
    pub(super) fn new(bitmap: &'a Bitmap, flat: &'a Grey, radius: usize) -> Self {
        InkLevel { bitmap, flat, radius, next: 0, window: Window::new(flat.width, radius) }
    }

    /// Moves the window down to be centred on row `y`, the next one each time.
    pub(super) fn move_to(&mut self, y: usize) {
        if let Some(gone) = y.checked_sub(self.radius + 1) {
            self.add(gone, u32::wrapping_sub);
        }
        while self.next < self.flat.height && self.next <= y + self.radius {
            self.add(self.next, u32::wrapping_add);
            self.next += 1;
        }
    }

    /// Adds a row's ink to the columns, or takes it out again: its depths and their squares. Paper costs nothing.
    #[inline(always)]
    fn add(&mut self, y: usize, add: impl Fn(u32, u32) -> u32) {
        let places = self.flat.row(y).chunks(8).zip(self.window.columns.chunks_mut(8));
        for (ink, (values, columns)) in self.bitmap.row(y).iter().zip(places).filter(|(ink, _)| **ink != 0) {
            for (bit, (value, column)) in values.iter().zip(columns).enumerate() {
                if ink & (0x80 >> bit) != 0 {
                    let depth = u32::from(255 - *value) >> SHIFT;
                    *column = (add(column.0, depth), add(column.1, depth * depth));
                }
            }
        }
    }

    /// Makes ready the row moved to.
    pub(super) fn slide(&mut self) {
        self.window.slide();
    }

    /// The level at column `x` of the row made ready, 0 to 255; 0 where there is no ink around.
    #[inline(always)]
    pub(super) fn at(&self, x: usize) -> u32 {
        let (weight, weighted) = self.window.sums[x];
        weighted.checked_div(weight).unwrap_or(0) << SHIFT
    }
}
