//! `scor profile check`: reads a bundle with a critical eye and says what a vendor still has to settle.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::Flaw;
use super::read::{Bundle, MAIN};
use super::{Profile, Row, parse, sample, template};
use crate::error::{Detail, Kind, Lang};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    /// File within the bundle, or `scor-public.toml` for what the bundle takes over from there.
    pub file: String,
    /// Line, from 1; 0 when a whole file is meant.
    pub line: i64,
    /// The key, where one is meant.
    pub key: String,
    /// What was found, in English.
    pub text: String,
}

impl Bundle {
    /// Everything worth telling about the bundle, errors first, then by line. Empty: nothing unproved, nothing
    /// unreached. Every template is tried on an invented lot.
    pub fn check(&self) -> Vec<Finding> {
        let text = match self.text(MAIN) {
            Ok(text) => text,
            Err(error) => return vec![Finding::error(MAIN, 0, "", error.message(Lang::En))],
        };
        let read = parse::read(text, Some(Profile::scor_public));
        let flaw = |f: &Flaw| {
            let message = f.error(MAIN, text).message(Lang::En);
            Finding::error(MAIN, f.line(text), &f.key, message)
        };
        let mut found: Vec<Finding> = read.flaws.iter().map(flaw).collect();
        if let Some(mut profile) = read.profile {
            let own = lines(text);
            for (key, template) in profile.templates_mut() {
                found.extend(self.try_out(&key, template, &own));
            }
            if found.is_empty() {
                let shipped = lines(parse::SHIPPED.1);
                let rows = profile.rows().into_iter().filter(|row| row.confidence.starts_with('C'));
                found.extend(rows.map(|row| unproved(row, &own, &shipped)));
            }
        }
        found.extend(self.unused());
        found.sort_by(|a, b| (a.severity, &a.file, a.line).cmp(&(b.severity, &b.file, b.line)));
        found
    }

    /// A finding about a key: an error where the bundle states it, else a warning about what it takes over.
    pub(crate) fn finding(&self, key: &str, text: String) -> Finding {
        let own = lines(self.text(MAIN).unwrap_or_default());
        let shipped = || place(&lines(parse::SHIPPED.1), key);
        let (severity, file, line) = match own.get(key) {
            Some(line) => (Severity::Error, MAIN, *line),
            None => (Severity::Warning, parse::SHIPPED.0, shipped()),
        };
        Finding { severity, ..Finding::error(file, line, key, text) }
    }

    /// What a template does wrong, at its line in the file that holds it.
    fn try_out(&self, key: &str, template: &mut String, own: &BTreeMap<String, usize>) -> Option<Finding> {
        let file = template.strip_prefix('@').map(str::to_owned);
        let tried = self.fill_in(key, template);
        let tried = tried.and_then(|()| template::render(key, template, sample::context(key)));
        let (line, text) = match tried {
            // Files have lines; everywhere else a break would end a header or a file name.
            Ok(text)
                if matches!(key, "files.manifest" | "arl.example") || !text.contains(char::is_control) =>
            {
                return None;
            }
            Ok(_) => (0, format!("{key} gives more than one line, or a control character")),
            Err(error) if error.kind() == Kind::ProfileTemplate => {
                let line = error.detail("line").map(Detail::to_string);
                (line.and_then(|line| line.parse().ok()).unwrap_or(0), error.message(Lang::En))
            }
            Err(error) => return Some(Finding::error(MAIN, place(own, key), key, error.message(Lang::En))),
        };
        match file {
            Some(file) => Some(Finding::error(&file, line, key, text)),
            None => Some(Finding::error(MAIN, place(own, key), key, text)),
        }
    }

    /// Files that nothing in the profile names.
    fn unused(&self) -> Vec<Finding> {
        let main = self.text(MAIN).unwrap_or_default();
        let stray = self.names().filter(|name| *name != MAIN && !main.contains(&format!("@{name}\"")));
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

impl Finding {
    fn error(file: &str, line: usize, key: &str, text: String) -> Finding {
        let line = i64::try_from(line).unwrap_or(0);
        Finding { severity: Severity::Error, file: file.to_owned(), line, key: key.to_owned(), text }
    }
}

/// Lines of all keys of a file.
fn lines(text: &str) -> BTreeMap<String, usize> {
    let Ok(table) = toml::de::DeTable::parse(text) else { return BTreeMap::new() };
    let spans = super::place::spans(table.get_ref()).into_iter();
    spans
        .map(|(key, span)| {
            let before = text.get(..span.start).unwrap_or_default();
            (key, before.matches('\n').count() + 1)
        })
        .collect()
}

fn place(lines: &BTreeMap<String, usize>, key: &str) -> usize {
    lines.get(key).copied().unwrap_or(0)
}

/// A value that is not proved, where it is stated: in the bundle, or still in the shipped profile.
fn unproved(row: Row, own: &BTreeMap<String, usize>, shipped: &BTreeMap<String, usize>) -> Finding {
    let (file, line) = match own.get(&row.key) {
        Some(line) => (MAIN, *line),
        None => (parse::SHIPPED.0, place(shipped, &row.key)),
    };
    Finding {
        severity: Severity::Warning,
        file: file.into(),
        line: i64::try_from(line).unwrap_or(0),
        text: format!("{} is not proved: {}", row.key, row.source),
        key: row.key,
    }
}
