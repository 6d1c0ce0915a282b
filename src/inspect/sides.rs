//! Text that runs off a side.
//!
//! Only sides of the frame count, and only where the sheet reaches them: what lies wholly inside the
//! picture cannot be cut. A cut shows as letters that touch the side: lines of text at the left and right,
//! rows of letters at the top and bottom. One touching shape proves nothing (a rule, a band, a streak of
//! the scanner, a shadow), so a shape counts only with the company that text keeps.

use super::marks::{Mark, text_like};
use super::reduce::Small;
use crate::raster::Grey;

/// Text that touches each side: top, right, bottom, left.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Touching {
    /// Lines (left, right) or letters (top, bottom) that touch.
    pub(super) text: [u32; 4],
    /// Rules and bars that run off at a right angle and do not cross the whole sheet; each counts twice where
    /// the sheet runs out of a picture and is narrower than paper is: a part of it is missing.
    pub(super) rules: [u32; 4],
    /// Does the sheet reach this side of the frame?
    pub(super) reached: [bool; 4],
}

/// Distance from the frame within which a side of the sheet is the frame's, in inches.
const REACH: f32 = 0.06;
/// Proportion beyond which a sheet that runs out of the picture has lost a part: A4 seen at a slant reaches 1.54.
const NARROW: f32 = 1.6;
/// Samples from the frame within which a mark touches it.
const TOUCH: usize = 1;

/// Looks along the four sides of the frame.
pub(super) fn look(small: &Small, depth: &Grey, marks: &[Mark], threshold: u8) -> Touching {
    let mut out = Touching { reached: reached(small), ..Touching::default() };
    let (w, h) = (small.grey.width, small.grey.height);
    for side in 0..4 {
        if !out.reached[side] {
            continue;
        }
        // every side is looked at as if it were the left one: `near` is the distance from it
        let flip = |m: &Mark| match side {
            0 => Seen { near: m.top, far: m.bottom, from: m.left, to: m.right },
            1 => Seen { near: w - 1 - m.right, far: w - 1 - m.left, from: m.top, to: m.bottom },
            2 => Seen { near: h - 1 - m.bottom, far: h - 1 - m.top, from: m.left, to: m.right },
            _ => Seen { near: m.left, far: m.right, from: m.top, to: m.bottom },
        };
        let weight = if !out.reached[(side + 2) % 4] && narrow(small, side) { 2 } else { 1 };
        out.rules[side] = weight * rules(depth, threshold, small.dpi, side);
        out.text[side] =
            if side % 2 == 1 { lines(small.dpi, marks, flip) } else { letters(small.dpi, marks, flip) };
    }
    out
}

/// A mark as seen from a side: distance from it, and place along it, both inclusive.
#[derive(Clone, Copy)]
struct Seen {
    near: usize,
    far: usize,
    from: usize,
    to: usize,
}

impl Seen {
    fn along(&self) -> f32 {
        (self.to - self.from + 1) as f32
    }

    fn across(&self) -> f32 {
        (self.far - self.near + 1) as f32
    }

    fn touches(&self) -> bool {
        self.near <= TOUCH
    }
}

fn reached(small: &Small) -> [bool; 4] {
    let (w, h) = (small.grey.width as f32, small.grey.height as f32);
    let near = small.dpi * REACH;
    // its middle at the frame or beyond it, or one corner well beyond: a sheet laid askew crosses the frame's side
    let at = |distance: fn(&(f32, f32), f32, f32) -> f32| {
        let mut d = small.quad.map(|c| distance(&c, w, h));
        d.sort_by(f32::total_cmp);
        f32::midpoint(d[0], d[1]) <= near || d[0] <= -4. * near
    };
    [at(|c, _, _| c.1), at(|c, w, _| w - c.0), at(|c, _, h| h - c.1), at(|c, _, _| c.0)]
}

/// Is the sheet seen narrower, at a right angle to this side, than A4 and A5 are upright?
fn narrow(small: &Small, side: usize) -> bool {
    let q = &small.quad;
    let (mut level, mut steep) = (0f32, 0f32);
    for i in 0..4 {
        let (dx, dy) = (q[(i + 1) % 4].0 - q[i].0, q[(i + 1) % 4].1 - q[i].1);
        let long = (dx * dx + dy * dy).sqrt();
        if dx.abs() > dy.abs() { level += long } else { steep += long }
    }
    let (along, across) = if side % 2 == 1 { (steep, level) } else { (level, steep) };
    along > NARROW * across
}

/// Lines of text that touch: a touching letter and at least two more behind it in the same line.
fn lines(dpi: f32, marks: &[Mark], flip: impl Fn(&Mark) -> Seen) -> u32 {
    let mm = dpi / 25.4;
    let text: Vec<Seen> = marks.iter().filter(|m| text_like(m, dpi)).map(&flip).collect();
    let cut = |s: &&Seen| s.touches() && s.along() >= mm && s.along() <= 10. * mm;
    let mut count = 0;
    for first in marks.iter().map(&flip).collect::<Vec<_>>().iter().filter(cut) {
        let (mut end, mut company) = (first.far as f32, 0);
        let middle = (first.from + first.to) as f32 / 2.;
        let mut line: Vec<&Seen> = text
            .iter()
            .filter(|s| {
                !s.touches()
                    && ((s.from + s.to) as f32 / 2. - middle).abs() < 1.6 * mm
                    && s.along() < 2.5 * first.along().max(1.5 * mm)
            })
            .collect();
        line.sort_by_key(|s| s.near);
        for s in line {
            if s.near as f32 > end + 5. * mm {
                break;
            }
            end = end.max(s.far as f32);
            company += 1;
        }
        count += u32::from(company >= 2);
    }
    count
}

/// Letters of a row that the side cuts: touching shapes, at least four, each near the next.
fn letters(dpi: f32, marks: &[Mark], flip: impl Fn(&Mark) -> Seen) -> u32 {
    let mm = dpi / 25.4;
    let mut cut: Vec<Seen> = marks
        .iter()
        .map(flip)
        .filter(|s| s.touches() && s.along() <= 12. * mm && s.across() <= 10. * mm && s.across() >= 2.)
        .collect();
    cut.sort_by_key(|s| s.from);
    let (mut total, mut run) = (0, 0);
    let mut end = f32::MIN;
    for s in &cut {
        if s.from as f32 > end + 5. * mm {
            total += if run >= 4 { run } else { 0 };
            run = 0;
        }
        run += 1;
        end = s.to as f32;
    }
    total + if run >= 4 { run } else { 0 }
}

/// Places where a thin straight rule leaves at a right angle: dark at the side, followed inwards for more
/// than 4 mm, and ending on the sheet. What crosses the whole sheet is ruled paper or a scanner's streak.
fn rules(depth: &Grey, threshold: u8, dpi: f32, side: usize) -> u32 {
    let mm = dpi / 25.4;
    let (w, h) = (depth.width, depth.height);
    let (along, across) = if side.is_multiple_of(2) { (w, h) } else { (h, w) };
    let dark = |near: usize, at: usize| {
        let (x, y) = match side {
            0 => (at, near),
            1 => (w - 1 - near, at),
            2 => (at, h - 1 - near),
            _ => (near, at),
        };
        depth.data[y * w + x] > threshold
    };
    let (longest, least) = ((1.2 * mm).max(3.) as usize, (4. * mm) as usize);
    if across <= 4 * least {
        return 0;
    }
    let mut count = 0;
    let mut at = 1;
    while at + 1 < along {
        if !dark(2, at) {
            at += 1;
            continue;
        }
        let from = at;
        while at < along && dark(2, at) {
            at += 1;
        }
        if at - from <= longest {
            let start = (from + at - 1) / 2;
            let (length, end) = follow(&dark, start, along, across);
            let straight = end.abs_diff(start) <= 2 + length / 8;
            // paper on both sides of the rule, 1 mm away: the edge of a shadow has it on one at most
            let beside = mm.max(3.).round() as usize;
            let clear = |near: &usize| {
                let middle = (start * length.saturating_sub(*near) + end * near) / length.max(1);
                middle >= beside
                    && middle + beside < along
                    && !dark(*near, middle - beside)
                    && !dark(*near, middle + beside)
            };
            let alone = (2..least).filter(clear).count() * 10 >= least.saturating_sub(2) * 6;
            count += u32::from(length >= least && length < across * 7 / 10 && straight && alone);
        }
    }
    count
}

/// How far inwards a line goes on that starts at `at`, and where it ends along the side; it may drift and
/// have gaps of two samples.
fn follow(
    dark: &impl Fn(usize, usize) -> bool,
    mut at: usize,
    along: usize,
    across: usize,
) -> (usize, usize) {
    let mut missed = 0;
    for near in 2..across {
        let next = [at, at.saturating_sub(1), at + 1].into_iter().find(|p| *p < along && dark(near, *p));
        match next {
            Some(p) => (at, missed) = (p, 0),
            None => missed += 1,
        }
        if missed > 2 {
            return (near - missed, at);
        }
    }
    (across, at)
}
