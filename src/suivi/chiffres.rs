//! Figures of a practice: how many of its pieces the caisses could use, what they refused, how long their ARL took.
//!
//! In: a period. Out: one entry for each emitter that sent a lot for the first time in it. Lots are found by the index of
//! sendings, and each keeps what was said of its pieces ([`super::bilan`]), so the cost follows the lots of the period and
//! not the journal.
//!
//! How a piece counts (the caisses' own count is not public, and this is not presented as theirs): once for each lot
//! it was sent in. It is exploitable when the ARL accepts its dossier, or refuses that dossier and names other pieces
//! of it; refused when the ARL names it, or refuses its dossier without naming any piece; unanswered otherwise, also
//! when it only goes again because another dossier of its lot was refused.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::acces::View;
use super::bilan::{BilanDossier, Mot};
use super::fiches::{LigneLot, LigneTransmission, Motif};
use super::fuseau;
use super::numeros::numero;
use super::store::{Index, Query};
use crate::error::Result;

/// Sendings that are in memory at once.
const PAR_PAS: usize = if cfg!(test) { 5 } else { 500 };

/// From a moment, to before another; seconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Periode {
    /// First moment.
    pub from: i64,
    /// First moment after it.
    pub to: i64,
}

/// The figures, JSON of schema `scor.chiffres/1`.
#[derive(Clone, Debug, Serialize)]
pub struct Chiffres {
    /// `scor.chiffres/1`.
    pub schema: &'static str,
    /// The period.
    #[serde(flatten)]
    pub periode: Periode,
    /// Share of exploitable pieces that the profile asks for, 0..1.
    pub seuil: f32,
    /// One entry an emitter, in the order of their numbers.
    pub cabinets: Vec<Cabinet>,
}

/// Pieces by what the caisses said of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pieces {
    /// Sent, each once a lot.
    pub transmises: u64,
    /// Accepted.
    pub exploitables: u64,
    /// Refused.
    pub refusees: u64,
    /// Nothing was said of them yet.
    pub sans_avis: u64,
}

impl Pieces {
    fn add(&mut self, other: Pieces) {
        self.transmises += other.transmises;
        self.exploitables += other.exploitables;
        self.refusees += other.refusees;
        self.sans_avis += other.sans_avis;
    }
}

/// Pieces, and their share against the rule.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The counts.
    #[serde(flatten)]
    pub pieces: Pieces,
    /// Exploitable among those that were answered, 0..1; null when none was.
    pub part: Option<f64>,
    /// Is that at least the rule's share? Null when none was answered.
    pub atteint: Option<bool>,
}

/// The start-up control of a practice.
#[derive(Clone, Debug, Serialize)]
pub struct Demarrage {
    /// First sending of all.
    pub premier_envoi: i64,
    /// End of the control, and its last civil day.
    pub fin: i64,
    /// Last civil day, `YYYY-MM-DD`.
    pub dernier_jour: String,
    /// It lasts still.
    pub en_cours: bool,
    /// Pieces of the control.
    #[serde(flatten)]
    pub part: Part,
}

/// A reason of the caisse, and the pieces that it refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refus {
    /// Its words.
    #[serde(flatten)]
    pub motif: Motif,
    /// Pieces.
    pub pieces: u64,
}

/// Times from the first sending of a lot to the first answer about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attente {
    /// Lots that were answered.
    pub lots: u64,
    /// Seconds within which half of them were; null without any.
    pub mediane: Option<i64>,
    /// Seconds within which 95 of 100 were; null without any.
    pub p95: Option<i64>,
}

/// Figures of one emitter.
#[derive(Clone, Debug, Serialize)]
pub struct Cabinet {
    /// Type of the emitter.
    pub emitter_type: String,
    /// Its number.
    pub emitter: String,
    /// Lots sent for the first time in the period, by their state now.
    pub lots: BTreeMap<&'static str, u64>,
    /// Of them, sent more than once.
    pub retransmis: u64,
    /// Their pieces.
    pub pieces: Part,
    /// What was refused, the most frequent first.
    pub refus: Vec<Refus>,
    /// How long answers took.
    pub arl: Attente,
    /// The start-up control.
    pub demarrage: Demarrage,
}

/// Figures of one emitter that are being gathered.
#[derive(Default)]
struct Releve {
    lots: BTreeMap<&'static str, u64>,
    retransmis: u64,
    /// By the civil day of the first sending: the start-up control ends with a day, and its days in the period need not be
    /// read twice.
    jours: BTreeMap<Date, Pieces>,
    refus: BTreeMap<(String, String), u64>,
    attentes: Vec<i64>,
}

type Emetteur = (String, String);

impl View<'_> {
    /// The figures of a period, of one emitter or of all. Errors: those of reading.
    pub fn chiffres(&self, periode: Periode, emitter: Option<&str>) -> Result<Chiffres> {
        let mut releves: BTreeMap<Emetteur, Releve> = BTreeMap::new();
        self.premiers_envois(periode, |j, sent, lot| {
            let who = (lot.fiche.recipient.emitter_type.clone(), lot.fiche.recipient.emitter.clone());
            if emitter.is_none_or(|wanted| numero(wanted) == numero(&who.1)) {
                j.relever(releves.entry(who).or_default(), sent, lot)?;
            }
            Ok(true)
        })?;
        let starts = self.demarrages(&releves)?;
        let seuil = self.ctx.delais.rules().exploitable;
        let mut cabinets = Vec::new();
        for (who, releve) in releves {
            let Some(start) = starts.get(&who) else { continue };
            cabinets.push(self.cabinet(who, releve, (*start, periode), seuil)?);
        }
        Ok(Chiffres { schema: "scor.chiffres/1", periode, seuil, cabinets })
    }

    fn cabinet(
        &self,
        who: Emetteur,
        releve: Releve,
        (start, periode): (i64, Periode),
        seuil: f32,
    ) -> Result<Cabinet> {
        let control = self.ctx.delais.startup(start);
        let (mut total, mut during) = (Pieces::default(), Pieces::default());
        for (day, pieces) in &releve.jours {
            total.add(*pieces);
            if *day <= control.last_day {
                during.add(*pieces);
            }
        }
        let before = Periode { from: start, to: control.ends.min(periode.from) };
        let after = Periode { from: start.max(periode.to), to: control.ends };
        for outside in [before, after] {
            self.premiers_envois(outside, |j, sent, lot| {
                if (&lot.fiche.recipient.emitter_type, &lot.fiche.recipient.emitter) == (&who.0, &who.1) {
                    let mut one = Releve::default();
                    j.relever(&mut one, sent, lot)?;
                    one.jours.values().for_each(|pieces| during.add(*pieces));
                }
                Ok(true)
            })?;
        }
        let mut refus: Vec<Refus> = releve.refus.into_iter().map(refusal).collect();
        refus.sort_by_key(|r| std::cmp::Reverse(r.pieces));
        Ok(Cabinet {
            emitter_type: who.0,
            emitter: who.1,
            lots: releve.lots,
            retransmis: releve.retransmis,
            pieces: part(total, seuil),
            refus,
            arl: attente(releve.attentes),
            demarrage: Demarrage {
                premier_envoi: start,
                fin: control.ends,
                dernier_jour: Date::to_string(&control.last_day),
                en_cours: !control.passed(self.ctx.now),
                part: part(during, seuil),
            },
        })
    }

    /// First sending of each emitter, ever.
    fn demarrages(&self, wanted: &BTreeMap<Emetteur, Releve>) -> Result<BTreeMap<Emetteur, i64>> {
        let mut found = BTreeMap::new();
        if wanted.is_empty() {
            return Ok(found);
        }
        self.premiers_envois(Periode { from: i64::MIN, to: i64::MAX }, |_, sent, lot| {
            let who = (lot.fiche.recipient.emitter_type.clone(), lot.fiche.recipient.emitter.clone());
            if wanted.contains_key(&who) {
                found.entry(who).or_insert(sent.quand);
            }
            Ok(found.len() < wanted.len())
        })?;
        Ok(found)
    }

    /// Runs over the first sendings of lots in a period, in the order of time, until told to stop.
    pub(super) fn premiers_envois(
        &self,
        periode: Periode,
        mut chaque: impl FnMut(&View<'_>, &LigneTransmission, &LigneLot) -> Result<bool>,
    ) -> Result<()> {
        let mut since = periode.from;
        let last = periode.to.saturating_sub(1);
        while since <= last {
            let query = Query::new(Index::TransmissionsQuand, vec![]).since(since);
            let mut rows = self.tx.search(&query.clone().until(last).limite(PAR_PAS))?;
            let moment =
                |row: &super::store::TableRow| row.clair.get(2).and_then(super::store::Clear::number);
            let Some(end) = rows.last().and_then(moment) else { return Ok(()) };
            let full = rows.len() == PAR_PAS;
            if full && rows.first().and_then(moment) == Some(end) {
                // So many in one second that a step does not hold them.
                rows = self.tx.search(&query.until(end))?;
                since = end.saturating_add(1);
            } else if full {
                rows.retain(|row| moment(row) != Some(end));
                since = end;
            } else {
                since = i64::MAX;
            }
            for row in rows {
                let sent: LigneTransmission = self.open(&row)?;
                if sent.rang == 1 && !chaque(self, &sent, &self.load(sent.lot)?)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn relever(&self, releve: &mut Releve, sent: &LigneTransmission, lot: &LigneLot) -> Result<()> {
        *releve.lots.entry(lot.etat.key()).or_default() += 1;
        releve.retransmis += u64::from(lot.envois > 1);
        let day = fuseau::local_date(self.ctx.delais.calendrier().territoire(), sent.quand);
        let bilan = match &lot.fiche.bilan {
            Some(bilan) => Cow::Borrowed(bilan),
            None => Cow::Owned(self.bilan_of_log(lot.no)?),
        };
        if let Some(first) = bilan.reponse {
            releve.attentes.push(first.saturating_sub(sent.quand).max(0));
        }
        for d in &bilan.dossiers {
            let pieces = count(d, &mut releve.refus);
            releve.jours.entry(day).or_default().add(pieces);
        }
        Ok(())
    }
}

/// The pieces of one dossier in one lot, and the reasons of those that were refused.
fn count(d: &BilanDossier, refus: &mut BTreeMap<(String, String), u64>) -> Pieces {
    let transmises = d.pieces.len() as u64;
    let mut out = Pieces { transmises, ..Pieces::default() };
    match &d.mot {
        None => out.sans_avis = transmises,
        Some(Mot::Accepte) => out.exploitables = transmises,
        Some(Mot::Refuse(motif)) => {
            let mut named: Vec<&Motif> = d.pieces.iter().filter_map(|piece| d.refus.get(piece)).collect();
            if named.is_empty() {
                named = vec![motif; d.pieces.len()];
            }
            out.refusees = named.len() as u64;
            out.exploitables = transmises - out.refusees;
            for motif in named {
                *refus.entry((motif.code.clone(), motif.label.clone())).or_default() += 1;
            }
        }
    }
    out
}

fn refusal(((code, label), pieces): ((String, String), u64)) -> Refus {
    Refus { motif: Motif { code, label }, pieces }
}

fn part(pieces: Pieces, seuil: f32) -> Part {
    let answered = pieces.exploitables + pieces.refusees;
    let part = (answered > 0).then(|| pieces.exploitables as f64 / answered as f64);
    Part { pieces, part, atteint: part.map(|share| share >= f64::from(seuil)) }
}

/// Median and 95th percentile: the smallest time within which that share was answered.
fn attente(mut times: Vec<i64>) -> Attente {
    times.sort_unstable();
    let within = |share: usize| {
        let rank = (times.len() * share).div_ceil(100);
        rank.checked_sub(1).and_then(|at| times.get(at)).copied()
    };
    Attente { lots: times.len() as u64, mediane: within(50), p95: within(95) }
}
