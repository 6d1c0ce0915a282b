//! The sample documents, compiled in so that the demo runs from anywhere. All persons in them are invented.

/// A file of `examples/data`.
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) bytes: &'static [u8],
}

macro_rules! files {
    ($($name:literal)*) => {
        &[$(File { name: $name, bytes: include_bytes!(concat!("../../../../../examples/data/", $name)) },)*]
    };
}

pub(super) const FILES: &[File] = files! {
    "ordonnance-scan-gris.jpg" "dsi-scan-incline.jpg" "ordonnance-photo.jpg" "recto-verso-1.jpg"
    "recto-verso-2.jpg" "ordonnance-logiciel.pdf" "feuille-de-soins.jpg" "page-blanche.jpg"
    "ordonnance-tronquee.jpg"
};

/// What each piece is, and what is expected of it.
pub(super) const EXPECTED: &str = include_str!("../../../../../examples/data/expected.json");
