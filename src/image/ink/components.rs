//! Connected components of ink (8 neighbours), by runs and union-find: one pass, memory by runs, not pixels.

use crate::raster::{Bitmap, Grey};

/// One component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob {
    /// First column.
    pub(super) left: u32,
    /// Last column.
    pub(super) right: u32,
    /// First row.
    pub(super) top: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// Pixels.
    pub(super) area: u32,
    /// 255 - the darkest grey under it.
    pub(super) depth: u8,
    /// Sums over its pixels and those at the ends of its runs: depth, its square, steepness, its square.
    sums: [u64; 4],
}

impl Blob {
    pub(super) fn width(&self) -> u32 {
        self.right - self.left + 1
    }

    pub(super) fn height(&self) -> u32 {
        self.bottom - self.top + 1
    }

    /// How dark its ink is, its own darker part counting most.
    pub(super) fn ink(&self) -> u32 {
        (self.sums[1] / self.sums[0].max(1)) as u32
    }

    /// How steep its flanks are, the steeper ones counting most.
    pub(super) fn steepness(&self) -> u32 {
        (self.sums[3] / self.sums[2].max(1)) as u32
    }

    fn join(&mut self, other: &Blob) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.top = self.top.min(other.top);
        self.bottom = self.bottom.max(other.bottom);
        self.area += other.area;
        self.depth = self.depth.max(other.depth);
        self.sums.iter_mut().zip(&other.sums).for_each(|(a, b)| *a += b);
    }
}

/// A horizontal run of ink and the component it belongs to.
struct Run {
    y: u32,
    start: u32,
    end: u32,
    label: u32,
}

/// All runs of a page and the components they make.
pub(super) struct Parts {
    runs: Vec<Run>,
    /// Components, by label.
    pub(super) blobs: Vec<Blob>,
}

/// Finds the components of `bitmap`; `flat` has its size and gives their depth.
pub(super) fn find(bitmap: &Bitmap, flat: &Grey) -> Parts {
    let mut runs: Vec<Run> = Vec::new();
    let mut parents: Vec<u32> = Vec::new();
    let mut above = 0..0;
    let mut changes = Vec::new();
    for y in 0..bitmap.height() {
        let first = runs.len();
        bitmap.changes(y, &mut changes);
        for (start, end) in bitmap.runs(&changes) {
            let label = parents.len() as u32;
            parents.push(label);
            runs.push(Run { y: y as u32, start: start as u32, end: end as u32, label });
        }
        let mut up = above.start;
        for at in first..runs.len() {
            let (start, end) = (runs[at].start, runs[at].end);
            while up < above.end && runs[up].end < start {
                up += 1;
            }
            let mut touching = up;
            while touching < above.end && runs[touching].start <= end {
                unite(&mut parents, touching as u32, at as u32);
                touching += 1;
            }
        }
        above = first..runs.len();
    }
    let blobs = measure(&mut runs, &mut parents, flat);
    Parts { runs, blobs }
}

fn root(parents: &mut [u32], mut at: u32) -> u32 {
    while parents[at as usize] != at {
        let up = parents[parents[at as usize] as usize];
        parents[at as usize] = up;
        at = up;
    }
    at
}

fn unite(parents: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parents, a), root(parents, b));
    let (low, high) = (a.min(b), a.max(b));
    parents[high as usize] = low;
}

/// Numbers the components in reading order and measures them.
fn measure(runs: &mut [Run], parents: &mut [u32], flat: &Grey) -> Vec<Blob> {
    let mut blobs: Vec<Blob> = Vec::new();
    for at in 0..runs.len() {
        let top = root(parents, at as u32) as usize;
        let label = if top == at { blobs.len() as u32 } else { runs[top].label };
        let run = &mut runs[at];
        run.label = label;
        let blob = measure_run(run, flat);
        match blobs.get_mut(label as usize) {
            Some(known) => known.join(&blob),
            None => blobs.push(blob),
        }
    }
    blobs
}

fn measure_run(run: &Run, flat: &Grey) -> Blob {
    let (y, start, end) = (run.y as usize, run.start as usize, run.end as usize);
    let (row, last) = (flat.row(y), flat.width - 1);
    let (above, below) = (flat.row(y.saturating_sub(1)), flat.row((y + 1).min(flat.height - 1)));
    let mut depth = 0;
    let mut sums = [0u64; 4];
    for x in start.saturating_sub(1)..(end + 1).min(flat.width) {
        let across = row[x.saturating_sub(1)].abs_diff(row[(x + 1).min(last)]);
        let steep = u64::from(across.max(above[x].abs_diff(below[x])));
        let deep = 255 - row[x];
        depth = depth.max(deep);
        let deep = u64::from(deep);
        for (sum, v) in sums.iter_mut().zip([deep, deep * deep, steep, steep * steep]) {
            *sum += v;
        }
    }
    Blob {
        left: run.start,
        right: run.end - 1,
        top: run.y,
        bottom: run.y,
        area: run.end - run.start,
        depth,
        sums,
    }
}

impl Parts {
    /// Clears the components marked in `doomed`.
    pub(super) fn erase(&self, bitmap: &mut Bitmap, doomed: &[bool]) {
        for run in self.runs.iter().filter(|r| doomed[r.label as usize]) {
            let row = bitmap.row_mut(run.y as usize);
            for x in run.start..run.end {
                row[x as usize / 8] &= !(0x80 >> (x % 8));
            }
        }
    }
}
