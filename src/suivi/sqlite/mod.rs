//! The default store: one SQLite file, in WAL mode, for all processes of one machine.
//!
//! A commit is on the disk when it returns (`synchronous = FULL`). Writers take turns (`BEGIN IMMEDIATE`, with a
//! bounded wait); readers never wait. A process that dies holds nothing: the system drops its locks, and the next
//! one to open finds the last commit. Everything that is secret is sealed before it comes here, so the pages of
//! the WAL hold no more than the file does; temporary tables stay in memory.

mod erreurs;
mod lignes;
mod reseau;
mod schema;
#[cfg(any(windows, test))]
mod verbatim;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::store::{Store, Tx};
use crate::error::{Error, Kind, Result};
use erreurs::{ATTENTE_MS, translate};
use lignes::Rows;

/// A journal in a file.
#[derive(Debug)]
pub struct SqliteStore {
    conn: Connection,
}

impl SqliteStore {
    /// Opens the journal in `path`, which must exist.
    ///
    /// Errors: `suivi.missing`, `suivi.foreign`, `suivi.newer_schema`, `suivi.read_only`, `suivi.network`,
    /// `suivi.busy`, `suivi.damaged`, `suivi.disk`.
    pub fn open(path: &Path) -> Result<SqliteStore> {
        if !path.exists() {
            return Err(Error::new(Kind::SuiviMissing));
        }
        SqliteStore::connect(path, false)
    }

    /// Opens the journal in `path`, or makes an empty one. Errors as of [`SqliteStore::open`], and `suivi.full`.
    pub fn create(path: &Path) -> Result<SqliteStore> {
        SqliteStore::connect(path, true)
    }

    fn connect(path: &Path, creer: bool) -> Result<SqliteStore> {
        let path = absolu(path)?;
        if reseau::partage(&path) {
            return Err(Error::new(Kind::SuiviNetwork));
        }
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags.set(OpenFlags::SQLITE_OPEN_CREATE, creer);
        let mut conn = ouvrir(&path, flags)?;
        conn.busy_timeout(Duration::from_millis(ATTENTE_MS)).map_err(translate)?;
        conn.set_prepared_statement_cache_capacity(128);
        // Plans follow from the schema alone. Otherwise a bound LIMIT has the statement compiled again each time, which
        // costs ten times what running it does.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(translate)?;
        // Read before anything is written: a foreign file must stay as it is.
        let foreign = conn.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
        foreign.map_err(translate)?;
        conn.execute_batch(
            "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000;",
        )
        .map_err(translate)?;
        schema::bring(&mut conn, creer)?;
        let mode: String =
            conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).map_err(translate)?;
        if mode != "wal" {
            return Err(Error::new(Kind::SuiviNetwork));
        }
        conn.execute_batch("PRAGMA synchronous = FULL;").map_err(translate)?;
        Ok(SqliteStore { conn })
    }

    fn transaction(
        &mut self,
        behaviour: TransactionBehavior,
        travail: &mut dyn FnMut(&dyn Tx) -> Result<()>,
    ) -> Result<()> {
        // Dropped without a commit, also by a panic, it rolls back.
        let tx = self.conn.transaction_with_behavior(behaviour).map_err(translate)?;
        travail(&Rows(&tx))?;
        tx.commit().map_err(translate)
    }
}

/// SQLite would read `file:…` as a URI; an absolute path is none.
fn absolu(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|_| Error::new(Kind::SuiviMissing))
}

#[cfg(not(windows))]
fn ouvrir(path: &Path, flags: OpenFlags) -> Result<Connection> {
    Connection::open_with_flags(path, flags).map_err(translate)
}

/// SQLite's usual files stop at 1040 bytes of a path, and Windows at 260 characters unless a path is written `\\?\`:
/// both bounds go, for the file and for those that SQLite lays beside it.
#[cfg(windows)]
fn ouvrir(path: &Path, flags: OpenFlags) -> Result<Connection> {
    Connection::open_with_flags_and_vfs(verbatim::path(path), flags, "win32-longpath").map_err(translate)
}

impl Store for SqliteStore {
    fn write(&mut self, travail: &mut dyn FnMut(&dyn Tx) -> Result<()>) -> Result<()> {
        self.transaction(TransactionBehavior::Immediate, travail)
    }

    fn read(&mut self, travail: &mut dyn FnMut(&dyn Tx) -> Result<()>) -> Result<()> {
        self.transaction(TransactionBehavior::Deferred, travail)
    }

    fn clean(&mut self) -> Result<()> {
        // Another reader may keep the WAL from being cut: what it still holds is sealed, and goes with the next call.
        let read = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], read).map(|_| ()).map_err(translate)
    }

    fn probe(&mut self) -> Result<Option<String>> {
        let word: String =
            self.conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(translate)?;
        Ok((word != "ok").then_some(word))
    }

    fn copy_to(&mut self, vers: &Path) -> Result<()> {
        let vers = absolu(vers)?;
        if vers.exists() {
            return Err(Error::new(Kind::SuiviTarget));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut target = ouvrir(&vers, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let backup = rusqlite::backup::Backup::new(&self.conn, &mut target).map_err(translate)?;
        // All pages in one step: a copy in several begins anew whenever another process commits.
        let done = match backup.step(-1).map_err(translate)? {
            rusqlite::backup::StepResult::Done => Ok(()),
            _ => Err(Error::new(Kind::SuiviBusy).with("limit", ATTENTE_MS)),
        };
        drop(backup);
        if done.is_ok() {
            // The copy is one file, on the disk.
            let mode = target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
            mode.map_err(translate)?;
            drop(target);
            // Windows flushes only what was opened for writing.
            let file = std::fs::OpenOptions::new().write(true).open(&vers).and_then(|file| file.sync_all());
            file.map_err(|_| Error::new(Kind::SuiviDisk).with("reason", "input/output"))?;
        }
        done
    }
}
