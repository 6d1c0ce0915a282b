//! The image of a scanned page at its native resolution: bilevel bit for bit, grey as grey.

use std::sync::Arc;

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro_syntax::Filter;
use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page as PdfPage;

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::raster::{Bitmap, Grey, Orientation, Origin, Page, Pixels, Rgb};

use super::super::format::Format;
use super::super::{check_size, damaged, density, jpeg, jpeg_markers};
use super::survey::Found;

const POINTS_PER_INCH: f64 = 72.0;

fn damage() -> Error {
    damaged(Format::Pdf)
}

/// Decodes the image that the survey found.
pub(super) fn decode(page: &PdfPage<'_>, found: &Found, limits: &Limits) -> Result<Page> {
    let stream = page.xref().get::<Stream<'_>>(found.id).ok_or_else(damage)?;
    let pixels = match bilevel(&stream, found.stencil)? {
        Some(bits) => Pixels::Bilevel(bits),
        None => match coded_jpeg(&stream, limits)? {
            Some(pixels) => pixels,
            None => converted(page, found.id, &stream)?,
        },
    };
    let (w, h) = pixels.size();
    check_size(Format::Pdf, w as u64, h as u64, 3, limits)?;
    let dict = stream.dict();
    // Coded images may differ in size from what the dictionary says; they then fill the same place.
    let said =
        |key: &str, real: usize| dict.get::<u32>(key).map_or(1.0, |n| f64::from(n.max(1)) / real as f64);
    let transform = found.transform * Affine::scale_non_uniform(said("Width", w), said("Height", h));
    Ok(Page {
        pixels: crop(pixels, transform, found.visible)?,
        orientation: orientation(transform),
        dpi: resolution(transform, user_unit(page)),
        origin: Origin::Image,
    })
}

/// Points of a page may be scaled (UserUnit, PDF 1.6).
pub(super) fn user_unit(page: &PdfPage<'_>) -> f64 {
    let unit = page.raw().get::<f32>("UserUnit").map_or(1.0, f64::from);
    if (0.01..=1000.0).contains(&unit) { unit } else { 1.0 }
}

/// The turn that shows stored pixels as the page shows them.
fn orientation(transform: Affine) -> Orientation {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let straight = a.abs() > b.abs();
    Orientation::from_exif(match (straight, a > 0.0, d > 0.0, b > 0.0, c > 0.0) {
        (true, true, true, ..) => 1,
        (true, false, true, ..) => 2,
        (true, false, false, ..) => 3,
        (true, true, false, ..) => 4,
        (false, _, _, true, true) => 5,
        (false, _, _, true, false) => 6,
        (false, _, _, false, false) => 7,
        (false, _, _, false, true) => 8,
    })
}

fn resolution(transform: Affine, unit: f64) -> Option<(f32, f32)> {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let length = |x: f64, y: f64| (x * x + y * y).sqrt();
    density::per_inch(POINTS_PER_INCH / unit / length(a, b), POINTS_PER_INCH / unit / length(c, d))
}

/// Cuts off what the crop box or a clip hides, to whole pixels.
fn crop(pixels: Pixels, transform: Affine, visible: Rect) -> Result<Pixels> {
    let (w, h) = pixels.size();
    let part = transform.inverse().transform_rect_bbox(visible);
    let side = |v: f64, max: usize| (v.round().max(0.0) as usize).min(max);
    let (x0, x1, y0, y1) = (side(part.x0, w), side(part.x1, w), side(part.y0, h), side(part.y1, h));
    if x0 >= x1 || y0 >= y1 {
        return Err(damage());
    }
    if (x0, y0, x1, y1) == (0, 0, w, h) {
        return Ok(pixels);
    }
    let (cw, ch) = (x1 - x0, y1 - y0);
    let cut = |data: &[u8], channels: usize| -> Vec<u8> {
        let rows = data.chunks_exact(w * channels).skip(y0).take(ch);
        rows.flat_map(|r| r.get(x0 * channels..x1 * channels).unwrap_or_default()).copied().collect()
    };
    match pixels {
        Pixels::Grey(g) => Grey::from_data(cw, ch, cut(&g.data, 1)).map(Pixels::Grey),
        Pixels::Rgb(c) => Rgb::from_data(cw, ch, cut(&c.data, 3)).map(Pixels::Rgb),
        Pixels::Bilevel(b) => {
            let mut out = Bitmap::new(cw, ch);
            for y in 0..ch {
                for x in 0..cw {
                    if b.get(x0 + x, y0 + y) {
                        out.set(x, y, true);
                    }
                }
            }
            Ok(Pixels::Bilevel(out))
        }
    }
}

/// The bits of a 1-bit image in black and white; `None` for other images.
fn bilevel(stream: &Stream<'_>, stencil: bool) -> Result<Option<Bitmap>> {
    let dict = stream.dict();
    let filters = stream.filters();
    let coded = matches!(filters.last(), Some(Filter::CcittFaxDecode | Filter::Jbig2Decode));
    let one_bit = stencil || coded || dict.get::<u32>("BitsPerComponent") == Some(1);
    if !one_bit || matches!(filters.last(), Some(Filter::DctDecode | Filter::JpxDecode)) {
        return Ok(None);
    }
    // What a 0 bit shows as, before the Decode array.
    let zero_is_black = match (stencil, dict.get::<Object<'_>>("ColorSpace")) {
        // A mask paints where its bit is 0.
        (true, _) => true,
        (false, Some(Object::Name(n))) if matches!(&*n, b"DeviceGray" | b"CalGray" | b"G") => true,
        (false, Some(Object::Array(a))) => match palette_order(&a) {
            Some(black_first) => black_first,
            None => return Ok(None),
        },
        (false, None) if coded => true,
        _ => return Ok(None),
    };
    let swapped = match dict.get::<Array<'_>>("Decode").map(|d| d.iter::<f32>().collect::<Vec<_>>()) {
        None => false,
        Some(d) if d == [0.0, 1.0] => false,
        Some(d) if d == [1.0, 0.0] => true,
        Some(_) => return Ok(None),
    };
    let (width, height) = (side(dict, "Width")?, side(dict, "Height")?);
    let ask = ImageDecodeParams {
        // This is what makes the decoder leave bits packed.
        is_indexed: true,
        bpc: Some(1),
        num_components: Some(1),
        target_dimension: None,
        width,
        height,
    };
    let decoded = stream.decoded_image(&ask).map_err(|_| damage())?;
    let (w, h) = match &decoded.image_data {
        Some(own) if own.bits_per_component == 1 => (own.width as usize, own.height as usize),
        Some(_) => return Err(damage()),
        None => (width as usize, height as usize),
    };
    let needed = w.div_ceil(8).checked_mul(h).ok_or_else(damage)?;
    let flip = if zero_is_black != swapped { 0xFF } else { 0 };
    let bits = decoded.data.get(..needed).ok_or_else(damage)?.iter().map(|b| b ^ flip).collect();
    Bitmap::from_data(w, h, bits).map(Some).map_err(|_| damage())
}

fn side(dict: &Dict<'_>, key: &str) -> Result<u32> {
    dict.get::<u32>(key).filter(|n| *n > 0).ok_or_else(damage)
}

/// For `[/Indexed base 1 table]` with the colours black and white in some order: does black come first?
/// Grey by an ICC profile or `CalGray` counts as grey.
fn palette_order(space: &Array<'_>) -> Option<bool> {
    let mut items = space.flex_iter();
    let family = items.next::<Name<'_>>()?;
    match &*family {
        b"CalGray" => return Some(true),
        b"ICCBased" => {
            let profile = space.iter::<Object<'_>>().nth(1)?.into_stream()?;
            return (profile.dict().get::<u32>("N") == Some(1)).then_some(true);
        }
        b"Indexed" | b"I" => {}
        _ => return None,
    }
    let table = match space.iter::<Object<'_>>().nth(3)? {
        Object::String(s) => s.to_vec(),
        Object::Stream(s) => s.decoded_data().ok()?.to_vec(),
        _ => return None,
    };
    let base = space.iter::<Object<'_>>().nth(1)?.into_name()?;
    match (&*base, table.as_slice()) {
        (b"DeviceGray" | b"CalGray", [0, 255, ..]) | (b"DeviceRGB", [0, 0, 0, 255, 255, 255, ..]) => {
            Some(true)
        }
        (b"DeviceGray" | b"CalGray", [255, 0, ..]) | (b"DeviceRGB", [255, 255, 255, 0, 0, 0, ..]) => {
            Some(false)
        }
        _ => None,
    }
}

/// A plain JPEG in grey or RGB, decoded without detour; `None` when its colours need converting.
fn coded_jpeg(stream: &Stream<'_>, limits: &Limits) -> Result<Option<Pixels>> {
    if stream.filters().as_slice() != [Filter::DctDecode] {
        return Ok(None);
    }
    let data = stream.raw_data();
    let markers = jpeg_markers::Markers::read(&data).ok_or_else(damage)?;
    let dict = stream.dict();
    let channels = match dict.get::<Object<'_>>("ColorSpace") {
        Some(Object::Name(n)) => match &*n {
            b"DeviceGray" => 1,
            b"DeviceRGB" => 3,
            _ => 0,
        },
        Some(Object::Array(a)) => match a.flex_iter().next::<Name<'_>>().as_deref() {
            Some(b"CalGray") => 1,
            Some(b"CalRGB") => 3,
            Some(b"ICCBased") => {
                let profile = a.iter::<Object<'_>>().nth(1).and_then(Object::into_stream);
                profile.and_then(|p| p.dict().get::<u8>("N")).unwrap_or(0)
            }
            _ => 0,
        },
        _ => 0,
    };
    let odd = dict.contains_key("Decode") || dict.contains_key("DecodeParms") || !matches!(channels, 1 | 3);
    if odd || channels != markers.components {
        return Ok(None);
    }
    jpeg::decode_pixels(&data, limits).map(Some)
}

/// Any other image, its colours converted by the interpreter.
fn converted(page: &PdfPage<'_>, id: ObjectIdentifier, stream: &Stream<'_>) -> Result<Pixels> {
    if !is_whole(stream) {
        return Err(damage());
    }
    let (w, h) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, f64::from(w), f64::from(h));
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(transform, area, &cache, page.xref(), super::settings(Arc::new(|_| {})));
    let mut pick = Pick { id, pixels: None };
    interpret_page(page, &mut context, &mut pick);
    pick.pixels.ok_or_else(damage)?
}

/// Does an image stream hold all the samples that its size asks for? Renderers fill up what is missing.
pub(super) fn is_whole(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    match stream.filters().last() {
        Some(Filter::DctDecode) => {
            stream.filters().len() > 1 || jpeg_markers::Markers::read(&stream.raw_data()).is_some()
        }
        Some(Filter::JpxDecode | Filter::CcittFaxDecode | Filter::Jbig2Decode) => true,
        _ => {
            let get = |key: &str| dict.get::<u32>(key).map(u64::from);
            let (Some(w), Some(h)) = (get("Width"), get("Height")) else { return false };
            // At least one component, at least the depth that is said.
            let row = w.saturating_mul(get("BitsPerComponent").unwrap_or(1)).div_ceil(8);
            stream.decoded_data().is_ok_and(|d| d.len() as u64 >= row.saturating_mul(h))
        }
    }
}

struct Pick {
    id: ObjectIdentifier,
    pixels: Option<Result<Pixels>>,
}

impl<'a> Device<'a> for Pick {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        let id = self.id;
        let keep = |data: Vec<u8>, w: u32, h: u32, grey: bool| {
            let (w, h) = (w as usize, h as usize);
            let pixels = match grey {
                true => Grey::from_data(w, h, data).map(Pixels::Grey),
                false => Rgb::from_data(w, h, data).map(Pixels::Rgb),
            };
            Some(pixels.map_err(|_| damage()))
        };
        match image {
            Image::Raster(raster) if raster.stream().obj_id() == id => raster.with_rgba(
                |colour, _| {
                    self.pixels = match colour {
                        ImageData::Luma(l) => keep(l.data, l.width, l.height, true),
                        ImageData::Rgb(c) => keep(c.data, c.width, c.height, false),
                    };
                },
                None,
            ),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_those_of_exif() {
        let turns = [
            ([1.0, 0.0, 0.0, 1.0], 1),
            ([-1.0, 0.0, 0.0, 1.0], 2),
            ([-1.0, 0.0, 0.0, -1.0], 3),
            ([1.0, 0.0, 0.0, -1.0], 4),
            ([0.0, 1.0, 1.0, 0.0], 5),
            ([0.0, 1.0, -1.0, 0.0], 6),
            ([0.0, -1.0, -1.0, 0.0], 7),
            ([0.0, -1.0, 1.0, 0.0], 8),
        ];
        for ([a, b, c, d], exif) in turns {
            assert_eq!(orientation(Affine::new([a, b, c, d, 0.0, 0.0])).exif(), exif);
        }
    }

    #[test]
    fn cropping_keeps_the_pixels() {
        let grey = Pixels::Grey(Grey { width: 3, height: 2, data: vec![1, 2, 3, 4, 5, 6] });
        let cut = crop(grey, Affine::scale(2.0), Rect::new(2.0, 0.0, 6.0, 2.0)).unwrap();
        assert_eq!(cut, Pixels::Grey(Grey { width: 2, height: 1, data: vec![2, 3] }));
    }
}
