//! Every image format in its many kinds, made by the reference tools and compared with the pixels put in.
//! What is stored without loss must come out to the bit, at the depth it went in with.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)] // a test may fail loudly

use std::path::Path;
use std::process::Command;

use scor::limits::Limits;
use scor::raster::{Bitmap, Page, Pixels};
use scor::source::{Document, Format, Hints};

const W: usize = 203;
const H: usize = 150;

/// Runs a reference tool; it must be there (see tests/packages.txt) and succeed.
fn run(dir: &Path, line: &str) {
    let mut words = line.split_whitespace();
    let tool = words.next().expect("tool");
    let output =
        Command::new(tool).args(words).current_dir(dir).output().unwrap_or_else(|e| panic!("{tool}: {e}"));
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

fn rgb() -> Vec<u8> {
    (0..H).flat_map(|y| (0..W).flat_map(move |x| [(x * 5 + y) as u8, (y * 3) as u8, (x ^ y) as u8])).collect()
}

fn grey() -> Vec<u8> {
    (0..H).flat_map(|y| (0..W).map(move |x| (x + y * 2) as u8)).collect()
}

fn bits() -> Bitmap {
    let mut b = Bitmap::new(W, H);
    for y in 0..H {
        for x in 0..W {
            b.set(x, y, (x / 7 + y / 5) % 3 == 0 || x * y % 11 == 0);
        }
    }
    b
}

/// A folder with the three pictures as netpbm files, which are nothing but a header and the pixels.
fn pictures() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("folder");
    let write = |name: &str, header: String, data: &[u8]| {
        std::fs::write(dir.path().join(name), [header.as_bytes(), data].concat()).expect("write");
    };
    write("c.ppm", format!("P6 {W} {H} 255\n"), &rgb());
    write("g.pgm", format!("P5 {W} {H} 255\n"), &grey());
    write("b.pbm", format!("P4 {W} {H}\n"), bits().data());
    dir
}

fn pages(dir: &Path, name: &str) -> Vec<Page> {
    let bytes = std::fs::read(dir.join(name)).expect("file");
    let limits = Limits::default();
    let document =
        Document::open(bytes, Hints::default(), &limits).unwrap_or_else(|e| panic!("{name}: {e:?}"));
    let page = |i| document.page(i, 300, &limits).unwrap_or_else(|e| panic!("{name}: {e:?}"));
    (0..document.page_count()).map(page).collect()
}

fn only(dir: &Path, name: &str) -> Page {
    let mut all = pages(dir, name);
    assert_eq!(all.len(), 1, "{name}");
    all.remove(0)
}

#[track_caller]
fn is_colour(page: &Page) {
    match &page.pixels {
        Pixels::Rgb(c) => assert!((c.width, c.height) == (W, H) && c.data == rgb()),
        other => panic!("{:?}", other.size()),
    }
}

#[track_caller]
fn is_grey(page: &Page) {
    match &page.pixels {
        Pixels::Grey(g) => assert!((g.width, g.height) == (W, H) && g.data == grey()),
        _ => panic!("not grey"),
    }
}

#[track_caller]
fn is_bilevel(page: &Page) {
    match &page.pixels {
        Pixels::Bilevel(b) => assert!(*b == bits()),
        _ => panic!("not bilevel"),
    }
}

#[test]
fn png_keeps_its_depth() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert c.ppm -density 300 -units PixelsPerInch PNG24:c.png");
    run(d, "convert g.pgm -define png:color-type=0 -define png:bit-depth=8 -interlace PNG g.png");
    run(d, "convert g.pgm -define png:color-type=0 -define png:bit-depth=16 g16.png");
    run(d, "convert b.pbm -define png:color-type=0 -define png:bit-depth=1 b.png");
    run(d, "convert b.pbm -define png:color-type=3 -define png:bit-depth=1 p.png");
    let colour = only(d, "c.png");
    is_colour(&colour);
    assert_eq!(colour.dpi, Some((300.0, 300.0)));
    is_grey(&only(d, "g.png"));
    is_grey(&only(d, "g16.png"));
    is_bilevel(&only(d, "b.png"));
    is_bilevel(&only(d, "p.png"));
}

#[test]
fn png_transparency_falls_on_white() {
    let dir = pictures();
    run(dir.path(), "convert -size 8x8 xc:none PNG32:a.png");
    let Pixels::Rgb(c) = only(dir.path(), "a.png").pixels else { panic!("RGB") };
    assert_eq!(c.data, vec![255; 8 * 8 * 3]);
}

#[test]
fn tiff_codings_of_bilevel_pages() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert b.pbm -density 204x98 -units PixelsPerInch -compress none b.tif");
    for coding in ["none", "packbits", "lzw", "zip", "g4", "g3:1d", "g3:2d", "g3:1d:fill", "g3:2d:fill"] {
        for order in ["-f msb2lsb", "-f lsb2msb"] {
            for layout in ["-r 16", "-r 1000", "-t -w 64 -l 32"] {
                run(d, &format!("tiffcp -c {coding} {order} {layout} b.tif out.tif"));
                let page = only(d, "out.tif");
                is_bilevel(&page);
                assert_eq!(page.dpi, Some((204.0, 98.0)));
            }
        }
    }
}

/// 12-bit levels in 16-bit samples, as scanners write them, with the tag that says so or without.
#[test]
fn tiff_levels_follow_what_the_file_says() {
    let dir = pictures();
    let samples: Vec<u8> = grey().iter().flat_map(|v| (u16::from(*v) << 4 | 7).to_le_bytes()).collect();
    for (most, believed) in [(Some(4095), true), (Some(4000), false), (None, false)] {
        let mut tags = vec![(256, W), (257, H), (258, 16), (259, 1), (262, 1), (273, 8), (277, 1), (278, H)];
        tags.push((279, samples.len()));
        tags.extend(most.map(|most| (281, most)));
        let mut file = b"II\x2A\0".to_vec();
        file.extend(u32::try_from(8 + samples.len()).unwrap().to_le_bytes());
        file.extend(&samples);
        file.extend((tags.len() as u16).to_le_bytes());
        for (tag, value) in tags {
            // Each is one LONG.
            file.extend((tag as u16).to_le_bytes());
            file.extend([4, 0, 1, 0, 0, 0]);
            file.extend((value as u32).to_le_bytes());
        }
        file.extend([0; 4]);
        std::fs::write(dir.path().join("l.tif"), file).unwrap();
        let Pixels::Grey(page) = only(dir.path(), "l.tif").pixels else { panic!("grey") };
        assert_eq!(page.data == grey(), believed, "{most:?}");
    }
}

#[test]
fn tiff_codings_of_grey_and_colour_pages() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert c.ppm -compress none c.tif");
    run(d, "convert g.pgm -compress none g.tif");
    for coding in ["none", "packbits", "lzw", "lzw:2", "zip", "zip:2"] {
        for how in ["-B", "-L", "-8", "-p separate", "-t -w 64 -l 32", "-t -w 64 -l 32 -p separate"] {
            run(d, &format!("tiffcp -c {coding} {how} c.tif c2.tif"));
            is_colour(&only(d, "c2.tif"));
            run(d, &format!("tiffcp -c {coding} {how} g.tif g2.tif"));
            is_grey(&only(d, "g2.tif"));
        }
    }
    for endian in ["lsb", "msb"] {
        run(d, &format!("convert c.ppm -depth 16 -define tiff:endian={endian} -compress zip c16.tif"));
        is_colour(&only(d, "c16.tif"));
    }
    // The tool marks the file as white-is-zero and leaves the samples alone.
    run(d, "convert g.pgm -negate -define quantum:polarity=min-is-white -compress lzw w.tif");
    is_grey(&only(d, "w.tif"));
}

#[test]
fn tiff_of_many_pages() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert b.pbm -compress group4 b.tif");
    run(d, "convert g.pgm -compress lzw g.tif");
    run(d, "tiffcp b.tif g.tif b.tif all.tif");
    let all = pages(d, "all.tif");
    assert_eq!(all.len(), 3);
    is_bilevel(&all[0]);
    is_grey(&all[1]);
    is_bilevel(&all[2]);
    let limits = {
        let mut limits = Limits::default();
        limits.pages = 2;
        limits
    };
    let bytes = std::fs::read(d.join("all.tif")).expect("file");
    let refused = Document::open(bytes, Hints::default(), &limits).map(|_| ()).expect_err("refused");
    assert_eq!(refused.key(), "source.too_many_pages");
}

#[test]
fn bmp_of_all_depths() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert c.ppm -density 300 -units PixelsPerInch BMP3:c.bmp");
    run(d, "convert c.ppm -alpha on BMP:c32.bmp");
    run(d, "convert g.pgm -type Palette -compress none BMP3:g.bmp");
    run(d, "convert g.pgm -type Palette -compress rle BMP3:r.bmp");
    run(d, "convert b.pbm -type bilevel BMP3:b.bmp");
    let colour = only(d, "c.bmp");
    is_colour(&colour);
    assert_eq!(colour.dpi, Some((300.0, 300.0)));
    is_colour(&only(d, "c32.bmp"));
    // The tool chooses fewer greys for these, so what it reads itself is the measure.
    for name in ["g.bmp", "r.bmp"] {
        run(d, &format!("convert {name} read.pgm"));
        let judge = std::fs::read(d.join("read.pgm")).expect("file");
        match only(d, name).pixels {
            Pixels::Grey(g) => assert!(g.data == judge[judge.len() - W * H..], "{name}"),
            _ => panic!("{name} is not grey"),
        }
    }
    is_bilevel(&only(d, "b.bmp"));
}

#[test]
fn webp_without_loss() {
    let dir = pictures();
    run(dir.path(), "convert c.ppm -define webp:lossless=true c.webp");
    is_colour(&only(dir.path(), "c.webp"));
}

/// Largest and mean difference from the picture put in.
fn distance(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}

#[test]
fn jpeg_of_all_colour_models() {
    let dir = pictures();
    let d = dir.path();
    run(d, "convert g.pgm -quality 95 -density 300 -units PixelsPerInch g.jpg");
    let page = only(d, "g.jpg");
    assert_eq!(page.dpi, Some((300.0, 300.0)));
    let Pixels::Grey(g) = page.pixels else { panic!("grey stays grey") };
    assert!(distance(&g.data, &grey()) < 4.0);
    // A soft picture, as hard edges of colour never survive.
    run(d, "convert -size 203x150 gradient:red-blue -depth 8 soft.ppm");
    let soft = std::fs::read(d.join("soft.ppm")).expect("file");
    let soft = &soft[soft.len() - W * H * 3..];
    for how in ["-sampling-factor 4:4:4", "-sampling-factor 4:2:0", "-interlace JPEG", "-colorspace CMYK"] {
        run(d, &format!("convert soft.ppm {how} -quality 95 c.jpg"));
        let Pixels::Rgb(c) = only(d, "c.jpg").pixels else { panic!("RGB") };
        let off = distance(&c.data, soft);
        assert!(off < 4.0, "{how}: {off}");
    }
    // Inside TIFF: JPEG strips with shared tables as RGB and as YCbCr, and inks without any coding.
    run(d, "convert soft.ppm -compress none soft.tif");
    run(d, "tiffcp -c jpeg:95 -r 32 soft.tif ycc.tif");
    run(d, "tiffcp -c jpeg:r:95 -r 32 soft.tif rgb.tif");
    run(d, "tiffcp -c jpeg:95 -t -w 64 -l 64 soft.tif tiles.tif");
    run(d, "convert soft.ppm -colorspace CMYK -compress lzw inks.tif");
    for name in ["ycc.tif", "rgb.tif", "tiles.tif", "inks.tif"] {
        let Pixels::Rgb(c) = only(d, name).pixels else { panic!("RGB") };
        let off = distance(&c.data, soft);
        assert!(off < 4.0, "{name}: {off}");
    }
}

#[test]
fn what_is_cut_short_is_damaged_in_every_format() {
    let dir = pictures();
    let d = dir.path();
    for name in ["c.png", "c.jpg", "c.bmp", "c.webp", "c.tif"] {
        run(d, &format!("convert c.ppm -strip {name}"));
        let whole = std::fs::read(d.join(name)).expect("file");
        for part in 1..20 {
            let bytes = whole[..whole.len() * part / 20].to_vec();
            let limits = Limits::default();
            let result =
                Document::open(bytes, Hints::default(), &limits).and_then(|x| x.page(0, 300, &limits));
            let error = result.err().unwrap_or_else(|| panic!("{name}: {part}/20 decoded"));
            assert_eq!(error.key(), "source.damaged", "{name}: {part}/20");
        }
    }
}

#[test]
fn the_name_of_the_format_and_the_hint() {
    let dir = pictures();
    run(dir.path(), "convert g.pgm -density 300 -units PixelsPerInch g.png");
    let bytes = std::fs::read(dir.path().join("g.png")).expect("file");
    let mut hints = Hints::default();
    hints.dpi = Some(200.0);
    let limits = Limits::default();
    let document = Document::open(bytes, hints, &limits).expect("open");
    assert_eq!(document.format(), Format::Png);
    assert_eq!(document.page(0, 300, &limits).expect("page").dpi, Some((200.0, 200.0)));
    assert_eq!(document.page(1, 300, &limits).map(|_| ()).expect_err("no page 2").key(), "pdf.page_range");
}

/// The entropy-coded data stops early but the end marker is there: decoders fill up with grey.
#[test]
fn jpeg_with_its_end_cut_out_is_damaged() {
    let dir = pictures();
    run(dir.path(), "convert c.ppm -strip -quality 90 c.jpg");
    let whole = std::fs::read(dir.path().join("c.jpg")).expect("file");
    for part in 10..19 {
        let bytes = [&whole[..whole.len() * part / 20], &[0xFF, 0xD9]].concat();
        let limits = Limits::default();
        let result = Document::open(bytes, Hints::default(), &limits).and_then(|x| x.page(0, 300, &limits));
        assert_eq!(result.map(|_| ()).err().map(|e| e.key()), Some("source.damaged"), "{part}/20");
    }
}

/// The same PDF on every machine needs the same pixels: the decoder's wide instructions must change no bit.
#[test]
fn jpeg_samples_are_the_same_without_wide_instructions() {
    use zune_core::bytestream::ZCursor;
    use zune_core::options::DecoderOptions;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "jpg") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let decode = |wide| {
            let options = DecoderOptions::default().set_use_unsafe(wide);
            zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(&bytes), options).decode().unwrap()
        };
        assert!(decode(true) == decode(false), "{}", path.display());
        seen += 1;
    }
    assert!(seen > 3);
}
