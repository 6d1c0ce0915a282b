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
//! ```
//! use scor::piece::digitize::{Settings, digitize};
//! use scor::profile::Profile;
//! use scor::source::{Document, Hints};
//! use scor::{Limits, Progress};
//!
//! # fn main() -> scor::Result<()> {
//! # let scan = scor::pdf::write(&[scor::pdf::encode(&scor::raster::Bitmap::new(1654, 2339), 200, scor::pdf::Codec::G4)?])?;
//! let page = Document::open(scan, Hints::default(), &Limits::default())?;
//! let settings = Settings::from(&Profile::scor_public());
//! let done = digitize(&[page], &settings, None, &mut Progress::none())?;
//! match done.pdf {
//!     Some(pdf) => println!("{} bytes", pdf.len()),
//!     None => println!("refused: {:?}", done.report.faults), // this scan is blank
//! }
//! # assert!(done.report.refused());
//! # Ok(())
//! # }
//! ```
//!
//! What SCOR's own wire formats look like is not public. Everything that a regulator or a caisse may fix
//! is therefore data in a [`profile`], with its source and how sure it is.

pub mod dossier;
pub mod error;
mod ffi;
pub mod fingerprint;
pub mod limits;
pub mod progress;
pub mod raster;
mod simd;

pub mod image;
pub mod inspect;
pub mod lot;
pub mod mail;
pub mod pdf;
pub mod piece;
pub mod preview;
pub mod profile;
pub mod retour;
pub mod seal;
pub mod source;
pub mod suivi;

pub use error::{Error, Kind, Lang, Result};
pub use limits::Limits;
pub use progress::Progress;
