//! Opened inputs in, the PDF of one piece and its report out: the technique's half of the road in one call.
//!
//! Each page is decoded, laid flat, cut to ink, judged and coded before the next one is touched, so that memory
//! holds one page whatever the length of the document. Only when the coded pages exceed the byte budget are
//! they rendered again, all at the same lower resolution, from the source.

use std::borrow::Borrow;

use crate::error::{Error, Kind, Result};
use crate::image::{self, Plan};
use crate::inspect::{self, Fault, Gate, Subject};
use crate::limits::Limits;
use crate::pdf::{self, EncodedPage};
use crate::profile::{FaultName, GateRules, Profile};
use crate::progress::Progress;
use crate::source::Document;

use super::report::{PageEntry, Report};

/// What the road from pixels to PDF keeps to.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Resolution aimed at, dots per inch.
    pub target_dpi: u32,
    /// Resolution never gone under, dots per inch.
    pub min_dpi: u32,
    /// Bytes the PDF may have.
    pub max_bytes: usize,
    /// Pages the PDF may have; `None` where only the bytes count.
    pub max_pages: Option<usize>,
    /// Thresholds of the four faults and the warnings.
    pub gate: Gate,
    /// Faults that refuse; the others only warn.
    pub blocking: Vec<Fault>,
    /// Leave out the blank pages of a document that has others. The report says which.
    pub drop_blank: bool,
    /// Bounds on the decoding.
    pub limits: Limits,
}

/// What became of the inputs.
pub struct Digitized {
    /// The PDF; `None` when the gate refused.
    pub pdf: Option<Vec<u8>>,
    /// Verdict, faults, warnings and the numbers behind them.
    pub report: Report,
}

/// Without the content.
impl std::fmt::Debug for Digitized {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.pdf.as_ref().map_or(0, Vec::len);
        write!(f, "Digitized({:?}, {bytes} bytes)", self.report.verdict)
    }
}

impl Default for Settings {
    /// What public sources say of SCOR (see the profile `scor-public`), and 300 dpi as the aim.
    fn default() -> Self {
        Settings {
            target_dpi: 300,
            min_dpi: 200,
            max_bytes: 250_000,
            max_pages: None,
            gate: Gate::default(),
            blocking: vec![Fault::Blank, Fault::Black, Fault::Illegible, Fault::Truncated],
            drop_blank: true,
            limits: Limits::default(),
        }
    }
}

/// A page that has been through the road once.
struct Worked {
    /// Input and page within it.
    place: (usize, usize),
    plan: Plan,
    coded: EncodedPage,
    /// What was asked for when `coded` was made.
    asked: u32,
    entry: PageEntry,
}

/// Makes the PDF of one piece from `inputs`, whose pages follow each other in order.
///
/// A refusal by the gate is a result, not an error: no PDF, and a report that says why. With
/// `override_reason` the PDF is made all the same and the report keeps the reason.
///
/// Errors: those of decoding (`source.*`, `image.*`), `pdf.over_budget`, `pdf.too_many_pages`,
/// `call.cancelled`, `arg.value` for an override without a reason.
pub fn digitize<D: Borrow<Document>>(
    inputs: &[D],
    settings: &Settings,
    override_reason: Option<&str>,
    progress: &mut Progress<'_>,
) -> Result<Digitized> {
    let inputs: Vec<&Document> = inputs.iter().map(Borrow::borrow).collect();
    if override_reason.is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Error::new(Kind::BadValue).with("name", "override_reason"));
    }
    let total = count(&inputs, &settings.limits)?;
    let mut pages = Vec::with_capacity(total);
    progress.report(0, total as u64)?;
    for (input, document) in inputs.iter().enumerate() {
        for index in 0..document.page_count() {
            pages.push(first(document, (input, index), settings)?);
            progress.report(pages.len() as u64, total as u64)?;
        }
    }
    drop_blanks(&mut pages, settings.drop_blank);
    let mut report = Report::judge(pages.iter().map(|p| p.entry.clone()).collect(), &settings.blocking);
    if report.refused() {
        match override_reason {
            None => return Ok(Digitized { pdf: None, report }),
            Some(reason) => report.override_with(reason),
        }
    }
    let pdf = assemble(&inputs, &mut pages, settings, progress)?;
    report.pages = pages.into_iter().map(|p| p.entry).collect();
    report.seal(&pdf, settings.max_bytes);
    Ok(Digitized { pdf: Some(pdf), report })
}

fn count(inputs: &[&Document], limits: &Limits) -> Result<usize> {
    let total = inputs.iter().map(|d| d.page_count()).sum::<usize>();
    match total {
        0 => Err(Error::new(Kind::SourceNoPages)),
        n if n > limits.pages => {
            Err(Error::new(Kind::SourceTooManyPages).with("actual", n).with("limit", limits.pages))
        }
        n => Ok(n),
    }
}

/// Decodes, lays flat, judges and codes one page.
fn first(document: &Document, place: (usize, usize), settings: &Settings) -> Result<Worked> {
    let page = document.page(place.1, settings.target_dpi, &settings.limits)?;
    let mut plan = image::plan(&page)?;
    plan.passthrough = plan.passthrough.filter(|native| *native >= settings.min_dpi);
    // A bilevel page that may pass through does so at its own resolution, however fine, while the budget lets it.
    let asked = plan.passthrough.unwrap_or(0).max(settings.target_dpi);
    let sheet = image::render(&page, &plan, asked)?;
    let subject = Subject { page: &page, corners: plan.corners, input_dpi: plan.input_dpi, sheet: &sheet };
    let judged = inspect::inspect(&subject, &settings.gate);
    let coded = pdf::encode(&sheet.bitmap, sheet.dpi)?;
    let entry = PageEntry::new(place, document.format(), &plan, &sheet, judged);
    Ok(Worked { place, plan, coded, asked, entry })
}

impl Worked {
    /// Renders the page again for a resolution that the budget calls for.
    fn again(&mut self, inputs: &[&Document], dpi: u32, settings: &Settings) -> Result<()> {
        let native = self.plan.passthrough.unwrap_or(0).max(settings.target_dpi);
        let asked = dpi.min(native);
        if asked == self.asked {
            return Ok(());
        }
        let document = inputs.get(self.place.0).ok_or_else(|| Error::new(Kind::SourceNoPages))?;
        let page = document.page(self.place.1, asked, &settings.limits)?;
        let sheet = image::render(&page, &self.plan, asked)?;
        self.coded = pdf::encode(&sheet.bitmap, sheet.dpi)?;
        self.asked = asked;
        self.entry.rendered(&sheet);
        Ok(())
    }
}

/// Marks empty pages as dropped where another page has content; a document of blank pages keeps them all, and
/// is refused for it. A page with as little as a date is kept, though it counts as blank.
fn drop_blanks(pages: &mut [Worked], wanted: bool) {
    if wanted && pages.iter().any(|p| !p.entry.blank()) {
        for page in pages.iter_mut() {
            page.entry.dropped = page.entry.inspect.is_empty();
        }
    }
}

/// The PDF at the highest resolution that fits the budget.
fn assemble(
    inputs: &[&Document],
    pages: &mut [Worked],
    settings: &Settings,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>> {
    let total = pages.len() as u64;
    let mut kept: Vec<&mut Worked> = pages.iter_mut().filter(|p| !p.entry.dropped).collect();
    if let Some(limit) = settings.max_pages.filter(|limit| kept.len() > *limit) {
        return Err(Error::new(Kind::PdfTooManyPages).with("actual", kept.len()).with("limit", limit));
    }
    let finest = kept.iter().map(|p| p.asked).max().unwrap_or(settings.target_dpi);
    let budget = pdf::Budget { max_bytes: settings.max_bytes, target_dpi: finest, min_dpi: settings.min_dpi };
    let (_, pdf) = pdf::fit(&budget, |dpi| {
        for page in &mut kept {
            page.again(inputs, dpi, settings)?;
            progress.report(total, total)?; // so that a long search can be cancelled
        }
        Ok(kept.iter().map(|p| p.coded.clone()).collect())
    })?;
    Ok(pdf)
}

impl From<&Profile> for Settings {
    /// The profile's values; what it does not speak of keeps its default.
    fn from(profile: &Profile) -> Self {
        let (image, pdf) = (&profile.sections.image, &profile.sections.pdf);
        let refuse = profile.sections.gate.refuse.value.iter().map(|name| match name {
            FaultName::Blank => Fault::Blank,
            FaultName::Black => Fault::Black,
            FaultName::Illegible => Fault::Illegible,
            FaultName::Truncated => Fault::Truncated,
        });
        let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Settings {
            target_dpi: image.target_dpi.value,
            min_dpi: image.min_dpi.value,
            drop_blank: image.drop_blank.value,
            max_bytes: whole(pdf.max_bytes.value),
            max_pages: pdf.max_pages.value.0.map(whole),
            blocking: refuse.collect(),
            gate: gate_of(&profile.sections.gate),
            ..Settings::default()
        }
    }
}

/// The gate's limits as the profile has them.
fn gate_of(rules: &GateRules) -> Gate {
    Gate {
        black_level: rules.black_level.value,
        black_ink: rules.black_ink.value,
        ink_contrast: rules.ink_contrast.value,
        writing_mm2: rules.writing_mm2.value,
        writing_marks: rules.writing_marks.value,
        margin_mm: rules.margin_mm.value,
        noise: rules.noise.value,
        edge_mm: rules.edge_mm.value,
        least_dpi: rules.least_dpi.value,
        kept_ink: rules.kept_ink.value,
        cut_lines: rules.cut_lines.value,
        cut_letters: rules.cut_letters.value,
        cut_rules: rules.cut_rules.value,
        cut_level_rules: rules.cut_level_rules.value,
        warn_skew: rules.warn_skew.value,
        warn_dpi: rules.warn_dpi.value,
        warn_edge_mm: rules.warn_edge_mm.value,
        warn_contrast: rules.warn_contrast.value,
    }
}
