//! What every entry point runs under: the host's floating-point environment set aside, panics caught, the
//! error object filled. In goes a closure, out comes the status that C sees.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use super::callback;
use super::error::{self, scor_error};
use super::fpu;
use super::input::Call;
use super::status::SCOR_OK;
use crate::error::{Error, Kind, Result};

thread_local! {
    /// The environment of the host that called us on this thread, while it waits for our return.
    static HOST: Cell<Option<fpu::Host>> = const { Cell::new(None) };
}

/// Runs the body of an exported function and gives its status; `*err` receives the error or NULL.
///
/// # Safety
///
/// `err` is NULL or writable, and every pointer that the closure hands to [`Call`] keeps the contract of
/// `scor.h`.
#[inline]
pub(super) unsafe fn guard(err: *mut *mut scor_error, work: impl FnOnce(&Call) -> Result<()>) -> i32 {
    // SAFETY: passed on to our caller.
    let call = unsafe { Call::new() };
    under_guard(move || {
        call.clear(err);
        let result = catch_unwind(AssertUnwindSafe(|| work(&call)));
        match result.unwrap_or_else(|payload| {
            discard(payload);
            Err(Error::new(Kind::Panic))
        }) {
            Ok(()) => SCOR_OK,
            Err(error) => {
                let code = error.code();
                error::store(&call, err, error);
                code
            }
        }
    })
    .unwrap_or(Kind::Panic.code())
}

/// Runs the body of an exported function that gives a plain value; `fallback` stands for any failure.
///
/// # Safety
///
/// As for [`guard`].
#[inline]
pub(super) unsafe fn value<T>(fallback: T, work: impl FnOnce(&Call) -> Result<T>) -> T {
    // SAFETY: passed on to our caller.
    let call = unsafe { Call::new() };
    match under_guard(move || work(&call)) {
        Some(Ok(value)) => value,
        _ => fallback,
    }
}

/// Calls out to the host under the host's own floating-point environment.
pub(super) fn outside<T>(callback: impl FnOnce() -> T) -> T {
    let Some(host) = HOST.get() else { return callback() };
    let ours = fpu::enter();
    fpu::leave(&host);
    let answer = callback();
    fpu::enter();
    fpu::leave(&ours);
    answer
}

/// True while a host's call runs on this thread.
pub(super) fn in_call() -> bool {
    HOST.get().is_some()
}

#[inline]
fn under_guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    let host = fpu::enter();
    let result = worker(host, work);
    fpu::leave(&host);
    result
}

/// Not inlined: floating-point code of the worker must not move in front of the switch.
#[inline(never)]
fn worker<T>(host: fpu::Host, work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(install_hook);
    let before = HOST.replace(Some(host));
    let result = catch_unwind(AssertUnwindSafe(work));
    HOST.set(before);
    result.map_err(discard).ok()
}

/// Drops what a panic carried; its drop may panic again, and that one is let go.
fn discard(payload: Box<dyn std::any::Any + Send>) {
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(second);
    }
}

/// Panics inside a host's call are reported to the log sink by place only: the message may quote content.
/// Panics elsewhere (a Rust program that uses the crate) go where they went before.
fn install_hook() {
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !in_call() {
            return previous(info);
        }
        let place = info.location().map_or(("?", 0), |l| (l.file(), l.line()));
        callback::log(callback::SCOR_LOG_ERROR, &format!("internal fault at {}:{}", place.0, place.1));
    }));
}

#[cfg(test)]
mod tests {
    use std::ptr::null_mut;

    use super::super::error::{scor_error_code, scor_error_free};
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_an_error_object() {
        let mut err = null_mut();
        // SAFETY: `err` is a local.
        let status = unsafe { guard(&raw mut err, |_| panic!("secret content")) };
        assert_eq!(status, Kind::Panic.code());
        // SAFETY: the handle was just made.
        unsafe {
            assert_eq!(scor_error_code(err), Kind::Panic.code());
            assert_eq!(scor_error_free(err), 0);
        }
    }

    #[test]
    fn a_payload_that_panics_when_dropped_is_contained() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("again");
            }
        }
        // SAFETY: a NULL err is allowed.
        let status = unsafe { guard(null_mut(), |_| std::panic::panic_any(Bomb)) };
        assert_eq!(status, Kind::Panic.code());
        // SAFETY: no pointer is used.
        assert_eq!(unsafe { value(7, |_| std::panic::panic_any(Bomb)) }, 7);
    }

    #[test]
    fn success_clears_the_error_pointer() {
        let mut err = std::ptr::without_provenance_mut(1);
        // SAFETY: `err` is a local.
        assert_eq!(unsafe { guard(&raw mut err, |_| Ok(())) }, 0);
        assert!(err.is_null());
    }
}
