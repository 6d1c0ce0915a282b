//! Steps 04 and 05: images to PDFs, PDFs to pieces.

use std::sync::Arc;

use scor::Result;
use scor::fingerprint::{Fingerprint, Likeness};
use scor::limits::Limits;
use scor::piece::digitize::{Digitized, Settings, digitize};
use scor::piece::report::Verdict;
use scor::piece::{Draft, Medium, Piece};
use scor::preview::{self, Options};
use scor::progress::Progress;
use scor::raster::Pixels;
use scor::source::{self, Document, Format, Hints, RawImage, RawLayout};

use super::{NOW, State, pick};

fn open(s: &State<'_>, name: &str) -> Document {
    Document::open(s.data(name), Hints::default(), &Limits::default()).unwrap()
}

fn format(of: &Document) -> i64 {
    match of.format() {
        Format::Jpeg => 1,
        Format::Png => 2,
        Format::Tiff => 3,
        Format::Bmp => 4,
        Format::Webp => 5,
        Format::Pdf => 6,
        Format::Raw => 7,
        _ => 0,
    }
}

fn tell(s: &mut State<'_>, key: &str, run: &Digitized) {
    let verdict = match run.report.verdict {
        Verdict::Accepted => 1,
        Verdict::Refused => 2,
    };
    s.facts.number(&format!("{key}.verdict"), verdict);
    s.facts.number(&format!("{key}.size"), run.pdf.as_ref().map_or(0, Vec::len));
    match &run.pdf {
        Some(pdf) => s.facts.fnv(&format!("{key}.fnv"), pdf),
        None => s.facts.text(&format!("{key}.fnv"), None),
    }
    s.facts.pick(&format!("{key}.faults"), &run.report.to_json(), "faults");
}

fn run(s: &State<'_>, names: &[&str], reason: Option<&str>) -> Result<Digitized> {
    let inputs: Vec<Document> = names.iter().map(|name| open(s, name)).collect();
    digitize(&inputs, &Settings::from(&*s.profile), reason, &mut Progress::none())
}

fn scanned(s: &mut State<'_>) {
    let inputs = ["recto-verso-1.jpg", "recto-verso-2.jpg"].map(|name| open(s, name));
    s.facts.number("04.scan.format", format(&inputs[0]));
    s.facts.number("04.scan.pages", inputs[0].page_count());
    let settings = Settings::from(&*s.profile);
    let mut seen = Vec::new();
    let mut note = |done, total| {
        seen.push((done, total));
        true
    };
    let made = digitize(&inputs, &settings, None, &mut Progress::new(&mut note)).unwrap();
    tell(s, "04.scan", &made);
    s.scans.push(made);
    s.facts.number("04.scan.progress", seen.len());
    s.facts.number("04.scan.done", seen.last().unwrap().0);
    s.facts.number("04.scan.total", seen.last().unwrap().1);
    let small = Settings { max_bytes: 2000, ..settings.clone() };
    let budget = s.facts.error("04.budget", digitize(&inputs, &small, None, &mut Progress::none()));
    s.facts.json("04.budget.details", &budget.details_json());
    let mut stop = |_, _| false;
    let stopped = digitize(&inputs[..1], &settings, None, &mut Progress::new(&mut stop));
    s.facts.error("04.cancelled", stopped);
    let mut limits = Limits::default();
    limits.input_bytes = 1000;
    let bound = Document::open(s.data("recto-verso-1.jpg"), Hints::default(), &limits);
    s.facts.error("04.bound", bound);
}

fn refused(s: &mut State<'_>) {
    let made = run(s, &["ordonnance-tronquee.jpg"], None).unwrap();
    tell(s, "04.refused", &made);
    let taken = run(s, &["ordonnance-tronquee.jpg"], Some("Original détruit")).unwrap();
    tell(s, "04.taken", &taken);
    s.facts.text("04.taken.reason", taken.report.override_reason.as_deref());
}

fn options(size: usize) -> Options {
    let Settings { gate, blocking, limits, .. } = Settings::default();
    Options { size, gate, blocking, alone: true, limits }
}

fn previewed(s: &mut State<'_>) {
    let shown = preview::operator(&open(s, "ordonnance-tronquee.jpg"), 0, &options(600)).unwrap();
    let json = shown.report.to_json();
    let png = shown.png().unwrap();
    s.facts.number("04.preview.size", png.len());
    s.facts.fnv("04.preview.fnv", &png);
    s.facts.pick("04.preview.faults", &json, "faults");
    s.facts.pick("04.preview.cut", &json, "cut");

    let (width, height) = (800, 1100);
    let ink = |x: usize, y: usize| {
        (100..700).contains(&x)
            && (100..1000).contains(&y)
            && (y / 12).is_multiple_of(3)
            && (x / 5 + y / 12) % 4 < 2
    };
    let grey: Vec<u8> =
        (0..width * height).map(|i| if ink(i % width, i / width) { 20 } else { 235 }).collect();
    let image = RawImage {
        width: 800,
        height: 1100,
        stride: width,
        bottom_up: false,
        layout: RawLayout::Grey8,
        data: &grey,
    };
    let mut hints = Hints::default();
    hints.dpi = Some(100.0);
    let page = Document::raw(&image, hints, &Limits::default()).unwrap();
    s.facts.number("04.pixels.format", format(&page));
    s.facts.number("04.pixels.pages", page.page_count());
    let png = preview::operator(&page, 0, &options(400)).unwrap().png().unwrap();
    s.facts.fnv("04.pixels.fnv", &png);
}

fn drawn(s: &mut State<'_>) {
    let pdf = s.scans[0].pdf.clone().unwrap();
    s.facts.fnv("04.png", &preview::page(pdf, 0, 96, &Limits::default()).unwrap());
    let file = s.data("ordonnance-logiciel.pdf");
    let drawn = source::render_page(file.clone(), 0, 50, &Limits::default()).unwrap();
    let Pixels::Rgb(rgb) = drawn else { panic!("the page has colour") };
    s.facts.number("04.render.width", rgb.width);
    s.facts.number("04.render.height", rgb.height);
    s.facts.number("04.render.layout", 5);
    s.facts.fnv("04.render.fnv", &rgb.data);
    s.facts.error("04.range", source::render_page(file, 5, 50, &Limits::default()));
}

pub(super) fn step(s: &mut State<'_>) {
    scanned(s);
    let photo = run(s, &["ordonnance-photo.jpg"], None).unwrap();
    tell(s, "04.photo", &photo);
    s.scans.push(photo);
    refused(s);
    previewed(s);
    drawn(s);
    let prints: Vec<Fingerprint> = s
        .scans
        .iter()
        .map(|scan| pick(&scan.report.to_json(), "fingerprint").trim_matches('"').parse().unwrap())
        .collect();
    for (key, second) in [("04.same", &prints[0]), ("04.other", &prints[1])] {
        let found = prints[0].compare(second);
        let likeness = match found.likeness {
            Likeness::Same => 1,
            Likeness::Different => 2,
            Likeness::Unsure => 3,
        };
        s.facts.number(&format!("{key}.score"), found.score);
        s.facts.number(&format!("{key}.likeness"), likeness);
    }
}

pub(super) fn draft(s: &State<'_>, id: &str, scan: usize) -> Draft {
    Draft {
        id: id.to_owned(),
        type_code: "ORDN".to_owned(),
        label: None,
        medium: Medium::Digital,
        pdf: s.scans[scan].pdf.clone(),
        report: Some(s.scans[scan].report.clone()),
        confirmed_at: Some(NOW),
    }
}

pub(super) fn pieces(s: &mut State<'_>) {
    let one = Piece::new(draft(s, "P-1", 0), &s.own).unwrap();
    let label = Some("Photo d'ordonnance".to_owned());
    let two = Draft { label, medium: Medium::Both, ..draft(s, "P-2", 1) };
    let two = Piece::new(two, &s.own).unwrap();
    s.facts.text("05.label", one.label());
    s.facts.text("05.sha256", one.sha256());
    s.facts.number("05.pages", one.pages());
    let medium = match one.medium() {
        Medium::Digital => 1,
        Medium::Paper => 2,
        Medium::Both => 3,
    };
    s.facts.number("05.medium", medium);
    s.facts.number("05.confirmed", one.confirmed_at().unwrap());
    s.facts.fnv("05.pdf", one.pdf().unwrap());
    s.facts.text("05.sha256.2", two.sha256());
    let unconfirmed = Draft { confirmed_at: None, ..draft(s, "P-1", 0) };
    s.facts.error("05.unconfirmed", Piece::new(unconfirmed, &s.own));
    let strange = Draft { type_code: "XXXX".to_owned(), ..draft(s, "P-1", 0) };
    s.facts.error("05.type", Piece::new(strange, &s.own));
    s.pieces = vec![Arc::new(one), Arc::new(two)];
}
