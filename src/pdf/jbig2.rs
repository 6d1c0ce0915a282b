//! A bitmap to one JBIG2 generic region (ITU-T T.88, 6.2), in the embedded form that PDF wants: a page information
//! segment and one immediate lossless generic region.
//!
//! Every pixel is coded from its neighbours above and to the left. Nothing is matched, moved or merged: symbol and
//! lossy modes, which have swapped digits, do not exist here. The template of neighbours and typical prediction
//! (rows that repeat) are chosen by the size they give.

use super::mq::{Context, Encoder};
use super::neighbours::{Rows, Sink, TEMPLATES};
use crate::raster::Bitmap;

/// Codes the whole bitmap, whose sides fit 32 bits: the smallest stream that a template gives.
pub(super) fn encode(bitmap: &Bitmap) -> Vec<u8> {
    let (mut best, mut code) = (0, CODERS[0](bitmap, false));
    // Whether typical prediction pays hangs on the bitmap and hardly on the template: the first one tells for all.
    let told = CODERS[0](bitmap, true);
    let typical = told.len() < code.len();
    if typical {
        code = told;
    }
    // Smaller templates learn faster: they win on little content, each only where the one before it did.
    for (template, coder) in CODERS.iter().enumerate().skip(1) {
        let other = coder(bitmap, typical);
        if other.len() >= code.len() {
            break;
        }
        (best, code) = (template, other);
    }
    segments(bitmap, best, typical, &code)
}

/// The coders by template: a bitmap, and whether rows that repeat are said to and not coded.
const CODERS: [fn(&Bitmap, bool) -> Vec<u8>; 4] = [region::<0>, region::<1>, region::<2>, region::<3>];

/// The arithmetic code of all rows.
fn region<const TEMPLATE: usize>(bitmap: &Bitmap, typical: bool) -> Vec<u8> {
    let template = &TEMPLATES[TEMPLATE];
    let mut coder = Coder::<TEMPLATE> { coder: Encoder::new(), contexts: vec![0; template.contexts()] };
    let rows = Rows::new(bitmap);
    let mut repeated = false;
    for y in 0..bitmap.height() {
        if typical {
            let repeats = rows.repeats(y);
            coder.coder.put(&mut coder.contexts[template.typical], u8::from(repeats != repeated));
            repeated = repeats;
        }
        if !(typical && repeated) {
            rows.walk(y, &mut coder);
        }
    }
    coder.coder.finish()
}

/// Codes the pixels of a walk, in the contexts of a template.
struct Coder<const TEMPLATE: usize> {
    coder: Encoder,
    contexts: Vec<Context>,
}

impl<const TEMPLATE: usize> Sink for Coder<TEMPLATE> {
    #[inline(always)]
    fn blank(&mut self, count: u32) {
        self.coder.zeros(&mut self.contexts[0], count);
    }

    #[inline(always)]
    fn pixel(&mut self, neighbours: usize, ink: u8) {
        self.coder.put(&mut self.contexts[TEMPLATES[TEMPLATE].context(neighbours)], ink);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Other encoders of generic regions know template 0, with typical prediction or without: neither is smaller.
    #[test]
    fn the_stream_chosen_is_no_larger_than_those_of_the_first_template() {
        for ink in [|x, _| x * x / 97 % 2 == 1, |x, y| ((x / 9) ^ (y / 13)) % 3 == 1, |x, y| x * y % 31 < 4] {
            let ink: fn(usize, usize) -> bool = ink;
            let mut bitmap = Bitmap::new(700, 400);
            (0..400).for_each(|y| (0..700).for_each(|x| bitmap.set(x, y, ink(x, y))));
            let size = encode(&bitmap).len();
            for typical in [false, true] {
                assert!(size <= segments(&bitmap, 0, typical, &CODERS[0](&bitmap, typical)).len());
            }
        }
    }
}
