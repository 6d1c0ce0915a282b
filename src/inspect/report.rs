//! What the gate says of a page and of a document, with the numbers behind it.

use serde::Serialize;

/// A fault that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Fault {
    /// No writing.
    Blank,
    /// Nothing but dark.
    Black,
    /// Writing that cannot be read: contrast, blur or resolution.
    Illegible,
    /// Text that runs off a side.
    Truncated,
}

/// Something to mention that never refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// The text is still askew.
    Skew,
    /// Few samples per inch in the input.
    LowDpi,
    /// Edges are soft.
    Soft,
    /// Ink is faint.
    Faint,
    /// Something runs off a side, too little to call it cut text.
    Side,
    /// A dark border of the scanner or the table is left along a side of the sheet.
    Borders,
}

/// What was measured on a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measures {
    /// Samples per inch of the input on the sheet.
    pub input_dpi: f32,
    /// Paper, levels of the source 0..255.
    pub paper_level: f32,
    /// Brightest hundredth of the sheet, levels of the source.
    pub brightest: u8,
    /// Share of the sheet darker than level 64, 0..1.
    pub dark_ratio: f32,
    /// Deviation of the paper between neighbouring samples at 100 per inch, levels of the source.
    pub noise: f32,
    /// Depth of the writing below the paper, share of the paper's level, 0..1.
    pub contrast: f32,
    /// Width of the edges of the writing, mm; 0 when there is none.
    pub edge_mm: f32,
    /// Marks inside the margins that could be letters, words or strokes.
    pub text_marks: u32,
    /// Ink of those marks, mm².
    pub writing_mm2: f32,
    /// Ink of other large marks (smears, unsharp words), mm².
    pub smear_mm2: f32,
    /// Share of ink on the bilevel sheet inside the margins, 0..1.
    pub ink_ratio: f32,
    /// Ink on the bilevel sheet inside the margins, mm².
    pub sheet_mm2: f32,
    /// Sides of the frame (top, right, bottom, left, upright input) that the sheet reaches.
    pub reached: [bool; 4],
    /// Lines (left, right) or letters (top, bottom) of text that touch each side of the frame.
    pub touching_text: [u32; 4],
    /// Rules that leave each side of the frame and end on the sheet; twice as many where a narrow sheet runs out.
    pub touching_rules: [u32; 4],
    /// Share of the sheet, 0..1, that lies beyond each side of the frame, if it is paper of the usual proportion; only where its
    /// three other sides are seen.
    pub missing: [f32; 4],
    /// Distance of the nearest line of writing from each side of the frame, mm.
    pub text_near_mm: [f32; 4],
    /// Lines of text that run up to something that lies on the sheet (a thumb, a folded corner), on its left and right each.
    pub covered_lines: u32,
    /// Left, top, right and bottom of that, pixels of the upright input; absent when nothing hides a line.
    pub covered: Option<[f32; 4]>,
    /// Share of ink in the strip of 2 mm along each side of the bilevel sheet: top, right, bottom, left, 0..1.
    pub border_ink: [f32; 4],
    /// Shapes of the size of letters on the bilevel sheet.
    pub letters: u32,
    /// Median height of those, mm; 0 without any.
    pub letter_mm: f32,
    /// Shapes smaller than any letter on the bilevel sheet, for each letter.
    pub bits: f32,
    /// Share of the ink runs on the bilevel sheet that are thinner than a stroke, 0..1.
    pub frayed: f32,
    /// Median width of the flanks of the ink on the evenly lit page, mm; 0 for a page passed through.
    pub flank_mm: f32,
    /// Median depth of the ink on the evenly lit page, 0..1; 1 for a page passed through.
    pub ink_depth: f32,
    /// Degrees of skew left in the sheet, counter-clockwise positive; absent when no lines of text tell.
    pub skew_left: Option<f32>,
}

/// A page's report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PageReport {
    /// What would refuse this page if it stood alone.
    pub faults: Vec<Fault>,
    /// What to mention.
    pub warnings: Vec<Warning>,
    /// Share of the characters that a reader gets of the sheet made, 0..1; 0 without any. Fitted to what an OCR engine reads,
    /// see `docs/pipeline.md` for its error.
    pub legibility: f32,
    /// The numbers.
    pub measures: Measures,
}

impl PageReport {
    /// Is it only blank? Such a page of a longer document does not refuse it.
    pub fn is_blank(&self) -> bool {
        self.faults == [Fault::Blank]
    }

    /// Is there truly nothing, not even a word or a figure? Only such a page may be left out: a blank one may still
    /// carry "vu" or a date.
    pub fn is_empty(&self) -> bool {
        self.is_blank() && self.measures.text_marks < 2 && self.measures.writing_mm2 < 4.0
    }
}

/// A fault and the page it is on, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PageFault {
    /// Page number from 1.
    pub page: usize,
    /// The fault.
    pub fault: Fault,
}

/// The faults that refuse a document. A blank page counts only when all pages are blank: versos are.
pub fn refusals<'a>(pages: impl Iterator<Item = &'a PageReport> + Clone) -> Vec<PageFault> {
    let all_blank = pages.clone().all(PageReport::is_blank);
    let judged = pages.enumerate().filter(|(_, p)| all_blank || !p.is_blank());
    judged.flat_map(|(i, p)| p.faults.iter().map(move |f| PageFault { page: i + 1, fault: *f })).collect()
}
