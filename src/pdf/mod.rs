//! Bilevel sheets in, one PDF out. Knows nothing of SCOR.
//!
//! [`encode`] codes a sheet and reads it back before anything is delivered, [`recode`] changes its codec, [`fit`]
//! finds the highest resolution whose pages keep a byte budget, [`write()`] puts coded pages into a PDF 1.4 whose bytes depend on
//! nothing but the pages. [`Printout`] makes papers of text and tables.

mod encode;
mod fit;
mod g4;
mod jbig2;
mod mq;
mod neighbours;
mod print;
mod proof;
mod runs;
mod write;

pub use encode::{Codec, EncodedPage, encode, recode};
pub use fit::{Budget, fit};
pub use print::{Column, Printout};
pub use write::{MAX_PAGE_OVERHEAD, write};
