//! `scor profile check` for returns: an ARL that the bundle's own template writes must be read back as what it says.

use super::{Arl, Reader, Retour, banc};
use crate::error::{Lang, Result};
use crate::mail::Bounds;
use crate::profile::{ArlRole, Bundle, Finding, Profile, Severity};

const KEY: &str = "arl.example";

/// Everything that [`Bundle::check`] finds, and whether the layout of the ARL reads what its example writes.
pub fn check(bundle: &Bundle) -> Vec<Finding> {
    let mut found = bundle.check();
    if found.iter().any(|f| f.severity == Severity::Error) {
        return found;
    }
    if let Ok(profile) = bundle.profile() {
        let wrong = match read_back(&profile) {
            Ok(reason) => reason.map(str::to_owned),
            Err(error) => Some(error.message(Lang::En)),
        };
        if let Some(reason) = wrong {
            let text = format!("the example of an ARL is not read back as it was written: {reason}");
            // An example of the bundle's own is wrong; the shipped one only does not suit its records.
            found.insert(0, bundle.finding(KEY, text));
            found.sort_by_key(|f| f.severity);
        }
    }
    found
}

/// What is lost on the way, if anything.
fn read_back(profile: &Profile) -> Result<Option<&'static str>> {
    let sample = crate::profile::sample::arl();
    let written = banc::render(profile, &sample)?;
    let mut read = Vec::new();
    for retour in Reader::new(profile)?.read_content("arl", written.as_bytes(), &Bounds::default()) {
        match retour? {
            Retour::Arl(arl) => read.push(arl),
            _ => return Ok(Some("it is no ARL")),
        }
    }
    let [arl] = read.as_slice() else { return Ok(Some("one lot became several")) };
    Ok(compare(profile, arl, &sample))
}

/// Only what the layout has a record for can come back.
fn compare(profile: &Profile, arl: &Arl, sample: &serde_json::Value) -> Option<&'static str> {
    if Some(arl.cle.lot) != sample["lot"].as_str().and_then(|lot| lot.parse().ok()) {
        return Some("the number of the lot differs");
    }
    let date = arl.cle.date.map(|date| date.to_string());
    if date.is_some() && date.as_deref() != sample["lot_date"].as_str() {
        return Some("the date of the lot differs");
    }
    let emitter = arl.cle.emitter.as_deref();
    if emitter.is_some() && emitter != sample["emitter"].as_str().map(super::number).as_deref() {
        return Some("the emitter differs");
    }
    let role = |level: &str| match level {
        "lot" => ArlRole::Lot,
        "dossier" => ArlRole::Dossier,
        _ => ArlRole::Piece,
    };
    let records = &profile.return_rules.arl_records;
    let written = sample["verdicts"].as_array().into_iter().flatten().filter_map(|v| {
        let level = v["level"].as_str()?;
        let has = records.iter().any(|record| record.role == role(level));
        has.then(|| (role(level), v["positive"].as_bool().unwrap_or_default()))
    });
    let read = arl.verdicts.iter().map(|v| {
        let level = match v.level {
            super::Level::Lot => ArlRole::Lot,
            super::Level::Dossier => ArlRole::Dossier,
            super::Level::Piece => ArlRole::Piece,
        };
        (level, v.positive)
    });
    (!written.eq(read)).then_some("the verdicts differ")
}
