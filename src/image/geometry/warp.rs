//! Resampling: output pixels are looked up in the stored pixels in one step, whatever turns, perspective
//! and scale lie between them.
//!
//! Works tile by tile: the piece of the source under a tile is made grey (and, when the page shrinks, box
//! averaged) into a small buffer that stays in the cache, then sampled from there. So no full-size copy
//! exists besides the output, and a page stored sideways costs the same as an upright one. Within a tile
//! the map is linear in fixed-point steps; over 64 pixels the perspective of a readable photo bends by
//! less than 0.03 pixels.

use super::matrix::{Matrix, Point};
use super::tone::Tone;
use crate::raster::{Grey, Pixels};

const TILE: usize = 64;
/// Fixed-point bits of a coordinate.
const BITS: u32 = 12;
const ONE: i32 = 1 << BITS;

/// Stored pixels that can be read as grey.
pub(super) struct Source<'a> {
    pub(super) pixels: &'a Pixels,
    pub(super) tone: Tone,
}

/// Makes a `width` x `height` page; `map` takes its coordinates to those of the stored pixels.
pub(super) fn resample(source: &Source, map: &Matrix, width: usize, height: usize) -> Grey {
    let mut out = Grey::new(width, height, 255);
    let mut tile = Tile::default();
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            let (w, h) = (TILE.min(width - left), TILE.min(height - top));
            if tile.place(source, map, (left, top), (w, h)) {
                tile.load(source);
                tile.sample(&mut out, (left, top), (w, h));
            }
        }
    }
    out
}

/// A piece of the source, reduced by `factor`, and the linear map from a tile of the output into it.
#[derive(Default)]
struct Tile {
    data: Vec<u8>,
    line: Vec<u8>,
    sums: Vec<u32>,
    width: usize,
    height: usize,
    /// First stored column and row of the buffer; may lie outside the frame.
    x0: i64,
    y0: i64,
    factor: i64,
    /// Fixed-point buffer coordinates of the tile's four outer corners: tl, tr, br, bl.
    corners: [(i32, i32); 4],
}

impl Tile {
    /// Finds which piece of the source is needed; false when it lies wholly outside the frame.
    fn place(&mut self, source: &Source, map: &Matrix, at: (usize, usize), size: (usize, usize)) -> bool {
        let (l, t) = (at.0 as f64, at.1 as f64);
        let (r, b) = (l + size.0 as f64, t + size.1 as f64);
        let p = [(l, t), (r, t), (r, b), (l, b)].map(|p| map.map(p));
        let (w, h) = source.pixels.size();
        let (min, max) = bounds(&p);
        let inside = min.0 < w as f64 && min.1 < h as f64 && max.0 > 0. && max.1 > 0.;
        if !inside || max.0 - min.0 > 65536. || max.1 - min.1 > 65536. {
            return false;
        }
        let step = |a: Point, b: Point, n: usize| super::matrix::distance(a, b) / n as f64;
        let shrink = step(p[0], p[1], size.0).max(step(p[3], p[2], size.0));
        let shrink = shrink.max(step(p[0], p[3], size.1)).max(step(p[1], p[2], size.1));
        self.factor = (shrink + 0.25).floor().clamp(1., 64.) as i64;
        let f = self.factor as f64;
        self.x0 = ((min.0 / f).floor() as i64 - 2) * self.factor;
        self.y0 = ((min.1 / f).floor() as i64 - 2) * self.factor;
        self.width = ((max.0 / f).ceil() as i64 + 3 - self.x0 / self.factor).max(0) as usize;
        self.height = ((max.1 / f).ceil() as i64 + 3 - self.y0 / self.factor).max(0) as usize;
        // Half a pixel less: sample positions count from pixel centres.
        let fix = |v: f64, origin: i64| (((v - origin as f64) / f - 0.5) * f64::from(ONE)).round() as i32;
        self.corners = p.map(|p| (fix(p.0, self.x0), fix(p.1, self.y0)));
        true
    }

    /// Reads the piece as grey; beyond the frame is white.
    fn load(&mut self, source: &Source) {
        let (w, h) = source.pixels.size();
        self.data.clear();
        self.data.resize(self.width * self.height, 255);
        let f = self.factor as usize;
        let first = (-self.x0).div_euclid(self.factor) + i64::from((-self.x0).rem_euclid(self.factor) != 0);
        let first = first.max(0) as usize;
        let last = ((w as i64 - self.x0).div_euclid(self.factor)).clamp(0, self.width as i64) as usize;
        if first >= last {
            return;
        }
        let x = (self.x0 + first as i64 * self.factor) as usize;
        for row in 0..self.height {
            let y = self.y0 + row as i64 * self.factor;
            if y < 0 || y + self.factor > h as i64 {
                continue;
            }
            let out = &mut self.data[row * self.width + first..row * self.width + last];
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

    fn sample(&self, out: &mut Grey, at: (usize, usize), size: (usize, usize)) {
        let [tl, tr, br, bl] = self.corners;
        let (w, h) = (size.0 as i64, size.1 as i64);
        // Position at the centre of row y along one side, from the corners above and below.
        let along =
            |a: i32, b: i32, y: i64| i64::from(a) + (i64::from(b) - i64::from(a)) * (2 * y + 1) / (2 * h);
        for y in 0..size.1 {
            let left = (along(tl.0, bl.0, y as i64), along(tl.1, bl.1, y as i64));
            let right = (along(tr.0, br.0, y as i64), along(tr.1, br.1, y as i64));
            // 8 more bits for the running sums, so that 64 steps do not drift.
            let step = (((right.0 - left.0) << 8) / w, ((right.1 - left.1) << 8) / w);
            let start = ((left.0 << 8) + step.0 / 2, (left.1 << 8) + step.1 / 2);
            let from = (at.1 + y) * out.width + at.0;
            let row = &mut out.data[from..from + size.0];
            self.bilinear(row, start, step);
        }
    }

    fn bilinear(&self, row: &mut [u8], start: (i64, i64), step: (i64, i64)) {
        let (mut x, mut y) = (start.0 as i32, start.1 as i32);
        let (dx, dy) = (step.0 as i32, step.1 as i32);
        let (w, data) = (self.width, self.data.as_slice());
        for out in row {
            let (px, py) = ((x >> (BITS + 8)) as usize, (y >> (BITS + 8)) as usize);
            let (fx, fy) = ((x >> BITS) as u32 & 255, (y >> BITS) as u32 & 255);
            let i = py.wrapping_mul(w).wrapping_add(px);
            if let (Some(a), Some(b)) = (
                data.get(i..i.wrapping_add(2)),
                data.get(i.wrapping_add(w)..i.wrapping_add(w).wrapping_add(2)),
            ) {
                let mix = |p: u32, q: u32, f: u32| p.wrapping_mul(256 - f).wrapping_add(q.wrapping_mul(f));
                let top = mix(u32::from(a[0]), u32::from(a[1]), fx);
                let low = mix(u32::from(b[0]), u32::from(b[1]), fx);
                *out = (mix(top, low, fy).wrapping_add(1 << 15) >> 16) as u8;
            }
            x = x.wrapping_add(dx);
            y = y.wrapping_add(dy);
        }
    }
}

fn bounds(p: &[Point; 4]) -> (Point, Point) {
    p.iter().fold(((f64::MAX, f64::MAX), (f64::MIN, f64::MIN)), |(min, max), p| {
        ((min.0.min(p.0), min.1.min(p.1)), (max.0.max(p.0), max.1.max(p.1)))
    })
}

/// Reads `out.len()` grey samples of stored row `y` from column `x` on.
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
