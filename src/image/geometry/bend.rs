//! Pages that are curled or folded: by how much their lines bend, as a smooth low-order surface.
//!
//! In: the marks of a view, and how they lie on the page to be made. Text lines and ruled lines must come
//! out level; each gives the heights of its points up to a height of its own, which nobody knows. Out: for
//! every place on the page how much lower or higher its content lies than it should. It is used only when
//! lines that had no part in the fit become clearly straighter by it; a flat page is left as it is.

use super::marks::Marks;
use super::matrix::Point;
use super::upright::{self, Letter};

/// Powers of x and y that the surface is made of. None without x: it would move lines as a whole, of which
/// they say nothing.
const TERMS: [(usize, usize); N] =
    [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (4, 0)];
const N: usize = 10;

/// Least number of lines, and their least length in millimetres.
const LINES: usize = 8;
const LENGTH_MM: f64 = 25.;
/// Shares of the page's width and height that lines must cover.
const WIDE: f64 = 0.45;
const HIGH: f64 = 0.3;
/// Bends are worth a correction from this deviation of the lines on, in millimetres, and believed up to
/// the other.
const LEAST_MM: f64 = 0.15;
const MOST_MM: f64 = 12.;
/// Lines left out of a fit must keep at most this share of their deviation, and at most this much of it in
/// millimetres. Flat pages of print deviate by 0.03 mm before and after, handwriting by 0.2 before and after.
const GAIN: f64 = 0.45;
const STRAIGHT_MM: f64 = 0.12;
/// Steepest bend believed, millimetres to the millimetre.
const STEEPEST: f64 = 0.16;

/// How far content lies below its place. Coordinates are millimetres on the page made.
#[derive(Clone, Debug)]
pub(super) struct Bend {
    half: Point,
    /// Where there are lines; beyond, the nearest place speaks.
    low: Point,
    high: Point,
    terms: [f64; N],
    /// Largest deviation from flat, in millimetres.
    pub(super) most: f64,
}

impl Bend {
    /// Where the content that belongs to a place lies.
    pub(super) fn map(&self, (x, y): Point) -> Point {
        (x, y + self.below(self.unit((x, y))))
    }

    fn unit(&self, (x, y): Point) -> Point {
        let at = |v: f64, half: f64, low: f64, high: f64| ((v - half) / half).max(low).min(high);
        (at(x, self.half.0, self.low.0, self.high.0), at(y, self.half.1, self.low.1, self.high.1))
    }

    /// Depth at unit coordinates, so that a row keeps its middle height.
    fn below(&self, u: Point) -> f64 {
        let b = basis(u);
        let m = mean_basis(u.1, self.low.0, self.high.0);
        (0..N).map(|i| self.terms[i] * (b[i] - m[i])).sum()
    }
}

fn basis((x, y): Point) -> [f64; N] {
    let power = |v: f64, n: usize| (0..n).fold(1., |p, _| p * v);
    TERMS.map(|(i, j)| power(x, i) * power(y, j))
}

/// Mean of the basis along a row from `low` to `high`.
fn mean_basis(y: f64, low: f64, high: f64) -> [f64; N] {
    let power = |v: f64, n: usize| (0..n).fold(1., |p, _| p * v);
    let span = (high - low).max(1e-6);
    TERMS.map(|(i, j)| (power(high, i + 1) - power(low, i + 1)) / ((i + 1) as f64 * span) * power(y, j))
}

/// One line's points in unit coordinates, x and y, with heights in millimetres.
struct Row {
    points: Vec<(Point, f64)>,
}

/// Finds the bend of a page of `width` x `height` millimetres. `to_page` takes view pixels to millimetres on
/// the page, whose text stands upright after `turn`; `mm` is view pixels to the millimetre.
pub(super) fn bend(
    marks: &Marks,
    mm: f32,
    turn: u16,
    (width, height): Point,
    to_page: impl Fn(Point) -> Point,
) -> Option<Bend> {
    let half = (width / 2., height / 2.);
    let place = Place { mm, turn, to_page: &to_page };
    let mut rows: Vec<Row> = Vec::new();
    for line in text_lines(marks, &place).into_iter().chain(rules(marks, &place)) {
        let span = line.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.0), b.max(p.0)));
        if span.1 - span.0 >= LENGTH_MM {
            let unit = |p: &Point| ((p.0 - half.0) / half.0, (p.1 - half.1) / half.1);
            rows.push(Row { points: line.iter().map(|p| (unit(p), p.1)).collect() });
        }
    }
    let (low, high) = extent(&rows)?;
    if rows.len() < LINES || high.0 - low.0 < 2. * WIDE || high.1 - low.1 < 2. * HIGH {
        return None;
    }
    let (before, after) = judge(&rows)?;
    if before < LEAST_MM || after > GAIN * before || after > STRAIGHT_MM {
        return None;
    }
    let terms = fit(&rows, |_| true)?;
    let bend = Bend { half, low, high, terms, most: 0. };
    believed(bend)
}

/// Usual deviation of the lines in millimetres, as they are and after a fit to the other half of them.
fn judge(rows: &[Row]) -> Option<(f64, f64)> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for odd in [false, true] {
        let chosen = |i: usize| (i % 2 == 1) == odd;
        let terms = fit(rows, chosen)?;
        for row in rows.iter().enumerate().filter(|(i, _)| !chosen(*i)).map(|(_, r)| r) {
            before.push(deviation(row, &[0.; N]));
            after.push(deviation(row, &terms));
        }
    }
    let usual = |v: &mut Vec<f64>| {
        v.sort_by(f64::total_cmp);
        v.get(v.len() * 6 / 10).copied()
    };
    Some((usual(&mut before)?, usual(&mut after)?))
}

/// The bend with its size, unless it is one that no readable page has.
fn believed(mut bend: Bend) -> Option<Bend> {
    let steps = 24;
    let at = |low: f64, high: f64, i: i32| low + (high - low) * f64::from(i) / f64::from(steps);
    for j in 0..=steps {
        let y = at(bend.low.1, bend.high.1, j);
        for i in 0..=steps {
            let x = at(bend.low.0, bend.high.0, i);
            let here = bend.below((x, y));
            bend.most = bend.most.max(here.abs());
            let (right, down) = (bend.below((x + 0.01, y)), bend.below((x, y + 0.01)));
            let slopes = ((right - here) / (0.01 * bend.half.0), (down - here) / (0.01 * bend.half.1));
            if slopes.0.abs() > STEEPEST || slopes.1.abs() > 2. * STEEPEST {
                return None;
            }
        }
    }
    (bend.most <= MOST_MM).then_some(bend)
}

/// Where lines have points, less the outermost fiftieth: one stray line must not stretch the surface.
fn extent(rows: &[Row]) -> Option<(Point, Point)> {
    let mut x: Vec<f64> = rows.iter().flat_map(|r| &r.points).map(|p| p.0.0).collect();
    let mut y: Vec<f64> = rows.iter().flat_map(|r| &r.points).map(|p| p.0.1).collect();
    x.sort_by(f64::total_cmp);
    y.sort_by(f64::total_cmp);
    let n = x.len().checked_sub(1)?;
    let cut = n / 50;
    Some(((x[cut], y[cut]), (x[n - cut], y[n - cut])))
}

/// Mean distance of a line's points from level, without its worst third (descenders, commas).
fn deviation(row: &Row, terms: &[f64; N]) -> f64 {
    let mut left: Vec<f64> = row.points.iter().map(|(u, y)| y - dot(terms, &basis(*u))).collect();
    left.sort_by(f64::total_cmp);
    let middle = left[left.len() / 2];
    left.iter_mut().for_each(|v| *v = (*v - middle).abs());
    left.sort_by(f64::total_cmp);
    let kept = (left.len() * 2 / 3).max(1);
    left[..kept].iter().sum::<f64>() / kept as f64
}

fn dot(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Weighted least squares over the chosen lines, each with a free height; points far off (descenders)
/// lose their weight from round to round.
fn fit(rows: &[Row], chosen: impl Fn(usize) -> bool) -> Option<[f64; N]> {
    let mut terms = [0.; N];
    for (round, scale) in [4., 1.5, 0.6, 0.3, 0.3].into_iter().enumerate() {
        let mut normal = [[0.; N + 1]; N];
        let mut total = 0.;
        for row in rows.iter().enumerate().filter(|(i, _)| chosen(*i)).map(|(_, r)| r) {
            total += add(&mut normal, row, &terms, scale, round == 0);
        }
        for (i, line) in normal.iter_mut().enumerate() {
            // A little stiffness, more for the finer bends.
            line[i] += total * 1e-4 * (TERMS[i].0 + TERMS[i].1) as f64;
        }
        terms = solve(normal)?;
    }
    Some(terms)
}

/// Adds a line's equations, its own height taken out; returns its weight.
fn add(normal: &mut [[f64; N + 1]; N], row: &Row, terms: &[f64; N], scale: f64, first: bool) -> f64 {
    let mut left: Vec<f64> = row.points.iter().map(|(u, y)| y - dot(terms, &basis(*u))).collect();
    let mut sorted = left.clone();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted[sorted.len() / 2];
    left.iter_mut().for_each(|v| *v -= middle);
    let weight = |v: f64| {
        let far = 1. + (v / scale) * (v / scale);
        if first { 1. } else { 1. / (far * far) }
    };
    let (mut all, mut mean, mut mean_y) = (0., [0.; N], 0.);
    for ((u, y), l) in row.points.iter().zip(&left) {
        let w = weight(*l);
        all += w;
        mean_y += w * y;
        mean.iter_mut().zip(basis(*u)).for_each(|(m, b)| *m += w * b);
    }
    if all < 1e-6 {
        return 0.;
    }
    mean.iter_mut().for_each(|m| *m /= all);
    mean_y /= all;
    for ((u, y), l) in row.points.iter().zip(&left) {
        let w = weight(*l);
        let b = basis(*u);
        let b: [f64; N] = std::array::from_fn(|i| b[i] - mean[i]);
        for i in 0..N {
            for j in 0..N {
                normal[i][j] += w * b[i] * b[j];
            }
            normal[i][N] += w * b[i] * (y - mean_y);
        }
    }
    all
}

/// Gauss with pivots; `None` when the equations do not say.
fn solve(mut m: [[f64; N + 1]; N]) -> Option<[f64; N]> {
    for i in 0..N {
        let best = (i..N).max_by(|a, b| m[*a][i].abs().total_cmp(&m[*b][i].abs()))?;
        m.swap(i, best);
        let pivot = m[i];
        if pivot[i].abs() < 1e-9 {
            return None;
        }
        for line in m.iter_mut().skip(i + 1) {
            let f = line[i] / pivot[i];
            line.iter_mut().zip(pivot).skip(i).for_each(|(v, p)| *v -= f * p);
        }
    }
    let mut out = [0.; N];
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|j| m[i][j] * out[j]).sum();
        out[i] = (m[i][N] - known) / m[i][i];
    }
    Some(out)
}

/// How view pixels lie on the page.
struct Place<'a> {
    mm: f32,
    turn: u16,
    to_page: &'a dyn Fn(Point) -> Point,
}

/// Base points of the letters of each line of text, in millimetres on the page.
fn text_lines(marks: &Marks, place: &Place) -> Vec<Vec<Point>> {
    let mm = f64::from(place.mm);
    let mut letters = Vec::new();
    for m in marks.marks.iter().filter(|m| upright::is_text(m, place.mm)) {
        let (l, t, r, b) = (f64::from(m.left), f64::from(m.top), f64::from(m.right), f64::from(m.bottom));
        let (x, y) = (place.to_page)(((l + r) / 2., (t + b) / 2.));
        let (w, h) = if place.turn % 180 == 90 { (b - t, r - l) } else { (r - l, b - t) };
        if w > 2.5 * h || h > 6. * mm {
            continue;
        }
        let (x, y) = (x * mm, y * mm);
        letters.push(Letter {
            start: (x - w / 2.) as f32,
            end: (x + w / 2.) as f32,
            top: (y - h / 2.) as f32,
            bottom: (y + h / 2.) as f32,
        });
    }
    let base = |l: &Letter| (f64::from(l.start + l.end) / 2. / mm, f64::from(l.bottom) / mm);
    upright::lines(&mut letters).iter().map(|line| line.iter().map(base).collect()).collect()
}

/// Middles of the runs that ruled lines are made of. A line that is not quite level breaks into long runs,
/// one a row, whose middles lie on it.
fn rules(marks: &Marks, place: &Place) -> Vec<Vec<Point>> {
    if place.turn % 180 == 90 {
        return Vec::new(); // runs are level on the view, and rules are upright there
    }
    let mm = place.mm;
    let (least, gap) = ((2.5 * mm) as u32, 4. * mm);
    let mut runs: Vec<(f32, f32, f32)> = marks
        .runs
        .iter()
        .filter(|r| r.to - r.from >= least)
        .map(|r| (r.from as f32, r.to as f32, r.y as f32 + 0.5))
        .collect();
    if runs.len() > 40_000 {
        return Vec::new();
    }
    runs.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)).then(a.2.total_cmp(&b.2)));
    let mut open: Vec<Vec<(f32, f32, f32)>> = Vec::new();
    let mut done = Vec::new();
    for run in runs {
        let mut best: Option<(usize, f32)> = None;
        let mut i = 0;
        while i < open.len() {
            let Some(last) = open[i].last() else { break };
            if run.0 - last.1 > gap {
                done.push(open.swap_remove(i));
                continue;
            }
            let apart = (run.2 - last.2).abs();
            if apart <= 0.35 * mm && best.is_none_or(|(_, a)| apart < a) {
                best = Some((i, apart));
            }
            i += 1;
        }
        match best {
            Some((i, _)) => open[i].push(run),
            None => open.push(vec![run]),
        }
    }
    done.append(&mut open);
    done.retain(|line| line.len() >= 4);
    let point = |r: &(f32, f32, f32)| (place.to_page)((f64::from(r.0 + r.1) / 2., f64::from(r.2)));
    done.iter().map(|line| line.iter().map(point).collect()).collect()
}
