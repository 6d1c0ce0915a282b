//! Pages drawn by the renderer: grey when nothing on them has colour, else RGB.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use hayro::hayro_interpret::InterpreterWarning;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::page::Page as PdfPage;

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Grey, Orientation, Origin, Page, Pixels, Rgb};

use super::super::format::Format;
use super::super::{check_size, damaged, unsupported};
use super::scan::user_unit;

const POINTS_PER_INCH: f32 = 72.0;
/// A page too large for `dpi` is drawn smaller, but not below this.
const LEAST_DPI: f32 = 72.0;

const IMAGE_FAILED: u8 = 1;
const FONT_FAILED: u8 = 2;

/// A page drawn at `dpi`, or as near below it as the limits allow: some programs give a photo a page of
/// metres.
pub(super) fn page(page: &PdfPage<'_>, dpi: u32, limits: &Limits) -> Result<Page> {
    let (w, h) = page.render_dimensions();
    let unit = user_unit(page) / f64::from(POINTS_PER_INCH);
    let inches = f64::from(w) * f64::from(h) * unit * unit;
    // A little less, so that rounding up the sides stays within.
    let fitting = (0.98 * limits.page_pixels as f64 / inches).sqrt() as f32;
    let dpi = if fitting < dpi as f32 { fitting.max(LEAST_DPI).min(dpi as f32) } else { dpi as f32 };
    Ok(Page {
        pixels: pixels(page, dpi, limits)?,
        orientation: Orientation::UPRIGHT,
        dpi: Some((dpi, dpi)),
        origin: Origin::Rendered,
    })
}

/// Draws upright on white.
pub(super) fn pixels(page: &PdfPage<'_>, dpi: f32, limits: &Limits) -> Result<Pixels> {
    let (w, h) = page.render_dimensions();
    let scale = dpi / POINTS_PER_INCH * user_unit(page) as f32;
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(Error::new(Kind::BadValue).with("name", "dpi"));
    }
    // Four bytes a pixel, and up to three more for the result.
    let side = |v: f32| (v * scale).round().max(1.0) as u64;
    let (width, height) = (side(w), side(h));
    check_size(Format::Pdf, width, height, 7, limits)?;
    let widest = u64::from(u16::MAX);
    if width > widest || height > widest {
        return Err(unsupported(Format::Pdf, "side of more than 65535 pixels"));
    }
    let failed = Arc::new(AtomicU8::new(0));
    let noted = Arc::clone(&failed);
    let settings = super::settings(Arc::new(move |warning| {
        let bit = match warning {
            InterpreterWarning::ImageDecodeFailure => IMAGE_FAILED,
            InterpreterWarning::UnsupportedFont => FONT_FAILED,
            _ => 0,
        };
        noted.fetch_or(bit, Ordering::Relaxed);
    }));
    // The renderer cuts fractions of a pixel off; a little more makes it arrive at the rounded side.
    let exact = |side: u64, points: f32| (side as f32 + 0.05) / points;
    let scales = PixmapSettings { x_scale: exact(width, w), y_scale: exact(height, h), bg_color: WHITE };
    // Hinting is for screens: at these resolutions it only moves strokes about.
    let how = RenderSettings { hinting: false, ..RenderSettings::default() };
    let pixmap = render(page, &RenderCache::new(), &settings, &how, &scales);
    let failed = failed.load(Ordering::Relaxed);
    // Both would leave a hole in the page that nobody sees.
    if failed & IMAGE_FAILED != 0 {
        return Err(damaged(Format::Pdf));
    }
    if failed & FONT_FAILED != 0 {
        return Err(unsupported(Format::Pdf, "font"));
    }
    collect(pixmap.data_as_u8_slice(), usize::from(pixmap.width()), usize::from(pixmap.height()))
}

/// RGBA on an opaque ground to grey or RGB.
fn collect(rgba: &[u8], width: usize, height: usize) -> Result<Pixels> {
    let pixels = rgba.as_chunks::<4>().0;
    if pixels.iter().all(|[r, g, b, _]| r == g && g == b) {
        Grey::from_data(width, height, pixels.iter().map(|[r, ..]| *r).collect()).map(Pixels::Grey)
    } else {
        let mut data = Vec::with_capacity(pixels.len().saturating_mul(3));
        data.extend(pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]));
        Rgb::from_data(width, height, data).map(Pixels::Rgb)
    }
}
