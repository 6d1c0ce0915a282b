//! The two facts of an Exif block that matter here: which way is up, and how many samples make an inch.

use crate::raster::Orientation;

use super::density;
use super::tiff::ifd::{Tiff, tag};

/// Turn and resolution from an Exif block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exif {
    pub(super) orientation: Orientation,
    pub(super) dpi: Option<(f32, f32)>,
}

impl Exif {
    /// From the TIFF structure of a block. Damage here is no reason to refuse a page: `None`.
    pub(super) fn read(data: &[u8]) -> Option<Exif> {
        let (tiff, first) = Tiff::open(data)?;
        let ifd = tiff.ifd(first)?;
        Some(Exif {
            orientation: Orientation::from_exif(tiff.uint(&ifd, tag::ORIENTATION).unwrap_or(1) as u16),
            dpi: resolution(&tiff, &ifd),
        })
    }
}

/// XResolution, YResolution and ResolutionUnit (TIFF 6.0, section 8) when credible.
pub(super) fn resolution(tiff: &Tiff<'_>, ifd: &super::tiff::ifd::Ifd) -> Option<(f32, f32)> {
    let x = tiff.rational(ifd, tag::X_RESOLUTION)?;
    let y = tiff.rational(ifd, tag::Y_RESOLUTION).unwrap_or(x);
    match tiff.uint(ifd, tag::RESOLUTION_UNIT).unwrap_or(2) {
        2 => density::per_inch(x, y),
        3 => density::per_cm(x, y),
        _ => None,
    }
}
