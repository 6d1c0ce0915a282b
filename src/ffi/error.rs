//! The error object: why a call failed, for the developer, for the person at the screen and for code.

use std::ffi::{CString, c_char};
use std::ptr;

use super::guard::{guard, value};
use super::handle::{self, Handle};
use super::input::{Call, bad_value};
use super::status;
use crate::error::{Error, Lang};

/// English, for developers and logs.
pub const SCOR_LANG_EN: i32 = 1;
/// French, for the person at the screen.
pub const SCOR_LANG_FR: i32 = 2;

/// Why a call failed. Immutable; may be read from any thread. Freed with scor_error_free.
///
/// Its texts never hold a patient's data, document content, a key or a path, and may be logged.
pub struct scor_error {
    _opaque: [u8; 0],
}

/// Everything is made ready when the error is stored, so that reading it cannot fail.
pub(super) struct Stored {
    code: i32,
    english: CString,
    french: CString,
    details: CString,
}

impl Handle for scor_error {
    type Object = Stored;
}

/// Hands an error to the host when it asked for it. A full table leaves NULL; the status still tells.
pub(super) fn store(call: &Call, err: *mut *mut scor_error, error: Error) {
    let Ok(out) = call.out("err", err) else { return };
    let text = |text: String| CString::new(text.replace('\0', " ")).unwrap_or_default();
    let stored = Stored {
        code: error.code(),
        english: text(error.message(Lang::En)),
        french: text(error.message(Lang::Fr)),
        details: text(error.details_json()),
    };
    drop(out.put(stored));
}

/// The code of an error, the same that the failed call returned.
///
/// - `error`: not NULL, stays the caller's.
///
/// Returns a SCOR_E_ constant; SCOR_E_NULL_ARGUMENT or SCOR_E_BAD_HANDLE when `error` is not a live error. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_error_code(error: *const scor_error) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(status::SCOR_E_BAD_HANDLE, |call| {
            Ok(call.object("error", error).map_or_else(|e| e.code(), |stored| stored.code))
        })
    }
}

/// The stable key of an error, such as "pdf.over_budget": for hosts that keep their own texts.
///
/// - `error`: not NULL, stays the caller's.
///
/// Returns text that is valid for ever, or NULL when `error` is not a live error. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_error_key(error: *const scor_error) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(ptr::null(), |call| {
            let stored = call.object("error", error)?;
            Ok(status::find(stored.code).map_or(ptr::null(), |(_, _, key)| key.as_ptr()))
        })
    }
}

/// The message of an error in one language, details filled in.
///
/// - `error`: not NULL, stays the caller's.
/// - `lang`: SCOR_LANG_EN or SCOR_LANG_FR.
///
/// Returns UTF-8 text that is valid until the error is freed, or NULL when `error` is not a live error or
/// `lang` is unknown. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_error_message(error: *const scor_error, lang: i32) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(ptr::null(), |call| {
            let stored = call.object("error", error)?;
            match lang {
                SCOR_LANG_EN => Ok(stored.english.as_ptr()),
                SCOR_LANG_FR => Ok(stored.french.as_ptr()),
                _ => Err(bad_value("lang")),
            }
        })
    }
}

/// The facts of an error as a JSON object, such as {"actual":7,"limit":5}.
///
/// - `error`: not NULL, stays the caller's.
///
/// Returns UTF-8 text that is valid until the error is freed, or NULL when `error` is not a live error.
/// Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_error_details(error: *const scor_error) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("error", error)?.details.as_ptr())) }
}

/// Frees an error.
///
/// - `error`: NULL does nothing.
///
/// Returns SCOR_OK, or SCOR_E_BAD_HANDLE when `error` is not a live error. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_error_free(error: *mut scor_error) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("error", error)) }
}

/// The name of a status, such as "SCOR_E_BAD_HANDLE", for logs.
///
/// Returns text that is valid for ever; "SCOR_E_UNKNOWN" for a number that is no status. Any thread.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_status_name(status: i32) -> *const c_char {
    // SAFETY: no pointer is read.
    unsafe {
        value(c"SCOR_E_UNKNOWN".as_ptr(), |_| {
            Ok(match status {
                status::SCOR_OK => c"SCOR_OK".as_ptr(),
                code => status::find(code).map_or(c"SCOR_E_UNKNOWN".as_ptr(), |(_, name, _)| name.as_ptr()),
            })
        })
    }
}
