//! Which ends of the lines stand below each other. Lines of writing begin at a margin and end where their words do, on an
//! upright page to the left and to the right; so they tell which way up a page stands even where its letters are few.

use super::marks::{Mark, Marks};
use super::upright::Letter;

/// Words that are chained to lines, and lines that are compared, at most: more is noise.
const MOST_WORDS: usize = 20_000;
const MOST_LINES: usize = 1_000;
/// Widest gap between the words of a line, and shortest line, mm.
const GAP_MM: f32 = 8.;
const LINE_MM: f32 = 12.;
/// Ends this near to each other stand below each other, mm: a hand keeps its margin no better.
const BELOW_MM: f32 = 2.;
/// Others that a line must share an end with, so that it is no chance.
const SHARED: u32 = 2;
/// Lines that must tell, and how many times as many must say one thing as the other.
const LEAST: u32 = 5;
const CLEAR: u32 = 3;

/// Lines that share one end with others, and the other end with half as many at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Margins {
    pub(super) begin: u32,
    pub(super) end: u32,
}

impl Margins {
    /// Do the lines clearly begin at a margin (true), or end at one (false)?
    pub(super) fn tell(self) -> Option<bool> {
        let (more, less) = (self.begin.max(self.end), self.begin.min(self.end));
        (more >= LEAST && more >= CLEAR * less).then_some(self.begin > self.end)
    }
}

/// Compares the lines that the marks make. `place` puts a mark into coordinates along and across the lines, skew taken
/// out; `mm` is pixels to the millimetre.
pub(super) fn margins(marks: &Marks, mm: f32, place: impl Fn(&Mark) -> Letter) -> Margins {
    let mut words: Vec<Letter> = marks
        .marks
        .iter()
        .map(|m| (m, place(m)))
        .filter(|(m, l)| is_word(m, l, mm))
        .map(|(_, l)| l)
        .collect();
    if words.len() > MOST_WORDS {
        return Margins::default();
    }
    let lines = chain(&mut words, mm);
    if lines.len() > MOST_LINES {
        return Margins::default();
    }
    let shared = |own: f32, end: fn(&(f32, f32)) -> f32| {
        lines.iter().filter(|other| (end(other) - own).abs() < BELOW_MM * mm).count() as u32 - 1
    };
    let mut out = Margins::default();
    for (begin, end) in &lines {
        let (begins, ends) = (shared(*begin, |l| l.0), shared(*end, |l| l.1));
        out.begin += u32::from(begins >= SHARED.max(2 * ends));
        out.end += u32::from(ends >= SHARED.max(2 * begins));
    }
    out
}

/// Letters and whole words, joined as hands and blurred print join them; no rules.
fn is_word(mark: &Mark, at: &Letter, mm: f32) -> bool {
    let (w, h) = ((at.end - at.start) / mm, (at.bottom - at.top) / mm);
    let filled = mark.area as f32 > 0.04 * w * h * mm * mm;
    (0.9..12.).contains(&h) && (0.25..80.).contains(&w) && w < 25. * h && filled
}

/// Where the lines begin and end that words make: each joins the line whose last word is nearest before it.
fn chain(words: &mut [Letter], mm: f32) -> Vec<(f32, f32)> {
    words.sort_by(|a, b| a.start.total_cmp(&b.start).then(a.top.total_cmp(&b.top)));
    let height = |l: &Letter| l.bottom - l.top;
    let mut done = Vec::new();
    // last word, and where its line begins
    let mut open: Vec<(Letter, f32)> = Vec::new();
    for word in words.iter() {
        open.retain(|(last, begin)| {
            let near = word.start - last.end < GAP_MM * mm;
            done.extend((!near).then_some((*begin, last.end)));
            near
        });
        let beside = open.iter_mut().filter(|(last, _)| {
            let overlap = word.bottom.min(last.bottom) - word.top.max(last.top);
            overlap > 0.4 * height(word).min(height(last))
        });
        match beside.max_by(|a, b| a.0.end.total_cmp(&b.0.end)) {
            Some((last, _)) => *last = Letter { end: last.end.max(word.end), ..*word },
            None => open.push((*word, word.start)),
        }
    }
    done.extend(open.into_iter().map(|(last, begin)| (begin, last.end)));
    done.retain(|(begin, end)| end - begin > LINE_MM * mm);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines 8 mm apart whose words fill them from 20 mm on to where `end` says.
    fn lines(mm: f32, count: usize, end: impl Fn(usize) -> f32) -> Marks {
        let word = |y: usize, x: f32| {
            let top = 10. + 8. * y as f32;
            let [left, top, right, bottom] = [x, top, x + 7., top + 3.].map(|v| (v * mm) as u32);
            Mark { left, top, right, bottom, area: (right - left) * (bottom - top) / 3 }
        };
        let row = |y: usize| {
            let words = (0..20).map(|i| 20. + 9. * i as f32).filter(|x| *x < end(y));
            words.map(|x| word(y, x)).collect::<Vec<_>>()
        };
        page((0..count).flat_map(row).collect())
    }

    fn page(marks: Vec<Mark>) -> Marks {
        Marks { width: 1300, height: 1800, runs: Vec::new(), marks }
    }

    fn straight(mark: &Mark) -> Letter {
        let [start, end, top, bottom] = [mark.left, mark.right, mark.top, mark.bottom].map(|v| v as f32);
        Letter { start, end, top, bottom }
    }

    fn turned(mark: &Mark) -> Letter {
        let l = straight(mark);
        Letter { start: -l.end, end: -l.start, top: -l.bottom, bottom: -l.top }
    }

    #[test]
    fn ragged_lines_tell_and_justified_ones_do_not() {
        let ragged = lines(6., 9, |y| 60. + 13. * (y * 5 % 9) as f32);
        assert_eq!(margins(&ragged, 6., straight).tell(), Some(true));
        assert_eq!(margins(&ragged, 6., turned).tell(), Some(false));
        let full = lines(6., 9, |_| 170.);
        assert_eq!(margins(&full, 6., straight).tell(), None);
        let few = lines(6., 4, |y| 60. + 25. * y as f32);
        assert_eq!(margins(&few, 6., straight).tell(), None);
    }

    #[test]
    fn noise_takes_no_time() {
        let mark = |i: u32| {
            let (left, top) = (i * 7919 % 2000, i.wrapping_mul(104_729) % 3000);
            Mark { left, top, right: left + 8, bottom: top + 9, area: 60 }
        };
        assert_eq!(margins(&page((0..200_000).map(mark).collect()), 6., straight), Margins::default());
    }
}
