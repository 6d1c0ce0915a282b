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
    /// More output pixels than stored ones: worth smoother interpolation.
    enlarging: bool,
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
        self.enlarging = shrink < 0.85;
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
            match self.enlarging {
                true => self.bicubic(row, start, step),
                false => self.bilinear(row, start, step),
            }
        }
    }

    /// As [`Self::bilinear`], from 4 x 4 samples: keeps strokes crisp when the page is enlarged.
    fn bicubic(&self, row: &mut [u8], start: (i64, i64), step: (i64, i64)) {
        let (mut x, mut y) = (start.0 as i32, start.1 as i32);
        let (dx, dy) = (step.0 as i32, step.1 as i32);
        for out in row {
            let (px, py) = ((x >> (BITS + 8)) as usize, (y >> (BITS + 8)) as usize);
            let (wx, wy) = (CUBIC[(x >> (BITS + 2)) as usize & 63], CUBIC[(y >> (BITS + 2)) as usize & 63]);
            let mut sum = 1 << 13;
            for (k, wy) in wy.into_iter().enumerate() {
                let i = py
                    .wrapping_add(k)
                    .wrapping_sub(1)
                    .wrapping_mul(self.width)
                    .wrapping_add(px)
                    .wrapping_sub(1);
                if let Some(s) = self.data.get(i..i.wrapping_add(4)) {
                    let line = (0..4).fold(0i32, |l, c| l.wrapping_add(i32::from(s[c]).wrapping_mul(wx[c])));
                    sum = wy.wrapping_mul(line).wrapping_add(sum);
                }
            }
            *out = (sum >> 14).clamp(0, 255) as u8;
            x = x.wrapping_add(dx);
            y = y.wrapping_add(dy);
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

/// Weights of Catmull and Rom at 64 positions between two samples, in 1/128; each row sums to 128.
const CUBIC: [[i32; 4]; 64] = cubic();

const fn cubic() -> [[i32; 4]; 64] {
    let mut table = [[0; 4]; 64];
    let mut i = 0;
    while i < 64 {
        // With t = i / 64, in 1/2^19: (-t + 2t^2 - t^3) / 2 and so on, times 128.
        let t = i as i32;
        let (a, b, c) = (t * 4096, t * t * 64, t * t * t);
        let w0 = round(-a + 2 * b - c);
        let w2 = round(a + 4 * b - 3 * c);
        let w3 = round(c - b);
        table[i] = [w0, 128 - w0 - w2 - w3, w2, w3];
        i += 1;
    }
    table
}

/// From 1/2^18 (half of the cube of 64) to 1/128.
const fn round(v: i32) -> i32 {
    (v + (1 << 11)) >> 12
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cubic_weights_interpolate() {
        assert_eq!(CUBIC[0], [0, 128, 0, 0]);
        assert_eq!(CUBIC[32], [-8, 72, 72, -8]);
        for (i, w) in CUBIC.iter().enumerate().skip(1) {
            let m = CUBIC[64 - i];
            assert!(w.iter().zip(m.iter().rev()).all(|(a, b)| (a - b).abs() <= 1), "{i}: {w:?} {m:?}");
        }
    }

    #[test]
    fn scales_and_keeps_flat_areas() {
        let ramp = Grey::from_data(64, 40, (0..40 * 64).map(|i| 60 + (i % 64) as u8 * 2).collect()).unwrap();
        let pixels = Pixels::Grey(ramp);
        let source = Source { pixels: &pixels, tone: Tone::NEUTRAL };
        for scale in [0.25, 0.5, 1., 2.7] {
            let size = |n: f64| (n / scale) as usize;
            let out = resample(&source, &Matrix::scale(scale, scale), size(64.), size(40.));
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
        let out = resample(&source, &Matrix::shift(-10., -10.), 50, 50);
        assert_eq!((out.row(5)[25], out.row(25)[25], out.row(45)[25]), (255, 40, 255));
        let far = resample(&source, &Matrix::shift(1e9, f64::NAN), 9, 9);
        assert!(far.data.iter().all(|v| *v == 255));
    }
}
