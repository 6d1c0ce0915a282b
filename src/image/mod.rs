//! One page in, one straight, evenly lit, clean bilevel sheet out.
//!
//! Two calls, because a document that is over its byte budget is rendered again at a lower resolution:
//! [`plan`] looks at the page once (where is the sheet, how is it turned, how large is it), [`render`]
//! makes the sheet at a resolution. Knows nothing of SCOR.

mod geometry;
mod ink;

pub use geometry::Plan;
pub use ink::{binarize, shrink};

use crate::error::Result;
use crate::raster::{Bitmap, Grey, Page};

/// A rendered page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Ink and paper.
    pub bitmap: Bitmap,
    /// Samples per inch of `bitmap`, the same on both axes.
    pub dpi: u32,
    /// The flattened grey that `bitmap` was cut from, same size; `None` for a page passed through.
    pub flat: Option<Grey>,
}

/// Looks at a page: sheet, skew, size, what to do with it.
pub fn plan(page: &Page) -> Result<Plan> {
    geometry::plan(page)
}

/// Renders the sheet that `plan` found, at `dpi`; a page that may pass through keeps its own resolution
/// when that is no more than `dpi`.
pub fn render(page: &Page, plan: &Plan, dpi: u32) -> Result<Sheet> {
    if let Some((bitmap, dpi)) = geometry::pass(page, plan, dpi) {
        return Ok(Sheet { bitmap, dpi, flat: None });
    }
    let warped = geometry::warp(page, plan, dpi)?;
    let (bitmap, flat) = ink::finish(warped, dpi);
    Ok(Sheet { bitmap, dpi, flat: Some(flat) })
}
