//! An incoming message: bytes from the host's mailbox come in, its parts go out, decoded and unzipped.
//!
//! Messages come from outside, so everything is bounded: size, number of parts, nesting, length of headers, bytes
//! that the parts decode and unzip to. Header fields are read by `mail-parser`; the walk over the parts is ours,
//! because that crate's own walk has no bound on nesting.

use std::io::Read;

use base64ct::{Base64, Encoding};
use flate2::bufread::MultiGzDecoder;
use mail_parser::{ContentType, HeaderName, HeaderValue, MessageParser};

use crate::error::{Error, Kind, Result};

/// Bounds on an incoming message, sized for a 32-bit host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of the message (`mail.too_large`). Default 32 MiB.
    pub message_bytes: usize,
    /// Bytes that all parts together may decode and unzip to (`mail.inflated`). Default 64 MiB.
    pub content_bytes: usize,
    /// Parts, those that only hold others included (`mail.too_many_parts`). Default 100.
    pub parts: usize,
    /// Parts within parts (`mail.nesting`). Default 8.
    pub nesting: usize,
    /// Bytes of the header of one part (`mail.damaged`). Default 64 KiB.
    pub header_bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            message_bytes: 32 << 20,
            content_bytes: 64 << 20,
            parts: 100,
            nesting: 8,
            header_bytes: 64 << 10,
        }
    }
}

/// A message taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Subject, decoded.
    pub subject: Option<String>,
    /// Address of the (first) sender.
    pub from: Option<String>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The parts that hold content, in the order of the message.
    pub parts: Vec<Part>,
}

/// One part of a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// `type/subtype`, lower case; `text/plain` when the message does not say.
    pub content_type: String,
    /// Charset parameter of the content type, as written.
    pub charset: Option<String>,
    /// Content-Description, decoded.
    pub description: Option<String>,
    /// File name, from the disposition or else the content type. It comes from outside: never a path to write to.
    pub filename: Option<String>,
    /// The content: transfer encoding and gzip taken off.
    pub data: Vec<u8>,
    /// Whether the content was a gzip file.
    pub was_gzip: bool,
}

impl std::fmt::Debug for Part {
    /// The content stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({}, {} bytes, gzip {})", self.content_type, self.data.len(), self.was_gzip)
    }
}

/// Takes a message apart. Parts that are messages themselves are entered unless they are transfer-encoded.
///
/// # Errors
/// `mail.too_large`, `mail.too_many_parts`, `mail.nesting`, `mail.inflated` by `bounds`; `mail.damaged` for a
/// message that breaks the rules of MIME (no end boundary, bad base64, unknown transfer encoding);
/// `mail.gzip_damaged` for a part that begins as gzip and does not end as such.
pub fn read(message: &[u8], bounds: &Bounds) -> Result<Incoming> {
    if message.len() > bounds.message_bytes {
        return Err(Error::new(Kind::MailTooLarge)
            .with("actual", message.len())
            .with("limit", bounds.message_bytes));
    }
    let mut walk = Walk { bounds, parser: parser(), seen: 0, content: 0, out: Incoming::default() };
    walk.entity(message, 0)?;
    Ok(walk.out)
}

fn damaged(reason: &'static str) -> Error {
    Error::new(Kind::MailDamaged).with("reason", reason)
}

fn parser() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .header_text(HeaderName::Subject)
        .header_address(HeaderName::From)
        .header_id(HeaderName::MessageId)
        .default_header_ignore()
}

struct Walk<'a> {
    bounds: &'a Bounds,
    parser: MessageParser,
    seen: usize,
    content: usize,
    out: Incoming,
}

impl Walk<'_> {
    fn entity(&mut self, entity: &[u8], depth: usize) -> Result<()> {
        if depth > self.bounds.nesting {
            return Err(Error::new(Kind::MailNesting).with("limit", self.bounds.nesting));
        }
        self.seen += 1;
        if self.seen > self.bounds.parts {
            return Err(Error::new(Kind::MailTooManyParts).with("limit", self.bounds.parts));
        }
        let (head, body) = split_header(entity, self.bounds.header_bytes)?;
        let head = Head::read(&self.parser, head);
        if depth == 0 {
            self.out.subject = head.subject.clone();
            self.out.from = head.from.clone();
            self.out.message_id = head.message_id.clone();
        }
        if head.content_type.starts_with("multipart/") {
            let boundary = head.boundary.as_deref().ok_or_else(|| damaged("boundary"))?;
            for part in split_parts(body, boundary, self.bounds.parts)? {
                self.entity(part, depth + 1)?;
            }
            return Ok(());
        }
        if head.content_type == "message/rfc822" && head.encoding.is_plain() {
            return self.entity(body, depth + 1);
        }
        let part = self.leaf(head, body)?;
        self.out.parts.push(part);
        Ok(())
    }

    fn leaf(&mut self, head: Head, body: &[u8]) -> Result<Part> {
        let room = self.bounds.content_bytes.saturating_sub(self.content);
        let decoded = head.encoding.decode(body)?;
        let was_gzip = is_gzip(&decoded);
        let data = if was_gzip { gunzip(&decoded, room)? } else { decoded };
        if data.len() > room {
            return Err(Error::new(Kind::MailInflated).with("limit", self.bounds.content_bytes));
        }
        self.content = self.content.saturating_add(data.len());
        let Head { content_type, charset, description, filename, .. } = head;
        Ok(Part { content_type, charset, description, filename, data, was_gzip })
    }
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 0x08])
}

/// Content that came without a message: unzipped when it is a gzip file. Errors: `mail.gzip_damaged`; `mail.inflated`
/// above `most` bytes.
pub(crate) fn unzip(content: &[u8], most: usize) -> Result<std::borrow::Cow<'_, [u8]>> {
    let plain = match is_gzip(content) {
        true => gunzip(content, most)?.into(),
        false => std::borrow::Cow::Borrowed(content),
    };
    match plain.len() > most {
        true => Err(Error::new(Kind::MailInflated).with("limit", most)),
        false => Ok(plain),
    }
}

/// Unzips every member of a gzip file, but stops one byte after `room`.
fn gunzip(bytes: &[u8], room: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let most = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(bytes)
        .take(most)
        .read_to_end(&mut out)
        .map_err(|_| Error::new(Kind::MailGzipDamaged))?;
    Ok(out)
}

/// The few header fields that matter.
#[derive(Default)]
struct Head {
    subject: Option<String>,
    from: Option<String>,
    message_id: Option<String>,
    content_type: String,
    charset: Option<String>,
    boundary: Option<String>,
    description: Option<String>,
    filename: Option<String>,
    encoding: Transfer,
}

impl Head {
    fn read(parser: &MessageParser, head: &[u8]) -> Head {
        let mut out = Head { content_type: "text/plain".to_owned(), ..Head::default() };
        let Some(parsed) = parser.parse_headers(head) else { return out };
        let mut name = None;
        for header in parsed.headers() {
            match (&header.name, &header.value) {
                (HeaderName::Subject, value) => out.subject = text(value),
                (HeaderName::MessageId, value) => out.message_id = text(value),
                (HeaderName::From, HeaderValue::Address(from)) => {
                    out.from = from.first().and_then(|a| a.address()).map(str::to_owned);
                }
                (HeaderName::ContentDescription, value) => out.description = text(value),
                (HeaderName::ContentTransferEncoding, value) => {
                    out.encoding = Transfer::named(&text(value).unwrap_or_default());
                }
                (HeaderName::ContentType, HeaderValue::ContentType(ct)) => {
                    out.content_type = full_type(ct);
                    out.charset = ct.attribute("charset").map(str::to_owned);
                    out.boundary = ct.attribute("boundary").map(str::to_owned);
                    name = ct.attribute("name").map(str::to_owned);
                }
                (HeaderName::ContentDisposition, HeaderValue::ContentType(ct)) => {
                    out.filename = ct.attribute("filename").map(str::to_owned);
                }
                _ => {}
            }
        }
        out.filename = out.filename.or(name);
        out
    }
}

fn text(value: &HeaderValue<'_>) -> Option<String> {
    value.as_text().map(str::to_owned)
}

fn full_type(ct: &ContentType<'_>) -> String {
    let sub = ct.c_subtype.as_deref().unwrap_or("plain");
    format!("{}/{sub}", ct.c_type).to_ascii_lowercase()
}

/// Content-Transfer-Encoding (RFC 2045 section 6).
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Transfer {
    #[default]
    Plain,
    Base64,
    QuotedPrintable,
    Unknown,
}

impl Transfer {
    fn named(name: &str) -> Transfer {
        match name.trim().to_ascii_lowercase().as_str() {
            "" | "7bit" | "8bit" | "binary" => Transfer::Plain,
            "base64" => Transfer::Base64,
            "quoted-printable" => Transfer::QuotedPrintable,
            _ => Transfer::Unknown,
        }
    }

    fn is_plain(self) -> bool {
        self == Transfer::Plain
    }

    fn decode(self, body: &[u8]) -> Result<Vec<u8>> {
        match self {
            Transfer::Plain => Ok(body.to_vec()),
            Transfer::Base64 => {
                let packed: Vec<u8> = body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
                let packed = std::str::from_utf8(&packed).map_err(|_| damaged("base64"))?;
                Base64::decode_vec(packed).map_err(|_| damaged("base64"))
            }
            Transfer::QuotedPrintable => {
                mail_parser::decoders::quoted_printable::quoted_printable_decode(body)
                    .ok_or_else(|| damaged("quoted-printable"))
            }
            Transfer::Unknown => Err(damaged("transfer encoding")),
        }
    }
}

/// Header with its blank line, and body. Without a blank line all is header.
fn split_header(entity: &[u8], most: usize) -> Result<(&[u8], &[u8])> {
    let mut end = 0;
    for line in entity.split_inclusive(|&b| b == b'\n') {
        end += line.len();
        if end > most {
            return Err(damaged("header too long"));
        }
        if line == b"\n" || line == b"\r\n" {
            break;
        }
    }
    Ok(entity.split_at_checked(end).unwrap_or((entity, &[])))
}

/// The parts of a multipart body (RFC 2046 section 5.1.1). The line end before a boundary belongs to the boundary.
fn split_parts<'a>(body: &'a [u8], boundary: &str, most: usize) -> Result<Vec<&'a [u8]>> {
    if boundary.is_empty() || boundary.len() > 70 {
        return Err(damaged("boundary"));
    }
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        let start = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary.as_bytes())) else {
            continue;
        };
        let rest = rest.trim_ascii();
        if !rest.is_empty() && rest != b"--" {
            continue;
        }
        if let Some(from) = open {
            let part = body.get(from..start).unwrap_or_default();
            let part = part.strip_suffix(b"\n").unwrap_or(part);
            parts.push(part.strip_suffix(b"\r").unwrap_or(part));
            if parts.len() > most {
                return Err(Error::new(Kind::MailTooManyParts).with("limit", most));
            }
        }
        if rest == b"--" {
            return Ok(parts);
        }
        open = Some(at);
    }
    // A message that was cut short must not pass for a shorter one.
    Err(damaged("no end boundary"))
}
