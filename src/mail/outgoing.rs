//! The outgoing message, in two steps around the seal: the inner part, and the message around the sealed part.

use std::io::Write;

use base64ct::{Base64, Encoding};
use flate2::{Compression, GzBuilder};

use super::header::{bad, check_address, check_name, is_token, parameter, structured, unstructured};
use crate::error::{Error, Kind, Result};

/// Base64 columns of the inner part, as the neighbouring billing flow writes them.
const INNER_COLUMNS: usize = 64;

/// What the inner part says about the payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartHeaders {
    /// `type/subtype` of the payload, such as `application/EDI-consent`.
    pub content_type: String,
    /// Content-Description, in which receivers read the nature of the part.
    pub description: Option<String>,
    /// File name of the attachment.
    pub filename: Option<String>,
}

/// Headers of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// Sender, `local@domain`.
    pub from: String,
    /// Recipients, each `local@domain`; at least one.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// Date, seconds since 1970-01-01 UTC.
    pub date: i64,
    /// Left part and domain of the Message-ID, `unique@domain`, without angle brackets.
    pub message_id: String,
    /// Content-Description of the sealed part.
    pub description: Option<String>,
    /// `smime-type` of the sealed part: [`crate::seal::Suite::smime_type`].
    pub smime_type: &'static str,
    /// Further headers, name and value, in this order. None of those that this module writes itself.
    pub extra: Vec<(String, String)>,
    /// Base64 columns of the sealed part: a multiple of 4 from 4 to 76.
    pub columns: usize,
}

/// Headers that the message gets from its own fields and that `extra` may therefore not hold.
const OWN: [&str; 11] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "content-description",
    "content-id",
];

/// The MIME part that gets sealed: headers, blank line, base64 body with CRLF. The same input gives the same bytes:
/// the gzip header holds neither time nor name (RFC 1952 section 2.3).
///
/// # Errors
/// `mail.header_bad` with the header's name for a value that cannot stand in a header.
pub fn inner_part(payload: &[u8], headers: &PartHeaders, gzip: bool) -> Result<Vec<u8>> {
    let compressed;
    let body = match gzip {
        true => {
            compressed = zeroize::Zeroizing::new(gzipped(payload)?);
            compressed.as_slice()
        }
        false => payload,
    };
    let mut out = Vec::with_capacity(body.len() / 3 * 4 + body.len() / 24 + 1024);
    let (main, sub) = headers.content_type.split_once('/').ok_or_else(|| bad("Content-Type"))?;
    if !is_token(main) || !is_token(sub) {
        return Err(bad("Content-Type"));
    }
    structured(&mut out, "Content-Type", &headers.content_type)?;
    structured(&mut out, "Content-Transfer-Encoding", "base64")?;
    if let Some(description) = &headers.description {
        unstructured(&mut out, "Content-Description", description)?;
    }
    if let Some(filename) = &headers.filename {
        let value = format!("attachment{}", parameter("Content-Disposition", "filename", filename)?);
        structured(&mut out, "Content-Disposition", &value)?;
    }
    out.extend_from_slice(b"\r\n");
    base64_lines(&mut out, body, INNER_COLUMNS)?;
    Ok(out)
}

/// The whole message around a sealed part, ready for the host's SMTP: CRLF line ends, no line above 998 characters.
/// Dot-stuffing belongs to SMTP and is the host's.
///
/// # Errors
/// `mail.header_bad` with the header's name; `arg.value` for `columns`.
pub fn message(sealed: &[u8], headers: &Headers) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(sealed.len() / 3 * 4 + sealed.len() / 24 + 2048);
    structured(&mut out, "Date", &date(headers.date)?)?;
    structured(&mut out, "From", check_address("From", &headers.from)?)?;
    if headers.to.is_empty() {
        return Err(bad("To"));
    }
    for address in &headers.to {
        check_address("To", address)?;
    }
    structured(&mut out, "To", &headers.to.join(", "))?;
    let id = check_address("Message-ID", &headers.message_id)?;
    structured(&mut out, "Message-ID", &format!("<{id}>"))?;
    unstructured(&mut out, "Subject", &headers.subject)?;
    for (name, value) in &headers.extra {
        check_name(name)?;
        if OWN.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            return Err(bad(name));
        }
        unstructured(&mut out, name, value)?;
    }
    sealed_part_headers(&mut out, headers)?;
    out.extend_from_slice(b"\r\n");
    base64_lines(&mut out, sealed, headers.columns)?;
    Ok(out)
}

/// Headers of a message around a part that is not sealed, such as a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainHeaders {
    /// Sender, `local@domain`.
    pub from: String,
    /// Recipient, `local@domain`.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Date, seconds since 1970-01-01 UTC.
    pub date: i64,
    /// Left part and domain of the Message-ID, without angle brackets.
    pub message_id: String,
}

/// The message around an [`inner_part`] that stays as it is: what a caisse answers comes in this form.
///
/// # Errors
/// `mail.header_bad` with the header's name.
pub fn plain_message(part: &[u8], headers: &PlainHeaders) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(part.len() + 1024);
    structured(&mut out, "Date", &date(headers.date)?)?;
    structured(&mut out, "From", check_address("From", &headers.from)?)?;
    structured(&mut out, "To", check_address("To", &headers.to)?)?;
    let id = check_address("Message-ID", &headers.message_id)?;
    structured(&mut out, "Message-ID", &format!("<{id}>"))?;
    unstructured(&mut out, "Subject", &headers.subject)?;
    structured(&mut out, "MIME-Version", "1.0")?;
    out.extend_from_slice(part);
    Ok(out)
}

/// RFC 8551 section 3.2, with the parameters in the order the neighbouring flow uses.
fn sealed_part_headers(out: &mut Vec<u8>, headers: &Headers) -> Result<()> {
    if !is_token(headers.smime_type) {
        return Err(bad("Content-Type"));
    }
    structured(out, "MIME-Version", "1.0")?;
    let content_type = format!("application/pkcs7-mime; smime-type={}; name=smime.p7m", headers.smime_type);
    structured(out, "Content-Type", &content_type)?;
    structured(out, "Content-Transfer-Encoding", "base64")?;
    structured(out, "Content-Disposition", "attachment; filename=smime.p7m")?;
    match &headers.description {
        Some(description) => unstructured(out, "Content-Description", description),
        None => Ok(()),
    }
}

fn gzipped(payload: &[u8]) -> Result<Vec<u8>> {
    let failed = |_| Error::new(Kind::MailGzipDamaged);
    // 255: unknown operating system, so that every platform writes the same byte.
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(payload).map_err(failed)?;
    encoder.finish().map_err(failed)
}

fn base64_lines(out: &mut Vec<u8>, bytes: &[u8], columns: usize) -> Result<()> {
    if !(4..=76).contains(&columns) || !columns.is_multiple_of(4) {
        return Err(Error::new(Kind::BadValue).with("name", "columns"));
    }
    for line in bytes.chunks(columns / 4 * 3) {
        let mut buffer = [0u8; 76];
        let encoded = Base64::encode(line, &mut buffer)
            .map_err(|_| Error::new(Kind::BadValue).with("name", "columns"))?;
        out.extend_from_slice(encoded.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    Ok(())
}

fn date(seconds: i64) -> Result<String> {
    let time = jiff::Timestamp::from_second(seconds).map_err(|_| bad("Date"))?;
    jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_string(&time).map_err(|_| bad("Date"))
}
