//! Which parts of a page cannot be read: the gate's own measures of each mark, gathered in cells.
//!
//! A single mark proves nothing (a speck beside a word, the soft tail of a stroke), so a cell is bad when most
//! marks of it and its neighbours are.

use super::report::ZoneKind;
use crate::inspect::{Gate, Spot};
use crate::raster::Bitmap;

/// Side of a cell, millimetres: a word or two.
const CELL_MM: f64 = 8.;
/// Marks of a cell and its neighbours under which nothing is said.
const LEAST: u32 = 4;

/// Cells of the page and what is wrong in them.
#[derive(Clone, Debug)]
pub(super) struct Map {
    pub(super) columns: usize,
    pub(super) rows: usize,
    cells: Vec<Option<ZoneKind>>,
}

/// A mark on the page: its ends on the level through its middle, millimetres from the page's top left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) ends: [(f64, f64); 2],
    pub(super) spot: Spot,
}

impl Map {
    /// Judges the marks of a page of `paper_mm`. A long mark counts in every cell along it.
    pub(super) fn new(paper_mm: (f32, f32), marks: &[Placed], gate: &Gate) -> Map {
        let count = |mm: f32| ((f64::from(mm) / CELL_MM).ceil() as usize).clamp(1, 200);
        let (columns, rows) = (count(paper_mm.0), count(paper_mm.1));
        let mut map = Map { columns, rows, cells: vec![None; columns * rows] };
        // marks, soft ones, faint ones
        let mut found = vec![[0u32; 3]; columns * rows];
        for mark in marks {
            let (soft, faint) = (mark.spot.edge_mm > gate.edge_mm, mark.spot.contrast < gate.warn_contrast);
            let all = [1, u32::from(soft), u32::from(faint)];
            for at in map.along(mark) {
                (0..3).for_each(|i| found[at][i] += all[i]);
            }
        }
        for y in 0..rows {
            for x in 0..columns {
                if found[y * columns + x][0] > 0 {
                    map.cells[y * columns + x] = map.judge(&found, x, y);
                }
            }
        }
        map
    }

    fn judge(&self, found: &[[u32; 3]], x: usize, y: usize) -> Option<ZoneKind> {
        let mut sums = [0u32; 3];
        for ny in y.saturating_sub(1)..(y + 2).min(self.rows) {
            for nx in x.saturating_sub(1)..(x + 2).min(self.columns) {
                (0..3).for_each(|i| sums[i] += found[ny * self.columns + nx][i]);
            }
        }
        let [all, soft, faint] = sums;
        match all >= LEAST {
            true if soft * 2 > all => Some(ZoneKind::Soft),
            true if faint * 2 > all => Some(ZoneKind::Faint),
            _ => None,
        }
    }

    fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        let (cx, cy) = ((x / CELL_MM).floor(), (y / CELL_MM).floor());
        let inside = cx >= 0. && cy >= 0. && cx < self.columns as f64 && cy < self.rows as f64;
        inside.then(|| cy as usize * self.columns + cx as usize)
    }

    /// Is anything wrong anywhere?
    pub(super) fn is_clear(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }

    /// Cells that a mark lies in.
    fn along(&self, mark: &Placed) -> Vec<usize> {
        let [(x0, y0), (x1, y1)] = mark.ends;
        let long = (x1 - x0).abs().max((y1 - y0).abs()).min(CELL_MM * 200.);
        let steps = (long / CELL_MM * 2.).ceil().max(1.);
        let at = |k: usize| {
            let part = k as f64 / steps;
            self.cell_at((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part))
        };
        let mut cells: Vec<usize> = (0..=steps as usize).filter_map(at).collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// Takes all writing for unreadable: marks, and any cell with ink on the sheet made. The whole page where there is
    /// neither.
    pub(super) fn all_unreadable(&mut self, marks: &[Placed], sheet: &Bitmap) {
        for at in marks.iter().flat_map(|m| self.along(m)).collect::<Vec<_>>() {
            self.cells[at] = Some(ZoneKind::Unreadable);
        }
        let (w, h) = (sheet.width().max(1), sheet.height().max(1));
        let mut ink = vec![0u32; self.cells.len()];
        for y in 0..sheet.height() {
            for (i, byte) in sheet.row(y).iter().enumerate().filter(|(_, b)| **b != 0) {
                let (cx, cy) = ((i * 8 * self.columns / w).min(self.columns - 1), y * self.rows / h);
                ink[cy * self.columns + cx] += byte.count_ones();
            }
        }
        // A fiftieth of a cell: a few letters.
        let least = (w * h / self.cells.len() / 50) as u32;
        for (cell, _) in self.cells.iter_mut().zip(ink).filter(|(_, ink)| *ink > least) {
            *cell = Some(ZoneKind::Unreadable);
        }
        if self.is_clear() {
            self.cells.fill(Some(ZoneKind::Unreadable));
        }
    }

    /// Something lies on a rectangle of the page: left, top, right and bottom, millimetres.
    pub(super) fn cover(&mut self, [left, top, right, bottom]: [f64; 4]) {
        for y in 0..self.rows {
            for x in 0..self.columns {
                let middle = ((x as f64 + 0.5) * CELL_MM, (y as f64 + 0.5) * CELL_MM);
                if (left..right).contains(&middle.0) && (top..bottom).contains(&middle.1) {
                    self.cells[y * self.columns + x] = Some(ZoneKind::Covered);
                }
            }
        }
    }

    pub(super) fn get(&self, x: usize, y: usize) -> Option<ZoneKind> {
        self.cells.get(y * self.columns + x).copied().flatten()
    }

    /// Rectangles of cells (column, row, columns, rows) around neighbouring cells of one kind, from the top.
    pub(super) fn groups(&self) -> Vec<(ZoneKind, [usize; 4])> {
        let mut left = self.cells.clone();
        let mut groups = Vec::new();
        for start in 0..left.len() {
            let Some(kind) = left[start] else { continue };
            let (mut stack, mut bounds) = (vec![start], [usize::MAX, usize::MAX, 0, 0]);
            left[start] = None;
            while let Some(at) = stack.pop() {
                let (x, y) = (at % self.columns, at / self.columns);
                bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x + 1), bounds[3].max(y + 1)];
                // A gap of one cell does not part a zone.
                for ny in y.saturating_sub(2)..(y + 3).min(self.rows) {
                    for nx in x.saturating_sub(2)..(x + 3).min(self.columns) {
                        let next = ny * self.columns + nx;
                        if left[next] == Some(kind) {
                            left[next] = None;
                            stack.push(next);
                        }
                    }
                }
            }
            groups.push((kind, [bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]]));
        }
        groups
    }
}
