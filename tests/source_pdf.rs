//! PDF pages, from files written here byte by byte: scans leave as their image, other pages are drawn, and
//! hostile ones are refused in bounded time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)] // a test may fail loudly

use std::fmt::Write;
use std::time::{Duration, Instant};

use scor::error::Result;
use scor::limits::Limits;
use scor::raster::{Bitmap, Origin, Page, Pixels};
use scor::source::{Document, Hints, render_page};

/// A file of the objects given (numbered from 1; 1 is the catalogue, 2 the page tree), with its table.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, body) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).expect("text");
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.bytes());
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{dict}/Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// One page of `page` entries, its content, and further objects from number 5.
fn one_page(page: &str, content: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}>>").into_bytes(),
        stream("", content.as_bytes()),
    ];
    objects.extend(more);
    pdf(&objects)
}

fn first(bytes: Vec<u8>) -> Result<Page> {
    let limits = Limits::default();
    Document::open(bytes, Hints::default(), &limits)?.page(0, 100, &limits)
}

const W: usize = 200;
const H: usize = 300;

fn picture() -> Bitmap {
    let mut b = Bitmap::new(W, H);
    for y in 0..H {
        for x in 0..W {
            b.set(x, y, (x / 9 + y / 4) % 5 == 0 || x > y);
        }
    }
    b
}

/// The picture as an uncompressed image, 0 black.
fn image(extra: &str) -> Vec<u8> {
    let data: Vec<u8> = picture().data().iter().map(|b| !b).collect();
    let dict = format!(
        "/Type/XObject/Subtype/Image/Width {W}/Height {H}/BitsPerComponent 1/ColorSpace/DeviceGray{extra}"
    );
    stream(&dict, &data)
}

/// 96 by 144 points: the picture fills it at 150 samples per inch.
const PAGE: &str = "/MediaBox[0 0 96 144]/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

#[track_caller]
fn is_picture(page: &Page) {
    assert_eq!(page.origin, Origin::Image);
    match &page.pixels {
        Pixels::Bilevel(b) => assert!(*b == picture()),
        other => panic!("{:?}", other.size()),
    }
}

#[test]
fn a_scanned_page_is_its_image() {
    let page = first(one_page(PAGE, "q 96 0 0 144 0 0 cm /I Do Q", vec![image("")])).unwrap();
    is_picture(&page);
    assert_eq!((page.orientation.exif(), page.dpi), (1, Some((150.0, 150.0))));
}

#[test]
fn turns_of_page_and_image_become_the_orientation() {
    for (turn, exif) in [(90, 6), (180, 3), (270, 8), (360, 1)] {
        let page =
            first(one_page(&format!("{PAGE}/Rotate {turn}"), "96 0 0 144 0 0 cm /I Do", vec![image("")]))
                .unwrap();
        is_picture(&page);
        assert_eq!(page.orientation.exif(), exif, "/Rotate {turn}");
    }
    for (matrix, exif) in [("96 0 0 -144 0 144", 4), ("-96 0 0 144 96 0", 2)] {
        let page = first(one_page(PAGE, &format!("{matrix} cm /I Do"), vec![image("")])).unwrap();
        is_picture(&page);
        assert_eq!(page.orientation.exif(), exif, "{matrix}");
    }
}

#[test]
fn an_invisible_text_layer_does_not_count_and_a_visible_one_does() {
    let text =
        |mode: u8| format!("q 96 0 0 144 0 0 cm /I Do Q BT /F 12 Tf {mode} Tr 10 10 Td (Amoxicilline) Tj ET");
    is_picture(&first(one_page(PAGE, &text(3), vec![image("")])).unwrap());
    let page = first(one_page(PAGE, &text(0), vec![image("")])).unwrap();
    assert_eq!(
        (page.origin, page.pixels.size(), page.dpi),
        (Origin::Rendered, (133, 200), Some((100.0, 100.0)))
    );
}

#[test]
fn inverted_images_and_masks_keep_their_ink() {
    let mut inverted = image("/Decode[1 0]");
    let at = inverted.windows(7).position(|w| w == b"stream\n").unwrap() + 7;
    inverted[at..at + W.div_ceil(8) * H].iter_mut().for_each(|b| *b = !*b);
    is_picture(&first(one_page(PAGE, "96 0 0 144 0 0 cm /I Do", vec![inverted])).unwrap());
    let dict = format!("/Subtype/Image/ImageMask true/Width {W}/Height {H}");
    let data: Vec<u8> = picture().data().iter().map(|b| !b).collect();
    let mask = stream(&dict, &data);
    is_picture(&first(one_page(PAGE, "0 g 96 0 0 144 0 0 cm /I Do", vec![mask.clone()])).unwrap());
    let red = first(one_page(PAGE, "1 0 0 rg 96 0 0 144 0 0 cm /I Do", vec![mask])).unwrap();
    assert_eq!(red.origin, Origin::Rendered);
}

#[test]
fn the_crop_box_cuts_the_image() {
    let boxed = format!("{PAGE}/CropBox[0 72 96 144]");
    let page = first(one_page(&boxed, "96 0 0 144 0 0 cm /I Do", vec![image("")])).unwrap();
    let Pixels::Bilevel(b) = &page.pixels else { panic!("bilevel") };
    assert_eq!((b.width(), b.height()), (W, H / 2));
    assert!((0..H / 2).all(|y| b.row(y) == picture().row(y)));
}

#[test]
fn a_small_image_is_part_of_a_drawing() {
    let page = first(one_page(PAGE, "48 0 0 72 10 10 cm /I Do", vec![image("")])).unwrap();
    assert_eq!(page.origin, Origin::Rendered);
    assert!(matches!(page.pixels, Pixels::Grey(_)));
}

#[test]
fn text_in_a_font_that_is_not_embedded_is_drawn() {
    let page = first(one_page(PAGE, "BT /F 20 Tf 5 60 Td (Doliprane) Tj ET", vec![image("")])).unwrap();
    let Pixels::Grey(g) = page.pixels else { panic!("grey") };
    assert!(g.data.iter().filter(|v| **v < 64).count() > 100);
}

#[test]
fn images_without_all_their_samples_are_damage() {
    let dict = format!("/Subtype/Image/Width {W}/Height {H}/BitsPerComponent 8/ColorSpace/DeviceGray");
    for keep in [W * H / 2, W * H / 100] {
        let cut = stream(&dict, &vec![7; keep]);
        let error = first(one_page(PAGE, "96 0 0 144 0 0 cm /I Do", vec![cut])).map(|_| ()).unwrap_err();
        assert_eq!(error.key(), "source.damaged");
    }
    let whole = stream(&dict, &vec![7; W * H]);
    let page = first(one_page(PAGE, "96 0 0 144 0 0 cm /I Do", vec![whole])).unwrap();
    assert!(matches!(page.pixels, Pixels::Grey(g) if g.data == vec![7; W * H]));
}

#[test]
fn hostile_pages_are_refused_at_once() {
    let form = |calls: &str, next: usize| {
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I {next} 0 R>>>>"),
            calls.as_bytes(),
        )
    };
    // Thirty forms that each draw the next one ten times.
    let tower =
        (0..30).map(|i| form(&"/I Do ".repeat(10), 6 + i)).chain([form("0 0 m 1 1 l S", 5)]).collect();
    let chain = (0..80).map(|i| form("/I Do", 6 + i)).chain([form("0 0 m 1 1 l S", 5)]).collect();
    let cases = [
        (one_page(PAGE, "/I Do", tower), "source.too_complex"),
        (one_page(PAGE, "/I Do", chain), "source.nesting"),
        (one_page("/MediaBox[0 0 1000000 1000000]", "0 0 m 1 1 l S", vec![]), "source.too_many_pixels"),
        (
            one_page(
                PAGE,
                "/I Do",
                vec![stream("/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1", b"")],
            ),
            "source.too_many_pixels",
        ),
    ];
    for (i, (bytes, key)) in cases.into_iter().enumerate() {
        let start = Instant::now();
        assert_eq!(first(bytes).map(|_| ()).err().map(|e| e.key()), Some(key), "case {i}");
        assert!(start.elapsed() < Duration::from_secs(2), "{key}: {:?}", start.elapsed());
    }
    // The parser does not follow a reference back into what it is reading, so a ring of forms is a short chain.
    let start = Instant::now();
    first(one_page(PAGE, "/I Do", vec![form("/I Do /I Do", 6), form("/I Do /I Do", 5)])).unwrap();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn previews_are_upright_and_pages_are_counted() {
    let bytes = one_page(&format!("{PAGE}/Rotate 90"), "96 0 0 144 0 0 cm /I Do", vec![image("")]);
    let limits = Limits::default();
    assert_eq!(render_page(bytes.clone(), 0, 150, &limits).unwrap().size(), (H, W));
    assert_eq!(render_page(bytes.clone(), 1, 150, &limits).unwrap_err().key(), "pdf.page_range");
    assert_eq!(render_page(bytes.clone(), 0, 0, &limits).unwrap_err().key(), "arg.value");
    assert_eq!(
        render_page(bytes[..bytes.len() / 2].to_vec(), 0, 150, &limits).unwrap_err().key(),
        "source.damaged"
    );
    assert_eq!(render_page(b"GIF89a".to_vec(), 0, 150, &limits).unwrap_err().key(), "source.unsupported");
}

/// Threads of Windows hosts have 1 MiB of stack; forms as deep as the renderer follows must fit.
#[test]
fn deep_forms_fit_a_small_stack() {
    let form = |next: usize| {
        let dict = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 96 144]/Group<</S/Transparency>>/Resources<</XObject<</I {next} 0 R>>>>"
        );
        stream(&dict, b"/I Do")
    };
    let last = stream("/Type/XObject/Subtype/Form/BBox[0 0 96 144]", b"0 0 50 50 re f");
    let forms = (0..48).map(|i| form(6 + i)).chain([last]).collect();
    let bytes = one_page(PAGE, "/I Do", forms);
    let work = move || first(bytes).unwrap().origin;
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap();
    assert_eq!(thread.join().unwrap(), Origin::Rendered);
}
