//! One bitmap to a CCITT Group 4 stream (ITU-T T.6), checked by decoding it again.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode, decode};

use super::g4;
use crate::error::{Error, Kind, Result};
use crate::raster::Bitmap;

/// How the bits of a page are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// CCITT Group 4, `CCITTFaxDecode` with K = -1: every PDF reader since PDF 1.0 knows it.
    G4,
}

/// A coded sheet, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedPage {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pixels per inch, both ways.
    pub dpi: u32,
    /// Compression of `data`.
    pub codec: Codec,
    /// The stream.
    pub data: Vec<u8>,
}

/// Longest side in pixels, 2.7 m of paper at 300 dpi: readers that keep sides in signed 16 bits still draw it.
const MAX_SIDE: u32 = 32_767;

/// Codes a bitmap and proves that an independent decoder gets the same pixels back.
///
/// Errors: `pdf.empty_page` for a bitmap without pixels or without resolution, `arg.value` for a side
/// over 32 767 pixels, `pdf.verify` when the proof
/// fails; a page is never delivered unproved.
pub fn encode(bitmap: &Bitmap, dpi: u32) -> Result<EncodedPage> {
    let width = u32::try_from(bitmap.width()).unwrap_or(0);
    let height = u32::try_from(bitmap.height()).unwrap_or(0);
    if width == 0 || height == 0 || dpi == 0 {
        return Err(Error::new(Kind::PdfEmptyPage));
    }
    if width.max(height) > MAX_SIDE {
        return Err(Error::new(Kind::BadValue).with("name", "bitmap"));
    }
    let data = g4::encode(bitmap);
    verify(&data, bitmap, width, height)?;
    Ok(EncodedPage { width, height, dpi, codec: Codec::G4, data })
}

fn verify(data: &[u8], bitmap: &Bitmap, columns: u32, rows: u32) -> Result<()> {
    let settings = DecodeSettings {
        columns,
        rows,
        end_of_block: true,
        end_of_line: false,
        rows_are_byte_aligned: false,
        encoding: EncodingMode::Group4,
        strict: true,
    };
    let mut check = Check { bitmap, row: vec![0; bitmap.stride()], rows: 0, equal: true };
    let decoded = decode(data, &mut check, &mut DecoderContext::new(settings));
    match decoded.is_ok() && check.equal && check.rows == bitmap.height() {
        true => Ok(()),
        false => Err(Error::new(Kind::PdfVerify)),
    }
}

/// Paints decoded rows and compares them with the bitmap's as they come, so that no second bitmap is needed and
/// the proof shares no code with the encoder.
struct Check<'a> {
    bitmap: &'a Bitmap,
    row: Vec<u8>,
    rows: usize,
    equal: bool,
}

impl Decoder for Check<'_> {
    fn push_row(&mut self, changes: &[u32]) {
        if self.rows < self.bitmap.height() {
            self.row.fill(0);
            for run in changes.chunks(2) {
                let start = run[0] as usize;
                let end = run.get(1).map_or(self.bitmap.width(), |end| *end as usize);
                self.equal &= paint(&mut self.row, start, end.min(self.bitmap.width()));
            }
            self.equal &= self.row == self.bitmap.row(self.rows);
        }
        self.rows += 1;
    }
}

/// Blackens the columns `start..end` of a packed row; false when there are none.
fn paint(row: &mut [u8], start: usize, end: usize) -> bool {
    if start >= end {
        return false;
    }
    let (first, last) = (start / 8, (end - 1) / 8);
    let (head, tail) = (0xFF >> (start % 8), 0xFFu8 << (7 - (end - 1) % 8));
    if first == last {
        row[first] |= head & tail;
    } else {
        row[first] |= head;
        row[first + 1..last].fill(0xFF);
        row[last] |= tail;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(width: usize, height: usize) -> Bitmap {
        let mut state = 0x2545_F491u32;
        let data = (0..width.div_ceil(8) * height)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                (state >> 7) as u8
            })
            .collect();
        Bitmap::from_data(width, height, data).unwrap()
    }

    #[test]
    fn odd_sizes_survive_the_round_trip() {
        for (w, h) in [(1, 1), (7, 3), (8, 2), (9, 5), (2561, 4), (5200, 3)] {
            for bitmap in [
                Bitmap::new(w, h),
                noise(w, h),
                Bitmap::from_data(w, h, vec![0xFF; w.div_ceil(8) * h]).unwrap(),
            ] {
                let page = encode(&bitmap, 300).unwrap();
                assert_eq!((page.width as usize, page.height as usize), (w, h));
            }
        }
    }

    /// A run of every length in both colours, each row unlike the one above, so that all are coded as runs.
    #[test]
    fn every_run_length_survives_the_round_trip() {
        let width = 5_700;
        let mut bitmap = Bitmap::new(width, 2 * 2_700);
        for length in 0..2_700 {
            for (y, ink) in [(2 * length, false), (2 * length + 1, true)] {
                let lead = if length % 2 == 0 { 0 } else { 2_900 };
                (lead..lead + length).for_each(|x| bitmap.set(x, y, ink));
                (lead + length..lead + length + 5).for_each(|x| bitmap.set(x, y, !ink));
            }
        }
        assert!(encode(&bitmap, 300).unwrap().data.len() > 2 * 2_700 * 4);
    }

    #[test]
    fn a_damaged_stream_is_not_delivered() {
        let bitmap = noise(200, 50);
        let mut page = encode(&bitmap, 300).unwrap();
        let middle = page.data.len() / 2;
        page.data[middle] ^= 0x10;
        assert_eq!(verify(&page.data, &bitmap, 200, 50).unwrap_err().kind(), Kind::PdfVerify);
        assert!(verify(&page.data[..middle], &bitmap, 200, 50).is_err());
    }

    #[test]
    fn a_side_beyond_the_encoder_is_refused_and_the_longest_is_not() {
        assert!(encode(&noise(32_767, 2), 300).is_ok());
        for (w, h) in [(32_768, 1), (1, 32_768)] {
            assert_eq!(encode(&Bitmap::new(w, h), 300).unwrap_err().kind(), Kind::BadValue);
        }
    }

    #[test]
    fn nothing_is_no_page() {
        assert_eq!(encode(&Bitmap::new(0, 5), 300).unwrap_err().kind(), Kind::PdfEmptyPage);
        assert_eq!(encode(&Bitmap::new(5, 5), 0).unwrap_err().kind(), Kind::PdfEmptyPage);
    }
}
