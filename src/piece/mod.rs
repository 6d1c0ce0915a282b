//! The piece: typed, labelled, checked, and the road that makes its PDF.

pub mod digitize;
pub mod report;
