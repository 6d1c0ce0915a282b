//! Time of each step of the road, and of the whole, on two of the sample inputs: a photo and a scan of a page at
//! 300 dpi. The decoder alone is measured in the same run, as the part of the road that no page can do without.
//!
//! `cargo bench --bench road`; quote ratios to `jpeg alone`, not times.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use scor::inspect::{Gate, Subject, inspect};
use scor::piece::digitize::{Settings, digitize};
use scor::raster::{Grey, Pixels};
use scor::source::{Document, Hints};
use scor::{Limits, Progress, image, pdf, seal};

const INPUTS: [(&str, &str); 2] = [("photo", "ordonnance-photo.jpg"), ("scan", "ordonnance-scan-gris.jpg")];

fn read(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name)).expect("sample input")
}

fn open(bytes: &[u8]) -> Document {
    Document::open(bytes.to_vec(), Hints::default(), &Limits::default()).expect("sample input")
}

fn jpeg_alone(bytes: &[u8]) -> Vec<u8> {
    zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(bytes)).decode().expect("sample input")
}

fn steps(c: &mut Criterion) {
    for (name, file) in INPUTS {
        let mut group = c.benchmark_group(name);
        let bytes = read(file);
        let document = open(&bytes);
        let decode = || document.page(0, 300, &Limits::default()).unwrap();
        let page = decode();
        let plan = image::plan(&page).unwrap();
        let sheet = image::render(&page, &plan, 300).unwrap();
        let subject = Subject {
            page: &page,
            corners: plan.corners,
            input_dpi: plan.input_dpi,
            rotation: plan.rotation,
            sheet: &sheet,
        };
        group.bench_function("jpeg alone", |b| b.iter(|| jpeg_alone(black_box(&bytes))));
        group.bench_function("source", |b| b.iter(decode));
        group.bench_function("plan", |b| b.iter(|| image::plan(black_box(&page)).unwrap()));
        group.bench_function("render", |b| b.iter(|| image::render(black_box(&page), &plan, 300).unwrap()));
        group.bench_function("inspect", |b| b.iter(|| inspect(black_box(&subject), &Gate::default())));
        for codec in [pdf::Codec::G4, pdf::Codec::Jbig2] {
            let encode = || pdf::encode(black_box(&sheet.bitmap), 300, codec).unwrap();
            group.bench_function(format!("encode and prove {}", codec.name()), |b| b.iter(encode));
        }
        group.bench_function("whole road", |b| {
            b.iter(|| {
                let inputs = [open(&bytes)];
                digitize(&inputs, &Settings::default(), None, &mut Progress::none()).unwrap()
            });
        });
        group.finish();
    }
}

/// An A4 page of grey with writing-like strokes, for the part that contests and tests use alone.
fn binarize(c: &mut Criterion) {
    let (width, height) = (2480, 3508);
    let stroke = |x: usize, y: usize| y % 50 < 22 && x % 13 < 4 && !(x / 13 + y / 50).is_multiple_of(6);
    let data = (0..width * height).map(|i| if stroke(i % width, i / width) { 60 } else { 235 }).collect();
    let pixels = Pixels::Grey(Grey::from_data(width, height, data).unwrap());
    c.bench_function("binarize A4 at 300 dpi", |b| b.iter(|| image::binarize(black_box(&pixels))));
}

fn sealing(c: &mut Criterion) {
    let recipient = seal::Certificate::from_der(&recipient()).expect("certificate of the benchmark");
    let plain = vec![0x5A; 250_000];
    for (name, suite) in
        [("seal 250 kB compat", seal::Suite::default()), ("seal 250 kB modern", seal::Suite::Modern)]
    {
        c.bench_function(name, |b| {
            b.iter(|| seal::seal(black_box(&plain), std::slice::from_ref(&recipient), suite).unwrap());
        });
    }
}

/// A certificate by OpenSSL, so that the benchmark keeps no key.
fn recipient() -> Vec<u8> {
    let request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null"];
    let out = Command::new("openssl").args(request).args(["-subj", "/CN=bench", "-outform", "DER"]).output();
    out.expect("openssl").stdout
}

fn config() -> Criterion {
    let criterion = Criterion::default().sample_size(10);
    criterion.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2))
}

criterion_group! { name = road; config = config(); targets = steps, binarize, sealing }
criterion_main!(road);
