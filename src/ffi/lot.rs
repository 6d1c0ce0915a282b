//! Lots: dossiers come in, lots for one recipient each go out, with container, manifest and mail texts.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::Arc;

use super::buffer::{Buffer, scor_buffer};
use super::certificate::scor_certificate;
use super::dossier::{facts, scor_dossier};
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Exclusive, Handle};
use super::input::bad_value;
use super::message::scor_message;
use super::profile::scor_profile;
use super::seal::recipients as certificates;
use crate::dossier::{Dossier, FseFacts};
use crate::lot::{self, Built, Numbering, Packed, Texts};
use crate::mail;
use crate::profile::Profile;
use crate::seal;

/// Dossiers on their way into lots. Changeable. Freed with scor_lot_builder_free.
pub struct scor_lot_builder {
    _opaque: [u8; 0],
}

impl Handle for scor_lot_builder {
    type Object = Exclusive<Vec<(Dossier, FseFacts)>>;
}

/// The lots that dossiers were put into. Immutable; may be used from several threads. Freed with scor_lots_free.
pub struct scor_lots {
    _opaque: [u8; 0],
}

/// The lots, and the profile that they were built by.
pub(super) struct Lots {
    built: Built,
    profile: Arc<Profile>,
}

impl Handle for scor_lots {
    type Object = Lots;
}

/// One packed lot: container, manifest and the texts of its message. Immutable; may be used from several threads.
/// Freed with scor_lot_free.
pub struct scor_lot {
    _opaque: [u8; 0],
}

/// A packed lot and its texts for C.
pub(super) struct Held {
    packed: Packed,
    texts: Texts,
    name: CString,
    recipient: CString,
    profile: Arc<Profile>,
}

impl Handle for scor_lot {
    type Object = Held;
}

/// Makes a builder without dossiers.
///
/// - `out`: not NULL; receives the builder, to be freed with scor_lot_builder_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_builder_new(
    out: *mut *mut scor_lot_builder,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(Vec::new()))) }
}

/// Adds a dossier as it is now.
///
/// - `builder`: not NULL.
/// - `dossier`: not NULL; copied, its pieces are shared.
/// - `fse`: SCOR_FSE_ constants added up, 0 when nothing has come yet.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same builder wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_builder_add(
    builder: *mut scor_lot_builder,
    dossier: *mut scor_dossier,
    fse: i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let facts = call.choice("fse", fse, facts)?;
            let dossier = call.object("dossier", dossier)?.with(|d| Ok(d.clone()))?;
            call.object("builder", builder)?.with(|b| {
                b.push((dossier, facts));
                Ok(())
            })
        })
    }
}

/// Groups the dossiers into lots by recipient. The builder stays as it is.
///
/// - `builder`: not NULL.
/// - `profile`: not NULL.
/// - `next_number`: number of the next lot, which the host keeps from one call to the next (scor_lots_report).
/// - `out`: not NULL; receives the lots, to be freed with scor_lots_free. None may be among them.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_LOT_NUMBER, SCOR_E_LOT_DOSSIER_TWICE or
/// SCOR_E_LOT_TOO_LARGE. Calls on the same builder wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_builder_build(
    builder: *mut scor_lot_builder,
    profile: *const scor_profile,
    next_number: i32,
    out: *mut *mut scor_lots,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let profile = Arc::clone(&*call.object("profile", profile)?);
            let next = u32::try_from(next_number).map_err(|_| bad_value("next_number"))?;
            let built = call
                .object("builder", builder)?
                .with(|b| lot::build(b.as_slice(), &profile, Numbering { next }))?;
            out.put(Lots { built, profile })
        })
    }
}

/// Frees a builder. Lots built with it are not concerned.
///
/// - `builder`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_builder_free(builder: *mut scor_lot_builder) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("builder", builder)) }
}

/// Number of lots.
///
/// - `lots`: not NULL.
///
/// Returns the number, which may be 0; 0 when it is not a live object. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lots_count(lots: *const scor_lots) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| Ok(i32::try_from(call.object("lots", lots)?.built.lots.len()).unwrap_or(i32::MAX)))
    }
}

/// What went where: for the journal, and for the dossiers that stay behind.
///
/// - `lots`: not NULL.
/// - `out`: not NULL; receives a JSON object: "lots", an array with "number", "recipient" and "dossiers"
///   (identifiers); "left_out", an array with "dossier" and "reasons" (objects with "reason", "en", "fr");
///   "hors_scor", an array with "dossier" and "number"; "next_number" for the next call.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lots_report(
    lots: *const scor_lots,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let told = call.object("lots", lots)?.built.report();
            out.put(Buffer::open(told.to_string().into_bytes()))
        })
    }
}

/// Packs one lot: seals its pieces as the profile says, writes manifest, container and the texts of the message.
///
/// - `lots`: not NULL.
/// - `index`: from 0.
/// - `created`: the host's clock, seconds since 1970-01-01 UTC; manifests name it.
/// - `recipients`, `count`: certificates that pieces are sealed to (scor_trust_choose); NULL and 0 when the
///   profile sends pieces in clear within the sealed message.
/// - `out`: not NULL; receives the packed lot, to be freed with scor_lot_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_LOT_TOO_LARGE, SCOR_E_LOT_FILE_NAME,
/// SCOR_E_PROFILE_TEMPLATE or a code of scor_seal. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lots_pack(
    lots: *const scor_lots,
    index: i32,
    created: i64,
    recipients: *const *mut scor_certificate,
    count: usize,
    out: *mut *mut scor_lot,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let lots = call.object("lots", lots)?;
            let index = call.index("index", index)?;
            let lot = lots.built.lots.get(index).ok_or_else(|| bad_value("index"))?;
            let recipients = certificates(call, recipients, count)?;
            let profile = &lots.profile;
            let suite = lot::suite(profile);
            let packed = lot::pack(lot, profile, created, |piece| {
                seal::seal(piece.sent_pdf().unwrap_or_default(), &recipients, suite)
            })?;
            let texts = lot::texts(lot, profile, created)?;
            let text = |text: &str| CString::new(text).unwrap_or_default();
            let (name, recipient) = (text(&packed.name), text(&texts.recipient));
            out.put(Held { packed, texts, name, recipient, profile: Arc::clone(profile) })
        })
    }
}

/// Frees lots. Those already packed are not concerned.
///
/// - `lots`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lots_free(lots: *mut scor_lots) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("lots", lots)) }
}

/// File name of a lot's container.
///
/// - `lot`: not NULL.
///
/// Returns UTF-8 text that is valid until the lot is freed; NULL when it is not a live lot. Any thread. Since
/// 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_name(lot: *const scor_lot) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("lot", lot)?.name.as_ptr())) }
}

/// Mail address of a lot's recipient.
///
/// - `lot`: not NULL.
///
/// Returns UTF-8 text that is valid until the lot is freed; NULL when it is not a live lot. Any thread. Since
/// 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_recipient(lot: *const scor_lot) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("lot", lot)?.recipient.as_ptr())) }
}

/// A copy of a lot's manifest.
///
/// - `lot`: not NULL.
/// - `out`: not NULL; receives the manifest. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_manifest(
    lot: *const scor_lot,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            out.put(Buffer::sensitive(call.object("lot", lot)?.packed.manifest.clone().into_bytes()))
        })
    }
}

/// A copy of a lot's container: the manifest and the pieces.
///
/// - `lot`: not NULL.
/// - `out`: not NULL; receives the container. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_container(
    lot: *const scor_lot,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            out.put(Buffer::sensitive(call.object("lot", lot)?.packed.container.clone()))
        })
    }
}

/// The container as the MIME part that gets sealed, written as the profile says (scor_message_part).
///
/// - `lot`: not NULL.
/// - `out`: not NULL; receives the part, for scor_seal. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_part(
    lot: *const scor_lot,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let lot = call.object("lot", lot)?;
            let rules = &lot.profile.sections.mail;
            let headers = lot.texts.part_headers(&lot.packed, &lot.profile);
            out.put(Buffer::sensitive(mail::inner_part(&lot.packed.container, &headers, rules.gzip.value)?))
        })
    }
}

/// A message with the headers that the profile gives a lot: recipient, subject and extra headers. Sender and
/// Message-ID are left to the host (scor_message_set).
///
/// - `lot`: not NULL.
/// - `out`: not NULL; receives the message, to be freed with scor_message_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_message(
    lot: *const scor_lot,
    out: *mut *mut scor_message,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let lot = call.object("lot", lot)?;
            let headers = lot.texts.message_headers(&lot.profile);
            out.put(Exclusive::new(headers))
        })
    }
}

/// Frees a packed lot.
///
/// - `lot`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_lot_free(lot: *mut scor_lot) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("lot", lot)) }
}
