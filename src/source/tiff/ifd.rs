//! The directories of TIFF 6.0 and BigTIFF: tags and their values, in either byte order.
//!
//! Nothing here trusts the file: every offset is checked against its end, so no value can be longer than it.

/// The tags that are read.
pub(in crate::source) mod tag {
    pub(in crate::source) const NEW_SUBFILE_TYPE: u16 = 254;
    pub(in crate::source) const IMAGE_WIDTH: u16 = 256;
    pub(in crate::source) const IMAGE_LENGTH: u16 = 257;
    pub(in crate::source) const BITS_PER_SAMPLE: u16 = 258;
    pub(in crate::source) const COMPRESSION: u16 = 259;
    pub(in crate::source) const PHOTOMETRIC: u16 = 262;
    pub(in crate::source) const FILL_ORDER: u16 = 266;
    pub(in crate::source) const STRIP_OFFSETS: u16 = 273;
    pub(in crate::source) const ORIENTATION: u16 = 274;
    pub(in crate::source) const SAMPLES_PER_PIXEL: u16 = 277;
    pub(in crate::source) const ROWS_PER_STRIP: u16 = 278;
    pub(in crate::source) const STRIP_BYTE_COUNTS: u16 = 279;
    pub(in crate::source) const MAX_SAMPLE_VALUE: u16 = 281;
    pub(in crate::source) const X_RESOLUTION: u16 = 282;
    pub(in crate::source) const Y_RESOLUTION: u16 = 283;
    pub(in crate::source) const PLANAR_CONFIG: u16 = 284;
    pub(in crate::source) const T4_OPTIONS: u16 = 292;
    pub(in crate::source) const RESOLUTION_UNIT: u16 = 296;
    pub(in crate::source) const PREDICTOR: u16 = 317;
    pub(in crate::source) const COLOR_MAP: u16 = 320;
    pub(in crate::source) const TILE_WIDTH: u16 = 322;
    pub(in crate::source) const TILE_LENGTH: u16 = 323;
    pub(in crate::source) const TILE_OFFSETS: u16 = 324;
    pub(in crate::source) const TILE_BYTE_COUNTS: u16 = 325;
    pub(in crate::source) const EXTRA_SAMPLES: u16 = 338;
    pub(in crate::source) const SAMPLE_FORMAT: u16 = 339;
    pub(in crate::source) const JPEG_TABLES: u16 = 347;
}

/// More entries than any writer makes in one directory.
const MAX_ENTRIES: u64 = 4096;
/// More values than the strips of the largest page allowed.
const MAX_VALUES: u64 = 1 << 21;

/// A file or block with its byte order.
#[derive(Clone, Copy)]
pub(in crate::source) struct Tiff<'a> {
    data: &'a [u8],
    pub(in crate::source) little_endian: bool,
    big: bool,
}

/// One directory.
pub(in crate::source) struct Ifd {
    entries: Vec<Entry>,
    /// Offset of the next directory, 0 for none.
    pub(in crate::source) next: u64,
}

struct Entry {
    tag: u16,
    kind: u16,
    count: u64,
    /// Where the values are, inline or elsewhere.
    at: u64,
}

impl<'a> Tiff<'a> {
    /// Reads the header; also gives the offset of the first directory.
    pub(in crate::source) fn open(data: &'a [u8]) -> Option<(Tiff<'a>, u64)> {
        let little_endian = match data.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let mut tiff = Tiff { data, little_endian, big: false };
        match tiff.number(2, 2)? {
            42 => Some((tiff, tiff.number(4, 4)?)),
            43 if tiff.number(4, 2)? == 8 => {
                tiff.big = true;
                Some((tiff, tiff.number(8, 8)?))
            }
            _ => None,
        }
    }

    /// Bytes of the file.
    pub(in crate::source) fn bytes(&self, at: u64, length: u64) -> Option<&'a [u8]> {
        let (at, end) = (usize::try_from(at).ok()?, usize::try_from(at.checked_add(length)?).ok()?);
        self.data.get(at..end)
    }

    fn number(&self, at: u64, size: u64) -> Option<u64> {
        let bytes = self.bytes(at, size)?.iter();
        let join = |v: u64, b: &u8| v << 8 | u64::from(*b);
        Some(if self.little_endian { bytes.rev().fold(0, join) } else { bytes.fold(0, join) })
    }

    /// Reads the directory at an offset.
    pub(in crate::source) fn ifd(&self, offset: u64) -> Option<Ifd> {
        let (count_size, entry_size, word) = if self.big { (8, 20, 8) } else { (2, 12, 4) };
        let count = self.number(offset, count_size)?;
        if count == 0 || count > MAX_ENTRIES {
            return None;
        }
        let first = offset.checked_add(count_size)?;
        let mut entries = Vec::new();
        for i in 0..count {
            let at = first.checked_add(i * entry_size)?;
            let kind = self.number(at + 2, 2)? as u16;
            let values = self.number(at + 4, word)?;
            let inline = at + 4 + word;
            let fits = values.checked_mul(size_of_kind(kind))? <= word;
            let at_values = if fits { inline } else { self.number(inline, word)? };
            entries.push(Entry { tag: self.number(at, 2)? as u16, kind, count: values, at: at_values });
        }
        Some(Ifd { entries, next: self.number(first.checked_add(count * entry_size)?, word)? })
    }

    /// All values of an integer tag.
    pub(in crate::source) fn uints(&self, ifd: &Ifd, tag: u16) -> Option<Vec<u64>> {
        let entry = ifd.entry(tag)?;
        let size = size_of_kind(entry.kind);
        if !matches!(entry.kind, 1 | 3 | 4 | 13 | 16 | 18) || entry.count > MAX_VALUES {
            return None;
        }
        self.bytes(entry.at, entry.count.checked_mul(size)?)?;
        (0..entry.count).map(|i| self.number(entry.at + i * size, size)).collect()
    }

    /// The first value of an integer tag.
    pub(in crate::source) fn uint(&self, ifd: &Ifd, tag: u16) -> Option<u64> {
        let entry = ifd.entry(tag).filter(|e| matches!(e.kind, 1 | 3 | 4 | 13 | 16 | 18) && e.count > 0)?;
        self.number(entry.at, size_of_kind(entry.kind))
    }

    /// The first value of a rational tag.
    pub(in crate::source) fn rational(&self, ifd: &Ifd, tag: u16) -> Option<f64> {
        let entry = ifd.entry(tag).filter(|e| e.kind == 5 && e.count > 0)?;
        let (over, under) = (self.number(entry.at, 4)?, self.number(entry.at + 4, 4)?);
        (under != 0).then(|| over as f64 / under as f64)
    }

    /// The bytes of an untyped tag.
    pub(in crate::source) fn blob(&self, ifd: &Ifd, tag: u16) -> Option<&'a [u8]> {
        let entry = ifd.entry(tag)?;
        self.bytes(entry.at, entry.count.checked_mul(size_of_kind(entry.kind))?)
    }
}

impl Ifd {
    fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|e| e.tag == tag)
    }
}

/// Bytes of one value (TIFF 6.0, section 2; BigTIFF adds 16 to 18).
fn size_of_kind(kind: u16) -> u64 {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 | 17 | 18 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_byte_orders_and_offsets_beyond_the_end() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let (tiff, first) = Tiff::open(little).unwrap();
        assert_eq!(tiff.uint(&tiff.ifd(first).unwrap(), tag::ORIENTATION), Some(6));
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let (tiff, first) = Tiff::open(big).unwrap();
        assert_eq!(tiff.uint(&tiff.ifd(first).unwrap(), tag::ORIENTATION), Some(6));
        for cut in 8..big.len() {
            let (tiff, first) = Tiff::open(&big[..cut]).unwrap();
            assert!(tiff.ifd(first).is_none(), "cut at {cut}");
        }
        assert!(tiff.ifd(u64::MAX).is_none());
    }
}
