//! A bench: plays the caisse, so that the road back can be walked without one.
//!
//! In: what the caisse is to answer. Out: the message as it would lie in the mailbox, in the layout of the profile: the
//! ARL by its template `arl.example`, NOEMIE by its entities. The demo answers its own lots with it, and a vendor
//! tries its profile and its program with it before the first real return comes. It stays in the library because both
//! are users of the library; nothing that reads returns depends on it.

use jiff::civil::Date;
use serde::Serialize;

use super::arl::Level;
use crate::error::{Error, Kind, Result};
use crate::mail::{self, PartHeaders, PlainHeaders};
use crate::profile::Profile;

/// What a caisse answers about one lot. Dates are written as `YYYY-MM-DD`; a template of another form turns them round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reponse {
    /// Identifier of the ARL.
    pub arl: String,
    /// Its date.
    #[serde(serialize_with = "date")]
    pub arl_date: Date,
    /// Type of the lot's emitter.
    pub emitter_type: String,
    /// Its number.
    pub emitter: String,
    /// Number of the lot, as the manifest writes it.
    pub lot: String,
    /// Date of the lot.
    #[serde(serialize_with = "date")]
    pub lot_date: Date,
    /// What is accepted and refused.
    pub verdicts: Vec<Jugement>,
}

/// One verdict of a [`Reponse`]. Fields that do not matter at its level are empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Jugement {
    /// What it is about.
    pub level: Level,
    /// Accepted?
    pub positive: bool,
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Identifier of the dossier.
    pub dossier: String,
    /// Number of the facture.
    pub invoice: String,
    /// Code of the type of piece.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Rank of the piece.
    pub rank: u32,
    /// Name of the piece's file in the lot.
    pub file: String,
}

impl Jugement {
    /// A verdict on the whole lot.
    pub fn lot(positive: bool, code: &str, label: &str) -> Jugement {
        Jugement {
            level: Level::Lot,
            positive,
            code: code.to_owned(),
            label: label.to_owned(),
            dossier: String::new(),
            invoice: String::new(),
            type_code: String::new(),
            rank: 1,
            file: String::new(),
        }
    }
}

fn date<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// The ARL of a lot in the profile's layout. Error: `profile.template`.
pub fn arl(profile: &Profile, reponse: &Reponse) -> Result<Vec<u8>> {
    let sane = |text: &str| !text.contains(char::is_control);
    let texts =
        reponse.verdicts.iter().flat_map(|v| [&v.code, &v.label, &v.dossier, &v.invoice, &v.type_code]);
    if !texts.chain([&reponse.arl, &reponse.emitter_type, &reponse.emitter, &reponse.lot]).all(|t| sane(t)) {
        return Err(Error::new(Kind::BadValue).with("name", "reponse"));
    }
    render(profile, reponse).map(String::into_bytes)
}

pub(super) fn render(profile: &Profile, context: impl Serialize) -> Result<String> {
    Profile::render("arl.example", &profile.sections.arl.example.value, context)
}

/// An entity of NOEMIE in the profile's layout: numbers are filled up with zeros on their left, the rest with blanks on
/// its right; fields that are not given are blank. Errors: `retour.field` for a field that the entity does not have or
/// that is too wide; `retour.kind` for an entity that the profile does not have.
pub fn entity(profile: &Profile, code: &str, fields: &[(&'static str, &str)]) -> Result<String> {
    let unknown = || Error::new(Kind::RetourKind).with("kind", code.to_owned());
    let found = profile.return_rules.noemie_entities.iter().find(|entity| entity.code == code);
    let found = found.ok_or_else(unknown)?;
    let wrong = |name: &'static str| Error::new(Kind::RetourField).with("field", name).with("record", 1);
    if let Some((name, _)) = fields.iter().find(|(name, _)| !found.fields.has(name)) {
        return Err(wrong(name));
    }
    let mut out = code.to_owned();
    for (name, width) in found.fields.fields() {
        let given = fields.iter().find(|(field, _)| *field == name);
        let (field, value) = given.copied().unwrap_or(("", ""));
        if value.chars().count() > width {
            return Err(wrong(field));
        }
        match !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
            true => out.push_str(&format!("{value:0>width$}")),
            false => out.push_str(&format!("{value:<width$}")),
        }
    }
    if !found.bare {
        out.push(profile.sections.noemie.end.value);
    }
    Ok(out)
}

/// The message that carries a return: one part, base64, described so that the profile knows it.
///
/// Errors: those of [`mail::inner_part`] and of its headers.
pub fn message(content: &[u8], description: &str, gzip: bool, headers: &PlainHeaders) -> Result<Vec<u8>> {
    let part = PartHeaders {
        content_type: "application/EDI-consent".to_owned(),
        description: Some(description.to_owned()),
        filename: None,
    };
    mail::plain_message(&mail::inner_part(content, &part, gzip)?, headers)
}
