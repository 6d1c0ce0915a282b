//! One bitmap to a CCITT Group 4 (ITU-T T.6) or JBIG2 (ITU-T T.88) stream, checked by decoding it again.

use super::{g4, jbig2, proof};
use crate::error::{Error, Kind, Result};
use crate::raster::Bitmap;

/// How the bits of a page are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// CCITT Group 4, `CCITTFaxDecode` with K = -1: every PDF reader since PDF 1.0 knows it.
    G4,
    /// JBIG2, `JBIG2Decode`, one lossless generic region: smaller, known to readers since PDF 1.4.
    Jbig2,
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

impl Codec {
    /// The word of profiles, reports and the command line: `g4` or `jbig2`.
    pub const fn name(self) -> &'static str {
        match self {
            Codec::G4 => "g4",
            Codec::Jbig2 => "jbig2",
        }
    }
}

/// Codes a bitmap and proves that an independent decoder gets the same pixels back.
///
/// Errors: `pdf.empty_page` for a bitmap without pixels or without resolution, `arg.value` for a side
/// over 32 767 pixels, `pdf.verify` when the proof
/// fails; a page is never delivered unproved.
pub fn encode(bitmap: &Bitmap, dpi: u32, codec: Codec) -> Result<EncodedPage> {
    let width = u32::try_from(bitmap.width()).unwrap_or(0);
    let height = u32::try_from(bitmap.height()).unwrap_or(0);
    if width == 0 || height == 0 || dpi == 0 {
        return Err(Error::new(Kind::PdfEmptyPage));
    }
    if width.max(height) > MAX_SIDE {
        return Err(Error::new(Kind::BadValue).with("name", "bitmap"));
    }
    let data = match codec {
        Codec::G4 => g4::encode(bitmap),
        Codec::Jbig2 => jbig2::encode(bitmap),
    };
    let page = EncodedPage { width, height, dpi, codec, data };
    proof::verify(&page, bitmap)?;
    Ok(page)
}

/// The same pixels in another codec. Errors: those of [`encode`].
pub fn recode(page: &EncodedPage, codec: Codec) -> Result<EncodedPage> {
    match page.codec == codec {
        true => Ok(page.clone()),
        false => encode(&proof::bitmap(page)?, page.dpi, codec),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CODECS: [Codec; 2] = [Codec::G4, Codec::Jbig2];

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
                for codec in CODECS {
                    let page = encode(&bitmap, 300, codec).unwrap();
                    assert_eq!((page.width as usize, page.height as usize), (w, h));
                }
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
        assert!(encode(&bitmap, 300, Codec::G4).unwrap().data.len() > 2 * 2_700 * 4);
        encode(&bitmap, 300, Codec::Jbig2).unwrap();
    }

    #[test]
    fn a_damaged_stream_is_not_delivered() {
        let bitmap = noise(200, 50);
        for codec in CODECS {
            let mut page = encode(&bitmap, 300, codec).unwrap();
            let middle = page.data.len() / 2;
            page.data[middle] ^= 0x10;
            assert_eq!(proof::verify(&page, &bitmap).unwrap_err().kind(), Kind::PdfVerify);
            page.data[middle] ^= 0x10;
            assert!(proof::verify(&page, &bitmap).is_ok());
            page.data.truncate(middle);
            assert!(proof::verify(&page, &bitmap).is_err());
        }
    }

    #[test]
    fn a_side_beyond_the_encoder_is_refused_and_the_longest_is_not() {
        for codec in CODECS {
            assert!(encode(&noise(32_767, 2), 300, codec).is_ok());
        }
        for (w, h) in [(32_768, 1), (1, 32_768)] {
            assert_eq!(encode(&Bitmap::new(w, h), 300, Codec::G4).unwrap_err().kind(), Kind::BadValue);
        }
    }

    #[test]
    fn nothing_is_no_page() {
        assert_eq!(encode(&Bitmap::new(0, 5), 300, Codec::G4).unwrap_err().kind(), Kind::PdfEmptyPage);
        assert_eq!(encode(&Bitmap::new(5, 5), 0, Codec::Jbig2).unwrap_err().kind(), Kind::PdfEmptyPage);
    }

    #[test]
    fn a_page_of_text_is_smaller_in_jbig2_and_the_same_after_recoding() {
        let mut bitmap = Bitmap::new(1654, 1000);
        for (line, row) in (60..940).step_by(40).enumerate() {
            for x in (100..1500).filter(|x| (x / 9 + line) % 4 != 0 && (x * 7 + line * 5) % 11 < 6) {
                (row..row + 12 + x % 7).for_each(|y| bitmap.set(x, y, true));
            }
        }
        let g4 = encode(&bitmap, 200, Codec::G4).unwrap();
        let jbig2 = recode(&g4, Codec::Jbig2).unwrap();
        assert_eq!(jbig2, encode(&bitmap, 200, Codec::Jbig2).unwrap());
        assert!(jbig2.data.len() < g4.data.len(), "{} {}", jbig2.data.len(), g4.data.len());
        assert_eq!(recode(&jbig2, Codec::G4).unwrap(), g4);
    }

    proptest! {
        /// `encode` proves what it makes: any bitmap whatever must pass, in rows that repeat and rows that do not.
        #[test]
        fn any_bitmap_survives_both_codecs(
            width in 1usize..200, height in 1usize..60, bytes in prop::collection::vec(any::<u8>(), 1..64),
            thin in any::<u8>(), repeat in 1usize..9,
        ) {
            let stride = width.div_ceil(8);
            let data = (0..stride * height)
                .map(|i| bytes[(i % stride + i / stride / repeat * 7) % bytes.len()] & thin)
                .collect();
            let bitmap = Bitmap::from_data(width, height, data).unwrap();
            for codec in CODECS {
                prop_assert!(encode(&bitmap, 300, codec).is_ok());
            }
        }
    }
}
