//! Progress and cancelling of long calls: one callback, on the caller's thread, during the call only.

use crate::error::{Error, Kind, Result};

/// Told how far a call is; may stop it. [`Progress::none`] where nobody wants to know.
pub struct Progress<'a>(Option<&'a mut Callback<'a>>);

/// `(done, total)` → true to go on, false to cancel.
pub type Callback<'a> = dyn FnMut(u64, u64) -> bool + 'a;

impl<'a> Progress<'a> {
    /// Reports to `callback`.
    pub fn new(callback: &'a mut Callback<'a>) -> Self {
        Progress(Some(callback))
    }

    /// Reports to nobody and is never cancelled.
    pub fn none() -> Self {
        Progress(None)
    }

    /// Reports that `done` of `total` steps are behind us; `call.cancelled` when the host wants to stop.
    pub fn report(&mut self, done: u64, total: u64) -> Result<()> {
        match &mut self.0 {
            Some(callback) => match callback(done, total) {
                true => Ok(()),
                false => Err(Error::new(Kind::Cancelled)),
            },
            None => Ok(()),
        }
    }
}
