//! Which dossier goes into which lot.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::tar::BLOCK;
use crate::dossier::{Dossier, FseFacts, Lack};
use crate::error::{Error, Kind, Lang, Result};
use crate::profile::{Incomplete, Profile};

/// Bytes that sealing may add to a piece: keys of up to 4096 bits and issuer names for every recipient, algorithm
/// names, padding.
const SEAL_OVERHEAD: u64 = 1024 + 1024 * crate::seal::MAX_RECIPIENTS as u64;
/// Bytes of a manifest beside its pieces, and for each piece.
const MANIFEST: u64 = 4096;
const MANIFEST_PIECE: u64 = 1024;

/// Where the numbers of lots go on. The host keeps it between calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// Number of the next lot.
    pub next: u32,
}

/// The lots of one call.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Lots to pack, seal and send.
    pub lots: Vec<Lot>,
    /// Dossiers that stay behind, with the reasons.
    pub left_out: Vec<LeftOut>,
    /// Dossiers that were taken out of SCOR, each with the lot number it keeps.
    pub hors_scor: Vec<(String, u32)>,
    /// Number for the next call.
    pub next_number: u32,
}

impl Built {
    /// What went where, for the journal: `lots` (number, recipient, dossiers), `left_out` (dossier, reasons with
    /// their key and text in both languages), `hors_scor` (dossier, number), `next_number`.
    pub fn report(&self) -> Value {
        let lots = self.lots.iter().map(|l| {
            let dossiers: Vec<&str> = l.dossiers().map(Dossier::id).collect();
            json!({ "number": l.number, "recipient": l.recipient, "dossiers": dossiers })
        });
        let reason =
            |r: &Reason| json!({ "reason": r.key(), "en": r.text(Lang::En), "fr": r.text(Lang::Fr) });
        let left = self.left_out.iter().map(|l| {
            let reasons: Vec<Value> = l.reasons.iter().map(reason).collect();
            json!({ "dossier": l.dossier, "reasons": reasons })
        });
        let out = self.hors_scor.iter().map(|(id, number)| json!({ "dossier": id, "number": number }));
        json!({
            "lots": lots.collect::<Vec<_>>(),
            "left_out": left.collect::<Vec<_>>(),
            "hors_scor": out.collect::<Vec<_>>(),
            "next_number": self.next_number,
        })
    }
}

/// A dossier that stays behind.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its identifier.
    pub dossier: String,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Why a dossier stays behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The dossier itself is not ready.
    Lack(Lack),
    /// Another dossier of the same recipient is incomplete, and the profile holds the lot.
    LotHeld,
}

impl Reason {
    /// Stable key.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Lack(lack) => lack.key(),
            Reason::LotHeld => "lot_held",
        }
    }

    /// A sentence for the screen.
    pub fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Reason::Lack(lack), lang) => lack.text(lang),
            (Reason::LotHeld, Lang::En) => "another dossier of the lot is incomplete",
            (Reason::LotHeld, Lang::Fr) => "un autre dossier du lot est incomplet",
        }
    }
}

/// What the dossiers of a lot have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recipient {
    /// Type and number of the emitter.
    pub emitter_type: String,
    /// Number of the emitter.
    pub emitter: String,
    /// Regime of the recipient.
    pub regime: String,
    /// Caisse of the recipient.
    pub caisse: String,
    /// Centre of the recipient, or empty.
    pub centre: String,
    /// Test flow.
    pub test: bool,
}

/// One lot SCOR: several lots de dossiers for one recipient.
#[derive(Clone, Debug)]
pub struct Lot {
    /// Its number.
    pub number: u32,
    /// From whom and to whom.
    pub recipient: Recipient,
    /// Its lots de dossiers.
    pub batches: Vec<Batch>,
}

/// A lot de dossiers: the dossiers of one FSE lot.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Number of the FSE lot.
    pub fse_lot: String,
    /// Its date, `YYYY-MM-DD`.
    pub fse_date: String,
    /// Its dossiers.
    pub dossiers: Vec<Dossier>,
}

impl Lot {
    /// All dossiers, lot de dossiers by lot de dossiers.
    pub fn dossiers(&self) -> impl Iterator<Item = &Dossier> {
        self.batches.iter().flat_map(|b| b.dossiers.iter())
    }
}

/// Groups dossiers into lots. The order of dossiers with the same recipient is kept.
///
/// A dossier goes when nothing is [missing](Dossier::missing) and nothing is [waited for](Dossier::waiting). Which
/// dossiers an incomplete one holds back is the profile's `lot.incomplete`; a dossier that only waits for its
/// FSE holds nobody.
///
/// Errors: `lot.dossier_twice`; `lot.number` when `numbering` lies outside the profile's range; `lot.too_large`
/// when one dossier exceeds the profile's bytes of a lot.
pub fn build(dossiers: &[(Dossier, FseFacts)], profile: &Profile, numbering: Numbering) -> Result<Built> {
    check_ids(dossiers)?;
    let mut numbers = Numbers::new(numbering, profile)?;
    let mut built = Built::default();
    let mut groups: Vec<(Recipient, Vec<&(Dossier, FseFacts)>)> = Vec::new();
    for pair in dossiers {
        let recipient = recipient(&pair.0);
        match groups.iter_mut().find(|(r, _)| *r == recipient) {
            Some((_, members)) => members.push(pair),
            None => groups.push((recipient, vec![pair])),
        }
    }
    for (recipient, members) in groups {
        let (out, inside): (Vec<_>, Vec<_>) = members.into_iter().partition(|(d, _)| d.hors_scor());
        if !out.is_empty() {
            let number = numbers.next()?;
            built.hors_scor.extend(out.iter().map(|(d, _)| (d.id().to_owned(), number)));
        }
        let ready = ready(inside, profile, &mut built.left_out);
        for dossiers in split(ready, profile)? {
            built.lots.push(Lot {
                number: numbers.next()?,
                recipient: recipient.clone(),
                batches: batches(dossiers),
            });
        }
    }
    built.next_number = numbers.next;
    Ok(built)
}

fn check_ids(dossiers: &[(Dossier, FseFacts)]) -> Result<()> {
    let mut ids: Vec<&str> = dossiers.iter().map(|(d, _)| d.id()).collect();
    ids.sort_unstable();
    match ids.windows(2).any(|pair| pair.first() == pair.last()) {
        true => Err(Error::new(Kind::LotDossierTwice)),
        false => Ok(()),
    }
}

fn recipient(dossier: &Dossier) -> Recipient {
    let f = dossier.facture().fields();
    Recipient {
        emitter_type: f.emitter_type.clone(),
        emitter: f.emitter.clone(),
        regime: f.regime.clone(),
        caisse: f.caisse.clone(),
        centre: f.centre.clone(),
        test: f.test,
    }
}

/// The dossiers of one recipient that go; the others are noted with their reasons.
fn ready<'a>(
    members: Vec<&'a (Dossier, FseFacts)>,
    profile: &Profile,
    left: &mut Vec<LeftOut>,
) -> Vec<&'a Dossier> {
    let hold = profile.sections.lot.incomplete.value == Incomplete::HoldLot
        && members.iter().any(|(d, _)| !d.missing(profile).is_empty());
    let mut going = Vec::new();
    for (dossier, facts) in members {
        let lacks = dossier.missing(profile).into_iter().chain(dossier.waiting(*facts, profile));
        let mut reasons: Vec<Reason> = lacks.map(Reason::Lack).collect();
        if reasons.is_empty() && hold {
            reasons.push(Reason::LotHeld);
        }
        match reasons.is_empty() {
            true => going.push(dossier),
            false => left.push(LeftOut { dossier: dossier.id().to_owned(), reasons }),
        }
    }
    going
}

/// Cuts the dossiers of one recipient where the profile's limits say so.
fn split<'a>(dossiers: Vec<&'a Dossier>, profile: &Profile) -> Result<Vec<Vec<&'a Dossier>>> {
    let rules = &profile.sections.lot;
    let mut lots: Vec<Vec<&Dossier>> = Vec::new();
    let mut bytes = 0;
    for dossier in dossiers {
        let size = size(dossier);
        if !rules.max_bytes.value.allows(MANIFEST + size) {
            let limit = rules.max_bytes.value.0.unwrap_or(0);
            return Err(Error::new(Kind::LotTooLarge).with("limit", limit));
        }
        match lots.last_mut() {
            Some(lot)
                if rules.max_dossiers.value.allows(lot.len() as u64 + 1)
                    && rules.max_bytes.value.allows(bytes + size) =>
            {
                lot.push(dossier);
                bytes += size;
            }
            _ => {
                lots.push(vec![dossier]);
                bytes = MANIFEST + size;
            }
        }
    }
    Ok(lots)
}

/// Most bytes that a dossier takes in a container.
fn size(dossier: &Dossier) -> u64 {
    let piece = |bytes: usize| bytes as u64 + SEAL_OVERHEAD + 2 * BLOCK as u64 + MANIFEST_PIECE;
    dossier.pieces().iter().map(|p| piece(p.sent_pdf().map_or(0, <[u8]>::len))).sum()
}

fn batches(dossiers: Vec<&Dossier>) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for dossier in dossiers {
        let f = dossier.facture().fields();
        match batches.iter_mut().find(|b| b.fse_lot == f.fse_lot && b.fse_date == f.fse_date) {
            Some(batch) => batch.dossiers.push(dossier.clone()),
            None => {
                let (fse_lot, fse_date) = (f.fse_lot.clone(), f.fse_date.clone());
                batches.push(Batch { fse_lot, fse_date, dossiers: vec![dossier.clone()] });
            }
        }
    }
    batches
}

/// Lot numbers within the profile's range, the first again after the last.
struct Numbers {
    next: u32,
    min: u32,
    max: u32,
    /// Numbers that this call may still give out: twice the same would lose a lot.
    left: u32,
}

impl Numbers {
    fn new(numbering: Numbering, profile: &Profile) -> Result<Numbers> {
        let (min, max) = (profile.sections.lot.number_min.value, profile.sections.lot.number_max.value);
        if !(min..=max).contains(&numbering.next) {
            let error = Error::new(Kind::LotNumber).with("actual", numbering.next);
            return Err(error.with("min", min).with("max", max));
        }
        Ok(Numbers { next: numbering.next, min, max, left: (max - min).saturating_add(1) })
    }

    fn next(&mut self) -> Result<u32> {
        let used_up = || {
            let error = Error::new(Kind::LotNumber).with("actual", u64::from(self.max) + 1);
            error.with("min", self.min).with("max", self.max)
        };
        self.left = self.left.checked_sub(1).ok_or_else(used_up)?;
        let number = self.next;
        self.next = if number == self.max { self.min } else { number + 1 };
        Ok(number)
    }
}
