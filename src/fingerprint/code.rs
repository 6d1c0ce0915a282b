//! Grid to bytes and back: an adaptive binary range coder (G. N. N. Martin, 1979, in the carry-less form of LZMA), whose
//! contexts are the neighbours already coded. A page of text takes three to five kilobytes.

use super::grid::{Grid, TOP};

/// Bits of a probability, and how fast it follows.
const BITS: u32 = 11;
const RATE: u32 = 4;
/// Sums of five neighbours of up to [`TOP`], times the two decisions a level takes at most beyond the first.
const CONTEXTS: usize = 16 * 3;

struct Model {
    odds: [u16; CONTEXTS],
}

impl Model {
    fn new() -> Model {
        Model { odds: [1 << (BITS - 1); CONTEXTS] }
    }

    fn learn(&mut self, context: usize, bit: bool) {
        let p = &mut self.odds[context];
        match bit {
            false => *p += ((1 << BITS) - *p) >> RATE,
            true => *p -= *p >> RATE,
        }
    }
}

/// What the neighbours say: left two, above three.
fn context(cells: &[u8], columns: usize, at: usize) -> usize {
    let x = at % columns;
    let get = |ok: bool, back: usize| if ok && at >= back { usize::from(cells[at - back]) } else { 0 };
    get(x > 0, 1)
        + get(x > 1, 2)
        + get(true, columns)
        + get(x > 0, columns + 1)
        + get(x + 1 < columns, columns - 1)
}

struct Encoder {
    low: u64,
    range: u32,
    cache: u8,
    pending: u64,
    out: Vec<u8>,
}

impl Encoder {
    fn bit(&mut self, odds: u16, bit: bool) {
        let bound = (self.range >> BITS) * u32::from(odds);
        match bit {
            false => self.range = bound,
            true => {
                self.low += u64::from(bound);
                self.range -= bound;
            }
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        if self.low < 0xFF00_0000 || self.low > 0xFFFF_FFFF {
            let carry = (self.low >> 32) as u8;
            // The first byte is always 0 and is left out by the caller.
            self.out.push(self.cache.wrapping_add(carry));
            (0..self.pending).for_each(|_| self.out.push(0xFFu8.wrapping_add(carry)));
            self.pending = 0;
            self.cache = (self.low >> 24) as u8;
        } else {
            self.pending += 1;
        }
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }
}

/// Sides, then cells.
pub(super) fn encode(grid: &Grid) -> Vec<u8> {
    let mut model = Model::new();
    let mut coder = Encoder { low: 0, range: u32::MAX, cache: 0, pending: 0, out: Vec::new() };
    for (at, cell) in grid.cells.iter().enumerate() {
        let base = context(&grid.cells, grid.columns, at) * 3;
        // How many decisions say "more": 0, 10, 110, 111.
        for step in 0..usize::from(TOP) {
            let more = usize::from(*cell) > step;
            coder.bit(model.odds[base + step], more);
            model.learn(base + step, more);
            if !more {
                break;
            }
        }
    }
    (0..5).for_each(|_| coder.shift());
    // Zeros at the end are what a decoder finds there anyhow.
    let end = coder.out.iter().rposition(|b| *b != 0).map_or(1, |at| at + 1);
    let mut out: Vec<u8> = [grid.columns, grid.rows].iter().flat_map(|n| (*n as u16).to_be_bytes()).collect();
    out.extend_from_slice(coder.out.get(1..end).unwrap_or_default());
    out
}

/// `None` for anything that [`encode`] does not make: sides of nothing or too long, bytes too many.
pub(super) fn decode(bytes: &[u8]) -> Option<Grid> {
    let side = |at: usize| Some(usize::from(*bytes.get(at)?) << 8 | usize::from(*bytes.get(at + 1)?));
    let (columns, rows) = (side(0)?, side(2)?);
    if !(1..=super::grid::ALONG).contains(&columns) || !(1..=super::grid::ALONG).contains(&rows) {
        return None;
    }
    let mut rest = bytes.get(4..)?.iter().copied();
    let mut model = Model::new();
    let (mut range, mut code) = (u32::MAX, 0u32);
    (0..4).for_each(|_| code = code << 8 | u32::from(rest.next().unwrap_or(0)));
    let mut cells = vec![0u8; columns * rows];
    for at in 0..cells.len() {
        let base = context(&cells, columns, at) * 3;
        for step in 0..usize::from(TOP) {
            let odds = model.odds[base + step];
            let bound = (range >> BITS) * u32::from(odds);
            let more = code >= bound;
            match more {
                false => range = bound,
                true => {
                    code -= bound;
                    range -= bound;
                }
            }
            while range < 1 << 24 {
                range <<= 8;
                code = code << 8 | u32::from(rest.next().unwrap_or(0));
            }
            model.learn(base + step, more);
            if !more {
                break;
            }
            cells[at] += 1;
        }
    }
    let grid = Grid { columns, rows, cells };
    // One grid, one text: what is not written as we write it was damaged on its way.
    (encode(&grid) == bytes).then_some(grid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(columns: usize, rows: usize, mut state: u32, sparse: u32) -> Grid {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        let cells =
            (0..columns * rows).map(|_| if next() % sparse == 0 { (next() % 4) as u8 } else { 0 }).collect();
        Grid { columns, rows, cells }
    }

    #[test]
    fn every_grid_comes_back() {
        for (n, (columns, rows)) in
            [(1, 1), (140, 149), (594, 420), (1, 594), (594, 1), (7, 3)].into_iter().enumerate()
        {
            for sparse in [1, 2, 5, 50, 5000] {
                for seed in 0..5 {
                    let grid = noise(columns, rows, seed * 77 + n as u32, sparse);
                    let bytes = encode(&grid);
                    assert!(
                        decode(&bytes).is_some_and(|back| back == grid),
                        "{columns} {rows} {sparse} {seed}"
                    );
                }
            }
        }
    }

    #[test]
    fn damage_is_noticed_or_gives_another_grid_and_never_a_panic() {
        let bytes = encode(&noise(50, 60, 3, 5));
        assert!(decode(&[]).is_none() && decode(&[1, 24]).is_none() && decode(&[0, 0, 0, 5, 1]).is_none());
        assert!(decode(&[2, 83, 0, 5]).is_none());
        let longer = [bytes.as_slice(), &[7; 300]].concat();
        assert!(decode(&longer).is_none());
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x55;
            decode(&bad);
        }
    }
}
