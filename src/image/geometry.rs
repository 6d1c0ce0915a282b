//! Where the sheet is, and its pixels laid flat.

use crate::error::Result;
use crate::raster::{Grey, Page, Pixels};

/// What [`super::plan`] found.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Corners of the sheet in pixels of the upright input, clockwise from its top left; `None` when the
    /// whole frame is kept.
    pub corners: Option<[(f32, f32); 4]>,
}

pub(super) fn plan(_page: &Page) -> Result<Plan> {
    Ok(Plan { corners: None })
}

pub(super) fn warp(page: &Page, _plan: &Plan, _dpi: u32) -> Result<Grey> {
    Ok(match &page.pixels {
        Pixels::Bilevel(b) => b.to_grey(),
        Pixels::Grey(g) => g.clone(),
        Pixels::Rgb(c) => {
            let grey = c
                .data
                .chunks_exact(3)
                .map(|p| ((u32::from(p[0]) * 77 + u32::from(p[1]) * 150 + u32::from(p[2]) * 29) >> 8) as u8);
            Grey::from_data(c.width, c.height, grey.collect())?
        }
    })
}
