//! Header fields: text comes in, folded ASCII lines go out (RFC 5322 section 2.2, RFC 2047, RFC 2231).

use base64ct::{Base64, Encoding};

use crate::error::{Error, Kind, Result};

/// Line length that folding aims at, without CRLF (RFC 5322 section 2.1.1).
const AIM: usize = 78;
/// Length that no line may exceed.
const MOST: usize = 998;
/// UTF-8 bytes of one encoded word: 45 bytes are 60 characters of base64, 72 with `=?UTF-8?B?` and `?=`. A line that
/// holds one may have 76 (RFC 2047 section 2).
const WORD_BYTES: usize = 45;

pub(super) fn bad(name: &str) -> Error {
    Error::new(Kind::MailHeaderBad).with("name", name.to_owned())
}

/// Appends `name: value`, folded at spaces; a value with characters beyond ASCII becomes encoded words.
pub(super) fn unstructured(out: &mut Vec<u8>, name: &str, value: &str) -> Result<()> {
    check_name(name)?;
    check_text(name, value)?;
    // ASCII that looks like an encoded word would be read as one.
    match value.is_ascii() && !value.contains("=?") {
        true => fold(out, name, value),
        false => fold(out, name, &encoded_words(name, value)),
    }
}

/// Appends `name: value` for a value of ASCII tokens and quoted strings that was put together here.
pub(super) fn structured(out: &mut Vec<u8>, name: &str, value: &str) -> Result<()> {
    if !value.is_ascii() {
        return Err(bad(name));
    }
    check_text(name, value)?;
    fold(out, name, value)
}

/// A field name is printable ASCII without colon (RFC 5322 section 3.6.8).
pub(super) fn check_name(name: &str) -> Result<()> {
    let fine =
        !name.is_empty() && name.len() <= 76 && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
    // The name itself may be what carries the attack, so it is not repeated in the error.
    if fine { Ok(()) } else { Err(bad("?")) }
}

/// No control character, so no line break: a value can never end its own header.
fn check_text(name: &str, value: &str) -> Result<()> {
    if value.chars().any(char::is_control) { Err(bad(name)) } else { Ok(()) }
}

/// `local@domain`, ASCII, without display name, comment or quoting (a strict part of RFC 5321 section 4.1.2).
pub(super) fn check_address<'a>(name: &str, address: &'a str) -> Result<&'a str> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let fine = address.len() <= 254
        && address.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.bytes().all(allowed)
                && !domain.is_empty()
                && domain.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
        });
    if fine { Ok(address) } else { Err(bad(name)) }
}

/// A MIME token (RFC 2045 section 5.1).
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&b))
}

/// `; name="value"`, or the form of RFC 2231 for a value beyond ASCII.
pub(super) fn parameter(header: &str, name: &str, value: &str) -> Result<String> {
    check_text(header, value)?;
    if is_token(value) {
        return Ok(format!("; {name}={value}"));
    }
    if value.is_ascii() {
        let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
        return Ok(format!("; {name}=\"{escaped}\""));
    }
    let mut out = format!("; {name}*=UTF-8''");
    for byte in value.bytes() {
        match byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(out)
}

/// Words of whole characters; the first is shorter, since the field's name stands before it.
fn encoded_words(name: &str, value: &str) -> String {
    let mut words = Vec::new();
    let mut piece = String::new();
    let mut room = WORD_BYTES.saturating_sub((name.len() + 2).div_ceil(4) * 3).max(3);
    for c in value.chars() {
        if piece.len() + c.len_utf8() > room && !piece.is_empty() {
            words.push(std::mem::take(&mut piece));
            room = WORD_BYTES;
        }
        piece.push(c);
    }
    words.push(piece);
    let encoded = words.iter().map(|w| format!("=?UTF-8?B?{}?=", Base64::encode_string(w.as_bytes())));
    encoded.collect::<Vec<_>>().join(" ")
}

fn fold(out: &mut Vec<u8>, name: &str, value: &str) -> Result<()> {
    out.extend_from_slice(name.as_bytes());
    out.push(b':');
    let mut column = name.len() + 1;
    let mut words_on_line = 0;
    // Every space stays in the text; a line break may come before one, so unfolding gives the value back. A line of
    // spaces only would end the header, so a fold needs a word after it and one before it.
    for word in value.split(' ') {
        if words_on_line > 0 && !word.is_empty() && column + 1 + word.len() > AIM {
            out.extend_from_slice(b"\r\n");
            column = 0;
            words_on_line = 0;
        }
        out.push(b' ');
        out.extend_from_slice(word.as_bytes());
        column += 1 + word.len();
        words_on_line += usize::from(!word.is_empty());
        if column > MOST {
            return Err(bad(name));
        }
    }
    out.extend_from_slice(b"\r\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, value: &str) -> Result<String> {
        let mut out = Vec::new();
        unstructured(&mut out, name, value)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_value_can_never_add_a_header() {
        for value in ["a\r\nBcc: x@y.fr", "a\nb", "a\rb", "a\0b", "\u{85}", "a\tb"] {
            assert_eq!(field("Subject", value).unwrap_err().key(), "mail.header_bad", "{value:?}");
        }
        for name in ["", "A:B", "A B", "A\r\nB", "É"] {
            assert!(field(name, "x").is_err(), "{name:?}");
        }
        let error = field("Subject", "SECRET\r\n").unwrap_err();
        assert!(!format!("{error:?}{}", error.details_json()).contains("SECRET"));
    }

    #[test]
    fn long_values_fold_and_unfold_to_themselves() {
        let value = "mot ".repeat(60) + "fin";
        let text = field("Subject", &value).unwrap();
        assert!(text.lines().all(|l| l.len() <= 78), "{text}");
        assert!(text.lines().count() > 3);
        assert_eq!(text.replace("\r\n ", " ").trim_end(), format!("Subject: {value}"));
        assert!(field("Subject", &"x".repeat(2000)).is_err());
        assert!(!field("Subject", &" ".repeat(200)).unwrap().trim_end_matches("\r\n").contains('\n'));
    }

    #[test]
    fn accents_become_encoded_words_that_each_stand_alone() {
        let text = field("Subject", &"pièces justificatives reçues ".repeat(6)).unwrap();
        assert!(text.is_ascii());
        assert!(text.lines().all(|l| l.len() <= 76), "{text}");
        for word in text.trim_start_matches("Subject: ").split_whitespace() {
            let inner =
                word.strip_prefix("=?UTF-8?B?").and_then(|w| w.strip_suffix("?=")).expect("an encoded word");
            assert!(word.len() <= 75);
            String::from_utf8(Base64::decode_vec(inner).unwrap()).expect("whole characters in each word");
        }
    }

    #[test]
    fn addresses_are_plain() {
        assert!(check_address("To", "01996@996.01.rss.fr").is_ok());
        for address in ["", "a", "@b", "a@", "a@b\r\n", "a b@c", "<a@b>", "a@b,c@d", "a@b@c", "é@b"] {
            assert!(check_address("To", address).is_err(), "{address:?}");
        }
    }
}
