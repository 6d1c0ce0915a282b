//! What a return is about, where it does not tell all the keys: a piece by the name of its file alone, a facture without
//! its lot.
//!
//! In: what the return tells, and what the journal follows. Out: the one thing that is meant, or that it cannot be told:
//! then nothing changes and somebody is to look at it. A guess that frees or rejects the wrong facture would be worse.

use std::collections::HashMap;

use super::acces::{Change, View};
use super::dossiers::FseFact;
use super::etats::Etat;
use super::fiches::{FACTURE_SUIVIE, LigneDossier, LigneFacture};
use super::numeros::numero;
use super::retours::{Avis, Decision, Outcome, Statut};
use super::store::{Index, Query};
use crate::error::Result;

/// What an ARL says, each piece in its place.
pub(super) struct Places {
    /// Names of files replaced by dossier and place.
    pub(super) avis: Vec<Avis>,
    /// Every name of a file was one of the lot's.
    pub(super) whole: bool,
}

/// What is told of a facture.
pub(super) struct Indices<'a> {
    pub(super) emetteur: &'a Option<String>,
    pub(super) facture: &'a str,
    pub(super) lot: &'a Option<String>,
    pub(super) date: &'a Option<String>,
}

/// Rows of the factures of dossiers that are not finished, by the number of the facture. A file may tell of thousands, so
/// they are looked up once for all of it.
pub(super) struct Ouvertes(HashMap<String, Vec<i64>>);

impl View<'_> {
    /// Finds pieces that an ARL names by file. One that is not found takes a refusal to the whole lot, as every refusal
    /// without a name, and an acceptance nowhere.
    pub(super) fn place(&self, lot: i64, avis: &[Avis]) -> Result<Places> {
        let mut out = Places { avis: Vec::with_capacity(avis.len()), whole: true };
        let by_file = |a: &Avis| a.rang.is_none() && a.file.is_some();
        let sent = if avis.iter().any(by_file) { self.sendings_of_lot(lot)? } else { Vec::new() };
        for one in avis {
            let told = one.file.as_deref().filter(|_| one.rang.is_none());
            let Some(told) = told else {
                out.avis.push(one.clone());
                continue;
            };
            let mut found = sent.iter().flat_map(|envoi| {
                let files = (1_u32..).zip(&envoi.fiche.files).filter(|(_, name)| same_file(name, told));
                files.map(|(rang, _)| (envoi.dossier, rang))
            });
            match (found.next(), found.next()) {
                (Some((dossier, rang)), None) => {
                    let id = self.load::<LigneDossier>(dossier)?.fiche.id;
                    let (dossier, facture) = (Some(id), None);
                    out.avis.push(Avis { dossier, facture, rang: Some(rang), ..one.clone() });
                }
                // The dossier, or the type in it, is told all the same.
                _ if one.dossier.is_some() || one.facture.is_some() => out.avis.push(one.clone()),
                _ => {
                    out.whole = false;
                    if one.decision != Decision::Archiver {
                        out.avis.push(one.clone());
                    }
                }
            }
        }
        Ok(out)
    }

    fn open_factures(&self) -> Result<Ouvertes> {
        let mut open: HashMap<String, Vec<i64>> = HashMap::new();
        for etat in Etat::ALL.iter().filter(|etat| !etat.finished()) {
            let query = Query::new(Index::DossiersEtat, vec![etat.code().into()]);
            for d in self.search::<LigneDossier>(&query)? {
                let facture: LigneFacture = self.load(d.facture)?;
                open.entry(numero(&facture.fiche.fields.invoice)).or_default().push(facture.no);
            }
        }
        Ok(Ouvertes(open))
    }

    /// The open factures that fit all that is told.
    fn fitting(&self, told: &Indices<'_>, open: &Ouvertes) -> Result<Vec<LigneFacture>> {
        let same =
            |told: &Option<String>, ours: &str| told.as_ref().is_none_or(|t| numero(t) == numero(ours));
        let mut found = Vec::new();
        for no in open.0.get(&numero(told.facture)).into_iter().flatten() {
            let facture: LigneFacture = self.load(*no)?;
            let f = &facture.fiche.fields;
            let date = told.date.as_ref().is_none_or(|date| *date == f.fse_date);
            let fits = same(told.emetteur, &f.emitter) && same(told.lot, &f.fse_lot) && date;
            if fits && facture.etat == FACTURE_SUIVIE {
                found.push(facture);
            }
        }
        Ok(found)
    }
}

impl Change<'_> {
    /// What became of a facture whose keys are not all told: of the one open facture that fits, when the emitter is told
    /// and there is just one. A payment that fits none frees nothing that waits, so nobody need see it; a rejection
    /// may be of a facture whose dossier is finished.
    pub(super) fn tell_incomplete(
        &mut self,
        told: Indices<'_>,
        fait: &FseFact,
        open: &mut Option<Ouvertes>,
    ) -> Result<Outcome> {
        let known = match open.take() {
            Some(known) => known,
            None => self.open_factures()?,
        };
        let found = self.fitting(&told, &known)?;
        *open = Some(known);
        let nothing = |statut| Outcome { statut, lot: None, dossiers: Vec::new() };
        Ok(match (found.len(), told.emetteur) {
            (0, _) if matches!(fait, FseFact::Rejetee(_)) => nothing(Statut::Inconnu),
            (0, _) => nothing(Statut::SansObjet),
            (1, Some(_)) => Outcome { dossiers: self.tell_fse(found, fait)?, ..nothing(Statut::Range) },
            _ => nothing(Statut::Ambigu),
        })
    }
}

/// The same file, whatever folder and case the answer writes it with.
fn same_file(ours: &str, told: &str) -> bool {
    let base = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_lowercase();
    !ours.is_empty() && base(ours) == base(told)
}

#[cfg(test)]
mod tests {
    use super::same_file;

    #[test]
    fn folders_and_case_do_not_part_names_of_files() {
        for told in ["D-1-1-ORDN.p7m", "d-1-1-ordn.P7M", "lot-001/D-1-1-ORDN.p7m", "C:\\lot\\D-1-1-ORDN.p7m "]
        {
            assert!(same_file("D-1-1-ORDN.p7m", told), "{told}");
        }
        for (ours, told) in [("D-1-1-ORDN.p7m", "D-1-1-ORDN"), ("D-1-1-ORDN.p7m", ""), ("", "")] {
            assert!(!same_file(ours, told), "{ours} {told}");
        }
    }
}
