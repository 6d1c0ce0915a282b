//! Which library this is.

use std::ffi::c_char;

use super::guard::value;

/// Major version of the library this header belongs to.
#[allow(dead_code, reason = "for the header")]
pub const SCOR_VERSION_MAJOR: i32 = 0;
/// Minor version of the library this header belongs to.
#[allow(dead_code, reason = "for the header")]
pub const SCOR_VERSION_MINOR: i32 = 1;
/// Patch version of the library this header belongs to.
#[allow(dead_code, reason = "for the header")]
pub const SCOR_VERSION_PATCH: i32 = 0;
/// Version of the library this header belongs to: MAJOR * 1000000 + MINOR * 1000 + PATCH.
pub const SCOR_VERSION_NUMBER: i32 = 1000;
/// Version of the binary interface this header describes.
pub const SCOR_ABI_VERSION: i32 = 1;

const VERSION_TEXT: &[u8] = concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes();

/// The version of the loaded library as a number, to compare with SCOR_VERSION_NUMBER.
///
/// Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_version_number() -> i32 {
    // SAFETY: no pointer is read.
    unsafe { value(0, |_| Ok(SCOR_VERSION_NUMBER)) }
}

/// The version of the loaded library as text, such as "0.1.0".
///
/// Returns text that is valid for ever. Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_version_string() -> *const c_char {
    // SAFETY: no pointer is read.
    unsafe { value(VERSION_TEXT.as_ptr().cast(), |_| Ok(VERSION_TEXT.as_ptr().cast())) }
}

/// The version of the loaded library's binary interface. A host built against another SCOR_ABI_VERSION must
/// not go on; under the same number, functions and constants are only ever added.
///
/// Any thread. Since 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_abi_version() -> i32 {
    // SAFETY: no pointer is read.
    unsafe { value(0, |_| Ok(SCOR_ABI_VERSION)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_s_version_is_the_package_s() {
        let text = format!("{SCOR_VERSION_MAJOR}.{SCOR_VERSION_MINOR}.{SCOR_VERSION_PATCH}");
        assert_eq!(text, env!("CARGO_PKG_VERSION"));
        let number = SCOR_VERSION_MAJOR * 1_000_000 + SCOR_VERSION_MINOR * 1000 + SCOR_VERSION_PATCH;
        assert_eq!(number, SCOR_VERSION_NUMBER);
    }
}
