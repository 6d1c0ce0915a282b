//! The way of a lot in the journal: built, sent, answered, posted; and what to do today.

use std::ffi::c_char;

use super::buffer::{Buffer, scor_buffer};
use super::certificate::scor_certificate;
use super::error::scor_error;
use super::guard::guard;
use super::input::bad_value;
use super::journal::{json, scor_journal};
use super::seal::recipients as certificates;
use crate::suivi::{Acte, Courrier, Suite};

/// It happened, and the state changed.
pub const SCOR_DONE_APPLIED: i32 = 1;
/// It had happened already; nothing changed.
pub const SCOR_DONE_ALREADY: i32 = 2;
/// It is impossible in this state: noted in the log, nothing changed.
pub const SCOR_DONE_IMPOSSIBLE: i32 = 3;

/// The dossier goes to paper and is to be posted.
pub const SCOR_ACT_PAPER: i32 = 1;
/// The dossier is treated by hand, whatever the caisse said.
pub const SCOR_ACT_MANUAL: i32 = 2;
/// The dossier, à reconstituer, is mended and goes into the next lot.
pub const SCOR_ACT_REBUILD: i32 = 3;
/// The dossier leaves SCOR before it was sent; it keeps a lot number and goes by post.
pub const SCOR_ACT_LEAVE_SCOR: i32 = 4;
/// The dossier that left, and was not posted, comes back into SCOR.
pub const SCOR_ACT_ENTER_SCOR: i32 = 5;

fn done_constant(suite: Suite) -> i32 {
    match suite {
        Suite::Applique(_) => SCOR_DONE_APPLIED,
        Suite::Deja => SCOR_DONE_ALREADY,
        Suite::Impossible => SCOR_DONE_IMPOSSIBLE,
    }
}

fn act_of(constant: i32) -> Option<Acte> {
    Some(match constant {
        SCOR_ACT_PAPER => Acte::Papier,
        SCOR_ACT_MANUAL => Acte::Manuel,
        SCOR_ACT_REBUILD => Acte::Reconstituer,
        SCOR_ACT_LEAVE_SCOR => Acte::Sortir,
        SCOR_ACT_ENTER_SCOR => Acte::Remettre,
        _ => return None,
    })
}

/// Builds lots of the dossiers that are ready, the most urgent first: packs, seals, writes the messages and gives the
/// numbers out. All of it is in the journal before this returns; fetch the bytes with scor_journal_lot_bytes.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `most`: at most so many dossiers; their PDFs are in memory at once.
/// - `from`: the sender's mail address: a lot's bytes are then the whole sealed message. NULL: its container alone, for
///   hosts whose network does the rest.
/// - `recipients`, `count`: certificates that lots are sealed to (scor_trust_choose). NULL and 0 where nothing is sealed.
/// - `out`: not NULL; receives JSON: "lots", objects with "no" (the journal's number), "numero", "date",
///   "recipient", "dossiers" and more; "left_out", objects with "dossier" and "raisons".
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), a code of scor_lots_pack, scor_seal or scor_message_write,
/// SCOR_E_SUIVI_OVERTAKEN, SCOR_E_SUIVI_NUMBERS or another code of the journal (-13xx). Calls on the same journal
/// wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_build(
    journal: *mut scor_journal,
    now: i64,
    most: i32,
    from: *const c_char,
    recipients: *const *mut scor_certificate,
    count: usize,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let most = call.index("most", most)?;
            let recipients = certificates(call, recipients, count)?;
            let courrier = Courrier { from: call.optional_text("from", from)?, recipients: &recipients };
            let built = call.object("journal", journal)?.with(|b| b.build(now, most, &courrier))?;
            out.put(json(&built))
        })
    }
}

/// The exact bytes of a lot, the same at every call: for the first sending and the second.
///
/// - `journal`: not NULL.
/// - `lot`: the journal's number of the lot.
/// - `out`: not NULL; receives the bytes. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_PURGED, SCOR_E_SUIVI_DAMAGED or
/// another code of the journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_lot_bytes(
    journal: *mut scor_journal,
    lot: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let bytes = call.object("journal", journal)?.with(|b| b.lot_bytes(lot))?;
            out.put(Buffer::sensitive(bytes.to_vec()))
        })
    }
}

/// Notes that the bytes of a lot were handed to the network; its ARL is awaited from now on.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `lot`: the journal's number of the lot.
/// - `done`: may be NULL; receives a SCOR_DONE_ constant.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
/// on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_sent(
    journal: *mut scor_journal,
    now: i64,
    lot: i64,
    done: *mut i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(done);
            let suite = call.object("journal", journal)?.with(|b| b.sent(now, lot))?;
            if !done.is_null() {
                call.out("done", done)?.set(done_constant(suite));
            }
            Ok(())
        })
    }
}

/// Takes a message of the mailbox in, and does what it says: ARL and NOEMIE. A message that cannot be read or matched is
/// kept with the reason and shown in the work list. An encrypted one is kept unread: open it and hand in what was inside.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `data`, `size`: the message as it came.
/// - `out`: not NULL; receives JSON: null when the message is not for SCOR (nothing is kept then); else an
///   object with "no", "statut", "lot", "faits", "raison" and "deja" (true when the message was in the journal).
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_receive(
    journal: *mut scor_journal,
    now: i64,
    data: *const u8,
    size: usize,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let message = call.bytes("data", data, size)?;
            let seen = call.object("journal", journal)?.with(|b| b.receive(now, message))?;
            out.put(json(&serde_json::json!(seen)))
        })
    }
}

/// Takes a return that could not be placed off the work list; with a lot, applies the ARL in it to that lot first.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `retour`: the journal's number of the return.
/// - `lot`: the journal's number of the lot that it is about; 0 when somebody has merely seen it.
/// - `out`: not NULL; receives JSON: what the ARL did; null without a lot.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
/// on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_settle_return(
    journal: *mut scor_journal,
    now: i64,
    retour: i64,
    lot: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let lot = (lot != 0).then_some(lot);
            let done = call.object("journal", journal)?.with(|b| b.settle_return(now, retour, lot))?;
            out.put(json(&done))
        })
    }
}

/// Lets time pass (an ARL that did not come in time) and gives the work list, the most urgent first. Call it every morning.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `limit`: at most so many tasks of each kind, from 0.
/// - `out`: not NULL; receives JSON: schema "scor.todo/1": "taches", objects with "genre", "dossier", "piece",
///   "lot", "retour", "couleur", "manques", "a_refaire", "motif", "echeance" and "reste" (seconds, negative when late);
///   "tronque" when there are more; "dossiers" and "lots" count by state; "attente_fse" waits for the FSE; "echus" are the
///   lots whose time ended just now.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or a code of the journal (-13xx). Calls on the same journal wait for
/// each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_todo(
    journal: *mut scor_journal,
    now: i64,
    limit: i32,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let limit = call.index("limit", limit)?;
            let work = call.object("journal", journal)?.with(|b| b.todo(now, limit))?;
            out.put(json(&work))
        })
    }
}

/// Gives up a lot that was refused, or that was not sent: its dossiers go into new lots, except those with a refused
/// piece that nobody has replaced yet.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `lot`: the journal's number of the lot.
/// - `out`: not NULL; receives JSON: an array of objects with "dossier" and "suite".
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
/// on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_rebuild_lot(
    journal: *mut scor_journal,
    now: i64,
    lot: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let done = call.object("journal", journal)?.with(|b| b.rebuild_lot(now, lot))?;
            out.put(json(&done))
        })
    }
}

/// Does what the practice decided about a dossier.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`: identifier.
/// - `act`: a SCOR_ACT_ constant.
/// - `done`: may be NULL; receives a SCOR_DONE_ constant.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN, SCOR_E_SUIVI_STATE or another code of the
/// journal (-13xx). Calls on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_act(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    act: i32,
    done: *mut i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(done);
            let (dossier, act) = (call.text("dossier", dossier)?, call.choice("act", act, act_of)?);
            let suite = call.object("journal", journal)?.with(|b| b.act(now, dossier, act))?;
            if !done.is_null() {
                call.out("done", done)?.set(done_constant(suite));
            }
            Ok(())
        })
    }
}

/// Notes that paper was posted: of a whole dossier, or of one piece of it.
///
/// - `journal`: not NULL.
/// - `now`: the host's clock, seconds since 1970-01-01 UTC.
/// - `dossier`: identifier.
/// - `piece`: identifier of the piece; NULL for all of the dossier.
/// - `day`: when it was posted, YYYY-MM-DD.
/// - `done`: may be NULL; receives a SCOR_DONE_ constant.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_SUIVI_UNKNOWN or another code of the journal (-13xx). Calls
/// on the same journal wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_journal_posted(
    journal: *mut scor_journal,
    now: i64,
    dossier: *const c_char,
    piece: *const c_char,
    day: *const c_char,
    done: *mut i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(done);
            let (dossier, piece) = (call.text("dossier", dossier)?, call.optional_text("piece", piece)?);
            let day = call.text("day", day)?.parse().map_err(|_| bad_value("day"))?;
            let suite = call.object("journal", journal)?.with(|b| b.posted(now, dossier, piece, day))?;
            if !done.is_null() {
                call.out("done", done)?.set(done_constant(suite));
            }
            Ok(())
        })
    }
}
