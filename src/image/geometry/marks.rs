//! Dark marks on the page: what skew and reading direction are told by.
//!
//! In: a grey view of the sheet at about 150 dpi. Out: its connected dark components. The threshold is
//! crude (a local mean), since nothing but places and sizes is wanted.

use crate::raster::Grey;

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
    let mut dark = vec![0u8; w];
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
        let row = view.row(y);
        let mut sum: u32 = columns[..reach.min(w)].iter().sum();
        let mut count = reach.min(w) as u32;
        for x in 0..w {
            if x + reach < w {
                sum += columns[x + reach];
                count += 1;
            }
            if x > reach {
                sum -= columns[x - reach - 1];
                count -= 1;
            }
            let cells = count * rows;
            // v < mean - DEPTH - mean / 16, without dividing.
            dark[x] = u8::from((u32::from(row[x]) + DEPTH) * cells * 16 < sum * 15);
        }
        if !row_done(y, &dark) {
            return;
        }
    }
}
