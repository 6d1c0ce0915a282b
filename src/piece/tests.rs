use super::*;
use crate::pdf::{self, Codec};
use crate::progress::Progress;
use crate::raster::{Bitmap, Grey, Pixels};
use digitize::{Coding, Digitized, Settings, digitize};

/// A sheet of A5 with rows of word-like marks; `rows` 0 makes a blank one.
pub(crate) fn sheet(rows: usize) -> Bitmap {
    let mut bitmap = Bitmap::new(1165, 1654);
    for row in 0..rows {
        for letter in 0..60 {
            let (x, y) = (120 + letter * 15 + letter / 6 * 10, 150 + row * 45);
            for dy in 0..20 {
                for dx in 0..9 {
                    let stroke = dx < 3 || (dy < 3 && letter % 2 == 0) || (dy > 16 && letter % 3 == 0);
                    bitmap.set(x + dx, y + dy, stroke && x < 1020);
                }
            }
        }
    }
    bitmap
}

pub(crate) fn sample_pdf() -> Vec<u8> {
    pdf::write(&[pdf::encode(&sheet(20), 200, Codec::G4).unwrap()]).unwrap()
}

fn open(rows: &[usize]) -> Vec<Document> {
    let pages: Vec<_> = rows.iter().map(|n| pdf::encode(&sheet(*n), 200, Codec::G4).unwrap()).collect();
    vec![Document::open(pdf::write(&pages).unwrap(), Hints::default(), &Limits::default()).unwrap()]
}

fn draft() -> Draft {
    Draft {
        id: "p1".into(),
        type_code: "ORDN".into(),
        pdf: Some(sample_pdf()),
        confirmed_at: Some(1_700_000_000),
        ..Draft::default()
    }
}

#[test]
fn a_sound_draft_becomes_a_piece() {
    let piece = Piece::new(draft(), &Profile::scor_public()).unwrap();
    assert_eq!((piece.label(), piece.pages(), piece.kind().code.as_str()), ("Ordonnance", 1, "ORDN"));
    assert_eq!(piece.sha256().map(str::len), Some(64));
    assert!(!format!("{piece:?}").contains("%PDF"));
}

#[test]
fn drafts_that_break_a_rule_are_refused_by_name() {
    let public = Profile::scor_public();
    let refusal = |d: Draft| Piece::new(d, &public).unwrap_err().kind();
    assert_eq!(refusal(Draft { type_code: "XXXX".into(), ..draft() }), Kind::PieceType);
    assert_eq!(refusal(Draft { pdf: None, ..draft() }), Kind::PieceEmpty);
    assert_eq!(refusal(Draft { confirmed_at: None, ..draft() }), Kind::PieceUnconfirmed);
    assert_eq!(refusal(Draft { pdf: Some(b"\x89PNG\r\n\x1A\n".to_vec()), ..draft() }), Kind::PieceNotPdf);
    assert_eq!(refusal(Draft { pdf: Some(vec![b' '; 250_001]), ..draft() }), Kind::PieceTooLarge);
    for id in ["", "Mme Martin", "a/b", "é"] {
        assert_eq!(refusal(Draft { id: id.into(), ..draft() }), Kind::BadValue);
    }
    let other = digitize(&open(&[25]), &Settings::default(), None, &mut Progress::none()).unwrap().report;
    assert_eq!(refusal(Draft { report: Some(other), ..draft() }), Kind::PieceReport);
    let paper = Draft { pdf: None, confirmed_at: None, medium: Medium::Paper, ..draft() };
    assert!(Piece::new(paper, &public).unwrap().sent_pdf().is_none());
}

#[test]
fn a_blank_verso_is_dropped_and_told_a_blank_document_is_refused() {
    let run = |rows: &[usize], settings: &Settings| {
        digitize(&open(rows), settings, None, &mut Progress::none()).unwrap()
    };
    let settings = Settings::default();
    let two = run(&[20, 0], &settings);
    let kept = Piece::new(Draft { pdf: two.pdf, ..draft() }, &Profile::scor_public()).unwrap();
    assert_eq!(kept.pages(), 1);
    assert!(two.report.pages[1].dropped && !two.report.pages[0].dropped);
    assert!(two.report.warnings.iter().any(|w| w.warning == "blank_dropped" && w.page == Some(2)));
    let keeping = run(&[20, 0], &Settings { drop_blank: false, ..settings.clone() });
    assert!(keeping.pdf.is_some() && !keeping.report.pages[1].dropped);
    let blank = run(&[0, 0], &settings);
    assert!(blank.pdf.is_none() && blank.report.refused());
    assert_eq!(blank.report.faults.len(), 2);
}

#[test]
fn an_override_keeps_its_reason_and_a_cancel_leaves_nothing() {
    let settings = Settings::default();
    let done = digitize(&open(&[0]), &settings, Some("seul exemplaire"), &mut Progress::none()).unwrap();
    assert!(done.pdf.is_some() && !done.report.refused());
    assert_eq!(done.report.override_reason.as_deref(), Some("seul exemplaire"));
    assert_eq!(done.report.faults.len(), 1);
    let silent = digitize(&open(&[0]), &settings, Some("  "), &mut Progress::none());
    assert_eq!(silent.unwrap_err().kind(), Kind::BadValue);
    let mut stop = |done: u64, _: u64| done == 0;
    let cancelled = digitize(&open(&[20, 20]), &settings, None, &mut Progress::new(&mut stop));
    assert_eq!(cancelled.unwrap_err().kind(), Kind::Cancelled);
}

#[test]
fn a_document_over_the_budget_goes_to_a_lower_resolution_or_says_what_fits() {
    let inputs = open(&[30, 30, 30]);
    let full = digitize(&inputs, &Settings::default(), None, &mut Progress::none()).unwrap().pdf.unwrap();
    let again = digitize(&inputs, &Settings::default(), None, &mut Progress::none()).unwrap().pdf.unwrap();
    assert_eq!(full, again, "the same input gives the same bytes");
    let small = Settings { max_bytes: full.len() / 3, min_dpi: 150, ..Settings::default() };
    let error = digitize(&inputs, &small, None, &mut Progress::none()).unwrap_err();
    assert_eq!(error.kind(), Kind::PdfOverBudget);
    assert!(error.detail("fits").is_some());
}

#[test]
fn auto_takes_jbig2_before_it_loses_resolution_and_the_report_says_what_was_made() {
    // A grey scan of twice the resolution that is asked for: rendered anew at each.
    let small = sheet(30);
    let (width, height) = (2 * small.width(), 2 * small.height());
    let ink = |at: usize| small.get(at % width / 2, at / width / 2);
    let data = (0..width * height).map(|at| if ink(at) { 30 } else { 230 }).collect();
    let scan = Pixels::Grey(Grey::from_data(width, height, data).unwrap());
    let hints = Hints { dpi: Some(400.0), ..Hints::default() };
    let file = crate::preview::png(&scan, None).unwrap();
    let inputs = [Document::open(file, hints, &Limits::default()).unwrap()];
    let make = |coding, max_bytes| {
        let settings = Settings { coding, max_bytes, target_dpi: 200, min_dpi: 150, ..Settings::default() };
        digitize(&inputs, &settings, None, &mut Progress::none()).unwrap()
    };
    let made = |done: &Digitized| {
        let page = &done.report.pages[0];
        let pdf = Document::open(done.pdf.clone().unwrap(), Hints::default(), &Limits::default()).unwrap();
        let size = pdf.page(0, 300, &Limits::default()).unwrap().pixels.size();
        assert_eq!(size, (page.width, page.height), "the report's size is the PDF's");
        (page.codec.unwrap(), page.dpi)
    };
    let g4 = make(Coding::G4, 250_000);
    let jbig2 = make(Coding::Jbig2, 250_000);
    assert_eq!((made(&g4), made(&jbig2)), (("g4", 200), ("jbig2", 200)));
    assert_eq!(made(&make(Coding::Auto, g4.report.bytes)), ("g4", 200));
    assert_eq!(make(Coding::Auto, g4.report.bytes - 1).pdf, jbig2.pdf);
    let small = make(Coding::G4, g4.report.bytes - 1);
    assert!(made(&small).1 < 200 && small.report.bytes < g4.report.bytes, "{:?}", made(&small));
}

#[test]
fn our_own_pdf_comes_back_unchanged_in_both_codecs() {
    for coding in [Coding::G4, Coding::Jbig2] {
        let settings = Settings { coding, ..Settings::default() };
        let make = |inputs: &[Document]| {
            digitize(inputs, &settings, None, &mut Progress::none()).unwrap().pdf.unwrap()
        };
        let once = make(&open(&[20, 30]));
        let own = vec![Document::open(once.clone(), Hints::default(), &Limits::default()).unwrap()];
        assert_eq!(make(&own), once, "{coding:?}");
    }
}

#[test]
fn the_shipped_profile_and_the_defaults_agree() {
    let settings = Settings::from(&Profile::scor_public());
    let defaults = Settings::default();
    assert_eq!(settings.gate, defaults.gate);
    assert_eq!((settings.min_dpi, settings.target_dpi), (defaults.min_dpi, defaults.target_dpi));
    assert_eq!((settings.max_bytes, settings.blocking), (defaults.max_bytes, defaults.blocking));
}

/// Thumbnails, icons, strips: whatever a host drags in comes back as a verdict or an error, never as a panic.
#[test]
fn tiny_and_odd_images_are_judged() {
    let mut state = 7u32;
    for (width, height) in [(48, 48), (64, 64), (50, 400), (400, 50), (103, 150), (131, 97), (200, 60)] {
        for kind in 0..4u32 {
            let data = (0..width * height).map(|at| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                match kind {
                    0 => (state >> 24) as u8,
                    1 => [30, 220][at / width / 9 % 2],
                    2 => [20, 240][at % width / 7 % 2],
                    _ => (at % width * 255 / width) as u8,
                }
            });
            let grey = Grey::from_data(width, height, data.collect()).unwrap();
            let file = crate::preview::png(&Pixels::Grey(grey), None).unwrap();
            let opened = Document::open(file, Hints::default(), &Limits::default()).unwrap();
            let done = digitize(&[opened], &Settings::default(), Some("odd"), &mut Progress::none());
            assert!(done.is_ok_and(|d| d.pdf.is_some()), "{width} x {height}, {kind}");
        }
    }
}
