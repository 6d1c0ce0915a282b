//! The profile's description of an ARL, made ready: which record is which, what its fields are, what its code asks for.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::arl::Alerte;
use super::texte::{Champs, misfit};
use crate::error::{Error, Kind, Result};
use crate::profile::{
    ARL_FIELDS, Action, ArlCode, ArlRecord, ArlRole, DateForm, Encoding, FaultName, Layout, Profile, Split,
};

/// Records of one ARL.
const MAX_RECORDS: usize = 50_000;

/// How ARL are read.
pub(super) struct Grammaire {
    pub(super) encoding: Encoding,
    pub(super) dates: DateForm,
    split: Split,
    positive: Regex,
    negative: Regex,
    records: Vec<Motif>,
    codes: BTreeMap<String, ArlCode>,
}

/// A kind of record.
struct Motif {
    role: ArlRole,
    form: Form,
}

enum Form {
    Pattern(Regex),
    Widths(String, Layout),
}

/// A record that was read.
pub(super) struct Lu {
    pub(super) role: ArlRole,
    pub(super) champs: Champs,
}

/// What sign and code of a verdict come to.
pub(super) struct Judged {
    pub(super) positive: bool,
    pub(super) label: Option<String>,
    pub(super) action: Action,
    pub(super) fault: Option<FaultName>,
    pub(super) alerte: Option<Alerte>,
}

impl Grammaire {
    /// Error: `profile.value` for a pattern that is none; a profile that was read has none such.
    pub(super) fn new(profile: &Profile) -> Result<Grammaire> {
        let arl = &profile.sections.arl;
        let records = profile.return_rules.arl_records.iter().map(Motif::new);
        let codes = profile.return_rules.arl_codes.iter();
        Ok(Grammaire {
            encoding: arl.encoding.value,
            dates: arl.dates.value,
            split: arl.split.value.clone(),
            positive: regex("arl.positive", &arl.positive.value)?,
            negative: regex("arl.negative", &arl.negative.value)?,
            records: records.collect::<Result<_>>()?,
            codes: codes.map(|code| (code.code.clone(), code.clone())).collect(),
        })
    }

    pub(super) fn has_end(&self) -> bool {
        self.records.iter().any(|motif| motif.role == ArlRole::End)
    }

    /// The records of a text in order. One that no motif fits is an error.
    pub(super) fn records(&self, text: &str) -> Result<Vec<Lu>> {
        let whole: String;
        let pieces: Vec<(usize, &str)> = match &self.split {
            Split::Whole => return self.all_over(text),
            Split::Line => numbered(text.lines()).collect(),
            Split::End(end) => {
                let (body, rest) = text.rsplit_once(end.as_str()).unwrap_or(("", text));
                let pieces: Vec<_> = numbered(body.split(end.as_str())).collect();
                match rest.trim().is_empty() {
                    true => pieces,
                    false => return Err(Error::new(Kind::RetourTruncated).with("record", pieces.len())),
                }
            }
            Split::Every(width) => {
                whole = text.chars().filter(|c| !matches!(c, '\r' | '\n' | '\0' | '\x1a')).collect();
                chunks(&whole, *width)?
            }
        };
        if pieces.len() > MAX_RECORDS {
            return Err(too_many());
        }
        let read = |(at, piece): (usize, &str)| {
            let fitting = self.records.iter().find_map(|motif| motif.read(at, piece));
            fitting.ok_or_else(|| misfit(at, "no record of the profile is like it"))
        };
        pieces.into_iter().map(read).collect()
    }

    /// Every place in the text that a pattern fits, in order of place.
    fn all_over(&self, text: &str) -> Result<Vec<Lu>> {
        let mut found = Vec::new();
        for motif in &self.records {
            let Form::Pattern(pattern) = &motif.form else { continue };
            for captures in pattern.captures_iter(text) {
                found.push((captures.get(0).map_or(0, |m| m.start()), motif.role, fields(&captures)));
                if found.len() > MAX_RECORDS {
                    return Err(too_many());
                }
            }
        }
        found.sort_by_key(|(start, ..)| *start);
        let numbered = found.into_iter().enumerate();
        Ok(numbered
            .map(|(at, (_, role, fields))| {
                let mut champs = Champs::new(at + 1);
                fields.iter().for_each(|(name, value)| champs.add(name, value));
                Lu { role, champs }
            })
            .collect())
    }

    /// What sign and code come to. An explicit sign decides; without one, the code does. A refusal whose code is
    /// unknown asks for a new lot: keeping quiet about it would lose the piece.
    pub(super) fn judge(&self, champs: &Champs, code: Option<&str>) -> Result<Judged> {
        let known = code.and_then(|code| self.codes.get(code));
        let sign = match champs.get("sign") {
            None => None,
            Some(sign) if self.positive.is_match(sign) => Some(true),
            Some(sign) if self.negative.is_match(sign) => Some(false),
            Some(_) => return Err(champs.wrong("sign")),
        };
        if sign.is_none() && code.is_none() {
            return Err(champs.wrong("code"));
        }
        let accepts = known.map(|known| known.action == Action::Archive);
        let positive = sign.or(accepts).unwrap_or(false);
        let (action, alerte) = match (positive, known) {
            (_, Some(known)) if accepts == Some(positive) => (known.action, None),
            // The more careful of the two is done.
            (true, Some(known)) => (known.action, Some(Alerte::SigneContraire)),
            (false, Some(_)) => (Action::Rebuild, Some(Alerte::SigneContraire)),
            (true, None) => (Action::Archive, code.map(|_| Alerte::CodeInconnu)),
            (false, None) => (Action::Rebuild, Some(Alerte::CodeInconnu)),
        };
        let label = known.map(|known| known.label.clone());
        Ok(Judged { positive, label, action, fault: known.and_then(|known| known.fault), alerte })
    }
}

impl Motif {
    fn new(record: &ArlRecord) -> Result<Motif> {
        let form = match record.pattern.is_empty() {
            true => Form::Widths(record.starts.clone(), record.fields.clone()),
            false => Form::Pattern(regex("arl_records", &record.pattern)?),
        };
        Ok(Motif { role: record.role, form })
    }

    fn read(&self, at: usize, piece: &str) -> Option<Lu> {
        let champs = match &self.form {
            Form::Widths(starts, layout) => Champs::cut(at, piece.strip_prefix(starts.as_str())?, layout),
            Form::Pattern(pattern) => {
                let mut champs = Champs::new(at);
                fields(&pattern.captures(piece)?).iter().for_each(|(name, value)| champs.add(name, value));
                champs
            }
        };
        Some(Lu { role: self.role, champs })
    }
}

fn fields<'a>(captures: &regex_lite::Captures<'a>) -> Vec<(&'static str, &'a str)> {
    let field = |name: &&'static str| Some((*name, captures.name(name)?.as_str()));
    ARL_FIELDS.iter().filter_map(field).collect()
}

/// Pieces that are not blank, each with its place from 1.
fn numbered<'a>(pieces: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (usize, &'a str)> {
    let trimmed = pieces.map(|piece| piece.trim_matches(['\r', '\n', '\0', '\x1a']));
    trimmed.enumerate().map(|(at, piece)| (at + 1, piece)).filter(|(_, piece)| !piece.trim().is_empty())
}

/// Pieces of so many characters; a rest that is not blank is a record cut short.
fn chunks(text: &str, width: usize) -> Result<Vec<(usize, &str)>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.trim().is_empty() {
        let end = rest.char_indices().map(|(at, c)| at + c.len_utf8()).nth(width.saturating_sub(1));
        let Some((piece, after)) = end.and_then(|end| rest.split_at_checked(end)) else {
            return Err(Error::new(Kind::RetourTruncated).with("record", pieces.len()));
        };
        pieces.push((pieces.len() + 1, piece));
        rest = after;
        if pieces.len() > MAX_RECORDS {
            return Err(too_many());
        }
    }
    Ok(pieces)
}

fn too_many() -> Error {
    Error::new(Kind::RetourTooMany).with("limit", MAX_RECORDS)
}

pub(super) fn regex(key: &'static str, pattern: &str) -> Result<Regex> {
    Regex::new(pattern).map_err(|_| {
        let error = Error::new(Kind::ProfileValue).with("file", "profile.toml").with("line", 0);
        error.with("key", key).with("reason", "is not a regular expression")
    })
}
