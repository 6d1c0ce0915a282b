//! The journal looked into and kept: records and their story, the chain, checks, copies, purges, keys.

use std::ffi::c_char;
use std::path::Path;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::guard;
use super::journal::{json, scor_journal};
use crate::suivi::{Head, MasterKey, Sujet};

/// A piece, by the host's identifier.
pub const SCOR_SUBJECT_PIECE: i32 = 1;
/// A dossier, by the host's identifier.
pub const SCOR_SUBJECT_DOSSIER: i32 = 2;
/// A lot, by the journal's number.
pub const SCOR_SUBJECT_LOT: i32 = 3;
/// A return, by the journal's number.
pub const SCOR_SUBJECT_RETURN: i32 = 4;

fn subject(constant: i32) -> Option<Sujet> {
    Some(match constant {
        SCOR_SUBJECT_PIECE => Sujet::Piece,
        SCOR_SUBJECT_DOSSIER => Sujet::Dossier,
        SCOR_SUBJECT_LOT => Sujet::Lot,
        SCOR_SUBJECT_RETURN => Sujet::Retour,
        _ => return None,
    })
}

/// What the journal knows of a piece, dossier, lot or return, and every entry of the log about it.
///
/// - `journal`: not NULL.
/// - `subject`: a SCOR_SUBJECT_ constant.
/// - `id`: identifier of a piece or dossier; number of a lot or return, in digits.
/// - `out`: not NULL; receives JSON: the record; "etat" is the state of a dossier or lot, "histoire" the log.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_DAMAGED or another code of the
/// journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_show(
    journal: *mut scor_journal,
    subject: i32,
    id: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let sujet = call.choice("subject", subject, self::subject)?;
            let id = call.text("id", id)?;
            let told = call.object("journal", journal)?.with(|b| b.show(sujet, id))?;
            out.put(json(&told))
        })
    }
}

/// Entries of the log, in order.
///
/// - `journal`: not NULL.
/// - `after`: number of the last entry that the host has; 0 to begin.
/// - `limit`: at most so many.
/// - `out`: not NULL; receives JSON: an array of objects with "seq", "quand", "sujet", "genre", "suite", "de",
///   "vers", "profil" and "details".
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_log(
    journal: *mut scor_journal,
    after: i64,
    limit: i32,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let limit = call.index("limit", limit)?;
            let told = call.object("journal", journal)?.with(|b| b.log(after, limit))?;
            out.put(json(&told))
        })
    }
}

/// The PDF of a piece, its hash checked: the copy for the patient.
///
/// - `journal`: not NULL.
/// - `piece`: identifier.
/// - `out`: not NULL; receives the PDF. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_PIECE_EMPTY,
/// SCOR_E_SUIVI_DAMAGED or another code of the journal (-13xx). Calls on the same journal wait for each other.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_piece_pdf(
    journal: *mut scor_journal,
    piece: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let piece = call.text("piece", piece)?;
            let pdf = call.object("journal", journal)?.with(|b| b.piece_pdf(piece))?;
            out.put(Buffer::sensitive(pdf.to_vec()))
        })
    }
}

/// The head of the chain. Kept outside the journal, it proves later that nothing before it was changed or cut off.
///
/// - `journal`: not NULL.
/// - `seq`: not NULL; receives the number of the last entry.
/// - `out`: not NULL; receives its link, 64 lower-case hexadecimal digits.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_head(
    journal: *mut scor_journal,
    seq: *mut i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(seq);
            let out = call.out("out", out)?;
            let seq = call.out("seq", seq)?;
            let head = call.object("journal", journal)?.with(|b| b.head())?;
            seq.set(head.seq);
            out.put(Buffer::open(head.mac.into_bytes()))
        })
    }
}

/// Is a head that was kept elsewhere an ancestor of the journal as it is? scor_journal_check checks the links between.
///
/// - `journal`: not NULL.
/// - `seq`, `mac`: what scor_journal_head gave.
/// - `out`: not NULL; receives 1, or 0 when the log was cut off or changed before it.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_descends(
    journal: *mut scor_journal,
    seq: i64,
    mac: *const c_char,
    out: *mut i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let head = Head { seq, mac: call.text("mac", mac)?.to_owned() };
            let descends = call.object("journal", journal)?.with(|b| b.descends_from(&head))?;
            out.set(i32::from(descends));
            Ok(())
        })
    }
}

/// Checks the file, every seal, hash and link of the chain, and that the states are what the log says.
///
/// - `journal`: not NULL.
/// - `out`: not NULL; receives JSON: "sound", true or false; "ruptures", an array of objects with "table",
///   "ligne" and "raison", the first break first; "lignes", "contenus" and "maillons" count what holds; "tete", the head.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, also for a journal with breaks, an argument's code (-1xx) or a code of the journal (-13xx).
/// Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_check(
    journal: *mut scor_journal,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let found = call.object("journal", journal)?.with(|b| b.check())?;
            out.put(json(&found))
        })
    }
}

/// Copies the journal into a new file while others go on working. The copy needs the same master key.
///
/// - `journal`: not NULL.
/// - `path`: of the copy, UTF-8; nothing may be there.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_FULL or another code of the
/// journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_backup(
    journal: *mut scor_journal,
    path: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let path = call.text("path", path)?;
            call.object("journal", journal)?.with(|b| b.backup(Path::new(path)).map(drop))
        })
    }
}

/// Removes what the profile's retention no longer wants: PDFs, bytes of lots and returns, NIR. The log keeps their hashes.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `out`: not NULL; receives JSON: "dossiers" and "pieces", identifiers; "retours", numbers. Pieces are those that no
///   dossier ever took, returns those about no lot that want nobody's attention.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_purge(
    journal: *mut scor_journal,
    now: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let gone = call.object("journal", journal)?.with(|b| b.purge(now))?;
            out.put(json(&serde_json::json!(gone)))
        })
    }
}

/// Puts the journal under a new master key. Other processes must open it again with the new one.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `key`, `key_size`: the new master key, 32 random bytes; copied.
/// - `reseal`: 1 to seal all contents anew as well, which takes long; 0 for new ones only.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_rotate_key(
    journal: *mut scor_journal,
    now: i64,
    key: *const u8,
    key_size: usize,
    reseal: i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let key = MasterKey::new(call.bytes("key", key, key_size)?)?;
            let reseal = call.flag("reseal", reseal)?;
            call.object("journal", journal)?.with(|b| b.rotate_key(now, &key, reseal))
        })
    }
}
