//! A grid in, out what a comparison reads: the ink blurred a little, because where a cell's border falls is chance, at
//! any half cell, with white around it.

use super::grid::Grid;

/// Steps of a shift in a cell.
pub(super) const PART: i32 = 2;
/// What one level of ink is after the blur (16) in quarters, so that means of four cells are exact.
pub(super) const UNIT: u32 = 64;
/// Cells of white around: more than any shift that a comparison tries.
const PAD: usize = 48;

/// Ink at every place of a page and at the three halves of a cell from it: right, below, both.
pub(super) struct Plane {
    pub(super) columns: usize,
    pub(super) rows: usize,
    stride: usize,
    halves: [Vec<u8>; 4],
}

/// Cells from left and top up to, not with, right and bottom.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    /// The part of a rectangle that lies on a page of `sides`.
    pub(super) fn new(x: i32, y: i32, size: (i32, i32), sides: (usize, usize)) -> Area {
        let (right, bottom) = ((x + size.0).min(sides.0 as i32), (y + size.1).min(sides.1 as i32));
        Area { left: x.max(0), top: y.max(0), right, bottom }
    }

    #[inline(always)]
    pub(super) fn width(&self) -> usize {
        usize::try_from(self.right - self.left).unwrap_or(0)
    }
}

impl Plane {
    /// On a page of `sides`, no smaller than the grid's.
    pub(super) fn new(grid: &Grid, (columns, rows): (usize, usize)) -> Plane {
        let stride = columns + 2 * PAD;
        let mut wide = vec![0u8; stride * (rows + 2 * PAD)];
        for (y, row) in grid.cells.chunks_exact(grid.columns).enumerate() {
            let at = (y + PAD) * stride + PAD;
            wide[at..at + grid.columns].copy_from_slice(row);
        }
        let mut cells = vec![0u8; wide.len()];
        let across = |at: usize| wide[at - 1] + 2 * wide[at] + wide[at + 1];
        let last = wide.len() - stride - 1;
        for (at, cell) in cells.iter_mut().enumerate().take(last).skip(stride + 1) {
            *cell = across(at - stride) + 2 * across(at) + across(at + stride);
        }
        Plane::halved(&cells, columns, rows, 1)
    }

    /// With the halves between cells, divided by `over`.
    fn halved(cells: &[u8], columns: usize, rows: usize, over: u32) -> Plane {
        let stride = columns + 2 * PAD;
        let at = |i: usize| cells.get(i).map_or(0, |v| u32::from(*v));
        let half = |dx: usize, dy: usize| {
            let sum = |i: usize| at(i) + at(i + dx) + at(i + dy) + at(i + dx + dy);
            (0..cells.len()).map(|i| (sum(i) / over) as u8).collect()
        };
        Plane { columns, rows, stride, halves: [half(0, 0), half(1, 0), half(0, stride), half(1, stride)] }
    }

    /// As wide and high divided by `by`, to look far cheaply.
    pub(super) fn reduced(&self, by: usize) -> Plane {
        let (columns, rows) = (self.columns.div_ceil(by), self.rows.div_ceil(by));
        let (side, area) = (by as i32, (by * by) as u32);
        let stride = columns + 2 * PAD;
        let mut cells = vec![0u8; stride * (rows + 2 * PAD)];
        for y in 0..rows {
            for x in 0..columns {
                let sum = |dy: i32| {
                    self.run(x as i32 * side, y as i32 * side + dy, by, (0, 0)).iter().map(|v| u32::from(*v))
                };
                cells[(y + PAD) * stride + x + PAD] = ((0..side).flat_map(sum).sum::<u32>() / area) as u8;
            }
        }
        Plane::halved(&cells, columns, rows, 4)
    }

    /// The whole page.
    pub(super) fn all(&self) -> Area {
        Area { left: 0, top: 0, right: self.columns as i32, bottom: self.rows as i32 }
    }

    /// Cells of a row from a column on, of a page shifted by parts of a cell. Nothing beyond the white around.
    #[inline(always)]
    pub(super) fn run(&self, x: i32, y: i32, length: usize, shift: (i32, i32)) -> &[u8] {
        let (fx, fy) = (shift.0.rem_euclid(PART), shift.1.rem_euclid(PART));
        let (x, y) = (x + shift.0.div_euclid(PART) + PAD as i32, y + shift.1.div_euclid(PART) + PAD as i32);
        let at = usize::try_from(y * self.stride as i32 + x).ok();
        at.and_then(|at| self.halves[(fx + 2 * fy) as usize].get(at..at + length)).unwrap_or_default()
    }

    /// Least ink at a place and half a cell to each side of it, ink there, most ink.
    pub(super) fn about(&self, x: i32, y: i32, (sx, sy): (i32, i32)) -> [u32; 3] {
        let at =
            |dx: i32, dy: i32| self.run(x, y, 1, (sx + dx, sy + dy)).first().map_or(0, |v| u32::from(*v));
        let here = at(0, 0);
        let sides = [at(1, 0), at(-1, 0), at(0, 1), at(0, -1)];
        let [low, high] = sides.iter().fold([here; 2], |[low, high], v| [low.min(*v), high.max(*v)]);
        [low, here, high]
    }
}
