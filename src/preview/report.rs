//! What a preview says beside its picture. JSON schema `scor.preview/1`: whole numbers only, texts in both languages.

use serde::Serialize;

use crate::inspect::{Fault, Warning};

/// Version of the JSON form; a field may be added within it, none changes its meaning.
pub const SCHEMA: &str = "scor.preview/1";

/// A finding with its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Stable name, as in the report on a piece.
    pub name: String,
    /// In English.
    pub en: &'static str,
    /// In French.
    pub fr: &'static str,
}

/// A rectangle in pixels of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Columns left of it.
    pub x: usize,
    /// Rows above it.
    pub y: usize,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// Why a zone cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ZoneKind {
    /// Out of focus or moved.
    Soft,
    /// Ink hardly darker than the paper.
    Faint,
    /// Something lies on the sheet there, and lines of text run up to it.
    Covered,
    /// The page as a whole is illegible, and nothing says where more than elsewhere.
    Unreadable,
}

/// A part of the page that cannot be read, or hardly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Zone {
    /// Why.
    pub kind: ZoneKind,
    /// Where, in the picture.
    #[serde(flatten)]
    pub area: Area,
    /// In English.
    pub en: &'static str,
    /// In French.
    pub fr: &'static str,
}

/// What a preview says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Page of the input, from 1.
    pub page: usize,
    /// Would the gate refuse the piece for this page?
    pub refused: bool,
    /// It is so empty that it is left out beside a page with content.
    pub dropped_beside_others: bool,
    /// Faults that refuse.
    pub faults: Vec<Said>,
    /// What refuses nothing; faults that the settings do not refuse among them.
    pub warnings: Vec<Said>,
    /// Share of the text that a reader is likely to make out, thousandths.
    pub legibility_permille: u32,
    /// Sides of the page made where text is cut: `top`, `right`, `bottom`, `left`.
    pub cut: Vec<&'static str>,
    /// Parts that cannot be read, from the top.
    pub zones: Vec<Zone>,
    /// The page within the picture; around it is the frame that shows the verdict.
    pub area: Area,
    /// Columns of the picture.
    pub width: usize,
    /// Rows of the picture.
    pub height: usize,
    /// Width and height of the page made, tenths of a millimetre.
    pub paper_mm10: (u32, u32),
    /// Samples per inch that the input has on the sheet.
    pub input_dpi: u32,
    /// Degrees clockwise by which the page was turned upright beyond its EXIF turn: 0, 90, 180 or 270.
    pub rotation: u16,
}

impl Report {
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

pub(super) fn fault(fault: Fault) -> Said {
    let (en, fr) = match fault {
        Fault::Blank => ("Nothing is written on this page.", "Rien n'est écrit sur cette page."),
        Fault::Black => ("The page is all dark.", "La page est entièrement sombre."),
        Fault::Illegible => (
            "The writing cannot be read: photograph again, near, steady and in good light.",
            "L'écriture est illisible : reprenez la photo de près, sans bouger, avec assez de lumière.",
        ),
        Fault::Truncated => (
            "Text is cut off at a side: take the whole sheet.",
            "Du texte est coupé sur un bord : prenez la feuille entière.",
        ),
    };
    Said { name: name(fault), en, fr }
}

/// Text that something on the sheet hides, and no side cuts.
pub(super) fn covered() -> Said {
    Said {
        en: "Something hides text, a finger or a folded corner: clear the whole sheet.",
        fr: "Quelque chose cache du texte, un doigt ou un coin replié : dégagez toute la feuille.",
        ..fault(Fault::Truncated)
    }
}

pub(super) fn warning(warning: Warning) -> Said {
    let (en, fr) = match warning {
        Warning::Skew => ("The text is askew.", "Le texte est de travers."),
        Warning::LowDpi => ("The resolution is low.", "La résolution est faible."),
        Warning::Soft => ("The writing is soft.", "L'écriture est un peu floue."),
        Warning::Faint => ("The ink is faint.", "L'encre est pâle."),
        Warning::Side => ("Something runs off a side.", "Quelque chose dépasse d'un bord."),
        Warning::Borders => ("A dark border is left along a side.", "Il reste un bord sombre sur un côté."),
    };
    Said { name: name(warning), en, fr }
}

pub(super) fn zone(kind: ZoneKind, area: Area) -> Zone {
    let (en, fr) = match kind {
        ZoneKind::Soft => ("out of focus or moved", "floue ou bougée"),
        ZoneKind::Faint => ("too pale", "trop pâle"),
        ZoneKind::Covered => ("something lies on the writing", "quelque chose est posé sur le texte"),
        ZoneKind::Unreadable => ("cannot be read", "illisible"),
    };
    Zone { kind, area, en, fr }
}
