//! One transaction, as the operations of the journal see it: records in clear on this side, sealed rows on the other.

use std::ops::Deref;

use zeroize::Zeroizing;

use super::coffre::{Place, Randomness, Vault};
use super::delais::Delais;
use super::fiches::Record;
use super::store::{Clear, Index, Query, Table, TableRow, Tx};
use crate::error::{Error, Kind, Result};
use crate::profile::Profile;

/// What the host passes in with every call: the moment, and the rules in force.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now, seconds since 1970-01-01 UTC.
    pub now: i64,
    /// The profile; its identifier and version stand in every entry of the log.
    pub profile: &'a Profile,
    /// The deadlines of the practice, from the same profile.
    pub delais: &'a Delais,
}

/// The journal at one moment, to be read.
pub struct View<'a> {
    pub(super) tx: &'a dyn Tx,
    pub(super) coffre: &'a Vault,
    pub(super) ctx: Context<'a>,
}

/// A change of the journal: all of it happens, or nothing. Reads see what was written before them.
pub struct Change<'a> {
    lecture: View<'a>,
    hasard: &'a mut dyn Randomness,
}

impl<'a> Deref for Change<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.lecture
    }
}

impl View<'_> {
    /// Identifier and version of the profile.
    pub(super) fn profil(&self) -> String {
        format!("{} {}", self.ctx.profile.id, self.ctx.profile.version)
    }

    /// The record in a row. Error: `suivi.damaged`.
    pub(super) fn open<T: Record>(&self, ligne: &TableRow) -> Result<T> {
        let place = Place::of(T::TABLE, ligne);
        let open = self.coffre.open_sealed(&place, &ligne.fiche)?;
        let fiche = serde_json::from_slice(&open).map_err(|_| place.abime("record"))?;
        T::assemble(ligne.no, ligne.v, &ligne.clair, fiche).ok_or_else(|| place.abime("column"))
    }

    /// The record of that number. Error: `suivi.damaged` when it is not there, for numbers come from other records.
    pub(super) fn load<T: Record>(&self, no: i64) -> Result<T> {
        let row = self.tx.read(T::TABLE, no)?;
        self.open(&row.ok_or_else(|| super::coffre::abime(T::TABLE, no, "missing row"))?)
    }

    /// The record of a keyed hash.
    pub(super) fn find<T: Record>(&self, cle: &[u8]) -> Result<Option<T>> {
        let rows = self.tx.search(&Query::new(Index::Cle(T::TABLE), vec![cle.into()]).limite(1))?;
        rows.first().map(|row| self.open(row)).transpose()
    }

    /// The records that a request finds.
    pub(super) fn search<T: Record>(&self, requete: &Query) -> Result<Vec<T>> {
        self.tx.search(requete)?.iter().map(|row| self.open(row)).collect()
    }

    /// The records with these leading values.
    pub(super) fn parmi<T: Record>(&self, index: Index, egal: Vec<Clear>) -> Result<Vec<T>> {
        self.search(&Query::new(index, egal))
    }

    /// A large content. Error: `suivi.purged` without one.
    pub(super) fn content(&self, blob: Option<i64>, sha256: &str) -> Result<Zeroizing<Vec<u8>>> {
        let no = blob.ok_or_else(|| Error::new(Kind::SuiviPurged))?;
        let missing = || super::coffre::abime(Table::Blobs, no, "missing row");
        let row = self.tx.read(Table::Blobs, no)?.ok_or_else(missing)?;
        let place = Place::of(Table::Blobs, &row);
        let open = self.coffre.open_sealed(&place, &row.fiche)?;
        match super::chaine::digest(&open) == sha256 {
            true => Ok(open),
            false => Err(place.abime("hash")),
        }
    }
}

impl<'a> Change<'a> {
    pub(super) fn new(lecture: View<'a>, hasard: &'a mut dyn Randomness) -> Change<'a> {
        Change { lecture, hasard }
    }

    pub(super) fn seal(&mut self, table: Table, ligne: &TableRow, clair: &[u8]) -> Result<Vec<u8>> {
        self.lecture.coffre.seal(&Place::of(table, ligne), clair, self.hasard)
    }

    fn ligne<T: Record>(&mut self, record: &T) -> Result<TableRow> {
        let json = serde_json::to_vec(record.fiche()).map_err(|_| Error::new(Kind::SealFailed))?;
        let json = Zeroizing::new(json);
        let (no, v) = (record.no(), record.v());
        let mut ligne = TableRow { no, v, clair: record.clair(), fiche: Vec::new() };
        ligne.fiche = self.seal(T::TABLE, &ligne, &json)?;
        Ok(ligne)
    }

    /// Adds a record, whose number it gives.
    pub(super) fn insert<T: Record>(&mut self, record: &mut T) -> Result<()> {
        record.number_as(self.tx.next_number_of(T::TABLE)?, 1);
        let ligne = self.ligne(record)?;
        self.tx.insert(T::TABLE, &ligne)
    }

    /// Writes a record anew.
    pub(super) fn save<T: Record>(&mut self, record: &mut T) -> Result<()> {
        record.number_as(record.no(), record.v().saturating_add(1));
        let ligne = self.ligne(record)?;
        self.tx.replace(T::TABLE, &ligne)
    }

    /// Stores a large content and gives its number.
    pub(super) fn deposit(&mut self, contenu: &[u8]) -> Result<i64> {
        let no = self.tx.next_number_of(Table::Blobs)?;
        let size = i64::try_from(contenu.len()).unwrap_or(i64::MAX);
        let mut ligne = TableRow { no, v: 1, clair: vec![size.into()], fiche: Vec::new() };
        ligne.fiche = self.seal(Table::Blobs, &ligne, contenu)?;
        self.tx.insert(Table::Blobs, &ligne)?;
        Ok(no)
    }
}
