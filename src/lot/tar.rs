//! The container of a lot: a POSIX ustar archive (IEEE 1003.1-1988) whose bytes depend on its content alone.
//!
//! Owner, group, mode and time are fixed, so the same lot gives the same bytes. SCOR's own container is not
//! public; every tool reads this one.

use crate::error::{Error, Kind, Result};

/// Bytes of a header, and what everything is padded to.
pub(super) const BLOCK: usize = 512;

/// Archives the files in order. Error: `lot.file_name` for a name that is empty, longer than 100 bytes, leads out
/// of the archive, is not plain ASCII, or stands twice.
pub(super) fn archive(files: &[(String, &[u8])]) -> Result<Vec<u8>> {
    let size: usize = files.iter().map(|(_, data)| BLOCK + data.len().next_multiple_of(BLOCK)).sum();
    let mut out = Vec::with_capacity(size + 2 * BLOCK);
    for (at, (name, data)) in files.iter().enumerate() {
        if !fine(name) || files.iter().take(at).any(|(other, _)| other == name) {
            return Err(Error::new(Kind::LotFileName));
        }
        out.extend_from_slice(&header(name, data.len()));
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(BLOCK), 0);
    }
    out.resize(out.len() + 2 * BLOCK, 0);
    Ok(out)
}

/// May a file have that name?
pub(super) fn fine(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    plain && name.len() <= 100 && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Fields stand at fixed places; numbers are octal text.
fn header(name: &str, size: usize) -> [u8; BLOCK] {
    let mut block = [0u8; BLOCK];
    let mut put = |at: usize, text: &str| {
        for (slot, byte) in block.iter_mut().skip(at).zip(text.bytes()) {
            *slot = byte;
        }
    };
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{size:011o}"));
    put(136, "00000000000");
    put(148, "        "); // the checksum counts its own field as blanks
    put(156, "0");
    put(257, "ustar");
    put(263, "00");
    let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
    for (slot, byte) in block.iter_mut().skip(148).zip(format!("{sum:06o}\0 ").bytes()) {
        *slot = byte;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_or_stand_twice_are_refused() {
        for name in ["", "/x", "../x", "a//b", "a/./b", "é", "a b", &"x".repeat(101)] {
            assert!(archive(&[(name.to_owned(), b"x".as_slice())]).is_err(), "{name}");
        }
        let twice = [("a".to_owned(), b"1".as_slice()), ("a".to_owned(), b"2".as_slice())];
        assert_eq!(archive(&twice).unwrap_err().kind(), Kind::LotFileName);
    }

    #[test]
    fn a_foreign_tar_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let long = vec![7u8; 1500];
        let files =
            [("manifest.json".to_owned(), b"{}".as_slice()), ("D-1/p.pdf".to_owned(), long.as_slice())];
        std::fs::write(folder.path().join("lot.tar"), archive(&files).unwrap()).unwrap();
        let ran =
            std::process::Command::new("tar").args(["-xf", "lot.tar"]).current_dir(folder.path()).output();
        let ran = ran.unwrap();
        assert!(ran.status.success() && ran.stderr.is_empty());
        assert_eq!(std::fs::read(folder.path().join("D-1/p.pdf")).unwrap(), long);
        assert_eq!(std::fs::read(folder.path().join("manifest.json")).unwrap(), b"{}");
    }
}
