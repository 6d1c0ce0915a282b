//! Sheets with lines of text on a dark ground, drawn at 100 samples an inch, and what lies on them.

use super::super::paper::measure;
use super::*;
use crate::raster::Grey;

const MM: f32 = 100. / 25.4;
/// The sheet, mm from the frame's top left.
const SHEET: [f32; 4] = [20., 20., 230., 317.];
const GROUND: u8 = 70;

/// A picture of 250 x 340 mm; `lines` of text from 40 to 210 mm across, and what is put over it.
fn picture(lines: std::ops::Range<f32>, over: impl Fn(f32, f32, u8) -> u8) -> Grey {
    let mut grey = Grey::new((250. * MM) as usize, (340. * MM) as usize, GROUND);
    let width = grey.width;
    for (at, v) in grey.data.iter_mut().enumerate() {
        let (x, y) = ((at % width) as f32 / MM, (at / width) as f32 / MM);
        let sheet = (SHEET[0]..SHEET[2]).contains(&x) && (SHEET[1]..SHEET[3]).contains(&y);
        let letter = (40. ..210.).contains(&x) && lines.contains(&y) && x % 2. < 1.4 && y % 5. < 2.;
        let level = if letter {
            60
        } else if sheet {
            220
        } else {
            GROUND
        };
        *v = over(x, y, level);
    }
    grey
}

fn lines(grey: Grey, sideways: bool) -> u32 {
    let [left, top, right, bottom] = SHEET.map(|mm| mm * MM);
    let quad = [(left, top), (right, top), (right, bottom), (left, bottom)];
    let small = if sideways {
        let turned = (0..grey.width * grey.height)
            .map(|at| grey.data[at % grey.height * grey.width + at / grey.height]);
        let [a, b, c, d] = quad.map(|(x, y)| (y, x));
        let grey = Grey { width: grey.height, height: grey.width, data: turned.collect() };
        Small { grey, dpi: 100., quad: [a, d, c, b] }
    } else {
        Small { grey, dpi: 100., quad }
    };
    let depth = measure(&small);
    look(&small, &depth.cells, depth.noise, sideways).map_or(0, |cover| cover.lines)
}

/// A thumb 20 mm wide from the left, with a round end at `to` mm.
fn thumb(to: f32, level: u8) -> impl Fn(f32, f32, u8) -> u8 {
    move |x, y, under| {
        let (dx, dy) = ((x - (to - 10.)).max(0.), y - 150.);
        if dx * dx + dy * dy < 100. { level } else { under }
    }
}

#[test]
fn a_thumb_over_text_is_seen_whichever_way_the_text_runs() {
    for sideways in [false, true] {
        for level in [60, 110, 150] {
            assert!(
                (2..=5).contains(&lines(picture(30. ..300., thumb(80., level)), sideways)),
                "{sideways} {level}"
            );
        }
    }
}

#[test]
fn a_thumb_in_the_margin_hides_nothing() {
    for to in [26., 36.] {
        assert_eq!(lines(picture(30. ..300., thumb(to, 110)), false), 0, "{to}");
    }
    assert_eq!(lines(picture(30. ..130., thumb(80., 110)), false), 0, "no text there");
    assert_eq!(lines(picture(30. ..300., |_, _, under| under), false), 0);
}

/// What is printed up to the sheet's side ends there, and text goes on in a shadow.
#[test]
fn neither_a_printed_band_nor_a_shadow_covers() {
    let band = |x: f32, y: f32, under| {
        let on = (SHEET[0]..46.).contains(&x) && (SHEET[1]..SHEET[3]).contains(&y);
        if on { 130 } else { under }
    };
    assert_eq!(lines(picture(30. ..300., band), false), 0);
    let shadow = |x: f32, y: f32, under: u8| if x < 90. && y < 200. { under / 3 } else { under };
    assert_eq!(lines(picture(30. ..300., shadow), false), 0);
}

#[test]
fn a_folded_corner_hides_what_the_paper_lies_on() {
    let fold = |leg: f32| {
        move |x: f32, y: f32, under: u8| {
            let (dx, dy) = (x - SHEET[0], y - SHEET[1]);
            let there = dx > 0. && dy > 0. && dx < leg && dy < leg;
            match dx + dy < leg {
                true if there => GROUND,
                false if there => 232,
                _ => under,
            }
        }
    };
    for sideways in [false, true] {
        assert!(lines(picture(30. ..300., fold(60.)), sideways) >= 3);
    }
    // so little that it lies beside the text, and over a page that begins below it
    assert_eq!(lines(picture(30. ..300., fold(14.)), false), 0);
    assert_eq!(lines(picture(100. ..300., fold(60.)), false), 0);
}

/// Many cells, and a shape of a third of them: what looks at each cell of it for each other would never end.
#[test]
fn a_large_shape_takes_no_time() {
    let mut grey = Grey::new(6000, 6000, 220);
    grey.data[..6000 * 2200].fill(60);
    let small = Small { grey, dpi: 50., quad: [(-9., -9.), (6009., -9.), (6009., 6009.), (-9., 6009.)] };
    let depth = measure(&small);
    assert!(look(&small, &depth.cells, depth.noise, false).is_none());
}

/// Any sheet, wherever its corners are said to be: no panic, and no end of time.
#[test]
fn nonsense_is_nothing_covered() {
    let far = [(-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9)];
    let flat = [(5., 5.); 4];
    let inside_out = [(10., 10.), (10., 200.), (200., 200.), (200., 10.)];
    let nan = [(f32::NAN, 0.), (100., f32::INFINITY), (0., 0.), (3., 4.)];
    for quad in [far, flat, inside_out, nan] {
        for (width, height) in [(1, 1), (7, 300), (220, 220)] {
            let data =
                (0..width * height).map(|i| ((i as u32).wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            let small = Small { grey: Grey { width, height, data }, dpi: 100., quad };
            let depth = measure(&small);
            let cover = look(&small, &depth.cells, depth.noise, width % 3 == 0);
            assert!(cover.is_none_or(|c| c.lines < 100), "{quad:?}");
        }
    }
}
