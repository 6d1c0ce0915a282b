//! Bytes or pixels in, pages out. The format is told by content, never by name.

use std::io::Cursor;

use ::image::{DynamicImage, ImageDecoder, ImageReader};

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Grey, Orientation, Origin, Page, Pixels, Rgb};

/// What the host knows about an input and the file may not say.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Hints {
    /// Samples per inch that count more than what the file says.
    pub dpi: Option<f32>,
}

/// An input that was recognised; pages are decoded one at a time.
pub struct Document {
    bytes: Vec<u8>,
    hints: Hints,
}

impl Document {
    /// Recognises the format and counts the pages.
    pub fn open(bytes: Vec<u8>, hints: Hints, _limits: &Limits) -> Result<Document> {
        if bytes.is_empty() {
            return Err(Error::new(Kind::SourceEmpty));
        }
        Ok(Document { bytes, hints })
    }

    /// Number of pages.
    pub fn page_count(&self) -> usize {
        1
    }

    /// Decodes page `index` (from 0). `dpi` is the resolution for pages that have none of their own.
    pub fn page(&self, _index: usize, _dpi: u32, _limits: &Limits) -> Result<Page> {
        let damaged = |_| Error::new(Kind::SourceDamaged).with("format", "image");
        let reader = ImageReader::new(Cursor::new(self.bytes.as_slice()))
            .with_guessed_format()
            .map_err(|_| Error::new(Kind::SourceUnknown))?;
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let turn = decoder.orientation().map_err(damaged)?.to_exif();
        let pixels = match DynamicImage::from_decoder(decoder).map_err(damaged)? {
            DynamicImage::ImageLuma8(g) => {
                Pixels::Grey(Grey::from_data(g.width() as usize, g.height() as usize, g.into_raw())?)
            }
            other => {
                let c = other.into_rgb8();
                Pixels::Rgb(Rgb::from_data(c.width() as usize, c.height() as usize, c.into_raw())?)
            }
        };
        Ok(Page {
            pixels,
            orientation: Orientation::from_exif(u16::from(turn)),
            dpi: self.hints.dpi.map(|d| (d, d)),
            origin: Origin::Image,
        })
    }
}
