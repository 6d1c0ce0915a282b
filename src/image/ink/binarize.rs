//! The threshold: what is ink on an evenly lit page?

use super::light::{self, Light};
use super::window::Window;
use crate::raster::{Bitmap, Grey};
use crate::simd::{Pass, wide};

/// The threshold as a share (of 256) of the mean edge around: below a half of a stroke, so that bars
/// thinned by blur stay joined.
const EDGE: u32 = 195;
/// In a tight place a pixel must be this share (of 256) of the mean depth around it: keeps counters open.
const NEAR: u32 = 290;
/// No ink is paler than this share (of 256) of the page's Otsu depth: lower admits the paper's stains,
/// higher loses pencil and small grey print.
const LOW: u32 = 150;
/// No threshold is deeper than this share (of 256) of the page's Otsu depth.
const HIGH: u32 = 300;
/// Differences of up to three deviations of blank paper are no edges (of 256, for sixteenths of a level).
const STEEP: u32 = 48;
/// Depth times steepness loses these bits, so that a window's sum fits 32 bits.
const SHIFT: u32 = 4;

/// Cuts ink from an evenly lit page.
///
/// The threshold is local: the mean depth of the strokes' edges around, each pixel weighted by its
/// steepness, so that a stroke is cut half-way up its own flank, print and pencil alike. It is never inside
/// the noise of the paper, nor far from the page's own Otsu threshold.
pub(super) fn cut(light: &Light, dpi: u32) -> Bitmap {
    let flat = &light.flat;
    let mut out = Bitmap::new(flat.width, flat.height);
    let levels = Levels::of(light);
    let mut far = Edges::new(flat, ((dpi / 10) as usize).clamp(7, 120), levels.steep);
    let mut near = Depths::new(flat, ((dpi / 50) as usize).clamp(2, 30));
    for y in 0..flat.height {
        far.move_to(y);
        near.move_to(y);
        let row = flat.row(y);
        // Most rows of a page are paper, and the sums of a window wait until they are asked for.
        if levels.is_paper(row) {
            continue;
        }
        far.window.slide();
        near.window.slide();
        let bits = out.row_mut(y);
        for (at, pixels) in row.chunks(16).enumerate() {
            if levels.is_paper(pixels) {
                continue;
            }
            for (x, v) in pixels.iter().enumerate().map(|(i, v)| (at * 16 + i, v)) {
                let depth = 255 - u32::from(*v);
                if depth >= levels.low && levels.is_ink(depth, far.window.sums[x], near.window.sums[x]) {
                    bits[x / 8] |= 0x80 >> (x % 8);
                }
            }
        }
    }
    out
}

/// What the whole page says about depth (255 - value).
struct Levels {
    /// Otsu's threshold as a depth.
    otsu: u32,
    /// No ink is paler.
    low: u32,
    /// Whatever is deeper is ink.
    high: u32,
    /// Differences up to this are noise.
    steep: u8,
}

impl Levels {
    /// Is nothing here deep enough for ink?
    fn is_paper(&self, row: &[u8]) -> bool {
        let mut darkest = 255;
        for v in row {
            darkest = darkest.min(*v);
        }
        255 - u32::from(darkest) < self.low
    }

    /// Judges a pixel by its depth, the sums of (steepness, steepness times depth) far around it, and those of
    /// (1, depth) near it.
    #[inline]
    fn is_ink(&self, depth: u32, (weight, weighted): (u32, u32), (count, sum): (u32, u32)) -> bool {
        // deeper than any threshold can be: most ink, which so needs no division
        if depth >= self.high * 3 / 2 {
            return true;
        }
        let edge = weighted.checked_div(weight).map_or(self.otsu, |mean| mean << SHIFT);
        let least = (edge * EDGE / 256).clamp(self.low, self.high);
        depth >= least && depth >= (sum * NEAR / 256 / count).min(least * 3 / 2)
    }

    fn of(light: &Light) -> Self {
        let otsu = 255 - otsu(&light.counts);
        // four deviations of blank paper
        let floor = (light.noise * 4 / 16).max(10);
        let low = (otsu * LOW / 256).max(floor);
        Levels {
            otsu,
            low,
            high: (otsu * HIGH / 256).max(low),
            steep: (light.noise * STEEP / 256).clamp(8, 250) as u8,
        }
    }
}

/// Sums of steepness, and of steepness times depth, over a window that moves down the page.
struct Edges<'a> {
    flat: &'a Grey,
    radius: usize,
    least: u8,
    /// Steepness of the rows in the window, row `y` at `y % (2 * radius + 1)`.
    ring: Vec<u8>,
    next: usize,
    window: Window,
}

impl<'a> Edges<'a> {
    fn new(flat: &'a Grey, radius: usize, least: u8) -> Self {
        let ring = vec![0; (2 * radius + 1) * flat.width];
        Edges { flat, radius, least, ring, next: 0, window: Window::new(flat.width, radius) }
    }

    /// Moves the window down to be centred on row `y`, the next one each time.
    fn move_to(&mut self, y: usize) {
        let (w, tall) = (self.flat.width, 2 * self.radius + 1);
        if let Some(gone) = y.checked_sub(self.radius + 1) {
            let ring = &self.ring[gone % tall * w..][..w];
            let columns = &mut self.window.columns;
            wide(Weigh::<false> { steep: ring, row: self.flat.row(gone), columns });
        }
        while self.next < self.flat.height && self.next <= y + self.radius {
            let ring = &mut self.ring[self.next % tall * w..][..w];
            wide(Steepness { flat: self.flat, y: self.next, least: self.least, out: ring });
            let columns = &mut self.window.columns;
            wide(Weigh::<true> { steep: ring, row: self.flat.row(self.next), columns });
            self.next += 1;
        }
    }
}

/// Adds a row's steepness, and steepness times depth, to the sums of its columns, or takes it out again.
struct Weigh<'a, const ENTER: bool> {
    steep: &'a [u8],
    row: &'a [u8],
    columns: &'a mut [(u32, u32)],
}

impl<const ENTER: bool> Pass for Weigh<'_, ENTER> {
    #[inline(always)]
    fn run(self) {
        for ((steep, v), c) in self.steep.iter().zip(self.row).zip(self.columns) {
            // 255 * 255 at most: nothing wraps.
            let steep = u16::from(*steep);
            let weighted = u32::from(steep.wrapping_mul(u16::from(255u8.wrapping_sub(*v))) >> SHIFT);
            let steep = u32::from(steep);
            *c = match ENTER {
                true => (c.0.wrapping_add(steep), c.1.wrapping_add(weighted)),
                false => (c.0.wrapping_sub(steep), c.1.wrapping_sub(weighted)),
            };
        }
    }
}

/// The larger of the differences between the neighbours on both axes, 0 up to `least`.
struct Steepness<'a> {
    flat: &'a Grey,
    y: usize,
    least: u8,
    out: &'a mut [u8],
}

impl Pass for Steepness<'_> {
    #[inline(always)]
    fn run(self) {
        let (flat, y, out) = (self.flat, self.y, self.out);
        let (above, below) = (flat.row(y.saturating_sub(1)), flat.row((y + 1).min(flat.height - 1)));
        let row = flat.row(y);
        for ((o, a), b) in out.iter_mut().zip(above).zip(below) {
            *o = a.abs_diff(*b);
        }
        if let Some(inner) = out.get_mut(1..row.len().saturating_sub(1)) {
            for ((o, left), right) in inner.iter_mut().zip(row).zip(row.iter().skip(2)) {
                *o = (*o).max(left.abs_diff(*right));
            }
        }
        for o in out.iter_mut() {
            *o = if *o > self.least { *o } else { 0 };
        }
    }
}

/// Number of pixels and sum of depths over a small window.
struct Depths<'a> {
    flat: &'a Grey,
    radius: usize,
    next: usize,
    window: Window,
}

impl<'a> Depths<'a> {
    fn new(flat: &'a Grey, radius: usize) -> Self {
        Depths { flat, radius, next: 0, window: Window::new(flat.width, radius) }
    }

    fn move_to(&mut self, y: usize) {
        if let Some(gone) = y.checked_sub(self.radius + 1) {
            wide(Deepen::<false> { row: self.flat.row(gone), columns: &mut self.window.columns });
        }
        while self.next < self.flat.height && self.next <= y + self.radius {
            wide(Deepen::<true> { row: self.flat.row(self.next), columns: &mut self.window.columns });
            self.next += 1;
        }
    }
}

/// Adds a row's pixels and their depths to the sums of its columns, or takes them out again.
struct Deepen<'a, const ENTER: bool> {
    row: &'a [u8],
    columns: &'a mut [(u32, u32)],
}

impl<const ENTER: bool> Pass for Deepen<'_, ENTER> {
    #[inline(always)]
    fn run(self) {
        for (v, c) in self.row.iter().zip(self.columns) {
            let depth = u32::from(255u8.wrapping_sub(*v));
            *c = match ENTER {
                true => (c.0.wrapping_add(1), c.1.wrapping_add(depth)),
                false => (c.0.wrapping_sub(1), c.1.wrapping_sub(depth)),
            };
        }
    }
}

/// Otsu's threshold, taken half-way between the means of its two classes: on clean pages every value
/// between print and paper is an equally good cut, and the first of them would lose all pencil.
fn otsu(counts: &[u32; 256]) -> u32 {
    let counts = counts.map(u64::from);
    let total: u64 = counts.iter().sum();
    let weighted: u64 = counts.iter().enumerate().map(|(v, c)| v as u64 * c).sum();
    let (mut dark, mut dark_sum, mut best) = (0u64, 0u64, (0u128, 127u64));
    for (v, count) in counts.iter().enumerate() {
        dark += count;
        dark_sum += v as u64 * count;
        let light = total - dark;
        if dark == 0 || light == 0 {
            continue;
        }
        // between-class variance times total: (dark_sum * total - weighted * dark)^2 / (dark * light)
        let gap = (u128::from(dark_sum) * u128::from(total))
            .abs_diff(u128::from(weighted) * u128::from(dark))
            >> 16;
        let score = gap * gap / (u128::from(dark) * u128::from(light));
        if score > best.0 {
            best = (score, (dark_sum / dark + (weighted - dark_sum) / light) / 2);
        }
    }
    best.1 as u32
}

/// The resolution at which this page's strokes would have the usual width of 0.35 mm, 100 to 600.
pub(super) fn guess_dpi(grey: &Grey) -> u32 {
    let light = light::flatten(grey.clone(), 300);
    let cut = otsu(&light.counts) as u8;
    let mut runs = [0u64; 65];
    for y in 0..grey.height {
        let mut length = 0;
        for v in light.flat.row(y) {
            if *v <= cut {
                length += 1;
            } else if length > 0 {
                if length < runs.len() {
                    runs[length] += length as u64;
                }
                length = 0;
            }
        }
    }
    let half = runs.iter().sum::<u64>() / 2;
    let mut seen = 0;
    let mut width = 5u32;
    for (length, ink) in runs.iter().enumerate() {
        seen += ink;
        if seen > half {
            width = length as u32;
            break;
        }
    }
    (width * 60).clamp(150, 600)
}
