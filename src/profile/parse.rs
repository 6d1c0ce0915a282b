//! TOML to a profile: the shipped file, or a bundle's laid over it. Every fault is kept with its place, so that a
//! check can tell all of them at once.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

use super::Profile;
use super::entry::{Flaw, Raw};
use super::feries::{self, Ferie};
use super::incidents::{self, Incident};
use super::place;
use super::retours::{ArlCode, ArlRecord, NoemieEntity, ReturnPatch};
use super::sections::{self, Patches, filled};
use super::types::{PiecePatch, Returned};
use crate::error::Kind;

/// The shipped file, for its text and for messages about it.
pub(super) const SHIPPED: (&str, &str) =
    ("scor-public.toml", include_str!("../../profiles/scor-public.toml"));
/// A check tells so many faults of one file; who has more starts with those.
const MAX_FLAWS: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    version: String,
    about: String,
    #[serde(default)]
    extends: Option<Spanned<String>>,
    #[serde(default)]
    piece: PiecePatch,
    #[serde(default)]
    returns: Vec<Spanned<Returned>>,
    #[serde(default)]
    arl_records: Vec<Spanned<ArlRecord>>,
    #[serde(default)]
    arl_codes: Vec<Spanned<ArlCode>>,
    #[serde(default)]
    noemie_entities: Vec<Spanned<NoemieEntity>>,
    #[serde(default)]
    incidents: Vec<Spanned<Incident>>,
    #[serde(default)]
    feries: Vec<Spanned<Ferie>>,
    #[serde(default)]
    headers: BTreeMap<String, Raw<String>>,
    #[serde(default)]
    image: sections::ImagePatch,
    #[serde(default)]
    gate: sections::GatePatch,
    #[serde(default)]
    pdf: sections::PdfPatch,
    #[serde(default)]
    send: sections::SendPatch,
    #[serde(default)]
    lot: sections::LotPatch,
    #[serde(default)]
    crypto: sections::CryptoPatch,
    #[serde(default)]
    mail: sections::MailPatch,
    #[serde(default)]
    files: sections::FilesPatch,
    #[serde(default)]
    suivi: sections::SuiviPatch,
    #[serde(default)]
    arl: sections::ArlPatch,
    #[serde(default)]
    noemie: sections::NoemiePatch,
}

/// What a file holds: a profile, unless it is no TOML, and what is wrong with it, by line.
pub(super) struct Read {
    pub(super) profile: Option<Profile>,
    pub(super) flaws: Vec<Flaw>,
}

/// The shipped profile. A test reads it, so that a fault in it cannot be released; without it nothing works.
#[allow(clippy::expect_used)] // the file is compiled in: it is right or the build's tests fail
pub(super) fn shipped() -> Profile {
    let read = read(SHIPPED.1, None);
    read.profile.filter(|_| read.flaws.is_empty()).expect("the shipped profile is whole")
}

/// Reads one file; with a base, what the file leaves out comes from there.
pub(super) fn read(text: &str, base: Option<fn() -> Profile>) -> Read {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut flaws: Vec<Flaw> = broken.iter().take(MAX_FLAWS).map(|e| syntax(e, on_line(text, e))).collect();
    let mut profile = None;
    if flaws.is_empty()
        && let Some(file) = typed(table.clone(), text, &mut flaws)
    {
        file.flaws(base.is_some(), &mut flaws);
        profile = file.over(base);
    }
    if let Some(profile) = &profile {
        flaws.extend(impossible_together(profile, table.get_ref()));
    }
    flaws.sort_by_key(|flaw| flaw.span.as_ref().map_or(0, |span| span.start));
    Read { profile, flaws }
}

/// The file's values; entries that are unknown or of the wrong type are noted and left out.
fn typed(mut table: Spanned<DeTable<'_>>, text: &str, flaws: &mut Vec<Flaw>) -> Option<File> {
    loop {
        let error = match File::deserialize(toml::de::Deserializer::from(table.clone())) {
            Ok(file) => return Some(file),
            Err(error) => error,
        };
        let removed = error.span().and_then(|span| place::remove(table.get_mut(), &span));
        let whole = removed.is_none() || flaws.len() >= MAX_FLAWS;
        flaws.push(syntax(&error, removed.unwrap_or_else(|| on_line(text, &error))));
        if whole {
            return None;
        }
    }
}

fn syntax(error: &toml::de::Error, key: String) -> Flaw {
    let reason = error.message().lines().next().unwrap_or_default().to_owned();
    Flaw { kind: Kind::ProfileSyntax, span: error.span(), key, reason }
}

/// What stands left of `=` on the line of an error that belongs to no key.
fn on_line(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.split('=').next().unwrap_or_default().trim().trim_matches(['[', ']']).to_owned()
}

impl File {
    fn flaws(&self, has_base: bool, found: &mut Vec<Flaw>) {
        self.sections().flaws(found);
        self.piece.flaws(found);
        for (name, raw) in &self.headers {
            raw.judge(&format!("headers.{name}"), filled, found);
            let token = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            if name.is_empty() || !token {
                found.push(Flaw::value(
                    raw.value.span(),
                    &format!("headers.{name}"),
                    "is no name of a header",
                ));
            }
        }
        for returned in &self.returns {
            if let Some(reason) = returned.get_ref().flaw() {
                found.push(Flaw::value(returned.span(), "returns", reason));
            }
        }
        self.return_rules().flaws(found);
        incidents::flaws(&self.incidents, found);
        feries::flaws(&self.feries, found);
        let known = self.extends.as_ref().is_some_and(|name| name.get_ref() == "scor-public");
        if has_base != known {
            let span = self.extends.as_ref().map(Spanned::span);
            let reason = "extends must be \"scor-public\", the profile that is shipped".to_owned();
            found.push(Flaw { kind: Kind::ProfileBase, span, key: "extends".to_owned(), reason });
        }
    }

    fn over(self, base: Option<fn() -> Profile>) -> Option<Profile> {
        let (patches, return_rules, piece) = (self.sections(), self.return_rules(), self.piece);
        let headers = self.headers.into_iter().map(|(header, raw)| (header, raw.entry()));
        let returns = self.returns.into_iter().map(Spanned::into_inner);
        let Some(base) = base else {
            let (sections, piece) = (patches.whole()?, piece.whole()?);
            let (headers, returns) = (headers.collect(), returns.collect());
            let (id, version, about) = (self.id, self.version, self.about);
            let (incidents, feries) = (self.incidents.into_iter(), self.feries.into_iter());
            let incidents = incidents.map(Spanned::into_inner).collect();
            let feries = feries.map(Spanned::into_inner).collect();
            let return_rules = return_rules.whole();
            return Some(Profile {
                id,
                version,
                about,
                sections,
                piece,
                headers,
                returns,
                return_rules,
                incidents,
                feries,
            });
        };
        let mut profile = base();
        (profile.id, profile.version, profile.about) = (self.id, self.version, self.about);
        patches.over(&mut profile.sections);
        piece.over(&mut profile.piece);
        profile.headers.extend(headers);
        return_rules.over(&mut profile.return_rules);
        incidents::over(self.incidents, &mut profile.incidents);
        feries::over(self.feries, &mut profile.feries);
        profile.returns.splice(0..0, returns); // the bundle's patterns are asked first
        Some(profile)
    }

    fn sections(&self) -> Patches {
        Patches {
            image: self.image.clone(),
            gate: self.gate.clone(),
            pdf: self.pdf.clone(),
            send: self.send.clone(),
            lot: self.lot.clone(),
            crypto: self.crypto.clone(),
            mail: self.mail.clone(),
            files: self.files.clone(),
            suivi: self.suivi.clone(),
            arl: self.arl.clone(),
            noemie: self.noemie.clone(),
        }
    }

    fn return_rules(&self) -> ReturnPatch {
        ReturnPatch {
            arl_records: self.arl_records.clone(),
            arl_codes: self.arl_codes.clone(),
            noemie_entities: self.noemie_entities.clone(),
        }
    }
}

/// Values that are possible one by one and impossible together, at the one of them that the file states.
fn impossible_together(profile: &Profile, table: &DeTable<'_>) -> Vec<Flaw> {
    let (image, lot) = (&profile.sections.image, &profile.sections.lot);
    let digits = 10u64.checked_pow(lot.number_width.value).unwrap_or(u64::MAX);
    let rules = [
        (
            image.min_dpi.value > image.target_dpi.value,
            ["image.min_dpi", "image.target_dpi"],
            "image.min_dpi is above image.target_dpi",
        ),
        (
            lot.number_min.value > lot.number_max.value,
            ["lot.number_min", "lot.number_max"],
            "lot.number_min is above lot.number_max",
        ),
        (
            u64::from(lot.number_max.value) >= digits,
            ["lot.number_max", "lot.number_width"],
            "lot.number_max has more digits than lot.number_width",
        ),
    ];
    let places = place::spans(table);
    let broken = rules.into_iter().filter(|(broken, ..)| *broken);
    let flaws = broken.map(|(_, [one, other], reason)| {
        let key = if places.contains_key(one) { one } else { other };
        let span = places.get(key).cloned();
        Flaw { kind: Kind::ProfileValue, span, key: key.to_owned(), reason: reason.to_owned() }
    });
    flaws.collect()
}
