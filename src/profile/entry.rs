//! One value of a profile: what it is, where that is read, how sure it is.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

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
    pub(super) fn entry(self) -> Entry<T> {
        let (value, confidence) = (self.value.into_inner(), self.confidence.into_inner());
        Entry { value, source: self.source, confidence }
    }
}

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
    pub(super) span: Option<Range<usize>>,
    pub(super) reason: String,
}
