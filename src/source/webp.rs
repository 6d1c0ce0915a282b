//! WebP, lossy and lossless; of an animation the first frame.

use std::io::Cursor;

use ::image::codecs::webp::WebPDecoder;
use ::image::{ColorType, ImageDecoder};

use crate::error::Result;
use crate::limits::Limits;
use crate::raster::{Page, Pixels, Rgb};

use super::exif::Exif;
use super::format::Format;
use super::samples::on_white;
use super::{check_size, damaged, image_page, unsupported};

/// Decodes a file.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Page> {
    let damage = |_| damaged(Format::Webp);
    // The decoder takes a file that is shorter than it says for whole when its image chunk happens to fit.
    let said = bytes.get(4..8).and_then(|b| <[u8; 4]>::try_from(b).ok()).map(u32::from_le_bytes);
    if said.is_none_or(|n| (bytes.len() as u64) < u64::from(n) + 8) {
        return Err(damaged(Format::Webp));
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damage)?;
    let (w, h) = decoder.dimensions();
    let (w, h) = check_size(Format::Webp, u64::from(w), u64::from(h), 4, limits)?;
    let exif =
        decoder.exif_metadata().ok().flatten().and_then(|block| Exif::read(&block)).unwrap_or_default();
    let colour = decoder.color_type();
    let mut data = vec![0; usize::try_from(decoder.total_bytes()).map_err(|_| damaged(Format::Webp))?];
    decoder.read_image(&mut data).map_err(damage)?;
    let data = match colour {
        ColorType::Rgb8 => data,
        ColorType::Rgba8 => opaque(data),
        _ => return Err(unsupported(Format::Webp, "colour type")),
    };
    Rgb::from_data(w, h, data)
        .map(|rgb| image_page(Pixels::Rgb(rgb), exif.orientation, exif.dpi))
        .map_err(|_| damaged(Format::Webp))
}

fn opaque(data: Vec<u8>) -> Vec<u8> {
    let pixels = data.as_chunks::<4>().0.iter();
    pixels.flat_map(|[r, g, b, a]| [r, g, b].map(|v| on_white(*v, *a, false))).collect()
}
