//! Pixels that the host hands over: the layouts of scanner drivers and of Windows.

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Bitmap, Grey, Pixels, Rgb};

use super::check_size;
use super::format::Format;
use super::samples::on_white;

/// How the host's pixels are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawLayout {
    /// 1 bit, most significant bit leftmost, 0 black and 1 white (Windows' and TWAIN's usual polarity).
    Bit1White,
    /// 1 bit, most significant bit leftmost, 1 black (fax polarity).
    Bit1Black,
    /// 8 bits, 0 black.
    Grey8,
    /// Blue, green, red: a 24-bit Windows DIB.
    Bgr24,
    /// Red, green, blue.
    Rgb24,
    /// Blue, green, red, opacity (not premultiplied); composited on white.
    Bgra32,
}

/// Pixels of the host, borrowed for one call.
#[derive(Clone, Copy, Debug)]
pub struct RawImage<'a> {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Bytes from one row to the next as they lie in `data`; at least a row's length. A Windows DIB pads
    /// rows to multiples of 4 bytes.
    pub stride: usize,
    /// Is the first row in `data` the lowest of the page, as in a Windows DIB of positive height?
    pub bottom_up: bool,
    /// How pixels are packed.
    pub layout: RawLayout,
    /// At least `stride * (height - 1)` bytes plus one row.
    pub data: &'a [u8],
}

impl RawLayout {
    fn bits(self) -> usize {
        match self {
            RawLayout::Bit1White | RawLayout::Bit1Black => 1,
            RawLayout::Grey8 => 8,
            RawLayout::Bgr24 | RawLayout::Rgb24 => 24,
            RawLayout::Bgra32 => 32,
        }
    }
}

impl RawImage<'_> {
    /// Copies the pixels, rows from the top. `source.geometry` when the measures do not agree.
    pub(super) fn to_pixels(self, limits: &Limits) -> Result<Pixels> {
        let geometry = || Error::new(Kind::SourceGeometry);
        if self.width == 0 || self.height == 0 {
            return Err(geometry());
        }
        let (w, h) = check_size(Format::Raw, u64::from(self.width), u64::from(self.height), 3, limits)?;
        let row_bytes = w.checked_mul(self.layout.bits()).ok_or_else(geometry)?.div_ceil(8);
        let needed =
            self.stride.checked_mul(h - 1).and_then(|n| n.checked_add(row_bytes)).ok_or_else(geometry)?;
        if self.stride < row_bytes || self.data.len() < needed {
            return Err(geometry());
        }
        let row = |y: usize| {
            let y = if self.bottom_up { h - 1 - y } else { y };
            self.data.get(y * self.stride..y * self.stride + row_bytes).unwrap_or_default()
        };
        let rows = (0..h).map(row);
        match self.layout {
            RawLayout::Bit1White => {
                Bitmap::from_data(w, h, rows.flatten().map(|b| !b).collect()).map(Pixels::Bilevel)
            }
            RawLayout::Bit1Black => {
                Bitmap::from_data(w, h, rows.flatten().copied().collect()).map(Pixels::Bilevel)
            }
            RawLayout::Grey8 => {
                Grey::from_data(w, h, gather(rows, w * h, 1, |p, out| out.extend_from_slice(p)))
                    .map(Pixels::Grey)
            }
            _ => Rgb::from_data(w, h, self.colours(rows, w * h * 3)).map(Pixels::Rgb),
        }
    }

    fn colours<'b>(&self, rows: impl Iterator<Item = &'b [u8]>, bytes: usize) -> Vec<u8> {
        let size = self.layout.bits() / 8;
        match self.layout {
            RawLayout::Bgra32 => gather(rows, bytes, size, |p, out| {
                if let [b, g, r, a] = p {
                    out.extend([r, g, b].map(|v| on_white(*v, *a, false)));
                }
            }),
            RawLayout::Bgr24 => gather(rows, bytes, size, |p, out| {
                if let [b, g, r] = p {
                    out.extend([*r, *g, *b]);
                }
            }),
            _ => gather(rows, bytes, size, |p, out| out.extend_from_slice(p)),
        }
    }
}

fn gather<'b>(
    rows: impl Iterator<Item = &'b [u8]>,
    bytes: usize,
    pixel: usize,
    convert: impl Fn(&[u8], &mut Vec<u8>),
) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes);
    for row in rows {
        for p in row.chunks_exact(pixel) {
            convert(p, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(layout: RawLayout, width: u32, stride: usize, bottom_up: bool, data: &[u8]) -> Result<Pixels> {
        RawImage { width, height: 2, stride, bottom_up, layout, data }.to_pixels(&Limits::default())
    }

    #[test]
    fn rows_come_out_from_the_top() {
        let down = pixels(RawLayout::Grey8, 2, 4, false, &[1, 2, 9, 9, 3, 4]).unwrap();
        let up = pixels(RawLayout::Grey8, 2, 4, true, &[3, 4, 9, 9, 1, 2]).unwrap();
        assert_eq!(down, up);
        assert_eq!(down, Pixels::Grey(Grey { width: 2, height: 2, data: vec![1, 2, 3, 4] }));
    }

    #[test]
    fn colours_and_polarity() {
        let rgb = Pixels::Rgb(Rgb { width: 1, height: 2, data: vec![3, 2, 1, 6, 5, 4] });
        assert_eq!(pixels(RawLayout::Bgr24, 1, 4, false, &[1, 2, 3, 0, 4, 5, 6]).unwrap(), rgb);
        assert_eq!(pixels(RawLayout::Rgb24, 1, 3, false, &[3, 2, 1, 6, 5, 4]).unwrap(), rgb);
        assert_eq!(pixels(RawLayout::Bgra32, 1, 4, false, &[1, 2, 3, 255, 4, 5, 6, 255]).unwrap(), rgb);
        let white = pixels(RawLayout::Bit1White, 3, 1, false, &[0b0111_0000, 0b1110_0000]).unwrap();
        let black = pixels(RawLayout::Bit1Black, 3, 1, false, &[0b1000_1111, 0]).unwrap();
        assert_eq!(white, black);
    }

    #[test]
    fn measures_must_agree() {
        for (stride, data) in [(1, &[0u8; 9][..]), (2, &[0; 3]), (usize::MAX, &[0; 9])] {
            let e = pixels(RawLayout::Grey8, 2, stride, false, data).unwrap_err();
            assert_eq!(e.key(), "source.geometry");
        }
    }
}
