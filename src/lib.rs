//! SCOR for practice software: from the scan or photo of a prescription to the sealed lot.
//!
//! Bytes go in, bytes come out; network, cards and the clock stay with the host. Data moves one way:
//!
//! ```text
//! bytes/pixels → source → image → pdf → piece → dossier → lot → seal → mail
//! ```
//!
//! Every public function returns [`Error`], which carries a stable code, a stable key and a message in
//! English and French. `include/scor.h` is the same road for C, Delphi, C# and C++.
//!
//! What SCOR's own wire formats look like is not public. Everything that a regulator or a caisse may fix
//! is therefore data in a [`profile`], with its source and how sure it is.

pub mod dossier;
pub mod error;
mod ffi;
pub mod limits;
pub mod progress;
pub mod raster;

pub mod image;
pub mod inspect;
pub mod lot;
pub mod mail;
pub mod pdf;
pub mod piece;
pub mod preview;
pub mod profile;
pub mod seal;
pub mod source;

pub use error::{Error, Kind, Lang, Result};
pub use limits::Limits;
pub use progress::Progress;
