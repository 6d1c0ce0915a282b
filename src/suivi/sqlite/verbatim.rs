//! The form of a path that Windows takes at any length: `\\?\C:\…`.

use std::path::{Path, PathBuf};

/// Windows looks at the length with the endings of SQLite's own files (`-journal`), and folders have 12 characters less.
const COURT: usize = 240;

/// An absolute path that is too long for Windows in its usual form, in the other; any other path as it is. What comes in
/// has neither `..` nor `/` left in it: Windows takes the long form literally.
pub(super) fn path(absolute: &Path) -> PathBuf {
    let text = absolute.to_string_lossy();
    let drive = text.as_bytes().get(1..3) == Some(b":\\");
    match drive && text.encode_utf16().count() > COURT {
        true => PathBuf::from(format!(r"\\?\{text}")),
        false => absolute.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_paths_on_a_drive_are_rewritten() {
        let long = format!(r"C:\{}\é.scor", "x".repeat(240));
        assert_eq!(path(Path::new(&long)), Path::new(&format!(r"\\?\{long}")));
        for same in [r"C:\suivi.scor", &format!(r"\\?\{long}"), &format!("/{}", "x".repeat(300))] {
            assert_eq!(path(Path::new(same)), Path::new(same));
        }
    }
}
