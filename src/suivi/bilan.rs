//! What the caisse said of the pieces of a lot, kept in the lot's own sealed record.
//!
//! In: each ARL as it is applied. Out: what the figures count, without opening the log of every dossier of the period.
//! The log stays the truth: [`Recits`] tells the same out of it, for lots of journals that did not keep this yet, and for
//! the check, which names a lot whose record says something else.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::acces::View;
use super::chaine::{Entry, Fait};
use super::etats::{Evenement, Sujet};
use super::fiches::{LigneEnvoi, LigneRetour, Motif};
use super::store::Index;
use crate::error::Result;

/// The last word of an ARL about a dossier in a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mot {
    /// Accepted.
    Accepte,
    /// Refused, and why.
    Refuse(Motif),
}

/// A dossier of the lot. Not counted as a word: that it goes again only because of others of its lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BilanDossier {
    /// Its number.
    pub(super) no: i64,
    /// Numbers of its digital pieces.
    pub(super) pieces: Vec<i64>,
    /// What was said of it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) mot: Option<Mot>,
    /// Pieces that an ARL named, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) refus: BTreeMap<i64, Motif>,
}

/// All of a lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bilan {
    /// When the first answer about it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reponse: Option<i64>,
    /// Its dossiers, in its order.
    pub(super) dossiers: Vec<BilanDossier>,
}

impl BilanDossier {
    pub(super) fn of(envoi: &LigneEnvoi) -> BilanDossier {
        BilanDossier::new(envoi.dossier, &envoi.fiche.pieces)
    }

    pub(super) fn new(no: i64, pieces: &[(i64, Option<String>)]) -> BilanDossier {
        let digital = pieces.iter().filter(|(_, sha256)| sha256.is_some()).map(|(piece, _)| *piece);
        BilanDossier { no, pieces: digital.collect(), mot: None, refus: BTreeMap::new() }
    }
}

impl Bilan {
    /// An answer came in at that moment.
    pub(super) fn answered(&mut self, quand: i64) {
        self.reponse = Some(self.reponse.map_or(quand, |first| first.min(quand)));
    }

    /// The entry of a dossier; none for one that the lot does not have.
    pub(super) fn dossier(&mut self, no: i64) -> Option<&mut BilanDossier> {
        self.dossiers.iter_mut().find(|d| d.no == no)
    }
}

/// What the log tells about dossiers in lots, gathered entry by entry in the order of the log.
#[derive(Default)]
pub(super) struct Recits {
    /// By lot and dossier; boxed, because most are accepted.
    mots: HashMap<(i64, i64), Option<Box<Motif>>>,
    refus: HashMap<(i64, i64), BTreeMap<i64, Motif>>,
}

impl Recits {
    pub(super) fn take(&mut self, entry: &Entry) {
        let Some(details) = entry.details.as_ref().filter(|_| entry.suite != "deja") else { return };
        let Some(lot) = details["lot"].as_i64() else { return };
        let motif = || serde_json::from_value::<Motif>(details["motif"].clone()).unwrap_or_default();
        if entry.sujet == Sujet::Piece && entry.genre == Fait::PieceRefusee.key() {
            if let Some(dossier) = details["dossier"].as_i64() {
                self.refus.entry((lot, dossier)).or_default().insert(entry.sujet_no, motif());
            }
        } else if entry.sujet == Sujet::Dossier && details["entraine"] != Value::Bool(true) {
            let key = (lot, entry.sujet_no);
            match entry.genre {
                g if g == Evenement::ArlPositif.key() => drop(self.mots.insert(key, None)),
                g if g == Evenement::ArlNegatif.key() || g == Evenement::ArlNegatifDernier.key() => {
                    self.mots.insert(key, Some(Box::new(motif())));
                }
                _ => {}
            }
        }
    }

    /// The words about a dossier in a lot.
    fn tell(&self, lot: i64, d: &mut BilanDossier) {
        let mot = self.mots.get(&(lot, d.no));
        d.mot = mot.map(|refus| refus.as_deref().cloned().map_or(Mot::Accepte, Mot::Refuse));
        d.refus = self.refus.get(&(lot, d.no)).cloned().unwrap_or_default();
    }

    /// Does the record of a lot say what the log tells of the dossiers that were sent in it?
    pub(super) fn agree(&self, lot: i64, bilan: &Bilan, mut sent: Vec<BilanDossier>) -> bool {
        sent.iter_mut().for_each(|d| self.tell(lot, d));
        sent == bilan.dossiers
    }
}

impl View<'_> {
    /// The same out of the log.
    pub(super) fn bilan_of_log(&self, lot: i64) -> Result<Bilan> {
        let answers: Vec<LigneRetour> = self.parmi(Index::RetoursDuLot, vec![lot.into()])?;
        let reponse = answers.iter().map(|r| r.quand).min();
        let mut dossiers = Vec::new();
        for envoi in self.sendings_of_lot(lot)? {
            let mut recits = Recits::default();
            self.log_de(Sujet::Dossier, envoi.dossier)?.iter().for_each(|entry| recits.take(entry));
            for (piece, _) in &envoi.fiche.pieces {
                self.log_de(Sujet::Piece, *piece)?.iter().for_each(|entry| recits.take(entry));
            }
            let mut d = BilanDossier::of(&envoi);
            recits.tell(lot, &mut d);
            dossiers.push(d);
        }
        Ok(Bilan { reponse, dossiers })
    }
}
