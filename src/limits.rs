//! Every bound on outside input, in one place, sized for a 32-bit host with 2 GiB of address space.

use std::time::Duration;

/// Bounds that decoding and rendering keep. Each has an error key of its own, named beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Encoded bytes of one input (`source.too_many_bytes`). Default 128 MiB.
    pub input_bytes: usize,
    /// Pixels of one page (`source.too_many_pixels`). Default 60 million: a 50-Mpx phone passes.
    pub page_pixels: u64,
    /// Bytes that one page may decode to (`source.too_many_bytes`). Default 320 MiB.
    pub decoded_bytes: u64,
    /// Pages of one input (`source.too_many_pages`). Default 100.
    pub pages: usize,
    /// Nesting of a PDF's objects and forms (`source.nesting`). Default 64.
    pub nesting: usize,
    /// Time for decoding or rendering one page (`source.timeout`). Default 20 s.
    pub page_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            input_bytes: 128 << 20,
            page_pixels: 60_000_000,
            decoded_bytes: 320 << 20,
            pages: 100,
            nesting: 64,
            page_time: Duration::from_secs(20),
        }
    }
}
