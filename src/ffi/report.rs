//! The report of the gate on a scan: a verdict for the program, JSON for the screen and the journal.

use std::ffi::c_char;
use std::ptr;

use super::buffer::Buffer;
use super::guard::{guard, value};
use super::handle::{self, Handle};
use crate::piece::report::{Report, Verdict};

/// The PDF was made: the gate let the piece through, or the host overrode it with a reason.
pub const SCOR_VERDICT_ACCEPTED: i32 = 1;
/// The gate refused and no PDF was made; the report says why.
pub const SCOR_VERDICT_REFUSED: i32 = 2;

/// What the gate found in a scan. Immutable; may be used from several threads. Freed with scor_report_free.
pub struct scor_report {
    _opaque: [u8; 0],
}

/// A report and its text for C; the reason of an override is the operator's own words.
pub(super) struct Held {
    pub(super) report: Report,
    json: Buffer,
}

impl Handle for scor_report {
    type Object = Held;
}

impl Held {
    /// Made ready, so that reading it cannot fail.
    pub(super) fn new(report: Report) -> Held {
        let json = Buffer::sensitive(report.to_json().into_bytes());
        Held { report, json }
    }
}

/// The verdict.
///
/// - `report`: not NULL.
///
/// Returns a SCOR_VERDICT_ constant; 0 when it is not a live report. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_report_verdict(report: *const scor_report) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            Ok(match call.object("report", report)?.report.verdict {
                Verdict::Accepted => SCOR_VERDICT_ACCEPTED,
                Verdict::Refused => SCOR_VERDICT_REFUSED,
            })
        })
    }
}

/// The whole report, JSON of schema "scor.piece/1": faults and warnings with their pages, and for every page the
/// numbers behind them. With them is each page's fingerprint, a small picture in which print can be read: keep the report
/// as you keep the page, and log neither.
///
/// - `report`: not NULL.
///
/// Returns UTF-8 text that is valid until the report is freed; NULL when it is not a live report. Any thread.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_report_json(report: *const scor_report) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("report", report)?.json.as_ptr().cast())) }
}

/// Frees a report. Pieces made with it keep it.
///
/// - `report`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_report_free(report: *mut scor_report) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("report", report)) }
}
