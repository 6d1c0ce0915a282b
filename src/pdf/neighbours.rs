//! Rows of a bitmap to what JBIG2 codes of them (ITU-T T.88, 6.2.5): every pixel with its neighbours, and stretches
//! of pixels that neither have ink nor see any.

use crate::raster::Bitmap;

/// The neighbours that a template looks at (T.88, 6.2.5.3, with the adaptive pixels where the standard puts them):
/// a stretch of each of the two rows above, and the last pixels of this row. They all lie within those of template
/// 0, which the others are cut from: `pixels` are kept of each stretch, after `cut` to the right.
pub(super) struct Template {
    upper: Stretch,
    above: Stretch,
    left: Stretch,
    /// Context of the bit that says whether a row repeats the one above (T.88, Figures 8 to 11).
    pub(super) typical: usize,
    /// Places of the adaptive pixels as the segment states them.
    pub(super) adaptive: &'static [u8],
}

struct Stretch {
    pixels: u32,
    cut: u32,
}

impl Stretch {
    #[inline]
    const fn of(&self, neighbours: usize) -> usize {
        neighbours >> self.cut & ((1 << self.pixels) - 1)
    }
}

const fn stretch(pixels: u32, cut: u32) -> Stretch {
    Stretch { pixels, cut }
}

/// The templates of the standard by their numbers.
pub(super) const TEMPLATES: [Template; 4] = [
    Template {
        upper: stretch(5, 0),
        above: stretch(7, 0),
        left: stretch(4, 0),
        typical: 0x9B25,
        adaptive: &[3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE],
    },
    Template {
        upper: stretch(4, 0),
        above: stretch(6, 0),
        left: stretch(3, 0),
        typical: 0x0795,
        adaptive: &[3, 0xFF],
    },
    Template {
        upper: stretch(3, 1),
        above: stretch(5, 1),
        left: stretch(2, 0),
        typical: 0x00E5,
        adaptive: &[2, 0xFF],
    },
    Template {
        upper: stretch(0, 0),
        above: stretch(6, 1),
        left: stretch(4, 0),
        typical: 0x0195,
        adaptive: &[2, 0xFF],
    },
];

impl Template {
    /// The context of the template from the neighbours of template 0.
    #[inline]
    pub(super) const fn context(&self, neighbours: usize) -> usize {
        let upper = self.upper.of(neighbours >> 11);
        let above = self.above.of(neighbours >> 4);
        (upper << self.above.pixels | above) << self.left.pixels | self.left.of(neighbours)
    }

    /// How many contexts the template has.
    pub(super) const fn contexts(&self) -> usize {
        1 << (self.upper.pixels + self.above.pixels + self.left.pixels)
    }
}

/// Takes what [`Rows::walk`] finds, from left to right.
pub(super) trait Sink {
    /// So many white pixels without ink among their neighbours.
    fn blank(&mut self, count: u32);
    /// A pixel, 1 for ink, and the 16 neighbours of template 0: from the highest bit five of the row two above,
    /// seven of the row above and four of its own row.
    fn pixel(&mut self, neighbours: usize, ink: u8);
}

/// The rows of a bitmap, with blank ones above.
pub(super) struct Rows<'a> {
    bitmap: &'a Bitmap,
    blank: Vec<u8>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(bitmap: &'a Bitmap) -> Self {
        Rows { bitmap, blank: vec![0; bitmap.stride()] }
    }

    /// Is a row the same as the one above? Never the first: some decoders read above it.
    pub(super) fn repeats(&self, y: usize) -> bool {
        y > 0 && self.bitmap.row(y) == self.bitmap.row(y - 1)
    }

    /// One row, eight pixels at a time: three registers hold their byte at bits 8 to 15, the byte before higher and
    /// the byte behind lower.
    #[inline(always)]
    pub(super) fn walk(&self, y: usize, sink: &mut impl Sink) {
        let row = |up: usize| y.checked_sub(up).map_or(&*self.blank, |y| self.bitmap.row(y));
        let rows = [row(2), row(1), row(0)];
        let mut held = rows.map(|row| row.first().map_or(0, |byte| u32::from(*byte)));
        let (mut at, mut blank) = (0, 0);
        while at < self.bitmap.stride() {
            // Ten bytes without ink, and the eight in their middle are blank: most of the paper goes here.
            let clear = |row: &[u8]| row.get(at + 1..at + 9).is_some_and(|bytes| bytes == [0; 8]);
            if held.iter().all(|held| held & 0xFFFF == 0) && rows.iter().all(|row| clear(row)) {
                at += 8;
                blank += 64;
                continue;
            }
            for (held, row) in held.iter_mut().zip(rows) {
                *held = *held << 8 | row.get(at + 1).map_or(0, |byte| u32::from(*byte));
            }
            let [upper, above, own] = held;
            let pixels = (self.bitmap.width() - 8 * at).min(8) as u32;
            at += 1;
            // All bits that the loop below looks at.
            if upper & 0x3_FFC0 | above & 0x7_FFE0 | own & 0xF_FF00 == 0 {
                blank += pixels;
                continue;
            }
            if blank > 0 {
                sink.blank(blank);
                blank = 0;
            }
            for i in 0..pixels {
                let stretches =
                    (upper >> (13 - i) & 31) << 11 | (above >> (12 - i) & 127) << 4 | own >> (16 - i) & 15;
                sink.pixel(stretches as usize, (own >> (15 - i) & 1) as u8);
            }
        }
        if blank > 0 {
            sink.blank(blank);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Found(Vec<(usize, u8)>);

    impl Sink for Found {
        fn blank(&mut self, count: u32) {
            self.0.extend((0..count).map(|_| (0, 0)));
        }

        fn pixel(&mut self, neighbours: usize, ink: u8) {
            self.0.push((neighbours, ink));
        }
    }

    /// The walk against the pixels of the figures, one by one, in every template (T.88, Figures 3 to 6).
    #[test]
    fn a_walk_finds_the_pixels_of_the_figures_blank_or_not() {
        const FIGURES: [[(i32, i32, i32); 3]; 4] = [
            [(-2, -2, 2), (-1, -3, 3), (0, -4, -1)],
            [(-2, -1, 2), (-1, -2, 3), (0, -3, -1)],
            [(-2, -1, 1), (-1, -2, 2), (0, -2, -1)],
            [(-2, 0, -1), (-1, -3, 2), (0, -4, -1)],
        ];
        for (width, height) in [(1, 5), (8, 4), (200, 12), (323, 9)] {
            let mut bitmap = Bitmap::new(width, height);
            let marks = [0, 7, 8, 63, 64, 71, 72, 151, 199, 200, 322, 161, 23];
            for (i, x) in marks.into_iter().enumerate().filter(|(_, x)| *x < width) {
                bitmap.set(x, i * 5 % height, true);
            }
            let ink = |x: i32, y: i32| {
                let inside = x >= 0 && y >= 0 && x < width as i32;
                usize::from(inside && bitmap.get(x as usize, y as usize))
            };
            let rows = Rows::new(&bitmap);
            for y in 0..height {
                let mut found = Found::default();
                rows.walk(y, &mut found);
                assert_eq!(found.0.len(), width);
                for (x, (neighbours, pixel)) in found.0.into_iter().enumerate() {
                    let (x, y) = (x as i32, y as i32);
                    assert_eq!(usize::from(pixel), ink(x, y));
                    for (template, figure) in TEMPLATES.iter().zip(FIGURES) {
                        let pixels =
                            figure.iter().flat_map(|(dy, from, to)| (*from..=*to).map(move |dx| (dx, dy)));
                        let context = pixels.fold(0, |n, (dx, dy)| n << 1 | ink(x + dx, y + dy));
                        assert_eq!(template.context(neighbours), context, "{width} x {height}: {x}, {y}");
                        assert!(context < template.contexts());
                    }
                }
            }
        }
    }
}
