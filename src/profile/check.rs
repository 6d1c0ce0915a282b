//! `scor profile check`: reads a bundle with a critical eye and says what a vendor still has to settle.

use serde::Serialize;

use super::Row;
use super::read::{Bundle, MAIN};
use crate::error::{Detail, Lang};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The bundle cannot be used.
    Error,
    /// It can be used, but something in it is not proved or not reached.
    Warning,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// File within the bundle.
    pub file: String,
    /// Line, from 1; 0 when a whole file is meant.
    pub line: i64,
    /// The key, where one is meant.
    pub key: String,
    /// What was found, in English.
    pub text: String,
}

impl Bundle {
    /// Everything worth telling about the bundle, errors first. Empty: nothing unproved, nothing unreached.
    pub fn check(&self) -> Vec<Finding> {
        let profile = match self.profile() {
            Ok(profile) => profile,
            Err(error) => {
                let text = |name: &str| error.detail(name).map(Detail::to_string).unwrap_or_default();
                let line = text("line").parse().unwrap_or(0);
                let (file, key) = (text("file"), text("key"));
                let text = error.message(Lang::En);
                return vec![Finding { severity: Severity::Error, file, line, key, text }];
            }
        };
        let unproved = profile.rows().into_iter().filter(|row| row.confidence.starts_with('C')).map(unproved);
        let mut found: Vec<Finding> = unproved.collect();
        found.extend(self.unused());
        found
    }

    /// Files that nothing in the profile names.
    fn unused(&self) -> Vec<Finding> {
        let main = self.main_text();
        let stray = self.names().filter(|name| *name != MAIN && !main.contains(&format!("@{name}")));
        stray
            .map(|name| Finding {
                severity: Severity::Warning,
                file: name.to_owned(),
                line: 0,
                key: String::new(),
                text: format!("no value of {MAIN} names this file as @{name}"),
            })
            .collect()
    }
}

fn unproved(row: Row) -> Finding {
    Finding {
        severity: Severity::Warning,
        file: MAIN.into(),
        line: 0,
        text: format!("{} is not proved: {}", row.key, row.source),
        key: row.key,
    }
}
