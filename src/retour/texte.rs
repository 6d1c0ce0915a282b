//! Returned bytes to text, dates and labels: bounded, and never a panic whatever came.

use jiff::civil::Date;
use serde::Serializer;

use crate::error::{Error, Kind, Result};
use crate::profile::{DateForm, Encoding, Layout};

/// Characters of a label or an identifier that are kept: NOEMIE has 86.
const MAX_TEXT: usize = 200;

/// The text of a return. A byte order mark is taken off.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Result<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wrong = |name: &'static str, at: usize| {
        Error::new(Kind::RetourEncoding).with("encoding", name).with("at", at)
    };
    let latin = || bytes.iter().map(|&b| char::from(b)).collect();
    match (encoding, std::str::from_utf8(bytes)) {
        (Encoding::Latin1, _) => Ok(latin()),
        (Encoding::Ascii, _) => match bytes.iter().position(|b| !b.is_ascii()) {
            Some(at) => Err(wrong("ASCII", at)),
            None => Ok(latin()),
        },
        (Encoding::Utf8 | Encoding::Auto, Ok(text)) => Ok(text.to_owned()),
        (Encoding::Utf8, Err(e)) => Err(wrong("UTF-8", e.valid_up_to())),
        (Encoding::Auto, Err(_)) => Ok(latin()),
    }
}

/// A date in that form; `None` for what is none.
pub(super) fn date(text: &str, form: DateForm) -> Option<Date> {
    let (text, order) = match form {
        DateForm::Aammjj => (format!("20{text}"), [0, 4, 6]),
        DateForm::Aaaammjj => (text.to_owned(), [0, 4, 6]),
        DateForm::Jjmmaaaa => (text.to_owned(), [4, 2, 0]),
        DateForm::Iso => (parted(text, '-', [4, 2, 2])?, [0, 4, 6]),
        DateForm::Slashes => (parted(text, '/', [2, 2, 4])?, [4, 2, 0]),
    };
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let [year, month, day] = order;
    let year = text.get(year..year + 4)?.parse().ok()?;
    Date::new(year, text.get(month..month + 2)?.parse().ok()?, text.get(day..day + 2)?.parse().ok()?).ok()
}

/// The parts of a date without their separators, when each has its length.
fn parted(text: &str, separator: char, lengths: [usize; 3]) -> Option<String> {
    let parts: Vec<&str> = text.split(separator).collect();
    let fits = parts.len() == 3 && parts.iter().zip(lengths).all(|(part, length)| part.len() == length);
    fits.then(|| parts.concat())
}

/// Text from outside for a screen: one line without control characters, of bounded length.
pub(super) fn clean(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_TEXT).collect();
    plain.trim().to_owned()
}

/// Serializes a date as `YYYY-MM-DD`, or null.
pub(super) fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

/// The fields of one record, trimmed; empty ones are absent.
pub(super) struct Champs {
    record: usize,
    fields: Vec<(String, String)>,
}

impl Champs {
    pub(super) fn new(record: usize) -> Champs {
        Champs { record, fields: Vec::new() }
    }

    /// Cuts a record into the fields of its layout. What is missing at its end is absent.
    pub(super) fn cut(record: usize, text: &str, layout: &Layout) -> Champs {
        let mut champs = Champs::new(record);
        let mut rest = text;
        for (name, width) in layout.fields() {
            let end = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
            let (field, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            champs.add(name, field);
            rest = after;
        }
        champs
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        if name != "_" && !value.trim().is_empty() {
            self.fields.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// A field as a number; zeros and blanks around it are fine. Error: `retour.field`.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let number = text.parse().ok().filter(|_| digits);
        number.map(Some).ok_or_else(|| self.wrong(name))
    }

    /// A field as a date; zeros mean that there is none. Error: `retour.field`.
    pub(super) fn date(&self, name: &'static str, form: DateForm) -> Result<Option<Date>> {
        match self.get(name).filter(|text| text.chars().any(|c| c != '0')) {
            None => Ok(None),
            Some(text) => date(text, form).map(Some).ok_or_else(|| self.wrong(name)),
        }
    }

    /// A field as text for the screen.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(clean)
    }

    pub(super) fn record(&self) -> usize {
        self.record
    }

    pub(super) fn wrong(&self, field: &'static str) -> Error {
        Error::new(Kind::RetourField).with("field", field).with("record", self.record)
    }
}

/// A record that does not fit the layout.
pub(super) fn misfit(record: usize, reason: &'static str) -> Error {
    Error::new(Kind::RetourRecord).with("record", record).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_and_nothing_else_is() {
        let wanted = Some(jiff::civil::date(2026, 12, 31));
        let forms = [
            (DateForm::Aammjj, "261231"),
            (DateForm::Aaaammjj, "20261231"),
            (DateForm::Jjmmaaaa, "31122026"),
            (DateForm::Iso, "2026-12-31"),
            (DateForm::Slashes, "31/12/2026"),
        ];
        for (form, text) in forms {
            assert_eq!(date(text, form), wanted, "{text}");
            let longest = format!("{text}0");
            for wrong in ["", "é", "20261331", "2026-13-31", "2é-1", "+1-2-3", "20é6-1-1", longest.as_str()]
            {
                assert_eq!(date(wrong, form), None, "{wrong} as {form:?}");
            }
        }
    }

    #[test]
    fn characters_are_told_apart() {
        let latin = b"re\xe7u";
        assert_eq!(decode(latin, Encoding::Auto).unwrap(), "reçu");
        assert_eq!(decode("reçu".as_bytes(), Encoding::Auto).unwrap(), "reçu");
        assert_eq!(decode(b"\xef\xbb\xbfok", Encoding::Utf8).unwrap(), "ok");
        let error = decode(latin, Encoding::Utf8).unwrap_err();
        assert_eq!((error.kind(), error.detail("at")), (Kind::RetourEncoding, Some(&2usize.into())));
        assert_eq!(decode(latin, Encoding::Ascii).unwrap_err().kind(), Kind::RetourEncoding);
        assert_eq!(clean("\x1b[31mrouge\r\n\0").len(), 9);
        assert_eq!(clean(&"é".repeat(1000)).chars().count(), MAX_TEXT);
    }
}
