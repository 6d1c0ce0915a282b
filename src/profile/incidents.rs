//! Deadlines of incidents as data: sources agree on five working days and not on the day that they run from.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Row;
use super::entry::{Flaw, NO_CONFIDENCE, is_confidence};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// The piece could not be digitised.
    Digitisation,
    /// The lot could not be sent, or no ARL came.
    Sending,
    /// The caisse asked for the piece again.
    AskedAgain,
}

/// The event from which a deadline runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartEvent {
    /// The first attempt to digitise.
    FirstDigitisation,
    /// The first attempt to transmit.
    FirstTransmission,
}

/// Which days a deadline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoursComptes {
    /// Monday to Friday without holidays.
    Ouvres,
    /// Monday to Saturday without holidays.
    Ouvrables,
    /// Every day.
    Calendaires,
}

/// A profession that SCOR knows, where a rule depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// Infirmier.
    Infirmier,
    /// Masseur-kinésithérapeute.
    Kinesitherapeute,
    /// Orthophoniste.
    Orthophoniste,
    /// Orthoptiste.
    Orthoptiste,
    /// Sage-femme.
    SageFemme,
    /// Pédicure-podologue.
    PedicurePodologue,
    /// Pharmacien.
    Pharmacien,
    /// Opticien.
    Opticien,
    /// Audioprothésiste.
    Audioprothesiste,
    /// Any other supplier of the LPP list.
    Fournisseur,
    /// Laboratoire.
    Laboratoire,
    /// Transporteur sanitaire.
    Transporteur,
    /// Clinic.
    Clinique,
}

/// How long an incident may last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// What a bundle names it by to replace it.
    pub code: String,
    /// What went wrong.
    pub incident: IncidentKind,
    /// For these professions; for all others when empty.
    #[serde(default)]
    pub professions: Vec<Profession>,
    /// What the days run from; the day itself does not count.
    pub from: StartEvent,
    /// How many days.
    pub days: u32,
    /// Which days.
    pub count: JoursComptes,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// The rule for an incident: the one that names the profession, else the general one.
pub(super) fn rule(
    all: &[Incident],
    incident: IncidentKind,
    profession: Option<Profession>,
) -> Option<&Incident> {
    let of_kind = || all.iter().filter(move |rule| rule.incident == incident);
    let named = of_kind().find(|rule| profession.is_some_and(|p| rule.professions.contains(&p)));
    named.or_else(|| of_kind().find(|rule| rule.professions.is_empty()))
}

impl Incident {
    pub(super) fn row(&self) -> Row {
        let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let (count, from) = (word(serde_json::json!(self.count)), word(serde_json::json!(self.from)));
        let whom: Vec<String> =
            self.professions.iter().map(|p| format!(", {}", word(serde_json::json!(p)))).collect();
        Row {
            key: format!("incidents.{}", self.code),
            value: format!("{} jours {count} after {from}{}", self.days, whom.concat()),
            source: self.source.clone(),
            confidence: self.confidence.clone(),
        }
    }
}

/// What is wrong with the rules of one file.
pub(super) fn flaws(all: &[Spanned<Incident>], found: &mut Vec<Flaw>) {
    for (at, spanned) in all.iter().enumerate() {
        let rule = spanned.get_ref();
        let mut flaw = |wrong: bool, reason: &str| {
            if wrong {
                found.push(Flaw::value(spanned.span(), "incidents", reason));
            }
        };
        flaw(rule.code.trim().is_empty(), "code is empty");
        flaw(!(1..=365).contains(&rule.days), "days is not between 1 and 365");
        flaw(!is_confidence(&rule.confidence), NO_CONFIDENCE);
        flaw(all.iter().take(at).any(|other| other.get_ref().code == rule.code), "code stands twice");
    }
}

/// Rules of a bundle replace those of the same code; new ones are asked before the shipped ones.
pub(super) fn over(all: Vec<Spanned<Incident>>, base: &mut Vec<Incident>) {
    let mut new = Vec::new();
    for rule in all.into_iter().map(Spanned::into_inner) {
        match base.iter_mut().find(|known| known.code == rule.code) {
            Some(known) => *known = rule,
            None => new.push(rule),
        }
    }
    base.splice(0..0, new);
}
