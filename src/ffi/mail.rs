//! Incoming mail: a message of the host's mailbox comes in, its parts go out, decoded and unzipped.

use std::ffi::c_char;
use std::ptr;

use super::buffer::Buffer;
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Exclusive, Handle};
use super::input::{Call, bad_value};
use crate::error::Result;
use crate::mail::{self, Bounds, Incoming};

/// Most bytes of a message; default 32 MiB. Beyond it: SCOR_E_MAIL_TOO_LARGE.
pub const SCOR_MAIL_MAX_BYTES: i32 = 1;
/// Most bytes that all parts together may decode and unzip to; default 64 MiB. Beyond it: SCOR_E_MAIL_INFLATED.
pub const SCOR_MAIL_MAX_CONTENT_BYTES: i32 = 2;
/// Most parts, those that only hold others included; default 100. Beyond it: SCOR_E_MAIL_TOO_MANY_PARTS.
pub const SCOR_MAIL_MAX_PARTS: i32 = 3;
/// Most parts within parts, 1 to 32; default 8. Beyond it: SCOR_E_MAIL_NESTING.
pub const SCOR_MAIL_MAX_NESTING: i32 = 4;
/// Most bytes of the header of one part; default 64 KiB. Beyond it: SCOR_E_MAIL_DAMAGED.
pub const SCOR_MAIL_MAX_HEADER_BYTES: i32 = 5;

/// Bounds on incoming messages. Changeable. Freed with scor_mail_bounds_free.
pub struct scor_mail_bounds {
    _opaque: [u8; 0],
}

impl Handle for scor_mail_bounds {
    type Object = Exclusive<Bounds>;
}

/// A message taken apart. Immutable; may be used from several threads. Everything in it comes from outside and
/// may hold personal data; it is zeroised when freed. Freed with scor_mail_free.
pub struct scor_mail {
    _opaque: [u8; 0],
}

/// The texts and parts of a message, each ended by a NUL.
pub(super) struct Mail {
    subject: Option<Buffer>,
    from: Option<Buffer>,
    message_id: Option<Buffer>,
    parts: Vec<Part>,
}

struct Part {
    content_type: Option<Buffer>,
    charset: Option<Buffer>,
    description: Option<Buffer>,
    filename: Option<Buffer>,
    data: Buffer,
}

impl Handle for scor_mail {
    type Object = Mail;
}

impl From<Incoming> for Mail {
    fn from(incoming: Incoming) -> Mail {
        // A NUL within a text would cut it short for C.
        let text = |t: String| Buffer::sensitive(t.replace('\0', " ").into_bytes());
        let part = |p: mail::Part| Part {
            content_type: Some(text(p.content_type)),
            charset: p.charset.map(text),
            description: p.description.map(text),
            filename: p.filename.map(text),
            data: Buffer::sensitive(p.data),
        };
        Mail {
            subject: incoming.subject.map(text),
            from: incoming.from.map(text),
            message_id: incoming.message_id.map(text),
            parts: incoming.parts.into_iter().map(part).collect(),
        }
    }
}

/// Makes bounds with the defaults.
///
/// - `out`: not NULL; receives the bounds, to be freed with scor_mail_bounds_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_bounds_new(
    out: *mut *mut scor_mail_bounds,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.out("out", out)?.put(Exclusive::new(Bounds::default()))) }
}

/// Sets one bound.
///
/// - `bounds`: not NULL.
/// - `field`: one of the SCOR_MAIL_MAX_ constants.
/// - `amount`: at least 1.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Calls on the same bounds wait for each other. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_bounds_set(
    bounds: *mut scor_mail_bounds,
    field: i32,
    amount: i64,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe { guard(err, |call| call.object("bounds", bounds)?.with(|b| set(b, field, amount))) }
}

fn set(bounds: &mut Bounds, field: i32, amount: i64) -> Result<()> {
    let amount = usize::try_from(amount).ok().filter(|n| *n > 0).ok_or_else(|| bad_value("amount"))?;
    match field {
        SCOR_MAIL_MAX_BYTES => bounds.message_bytes = amount,
        SCOR_MAIL_MAX_CONTENT_BYTES => bounds.content_bytes = amount,
        SCOR_MAIL_MAX_PARTS => bounds.parts = amount,
        // Parts are walked by recursion: the host's stack is the limit.
        SCOR_MAIL_MAX_NESTING if amount > 32 => return Err(bad_value("amount")),
        SCOR_MAIL_MAX_NESTING => bounds.nesting = amount,
        SCOR_MAIL_MAX_HEADER_BYTES => bounds.header_bytes = amount,
        _ => return Err(bad_value("field")),
    }
    Ok(())
}

/// Frees bounds. Messages read with them are not concerned.
///
/// - `bounds`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_bounds_free(bounds: *mut scor_mail_bounds) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("bounds", bounds)) }
}

/// Takes a message apart: transfer encoding and gzip are taken off, multiparts and messages within are entered.
/// Nothing is decrypted.
///
/// - `data`, `size`: the message as the mailbox gives it.
/// - `bounds`: NULL for the defaults.
/// - `out`: not NULL; receives the message, to be freed with scor_mail_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_MAIL_TOO_LARGE, _TOO_MANY_PARTS, _NESTING, _INFLATED,
/// _DAMAGED, _GZIP_DAMAGED. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_read(
    data: *const u8,
    size: usize,
    bounds: *const scor_mail_bounds,
    out: *mut *mut scor_mail,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let data = call.bytes("data", data, size)?;
            let bounds = match call.optional("bounds", bounds)? {
                Some(bounds) => bounds.with(|b| Ok(b.clone()))?,
                None => Bounds::default(),
            };
            out.put(Mail::from(mail::read(data, &bounds)?))
        })
    }
}

/// A text of the message itself; NULL for a message that does not have it and for one that is not live.
fn of_mail(call: &Call, mail: *const scor_mail, text: fn(&Mail) -> &Option<Buffer>) -> Result<*const c_char> {
    let mail = call.object("mail", mail)?;
    Ok(text(&mail).as_ref().map_or(ptr::null(), |text| text.as_ptr().cast()))
}

/// A text of a part; NULL when there is no such part, message or text.
fn of_part(
    call: &Call,
    mail: *const scor_mail,
    part: i32,
    text: fn(&Part) -> &Option<Buffer>,
) -> Result<*const c_char> {
    let mail = call.object("mail", mail)?;
    let part = mail.parts.get(call.index("part", part)?);
    Ok(part.and_then(|part| text(part).as_ref()).map_or(ptr::null(), |text| text.as_ptr().cast()))
}

/// Subject, decoded.
///
/// - `mail`: not NULL.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
/// mail. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_subject(mail: *const scor_mail) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_mail(call, mail, |m| &m.subject)) }
}

/// Address of the (first) sender.
///
/// - `mail`: not NULL.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
/// mail. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_from(mail: *const scor_mail) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_mail(call, mail, |m| &m.from)) }
}

/// Message-ID without angle brackets.
///
/// - `mail`: not NULL.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or `mail` is not a live
/// mail. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_message_id(mail: *const scor_mail) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_mail(call, mail, |m| &m.message_id)) }
}

/// Number of parts that hold content, in the order of the message.
///
/// - `mail`: not NULL.
///
/// Returns the number; 0 also when `mail` is not a live mail. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_count(mail: *const scor_mail) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            let count = call.object("mail", mail)?.parts.len();
            Ok(i32::try_from(count).unwrap_or(i32::MAX))
        })
    }
}

/// Type of a part, type/subtype in lower case; "text/plain" when the message does not say.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is no such part. Any thread.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_type(mail: *const scor_mail, part: i32) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_part(call, mail, part, |p| &p.content_type)) }
}

/// Charset of a part, as written.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_charset(mail: *const scor_mail, part: i32) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_part(call, mail, part, |p| &p.charset)) }
}

/// Content-Description of a part, decoded: in it stands the nature of the part.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_description(mail: *const scor_mail, part: i32) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_part(call, mail, part, |p| &p.description)) }
}

/// File name of a part. It comes from outside: never use it as a path.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns UTF-8 text that is valid until the mail is freed; NULL when there is none or no such part. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_filename(mail: *const scor_mail, part: i32) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| of_part(call, mail, part, |p| &p.filename)) }
}

/// Content of a part, transfer encoding and gzip taken off. Followed by one NUL that the size does not count.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns a pointer that is valid until the mail is freed; NULL when there is no such part. Any thread.
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_data(mail: *const scor_mail, part: i32) -> *const u8 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(ptr::null(), |call| {
            let mail = call.object("mail", mail)?;
            let part = mail.parts.get(call.index("part", part)?);
            Ok(part.map_or(ptr::null(), |part| part.data.as_ptr()))
        })
    }
}

/// Number of bytes of a part's content.
///
/// - `mail`: not NULL.
/// - `part`: from 0.
///
/// Returns the size; 0 also when there is no such part. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_part_size(mail: *const scor_mail, part: i32) -> usize {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            let mail = call.object("mail", mail)?;
            let part = mail.parts.get(call.index("part", part)?);
            Ok(part.map_or(0, |part| part.data.len()))
        })
    }
}

/// Frees a mail and everything that was read from it.
///
/// - `mail`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_mail_free(mail: *mut scor_mail) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("mail", mail)) }
}
