//! Whole plans on pages drawn here.

use super::*;
use crate::raster::{Orientation, Origin, Rgb};

fn page(pixels: Pixels, dpi: Option<f32>) -> Page {
    Page { pixels, orientation: Orientation::UPRIGHT, dpi: dpi.map(|d| (d, d)), origin: Origin::Image }
}

/// Lines of "letters": boxes of two heights on a common base line, turned by a slope about the middle.
fn bilevel(width: usize, height: usize, slope: f64) -> Bitmap {
    let mut b = Bitmap::new(width, height);
    let (cx, cy) = (width as f64 / 2., height as f64 / 2.);
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (x as f64 - cx, y as f64 - cy);
            let (u, v) = (u - slope * v, v + slope * u);
            // Lines start at different places, so that letters do not stand above each other.
            let row = (v / 60.).floor() as i64;
            let u = u + ((row + 99) * 2_654_435_761 % 24_593 % 24) as f64;
            let column = (u / 24.).floor() as i64;
            let (fx, fy) = (u.rem_euclid(24.), v.rem_euclid(60.));
            let tall = (column * 7 + row * 3).rem_euclid(5) < 2;
            let inside = u.abs() < cx * 0.75 && v.abs() < cy * 0.8;
            b.set(x, y, inside && fx < 14. && fy < 44. && fy > if tall { 12. } else { 22. });
        }
    }
    b
}

#[test]
fn straight_bilevel_page_passes_unchanged() {
    let b = bilevel(1654, 2339, 0.);
    let page = page(Pixels::Bilevel(b.clone()), Some(200.));
    let plan = plan(&page).unwrap();
    assert_eq!((plan.passthrough, plan.rotation, plan.corners), (Some(200), 0, None));
    assert_eq!(plan.paper_mm, (210., 297.));
    assert_eq!(pass(&page, &plan, 300), Some((b, 200)));
    assert_eq!(pass(&page, &plan, 150), None, "less was asked for");
}

#[test]
fn skewed_bilevel_page_is_straightened() {
    // tan 2° to the right and down: -2° counter-clockwise.
    let page = page(Pixels::Bilevel(bilevel(1654, 2339, -0.034_920_8)), Some(200.));
    let plan = plan(&page).unwrap();
    assert_eq!(plan.passthrough, None);
    assert!((plan.skew + 2.).abs() < 0.1, "{}", plan.skew);
    let flat = warp(&page, &plan, 200).unwrap();
    let again = super::plan(&self::page(Pixels::Grey(flat), Some(200.))).unwrap();
    assert!(again.skew.abs() < 0.1, "{}", again.skew);
}

#[test]
fn upside_down_page_is_turned() {
    let mut page = page(Pixels::Bilevel(bilevel(1654, 2339, 0.)), Some(200.));
    page.orientation = Orientation::from_exif(3);
    assert_eq!(plan(&page).unwrap().rotation, 180);
    page.orientation = Orientation::from_exif(6);
    assert_eq!(plan(&page).unwrap().rotation, 270);
    page.orientation = Orientation::from_exif(8);
    assert_eq!(plan(&page).unwrap().rotation, 90);
}

#[test]
fn sheet_on_a_table_is_found_and_flattened() {
    let quad = [(150., 120.), (980., 160.), (1010., 1370.), (110., 1330.)];
    let inside = |x: f64, y: f64| {
        (0..4).all(|i| {
            let (a, b): ((f64, f64), (f64, f64)) = (quad[i], quad[(i + 1) % 4]);
            (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0) > 0.
        })
    };
    let mut data = Vec::new();
    for y in 0..1500 {
        for x in 0..1125 {
            let paper = inside(f64::from(x) + 0.5, f64::from(y) + 0.5);
            data.extend(if paper { [230, 228, 224] } else { [90, 70, 50] });
        }
    }
    let page = page(Pixels::Rgb(Rgb::from_data(1125, 1500, data).unwrap()), None);
    let plan = plan(&page).unwrap();
    for (got, want) in plan.corners.unwrap().into_iter().zip(quad) {
        assert!(distance((got.0.into(), got.1.into()), want) < 4., "{got:?} {want:?}");
    }
    assert_eq!((plan.paper_mm, plan.cut), ((210., 297.), [false; 4]));
    let flat = warp(&page, &plan, 100).unwrap();
    assert_eq!((flat.width, flat.height), (827, 1169));
    let bright = flat.data.iter().filter(|v| **v > 200).count();
    assert!(bright * 1000 > flat.data.len() * 990);
}

#[test]
fn tiny_and_flat_pages_do_no_harm() {
    let tiny = page(Pixels::Grey(Grey::new(20, 400, 9)), None);
    assert_eq!(plan(&tiny).unwrap_err().kind(), Kind::ImageTooSmall);
    for (w, h) in [(48, 6000), (6000, 48), (700, 700)] {
        let flat = page(Pixels::Grey(Grey::new(w, h, 255)), None);
        let plan = plan(&flat).unwrap();
        assert_eq!((plan.corners, plan.rotation), (None, 0));
        assert!(warp(&flat, &plan, 100).unwrap().data.iter().all(|v| *v >= 254));
    }
}

#[test]
fn curled_page_is_laid_flat() {
    let straight = bilevel(1654, 2339, 0.).to_grey();
    let mut curled = straight.clone();
    for y in 0..curled.height {
        for x in 0..curled.width {
            // Up to 20 pixels (2.5 mm) down in the middle, less towards the page's foot.
            let u = (x as f64 - 827.) / 827.;
            let shift = 20. * (1. - u * u) * (1. - y as f64 / 4678.);
            let from = (y as f64 - shift).round().max(0.) as usize;
            curled.data[y * 1654 + x] = straight.data[from * 1654 + x];
        }
    }
    assert_eq!(plan(&page(Pixels::Grey(straight), Some(200.))).unwrap().bent_mm, 0.);
    let page = page(Pixels::Grey(curled), Some(200.));
    let plan = plan(&page).unwrap();
    assert!((0.8..3.).contains(&plan.bent_mm), "{}", plan.bent_mm);
    let flat = warp(&page, &plan, 200).unwrap();
    let again = super::plan(&self::page(Pixels::Grey(flat), Some(200.))).unwrap();
    assert_eq!((again.bent_mm, again.skew.abs() < 0.1), (0., true));
}

#[test]
fn every_turn_of_a_tilted_page_is_undone() {
    for slope in [-0.1, 0., 0.04, 0.07] {
        let pixels = Pixels::Bilevel(bilevel(1654, 2339, slope));
        let mut page = page(pixels, Some(200.));
        for (exif, want) in [(1, 0), (6, 270), (3, 180), (8, 90)] {
            page.orientation = Orientation::from_exif(exif);
            assert_eq!(plan(&page).unwrap().rotation, want, "slope {slope}, exif {exif}");
        }
    }
}
