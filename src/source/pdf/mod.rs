//! PDF pages. A page that is one scanned image leaves as that image, at its own resolution and depth; every
//! other page is drawn.
//!
//! The renderer neither watches a clock nor bounds its memory, so [`budget`] walks a page's content first
//! and refuses what would take too long. Then [`survey`] looks for the one image of a scan; [`scan`] decodes
//! it, [`draw`] draws the rest.

mod budget;
mod draw;
mod scan;
mod survey;

use hayro::hayro_interpret::InterpreterSettings;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::raster::{Page, Pixels};

use super::format::Format;
use super::{damaged, page_range, unsupported};

/// An open PDF.
pub(super) struct PdfFile {
    pdf: Pdf,
}

impl PdfFile {
    /// Opens a file, with the empty password when it is encrypted. `source.encrypted` when that is refused.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<PdfFile> {
        if is_cut_short(&bytes) {
            return Err(damaged(Format::Pdf));
        }
        budget::check_object_streams(&bytes, limits)?;
        let pdf = Pdf::new(bytes).map_err(|e| match e {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::new(Kind::SourceEncrypted),
            LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
                unsupported(Format::Pdf, "encryption")
            }
            _ => damaged(Format::Pdf),
        })?;
        let pages = pdf.pages().len();
        if pages == 0 {
            return Err(Error::new(Kind::SourceNoPages));
        }
        if pages > limits.pages {
            return Err(Error::new(Kind::SourceTooManyPages)
                .with("actual", pages)
                .with("limit", limits.pages));
        }
        Ok(PdfFile { pdf })
    }

    pub(super) fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// The scan that a page is, or the page drawn at `dpi`.
    pub(super) fn page(&self, index: usize, dpi: u32, limits: &Limits) -> Result<Page> {
        let page = self.pdf.pages().get(index).ok_or_else(|| page_range(index, self.page_count()))?;
        budget::check_page(page, limits)?;
        match survey::find_scan(page) {
            Some(found) => scan::decode(page, &found, limits),
            None => draw::page(page, dpi, limits),
        }
    }

    fn draw(&self, index: usize, dpi: u32, limits: &Limits) -> Result<Pixels> {
        let page = self.pdf.pages().get(index).ok_or_else(|| page_range(index, self.page_count()))?;
        budget::check_page(page, limits)?;
        draw::pixels(page, dpi as f32, limits)
    }
}

/// Draws page `index` (from 0) of any PDF, upright, at `dpi`, for a preview: grey, or RGB when the page has
/// colour.
///
/// Errors: `pdf.page_range`, `arg.value` (dpi 0), and those of [`super::Document::open`] and
/// [`super::Document::page`].
pub fn render_page(bytes: Vec<u8>, index: usize, dpi: u32, limits: &Limits) -> Result<Pixels> {
    if bytes.is_empty() {
        return Err(Error::new(Kind::SourceEmpty));
    }
    if bytes.len() > limits.input_bytes {
        return Err(Error::new(Kind::SourceTooManyBytes).with("limit", limits.input_bytes));
    }
    if Format::of(&bytes)? != Format::Pdf {
        return Err(Error::new(Kind::SourceUnknown));
    }
    PdfFile::open(bytes, limits)?.draw(index, dpi, limits)
}

/// Has the file lost its end? Readers rebuild what they can of such a file, and pages would go missing
/// without a word. The last end mark must have no object after it; a linearised file has one near its start.
fn is_cut_short(bytes: &[u8]) -> bool {
    let mark = b"%%EOF";
    match bytes.windows(mark.len()).rposition(|w| w == mark) {
        Some(at) => bytes
            .get(at..)
            .is_some_and(|tail| tail.windows(5).any(|w| w == b" obj\n" || w == b" obj\r" || w == b" obj<")),
        None => true,
    }
}

/// Settings of the interpreter, which reports what it had to leave out to `sink`.
fn settings(sink: hayro::hayro_interpret::WarningSinkFn) -> InterpreterSettings {
    InterpreterSettings { warning_sink: sink, ..InterpreterSettings::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_end_is_noticed() {
        assert!(!is_cut_short(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"));
        assert!(is_cut_short(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"));
        assert!(is_cut_short(b"%PDF-1.4\n%%EOF\n7 0 obj\n<<"));
    }
}
