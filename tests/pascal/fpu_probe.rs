//! A library of two functions around the library's own switch of the floating-point settings: what a host sees with it and
//! without it. Compiled by rustc alone, for every system that the tests run on.
#![allow(missing_docs, unused)]

#[path = "../../src/ffi/fpu.rs"]
mod fpu;

#[inline(never)]
fn divide(a: f64, b: f64) -> f64 {
    std::hint::black_box(a) / std::hint::black_box(b)
}

/// # Safety
///
/// `out` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn probe_bare(a: f64, b: f64, out: *mut f64) {
    // SAFETY: the caller's promise.
    unsafe { *out = divide(a, b) };
}

/// # Safety
///
/// `out` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn probe_guarded(a: f64, b: f64, out: *mut f64) {
    let host = fpu::enter();
    let quotient = divide(a, b);
    fpu::leave(&host);
    // SAFETY: the caller's promise.
    unsafe { *out = quotient };
}
