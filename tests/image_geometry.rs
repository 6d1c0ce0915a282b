//! Sheet corners, skew, size and reading direction against the shared corpus, and against real photos.
//!
//! The corpus is not part of the repository; without it these tests say so and check nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)] // a test may fail loudly

use std::path::{Path, PathBuf};
use std::time::Instant;

use scor::Limits;
use scor::image::{self, Plan};
use scor::raster::Orientation;
use scor::source::{Document, Hints};
use serde_json::Value;

type Corners = [(f32, f32); 4];

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("SCOR_SHARED").map_or(beside, PathBuf::from);
    if root.join("corpus/cases.json").exists() {
        return Some(root);
    }
    eprintln!("SKIPPED: no corpus at {}", root.display());
    None
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn corners(v: &Value) -> Option<Corners> {
    let p = |i: usize, j: usize| v[i][j].as_f64().map(|v| v as f32);
    let corner = |i: usize| p(i, 0).zip(p(i, 1));
    Some([corner(0)?, corner(1)?, corner(2)?, corner(3)?])
}

/// Worst corner in percent of the true diagonal, whichever corner comes first.
fn corner_error(got: &Corners, want: &Corners) -> f32 {
    let distance = |a: (f32, f32), b: (f32, f32)| libm::hypotf(a.0 - b.0, a.1 - b.1);
    let turned = |k: usize| (0..4).map(|i| distance(got[(i + k) % 4], want[i])).fold(0., f32::max);
    100. * (0..4).map(turned).fold(f32::MAX, f32::min) / distance(want[0], want[2])
}

fn plan(path: &Path, dpi: Option<f32>) -> Option<Plan> {
    let limits = Limits::default();
    let mut hints = Hints::default();
    hints.dpi = dpi;
    let start = Instant::now();
    let page =
        Document::open(std::fs::read(path).unwrap(), hints, &limits).ok()?.page(0, 300, &limits).ok()?;
    let decoded = start.elapsed();
    let plan = image::plan(&page).unwrap();
    let planned = start.elapsed();
    // For a look at the pages themselves: a folder to put them into.
    if let Some(dir) = std::env::var_os("SCOR_KEEP") {
        let sheet = image::render(&page, &plan, 300).unwrap();
        let rendered = start.elapsed();
        let grey = sheet.flat.unwrap_or_else(|| sheet.bitmap.to_grey());
        let name = PathBuf::from(dir).join(path.file_stem().unwrap()).with_extension("png");
        let at = |d: std::time::Duration| d.as_millis();
        eprint!("[{} +{} +{} ms] ", at(decoded), at(planned - decoded), at(rendered - planned));
        let mut png = ::image::GrayImage::from_raw(grey.width as u32, grey.height as u32, grey.data).unwrap();
        if png.width() > 1000 {
            png = ::image::imageops::thumbnail(&png, png.width() / 3, png.height() / 3);
        }
        png.save(name).unwrap();
    }
    Some(plan)
}

#[test]
fn corpus() {
    let Some(root) = shared() else { return };
    let cases = json(&root.join("corpus/cases.json"));
    let (mut photos, mut good, mut wrong_turn, mut skewed, mut scans) = (0, 0, Vec::new(), Vec::new(), 0);
    for case in cases["cases"].as_array().unwrap() {
        let set = case["set"].as_str().unwrap();
        if set != "legible" && set != "refuse" {
            continue;
        }
        for (file, truth) in case["files"].as_array().unwrap().iter().zip(case["pages"].as_array().unwrap()) {
            let name = file.as_str().unwrap();
            let photo = truth.get("exif").is_some();
            let dpi = if photo { None } else { truth["dpi"].as_f64().map(|d| d as f32) };
            let Some(plan) = plan(&root.join("corpus").join(name), dpi) else { continue };
            let error =
                corners(&truth["corners"]).zip(plan.corners).map(|(want, got)| corner_error(&got, &want));
            let turn = (360 - case["turn"].as_i64().unwrap_or(0)) % 360;
            let skew = truth["skew"].as_f64().unwrap_or(0.) as f32;
            eprintln!(
                "{name}: error {error:?} skew {:.2} of {skew} turn {} of {turn} paper {:?} of {} dpi {:.0} conf {:.2} cut {:?}",
                plan.skew,
                plan.rotation,
                plan.paper_mm,
                truth["size"],
                plan.input_dpi,
                plan.confidence,
                plan.cut
            );
            if set == "legible" && photo {
                photos += 1;
                good += usize::from(error.is_some_and(|e| e <= 1.));
            }
            if set == "legible" && !photo && truth["blank"] != true {
                scans += 1;
                if (plan.skew - skew).abs() > 0.2 {
                    skewed.push(name.to_owned());
                }
            }
            if set == "legible" && i64::from(plan.rotation) != turn {
                wrong_turn.push(name.to_owned());
            }
        }
    }
    eprintln!(
        "photos within 1 %: {good} of {photos}; wrong turn {wrong_turn:?}; skew off in {skewed:?} of {scans}"
    );
    assert!(good * 100 >= photos * 97, "{good} of {photos} photos have good corners");
    assert!(wrong_turn.is_empty(), "{wrong_turn:?}");
    assert!(skewed.is_empty(), "{skewed:?} of {scans}");
}

#[test]
fn real_photos() {
    let Some(root) = shared() else { return };
    let dir = root.join("datasets/photos");
    let (mut all, mut good) = (0, 0);
    for (name, truth) in json(&dir.join("corners.json")).as_object().unwrap() {
        let Some(plan) = plan(&dir.join(name), None) else { continue };
        let want = corners(&truth["corners_tl_tr_br_bl"]);
        let error = want.as_ref().zip(plan.corners).map(|(want, got)| corner_error(&got, want));
        eprintln!(
            "{name}: error {error:?} expected {} skew {:.2} turn {} conf {:.2} cut {:?}",
            want.is_some(),
            plan.skew,
            plan.rotation,
            plan.confidence,
            plan.cut
        );
        if want.is_some() {
            all += 1;
            good += usize::from(error.is_some_and(|e| e <= 2.5));
        }
    }
    eprintln!("real photos within 2.5 %: {good} of {all}");
    assert!(good * 10 >= all * 8, "{good} of {all}");
}

/// Every legible page at every quarter turn: most are turned upright, none is turned wrongly.
#[test]
fn quarter_turns() {
    let Some(root) = shared() else { return };
    let cases = json(&root.join("corpus/cases.json"));
    let limits = Limits::default();
    let (mut pages, mut upright) = (0, 0);
    for case in cases["cases"].as_array().unwrap().iter().filter(|c| c["set"] == "legible") {
        let lies = case["turn"].as_i64().unwrap_or(0);
        for (file, truth) in case["files"].as_array().unwrap().iter().zip(case["pages"].as_array().unwrap()) {
            if truth["blank"] == true {
                continue;
            }
            let bytes = std::fs::read(root.join("corpus").join(file.as_str().unwrap())).unwrap();
            let document = Document::open(bytes, Hints::default(), &limits).unwrap();
            let mut page = document.page(0, 300, &limits).unwrap();
            let ring = [1, 6, 3, 8];
            let start = ring.iter().position(|e| *e == page.orientation.exif()).unwrap();
            for k in 1..4 {
                page.orientation = Orientation::from_exif(ring[(start + k) % 4].into());
                let want = (720 - lies - 90 * k as i64) % 360;
                let got = i64::from(image::plan(&page).unwrap().rotation);
                assert!(got == want || got == 0, "{file} turned {k} times: {got}, not {want}");
                pages += 1;
                upright += usize::from(got == want);
            }
        }
    }
    eprintln!("upright after a quarter turn: {upright} of {pages}");
    assert!(upright * 10 >= pages * 9, "{upright} of {pages}");
}
