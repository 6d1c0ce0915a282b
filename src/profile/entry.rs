//! One value of a profile: what it is, where that is read, how sure it is.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::error::{Error, Kind};

/// A value with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry<T> {
    /// The value in force.
    pub value: T,
    /// Where it is read; for a bundle, what its author writes.
    pub source: String,
    /// A verified, B inferred, C not public; then H, M or L.
    pub confidence: String,
}

/// An entry as a file has it: the place is kept for messages.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw<T> {
    pub(super) value: Spanned<T>,
    pub(super) source: String,
    pub(super) confidence: Spanned<String>,
}

impl<T> Raw<T> {
    /// Is the value impossible, or its confidence none?
    pub(super) fn judge(&self, key: &str, check: fn(&T) -> Option<&'static str>, found: &mut Vec<Flaw>) {
        if let Some(reason) = check(self.value.get_ref()) {
            found.push(Flaw::value(self.value.span(), key, reason));
        }
        if !is_confidence(self.confidence.get_ref()) {
            found.push(Flaw::value(self.confidence.span(), key, NO_CONFIDENCE));
        }
    }

    pub(super) fn entry(self) -> Entry<T> {
        let (value, confidence) = (self.value.into_inner(), self.confidence.into_inner());
        Entry { value, source: self.source, confidence }
    }
}

/// What is said of a confidence that is none.
pub(super) const NO_CONFIDENCE: &str = "confidence is A, B or C, then /H, /M or /L";

/// Is it one of A, B, C with an optional strength?
pub(super) fn is_confidence(text: &str) -> bool {
    let (grade, strength) = text.split_once('/').unwrap_or((text, "H"));
    matches!(grade, "A" | "B" | "C") && matches!(strength, "H" | "M" | "L" | "M–H")
}

/// A limit that may be absent: `"none"` or a number of at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound(pub Option<u64>);

impl Bound {
    /// Does `n` keep the bound?
    pub fn allows(self, n: u64) -> bool {
        self.0.is_none_or(|limit| n <= limit)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("none"),
            Some(n) => write!(f, "{n}"),
        }
    }
}

impl Serialize for Bound {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            None => serializer.serialize_str("none"),
            Some(n) => serializer.serialize_u64(n),
        }
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Number(u64),
            Word(String),
        }
        match Form::deserialize(deserializer) {
            Ok(Form::Number(n)) if n > 0 => Ok(Bound(Some(n))),
            Ok(Form::Word(word)) if word == "none" => Ok(Bound(None)),
            _ => Err(serde::de::Error::custom("expected \"none\" or a number of at least 1")),
        }
    }
}

/// A fault in a file: where, and what.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    pub(super) kind: Kind,
    pub(super) span: Option<Range<usize>>,
    pub(super) key: String,
    pub(super) reason: String,
}

impl Flaw {
    /// An impossible value of a key.
    pub(super) fn value(span: Range<usize>, key: &str, reason: &str) -> Flaw {
        Flaw { kind: Kind::ProfileValue, span: Some(span), key: key.to_owned(), reason: reason.to_owned() }
    }

    /// The line that it is on, from 1; the first one for what is not there at all.
    pub(super) fn line(&self, text: &str) -> usize {
        let before = self.span.as_ref().and_then(|span| text.get(..span.start)).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    pub(super) fn error(&self, file: &'static str, text: &str) -> Error {
        let error = Error::new(self.kind).with("file", file).with("line", self.line(text));
        error.with("key", self.key.clone()).with("reason", self.reason.clone())
    }
}
