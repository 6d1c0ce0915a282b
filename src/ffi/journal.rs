//! The journal opened, filled and freed: pieces, dossiers, factures and the fate of their FSE.

use std::ffi::c_char;
use std::path::Path;
use std::ptr;
use std::sync::Arc;

use serde_json::Value;

use super::buffer::{Buffer, scor_buffer};
use super::dossier::{SCOR_FSE_ARL, SCOR_FSE_NOEMIE_PAYMENT, SCOR_FSE_TRANSMITTED, facture_of, scor_facture};
use super::error::scor_error;
use super::guard::guard;
use super::handle::{self, Exclusive, Handle};
use super::input::{Call, bad_value};
use super::piece::scor_piece;
use super::profile::scor_profile;
use crate::error::{Error, Kind, Result};
use crate::profile::{Profession, Territoire};
use crate::suivi::{Bureau, Cadre, FseFact, FseTarget, MasterKey, Motif};

/// For scor_journal_note_fse and scor_journal_note_fse_lot, beside the SCOR_FSE_ constants: the FSE was rejected.
pub const SCOR_FSE_REJECTED: i32 = 8;

/// An open journal, and the profile and place by which its deadlines are counted. Changeable: one call at a time
/// works on it, others wait. Several processes of one machine may have the same file open. Freed with
/// scor_journal_free, which closes the file; what earlier calls reported as done is on the disk already.
pub struct scor_journal {
    _opaque: [u8; 0],
}

impl Handle for scor_journal {
    type Object = Exclusive<Bureau>;
}

fn cadre(
    call: &Call,
    profile: *const scor_profile,
    territory: *const c_char,
    profession: *const c_char,
) -> Result<Cadre> {
    let territory = call.optional_text("territory", territory)?.unwrap_or("metropole");
    let territoire = Territoire::ALL.into_iter().find(|t| t.name() == territory);
    let profession = call.optional_text("profession", profession)?;
    let profession = profession.map(|name| {
        serde_json::from_value::<Profession>(Value::from(name)).map_err(|_| bad_value("profession"))
    });
    Ok(Cadre {
        profile: Arc::clone(&*call.object("profile", profile)?),
        territoire: territoire.ok_or_else(|| bad_value("territory"))?,
        profession: profession.transpose()?,
    })
}

fn master_key(call: &Call, key: *const u8, size: usize) -> Result<MasterKey> {
    MasterKey::new(call.bytes("key", key, size)?)
}

pub(super) fn json(value: &Value) -> Buffer {
    Buffer::sensitive(value.to_string().into_bytes())
}

/// Makes a journal in a new file, or opens the one that is there.
///
/// - `path`: of the file, UTF-8 on every system; not on a network share.
/// - `key`, `key_size`: the master key, 32 random bytes that the host keeps as a secret; copied. Without it nobody can
///   open the journal again.
/// - `profile`: not NULL; the journal keeps it.
/// - `territory`: whose holidays and clock count, such as "metropole", "alsace-moselle" or "reunion"; NULL for
///   "metropole".
/// - `profession`: such as "infirmier" or "pharmacien"; NULL when no deadline depends on it.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_KEY for another key than the file's, or another code of
/// the journal (-13xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_create(
    path: *const c_char,
    key: *const u8,
    key_size: usize,
    profile: *const scor_profile,
    territory: *const c_char,
    profession: *const c_char,
    now: i64,
    out: *mut *mut scor_journal,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let (path, key) = (call.text("path", path)?, master_key(call, key, key_size)?);
            let cadre = cadre(call, profile, territory, profession)?;
            out.put(Exclusive::new(Bureau::create(Path::new(path), &key, &cadre, now)?))
        })
    }
}

/// Opens the journal in a file.
///
/// - `path`: of the file, UTF-8 on every system; not on a network share.
/// - `key`, `key_size`, `profile`, `territory`, `profession`: as of scor_journal_create.
/// - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_MISSING, SCOR_E_SUIVI_KEY, SCOR_E_SUIVI_DAMAGED,
/// SCOR_E_SUIVI_NEWER, SCOR_E_SUIVI_FOREIGN, SCOR_E_SUIVI_NETWORK or another code of the journal (-13xx). Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_open(
    path: *const c_char,
    key: *const u8,
    key_size: usize,
    profile: *const scor_profile,
    territory: *const c_char,
    profession: *const c_char,
    out: *mut *mut scor_journal,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let (path, key) = (call.text("path", path)?, master_key(call, key, key_size)?);
            let cadre = cadre(call, profile, territory, profession)?;
            out.put(Exclusive::new(Bureau::open(Path::new(path), &key, &cadre)?))
        })
    }
}

/// Puts a copy (scor_journal_backup) back as a journal in a new place, and checks all of it. What was built after the
/// copy is unknown to it: read the mailbox before anything is sent.
///
/// - `copy`: path of the copy, UTF-8.
/// - `path`: where the journal is to be; nothing may be there.
/// - `key`, `key_size`, `profile`, `territory`, `profession`: as of scor_journal_create.
/// - `out`: not NULL; receives the journal, to be freed with scor_journal_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_TARGET, SCOR_E_SUIVI_DAMAGED (nothing is left behind
/// then), or another code of the journal (-13xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_restore(
    copy: *const c_char,
    path: *const c_char,
    key: *const u8,
    key_size: usize,
    profile: *const scor_profile,
    territory: *const c_char,
    profession: *const c_char,
    out: *mut *mut scor_journal,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let (copy, path) = (call.text("copy", copy)?, call.text("path", path)?);
            let key = master_key(call, key, key_size)?;
            let cadre = cadre(call, profile, territory, profession)?;
            out.put(Exclusive::new(Bureau::restore(Path::new(copy), Path::new(path), &key, &cadre)?))
        })
    }
}

/// Takes a piece in. The same piece a second time changes nothing.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `piece`: not NULL; stored sealed with its report.
/// - `first_attempt`: when its digitisation was first tried, seconds since 1970-01-01 UTC; 0 when not known.
/// - `context`: JSON of the capture for the evidence (hash of the source, device, operator), kept sealed; may be NULL.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_EXISTS for another piece under the same identifier, or
/// another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_add_piece(
    journal: *mut scor_journal,
    now: i64,
    piece: *const scor_piece,
    first_attempt: i64,
    context: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let piece = Arc::clone(&call.object("piece", piece)?.piece);
            let context = call.optional_text("context", context)?;
            let context = context.map(serde_json::from_str).transpose().map_err(|_| bad_value("context"))?;
            let first = (first_attempt != 0).then_some(first_attempt);
            call.object("journal", journal)?.with(|b| b.add_piece(now, &piece, first, context))
        })
    }
}

/// Opens a dossier for a facture. The same a second time changes nothing.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `id`: as of scor_dossier_new.
/// - `facture`: not NULL; its fields are checked and copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, SCOR_E_FACTURE_NIR, SCOR_E_SUIVI_EXISTS when
/// the dossier has another facture or the facture another dossier, or another code of the journal (-13xx). Calls on
/// the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_add_dossier(
    journal: *mut scor_journal,
    now: i64,
    id: *const c_char,
    facture: *mut scor_facture,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let id = call.text("id", id)?;
            let facture = facture_of(&*call.object("facture", facture)?)?;
            // The rule for identifiers is the dossier's own.
            crate::dossier::Dossier::new(id, facture.clone())?;
            call.object("journal", journal)?.with(|b| b.add_dossier(now, id, &facture))
        })
    }
}

/// Binds a piece to a dossier, if need be in the place of another. A piece may be in several dossiers.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`, `piece`: identifiers of what is in the journal.
/// - `old`: identifier of the piece that this one replaces; NULL for none.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE when the dossier is on its
/// way, or another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_bind(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    piece: *const c_char,
    old: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let (dossier, piece) = (call.text("dossier", dossier)?, call.text("piece", piece)?);
            let old = call.optional_text("old", old)?;
            call.object("journal", journal)?.with(|b| b.bind(now, dossier, piece, old))
        })
    }
}

/// Takes a piece off a dossier that is not on its way.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`, `piece`: identifiers of what is in the journal.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE or another code of the
/// journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_unbind(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    piece: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let (dossier, piece) = (call.text("dossier", dossier)?, call.text("piece", piece)?);
            call.object("journal", journal)?.with(|b| b.unbind(now, dossier, piece))
        })
    }
}

fn fate(call: &Call, fact: i32, code: *const c_char, label: *const c_char) -> Result<FseFact> {
    let text = |name, given| Ok::<_, Error>(call.optional_text(name, given)?.unwrap_or_default().to_owned());
    Ok(match fact {
        SCOR_FSE_TRANSMITTED => FseFact::Transmise,
        SCOR_FSE_ARL => FseFact::ArlPositif,
        SCOR_FSE_NOEMIE_PAYMENT => FseFact::Payee,
        SCOR_FSE_REJECTED => {
            FseFact::Rejetee(Motif { code: text("code", code)?, label: text("label", label)? })
        }
        _ => return Err(Error::new(Kind::BadValue).with("name", "fact")),
    })
}

/// Tells what became of the FSE of a dossier. A dossier that this frees goes with the next lot; one that is rejected
/// waits for scor_journal_reissue.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`: identifier.
/// - `fact`: one SCOR_FSE_ constant, SCOR_FSE_REJECTED among them.
/// - `code`, `label`: why it was rejected, in the caisse's words; NULL for none, and for other facts.
/// - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite"; empty
///   when the journal follows no such facture.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
/// on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_note_fse(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    fact: i32,
    code: *const c_char,
    label: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let (dossier, fate) = (call.text("dossier", dossier)?, fate(call, fact, code, label)?);
            let done = call
                .object("journal", journal)?
                .with(|b| b.note_fse(now, FseTarget::Dossier(dossier), &fate))?;
            out.put(json(&done))
        })
    }
}

/// The same for a whole lot of FSE, or for one facture in it.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `emitter`, `fse_lot`, `fse_date`: as of the facture; leading zeros do not matter; the date is YYYY-MM-DD.
/// - `invoice`: number of the facture; NULL for all of the lot.
/// - `fact`: one SCOR_FSE_ constant, SCOR_FSE_REJECTED among them.
/// - `code`, `label`: why it was rejected, in the caisse's words; NULL for none, and for other facts.
/// - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite"; empty
///   when the journal follows no such facture.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_note_fse_lot(
    journal: *mut scor_journal,
    now: i64,
    emitter: *const c_char,
    fse_lot: *const c_char,
    fse_date: *const c_char,
    invoice: *const c_char,
    fact: i32,
    code: *const c_char,
    label: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let (emetteur, lot) = (call.text("emitter", emitter)?, call.text("fse_lot", fse_lot)?);
            let date = call.text("fse_date", fse_date)?;
            let cible = match call.optional_text("invoice", invoice)? {
                Some(facture) => FseTarget::Facture { emetteur, facture, lot, date },
                None => FseTarget::LotFse { emetteur, lot, date },
            };
            let fate = fate(call, fact, code, label)?;
            let done = call.object("journal", journal)?.with(|b| b.note_fse(now, cible, &fate))?;
            out.put(json(&done))
        })
    }
}

/// Binds the pieces of a dossier to the facture that replaces a rejected one; they go again by themselves.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`: identifier.
/// - `facture`: not NULL; its fields are checked and copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_FACTURE_FIELD, SCOR_E_FACTURE_NIR, SCOR_E_SUIVI_UNKNOWN,
/// SCOR_E_SUIVI_EXISTS or another code of the journal (-13xx). Calls on the same journal wait for each other. Since
/// 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_reissue(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    facture: *mut scor_facture,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let dossier = call.text("dossier", dossier)?;
            let facture = facture_of(&*call.object("facture", facture)?)?;
            call.object("journal", journal)?.with(|b| b.reissue(now, dossier, &facture))
        })
    }
}

/// Closes a journal. A call that is under way on another thread ends first.
///
/// - `journal`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_free(journal: *mut scor_journal) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("journal", journal)) }
}
