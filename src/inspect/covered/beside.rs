//! Lines of text that run up to a border, looked for across it: along the text.

use super::Field;

/// From a border, mm: where ink tells that a line runs up to it, and as far as paper is seen beside it.
const UP_TO: (f32, f32) = (0.75, 2.25);
const BESIDE: f32 = 6.;
/// And on its other side, where no line may go on: mm.
const WITHIN: (f32, f32) = (0.75, 4.);
/// Height of what is taken for a line, mm; less is a speck or a rule, more a border of its own.
const HEIGHT: std::ops::Range<f32> = 0.75..6.;
/// Ink is darker than its paper by this share, and by as many deviations of the noise.
const INK: f32 = 0.18;
const CLEAR: f32 = 5.;
/// Share of the rows with text in which it may go on on the other side of the border.
pub(super) const GOES_ON: f32 = 0.25;

/// The copy, turned so that text runs along `u` and its lines lie below each other along `v`.
pub(super) struct Turned<'a> {
    pub(super) field: &'a Field<'a>,
    /// Does text run down the copy?
    pub(super) sideways: bool,
    /// Deviation of the paper's noise, levels.
    pub(super) noise: f32,
}

/// First and last cell of a shape in a row of cells.
type Ends = Option<(usize, usize)>;

impl Turned<'_> {
    /// Lines of text that run up to a shape from its left and from its right.
    pub(super) fn lines(&self, shape: &[usize]) -> u32 {
        let cells = self.field.cells;
        let mut ends: Vec<Ends> = vec![None; if self.sideways { cells.columns } else { cells.rows }];
        for at in shape {
            let (u, v) = self.turn((at % cells.columns, at / cells.columns));
            if let Some(ends) = ends.get_mut(v) {
                let (from, to) = ends.unwrap_or((u, u));
                *ends = Some((from.min(u), to.max(u)));
            }
        }
        let reach = (3. * self.mm()) as usize;
        let (mut lines, mut ending, mut going_on) = (0, 0, 0);
        for right in [false, true] {
            let border = smoothed(&self.border(&ends, right), reach);
            let mut rows = vec![None; border.len()];
            for (v, at) in border.iter().enumerate() {
                rows[v] = at.and_then(|u| self.ink(v, u, right, UP_TO));
                let on = rows[v].is_some() && at.is_some_and(|u| self.goes_on(v, u, !right));
                (ending, going_on) = (ending + u32::from(rows[v].is_some()), going_on + u32::from(on));
            }
            lines += self.count(&rows);
        }
        // What lines go on in is a shadow.
        if going_on as f32 > GOES_ON * ending as f32 { 0 } else { lines }
    }

    /// Is there a stroke in row `v` beside `u`, with lighter samples on both of its sides? (Skin is darker towards its end.)
    fn goes_on(&self, v: usize, u: usize, right: bool) -> bool {
        let span = self.strip(u, right, WITHIN);
        let levels: Vec<u8> = span.map(|u| self.level(u, v)).collect();
        let last = levels.len().saturating_sub(1);
        (1..last).any(|at| {
            let highest = |part: &[u8]| part.iter().copied().max().unwrap_or(0);
            self.differ(highest(&levels[..at]).min(highest(&levels[at + 1..])), levels[at])
        })
    }

    /// The places from `from` to `to` mm beside `u`.
    fn strip(&self, u: usize, right: bool, (from, to): (f32, f32)) -> std::ops::Range<usize> {
        let [from, to] = [from, to].map(|mm| (mm * self.mm()).round() as usize);
        let span = if right { u + from..u + to } else { u.saturating_sub(to)..u.saturating_sub(from) };
        let length = self.size().0;
        span.start.min(length)..span.end.min(length)
    }

    /// Samples a millimetre.
    pub(super) fn mm(&self) -> f32 {
        self.field.small.dpi / 25.4
    }

    /// Between places of the copy and of the turned one.
    pub(super) fn turn<T>(&self, (x, y): (T, T)) -> (T, T) {
        if self.sideways { (y, x) } else { (x, y) }
    }

    /// Width and height of the turned copy.
    pub(super) fn size(&self) -> (usize, usize) {
        self.turn((self.field.small.grey.width, self.field.small.grey.height))
    }

    fn level(&self, u: usize, v: usize) -> u8 {
        let (x, y) = self.turn((u, v));
        self.field.small.grey.row(y)[x]
    }

    /// The darkest sample of row `v` from `from` to `to` mm beside `u`, if it is ink on the paper there.
    pub(super) fn ink(&self, v: usize, u: usize, right: bool, (from, to): (f32, f32)) -> Option<usize> {
        let paper = self.strip(u, right, (from, BESIDE.max(to))).map(|u| self.level(u, v)).max()?;
        let darkest = self.strip(u, right, (from, to)).min_by_key(|u| self.level(*u, v))?;
        self.differ(paper, self.level(darkest, v)).then_some(darkest)
    }

    fn differ(&self, paper: u8, ink: u8) -> bool {
        let (paper, ink) = (f32::from(paper), f32::from(ink));
        paper - ink > (INK * paper).max(CLEAR * self.noise)
    }

    /// How many lines the rows make that show ink at a place.
    pub(super) fn count(&self, rows: &[Option<usize>]) -> u32 {
        let mm = self.mm();
        let line = |(from, to): &(usize, usize)| {
            let middle = usize::midpoint(*from, *to);
            let at = (0..=to - from)
                .find_map(|off| Some((rows[(middle + off).min(*to)]?, (middle + off).min(*to))));
            HEIGHT.contains(&((to + 1 - from) as f32 / mm)) && at.is_some_and(|(u, v)| !self.is_rule(u, v))
        };
        runs(rows, (0.5 * mm) as usize).iter().filter(|run| line(run)).count() as u32
    }

    /// Does the ink at a place go on across the lines, further than letters are high?
    fn is_rule(&self, u: usize, v: usize) -> bool {
        let (length, height) = self.size();
        let near = (3. * self.mm()) as usize;
        let dark = |v: usize| {
            let row = (u.saturating_sub(near)..(u + near + 1).min(length)).map(|u| self.level(u, v));
            let here = (u.saturating_sub(1)..(u + 2).min(length)).map(|u| self.level(u, v));
            row.max().zip(here.min()).is_some_and(|(paper, ink)| self.differ(paper, ink))
        };
        let most = (HEIGHT.end * self.mm()) as usize;
        let up = (1..=most).take_while(|step| v.checked_sub(*step).is_some_and(dark)).count();
        let down = (1..=most).take_while(|step| v + step < height && dark(v + step)).count();
        up + down >= most
    }

    /// Where a shape ends in each row of samples, on one side; nothing where that is the sheet's own side.
    fn border(&self, ends: &[Ends], right: bool) -> Vec<Option<usize>> {
        let cells = self.field.cells;
        let end = |v: usize| {
            let row = v / cells.side;
            let (from, to) = ends.get(row).copied().flatten()?;
            let end = if right { to } else { from };
            let (x, y) = self.turn((end, row));
            let cell = y * cells.columns + x;
            // The second cell beyond the end is all paper.
            let beyond = self.turn((if right { end + 2 } else { end.checked_sub(2)? }, row));
            let paper =
                cells.levels.get(beyond.1 * cells.columns + beyond.0).filter(|_| beyond.0 < cells.columns)?;
            let start = end * cells.side + cells.side / 2;
            let limit = f32::midpoint(f32::from(*cells.levels.get(cell)?), f32::from(*paper));
            if self.field.at_side(cell) { None } else { self.leave(v, start, right, limit) }
        };
        (0..self.size().1).map(end).collect()
    }

    /// The first of three samples over a limit, at most two cells and a half from `start`.
    fn leave(&self, v: usize, start: usize, right: bool, limit: f32) -> Option<usize> {
        let (length, mut over) = (self.size().0, 0);
        for step in 0..self.field.cells.side * 5 / 2 {
            let u = if right { start + step } else { start.checked_sub(step)? };
            if u >= length {
                return None;
            }
            over = if f32::from(self.level(u, v)) > limit { over + 1 } else { 0 };
            if over == 3 {
                return Some(if right { u - 2 } else { u + 2 });
            }
        }
        None
    }
}

/// First and last row of the runs of rows that show ink; gaps of up to `gap` are closed.
fn runs(rows: &[Option<usize>], gap: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for at in (0..rows.len()).filter(|at| rows[*at].is_some()) {
        match out.last_mut() {
            Some((_, last)) if at - *last <= gap + 1 => *last = at,
            _ => out.push((at, at)),
        }
    }
    out
}

/// The median of a border over up to `reach` rows up and as many down, so that letters that touch it do not move it; nothing
/// where it ends before half of that, is not seen in most of them, or leans more than 45 degrees.
fn smoothed(border: &[Option<usize>], reach: usize) -> Vec<Option<usize>> {
    let first = border.iter().position(Option::is_some).unwrap_or(0);
    let last = border.iter().rposition(Option::is_some).unwrap_or(0);
    let mut near = Vec::new();
    let mut median = |v: usize| {
        // As far up as down, or a border that leans is moved.
        let reach = reach.min(v.checked_sub(first)?).min(last.checked_sub(v)?);
        near.clear();
        near.extend(border.get(v - reach..=v + reach)?.iter().flatten().copied());
        near.sort_unstable();
        if near.len() > reach { Some((*near.get(near.len() / 2)?, reach)) } else { None }
    };
    let medians: Vec<Option<(usize, usize)>> = (0..border.len()).map(&mut median).collect();
    let upright = |v: usize| {
        let (here, seen) = medians[v]?;
        let at = |v: usize| medians.get(v).copied().flatten().map_or(here, |m| m.0);
        let lean = at(v.saturating_sub(reach)).abs_diff(at(v + reach));
        (lean <= 2 * reach && 2 * seen >= reach).then_some(here)
    };
    (0..medians.len()).map(upright).collect()
}
