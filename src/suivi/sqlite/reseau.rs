//! Does a path lie on a network share? WAL needs memory that all processes share, which a share cannot give; SQLite
//! would not notice, and two machines would destroy the journal.

use std::path::Path;

/// File systems of Linux that live on another machine.
const PARTAGES: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "ceph"];

/// True when the path is known to be on a share. A mapped drive letter of Windows cannot be told without the system's
/// help: the documents tell the vendor.
pub(super) fn partage(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let unc = text.starts_with(r"\\") && !text.starts_with(r"\\?\") && !text.starts_with(r"\\.\");
    if unc || text.starts_with(r"\\?\UNC\") {
        return true;
    }
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let Some(folder) = folder else { return false };
    std::fs::read_to_string("/proc/self/mounts").is_ok_and(|mounts| monte(&mounts, &folder))
}

/// Is the deepest mount above `folder` a share?
fn monte(mounts: &str, folder: &Path) -> bool {
    let points = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        Some((fields.next()?.replace("\\040", " "), fields.next()?))
    });
    let above = points.filter(|(point, _)| folder.starts_with(point));
    // Of two mounts on one point the later one is seen.
    let deepest = above.max_by_key(|(point, _)| point.len());
    deepest.is_some_and(|(_, kind)| PARTAGES.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_from_disks() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nsrv:/x /mnt/the\\040share nfs4 rw 0 0\n/dev/sdb1 /mnt/the\\040share/usb vfat rw 0 0\n";
        for (folder, share) in
            [("/home/a", false), ("/mnt/the share/b", true), ("/mnt/the share/usb/c", false), ("/mnt", false)]
        {
            assert_eq!(monte(mounts, Path::new(folder)), share, "{folder}");
        }
        assert!(partage(Path::new(r"\\server\share\suivi.scor")));
        assert!(!partage(&std::env::temp_dir().join("suivi.scor")));
    }
}
