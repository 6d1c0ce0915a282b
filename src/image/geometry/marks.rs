//! Dark marks on the page: what skew and reading direction are told by.
//!
//! In: a grey view of the sheet at about 150 dpi. Out: its connected dark components. The threshold is
//! crude (a local mean), since nothing but places and sizes is wanted.

use crate::raster::Grey;
use crate::simd::{Pass, wide};

/// A horizontal run of dark pixels and the mark it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) y: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) mark: u32,
}

/// A connected component; right and bottom are exclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    pub(super) area: u32,
}

impl Mark {
    pub(super) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> u32 {
        self.bottom - self.top
    }
}

/// Everything dark on a view.
pub(super) struct Marks {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) runs: Vec<Run>,
    pub(super) marks: Vec<Mark>,
}

/// More runs than this are noise, not a page; what lies below is left out.
const MOST_RUNS: usize = 1_500_000;
/// Least darkness below the local mean, in grey levels.
const DEPTH: u32 = 14;

/// Finds the dark marks of a view.
pub(super) fn marks(view: &Grey) -> Marks {
    let mut runs = Vec::new();
    let mut parent: Vec<u32> = Vec::new();
    let reach = (view.width.max(view.height) / 120).clamp(4, 40);
    let mut previous = 0..0;
    each_dark_row(view, reach, |y, row| {
        let first = runs.len();
        split(y as u32, row, &mut runs, &mut parent);
        let mut above = previous.clone();
        for i in first..runs.len() {
            let run: Run = runs[i];
            // Runs above that end before this one starts touch none of the later ones either.
            while above.start < above.end && runs[above.start].to < run.from {
                above.start += 1;
            }
            for other in above.clone() {
                if runs[other].from > run.to {
                    break;
                }
                join(&mut parent, other as u32, i as u32);
            }
        }
        previous = first..runs.len();
        runs.len() < MOST_RUNS
    });
    gather(view, runs, parent)
}

fn gather(view: &Grey, mut runs: Vec<Run>, mut parent: Vec<u32>) -> Marks {
    let mut number = vec![u32::MAX; runs.len()];
    let mut marks: Vec<Mark> = Vec::new();
    for (i, run) in runs.iter_mut().enumerate() {
        let root = root(&mut parent, i as u32) as usize;
        if number[root] == u32::MAX {
            number[root] = marks.len() as u32;
            marks.push(Mark { left: run.from, top: run.y, right: run.to, bottom: run.y + 1, area: 0 });
        }
        run.mark = number[root];
        let mark = &mut marks[run.mark as usize];
        mark.left = mark.left.min(run.from);
        mark.right = mark.right.max(run.to);
        mark.bottom = run.y + 1;
        mark.area += run.to - run.from;
    }
    Marks { width: view.width as u32, height: view.height as u32, runs, marks }
}

fn root(parent: &mut [u32], mut i: u32) -> u32 {
    while parent[i as usize] != i {
        parent[i as usize] = parent[parent[i as usize] as usize];
        i = parent[i as usize];
    }
    i
}

fn join(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    parent[high as usize] = low;
}

fn split(y: u32, row: &[u8], runs: &mut Vec<Run>, parent: &mut Vec<u32>) {
    let mut x = 0;
    while let Some(skip) = row[x..].iter().position(|v| *v != 0) {
        let from = x + skip;
        let length = row[from..].iter().position(|v| *v == 0).unwrap_or(row.len() - from);
        x = from + length;
        let id = runs.len() as u32;
        runs.push(Run { y, from: from as u32, to: x as u32, mark: id });
        parent.push(id);
    }
}

/// Calls back with each row, 1 where a pixel is clearly darker than the mean of the square around it,
/// until told to stop.
fn each_dark_row(view: &Grey, reach: usize, mut row_done: impl FnMut(usize, &[u8]) -> bool) {
    let (w, h) = (view.width, view.height);
    let mut columns = vec![0u32; w];
    let mut sums = vec![0u32; w];
    let mut dark = vec![0u8; w];
    // Pixels of a row of the square around each column.
    let across: Vec<u32> =
        (0..w).map(|x| ((x + reach + 1).min(w) - x.saturating_sub(reach)) as u32).collect();
    let mut rows = 0u32;
    for y in 0..reach.min(h) {
        columns.iter_mut().zip(view.row(y)).for_each(|(c, v)| *c += u32::from(*v));
        rows += 1;
    }
    for y in 0..h {
        if y + reach < h {
            columns.iter_mut().zip(view.row(y + reach)).for_each(|(c, v)| *c += u32::from(*v));
            rows += 1;
        }
        if y > reach {
            columns.iter_mut().zip(view.row(y - reach - 1)).for_each(|(c, v)| *c -= u32::from(*v));
            rows -= 1;
        }
        slide(&columns, reach, &mut sums);
        wide(Compare { row: view.row(y), across: &across, rows, sums: &sums, dark: &mut dark });
        if !row_done(y, &dark) {
            return;
        }
    }
}

/// Sums over `reach` columns to each side, cut off at the ends.
fn slide(columns: &[u32], reach: usize, sums: &mut [u32]) {
    let w = columns.len();
    let mut sum: u32 = columns[..reach.min(w)].iter().sum();
    let head = (reach + 1).min(w);
    for (x, out) in sums[..head].iter_mut().enumerate() {
        sum += columns.get(x + reach).unwrap_or(&0);
        *out = sum;
    }
    let (middle, tail) = sums[head..].split_at_mut(w.saturating_sub(head + reach).min(w - head));
    let ends = columns.iter().zip(columns.get(head + reach..).unwrap_or_default());
    for (out, (gone, new)) in middle.iter_mut().zip(ends) {
        sum = sum.wrapping_add(*new).wrapping_sub(*gone);
        *out = sum;
    }
    for (out, gone) in tail.iter_mut().zip(&columns[w.saturating_sub(head + reach).min(w - head)..]) {
        sum -= gone;
        *out = sum;
    }
}

/// Marks the pixels that are clearly darker than the mean around them.
struct Compare<'a> {
    row: &'a [u8],
    across: &'a [u32],
    rows: u32,
    sums: &'a [u32],
    dark: &'a mut [u8],
}

impl Pass for Compare<'_> {
    #[inline(always)]
    fn run(self) {
        let pixels = self.row.iter().zip(self.across).zip(self.sums);
        for (dark, ((v, across), sum)) in self.dark.iter_mut().zip(pixels) {
            // v < mean - DEPTH - mean / 16, without dividing; at most 81 x 81 pixels of 255 times 16, which fits.
            let cells = across.wrapping_mul(self.rows);
            let level = u32::from(*v).wrapping_add(DEPTH).wrapping_mul(cells).wrapping_mul(16);
            *dark = u8::from(level < sum.wrapping_mul(15));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_is_what_lies_below_the_mean_around() {
        for (w, h) in [(3, 2), (9, 40), (70, 31)] {
            let value = |i: usize| ((i as u32).wrapping_mul(2_654_435_761) >> 24) as u8;
            let view = Grey::from_data(w, h, (0..w * h).map(value).collect()).unwrap();
            for reach in [4, 11] {
                each_dark_row(&view, reach, |y, dark| {
                    for (x, got) in dark.iter().enumerate() {
                        let rows = y.saturating_sub(reach)..(y + reach + 1).min(h);
                        let columns = x.saturating_sub(reach)..(x + reach + 1).min(w);
                        let count = (rows.len() * columns.len()) as u32;
                        let sum: u32 =
                            rows.flat_map(|y| &view.row(y)[columns.clone()]).map(|v| u32::from(*v)).sum();
                        let want = (u32::from(view.row(y)[x]) + DEPTH) * count * 16 < sum * 15;
                        assert_eq!(*got == 1, want, "{x},{y} of {w} x {h}");
                    }
                    true
                });
            }
        }
    }
}
