//! Drawn pages through the operator's preview: what the frame, the marks on it and the words say.

use super::*;
use crate::Progress;
use crate::piece::digitize::{Settings, digitize};
use crate::raster::{Grey, Pixels};
use crate::source::{Document, Hints};

const W: usize = 1654;
const H: usize = 2339;

/// Lines of letters at 200 dpi from a place that may lie to the left of the page.
fn page(left: isize, ink: u8, blur: usize) -> Grey {
    let mut grey = Grey::new(W, H, 250);
    let mut bar = |x: isize, y: usize, w: isize, h: usize| {
        for row in y..y + h {
            for at in x.max(0)..(x + w).clamp(0, W as isize) {
                grey.data[row * W + at as usize] = ink;
            }
        }
    };
    for line in 0..25 {
        for column in (0..46).filter(|c| c % 7 != 6) {
            let (x, y) = (left + column * 22, 250 + line * 62);
            bar(x, y, 3, 16);
            bar(x + 8, y, 3, 16);
            bar(x, y + 7, 11, 3);
        }
    }
    (0..3 * usize::from(blur > 0)).for_each(|_| box_blur(&mut grey, blur));
    grey
}

fn box_blur(grey: &mut Grey, radius: usize) {
    let count = (2 * radius + 1) as u32;
    for (stride, along, across) in [(1, W, H), (W, H, W)] {
        let from = grey.data.clone();
        for line in 0..across {
            let base = line * if stride == 1 { W } else { 1 };
            for at in radius..along - radius {
                let sum: u32 = (at - radius..=at + radius).map(|i| u32::from(from[base + i * stride])).sum();
                grey.data[base + at * stride] = (sum / count) as u8;
            }
        }
    }
}

fn document(grey: Grey) -> Document {
    Document::open(png(&Pixels::Grey(grey), Some(200)).unwrap(), Hints::default(), &Limits::default())
        .unwrap()
}

/// The preview, after its verdict was compared with that of the whole road.
fn seen(grey: Grey) -> Preview {
    let document = document(grey);
    let shown = operator(&document, 0, &Options::default()).unwrap();
    let made = digitize(&[&document], &Settings::default(), None, &mut Progress::none()).unwrap();
    assert_eq!(shown.report.refused, made.report.refused());
    let names: Vec<String> =
        made.report.faults.iter().map(|f| format!("{:?}", f.fault).to_lowercase()).collect();
    assert_eq!(shown.report.faults.iter().map(|f| f.name.clone()).collect::<Vec<_>>(), names);
    assert!(shown.report.faults.iter().all(|f| !f.en.is_empty() && !f.fr.is_empty()));
    let (w, h) = (shown.picture.width, shown.picture.height);
    assert_eq!((w, h), (shown.report.width, shown.report.height));
    assert!(w.max(h).abs_diff(1000) <= 12, "{w} x {h}");
    shown
}

fn pixel(shown: &Preview, x: usize, y: usize) -> [u8; 3] {
    let at = (y * shown.picture.width + x) * 3;
    [shown.picture.data[at], shown.picture.data[at + 1], shown.picture.data[at + 2]]
}

/// Colours that a column of the picture has.
fn column(shown: &Preview, x: usize) -> Vec<[u8; 3]> {
    let mut all: Vec<_> = (0..shown.picture.height).map(|y| pixel(shown, x, y)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn a_fine_page_has_a_plain_green_frame_and_its_ink() {
    let shown = seen(page(300, 20, 0));
    assert!(!shown.report.refused && shown.report.cut.is_empty() && shown.report.zones.is_empty());
    let last = shown.picture.width - 1;
    assert_eq!((column(&shown, 0), column(&shown, last)), (vec![draw::FINE], vec![draw::FINE]));
    let area = shown.report.area;
    let inside =
        (area.y..area.y + area.height).flat_map(|y| (area.x..area.x + area.width).map(move |x| (x, y)));
    let dark = inside.filter(|(x, y)| pixel(&shown, *x, *y)[0] < 100).count();
    assert!(dark * 100 > area.width * area.height, "the text is gone: {dark}");
    assert!(shown.png().unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn cut_text_hatches_its_side_and_no_other() {
    let shown = seen(page(-180, 20, 0));
    assert_eq!(shown.report.cut, ["left"]);
    assert!(shown.report.faults.iter().any(|f| f.name == "truncated"));
    assert!(column(&shown, 0).len() == 2 && column(&shown, 0).contains(&draw::REFUSED));
    assert_eq!(column(&shown, shown.picture.width - 1), [draw::REFUSED]);
}

#[test]
fn unreadable_writing_is_tinted_where_it_is() {
    let shown = seen(page(300, 20, 9));
    assert_eq!(shown.report.faults[0].name, "illegible");
    assert!(!shown.report.zones.is_empty());
    let tinted = |x: usize, y: usize| pixel(&shown, x, y)[0].saturating_sub(pixel(&shown, x, y)[2]) > 20;
    let area = shown.report.area;
    for zone in &shown.report.zones {
        let a = zone.area;
        assert!(a.x >= area.x && a.y >= area.y && a.width > 0 && a.height > 0);
        assert!(a.x + a.width <= area.x + area.width && a.y + a.height <= area.y + area.height);
        let corner = (a.y..a.y + a.height).flat_map(|y| (a.x..a.x + a.width).map(move |x| (x, y)));
        assert!(corner.filter(|(x, y)| tinted(*x, *y)).count() * 8 > a.width * a.height, "{zone:?}");
    }
    assert!(!tinted(area.x + 3, area.y + 3), "bare paper is not unreadable");
}

/// A5 on a dark ground, with a thumb over it from below.
#[test]
fn a_thumb_on_the_writing_is_tinted_and_named() {
    let mut grey = page(300, 20, 0);
    for (at, v) in grey.data.iter_mut().enumerate() {
        let (x, y) = (at % W, at / W);
        if !(245..1410).contains(&x) || !(190..1843).contains(&y) {
            *v = 60;
        }
        if 1300usize.saturating_sub(y).pow(2) + x.abs_diff(700).pow(2) < 80 * 80 {
            *v = 130;
        }
    }
    let shown = seen(grey);
    let [fault] = shown.report.faults.as_slice() else { panic!("{:?}", shown.report.faults) };
    assert!(fault.name == "truncated" && fault.en.starts_with("Something hides text"), "{fault:?}");
    assert!(shown.report.cut.is_empty());
    let [zone] = shown.report.zones.as_slice() else { panic!("{:?}", shown.report.zones) };
    let (area, page) = (zone.area, shown.report.area);
    assert_eq!(zone.kind, ZoneKind::Covered);
    assert!(
        area.y > page.y + page.height / 2 && area.y + area.height + page.height / 20 > page.y + page.height,
        "{area:?}"
    );
    let middle = page.x + page.width * (700 - 245) / (1410 - 245);
    assert!(area.x < middle && middle < area.x + area.width && area.width * 5 < page.width, "{area:?}");
}

#[test]
fn a_blank_page_says_so_and_that_it_would_be_dropped() {
    let shown = seen(Grey::new(W, H, 245));
    assert!(shown.report.dropped_beside_others && shown.report.faults[0].name == "blank");
    let (area, middle) = (shown.report.area, shown.picture.width / 2);
    let dashes = (area.y..area.y + area.height).filter(|y| pixel(&shown, middle, *y) == draw::REFUSED);
    let dashes = dashes.count();
    assert!(dashes < 60, "a frame, not an area: {dashes}");
    assert!(shown.picture.data.as_chunks::<3>().0.iter().filter(|p| **p == draw::REFUSED).count() > 1000);
}

#[test]
fn a_fault_that_does_not_refuse_is_a_warning() {
    let mut options = Options::default();
    options.blocking.clear();
    let shown = operator(&document(Grey::new(W, H, 245)), 0, &options).unwrap();
    assert!(!shown.report.refused && shown.report.faults.is_empty());
    assert_eq!(shown.report.warnings[0].name, "blank");
    assert_eq!(pixel(&shown, 0, 0), draw::FINE);
}

#[test]
fn a_blank_page_beside_others_refuses_nothing() {
    let options = Options { alone: false, ..Options::default() };
    let shown = operator(&document(Grey::new(W, H, 245)), 0, &options).unwrap();
    assert!(!shown.report.refused && shown.report.dropped_beside_others);
    assert_eq!((shown.report.warnings[0].name.as_str(), pixel(&shown, 0, 0)), ("blank", draw::FINE));
}

#[test]
fn odd_sizes_and_pages_are_shown_or_refused_and_never_panic() {
    for (w, h) in [(48, 48), (60, 3000), (3000, 60), (2600, 50)] {
        let document = document(Grey::new(w, h, 200));
        for size in [0, 100, 333, usize::MAX] {
            let options = Options { size, ..Options::default() };
            let shown = operator(&document, 0, &options).unwrap();
            assert!(shown.picture.width > 0 && shown.picture.height > 0);
        }
    }
    assert_eq!(
        operator(&document(Grey::new(90, 90, 9)), 1, &Options::default()).unwrap_err().key(),
        "pdf.page_range"
    );
}
