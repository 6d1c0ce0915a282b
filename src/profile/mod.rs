//! The profile: everything that a regulator, a caisse or a vendor's contract may change, as data.
//!
//! In: TOML, as shipped or from a bundle of the vendor's. Out: a typed [`Profile`] in which every value carries
//! its source and how sure it is (scor-domain, sections 12 to 15). The shipped profile `scor-public` holds what
//! public texts prove; where nothing is public it holds a neutral form of this project, marked C. Nothing in it
//! is presented as the GIE SESAM-Vitale's format.

mod check;
mod entry;
mod feries;
mod incidents;
mod layout;
mod parse;
mod place;
mod read;
mod retours;
pub(crate) mod sample;
mod sections;
mod template;
#[cfg(test)]
mod tests;
mod types;

pub use check::{Finding, Severity};
pub use entry::{Bound, Entry};
pub use feries::{Ferie, Jour, Territoire};
pub use incidents::{Incident, IncidentKind, JoursComptes, Profession, StartEvent};
pub use layout::{DateForm, Encoding, Layout, Split};
pub use read::Bundle;
pub(crate) use retours::ARL_FIELDS;
pub use retours::{Action, ArlCode, ArlRecord, ArlRole, NoemieEntity, ReturnRules};
pub use sections::{
    Arl, ChoiceName, CodecName, Crypto, FaultName, Files, GateRules, Image, Incomplete, LotRules, Mail,
    Noemie, Pdf, RevocationName, Sections, Send, SuiteName, Suivi,
};
pub use types::{Look, PieceRules, PieceType, Returned, Role};

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::error::{Error, Kind, Result};

/// A profile in force. Immutable; share it freely.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    /// Its name; a bundle has its own.
    pub id: String,
    /// Its version, noted wherever the profile decided something.
    pub version: String,
    /// What it is.
    pub about: String,
    /// The keys, section by section.
    #[serde(flatten)]
    pub sections: Sections,
    /// Types of pieces and rules about them.
    pub piece: PieceRules,
    /// Extra headers of the mail message, name to template.
    pub headers: BTreeMap<String, Entry<String>>,
    /// What parts of returned messages are, by their description.
    pub returns: Vec<Returned>,
    /// How ARL and NOEMIE are read.
    #[serde(flatten)]
    pub return_rules: ReturnRules,
    /// Deadlines of incidents; [`Profile::incident`] finds the one that applies.
    pub incidents: Vec<Incident>,
    /// Public holidays of all territories.
    pub feries: Vec<Ferie>,
}

/// One line of `scor profile show`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// `section.key`.
    pub key: String,
    /// The value: JSON for a key, words for a type of piece, the pattern for a returned part.
    pub value: String,
    /// Where it is read.
    pub source: String,
    /// A, B or C, with its strength.
    pub confidence: String,
}

impl Profile {
    /// The shipped profile: what public sources prove, and neutral forms for the rest.
    pub fn scor_public() -> Profile {
        static SHIPPED: std::sync::OnceLock<Profile> = std::sync::OnceLock::new();
        SHIPPED.get_or_init(parse::shipped).clone()
    }

    /// Reads a bundle: a folder with `profile.toml` and the files it names.
    ///
    /// Errors: `profile.file`, `profile.syntax`, `profile.value`, `profile.base`, `profile.template`, each with
    /// the file within the bundle, the line and the key.
    pub fn load(folder: &Path) -> Result<Profile> {
        Bundle::read(folder)?.profile()
    }

    /// The entry of a type of piece. `piece.type` for a code that the profile does not know.
    pub fn piece_type(&self, code: &str) -> Result<&PieceType> {
        let known = self.piece.types.iter().find(|t| t.code == code);
        known.ok_or_else(|| Error::new(Kind::PieceType))
    }

    /// What a part of a returned message is, by its description: `arl`, `noemie`, or whatever kinds the profile
    /// names; `None` when no pattern knows it.
    pub fn returned_kind(&self, description: &str) -> Option<&str> {
        self.returned(&Look { description, ..Look::default() })
    }

    /// The same by everything that a part shows.
    pub fn returned(&self, look: &Look<'_>) -> Option<&str> {
        self.returns.iter().find(|returned| returned.fits(look)).map(|returned| returned.kind.as_str())
    }

    /// The deadline of an incident: the rule that names the profession, else the general one.
    pub fn incident(&self, kind: IncidentKind, profession: Option<Profession>) -> Option<&Incident> {
        incidents::rule(&self.incidents, kind, profession)
    }

    /// Renders one of the profile's templates, for which `key` stands in messages.
    pub(crate) fn render(key: &'static str, template: &str, context: impl Serialize) -> Result<String> {
        template::render(key, template, context)
    }

    /// Every value with its evidence, in the order of the shipped file.
    pub fn rows(&self) -> Vec<Row> {
        let json = serde_json::to_value(&self.sections).unwrap_or_default();
        let mut rows = Vec::new();
        for (section, keys) in sections::KEYS {
            for key in *keys {
                rows.push(row(format!("{section}.{key}"), &json[*section][*key]));
            }
        }
        self.piece.rows(&mut rows);
        for (name, entry) in &self.headers {
            rows.push(row(format!("headers.{name}"), &serde_json::to_value(entry).unwrap_or_default()));
        }
        rows.extend(self.returns.iter().map(|r| Row {
            key: format!("returns.{}", r.kind),
            value: r.description.clone(),
            source: r.source.clone(),
            confidence: r.confidence.clone(),
        }));
        self.return_rules.rows(&mut rows);
        rows.extend(self.incidents.iter().map(Incident::row));
        rows.extend(self.feries.iter().map(Ferie::row));
        rows
    }
}

fn row(key: String, entry: &serde_json::Value) -> Row {
    let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    Row { key, value: entry["value"].to_string(), source: text("source"), confidence: text("confidence") }
}
