//! Marks: connected shapes of ink on the reduced copy, what they look like, and how sharp they are.

use super::paper::{Depth, quantile};
use super::reduce::Small;

/// A connected shape (8 neighbours), bounds inclusive, in samples of the reduced copy.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) area: u32,
    /// Deepest sample, levels of the source.
    pub(super) peak: u8,
}

impl Mark {
    pub(super) fn width(&self) -> usize {
        self.right - self.left + 1
    }

    pub(super) fn height(&self) -> usize {
        self.bottom - self.top + 1
    }
}

/// The marks of a page.
pub(super) struct Marks {
    pub(super) all: Vec<Mark>,
    /// Samples deeper than this are ink.
    pub(super) threshold: u8,
}

/// Deviations of the noise that ink must stand above.
const CLEAR: f32 = 5.0;
/// Share of the contrast at which a mark ends.
const CUT: f32 = 0.35;
/// Levels that a mark must stand above in any case: JPEG ripple and quantisation.
const LEAST: f32 = 6.0;

/// Finds the marks on the sheet.
pub(super) fn find(small: &Small, depth: &Depth) -> Marks {
    let floor = (depth.noise * CLEAR).clamp(LEAST, 255.) as u8;
    let mut counts = [0u32; 256];
    let inset = small.dpi * 0.04;
    for y in 0..small.grey.height {
        for v in &depth.depth.row(y)[small.span(y, inset)] {
            counts[usize::from(*v)] += u32::from(*v > floor);
        }
    }
    // typical depth of ink: the upper third of what stands clear of the noise
    let contrast = quantile(&counts, 0.67);
    let threshold = (contrast * CUT).max(f32::from(floor)) as u8;
    Marks { all: components(small, depth, threshold), threshold }
}

/// A run of ink in a row (end excluded) and the mark it belongs to.
struct Run {
    from: usize,
    to: usize,
    id: usize,
}

fn components(small: &Small, depth: &Depth, threshold: u8) -> Vec<Mark> {
    connect(small.grey.height, |y, found| {
        let span = small.span(y, 0.);
        let row = &depth.depth.row(y)[..span.end];
        let mut x = span.start;
        while let Some(skip) = row[x..].iter().position(|v| *v > threshold) {
            let from = x + skip;
            let to = row[from..].iter().position(|v| *v <= threshold).map_or(row.len(), |n| from + n);
            found.push((from, to, row[from..to].iter().copied().max().unwrap_or(0)));
            x = to;
        }
    })
}

/// The shapes that runs make: `runs(y, found)` adds the runs of row `y` (from, to excluded, deepest sample), from the left.
pub(super) fn connect(height: usize, mut runs: impl FnMut(usize, &mut Vec<(usize, usize, u8)>)) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut parent: Vec<usize> = Vec::new();
    let (mut above, mut here): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for y in 0..height {
        runs(y, &mut found);
        let mut first = 0;
        for (from, to, peak) in found.drain(..) {
            let mark = Mark { left: from, right: to - 1, top: y, bottom: y, area: (to - from) as u32, peak };
            while first < above.len() && above[first].to < from {
                first += 1;
            }
            let mut id = None;
            for run in above[first..].iter().take_while(|r| r.from <= to) {
                let other = root(&mut parent, run.id);
                match id {
                    None => id = Some(other),
                    Some(mine) if mine != other => {
                        parent[other] = mine;
                        let absorbed = marks[other].clone();
                        join(&mut marks[mine], &absorbed);
                    }
                    Some(_) => {}
                }
            }
            let id = match id {
                Some(id) => {
                    join(&mut marks[id], &mark);
                    id
                }
                None => {
                    marks.push(mark);
                    parent.push(parent.len());
                    parent.len() - 1
                }
            };
            here.push(Run { from, to, id });
        }
        std::mem::swap(&mut above, &mut here);
        here.clear();
    }
    marks.into_iter().zip(&parent).enumerate().filter(|(i, (_, p))| i == *p).map(|(_, (m, _))| m).collect()
}

fn root(parent: &mut [usize], mut id: usize) -> usize {
    while parent[id] != id {
        parent[id] = parent[parent[id]];
        id = parent[id];
    }
    id
}

fn join(into: &mut Mark, other: &Mark) {
    into.left = into.left.min(other.left);
    into.right = into.right.max(other.right);
    into.top = into.top.min(other.top);
    into.bottom = into.bottom.max(other.bottom);
    into.area += other.area;
    into.peak = into.peak.max(other.peak);
}

/// Could this be a letter, a word or a stroke of handwriting? Sizes in millimetres: 0.9 to 15 high, 0.4 to
/// 60 wide, and neither a speck, nor a solid blot (hole, band), nor a rule.
pub(super) fn text_like(mark: &Mark, dpi: f32) -> bool {
    let mm = 25.4 / dpi;
    let (w, h) = (mark.width() as f32 * mm, mark.height() as f32 * mm);
    let fill = mark.area as f32 / (mark.width() * mark.height()) as f32;
    let blot = w > 3. && h > 3. && fill > 0.6;
    let rule = w > 25. * h || h > 12. * w;
    (0.9..=15.).contains(&h) && (0.4..=60.).contains(&w) && !blot && !rule
}

/// How many samples an edge of the mark takes, in its blurrier direction: depth over steepest step.
pub(super) fn edge(mark: &Mark, depth: &Depth) -> f32 {
    let (w, h) = (depth.depth.width, depth.depth.height);
    let (x0, x1) = (mark.left.saturating_sub(2), (mark.right + 3).min(w));
    let (y0, y1) = (mark.top.saturating_sub(2), (mark.bottom + 3).min(h));
    let (mut across, mut down) = (0u8, 0u8);
    for y in y0..y1 {
        let row = &depth.depth.row(y)[x0..x1];
        across = row.windows(2).map(|p| p[0].abs_diff(p[1])).fold(across, u8::max);
        if y + 1 < y1 {
            let below = &depth.depth.row(y + 1)[x0..x1];
            down = row.iter().zip(below).map(|(a, b)| a.abs_diff(*b)).fold(down, u8::max);
        }
    }
    f32::from(mark.peak) / f32::from(across.min(down).max(1))
}
