//! A bilevel sheet in, a coarse picture of where its ink lies out: 594 cells along the long side, four levels of ink.
//!
//! Cells are measured in shares of the long side, not in millimetres: an A5 sheet has the same grid as its photo, of
//! which nobody knows the size.

use crate::raster::Bitmap;

/// Cells along a long side: 0.5 mm on A4, a third of the height of a small letter.
pub(super) const ALONG: usize = 594;
/// Cells at every side that are taken for white: 6.5 mm on A4. Shadows, staples and what the cut left lie there.
const MARGIN: usize = 13;
/// Highest level of a cell.
pub(super) const TOP: u8 = 3;

/// Levels of ink, 0 to [`TOP`], row by row.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) cells: Vec<u8>,
}

impl Grid {
    /// Shares of ink in cells, against the page's own typical share: thick and thin strokes give the same levels.
    pub(super) fn of(sheet: &Bitmap) -> Grid {
        let (w, h) = (sheet.width().max(1), sheet.height().max(1));
        let long = w.max(h);
        let columns = ((w * ALONG + long / 2) / long).max(1);
        let rows = ((h * ALONG + long / 2) / long).max(1);
        let mut ink = counts(sheet, columns, rows);
        for (y, row) in ink.chunks_exact_mut(columns).enumerate() {
            for (x, n) in row.iter_mut().enumerate() {
                if x.min(y) < MARGIN || x + MARGIN >= columns || y + MARGIN >= rows {
                    *n = 0;
                }
            }
        }
        // Mean over the cells that have a stroke in them: an eightieth of their area at least.
        let area = (w * h / (columns * rows)).max(1) as u64;
        let inked = ink.iter().filter(|n| **n * 80 >= area);
        let (sum, count) = inked.fold((0u64, 0u64), |(s, c), n| (s + *n, c + 1));
        let typical = (sum / count.max(1)).max(1);
        let level = |n: &u64| match n * 100 / typical {
            0..=24 => 0,
            25..=79 => 1,
            80..=139 => 2,
            _ => TOP,
        };
        Grid { columns, rows, cells: ink.iter().map(level).collect() }
    }
}

/// Pixels of ink in each cell.
fn counts(sheet: &Bitmap, columns: usize, rows: usize) -> Vec<u64> {
    let (w, h) = (sheet.width(), sheet.height());
    let mut out = vec![0u64; columns * rows];
    let ends: Vec<usize> = (1..=columns).map(|c| c * w / columns).collect();
    let mut changes = Vec::new();
    for y in 0..h {
        let cells = &mut out[(y * rows / h) * columns..][..columns];
        sheet.changes(y, &mut changes);
        let mut at = 0;
        for (mut from, to) in sheet.runs(&changes) {
            while from < to {
                let end = ends[at].min(to);
                cells[at] += end.saturating_sub(from) as u64;
                from = from.max(end);
                at += usize::from(ends[at] <= from);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_the_ink_between_their_sides() {
        let mut bits = Bitmap::new(157, 30);
        let ink = |x: usize, y: usize| {
            (x * 7 + y * y * 3) % 11 < 5 || y == 17 || (x + 1 == 157 && y.is_multiple_of(2))
        };
        (0..30).for_each(|y| (0..157).filter(|x| ink(*x, y)).for_each(|x| bits.set(x, y, true)));
        for (columns, rows) in [(1, 1), (16, 4), (157, 30), (396, 77)] {
            let mut want = vec![0u64; columns * rows];
            for y in 0..30 {
                for x in (0..157).filter(|x| ink(*x, y)) {
                    let column = (0..columns).find(|c| x < (c + 1) * 157 / columns).unwrap();
                    want[y * rows / 30 * columns + column] += 1;
                }
            }
            assert_eq!(counts(&bits, columns, rows), want, "{columns} x {rows}");
        }
    }

    #[test]
    fn sides_follow_the_sheet_and_odd_sheets_have_a_grid() {
        for (w, h, want) in
            [(2480, 3508, (420, 594)), (3508, 2480, (594, 420)), (1, 1, (594, 594)), (1, 900, (1, 594))]
        {
            let grid = Grid::of(&Bitmap::new(w, h));
            assert_eq!((grid.columns, grid.rows), want);
            assert!(grid.cells.iter().all(|v| *v == 0));
        }
    }
}
