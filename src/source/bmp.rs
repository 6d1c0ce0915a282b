//! Windows bitmaps: 1, 4, 8, 16, 24 and 32 bits, run-length coded or not, top-down or bottom-up.

use crate::error::Result;
use crate::limits::Limits;
use crate::raster::{Orientation, Page, Pixels, Rgb};

use super::format::Format;
use super::samples::{Assembler, Layout, Model, on_white};
use super::{check_size, damaged, density, image_page, unsupported};

const RGB: u32 = 0;
const RLE8: u32 = 1;
const RLE4: u32 = 2;
const BITFIELDS: u32 = 3;
const ALPHA_BITFIELDS: u32 = 6;

struct Header {
    width: usize,
    height: usize,
    bottom_up: bool,
    bits: u32,
    compression: u32,
    palette: Vec<[u8; 3]>,
    /// Red, green, blue, alpha.
    masks: [u32; 4],
    pixels_at: usize,
    dpi: Option<(f32, f32)>,
}

fn u16_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// Decodes a file.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Page> {
    let header = Header::read(bytes, limits)?;
    let data = bytes.get(header.pixels_at..).ok_or_else(|| damaged(Format::Bmp))?;
    let pixels = match (header.bits, header.compression) {
        (1 | 2 | 4 | 8, RGB) => header.indexed(data, limits)?,
        (8, RLE8) | (4, RLE4) => header.indexed(&header.unroll(data)?, limits)?,
        (16 | 32, RGB | BITFIELDS | ALPHA_BITFIELDS) | (24, RGB) => header.direct(data)?,
        _ => {
            return Err(unsupported(
                Format::Bmp,
                format!("{} bits, compression {}", header.bits, header.compression),
            ));
        }
    };
    Ok(image_page(pixels, Orientation::UPRIGHT, header.dpi))
}

impl Header {
    fn read(bytes: &[u8], limits: &Limits) -> Result<Header> {
        let damage = || damaged(Format::Bmp);
        let size = u32_at(bytes, 14).ok_or_else(damage)?;
        let core = size == 12;
        let (width, height) = if core {
            (
                i64::from(u16_at(bytes, 18).ok_or_else(damage)?),
                i64::from(u16_at(bytes, 20).ok_or_else(damage)?),
            )
        } else {
            let signed = |at| u32_at(bytes, at).map(|v| i64::from(v as i32)).ok_or_else(damage);
            (signed(18)?, signed(22)?)
        };
        if width <= 0 || height == 0 {
            return Err(damage());
        }
        let (w, h) = check_size(Format::Bmp, width.unsigned_abs(), height.unsigned_abs(), 3, limits)?;
        let bits = u16_at(bytes, if core { 24 } else { 28 }).ok_or_else(damage)?;
        let compression = if core || size == 16 { RGB } else { u32_at(bytes, 30).ok_or_else(damage)? };
        let metre = |at| u32_at(bytes, at).map_or(0.0, f64::from);
        Ok(Header {
            width: w,
            height: h,
            bottom_up: height > 0,
            bits,
            compression,
            palette: palette(bytes, size, bits, compression).ok_or_else(damage)?,
            masks: masks(bytes, size, bits, compression).ok_or_else(damage)?,
            pixels_at: u32_at(bytes, 10).ok_or_else(damage)? as usize,
            dpi: if size >= 40 { density::per_metre(metre(38), metre(42)) } else { None },
        })
    }

    /// Rows of packed samples are padded to 4 bytes.
    fn stride(&self) -> Option<usize> {
        self.width.checked_mul(self.bits as usize)?.div_ceil(32).checked_mul(4)
    }

    /// Rows from the top, as they lie in the file. The padding of the last one may be missing.
    fn rows<'a>(&self, data: &'a [u8]) -> Result<impl Iterator<Item = &'a [u8]>> {
        let damage = || damaged(Format::Bmp);
        let stride = self.stride().ok_or_else(damage)?;
        let row = self.width.saturating_mul(self.bits as usize).div_ceil(8);
        let needed =
            stride.checked_mul(self.height - 1).and_then(|n| n.checked_add(row)).ok_or_else(damage)?;
        if data.len() < needed {
            return Err(damage());
        }
        let (height, bottom_up) = (self.height, self.bottom_up);
        Ok((0..height).map(move |y| {
            let y = if bottom_up { height - 1 - y } else { y };
            data.get(y * stride..y * stride + row).unwrap_or_default()
        }))
    }

    fn indexed(&self, data: &[u8], limits: &Limits) -> Result<Pixels> {
        let layout = Layout {
            format: Format::Bmp,
            width: self.width as u64,
            height: self.height as u64,
            bits: self.bits,
            channels: 1,
            levels: 16,
            little_endian: false,
            model: Model::Palette(self.palette.clone()),
        };
        let mut assembler = Assembler::new(layout, limits)?;
        for row in self.rows(data)? {
            assembler.push(row)?;
        }
        assembler.finish()
    }

    fn direct(&self, data: &[u8]) -> Result<Pixels> {
        let mut out = Vec::with_capacity(self.width * self.height * 3);
        if self.bits == 24 {
            for row in self.rows(data)? {
                out.extend(row.as_chunks::<3>().0.iter().flat_map(|[b, g, r]| [*r, *g, *b]));
            }
        } else {
            let fields = self.masks.map(Field::new);
            let size = self.bits as usize / 8;
            // Programs that write 32 bits often leave the fourth byte zero and mean opaque.
            let [_, _, _, alpha] = fields;
            let see_through = alpha.width > 0
                && self.rows(data)?.any(|row| row.chunks_exact(size).any(|p| alpha.of(little(p)) != 0));
            for row in self.rows(data)? {
                for p in row.chunks_exact(size) {
                    let [r, g, b, a] = fields.map(|f| f.of(little(p)));
                    let a = if see_through { a } else { 255 };
                    out.extend([r, g, b].map(|v| on_white(v, a, false)));
                }
            }
        }
        Rgb::from_data(self.width, self.height, out).map(Pixels::Rgb).map_err(|_| damaged(Format::Bmp))
    }

    /// Run lengths (4 or 8 bits) to packed rows, in the file's order of rows. Pixels that are skipped over
    /// keep index 0. The end code must be there.
    fn unroll(&self, data: &[u8]) -> Result<Vec<u8>> {
        let damage = || damaged(Format::Bmp);
        let stride = self.stride().ok_or_else(damage)?;
        let mut canvas = Canvas {
            out: vec![0; stride * self.height],
            stride,
            bits: self.bits,
            width: self.width,
            x: 0,
            y: 0,
        };
        let mut pos = 0usize;
        let mut next = || {
            let b = data.get(pos).copied();
            pos += 1;
            b.ok_or_else(damage)
        };
        loop {
            if canvas.y > self.height {
                return Err(damage());
            }
            match (next()?, next()?) {
                (0, 0) => (canvas.x, canvas.y) = (0, canvas.y + 1),
                (0, 1) => return Ok(canvas.out),
                (0, 2) => {
                    canvas.x += usize::from(next()?);
                    canvas.y += usize::from(next()?);
                }
                (0, count) => {
                    let bytes =
                        if self.bits == 8 { usize::from(count) } else { usize::from(count).div_ceil(2) };
                    let mut left = usize::from(count);
                    for _ in 0..bytes {
                        let b = next()?;
                        let run = left.min(8 / self.bits as usize);
                        canvas.run(b, run)?;
                        left -= run;
                    }
                    if bytes % 2 == 1 {
                        next()?;
                    }
                }
                (count, b) => canvas.run(b, usize::from(count))?,
            }
        }
    }
}

struct Canvas {
    out: Vec<u8>,
    stride: usize,
    bits: u32,
    width: usize,
    x: usize,
    y: usize,
}

impl Canvas {
    /// Paints `count` pixels: 8-bit ones all alike, 4-bit ones alternate between the halves of `value`.
    fn run(&mut self, value: u8, count: usize) -> Result<()> {
        for i in 0..count {
            // Some writers let the last run of a row spill over; other readers drop the surplus as well.
            if self.x >= self.width {
                break;
            }
            let at = self.y * self.stride + if self.bits == 8 { self.x } else { self.x / 2 };
            let slot = self.out.get_mut(at).ok_or_else(|| damaged(Format::Bmp))?;
            if self.bits == 8 {
                *slot = value;
            } else {
                let nibble = if i % 2 == 0 { value >> 4 } else { value & 15 };
                *slot |= if self.x.is_multiple_of(2) { nibble << 4 } else { nibble };
            }
            self.x += 1;
        }
        Ok(())
    }
}

/// A colour's bits within a pixel.
#[derive(Clone, Copy)]
struct Field {
    shift: u32,
    width: u32,
}

impl Field {
    fn new(mask: u32) -> Field {
        if mask == 0 {
            return Field { shift: 0, width: 0 };
        }
        let shift = mask.trailing_zeros();
        Field { shift, width: (mask >> shift).trailing_ones() }
    }

    fn of(self, pixel: u32) -> u8 {
        if self.width == 0 {
            return 0;
        }
        let top = (1u64 << self.width) - 1;
        ((u64::from(pixel) >> self.shift & top) * 255 / top) as u8
    }
}

fn little(pixel: &[u8]) -> u32 {
    pixel.iter().rev().fold(0, |v, b| v << 8 | u32::from(*b))
}

fn masks(bytes: &[u8], size: u32, bits: u32, compression: u32) -> Option<[u32; 4]> {
    if matches!(compression, BITFIELDS | ALPHA_BITFIELDS) && size >= 40 {
        let alpha = compression == ALPHA_BITFIELDS || size >= 56;
        return Some([
            u32_at(bytes, 54)?,
            u32_at(bytes, 58)?,
            u32_at(bytes, 62)?,
            if alpha { u32_at(bytes, 66)? } else { 0 },
        ]);
    }
    Some(if bits == 16 { [0x7C00, 0x03E0, 0x001F, 0] } else { [0xFF_0000, 0xFF00, 0xFF, 0] })
}

fn palette(bytes: &[u8], size: u32, bits: u32, compression: u32) -> Option<Vec<[u8; 3]>> {
    if bits > 8 {
        return Some(Vec::new());
    }
    let all = 1usize << bits;
    let (entry, used) = if size == 12 { (3, 0) } else { (4, u32_at(bytes, 46)? as usize) };
    let after_masks = if size == 40 && compression == BITFIELDS { 12 } else { 0 };
    let start = 14 + size as usize + after_masks;
    let room = (u32_at(bytes, 10)? as usize).checked_sub(start)? / entry;
    let count = if used == 0 || used > all { all } else { used }.min(room);
    let colours = bytes.get(start..start + count * entry)?.chunks_exact(entry);
    // Short palettes are common; what lies beyond is black for every reader.
    let mut out: Vec<[u8; 3]> = colours
        .filter_map(|c| match c {
            [b, g, r, ..] => Some([*r, *g, *b]),
            _ => None,
        })
        .collect();
    out.resize(all, [0; 3]);
    Some(out)
}
