//! Records of fixed widths as data: `name:width` after `name:width`, in characters; `_` for what is passed over.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Fields of one record at most, and characters of one field: no known record comes near.
const MAX_FIELDS: usize = 200;
const MAX_WIDTH: usize = 1000;

/// The fields of a record in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout(Vec<(String, usize)>);

impl Layout {
    /// Name and width of each field, in order; the name `_` for what is passed over.
    pub fn fields(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(name, width)| (name.as_str(), *width))
    }

    /// Characters of a whole record.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, width)| width).sum()
    }

    /// Is there a field of that name?
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    fn parse(text: &str) -> Option<Layout> {
        let field = |word: &str| {
            let (name, width) = word.split_once(':')?;
            let width = width.parse().ok().filter(|w| (1..=MAX_WIDTH).contains(w))?;
            let fine = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            fine.then(|| (name.to_owned(), width))
        };
        let fields: Option<Vec<_>> = text.split_ascii_whitespace().map(field).collect();
        fields.filter(|fields| fields.len() <= MAX_FIELDS).map(Layout)
    }
}

impl std::fmt::Display for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<String> = self.0.iter().map(|(name, width)| format!("{name}:{width}")).collect();
        f.write_str(&words.join(" "))
    }
}

impl Serialize for Layout {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Layout {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let expected = "expected fields as \"name:width name:width\", widths from 1 to 1000";
        Layout::parse(&text).ok_or_else(|| serde::de::Error::custom(expected))
    }
}

/// How a text falls into records: `line`, `whole`, `end:@` (records end with that text) or `every:128` (characters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// A record a line; empty lines are none.
    Line,
    /// The patterns are looked for all over the text.
    Whole,
    /// Each record ends with that text.
    End(String),
    /// Each record has so many characters.
    Every(usize),
}

impl std::fmt::Display for Split {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Split::Line => f.write_str("line"),
            Split::Whole => f.write_str("whole"),
            Split::End(end) => write!(f, "end:{end}"),
            Split::Every(width) => write!(f, "every:{width}"),
        }
    }
}

impl Serialize for Split {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Split {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let split = match (text.as_str(), text.split_once(':')) {
            ("line", _) => Some(Split::Line),
            ("whole", _) => Some(Split::Whole),
            (_, Some(("end", end))) if (1..=8).contains(&end.len()) => Some(Split::End(end.to_owned())),
            (_, Some(("every", width))) => {
                width.parse().ok().filter(|w| (1..=10_000).contains(w)).map(Split::Every)
            }
            _ => None,
        };
        let expected = "expected \"line\", \"whole\", \"end:TEXT\" or \"every:NUMBER\"";
        split.ok_or_else(|| serde::de::Error::custom(expected))
    }
}

/// Characters of a returned text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 when it is that, else ISO 8859-1.
    Auto,
    /// UTF-8.
    Utf8,
    /// ISO 8859-1.
    Latin1,
    /// ASCII.
    Ascii,
}

/// How a date is written; two digits of a year are of this century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateForm {
    /// 261231.
    #[serde(rename = "AAMMJJ")]
    Aammjj,
    /// 20261231.
    #[serde(rename = "AAAAMMJJ")]
    Aaaammjj,
    /// 31122026.
    #[serde(rename = "JJMMAAAA")]
    Jjmmaaaa,
    /// 2026-12-31.
    #[serde(rename = "AAAA-MM-JJ")]
    Iso,
    /// 31/12/2026.
    #[serde(rename = "JJ/MM/AAAA")]
    Slashes,
}
