use super::*;

/// A page at `dpi` of words as bars of uneven height; `seed` picks them, `odd` (line) has words of its own.
fn page(dpi: usize, seed: u32, odd: Option<(usize, u32)>, shift_mm: f64, thick: usize) -> Bitmap {
    let px = |mm: f64| (mm * dpi as f64 / 25.4) as usize;
    let mut sheet = Bitmap::new(px(210.), px(297.));
    for line in 0..24 {
        let mut state = odd.filter(|(at, _)| *at == line).map_or(seed, |(_, s)| s) * 97 + line as u32;
        let mut next = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        let mut x = 20. + shift_mm;
        let end = 60. + f64::from(next(120));
        while x < end {
            for _ in 0..2 + next(8) {
                let tall = [1.8, 1.8, 2.6, 1.2][next(4) as usize];
                let y = 40. + line as f64 * 9. + shift_mm;
                for row in px(y - tall)..px(y) {
                    (px(x)..px(x) + thick).for_each(|at| sheet.set(at, row, true));
                }
                x += 1. + f64::from(next(3)) * 0.6;
            }
            x += 2.;
        }
    }
    sheet
}

fn likeness(a: &Bitmap, b: &Bitmap) -> Likeness {
    Fingerprint::of(a).compare(&Fingerprint::of(b)).likeness
}

#[test]
fn the_same_page_is_known_at_another_resolution_place_and_weight() {
    let first = page(300, 1, None, 0., 5);
    assert_eq!(Fingerprint::of(&first).compare(&Fingerprint::of(&first)).score, 1000);
    for (dpi, thick) in [(300, 8), (200, 3)] {
        assert_eq!(likeness(&first, &page(dpi, 1, None, 0., thick)), Likeness::Same, "{dpi} {thick}");
    }
    // Bars are harder than letters: off the grid they lose more of their likeness, but are never another page.
    for (dpi, shift, thick) in [(300, 2.3, 5), (200, -1.7, 4)] {
        assert_ne!(likeness(&first, &page(dpi, 1, None, shift, thick)), Likeness::Different, "{dpi} {shift}");
    }
}

#[test]
fn other_pages_and_one_other_line_are_told_apart() {
    let first = page(300, 1, None, 0., 5);
    let mut different = 0;
    for seed in 2..12 {
        let other = likeness(&first, &page(300, seed, None, 0., 5));
        assert_ne!(other, Likeness::Same, "{seed}");
        different += usize::from(other == Likeness::Different);
        let line = page(200, 1, Some((seed as usize, 1000 + seed)), 0.8, 4);
        assert_ne!(likeness(&first, &line), Likeness::Same, "{seed}");
    }
    assert!(different >= 8, "{different} of 10");
}

#[test]
fn little_ink_and_other_sides_are_no_match() {
    let blank = Bitmap::new(2480, 3508);
    assert_eq!(likeness(&blank, &blank), Likeness::Unsure);
    assert_eq!(likeness(&page(300, 1, None, 0., 5), &blank), Likeness::Different);
    let wide = Fingerprint::of(&Bitmap::new(3508, 2480));
    assert_eq!(wide.compare(&Fingerprint::of(&blank)).likeness, Likeness::Different);
}

#[test]
fn text_comes_back_and_damage_is_an_error() {
    let mark = Fingerprint::of(&page(300, 5, None, 0., 5));
    let text = mark.to_string();
    assert!(text.starts_with("scor-fp3-") && text.len() < 24_000, "{}", text.len());
    assert_eq!(text.parse::<Fingerprint>().unwrap(), mark);
    for bad in ["", "scor-fp3-", "scor-fp3-8", "scor-fp2-8c95", "scor-fp3-zz", "scor-fp3-ffff"] {
        assert_eq!(bad.parse::<Fingerprint>().unwrap_err().key(), "arg.value", "{bad}");
    }
    assert!(text.to_uppercase().parse::<Fingerprint>().is_err());
    assert!((text.clone() + &"00".repeat(200_000)).parse::<Fingerprint>().is_err());
}
