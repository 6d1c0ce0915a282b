//! A corner that is folded over: a triangle of the ground at the sheet's corner, and as large a one of paper that
//! lies on what was written.

use super::Field;
use super::beside::{GOES_ON, Turned};

/// Shortest side of the triangle, mm.
const LEAST_MM: f32 = 12.;
/// Share of a triangle's area that a shape may be off.
const TRIANGLE: f32 = 0.4;
/// Beside the fold's edge, mm: where lines of text end outside, and where there is none inside.
const OUTSIDE: (f32, f32) = (0.4, 3.);
const INSIDE: (f32, f32) = (2., 6.);

type Point = (f32, f32);

/// A fold: its ends on the two sides of the sheet, and where the corner lies now.
pub(super) struct Fold {
    ends: [Point; 2],
    over: Point,
}

/// Is a shape the ground past a folded corner?
pub(super) fn find(field: &Field<'_>, shape: &[usize]) -> Option<Fold> {
    let limit = field.half_way(shape)?;
    (0..4).find_map(|corner| at_corner(field, shape, corner, limit))
}

fn at_corner(field: &Field<'_>, shape: &[usize], corner: usize, limit: f32) -> Option<Fold> {
    let quad = field.small.quad;
    let (c, next, before) = (quad[corner], quad[(corner + 1) % 4], quad[(corner + 3) % 4]);
    let mm = field.small.dpi / 25.4;
    let (along, down) = (unit(c, next)?, unit(c, before)?);
    let inset = 2. * mm;
    // Seen a little inside the sides, both are shorter by the share that the other one is long.
    let start = (c.0 + (along.0 + down.0) * inset, c.1 + (along.1 + down.1) * inset);
    let seen = [reach(field, start, along, limit)? + inset, reach(field, start, down, limit)? + inset];
    let mut legs = seen;
    for _ in 0..3 {
        legs = [0, 1].map(|i| seen[i] / (1. - (inset / legs[1 - i].max(2. * inset))).max(0.5));
    }
    let cell = (field.cells.side * field.cells.side) as f32;
    let (area, whole) = (shape.len() as f32 * cell, legs[0] * legs[1] / 2.);
    if legs[0].min(legs[1]) < LEAST_MM * mm || (area / whole - 1.).abs() > TRIANGLE {
        return None;
    }
    let ends = [
        (c.0 + along.0 * legs[0], c.1 + along.1 * legs[0]),
        (c.0 + down.0 * legs[1], c.1 + down.1 * legs[1]),
    ];
    let axis = unit(ends[0], ends[1])?;
    let on = (c.0 - ends[0].0) * axis.0 + (c.1 - ends[0].1) * axis.1;
    let foot = (ends[0].0 + axis.0 * on, ends[0].1 + axis.1 * on);
    Some(Fold { ends, over: (2. * foot.0 - c.0, 2. * foot.1 - c.1) })
}

/// How far the ground, darker than `limit`, is seen from a place on, samples: to the last of it before 2 mm of paper.
fn reach(field: &Field<'_>, start: Point, along: Point, limit: f32) -> Option<f32> {
    let (mm, mut last) = (field.small.dpi / 25.4, None);
    for step in 0..field.small.grey.width.max(field.small.grey.height) {
        let far = step as f32;
        let place = (start.0 + along.0 * far, start.1 + along.1 * far);
        // A corner may lie beyond the frame: what is not seen there is no end.
        match field.mean(place, 1) {
            Some(level) if level < limit => last = Some(far),
            Some(_) if far - last.unwrap_or(0.) > 2. * mm => break,
            _ => {}
        }
    }
    last
}

impl Fold {
    /// Lines of text that end at the paper folded over.
    pub(super) fn lines(&self, text: &Turned<'_>) -> u32 {
        let (length, height) = text.size();
        let [a, b, over] = [self.ends[0], self.ends[1], self.over].map(|p| text.turn(p));
        let mut rows = vec![[None; 2]; height];
        let (mut ending, mut going_on) = (0, 0);
        for (v, shown) in rows.iter_mut().enumerate() {
            let mut found = [(a, b, false), (a, over, true), (b, over, true)]
                .map(|(p, q, free)| (crossing(p, q, v), free));
            found.sort_by(|p, q| p.0.unwrap_or(f32::MAX).total_cmp(&q.0.unwrap_or(f32::MAX)));
            let [(Some(left), free_left), (Some(right), free_right), _] = found else { continue };
            let inside = (INSIDE.0, INSIDE.1.min((right - left) / text.mm() - 1.));
            for (side, (u, free)) in [(left, free_left), (right, free_right)].into_iter().enumerate() {
                if !free || u < 0. || u as usize >= length {
                    continue;
                }
                let right = side == 1;
                let within = Some(inside).filter(|(from, to)| from < to);
                let goes_on = within.and_then(|inside| text.ink(v, u as usize, !right, inside)).is_some();
                shown[side] = text.ink(v, u as usize, right, OUTSIDE).filter(|_| !goes_on);
                going_on += u32::from(goes_on);
                ending += u32::from(shown[side].is_some());
            }
        }
        let covers = going_on as f32 <= GOES_ON * (ending + going_on) as f32;
        let side = |side: usize| rows.iter().map(|shown| shown[side]).collect::<Vec<_>>();
        if covers { text.count(&side(0)) + text.count(&side(1)) } else { 0 }
    }
}

/// Where the line between two places crosses a row.
fn crossing(p: Point, q: Point, v: usize) -> Option<f32> {
    let (top, bottom) = if p.1 < q.1 { (p, q) } else { (q, p) };
    let at = v as f32 + 0.5;
    (top.1 <= at && at < bottom.1).then(|| top.0 + (bottom.0 - top.0) * (at - top.1) / (bottom.1 - top.1))
}

fn unit(from: Point, to: Point) -> Option<Point> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt();
    (length > 1.).then(|| (dx / length, dy / length))
}
