//! Bytes or pixels in, pages out. The format is told by content, never by name.
//!
//! A page leaves with the depth it came in with: bilevel stays bilevel bit for bit, grey stays grey, anything
//! with colour is 8-bit RGB, transparency is composited on white. Input that is cut short or contradicts itself
//! is `source.damaged`, never a page that is half grey. Every decoder checks sizes against
//! [`Limits`] before it allocates.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod bmp;
mod density;
mod exif;
mod format;
mod jpeg;
mod jpeg_markers;
mod pdf;
mod png;
mod raw;
mod samples;
mod tiff;
mod webp;

pub use format::Format;
pub use pdf::render_page;
pub use raw::{RawImage, RawLayout};

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Orientation, Origin, Page, Pixels};

/// What the host knows about an input and the file may not say.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Hints {
    /// Samples per inch that count more than what an image file says. Pages of a PDF have real sizes of
    /// their own, so there it is not used.
    pub dpi: Option<f32>,
}

/// An input that was recognised; pages are decoded one at a time.
pub struct Document {
    body: Body,
    hints: Hints,
    format: Format,
}

enum Body {
    Single(Vec<u8>),
    Tiff(tiff::TiffFile),
    Pdf(Box<pdf::PdfFile>),
    Raw(Page),
}

impl Document {
    /// Recognises the format and counts the pages.
    ///
    /// Errors: `source.empty`, `source.unknown_format`, `source.unsupported` (a known format that cannot be
    /// read, such as HEIC), `source.encrypted`, `source.damaged`, `source.no_pages`, `source.too_many_pages`,
    /// `source.too_many_bytes`.
    pub fn open(bytes: Vec<u8>, hints: Hints, limits: &Limits) -> Result<Document> {
        if bytes.is_empty() {
            return Err(Error::new(Kind::SourceEmpty));
        }
        if bytes.len() > limits.input_bytes {
            return Err(Error::new(Kind::SourceTooManyBytes).with("limit", limits.input_bytes));
        }
        let format = Format::of(&bytes)?;
        let body = match format {
            Format::Tiff => Body::Tiff(tiff::TiffFile::open(bytes, limits)?),
            Format::Pdf => Body::Pdf(Box::new(pdf::PdfFile::open(bytes, limits)?)),
            _ => Body::Single(bytes),
        };
        Ok(Document { body, hints, format })
    }

    /// Takes over pixels of the host, usually from a scanner driver. See [`RawImage`].
    pub fn raw(image: &RawImage<'_>, hints: Hints, limits: &Limits) -> Result<Document> {
        let page = Page {
            pixels: image.to_pixels(limits)?,
            orientation: Orientation::UPRIGHT,
            dpi: None,
            origin: Origin::Raw,
        };
        Ok(Document { body: Body::Raw(page), hints, format: Format::Raw })
    }

    /// The format that was recognised.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Number of pages, at least 1.
    pub fn page_count(&self) -> usize {
        match &self.body {
            Body::Tiff(file) => file.page_count(),
            Body::Pdf(file) => file.page_count(),
            Body::Single(_) | Body::Raw(_) => 1,
        }
    }

    /// Decodes page `index` (from 0). `dpi` is the resolution at which PDF pages that are not scans are drawn.
    ///
    /// Errors: `pdf.page_range`, `source.damaged`, `source.unsupported`, and those of the limits.
    pub fn page(&self, index: usize, dpi: u32, limits: &Limits) -> Result<Page> {
        if index >= self.page_count() {
            return Err(page_range(index, self.page_count()));
        }
        let mut page = match &self.body {
            Body::Single(bytes) => match self.format {
                Format::Jpeg => jpeg::decode(bytes, limits)?,
                Format::Png => png::decode(bytes, limits)?,
                Format::Bmp => bmp::decode(bytes, limits)?,
                _ => webp::decode(bytes, limits)?,
            },
            Body::Tiff(file) => file.page(index, limits)?,
            Body::Pdf(file) => return file.page(index, dpi, limits),
            Body::Raw(page) => page.clone(),
        };
        if let Some(dpi) = self.hints.dpi.filter(|d| d.is_finite() && *d > 0.0) {
            page.dpi = Some((dpi, dpi));
        }
        Ok(page)
    }
}

fn page_range(index: usize, pages: usize) -> Error {
    Error::new(Kind::PdfPageRange).with("page", index.saturating_add(1)).with("pages", pages)
}

fn damaged(format: Format) -> Error {
    Error::new(Kind::SourceDamaged).with("format", format.name())
}

fn unsupported(format: Format, feature: impl Into<crate::error::Detail>) -> Error {
    Error::new(Kind::SourceUnsupported).with("format", format.name()).with("feature", feature)
}

/// Refuses a page that has no pixels, too many, or too many bytes to decode to. Returns its sides.
fn check_size(
    format: Format,
    width: u64,
    height: u64,
    channels: u64,
    limits: &Limits,
) -> Result<(usize, usize)> {
    if width == 0 || height == 0 {
        return Err(damaged(format));
    }
    let pixels = width.saturating_mul(height);
    if pixels > limits.page_pixels {
        return Err(Error::new(Kind::SourceTooManyPixels)
            .with("actual", pixels)
            .with("limit", limits.page_pixels));
    }
    if pixels.saturating_mul(channels) > limits.decoded_bytes {
        return Err(Error::new(Kind::SourceTooManyBytes).with("limit", limits.decoded_bytes));
    }
    match (usize::try_from(width), usize::try_from(height)) {
        (Ok(w), Ok(h)) => Ok((w, h)),
        _ => Err(damaged(format)),
    }
}

/// A page of an image file.
fn image_page(pixels: Pixels, orientation: Orientation, dpi: Option<(f32, f32)>) -> Page {
    Page { pixels, orientation, dpi, origin: Origin::Image }
}
