//! PNG: 1-bit stays 1-bit, grey stays grey, palettes become what their colours are, alpha falls on white.

use std::io::Cursor;

use ::png::{ColorType, Decoder, DecodingError, Info, Transformations, Unit};

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::Page;

use super::exif::Exif;
use super::format::Format;
use super::samples::{Assembler, Layout, Model, on_white};
use super::{check_size, damaged, density, image_page};

/// Decodes the (first) image of a file.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Page> {
    let budget = usize::try_from(limits.decoded_bytes).unwrap_or(usize::MAX);
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), ::png::Limits { bytes: budget });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(refused)?;
    check_size(Format::Png, u64::from(header.width), u64::from(header.height), 4, limits)?;
    // A colour that counts as transparent is easier to have the decoder turn into alpha.
    let keyed = |info: &Info<'_>| info.trns.is_some() && info.color_type != ColorType::Indexed;
    let mut reader = decoder.read_info().map_err(refused)?;
    if keyed(reader.info()) {
        let mut again = Decoder::new_with_limits(Cursor::new(bytes), ::png::Limits { bytes: budget });
        again.set_transformations(Transformations::EXPAND);
        again.set_ignore_text_chunk(true);
        again.set_ignore_iccp_chunk(true);
        reader = again.read_info().map_err(refused)?;
    }
    let (colour, depth) = reader.output_color_type();
    let info = reader.info();
    let (orientation, dpi) = turn_and_resolution(info);
    let layout = Layout {
        format: Format::Png,
        width: u64::from(info.width),
        height: u64::from(info.height),
        bits: depth as u32,
        channels: colour.samples(),
        levels: 16,
        little_endian: false,
        model: model(colour, info).ok_or_else(|| damaged(Format::Png))?,
    };
    let interlaced = info.interlaced;
    let rows = layout.height;
    let row_bytes = layout.row_bytes().ok_or_else(|| damaged(Format::Png))?;
    let mut assembler = Assembler::new(layout, limits)?;
    if interlaced {
        let size = reader.output_buffer_size().ok_or_else(|| damaged(Format::Png))?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(refused)?;
        for row in whole.chunks_exact(row_bytes) {
            assembler.push(row)?;
        }
    } else {
        for _ in 0..rows {
            let row = reader.next_row().map_err(refused)?.ok_or_else(|| damaged(Format::Png))?;
            assembler.push(row.data())?;
        }
    }
    Ok(image_page(assembler.finish()?, orientation, dpi))
}

fn turn_and_resolution(info: &Info<'_>) -> (crate::raster::Orientation, Option<(f32, f32)>) {
    let exif = info.exif_metadata.as_deref().and_then(Exif::read).unwrap_or_default();
    let own = info.pixel_dims.filter(|d| d.unit == Unit::Meter);
    let own = own.and_then(|d| density::per_metre(f64::from(d.xppu), f64::from(d.yppu)));
    (exif.orientation, own.or(exif.dpi))
}

fn model(colour: ColorType, info: &Info<'_>) -> Option<Model> {
    Some(match colour {
        ColorType::Grayscale => Model::Grey { invert: false },
        ColorType::GrayscaleAlpha => Model::GreyAlpha { premultiplied: false },
        ColorType::Rgb => Model::Rgb,
        ColorType::Rgba => Model::Rgba { premultiplied: false },
        ColorType::Indexed => {
            let colours = info.palette.as_deref()?.as_chunks::<3>().0;
            let alpha = info.trns.as_deref().unwrap_or_default();
            let seen = colours.iter().enumerate().map(|(i, colour)| {
                let a = alpha.get(i).copied().unwrap_or(255);
                colour.map(|v| on_white(v, a, false))
            });
            Model::Palette(seen.collect())
        }
    })
}

fn refused(error: DecodingError) -> Error {
    match error {
        DecodingError::LimitsExceeded => Error::new(Kind::SourceTooManyBytes),
        _ => damaged(Format::Png),
    }
}
