//! Rows of a bitmap to CCITT Group 4 (ITU-T T.6), from where each row changes colour.
//!
//! In: packed rows, 1 = ink. Out: the stream with its end-of-block code, padded to whole bytes. A row is first
//! reduced to the few columns where its colour changes, 64 pixels a step, so that the time goes with the ink and
//! not with the pixels.

use super::runs::codes;
use crate::raster::Bitmap;

/// Codes the whole bitmap.
pub(super) fn encode(bitmap: &Bitmap) -> Vec<u8> {
    let mut bits = Bits { out: Vec::with_capacity(bitmap.data().len() / 16), held: 0, count: 0 };
    let (mut above, mut row) = (Vec::new(), Vec::new());
    for y in 0..bitmap.height() {
        bitmap.changes(y, &mut row);
        code_row(&mut bits, &above, &row, bitmap.width());
        std::mem::swap(&mut above, &mut row);
    }
    bits.put(1, 12);
    bits.put(1, 12);
    bits.finish()
}

/// Codes a row by its changes and those of the row above (T.6, 2.2). The names are the standard's: `a1`, `a2` are
/// the next changes of this row, `b1`, `b2` those of the row above, `a0` where coding stands.
fn code_row(bits: &mut Bits, above: &[usize], row: &[usize], width: usize) {
    let change = |list: &[usize], i: usize| list.get(i).copied().unwrap_or(width);
    // `least` is the first column that may be b1: the one after a0, which starts left of the row.
    let (mut least, mut ink) = (0, false);
    let (mut a, mut b) = (0, 0);
    while least <= width {
        while change(above, b) < least {
            b += 2;
        }
        let (a0, a1) = (least.saturating_sub(1), change(row, a));
        let (b1, b2) = (change(above, b), change(above, b + 1));
        if b2 < a1 {
            bits.put(0b0001, 4);
            least = b2 + 1;
        } else if let Some((code, count)) = vertical(a1, b1) {
            bits.put(code, count);
            least = a1 + 1;
            a += 1;
            ink = !ink;
            // b1 now is a change to the other colour: at the earliest the one before.
            b = if b == 0 { 1 } else { b - 1 };
        } else {
            let a2 = change(row, a + 1);
            bits.put(0b001, 3);
            codes(a1 - a0, ink).for_each(|(code, count)| bits.put(code, count));
            codes(a2 - a1, !ink).for_each(|(code, count)| bits.put(code, count));
            least = a2 + 1;
            a += 2;
        }
    }
}

/// The code word of a change at most three columns from the one above.
fn vertical(a1: usize, b1: usize) -> Option<(u16, u8)> {
    match (a1.abs_diff(b1), a1 > b1) {
        (0, _) => Some((0b1, 1)),
        (1, true) => Some((0b011, 3)),
        (1, false) => Some((0b010, 3)),
        (2, true) => Some((0b00_0011, 6)),
        (2, false) => Some((0b00_0010, 6)),
        (3, true) => Some((0b000_0011, 7)),
        (3, false) => Some((0b000_0010, 7)),
        _ => None,
    }
}

/// Code words to bytes, the first bit highest.
struct Bits {
    out: Vec<u8>,
    /// The last `count` bits, not yet in `out`; fewer than 32.
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, code: u16, count: u8) {
        self.held = self.held << count | u64::from(code);
        self.count += u32::from(count);
        if self.count >= 32 {
            self.count -= 32;
            self.out.extend_from_slice(&((self.held >> self.count) as u32).to_be_bytes());
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let left = (self.held << (32 - self.count)) as u32;
        self.out.extend_from_slice(&left.to_be_bytes()[..self.count.div_ceil(8) as usize]);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked bits of T.6: all white is one V0 a row, all black H + runs, then V0 below.
    #[test]
    fn known_rows_give_the_words_of_the_standard() {
        let white = encode(&Bitmap::new(8, 4));
        assert_eq!(white, [0b1111_0000, 0b0000_0001, 0b0000_0000, 0b0001_0000]);
        let black = encode(&Bitmap::from_data(8, 1, vec![0xFF]).unwrap());
        // H 001, white 0 00110101, black 8 000101, then EOFB
        assert_eq!(black, [0b0010_0110, 0b1010_0010, 0b1000_0000, 0b0000_1000, 0b0000_0000, 0b1000_0000]);
    }
}
