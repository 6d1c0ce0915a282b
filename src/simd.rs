//! The widest vectors that the processor has, without `unsafe` and without other results.
//!
//! The crate is compiled for the least x86-64 (or x86) there is. A [`Pass`] is compiled a second time for AVX2, and
//! that version runs where the processor has it. Only integer loops belong here: they give the same values however
//! they are cut into vectors.

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
use fearless_simd::{Level, Simd};

/// A loop over pixels and what it works on. `run` must be `inline(always)`, and so must be what it calls: only what
/// is inlined is compiled again. Closures and function pointers cannot be told to be; hence a type for each.
pub(crate) trait Pass {
    /// The loop.
    fn run(self);
}

/// Runs a pass, vectorised as widely as the processor can.
#[inline(always)]
pub(crate) fn wide(pass: impl Pass) {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = Level::new().as_avx2() {
        return avx2.vectorize(
            #[inline(always)]
            || pass.run(),
        );
    }
    pass.run();
}
