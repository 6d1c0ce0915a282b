//! The picture: the page made, and over it what is wrong with it.
//!
//! Colours are those of Okabe and Ito, which people who confuse red and green tell apart; and no meaning hangs on
//! colour alone: fine is a plain band, cut a hatched one, unreadable a tinted and striped area, blank a dashed frame,
//! black a cross. Nothing is written into the picture, the host's language is its own.

use super::report::Area;
use crate::raster::{Bitmap, Grey, Rgb};

pub(super) type Colour = [u8; 3];
/// Bluish green: nothing refuses.
pub(super) const FINE: Colour = [0, 158, 115];
/// Vermillion: refused.
pub(super) const REFUSED: Colour = [213, 94, 0];
/// Orange: zones, and faults that only warn.
pub(super) const DOUBT: Colour = [230, 159, 0];
const AROUND: Colour = [226, 228, 231];
const DARK: Colour = [40, 40, 40];

/// A picture in the making.
pub(super) struct Canvas {
    pub(super) rgb: Rgb,
    /// The page within it.
    pub(super) page: Area,
    /// Width of the band around it.
    band: usize,
}

/// Width of the band and of the gap within it, for a picture of `size` pixels.
pub(super) fn border(size: usize) -> (usize, usize) {
    let band = (size / 60).max(4);
    (band, band / 2)
}

impl Canvas {
    /// The page with a band around it: ink and its soft edges dark, all else as good as white, as in the page made.
    pub(super) fn new(flat: &Grey, ink: &Bitmap, size: usize, frame: Colour) -> Canvas {
        let (band, gap) = border(size);
        let edge = band + gap;
        let (width, height) = (flat.width + 2 * edge, flat.height + 2 * edge);
        let rgb = Rgb { width, height, data: frame.repeat(width * height) };
        let page = Area { x: edge, y: edge, width: flat.width, height: flat.height };
        let mut canvas = Canvas { rgb, page, band };
        let inner = Area { x: band, y: band, width: flat.width + 2 * gap, height: flat.height + 2 * gap };
        canvas.each(inner, |_, _, pixel| *pixel = AROUND);
        let near = thickened(ink);
        for (y, row) in flat.data.chunks_exact(flat.width.max(1)).enumerate() {
            let at = ((y + edge) * width + edge) * 3;
            let out = canvas.rgb.data[at..at + 3 * flat.width].as_chunks_mut::<3>().0;
            let marked = near.row(y);
            for (x, (pixel, grey)) in out.iter_mut().zip(row).enumerate() {
                let depth = u32::from(255 - *grey);
                let kept = marked[x / 8] & (0x80 >> (x % 8)) != 0;
                // Ink is at least half deep: the page made has it as black.
                let depth = if kept { (depth * 3 / 2).min(255) } else { depth / 6 };
                *pixel = [255 - depth as u8; 3];
            }
        }
        canvas
    }

    fn each(&mut self, area: Area, mut paint: impl FnMut(usize, usize, &mut Colour)) {
        let width = self.rgb.width;
        let (right, bottom) = ((area.x + area.width).min(width), (area.y + area.height).min(self.rgb.height));
        for y in area.y..bottom {
            let row = self.rgb.data[y * width * 3..(y + 1) * width * 3].as_chunks_mut::<3>().0;
            for (x, pixel) in row.iter_mut().enumerate().take(right).skip(area.x) {
                paint(x, y, pixel);
            }
        }
    }

    /// Tints an area, with stripes.
    pub(super) fn tint(&mut self, area: Area) {
        let pitch = self.band.max(6);
        self.each(area, |x, y, pixel| {
            let stripe = (x + y) % pitch < pitch / 5 + 1;
            mix(pixel, DOUBT, if stripe { 150 } else { 70 });
        });
    }

    /// Hatches one side (0 top, 1 right, 2 bottom, 3 left): the band beside the page, wider than the plain one.
    pub(super) fn hatch_side(&mut self, side: usize, colour: Colour) {
        let (w, h, deep) = (self.rgb.width, self.rgb.height, self.page.x);
        let area = match side {
            0 => Area { x: 0, y: 0, width: w, height: deep },
            1 => Area { x: w - deep, y: 0, width: deep, height: h },
            2 => Area { x: 0, y: h - deep, width: w, height: deep },
            _ => Area { x: 0, y: 0, width: deep, height: h },
        };
        let pitch = self.band * 2;
        self.each(area, |x, y, pixel| *pixel = if (x + y) % pitch < pitch / 2 { colour } else { DARK });
    }

    /// Hatches what the picture of the sheet does not show: `missing` is asked with pixels of the page.
    pub(super) fn hatch_missing(&mut self, colour: Colour, missing: impl Fn(usize, usize) -> bool) {
        let (page, pitch) = (self.page, self.band * 2);
        self.each(page, |x, y, pixel| {
            if missing(x - page.x, y - page.y) {
                mix(pixel, if (x + y) % pitch < pitch / 2 { colour } else { DARK }, 120);
            }
        });
    }

    /// A dashed frame inside the page: nothing is written here.
    pub(super) fn dashed_frame(&mut self, colour: Colour) {
        let (page, thick) = (self.page, self.band / 2 + 1);
        let inset = page.width.min(page.height) / 8;
        let (left, top) = (page.x + inset, page.y + inset);
        let (right, bottom) = (page.x + page.width - inset, page.y + page.height - inset);
        let dash = self.band * 4;
        self.each(page, |x, y, pixel| {
            let within = (left..right).contains(&x) && (top..bottom).contains(&y);
            let level = y < top + thick || y + thick >= bottom;
            let upright = x < left + thick || x + thick >= right;
            let along = if level { x } else { y };
            if within && (level || upright) && along % dash < dash * 5 / 8 {
                *pixel = colour;
            }
        });
    }

    /// A cross from corner to corner of the page: nothing can be seen here.
    pub(super) fn cross(&mut self, colour: Colour) {
        let (page, thick) = (self.page, self.band);
        let (w, h) = (page.width.max(1), page.height.max(1));
        self.each(page, |x, y, pixel| {
            let (fall, rise) = ((y - page.y) * w / h, (h - 1 - (y - page.y)) * w / h);
            if (x - page.x).abs_diff(fall) < thick || (x - page.x).abs_diff(rise) < thick {
                *pixel = colour;
            }
        });
    }
}

/// `share` of 255 of `colour`.
fn mix(pixel: &mut Colour, colour: Colour, share: u32) {
    for (p, c) in pixel.iter_mut().zip(colour) {
        *p = ((u32::from(*p) * (255 - share) + u32::from(c) * share + 127) / 255) as u8;
    }
}

/// Ink and its eight neighbours.
fn thickened(ink: &Bitmap) -> Bitmap {
    let (w, h) = (ink.width(), ink.height());
    let mut wide = Vec::with_capacity(ink.data().len());
    for y in 0..h {
        let row = ink.row(y);
        for (i, b) in row.iter().enumerate() {
            let before = if i > 0 { row[i - 1] << 7 } else { 0 };
            let after = row.get(i + 1).map_or(0, |b| b >> 7);
            wide.push(b | b >> 1 | b << 1 | before | after);
        }
    }
    let stride = ink.stride();
    let mut out = Bitmap::new(w, h);
    for y in 0..h {
        for from in y.saturating_sub(1)..(y + 2).min(h) {
            let source = &wide[from * stride..(from + 1) * stride];
            out.row_mut(y).iter_mut().zip(source).for_each(|(o, s)| *o |= s);
        }
    }
    out
}
