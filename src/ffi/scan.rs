//! The scan: documents of one piece come in, its PDF and the report of the gate go out.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::Arc;

use super::buffer::{Buffer, scor_buffer};
use super::callback::{scor_progress, with_progress};
use super::document::{self, scor_document, scor_source_options};
use super::error::scor_error;
use super::guard::guard;
use super::handle::{self, Exclusive, Handle};
use super::input::bad_value;
use super::profile::scor_profile;
use super::report::{Held, scor_report};
use crate::error::Result;
use crate::inspect::Fault;
use crate::piece::digitize::{Coding, Settings, digitize};
use crate::source::Document;

/// Samples per inch that the PDF aims at, 72 to 600; default 300.
pub const SCOR_SCAN_TARGET_DPI: i32 = 1;
/// Samples per inch that the PDF never goes under to meet its byte budget, 72 to 600; default 200. Not above
/// SCOR_SCAN_TARGET_DPI when the scan runs.
pub const SCOR_SCAN_MIN_DPI: i32 = 2;
/// Most bytes of the PDF; default 250000. Beyond it at the lowest resolution: SCOR_E_PDF_OVER_BUDGET.
pub const SCOR_SCAN_MAX_BYTES: i32 = 3;
/// Most pages of the PDF, 0 (the default) when only the bytes count. Beyond it: SCOR_E_PDF_TOO_MANY_PAGES.
pub const SCOR_SCAN_MAX_PAGES: i32 = 4;
/// 1 (the default) leaves out blank pages beside written ones, 0 keeps them. The report tells which.
pub const SCOR_SCAN_DROP_BLANK: i32 = 5;
/// 1 (the default) refuses a piece without any writing, 0 only warns.
pub const SCOR_SCAN_REFUSE_BLANK: i32 = 6;
/// 1 (the default) refuses a page that is all dark, 0 only warns.
pub const SCOR_SCAN_REFUSE_BLACK: i32 = 7;
/// 1 (the default) refuses writing that cannot be read, 0 only warns.
pub const SCOR_SCAN_REFUSE_ILLEGIBLE: i32 = 8;
/// 1 (the default) refuses text that runs off a side, 0 only warns.
pub const SCOR_SCAN_REFUSE_TRUNCATED: i32 = 9;
/// Compression of the pages, a SCOR_CODEC_ constant; default SCOR_CODEC_G4.
pub const SCOR_SCAN_CODEC: i32 = 10;

/// CCITT Group 4: every PDF reader has it.
pub const SCOR_CODEC_G4: i32 = 0;
/// Lossless JBIG2: about two thirds of the bytes; readers of PDF 1.4 and later have it.
pub const SCOR_CODEC_JBIG2: i32 = 1;
/// Group 4 while it fits the byte budget at the resolution aimed at, else JBIG2 before any resolution is lost.
pub const SCOR_CODEC_AUTO: i32 = 2;

/// The pages of one piece on their way to a PDF. Changeable. Freed with scor_scan_free.
pub struct scor_scan {
    _opaque: [u8; 0],
}

/// Settings, inputs in order, and the reason to take what the gate refuses.
pub(super) struct Scan {
    pub(super) settings: Settings,
    pub(super) inputs: Vec<Arc<Document>>,
    reason: Option<String>,
}

impl Handle for scor_scan {
    type Object = Exclusive<Scan>;
}

/// Makes a scan without pages, with the defaults.
///
/// - `options`: bounds on decoding the pages; NULL for the defaults; copied.
/// - `out`: not NULL; receives the scan, to be freed with scor_scan_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_new(
    options: *const scor_source_options,
    out: *mut *mut scor_scan,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let limits = document::options(call, options)?.limits;
            let settings = Settings { limits, ..Settings::default() };
            out.put(Exclusive::new(Scan { settings, inputs: Vec::new(), reason: None }))
        })
    }
}

/// Sets one option.
///
/// - `scan`: not NULL.
/// - `field`: one of the SCOR_SCAN_ constants.
/// - `amount`: the value in the unit that the constant names.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_set(
    scan: *mut scor_scan,
    field: i32,
    amount: i64,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.object("scan", scan)?.with(|s| set(&mut s.settings, field, amount))) }
}

fn set(settings: &mut Settings, field: i32, amount: i64) -> Result<()> {
    let bad = || bad_value("amount");
    let count = || usize::try_from(amount).map_err(|_| bad());
    let dpi = || u32::try_from(amount).ok().filter(|dpi| (72..=600).contains(dpi)).ok_or_else(bad);
    let flag = || match amount {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(bad()),
    };
    match field {
        SCOR_SCAN_TARGET_DPI => settings.target_dpi = dpi()?,
        SCOR_SCAN_MIN_DPI => settings.min_dpi = dpi()?,
        SCOR_SCAN_MAX_BYTES => settings.max_bytes = Some(count()?).filter(|n| *n > 0).ok_or_else(bad)?,
        SCOR_SCAN_MAX_PAGES => settings.max_pages = Some(count()?).filter(|n| *n > 0),
        SCOR_SCAN_DROP_BLANK => settings.drop_blank = flag()?,
        SCOR_SCAN_REFUSE_BLANK => refuse(settings, Fault::Blank, flag()?),
        SCOR_SCAN_REFUSE_BLACK => refuse(settings, Fault::Black, flag()?),
        SCOR_SCAN_REFUSE_ILLEGIBLE => refuse(settings, Fault::Illegible, flag()?),
        SCOR_SCAN_REFUSE_TRUNCATED => refuse(settings, Fault::Truncated, flag()?),
        SCOR_SCAN_CODEC => {
            settings.coding = match amount {
                v if v == i64::from(SCOR_CODEC_G4) => Coding::G4,
                v if v == i64::from(SCOR_CODEC_JBIG2) => Coding::Jbig2,
                v if v == i64::from(SCOR_CODEC_AUTO) => Coding::Auto,
                _ => return Err(bad()),
            }
        }
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

fn refuse(settings: &mut Settings, fault: Fault, on: bool) {
    settings.blocking.retain(|f| *f != fault);
    settings.blocking.extend(on.then_some(fault));
}

/// Takes over what a profile says of resolution, budget, blank pages and refusals.
///
/// - `scan`: not NULL.
/// - `profile`: not NULL; its values are copied.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_use_profile(
    scan: *mut scor_scan,
    profile: *const scor_profile,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let profile = call.object("profile", profile)?;
            call.object("scan", scan)?.with(|s| {
                let limits = s.settings.limits.clone();
                s.settings = Settings { limits, ..Settings::from(&**profile) };
                Ok(())
            })
        })
    }
}

/// Adds the pages of a document behind those already there.
///
/// - `scan`: not NULL.
/// - `document`: not NULL; the scan keeps its own hold on it, so that it may be freed at once.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_add(
    scan: *mut scor_scan,
    document: *const scor_document,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let scan = call.object("scan", scan)?;
            let document = Arc::clone(&*call.object("document", document)?);
            scan.with(|s| {
                s.inputs.push(document);
                Ok(())
            })
        })
    }
}

/// Takes what the gate would refuse, for a reason that the report keeps. Ask for it only after a refusal.
///
/// - `scan`: not NULL.
/// - `reason`: the operator's reason, not empty; NULL takes an earlier one away.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same scan wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_override(
    scan: *mut scor_scan,
    reason: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let scan = call.object("scan", scan)?;
            let reason = call.optional_text("reason", reason)?;
            if reason.is_some_and(|text| text.trim().is_empty()) {
                return Err(bad_value("reason"));
            }
            scan.with(|s| {
                s.reason = reason.map(str::to_owned);
                Ok(())
            })
        })
    }
}

/// Straightens, cleans and judges the pages and makes the PDF of the piece. The scan stays as it is: after a
/// refusal, another document or scor_scan_override, it may run again. The same input gives the same bytes.
///
/// - `scan`: not NULL.
/// - `progress`, `user_data`: told of each page; NULL when nobody wants to know. While it runs, other threads
///   wait for the scan and the callback itself gets SCOR_E_BUSY from it.
/// - `pdf`: not NULL; receives the PDF, or NULL when the gate refused. Zeroised when freed.
/// - `report`: not NULL; receives the report with the verdict, to be freed with scor_report_free. A refusal is a
///   result: the call returns SCOR_OK.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx; SCOR_E_BAD_VALUE when the lowest resolution is above the aim),
/// SCOR_E_CANCELLED (nothing is left behind), SCOR_E_PDF_OVER_BUDGET, SCOR_E_PDF_TOO_MANY_PAGES, or a code of
/// the source (-2xx; SCOR_E_SOURCE_NO_PAGES before the first document) or the image (-3xx). Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_run(
    scan: *mut scor_scan,
    progress: scor_progress,
    user_data: *mut c_void,
    pdf: *mut *mut scor_buffer,
    report: *mut *mut scor_report,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(pdf);
            call.clear(report);
            let (pdf, report) = (call.out("pdf", pdf)?, call.out("report", report)?);
            let scan = call.object("scan", scan)?;
            let made = scan.with(|s| {
                if s.settings.min_dpi > s.settings.target_dpi {
                    return Err(bad_value("min_dpi"));
                }
                with_progress(progress, user_data, |p| {
                    digitize(&s.inputs, &s.settings, s.reason.as_deref(), p)
                })
            })?;
            let found = report.ready(Held::new(made.report))?;
            if let Some(bytes) = made.pdf {
                pdf.put(Buffer::sensitive(bytes))?;
            }
            found.hand();
            Ok(())
        })
    }
}

/// Frees a scan. Documents that were added to it are not concerned.
///
/// - `scan`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_scan_free(scan: *mut scor_scan) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("scan", scan)) }
}
