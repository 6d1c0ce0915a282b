//! Suivi: the journal of pieces, dossiers, lots and returns, from the scan to the archive.
//!
//! In: what the host makes and receives, each with the moment it happened. Out: what to do today, the bytes to send,
//! and a story that can be proved. Everything is one transaction in one file, so a power cut leaves either all of a
//! step or nothing of it; everything about a patient is sealed (see [`coffre`](CleMaitre)); every step is logged in
//! a chain that shows changes afterwards.
//!
//! ```
//! use scor::profile::{Profile, Territoire};
//! use scor::suivi::delais::Delais;
//! use scor::suivi::{CleMaitre, Contexte, HasardSysteme, Journal};
//!
//! # fn main() -> scor::Result<()> {
//! # let folder = tempfile::tempdir().expect("folder");
//! # let path = folder.path().join("suivi.scor");
//! let profile = Profile::scor_public();
//! let delais = Delais::new(&profile, Territoire::Metropole, None);
//! let ctx = Contexte { maintenant: 1_800_000_000, profile: &profile, delais: &delais };
//! let key = CleMaitre::new(&[7; 32])?; // the host's, from where it keeps secrets
//! let mut journal = Journal::creer(&path, &key, Box::new(HasardSysteme), ctx)?;
//! let travail = journal.lire(ctx, |j| j.a_faire(100))?;
//! assert!(travail.taches.is_empty());
//! # Ok(())
//! # }
//! ```

mod acces;
mod accuses;
mod bureau;
pub mod calendrier;
mod chaine;
mod coffre;
mod conserver;
mod courrier;
pub mod delais;
mod dossiers;
mod envois;
pub mod etats;
mod fiches;
pub mod fuseau;
mod histoire;
mod lots;
mod machine;
mod numeros;
mod pieces;
mod recus;
mod retours;
mod sqlite;
pub mod store;
mod travail;
mod verifier;

use std::path::Path;

pub use acces::{Contexte, Ecriture, Lecture};
pub use bureau::{Acte, Bureau, Cadre};
pub use chaine::{Entree, Fait, Tete};
pub use coffre::{CleMaitre, Hasard, HasardSysteme};
pub use courrier::Courrier;
pub use dossiers::{CibleFse, FaitFse, Ouverture};
pub use etats::{Etat, Evenement, Suite, Sujet};
pub use fiches::Motif;
pub use histoire::{DossierVu, FactureVue, Papier, PieceDuDossier};
pub use lots::{Demande, Emballage, Laisse, LotVu, Preparation};
pub use machine::FACTURE_MANQUE;
pub use pieces::{NouvellePiece, PieceVue};
pub use recus::{Faits, RETOUR_SCELLE};
pub use retours::{Accuse, Avis, Decision, FaitRecu, Issue, RetourRecu, RetourVu, Statut};
pub use sqlite::SqliteStore;
pub use travail::{Genre, Tache, Travail};
pub use verifier::{Bilan, Rupture};

use crate::error::{Error, Kind, Result};
use chaine::Note;
use coffre::Coffre;
use store::{Store, Table};

/// An open journal. One value serves one thread at a time; other processes may have the same file open.
pub struct Journal {
    store: Box<dyn Store>,
    coffre: Coffre,
    hasard: Box<dyn Hasard>,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal(…)")
    }
}

impl Journal {
    /// Opens the journal in a file. Errors: as of [`SqliteStore::ouvrir`]; `suivi.key` for another master key.
    pub fn ouvrir(path: &Path, cle: &CleMaitre, hasard: Box<dyn Hasard>) -> Result<Journal> {
        Journal::sur(Box::new(SqliteStore::ouvrir(path)?), cle, hasard)
    }

    /// Makes a journal in a new file, or opens the one that is there. Errors as of [`Journal::ouvrir`].
    pub fn creer(
        path: &Path,
        cle: &CleMaitre,
        hasard: Box<dyn Hasard>,
        ctx: Contexte<'_>,
    ) -> Result<Journal> {
        Journal::installer(Box::new(SqliteStore::creer(path)?), cle, hasard, ctx)
    }

    /// Opens the journal in a store of the host's.
    pub fn sur(mut store: Box<dyn Store>, cle: &CleMaitre, hasard: Box<dyn Hasard>) -> Result<Journal> {
        let mut coffre = None;
        store.lire(&mut |tx| {
            coffre = Some(Coffre::ouvrir(tx, cle)?);
            Ok(())
        })?;
        let missing = || coffre::abime(Table::Cles, 0, "missing key");
        Ok(Journal { store, coffre: coffre.ok_or_else(missing)?, hasard })
    }

    /// Makes the keys and the first entry of the log in an empty store, or opens the journal that it holds.
    pub fn installer(
        mut store: Box<dyn Store>,
        cle: &CleMaitre,
        mut hasard: Box<dyn Hasard>,
        ctx: Contexte<'_>,
    ) -> Result<Journal> {
        store.ecrire(&mut |tx| {
            if tx.meta(coffre::TOUR)?.is_some() {
                return Ok(());
            }
            Coffre::creer(tx, cle, &mut *hasard)?;
            let coffre = Coffre::ouvrir(tx, cle)?;
            let lecture = Lecture { tx, coffre: &coffre, ctx };
            Ecriture::new(lecture, &mut *hasard).noter(Note::fait(Sujet::Journal, 0, Fait::JournalCree))
        })?;
        Journal::sur(store, cle, hasard)
    }

    /// Changes the journal: `travail` happens whole, and is on the disk when this returns, or not at all.
    ///
    /// Errors: those of `travail`; `suivi.busy`, `suivi.full`, `suivi.read_only`, `suivi.disk`, `suivi.key`.
    pub fn ecrire<T>(
        &mut self,
        ctx: Contexte<'_>,
        travail: impl FnOnce(&mut Ecriture<'_>) -> Result<T>,
    ) -> Result<T> {
        let (coffre, hasard) = (&mut self.coffre, &mut self.hasard);
        let (mut travail, mut fait) = (Some(travail), None);
        self.store.ecrire(&mut |tx| {
            coffre.suivre(tx)?;
            let lecture = Lecture { tx, coffre, ctx };
            if let Some(travail) = travail.take() {
                fait = Some(travail(&mut Ecriture::new(lecture, &mut **hasard))?);
            }
            Ok(())
        })?;
        fait.ok_or_else(|| Error::new(Kind::SuiviStore).with("code", 0))
    }

    /// Reads the journal as it is at one moment. Errors: those of `travail`; `suivi.busy`, `suivi.disk`, `suivi.key`.
    pub fn lire<T>(
        &mut self,
        ctx: Contexte<'_>,
        travail: impl FnOnce(&Lecture<'_>) -> Result<T>,
    ) -> Result<T> {
        let coffre = &mut self.coffre;
        let (mut travail, mut fait) = (Some(travail), None);
        self.store.lire(&mut |tx| {
            coffre.suivre(tx)?;
            if let Some(travail) = travail.take() {
                fait = Some(travail(&Lecture { tx, coffre, ctx })?);
            }
            Ok(())
        })?;
        fait.ok_or_else(|| Error::new(Kind::SuiviStore).with("code", 0))
    }

    /// Puts the journal under a new master key, in one transaction. The working keys are wrapped anew and data is
    /// sealed with a new data key from now on; what is there stays readable. Other processes must open it anew.
    pub fn changer_cle(&mut self, nouvelle: &CleMaitre, ctx: Contexte<'_>) -> Result<()> {
        let before = self.coffre.clone();
        let (coffre, hasard) = (&mut self.coffre, &mut self.hasard);
        let done = self.store.ecrire(&mut |tx| {
            coffre.suivre(tx)?;
            coffre.tourner(tx, nouvelle, &mut **hasard)?;
            let lecture = Lecture { tx, coffre, ctx };
            Ecriture::new(lecture, &mut **hasard).noter(Note::fait(Sujet::Journal, 0, Fait::CleChangee))
        });
        match done {
            // The old wrappings must not stay behind in the WAL.
            Ok(()) => self.store.nettoyer(),
            Err(error) => {
                self.coffre = before;
                Err(error)
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
