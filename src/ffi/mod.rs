//! The C face: C arguments in, one call of the core, C results out. `include/scor.h` is made from these
//! files; their doc comments are the C manual, so they speak to a C reader.
//!
//! The only place in the crate with `unsafe`. What each file of the toolkit keeps away from the others:
//!
//! - [`guard`]: every entry point; panics, the host's floating-point environment, the error object.
//! - [`fpu`]: the few instructions that save, replace and put back the floating-point control words.
//! - [`handle`]: the table of live objects; a handle is a number in it and is never dereferenced.
//! - [`input`]: NULL, UTF-8, lengths, enumerations and out pointers, checked.
//! - [`callback`]: the only place that calls the host: progress and the log sink.
//!
//! A function for C is written out plainly (cbindgen cannot see what a macro makes): doc comment,
//! `#[unsafe(no_mangle)] pub unsafe extern "C" fn`, and a body that is one call of [`guard::guard`]. Inside
//! it: outs first, so that they are blank on failure, then inputs, then the core, then the results. An
//! object is an opaque struct with an `impl Handle` that names the Rust value behind it: `T` when it never
//! changes, `Exclusive<T>` when it does, `Arc<T>` when other objects hold on to it.

#![allow(unsafe_code)]
#![allow(unreachable_pub)] // exported by symbol, not by path
#![allow(non_camel_case_types)] // C's names

mod buffer;
mod callback;
mod certificate;
mod document;
mod dossier;
mod error;
mod fingerprint;
mod fpu;
mod guard;
mod handle;
mod input;
mod journal;
mod journal_keep;
mod journal_papers;
mod journal_work;
mod lot;
mod mail;
mod message;
mod piece;
mod preview;
mod profile;
mod report;
mod scan;
mod seal;
mod status;
mod version;
