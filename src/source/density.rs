//! Which statements of resolution in files to believe.
//!
//! Cameras and programs write 72 or 96 samples per inch when they know nothing, so these two say nothing.
//! Below 50 a prescription would be unreadable and above 2400 no office scanner works; such values are
//! made up or damaged too. A wrong resolution is worse than none: without one, the page's size is inferred
//! from the sheet that is found.

const MADE_UP: [f64; 2] = [72.0, 96.0];
const CREDIBLE: std::ops::RangeInclusive<f64> = 50.0..=2400.0;
/// Fax pages have 204 by 98 samples per inch, the most uneven there is.
const UNEVEN: f64 = 2.2;
const INCHES_PER_METRE: f64 = 39.370_078_74;
const CM_PER_INCH: f64 = 2.54;

/// Samples per inch along (x, y) when they are credible.
pub(super) fn per_inch(x: f64, y: f64) -> Option<(f32, f32)> {
    let made_up = |v: f64| MADE_UP.iter().any(|m| (v - m).abs() < 0.6);
    let credible = CREDIBLE.contains(&x) && CREDIBLE.contains(&y) && !made_up(x) && !made_up(y);
    (credible && x < y * UNEVEN && y < x * UNEVEN).then_some((x as f32, y as f32))
}

/// The same from samples per centimetre.
pub(super) fn per_cm(x: f64, y: f64) -> Option<(f32, f32)> {
    per_inch(x * CM_PER_INCH, y * CM_PER_INCH)
}

/// The same from samples per metre, rounded to whole samples per inch when that is what was meant.
pub(super) fn per_metre(x: f64, y: f64) -> Option<(f32, f32)> {
    let inch = |v: f64| {
        let exact = v / INCHES_PER_METRE;
        if (exact - exact.round()).abs() < 0.03 { exact.round() } else { exact }
    };
    per_inch(inch(x), inch(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_and_impossible_values_say_nothing() {
        assert_eq!(per_inch(300.0, 300.0), Some((300.0, 300.0)));
        assert_eq!(per_inch(204.0, 98.0), Some((204.0, 98.0)));
        assert_eq!(per_metre(11811.0, 11811.0), Some((300.0, 300.0)));
        for (x, y) in
            [(72.0, 72.0), (96.0, 96.0), (1.0, 1.0), (4800.0, 4800.0), (f64::NAN, 300.0), (600.0, 100.0)]
        {
            assert_eq!(per_inch(x, y), None, "{x} {y}");
        }
        assert_eq!(per_metre(2835.0, 2835.0), None, "72 per inch");
    }
}
