//! How large the sheet really is.

/// A paper size that is recognised, long side first, in millimetres.
const A4: (f64, f64) = (297., 210.);
const A5: (f64, f64) = (210., 148.);
/// How far a measured side may be off and still be that paper.
const TOLERANCE_MM: f64 = 5.;
/// Resolutions that scanners use, for frames that do not say theirs.
const USUAL_DPI: [f64; 7] = [300., 200., 150., 400., 600., 240., 100.];

/// Sizes of sheets we believe in, short and long side in millimetres.
const SHORT: std::ops::RangeInclusive<f64> = 40. ..=330.;
const LONG: std::ops::RangeInclusive<f64> = 60. ..=460.;

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
    SHORT.contains(&width.min(height)) && LONG.contains(&width.max(height))
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

/// The size of a sheet of which only the proportion is known: A4 when it is near, else as large as fits.
pub(super) fn by_ratio(width: f64, height: f64) -> (f64, f64) {
    let (long, short) = (width.max(height), width.min(height).max(1e-6));
    let ratio = long / short;
    let sides = match ratio {
        r if (1.30..=1.54).contains(&r) => A4,
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
    }
}
