//! The pixel buffers that move from step to step, and the page as a source hands it on.
//!
//! A buffer is allocated once per step and moves by value. Rows run from the top; `Grey` and `Rgb` rows
//! are packed, `Bitmap` rows are padded to whole bytes.

pub(crate) mod bits;
pub(crate) mod tally;

use crate::error::{Error, Kind, Result};

/// 8-bit grey, 0 black to 255 white; `data.len() == width * height`.
#[derive(Clone, PartialEq, Eq)]
pub struct Grey {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row-major samples.
    pub data: Vec<u8>,
}

/// 8-bit RGB, interleaved; `data.len() == width * height * 3`.
#[derive(Clone, PartialEq, Eq)]
pub struct Rgb {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row-major R, G, B triples.
    pub data: Vec<u8>,
}

/// One bit a pixel, 1 = ink, most significant bit leftmost, rows padded to bytes with zeros.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: usize,
    height: usize,
    stride: usize,
    data: Vec<u8>,
}

/// Sizes, never pixels: they are a patient's document.
macro_rules! debug_size {
    ($($name:ident)*) => { $(impl std::fmt::Debug for $name {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, concat!(stringify!($name), "({} x {})"), self.width, self.height)
        }
    })* };
}
debug_size!(Grey Rgb Bitmap);

impl Grey {
    /// A buffer filled with one value.
    pub fn new(width: usize, height: usize, value: u8) -> Self {
        Grey { width, height, data: vec![value; width * height] }
    }

    /// Takes over samples; `source.geometry` when their number is wrong.
    pub fn from_data(width: usize, height: usize, data: Vec<u8>) -> Result<Self> {
        if width.checked_mul(height) != Some(data.len()) {
            return Err(Error::new(Kind::SourceGeometry));
        }
        Ok(Grey { width, height, data })
    }

    /// One row of samples. Panics beyond the last row, as slices do.
    pub fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..(y + 1) * self.width]
    }
}

impl Rgb {
    /// Takes over samples; `source.geometry` when their number is wrong.
    pub fn from_data(width: usize, height: usize, data: Vec<u8>) -> Result<Self> {
        if width.checked_mul(height).and_then(|n| n.checked_mul(3)) != Some(data.len()) {
            return Err(Error::new(Kind::SourceGeometry));
        }
        Ok(Rgb { width, height, data })
    }
}

impl Bitmap {
    /// An all-white bitmap.
    pub fn new(width: usize, height: usize) -> Self {
        let stride = width.div_ceil(8);
        Bitmap { width, height, stride, data: vec![0; stride * height] }
    }

    /// Takes over packed rows (1 = ink, MSB first); padding bits are cleared. `source.geometry` when the
    /// length is not `width.div_ceil(8) * height`.
    pub fn from_data(width: usize, height: usize, data: Vec<u8>) -> Result<Self> {
        let stride = width.div_ceil(8);
        if stride.checked_mul(height) != Some(data.len()) {
            return Err(Error::new(Kind::SourceGeometry));
        }
        let mut bitmap = Bitmap { width, height, stride, data };
        if !width.is_multiple_of(8) {
            let mask = 0xFFu8 << (8 - width % 8);
            for row in bitmap.data.chunks_exact_mut(stride) {
                if let Some(last) = row.last_mut() {
                    *last &= mask;
                }
            }
        }
        Ok(bitmap)
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Bytes of a row.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// All rows.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// One packed row. Panics beyond the last row, as slices do.
    pub fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.stride..(y + 1) * self.stride]
    }

    /// One packed row to write to. The caller leaves the padding bits zero.
    pub fn row_mut(&mut self, y: usize) -> &mut [u8] {
        &mut self.data[y * self.stride..(y + 1) * self.stride]
    }

    /// Is there ink? Outside the bitmap there is none.
    pub fn get(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && self.data[y * self.stride + x / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Sets or clears one pixel; outside the bitmap nothing happens.
    pub fn set(&mut self, x: usize, y: usize, ink: bool) {
        if x < self.width && y < self.height {
            let (at, bit) = (y * self.stride + x / 8, 0x80 >> (x % 8));
            if ink {
                self.data[at] |= bit;
            } else {
                self.data[at] &= !bit;
            }
        }
    }

    /// Ink as black on white.
    pub fn to_grey(&self) -> Grey {
        let mut grey = Grey::new(self.width, self.height, 255);
        for y in 0..self.height {
            let row = self.row(y);
            for (x, out) in grey.data[y * self.width..(y + 1) * self.width].iter_mut().enumerate() {
                if row[x / 8] & (0x80 >> (x % 8)) != 0 {
                    *out = 0;
                }
            }
        }
        grey
    }
}

/// Pixels as the source had them: what is bilevel or grey at the start stays so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// 1 bit.
    Bilevel(Bitmap),
    /// 8 bits grey.
    Grey(Grey),
    /// 24 bits colour.
    Rgb(Rgb),
}

impl Pixels {
    /// (width, height).
    pub fn size(&self) -> (usize, usize) {
        match self {
            Pixels::Bilevel(b) => (b.width(), b.height()),
            Pixels::Grey(g) => (g.width, g.height),
            Pixels::Rgb(c) => (c.width, c.height),
        }
    }
}

/// The EXIF turn (1 to 8) that makes stored pixels upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orientation(u8);

impl Orientation {
    /// The stored pixels are upright.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// From an EXIF value; anything but 2 to 8 means upright.
    pub fn from_exif(value: u16) -> Self {
        match u8::try_from(value) {
            Ok(v @ 1..=8) => Orientation(v),
            _ => Orientation::UPRIGHT,
        }
    }

    /// The EXIF value, 1 to 8.
    pub fn exif(self) -> u8 {
        self.0.max(1)
    }

    /// Do width and height change places?
    pub fn swaps_sides(self) -> bool {
        self.0 >= 5
    }
}

/// Where a page's pixels come from; it decides how much is done to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An image file, or an image page of a PDF at its native resolution: may be a photo or a scan.
    Image,
    /// Drawn by us from a born-digital page: straight, evenly lit, complete.
    Rendered,
    /// Pixels that the host handed over, usually from a scanner driver.
    Raw,
}

/// One page as it came in, not yet turned upright.
#[derive(Clone, Debug)]
pub struct Page {
    /// The stored pixels.
    pub pixels: Pixels,
    /// Turn to apply before anything else.
    pub orientation: Orientation,
    /// Samples per inch (x, y) along the *stored* axes, when the file or the host says so credibly.
    pub dpi: Option<(f32, f32)>,
    /// Where the pixels come from.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bitmap_clears_padding_and_counts_ink() {
        let b = Bitmap::from_data(10, 2, vec![0xFF; 4]).unwrap();
        assert_eq!(b.ink(), 20);
        assert!(b.get(9, 1) && !b.get(10, 1) && !b.get(0, 2));
        assert_eq!(b.to_grey().data, vec![0; 20]);
    }

    #[test]
    fn wrong_lengths_are_refused() {
        assert!(Grey::from_data(3, 2, vec![0; 5]).is_err());
        assert!(Rgb::from_data(usize::MAX, 2, vec![0; 5]).is_err());
        assert!(Bitmap::from_data(9, 1, vec![0; 1]).is_err());
    }
}
