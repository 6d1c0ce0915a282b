//! The check of everything: file, seals, hashes, links of the chain, and that the states are what the log says.

use std::collections::HashMap;

use serde::Serialize;

use super::Journal;
use super::acces::{Context, View};
use super::bilan::{BilanDossier, Recits};
use super::chaine::{Fait, mac_of};
use super::etats::{Etat, Sujet};
use super::fiches::{
    LigneDossier, LigneEnvoi, LigneFacture, LigneLien, LigneLot, LignePiece, LigneRetour, LigneTransmission,
    Record,
};
use super::store::{Index, Query, Table, TableRow};
use crate::error::{Detail, Error, Kind, Result};

/// Rows that are in memory at once.
const PAR_PAS: usize = 500;
/// Breaks that are listed; the first is the one to look at.
const AU_PLUS: usize = 100;

/// A place where the journal is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The table; `fichier` for the file itself.
    pub table: String,
    /// The row; 0 when the whole table is meant.
    pub ligne: i64,
    /// What does not hold.
    pub raison: String,
}

/// What a check found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CheckReport {
    /// Rows whose seal holds, by table.
    pub lignes: Vec<(&'static str, u64)>,
    /// Contents whose hash is right.
    pub contenus: u64,
    /// Links of the chain that hold.
    pub maillons: u64,
    /// Where something does not; the first is the first in the order of the check, the log before the rest.
    pub ruptures: Vec<Break>,
}

impl CheckReport {
    /// Is all well?
    pub fn sound(&self) -> bool {
        self.ruptures.is_empty()
    }

    /// Takes note of damage and goes on; another error ends the check.
    fn admit<T>(&mut self, done: Result<T>) -> Result<Option<T>> {
        match done {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.kind() == Kind::SuiviDamaged => {
                self.break_off(&error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn break_off(&mut self, error: &Error) {
        let text = |name: &str| error.detail(name).map(Detail::to_string).unwrap_or_default();
        let ligne = match error.detail("row") {
            Some(Detail::Int(no)) => *no,
            _ => 0,
        };
        if self.ruptures.len() < AU_PLUS {
            self.ruptures.push(Break { table: text("table"), ligne, raison: text("reason") });
        }
    }
}

/// What the log says.
#[derive(Default)]
struct Recit {
    etats: HashMap<(Sujet, i64), Etat>,
    answers: Recits,
    dossiers: u64,
    pieces: u64,
    lots: u64,
    retours: u64,
}

impl View<'_> {
    /// Verifies every seal, hash and link, and that states and numbers of rows are those that the log tells. Errors are
    /// those of reading; what is damaged stands in the result.
    pub fn check(&self) -> Result<CheckReport> {
        let mut bilan = CheckReport::default();
        let recit = self.check_log(&mut bilan)?;
        let etat = |sujet, no, first| recit.etats.get(&(sujet, no)).copied().unwrap_or(first);
        let pieces = self.verifier_table(&mut bilan, |j, piece: &LignePiece| {
            match (&piece.fiche.sha256, piece.fiche.purgee) {
                (Some(sha256), None) => j.content(piece.blob, sha256).map(|_| 1),
                _ => Ok(0),
            }
        })?;
        let dossiers = self.verifier_table(&mut bilan, |_, d: &LigneDossier| {
            match d.etat == etat(Sujet::Dossier, d.no, Etat::ACompleter) {
                true => Ok(0),
                false => Err(super::coffre::abime(Table::Dossiers, d.no, "state is not the log's")),
            }
        })?;
        let lots = self.verifier_table(&mut bilan, |j, lot: &LigneLot| {
            if lot.etat != etat(Sujet::Lot, lot.no, Etat::ATransmettre) {
                return Err(super::coffre::abime(Table::Lots, lot.no, "state is not the log's"));
            }
            if let Some(bilan) = &lot.fiche.bilan {
                let sent: Vec<BilanDossier> =
                    self.sendings_of_lot(lot.no)?.iter().map(BilanDossier::of).collect();
                if !recit.answers.agree(lot.no, bilan, sent) {
                    return Err(super::coffre::abime(Table::Lots, lot.no, "answers are not the log's"));
                }
            }
            if lot.fiche.purge.is_some() {
                return Ok(0);
            }
            j.content(lot.blob, &lot.fiche.sha256).map(|_| 1)
        })?;
        let retours = self.verifier_table(&mut bilan, |j, row: &LigneRetour| match row.blob {
            Some(_) => j.content(row.blob, &row.fiche.sha256).map(|_| 1),
            None => Ok(0),
        })?;
        self.verifier_table(&mut bilan, |_, _: &LigneLien| Ok(0))?;
        self.verifier_table(&mut bilan, |_, _: &LigneFacture| Ok(0))?;
        self.verifier_table(&mut bilan, |_, _: &LigneEnvoi| Ok(0))?;
        self.verifier_table(&mut bilan, |_, _: &LigneTransmission| Ok(0))?;
        let counts = [
            (Table::Pieces, pieces, recit.pieces),
            (Table::Dossiers, dossiers, recit.dossiers),
            (Table::Lots, lots, recit.lots),
            (Table::Retours, retours, recit.retours),
        ];
        for (table, found, told) in counts {
            if found != told {
                bilan.break_off(&super::coffre::abime(table, 0, "rows are not those of the log"));
            }
        }
        Ok(bilan)
    }

    /// Runs over rows in the order of their numbers.
    pub(super) fn walk(&self, table: Table, mut chaque: impl FnMut(TableRow) -> Result<()>) -> Result<()> {
        let mut last = 0;
        loop {
            let query = Query::new(Index::Numero(table), vec![]).after(last).limite(PAR_PAS);
            let rows = self.tx.search(&query)?;
            let Some(end) = rows.last().map(|row| row.no) else { return Ok(()) };
            last = end;
            rows.into_iter().try_for_each(&mut chaque)?;
        }
    }

    /// The chain from its first link, and what it tells.
    fn check_log(&self, bilan: &mut CheckReport) -> Result<Recit> {
        let mut recit = Recit::default();
        let (mut previous, mut next) = (Vec::new(), 1);
        let bad = |no, reason| super::coffre::abime(Table::Evenements, no, reason);
        let walked = self.walk(Table::Evenements, |row| {
            if row.no != next {
                bilan.break_off(&bad(next, "missing entry"));
            } else if mac_of(&row) != self.link(&previous, &row) {
                bilan.break_off(&bad(row.no, "link"));
            } else {
                bilan.maillons += 1;
            }
            next = row.no.saturating_add(1);
            previous = mac_of(&row).to_vec();
            if let Some(entry) = bilan.admit(self.entry(&row))? {
                recit.take_entry(&entry);
            }
            Ok(())
        });
        bilan.admit(walked)?;
        if next == 1 {
            bilan.break_off(&bad(1, "missing entry"));
        }
        Ok(recit)
    }

    /// Opens all rows of a table and looks at each; gives their number.
    fn verifier_table<T: Record>(
        &self,
        bilan: &mut CheckReport,
        regarder: impl Fn(&View<'_>, &T) -> Result<u64>,
    ) -> Result<u64> {
        let (mut count, mut good) = (0, 0);
        let walked = self.walk(T::TABLE, |row| {
            count += 1;
            let record = bilan.admit(self.open::<T>(&row))?;
            if let Some(record) = record {
                good += 1;
                let looked = regarder(self, &record);
                bilan.contenus += bilan.admit(looked)?.unwrap_or(0);
            }
            Ok(())
        });
        bilan.admit(walked)?;
        bilan.lignes.push((T::TABLE.name(), good));
        Ok(count)
    }
}

impl Recit {
    fn take_entry(&mut self, entry: &super::chaine::Entry) {
        if let Some(etat) = entry.vers {
            self.etats.insert((entry.sujet, entry.sujet_no), etat);
        }
        self.answers.take(entry);
        match entry.genre {
            g if g == Fait::PieceAjoutee.key() => self.pieces += 1,
            g if g == Fait::DossierOuvert.key() => self.dossiers += 1,
            g if g == Fait::LotConstruit.key() => self.lots += 1,
            g if g == Fait::RetourRecu.key() => self.retours += 1,
            _ => {}
        }
    }
}

impl Journal {
    /// Checks the file and everything in it: see [`View::check`]. Takes time in proportion to the journal; others
    /// may go on working meanwhile.
    pub fn check(&mut self, ctx: Context<'_>) -> Result<CheckReport> {
        let file = self.store.probe();
        let mut bilan = CheckReport::default();
        if let Some(raison) = bilan.admit(file)?.flatten() {
            bilan.ruptures.push(Break { table: "fichier".into(), ligne: 0, raison });
        }
        let inside = self.read(ctx, |j| j.check());
        if let Some(inside) = bilan.admit(inside)? {
            let first = std::mem::take(&mut bilan.ruptures);
            bilan = inside;
            bilan.ruptures.splice(0..0, first);
        }
        Ok(bilan)
    }
}
