//! What leaves the journal: figures, tables, papers, evidence, originals.

use std::ffi::c_char;
use std::path::Path;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::guard;
use super::input::bad_value;
use super::journal::{json, scor_journal};
use crate::suivi::{Export, Forme, Periode, Sorte};

/// Pieces that came in during the period.
pub const SCOR_EXPORT_PIECES: i32 = 1;
/// Dossiers that were opened in it.
pub const SCOR_EXPORT_DOSSIERS: i32 = 2;
/// Lots that were built in it.
pub const SCOR_EXPORT_LOTS: i32 = 3;
/// Entries of the log.
pub const SCOR_EXPORT_EVENTS: i32 = 4;

/// CSV of RFC 4180: commas, CRLF, UTF-8.
pub const SCOR_FORM_CSV: i32 = 1;
/// CSV as a French Excel opens it: semicolons, and a byte order mark.
pub const SCOR_FORM_CSV_EXCEL: i32 = 2;
/// An array of JSON objects.
pub const SCOR_FORM_JSON: i32 = 3;

fn kind_of(constant: i32) -> Option<Sorte> {
    Some(match constant {
        SCOR_EXPORT_PIECES => Sorte::Pieces,
        SCOR_EXPORT_DOSSIERS => Sorte::Dossiers,
        SCOR_EXPORT_LOTS => Sorte::Lots,
        SCOR_EXPORT_EVENTS => Sorte::Evenements,
        _ => return None,
    })
}

fn form_of(constant: i32) -> Option<Forme> {
    Some(match constant {
        SCOR_FORM_CSV => Forme::Csv,
        SCOR_FORM_CSV_EXCEL => Forme::CsvExcel,
        SCOR_FORM_JSON => Forme::Json,
        _ => return None,
    })
}

/// Figures of a period: share of the pieces that the caisses could use against the profile's rule, also over the start-up
/// control; refusals by reason; times to the ARL; lots by state.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `from`, `to`: the period: lots first sent from the one moment to before the other.
/// - `emitter`: number of one emitter; NULL for all.
/// - `out`: not NULL; receives JSON of schema `scor.chiffres/1`.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_stats(
    journal: *mut scor_journal,
    now: i64,
    from: i64,
    to: i64,
    emitter: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let emitter = call.optional_text("emitter", emitter)?;
            let periode = Periode { from, to };
            let told = call.object("journal", journal)?.with(|b| b.stats(now, periode, emitter))?;
            out.put(json(&told))
        })
    }
}

/// Writes a table of the journal's records into a new file. Nothing of patients is in it unless asked for; identifiers
/// of pieces and dossiers are the host's own and always are.
///
/// - `journal`: not NULL.
/// - `kind`: a SCOR_EXPORT_ constant.
/// - `form`: a SCOR_FORM_ constant.
/// - `from`, `to`: the period, from the one moment to before the other, seconds since 1970-01-01 UTC.
/// - `identifying`: 1 for NIR, dates of care and texts that people typed as well; else 0.
/// - `path`: of the file, UTF-8; nothing may be there.
/// - `rows`: not NULL; receives the number of rows.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_FULL, SCOR_E_SUIVI_DISK or another code
/// of the journal (-13xx); after an error no file is left. Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_export(
    journal: *mut scor_journal,
    kind: i32,
    form: i32,
    from: i64,
    to: i64,
    identifying: i32,
    path: *const c_char,
    rows: *mut i64,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let rows = call.out("rows", rows)?;
            let sorte = call.choice("kind", kind, kind_of)?;
            let forme = call.choice("form", form, form_of)?;
            let nominatif = call.flag("identifying", identifying)?;
            let path = call.text("path", path)?;
            let export = Export { sorte, forme, periode: Periode { from, to }, nominatif };
            let done = call.object("journal", journal)?.with(|b| b.export(&export, Path::new(path)))?;
            rows.set(i64::try_from(done).unwrap_or(i64::MAX));
            Ok(())
        })
    }
}

/// The bordereaux of all paper that is to be posted, one for each emitter and caisse: a PDF to print.
///
/// - `journal`: not NULL.
/// - `day`: day of posting that is printed, `YYYY-MM-DD`.
/// - `out`: not NULL; receives the PDF.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_NOTHING when nothing is to be posted or another code of
/// the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_bordereau(
    journal: *mut scor_journal,
    day: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let day = call.text("day", day)?.parse().map_err(|_| bad_value("day"))?;
            let pdf = call.object("journal", journal)?.with(|b| b.bordereau(day))?;
            out.put(Buffer::open(pdf))
        })
    }
}

/// The report of what was transmitted in a period, its SCOR section, lot by lot: a PDF.
///
/// - `journal`: not NULL.
/// - `from`, `to`: the period, from the one moment to before the other, seconds since 1970-01-01 UTC.
/// - `out`: not NULL; receives the PDF.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_NOTHING when nothing was transmitted or another code of the
/// journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_report(
    journal: *mut scor_journal,
    from: i64,
    to: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let pdf = call.object("journal", journal)?.with(|b| b.report(Periode { from, to }))?;
            out.put(Buffer::open(pdf))
        })
    }
}

/// The evidence of a piece: where its PDF came from, who confirmed it, which lots it went in, what the caisse answered, and
/// the entries of the log with what their links can be verified by. No NIR is in it.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `piece`: identifier.
/// - `out`: not NULL; receives JSON of schema `scor.preuve/1`.
/// - `err`: may be NULL.
///
/// The files that its hashes are of come from scor_journal_piece_pdf, scor_journal_lot_bytes and
/// scor_journal_return_bytes.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls on the
/// same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_evidence(
    journal: *mut scor_journal,
    now: i64,
    piece: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let piece = call.text("piece", piece)?;
            let told = call.object("journal", journal)?.with(|b| b.evidence(now, piece))?;
            out.put(json(&told))
        })
    }
}

/// A return as it came, its hash checked.
///
/// - `journal`: not NULL.
/// - `no`: number of the return.
/// - `out`: not NULL; receives the message. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_SUIVI_DAMAGED or
/// another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_return_bytes(
    journal: *mut scor_journal,
    no: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let bytes = call.object("journal", journal)?.with(|b| b.return_bytes(no))?;
            out.put(Buffer::sensitive(bytes.to_vec()))
        })
    }
}

/// The key of the chain, 32 bytes: with it an auditor verifies the links of an evidence record. Whoever has it could also
/// make such links: hand it to a person, never store it beside the evidence.
///
/// - `journal`: not NULL.
/// - `out`: not NULL; receives the key. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_chain_key(
    journal: *mut scor_journal,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let key = call.object("journal", journal)?.with(|b| b.chain_key())?;
            out.put(Buffer::sensitive(key.to_vec()))
        })
    }
}
