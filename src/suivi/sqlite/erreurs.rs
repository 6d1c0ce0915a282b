//! SQLite's result codes as kinds of ours. Its texts stay behind: they may quote values and paths.

use rusqlite::ffi::ErrorCode;

use crate::error::{Error, Kind};

/// How long a writer waits for another before `suivi.busy`, milliseconds.
pub(super) const ATTENTE_MS: u64 = 10_000;

/// One error, as clear as SQLite allows.
#[allow(clippy::needless_pass_by_value)] // fits `map_err`
pub(super) fn translate(error: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(code, _) = &error else {
        // A column of the wrong type or a missing row: the file is not as it was written.
        return damaged("shape");
    };
    match code.code {
        ErrorCode::DiskFull => Error::new(Kind::SuiviFull),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Error::new(Kind::SuiviReadOnly),
        ErrorCode::CannotOpen => Error::new(Kind::SuiviReadOnly),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Error::new(Kind::SuiviBusy).with("limit", ATTENTE_MS)
        }
        ErrorCode::DatabaseCorrupt => damaged("page"),
        ErrorCode::NotADatabase => Error::new(Kind::SuiviForeign),
        ErrorCode::SystemIoFailure => Error::new(Kind::SuiviDisk).with("reason", "input/output"),
        ErrorCode::OutOfMemory => Error::new(Kind::SuiviDisk).with("reason", "memory"),
        ErrorCode::ConstraintViolation if code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => {
            Error::new(Kind::SuiviExists).with("what", "key")
        }
        _ => Error::new(Kind::SuiviStore).with("code", code.extended_code),
    }
}

fn damaged(reason: &'static str) -> Error {
    Error::new(Kind::SuiviDamaged).with("table", "?").with("row", 0).with("reason", reason)
}
