//! Which format bytes are in, by their first bytes alone.

use crate::error::{Error, Kind, Result};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JPEG, ITU-T T.81: baseline, extended and progressive, 8 bits.
    Jpeg,
    /// PNG, all depths.
    Png,
    /// TIFF 6.0 and BigTIFF.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// WebP, lossy and lossless, first frame.
    Webp,
    /// PDF.
    Pdf,
    /// Pixels from the host.
    Raw,
}

/// Formats that are recognised to be refused by name.
const FOREIGN: &[(usize, &[u8], &str)] = &[
    (0, b"GIF8", "GIF"),
    (0, b"\0\0\0\x0CjP  ", "JPEG 2000"),
    (0, b"\xFF\x4F\xFF\x51", "JPEG 2000"),
    (0, b"\0\0\0\x0CJXL ", "JPEG XL"),
    (0, b"\xFF\x0A", "JPEG XL"),
    (0, b"8BPS", "Photoshop"),
    (0, b"AT&TFORM", "DjVu"),
    (0, b"\x97JB2\r\n\x1A\n", "JBIG2"),
    (0, b"%!PS", "PostScript"),
];

/// Readers look for the header of a PDF in so many first bytes (ISO 32000-1, annex H.3, note 13).
const PDF_HEADER_WITHIN: usize = 1024;

impl Format {
    /// Recognises bytes. `source.unsupported` names a known format that cannot be read, such as HEIC;
    /// `source.unknown_format` is the rest.
    pub fn of(bytes: &[u8]) -> Result<Format> {
        let at = |pos: usize, magic: &[u8]| bytes.get(pos..).is_some_and(|b| b.starts_with(magic));
        if at(0, b"\xFF\xD8") {
            Ok(Format::Jpeg)
        } else if at(0, b"\x89PNG\r\n\x1A\n") {
            Ok(Format::Png)
        } else if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|m| at(0, *m)) {
            Ok(Format::Tiff)
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Ok(Format::Webp)
        } else if at(0, b"BM") && is_dib_header(bytes) {
            Ok(Format::Bmp)
        } else if let Some(name) = iso_media(bytes) {
            Err(foreign(name))
        } else if let Some((_, _, name)) = FOREIGN.iter().find(|(pos, magic, _)| at(*pos, magic)) {
            Err(foreign(name))
        } else if bytes.get(..bytes.len().min(PDF_HEADER_WITHIN)).is_some_and(has_pdf_header) {
            Ok(Format::Pdf)
        } else {
            Err(Error::new(Kind::SourceUnknown))
        }
    }

    /// Name for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::Tiff => "TIFF",
            Format::Bmp => "BMP",
            Format::Webp => "WebP",
            Format::Pdf => "PDF",
            Format::Raw => "raw",
        }
    }
}

fn foreign(name: &'static str) -> Error {
    Error::new(Kind::SourceUnsupported).with("format", name).with("feature", name)
}

fn has_pdf_header(start: &[u8]) -> bool {
    start.windows(5).any(|w| w == b"%PDF-")
}

/// "BM" alone also begins ordinary text, so the size of the second header must be one that exists.
fn is_dib_header(bytes: &[u8]) -> bool {
    matches!(bytes.get(14..18), Some([12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// HEIC, HEIF and AVIF: boxes of ISO 14496-12 with an `ftyp` brand.
fn iso_media(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    match bytes.get(8..12)? {
        b"avif" | b"avis" => Some("AVIF"),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Some("HEIC"),
        _ => Some("ISO media"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(Format::of(b"\xFF\xD8\xFF\xE0").unwrap(), Format::Jpeg);
        assert_eq!(Format::of(b"MM\0+").unwrap(), Format::Tiff);
        assert_eq!(Format::of(b"junk before %PDF-1.4").unwrap(), Format::Pdf);
        let heic = Format::of(b"\0\0\0\x18ftypheic\0\0\0\0").unwrap_err();
        assert_eq!((heic.key(), heic.detail("feature")), ("source.unsupported", Some(&"HEIC".into())));
        assert_eq!(Format::of(b"BMW is a car maker of some age").unwrap_err().key(), "source.unknown_format");
        assert_eq!(Format::of(b"hello").unwrap_err().key(), "source.unknown_format");
    }
}
