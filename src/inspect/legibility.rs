//! The share of its characters that a reader gets of the sheet made, 0..1.
//!
//! In: what was measured on the source and on the sheet. Out: a share that was fitted to what an OCR engine reads of some
//! hundred pages of our own, degraded over a continuous range (`calibration/`), relative to what it reads of the clean
//! page. Each measure costs by a rising function, their sum lowers the share by a falling one: so more of a hindrance never
//! raises legibility. Straight lines between fitted points, no function of the system's library: the same everywhere.

use super::hindrances::{BITS, COARSE, EDGE, FLANK, FRAYED, NOISY, PALE, SHALLOW, SHARE};
use super::report::Measures;

/// The share that a reader gets of a page with these measures.
pub(super) fn share(m: &Measures) -> f32 {
    if m.letters == 0 {
        return 0.;
    }
    let depth = (m.contrast * m.paper_level).max(1.);
    // samples of the input across the height of a letter
    let across = (m.letter_mm * m.input_dpi / 25.4).max(1.);
    // blur counts by the size of the letters: 2 mm is that of small print, and twice as large ones bear twice the blur
    let size = m.letter_mm.clamp(1., 5.) / 2.;
    let cost = [
        at(&EDGE, m.edge_mm / size),
        at(&FLANK, m.flank_mm / size),
        at(&PALE, 1. - m.contrast),
        at(&NOISY, m.noise / depth),
        at(&SHALLOW, 1. - m.ink_depth),
        at(&BITS, m.bits),
        at(&FRAYED, m.frayed),
        at(&COARSE, 1. / across),
    ];
    at(&SHARE, cost.iter().sum()).clamp(0., 1.)
}

/// The second of the pairs where the first is `x`, on straight lines between them, flat beyond.
fn at(pairs: &[(f32, f32)], x: f32) -> f32 {
    let mut before = pairs.first().copied().unwrap_or_default();
    if x <= before.0 {
        return before.1;
    }
    for pair in pairs {
        if x <= pair.0 {
            return before.1 + (pair.1 - before.1) * (x - before.0) / (pair.0 - before.0);
        }
        before = *pair;
    }
    before.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_rise_and_the_share_falls() {
        for table in [&EDGE, &FLANK, &PALE, &NOISY, &SHALLOW, &BITS, &FRAYED, &COARSE] {
            assert!(table.windows(2).all(|p| p[0].0 < p[1].0 && p[0].1 <= p[1].1), "{table:?}");
            assert_eq!(table[0].1, 0.);
        }
        assert!(SHARE.windows(2).all(|p| p[0].0 < p[1].0 && p[0].1 > p[1].1));
        assert!(SHARE[0].1 > 0.95 && SHARE[SHARE.len() - 1].1 < 0.1);
        assert_eq!([at(&EDGE, 0.), at(&EDGE, 99.)], [0., EDGE[EDGE.len() - 1].1]);
        let middle = f32::midpoint(SHARE[3].0, SHARE[4].0);
        assert!((at(&SHARE, middle) - f32::midpoint(SHARE[3].1, SHARE[4].1)).abs() < 1e-5);
    }

    #[test]
    fn every_hindrance_lowers_and_none_raises() {
        let clean = Measures {
            letters: 300,
            letter_mm: 2.2,
            input_dpi: 300.,
            contrast: 0.8,
            paper_level: 250.,
            noise: 1.,
            ink_depth: 0.8,
            ..Measures::default()
        };
        assert!(share(&clean) > 0.9, "{}", share(&clean));
        let worse: [fn(&mut Measures, f32); 6] = [
            |m, k| m.edge_mm = 2. * k,
            |m, k| m.flank_mm = 2. * k,
            |m, k| m.contrast = 0.8 - 0.78 * k,
            |m, k| m.noise = 120. * k,
            |m, k| m.bits = 30. * k,
            |m, k| m.frayed = k,
        ];
        for (which, spoil) in worse.iter().enumerate() {
            let at = |k: f32| {
                let mut m = clean.clone();
                spoil(&mut m, k);
                share(&m)
            };
            let falling: Vec<f32> = (0..=50).map(|k| at(k as f32 / 50.)).collect();
            assert!(falling.windows(2).all(|p| p[1] <= p[0]), "{which}: {falling:?}");
        }
        assert_eq!(share(&Measures { letters: 0, ..clean }), 0.);
    }
}
