//! The report on a piece: the verdict, and per page the numbers that led to it. JSON schema `scor.piece/1`.
//!
//! It names pages by number and never by file: a path may hold a patient's name.

use serde::Serialize;

use crate::fingerprint::Fingerprint;
use crate::image::{Plan, Sheet};
use crate::inspect::{Fault, PageFault, PageReport, refusals};
use crate::pdf::Codec;
use crate::source::Format;

/// Version of the JSON form; a field may be added within it, none changes its meaning.
pub const SCHEMA: &str = "scor.piece/1";

/// Accepted or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The gate let the piece through, or the host overrode it with a reason.
    Accepted,
    /// A page has a fault that refuses.
    Refused,
}

/// Something worth telling that refuses nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageWarning {
    /// Page among all pages of the inputs, from 1; absent when the whole piece is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Stable name, such as `skew` or `near_budget`.
    pub warning: String,
}

/// One page of the inputs.
#[derive(Clone, Debug, Serialize)]
pub struct PageEntry {
    /// Input and page within it, from 1: `2/1` is the first page of the second input.
    pub source: String,
    /// Format of the input: `JPEG`, `PDF`…
    pub format: &'static str,
    /// Pixels across of the page in the PDF.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Resolution of the page in the PDF, dots per inch.
    pub dpi: u32,
    /// Compression of the page in the PDF, `g4` or `jbig2`; absent where it is in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codec: Option<&'static str>,
    /// Degrees by which the sheet was turned counter-clockwise in the input and is turned back.
    pub skew: f32,
    /// Degrees clockwise by which the page was turned upright beyond its EXIF turn: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Left out of the PDF because it is blank and another page is not.
    pub dropped: bool,
    /// Corners of the sheet in pixels of the upright input, clockwise from its top left; null when the whole
    /// frame was kept.
    pub corners: Option<[(f32, f32); 4]>,
    /// Width and height of the page in millimetres.
    pub paper_mm: (f32, f32),
    /// Samples per inch that the input has on the sheet.
    pub input_dpi: f32,
    /// The bilevel input was handed on without loss.
    pub passthrough: bool,
    /// Share of ink on the sheet inside the margins, 0..1.
    pub black_ratio: f32,
    /// Fingerprint of the sheet as text, to ask whether the page was scanned before: see [`crate::fingerprint`].
    pub fingerprint: String,
    /// What the gate measured and found.
    #[serde(flatten)]
    pub inspect: PageReport,
}

impl PageEntry {
    pub(super) fn new(
        place: (usize, usize),
        format: Format,
        plan: &Plan,
        sheet: &Sheet,
        inspect: PageReport,
    ) -> Self {
        PageEntry {
            source: format!("{}/{}", place.0 + 1, place.1 + 1),
            format: format.name(),
            width: sheet.bitmap.width(),
            height: sheet.bitmap.height(),
            dpi: sheet.dpi,
            codec: None,
            skew: plan.skew,
            rotation: plan.rotation,
            dropped: false,
            corners: plan.corners,
            paper_mm: plan.paper_mm,
            input_dpi: plan.input_dpi,
            passthrough: sheet.flat.is_none(),
            black_ratio: inspect.measures.ink_ratio,
            fingerprint: Fingerprint::of(&sheet.bitmap).to_string(),
            inspect,
        }
    }

    /// Takes over what the PDF has of the page.
    pub(super) fn made(&mut self, width: usize, height: usize, dpi: u32, codec: Codec, passthrough: bool) {
        (self.width, self.height, self.dpi) = (width, height, dpi);
        (self.codec, self.passthrough) = (Some(codec.name()), passthrough);
    }

    /// Is there nothing on the page?
    pub fn blank(&self) -> bool {
        self.inspect.is_blank()
    }
}

/// The report on a whole piece.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The gate's word, after an override if there was one.
    pub verdict: Verdict,
    /// Faults that refuse, or that were overridden.
    pub faults: Vec<PageFault>,
    /// What refuses nothing.
    pub warnings: Vec<PageWarning>,
    /// The host's reason for taking a faulty piece all the same.
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
    /// Length of the PDF; 0 without one.
    pub bytes: usize,
    /// SHA-256 of the PDF in lower-case hex; empty without one.
    pub sha256: String,
    /// All pages of the inputs, in order, dropped ones included.
    pub pages: Vec<PageEntry>,
}

impl Report {
    /// The verdict on pages of which blank ones may have been marked as dropped.
    pub(super) fn judge(pages: Vec<PageEntry>, blocking: &[Fault]) -> Report {
        let found = refusals(pages.iter().map(|p| &p.inspect));
        let (faults, lesser): (Vec<PageFault>, Vec<PageFault>) =
            found.into_iter().partition(|f| blocking.contains(&f.fault));
        let mut warnings = Vec::new();
        for (at, entry) in pages.iter().enumerate() {
            let mut warn = |warning: &str| {
                warnings.push(PageWarning { page: Some(at + 1), warning: warning.to_owned() })
            };
            match (entry.dropped, entry.blank() && !faults.iter().any(|f| f.page == at + 1)) {
                (true, _) => warn("blank_dropped"),
                (false, true) => warn("blank"), // a verso that was kept
                (false, false) => {
                    lesser.iter().filter(|f| f.page == at + 1).for_each(|f| warn(&name(f.fault)));
                    entry.inspect.warnings.iter().for_each(|w| warn(&name(*w)));
                }
            }
        }
        let verdict = if faults.is_empty() { Verdict::Accepted } else { Verdict::Refused };
        let (bytes, sha256) = (0, String::new());
        Report { schema: SCHEMA, verdict, faults, warnings, override_reason: None, bytes, sha256, pages }
    }

    /// Did the gate refuse, with nobody overriding it?
    pub fn refused(&self) -> bool {
        self.verdict == Verdict::Refused
    }

    pub(super) fn override_with(&mut self, reason: &str) {
        self.verdict = Verdict::Accepted;
        self.override_reason = Some(reason.to_owned());
    }

    /// Adds what is known once the PDF is written.
    pub(super) fn seal(&mut self, pdf: &[u8], max_bytes: usize) {
        self.bytes = pdf.len();
        self.sha256 = sha256_hex(pdf);
        // Nine tenths: the next page of the same kind may not fit.
        if pdf.len() > max_bytes / 10 * 9 {
            self.warnings.push(PageWarning { page: None, warning: "near_budget".into() });
        }
    }

    /// The report as JSON text.
    pub fn to_json(&self) -> String {
        // Every field is a number, a text or a list of them, which serde_json cannot fail on.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// The name that serde gives a fault or a warning.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// SHA-256 in lower-case hex.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().iter().map(|b| format!("{b:02x}")).collect()
}
