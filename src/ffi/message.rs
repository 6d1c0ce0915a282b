//! Outgoing mail: the part that gets sealed, and the message around the sealed part.

use std::ffi::c_char;
use std::ptr;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::guard;
use super::handle::{self, Exclusive, Handle};
use super::input::bad_value;
use super::seal::suite;
use crate::error::Result;
use crate::mail::{self, Headers, PartHeaders};
use crate::seal::Suite;

/// Sender, local@domain. Needed.
pub const SCOR_MESSAGE_FROM: i32 = 1;
/// Subject.
pub const SCOR_MESSAGE_SUBJECT: i32 = 2;
/// Message-ID, unique@domain, without angle brackets. Needed; the host makes it unique.
pub const SCOR_MESSAGE_ID: i32 = 3;
/// Content-Description of the sealed part.
pub const SCOR_MESSAGE_DESCRIPTION: i32 = 4;

/// The headers of a message. Changeable. Freed with scor_message_free.
pub struct scor_message {
    _opaque: [u8; 0],
}

impl Handle for scor_message {
    type Object = Exclusive<Headers>;
}

/// Base64 columns of the sealed part unless the host sets others, as the neighbouring billing flow writes it.
const COLUMNS: usize = 64;

/// Wraps a payload, a lot for example, into the MIME part that gets sealed: headers, base64 body, CRLF line ends.
/// The same input gives the same bytes.
///
/// - `data`, `size`: the payload.
/// - `gzip`: 1 to compress it first, else 0.
/// - `content_type`: type/subtype, such as "application/EDI-consent".
/// - `description`: Content-Description, in which receivers read the nature of the part; NULL for none.
/// - `filename`: name of the attachment; NULL for none.
/// - `out`: not NULL; receives the part, for scor_seal. Zeroised when freed.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_part(
    data: *const u8,
    size: usize,
    gzip: i32,
    content_type: *const c_char,
    description: *const c_char,
    filename: *const c_char,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let data = call.bytes("data", data, size)?;
            let gzip = call.flag("gzip", gzip)?;
            let headers = PartHeaders {
                content_type: call.text("content_type", content_type)?.to_owned(),
                description: call.optional_text("description", description)?.map(str::to_owned),
                filename: call.optional_text("filename", filename)?.map(str::to_owned),
            };
            out.put(Buffer::sensitive(mail::inner_part(data, &headers, gzip)?))
        })
    }
}

/// Makes a message without headers.
///
/// - `out`: not NULL; receives the message, to be freed with scor_message_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_new(out: *mut *mut scor_message, err: *mut *mut scor_error) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(blank()))) }
}

/// Headers that say nothing yet.
pub(super) fn blank() -> Headers {
    Headers {
        from: String::new(),
        to: Vec::new(),
        subject: String::new(),
        date: 0,
        message_id: String::new(),
        description: None,
        smime_type: Suite::default().smime_type(),
        extra: Vec::new(),
        columns: COLUMNS,
    }
}

/// Sets one header. What cannot stand in a header is found by scor_message_write.
///
/// - `message`: not NULL.
/// - `field`: one of the SCOR_MESSAGE_ constants.
/// - `text`: the value; not NULL.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_set(
    message: *mut scor_message,
    field: i32,
    text: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let text = call.text("text", text)?;
            call.object("message", message)?.with(|headers| set(headers, field, text.to_owned()))
        })
    }
}

fn set(headers: &mut Headers, field: i32, text: String) -> Result<()> {
    match field {
        SCOR_MESSAGE_FROM => headers.from = text,
        SCOR_MESSAGE_SUBJECT => headers.subject = text,
        SCOR_MESSAGE_ID => headers.message_id = text,
        SCOR_MESSAGE_DESCRIPTION => headers.description = Some(text),
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

/// Adds a recipient; a message needs at least one.
///
/// - `message`: not NULL.
/// - `address`: local@domain.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_add_to(
    message: *mut scor_message,
    address: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let address = call.text("address", address)?;
            call.object("message", message)?.with(|headers| {
                headers.to.push(address.to_owned());
                Ok(())
            })
        })
    }
}

/// Adds a header of the host's own, behind those already there.
///
/// - `message`: not NULL.
/// - `name`: none of those that scor_message_write writes itself.
/// - `text`: the value; may hold any letter.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_add_header(
    message: *mut scor_message,
    name: *const c_char,
    text: *const c_char,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let header = (call.text("name", name)?.to_owned(), call.text("text", text)?.to_owned());
            call.object("message", message)?.with(|headers| {
                headers.extra.push(header);
                Ok(())
            })
        })
    }
}

/// Sets the width of the base64 lines of the sealed part.
///
/// - `message`: not NULL.
/// - `columns`: a multiple of 4 from 4 to 76; default 64.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same message wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_set_columns(
    message: *mut scor_message,
    columns: i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let columns = call.index("columns", columns)?;
            if !(4..=76).contains(&columns) || !columns.is_multiple_of(4) {
                return Err(bad_value("columns"));
            }
            call.object("message", message)?.with(|headers| {
                headers.columns = columns;
                Ok(())
            })
        })
    }
}

/// Writes the whole message around a sealed part, ready for the host's SMTP: CRLF line ends, no line above 998
/// characters. Dot-stuffing belongs to SMTP and is the host's. The message may be written again.
///
/// - `message`: not NULL.
/// - `sealed`, `size`: what scor_seal gave.
/// - `suite`: the SCOR_SUITE_ constant it was sealed with.
/// - `date`: the host's clock, seconds since 1970-01-01 UTC.
/// - `out`: not NULL; receives the message.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_HEADER_BAD, whose details name the header. Calls on
/// the same message wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_write(
    message: *mut scor_message,
    sealed: *const u8,
    size: usize,
    suite: i32,
    date: i64,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let sealed = call.bytes("sealed", sealed, size)?;
            let suite = call.choice("suite", suite, self::suite)?;
            let written = call.object("message", message)?.with(|headers| {
                headers.date = date;
                headers.smime_type = suite.smime_type();
                mail::message(sealed, headers)
            })?;
            out.put(Buffer::open(written))
        })
    }
}

/// Frees a message.
///
/// - `message`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_message_free(message: *mut scor_message) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("message", message)) }
}
