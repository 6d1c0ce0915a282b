//! Grey to ink: even light, threshold, cleaning.
//!
//! In: a grey page at a known resolution (or contest pixels of an unknown one). Out: the same page with
//! even light, paper near white, and its ink as one bit a pixel. All arithmetic is on integers, so a page
//! gives the same bits on every machine.

mod binarize;
mod border;
mod clean;
mod components;
mod level;
mod light;
mod resample;
mod shed;
#[cfg(test)]
mod tests;
mod window;

pub use resample::shrink;

use crate::raster::{Bitmap, Grey, Pixels};
use std::borrow::Cow;

/// Flattens, binarises and cleans a page rendered at `dpi`; both results have the size of `grey`.
///
/// The grey is lit evenly (paper near 255, whatever the lamp did); the bitmap is cut from it, without
/// specks, border shadows and punched holes.
pub(super) fn finish(grey: Grey, dpi: u32) -> (Bitmap, Grey) {
    let mut light = light::flatten(grey, dpi);
    if light.hides_grain() {
        light = light::flatten(light::smooth(&light.flat), dpi);
    }
    let cut = binarize::cut(&light, dpi);
    let bitmap = clean::clean(cut, &light.flat, dpi);
    (bitmap, light.flat)
}

/// Binarises pixels without changing their size or place. The resolution is unknown, so the text's own
/// stroke width sets the scale; solid areas that reach the edge, specks of noise and show-through are cleaned,
/// nothing else. Show-through goes more readily than in `finish`: nobody is treated by a bare binarisation.
pub fn binarize(pixels: &Pixels) -> Bitmap {
    let grey = match pixels {
        Pixels::Bilevel(bitmap) => return bitmap.clone(),
        Pixels::Grey(grey) => Cow::Borrowed(grey),
        Pixels::Rgb(rgb) => Cow::Owned(light::luma(rgb)),
    };
    let dpi = binarize::guess_dpi(&grey);
    let light = light::flatten(grey.into_owned(), dpi);
    border::refine(&clean_cut(&light, dpi), &light.flat, dpi)
}

/// The cut of a bare binarisation, without what is no ink.
fn clean_cut(light: &light::Light, dpi: u32) -> Bitmap {
    let cut = binarize::cut(light, dpi);
    let mut bitmap = clean::specks_only(cut, &light.flat, dpi);
    shed::shed(&mut bitmap, &light.flat, dpi);
    clean::specks_only(bitmap, &light.flat, dpi)
}
