//! A side of the sheet that the picture does not show.
//!
//! A cut between two lines of text leaves nothing that touches a side of the frame. What tells it then is the sheet: three
//! of its sides are seen, the fourth is the frame's, and what is seen is shorter than paper is, or writing goes on to that
//! side. How much of it carries writing cannot be known; that it is not all there can.

use super::Gate;
use super::marks::{Mark, text_like};
use super::reduce::Small;
use super::report::Measures;

/// Proportions of paper, long side over short: A4, A5 and near all of what is prescribed on.
const PAPER: f32 = std::f32::consts::SQRT_2;
/// A sheet seen at a slant looks shorter by this share without being so.
const SLANT: f32 = 0.93;

/// Writing this near to a side of the frame, mm, may go on beyond it: few printers or pens come nearer to a sheet's side.
const GOES_ON_MM: f32 = 8.;
/// Share of the sheet beyond such a side that shows that it does; less is the slant of the picture.
const GOES_ON: f32 = 0.02;

/// Does this side of the frame hide part of the sheet? Much must be missing where no writing is near, little where it is,
/// and nothing where it is nearer than margins are: then half a sheet may have been left out, which has a sheet's proportion
/// too.
pub(super) fn is_cut(m: &Measures, gate: &Gate, side: usize) -> bool {
    if !runs_out(m.reached, side) {
        return false;
    }
    let (share, near) = (m.missing[side], m.text_near_mm[side]);
    share > gate.cut_missing || near < gate.cut_near_mm || (near < GOES_ON_MM && share > GOES_ON)
}

/// Is this the one side of the sheet that the picture does not show?
fn runs_out(reached: [bool; 4], side: usize) -> bool {
    (0..4).all(|s| reached[s] == (s == side))
}

/// Share of the sheet, 0..1, that lies beyond each side of the frame (top, right, bottom, left) if it is paper of the usual
/// proportion. Only where the opposite side is seen, and both sides between them are seen to run out.
pub(super) fn shares(small: &Small, reached: [bool; 4]) -> [f32; 4] {
    let mut out = [0.; 4];
    for side in (0..4).filter(|side| runs_out(reached, *side)) {
        out[side] = share(small, side);
    }
    out
}

fn share(small: &Small, side: usize) -> f32 {
    let q = &small.quad;
    let (mut level, mut steep) = (0f32, 0f32);
    for i in 0..4 {
        let (dx, dy) = (q[(i + 1) % 4].0 - q[i].0, q[(i + 1) % 4].1 - q[i].1);
        let long = (dx * dx + dy * dy).sqrt();
        if dx.abs() > dy.abs() { level += long } else { steep += long }
    }
    let (along, across) = if side % 2 == 1 { (steep, level) } else { (level, steep) };
    if along < 1. || across < 1. {
        return 0.;
    }
    let seen = across / along;
    // upright paper cut at top or bottom, or lying across cut at its left or right; else the other way round
    let whole = if seen > 1. / (PAPER * SLANT) { PAPER } else { 1. / PAPER };
    (1. - seen / (whole * SLANT)).max(0.)
}

/// Distance of the nearest line of writing from each side of the frame, mm; lines are of three marks or more.
pub(super) fn nearest(small: &Small, marks: &[Mark]) -> [f32; 4] {
    let (w, h) = (small.grey.width, small.grey.height);
    let mm = 25.4 / small.dpi;
    let text: Vec<&Mark> = marks.iter().filter(|m| text_like(m, small.dpi)).collect();
    [0, 1, 2, 3].map(|side| {
        let mut near: Vec<usize> = text
            .iter()
            .map(|m| match side {
                0 => m.top,
                1 => w - 1 - m.right,
                2 => h - 1 - m.bottom,
                _ => m.left,
            })
            .collect();
        near.sort_unstable();
        near.get(2).map_or(f32::MAX, |n| *n as f32 * mm)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Grey;

    /// A sheet whose sides lie at `left`, `top`, `right`, `bottom` of a picture of 800 x 1000 samples.
    fn seen(left: f32, top: f32, right: f32, bottom: f32) -> Small {
        let quad = [(left, top), (right, top), (right, bottom), (left, bottom)];
        Small { grey: Grey::new(800, 1000, 200), dpi: 100., quad }
    }

    #[test]
    fn a_sheet_that_runs_out_is_short() {
        let bottom = shares(&seen(100., 300., 700., 1000.), [false, false, true, false]);
        assert!(bottom[2] > 0.1 && bottom[2] < 0.2, "{bottom:?}");
        let left = shares(&seen(0., 100., 400., 948.), [false, false, false, true]);
        assert!(left[3] > 0.25 && left[3] < 0.35, "{left:?}");
    }

    #[test]
    fn whole_paper_at_a_side_is_not() {
        let upright = shares(&seen(100., 151., 700., 1000.), [false, false, true, false]);
        let across = shares(&seen(0., 100., 800., 666.), [false, false, false, true]);
        assert_eq!([upright, across], [[0.; 4]; 2]);
        // upright, a corner beyond the left side, and a little narrower than paper is
        assert_eq!(shares(&seen(0., 0., 670., 1000.), [false, false, false, true]), [0.; 4]);
        // on a scanner's bed all sides may be the frame's: nothing is known
        assert_eq!(shares(&seen(0., 0., 800., 700.), [true; 4]), [0.; 4]);
    }

    #[test]
    fn writing_up_to_the_side_that_is_not_seen_goes_on() {
        let gate = Gate::default();
        let cut = |reached: [bool; 4], share: f32, near: f32| {
            let m = Measures {
                reached,
                missing: [share, 0., 0., 0.],
                text_near_mm: [near, 50., 50., 50.],
                ..Measures::default()
            };
            is_cut(&m, &gate, 0)
        };
        let top = [true, false, false, false];
        // half a sheet has a sheet's proportion: only the writing tells
        assert_eq!([2., 4.9, 5.1, 30.].map(|near| cut(top, 0., near)), [true, true, false, false]);
        assert_eq!([7., 9.].map(|near| cut(top, 0.03, near)), [true, false]);
        assert_eq!([0.1, 0.13].map(|share| cut(top, share, 30.)), [false, true]);
        // a scanner's bed: writing near a side is just that
        assert!(!cut([true; 4], 0., 1.) && !cut([true, true, false, false], 0., 1.));
    }
}
