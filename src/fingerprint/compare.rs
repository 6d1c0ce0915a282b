//! Two grids in, how alike they are out: window by window, each where it fits best near the place that the page as a
//! whole gives it.
//!
//! A measure over the whole page cannot tell two prescriptions on one letterhead apart: most of their ink is the same.
//! So the page is cut into windows of about two lines by a few words, and it is the worst of them that count.

use super::grid::Grid;

/// Cells that a page may be shifted against another: 9 mm across, 10 mm down on A4.
const REACH: (i32, i32) = (6, 5);
/// Steps of a fine shift in a cell, and how many of them a window may be off the page's own shift.
const PART: i32 = 2;
const FINE: i32 = 3;
/// Cells of white around a plane: more than any shift.
const PAD: usize = 10;
/// Sum of the weights of the blur.
const UNIT: u32 = 24;
/// Size of a window that is judged, and of the one around it that finds the shift, in cells.
const WINDOW: (usize, usize) = (14, 4);
const AROUND: (usize, usize) = (34, 14);
/// Ink in a window (sum of levels of both pages) under which it says nothing.
const LEAST: u32 = 40;

/// One window: how alike, 0 to 1000.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) alike: u32,
}

/// A grid blurred a little, because where a cell's border falls is chance; with white around it.
#[derive(Clone)]
struct Plane {
    columns: usize,
    rows: usize,
    stride: usize,
    cells: Vec<u8>,
}

impl Plane {
    fn new(grid: &Grid) -> Plane {
        let (columns, rows) = (grid.columns, grid.rows);
        let stride = columns + 2 * PAD;
        let mut wide = vec![0u8; stride * (rows + 2 * PAD)];
        for (y, row) in grid.cells.chunks_exact(columns).enumerate() {
            let at = (y + PAD) * stride + PAD;
            wide[at..at + columns].copy_from_slice(row);
        }
        let mut cells = vec![0u8; wide.len()];
        let across = |at: usize| wide[at - 1] + 2 * wide[at] + wide[at + 1];
        for y in PAD - 1..=rows + PAD {
            let from = y * stride + PAD - 1;
            for (at, cell) in (from..).zip(&mut cells[from..from + columns + 2]) {
                *cell = across(at - stride) + 4 * across(at) + across(at + stride);
            }
        }
        Plane { columns, rows, stride, cells }
    }

    /// The plane moved left and up by half a cell, as asked.
    fn half(&self, right: bool, down: bool) -> Plane {
        let (dx, dy) = (usize::from(right), if down { self.stride } else { 0 });
        let at = |i: usize| u32::from(self.cells.get(i).copied().unwrap_or(0));
        let mean = |i: usize| ((at(i) + at(i + dx) + at(i + dy) + at(i + dx + dy) + 2) / 4) as u8;
        Plane { cells: (0..self.cells.len()).map(mean).collect(), ..self.clone() }
    }

    /// Cells of a row from a column on; both may lie in the white around.
    fn run(&self, x: i32, y: i32, length: usize) -> &[u8] {
        let at = (y + PAD as i32) * self.stride as i32 + x + PAD as i32;
        usize::try_from(at).ok().and_then(|at| self.cells.get(at..at + length)).unwrap_or_default()
    }
}

/// One page, and another at the four halves of a cell.
struct Pair {
    a: Plane,
    b: [Plane; 4],
}

/// All windows with ink in them. Both grids must have the same sides, or nearly.
pub(super) fn windows(a: &Grid, b: &Grid) -> Vec<Window> {
    let (a, b) = (Plane::new(a), Plane::new(b));
    let halves = [b.half(true, false), b.half(false, true), b.half(true, true)];
    let [right, down, both] = halves;
    let pair = Pair { a, b: [b, right, down, both] };
    let (columns, rows) = (pair.a.columns, pair.a.rows);
    let coarse = pair.whole();
    let mut out = Vec::new();
    for y in (0..rows).step_by(WINDOW.1 / 2) {
        for x in (0..columns).step_by(WINDOW.0 / 2) {
            let window = area(x, y, WINDOW, WINDOW);
            if pair.apart(window, coarse).1 < LEAST * UNIT {
                continue;
            }
            let around = pair.fit(area(x, y, WINDOW, AROUND), coarse, FINE);
            let (apart, ink) = pair.apart(window, pair.fit(window, around, 1));
            out.push(Window { alike: 1000u32.saturating_sub(apart * 1000 / ink.max(1)) });
        }
    }
    out
}

impl Pair {
    /// The shift, in parts of a cell, that brings the pages nearest as a whole.
    fn whole(&self) -> (i32, i32) {
        let all = (0, 0, self.a.columns as i32, self.a.rows as i32);
        let shifts =
            (-REACH.1..=REACH.1).flat_map(|y| (-REACH.0..=REACH.0).map(move |x| (x * PART, y * PART)));
        shifts.min_by_key(|s| (self.apart(all, *s).0, s.0.abs() + s.1.abs())).unwrap_or_default()
    }

    /// The shift within `reach` of `start` that brings an area nearest; of two that do the smaller.
    fn fit(&self, area: Area, start: (i32, i32), reach: i32) -> (i32, i32) {
        let steps = (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y)));
        let shift = |(x, y): (i32, i32)| (start.0 + x, start.1 + y);
        steps.min_by_key(|s| (self.apart(area, shift(*s)).0, s.0.abs() + s.1.abs())).map_or(start, shift)
    }

    /// Sum of differences in an area, and sum of ink.
    fn apart(&self, (left, top, right, bottom): Area, shift: (i32, i32)) -> (u32, u32) {
        let (cx, cy) = (shift.0.div_euclid(PART), shift.1.div_euclid(PART));
        let (fx, fy) = (shift.0.rem_euclid(PART), shift.1.rem_euclid(PART));
        let b = &self.b[(fx + 2 * fy) as usize];
        let (left, right) = (left.max(0), right.min(self.a.columns as i32));
        let length = usize::try_from(right - left).unwrap_or(0);
        let (mut apart, mut ink) = (0u32, 0u32);
        for y in top.max(0)..bottom.min(self.a.rows as i32) {
            for (p, q) in self.a.run(left, y, length).iter().zip(b.run(left + cx, y + cy, length)) {
                apart += u32::from(p.abs_diff(*q));
                ink += u32::from(*p) + u32::from(*q);
            }
        }
        (apart, ink)
    }
}

/// Left, top, right, bottom in cells.
type Area = (i32, i32, i32, i32);

/// Left, top, right and bottom of a window of `size`, widened to `around`.
fn area(x: usize, y: usize, size: (usize, usize), around: (usize, usize)) -> Area {
    let (mx, my) = (((around.0 - size.0) / 2) as i32, ((around.1 - size.1) / 2) as i32);
    let (x, y) = (x as i32, y as i32);
    (x - mx, y - my, x + size.0 as i32 + mx, y + size.1 as i32 + my)
}
