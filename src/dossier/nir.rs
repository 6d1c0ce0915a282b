//! The NIR: checked with its key, and held as a secret.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};

/// A numéro d'inscription au répertoire with its key, 15 characters. Never printed, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Nir(Zeroizing<String>);

impl Nir {
    /// Reads 13 characters and the key of 2 digits; spaces are passed over. Departments 2A and 2B of Corsica
    /// count as 19 and 18 (remainder of the number with A or B as 0, less 1 or 2 millions).
    ///
    /// Error: `facture.nir`, without the number.
    pub fn parse(text: &str) -> Result<Nir> {
        let wrong = || Error::new(Kind::FactureNir);
        // Room at once: a string that grows leaves copies of itself behind.
        let mut digits = Zeroizing::new(String::with_capacity(text.len()));
        digits.extend(text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()));
        if digits.len() != 15 || !digits.is_ascii() {
            return Err(wrong());
        }
        let (number, key) = digits.split_at(13);
        let (head, tail) = number.split_at(6);
        let (department, minus) = match tail.as_bytes().first().zip(head.as_bytes().last()) {
            Some((b'A', b'2')) => ('0', 1_000_000),
            Some((b'B', b'2')) => ('0', 2_000_000),
            _ => (tail.chars().next().unwrap_or('x'), 0),
        };
        let mut plain = Zeroizing::new(String::with_capacity(text.len()));
        plain.extend(head.chars().chain([department]).chain(tail.chars().skip(1)));
        let decimal = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u64>().ok());
        let value = decimal(&plain).flatten().ok_or_else(wrong)?;
        let key = decimal(key).flatten().ok_or_else(wrong)?;
        // The first character is the sex or a provisional form; 0, 5, 6 and 9 are not given out.
        if !matches!(plain.as_bytes().first(), Some(b'1' | b'2' | b'3' | b'4' | b'7' | b'8')) {
            return Err(wrong());
        }
        match value.checked_sub(minus).map(|n| 97 - n % 97) {
            Some(expected) if expected == key => Ok(Nir(digits)),
            _ => Err(wrong()),
        }
    }

    /// The 15 characters, for the template that the vendor's contract calls for. Keep them out of logs.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Nir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nir(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A NIR of department 99 (born abroad) with its key computed.
    fn with_key(number: &str) -> String {
        let plain = number.replace(['A', 'B'], "0");
        let minus = if number.contains('A') {
            1_000_000
        } else if number.contains('B') {
            2_000_000
        } else {
            0
        };
        format!("{number}{:02}", 97 - (plain.parse::<u64>().unwrap() - minus) % 97)
    }

    #[test]
    fn keys_are_checked_in_corsica_too() {
        for number in ["1999999999999", "2550299123456", "199022A004321", "299022B004321"] {
            let good = with_key(number);
            let nir = Nir::parse(&good).unwrap();
            assert_eq!(nir.expose(), good);
            assert!(!format!("{nir:?}").contains(&number[..5]));
            let spaced = format!("{} {} {}", &good[..1], &good[1..13].to_lowercase(), &good[13..]);
            assert!(Nir::parse(&spaced).is_ok());
            let key: u64 = good[13..].parse().unwrap();
            let bad = format!("{number}{:02}", key % 97 + 1);
            let error = Nir::parse(&bad).unwrap_err();
            assert_eq!(error.kind(), Kind::FactureNir);
            assert!(!error.to_string().contains(&number[..5]) && error.details_json() == "{}");
        }
        // Corsica: department 2A counts as 19.
        assert_eq!(with_key("199022A004321"), {
            let as_19 = 1_990_219_004_321u64;
            format!("199022A004321{:02}", 97 - as_19 % 97)
        });
    }

    #[test]
    fn what_is_no_nir_is_refused() {
        for text in [
            "",
            "1",
            "99999999999999999",
            "é99999999999999",
            "1999999999999+1",
            "1999A9999999912",
            "0999999999999 12",
        ] {
            assert!(Nir::parse(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        /// The key finds every single wrong digit, and two neighbours that changed places.
        #[test]
        fn one_slip_of_the_hand_is_found(
            rest in 0u64..1_000_000_000_000, first in 0usize..6, at in 0usize..15, by in 1u8..10,
        ) {
            let number = format!("{}{rest:012}", [1, 2, 3, 4, 7, 8][first]);
            let good = with_key(&number).into_bytes();
            let accepted = |text: &[u8]| Nir::parse(std::str::from_utf8(text).unwrap()).is_ok();
            proptest::prop_assert!(accepted(&good));
            let mut wrong = good.clone();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            proptest::prop_assert!(!accepted(&wrong));
            let mut swapped = good.clone();
            swapped[..13].swap(at % 12, at % 12 + 1);
            proptest::prop_assert!(swapped == good || !accepted(&swapped));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9AB é]{0,20}") {
            let read = Nir::parse(&text);
            proptest::prop_assert!(read.is_err() || text.replace(' ', "").len() == 15);
        }
    }
}
