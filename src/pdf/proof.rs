//! Coded pages back to pixels, by decoders that share no code with the encoders: the proof of every stream before
//! it is delivered, and the way from one codec to another.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode, decode};

use super::encode::{Codec, EncodedPage};
use crate::error::{Error, Kind, Result};
use crate::raster::Bitmap;

/// The bitmap that a coded page stands for; `pdf.verify` when the stream gives no such page.
pub(super) fn bitmap(page: &EncodedPage) -> Result<Bitmap> {
    let mut out = Rows::new(page.width, page.height);
    let read = match page.codec {
        Codec::G4 => group4(&page.data, page.width, page.height, &mut out),
        Codec::Jbig2 => jbig2(&page.data, page.width, page.height, &mut out),
    };
    match read && out.at == out.bitmap.height() && !out.wrong {
        true => Ok(out.bitmap),
        false => Err(Error::new(Kind::PdfVerify)),
    }
}

/// Proves that a coded page is `bitmap`, pixel by pixel; else `pdf.verify`.
pub(super) fn verify(page: &EncodedPage, bitmap: &Bitmap) -> Result<()> {
    match self::bitmap(page)? == *bitmap {
        true => Ok(()),
        false => Err(Error::new(Kind::PdfVerify)),
    }
}

fn group4(data: &[u8], columns: u32, rows: u32, out: &mut Rows) -> bool {
    let settings = DecodeSettings {
        columns,
        rows,
        end_of_block: true,
        end_of_line: false,
        rows_are_byte_aligned: false,
        encoding: EncodingMode::Group4,
        strict: true,
    };
    decode(data, out, &mut DecoderContext::new(settings)).is_ok()
}

fn jbig2(data: &[u8], width: u32, height: u32, out: &mut Rows) -> bool {
    let settings = hayro_jbig2::DecodeSettings { strict: true };
    hayro_jbig2::Page::new_embedded(data, None, &settings)
        .is_ok_and(|page| (page.width(), page.height()) == (width, height) && page.decode(out).is_ok())
}

/// Rows as the decoders hand them over.
struct Rows {
    bitmap: Bitmap,
    /// The row to come.
    at: usize,
    /// The column to come, for decoders that hand over pixels.
    x: usize,
    /// Something was outside the page or made no sense.
    wrong: bool,
}

impl Rows {
    fn new(width: u32, height: u32) -> Self {
        Rows { bitmap: Bitmap::new(width as usize, height as usize), at: 0, x: 0, wrong: false }
    }
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        if self.at < self.bitmap.height() {
            let width = self.bitmap.width();
            let row = self.bitmap.row_mut(self.at);
            for run in changes.chunks(2) {
                let end = run.get(1).map_or(width, |end| *end as usize);
                self.wrong |= !paint(row, run[0] as usize, end.min(width));
            }
        }
        self.at += 1;
    }
}

impl hayro_jbig2::Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.wrong |= self.x >= self.bitmap.width() || self.at >= self.bitmap.height();
        if black {
            self.bitmap.set(self.x, self.at, true);
        }
        self.x += 1;
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        let end = self.x + 8 * chunk_count as usize;
        self.wrong |= end > self.bitmap.width() || self.at >= self.bitmap.height();
        if black && !self.wrong {
            self.wrong |= !paint(self.bitmap.row_mut(self.at), self.x, end);
        }
        self.x = end;
    }

    fn next_line(&mut self) {
        self.wrong |= self.x != self.bitmap.width();
        self.x = 0;
        self.at += 1;
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
