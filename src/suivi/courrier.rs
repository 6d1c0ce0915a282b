//! From a lot to the bytes that are sent, and from a message to what the journal does: the mail of the journal.

use serde_json::Value;

use super::bureau::Bureau;
use super::recus::Faits;
use super::retours::{NewReturn, ReceivedFact};
use super::{PackedLot, ReturnView};
use crate::error::{Error, Kind, Result};
use crate::lot::{self, Lot, Stamp};
use crate::mail::{self, Bounds, Headers};
use crate::profile::Profile;
use crate::seal::{Certificate, seal};

/// How a lot goes out.
#[derive(Clone, Copy, Debug)]
pub struct Courrier<'a> {
    /// Sender's address; the bytes are the whole sealed message. Without one they are the container alone, for hosts
    /// whose network does the rest.
    pub from: Option<&'a str>,
    /// The certificates that lots are sealed to.
    pub recipients: &'a [Certificate],
}

impl Courrier<'_> {
    /// Packs, seals and writes, as the profile says. Errors: those of [`lot::pack`], [`seal`] and [`mail::message`].
    pub fn pack(&self, lot: &Lot, profile: &Profile, stamp: Stamp) -> Result<PackedLot> {
        let suite = lot::suite(profile);
        let packed = lot::pack(lot, profile, stamp, |piece| {
            seal(piece.sent_pdf().unwrap_or_default(), self.recipients, suite)
        })?;
        let Some(from) = self.from else {
            return Ok(PackedLot { nom: packed.name, octets: packed.container });
        };
        let texts = lot::texts(lot, profile, stamp)?;
        let headers = texts.part_headers(&packed, profile);
        let part = mail::inner_part(&packed.container, &headers, profile.sections.mail.gzip.value)?;
        let sealed = seal(&part, self.recipients, suite)?;
        let host = from.rsplit('@').next().unwrap_or("localhost");
        let headers = Headers {
            from: from.to_owned(),
            date: stamp.created,
            message_id: format!("lot-{}-{}-{}@{host}", lot.recipient.emitter, lot.number, stamp.created),
            ..texts.message_headers(profile)
        };
        Ok(PackedLot { nom: packed.name, octets: mail::message(&sealed, &headers)? })
    }
}

impl Bureau {
    /// Takes a message of the mailbox in and does what it says. `None` when it is not ours: nothing is kept then. One that
    /// cannot be read is kept, with the reason. An encrypted one is kept unread: open it and hand in what was inside.
    pub fn receive(&mut self, now: i64, message: &[u8]) -> Result<Option<ReturnView>> {
        let faits = match self.reader.read(message, &Bounds::default()) {
            Ok(read) => match Faits::read_from(&read) {
                Some(faits) => faits,
                None => return Ok(None),
            },
            Err(error) => Faits { faits: Vec::new(), illisible: Some(error.key()) },
        };
        let (journal, ctx) = self.parts(now);
        let recu = NewReturn { octets: message, faits: &faits.faits, illisible: faits.illisible };
        journal.write(ctx, |j| j.record_return(&recu)).map(Some)
    }

    /// Somebody has seen a return that could not be placed; with `lot`, the ARL in it is about that lot. Gives what that
    /// did, JSON, null without a lot. Errors: `suivi.unknown`; `arg.value` when there is not exactly one ARL in it.
    pub fn settle_return(&mut self, now: i64, retour: i64, lot: Option<i64>) -> Result<Value> {
        let Some(lot) = lot else {
            let (journal, ctx) = self.parts(now);
            return journal.write(ctx, |j| j.mark_return_seen(retour)).map(|()| Value::Null);
        };
        let (journal, ctx) = self.parts(now);
        let bytes = journal.read(ctx, |j| j.return_bytes(retour))?;
        let faits = Faits::read_from(&self.reader.read(&bytes, &Bounds::default())?).unwrap_or_default();
        let mut arls = faits.faits.into_iter().filter_map(|fait| match fait {
            ReceivedFact::Arl(accuse) => Some(accuse),
            _ => None,
        });
        let (Some(accuse), None) = (arls.next(), arls.next()) else {
            return Err(Error::new(Kind::BadValue).with("name", "retour"));
        };
        let (journal, ctx) = self.parts(now);
        Ok(serde_json::json!(journal.write(ctx, |j| j.assign(retour, lot, &accuse))?))
    }
}
