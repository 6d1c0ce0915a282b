//! The two facts of an Exif block that matter here: which way is up, and how many samples make an inch.

use crate::raster::Orientation;

use super::density;
use super::tiff::ifd::{Tiff, tag};

/// Turn and resolution from an Exif block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exif {
    pub(super) orientation: Orientation,
    pub(super) dpi: Option<(f32, f32)>,
}

/// What a file without a block says.
impl Default for Exif {
    fn default() -> Self {
        Exif { orientation: Orientation::UPRIGHT, dpi: None }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turn_and_resolution_are_read() {
        let block = b"MM\0*\0\0\0\x08\0\x02\
            \x01\x12\0\x03\0\0\0\x01\0\x06\0\0\
            \x01\x1A\0\x05\0\0\0\x01\0\0\0\x26\
            \0\0\0\0\0\0\x01\x2C\0\0\0\x01";
        let exif = Exif::read(block).unwrap();
        assert_eq!((exif.orientation.exif(), exif.dpi), (6, Some((300.0, 300.0))));
        assert!(Exif::read(&block[..20]).is_none());
        assert_eq!(Exif::default().orientation, Orientation::UPRIGHT);
    }
}
