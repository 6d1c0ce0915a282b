//! Do letters have their neighbours beside them or above and below?
//!
//! In: the marks of a view. Out: counts. Letters of one line are nearer to each other than lines are, on
//! print as on forms, and rules, combs and frames, which blur row and column sums, have no say here. Words
//! in joined writing tell by their own length.

use super::marks::{Mark, Marks};
use super::upright::is_text;

/// Marks whose nearest neighbour, or own length, lies across the page and down the page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    across: u32,
    down: u32,
}

/// Least number of votes.
const LEAST: u32 = 24;
/// Farthest that a neighbour is looked for, in millimetres, also the side of a cell of the grid.
const REACH_MM: f32 = 4.;
/// A direction is clear when one distance is this much the other: 63 degrees.
const CLEAR: f32 = 2.;
/// Joined writing fills less of its box than this; what fills more is one bold stroke, an l or a 1.
const OPEN: f32 = 0.6;

impl Votes {
    /// Share that lies down the page.
    pub(super) fn share(self) -> f32 {
        self.down as f32 / (self.across + self.down).max(1) as f32
    }
}

/// Counts; `None` when too few marks tell. `mm` is pixels to the millimetre.
pub(super) fn votes(marks: &Marks, mm: f32) -> Option<Votes> {
    let mut votes = Votes::default();
    let letters: Vec<&Mark> = marks.marks.iter().filter(|m| is_text(m, mm)).collect();
    let grid = Grid::new(&letters, marks, (REACH_MM * mm).max(1.));
    for (i, m) in letters.iter().enumerate() {
        if let Some((dx, dy)) = grid.nearest(&letters, i) {
            votes.across += u32::from(dx > CLEAR * dy);
            votes.down += u32::from(dy > CLEAR * dx);
        }
        let (w, h) = (m.width() as f32, m.height() as f32);
        if w.min(h) > 1.2 * mm && (m.area as f32) < OPEN * w * h {
            // As many letters as are joined.
            votes.across += if w > CLEAR * h { (w / h) as u32 } else { 0 };
            votes.down += if h > CLEAR * w { (h / w) as u32 } else { 0 };
        }
    }
    (votes.across + votes.down >= LEAST).then_some(votes)
}

/// Marks by the cell that their middle lies in.
struct Grid {
    cell: f32,
    columns: usize,
    rows: usize,
    /// Where the marks of a cell start in `order`; one more than there are cells.
    start: Vec<u32>,
    order: Vec<u32>,
}

impl Grid {
    fn new(letters: &[&Mark], marks: &Marks, cell: f32) -> Grid {
        let count = |n: u32| (n as f32 / cell) as usize + 1;
        let (columns, rows) = (count(marks.width), count(marks.height));
        let mut grid =
            Grid { cell, columns, rows, start: vec![0; columns * rows + 1], order: vec![0; letters.len()] };
        let cells: Vec<usize> = letters.iter().map(|m| grid.cell_of(m)).collect();
        cells.iter().for_each(|c| grid.start[c + 1] += 1);
        for i in 1..grid.start.len() {
            grid.start[i] += grid.start[i - 1];
        }
        let mut next = grid.start.clone();
        for (i, c) in cells.into_iter().enumerate() {
            grid.order[next[c] as usize] = i as u32;
            next[c] += 1;
        }
        grid
    }

    fn place(&self, m: &Mark) -> (usize, usize) {
        let (x, y) = middle(m);
        (((x / self.cell) as usize).min(self.columns - 1), ((y / self.cell) as usize).min(self.rows - 1))
    }

    fn cell_of(&self, m: &Mark) -> usize {
        let (x, y) = self.place(m);
        y * self.columns + x
    }

    /// Distances across and down to the nearest letter of like size.
    fn nearest(&self, letters: &[&Mark], of: usize) -> Option<(f32, f32)> {
        let m = letters[of];
        let size = |m: &Mark| m.width().max(m.height());
        let (column, row) = self.place(m);
        let (x, y) = middle(m);
        let mut best: Option<(f32, (f32, f32))> = None;
        for r in row.saturating_sub(1)..(row + 2).min(self.rows) {
            let (from, to) = (column.saturating_sub(1), (column + 1).min(self.columns - 1));
            let range = self.start[r * self.columns + from]..self.start[r * self.columns + to + 1];
            for &i in &self.order[range.start as usize..range.end as usize] {
                let other = letters[i as usize];
                if i as usize == of || size(m) > 2 * size(other) || size(other) > 2 * size(m) {
                    continue;
                }
                let (ox, oy) = middle(other);
                let apart = ((ox - x).abs(), (oy - y).abs());
                let gap = apart.0.max(apart.1);
                if best.is_none_or(|(g, _)| gap < g) {
                    best = Some((gap, apart));
                }
            }
        }
        best.map(|(_, apart)| apart)
    }
}

fn middle(m: &Mark) -> (f32, f32) {
    ((m.left + m.right) as f32 / 2., (m.top + m.bottom) as f32 / 2.)
}
