//! Pixels in, a PNG file out.

use crate::error::{Error, Kind, Result};
use crate::raster::Pixels;

/// Writes pixels as PNG: 1 bit for ink and paper, 8 bits grey, or 24 bits colour. With `dpi`, the resolution
/// is kept in a pHYs chunk (PNG specification, 11.3.4.3).
///
/// Errors: `image.too_small` for a picture without pixels.
pub fn png(pixels: &Pixels, dpi: Option<u32>) -> Result<Vec<u8>> {
    encode(pixels, dpi, png::Compression::default())
}

/// As [`png()`], in a third of the time and somewhat larger: for a picture that is shown and thrown away.
pub(super) fn quick(pixels: &Pixels) -> Result<Vec<u8>> {
    encode(pixels, None, png::Compression::Fast)
}

fn encode(pixels: &Pixels, dpi: Option<u32>, compression: png::Compression) -> Result<Vec<u8>> {
    let (width, height) = pixels.size();
    let refused = |_| Error::new(Kind::ImageTooSmall).with("width", width).with("height", height);
    let side = |n: usize| u32::try_from(n).map_err(|_| Error::new(Kind::SourceGeometry));
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side(width)?, side(height)?);
    if let Some(dpi) = dpi {
        let per_metre = (dpi.saturating_mul(10_000).saturating_add(127)) / 254;
        let unit = png::Unit::Meter;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit }));
    }
    let (color, depth) = match pixels {
        Pixels::Bilevel(_) => (png::ColorType::Grayscale, png::BitDepth::One),
        Pixels::Grey(_) => (png::ColorType::Grayscale, png::BitDepth::Eight),
        Pixels::Rgb(_) => (png::ColorType::Rgb, png::BitDepth::Eight),
    };
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(compression);
    let mut writer = encoder.write_header().map_err(refused)?;
    match pixels {
        // PNG's 1 is white where ours is ink.
        Pixels::Bilevel(b) => {
            writer.write_image_data(&b.data().iter().map(|byte| !byte).collect::<Vec<u8>>())
        }
        Pixels::Grey(g) => writer.write_image_data(&g.data),
        Pixels::Rgb(c) => writer.write_image_data(&c.data),
    }
    .map_err(refused)?;
    writer.finish().map_err(refused)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::raster::{Bitmap, Grey, Rgb};
    use crate::source::{Document, Hints};

    #[test]
    fn what_is_written_reads_back() {
        let mut bits = Bitmap::new(11, 3);
        bits.set(10, 2, true);
        let grey = Grey::from_data(2, 2, vec![0, 80, 160, 255]).unwrap();
        let rgb = Rgb::from_data(1, 2, vec![1, 2, 3, 250, 251, 252]).unwrap();
        for pixels in [Pixels::Bilevel(bits), Pixels::Grey(grey), Pixels::Rgb(rgb)] {
            let limits = Limits::default();
            for (file, dpi) in
                [(png(&pixels, Some(300)).unwrap(), Some(300.0)), (quick(&pixels).unwrap(), None)]
            {
                let page = Document::open(file, Hints::default(), &limits).unwrap();
                let page = page.page(0, 300, &limits).unwrap();
                assert_eq!(page.pixels, pixels);
                assert_eq!(page.dpi.map(|d| d.0.round()), dpi);
            }
        }
    }

    #[test]
    fn a_picture_without_pixels_is_an_error() {
        assert!(png(&Pixels::Bilevel(Bitmap::new(0, 0)), None).is_err());
    }
}
