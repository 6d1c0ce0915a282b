//! Resampling: output pixels are looked up in the stored pixels in one step, whatever turns, perspective
//! and scale lie between them.
//!
//! Works tile by tile: the piece of the source under a tile is made grey (and, when the page shrinks, box
//! averaged) into a small buffer that stays in the cache, then sampled from there. So no full-size copy
//! exists besides the output, and a page stored sideways costs the same as an upright one. Within a tile
//! the map is linear in fixed-point steps; over 64 pixels the perspective of a readable photo bends by
//! less than 0.03 pixels.

use super::enlarge::Between;
use super::matrix::Point;
use super::tone::Tone;
use crate::raster::{Grey, Pixels};
use crate::simd::{Pass, wide};

pub(super) const TILE: usize = 64;
/// Fixed-point bits of a coordinate.
pub(super) const BITS: u32 = 12;
const ONE: i32 = 1 << BITS;
/// Bits of a running position that are not whole pixels: 8 more, so that 64 steps do not drift.
pub(super) const PART: u32 = BITS + 8;
/// Row length of a tile's buffer, and the most rows it holds. A tile of 64 output pixels takes at most twice
/// 64 * 1.75 reduced pixels of a side, and a margin of 8.
pub(super) const SIDE: usize = 256;
/// One row and one column more before the first pixel and two after the last, which interpolation may read. So long
/// that no masked position lies outside, which spares the check of each.
const BUFFER: usize = SIDE * (SIDE + 4);

/// Stored pixels that can be read as grey.
pub(super) struct Source<'a> {
    pub(super) pixels: &'a Pixels,
    pub(super) tone: Tone,
}

/// Makes a `width` x `height` page; `map` takes its coordinates to those of the stored pixels.
pub(super) fn resample(source: &Source, map: impl Fn(Point) -> Point, width: usize, height: usize) -> Grey {
    // Zeros cost nothing until they are written over, and every tile is.
    let mut out = Grey::new(width, height, 0);
    let mut tile = Tile::default();
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            let (w, h) = (TILE.min(width - left), TILE.min(height - top));
            if tile.place(source, &map, (left, top), (w, h)) {
                wide(Fill { tile: &mut tile, source, out: &mut out, at: (left, top), size: (w, h) });
            } else {
                (top..top + h).for_each(|y| out.data[y * width + left..][..w].fill(255));
            }
        }
    }
    out
}

/// Makes one tile of the output.
struct Fill<'a> {
    tile: &'a mut Tile,
    source: &'a Source<'a>,
    out: &'a mut Grey,
    at: (usize, usize),
    size: (usize, usize),
}

impl Pass for Fill<'_> {
    #[inline(always)]
    fn run(self) {
        self.tile.load(self.source);
        match self.tile.enlarging {
            true => self.tile.enlarge(self.out, self.at, self.size),
            false => self.tile.sample(self.out, self.at, self.size),
        }
    }
}

/// A piece of the source, reduced by `factor`, and the linear map from a tile of the output into it.
struct Tile {
    /// Rows of [`SIDE`]; the first pixel has one row above it and one column before it.
    data: Box<[u8; BUFFER]>,
    line: Vec<u8>,
    sums: Vec<u32>,
    width: usize,
    height: usize,
    /// First stored column and row of the buffer; may lie outside the frame.
    x0: i64,
    y0: i64,
    factor: i64,
    /// More output pixels than stored ones: worth smoother interpolation.
    enlarging: bool,
    /// The piece was stored with its rows as columns, so that the tile's columns go down it.
    turned: bool,
    /// Fixed-point buffer coordinates of the tile's four outer corners: tl, tr, br, bl.
    corners: [(i32, i32); 4],
    between: Between,
}

impl Default for Tile {
    fn default() -> Self {
        Tile {
            data: Box::new([255; BUFFER]),
            line: Vec::new(),
            sums: Vec::new(),
            width: 0,
            height: 0,
            x0: 0,
            y0: 0,
            factor: 1,
            enlarging: false,
            turned: false,
            corners: [(0, 0); 4],
            between: Between::default(),
        }
    }
}

impl Tile {
    /// Finds which piece of the source is needed; false when it lies wholly outside the frame.
    fn place(
        &mut self,
        source: &Source,
        map: impl Fn(Point) -> Point,
        at: (usize, usize),
        size: (usize, usize),
    ) -> bool {
        let (l, t) = (at.0 as f64, at.1 as f64);
        let (r, b) = (l + size.0 as f64, t + size.1 as f64);
        let p = [(l, t), (r, t), (r, b), (l, b)].map(map);
        let (w, h) = source.pixels.size();
        let (min, max) = bounds(&p);
        let inside = min.0 < w as f64 && min.1 < h as f64 && max.0 > 0. && max.1 > 0.;
        if !inside || max.0 - min.0 > 65536. || max.1 - min.1 > 65536. {
            return false;
        }
        let step = |a: Point, b: Point, n: usize| super::matrix::distance(a, b) / n as f64;
        let shrink = step(p[0], p[1], size.0).max(step(p[3], p[2], size.0));
        let shrink = shrink.max(step(p[0], p[3], size.1)).max(step(p[1], p[2], size.1));
        self.factor = (shrink + 0.25).floor().clamp(1., 2048.) as i64;
        self.enlarging = shrink < 0.85;
        let f = self.factor as f64;
        self.x0 = ((min.0 / f).floor() as i64 - 3) * self.factor;
        self.y0 = ((min.1 / f).floor() as i64 - 3) * self.factor;
        self.width = ((max.0 / f).ceil() as i64 + 4 - self.x0 / self.factor).max(0) as usize;
        self.height = ((max.1 / f).ceil() as i64 + 4 - self.y0 / self.factor).max(0) as usize;
        // Half a pixel less: sample positions count from pixel centres.
        let fix = |v: f64, origin: i64| (((v - origin as f64) / f - 0.5) * f64::from(ONE)).round() as i32;
        self.corners = p.map(|p| (fix(p.0, self.x0), fix(p.1, self.y0)));
        let ([tl, _, _, bl], apart) = (self.corners, |a: i32, b: i32| i64::from(a).abs_diff(i64::from(b)));
        self.turned = self.enlarging && apart(tl.1, bl.1) < apart(tl.0, bl.0);
        self.width <= SIDE && self.height <= SIDE
    }

    /// Reads the piece as grey; beyond the frame is white.
    #[inline(always)]
    fn load(&mut self, source: &Source) {
        let (w, h) = source.pixels.size();
        let f = self.factor as usize;
        let first = (-self.x0).div_euclid(self.factor) + i64::from((-self.x0).rem_euclid(self.factor) != 0);
        let first = first.max(0) as usize;
        let last = ((w as i64 - self.x0).div_euclid(self.factor)).clamp(0, self.width as i64) as usize;
        let x = (self.x0 + first as i64 * self.factor).max(0) as usize;
        for row in 0..self.height {
            let y = self.y0 + row as i64 * self.factor;
            let from = (row + 1) * SIDE + 1;
            let line = &mut self.data[from..from + self.width];
            if y < 0 || y + self.factor > h as i64 || first >= last {
                line.fill(255);
                continue;
            }
            line[..first].fill(255);
            line[last..].fill(255);
            let out = &mut line[first..last];
            if f == 1 {
                read_row(source, x, y as usize, out);
                continue;
            }
            self.line.resize(out.len() * f, 0);
            self.sums.clear();
            self.sums.resize(out.len(), 0);
            for k in 0..f {
                read_row(source, x, y as usize + k, &mut self.line);
                for (sum, cell) in self.sums.iter_mut().zip(self.line.chunks_exact(f)) {
                    *sum = sum.wrapping_add(cell.iter().fold(0u32, |s, v| s.wrapping_add(u32::from(*v))));
                }
            }
            let (half, all) = ((f * f / 2) as u32, (f * f) as u32);
            for (out, sum) in out.iter_mut().zip(&self.sums) {
                *out = ((sum + half) / all) as u8;
            }
        }
    }

    /// Turns rows into columns.
    #[inline(always)]
    fn turn(&mut self) {
        let side = self.width.max(self.height).min(SIDE - 1);
        for y in 1..=side {
            for x in y + 1..=side {
                self.data.swap(y * SIDE + x, x * SIDE + y);
            }
        }
        self.corners = self.corners.map(|(x, y)| (y, x));
        (self.width, self.height) = (self.height, self.width);
    }

    /// Cubic interpolation: keeps strokes crisp when the page is enlarged.
    #[inline(always)]
    fn enlarge(&mut self, out: &mut Grey, at: (usize, usize), size: (usize, usize)) {
        if self.turned {
            self.turn();
        }
        self.between.run(&self.data[..], self.height, self.corners, size, |y, row| {
            let from = (at.1 + y) * out.width + at.0;
            out.data[from..from + size.0].copy_from_slice(&row[..size.0]);
        });
    }

    #[inline(always)]
    fn sample(&self, out: &mut Grey, at: (usize, usize), size: (usize, usize)) {
        let [tl, tr, br, bl] = self.corners;
        let (w, h) = (size.0 as i64, size.1 as i64);
        // Position at the centre of row y along one side, from the corners above and below.
        let along =
            |a: i32, b: i32, y: i64| i64::from(a) + (i64::from(b) - i64::from(a)) * (2 * y + 1) / (2 * h);
        for y in 0..size.1 {
            let left = (along(tl.0, bl.0, y as i64), along(tl.1, bl.1, y as i64));
            let right = (along(tr.0, br.0, y as i64), along(tr.1, br.1, y as i64));
            let step = (((right.0 - left.0) << 8) / w, ((right.1 - left.1) << 8) / w);
            let start = ((left.0 << 8) + step.0 / 2, (left.1 << 8) + step.1 / 2);
            let from = (at.1 + y) * out.width + at.0;
            let row = self.bilinear(&positions(start.0, step.0), &positions(start.1, step.1));
            out.data[from..from + size.0].copy_from_slice(&row[..size.0]);
        }
    }

    /// Samples are fetched one by one into rows, which are then mixed as vectors.
    #[inline(always)]
    fn bilinear(&self, xs: &[i32; TILE], ys: &[i32; TILE]) -> [u8; TILE] {
        let (mut upper, mut lower) = ([0u16; TILE], [0u16; TILE]);
        for i in 0..TILE {
            let first = place(xs[i], ys[i]) + SIDE + 1;
            upper[i] = u16::from_le_bytes([self.data[first], self.data[first + 1]]);
            lower[i] = u16::from_le_bytes([self.data[first + SIDE], self.data[first + SIDE + 1]]);
        }
        let mut row = [0; TILE];
        for ((((out, x), y), upper), lower) in row.iter_mut().zip(xs).zip(ys).zip(&upper).zip(&lower) {
            let (fx, fy) = ((x >> BITS & 255) as u16, (y >> BITS & 255) as u32);
            // 255 * 256 at most: nothing wraps.
            let mix = |pair: u16| {
                (pair & 255).wrapping_mul(256u16.wrapping_sub(fx)).wrapping_add((pair >> 8).wrapping_mul(fx))
            };
            let (top, low) = (u32::from(mix(*upper)), u32::from(mix(*lower)));
            let sum = top.wrapping_mul(256u32.wrapping_sub(fy)).wrapping_add(low.wrapping_mul(fy));
            *out = (sum.wrapping_add(1 << 15) >> 16) as u8;
        }
        row
    }
}

/// Where a row of the output lies in the buffer on one axis, in 1/2^[`PART`] of a pixel.
#[inline(always)]
fn positions(start: i64, step: i64) -> [i32; TILE] {
    let mut out = [0i32; TILE];
    for (at, i) in out.iter_mut().zip(0i32..) {
        *at = (start as i32).wrapping_add((step as i32).wrapping_mul(i));
    }
    out
}

/// Index of the sample above and to the left of the one that a position lies in.
#[inline(always)]
fn place(x: i32, y: i32) -> usize {
    (y >> PART & 255) as usize * SIDE + (x >> PART & 255) as usize
}

fn bounds(p: &[Point; 4]) -> (Point, Point) {
    p.iter().fold(((f64::MAX, f64::MAX), (f64::MIN, f64::MIN)), |(min, max), p| {
        ((min.0.min(p.0), min.1.min(p.1)), (max.0.max(p.0), max.1.max(p.1)))
    })
}

/// Reads `out.len()` grey samples of stored row `y` from column `x` on.
#[inline(always)]
fn read_row(source: &Source, x: usize, y: usize, out: &mut [u8]) {
    match source.pixels {
        Pixels::Grey(g) => out.copy_from_slice(&g.row(y)[x..x + out.len()]),
        Pixels::Rgb(c) => source.tone.row(c, y, x, out),
        Pixels::Bilevel(b) => {
            let row = b.row(y);
            for (i, out) in out.iter_mut().enumerate() {
                let x = x + i;
                *out = if row[x / 8] & (0x80 >> (x % 8)) != 0 { 0 } else { 255 };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::Matrix;
    use super::*;

    /// The vector form against the formula, on noise; and with every position outside, which must not panic.
    #[test]
    fn rows_are_what_the_formula_says() {
        let mut tile = Tile::default();
        for (i, v) in tile.data.iter_mut().enumerate() {
            *v = ((i as u32).wrapping_mul(2_654_435_761) >> 24) as u8;
        }
        let sample = |x: i32, y: i32| i64::from(tile.data[((y + 1) * SIDE as i32 + x + 1) as usize]);
        let (xs, ys) = (positions(70 << PART, (1 << PART) - 77_777), positions(90 << PART, 123_457));
        let straight = tile.bilinear(&xs, &ys);
        for (i, (x, y)) in xs.into_iter().zip(ys).enumerate() {
            let (px, py) = (x >> PART, y >> PART);
            let (fx, fy) = (i64::from(x >> BITS & 255), i64::from(y >> BITS & 255));
            let line = |y: i32| sample(px, y) * (256 - fx) + sample(px + 1, y) * fx;
            let want = (line(py) * (256 - fy) + line(py + 1) * fy + (1 << 15)) >> 16;
            assert_eq!(i64::from(straight[i]), want, "bilinear {i}");
        }
        let (xs, ys) = (positions(i64::from(i32::MIN), 1 << 40), positions(i64::from(i32::MAX), -(1 << 27)));
        let _ = tile.bilinear(&xs, &ys);
    }

    #[test]
    fn scales_and_keeps_flat_areas() {
        let ramp = Grey::from_data(64, 40, (0..40 * 64).map(|i| 60 + (i % 64) as u8 * 2).collect()).unwrap();
        let pixels = Pixels::Grey(ramp);
        let source = Source { pixels: &pixels, tone: Tone::NEUTRAL };
        for scale in [0.25, 0.5, 1., 2.7] {
            let size = |n: f64| (n / scale) as usize;
            let out = resample(&source, |p| Matrix::scale(scale, scale).map(p), size(64.), size(40.));
            for x in size(8.)..size(56.) {
                let want = 60. + (x as f64 * scale + scale / 2. - 0.5) * 2.;
                let got = f64::from(out.row(size(20.))[x]);
                assert!((got - want).abs() < 2.2, "scale {scale} x {x}: {got} {want}");
            }
        }
    }

    #[test]
    fn beyond_the_frame_is_white() {
        let pixels = Pixels::Grey(Grey::new(30, 30, 40));
        let source = Source { pixels: &pixels, tone: Tone::NEUTRAL };
        let out = resample(&source, |p| Matrix::shift(-10., -10.).map(p), 50, 50);
        assert_eq!((out.row(5)[25], out.row(25)[25], out.row(45)[25]), (255, 40, 255));
        let far = resample(&source, |p| Matrix::shift(1e9, f64::NAN).map(p), 9, 9);
        assert!(far.data.iter().all(|v| *v == 255));
    }
}
