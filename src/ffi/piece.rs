//! The piece: a PDF with its type, label and the operator's word, shared by as many dossiers as need it.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::Arc;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Handle};
use super::profile::scor_profile;
use super::report::scor_report;
use crate::piece::{Draft, Medium, Piece};

/// The PDF goes in the lot.
pub const SCOR_MEDIUM_DIGITAL: i32 = 1;
/// The piece goes by post alone; the lot says so.
pub const SCOR_MEDIUM_PAPER: i32 = 2;
/// The PDF goes in the lot, and the paper by post.
pub const SCOR_MEDIUM_BOTH: i32 = 3;

/// A finished piece. Immutable; may be used from several threads and in several dossiers. Freed with
/// scor_piece_free.
pub struct scor_piece {
    _opaque: [u8; 0],
}

/// A piece and its texts for C.
pub(super) struct Held {
    pub(super) piece: Arc<Piece>,
    label: CString,
    sha256: Option<CString>,
}

impl Handle for scor_piece {
    type Object = Held;
}

/// Checks a piece against the profile.
///
/// - `profile`: not NULL.
/// - `id`: the host's identifier, unique within the host; not a patient's data, it appears in manifests.
/// - `type_code`: type of the piece, such as "ORDN".
/// - `label`: for the screen; NULL for the type's own.
/// - `medium`: a SCOR_MEDIUM_ constant.
/// - `pdf`, `size`: what scor_scan_run gave, or a PDF received from elsewhere; copied. NULL and 0 without one.
/// - `report`: what scor_scan_run gave with the PDF; NULL without one.
/// - `confirmed_at`: when the operator confirmed that the piece is legible, seconds since 1970-01-01 UTC; 0 when
///   nobody did.
/// - `out`: not NULL; receives the piece, to be freed with scor_piece_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx), SCOR_E_PIECE_TYPE, SCOR_E_PIECE_EMPTY, SCOR_E_PIECE_NOT_PDF,
/// SCOR_E_PIECE_TOO_LARGE, SCOR_E_PIECE_REFUSED (by the gate, and nobody overrode it),
/// SCOR_E_PIECE_UNCONFIRMED, SCOR_E_PDF_TOO_MANY_PAGES, or a code of the source (-2xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_new(
    profile: *const scor_profile,
    id: *const c_char,
    type_code: *const c_char,
    label: *const c_char,
    medium: i32,
    pdf: *const u8,
    size: usize,
    report: *const scor_report,
    confirmed_at: i64,
    out: *mut *mut scor_piece,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let profile = call.object("profile", profile)?;
            let pdf = call.bytes("pdf", pdf, size)?;
            let draft = Draft {
                id: call.text("id", id)?.to_owned(),
                type_code: call.text("type_code", type_code)?.to_owned(),
                label: call.optional_text("label", label)?.map(str::to_owned),
                medium: call.choice("medium", medium, self::medium)?,
                pdf: (!pdf.is_empty()).then(|| pdf.to_vec()),
                report: call.optional("report", report)?.map(|r| r.report.clone()),
                confirmed_at: (confirmed_at != 0).then_some(confirmed_at),
            };
            let piece = Arc::new(Piece::new(draft, &profile)?);
            let text = |text: &str| CString::new(text).unwrap_or_default();
            let (label, sha256) = (text(piece.label()), piece.sha256().map(text));
            out.put(Held { piece, label, sha256 })
        })
    }
}

fn medium(constant: i32) -> Option<Medium> {
    Some(match constant {
        SCOR_MEDIUM_DIGITAL => Medium::Digital,
        SCOR_MEDIUM_PAPER => Medium::Paper,
        SCOR_MEDIUM_BOTH => Medium::Both,
        _ => return None,
    })
}

/// Label of a piece.
///
/// - `piece`: not NULL.
///
/// Returns UTF-8 text that is valid until the piece is freed; NULL when it is not a live piece. Any thread.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_label(piece: *const scor_piece) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("piece", piece)?.label.as_ptr())) }
}

/// SHA-256 of a piece's PDF, 64 lower-case hexadecimal digits.
///
/// - `piece`: not NULL.
///
/// Returns text that is valid until the piece is freed; NULL when there is no PDF or it is not a live piece.
/// Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_sha256(piece: *const scor_piece) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(ptr::null(), |call| {
            let held = call.object("piece", piece)?;
            Ok(held.sha256.as_ref().map_or(ptr::null(), |text| text.as_ptr()))
        })
    }
}

/// Number of pages of a piece's PDF.
///
/// - `piece`: not NULL.
///
/// Returns the number; 0 without a PDF and when it is not a live piece. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_pages(piece: *const scor_piece) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| Ok(i32::try_from(call.object("piece", piece)?.piece.pages()).unwrap_or(i32::MAX)))
    }
}

/// How a piece goes.
///
/// - `piece`: not NULL.
///
/// Returns a SCOR_MEDIUM_ constant; 0 when it is not a live piece. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_medium(piece: *const scor_piece) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            Ok(match call.object("piece", piece)?.piece.medium() {
                Medium::Digital => SCOR_MEDIUM_DIGITAL,
                Medium::Paper => SCOR_MEDIUM_PAPER,
                Medium::Both => SCOR_MEDIUM_BOTH,
            })
        })
    }
}

/// When the operator confirmed a piece.
///
/// - `piece`: not NULL.
///
/// Returns seconds since 1970-01-01 UTC; 0 when nobody did and when it is not a live piece. Any thread. Since
/// 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_confirmed_at(piece: *const scor_piece) -> i64 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(0, |call| Ok(call.object("piece", piece)?.piece.confirmed_at().unwrap_or(0))) }
}

/// A copy of a piece's PDF.
///
/// - `piece`: not NULL.
/// - `out`: not NULL; receives the PDF, or NULL when there is none. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_pdf(
    piece: *const scor_piece,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            match call.object("piece", piece)?.piece.pdf() {
                Some(pdf) => out.put(Buffer::sensitive(pdf.to_vec())),
                None => Ok(()),
            }
        })
    }
}

/// Frees a piece. Dossiers that hold it keep it.
///
/// - `piece`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_piece_free(piece: *mut scor_piece) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("piece", piece)) }
}
