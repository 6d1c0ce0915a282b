//! Pages drawn here, with known ink, light and noise.

use super::*;
use crate::raster::Rgb;

/// A page under drawing: ink depth per pixel, 0 where there is paper.
struct Drawn {
    width: usize,
    height: usize,
    ink: Vec<u8>,
}

impl Drawn {
    fn new(width: usize, height: usize) -> Self {
        Drawn { width, height, ink: vec![0; width * height] }
    }

    fn bar(&mut self, x: usize, y: usize, w: usize, h: usize, depth: u8) {
        for row in y..y + h {
            self.ink[row * self.width + x..row * self.width + x + w].fill(depth);
        }
    }

    /// A line of letter-like shapes: two stems and a bar, with a dot above every third.
    fn line(&mut self, y: usize, depth: u8) {
        for (i, x) in (60..self.width - 60).step_by(30).enumerate() {
            self.bar(x, y, 5, 28, depth);
            self.bar(x + 14, y, 5, 28, depth);
            self.bar(x, y + 11, 19, 4, depth);
            if i % 3 == 0 {
                self.bar(x + 7, y - 9, 4, 4, depth);
            }
        }
    }

    /// Grey under `light(x, y)` (of 255), with noise of about `noise` levels.
    fn shot(&self, noise: i32, light: impl Fn(usize, usize) -> i32) -> Grey {
        let mut state = 12345u32;
        let data = (0..self.width * self.height)
            .map(|i| {
                let mut sum = 0;
                for _ in 0..4 {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    sum += (state >> 24) as i32 - 128;
                }
                let lit = light(i % self.width, i / self.width) * (255 - i32::from(self.ink[i])) / 255;
                (lit + sum * noise / 148).clamp(0, 255) as u8
            })
            .collect();
        Grey { width: self.width, height: self.height, data }
    }

    /// (share of the ink found, share of what was found that is ink), with a tolerance of one pixel.
    fn found(&self, bitmap: &Bitmap) -> (f64, f64) {
        let (mut hit, mut all, mut right, mut black) = (0, 0, 0, 0);
        let ink = |x: usize, y: usize| x < self.width && y < self.height && self.ink[y * self.width + x] > 0;
        let beside = |test: &dyn Fn(usize, usize) -> bool, x: usize, y: usize| {
            (0..3).any(|dy| (0..3).any(|dx| test((x + dx).wrapping_sub(1), (y + dy).wrapping_sub(1))))
        };
        for y in 0..self.height {
            for x in 0..self.width {
                if ink(x, y) {
                    all += 1;
                    hit += u32::from(beside(&|x, y| bitmap.get(x, y), x, y));
                }
                if bitmap.get(x, y) {
                    black += 1;
                    right += u32::from(beside(&ink, x, y));
                }
            }
        }
        (f64::from(hit) / f64::from(all.max(1)), f64::from(right) / f64::from(black.max(1)))
    }
}

fn text(depth: u8) -> Drawn {
    let mut page = Drawn::new(900, 700);
    (60..620).step_by(60).for_each(|y| page.line(y, depth));
    page
}

#[test]
fn print_in_falling_light_is_found_whole() {
    let page = text(190);
    let (bitmap, flat) = finish(page.shot(3, |x, y| 90 + (x as i32 + y as i32) * 150 / 1600), 300);
    let (recall, precision) = page.found(&bitmap);
    assert!(recall > 0.99 && precision > 0.999, "{recall} {precision}");
    let corners = [(5, 5), (894, 5), (5, 694), (894, 694)].map(|(x, y)| i32::from(flat.row(y)[x]));
    assert!(corners.iter().all(|v| *v > 235), "{corners:?}");
}

#[test]
fn pencil_beside_print_is_kept() {
    let mut page = text(200);
    page.ink[300 * 900..500 * 900].iter_mut().for_each(|d| *d = *d / 5 * 2);
    let (recall, precision) = page.found(&finish(page.shot(2, |_, _| 235), 300).0);
    assert!(recall > 0.98 && precision > 0.999, "{recall} {precision}");
}

#[test]
fn faint_page_is_found() {
    let page = text(40);
    let (recall, precision) = page.found(&finish(page.shot(2, |_, _| 240), 300).0);
    assert!(recall > 0.98 && precision > 0.999, "{recall} {precision}");
}

#[test]
fn blank_noisy_paper_stays_blank() {
    for noise in [0, 2, 6, 12] {
        let (bitmap, _) = finish(Drawn::new(900, 700).shot(noise, |x, _| 120 + x as i32 / 10), 300);
        assert!(bitmap.ink() < 30, "{noise}: {}", bitmap.ink());
    }
}

#[test]
fn text_on_a_coloured_band_is_kept_and_the_band_is_not() {
    let page = text(200);
    let band = |_: usize, y: usize| if (170..290).contains(&y) { 150 } else { 240 };
    let (recall, precision) = page.found(&finish(page.shot(2, band), 300).0);
    assert!(recall > 0.99 && precision > 0.97, "{recall} {precision}");
}

#[test]
fn lonely_specks_go_and_dots_near_letters_stay() {
    let mut page = text(190);
    page.bar(450, 680, 4, 4, 190);
    page.bar(20, 350, 3, 3, 190);
    let after = finish(page.shot(1, |_, _| 240), 300).0;
    assert!(!after.get(451, 681) && !after.get(21, 351), "lonely specks");
    assert!((60..840).step_by(90).all(|x| after.get(x + 8, 52)), "the dots above the first line");
}

#[test]
fn lid_shadow_hole_and_edge_sliver_go_and_a_frame_stays() {
    let mut page = text(190);
    page.ink[540 * 900..].fill(0); // a hole stands apart from writing
    let clean = finish(page.shot(1, |_, _| 240), 300).0;
    page.bar(0, 0, 900, 24, 240); // a dark lid above the page
    page.bar(892, 100, 3, 500, 190); // the trace of the paper's edge
    for y in 0..70usize {
        for x in 0..70usize {
            if (x as i32 - 35).pow(2) + (y as i32 - 35).pow(2) < 27 * 27 {
                page.ink[(y + 629) * 900 + x + 100] = 235;
            }
        }
    }
    let cut = finish(page.shot(1, |_, _| 240), 300).0;
    let added = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
        ys.flat_map(|y| xs.clone().map(move |x| (x, y)))
            .filter(|(x, y)| cut.get(*x, *y) && !clean.get(*x, *y))
            .count()
    };
    assert_eq!(added(0..900, 0..40), 0, "lid");
    assert_eq!(added(880..900, 40..700), 0, "sliver");
    assert_eq!(added(90..180, 630..700), 0, "hole");
    page.bar(185, 650, 60, 8, 190); // words beside it: a ticked circle of a form
    let ticked = finish(page.shot(1, |_, _| 240), 300).0;
    assert!(ticked.get(135, 664), "a disc beside words stays");
    let mut framed = text(190);
    framed.bar(0, 640, 900, 4, 190); // a ruled line from side to side
    let (recall, _) = framed.found(&finish(framed.shot(1, |_, _| 240), 300).0);
    assert!(recall > 0.99, "{recall}");
}

#[test]
fn print_from_the_back_goes() {
    let mut page = text(200);
    page.ink[300 * 900..500 * 900].fill(0);
    let front = page.shot(2, |_, _| 240);
    // the other side's print: mirrored, pale and blurred over 13 pixels
    let back = text(70);
    let mut through = front.clone();
    for y in 310..490 {
        for x in 10..890 {
            let sum: u32 = (x - 6..=x + 6).map(|c| u32::from(back.ink[(y + 5) * 900 + c])).sum();
            let v = &mut through.data[y * 900 + x];
            *v = v.saturating_sub((sum / 13) as u8);
        }
    }
    let (recall, precision) = page.found(&finish(through, 300).0);
    assert!(recall > 0.99 && precision > 0.98, "{recall} {precision}");
}

#[test]
fn pale_print_stuck_to_writing_is_shed_and_flanks_stay() {
    let mut page = Drawn::new(400, 300);
    page.bar(100, 40, 12, 220, 90);
    (60..240).step_by(60).for_each(|y| page.bar(20, y, 360, 12, 200));
    let flanks: Vec<usize> = (60..240).step_by(60).flat_map(|y| [y - 1, y + 12]).collect();
    flanks.iter().for_each(|y| page.bar(20, *y, 360, 1, 100));
    let flat = page.shot(0, |_, _| 255);
    let mut bitmap = Bitmap::new(400, 300);
    (0..300 * 400).filter(|i| page.ink[*i] > 0).for_each(|i| bitmap.set(i % 400, i / 400, true));
    shed::shed(&mut bitmap, &flat, 300);
    assert!(
        !bitmap.get(105, 90) && !bitmap.get(105, 250),
        "the pale bar goes between the lines and at its end"
    );
    assert!(flanks.iter().all(|y| (20..380).all(|x| bitmap.get(x, *y))), "the flanks of the dark lines stay");
    assert!((20..380).all(|x| bitmap.get(x, 66)), "the lines stay");
}

#[test]
fn bare_binarisation_clears_the_desk_beyond_the_paper() {
    let mut page = text(180);
    page.bar(0, 660, 900, 40, 240);
    let bitmap = binarize(&Pixels::Grey(page.shot(2, |_, _| 220)));
    assert!((670..700).all(|y| (0..900).all(|x| !bitmap.get(x, y))));
    page.bar(0, 660, 900, 40, 0);
    let (recall, precision) = page.found(&bitmap);
    assert!(recall > 0.97 && precision > 0.97, "{recall} {precision}");
}

#[test]
fn contest_pixels_keep_their_size_in_every_form() {
    let page = text(190);
    let grey = page.shot(2, |_, _| 230);
    let from_grey = binarize(&Pixels::Grey(grey.clone()));
    let (recall, precision) = page.found(&from_grey);
    assert!(recall > 0.99 && precision > 0.999, "{recall} {precision}");
    let rgb = Rgb { width: 900, height: 700, data: grey.data.iter().flat_map(|v| [*v; 3]).collect() };
    assert_eq!(binarize(&Pixels::Rgb(rgb)), from_grey);
    assert_eq!(binarize(&Pixels::Bilevel(from_grey.clone())), from_grey);
}

#[test]
fn every_small_size_is_taken() {
    for width in [0, 1, 2, 3, 8, 17] {
        for height in [0, 1, 2, 3, 8, 17] {
            let grey = Grey::new(width, height, 77);
            let bitmap = binarize(&Pixels::Grey(grey.clone()));
            assert_eq!((bitmap.width(), bitmap.height()), (width, height));
            let (bitmap, flat) = finish(grey, 200);
            assert_eq!((bitmap.width(), flat.height), (width, height));
        }
    }
}

#[test]
fn shrinking_averages_areas_and_keeps_thin_lines() {
    let mut page = Bitmap::new(301, 300);
    (0..301).for_each(|x| page.set(x, 100, true));
    (0..300).for_each(|y| (50..100).for_each(|x| page.set(x, y, true)));
    assert_eq!(shrink(&page, 300, 300), page);
    let small = shrink(&page, 300, 200);
    assert_eq!((small.width(), small.height()), (201, 200));
    assert!((0..200).all(|x| (66..68).any(|y| small.get(x, y))), "the line has no gap");
    assert!((0..200).all(|y| small.get(50, y)));
    let columns = (0..201).filter(|x| small.get(*x, 10)).count();
    assert!((33..=34).contains(&columns), "{columns}");
}

#[test]
fn components_equal_a_flood_fill() {
    let (width, height) = (67, 41);
    let mut state = 9u32;
    let mut bitmap = Bitmap::new(width, height);
    for i in 0..width * height {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bitmap.set(i % width, i / width, state >> 24 < 100);
    }
    let parts = components::find(&bitmap, &bitmap.to_grey());
    let mut areas: Vec<u32> = parts.blobs.iter().map(|b| b.area).collect();
    let mut seen = vec![false; width * height];
    let mut expected = Vec::new();
    for start in 0..width * height {
        if seen[start] || !bitmap.get(start % width, start / width) {
            continue;
        }
        seen[start] = true;
        let (mut open, mut area) = (vec![start], 0);
        while let Some(i) = open.pop() {
            area += 1;
            for (dx, dy) in (0..3).flat_map(|dy| (0..3).map(move |dx| (dx, dy))) {
                let (x, y) = ((i % width + dx).wrapping_sub(1), (i / width + dy).wrapping_sub(1));
                if bitmap.get(x, y) && !seen[y * width + x] {
                    seen[y * width + x] = true;
                    open.push(y * width + x);
                }
            }
        }
        expected.push(area);
    }
    areas.sort_unstable();
    expected.sort_unstable();
    assert_eq!(areas, expected);
    let mut empty = bitmap.clone();
    parts.erase(&mut empty, &vec![true; parts.blobs.len()]);
    assert_eq!(empty.ink(), 0);
}
