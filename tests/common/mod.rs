//! What the tests of the C face share.

use std::path::PathBuf;

/// The shared library that cargo built together with this test.
pub(crate) fn library() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    // Beside the test itself: the copy one folder up is refreshed by `cargo build` only.
    let library = test.parent().unwrap().join("libscor.so");
    assert!(library.exists(), "{} is missing: run cargo test, not the test file alone", library.display());
    library
}
