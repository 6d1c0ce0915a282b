//! The options of `scor suivi`: names with one value each, and what stands at its place.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use scor::profile::{Profession, Territoire};

use super::super::recipient::Recipient;
use super::usage;
use crate::cli::Outcome;

/// Options with a value.
const VALUES: &[&str] = &[
    "key-file",
    "new-key-file",
    "profile",
    "territory",
    "profession",
    "now",
    "id",
    "type",
    "label",
    "medium",
    "context",
    "facture",
    "replace",
    "dossier",
    "emitter",
    "lot",
    "date",
    "code",
    "reason",
    "limit",
    "most",
    "from",
    "posted",
    "after",
    "head",
    "first-attempt",
    "since",
    "until",
];
/// Options without one.
const FLAGS: &[&str] = &["confirmed", "unbind", "reseal", "excel", "identifying"];

/// What the command line said.
#[derive(Default)]
pub(super) struct Options {
    pub(super) verb: Option<String>,
    pub(super) help: bool,
    /// `--piece`, which may stand several times.
    pub(super) pieces: Vec<String>,
    pub(super) recipient: Recipient,
    /// What is sealed to was named.
    pub(super) sealed: bool,
    pub(super) out: Option<PathBuf>,
    values: HashMap<&'static str, OsString>,
    flags: Vec<&'static str>,
    places: Vec<OsString>,
}

impl Options {
    pub(super) fn parse(mut args: lexopt::Parser) -> Outcome<Options> {
        use lexopt::Arg::{Long, Short, Value};
        use lexopt::ValueExt;
        let mut o = Options::default();
        while let Some(arg) = args.next()? {
            match arg {
                Short('h') | Long("help") => o.help = true,
                Short('o') => o.out = Some(args.value()?.into()),
                Long("piece") => o.pieces.push(args.value()?.string()?),
                Long("no-crl") => o.recipient.no_crl = true,
                Long(name) if Recipient::knows(name) => {
                    let name = name.to_owned();
                    o.sealed = true;
                    o.recipient.take(&name, args.value()?);
                }
                Long(name) => {
                    if let Some(flag) = FLAGS.iter().find(|f| **f == name) {
                        o.flags.push(flag);
                    } else if let Some(option) = VALUES.iter().find(|v| **v == name) {
                        o.values.insert(option, args.value()?);
                    } else {
                        return Err(Long(name).unexpected().into());
                    }
                }
                Value(verb) if o.verb.is_none() => o.verb = Some(verb.string()?),
                Value(value) => o.places.push(value),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(o)
    }

    /// The value of an option, as text.
    pub(super) fn text(&self, name: &str) -> Outcome<Option<&str>> {
        let text = |v: &OsString| v.to_str().map(str::to_owned);
        match self.values.get(name) {
            None => Ok(None),
            Some(value) if text(value).is_some() => Ok(value.to_str()),
            Some(_) => Err(usage("an option is not UTF-8")),
        }
    }

    pub(super) fn needed(&self, name: &str) -> Outcome<&str> {
        self.text(name)?.ok_or_else(|| usage(&format!("missing --{name}")))
    }

    pub(super) fn number(&self, name: &str, default: usize) -> Outcome<usize> {
        let number = self.text(name)?.map(|n| n.parse().map_err(|_| usage(&format!("--{name} N"))));
        number.unwrap_or(Ok(default))
    }

    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.values.get(name).map(PathBuf::from)
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.flags.contains(&name)
    }

    /// What stands at a place after the verb, from 0.
    pub(super) fn place(&self, at: usize, name: &str) -> Outcome<&OsStr> {
        self.places.get(at).map(OsString::as_os_str).ok_or_else(|| usage(&format!("missing {name}")))
    }

    pub(super) fn word(&self, at: usize, name: &str) -> Outcome<&str> {
        self.place(at, name)?.to_str().ok_or_else(|| usage("an argument is not UTF-8"))
    }

    /// The journal's number of a lot or return.
    pub(super) fn row(&self, at: usize, name: &str) -> Outcome<i64> {
        self.word(at, name)?.parse().map_err(|_| usage(&format!("{name} is a number")))
    }

    pub(super) fn places(&self) -> &[OsString] {
        &self.places
    }

    pub(super) fn territory(&self) -> Outcome<Territoire> {
        let name = self.text("territory")?.unwrap_or("metropole");
        let found = Territoire::ALL.into_iter().find(|t| t.name() == name);
        found.ok_or_else(|| usage("--territory metropole|alsace-moselle|guadeloupe|reunion|…"))
    }

    pub(super) fn profession(&self) -> Outcome<Option<Profession>> {
        let name = self.text("profession")?.map(serde_json::Value::from);
        let wrong = |_| usage("--profession infirmier|pharmacien|…");
        name.map(|name| serde_json::from_value(name).map_err(wrong)).transpose()
    }
}
