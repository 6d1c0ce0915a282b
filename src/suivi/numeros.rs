//! Lot numbers: one sequence for each emitter, kept in the journal, so that no two processes give out the same.

use super::acces::{Change, View};
use crate::error::{Error, Kind, Result};

/// A number of an emitter, a facture or a lot as it is compared: senders pad them to different widths.
pub(super) fn numero(text: &str) -> String {
    let text = text.trim();
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let short = text.trim_start_matches('0');
    if short.is_empty() && !text.is_empty() { "0".to_owned() } else { short.to_owned() }
}

impl View<'_> {
    fn compteur(&self, kind: &str, emitter: &str) -> String {
        let hash = self.coffre.digest("emetteur", &[kind, emitter]);
        hash.iter().fold("numero ".to_owned(), |text, b| text + &format!("{b:02x}"))
    }

    /// The number of this emitter's next lot. A profile with another range starts at its first number.
    pub(super) fn next_number(&self, kind: &str, emitter: &str) -> Result<u32> {
        let rules = &self.ctx.profile.sections.lot;
        let (min, max) = (rules.number_min.value, rules.number_max.value);
        let stored = self.tx.meta(&self.compteur(kind, emitter))?;
        let next = stored.and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
        Ok(next.filter(|n| (min..=max).contains(n)).unwrap_or(min))
    }
}

impl Change<'_> {
    pub(super) fn set_number(&mut self, kind: &str, emitter: &str, next: u32) -> Result<()> {
        self.tx.set_meta(&self.compteur(kind, emitter), &next.to_be_bytes())
    }

    /// Takes the next number for a dossier that goes out of SCOR and keeps one (S4).
    pub(super) fn take_number(&mut self, kind: &str, emitter: &str) -> Result<u32> {
        let rules = &self.ctx.profile.sections.lot;
        let (min, max) = (rules.number_min.value, rules.number_max.value);
        let number = self.next_number(kind, emitter)?;
        if !(min..=max).contains(&number) {
            let error = Error::new(Kind::LotNumber).with("actual", number);
            return Err(error.with("min", min).with("max", max));
        }
        self.set_number(kind, emitter, if number == max { min } else { number + 1 })?;
        Ok(number)
    }
}
