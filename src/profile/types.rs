//! Types of pieces, and what comes back from a caisse: the parts of a profile that are lists.

use serde::{Deserialize, Serialize};

use super::Row;
use super::entry::{Entry, Flaw, NO_CONFIDENCE, Raw, is_confidence};
use super::sections::any;

/// What a type of piece is for: the rules of completeness speak of roles, the codes stay data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The prescription that the facture bills.
    Prescription,
    /// The feuille de soins of acts billed in degraded mode.
    Feuille,
    /// Anything else.
    Other,
}

/// A type of piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PieceType {
    /// Its code, such as `ORDN`: one to eight capitals or digits.
    pub code: String,
    /// Its label for the screen, in French.
    pub label: String,
    /// What it is for.
    pub role: Role,
    /// May a dossier hold several?
    pub many: bool,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// Rules about pieces.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PieceRules {
    /// The operator must confirm that a piece is legible before it can be used.
    pub confirm_legible: Entry<bool>,
    /// Organisms, as regime and caisse in five digits, that want no feuille de soins by SCOR.
    pub fsnc_refused_by: Entry<Vec<String>>,
    /// The types.
    pub types: Vec<PieceType>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PiecePatch {
    confirm_legible: Option<Raw<bool>>,
    fsnc_refused_by: Option<Raw<Vec<String>>>,
    types: Vec<toml::Spanned<PieceType>>,
}

impl PiecePatch {
    pub(super) fn flaws(&self, found: &mut Vec<Flaw>) {
        for (at, spanned) in self.types.iter().enumerate() {
            let kind = spanned.get_ref();
            let mut flaw = |wrong: bool, reason: &str| {
                if wrong {
                    found.push(Flaw::value(spanned.span(), "piece.types", reason));
                }
            };
            let fine = kind.code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            let fine = fine && (1..=8).contains(&kind.code.len());
            flaw(!fine, "code is not one to eight capitals or digits");
            flaw(kind.label.trim().is_empty(), "label is empty");
            flaw(!is_confidence(&kind.confidence), NO_CONFIDENCE);
            let twice = self.types.iter().take(at).any(|other| other.get_ref().code == kind.code);
            flaw(twice, "code stands twice");
        }
        if let Some(raw) = &self.confirm_legible {
            raw.judge("piece.confirm_legible", any, found);
        }
        if let Some(raw) = &self.fsnc_refused_by {
            raw.judge("piece.fsnc_refused_by", organisms, found);
        }
    }

    /// Types of the bundle replace those of the same code and come after the others.
    pub(super) fn over(self, base: &mut PieceRules) {
        if let Some(raw) = self.confirm_legible {
            base.confirm_legible = raw.entry();
        }
        if let Some(raw) = self.fsnc_refused_by {
            base.fsnc_refused_by = raw.entry();
        }
        for kind in self.types.into_iter().map(toml::Spanned::into_inner) {
            match base.types.iter_mut().find(|t| t.code == kind.code) {
                Some(known) => *known = kind,
                None => base.types.push(kind),
            }
        }
    }

    pub(super) fn whole(self) -> Option<PieceRules> {
        Some(PieceRules {
            confirm_legible: self.confirm_legible?.entry(),
            fsnc_refused_by: self.fsnc_refused_by?.entry(),
            types: self.types.into_iter().map(toml::Spanned::into_inner).collect(),
        })
    }
}

#[allow(clippy::ptr_arg)] // the entry hands on what it holds
fn organisms(all: &Vec<String>) -> Option<&'static str> {
    let organism = |text: &String| text.len() == 5 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    (!all.iter().all(organism)).then_some("an organism is regime and caisse, five characters")
}

impl PieceRules {
    pub(super) fn rows(&self, rows: &mut Vec<Row>) {
        let mut entry = |key: &str, value: String, source: &str, confidence: &str| {
            let (source, confidence) = (source.to_owned(), confidence.to_owned());
            rows.push(Row { key: key.to_owned(), value, source, confidence });
        };
        let confirm = &self.confirm_legible;
        entry("piece.confirm_legible", confirm.value.to_string(), &confirm.source, &confirm.confidence);
        let refused = &self.fsnc_refused_by;
        entry("piece.fsnc_refused_by", format!("{:?}", refused.value), &refused.source, &refused.confidence);
        for t in &self.types {
            let many = if t.many { ", several" } else { "" };
            let value = format!("{} ({:?}{many})", t.label, t.role).to_lowercase();
            entry(&format!("piece.types.{}", t.code), value, &t.source, &t.confidence);
        }
    }
}

/// A kind of returned part, told by its Content-Description, and by what else the profile asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// Its name: `arl`, `noemie`, or the bundle's own.
    pub kind: String,
    /// Pattern over the description; regular expression in the syntax of the `regex` crates, linear time.
    pub description: String,
    /// Pattern over the subject of the message; anything when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Pattern over the name of the part's file; anything when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filename: String,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// What a part of a message shows before it is read. What it does not have is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// Content-Description of the part.
    pub description: &'a str,
    /// Subject of the message.
    pub subject: &'a str,
    /// Name of the part's file.
    pub filename: &'a str,
}

impl Returned {
    /// Is a part of this kind?
    pub(super) fn fits(&self, look: &Look<'_>) -> bool {
        let fits = |pattern: &str, text: &str| {
            regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
        };
        fits(&self.description, look.description)
            && fits(&self.subject, look.subject)
            && fits(&self.filename, look.filename)
    }

    pub(super) fn flaw(&self) -> Option<&'static str> {
        let is_pattern = |pattern: &str| regex_lite::Regex::new(pattern).is_ok();
        if !is_pattern(&self.description) || !is_pattern(&self.subject) || !is_pattern(&self.filename) {
            return Some("description, subject or filename is not a regular expression");
        }
        (!is_confidence(&self.confidence)).then_some(NO_CONFIDENCE)
    }
}
