//! The limits of the gate, in one table. A profile may fill it; the defaults are measured.

use serde::{Deserialize, Serialize};

/// Where each fault begins. Distances between the classes, on 65 pages meant to be refused or to pass:
///
/// | limit | worst page that must pass | default | nearest page that must be refused |
/// |---|---|---|---|
/// | `black_level` | 117 (photo in poor light) | 40 | 18 (open lid) |
/// | `ink_contrast` | 0.18 (faint print) | 0.09 | 0.06 (bleed-through on a blank verso) |
/// | `legibility` | 0.88 (photo slightly out of focus) | 0.60 | 0.03 (photo out of focus) |
/// | `edge_mm` | 0.95 (motion; 3 of 4 characters read) | 1.1 | 1.23 (scan out of focus) |
/// | `noise` | none has writing as faint as this hides | 0.05 | none |
/// | `cut_lines` | 0 | 3 | 5 (two lines only where rules tell) |
/// | `cut_letters` | 0 | 12 | 24 |
/// | `cut_rules` | 0 | 5 | 8 |
/// | `cut_level_rules` | 8 (facing page of a notebook) | 10 | 11 |
/// | `cut_covered` | 1 (thumb in the margin, its end at a letter) | 2 | 2 |
///
/// Where a limit could stand anywhere between two classes it leans to letting pages pass: a page refused
/// for nothing costs the person at the desk more than one that a second look would have stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Gate {
    /// Black: the brightest hundredth of the sheet is darker than this level, 0..255.
    pub black_level: u8,
    /// Black: more than this share of the bilevel sheet is ink, 0..1.
    pub black_ink: f32,
    /// Blank or illegible: writing must be at least this much darker than its paper, 0..1 of the paper.
    pub ink_contrast: f32,
    /// Blank: less writing than this, mm² of ink inside the margins.
    pub writing_mm2: f32,
    /// Blank: fewer marks like text than this. A page is blank only when both are missed.
    pub writing_marks: u32,
    /// Margin without a say in what is writing (holes, staples, shadows), mm.
    pub margin_mm: f32,
    /// Illegible: paper whose noise exceeds this share of its level hides writing, 0..1.
    pub noise: f32,
    /// Illegible: edges of writing wider than this, mm.
    pub edge_mm: f32,
    /// Illegible: fewer samples per inch than this.
    pub least_dpi: f32,
    /// Illegible: less of the writing's ink than this share is left on the sheet made, 0..1. A net under the
    /// steps before: white print on black, say, is seen in the source and would come out empty.
    pub kept_ink: f32,
    /// Illegible: a reader gets less of the characters than this share, 0..1; see [`super::PageReport::legibility`].
    pub legibility: f32,
    /// Illegible: fewer marks like text in the source than this share of the letters on the sheet, 0..1, whose ink is pale too.
    pub dissolved: f32,
    /// Truncated: lines of text that touch the left or right side.
    pub cut_lines: u32,
    /// Truncated: letters in rows that touch the top or bottom.
    pub cut_letters: u32,
    /// Truncated: upright rules that leave the top or bottom, hardly any other side, and end on the sheet.
    pub cut_rules: u32,
    /// Truncated: level rules that leave the left or right; more, because ruled paper has such lines.
    pub cut_level_rules: u32,
    /// Truncated: more of the sheet than this share lies beyond a side of the frame, by the proportion of what is seen, 0..1;
    /// a sixth as much where writing stands within 8 mm of that side.
    pub cut_missing: f32,
    /// Truncated: the picture shows three sides of the sheet, and writing stands nearer than this to the fourth, mm.
    pub cut_near_mm: f32,
    /// Truncated: lines of text that run up to something that lies on the sheet, on its left and right each.
    pub cut_covered: u32,
    /// Warning: more of the strip of 2 mm along a side of the sheet made than this share is ink, 0..1.
    pub warn_border: f32,
    /// Warning: skew left over, degrees.
    pub warn_skew: f32,
    /// Warning: fewer samples per inch than this.
    pub warn_dpi: f32,
    /// Warning: edges of writing wider than this, mm.
    pub warn_edge_mm: f32,
    /// Warning: contrast below this, 0..1 of the paper.
    pub warn_contrast: f32,
}

impl Default for Gate {
    fn default() -> Self {
        Gate {
            black_level: 40,
            black_ink: 0.5,
            ink_contrast: 0.09,
            writing_mm2: 12.0,
            writing_marks: 5,
            margin_mm: 5.0,
            noise: 0.05,
            edge_mm: 1.1,
            least_dpi: 50.0,
            kept_ink: 0.25,
            legibility: 0.60,
            dissolved: 0.2,
            cut_lines: 3,
            cut_letters: 12,
            cut_rules: 5,
            cut_level_rules: 10,
            cut_missing: 0.12,
            cut_near_mm: 5.0,
            cut_covered: 2,
            warn_border: 0.25,
            warn_skew: 1.0,
            warn_dpi: 200.0,
            warn_edge_mm: 0.6,
            warn_contrast: 0.15,
        }
    }
}
