//! Grey to ink: even light, threshold, cleaning.

use crate::raster::{Bitmap, Grey, Pixels};

/// Binarises pixels without changing their size or place.
pub fn binarize(pixels: &Pixels) -> Bitmap {
    match pixels {
        Pixels::Bilevel(b) => b.clone(),
        Pixels::Grey(g) => cut(g),
        Pixels::Rgb(c) => cut(&Grey {
            width: c.width,
            height: c.height,
            data: c.data.chunks_exact(3).map(|p| p[1]).collect(),
        }),
    }
}

pub(super) fn finish(grey: Grey, _dpi: u32) -> (Bitmap, Grey) {
    (cut(&grey), grey)
}

fn cut(grey: &Grey) -> Bitmap {
    let mut out = Bitmap::new(grey.width, grey.height);
    for y in 0..grey.height {
        for (x, v) in grey.row(y).iter().enumerate() {
            if *v < 128 {
                out.set(x, y, true);
            }
        }
    }
    out
}
