//! Packed rows of any depth and colour model in, [`Pixels`] out, one row at a time.
//!
//! PNG, TIFF and BMP share this: they differ in how rows are found and unpacked, not in what samples mean.

use crate::error::Result;
use crate::raster::{Bitmap, Grey, Pixels, Rgb};

use super::format::Format;
use super::{check_size, damaged};
use crate::limits::Limits;

/// What the samples of a pixel stand for.
#[derive(Clone, Debug)]
pub(super) enum Model {
    /// One sample, 0 black (or white, when `invert`).
    Grey { invert: bool },
    /// Grey and opacity.
    GreyAlpha { premultiplied: bool },
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue, opacity.
    Rgba { premultiplied: bool },
    /// Cyan, magenta, yellow, black; 255 is full ink.
    Cmyk,
    /// One index into these colours.
    Palette(Vec<[u8; 3]>),
}

/// How a row is packed.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) format: Format,
    pub(super) width: u64,
    pub(super) height: u64,
    /// Bits of a sample, 1 to 16. Rows are padded to bytes.
    pub(super) bits: u32,
    /// Samples of a pixel; those beyond the model's are skipped.
    pub(super) channels: usize,
    /// Of 16-bit samples, how many bits from the least on carry levels: 16, or 9 and more when the file says so.
    pub(super) levels: u32,
    /// Of 16-bit samples; others are packed from the most significant bit.
    pub(super) little_endian: bool,
    pub(super) model: Model,
}

impl Layout {
    /// Bytes of a packed row; `None` when that overflows.
    pub(super) fn row_bytes(&self) -> Option<usize> {
        let bits =
            usize::try_from(self.width).ok()?.checked_mul(self.channels)?.checked_mul(self.bits as usize)?;
        Some(bits.div_ceil(8))
    }
}

enum Out {
    Bilevel { data: Vec<u8>, flip: u8 },
    Grey { data: Vec<u8>, table: Option<Box<[u8; 256]>> },
    Rgb(Vec<u8>),
}

/// Collects rows from the top.
pub(super) struct Assembler {
    layout: Layout,
    width: usize,
    height: usize,
    row_bytes: usize,
    scratch: Vec<u8>,
    out: Out,
}

impl Assembler {
    /// Checks the size against the limits and reserves the page.
    pub(super) fn new(layout: Layout, limits: &Limits) -> Result<Self> {
        let out_channels = match &layout.model {
            Model::Grey { .. } | Model::GreyAlpha { .. } => 1,
            Model::Palette(colours) if colours.iter().all(is_grey) => 1,
            _ => 3,
        };
        let (width, height) = check_size(layout.format, layout.width, layout.height, out_channels, limits)?;
        let row_bytes = layout.row_bytes().ok_or_else(|| damaged(layout.format))?;
        let out = Out::for_model(
            &layout,
            width.saturating_mul(height).saturating_mul(out_channels as usize),
            height,
        );
        let scratch = vec![0; if layout.bits == 8 { 0 } else { width.saturating_mul(layout.channels) }];
        Ok(Assembler { layout, width, height, row_bytes, scratch, out })
    }

    /// Adds the next row; bytes beyond the row are ignored. Rows beyond the page are an error.
    pub(super) fn push(&mut self, row: &[u8]) -> Result<()> {
        let format = self.layout.format;
        let row = row.get(..self.row_bytes).ok_or_else(|| damaged(format))?;
        let full = self.height * self.width;
        if let Out::Bilevel { data, flip } = &mut self.out {
            if data.len() >= self.row_bytes * self.height {
                return Err(damaged(format));
            }
            data.extend(row.iter().map(|b| b ^ *flip));
            return Ok(());
        }
        let samples: &[u8] = if self.layout.bits == 8 {
            row
        } else {
            let scaled = !matches!(self.layout.model, Model::Palette(_));
            unpack(row, &self.layout, scaled, &mut self.scratch);
            &self.scratch
        };
        let pixels = samples.chunks_exact(self.layout.channels);
        match &mut self.out {
            Out::Grey { data, table } => {
                if data.len() >= full {
                    return Err(damaged(format));
                }
                push_grey(&self.layout.model, table.as_deref(), pixels, data).ok_or_else(|| damaged(format))
            }
            Out::Rgb(data) => {
                if data.len() >= full * 3 {
                    return Err(damaged(format));
                }
                push_rgb(&self.layout.model, pixels, data).ok_or_else(|| damaged(format))
            }
            Out::Bilevel { .. } => Ok(()),
        }
    }

    /// The page; `source.damaged` when rows are missing.
    pub(super) fn finish(self) -> Result<Pixels> {
        let (w, h, format) = (self.width, self.height, self.layout.format);
        let whole = match self.out {
            Out::Bilevel { data, .. } => Bitmap::from_data(w, h, data).map(Pixels::Bilevel),
            Out::Grey { data, .. } => Grey::from_data(w, h, data).map(Pixels::Grey),
            Out::Rgb(data) => Rgb::from_data(w, h, data).map(Pixels::Rgb),
        };
        whole.map_err(|_| damaged(format))
    }
}

impl Out {
    fn for_model(layout: &Layout, bytes: usize, height: usize) -> Out {
        let packed = || Vec::with_capacity(layout.row_bytes().unwrap_or(0).saturating_mul(height));
        let one_bit = layout.bits == 1 && layout.channels == 1;
        match &layout.model {
            Model::Grey { invert } if one_bit => {
                Out::Bilevel { data: packed(), flip: if *invert { 0 } else { 0xFF } }
            }
            Model::Palette(colours) if one_bit && *colours == [[0; 3], [255; 3]] => {
                Out::Bilevel { data: packed(), flip: 0xFF }
            }
            Model::Palette(colours) if one_bit && *colours == [[255; 3], [0; 3]] => {
                Out::Bilevel { data: packed(), flip: 0 }
            }
            Model::Grey { .. } | Model::GreyAlpha { .. } => {
                Out::Grey { data: Vec::with_capacity(bytes), table: None }
            }
            Model::Palette(colours) if colours.iter().all(is_grey) => {
                let mut table = Box::new([0; 256]);
                for (slot, [grey, ..]) in table.iter_mut().zip(colours) {
                    *slot = *grey;
                }
                Out::Grey { data: Vec::with_capacity(bytes), table: Some(table) }
            }
            _ => Out::Rgb(Vec::with_capacity(bytes)),
        }
    }
}

fn is_grey([r, g, b]: &[u8; 3]) -> bool {
    r == g && g == b
}

type PixelsOfRow<'a> = std::slice::ChunksExact<'a, u8>;

fn push_grey(
    model: &Model,
    table: Option<&[u8; 256]>,
    pixels: PixelsOfRow<'_>,
    out: &mut Vec<u8>,
) -> Option<()> {
    match (model, table) {
        (Model::Palette(colours), Some(table)) => {
            for pixel in pixels {
                let &index = pixel.first()?;
                if usize::from(index) >= colours.len() {
                    return None;
                }
                out.push(*table.get(usize::from(index))?);
            }
        }
        (Model::GreyAlpha { premultiplied }, _) => {
            for pixel in pixels {
                let [g, a, ..] = pixel else { return None };
                out.push(on_white(*g, *a, *premultiplied));
            }
        }
        (Model::Grey { invert }, _) => {
            let flip = if *invert { 0xFF } else { 0 };
            out.extend(pixels.filter_map(|p| p.first()).map(|g| g ^ flip));
        }
        _ => return None,
    }
    Some(())
}

fn push_rgb(model: &Model, pixels: PixelsOfRow<'_>, out: &mut Vec<u8>) -> Option<()> {
    for pixel in pixels {
        let rgb = match (model, pixel) {
            (Model::Rgb, [r, g, b, ..]) => [*r, *g, *b],
            (Model::Rgba { premultiplied: p }, [r, g, b, a, ..]) => {
                [on_white(*r, *a, *p), on_white(*g, *a, *p), on_white(*b, *a, *p)]
            }
            (Model::Cmyk, [c, m, y, k, ..]) => cmyk_to_rgb([*c, *m, *y, *k]),
            (Model::Palette(colours), [index, ..]) => *colours.get(usize::from(*index))?,
            _ => return None,
        };
        out.extend_from_slice(&rgb);
    }
    Some(())
}

/// One channel of a see-through pixel in front of white paper.
pub(super) fn on_white(value: u8, alpha: u8, premultiplied: bool) -> u8 {
    let (v, a) = (u32::from(value), u32::from(alpha));
    let seen = if premultiplied { v + 255 - a } else { (v * a + 255 * (255 - a) + 127) / 255 };
    seen.min(255) as u8
}

/// Plain conversion without a profile: 255 is full ink.
pub(super) fn cmyk_to_rgb([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    let light = 255 - u32::from(k);
    [c, m, y].map(|ink| ((255 - u32::from(ink)) * light / 255) as u8)
}

/// Samples of 1 to 16 bits to 8; palette indices (`scaled` false) keep their value.
fn unpack(row: &[u8], layout: &Layout, scaled: bool, out: &mut [u8]) {
    let bits = layout.bits;
    if bits == 16 {
        let spare = layout.levels.clamp(8, 16) - 8;
        for (o, pair) in out.iter_mut().zip(row.as_chunks::<2>().0) {
            let value =
                if layout.little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
            *o = (value >> spare).min(255) as u8;
        }
        return;
    }
    let top = (1u32 << bits) - 1;
    let (mut pool, mut held) = (0u32, 0u32);
    let mut bytes = row.iter();
    for o in out {
        while held < bits {
            pool = pool << 8 | u32::from(bytes.next().copied().unwrap_or(0));
            held += 8;
        }
        held -= bits;
        let value = pool >> held & top;
        pool &= (1 << held) - 1;
        *o = if scaled { (value * 255 / top) as u8 } else { value.min(255) as u8 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assemble(bits: u32, channels: usize, model: Model, rows: &[&[u8]], width: u64) -> Result<Pixels> {
        let height = rows.len() as u64;
        let layout = Layout {
            format: Format::Png,
            width,
            height,
            bits,
            channels,
            levels: 16,
            little_endian: false,
            model,
        };
        let mut a = Assembler::new(layout, &Limits::default())?;
        for row in rows {
            a.push(row)?;
        }
        a.finish()
    }

    #[test]
    fn one_bit_stays_one_bit_in_both_polarities() {
        let ink = |p: Pixels| match p {
            Pixels::Bilevel(b) => b.data().to_vec(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            ink(assemble(1, 1, Model::Grey { invert: false }, &[&[0b1010_1111]], 4).unwrap()),
            [0b0101_0000]
        );
        assert_eq!(
            ink(assemble(1, 1, Model::Grey { invert: true }, &[&[0b1010_1111]], 4).unwrap()),
            [0b1010_0000]
        );
        let palette = Model::Palette(vec![[255; 3], [0; 3]]);
        assert_eq!(ink(assemble(1, 1, palette, &[&[0b1010_1111]], 4).unwrap()), [0b1010_0000]);
    }

    #[test]
    fn depths_scale_to_eight_bits() {
        let grey =
            |bits, row: &[u8], width| match assemble(bits, 1, Model::Grey { invert: false }, &[row], width) {
                Ok(Pixels::Grey(g)) => g.data,
                other => panic!("{other:?}"),
            };
        assert_eq!(grey(2, &[0b00_01_10_11], 4), [0, 85, 170, 255]);
        assert_eq!(grey(4, &[0x0F], 2), [0, 255]);
        assert_eq!(grey(12, &[0xFF, 0xF0, 0x00], 2), [255, 0]);
        assert_eq!(grey(16, &[0x12, 0x34, 0xFF, 0x00], 2), [0x12, 0xFF]);
        let mut out = [0; 3];
        let model = Model::Grey { invert: false };
        let (format, bits, channels) = (Format::Tiff, 16, 1);
        let twelve =
            Layout { format, width: 3, height: 1, bits, channels, levels: 12, little_endian: true, model };
        unpack(&[0xFF, 0x0F, 0x00, 0x08, 0xFF, 0xFF], &twelve, true, &mut out);
        assert_eq!(out, [255, 128, 255], "beyond the range it was said to have, white");
    }

    #[test]
    fn transparency_falls_on_white() {
        assert_eq!(on_white(0, 0, false), 255);
        assert_eq!(on_white(0, 255, false), 0);
        assert_eq!(on_white(0, 128, false), 127);
        assert_eq!(on_white(0, 128, true), 127);
    }

    #[test]
    fn an_index_beyond_the_palette_or_a_missing_row_is_damage() {
        let palette = Model::Palette(vec![[1, 2, 3]]);
        assert_eq!(assemble(8, 1, palette, &[&[1]], 1).unwrap_err().key(), "source.damaged");
        let layout = Layout {
            format: Format::Png,
            width: 1,
            height: 2,
            bits: 8,
            channels: 1,
            levels: 16,
            little_endian: false,
            model: Model::Grey { invert: false },
        };
        let mut a = Assembler::new(layout, &Limits::default()).unwrap();
        a.push(&[0]).unwrap();
        assert_eq!(a.finish().unwrap_err().key(), "source.damaged");
    }
}
