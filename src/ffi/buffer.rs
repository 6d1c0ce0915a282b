//! Bytes and strings that go out: one owned type for both.

use std::ptr;

use zeroize::Zeroize;

use super::guard::{guard, value};
use super::handle::{self, Handle};

/// Bytes or UTF-8 text that the library made. Immutable; may be read from several threads. Freed with
/// scor_buffer_free.
pub struct scor_buffer {
    _opaque: [u8; 0],
}

impl Handle for scor_buffer {
    type Object = Buffer;
}

/// The bytes, one NUL after them, and whether they are overwritten when they go.
pub(super) struct Buffer {
    bytes: Vec<u8>,
    sensitive: bool,
}

impl Buffer {
    /// Bytes that need no care.
    pub(super) fn open(mut bytes: Vec<u8>) -> Self {
        bytes.reserve_exact(1);
        bytes.push(0);
        Buffer { bytes, sensitive: false }
    }

    /// Content of documents, keys, data of patients: zeroised when freed. Copied once, because growing the
    /// vector in place could leave its old bytes behind.
    pub(super) fn sensitive(mut bytes: Vec<u8>) -> Self {
        let mut held = Vec::with_capacity(bytes.len() + 1);
        held.extend_from_slice(&bytes);
        held.push(0);
        bytes.zeroize();
        Buffer { bytes: held, sensitive: true }
    }

    /// The bytes, a NUL after them; valid while the buffer lives.
    pub(super) fn as_ptr(&self) -> *const u8 {
        self.bytes.as_ptr()
    }

    /// Number of bytes, without the NUL.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() - 1
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.sensitive {
            self.bytes.zeroize();
        }
    }
}

/// The bytes of a buffer. Always followed by one NUL that scor_buffer_size does not count, so that text can
/// be used as a C string.
///
/// - `buffer`: not NULL, stays the caller's.
///
/// Returns a pointer that is valid until the buffer is freed, or NULL when `buffer` is NULL or not a
/// live buffer. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_buffer_data(buffer: *const scor_buffer) -> *const u8 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(ptr::null(), |call| Ok(call.object("buffer", buffer)?.as_ptr())) }
}

/// Number of bytes in a buffer, without the NUL that follows them.
///
/// - `buffer`: not NULL, stays the caller's.
///
/// Returns the size, 0 when `buffer` is NULL or not a live buffer. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_buffer_size(buffer: *const scor_buffer) -> usize {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { value(0, |call| Ok(call.object("buffer", buffer)?.len())) }
}

/// Frees a buffer. Document content and personal data in it are overwritten first.
///
/// - `buffer`: NULL does nothing.
///
/// Returns SCOR_OK, or SCOR_E_BAD_HANDLE when `buffer` is not a live buffer (freed twice, for example). Any
/// thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_buffer_free(buffer: *mut scor_buffer) -> i32 {
    // SAFETY: the handle is looked up, not dereferenced.
    unsafe { guard(ptr::null_mut(), |_| handle::remove("buffer", buffer)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_ends_in_nul_and_does_not_count_it() {
        for made in [Buffer::open(b"abc".to_vec()), Buffer::sensitive(b"abc".to_vec())] {
            let buffer = handle::insert::<scor_buffer>(made).unwrap();
            // SAFETY: four bytes were stored.
            unsafe {
                assert_eq!(scor_buffer_size(buffer), 3);
                assert_eq!(std::slice::from_raw_parts(scor_buffer_data(buffer), 4), b"abc\0");
                assert_eq!(scor_buffer_free(buffer), 0);
                assert!(scor_buffer_data(buffer).is_null());
                assert_eq!(scor_buffer_size(buffer), 0);
            }
        }
    }
}
