//! How large the sheet really is.

/// A paper size that is recognised, long side first, in millimetres.
const A4: (f64, f64) = (297., 210.);
const A5: (f64, f64) = (210., 148.);
/// How far a measured side may be off and still be that paper.
const TOLERANCE_MM: f64 = 5.;
/// Resolutions that scanners use, for frames that do not say theirs.
const USUAL_DPI: [f64; 7] = [300., 200., 150., 400., 600., 240., 100.];

/// Sizes of sheets we believe in, short and long side in millimetres: from a label to A3.
const SHORT: std::ops::RangeInclusive<f64> = 15. ..=330.;
const LONG: std::ops::RangeInclusive<f64> = 40. ..=460.;
/// Paper from a roll is at most this wide, and as long as this.
const ROLL_WIDTH: f64 = 115.;
const ROLL_LENGTH: f64 = 1500.;
/// The usual roll of a till, for strips of unknown scale.
const TILL_WIDTH: f64 = 80.;

/// The sheet that is meant by measured sides: A4 or A5 when near, else what was measured.
pub(super) fn snap(width: f64, height: f64) -> (f64, f64) {
    for (long, short) in [A4, A5] {
        for (w, h) in [(short, long), (long, short)] {
            if (width - w).abs() <= TOLERANCE_MM && (height - h).abs() <= TOLERANCE_MM {
                return (w, h);
            }
        }
    }
    (width, height)
}

/// Could a sheet have these sides?
pub(super) fn plausible(width: f64, height: f64) -> bool {
    let (short, long) = (width.min(height), width.max(height));
    let roll = short <= ROLL_WIDTH && long <= ROLL_LENGTH;
    SHORT.contains(&short) && (LONG.contains(&long) || roll && long >= *LONG.start())
}

/// The size of a frame of `width` x `height` pixels that does not tell its resolution: A4 or A5 at a usual
/// one, else by proportion.
pub(super) fn by_pixels(width: f64, height: f64) -> (f64, f64) {
    let (long, short) = (width.max(height), width.min(height));
    let turn = |(l, s): (f64, f64)| if width > height { (l, s) } else { (s, l) };
    for dpi in USUAL_DPI {
        for paper in [A4, A5] {
            let off = |px: f64, mm: f64| (px / (mm / 25.4 * dpi) - 1.).abs();
            if off(long, paper.0) < 0.006 && off(short, paper.1) < 0.006 {
                return turn(paper);
            }
        }
    }
    by_ratio(width, height)
}

/// The size of a sheet of which only the proportion is known: A4 when it is near, a till's roll when it is
/// much longer than wide, else as large as fits A4.
pub(super) fn by_ratio(width: f64, height: f64) -> (f64, f64) {
    let (long, short) = (width.max(height), width.min(height).max(1e-6));
    let ratio = long / short;
    let sides = match ratio {
        r if (1.30..=1.54).contains(&r) => A4,
        r if r * TILL_WIDTH > ROLL_LENGTH => (ROLL_LENGTH, ROLL_LENGTH / r),
        r if r * TILL_WIDTH > A4.0 => (TILL_WIDTH * r, TILL_WIDTH),
        r if r > 1.54 => (A4.0, A4.0 / r),
        r => (A4.1 * r, A4.1),
    };
    if width > height { sides } else { (sides.1, sides.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_sizes_are_meant() {
        assert_eq!(snap(209.1, 298.), (210., 297.));
        assert_eq!(snap(211., 147.), (210., 148.));
        assert_eq!(snap(80., 200.), (80., 200.));
    }

    #[test]
    fn frames_without_resolution() {
        assert_eq!(by_pixels(1654., 2339.), (210., 297.));
        assert_eq!(by_pixels(2481., 3508.), (210., 297.));
        assert_eq!(by_pixels(1748., 2480.), (148., 210.), "A5 at 300 dpi");
        assert_eq!(by_pixels(1166., 1654.), (148., 210.), "A5 at 200 dpi, though near A4 at 141");
        assert_eq!(by_pixels(2339., 1654.), (297., 210.));
        let (w, h) = by_pixels(1000., 3000.);
        assert!((h - 297.).abs() < 1e-9 && (w - 99.).abs() < 1e-9);
        assert_eq!(by_pixels(600., 4500.), (80., 600.), "a long receipt keeps its proportion");
        assert_eq!(by_pixels(50., 500_000.).1, 1500., "and is bounded");
    }

    #[test]
    fn small_sheets_and_rolls_are_believed() {
        for (w, h, yes) in [
            (80., 30., true),
            (80., 900., true),
            (210., 297., true),
            (10., 4., false),
            (210., 900., false),
            (400., 400., false),
            (80., 2000., false),
        ] {
            assert_eq!(plausible(w, h), yes, "{w} {h}");
        }
    }
}
