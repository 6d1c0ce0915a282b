//! Skew of the text lines, by the sharpness of row sums.
//!
//! Rows of text give row sums that jump between line and gap; they jump most when the rows run along the
//! text. The page is cut into narrow upright strips whose row sums are shifted against each other, which
//! stands for a turn by the angle.

use super::marks::{Mark, Marks};

/// Widest skew looked for, in degrees.
pub(super) const WIDEST: f32 = 16.;
/// Strip width in pixels.
const STRIP: usize = 16;

/// What the row sums say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Skew {
    /// Degrees by which the lines rise to the right (counter-clockwise).
    pub(super) degrees: f32,
    /// Sharpness at that angle against the usual one; about 1 when there are no lines.
    pub(super) contrast: f32,
    /// Sharpness itself, to compare rows with columns.
    pub(super) energy: f64,
}

/// Row sums of strips; `strips[i]` covers columns around `(i - middle) * STRIP`.
struct Strips {
    sums: Vec<Vec<i32>>,
    reach: usize,
}

/// Skew of the marks that `keep` lets through; `None` when there are too few. `columns` looks for lines
/// of text that run down the page instead.
pub(super) fn skew(marks: &Marks, widest: f32, columns: bool, keep: impl Fn(&Mark) -> bool) -> Option<Skew> {
    let strips = strips(marks, widest, columns, keep)?;
    let coarse_step = 0.5f32;
    let n = (widest / coarse_step).round() as i32;
    let angle = |i: i32| i as f32 * coarse_step;
    let coarse: Vec<f64> = (-n..=n).map(|i| strips.energy(angle(i))).collect();
    let (top, _) = peak(&coarse);
    let centre = angle(top as i32 - n);
    let fine_step = 0.05f32;
    let fine: Vec<f64> = (-12..=12).map(|i| strips.energy(centre + i as f32 * fine_step)).collect();
    let (at, energy) = peak(&fine);
    let mut sorted = coarse;
    sorted.sort_by(f64::total_cmp);
    let usual = sorted[sorted.len() / 2].max(1.);
    let shift = if at > 0 && at + 1 < fine.len() { vertex(fine[at - 1], fine[at], fine[at + 1]) } else { 0. };
    let degrees = centre + (at as f32 - 12. + shift) * fine_step;
    Some(Skew { degrees, contrast: (energy / usual) as f32, energy })
}

fn peak(v: &[f64]) -> (usize, f64) {
    v.iter().copied().enumerate().fold((0, f64::MIN), |best, (i, e)| if e > best.1 { (i, e) } else { best })
}

/// Where between -0.5 and 0.5 a parabola through three values at -1, 0, 1 has its top.
fn vertex(a: f64, b: f64, c: f64) -> f32 {
    let bend = a - 2. * b + c;
    if bend.abs() < 1e-9 { 0. } else { (0.5 * (a - c) / bend).clamp(-0.5, 0.5) as f32 }
}

fn strips(marks: &Marks, widest: f32, columns: bool, keep: impl Fn(&Mark) -> bool) -> Option<Strips> {
    let (w, h) = (marks.width as usize, marks.height as usize);
    let (across, along) = if columns { (h, w) } else { (w, h) };
    let kept: Vec<bool> = marks.marks.iter().map(keep).collect();
    if kept.iter().filter(|k| **k).count() < 12 {
        return None;
    }
    let reach = (across as f32 / 2. * tangent(widest + 1.)).ceil() as usize + 2;
    let mut sums = vec![vec![0i32; along + 2 * reach]; across.div_ceil(STRIP)];
    for run in marks.runs.iter().filter(|r| kept[r.mark as usize]) {
        let (y, from, to) = (run.y as usize, run.from as usize, run.to as usize);
        if columns {
            // Lines that run down: what is a row there is a column here.
            sums[y / STRIP][reach + from..reach + to].iter_mut().for_each(|s| *s += 1);
            continue;
        }
        let first = from / STRIP;
        for (i, sums) in sums[first..=(to - 1) / STRIP].iter_mut().enumerate() {
            let start = (first + i) * STRIP;
            sums[reach + y] += (to.min(start + STRIP) - from.max(start)) as i32;
        }
    }
    Some(Strips { sums, reach })
}

/// Tangent of a small angle in degrees, by its series: the same on every platform.
fn tangent(degrees: f32) -> f32 {
    let a = f64::from(degrees) * 0.017_453_292_519_943_295;
    let s = a * a;
    (a * (1. + s * (1. / 3. + s * (2. / 15. + s * (17. / 315.))))) as f32
}

impl Strips {
    /// Sum of squared jumps between rows that rise to the right by `degrees`.
    fn energy(&self, degrees: f32) -> f64 {
        let slope = tangent(degrees);
        let rows = self.sums.first().map_or(0, |s| s.len() - 2 * self.reach);
        let mut total = vec![0i32; rows];
        let middle = (self.sums.len() as f32 - 1.) / 2.;
        for (i, strip) in self.sums.iter().enumerate() {
            // A line that rises to the right lies higher (at smaller y) there.
            let shift = (-(i as f32 - middle) * STRIP as f32 * slope).round() as i64;
            let from = (self.reach as i64 + shift).clamp(0, 2 * self.reach as i64) as usize;
            for (t, s) in total.iter_mut().zip(&strip[from..from + rows]) {
                *t = t.wrapping_add(*s);
            }
        }
        let jumps = total.windows(2).map(|p| i64::from(p[1].wrapping_sub(p[0])));
        jumps.map(|d| d.wrapping_mul(d)).fold(0i64, i64::wrapping_add) as f64
    }
}
