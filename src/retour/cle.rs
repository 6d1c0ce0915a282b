//! What a return is matched by: the emitter, the number of the lot and its date.

use jiff::civil::Date;
use serde::Serialize;

use super::texte;

/// The key of a lot. Two keys that mean the same lot are equal, however their numbers are padded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Cle {
    /// Number of the emitter without leading zeros; `None` when the return does not say.
    pub emitter: Option<String>,
    /// Number of the lot.
    pub lot: u32,
    /// Date of the lot; `None` when the return does not say.
    #[serde(serialize_with = "texte::day")]
    pub date: Option<Date>,
}

impl Cle {
    /// The key of a lot that was sent. `date` is the civil day that the lot's manifest names.
    pub fn new(emitter: &str, lot: u32, date: Date) -> Cle {
        Cle { emitter: Some(number(emitter)), lot, date: Some(date) }
    }

    /// Can both mean the same lot? What one of them does not say does not part them.
    pub fn fits(&self, other: &Cle) -> bool {
        fn same<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        self.lot == other.lot && same(&self.emitter, &other.emitter) && same(&self.date, &other.date)
    }
}

/// A number as it is compared: without blanks around it, and without leading zeros when it is all digits. Senders pad
/// the numbers of emitters and factures to different widths.
pub fn number(text: &str) -> String {
    let text = text.trim();
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let short = text.trim_start_matches('0');
    if short.is_empty() && !text.is_empty() { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn padding_does_not_part_keys() {
        let sent = Cle::new("00000000012345", 7, date(2026, 1, 2));
        assert_eq!(sent, Cle::new(" 12345", 7, date(2026, 1, 2)));
        assert_ne!(sent, Cle::new("12345", 7, date(2026, 1, 3)));
        assert_eq!((number("000"), number(""), number(" 0A1 ")), ("0".into(), String::new(), "0A1".into()));
    }

    #[test]
    fn what_is_not_said_does_not_part_keys() {
        let sent = Cle::new("12345", 7, date(2026, 1, 2));
        assert!(sent.fits(&Cle { emitter: None, lot: 7, date: None }));
        assert!(!sent.fits(&Cle { emitter: None, lot: 8, date: None }));
        assert!(!sent.fits(&Cle { emitter: Some("9".into()), lot: 7, date: None }));
    }
}
