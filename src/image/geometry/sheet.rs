//! Which four of the edges are the sheet.
//!
//! Every pair of steep lines is tried with every pair of flat ones; the sides of the frame may stand in
//! where the sheet runs out of the picture. The best quad is the one whose sides really carry edges from
//! corner to corner, that is large, and has the angles of a sheet seen by a camera. How
//! likely it must be is for the caller to say: a missed sheet costs some background, a wrong one text.

use super::edges::{Edges, Line, edges};
use super::look::Look;
use super::matrix::{Point, Quad, area, distance};

/// A sheet in the coordinates of the stored pixels.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Corners clockwise from the top left as stored.
    pub(super) corners: Quad,
    /// Sides (top, right, bottom, left, as stored) that are the frame's, not the sheet's.
    pub(super) outside: [bool; 4],
    /// 0..1
    pub(super) confidence: f32,
    /// Share of the pixels beyond the sheet that look like text or lines.
    pub(super) busy: f32,
}

/// Worth of a side that is the frame's: no evidence against it, little for it.
const FRAME_SIDE: f32 = 0.40;

/// The likeliest sheet, be it likely or not.
pub(super) fn find(look: &Look) -> Option<Found> {
    let field = edges(&look.small, look.coloured);
    let (w, h) = (field.width as f32, field.height as f32);
    if w < 32. || h < 32. {
        return None;
    }
    let with_frame = |flat: bool, far: f32| {
        let mut lines = field.lines(flat);
        lines.push(Line::frame(0.));
        lines.push(Line::frame(far));
        lines
    };
    let (steep, flat) = (with_frame(false, w), with_frame(true, h));
    let best = best_quad(&field, &steep, &flat)?;
    let f = look.small_factor as f64;
    let corners = best.corners.map(|(x, y)| (x * f, y * f));
    // Clear of the sides themselves, and of shadows beside them.
    let away = 0.012 * f64::from(w.max(h));
    let beyond =
        |x: f64, y: f64| (0..4).any(|i| beyond(best.corners[i], best.corners[(i + 1) % 4], (x, y)) > away);
    Some(Found { corners, busy: field.detail_where(beyond), ..best })
}

fn best_quad(field: &Edges, steep: &[Line], flat: &[Line]) -> Option<Found> {
    let (w, h) = (field.width as f32, field.height as f32);
    let pairs = |lines: &[Line], along: f32, across: f32| {
        let mut out = Vec::new();
        for (i, a) in lines.iter().enumerate() {
            for (j, b) in lines.iter().enumerate() {
                let (start, end) = (b.at(0.) - a.at(0.), b.at(along) - a.at(along));
                if i != j && start.min(end) > across * 0.2 {
                    out.push((i, j));
                }
            }
        }
        out
    };
    let mut best: Option<Found> = None;
    let rows = pairs(flat, w, h);
    for (l, r) in pairs(steep, h, w) {
        for &(t, b) in &rows {
            let sides = [&flat[t], &steep[r], &flat[b], &steep[l]];
            let better = |found: &Found| best.as_ref().is_none_or(|b| found.confidence > b.confidence);
            if let Some(found) = judge(sides, w, h).filter(better) {
                best = Some(found);
            }
        }
    }
    best
}

/// Where a steep and a flat line meet.
fn meet(steep: &Line, flat: &Line) -> Point {
    let (m, n) = (f64::from(steep.slope), f64::from(flat.slope));
    let y = (n * f64::from(steep.offset) + f64::from(flat.offset)) / (1. - m * n);
    (m * y + f64::from(steep.offset), y)
}

/// How far a point lies to the left of the way from `a` to `b`: outside of a clockwise quad.
fn beyond(a: Point, b: Point, p: Point) -> f64 {
    ((b.1 - a.1) * (p.0 - a.0) - (b.0 - a.0) * (p.1 - a.1)) / distance(a, b).max(1e-6)
}

/// Sides: top, right, bottom, left.
fn judge(sides: [&Line; 4], w: f32, h: f32) -> Option<Found> {
    let [top, right, bottom, left] = sides;
    let q: Quad = [meet(left, top), meet(right, top), meet(right, bottom), meet(left, bottom)];
    let outside = sides.map(Line::is_frame);
    let frames = outside.iter().filter(|f| **f).count();
    if frames > 2 || frames == 2 && outside[0] == outside[2] {
        return None;
    }
    let margin = 0.12 * f64::from(w.max(h));
    let (w64, h64) = (f64::from(w), f64::from(h));
    if q.iter().any(|p| p.0 < -margin || p.1 < -margin || p.0 > w64 + margin || p.1 > h64 + margin) {
        return None;
    }
    let share = (area(&q) / (w64 * h64)) as f32;
    if share < 0.12 {
        return None;
    }
    let shape = shape(&q, frames > 0)?;
    let spans = [(q[0].0, q[1].0), (q[1].1, q[2].1), (q[3].0, q[2].0), (q[0].1, q[3].1)];
    let mut worth = [0f32; 4];
    let mut outward = 0;
    for i in 0..4 {
        if outside[i] {
            worth[i] = FRAME_SIDE;
            continue;
        }
        let s = sides[i].support(spans[i].0 as f32, spans[i].1 as f32);
        worth[i] = s.share * (0.7 + 0.3 * (s.strength / 24.).min(1.));
        // On the top and left side of a sheet that is brighter than what it lies on, light rises.
        outward += usize::from(s.rising != (i == 0 || i == 3));
    }
    let least = worth.iter().copied().fold(1., f32::min);
    let mean = worth.iter().sum::<f32>() / 4.;
    // Darker than what is around it is a printed panel sooner than a sheet.
    let paper = [1., 0.95, 0.88, 0.72, 0.6][outward];
    let size = share.min(1.).sqrt().sqrt();
    let confidence = (0.5 * least + 0.5 * mean) * (0.45 + 0.55 * size) * shape * paper;
    Some(Found { corners: q, outside, confidence, busy: 0. })
}

/// 0..1: how much the angles and proportions are those of a sheet; `None` when they cannot be.
fn shape(q: &Quad, cut: bool) -> Option<f32> {
    let side = |i: usize| distance(q[i], q[(i + 1) % 4]);
    let mut worst: f64 = 0.;
    for i in 0..4 {
        let (a, b, c) = (q[(i + 3) % 4], q[i], q[(i + 1) % 4]);
        let (u, v) = ((a.0 - b.0, a.1 - b.1), (c.0 - b.0, c.1 - b.1));
        let cos = (u.0 * v.0 + u.1 * v.1) / (distance(a, b) * distance(c, b)).max(1e-6);
        worst = worst.max(cos.abs());
    }
    let taper = |a: f64, b: f64| a.max(b) / a.min(b).max(1e-6);
    if worst > 0.45 || taper(side(0), side(2)) > 1.7 || taper(side(1), side(3)) > 1.7 {
        return None;
    }
    let ratio = (side(1) + side(3)) / (side(0) + side(2)).max(1e-6);
    let ratio = if ratio < 1. { 1. / ratio } else { ratio };
    if ratio > 4. {
        return None;
    }
    // A cut sheet may have any proportion.
    let off = if cut { 0. } else { (ratio - 1.414).abs() };
    let a4 = 1. / (1. + (off / 0.6) * (off / 0.6));
    Some(((0.75 + 0.25 * a4) * (1. - 0.4 * worst * worst)) as f32)
}
