//! Bilevel pages that need nothing: handed on bit for bit, at most turned by quarter turns.

use super::Upright;
use super::marks::Marks;
use super::matrix::Matrix;
use crate::raster::{Bitmap, Orientation, Page, Pixels};

/// Resolutions that may pass.
const DPI: std::ops::RangeInclusive<f64> = 199. ..=601.;
/// Least skew, in degrees, that is worth resampling a bilevel page for.
const STRAIGHT: f32 = 0.2;
/// Largest mark at the edge, in millimetres, on a clean page: more is a scanner's border.
const BORDER_MM: f32 = 8.;

/// The resolution at which the page may pass, if it may. `mm` is pixels of the view to the millimetre.
pub(super) fn resolution(page: &Page, upright: &Upright, marks: &Marks, skew: f32, mm: f32) -> Option<u32> {
    let (x, y) = upright.dpi?;
    let clean = marks.marks.iter().all(|m| {
        let touches = m.left < 3 || m.top < 3 || m.right + 3 > marks.width || m.bottom + 3 > marks.height;
        !touches || (m.width().max(m.height()) as f32) < BORDER_MM * mm
    });
    let bilevel = matches!(page.pixels, Pixels::Bilevel(_));
    let pass = bilevel && clean && DPI.contains(&x) && (x / y - 1.).abs() < 0.005 && skew.abs() < STRAIGHT;
    pass.then(|| x.round() as u32)
}

/// A bitmap with its EXIF turn and `rotation` degrees clockwise more applied.
pub(super) fn turned(bitmap: &Bitmap, orientation: Orientation, rotation: u16) -> Bitmap {
    let rotate = Orientation::from_exif([1, 6, 3, 8][usize::from(rotation / 90 % 4)]);
    if orientation.exif() == 1 && rotation == 0 {
        return bitmap.clone();
    }
    let swap = |turn: Orientation, (w, h): (usize, usize)| if turn.swaps_sides() { (h, w) } else { (w, h) };
    let stored = (bitmap.width(), bitmap.height());
    let upright = swap(orientation, stored);
    let (width, height) = swap(rotate, upright);
    let map = Matrix::from_orientation(orientation, stored.0, stored.1);
    let map = map.after(Matrix::from_orientation(rotate, upright.0, upright.1));
    let mut out = Bitmap::new(width, height);
    for y in 0..height {
        let (x0, y0) = map.map((0.5, y as f64 + 0.5));
        let (dx, dy) = (map.0[0] as isize, map.0[3] as isize);
        let (mut sx, mut sy) = (x0 as isize, y0 as isize);
        for x in 0..width {
            if bitmap.get(sx as usize, sy as usize) {
                out.set(x, y, true);
            }
            sx += dx;
            sy += dy;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_compose_to_what_they_should() {
        let mut b = Bitmap::new(11, 5);
        b.set(0, 0, true);
        b.set(10, 1, true);
        let exif = |v| Orientation::from_exif(v);
        assert_eq!(turned(&b, exif(1), 0), b);
        let right = turned(&b, exif(1), 90);
        assert_eq!((right.width(), right.height()), (5, 11));
        assert!(right.get(4, 0) && right.get(3, 10) && right.ink() == 2);
        assert_eq!(turned(&b, exif(6), 0), right);
        assert_eq!(turned(&b, exif(6), 270), b);
        assert_eq!(turned(&b, exif(3), 180), b);
        assert_eq!(turned(&turned(&b, exif(5), 0), exif(5), 0), b);
        assert!(turned(&b, exif(2), 0).get(10, 0));
    }
}
