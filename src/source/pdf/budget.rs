//! What a page would cost, told from its content before anything is drawn.
//!
//! Drawing steps are counted through forms, patterns, soft masks, Type 3 glyphs and annotations, each stream
//! read once however often it is used, so that a page of nested forms that would draw for years is refused in
//! milliseconds. Streams are inflated against a limit first, as the parser would inflate them whole.

use std::collections::HashMap;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::error::{Error, Kind, Result};
use crate::limits::Limits;

use super::super::format::Format;
use super::super::{check_size, unsupported};

/// Measured: a plain drawing step takes 1 to 5 µs, so this many fit a millisecond of the page's time.
const STEPS_PER_MS: u64 = 200;
/// A layer of its own (transparency group, soft mask, pattern, shading) costs as much as so many steps.
const LAYER: u64 = 1500;
/// Pixels of an image that cost as much as one step.
const PIXELS_PER_STEP: u64 = 250;
/// Bytes of content that cost as much as one step, whatever they say.
const BYTES_PER_STEP: u64 = 64;
/// More than any page's content, and than the object streams of any office document.
const CONTENT_BYTES: u64 = 48 << 20;

/// Refuses a page that would take too long or too much memory to draw.
///
/// Errors: `source.too_complex`, `source.too_many_pixels`, `source.too_many_bytes`, `source.nesting`.
pub(super) fn check_page(page: &Page<'_>, limits: &Limits) -> Result<()> {
    let limit = u64::try_from(limits.page_time.as_millis()).unwrap_or(u64::MAX).saturating_mul(STEPS_PER_MS);
    let mut walk = Walk { limits, limit, seen: HashMap::new(), decoded: 0 };
    for stream in contents(page) {
        walk.check_expansion(&stream, CONTENT_BYTES)?;
    }
    let content = page.page_stream().unwrap_or_default();
    let mut total = walk.content(content, page.resources(), 0)?;
    if let Some(annotations) = page.raw().get::<Array<'_>>("Annots") {
        for annotation in annotations.iter::<Dict<'_>>() {
            total = total.saturating_add(walk.annotation(&annotation, page.resources())?);
        }
    }
    walk.within(total)
}

fn contents<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
        return vec![stream];
    }
    let parts = page.raw().get::<Array<'_>>("Contents");
    parts.map(|a| a.iter::<Stream<'_>>().collect()).unwrap_or_default()
}

struct Walk<'l> {
    limits: &'l Limits,
    limit: u64,
    /// Cost of each stream; `None` while it is being walked.
    seen: HashMap<ObjectIdentifier, Option<u64>>,
    /// Bytes of content inflated so far.
    decoded: u64,
}

impl Walk<'_> {
    fn within(&self, steps: u64) -> Result<()> {
        if steps > self.limit {
            return Err(Error::new(Kind::SourceTooComplex).with("actual", steps).with("limit", self.limit));
        }
        Ok(())
    }

    fn content(&mut self, data: &[u8], resources: &Resources<'_>, depth: usize) -> Result<u64> {
        let mut steps = data.len() as u64 / BYTES_PER_STEP;
        let mut glyph = 1;
        let mut iter = UntypedIter::new(data);
        while let Some(instruction) = iter.next() {
            steps = steps.saturating_add(1);
            let name = instruction.operands().find_map(|o| match o {
                Object::Name(n) => Some(n),
                _ => None,
            });
            let more = match (&**instruction.operator, name) {
                (b"Do", Some(name)) => match resources.get_x_object(name) {
                    Some(x) => self.x_object(&x, resources, depth)?,
                    None => 0,
                },
                (b"gs", Some(name)) => match resources.get_ext_g_state(name) {
                    Some(state) => self.soft_mask(&state, resources, depth)?,
                    None => 0,
                },
                (b"scn" | b"SCN", Some(name)) => match resources.get_pattern(name) {
                    Some(Object::Stream(tile)) => LAYER.saturating_add(self.stream(&tile, resources, depth)?),
                    _ => LAYER,
                },
                (b"Tf", Some(name)) => {
                    glyph = match resources.get_font(name) {
                        Some(font) => self.glyph(&font, resources, depth)?,
                        None => 1,
                    };
                    0
                }
                (b"Tj" | b"TJ" | b"'" | b"\"", _) => shown(instruction.operands()).saturating_mul(glyph),
                (b"sh", _) => LAYER,
                (b"BI" | b"ID" | b"EI", _) => match instruction.operands().next() {
                    Some(Object::Stream(image)) => self.image(image)?,
                    _ => 0,
                },
                _ => 0,
            };
            steps = steps.saturating_add(more);
            self.within(steps)?;
        }
        Ok(steps)
    }

    fn x_object(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, depth: usize) -> Result<u64> {
        let kind = stream.dict().get::<Name<'_>>("Subtype");
        if kind.as_deref() == Some(b"Image") {
            self.image(stream)
        } else {
            self.stream(stream, resources, depth)
        }
    }

    fn image(&mut self, stream: &Stream<'_>) -> Result<u64> {
        let dict = stream.dict();
        let side =
            |long: &str, short: &str| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short)).unwrap_or(1);
        let (w, h) = (u64::from(side("Width", "W")), u64::from(side("Height", "H")));
        check_size(Format::Pdf, w.max(1), h.max(1), 4, self.limits)?;
        let pixels = w.saturating_mul(h).max(self.coded_pixels(stream)?);
        self.check_expansion(stream, self.limits.decoded_bytes)?;
        let mut steps = LAYER / 10 + pixels / PIXELS_PER_STEP;
        for mask in ["SMask", "Mask"] {
            if let Some(mask) = dict.get::<Stream<'_>>(mask) {
                // A mask of a mask means nothing; do not follow it.
                let (w, h) = (mask.dict().get::<u32>("Width"), mask.dict().get::<u32>("Height"));
                let (w, h) = (u64::from(w.unwrap_or(1)), u64::from(h.unwrap_or(1)));
                check_size(Format::Pdf, w.max(1), h.max(1), 4, self.limits)?;
                self.coded_pixels(&mask)?;
                self.check_expansion(&mask, self.limits.decoded_bytes)?;
                steps = steps.saturating_add(LAYER + w.saturating_mul(h) / PIXELS_PER_STEP);
            }
        }
        Ok(steps)
    }

    /// JPEG, JPEG 2000 and JBIG2 carry a size of their own, and fax data a width, which decoders go by.
    fn coded_pixels(&self, stream: &Stream<'_>) -> Result<u64> {
        let filters = stream.filters();
        let Some((w, h)) = (match filters.as_slice() {
            [Filter::DctDecode] => jpeg_size(&stream.raw_data()),
            [Filter::JpxDecode] => jpx_size(&stream.raw_data()),
            [Filter::Jbig2Decode] => jbig2_size(&stream.raw_data()),
            [Filter::CcittFaxDecode] => fax_size(stream.dict()),
            _ => None,
        }) else {
            return Ok(0);
        };
        check_size(Format::Pdf, w.max(1), h.max(1), 4, self.limits)?;
        Ok(w.saturating_mul(h))
    }

    /// A form, tile or glyph: its own content with its own resources, walked once.
    fn stream(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, depth: usize) -> Result<u64> {
        let nesting = || Error::new(Kind::SourceNesting).with("limit", self.limits.nesting);
        if depth >= self.limits.nesting {
            return Err(nesting());
        }
        let id = stream.obj_id();
        match self.seen.get(&id) {
            Some(Some(steps)) => return Ok(*steps),
            Some(None) => return Err(nesting()),
            None => {}
        }
        self.seen.insert(id, None);
        self.check_expansion(stream, CONTENT_BYTES)?;
        let own = stream.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let layer = if stream.dict().contains_key("Group") { LAYER } else { 0 };
        let steps = match stream.decoded_data() {
            Ok(data) => self.content(&data, own.as_ref().unwrap_or(outer), depth + 1)?,
            Err(_) => 0,
        };
        let steps = steps.saturating_add(layer);
        self.seen.insert(id, Some(steps));
        Ok(steps)
    }

    fn soft_mask(&mut self, state: &Dict<'_>, resources: &Resources<'_>, depth: usize) -> Result<u64> {
        let Some(group) = state.get::<Dict<'_>>("SMask").and_then(|m| m.get::<Stream<'_>>("G")) else {
            return Ok(0);
        };
        Ok(LAYER.saturating_add(self.stream(&group, resources, depth)?))
    }

    /// The dearest glyph of a Type 3 font, whose glyphs are drawings; 1 for other fonts.
    fn glyph(&mut self, font: &Dict<'_>, resources: &Resources<'_>, depth: usize) -> Result<u64> {
        if font.get::<Name<'_>>("Subtype").as_deref() != Some(b"Type3") {
            return Ok(1);
        }
        let own = font.get::<Dict<'_>>("Resources").map(Resources::new);
        let Some(glyphs) = font.get::<Dict<'_>>("CharProcs") else { return Ok(1) };
        let mut dearest = 1;
        for name in glyphs.keys() {
            if let Some(glyph) = glyphs.get::<Stream<'_>>(&*name) {
                dearest = dearest.max(self.stream(&glyph, own.as_ref().unwrap_or(resources), depth)?);
            }
        }
        Ok(dearest)
    }

    fn annotation(&mut self, annotation: &Dict<'_>, resources: &Resources<'_>) -> Result<u64> {
        let Some(looks) = annotation.get::<Dict<'_>>("AP") else { return Ok(0) };
        let mut steps = LAYER / 10;
        if let Some(stream) = looks.get::<Stream<'_>>("N") {
            return Ok(steps.saturating_add(self.stream(&stream, resources, 0)?));
        }
        if let Some(states) = looks.get::<Dict<'_>>("N") {
            for name in states.keys() {
                if let Some(stream) = states.get::<Stream<'_>>(&*name) {
                    steps = steps.saturating_add(self.stream(&stream, resources, 0)?);
                }
            }
        }
        Ok(steps)
    }

    /// Refuses a stream that inflates to more than `limit` bytes, or whose filters cannot be bounded.
    fn check_expansion(&mut self, stream: &Stream<'_>, limit: u64) -> Result<()> {
        let data = stream.raw_data();
        let size = expansion(&data, &stream.filters(), limit)?;
        self.decoded = self.decoded.saturating_add(size);
        if size > limit || self.decoded > self.limits.decoded_bytes.saturating_mul(4) {
            return Err(Error::new(Kind::SourceTooManyBytes).with("limit", limit));
        }
        Ok(())
    }
}

fn shown<'b, 'a: 'b>(operands: impl Iterator<Item = &'b Object<'a>>) -> u64 {
    let length = |o: &Object<'_>| match o {
        Object::String(s) => s.len() as u64,
        Object::Array(a) => a
            .raw_iter()
            .map(|i| match i {
                MaybeRef::NotRef(Object::String(s)) => s.len() as u64,
                _ => 0,
            })
            .sum(),
        _ => 0,
    };
    operands.map(length).fold(0, u64::saturating_add)
}

/// Bytes that a chain of general filters gives, counted up to a little over `limit`. Image filters end the
/// chain: their size is checked by their headers.
fn expansion(data: &[u8], filters: &[Filter], limit: u64) -> Result<u64> {
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    let mut factor = 1u64;
    for filter in filters {
        match filter {
            Filter::FlateDecode if factor == 1 => reader = Box::new(flate2::read::ZlibDecoder::new(reader)),
            Filter::LzwDecode if factor == 1 => reader = Box::new(Lzw::new(reader)),
            // Two bytes repeat one up to 128 times.
            Filter::RunLengthDecode if factor == 1 => factor = 64,
            Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode => {
                return Err(unsupported(Format::Pdf, "chain of filters"));
            }
            // These shrink, and come first where they occur at all; reading through them would only be
            // needed when an inflating filter follows.
            Filter::AsciiHexDecode | Filter::Ascii85Decode if filters.len() > 1 => {
                let coded = reader_len(&mut reader, limit)?;
                // The filters after it see at most as many bytes, so bound them by the greatest ratio.
                let rest =
                    filters.iter().filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode)).count();
                let ratio = if rest > 0 { MAX_RATIO } else { 64 };
                return if rest > 1 {
                    Err(unsupported(Format::Pdf, "chain of filters"))
                } else {
                    Ok(bounded(coded, ratio, limit))
                };
            }
            Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::Crypt => {}
            _ => break,
        }
    }
    Ok(reader_len(&mut reader, limit)?.saturating_mul(factor))
}

/// Deflate's greatest ratio is 1032.
const MAX_RATIO: u64 = 1032;

/// An ASCII-coded stream is short in practice; below 64 kB even the greatest ratio stays in bounds.
fn bounded(coded: u64, ratio: u64, limit: u64) -> u64 {
    if coded <= limit / 8 { coded } else { coded.saturating_mul(ratio) }
}

fn reader_len(reader: &mut dyn Read, limit: u64) -> Result<u64> {
    let mut buffer = vec![0; 1 << 15];
    let mut total = 0u64;
    loop {
        match reader.read(&mut buffer) {
            // A broken stream gives what it gave; whoever decodes it will say so.
            Ok(0) | Err(_) => return Ok(total),
            Ok(n) => total = total.saturating_add(n as u64),
        }
        if total > limit {
            return Ok(total);
        }
    }
}

struct Lzw<R> {
    inner: R,
    decoder: weezl::decode::Decoder,
    pending: Vec<u8>,
}

impl<R: Read> Lzw<R> {
    fn new(inner: R) -> Self {
        let decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
        Lzw { inner, decoder, pending: Vec::new() }
    }
}

impl<R: Read> Read for Lzw<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if self.pending.is_empty() {
                let mut buffer = [0; 4096];
                let n = self.inner.read(&mut buffer)?;
                self.pending = buffer.get(..n).unwrap_or_default().to_vec();
            }
            let ended = self.pending.is_empty();
            let step = self.decoder.decode_bytes(&self.pending, out);
            self.pending.drain(..step.consumed_in);
            if step.consumed_out > 0 || ended || step.status.is_err() || self.decoder.has_ended() {
                return Ok(step.consumed_out);
            }
        }
    }
}

fn jpeg_size(data: &[u8]) -> Option<(u64, u64)> {
    let m = super::super::jpeg_markers::Markers::read(data)?;
    Some((u64::from(m.width), u64::from(m.height)))
}

fn be32(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?)))
}

/// The SIZ segment that begins a JPEG 2000 codestream (ITU-T T.800, A.5.1).
fn jpx_size(data: &[u8]) -> Option<(u64, u64)> {
    let at = data.windows(4).position(|w| w == b"\xFF\x4F\xFF\x51")?;
    Some((be32(data, at + 8)?, be32(data, at + 12)?))
}

/// The page information segment (ITU-T T.88, 7.4.8) of an embedded stream, looked for among its first
/// segments.
fn jbig2_size(data: &[u8]) -> Option<(u64, u64)> {
    let mut at = 0usize;
    for _ in 0..64 {
        let number = be32(data, at)?;
        let flags = *data.get(at + 4)?;
        let count = *data.get(at + 5)?;
        if count >> 5 == 7 {
            return None;
        }
        let reference = if number <= 256 {
            1
        } else if number <= 65536 {
            2
        } else {
            4
        };
        let page = if flags & 0x40 != 0 { 4 } else { 1 };
        let body = at + 6 + usize::from(count >> 5) * reference + page + 4;
        if flags & 0x3F == 48 {
            // An unknown height is all ones; the decoder then grows row by row with the data.
            let (w, h) = (be32(data, body)?, be32(data, body + 4)?);
            return Some((w, if h == 0xFFFF_FFFF { 1 } else { h }));
        }
        at = body.checked_add(usize::try_from(be32(data, body - 4)?).ok()?)?;
    }
    None
}

fn fax_size(dict: &Dict<'_>) -> Option<(u64, u64)> {
    let parameters = dict.get::<Dict<'_>>("DecodeParms").or_else(|| dict.get::<Dict<'_>>("DP"))?;
    let columns = parameters.get::<u32>("Columns").unwrap_or(1728);
    let rows =
        dict.get::<u32>("Height").or_else(|| dict.get::<u32>("H")).or_else(|| parameters.get::<u32>("Rows"));
    Some((u64::from(columns), u64::from(rows.unwrap_or(1))))
}

/// Refuses a file whose object or cross-reference streams are bombs: the parser inflates those on opening,
/// before any page can be looked at. In an encrypted file they cannot be seen from here.
pub(super) fn check_object_streams(bytes: &[u8], limits: &Limits) -> Result<()> {
    let mut total = 0u64;
    let mut at = 0usize;
    while let Some(found) = bytes.get(at..).and_then(|b| b.windows(6).position(|w| w == b"stream")) {
        let start = at + found;
        at = start + 6;
        let dict = bytes.get(start.saturating_sub(512)..start).unwrap_or_default();
        let dict = dict.windows(4).rposition(|w| w == b" obj").and_then(|p| dict.get(p..)).unwrap_or(dict);
        let has = |word: &[u8]| dict.windows(word.len()).any(|w| w == word);
        if !has(b"/ObjStm") && !has(b"/XRef") {
            continue;
        }
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let limit = CONTENT_BYTES.min(limits.decoded_bytes);
        total = total.saturating_add(expansion(data, &[Filter::FlateDecode], limit)?);
        if total > limit {
            return Err(Error::new(Kind::SourceTooManyBytes).with("limit", limit));
        }
    }
    Ok(())
}
