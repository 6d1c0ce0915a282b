//! The facture that a dossier belongs to: what is known of the FSE, without its acts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Nir;
use crate::error::{Error, Kind, Result};

/// How the FSE was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// With the patient's card.
    Securise,
    /// Without it: the feuille de soins signed on paper belongs to it.
    Degrade,
}

/// Where a prescription under a demande d'accord préalable stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dap {
    /// No accord préalable.
    #[default]
    None,
    /// This is the first facture under it: the prescription goes with it (S1).
    FirstInvoice,
    /// A later one: the prescription went with the first.
    LaterInvoice,
}

/// The fields, as the host gives them; [`Facture::new`] checks them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Emitter type, 2 characters, such as `TP`.
    pub emitter_type: String,
    /// Emitter number, 14 digits.
    pub emitter: String,
    /// Number of the facture, up to 9 digits.
    pub invoice: String,
    /// Number of the FSE's lot, 3 digits.
    pub fse_lot: String,
    /// Date of the FSE's lot, `YYYY-MM-DD`.
    pub fse_date: String,
    /// How the FSE was made.
    pub mode: Mode,
    /// Regime of the recipient, 2 characters.
    pub regime: String,
    /// Caisse of the recipient, 3 characters.
    pub caisse: String,
    /// Centre of the recipient, 4 characters; empty when the caisse has none.
    #[serde(default)]
    pub centre: String,
    /// Date of the care, `YYYY-MM-DD`.
    pub care_date: String,
    /// Accord préalable.
    #[serde(default)]
    pub dap: Dap,
    /// The prescription is an ordonnance numérique that the caisse has already: nothing to scan (L7).
    #[serde(default)]
    pub ordonnance_numerique: bool,
    /// Number of paper ordonnances that the facture bills.
    #[serde(default = "one")]
    pub ordonnances: u32,
    /// Test flow, not production.
    #[serde(default)]
    pub test: bool,
    /// NIR and key of the insured, where the vendor's profile needs it.
    #[serde(default, skip_serializing)]
    pub nir: Option<NirText>,
}

fn one() -> u32 {
    1
}

/// A NIR as text on its way in; not printed.
#[derive(Clone)]
pub struct NirText(pub zeroize::Zeroizing<String>);

impl<'de> Deserialize<'de> for NirText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| NirText(text.into()))
    }
}

impl std::fmt::Debug for NirText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NirText(…)")
    }
}

/// A checked facture.
#[derive(Clone, Debug)]
pub struct Facture {
    fields: Fields,
    fse_date: Date,
    care_date: Date,
    nir: Option<Nir>,
}

impl Facture {
    /// Checks every field. Errors: `facture.field` with the field's name, `facture.nir`.
    pub fn new(mut fields: Fields) -> Result<Facture> {
        let digits = |text: &str, least: usize, most: usize| {
            (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        let code = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_alphanumeric());
        let checks = [
            ("emitter_type", code(&fields.emitter_type, 2)),
            ("emitter", digits(&fields.emitter, 14, 14)),
            ("invoice", digits(&fields.invoice, 1, 9)),
            ("fse_lot", digits(&fields.fse_lot, 3, 3)),
            ("regime", code(&fields.regime, 2)),
            ("caisse", code(&fields.caisse, 3)),
            ("centre", fields.centre.is_empty() || code(&fields.centre, 4)),
            ("ordonnances", fields.ordonnances <= 20),
        ];
        if let Some((field, _)) = checks.iter().find(|(_, fine)| !fine) {
            return Err(Error::new(Kind::FactureField).with("field", *field));
        }
        let (fse_date, care_date) =
            (date("fse_date", &fields.fse_date)?, date("care_date", &fields.care_date)?);
        let nir = fields.nir.take().map(|text| Nir::parse(&text.0)).transpose()?;
        Ok(Facture { fields, fse_date, care_date, nir })
    }

    /// The fields, without the NIR.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Date of the FSE's lot.
    pub fn fse_date(&self) -> Date {
        self.fse_date
    }

    /// Date of the care.
    pub fn care_date(&self) -> Date {
        self.care_date
    }

    /// The insured's NIR, if the host gave it.
    pub fn nir(&self) -> Option<&Nir> {
        self.nir.as_ref()
    }

    /// Regime and caisse, five characters.
    pub fn organism(&self) -> String {
        format!("{}{}", self.fields.regime, self.fields.caisse)
    }
}

fn date(field: &'static str, text: &str) -> Result<Date> {
    // The parser takes other forms of ISO 8601 too; one spelling keeps lots together.
    let parsed = text.parse::<Date>().ok().filter(|d| d.to_string() == text);
    parsed.ok_or_else(|| Error::new(Kind::FactureField).with("field", field))
}
