//! One strip or tile: coded bytes in, packed rows out. Short data is damage, surplus is ignored.

use std::io::Read;

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};
use weezl::BitOrder;

use crate::error::Result;

use super::super::format::Format;
use super::super::{damaged, unsupported};

/// How strips are coded (the Compression tag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    /// Modified Huffman rows without line ends, on byte boundaries (compression 2).
    HuffmanRows,
    /// ITU-T T.4, one- or two-dimensional.
    Group3 {
        two_dimensional: bool,
    },
    /// ITU-T T.6.
    Group4,
    Lzw,
    Jpeg,
    Deflate,
    PackBits,
}

impl Coding {
    pub(super) fn of(compression: u64, t4_options: u64) -> Result<Coding> {
        let no = |feature: &'static str| Err(unsupported(Format::Tiff, feature));
        match compression {
            1 => Ok(Coding::Plain),
            2 => Ok(Coding::HuffmanRows),
            3 if t4_options & 2 != 0 => no("uncompressed mode of T.4"),
            3 => Ok(Coding::Group3 { two_dimensional: t4_options & 1 != 0 }),
            4 => Ok(Coding::Group4),
            5 => Ok(Coding::Lzw),
            6 => no("old-style JPEG"),
            7 => Ok(Coding::Jpeg),
            8 | 32946 => Ok(Coding::Deflate),
            32773 => Ok(Coding::PackBits),
            other => Err(unsupported(Format::Tiff, format!("compression {other}"))),
        }
    }

    pub(super) fn is_fax(self) -> bool {
        matches!(self, Coding::HuffmanRows | Coding::Group3 { .. } | Coding::Group4)
    }

    /// Decodes to exactly `rows * row_bytes` bytes. `columns` is the width that fax rows are coded with.
    pub(super) fn decode(
        self,
        data: &[u8],
        rows: usize,
        row_bytes: usize,
        columns: usize,
    ) -> Result<Vec<u8>> {
        let expected = rows.checked_mul(row_bytes).ok_or_else(|| damaged(Format::Tiff))?;
        let out = match self {
            Coding::Plain => data.get(..expected).map(<[u8]>::to_vec),
            Coding::Lzw => lzw(data, expected),
            Coding::Deflate => deflate(data, expected),
            Coding::PackBits => pack_bits(data, expected),
            Coding::HuffmanRows | Coding::Group3 { .. } | Coding::Group4 => {
                fax(self, data, rows, row_bytes, columns)
            }
            Coding::Jpeg => None,
        };
        out.filter(|o| o.len() == expected).ok_or_else(|| damaged(Format::Tiff))
    }
}

fn deflate(data: &[u8], expected: usize) -> Option<Vec<u8>> {
    let mut out = vec![0; expected];
    flate2::read::ZlibDecoder::new(data).read_exact(&mut out).ok()?;
    Some(out)
}

/// TIFF's LZW: codes from the most significant bit, one step early; files from before 1990 the other way.
fn lzw(data: &[u8], expected: usize) -> Option<Vec<u8>> {
    let old_style = matches!(data, [0, 1, ..]);
    let mut decoder = if old_style {
        weezl::decode::Decoder::new(BitOrder::Lsb, 8)
    } else {
        weezl::decode::Decoder::with_tiff_size_switch(BitOrder::Msb, 8)
    };
    let mut out = vec![0; expected];
    let (mut read, mut written) = (0, 0);
    while written < expected {
        let step = decoder.decode_bytes(data.get(read..)?, out.get_mut(written..)?);
        read += step.consumed_in;
        written += step.consumed_out;
        if step.status.is_err() || (step.consumed_in == 0 && step.consumed_out == 0) {
            return None;
        }
    }
    Some(out)
}

fn pack_bits(data: &[u8], expected: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(expected);
    let mut rest = data;
    while out.len() < expected {
        let (&code, tail) = rest.split_first()?;
        match code as i8 {
            -128 => rest = tail,
            n @ 0.. => {
                let (run, tail) = tail.split_at_checked(n as usize + 1)?;
                out.extend_from_slice(run);
                rest = tail;
            }
            n => {
                let (&value, tail) = tail.split_first()?;
                out.resize(out.len() + usize::from(n.unsigned_abs()) + 1, value);
                rest = tail;
            }
        }
    }
    out.truncate(expected);
    Some(out)
}

/// Fax rows to packed bits, 1 where the code says black.
fn fax(coding: Coding, data: &[u8], rows: usize, row_bytes: usize, columns: usize) -> Option<Vec<u8>> {
    let encoding = match coding {
        Coding::Group4 => EncodingMode::Group4,
        Coding::Group3 { two_dimensional: true } => EncodingMode::Group3_2D,
        _ => EncodingMode::Group3_1D,
    };
    let settings = DecodeSettings {
        columns: u32::try_from(columns).ok()?,
        rows: u32::try_from(rows).ok()?,
        end_of_block: coding != Coding::HuffmanRows,
        end_of_line: matches!(coding, Coding::Group3 { .. }),
        rows_are_byte_aligned: coding == Coding::HuffmanRows,
        encoding,
        strict: false,
    };
    let mut sink = FaxRows { out: Vec::with_capacity(rows * row_bytes), row_bytes, columns };
    hayro_ccitt::decode(data, &mut sink, &mut DecoderContext::new(settings)).ok()?;
    Some(sink.out)
}

struct FaxRows {
    out: Vec<u8>,
    row_bytes: usize,
    columns: usize,
}

impl Decoder for FaxRows {
    fn push_row(&mut self, changes: &[u32]) {
        let start = self.out.len();
        self.out.resize(start + self.row_bytes, 0);
        let Some(row) = self.out.get_mut(start..) else { return };
        for span in changes.chunks(2) {
            let from = span.first().map_or(0, |v| *v as usize);
            let to = span.get(1).map_or(self.columns, |v| *v as usize);
            blacken(row, from, to);
        }
    }
}

/// Sets bits `from..to` of a row.
fn blacken(row: &mut [u8], from: usize, to: usize) {
    if from >= to {
        return;
    }
    let (first, last) = (from / 8, (to - 1) / 8);
    let (head, tail) = (0xFF >> (from % 8), 0xFFu8 << (7 - (to - 1) % 8));
    let Some(span) = row.get_mut(first..=last) else { return };
    match span {
        [only] => *only |= head & tail,
        [a, middle @ .., b] => {
            *a |= head;
            middle.fill(0xFF);
            *b |= tail;
        }
        [] => {}
    }
}

/// Undoes horizontal differencing (Predictor 2) of one row.
pub(super) fn undo_differences(
    row: &mut [u8],
    bits: u32,
    channels: usize,
    little_endian: bool,
) -> Result<()> {
    match bits {
        8 => {
            for i in channels..row.len() {
                let before = row.get(i - channels).copied().unwrap_or(0);
                if let Some(v) = row.get_mut(i) {
                    *v = v.wrapping_add(before);
                }
            }
        }
        16 => {
            let mut previous = vec![0u16; channels];
            for (i, pair) in row.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                let value = if little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
                let Some(sum) = previous.get_mut(i % channels) else { break };
                *sum = sum.wrapping_add(value);
                *pair = if little_endian { sum.to_le_bytes() } else { sum.to_be_bytes() };
            }
        }
        _ => return Err(unsupported(Format::Tiff, format!("predictor with {bits} bits"))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pack_bits_of_the_specification() {
        let coded =
            [0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA];
        let mut plain =
            vec![0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0x22];
        plain.extend([0xAA; 10]);
        assert_eq!(Coding::PackBits.decode(&coded, 1, 24, 192).unwrap(), plain);
        assert!(Coding::PackBits.decode(&coded[..12], 1, 24, 192).is_err());
    }

    #[test]
    fn spans_are_set_to_the_bit() {
        for from in 0..24 {
            for to in from..=24 {
                let mut row = [0u8; 3];
                blacken(&mut row, from, to);
                let set = (0..24).filter(|x| row[x / 8] & (0x80 >> (x % 8)) != 0);
                assert_eq!(set.collect::<Vec<_>>(), (from..to).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn differences_are_undone() {
        let mut row = [10, 20, 1, 255, 2, 0];
        undo_differences(&mut row, 8, 2, false).unwrap();
        assert_eq!(row, [10, 20, 11, 19, 13, 19]);
        let mut row = [1, 0, 255, 255];
        undo_differences(&mut row, 16, 1, true).unwrap();
        assert_eq!(row, [1, 0, 0, 0]);
    }
}
