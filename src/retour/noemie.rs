//! The facts of a NOEMIE file: which factures were paid and which rejected. Patients, acts and movements of money are
//! passed over: following a facture needs none of them, so none of them is kept.

use jiff::civil::Date;
use serde::Serialize;

use super::cle::number;
use super::lecture_noemie::{Entites, Entity};
use super::texte::{self, Champs};
use crate::error::{Error, Kind, Result};
use crate::profile::{DateForm, Noemie as Keys, Profile};

/// Factures, and rejects of one facture or of the file: a practice's month has some hundreds.
const MAX_FACTURES: usize = 100_000;
const MAX_REJECTS: usize = 1_000;

/// What became of a facture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Etat {
    /// Its AMO part was paid.
    Paye,
    /// Its AMO part was rejected.
    Rejete,
    /// Deferred, or the file does not say.
    Autre,
}

/// From what the state is read, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Indice {
    /// The state of the AMO part (entity 198): read in running code.
    Part,
    /// A rejection of the whole facture (entity 294, level F): inferred.
    Rejet,
    /// Acts that were paid, and no rejection (entities 210 and 220): inferred.
    Actes,
    /// Nothing that the library reads.
    Aucun,
}

/// A rejection, or only a remark: entity 290 is used for both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejet {
    /// Entity: `290` (rejection or remark) or `294` (rejection).
    pub entity: String,
    /// Code.
    pub code: Option<String>,
    /// Label, in the caisse's words.
    pub label: String,
    /// `F` the facture, `L` a line, `A` a refinement of another code.
    pub level: Option<String>,
    /// `O` the AMO part or both, `C` the complementary part.
    pub part: Option<String>,
    /// Number of the line that it is about.
    pub line: Option<u32>,
}

/// A facture of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactureRetour {
    /// Number, as [`number`] compares it.
    pub invoice: String,
    /// Number of its FSE lot.
    pub lot: Option<u32>,
    /// Date of that lot.
    #[serde(serialize_with = "texte::day")]
    pub lot_date: Option<Date>,
    /// `F` FSE, `B` B2 or degraded, `D` DRE, `P` paper and others.
    pub invoice_type: Option<String>,
    /// What became of it.
    pub etat: Etat,
    /// From what that is read.
    pub indice: Indice,
    /// AMO amount that was asked for, centimes.
    pub amo_asked: Option<i64>,
    /// AMO amount that was paid, centimes; negative when taken back.
    pub amo_paid: Option<i64>,
    /// Rejections and remarks.
    pub rejets: Vec<Rejet>,
    /// Its record in the file, from 1.
    pub record: usize,
    #[serde(skip)]
    acts: i64,
}

/// A NOEMIE file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Noemie {
    /// Type and number of the caisse that sends it.
    pub emitter_type: Option<String>,
    /// Its number, as [`number`] compares it.
    pub emitter: Option<String>,
    /// Number of the practice that it is for, the emitter of the factures.
    pub recipient: Option<String>,
    /// Identifier of the file.
    pub file: Option<String>,
    /// Its date.
    #[serde(serialize_with = "texte::day")]
    pub created: Option<Date>,
    /// Norm and version.
    pub norm: Option<String>,
    /// Test or demonstration, not real.
    pub test: bool,
    /// The factures, in the order of the file.
    pub factures: Vec<FactureRetour>,
    /// Rejections before any facture: of the file or of a lot.
    pub rejets: Vec<Rejet>,
    /// Entities that the profile does not know; they were passed over.
    pub unknown: usize,
    /// Fields of numbers and dates that are neither; they are absent from what was read.
    pub malformed: usize,
    /// The end record counts other than the records that came: shown, because it is not known what it counts.
    pub count_differs: bool,
}

/// Reads the NOEMIE files of a part.
pub(super) fn read(bytes: &[u8], profile: &Profile) -> Result<Vec<Noemie>> {
    let keys = &profile.sections.noemie;
    let mut entities = Entites::new(bytes, profile)?;
    let mut files = Vec::new();
    while let Some(first) = entities.begin()? {
        let mut file = State::new(keys, &first);
        let count = loop {
            match entities.next()? {
                Entity::Unknown => file.out.unknown += 1,
                Entity::Known(code, champs) => file.entity(&code, &champs)?,
                Entity::End(champs) => break file.soft(champs.number::<usize>("count")),
            }
        };
        files.push(file.finish(count, entities.in_file()));
    }
    match files.is_empty() {
        true => Err(Error::new(Kind::RetourTruncated).with("record", 0)),
        false => Ok(files),
    }
}

struct State<'a> {
    keys: &'a Keys,
    dates: DateForm,
    lot: Option<u32>,
    lot_date: Option<Date>,
    out: Noemie,
}

impl State<'_> {
    fn new<'a>(keys: &'a Keys, head: &Champs) -> State<'a> {
        let norm = [head.text("norm"), head.text("version")].into_iter().flatten().collect::<Vec<_>>();
        let out = Noemie {
            emitter_type: head.text("emitter_type"),
            emitter: head.text("emitter").map(|n| number(&n)),
            recipient: head.text("recipient").map(|n| number(&n)),
            file: head.text("file"),
            norm: Some(norm.join(" ")).filter(|norm| !norm.is_empty()),
            test: head.get("flow").is_some_and(|flow| matches!(flow, "T" | "D")),
            ..Noemie::default()
        };
        let mut state = State { keys, dates: keys.dates.value, lot: None, lot_date: None, out };
        state.out.created = state.soft(head.date("created", keys.dates.value));
        state
    }

    /// Takes over what an entity says, whichever it is: the profile's fields tell.
    fn entity(&mut self, code: &str, champs: &Champs) -> Result<()> {
        let lot = self.soft(champs.number::<u32>("lot"));
        let date = self.soft(champs.date("lot_date", self.dates));
        match champs.text("invoice") {
            Some(invoice) => self.facture(number(&invoice), lot, date, champs)?,
            None if lot.is_some() || date.is_some() => (self.lot, self.lot_date) = (lot, date),
            None => {}
        }
        if let Some(reject) = self.reject(code, champs) {
            let list = self.out.factures.last_mut().map_or(&mut self.out.rejets, |f| &mut f.rejets);
            if list.len() >= MAX_REJECTS {
                return Err(Error::new(Kind::RetourTooMany).with("limit", MAX_REJECTS));
            }
            list.push(reject);
        }
        let asked = self.soft(amount(champs, "amo_asked", "_"));
        let paid = self.soft(amount(champs, "amo_paid", "amo_sign"));
        let act = self.soft(amount(champs, "act_paid", "act_sign"));
        if let Some(facture) = self.out.factures.last_mut() {
            facture.amo_asked = asked.or(facture.amo_asked);
            facture.amo_paid = paid.or(facture.amo_paid);
            facture.acts = facture.acts.saturating_add(act.unwrap_or(0));
            facture.part(champs, self.keys);
        }
        Ok(())
    }

    /// A field that cannot be read is counted and is absent: the factures around it still count.
    fn soft<T>(&mut self, read: Result<Option<T>>) -> Option<T> {
        read.unwrap_or_else(|_| {
            self.out.malformed += 1;
            None
        })
    }

    fn reject(&mut self, code: &str, champs: &Champs) -> Option<Rejet> {
        let (reason, label) = (champs.text("reject_code"), champs.text("reject_label"));
        if reason.is_none() && label.is_none() {
            return None;
        }
        Some(Rejet {
            entity: code.to_owned(),
            code: reason,
            label: label.unwrap_or_default(),
            level: champs.text("reject_level"),
            part: champs.text("reject_part"),
            line: self.soft(champs.number("line")),
        })
    }

    fn facture(
        &mut self,
        invoice: String,
        lot: Option<u32>,
        date: Option<Date>,
        champs: &Champs,
    ) -> Result<()> {
        if self.out.factures.len() >= MAX_FACTURES {
            return Err(Error::new(Kind::RetourTooMany).with("limit", MAX_FACTURES));
        }
        self.out.factures.push(FactureRetour {
            invoice,
            lot: lot.or(self.lot),
            lot_date: date.or(self.lot_date),
            invoice_type: champs.text("invoice_type"),
            etat: Etat::Autre,
            indice: Indice::Aucun,
            amo_asked: None,
            amo_paid: None,
            rejets: Vec::new(),
            record: champs.record(),
            acts: 0,
        });
        Ok(())
    }

    fn finish(mut self, count: Option<usize>, records: usize) -> Noemie {
        self.out.factures.iter_mut().for_each(FactureRetour::infer);
        // Whether the head and end records count themselves is not public: all three readings are taken.
        let fits = |count: usize| (records.saturating_sub(2)..=records).contains(&count);
        self.out.count_differs = count.is_some_and(|count| !fits(count));
        self.out
    }
}

impl FactureRetour {
    /// The state of the AMO part, where the entity has one.
    fn part(&mut self, champs: &Champs, keys: &Keys) {
        let Some(state) = champs.get("amo_state") else { return };
        let is = |letters: &str| letters.contains(state);
        self.indice = Indice::Part;
        self.etat = match (is(&keys.paid.value), is(&keys.rejected.value)) {
            (true, _) => Etat::Paye,
            (_, true) => Etat::Rejete,
            _ => Etat::Autre,
        };
    }

    /// What the other entities let one infer, when none gave the state.
    fn infer(&mut self) {
        let whole = |r: &Rejet| r.level.as_deref() == Some("F") && r.part.as_deref() != Some("C");
        (self.etat, self.indice) = match self.indice {
            Indice::Part => return,
            _ if self.rejets.iter().any(whole) => (Etat::Rejete, Indice::Rejet),
            _ if self.acts > 0 && self.rejets.is_empty() => (Etat::Paye, Indice::Actes),
            _ => return,
        };
    }
}

/// An amount in centimes with its sign in another field, `N` for negative.
fn amount(champs: &Champs, name: &'static str, sign: &str) -> Result<Option<i64>> {
    let amount = champs.number::<u32>(name)?.map(i64::from);
    Ok(amount.map(|n| if champs.get(sign) == Some("N") { -n } else { n }))
}
