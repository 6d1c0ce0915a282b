//! Enlarging a tile: cubic interpolation, along the rows of the source first and then down its columns.
//!
//! In one step each pixel would take 16 samples, in two it takes four and four. Between the passes the tile has the columns
//! of the output and the rows of the source: where a column of the output crosses a row of the source is linear in the
//! row, also on a tile that lies askew. Nothing is rounded to whole levels in between.

use super::warp::{BITS, PART, SIDE, TILE};

/// Rows of the source that a tile may take: 64 output pixels of at most 0.85 source pixels, askew by up to 45 degrees,
/// and the margins.
const TALL: usize = 128;

/// Room for what lies between the passes.
pub(super) struct Between {
    /// Columns of the output: samples of 16 bits in 1/64 of a level, and room for a read that begins at the last one.
    columns: Box<[[u8; 2 * TALL + 8]; TILE]>,
}

impl Default for Between {
    fn default() -> Self {
        Between { columns: Box::new([[0; 2 * TALL + 8]; TILE]) }
    }
}

/// Places along the columns of a tile, in 1/2^[`PART`] of a pixel.
struct Places {
    /// At the row looked at.
    at: [i32; TILE],
    /// How much further at the next one.
    step: [i32; TILE],
}

/// Where the columns of a tile cross the rows of the source, from its first one on; and how far down the source they are at the
/// rows of the output. `corners` of a tile of `size` output pixels (tl, tr, br, bl) in 1/2^[`BITS`] of a source pixel.
#[inline(always)]
fn places([tl, tr, br, bl]: [(i32, i32); 4], (w, h): (usize, usize)) -> (Places, Places) {
    let (w, h) = (w as i64, h as i64);
    let mut across = Places { at: [0; TILE], step: [0; TILE] };
    let mut down = Places { at: [0; TILE], step: [0; TILE] };
    // A coordinate at the first column, and how much more it is at each further one, with 16 bits more.
    let along = |a: i32, b: i32| {
        let step = ((i64::from(b) - i64::from(a)) << (PART - BITS + 16)) / w;
        ((i64::from(a) << (PART - BITS + 16)) + step / 2, step)
    };
    let (top_x, top_y) = (along(tl.0, tr.0), along(tl.1, tr.1));
    let (bottom_x, bottom_y) = (along(bl.0, br.0), along(bl.1, br.1));
    for x in 0..TILE {
        let at = |(first, step): (i64, i64)| (first + step * x as i64) >> 16;
        let (top, bottom) = ((at(top_x), at(top_y)), (at(bottom_x), at(bottom_y)));
        let tall = bottom.1 - top.1;
        // A column that does not go down crosses no row; whatever is read then is a sample of the buffer.
        let lean = ((bottom.0 - top.0) << PART).checked_div(tall).unwrap_or(0).clamp(-(1 << 24), 1 << 24);
        (across.at[x], across.step[x]) = ((top.0 - (top.1.wrapping_mul(lean) >> PART)) as i32, lean as i32);
        (down.at[x], down.step[x]) = ((top.1 + tall / (2 * h)) as i32, (tall / h) as i32);
    }
    (across, down)
}

impl Between {
    /// Interpolates a tile of `size` from the `tall` rows of `source`, [`SIDE`] apart, whose first pixel has one row above
    /// it and one column before it. `each(y, row)` takes the rows.
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        source: &[u8],
        tall: usize,
        corners: [(i32, i32); 4],
        size: (usize, usize),
        mut each: impl FnMut(usize, &[u8; TILE]),
    ) {
        let (mut across, mut down) = places(corners, size);
        let rows = source.get(SIDE..).unwrap_or_default();
        for y in 0..tall.min(TALL) {
            if let Some(row) = rows.get(y * SIDE..).and_then(|row| row.first_chunk()) {
                self.across(row, &mut across, y);
            }
        }
        for y in 0..size.1 {
            each(y, &self.down(&mut down));
        }
    }

    /// One row of the source at all columns, written down the columns.
    #[expect(
        clippy::needless_range_loop,
        reason = "zipped, these loops of single reads are not unrolled and keep their checks"
    )]
    #[inline(always)]
    fn across(&mut self, row: &[u8; SIDE + 4], places: &mut Places, y: usize) {
        // Plain indices below what the compiler knows of the arrays: no check is left in these loops.
        let mut near = [0u32; TILE];
        for x in 0..TILE {
            // One column stands before the first, so that this is the sample before the one that the position lies in.
            let first = (places.at[x] >> PART & 255) as usize;
            near[x] = u32::from_le_bytes([row[first], row[first + 1], row[first + 2], row[first + 3]]);
        }
        let mut sums = [0i16; TILE];
        for ((sum, near), at) in sums.iter_mut().zip(near).zip(&places.at) {
            let samples = [near & 255, near >> 8 & 255, near >> 16 & 255, near >> 24];
            *sum = (weigh(samples.map(|v| v as i32), *at).wrapping_add(1) >> 1) as i16;
        }
        let y = 2 * (y & (TALL - 1));
        for x in 0..TILE {
            let [low, high] = sums[x].to_le_bytes();
            (self.columns[x][y], self.columns[x][y + 1]) = (low, high);
        }
        places.step_on();
    }

    /// One row of the output.
    #[inline(always)]
    fn down(&self, places: &mut Places) -> [u8; TILE] {
        let (mut first, mut second) = ([0u32; TILE], [0u32; TILE]);
        for x in 0..TILE {
            let from = 2 * ((places.at[x] >> PART).wrapping_sub(1) as usize & (TALL - 1));
            let s = &self.columns[x];
            first[x] = u32::from_le_bytes([s[from], s[from + 1], s[from + 2], s[from + 3]]);
            second[x] = u32::from_le_bytes([s[from + 4], s[from + 5], s[from + 6], s[from + 7]]);
        }
        let mut row = [0; TILE];
        for (((out, first), second), at) in row.iter_mut().zip(first).zip(second).zip(&places.at) {
            let (a, b) = (first as i32, second as i32);
            let sum = weigh([a << 16 >> 16, a >> 16, b << 16 >> 16, b >> 16], *at);
            *out = (sum.wrapping_add(1 << 12) >> 13).clamp(0, 255) as u8;
        }
        places.step_on();
        row
    }
}

impl Places {
    #[inline(always)]
    fn step_on(&mut self) {
        for (at, step) in self.at.iter_mut().zip(&self.step) {
            *at = at.wrapping_add(*step);
        }
    }
}

/// Four samples by the weights of a position between the second and the third, in 1/128. Written out: a fold is not inlined.
#[inline(always)]
fn weigh(samples: [i32; 4], at: i32) -> i32 {
    let w = cubic(at >> (PART - 6) & 63);
    let left = w[0].wrapping_mul(samples[0]).wrapping_add(w[1].wrapping_mul(samples[1]));
    let right = w[2].wrapping_mul(samples[2]).wrapping_add(w[3].wrapping_mul(samples[3]));
    left.wrapping_add(right)
}

/// Weights of Catmull and Rom at `t` / 64 between two samples, in 1/128; they sum to 128.
#[inline(always)]
const fn cubic(t: i32) -> [i32; 4] {
    // With u = t / 64, in 1/2^18: (-u + 2u^2 - u^3) / 2 and so on, times 128.
    let square = t.wrapping_mul(t);
    let (a, b, c) = (t.wrapping_mul(4096), square.wrapping_mul(64), square.wrapping_mul(t));
    let w0 = round(b.wrapping_mul(2).wrapping_sub(a).wrapping_sub(c));
    let w2 = round(b.wrapping_mul(4).wrapping_add(a).wrapping_sub(c.wrapping_mul(3)));
    let w3 = round(c.wrapping_sub(b));
    [w0, 128i32.wrapping_sub(w0).wrapping_sub(w2).wrapping_sub(w3), w2, w3]
}

/// From 1/2^18 (half of the cube of 64) to 1/128.
#[inline(always)]
const fn round(v: i32) -> i32 {
    v.wrapping_add(1 << 11) >> 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cubic_weights_interpolate() {
        assert_eq!(cubic(0), [0, 128, 0, 0]);
        assert_eq!(cubic(32), [-8, 72, 72, -8]);
        for t in 1..64 {
            let (w, m) = (cubic(t), cubic(64 - t));
            assert!(w.iter().zip(m.iter().rev()).all(|(a, b)| (a - b).abs() <= 1), "{t}: {w:?} {m:?}");
        }
    }

    fn noise() -> Vec<u8> {
        (0..SIDE * (SIDE + 4)).map(|i| ((i as u32).wrapping_mul(2_654_435_761) >> 24) as u8).collect()
    }

    fn tile(source: &[u8], corners: [(i32, i32); 4]) -> Vec<[u8; TILE]> {
        let mut rows = Vec::new();
        Between::default().run(source, 90, corners, (TILE, TILE), |_, row| rows.push(*row));
        rows
    }

    /// On a tile that lies straight the two passes are the formula of 16 samples, but for the rounding.
    #[test]
    fn a_straight_tile_is_what_the_formula_says() {
        let source = noise();
        let q = |v: f64| (v * f64::from(1 << BITS)) as i32;
        let (left, top, right, bottom) = (q(7.3), q(5.1), q(7.3 + 64. * 0.7), q(5.1 + 64. * 0.8));
        let rows = tile(&source, [(left, top), (right, top), (right, bottom), (left, bottom)]);
        let sample = |x: i32, y: i32| f64::from(source[((y + 1) * SIDE as i32 + x + 1) as usize]);
        let weights = |t: f64| cubic((t.fract() * 64.) as i32).map(|w| f64::from(w) / 128.);
        for (y, row) in rows.iter().enumerate() {
            for (x, got) in row.iter().enumerate() {
                let (u, v) = (7.3 + (x as f64 + 0.5) * 0.7, 5.1 + (y as f64 + 0.5) * 0.8);
                // in steps of 1/64 either neighbour may be taken
                let near =
                    [(-0.001, -0.001), (-0.001, 0.001), (0.001, -0.001), (0.001, 0.001)].map(|(dx, dy)| {
                        let (u, v) = (u + dx, v + dy);
                        let (wx, wy) = (weights(u), weights(v));
                        let line = |k: i32| {
                            let y = v as i32 - 1 + k;
                            (0..4).map(|c| sample(u as i32 - 1 + c, y) * wx[c as usize]).sum::<f64>()
                        };
                        (0..4).map(|k| line(k) * wy[k as usize]).sum::<f64>().clamp(0., 255.)
                    });
                assert!(
                    near.iter().any(|want| (want - f64::from(*got)).abs() < 1.),
                    "{x},{y}: {near:?} {got}"
                );
            }
        }
    }

    /// A plane stays a plane, however the tile lies on it.
    #[test]
    fn a_tile_askew_reads_the_same_plane() {
        let plane = |x: f64, y: f64| 30. + x + 0.8 * y;
        let value = |i: usize| plane((i % SIDE) as f64 - 1., (i / SIDE) as f64 - 1.).min(255.);
        let source: Vec<u8> = (0..SIDE * (SIDE + 4)).map(|i| value(i).round() as u8).collect();
        for degrees in [-44f64, -12., 3., 20., 44., 180.] {
            let turn = degrees.to_radians();
            let (sin, cos) = (libm::sin(turn) * 0.7, libm::cos(turn) * 0.7);
            let at = |x: f64, y: f64| (45. + x * cos - y * sin, 42. + x * sin + y * cos);
            let q = |(x, y): (f64, f64)| ((x * 4096.) as i32, (y * 4096.) as i32);
            let corners = [q(at(-32., -32.)), q(at(32., -32.)), q(at(32., 32.)), q(at(-32., 32.))];
            for (y, row) in tile(&source, corners).iter().enumerate() {
                for (x, got) in row.iter().enumerate() {
                    let (u, v) = at(x as f64 - 31.5, y as f64 - 31.5);
                    let want = plane(u, v);
                    assert!((want - f64::from(*got)).abs() < 1.5, "{degrees} at {x},{y}: {want} {got}");
                }
            }
        }
    }

    /// Corners that make no sense read some sample, and no more.
    #[test]
    fn nonsense_does_not_panic() {
        let source = noise();
        let (a, b) = (i32::MIN, i32::MAX);
        for corners in [
            [(a, b); 4],
            [(a, a), (b, a), (b, b), (a, b)],
            [(0, 9), (9, 9), (b, 9), (a, 9)],
            [(0, a), (0, a), (a, a + 1), (a, a + 1)],
        ] {
            assert_eq!(tile(&source, corners).len(), TILE);
        }
    }
}
