//! Suivi: the journal of pieces, dossiers, lots and returns, from the scan to the archive.
//!
//! In: what the host makes and receives, each with the moment it happened. Out: what to do today, the bytes to send,
//! and a story that can be proved. Everything is one transaction in one file, so a power cut leaves either all of a
//! step or nothing of it; everything about a patient is sealed (see [`coffre`](MasterKey)); every step is logged in
//! a chain that shows changes afterwards.
//!
//! ```
//! use scor::profile::{Profile, Territoire};
//! use scor::suivi::delais::Delais;
//! use scor::suivi::{MasterKey, Context, SystemRandomness, Journal};
//!
//! # fn main() -> scor::Result<()> {
//! # let folder = tempfile::tempdir().expect("folder");
//! # let path = folder.path().join("suivi.scor");
//! let profile = Profile::scor_public();
//! let delais = Delais::new(&profile, Territoire::Metropole, None);
//! let ctx = Context { now: 1_800_000_000, profile: &profile, delais: &delais };
//! let key = MasterKey::new(&[7; 32])?; // the host's, from where it keeps secrets
//! let mut journal = Journal::create(&path, &key, Box::new(SystemRandomness), ctx)?;
//! let travail = journal.read(ctx, |j| j.todo(100))?;
//! assert!(travail.taches.is_empty());
//! # Ok(())
//! # }
//! ```

mod acces;
mod accuses;
mod bilan;
mod bureau;
pub mod calendrier;
mod chaine;
mod chiffres;
mod coffre;
mod conserver;
mod courrier;
pub mod delais;
mod dossiers;
mod envois;
pub mod etats;
mod export;
mod fiches;
pub mod fuseau;
mod histoire;
mod lots;
mod machine;
mod numeros;
mod papiers;
mod pieces;
mod places;
mod preuve;
mod recus;
mod retours;
mod sorties;
mod sqlite;
pub mod store;
mod travail;
mod verifier;

use std::path::Path;

pub use acces::{Change, Context, View};
pub use bureau::{Acte, Bureau, Cadre};
pub use chaine::{Entry, Fait, Head};
pub use chiffres::{Chiffres, Periode};
pub use coffre::{MasterKey, Randomness, SystemRandomness};
pub use conserver::Purge;
pub use courrier::Courrier;
pub use dossiers::{FseFact, FseTarget, NewDossier};
pub use etats::{Etat, Evenement, Suite, Sujet};
pub use export::{Export, Forme, Sorte};
pub use fiches::Motif;
pub use histoire::{DossierPiece, DossierView, FactureView, Papier};
pub use lots::{LeftOut, LotView, PackedLot, Preparation, Request};
pub use machine::FACTURE_MANQUE;
pub use pieces::{NewPiece, PieceView};
pub use recus::{Faits, RETOUR_SCELLE};
pub use retours::{Accuse, Avis, Decision, NewReturn, Outcome, ReceivedFact, ReturnView, Statut};
pub use sqlite::SqliteStore;
pub use travail::{Genre, Task, WorkList};
pub use verifier::{Break, CheckReport};

use crate::error::{Error, Kind, Result};
use chaine::Note;
use coffre::Vault;
use store::{Store, Table};

/// An open journal. One value serves one thread at a time; other processes may have the same file open.
pub struct Journal {
    store: Box<dyn Store>,
    coffre: Vault,
    hasard: Box<dyn Randomness>,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal(…)")
    }
}

impl Journal {
    /// Opens the journal in a file. Errors: as of [`SqliteStore::open`]; `suivi.key` for another master key.
    pub fn open(path: &Path, cle: &MasterKey, hasard: Box<dyn Randomness>) -> Result<Journal> {
        Journal::with_store(Box::new(SqliteStore::open(path)?), cle, hasard)
    }

    /// Makes a journal in a new file, or opens the one that is there. Errors as of [`Journal::open`].
    pub fn create(
        path: &Path,
        cle: &MasterKey,
        hasard: Box<dyn Randomness>,
        ctx: Context<'_>,
    ) -> Result<Journal> {
        Journal::install(Box::new(SqliteStore::create(path)?), cle, hasard, ctx)
    }

    /// Opens the journal in a store of the host's.
    pub fn with_store(
        mut store: Box<dyn Store>,
        cle: &MasterKey,
        hasard: Box<dyn Randomness>,
    ) -> Result<Journal> {
        let mut coffre = None;
        store.read(&mut |tx| {
            coffre = Some(Vault::open(tx, cle)?);
            Ok(())
        })?;
        let missing = || coffre::abime(Table::Cles, 0, "missing key");
        Ok(Journal { store, coffre: coffre.ok_or_else(missing)?, hasard })
    }

    /// Makes the keys and the first entry of the log in an empty store, or opens the journal that it holds.
    pub fn install(
        mut store: Box<dyn Store>,
        cle: &MasterKey,
        mut hasard: Box<dyn Randomness>,
        ctx: Context<'_>,
    ) -> Result<Journal> {
        store.write(&mut |tx| {
            if tx.meta(coffre::TOUR)?.is_some() {
                return Ok(());
            }
            Vault::create(tx, cle, &mut *hasard)?;
            let coffre = Vault::open(tx, cle)?;
            let lecture = View { tx, coffre: &coffre, ctx };
            Change::new(lecture, &mut *hasard).note(Note::fait(Sujet::Journal, 0, Fait::JournalCree))
        })?;
        Journal::with_store(store, cle, hasard)
    }

    /// Changes the journal: `travail` happens whole, and is on the disk when this returns, or not at all.
    ///
    /// Errors: those of `travail`; `suivi.busy`, `suivi.full`, `suivi.read_only`, `suivi.disk`, `suivi.key`.
    pub fn write<T>(
        &mut self,
        ctx: Context<'_>,
        travail: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<T> {
        let (coffre, hasard) = (&mut self.coffre, &mut self.hasard);
        let (mut travail, mut fait) = (Some(travail), None);
        self.store.write(&mut |tx| {
            coffre.follow(tx)?;
            let lecture = View { tx, coffre, ctx };
            if let Some(travail) = travail.take() {
                fait = Some(travail(&mut Change::new(lecture, &mut **hasard))?);
            }
            Ok(())
        })?;
        fait.ok_or_else(|| Error::new(Kind::SuiviStore).with("code", 0))
    }

    /// Reads the journal as it is at one moment. Errors: those of `travail`; `suivi.busy`, `suivi.disk`, `suivi.key`.
    pub fn read<T>(&mut self, ctx: Context<'_>, travail: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        let coffre = &mut self.coffre;
        let (mut travail, mut fait) = (Some(travail), None);
        self.store.read(&mut |tx| {
            coffre.follow(tx)?;
            if let Some(travail) = travail.take() {
                fait = Some(travail(&View { tx, coffre, ctx })?);
            }
            Ok(())
        })?;
        fait.ok_or_else(|| Error::new(Kind::SuiviStore).with("code", 0))
    }

    /// Puts the journal under a new master key, in one transaction. The working keys are wrapped anew and data is
    /// sealed with a new data key from now on; what is there stays readable. Other processes must open it anew.
    pub fn rotate_key(&mut self, nouvelle: &MasterKey, ctx: Context<'_>) -> Result<()> {
        let before = self.coffre.clone();
        let (coffre, hasard) = (&mut self.coffre, &mut self.hasard);
        let done = self.store.write(&mut |tx| {
            coffre.follow(tx)?;
            coffre.rotate(tx, nouvelle, &mut **hasard)?;
            let lecture = View { tx, coffre, ctx };
            Change::new(lecture, &mut **hasard).note(Note::fait(Sujet::Journal, 0, Fait::CleChangee))
        });
        match done {
            // The old wrappings must not stay behind in the WAL.
            Ok(()) => self.store.clean(),
            Err(error) => {
                self.coffre = before;
                Err(error)
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
