//! JPEG: grey stays grey, YCbCr and RGB become RGB, CMYK and YCCK too (inverted when Adobe wrote them).

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::error::Result;
use crate::limits::Limits;
use crate::raster::{Grey, Page, Pixels, Rgb};

use super::exif::Exif;
use super::format::Format;
use super::jpeg_markers::Markers;
use super::samples::cmyk_to_rgb;
use super::{check_size, damaged, density, image_page, unsupported};

/// More scans than any encoder makes: each costs a pass over the whole image.
const MAX_SCANS: u32 = 64;

/// Decodes a file to a page with its turn and resolution.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Page> {
    let markers = Markers::read(bytes).ok_or_else(|| damaged(Format::Jpeg))?;
    let exif = markers.exif.and_then(Exif::read).unwrap_or_default();
    let jfif = markers.jfif.and_then(|(unit, x, y)| match unit {
        1 => density::per_inch(f64::from(x), f64::from(y)),
        2 => density::per_cm(f64::from(x), f64::from(y)),
        _ => None,
    });
    Ok(image_page(pixels(bytes, &markers, limits)?, exif.orientation, jfif.or(exif.dpi)))
}

/// Decodes the pixels alone, as PDF image streams need.
pub(super) fn decode_pixels(bytes: &[u8], limits: &Limits) -> Result<Pixels> {
    let markers = Markers::read(bytes).ok_or_else(|| damaged(Format::Jpeg))?;
    pixels(bytes, &markers, limits)
}

fn pixels(bytes: &[u8], markers: &Markers<'_>, limits: &Limits) -> Result<Pixels> {
    check_kind(markers)?;
    let out = match (markers.components, markers.adobe) {
        (1, _) => ColorSpace::Luma,
        (4, None) => ColorSpace::CMYK,
        _ => ColorSpace::RGB,
    };
    let channels = out.num_components();
    let (w, h) = check_size(
        Format::Jpeg,
        u64::from(markers.width),
        u64::from(markers.height),
        channels as u64,
        limits,
    )?;
    let mut data = samples(bytes, out, w, h)?;
    if out == ColorSpace::CMYK {
        data = data.as_chunks().0.iter().flat_map(|inks: &[u8; 4]| cmyk_to_rgb(*inks)).collect();
    }
    match out {
        ColorSpace::Luma => Grey::from_data(w, h, data).map(Pixels::Grey),
        _ => Rgb::from_data(w, h, data).map(Pixels::Rgb),
    }
}

fn check_kind(markers: &Markers<'_>) -> Result<()> {
    let no = |feature: &'static str| Err(unsupported(Format::Jpeg, feature));
    match markers.frame {
        0xC0..=0xC2 => {}
        0xC3 | 0xC7 | 0xCB | 0xCF => return no("lossless"),
        0xC5 | 0xC6 | 0xCD | 0xCE => return no("hierarchical"),
        _ => return no("arithmetic coding"),
    }
    if markers.precision != 8 {
        return no("12-bit samples");
    }
    if !matches!(markers.components, 1 | 3 | 4) {
        return no("number of components");
    }
    if markers.height == 0 {
        return no("height given after the scan (DNL)");
    }
    if markers.scans > MAX_SCANS {
        return no("number of scans");
    }
    Ok(())
}

/// Decodes whole to interleaved 8-bit samples of `out`; any fault in the entropy-coded data is an error.
/// `YCbCr` gives the samples of a three-component file as they are coded.
pub(super) fn samples(bytes: &[u8], out: ColorSpace, width: usize, height: usize) -> Result<Vec<u8>> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(out);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| damaged(Format::Jpeg))?;
    if out == ColorSpace::YCbCr && decoder.input_colorspace() == Some(ColorSpace::RGB) {
        // The components are named R, G, B: decoding to the same leaves them as they are.
        decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::RGB));
    }
    let expected = width * height * out.num_components();
    if decoder.dimensions() != Some((width, height)) || decoder.output_buffer_size() != Some(expected) {
        return Err(damaged(Format::Jpeg));
    }
    let mut data = vec![0; expected];
    decoder.decode_into(&mut data).map_err(|_| damaged(Format::Jpeg))?;
    Ok(data)
}

/// A JPEG inside a TIFF: exactly `width` columns and at least `rows` rows of 8-bit samples, interleaved as
/// `out` says. `None` when it is damaged or of another size.
pub(super) fn chunk(bytes: &[u8], out: ColorSpace, width: usize, rows: usize) -> Option<Vec<u8>> {
    let markers = Markers::read(bytes)?;
    check_kind(&markers).ok()?;
    let (w, h) = (usize::from(markers.width), usize::from(markers.height));
    // A last strip may be coded with the height of the others.
    if w != width
        || h < rows
        || h > rows.saturating_add(1 << 12)
        || markers.components as usize != out.num_components()
    {
        return None;
    }
    let mut data = samples(bytes, out, w, h).ok()?;
    data.truncate(width * rows * out.num_components());
    if out == ColorSpace::CMYK && markers.adobe.is_some() {
        data.iter_mut().for_each(|v| *v = 255 - *v);
    }
    Some(data)
}
