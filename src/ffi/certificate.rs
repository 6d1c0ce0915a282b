//! Certificates: files of them come in, the facts that a host shows or keeps go out.

use std::ffi::{CString, c_char};
use std::ptr;

use super::buffer::{Buffer, scor_buffer};
use super::error::scor_error;
use super::guard::{guard, value};
use super::handle::{self, Handle};
use super::input::bad_value;
use crate::seal::Certificate;

/// One X.509 certificate. Immutable; may be used from several threads. Freed with scor_certificate_free.
pub struct scor_certificate {
    _opaque: [u8; 0],
}

/// A certificate and its texts for C.
pub(super) struct Held {
    pub(super) certificate: Certificate,
    fingerprint: CString,
    serial: CString,
}

impl Handle for scor_certificate {
    type Object = Held;
}

/// The certificates of one file, such as all that a directory gives for one recipient. Immutable; may be used
/// from several threads. Freed with scor_certificates_free.
pub struct scor_certificates {
    _opaque: [u8; 0],
}

impl Handle for scor_certificates {
    type Object = Vec<Certificate>;
}

/// A certificate made ready for C, so that reading it cannot fail.
pub(super) fn held(certificate: Certificate) -> Held {
    let text = |text: String| CString::new(text).unwrap_or_default();
    let fingerprint = text(certificate.fingerprint().iter().map(|b| format!("{b:02x}")).collect());
    let serial = text(certificate.serial_hex());
    Held { certificate, fingerprint, serial }
}

/// Reads every certificate of a file: DER, several DER one after the other, or PEM with any text around it.
///
/// - `data`, `size`: the whole file; copied.
/// - `out`: not NULL; receives the certificates, to be freed with scor_certificates_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK, an argument's code (-1xx) or SCOR_E_SEAL_CERTIFICATE_BAD. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificates_parse(
    data: *const u8,
    size: usize,
    out: *mut *mut scor_certificates,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            out.put(Certificate::parse_all(call.bytes("data", data, size)?)?)
        })
    }
}

/// Number of certificates.
///
/// - `certificates`: not NULL.
///
/// Returns at least 1; 0 when `certificates` is not a live object. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificates_count(certificates: *const scor_certificates) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            let count = call.object("certificates", certificates)?.len();
            Ok(i32::try_from(count).unwrap_or(i32::MAX))
        })
    }
}

/// One of the certificates, whatever its worth: nothing is checked here (see scor_trust_choose).
///
/// - `certificates`: not NULL.
/// - `index`: from 0.
/// - `out`: not NULL; receives the certificate, to be freed with scor_certificate_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificates_get(
    certificates: *const scor_certificates,
    index: i32,
    out: *mut *mut scor_certificate,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let certificates = call.object("certificates", certificates)?;
            let index = call.index("index", index)?;
            out.put(held(certificates.get(index).ok_or_else(|| bad_value("index"))?.clone()))
        })
    }
}

/// Frees certificates. Single ones got from them live on.
///
/// - `certificates`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificates_free(certificates: *mut scor_certificates) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("certificates", certificates)) }
}

/// SHA-256 of the certificate's DER, 64 lower-case hexadecimal digits.
///
/// - `certificate`: not NULL, stays the caller's.
///
/// Returns text that is valid until the certificate is freed, or NULL when it is not a live certificate. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_fingerprint(certificate: *const scor_certificate) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("certificate", certificate)?.fingerprint.as_ptr())) }
}

/// Serial number, big-endian two's complement in lower-case hexadecimal.
///
/// - `certificate`: not NULL, stays the caller's.
///
/// Returns text that is valid until the certificate is freed, or NULL when it is not a live certificate. Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_serial(certificate: *const scor_certificate) -> *const c_char {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("certificate", certificate)?.serial.as_ptr())) }
}

/// First second of validity, seconds since 1970-01-01 UTC.
///
/// - `certificate`: not NULL.
///
/// Returns the time; 0 when `certificate` is not a live certificate. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_not_before(certificate: *const scor_certificate) -> i64 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(0, |call| Ok(call.object("certificate", certificate)?.certificate.not_before())) }
}

/// Last second of validity, seconds since 1970-01-01 UTC.
///
/// - `certificate`: not NULL.
///
/// Returns the time; 0 when `certificate` is not a live certificate. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_not_after(certificate: *const scor_certificate) -> i64 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(0, |call| Ok(call.object("certificate", certificate)?.certificate.not_after())) }
}

/// Length of the RSA key in bits.
///
/// - `certificate`: not NULL.
///
/// Returns the length; 0 when the key is not RSA or beyond 4096 bits, and when `certificate` is not a live
/// certificate. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_rsa_bits(certificate: *const scor_certificate) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe {
        value(0, |call| {
            let bits = call.object("certificate", certificate)?.certificate.rsa_bits();
            Ok(bits.and_then(|bits| i32::try_from(bits).ok()).unwrap_or(0))
        })
    }
}

/// The certificate as it came, DER.
///
/// - `certificate`: not NULL.
/// - `out`: not NULL; receives the bytes, to be freed with scor_buffer_free.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx). Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_der(
    certificate: *const scor_certificate,
    out: *mut *mut scor_buffer,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            let out = call.out("out", out)?;
            let certificate = call.object("certificate", certificate)?;
            out.put(Buffer::open(certificate.certificate.der().to_vec()))
        })
    }
}

/// Frees a certificate.
///
/// - `certificate`: NULL does nothing.
///
/// Returns SCOR_OK or SCOR_E_BAD_HANDLE. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_certificate_free(certificate: *mut scor_certificate) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("certificate", certificate)) }
}
