//! Drawn pages: each fault, and what comes near it.

use super::*;
use crate::raster::{Grey, Orientation, Origin, Pixels};

const DPI: u32 = 200;
const W: usize = 1654;
const H: usize = 2339;

struct Drawn(Grey);

impl Drawn {
    /// Paper with a little noise that is the same on every run.
    fn paper(level: u8, noise: i32) -> Self {
        let mut seed = 12345u32;
        let mut next = || {
            seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
            (seed >> 16) as i32
        };
        let span = 2 * noise + 1;
        let data = (0..W * H).map(|_| (i32::from(level) + next() % span - noise).clamp(0, 255) as u8);
        Drawn(Grey { width: W, height: H, data: data.collect() })
    }

    fn bar(&mut self, x: usize, y: usize, w: usize, h: usize, level: u8) {
        for row in y..(y + h).min(H) {
            self.0.data[row * W + x.min(W)..row * W + (x + w).min(W)].fill(level);
        }
    }

    /// A letter of 11 x 16 samples: two stems and a crossbar.
    fn letter(&mut self, x: usize, y: usize, level: u8) {
        self.bar(x, y, 3, 16, level);
        self.bar(x + 8, y, 3, 16, level);
        self.bar(x, y + 7, 11, 3, level);
    }

    /// Lines of text in a block.
    fn text(mut self, left: usize, top: usize, lines: usize, level: u8) -> Self {
        for line in 0..lines {
            for column in 0..40 {
                if column % 7 != 6 {
                    self.letter(left + column * 20, top + line * 60, level);
                }
            }
        }
        self
    }

    /// Box blur, three times.
    fn blurred(mut self, radius: usize) -> Self {
        for _ in 0..3 {
            let from = self.0.data.clone();
            let n = 2 * radius as u32 + 1;
            for y in 0..H {
                for x in radius..W - radius {
                    let sum: u32 =
                        from[y * W + x - radius..=y * W + x + radius].iter().map(|v| u32::from(*v)).sum();
                    self.0.data[y * W + x] = (sum / n) as u8;
                }
            }
            let from = self.0.data.clone();
            for y in radius..H - radius {
                for x in 0..W {
                    let sum: u32 = (y - radius..=y + radius).map(|r| u32::from(from[r * W + x])).sum();
                    self.0.data[y * W + x] = (sum / n) as u8;
                }
            }
        }
        self
    }

    /// The page from column `left` and row `top` on, its rest white.
    fn shifted(self, left: usize, top: usize) -> Self {
        let mut out = Drawn::paper(250, 1);
        for y in top..H {
            let row = &self.0.data[y * W + left..(y + 1) * W];
            out.0.data[(y - top) * W..(y - top) * W + row.len()].copy_from_slice(row);
        }
        out
    }

    fn report(self) -> PageReport {
        let mut bitmap = Bitmap::new(W, H);
        let cut = self.0.data.iter().max().map_or(0, |v| v / 10 * 9);
        for (i, v) in self.0.data.iter().enumerate() {
            if *v < cut {
                bitmap.set(i % W, i / W, true);
            }
        }
        let sheet = Sheet { bitmap, dpi: DPI, flat: None };
        let page = Page {
            pixels: Pixels::Grey(self.0),
            orientation: Orientation::UPRIGHT,
            dpi: None,
            origin: Origin::Image,
        };
        let (page, sheet) = (&page, &sheet);
        let subject = Subject { page, corners: None, input_dpi: DPI as f32, rotation: 0, sheet };
        inspect(&subject, &Gate::default())
    }
}

#[test]
fn clean_text_passes() {
    let report = Drawn::paper(250, 4).text(200, 200, 20, 30).report();
    assert_eq!(report.faults, []);
    assert!(report.legibility > 0.8, "{report:?}");
}

#[test]
fn noise_holes_and_a_staple_are_blank() {
    let mut page = Drawn::paper(240, 12);
    page.bar(40, 700, 40, 40, 10);
    page.bar(40, 1500, 40, 40, 10);
    page.bar(30, 30, 60, 4, 60);
    assert_eq!(page.report().faults, [Fault::Blank]);
}

#[test]
fn soft_bleed_through_is_blank() {
    let report = Drawn::paper(250, 2).text(200, 200, 20, 215).blurred(2).report();
    assert_eq!(report.faults, [Fault::Blank], "{report:?}");
}

#[test]
fn a_few_words_are_not_blank() {
    let report = Drawn::paper(250, 4).text(700, 900, 1, 90).report();
    assert_eq!(report.faults, [], "{report:?}");
}

#[test]
fn faint_print_passes_with_a_warning() {
    let report = Drawn::paper(250, 2).text(200, 200, 20, 216).report();
    assert_eq!(report.faults, [], "{report:?}");
    assert_eq!(report.warnings, [Warning::Faint], "{report:?}");
}

#[test]
fn dark_pages_are_black() {
    assert_eq!(Drawn::paper(14, 3).report().faults, [Fault::Black]);
    let mut mostly = Drawn::paper(250, 2);
    mostly.bar(0, 0, W, H * 3 / 4, 5);
    assert_eq!(mostly.report().faults, [Fault::Black]);
}

#[test]
fn poor_light_is_not_black() {
    assert_eq!(Drawn::paper(100, 4).text(200, 200, 20, 20).report().faults, []);
}

#[test]
fn blur_is_illegible_and_legibility_falls_with_it() {
    let at = |radius| Drawn::paper(250, 2).text(200, 200, 20, 10).blurred(radius).report();
    let reports = [at(0), at(1), at(9)];
    assert_eq!(reports[1].faults, [], "{:?}", reports[1]);
    assert_eq!(reports[2].faults, [Fault::Illegible], "{:?}", reports[2]);
    assert!(reports[0].legibility > reports[1].legibility && reports[1].legibility > reports[2].legibility);
}

#[test]
fn text_cut_at_a_side_is_truncated() {
    let page = || Drawn::paper(250, 2).text(200, 200, 20, 20);
    let left = page().shifted(366, 0).report();
    assert_eq!(left.faults, [Fault::Truncated], "{left:?}");
    assert!(left.measures.touching_text[3] >= 15, "{left:?}");
    let top = page().shifted(0, 205).report();
    assert_eq!(top.faults, [Fault::Truncated], "{top:?}");
    let right = Drawn::paper(250, 2).text(W - 385, 200, 20, 20).report();
    assert_eq!(right.faults, [Fault::Truncated], "{right:?}");
}

#[test]
fn text_near_a_side_bands_streaks_and_ruled_paper_are_not_cut() {
    let mut page = Drawn::paper(250, 2).text(12, 200, 20, 20);
    page.bar(0, 0, W, 90, 120);
    page.bar(1200, 0, 3, H, 60);
    page.bar(1300, 0, 3, H, 60);
    for line in 0..30 {
        page.bar(0, 180 + line * 60, W, 2, 170);
    }
    assert_eq!(page.report().faults, []);
}

#[test]
fn rules_of_a_form_that_leave_one_side_are_truncated() {
    let mut page = Drawn::paper(250, 2).text(200, 200, 20, 20);
    for column in 0..8 {
        page.bar(150 + column * 160, 1600, 3, H - 1600, 40);
    }
    let report = page.report();
    assert_eq!(report.faults, [Fault::Truncated], "{report:?}");
}

#[test]
fn a_blank_verso_does_not_refuse_the_document() {
    let recto = || Drawn::paper(250, 2).text(200, 200, 20, 20).report();
    let verso = || Drawn::paper(250, 2).report();
    assert_eq!(refusals([recto(), verso()].iter()), []);
    let blank = |page| PageFault { page, fault: Fault::Blank };
    assert_eq!(refusals([verso(), verso()].iter()), [blank(1), blank(2)]);
    let black = Drawn::paper(10, 2).report();
    assert_eq!(refusals([recto(), verso(), black].iter()), [PageFault { page: 3, fault: Fault::Black }]);
}

#[test]
fn reports_speak_the_words_of_the_contract() {
    let report = Drawn::paper(250, 2).report();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["faults"][0], "blank");
    assert_eq!(serde_json::to_string(&Fault::Illegible).unwrap(), "\"illegible\"");
}

#[test]
fn tiny_and_odd_pages_do_not_panic() {
    for (w, h) in [(1, 1), (3, 900), (900, 3), (17, 16)] {
        for exif in 1..=8 {
            let page = Page {
                pixels: Pixels::Grey(Grey::new(w, h, 200)),
                orientation: Orientation::from_exif(exif),
                dpi: None,
                origin: Origin::Raw,
            };
            let sheet = Sheet { bitmap: Bitmap::new(w, h), dpi: 200, flat: None };
            let far = Some([(-500., -9.), (4000., 2.), (f32::NAN, 5.), (-3., 1e9)]);
            for corners in [None, far] {
                for input_dpi in [0., 200., f32::NAN, 1e9] {
                    let subject = Subject { page: &page, corners, input_dpi, rotation: 0, sheet: &sheet };
                    inspect(&subject, &Gate::default());
                }
            }
        }
    }
}

/// A page that a reader gets by every other measure.
fn plain() -> Measures {
    Measures {
        brightest: 250,
        paper_level: 250.,
        contrast: 0.6,
        edge_mm: 0.45,
        text_marks: 200,
        writing_mm2: 900.,
        sheet_mm2: 900.,
        letters: 400,
        letter_mm: 2.5,
        input_dpi: 300.,
        flank_mm: 0.3,
        ink_depth: 0.5,
        ..Measures::default()
    }
}

#[test]
fn words_that_moved_at_a_slant_are_illegible() {
    let gate = Gate::default();
    assert_eq!(faults(&plain(), 0.9, &gate), []);
    // as measured on such pages: legibility is high, for the flanks are steep
    let moved = Measures { text_marks: 41, letters: 315, ink_depth: 0.19, contrast: 0.35, ..plain() };
    assert_eq!(faults(&moved, 0.72, &gate), [Fault::Illegible]);
    // faint print is as pale, but all of its marks are there; dark forms have few marks, but they are dark
    assert_eq!(faults(&Measures { text_marks: 300, letters: 315, ..moved.clone() }, 0.9, &gate), []);
    assert_eq!(faults(&Measures { ink_depth: 0.8, ..moved.clone() }, 0.9, &gate), []);
    assert_eq!(faults(&Measures { flank_mm: 0.2, ..moved }, 0.9, &gate), []);
}

#[test]
fn faint_smears_are_the_other_side_and_wide_ones_a_page_out_of_focus() {
    let gate = Gate::default();
    let smeared =
        Measures { text_marks: 0, writing_mm2: 0., letters: 0, smear_mm2: 364., contrast: 0.1, ..plain() };
    let seen = |edge_mm: f32| faults(&Measures { edge_mm, ..smeared.clone() }, 0., &gate);
    assert_eq!(seen(0.8), [Fault::Blank]);
    assert_eq!(seen(1.5), [Fault::Illegible]);
    assert_eq!(faults(&Measures { edge_mm: 0.8, contrast: 0.4, ..smeared }, 0., &gate), [Fault::Illegible]);
}
