//! Two grids in, how alike they are out: window by window, each where it fits best near the place that its
//! neighbourhood gives it.
//!
//! A measure over the whole page cannot tell two prescriptions on one letterhead apart: most of their ink is the same.
//! So the page is cut into windows of about a word, and it is the worst of them that count. Where a window lies on
//! the other page is taken from the ink around it (skew, scale, a bent sheet): it may not look for itself, or another
//! word would find a place where it fits.

use super::grid::Grid;
use super::plane::{Area, PART, Plane, UNIT};
use crate::simd::{Pass, wide};

/// Cells of a picture a quarter as large that the page is shifted by at most, then cells: 14 mm on A4.
const QUARTERS: i32 = 6;
const NEAR: i32 = 4;
/// Cells of a picture half as large that a block is shifted by: 3 mm.
const BLOCK_REACH: i32 = 3;
/// Half cells that a window may be off its block's place.
const WINDOW_REACH: i32 = 2;
/// A block whose place is looked for, and cells around it that are looked at too.
const BLOCK: (i32, i32) = (24, 16);
/// Ink that both pages must have in and around a block for a place.
const BLOCK_INK: u32 = 135 * UNIT;
/// Places that a median is taken of at least, and blocks that they may be away.
const PLACES: usize = 4;
const AWAY: i32 = 4;
/// A window that is judged: 4 x 3 mm on A4.
const WINDOW: (i32, i32) = (8, 6);
/// Ink of both pages in a window under which it says nothing; and as much is added to every window's, so that in pale
/// ones a speck counts for less.
const LEAST: u32 = 54 * UNIT;
/// Most that ink may be thicker on one page than on the other, thousandths.
const GAIN: u32 = 1400;

/// One page, and another one.
struct Pair {
    a: Plane,
    b: Plane,
}

/// Sum of differences in an area.
struct Distance<'a> {
    pair: &'a Pair,
    area: Area,
    shift: Shift,
    sum: &'a mut u32,
}

impl Pass for Distance<'_> {
    #[inline(always)]
    fn run(self) {
        let mut sum = 0u32;
        for y in self.area.top..self.area.bottom {
            let a = self.pair.a.run(self.area.left, y, self.area.width(), (0, 0));
            let b = self.pair.b.run(self.area.left, y, self.area.width(), self.shift);
            for (p, q) in a.iter().zip(b) {
                sum = sum.wrapping_add(i32::from(*p).wrapping_sub(i32::from(*q)).unsigned_abs());
            }
        }
        *self.sum = sum;
    }
}

type Shift = (i32, i32);

/// How alike the windows with ink in them are, 0 to 1000 each.
pub(super) fn windows(a: &Grid, b: &Grid) -> Vec<u32> {
    let sides = (a.columns.max(b.columns), a.rows.max(b.rows));
    let pair = Pair { a: Plane::new(a, sides), b: Plane::new(b, sides) };
    let places = pair.places();
    let (columns, rows) = (sides.0 as i32, sides.1 as i32);
    let mut out = Vec::new();
    for y in (0..rows).step_by(WINDOW.1 as usize / 2) {
        for x in (0..columns).step_by(WINDOW.0 as usize / 2) {
            let area = Area::new(x, y, WINDOW, sides);
            let place = places.at(x + WINDOW.0 / 2, y + WINDOW.1 / 2);
            let (_, first, second) = pair.apart(area, place);
            if first + second > LEAST {
                out.push(pair.alike(area, pair.fit(area, place, WINDOW_REACH, 1)));
            }
        }
    }
    out
}

/// The shift of every block of the page.
struct Places {
    across: i32,
    down: i32,
    shifts: Vec<Shift>,
}

impl Places {
    fn at(&self, x: i32, y: i32) -> Shift {
        let (i, j) = ((x / BLOCK.0).min(self.across - 1), (y / BLOCK.1).min(self.down - 1));
        self.shifts[(j * self.across + i) as usize]
    }
}

impl Pair {
    /// Both pages at a lower resolution.
    fn reduced(&self, by: usize) -> Pair {
        Pair { a: self.a.reduced(by), b: self.b.reduced(by) }
    }

    /// The shift, in parts of a cell, that brings the pages nearest as a whole.
    fn whole(&self) -> Shift {
        let rough = self.reduced(4);
        let (x, y) = rough.fit(rough.a.all(), (0, 0), QUARTERS, PART);
        self.fit(self.a.all(), (x * 4, y * 4), NEAR, PART)
    }

    /// The shift of each block: the median of what the blocks near it say, each looking at the ink in and around it.
    fn places(&self) -> Places {
        let (whole, half) = (self.whole(), self.reduced(2));
        let sides = (self.a.columns, self.a.rows);
        let (across, down) =
            ((sides.0 as i32 + BLOCK.0 - 1) / BLOCK.0, (sides.1 as i32 + BLOCK.1 - 1) / BLOCK.1);
        let found: Vec<Option<Shift>> = (0..across * down)
            .map(|n| {
                let (x, y) = ((n % across - 1) * BLOCK.0, (n / across - 1) * BLOCK.1);
                let area = Area::new(x, y, (BLOCK.0 * 3, BLOCK.1 * 3), sides);
                let (_, first, second) = self.apart(area, whole);
                (first.min(second) >= BLOCK_INK).then(|| {
                    let rough = Area::new(
                        x / 2,
                        y / 2,
                        (BLOCK.0 * 3 / 2, BLOCK.1 * 3 / 2),
                        (half.a.columns, half.a.rows),
                    );
                    let (dx, dy) = half.fit(rough, (whole.0 / 2, whole.1 / 2), BLOCK_REACH, PART);
                    self.fit(area, self.fit(area, (dx * 2, dy * 2), 1, PART), 1, 1)
                })
            })
            .collect();
        let median = |n: i32| {
            let (x, y) = (n % across, n / across);
            let mut near: Vec<Shift> = Vec::new();
            for away in 1..=AWAY {
                let rows = (y - away).max(0)..=(y + away).min(down - 1);
                let columns = || (x - away).max(0)..=(x + away).min(across - 1);
                near = rows.flat_map(|j| columns().map(move |i| (i, j))).collect();
                near = near.iter().filter_map(|(i, j)| found[(j * across + i) as usize]).collect();
                if near.len() >= PLACES {
                    break;
                }
            }
            let middle = |mut all: Vec<i32>| {
                all.sort_unstable();
                all.get(all.len() / 2).copied()
            };
            let (dx, dy) = near.into_iter().unzip();
            middle(dx).zip(middle(dy)).unwrap_or(whole)
        };
        Places { across, down, shifts: (0..across * down).map(median).collect() }
    }

    /// The shift within `reach` steps of `start` that brings an area nearest; of two that do the smaller.
    fn fit(&self, area: Area, start: Shift, reach: i32, step: i32) -> Shift {
        let mut best = (u32::MAX, 0, start);
        for (x, y) in (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y))) {
            let shift = (start.0 + x * step, start.1 + y * step);
            let mut apart = 0;
            wide(Distance { pair: self, area, shift, sum: &mut apart });
            if (apart, x * x + y * y) < (best.0, best.1) {
                best = (apart, x * x + y * y, shift);
            }
        }
        best.2
    }

    /// Sum of differences in an area, and the ink of both pages there.
    fn apart(&self, area: Area, shift: Shift) -> (u32, u32, u32) {
        let (mut apart, mut first, mut second) = (0u32, 0u32, 0u32);
        for y in area.top..area.bottom {
            let a = self.a.run(area.left, y, area.width(), (0, 0));
            let b = self.b.run(area.left, y, area.width(), shift);
            for (p, q) in a.iter().zip(b) {
                apart += u32::from(p.abs_diff(*q));
                first += u32::from(*p);
                second += u32::from(*q);
            }
        }
        (apart, first, second)
    }

    /// How alike a window is, thousandths. What half a cell's shift to any side explains is no difference, and
    /// neither is ink evenly thicker on one page.
    fn alike(&self, area: Area, shift: Shift) -> u32 {
        let (_, first, second) = self.apart(area, shift);
        let gain = (first * 100 / second.max(1) * 10).clamp(1_000_000 / GAIN, GAIN);
        let up = (gain * 1000).isqrt();
        let down = 1_000_000 / up;
        let (mut apart, mut ink) = (0u64, 0u64);
        for y in area.top..area.bottom {
            for x in area.left..area.right {
                let a = self.a.about(x, y, (0, 0)).map(|v| v * down);
                let b = self.b.about(x, y, shift).map(|v| v * up);
                let beyond =
                    |at: u32, [low, _, high]: [u32; 3]| at.saturating_sub(high).max(low.saturating_sub(at));
                apart += u64::from(beyond(a[1], b).max(beyond(b[1], a)));
                ink += u64::from(a[1] + b[1]);
            }
        }
        1000 - (apart * 1000 / (ink + u64::from(LEAST) * 1000)).min(1000) as u32
    }
}
