//! Stored pixels turned by their EXIF turn.

use crate::raster::{Bitmap, Grey, Orientation, Pixels, Rgb};

/// Turns pixels upright.
pub(super) fn upright(stored: Pixels, orientation: Orientation) -> Pixels {
    if orientation == Orientation::UPRIGHT {
        return stored;
    }
    let (w, h) = stored.size();
    let (ow, oh) = if orientation.swaps_sides() { (h, w) } else { (w, h) };
    let from = |x: usize, y: usize| source(orientation, (w, h), x, y);
    match stored {
        Pixels::Bilevel(b) => {
            let mut out = Bitmap::new(ow, oh);
            for y in 0..oh {
                for x in 0..ow {
                    let (sx, sy) = from(x, y);
                    out.set(x, y, b.get(sx, sy));
                }
            }
            Pixels::Bilevel(out)
        }
        Pixels::Grey(g) => {
            let at = |x, y| {
                let (sx, sy) = from(x, y);
                g.data[sy * w + sx]
            };
            let data = (0..ow * oh).map(|i| at(i % ow, i / ow)).collect();
            Pixels::Grey(Grey { width: ow, height: oh, data })
        }
        Pixels::Rgb(c) => {
            let at = |x, y| {
                let (sx, sy) = from(x, y);
                let i = (sy * w + sx) * 3;
                [c.data[i], c.data[i + 1], c.data[i + 2]]
            };
            let data = (0..ow * oh).flat_map(|i| at(i % ow, i / ow)).collect();
            Pixels::Rgb(Rgb { width: ow, height: oh, data })
        }
    }
}

/// Stored place of an upright pixel (EXIF 2.32, tag 0x0112).
fn source(orientation: Orientation, (w, h): (usize, usize), x: usize, y: usize) -> (usize, usize) {
    match orientation.exif() {
        2 => (w - 1 - x, y),
        3 => (w - 1 - x, h - 1 - y),
        4 => (x, h - 1 - y),
        5 => (y, x),
        6 => (y, h - 1 - x),
        7 => (w - 1 - y, h - 1 - x),
        8 => (w - 1 - y, x),
        _ => (x, y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corner_goes_where_exif_says() {
        // The stored first pixel, as (upright x, y) in an upright frame of 3 x 2 stored pixels.
        let want = [(0, 0), (2, 0), (2, 1), (0, 1), (0, 0), (1, 0), (1, 2), (0, 2)];
        for (exif, (x, y)) in (1..).zip(want) {
            let turn = Orientation::from_exif(exif);
            let mut bits = Bitmap::new(3, 2);
            bits.set(0, 0, true);
            let grey = Grey { width: 3, height: 2, data: vec![9, 0, 0, 0, 0, 0] };
            let rgb = Rgb { width: 3, height: 2, data: [vec![7, 8, 9], vec![0; 15]].concat() };
            let Pixels::Bilevel(b) = upright(Pixels::Bilevel(bits), turn) else { panic!() };
            assert!(b.get(x, y) && b.ink() == 1, "exif {exif}");
            let Pixels::Grey(g) = upright(Pixels::Grey(grey), turn) else { panic!() };
            assert_eq!(g.row(y)[x], 9, "exif {exif}");
            let Pixels::Rgb(c) = upright(Pixels::Rgb(rgb), turn) else { panic!() };
            assert_eq!(c.data[(y * c.width + x) * 3..][..3], [7, 8, 9], "exif {exif}");
        }
    }
}
