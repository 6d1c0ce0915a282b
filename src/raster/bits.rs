//! Packed rows by words of 64 pixels: where ink begins and ends, and how much of it there is.

use super::Bitmap;

/// The words of a packed row, the first pixel highest; the last one is filled up with white.
pub(crate) fn words(row: &[u8]) -> impl Iterator<Item = u64> {
    let (whole, rest) = row.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let last = (!rest.is_empty()).then_some(last);
    whole.iter().copied().chain(last).map(u64::from_be_bytes)
}

/// Pixels of ink in whole bytes of a packed row.
fn count(bytes: &[u8]) -> u64 {
    // most of a page is paper
    words(bytes).filter(|word| *word != 0).map(|word| u64::from(word.count_ones())).sum()
}

impl Bitmap {
    /// Number of ink pixels.
    pub fn ink(&self) -> u64 {
        count(&self.data)
    }

    /// Number of ink pixels of row `y` from column `from` up to, not with, column `to`, which is at most the width.
    pub(crate) fn ink_between(&self, y: usize, from: usize, to: usize) -> u64 {
        if from >= to {
            return 0;
        }
        let row = self.row(y);
        let (first, last) = (from / 8, (to - 1) / 8);
        let head = 0xFFu8 >> (from % 8);
        let tail = 0xFFu8 << (7 - (to - 1) % 8);
        if first == last {
            return u64::from((row[first] & head & tail).count_ones());
        }
        let ends = (row[first] & head).count_ones() + (row[last] & tail).count_ones();
        count(&row[first + 1..last]) + u64::from(ends)
    }

    /// Columns where row `y` changes colour, white first, each below the width; in place of what was in `out`.
    pub(crate) fn changes(&self, y: usize, out: &mut Vec<usize>) {
        out.clear();
        let mut last = 0;
        for (at, word) in words(self.row(y)).enumerate() {
            // A set bit is a pixel that differs from the one to its left.
            let mut edges = word ^ (word >> 1 | last << 63);
            last = word & 1;
            while edges != 0 {
                let lead = edges.leading_zeros();
                edges &= !(1 << (63 - lead));
                out.push(at * 64 + lead as usize);
            }
        }
        // Where ink reaches the end, the padding behind it looks like a change.
        if out.last().is_some_and(|last| *last >= self.width) {
            out.pop();
        }
    }

    /// Runs of ink of a row whose `changes` are given: first column, and the one after the last.
    pub(crate) fn runs<'a>(&self, changes: &'a [usize]) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let width = self.width;
        changes.chunks(2).map(move |ends| match ends {
            [from, to] => (*from, *to),
            _ => (ends[0], width),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(bytes: &[u8], width: usize) -> Bitmap {
        Bitmap::from_data(width, 1, bytes.to_vec()).unwrap()
    }

    fn changes_of(bytes: &[u8], width: usize) -> Vec<usize> {
        let mut out = vec![7];
        row(bytes, width).changes(0, &mut out);
        out
    }

    #[test]
    fn changes_are_found_across_words_and_not_in_the_padding() {
        assert!(changes_of(&[0; 20], 157).is_empty());
        assert_eq!(changes_of(&[0xFF; 20], 160), [0]);
        assert_eq!(changes_of(&[0x3C, 0x01, 0x80], 24), [2, 6, 15, 17]);
        assert_eq!(changes_of(&[0, 0, 0xF8], 21), [16]);
        let mut bytes = [0; 17];
        bytes[7] = 1;
        bytes[8] = 0x80;
        bytes[16] = 0xE0;
        assert_eq!(changes_of(&bytes, 131), [63, 65, 128]);
        let bits = row(&bytes, 131);
        assert_eq!(bits.runs(&[63, 65, 128]).collect::<Vec<_>>(), [(63, 65), (128, 131)]);
    }

    #[test]
    fn ink_is_counted_between_any_two_pixels() {
        let mut bits = Bitmap::new(150, 2);
        (0..150).filter(|x| x % 3 == 0).for_each(|x| bits.set(x, 1, true));
        for from in 0..150 {
            for to in from..=150 {
                let want = (from..to).filter(|x| x % 3 == 0).count() as u64;
                assert_eq!(bits.ink_between(1, from, to), want, "{from} {to}");
            }
        }
        assert_eq!((bits.ink_between(0, 0, 150), bits.ink()), (0, 50));
    }
}
