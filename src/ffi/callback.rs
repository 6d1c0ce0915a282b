//! The only place that calls the host: progress of a long call, and the log sink. On the caller's thread,
//! during a call only, under the host's own floating-point environment.

use std::ffi::{CString, c_char, c_void};
use std::ptr;
use std::sync::{PoisonError, RwLock};

use super::guard::{guard, outside};
use crate::error::Result;
use crate::progress::Progress;

/// Level of the log sink: something inside the library went wrong.
pub const SCOR_LOG_ERROR: i32 = 1;

/// Told how far a long call is: `done` of `total` steps. Return 0 to go on; anything else cancels the call,
/// which then returns SCOR_E_CANCELLED and leaves nothing behind.
///
/// Runs on the thread of the call, before it returns. May call the library, but not on the object that the
/// running call is changing (SCOR_E_BUSY). No exception may leave it: keep it, return 1, raise it
/// again when the call is back.
pub type scor_progress = Option<unsafe extern "C" fn(user_data: *mut c_void, done: u64, total: u64) -> i32>;

/// Receives a line for the host's technical log: `level` is a SCOR_LOG_ constant, `text` is UTF-8 and is
/// valid during the callback only. Never holds a patient's data, a path or document content.
///
/// Runs on the thread of the call that has something to say; several threads may be in it at once. No
/// exception may leave it.
pub type scor_log_sink =
    Option<unsafe extern "C" fn(user_data: *mut c_void, level: i32, text: *const c_char)>;

#[derive(Clone, Copy)]
struct Sink {
    call: unsafe extern "C" fn(*mut c_void, i32, *const c_char),
    user_data: usize,
}

static SINK: RwLock<Option<Sink>> = RwLock::new(None);

/// Sets the log sink of the process; without one the library is silent. It never writes to the console.
///
/// - `sink`: called with each line; NULL takes the present sink away.
/// - `user_data`: handed back to `sink` as it is; may be NULL. Must stay valid while the sink is set.
///
/// Returns SCOR_OK. May be called from any thread; a call that is already running may still use the sink
/// that was set when it began to write. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_log_set_sink(sink: scor_log_sink, user_data: *mut c_void) -> i32 {
    let sink = sink.map(|call| Sink { call, user_data: user_data.expose_provenance() });
    // SAFETY: no pointer is read here.
    unsafe {
        guard(ptr::null_mut(), |_| {
            *SINK.write().unwrap_or_else(PoisonError::into_inner) = sink;
            Ok(())
        })
    }
}

/// Writes a line to the host's log. `text` may hold the library's own words and numbers, nothing else.
pub(super) fn log(level: i32, text: &str) {
    let sink = *SINK.read().unwrap_or_else(PoisonError::into_inner);
    let (Some(sink), Ok(text)) = (sink, CString::new(text)) else { return };
    // SAFETY: the host gave the function and its user_data together and keeps both valid.
    outside(|| unsafe {
        (sink.call)(ptr::with_exposed_provenance_mut(sink.user_data), level, text.as_ptr())
    });
}

/// Runs `work` with the host's progress callback, which may be NULL.
pub(super) fn with_progress<R>(
    callback: scor_progress,
    user_data: *mut c_void,
    work: impl FnOnce(&mut Progress<'_>) -> Result<R>,
) -> Result<R> {
    let Some(callback) = callback else { return work(&mut Progress::none()) };
    // SAFETY: the host gave the function and its user_data together, for this call.
    let mut ask = |done, total| outside(|| unsafe { callback(user_data, done, total) }) == 0;
    work(&mut Progress::new(&mut ask))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    unsafe extern "C" fn stop_at_two(user_data: *mut c_void, done: u64, _total: u64) -> i32 {
        // SAFETY: the test passes a live counter.
        unsafe { *user_data.cast::<u64>() += 1 };
        i32::from(done == 2)
    }

    #[test]
    fn progress_counts_and_cancels() {
        let mut calls = 0u64;
        let result = with_progress(Some(stop_at_two), (&raw mut calls).cast(), |progress| {
            (1..=5).try_for_each(|step| progress.report(step, 5))
        });
        assert_eq!(result.err().map(|e| e.kind()), Some(Kind::Cancelled));
        assert_eq!(calls, 2);
        assert!(with_progress(None, ptr::null_mut(), |p| p.report(1, 1)).is_ok());
    }

    unsafe extern "C" fn keep(user_data: *mut c_void, level: i32, text: *const c_char) {
        // SAFETY: the test passes a live mutex, the library a string.
        let (lines, text) =
            unsafe { (&*user_data.cast::<std::sync::Mutex<Vec<String>>>(), std::ffi::CStr::from_ptr(text)) };
        lines.lock().unwrap().push(format!("{level} {}", text.to_str().unwrap()));
    }

    #[test]
    fn a_panic_reaches_the_log_by_place_and_not_by_content() {
        let lines = std::sync::Mutex::new(Vec::<String>::new());
        // SAFETY: `lines` outlives the sink.
        unsafe {
            scor_log_set_sink(Some(keep), (&raw const lines).cast_mut().cast());
            guard(ptr::null_mut(), |_| panic!("CANARY-2660775"));
            scor_log_set_sink(None, ptr::null_mut());
        }
        let lines = lines.into_inner().unwrap();
        assert!(lines.iter().any(|l| l.starts_with("1 internal fault at src/ffi/callback.rs:")), "{lines:?}");
        assert!(!lines.iter().any(|l| l.contains("CANARY")), "{lines:?}");
    }
}
