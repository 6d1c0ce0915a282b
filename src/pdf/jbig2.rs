//! A bitmap to one JBIG2 generic region (ITU-T T.88, 6.2), in the embedded form that PDF wants: a page information
//! segment and one immediate lossless generic region.
//!
//! Every pixel is coded from its neighbours above and to the left. Nothing is matched, moved or merged: symbol and
//! lossy modes, which have swapped digits, do not exist here. The template of neighbours and typical prediction
//! (rows that repeat) are chosen by the size they give.

use super::mq::{Context, Encoder};
use crate::raster::Bitmap;

/// The neighbours that a template looks at (T.88, 6.2.5.3, with the adaptive pixels where the standard puts them):
/// stretches of the two rows above that end `ahead` columns to the right, and the last pixels of this row.
struct Template {
    /// Pixels of the row two above, and how far right they reach.
    upper: (u32, usize),
    /// Of the row above.
    above: (u32, usize),
    /// Of this row.
    left: u32,
    /// Context of the bit that says whether a row repeats the one above (T.88, Figures 8 to 11).
    typical: usize,
    /// Places of the adaptive pixels as the segment states them.
    adaptive: &'static [u8],
}

const TEMPLATES: [Template; 4] = [
    Template {
        upper: (5, 2),
        above: (7, 3),
        left: 4,
        typical: 0x9B25,
        adaptive: &[3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE],
    },
    Template { upper: (4, 2), above: (6, 3), left: 3, typical: 0x0795, adaptive: &[3, 0xFF] },
    Template { upper: (3, 1), above: (5, 2), left: 2, typical: 0x00E5, adaptive: &[2, 0xFF] },
    Template { upper: (0, 0), above: (6, 2), left: 4, typical: 0x0195, adaptive: &[2, 0xFF] },
];

/// Columns that no template looks beyond, to the right.
const AHEAD: usize = 3;

/// Codes the whole bitmap, whose sides fit 32 bits: the smallest stream that a template gives.
pub(super) fn encode(bitmap: &Bitmap) -> Vec<u8> {
    let mut best = (0, region::<0>(bitmap, false));
    // Smaller templates learn faster: they win on little content, each only where the one before it did.
    for (template, coder) in [(1, region::<1> as Coder), (2, region::<2>), (3, region::<3>)] {
        let code = coder(bitmap, false);
        if code.len() >= best.1.len() {
            break;
        }
        best = (template, code);
    }
    let coders: [Coder; 4] = [region::<0>, region::<1>, region::<2>, region::<3>];
    let typical = coders[best.0](bitmap, true);
    match typical.len() < best.1.len() {
        true => segments(bitmap, best.0, true, &typical),
        false => segments(bitmap, best.0, false, &best.1),
    }
}

type Coder = fn(&Bitmap, bool) -> Vec<u8>;

/// The arithmetic code of all rows.
fn region<const TEMPLATE: usize>(bitmap: &Bitmap, typical: bool) -> Vec<u8> {
    let template = &TEMPLATES[TEMPLATE];
    let mut coder = Encoder::new();
    let mut contexts = vec![0; 1 << (template.upper.0 + template.above.0 + template.left)];
    let mut rows = Rows::new(bitmap);
    let mut repeated = false;
    for y in 0..bitmap.height() {
        if typical {
            // Above the first row there is none to repeat: some decoders read there, so it is never asked for.
            let repeats = y > 0 && bitmap.row(y) == bitmap.row(y - 1);
            coder.put(&mut contexts[template.typical], u8::from(repeats != repeated));
            repeated = repeats;
        }
        rows.next(bitmap, y);
        if !(typical && repeated) {
            code_row::<TEMPLATE>(&mut coder, &mut contexts, &rows);
        }
    }
    coder.finish()
}

/// Three rows with a byte a pixel and `AHEAD` blank ones behind, and where any of them has ink.
struct Rows {
    width: usize,
    upper: Vec<u8>,
    above: Vec<u8>,
    row: Vec<u8>,
    /// The three rows over each other, 64 pixels a word.
    any: Vec<u64>,
}

impl Rows {
    fn new(bitmap: &Bitmap) -> Self {
        let blank = || vec![0; bitmap.stride() * 8 + AHEAD];
        Rows {
            width: bitmap.width(),
            upper: blank(),
            above: blank(),
            row: blank(),
            any: vec![0; bitmap.stride().div_ceil(8)],
        }
    }

    fn next(&mut self, bitmap: &Bitmap, y: usize) {
        std::mem::swap(&mut self.upper, &mut self.above);
        std::mem::swap(&mut self.above, &mut self.row);
        for (byte, pixels) in bitmap.row(y).iter().zip(self.row.chunks_exact_mut(8)) {
            for (i, pixel) in pixels.iter_mut().enumerate() {
                *pixel = byte >> (7 - i) & 1;
            }
        }
        self.any.fill(0);
        for line in y.saturating_sub(2)..=y {
            for (any, bytes) in self.any.iter_mut().zip(bitmap.row(line).chunks(8)) {
                let mut word = [0; 8];
                word[..bytes.len()].copy_from_slice(bytes);
                *any |= u64::from_be_bytes(word);
            }
        }
    }

    /// The first column from `x` on with ink in any of the rows, or one that no pixel of the row can see.
    fn ink_from(&self, x: usize) -> usize {
        let mut at = x / 64;
        let mut word = self.any.get(at).map_or(0, |word| word & (u64::MAX >> (x % 64)));
        while word == 0 {
            at += 1;
            match self.any.get(at) {
                Some(next) => word = *next,
                None => return self.width + AHEAD,
            }
        }
        at * 64 + word.leading_zeros() as usize
    }
}

/// Codes one row. The neighbours move along as three registers; where they and all that they will meet are blank,
/// the pixels are coded as one run.
fn code_row<const TEMPLATE: usize>(coder: &mut Encoder, contexts: &mut [Context], rows: &Rows) {
    let template = &TEMPLATES[TEMPLATE];
    let mask = |bits: u32| (1usize << bits) - 1;
    let ((upper_bits, upper_ahead), (above_bits, above_ahead)) = (template.upper, template.above);
    let start = |row: &[u8], ahead: usize| row[..ahead].iter().fold(0, |n, p| n << 1 | usize::from(*p));
    let mut upper = start(&rows.upper, upper_ahead);
    let mut above = start(&rows.above, above_ahead);
    let (mut left, mut x) = (0, 0);
    while x < rows.width {
        if upper | above | left == 0 {
            let blank = rows.ink_from(x).saturating_sub(AHEAD).min(rows.width);
            if blank > x {
                coder.zeros(&mut contexts[0], (blank - x) as u32);
                x = blank;
                continue;
            }
        }
        upper = (upper << 1 | usize::from(rows.upper[x + upper_ahead])) & mask(upper_bits);
        above = (above << 1 | usize::from(rows.above[x + above_ahead])) & mask(above_bits);
        let context = (upper << above_bits | above) << template.left | left;
        let pixel = rows.row[x];
        coder.put(&mut contexts[context], pixel);
        left = (left << 1 | usize::from(pixel)) & mask(template.left);
        x += 1;
    }
}

/// The stream of an image in a PDF (T.88, 7.4.8 and 7.4.6): no file header, no end-of-page or end-of-file segment
/// (ISO 32000-1, 7.4.7).
fn segments(bitmap: &Bitmap, template: usize, typical: bool, code: &[u8]) -> Vec<u8> {
    let size = [(bitmap.width() as u32).to_be_bytes(), (bitmap.height() as u32).to_be_bytes()].concat();
    let mut page = size.clone();
    page.extend([0; 8]); // resolution: the PDF's matter
    page.push(0x01); // lossless, white, OR
    page.extend([0; 2]); // not striped
    let mut region = size;
    region.extend([0; 9]); // at 0, 0; OR
    region.push((template << 1) as u8 | u8::from(typical) << 3);
    region.extend(TEMPLATES[template].adaptive);
    region.extend(code);
    let mut out = Vec::with_capacity(region.len() + page.len() + 22);
    for (number, kind, data) in [(0u32, 48u8, page), (1, 39, region)] {
        out.extend(number.to_be_bytes());
        out.extend([kind, 0, 1]); // refers to none, belongs to page 1
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(data);
    }
    out
}
