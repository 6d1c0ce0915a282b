//! Pages for the host's screen: a page of any PDF or image as PNG, and what would be made of an input with its faults
//! drawn on it, while the paper is still in hand.

mod draw;
mod operator;
mod place;
mod png;
mod report;
mod shrink;
#[cfg(test)]
mod tests;
mod turn;
mod zones;

pub use operator::{Options, Preview, operator};
pub use png::png;
pub use report::{Area, Report, SCHEMA, Said, Zone, ZoneKind};

use crate::error::Result;
use crate::limits::Limits;
use crate::raster::Page;
use crate::source;

/// Renders page `index` (from 0) of a PDF at `dpi` as PNG.
///
/// Errors: those of [`source::render_page`], `pdf.page_range` among them.
pub fn page(pdf: Vec<u8>, index: usize, dpi: u32, limits: &Limits) -> Result<Vec<u8>> {
    png(&source::render_page(pdf, index, dpi, limits)?, Some(dpi))
}

/// An image as it came, turned upright, as PNG; its resolution is kept where it has the same on both axes.
///
/// Errors: `image.too_small` for a picture without pixels.
pub fn image(page: Page) -> Result<Vec<u8>> {
    let dpi = page.dpi.filter(|(x, y)| (x - y).abs() < 0.5).map(|(x, _)| x.round() as u32);
    png(&turn::upright(page.pixels, page.orientation), dpi)
}
