//! Suivi: what becomes of a lot after it was sent.

pub mod calendrier;
pub mod delais;
pub mod fuseau;
