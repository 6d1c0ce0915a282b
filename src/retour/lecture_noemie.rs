//! The entities of a NOEMIE text, one after the other: three digits of code, fields of fixed widths, an end mark.
//!
//! A record that is shorter than its layout lacks its last fields; one that is longer has fields of a later version.
//! Entities that the profile does not know are passed over up to their end mark.

use super::texte::{self, Champs, misfit};
use crate::error::{Error, Kind, Result};
use crate::profile::{NoemieEntity, Profile};

/// Bytes of a NOEMIE part: a thousand factures with ten acts each have about 2 million.
const MAX_BYTES: usize = 16 << 20;
/// Characters of a record; the longest known has 153.
const MAX_RECORD: usize = 4096;
const MAX_RECORDS: usize = 1_000_000;
const HEAD: &str = "000";
const END: &str = "999";

/// The entities of a text.
pub(super) struct Entites<'a> {
    text: String,
    at: usize,
    record: usize,
    began: usize,
    entities: &'a [NoemieEntity],
    end: char,
}

/// What comes next.
pub(super) enum Entity {
    /// An entity of the profile, by its code.
    Known(String, Champs),
    /// One that the profile does not know.
    Unknown,
    /// The end of the file.
    End(Champs),
}

impl<'a> Entites<'a> {
    pub(super) fn new(bytes: &[u8], profile: &'a Profile) -> Result<Entites<'a>> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::new(Kind::RetourTooLarge)
                .with("actual", bytes.len())
                .with("limit", MAX_BYTES));
        }
        let keys = &profile.sections.noemie;
        let text = texte::decode(bytes, keys.encoding.value)?;
        let entities = &profile.return_rules.noemie_entities;
        Ok(Entites { text, at: 0, record: 0, began: 0, entities, end: keys.end.value })
    }

    /// The head record of the next file, or `None` when only padding is left.
    pub(super) fn begin(&mut self) -> Result<Option<Champs>> {
        let rest = self.rest().trim_start_matches([' ', '\r', '\n', '\0', '\x1a']);
        if rest.is_empty() {
            return Ok(None);
        }
        let (at, head) = (self.text.len() - rest.len(), rest.starts_with(HEAD));
        (self.at, self.began) = (at, self.record);
        if !head {
            return Err(misfit(self.record + 1, "a file begins with entity 000"));
        }
        match self.next()? {
            Entity::Known(_, champs) => Ok(Some(champs)),
            _ => Err(misfit(self.record, "the profile has no entity 000")),
        }
    }

    /// Records of the file so far, its head included.
    pub(super) fn in_file(&self) -> usize {
        self.record - self.began
    }

    /// The next entity of the file.
    pub(super) fn next(&mut self) -> Result<Entity> {
        let rest = self.rest().trim_start_matches(['\r', '\n', '\0', '\x1a']);
        let start = self.text.len() - rest.len();
        if rest.trim().is_empty() {
            return Err(self.truncated());
        }
        if self.record >= MAX_RECORDS {
            return Err(Error::new(Kind::RetourTooMany).with("limit", MAX_RECORDS));
        }
        let digits = rest.bytes().take(3).filter(u8::is_ascii_digit).count() == 3;
        let (code, fields) = rest
            .split_at_checked(3)
            .filter(|_| digits)
            .ok_or_else(|| misfit(self.record + 1, "it does not begin with the three digits of an entity"))?;
        if code == HEAD && self.in_file() > 0 {
            return Err(misfit(self.record + 1, "a file begins before the one before it has ended"));
        }
        let entity = self.entities.iter().find(|entity| entity.code == code);
        let (length, mark) = self.length(fields, entity)?;
        let next = start + code.len() + length + mark;
        let record = self.record + 1;
        let read = fields.get(..length).unwrap_or_default();
        let read = match entity {
            None => Entity::Unknown,
            Some(entity) => {
                let champs = Champs::cut(record, read, &entity.fields);
                match code {
                    END => Entity::End(champs),
                    _ => Entity::Known(code.to_owned(), champs),
                }
            }
        };
        (self.at, self.record) = (next, record);
        Ok(read)
    }

    /// Bytes of the record's fields, and of the mark after them.
    fn length(&self, fields: &str, entity: Option<&NoemieEntity>) -> Result<(usize, usize)> {
        let width = entity.map(|entity| entity.fields.width());
        let byte = |chars: usize| match fields.char_indices().nth(chars) {
            Some((at, c)) => Some((at, Some(c))),
            None if fields.chars().count() == chars => Some((fields.len(), None)),
            None => None,
        };
        if let Some((width, true)) = width.zip(entity.map(|entity| entity.bare)) {
            let (end, after) = byte(width).ok_or_else(|| self.truncated())?;
            // Some senders end 000 and 999 like the others.
            return Ok((end, if after == Some(self.end) { self.end.len_utf8() } else { 0 }));
        }
        // A label may hold the mark: the layout is asked first where it stands.
        if let Some((end, Some(after))) = width.and_then(byte)
            && after == self.end
        {
            return Ok((end, self.end.len_utf8()));
        }
        let mut near = fields.char_indices().take(MAX_RECORD);
        match near.find(|(_, c)| *c == self.end) {
            Some((end, _)) => Ok((end, self.end.len_utf8())),
            None if fields.chars().nth(MAX_RECORD).is_some() => {
                Err(misfit(self.record + 1, "it has no end mark"))
            }
            None => Err(self.truncated()),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn truncated(&self) -> Error {
        Error::new(Kind::RetourTruncated).with("record", self.record)
    }
}
