//! Something that lies on the sheet and hides writing: a thumb, or the ground, seen where a corner is folded over.
//!
//! It comes in from beyond the sheet: where it crosses the sheet's side there is no edge, as there is at the end of all
//! that is printed. A thumb in the margin hides nothing; over writing, lines of text run up to it.

mod beside;
mod fold;
#[cfg(test)]
mod tests;

use super::paper::Cells;
use super::reduce::Small;
use beside::Turned;

/// Share of the paper's level around under which a cell is not paper.
const PAPER: f32 = 0.78;
/// Cells around that the paper's level is taken from, every second one: 4 cm.
const AROUND: usize = 10;
/// How far it reaches in from the sheet's side at least, mm.
const DEEP_MM: f32 = 6.;
/// Cells of 4 mm that it covers at least, and share of the sheet at most.
const LEAST_CELLS: usize = 7;
const MOST: f32 = 0.4;
/// Shapes that are looked at: hands have no more fingers, and noise must not take its time.
const MOST_SHAPES: usize = 32;
/// How alike the levels of neighbouring cells of one thing are: shaded skin is, its end on shaded paper is not.
const STEP: f32 = 0.85;
/// How alike the levels on both sides of the sheet's side must be, and in what share of the places.
const ALIKE: f32 = 0.8;
const PLACES: f32 = 0.6;

/// What lies on the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover {
    /// Lines of text that run up to it, those on its left and right each.
    pub(super) lines: u32,
    /// Left, top, right and bottom, samples of the copy.
    pub(super) bounds: [f32; 4],
}

/// What hides most lines, if anything lies on the sheet that comes in over a side. `sideways`: lines of text run down the copy.
pub(super) fn look(small: &Small, cells: &Cells, noise: f32, sideways: bool) -> Option<Cover> {
    let field = Field::new(small, cells);
    let text = Turned { field: &field, sideways, noise };
    let mut seen = vec![false; field.margin.len()];
    let (mut best, mut left): (Option<Cover>, usize) = (None, MOST_SHAPES);
    for at in 0..seen.len() {
        if left == 0 || seen[at] || !field.foreign(at) || !field.at_side(at) {
            continue;
        }
        let shape = field.shape(at, &mut seen);
        if !field.lies_on(&shape) {
            continue;
        }
        left -= 1;
        let fold = fold::find(&field, &shape).map_or(0, |fold| fold.lines(&text));
        let lines = if field.comes_in(&shape) { text.lines(&shape).max(fold) } else { fold };
        if lines > best.map_or(0, |b| b.lines) {
            best = Some(Cover { lines, bounds: field.bounds(&shape) });
        }
    }
    best
}

/// The cells of the copy, as they lie on the sheet.
struct Field<'a> {
    small: &'a Small,
    cells: &'a Cells,
    /// Distance of each cell's middle from the sheet's nearest side, samples; negative outside.
    margin: Vec<f32>,
    /// Cells of the sheet.
    sheet: usize,
    /// Level of the paper around.
    paper: Vec<u8>,
}

impl<'a> Field<'a> {
    fn new(small: &'a Small, cells: &'a Cells) -> Field<'a> {
        let margin: Vec<f32> =
            (0..cells.levels.len()).map(|at| nearest(small, middle(cells, at)).0).collect();
        let paper = around(cells, &margin);
        let sheet = margin.iter().filter(|m| **m > 0.).count();
        Field { small, cells, margin, sheet, paper }
    }

    fn foreign(&self, at: usize) -> bool {
        self.margin[at] > 0. && f32::from(self.cells.levels[at]) < PAPER * f32::from(self.paper[at])
    }

    /// Half-way between the levels of a shape and of what lies around it on the sheet.
    fn half_way(&self, shape: &[usize]) -> Option<f32> {
        let columns = self.cells.columns;
        let level = |at: usize| self.cells.levels[at];
        let mut of_shape = vec![false; self.margin.len()];
        shape.iter().for_each(|at| of_shape[*at] = true);
        let beside = |at: &usize| self.margin.get(*at).is_some_and(|m| *m > 0.) && !of_shape[*at];
        let near =
            shape.iter().flat_map(|at| [at.wrapping_sub(columns), at.wrapping_sub(1), at + 1, at + columns]);
        let mut around: Vec<u8> = near.filter(beside).map(level).collect();
        let mut own: Vec<u8> = shape.iter().map(|at| level(*at)).collect();
        own.sort_unstable();
        around.sort_unstable();
        let (own, around) = (own.get(own.len() / 2)?, around.get(around.len() / 2)?);
        Some(f32::midpoint(f32::from(*own), f32::from(*around)))
    }

    fn at_side(&self, at: usize) -> bool {
        self.margin[at] < self.cells.side as f32
    }

    /// The cells that are not paper and hang together with one, without a step between them.
    fn shape(&self, first: usize, seen: &mut [bool]) -> Vec<usize> {
        let (columns, mut shape) = (self.cells.columns, vec![first]);
        seen[first] = true;
        let mut next = 0;
        while let Some(at) = shape.get(next).copied() {
            next += 1;
            let (x, y) = (at % columns, at / columns);
            let sides = [
                (x > 0).then(|| at - 1),
                (x + 1 < columns).then(|| at + 1),
                (y > 0).then(|| at - columns),
                (y + 1 < self.cells.rows).then(|| at + columns),
            ];
            for near in sides.into_iter().flatten() {
                if !seen[near] && self.foreign(near) && alike(self.cells.levels[at], self.cells.levels[near])
                {
                    seen[near] = true;
                    shape.push(near);
                }
            }
        }
        shape
    }

    /// Is it too large for a smudge, too small for the table, and does it reach in?
    fn lies_on(&self, shape: &[usize]) -> bool {
        let deepest = shape.iter().map(|at| self.margin[*at]).fold(0., f32::max);
        shape.len() >= LEAST_CELLS
            && shape.len() as f32 <= MOST * self.sheet as f32
            && deepest >= DEEP_MM * self.small.dpi / 25.4
    }

    /// Does it go on beyond the sheet's side?
    fn comes_in(&self, shape: &[usize]) -> bool {
        let mm = self.small.dpi / 25.4;
        let (mut known, mut alike) = (0, 0);
        for at in shape.iter().filter(|at| self.at_side(**at)) {
            let (x, y) = middle(self.cells, *at);
            let (distance, (nx, ny)) = nearest(self.small, (x, y));
            let level = |inward: f32| {
                let by = inward - distance;
                self.mean((x + nx * by, y + ny * by), (mm).max(1.) as usize)
            };
            if let (Some(inside), Some(outside)) = (level(3. * mm), level(-4. * mm)) {
                known += 1;
                let (low, high) = (inside.min(outside) + 6., inside.max(outside) + 6.);
                alike += u32::from(low >= ALIKE * high);
            }
        }
        known > 0 && alike as f32 >= PLACES * known as f32
    }

    /// Mean level of the samples at most `reach` from a place; nothing beyond the frame.
    fn mean(&self, (x, y): (f32, f32), reach: usize) -> Option<f32> {
        let grey = &self.small.grey;
        if x < reach as f32 || y < reach as f32 {
            return None;
        }
        let (x, y) = (x as usize, y as usize);
        if x + reach >= grey.width || y + reach >= grey.height {
            return None;
        }
        let rows = (y - reach..=y + reach).map(|y| &grey.row(y)[x - reach..=x + reach]);
        let sum: u32 = rows.flatten().map(|v| u32::from(*v)).sum();
        Some(sum as f32 / ((2 * reach + 1) * (2 * reach + 1)) as f32)
    }

    fn bounds(&self, shape: &[usize]) -> [f32; 4] {
        let half = self.cells.side as f32 / 2.;
        let start = [f32::MAX, f32::MAX, 0., 0.];
        shape.iter().map(|at| middle(self.cells, *at)).fold(start, |[l, t, r, b], (x, y)| {
            [l.min(x - half), t.min(y - half), r.max(x + half), b.max(y + half)]
        })
    }
}

fn middle(cells: &Cells, at: usize) -> (f32, f32) {
    let place = |cell: usize| (cell * cells.side) as f32 + cells.side as f32 / 2.;
    (place(at % cells.columns), place(at / cells.columns))
}

/// Are two cells so alike that they may be of one thing?
fn alike(a: u8, b: u8) -> bool {
    f32::from(a.min(b)) + 4. >= STEP * (f32::from(a.max(b)) + 4.)
}

/// Distance of a place from the nearest side of the sheet, negative outside, and the direction into the sheet there.
fn nearest(small: &Small, (x, y): (f32, f32)) -> (f32, (f32, f32)) {
    let mut best = (f32::MAX, (0., 0.));
    for i in 0..4 {
        let (a, b) = (small.quad[i], small.quad[(i + 1) % 4]);
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = (dx * dx + dy * dy).sqrt().max(1e-3);
        let inward = (-dy / length, dx / length);
        let distance = (x - a.0) * inward.0 + (y - a.1) * inward.1;
        if distance < best.0 {
            best = (distance, inward);
        }
    }
    best
}

/// Level of the paper around each cell: that under which four fifths of the cells of the sheet around lie.
fn around(cells: &Cells, margin: &[f32]) -> Vec<u8> {
    const STEP: usize = 4;
    let (columns, rows) = (cells.columns.div_ceil(STEP), cells.rows.div_ceil(STEP));
    let mut coarse = Vec::with_capacity(columns * rows);
    let mut near = Vec::new();
    for y in (0..rows).map(|y| y * STEP) {
        for x in (0..columns).map(|x| x * STEP) {
            near.clear();
            for y in (y.saturating_sub(AROUND)..(y + AROUND + 1).min(cells.rows)).step_by(2) {
                let span = (x.saturating_sub(AROUND)..(x + AROUND + 1).min(cells.columns)).step_by(2);
                near.extend(
                    span.map(|x| y * cells.columns + x)
                        .filter(|at| margin[*at] > 0.)
                        .map(|at| cells.levels[at]),
                );
            }
            near.sort_unstable();
            coarse.push(near.get(near.len() * 4 / 5).copied().unwrap_or(0));
        }
    }
    let at = |at: usize| coarse[at / cells.columns / STEP * columns + at % cells.columns / STEP];
    (0..cells.levels.len()).map(at).collect()
}
