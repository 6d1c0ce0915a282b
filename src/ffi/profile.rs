//! The profile: what a regulator, a caisse or a vendor's contract may fix, as data.

use std::ffi::c_char;
use std::path::Path;
use std::ptr;
use std::sync::Arc;

use serde_json::json;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Exclusive, Handle};
use super::seal::suite_constant;
use crate::lot;
use crate::profile::{Bundle, Profile};

/// The files of a profile that a vendor adds to the shipped one. Changeable. Freed with scor_bundle_free.
pub struct scor_bundle {
    _opaque: [u8; 0],
}

impl Handle for scor_bundle {
    type Object = Exclusive<Bundle>;
}

/// A profile in force. Immutable; may be used from several threads. Freed with scor_profile_free.
pub struct scor_profile {
    _opaque: [u8; 0],
}

impl Handle for scor_profile {
    type Object = Arc<Profile>;
}

/// Makes a bundle without files.
///
/// - `out`: not NULL; receives the bundle, to be freed with scor_bundle_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_bundle_new(out: *mut *mut scor_bundle, err: *mut *mut scor_error) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(Bundle::new()))) }
}

/// Reads a bundle from a folder: profile.toml, and the folders "templates" and "patterns" in it.
///
/// - `folder`: path, UTF-8 on every system.
/// - `out`: not NULL; receives the bundle, to be freed with scor_bundle_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_bundle_read(
    folder: *const c_char,
    out: *mut *mut scor_bundle,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let folder = call.text("folder", folder)?;
            out.put(Exclusive::new(Bundle::read(Path::new(folder))?))
        })
    }
}

/// Adds a file to a bundle, for hosts that keep profiles elsewhere than in folders. The same name replaces.
///
/// - `bundle`: not NULL.
/// - `name`: "profile.toml", or a name that it refers to as "@name".
/// - `data`, `size`: the whole file; copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE. Calls on the same bundle wait for each
/// other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_bundle_add(
    bundle: *mut scor_bundle,
    name: *const c_char,
    data: *const u8,
    size: usize,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let (name, data) = (call.text("name", name)?, call.bytes("data", data, size)?);
            call.object("bundle", bundle)?.with(|b| b.add(name, data))
        })
    }
}

/// Everything worth telling about a bundle, errors first: values that are not proved, files that nothing names.
///
/// - `bundle`: not NULL.
/// - `out`: not NULL; receives a JSON array of objects with "severity" ("error" or "warning"), "file", "line" (0
///   for the whole file), "key" and "text".
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, also for a bundle that cannot be used, or an argument's code (-1xx). Calls on the same
/// bundle wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_bundle_check(
    bundle: *mut scor_bundle,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let found = call.object("bundle", bundle)?.with(|b| Ok(crate::retour::check(b)))?;
            out.put(Buffer::open(json!(found).to_string().into_bytes()))
        })
    }
}

/// Frees a bundle. Profiles made of it are not concerned.
///
/// - `bundle`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_bundle_free(bundle: *mut scor_bundle) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("bundle", bundle)) }
}

/// The shipped profile "scor-public": what public sources prove, and neutral forms for the rest.
///
/// - `out`: not NULL; receives the profile, to be freed with scor_profile_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_public(out: *mut *mut scor_profile, err: *mut *mut scor_error) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Arc::new(Profile::scor_public()))) }
}

/// The profile that a bundle makes of the shipped one.
///
/// - `bundle`: not NULL.
/// - `out`: not NULL; receives the profile, to be freed with scor_profile_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_PROFILE_FILE, _SYNTAX, _VALUE, _BASE, _TEMPLATE, whose
/// details name file, line and key. Calls on the same bundle wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_load(
    bundle: *mut scor_bundle,
    out: *mut *mut scor_profile,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let profile = call.object("bundle", bundle)?.with(|b| b.profile())?;
            out.put(Arc::new(profile))
        })
    }
}

/// Every value of a profile with its source and how sure it is.
///
/// - `profile`: not NULL.
/// - `out`: not NULL; receives a JSON object: "id", "version", "about", and "values", an array of objects with
///   "key", "value" (as JSON text), "source" and "confidence" (A, B or C with H, M or L).
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_show(
    profile: *const scor_profile,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let p = call.object("profile", profile)?;
            let shown = json!({ "id": p.id, "version": p.version, "about": p.about, "values": p.rows() });
            out.put(Buffer::open(shown.to_string().into_bytes()))
        })
    }
}

/// The suite that a profile seals with.
///
/// - `profile`: not NULL.
///
/// Returns a SCOR_SUITE_ constant; 0 when `profile` is not a live profile. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_suite(profile: *const scor_profile) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(0, |call| Ok(suite_constant(lot::suite(&*call.object("profile", profile)?)))) }
}

/// What a part of a returned message is, by the patterns of the profile.
///
/// - `profile`: not NULL.
/// - `description`: of the part (scor_mail_part_description).
/// - `out`: not NULL; receives the kind, "arl" or "noemie" for example; NULL when no pattern knows it.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_recognise(
    profile: *const scor_profile,
    description: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let profile = call.object("profile", profile)?;
            match profile.returned_kind(call.text("description", description)?) {
                Some(kind) => out.put(Buffer::open(kind.as_bytes().to_vec())),
                None => Ok(()),
            }
        })
    }
}

/// Frees a profile. What was made with it is not concerned.
///
/// - `profile`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_profile_free(profile: *mut scor_profile) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("profile", profile)) }
}
