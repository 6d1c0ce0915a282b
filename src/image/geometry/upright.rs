//! Which way up the text is.
//!
//! Sideways: lines of text make sharper column sums than row sums. Upside down: in every European script
//! letters stand on a common base line and differ at their tops (x-height, ascenders, capitals, digits),
//! while few hang below; so along a line of text more bottoms agree than tops. Both need strong evidence:
//! a page that is left alone can still be turned by hand, a page turned wrongly shocks. Where the letters are too few
//! for that, as by hand, the margin that lines begin at (`margins`) may bear them out.

use super::margins::{self, Margins};
use super::marks::{Mark, Marks};
use super::neighbours;
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
const LETTERS: u32 = 24;
/// The same where the lines' margin says so too.
const LEAN: f32 = 1.;
const FEW: f32 = 4.;
/// Least lead as a share of all telling letters: many letters make a slight lead significant, not true.
const SLIGHT: f32 = 0.25;
/// From this share of neighbours above and below one another on, text runs down the page; up to the other,
/// it runs across. Between them the sharpness of columns decides.
const SURE_NEIGHBOURS: f32 = 0.68;
const OPEN_NEIGHBOURS: f32 = 0.42;
/// Dots and accents are no larger than this, in millimetres.
const DOT_MM: f32 = 1.6;

/// Is it of the size of letters or short words? `mm` is pixels to the millimetre.
pub(super) fn is_text(mark: &Mark, mm: f32) -> bool {
    let (w, h) = (mark.width() as f32 / mm, mark.height() as f32 / mm);
    (0.9..9.).contains(&w.max(h)) && w.min(h) > 0.25 && mark.area as f32 > 0.12 * w * h * mm * mm
}

/// Tells the turn, given the rows' skew. `mm` is pixels to the millimetre.
pub(super) fn upright(marks: &Marks, rows: &Skew, mm: f32) -> Upright {
    let votes = neighbours::votes(marks, mm);
    let text = |m: &Mark| is_text(m, mm);
    let sideways = match votes {
        Some(votes) if votes.share() > SURE_NEIGHBOURS => true,
        Some(votes) if votes.share() < OPEN_NEIGHBOURS => false,
        _ => sharper_columns(marks, rows, mm),
    };
    // Read from below, a line that leans right leans down.
    let slope = match sideways {
        true => -skew::skew(marks, skew::WIDEST, true, text).map_or(0., |s| s.degrees),
        false => rows.degrees,
    };
    let place = along(slope, sideways);
    let evidence = evidence(marks, mm, &place);
    let stands = if !sideways && evidence.lead() > LEAD {
        Some(true) // which most pages do: nothing more to ask
    } else {
        evidence.stands(margins::margins(marks, mm, &place))
    };
    let turn = match (sideways, stands) {
        (false, Some(false)) => 180,
        // Turned so that its lines run downwards: tops of letters look right, so turn left; or the reverse.
        (true, Some(true)) => 90,
        (true, Some(false)) => 270,
        _ => 0,
    };
    Upright { turn }
}

/// Are the columns clearly sharper than the rows, also than the rows at the page's own skew?
fn sharper_columns(marks: &Marks, rows: &Skew, mm: f32) -> bool {
    let text = |m: &Mark| is_text(m, mm);
    let (Some(level), Some(down)) = (skew::skew(marks, 3., false, text), skew::skew(marks, 3., true, text))
    else {
        return false;
    };
    let own = match rows.degrees.abs() > 3. {
        true => skew::skew(marks, skew::WIDEST, false, text).map_or(0., |s| s.energy),
        false => 0.,
    };
    down.energy > SIDEWAYS * level.energy.max(own) && down.contrast > 1.3
}

/// A mark in line coordinates: `start` to `end` along the line, `top` to `bottom` across it, skew taken out.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub(super) start: f32,
    pub(super) end: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Letter {
    fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// Letters that tell: those that say the view stands upright, and those that say it hangs.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    stand: u32,
    hang: u32,
}

impl Evidence {
    /// By how many standard deviations one count leads; 0 when there are too few or the lead is slight.
    fn lead(self) -> f32 {
        let (n, lead) = ((self.stand + self.hang) as f32, self.stand as f32 - self.hang as f32);
        if n < LETTERS as f32 || lead.abs() < SLIGHT * n { 0. } else { lead / n.sqrt() }
    }

    /// Does the text stand (true) or hang (false)? A lead that is not enough is when the lines' margin says the same, and
    /// one that is enough is not when it says the reverse.
    fn stands(self, margins: Margins) -> Option<bool> {
        let (n, lead) = ((self.stand + self.hang) as f32, self.stand as f32 - self.hang as f32);
        let says = lead > 0.;
        match margins.tell() {
            Some(margin) if margin != says => None,
            Some(_) if n >= FEW && lead.abs() >= LEAN * n.sqrt() => Some(says),
            _ => Some(says).filter(|_| self.lead().abs() > LEAD),
        }
    }
}

/// Puts marks into coordinates along and across lines that rise by `degrees`. For sideways text "down" is to the left, as
/// if the view were turned 270 degrees clockwise.
fn along(degrees: f32, sideways: bool) -> impl Fn(&Mark) -> Letter {
    let slope = (degrees.to_radians() * 16384.).round() / 16384.;
    move |m| {
        let (l, t, r, b) = (m.left as f32, m.top as f32, m.right as f32, m.bottom as f32);
        let (start, end, top, bottom) = match sideways {
            // Read from the view's bottom to its top, letters' tops to the left.
            true => (-b, -t, l, r),
            false => (l, r, t, b),
        };
        let (lift, shift) = (slope * (start + end) / 2., slope * (top + bottom) / 2.);
        Letter { start: start - shift, end: end - shift, top: top + lift, bottom: bottom + lift }
    }
}

/// Counts the letters that tell.
fn evidence(marks: &Marks, mm: f32, place: impl Fn(&Mark) -> Letter) -> Evidence {
    let mut letters: Vec<Letter> = marks.marks.iter().filter(|m| is_text(m, mm)).map(&place).collect();
    letters.retain(|l| l.end - l.start <= 2.5 * l.height() && l.height() <= 6. * mm);
    let dot = |m: &&Mark| m.area > 1 && m.width().max(m.height()) as f32 <= DOT_MM * mm;
    let mut dots: Vec<Letter> = marks.marks.iter().filter(dot).map(&place).collect();
    dots.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut all = Evidence::default();
    for line in lines(&mut letters) {
        let (stand, hang) = count(&line);
        let (above, below) = accents(&line, &dots);
        all.stand += stand + above;
        all.hang += hang + below;
    }
    all
}

/// Small marks that stand alone right above a letter of the line (dots and accents), and right below one.
fn accents(line: &[Letter], dots: &[Letter]) -> (u32, u32) {
    let mut sizes: Vec<f32> = line.iter().map(Letter::height).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let (mut above, mut below) = (0, 0);
    for l in line {
        let first = dots.partition_point(|d| d.start < l.start - size);
        let near = dots[first..].iter().take_while(|d| d.start < l.end).filter(|d| {
            let inside = d.end.min(l.end + 0.1 * size) - d.start.max(l.start - 0.1 * size);
            inside > 0.7 * (d.end - d.start) && d.height() < 0.5 * size && d.end - d.start < 0.8 * size
        });
        let (mut a, mut b) = (0, 0);
        for d in near.filter(|d| alone(d, dots, size)) {
            let (over, under) = (l.top - d.bottom, d.top - l.bottom);
            a += u32::from((0.0..0.45 * size).contains(&over));
            b += u32::from((0.0..0.45 * size).contains(&under));
        }
        above += u32::from(a > 0 && b == 0);
        below += u32::from(b > 0 && a == 0);
    }
    (above, below)
}

/// Not one of a row of dots that somebody has written on.
fn alone(dot: &Letter, dots: &[Letter], size: f32) -> bool {
    let first = dots.partition_point(|d| d.start < dot.start - 2.5 * size);
    let near = dots[first..].iter().take_while(|d| d.start < dot.start + 2.5 * size);
    near.filter(|d| (d.top - dot.top).abs() < 0.25 * size).count() <= 2
}

/// Chains letters to lines: each joins the line whose last letter is near and overlaps it in height.
pub(super) fn lines(letters: &mut [Letter]) -> Vec<Vec<Letter>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_bears_few_letters_out_and_stops_wrong_ones() {
        let stands = |stand, hang, begin, end| Evidence { stand, hang }.stands(Margins { begin, end });
        // letters alone
        assert_eq!(stands(156, 37, 0, 0), Some(true));
        assert_eq!(stands(35, 145, 3, 4), Some(false));
        assert_eq!([stands(0, 8, 0, 0), stands(10, 12, 0, 0), stands(0, 0, 0, 0)], [None; 3]);
        // a hand-written page upside down, as it is seen
        assert_eq!([stands(0, 8, 0, 7), stands(13, 20, 7, 23)], [Some(false); 2]);
        assert_eq!(stands(4, 0, 7, 0), Some(true));
        // too few letters, letters that say nothing, letters that say the reverse
        assert_eq!([stands(0, 3, 0, 9), stands(20, 21, 0, 9), stands(8, 0, 0, 7)], [None; 3]);
        assert_eq!([stands(35, 145, 27, 1), stands(145, 35, 1, 27)], [None; 2]);
    }
}
