//! Samples to train the net on: what it would be told of each border pixel of a page, and what that pixel is.
//!
//! `calibration/border.py` reads them, so the net is trained on what this very code will tell it.

use super::super::{binarize, clean_cut, light};
use super::Scan;
use crate::raster::{Grey, Pixels};
use crate::source::{Document, Hints};
use std::path::Path;

/// For each page NAME.png with its truth NAME_t.png in the folder named by `SCOR_BORDER_PAIRS`: NAME.bin with three counts
/// as u32 (beyond the border: ink found that is ink, ink found that is none; the truth's ink), then for each border
/// pixel what the net is told of it, whether it was taken for ink, and whether it is (0 or 1), as i16. Little-endian.
#[test]
#[ignore = "no test: writes the samples for calibration/border.py"]
fn write() {
    let dir = std::env::var("SCOR_BORDER_PAIRS").expect("SCOR_BORDER_PAIRS: the folder of the pairs");
    for entry in std::fs::read_dir(&dir).unwrap() {
        let truth = entry.unwrap().path().to_string_lossy().into_owned();
        if let Some(name) = truth.strip_suffix("_t.png") {
            let page = grey(Path::new(&format!("{name}.png")));
            std::fs::write(format!("{name}.bin"), of_page(page, &grey(Path::new(&truth)))).unwrap();
        }
    }
}

fn grey(path: &Path) -> Grey {
    let limits = crate::Limits::default();
    let document = Document::open(std::fs::read(path).unwrap(), Hints::default(), &limits).unwrap();
    match document.page(0, 300, &limits).unwrap().pixels {
        Pixels::Grey(grey) => grey,
        Pixels::Rgb(rgb) => light::luma(&rgb),
        Pixels::Bilevel(bitmap) => bitmap.to_grey(),
    }
}

/// The counts and samples of one page.
fn of_page(page: Grey, truth: &Grey) -> Vec<u8> {
    assert_eq!((page.width, page.height), (truth.width, truth.height));
    let dpi = binarize::guess_dpi(&page);
    let light = light::flatten(page, dpi);
    let bitmap = clean_cut(&light, dpi);
    let mut scan = Scan::new(&bitmap, &light.flat, dpi);
    let (mut counts, mut samples) = ([0u32; 3], Vec::new());
    for y in 0..truth.height {
        let any = scan.move_to(y);
        for (x, value) in truth.row(y).iter().enumerate() {
            let (found, real) = (bitmap.get(x, y), *value < 128);
            counts[2] += u32::from(real);
            if any && scan.border[x / 8] & (0x80 >> (x % 8)) != 0 {
                let told = scan.inputs(x, y).into_iter().chain([i16::from(found), i16::from(real)]);
                told.for_each(|v| samples.extend_from_slice(&v.to_le_bytes()));
            } else if found {
                counts[usize::from(!real)] += 1;
            }
        }
    }
    let mut out: Vec<u8> = counts.iter().flat_map(|count| count.to_le_bytes()).collect();
    out.extend(samples);
    out
}
