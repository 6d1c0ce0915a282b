//! The JSON form in which a host hands dossiers to `scor lot build`. Unknown keys are errors.

use serde::Deserialize;

use crate::dossier::{Fields, FseFacts};
use crate::error::{Error, Kind, Result};
use crate::piece::Medium;

/// The whole specification.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// Number of the first lot.
    pub lot_number: u32,
    /// The moment that manifests name, seconds since 1970-01-01 UTC; the host's clock when absent.
    #[serde(default)]
    pub created: Option<i64>,
    /// Pieces, each made once.
    pub pieces: Vec<PieceSpec>,
    /// Dossiers, which name pieces by `id`.
    pub dossiers: Vec<DossierSpec>,
}

/// A piece.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PieceSpec {
    /// Identifier.
    pub id: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Label.
    #[serde(default)]
    pub label: Option<String>,
    /// File of the PDF, beside the specification.
    #[serde(default)]
    pub pdf: Option<String>,
    /// `digital` (default), `paper` or `both`.
    #[serde(default)]
    pub medium: MediumName,
    /// When the operator confirmed legibility, seconds since 1970-01-01 UTC.
    #[serde(default)]
    pub confirmed_at: Option<i64>,
}

/// [`Medium`] by name.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediumName {
    /// In the lot.
    #[default]
    Digital,
    /// By post.
    Paper,
    /// Both ways.
    Both,
}

impl From<MediumName> for Medium {
    fn from(name: MediumName) -> Self {
        match name {
            MediumName::Digital => Medium::Digital,
            MediumName::Paper => Medium::Paper,
            MediumName::Both => Medium::Both,
        }
    }
}

/// A dossier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DossierSpec {
    /// Identifier.
    pub id: String,
    /// Its facture.
    pub facture: Fields,
    /// Identifiers of its pieces.
    pub pieces: Vec<String>,
    /// What is known of the FSE.
    #[serde(default)]
    pub fse: FseFacts,
    /// Taken out of SCOR.
    #[serde(default)]
    pub hors_scor: bool,
}

impl Spec {
    /// Reads JSON. Error: `lot.spec` with the line and what is wrong; values and keys are not quoted, they may be a
    /// patient's, but what should stand there is.
    pub fn parse(json: &[u8]) -> Result<Spec> {
        serde_json::from_slice(json).map_err(|e| {
            let reason = match e.classify() {
                serde_json::error::Category::Data => expectation(&e.to_string()),
                _ => "this is not JSON".to_owned(),
            };
            Error::new(Kind::LotSpec).with("line", e.line()).with("reason", reason)
        })
    }
}

/// What serde says after quoting the input: the names and types of this module, and nothing of the host's.
fn expectation(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(head, _)| head);
    if message.starts_with("missing field `") || message.starts_with("duplicate field `") {
        return message.to_owned();
    }
    let ours = message.rsplit_once(", expected ").map(|(_, ours)| ours);
    ours.map_or("a key is unknown, or a value has the wrong type".to_owned(), |ours| {
        format!("expected {ours}")
    })
}
