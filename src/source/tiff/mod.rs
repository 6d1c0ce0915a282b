//! TIFF 6.0 and BigTIFF, one page per directory: strips or tiles, any depth to 16 bits, and the codings that
//! scanners and fax servers write. Thumbnails and masks among the directories are no pages.

mod codec;
pub(in crate::source) mod ifd;
mod image;

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Orientation, Page};

use super::exif::resolution;
use super::format::Format;
use super::{damaged, image_page};
use ifd::{Tiff, tag};

/// A file with the places of its pages.
pub(super) struct TiffFile {
    bytes: Vec<u8>,
    pages: Vec<u64>,
}

/// Bits of NewSubfileType: a smaller version of another image, a transparency mask.
const NO_PAGE: u64 = 1 | 4;

impl TiffFile {
    /// Follows the chain of directories. A chain that leaves the file or bites its tail is damage.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<TiffFile> {
        let damage = || damaged(Format::Tiff);
        let (tiff, mut offset) = Tiff::open(&bytes).ok_or_else(damage)?;
        let (mut all, mut pages) = (Vec::new(), Vec::new());
        while offset != 0 {
            // Every page may have a thumbnail and a mask beside it.
            if all.contains(&offset) || all.len() > limits.pages.saturating_mul(3) {
                return Err(damage());
            }
            let ifd = tiff.ifd(offset).ok_or_else(damage)?;
            all.push(offset);
            if tiff.uint(&ifd, tag::NEW_SUBFILE_TYPE).unwrap_or(0) & NO_PAGE == 0 {
                pages.push(offset);
            }
            if pages.len() > limits.pages {
                return Err(Error::new(Kind::SourceTooManyPages)
                    .with("actual", pages.len())
                    .with("limit", limits.pages));
            }
            offset = ifd.next;
        }
        if pages.is_empty() {
            return Err(Error::new(Kind::SourceNoPages));
        }
        Ok(TiffFile { bytes, pages })
    }

    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Decodes a page; `index` is below [`Self::page_count`].
    pub(super) fn page(&self, index: usize, limits: &Limits) -> Result<Page> {
        let damage = || damaged(Format::Tiff);
        let (tiff, _) = Tiff::open(&self.bytes).ok_or_else(damage)?;
        let ifd = tiff.ifd(*self.pages.get(index).ok_or_else(damage)?).ok_or_else(damage)?;
        let turn = tiff.uint(&ifd, tag::ORIENTATION).and_then(|v| u16::try_from(v).ok()).unwrap_or(1);
        let pixels = image::Image::read(tiff, &ifd)?.decode(limits)?;
        Ok(image_page(pixels, Orientation::from_exif(turn), resolution(&tiff, &ifd)))
    }
}
