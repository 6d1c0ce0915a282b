//! The piece: one justificatif, typed, labelled, checked and confirmed. Immutable once made, so that several
//! dossiers and several practitioners of a cabinet can share it without making it twice.

pub mod digitize;
pub mod report;

use serde::Serialize;

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;
use crate::profile::{PieceType, Profile};
use crate::source::{Document, Format, Hints};
use report::Report;

/// How a piece reaches the caisse (S4: digital, on paper, or both).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// The PDF, in the lot.
    #[default]
    Digital,
    /// By post. The lot says so; a PDF may be kept and is not sent.
    Paper,
    /// The PDF in the lot, and the paper by post.
    Both,
}

/// What a piece is made of.
#[derive(Clone, Default)]
pub struct Draft {
    /// The host's identifier, unique within the host: one to 40 letters, digits, `-` and `_`.
    pub id: String,
    /// Code of the type, such as `ORDN`.
    pub type_code: String,
    /// Label for the screen and the manifest; the type's own when absent. No patient's data.
    pub label: Option<String>,
    /// How it goes.
    pub medium: Medium,
    /// The PDF, as [`digitize::digitize`] made it or as received from elsewhere.
    pub pdf: Option<Vec<u8>>,
    /// The report that came with the PDF.
    pub report: Option<Report>,
    /// When the operator confirmed that the piece is legible, seconds since 1970-01-01 UTC.
    pub confirmed_at: Option<i64>,
}

/// Without the content.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.pdf.as_ref().map_or(0, Vec::len);
        write!(f, "Draft({} {:?}, {bytes} bytes)", self.type_code, self.medium)
    }
}

/// Is it fit to be an identifier of a piece or a dossier? They stand in names of files and in manifests.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A finished piece.
#[derive(Clone)]
pub struct Piece {
    id: String,
    kind: PieceType,
    label: String,
    medium: Medium,
    pdf: Option<Vec<u8>>,
    sha256: Option<String>,
    pages: usize,
    report: Option<Report>,
    confirmed_at: Option<i64>,
}

/// Without the content.
impl std::fmt::Debug for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Piece({} {:?}, {} pages)", self.kind.code, self.medium, self.pages)
    }
}

impl Piece {
    /// Checks a draft against the profile.
    ///
    /// Errors: `arg.value` for an identifier that is not one to 40 letters, digits, `-` and `_`; `piece.type`;
    /// `piece.report` when the report speaks of another PDF; `piece.empty` without a PDF for the lot; `piece.not_pdf`; `piece.too_large`;
    /// `pdf.too_many_pages`; `piece.refused` when the report refuses and nobody overrode it;
    /// `piece.unconfirmed` when the profile wants the operator's word. A piece that goes on paper alone needs
    /// neither PDF nor confirmation.
    pub fn new(draft: Draft, profile: &Profile) -> Result<Piece> {
        if !is_id(&draft.id) {
            return Err(Error::new(Kind::BadValue).with("name", "id"));
        }
        let kind = profile.piece_type(&draft.type_code)?.clone();
        let mut pages = 0;
        if let Some(pdf) = &draft.pdf {
            pages = check_pdf(pdf, profile)?;
        }
        if draft.medium != Medium::Paper {
            if draft.pdf.is_none() {
                return Err(Error::new(Kind::PieceEmpty));
            }
            if draft.report.as_ref().is_some_and(Report::refused) {
                return Err(Error::new(Kind::PieceRefused));
            }
            if profile.piece.confirm_legible.value && draft.confirmed_at.is_none() {
                return Err(Error::new(Kind::PieceUnconfirmed));
            }
        }
        let label = draft.label.filter(|l| !l.trim().is_empty()).unwrap_or_else(|| kind.label.clone());
        let sha256 = draft.pdf.as_deref().map(report::sha256_hex);
        let made = draft.report.as_ref().map(|r| r.sha256.as_str()).filter(|sum| !sum.is_empty());
        if made.zip(sha256.as_deref()).is_some_and(|(report, pdf)| report != pdf) {
            return Err(Error::new(Kind::PieceReport));
        }
        let Draft { id, medium, pdf, report, confirmed_at, .. } = draft;
        Ok(Piece { id, kind, label, medium, pdf, sha256, pages, report, confirmed_at })
    }

    /// A piece out of the journal, which was accepted when it came in. Without its PDF it serves the rules alone.
    pub(crate) fn restore(
        id: String,
        kind: PieceType,
        label: String,
        medium: Medium,
        pdf: Option<Vec<u8>>,
        pages: usize,
        confirmed_at: Option<i64>,
    ) -> Piece {
        let sha256 = pdf.as_deref().map(report::sha256_hex);
        Piece { id, kind, label, medium, pdf, sha256, pages, report: None, confirmed_at }
    }

    /// The host's identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its type.
    pub fn kind(&self) -> &PieceType {
        &self.kind
    }

    /// Its label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// How it goes.
    pub fn medium(&self) -> Medium {
        self.medium
    }

    /// The PDF, if there is one.
    pub fn pdf(&self) -> Option<&[u8]> {
        self.pdf.as_deref()
    }

    /// The PDF, if it is to be sent in a lot.
    pub fn sent_pdf(&self) -> Option<&[u8]> {
        self.pdf().filter(|_| self.medium != Medium::Paper)
    }

    /// SHA-256 of the PDF in lower-case hex.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Pages of the PDF.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The report that came with the PDF, with the reason of an override.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// When the operator confirmed it, seconds since 1970-01-01 UTC.
    pub fn confirmed_at(&self) -> Option<i64> {
        self.confirmed_at
    }
}

/// Number of pages of a PDF that keeps the profile's bounds.
fn check_pdf(pdf: &[u8], profile: &Profile) -> Result<usize> {
    let rules = &profile.sections.pdf;
    if pdf.len() as u64 > rules.max_bytes.value {
        let error = Error::new(Kind::PieceTooLarge).with("actual", pdf.len());
        return Err(error.with("limit", rules.max_bytes.value));
    }
    if Format::of(pdf).ok() != Some(Format::Pdf) {
        return Err(Error::new(Kind::PieceNotPdf));
    }
    let pages = Document::open(pdf.to_vec(), Hints::default(), &Limits::default())?.page_count();
    if !rules.max_pages.value.allows(pages as u64) {
        let limit = rules.max_pages.value.0.unwrap_or(0);
        return Err(Error::new(Kind::PdfTooManyPages).with("actual", pages).with("limit", limit));
    }
    Ok(pages)
}

#[cfg(test)]
pub(crate) mod tests;
