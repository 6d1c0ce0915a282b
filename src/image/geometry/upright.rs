//! Which way up the text is.
//!
//! Sideways: lines of text make sharper column sums than row sums. Upside down: in every European script
//! letters stand on a common base line and differ at their tops (x-height, ascenders, capitals, digits),
//! while few hang below; so along a line of text more bottoms agree than tops. Both need strong evidence:
//! a page that is left alone can still be turned by hand, a page turned wrongly shocks.

use super::marks::{Mark, Marks};
use super::skew::{self, Skew};

/// Reading direction of a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Upright {
    /// Degrees clockwise that the view must be turned by: 0, 90, 180 or 270.
    pub(super) turn: u16,
}

/// Columns must be this much sharper than rows.
const SIDEWAYS: f64 = 1.6;
/// Least lead of one count over the other, in standard deviations.
const LEAD: f32 = 3.;
/// Least number of telling letters.
const LETTERS: u32 = 30;

/// Is it of the size of letters or short words? `mm` is pixels to the millimetre.
pub(super) fn is_text(mark: &Mark, mm: f32) -> bool {
    let (w, h) = (mark.width() as f32 / mm, mark.height() as f32 / mm);
    (0.9..9.).contains(&w.max(h)) && w.min(h) > 0.25 && mark.area as f32 > 0.12 * w * h * mm * mm
}

/// Tells the turn, given the rows' skew. `mm` is pixels to the millimetre.
pub(super) fn upright(marks: &Marks, rows: &Skew, mm: f32) -> Upright {
    let text = |m: &Mark| is_text(m, mm);
    let level = skew::skew(marks, 3., false, text);
    let down = skew::skew(marks, 3., true, text);
    let sideways = match (&level, &down) {
        (Some(r), Some(c)) => {
            c.energy > SIDEWAYS * r.energy.max(rows_energy(marks, rows, mm)) && c.contrast > 1.3
        }
        _ => false,
    };
    // Read from below, a line that leans right leans down.
    let slope = if sideways { -down.map_or(0., |s| s.degrees) } else { rows.degrees };
    let lead = lead(marks, slope, mm, sideways);
    let turn = match (sideways, lead) {
        (false, l) if l < -LEAD => 180,
        // Turned so that its lines run downwards: tops of letters look right, so turn left; or the reverse.
        (true, l) if l > LEAD => 90,
        (true, l) if l < -LEAD => 270,
        _ => 0,
    };
    Upright { turn }
}

/// Sharpness of rows at the page's own skew, when that is wider than the narrow search.
fn rows_energy(marks: &Marks, rows: &Skew, mm: f32) -> f64 {
    match rows.degrees.abs() > 3. {
        true => skew::skew(marks, skew::WIDEST, false, |m| is_text(m, mm)).map_or(0., |s| s.energy),
        false => 0.,
    }
}

/// A letter in line coordinates: `along` the line, `top` and `bottom` across it, skew taken out.
#[derive(Clone, Copy)]
struct Letter {
    start: f32,
    end: f32,
    top: f32,
    bottom: f32,
}

/// By how many standard deviations bottoms agree more than tops. For sideways text "down" is to the left,
/// as if the view were turned 270 degrees clockwise.
fn lead(marks: &Marks, degrees: f32, mm: f32, sideways: bool) -> f32 {
    let slope = (degrees.to_radians() * 16384.).round() / 16384.;
    let mut letters: Vec<Letter> = Vec::new();
    for m in marks.marks.iter().filter(|m| is_text(m, mm)) {
        let (l, t, r, b) = (m.left as f32, m.top as f32, m.right as f32, m.bottom as f32);
        let (start, end, top, bottom) = match sideways {
            // Read from the view's bottom to its top, letters' tops to the left.
            true => (-b, -t, l, r),
            false => (l, r, t, b),
        };
        if end - start > 2.5 * (bottom - top) || bottom - top > 6. * mm {
            continue;
        }
        let lift = slope * (start + end) / 2.;
        letters.push(Letter { start, end, top: top + lift, bottom: bottom + lift });
    }
    let (mut stand, mut hang) = (0u32, 0u32);
    for line in lines(&mut letters) {
        let (s, h) = count(&line);
        stand += s;
        hang += h;
    }
    match stand + hang {
        n if n < LETTERS => 0.,
        n => (stand as f32 - hang as f32) / (n as f32).sqrt(),
    }
}

/// Chains letters to lines: each joins the line whose last letter is near and overlaps it in height.
fn lines(letters: &mut [Letter]) -> Vec<Vec<Letter>> {
    letters.sort_by(|a, b| a.start.total_cmp(&b.start).then(a.top.total_cmp(&b.top)));
    let mut open: Vec<Vec<Letter>> = Vec::new();
    let mut done: Vec<Vec<Letter>> = Vec::new();
    for letter in letters.iter() {
        let height = letter.bottom - letter.top;
        let mut best: Option<(usize, f32)> = None;
        let mut i = 0;
        while i < open.len() {
            let Some(last) = open[i].last() else { break };
            let gap = letter.start - last.end;
            let size = height.max(last.bottom - last.top);
            if gap > 2.5 * size.max(12.) {
                done.push(open.swap_remove(i));
                continue;
            }
            let overlap = letter.bottom.min(last.bottom) - letter.top.max(last.top);
            if overlap > 0.5 * height.min(last.bottom - last.top) && best.is_none_or(|(_, g)| gap < g) {
                best = Some((i, gap));
            }
            i += 1;
        }
        match best {
            Some((i, _)) => open[i].push(*letter),
            None => open.push(vec![*letter]),
        }
    }
    done.append(&mut open);
    done.retain(|line| line.len() >= 5);
    done
}

/// Letters of one line that stand on the common base with a top of their own, and the reverse.
fn count(line: &[Letter]) -> (u32, u32) {
    let median = |pick: fn(&Letter) -> f32| {
        let mut v: Vec<f32> = line.iter().map(pick).collect();
        v.sort_by(f32::total_cmp);
        v[v.len() / 2]
    };
    let (top, bottom) = (median(|l| l.top), median(|l| l.bottom));
    let size = bottom - top;
    if size < 4. {
        return (0, 0);
    }
    let (near, far) = ((0.12 * size).max(1.05), 0.24 * size);
    let (mut stand, mut hang) = (0, 0);
    for l in line.iter().filter(|l| l.bottom - l.top > 0.45 * size && l.bottom - l.top < 2.2 * size) {
        let (high, low) = ((l.top - top).abs(), (l.bottom - bottom).abs());
        if low <= near && high >= far {
            stand += 1;
        } else if high <= near && low >= far {
            hang += 1;
        }
    }
    (stand, hang)
}
