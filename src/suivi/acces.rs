//! One transaction, as the operations of the journal see it: records in clear on this side, sealed rows on the other.

use std::ops::Deref;

use zeroize::Zeroizing;

use super::coffre::{Coffre, Hasard, Place};
use super::delais::Delais;
use super::fiches::Enregistrement;
use super::store::{Clair, Index, Ligne, Requete, Table, Tx};
use crate::error::{Error, Kind, Result};
use crate::profile::Profile;

/// What the host passes in with every call: the moment, and the rules in force.
#[derive(Clone, Copy, Debug)]
pub struct Contexte<'a> {
    /// Now, seconds since 1970-01-01 UTC.
    pub maintenant: i64,
    /// The profile; its identifier and version stand in every entry of the log.
    pub profile: &'a Profile,
    /// The deadlines of the practice, from the same profile.
    pub delais: &'a Delais,
}

/// The journal at one moment, to be read.
pub struct Lecture<'a> {
    pub(super) tx: &'a dyn Tx,
    pub(super) coffre: &'a Coffre,
    pub(super) ctx: Contexte<'a>,
}

/// A change of the journal: all of it happens, or nothing. Reads see what was written before them.
pub struct Ecriture<'a> {
    lecture: Lecture<'a>,
    hasard: &'a mut dyn Hasard,
}

impl<'a> Deref for Ecriture<'a> {
    type Target = Lecture<'a>;

    fn deref(&self) -> &Lecture<'a> {
        &self.lecture
    }
}

impl Lecture<'_> {
    /// Identifier and version of the profile.
    pub(super) fn profil(&self) -> String {
        format!("{} {}", self.ctx.profile.id, self.ctx.profile.version)
    }

    /// The record in a row. Error: `suivi.damaged`.
    pub(super) fn ouvrir<T: Enregistrement>(&self, ligne: &Ligne) -> Result<T> {
        let place = Place::of(T::TABLE, ligne);
        let open = self.coffre.ouvrir_scelle(&place, &ligne.fiche)?;
        let fiche = serde_json::from_slice(&open).map_err(|_| place.abime("record"))?;
        T::assembler(ligne.no, ligne.v, &ligne.clair, fiche).ok_or_else(|| place.abime("column"))
    }

    /// The record of that number. Error: `suivi.damaged` when it is not there, for numbers come from other records.
    pub(super) fn charger<T: Enregistrement>(&self, no: i64) -> Result<T> {
        let row = self.tx.lire(T::TABLE, no)?;
        self.ouvrir(&row.ok_or_else(|| super::coffre::abime(T::TABLE, no, "missing row"))?)
    }

    /// The record of a keyed hash.
    pub(super) fn trouver<T: Enregistrement>(&self, cle: &[u8]) -> Result<Option<T>> {
        let rows = self.tx.chercher(&Requete::new(Index::Cle(T::TABLE), vec![cle.into()]).limite(1))?;
        rows.first().map(|row| self.ouvrir(row)).transpose()
    }

    /// The records that a request finds.
    pub(super) fn chercher<T: Enregistrement>(&self, requete: &Requete) -> Result<Vec<T>> {
        self.tx.chercher(requete)?.iter().map(|row| self.ouvrir(row)).collect()
    }

    /// The records with these leading values.
    pub(super) fn parmi<T: Enregistrement>(&self, index: Index, egal: Vec<Clair>) -> Result<Vec<T>> {
        self.chercher(&Requete::new(index, egal))
    }

    /// A large content. Error: `suivi.purged` without one.
    pub(super) fn contenu(&self, blob: Option<i64>, sha256: &str) -> Result<Zeroizing<Vec<u8>>> {
        let no = blob.ok_or_else(|| Error::new(Kind::SuiviPurged))?;
        let missing = || super::coffre::abime(Table::Blobs, no, "missing row");
        let row = self.tx.lire(Table::Blobs, no)?.ok_or_else(missing)?;
        let place = Place::of(Table::Blobs, &row);
        let open = self.coffre.ouvrir_scelle(&place, &row.fiche)?;
        match super::chaine::empreinte(&open) == sha256 {
            true => Ok(open),
            false => Err(place.abime("hash")),
        }
    }
}

impl<'a> Ecriture<'a> {
    pub(super) fn new(lecture: Lecture<'a>, hasard: &'a mut dyn Hasard) -> Ecriture<'a> {
        Ecriture { lecture, hasard }
    }

    pub(super) fn sceller(&mut self, table: Table, ligne: &Ligne, clair: &[u8]) -> Result<Vec<u8>> {
        self.lecture.coffre.sceller(&Place::of(table, ligne), clair, self.hasard)
    }

    fn ligne<T: Enregistrement>(&mut self, record: &T) -> Result<Ligne> {
        let json = serde_json::to_vec(record.fiche()).map_err(|_| Error::new(Kind::SealFailed))?;
        let json = Zeroizing::new(json);
        let (no, v) = (record.no(), record.v());
        let mut ligne = Ligne { no, v, clair: record.clair(), fiche: Vec::new() };
        ligne.fiche = self.sceller(T::TABLE, &ligne, &json)?;
        Ok(ligne)
    }

    /// Adds a record, whose number it gives.
    pub(super) fn inserer<T: Enregistrement>(&mut self, record: &mut T) -> Result<()> {
        record.numeroter(self.tx.prochain(T::TABLE)?, 1);
        let ligne = self.ligne(record)?;
        self.tx.inserer(T::TABLE, &ligne)
    }

    /// Writes a record anew.
    pub(super) fn ranger<T: Enregistrement>(&mut self, record: &mut T) -> Result<()> {
        record.numeroter(record.no(), record.v().saturating_add(1));
        let ligne = self.ligne(record)?;
        self.tx.remplacer(T::TABLE, &ligne)
    }

    /// Stores a large content and gives its number.
    pub(super) fn deposer(&mut self, contenu: &[u8]) -> Result<i64> {
        let no = self.tx.prochain(Table::Blobs)?;
        let size = i64::try_from(contenu.len()).unwrap_or(i64::MAX);
        let mut ligne = Ligne { no, v: 1, clair: vec![size.into()], fiche: Vec::new() };
        ligne.fiche = self.sceller(Table::Blobs, &ligne, contenu)?;
        self.tx.inserer(Table::Blobs, &ligne)?;
        Ok(no)
    }
}
