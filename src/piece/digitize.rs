//! Opened inputs in, the PDF of one piece and its report out: the technique's half of the road in one call.
//!
//! Each page is decoded, laid flat, cut to ink, judged and coded before the next one is touched, so that memory
//! holds one page whatever the length of the document. Only when the coded pages exceed the byte budget are
//! they rendered again, all at the same lower resolution, from the source.

use std::borrow::Borrow;

use crate::error::{Error, Kind, Result};
use crate::image::{self, Plan, Sheet};
use crate::inspect::{self, Fault, Gate, Subject};
use crate::limits::Limits;
use crate::pdf::{self, Codec, EncodedPage};
use crate::profile::{CodecName, FaultName, GateRules, Profile};
use crate::progress::Progress;
use crate::source::Document;

use super::report::{PageEntry, Report};

/// How the pages of a PDF are compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// CCITT Group 4.
    #[default]
    G4,
    /// Lossless JBIG2.
    Jbig2,
    /// Group 4 while it fits the byte budget at the resolution aimed at, else JBIG2 before any resolution is lost.
    Auto,
}

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
    /// Compression of the pages.
    pub coding: Coding,
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
            coding: Coding::default(),
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
    /// What was made of it, at least once.
    made: Vec<Made>,
    entry: PageEntry,
}

/// A page made for a resolution.
struct Made {
    /// The resolution asked for.
    asked: u32,
    coded: EncodedPage,
    passthrough: bool,
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
    let subject = Subject {
        page: &page,
        corners: plan.corners,
        input_dpi: plan.input_dpi,
        rotation: plan.rotation,
        sheet: &sheet,
    };
    let judged = inspect::inspect(&subject, &settings.gate);
    let codec = if settings.coding == Coding::Jbig2 { Codec::Jbig2 } else { Codec::G4 };
    let made = Made::new(&sheet, asked, codec)?;
    let entry = PageEntry::new(place, document.format(), &plan, &sheet, judged);
    Ok(Worked { place, plan, made: vec![made], entry })
}

impl Made {
    fn new(sheet: &Sheet, asked: u32, codec: Codec) -> Result<Self> {
        let coded = pdf::encode(&sheet.bitmap, sheet.dpi, codec)?;
        Ok(Made { asked, coded, passthrough: sheet.flat.is_none() })
    }
}

impl Worked {
    /// The resolution that the page was first made for.
    fn finest(&self) -> u32 {
        self.made.first().map_or(0, |made| made.asked)
    }

    /// What was made for a resolution that the budget calls for, if it was.
    fn made(&self, dpi: u32) -> Option<&Made> {
        let asked = dpi.min(self.finest());
        self.made.iter().find(|made| made.asked == asked)
    }

    /// The page for a resolution, rendered again where that was not done yet.
    fn coded(
        &mut self,
        inputs: &[&Document],
        dpi: u32,
        codec: Codec,
        limits: &Limits,
    ) -> Result<EncodedPage> {
        if let Some(made) = self.made(dpi) {
            return Ok(made.coded.clone());
        }
        let document = inputs.get(self.place.0).ok_or_else(|| Error::new(Kind::SourceNoPages))?;
        let page = document.page(self.place.1, dpi, limits)?;
        let made = Made::new(&image::render(&page, &self.plan, dpi)?, dpi, codec)?;
        let coded = made.coded.clone();
        self.made.push(made);
        Ok(coded)
    }

    /// Puts into the report what went into the PDF.
    fn settle(&mut self, dpi: u32) {
        if let Some(Made { coded, passthrough, .. }) = self.made(dpi) {
            let (width, height) = (coded.width as usize, coded.height as usize);
            let (dpi, codec, passthrough) = (coded.dpi, coded.codec, *passthrough);
            self.entry.made(width, height, dpi, codec, passthrough);
        }
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
    let finest = kept.iter().map(|p| p.finest()).max().unwrap_or(settings.target_dpi);
    let codec = choose(&mut kept, settings)?;
    let budget = pdf::Budget { max_bytes: settings.max_bytes, target_dpi: finest, min_dpi: settings.min_dpi };
    let (dpi, pdf) = pdf::fit(&budget, kept.len(), |at, dpi| {
        progress.report(total, total)?; // so that a long search can be cancelled
        let page = kept.get_mut(at).ok_or_else(|| Error::new(Kind::SourceNoPages))?;
        page.coded(inputs, dpi, codec, &settings.limits)
    })?;
    kept.iter_mut().for_each(|page| page.settle(dpi));
    Ok(pdf)
}

/// The codec of the PDF; pages made in the other one are recoded, which costs less than rendering them again.
fn choose(kept: &mut [&mut Worked], settings: &Settings) -> Result<Codec> {
    match settings.coding {
        Coding::G4 => return Ok(Codec::G4),
        Coding::Jbig2 => return Ok(Codec::Jbig2),
        Coding::Auto => (),
    }
    let first: Vec<EncodedPage> =
        kept.iter().filter_map(|page| Some(page.made.first()?.coded.clone())).collect();
    if pdf::write(&first)?.len() <= settings.max_bytes {
        return Ok(Codec::G4);
    }
    for made in kept.iter_mut().flat_map(|page| &mut page.made) {
        made.coded = pdf::recode(&made.coded, Codec::Jbig2)?;
    }
    Ok(Codec::Jbig2)
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
            coding: match pdf.codec.value {
                CodecName::G4 => Coding::G4,
                CodecName::Jbig2 => Coding::Jbig2,
                CodecName::Auto => Coding::Auto,
            },
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
        legibility: rules.legibility.value,
        dissolved: rules.dissolved.value,
        cut_lines: rules.cut_lines.value,
        cut_letters: rules.cut_letters.value,
        cut_rules: rules.cut_rules.value,
        cut_level_rules: rules.cut_level_rules.value,
        cut_missing: rules.cut_missing.value,
        cut_near_mm: rules.cut_near_mm.value,
        cut_covered: rules.cut_covered.value,
        warn_border: rules.warn_border.value,
        warn_skew: rules.warn_skew.value,
        warn_dpi: rules.warn_dpi.value,
        warn_edge_mm: rules.warn_edge_mm.value,
        warn_contrast: rules.warn_contrast.value,
    }
}
