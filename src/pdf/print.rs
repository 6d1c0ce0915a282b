//! Printable pages: headings, lines and tables on A4, in Helvetica. For papers that a practice prints or keeps; knows
//! nothing of what they say.
//!
//! Only the 14 fonts that every reader has are used, in WinAnsi, which French needs no more than. The same content
//! gives the same bytes.

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::write::PRODUCER;

/// A4, in points.
const WIDTH: f32 = 595.276;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 48.0;
/// Where the last line may stand: the foot has its own place below.
const BOTTOM: f32 = MARGIN + 24.0;
const SIZE: f32 = 9.0;
const LINE: f32 = 12.0;
/// Space between columns.
const GAP: f32 = 6.0;

const REGULAR: Name<'_> = Name(b"F0");
const BOLD: Name<'_> = Name(b"F1");

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its head, said again on every page.
    pub title: &'static str,
    /// Its share of the width, in parts of all columns' sum.
    pub share: f32,
}

/// Pages that are being filled, from top to bottom.
pub struct Printout {
    title: String,
    pages: Vec<Content>,
    /// Next base line, points from the foot of the page.
    y: f32,
}

impl std::fmt::Debug for Printout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Printout({} pages)", self.pages.len())
    }
}

impl Printout {
    /// An empty first page. The title stands in the document's information and in the foot of every page.
    pub fn new(title: &str) -> Printout {
        Printout { title: title.to_owned(), pages: vec![Content::new()], y: HEIGHT - MARGIN - 14.0 }
    }

    /// Begins a new page, unless this one is empty.
    pub fn page(&mut self) {
        if self.y < HEIGHT - MARGIN - 14.0 {
            self.pages.push(Content::new());
            self.y = HEIGHT - MARGIN - 14.0;
        }
    }

    /// A line in bold, `size` points high, with room before it.
    pub fn heading(&mut self, text: &str, size: f32) {
        self.room(size * 2.0 + LINE);
        self.y -= size * 0.4;
        for line in wrap(text, WIDTH - 2.0 * MARGIN, size) {
            self.put(MARGIN, BOLD, size, &line);
            self.y -= size * 1.4;
        }
    }

    /// Lines of text; long ones are broken.
    pub fn text(&mut self, text: &str) {
        for line in wrap(text, WIDTH - 2.0 * MARGIN, SIZE) {
            self.room(LINE);
            self.put(MARGIN, REGULAR, SIZE, &line);
            self.y -= LINE;
        }
    }

    /// Empty space, in lines.
    pub fn skip(&mut self, lines: f32) {
        self.y -= lines * LINE;
    }

    /// A table. Cells are broken into lines; a row stays on one page, and the heads are said again on every page.
    pub fn table(&mut self, columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) {
        let sum: f32 = columns.iter().map(|c| c.share).sum();
        let free = WIDTH - 2.0 * MARGIN - GAP * columns.len().saturating_sub(1) as f32;
        let widths: Vec<f32> = columns.iter().map(|c| free * c.share / sum).collect();
        self.heads(columns, &widths);
        for row in rows {
            let cells: Vec<Vec<Vec<u8>>> =
                row.iter().zip(&widths).map(|(text, width)| wrap(text, *width, SIZE)).collect();
            let tall = cells.iter().map(Vec::len).max().unwrap_or(1) as f32 * LINE;
            if self.y - tall < BOTTOM {
                self.page();
                self.heads(columns, &widths);
            }
            self.row(&cells, &widths, REGULAR);
            self.y -= tall;
        }
        self.rule();
        self.y -= LINE * 0.5;
    }

    fn heads(&mut self, columns: &[Column], widths: &[f32]) {
        let cells: Vec<Vec<Vec<u8>>> =
            columns.iter().zip(widths).map(|(c, width)| wrap(c.title, *width, SIZE)).collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or(1) as f32 * LINE;
        self.room(tall + 2.0 * LINE);
        self.row(&cells, widths, BOLD);
        self.y -= tall;
        self.rule();
    }

    fn row(&mut self, cells: &[Vec<Vec<u8>>], widths: &[f32], font: Name<'_>) {
        let (top, mut x) = (self.y, MARGIN);
        for (lines, width) in cells.iter().zip(widths) {
            for line in lines {
                self.put(x, font, SIZE, line);
                self.y -= LINE;
            }
            self.y = top;
            x += width + GAP;
        }
    }

    /// A thin line across the page, above the next base line.
    pub fn rule(&mut self) {
        let y = self.y + LINE * 0.75;
        if let Some(page) = self.pages.last_mut() {
            page.set_line_width(0.4).move_to(MARGIN, y).line_to(WIDTH - MARGIN, y).stroke();
        }
    }

    /// Begins a new page when less than that is left.
    fn room(&mut self, points: f32) {
        if self.y - points < BOTTOM {
            self.page();
        }
    }

    fn put(&mut self, x: f32, font: Name<'_>, size: f32, line: &[u8]) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            show(page, x, y, font, size, line);
        }
    }

    /// The document: PDF 1.4, one content stream a page, deflated.
    pub fn finish(self) -> Vec<u8> {
        let mut pdf = Pdf::new();
        pdf.set_version(1, 4);
        let mut next = 0;
        let mut id = || {
            next += 1;
            Ref::new(next)
        };
        let (catalog, tree, info, regular, bold) = (id(), id(), id(), id(), id());
        let refs: Vec<(Ref, Ref)> = self.pages.iter().map(|_| (id(), id())).collect();
        pdf.catalog(catalog).pages(tree).lang(TextStr("fr-FR"));
        let count = self.pages.len();
        pdf.pages(tree).kids(refs.iter().map(|r| r.0)).count(i32::try_from(count).unwrap_or(i32::MAX));
        pdf.document_info(info).title(TextStr(&self.title)).producer(TextStr(PRODUCER));
        for (font, name) in [(regular, Name(b"Helvetica")), (bold, Name(b"Helvetica-Bold"))] {
            pdf.type1_font(font).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        for ((number, mut content), (page, stream)) in (1..).zip(self.pages).zip(refs) {
            let right = winansi(&format!("Page {number} / {count}"));
            show(&mut content, MARGIN, MARGIN * 0.75, REGULAR, 8.0, &winansi(&self.title));
            let x = WIDTH - MARGIN - width(&right, 8.0);
            show(&mut content, x, MARGIN * 0.75, REGULAR, 8.0, &right);
            let mut leaf = pdf.page(page);
            leaf.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(stream);
            leaf.resources().fonts().pair(REGULAR, regular).pair(BOLD, bold);
            leaf.finish();
            pdf.stream(stream, &deflate(&content.finish())).filter(Filter::FlateDecode);
        }
        pdf.finish()
    }
}

fn show(page: &mut Content, x: f32, y: f32, font: Name<'_>, size: f32, line: &[u8]) {
    page.begin_text().set_font(font, size).next_line(x, y).show(Str(line)).end_text();
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Text in WinAnsi. What it does not have becomes a question mark, control characters a space.
fn winansi(text: &str) -> Vec<u8> {
    const UPPER: [(char, u8); 12] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('„', 0x84),
        ('…', 0x85),
        ('Œ', 0x8C),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('–', 0x96),
        ('—', 0x97),
        ('œ', 0x9C),
    ];
    let one = |c: char| match c {
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        '\u{202f}' => 0xA0,
        c if c.is_control() => b' ',
        c => UPPER.iter().find(|(known, _)| *known == c).map_or(b'?', |(_, byte)| *byte),
    };
    text.chars().map(one).collect()
}

/// Breaks a text into lines of at most that width: at spaces, and within words that are longer than a line.
fn wrap(text: &str, most: f32, size: f32) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Vec::new();
        for word in winansi(paragraph).split(|b| *b == b' ').filter(|w| !w.is_empty()) {
            let joined = if line.is_empty() { word.to_vec() } else { [&line[..], b" ", word].concat() };
            if width(&joined, size) <= most {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for byte in word {
                line.push(*byte);
                if width(&line, size) > most && line.len() > 1 {
                    let rest = line.split_off(line.len() - 1);
                    lines.push(std::mem::replace(&mut line, rest));
                }
            }
        }
        lines.push(line);
    }
    lines
}

/// Width of a line of Helvetica, in points. Bold runs a little wider; heads are short and have the columns' gap to spare.
fn width(line: &[u8], size: f32) -> f32 {
    let thousandths: u32 = line.iter().map(|b| u32::from(advance(*b))).sum();
    thousandths as f32 * size / 1000.0
}

/// Advance widths of Helvetica, from its AFM file: accented letters are as wide as their base.
fn advance(byte: u8) -> u16 {
    const ASCII: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
        556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
        722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
        278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];
    let base = match byte {
        0xC0..=0xC5 => b'A',
        0xC7 => b'C',
        0xC8..=0xCB => b'E',
        0xCC..=0xCF => b'I',
        0xD1 => b'N',
        0xD2..=0xD6 => b'O',
        0xD9..=0xDC => b'U',
        0xE0..=0xE5 => b'a',
        0xE7 => b'c',
        0xE8..=0xEB => b'e',
        0xEC..=0xEF => return 278,
        0xF1 => b'n',
        0xF2..=0xF6 => b'o',
        0xF9..=0xFC => b'u',
        0xFD | 0xFF => b'y',
        0xA0 => b' ',
        0x8C | 0x85 | 0x97 | 0xC6 => return 1000,
        0x9C => return 944,
        0xE6 => return 889,
        0x91 | 0x92 => return 222,
        0x93 | 0x94 => return 333,
        other => other,
    };
    let at = usize::from(base).checked_sub(32);
    at.and_then(|at| ASCII.get(at)).copied().unwrap_or(556)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_runs_over_its_column() {
        for text in ["", "un deux trois", &"x".repeat(300), "mot trèstrèstrèstrèslong à couper", "a\nb\n\nc"]
        {
            for most in [12.0, 40.0, 500.0] {
                for line in wrap(text, most, SIZE) {
                    assert!(width(&line, SIZE) <= most || line.len() == 1);
                }
            }
        }
        assert_eq!(wrap("un deux", 500.0, SIZE), [b"un deux".to_vec()]);
        assert_eq!(wrap(&"x".repeat(10), 12.0, SIZE).concat(), b"xxxxxxxxxx");
    }

    #[test]
    fn french_keeps_its_letters() {
        assert_eq!(winansi("à Noël, œuvre n° 3 – 5 €"), b"\xe0 No\xebl, \x9cuvre n\xb0 3 \x96 5 \x80");
        assert_eq!(winansi("漢\u{7}"), b"? ");
    }

    #[test]
    fn long_tables_are_numbered_pages_and_the_same_bytes_twice() {
        let make = || {
            let mut out = Printout::new("Essai");
            let columns = [Column { title: "N°", share: 1.0 }, Column { title: "Désignation", share: 5.0 }];
            out.heading("Titre", 14.0);
            out.table(&columns, (0..200).map(|n| vec![n.to_string(), "pièce ".repeat(n % 40)]));
            out.finish()
        };
        let pdf = make();
        assert_eq!(pdf, make());
        let pages = pdf.windows(11).filter(|w| *w == b"/Type /Page").count();
        assert!(pages > 5, "{pages}");
    }
}
