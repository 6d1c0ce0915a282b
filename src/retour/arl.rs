//! The facts of an ARL: of which lot it speaks, and what it says of the lot, of dossiers and of single pieces.

use jiff::civil::Date;
use serde::Serialize;

use super::cle::{Cle, number};
use super::grammaire::{Grammaire, Lu};
use super::texte::{self, Champs, misfit};
use crate::error::{Error, Kind, Result};
use crate::profile::{Action, ArlRole, FaultName};

/// Bytes of an ARL: a refusal of every piece of a thousand dossiers has about 200 000.
const MAX_BYTES: usize = 2 << 20;

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The whole lot.
    Lot,
    /// A dossier of it.
    Dossier,
    /// A single piece.
    Piece,
}

/// Why somebody should look at a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alerte {
    /// The profile's table does not have the code.
    CodeInconnu,
    /// The sign accepts what the code refuses, or the reverse.
    SigneContraire,
}

/// One thing that an ARL accepts or refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What it is about.
    pub level: Level,
    /// Identifier of the dossier, below the lot, when the ARL says.
    pub dossier: Option<String>,
    /// Number of the facture, as [`number`] compares it.
    pub invoice: Option<String>,
    /// Code of the type of piece.
    #[serde(rename = "type")]
    pub type_code: Option<String>,
    /// Rank of the piece in its dossier, from 1.
    pub rank: Option<u32>,
    /// Name of the piece's file in the lot.
    pub file: Option<String>,
    /// Accepted?
    pub positive: bool,
    /// The code, as written.
    pub code: Option<String>,
    /// What it means: the ARL's own label, else the profile's; empty when neither says.
    pub label: String,
    /// What is to be done.
    pub action: Action,
    /// The fault of the image that the code names.
    pub fault: Option<FaultName>,
    /// Why somebody should look at it.
    pub alerte: Option<Alerte>,
}

/// An ARL about one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arl {
    /// Identifier of the ARL itself.
    pub id: Option<String>,
    /// Its date.
    #[serde(serialize_with = "texte::day")]
    pub date: Option<Date>,
    /// Type of the lot's emitter, such as `TP`.
    pub emitter_type: Option<String>,
    /// The lot.
    #[serde(flatten)]
    pub cle: Cle,
    /// What it says, in its order; never empty.
    pub verdicts: Vec<Verdict>,
}

impl Arl {
    /// Is everything accepted?
    pub fn positive(&self) -> bool {
        self.verdicts.iter().all(|v| v.action == Action::Archive)
    }

    /// The verdict on the whole lot, when there is one.
    pub fn lot(&self) -> Option<&Verdict> {
        self.verdicts.iter().find(|v| v.level == Level::Lot)
    }
}

/// Reads the ARL of a part: one for each lot that it speaks of.
///
/// Every record must fit: a layout that is not the profile's must not pass for a short ARL.
pub(super) fn read(bytes: &[u8], grammaire: &Grammaire) -> Result<Vec<Arl>> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::new(Kind::RetourTooLarge).with("actual", bytes.len()).with("limit", MAX_BYTES));
    }
    let text = texte::decode(bytes, grammaire.encoding)?;
    let mut state = State { grammaire, head: Head::default(), out: Vec::new() };
    let mut ended = false;
    let records = grammaire.records(&text)?;
    let last = records.len();
    for Lu { role, champs } in records {
        match role {
            ArlRole::Ignore => {}
            ArlRole::End => ended = state.end(&champs)?,
            _ if ended => return Err(misfit(champs.record(), "it comes after the end record")),
            role => state.record(role, &champs)?,
        }
    }
    if state.out.is_empty() || (grammaire.has_end() && !ended) {
        return Err(Error::new(Kind::RetourTruncated).with("record", last));
    }
    match state.out.iter().any(|arl| arl.verdicts.is_empty()) {
        true => Err(misfit(last, "a lot is named and not judged")),
        false => Ok(state.out),
    }
}

/// What header records said last.
#[derive(Default)]
struct Head {
    id: Option<String>,
    date: Option<Date>,
    emitter_type: Option<String>,
    emitter: Option<String>,
    lot_date: Option<Date>,
    dossier: Option<String>,
    invoice: Option<String>,
    seen: usize,
}

struct State<'a> {
    grammaire: &'a Grammaire,
    head: Head,
    out: Vec<Arl>,
}

impl State<'_> {
    fn record(&mut self, role: ArlRole, champs: &Champs) -> Result<()> {
        self.head.seen += 1;
        self.header(champs)?;
        let level = match role {
            ArlRole::Lot => Level::Lot,
            ArlRole::Dossier => Level::Dossier,
            ArlRole::Piece => Level::Piece,
            _ => return Ok(()),
        };
        let verdict = self.verdict(level, champs)?;
        let arl = self.out.last_mut().ok_or_else(|| misfit(champs.record(), "no lot was named before it"))?;
        arl.verdicts.push(verdict);
        Ok(())
    }

    /// Takes over what the record says of the ARL and the lot; a lot that is another one begins an ARL of its own.
    fn header(&mut self, champs: &Champs) -> Result<()> {
        let (head, dates) = (&mut self.head, self.grammaire.dates);
        let over = |old: &mut Option<String>, new: Option<String>| {
            if new.is_some() {
                *old = new;
            }
        };
        over(&mut head.id, champs.text("arl"));
        over(&mut head.emitter_type, champs.text("emitter_type"));
        over(&mut head.emitter, champs.text("emitter").map(|n| number(&n)));
        head.date = champs.date("arl_date", dates)?.or(head.date);
        head.lot_date = champs.date("lot_date", dates)?.or(head.lot_date);
        if let Some(lot) = champs.number::<u32>("lot")? {
            let cle = Cle { emitter: head.emitter.clone(), lot, date: head.lot_date };
            if self.out.last().is_none_or(|arl| arl.cle != cle) {
                (head.dossier, head.invoice) = (None, None);
                let (id, date, emitter_type) = (head.id.clone(), head.date, head.emitter_type.clone());
                self.out.push(Arl { id, date, emitter_type, cle, verdicts: Vec::new() });
            }
        }
        let head = &mut self.head;
        if let Some(dossier) = champs.text("dossier") {
            (head.dossier, head.invoice) = (Some(dossier), None);
        }
        over(&mut head.invoice, champs.text("invoice").map(|n| number(&n)));
        Ok(())
    }

    fn verdict(&self, level: Level, champs: &Champs) -> Result<Verdict> {
        let (code, below) = (champs.text("code"), level != Level::Lot);
        let judged = self.grammaire.judge(champs, code.as_deref())?;
        Ok(Verdict {
            level,
            dossier: self.head.dossier.clone().filter(|_| below),
            invoice: self.head.invoice.clone().filter(|_| below),
            type_code: champs.text("type"),
            rank: champs.number("rank")?,
            file: champs.text("file"),
            positive: judged.positive,
            label: champs.text("label").or(judged.label).unwrap_or_default(),
            code,
            action: judged.action,
            fault: judged.fault,
            alerte: judged.alerte,
        })
    }

    /// The end record; its count, when it has one, is of the records before it that were not passed over.
    fn end(&self, champs: &Champs) -> Result<bool> {
        match champs.number::<usize>("count")? {
            Some(count) if count != self.head.seen => {
                Err(Error::new(Kind::RetourTruncated).with("record", champs.record()))
            }
            _ => Ok(true),
        }
    }
}
