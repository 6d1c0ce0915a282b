//! Fingerprints of pages compared: has this page been scanned before?

use std::ffi::c_char;

use super::error::scor_error;
use super::guard::guard;
use crate::fingerprint::{Fingerprint, Likeness};

/// The same page, as far as a fingerprint can see.
pub const SCOR_LIKENESS_SAME: i32 = 1;
/// Another page.
pub const SCOR_LIKENESS_DIFFERENT: i32 = 2;
/// Something differs, little enough to be chance; or there is too little on the pages to tell.
pub const SCOR_LIKENESS_UNSURE: i32 = 3;

/// Compares the fingerprints of two pages, as reports have them for each page ("fingerprint").
///
/// A change as small as one digit is mostly not seen: SCOR_LIKENESS_SAME is a hint to show both pages to the operator,
/// never a reason to drop one. A fingerprint is a small picture in which print can be read: keep it as you keep the page,
/// and log neither.
///
/// - `first`, `second`: not NULL.
/// - `score`: not NULL; receives how alike the least alike parts are, 0 to 1000.
/// - `likeness`: not NULL; receives a SCOR_LIKENESS_ constant.
/// - `err`: may be NULL.
///
/// Returns SCOR_OK or an argument's code (-1xx; SCOR_E_BAD_VALUE for what is no fingerprint). Any thread. Since
/// 0.1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scor_fingerprint_compare(
    first: *const c_char,
    second: *const c_char,
    score: *mut i32,
    likeness: *mut i32,
    err: *mut *mut scor_error,
) -> i32 {
    // SAFETY: the host keeps the contract of scor.h.
    unsafe {
        guard(err, |call| {
            call.clear(score);
            call.clear(likeness);
            let (score, likeness) = (call.out("score", score)?, call.out("likeness", likeness)?);
            let first: Fingerprint = call.text("first", first)?.parse()?;
            let second: Fingerprint = call.text("second", second)?.parse()?;
            let found = first.compare(&second);
            score.set(i32::try_from(found.score).unwrap_or(1000));
            likeness.set(match found.likeness {
                Likeness::Same => SCOR_LIKENESS_SAME,
                Likeness::Different => SCOR_LIKENESS_DIFFERENT,
                Likeness::Unsure => SCOR_LIKENESS_UNSURE,
            });
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Bitmap;
    use std::ffi::CString;
    use std::ptr;

    #[test]
    fn fingerprints_compare_and_other_text_is_refused() {
        let mut sheet = Bitmap::new(1240, 1754);
        for (y, x) in (100..1600).step_by(40).flat_map(|y| (100..1100).map(move |x| (y, x))) {
            (0..12 + x / 37 % 5)
                .filter(|_| x / 8 * (y / 40 + 3) % 7 < 4)
                .for_each(|d| sheet.set(x, y + d, true));
        }
        let text = CString::new(Fingerprint::of(&sheet).to_string()).unwrap();
        let (mut score, mut likeness) = (-1, -1);
        // SAFETY: live strings and outs.
        unsafe {
            let done = |second: *const c_char, score: &mut i32, likeness: &mut i32| {
                scor_fingerprint_compare(text.as_ptr(), second, score, likeness, ptr::null_mut())
            };
            assert_eq!(done(text.as_ptr(), &mut score, &mut likeness), 0);
            assert_eq!((score, likeness), (1000, SCOR_LIKENESS_SAME));
            let bad = CString::new("scor-fp3-00").unwrap();
            assert_eq!(done(bad.as_ptr(), &mut score, &mut likeness), crate::Kind::BadValue.code());
            assert_eq!((score, likeness), (0, 0));
            assert_eq!(done(ptr::null(), &mut score, &mut likeness), crate::Kind::NullArgument.code());
        }
    }
}
