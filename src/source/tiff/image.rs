//! The image of one directory: what its tags mean, and its strips or tiles put together to rows.

use std::borrow::Cow;

use zune_core::colorspace::ColorSpace;

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::raster::Pixels;

use super::super::format::Format;
use super::super::jpeg;
use super::super::samples::{Assembler, Layout, Model};
use super::super::{check_size, damaged, unsupported};
use super::codec::{Coding, undo_differences};
use super::ifd::{Ifd, Tiff, tag};

/// A directory's image, its tags checked.
pub(super) struct Image<'a> {
    tiff: Tiff<'a>,
    layout: Layout,
    coding: Coding,
    /// Bits of every byte in the file's other order (FillOrder 2).
    reversed: bool,
    differences: bool,
    /// Each channel in strips or tiles of its own (PlanarConfiguration 2).
    planar: bool,
    chunk_width: u64,
    chunk_height: u64,
    tiled: bool,
    offsets: Vec<u64>,
    lengths: Vec<u64>,
    jpeg_tables: Option<&'a [u8]>,
    jpeg_out: ColorSpace,
}

fn damage() -> Error {
    damaged(Format::Tiff)
}

impl<'a> Image<'a> {
    /// Reads and checks the tags.
    pub(super) fn read(tiff: Tiff<'a>, ifd: &Ifd) -> Result<Image<'a>> {
        let get = |t: u16, default: u64| tiff.uint(ifd, t).unwrap_or(default);
        let (width, height) = (get(tag::IMAGE_WIDTH, 0), get(tag::IMAGE_LENGTH, 0));
        let coding = Coding::of(get(tag::COMPRESSION, 1), get(tag::T4_OPTIONS, 0))?;
        let channels = get(tag::SAMPLES_PER_PIXEL, 1);
        if !(1..=16).contains(&channels) {
            return Err(damage());
        }
        let bits = bits_per_sample(&tiff, ifd)?;
        let photometric = get(tag::PHOTOMETRIC, if coding.is_fax() { 0 } else { 1 });
        let (model, jpeg_out) = model(&tiff, ifd, photometric, channels as usize, bits, coding)?;
        if coding.is_fax() && (bits != 1 || channels != 1) {
            return Err(damage());
        }
        let tiled = tiff.uint(ifd, tag::TILE_WIDTH).is_some();
        let (offsets, lengths) = if tiled {
            (tag::TILE_OFFSETS, tag::TILE_BYTE_COUNTS)
        } else {
            (tag::STRIP_OFFSETS, tag::STRIP_BYTE_COUNTS)
        };
        let rows = get(if tiled { tag::TILE_LENGTH } else { tag::ROWS_PER_STRIP }, height);
        let layout = Layout {
            format: Format::Tiff,
            width,
            height,
            bits,
            channels: channels as usize,
            levels: levels(tiff.uint(ifd, tag::MAX_SAMPLE_VALUE)),
            little_endian: tiff.little_endian,
            model,
        };
        Ok(Image {
            tiff,
            layout,
            coding,
            reversed: get(tag::FILL_ORDER, 1) == 2 && coding != Coding::Jpeg,
            differences: predictor(get(tag::PREDICTOR, 1), coding)?,
            planar: get(tag::PLANAR_CONFIG, 1) == 2 && channels > 1,
            chunk_width: if tiled { get(tag::TILE_WIDTH, 0) } else { width },
            chunk_height: if tiled { rows } else { rows.min(height) },
            tiled,
            // Old writers keep the places of tiles under the tags of strips.
            offsets: tiff
                .uints(ifd, offsets)
                .or_else(|| tiff.uints(ifd, tag::STRIP_OFFSETS))
                .ok_or_else(damage)?,
            lengths: tiff
                .uints(ifd, lengths)
                .or_else(|| tiff.uints(ifd, tag::STRIP_BYTE_COUNTS))
                .unwrap_or_default(),
            jpeg_tables: tiff.blob(ifd, tag::JPEG_TABLES),
            jpeg_out,
        })
    }

    /// Decodes all strips or tiles.
    pub(super) fn decode(&self, limits: &Limits) -> Result<Pixels> {
        let l = &self.layout;
        let (width, height) = check_size(Format::Tiff, l.width, l.height, 3, limits)?;
        if self.chunk_width == 0 || self.chunk_height == 0 {
            return Err(damage());
        }
        // A tile may be larger than the page but not than what a page may be.
        let (chunk_w, chunk_h) =
            check_size(Format::Tiff, self.chunk_width, self.chunk_height, l.channels as u64 * 2, limits)?;
        let (across, down) = (width.div_ceil(chunk_w), height.div_ceil(chunk_h));
        let planes = if self.planar { l.channels } else { 1 };
        let needed = across.checked_mul(down).and_then(|n| n.checked_mul(planes)).ok_or_else(damage)?;
        if self.offsets.len() < needed || (self.lengths.len() < needed && needed > 1) {
            return Err(damage());
        }
        let mut target = l.clone();
        if self.planar && l.bits != 8 && l.bits != 16 {
            return Err(unsupported(Format::Tiff, "separate planes of odd depth"));
        }
        if self.coding == Coding::Jpeg {
            target.bits = 8;
        }
        let row_bytes = target.row_bytes().ok_or_else(damage)?;
        let mut assembler = Assembler::new(target, limits)?;
        for band in 0..down {
            let rows = chunk_h.min(height - band * chunk_h);
            let chunk_rows = if self.tiled { chunk_h } else { rows };
            let mut band_rows = self.band(band * across, across, down * across, chunk_w, chunk_rows)?;
            for row in band_rows.rows(row_bytes, rows) {
                assembler.push(row)?;
            }
        }
        assembler.finish()
    }

    /// Decodes the chunks side by side that make a band, first `chunk` of each plane.
    fn band(
        &self,
        chunk: usize,
        across: usize,
        per_plane: usize,
        chunk_w: usize,
        rows: usize,
    ) -> Result<Band> {
        let planes = if self.planar { self.layout.channels } else { 1 };
        let pixel_bits = if self.coding == Coding::Jpeg { 8 } else { self.layout.bits as usize }
            * if self.planar { 1 } else { self.layout.channels };
        let chunk_bytes = chunk_w.checked_mul(pixel_bits).ok_or_else(damage)?.div_ceil(8);
        if across == 1 && planes == 1 {
            return Ok(Band { data: self.chunk(chunk, chunk_w, rows, chunk_bytes)?, stride: chunk_bytes });
        }
        let sample = pixel_bits.div_ceil(8);
        let stride =
            across.checked_mul(chunk_bytes).and_then(|n| n.checked_mul(planes)).ok_or_else(damage)?;
        let mut data = vec![0; stride.checked_mul(rows).ok_or_else(damage)?];
        for plane in 0..planes {
            for i in 0..across {
                let coded = self.chunk(plane * per_plane + chunk + i, chunk_w, rows, chunk_bytes)?;
                for (out, row) in data.chunks_exact_mut(stride).zip(coded.chunks_exact(chunk_bytes)) {
                    let Some(out) = out.get_mut(i * chunk_bytes * planes..) else { break };
                    if planes == 1 {
                        out.iter_mut().zip(row).for_each(|(o, v)| *o = *v);
                    } else {
                        let pixels = out.chunks_exact_mut(sample * planes).zip(row.chunks_exact(sample));
                        pixels.for_each(|(o, v)| {
                            o.iter_mut().skip(plane * sample).zip(v).for_each(|(o, v)| *o = *v);
                        });
                    }
                }
            }
        }
        Ok(Band { data, stride })
    }

    /// One strip or tile, decoded to packed rows.
    fn chunk(&self, index: usize, width: usize, rows: usize, row_bytes: usize) -> Result<Vec<u8>> {
        let at = *self.offsets.get(index).ok_or_else(damage)?;
        // A single strip may leave out its length; it then reaches as far as it needs to.
        let length = match self.lengths.get(index) {
            Some(length) => *length,
            None => (rows as u64).saturating_mul(row_bytes as u64),
        };
        let data = self.tiff.bytes(at, length).ok_or_else(damage)?;
        if self.coding == Coding::Jpeg {
            return self.jpeg_chunk(data, width, rows);
        }
        let data = match self.reversed {
            true => Cow::Owned(data.iter().map(|b| b.reverse_bits()).collect::<Vec<_>>()),
            false => Cow::Borrowed(data),
        };
        let mut out = self.coding.decode(&data, rows, row_bytes, width)?;
        if self.differences {
            let channels = if self.planar { 1 } else { self.layout.channels };
            for row in out.chunks_exact_mut(row_bytes) {
                undo_differences(row, self.layout.bits, channels, self.layout.little_endian)?;
            }
        }
        Ok(out)
    }

    /// A strip or tile that is a JPEG of its own, its tables perhaps shared (TIFF Technical Note 2).
    fn jpeg_chunk(&self, data: &[u8], width: usize, rows: usize) -> Result<Vec<u8>> {
        let whole = match self.jpeg_tables {
            Some([0xFF, 0xD8, tables @ ..]) => {
                let tables = tables.strip_suffix(&[0xFF, 0xD9]).unwrap_or(tables);
                let scan = data.strip_prefix(&[0xFF, 0xD8]).ok_or_else(damage)?;
                Cow::Owned([&[0xFF, 0xD8], tables, scan].concat())
            }
            _ => Cow::Borrowed(data),
        };
        jpeg::chunk(&whole, self.jpeg_out, width, rows).ok_or_else(damage)
    }
}

/// Packed rows, `stride` apart.
struct Band {
    data: Vec<u8>,
    stride: usize,
}

impl Band {
    fn rows(&mut self, row_bytes: usize, rows: usize) -> impl Iterator<Item = &[u8]> {
        self.data.chunks_exact(self.stride).take(rows).map(move |r| r.get(..row_bytes).unwrap_or_default())
    }
}

fn bits_per_sample(tiff: &Tiff<'_>, ifd: &Ifd) -> Result<u32> {
    let all = tiff.uints(ifd, tag::BITS_PER_SAMPLE).unwrap_or_else(|| vec![1]);
    let first = all.first().copied().unwrap_or(1);
    if all.iter().any(|b| *b != first) {
        return Err(unsupported(Format::Tiff, "channels of different depth"));
    }
    let formats = tiff.uints(ifd, tag::SAMPLE_FORMAT).unwrap_or_default();
    if formats.iter().any(|f| *f != 1 && *f != 4) {
        return Err(unsupported(Format::Tiff, "signed or floating-point samples"));
    }
    match first {
        1..=16 => Ok(first as u32),
        0 => Err(damage()),
        n => Err(unsupported(Format::Tiff, format!("{n} bits per sample"))),
    }
}

/// Bits of a 16-bit sample that carry levels. Scanners store 10 to 14 bits in 16 and say so in MaxSampleValue, which
/// would be black taken as 16. TIFF 6.0 gives the tag to statistics, so only 2^n - 1, a range, is believed.
fn levels(most: Option<u64>) -> u32 {
    match most {
        Some(most @ 0x1FF..=0x7FFF) if (most + 1).is_power_of_two() => most.count_ones(),
        _ => 16,
    }
}

fn predictor(value: u64, coding: Coding) -> Result<bool> {
    match (value, coding) {
        (2, Coding::Lzw | Coding::Deflate) => Ok(true),
        (3, Coding::Lzw | Coding::Deflate) => Err(unsupported(Format::Tiff, "floating-point predictor")),
        _ => Ok(false),
    }
}

/// The colour model, and what a JPEG inside is to be decoded to.
fn model(
    tiff: &Tiff<'_>,
    ifd: &Ifd,
    photometric: u64,
    channels: usize,
    bits: u32,
    coding: Coding,
) -> Result<(Model, ColorSpace)> {
    let extra = tiff.uint(ifd, tag::EXTRA_SAMPLES).unwrap_or(0);
    let (alpha, premultiplied) = (matches!(extra, 1 | 2), extra == 1);
    let jpeg = coding == Coding::Jpeg;
    if jpeg && bits != 8 {
        return Err(unsupported(Format::Tiff, "12-bit JPEG"));
    }
    // `YCbCr` in and out leaves three components as they are coded, which is what RGB needs.
    Ok(match (photometric, channels) {
        (0, _) if alpha && channels > 1 => {
            return Err(unsupported(Format::Tiff, "white-is-zero with transparency"));
        }
        (1, 2..) if alpha && !jpeg => (Model::GreyAlpha { premultiplied }, ColorSpace::Luma),
        (0 | 1 | 4, n) if n == 1 || !jpeg => (Model::Grey { invert: photometric == 0 }, ColorSpace::Luma),
        (2, 4..) if alpha && !jpeg => (Model::Rgba { premultiplied }, ColorSpace::RGB),
        (2, n @ 3..) if n == 3 || !jpeg => (Model::Rgb, ColorSpace::YCbCr),
        (3, 1) if bits <= 8 => (Model::Palette(colour_map(tiff, ifd, bits)?), ColorSpace::Luma),
        (5, n @ 4..) if n == 4 || !jpeg => (Model::Cmyk, ColorSpace::CMYK),
        (6, 3) if jpeg => (Model::Rgb, ColorSpace::RGB),
        (3, _) => {
            return Err(unsupported(Format::Tiff, "palette of more than 8 bits or with further channels"));
        }
        (6, _) => return Err(unsupported(Format::Tiff, "YCbCr without JPEG")),
        (8..=10, _) => return Err(unsupported(Format::Tiff, "CIE L*a*b*")),
        (0..=5, _) => return Err(damage()),
        _ => return Err(unsupported(Format::Tiff, format!("photometric interpretation {photometric}"))),
    })
}

/// All reds, then greens, then blues, 16 bits each.
fn colour_map(tiff: &Tiff<'_>, ifd: &Ifd, bits: u32) -> Result<Vec<[u8; 3]>> {
    let map = tiff.uints(ifd, tag::COLOR_MAP).ok_or_else(damage)?;
    let size = 1usize << bits;
    if map.len() < size * 3 {
        return Err(damage());
    }
    // Some writers fill in 8-bit values.
    let shift = if map.iter().any(|v| *v > 255) { 8 } else { 0 };
    let value = |i: usize| map.get(i).map_or(0, |v| (v >> shift) as u8);
    Ok((0..size).map(|i| [value(i), value(size + i), value(2 * size + i)]).collect())
}
