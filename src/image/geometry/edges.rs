//! Long straight edges in the small copy: candidates for the sides of a sheet.
//!
//! In: the small colour copy. Out: steep lines (sheet's left or right) and flat lines (top or bottom),
//! each with how far along it an edge really runs. Text is closed away first, so that what remains are
//! borders of areas. Light, and two colour differences, are looked at alike: white paper on a white
//! table shows by its shading, on a pale wooden one by its colour.

use crate::raster::Grey;

/// Slopes of candidate lines are voted in steps of 1/64, up to 40/64 (32 degrees).
const SLOPES: i32 = 40;
const SLOPE_UNIT: i32 = 64;
/// A pixel votes for slopes this near its own gradient's.
const SPREAD: i32 = 4;
/// Least gradient (grey levels over two pixels, after blurring) that counts as an edge.
const FLOOR: i32 = 5;
/// How much darker than what is around it a detail is.
const DETAIL: u8 = 28;
/// Lines kept of each kind.
const KEEP: usize = 12;

/// Edge pixels: `strength` 0 where there is none, else the gradient; signed gradient of the strongest plane.
pub(super) struct Edges {
    pub(super) width: usize,
    pub(super) height: usize,
    strength: Vec<u8>,
    gx: Vec<i16>,
    gy: Vec<i16>,
    /// Gradient of lightness, which tells the direction of the others.
    light: Vec<(i16, i16)>,
    /// Pixels that closing made much brighter: text, lines, dots.
    detail: Vec<bool>,
}

/// `x = slope * y + offset` (steep) or, with x and y exchanged, `y = slope * x + offset` (flat).
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) slope: f32,
    pub(super) offset: f32,
    /// Running counts along the long axis of pixels where light rises / falls across the line.
    rises: Vec<u32>,
    falls: Vec<u32>,
    /// Running sum of gradient strength.
    strength: Vec<u32>,
}

/// What lies along a part of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Support {
    /// Share of the length with an edge of the commoner direction, 0..1.
    pub(super) share: f32,
    /// Does light rise in the direction of growing x (steep) or y (flat)?
    pub(super) rising: bool,
    /// Mean gradient of the supported pixels.
    pub(super) strength: f32,
}

impl Line {
    /// A side of the frame itself, without an edge.
    pub(super) fn frame(offset: f32) -> Line {
        Line { slope: 0., offset, rises: Vec::new(), falls: Vec::new(), strength: Vec::new() }
    }

    /// Is it a side of the frame?
    pub(super) fn is_frame(&self) -> bool {
        self.rises.is_empty()
    }

    /// Position across at position `t` along.
    pub(super) fn at(&self, t: f32) -> f32 {
        self.slope * t + self.offset
    }

    /// Support between two positions along the line, cut to the frame.
    pub(super) fn support(&self, from: f32, to: f32) -> Support {
        let n = self.rises.len();
        if n < 2 {
            return Support::default();
        }
        let cut = |t: f32| (t.max(0.) as usize).min(n - 1);
        let (a, b) = (cut(from.min(to)), cut(from.max(to)));
        if b <= a {
            return Support::default();
        }
        let (up, down) = (self.rises[b] - self.rises[a], self.falls[b] - self.falls[a]);
        let best = up.max(down);
        Support {
            share: best as f32 / (b - a) as f32,
            rising: up >= down,
            strength: (self.strength[b] - self.strength[a]) as f32 / (up + down).max(1) as f32,
        }
    }
}

/// Finds edge pixels in three planes.
pub(super) fn edges(small: &[Grey; 3], coloured: bool) -> Edges {
    let (w, h) = (small[0].width, small[0].height);
    let mut light = Grey::new(w, h, 0);
    let mut warm = Grey::new(w, h, 0);
    let mut cold = Grey::new(w, h, 0);
    for i in 0..w * h {
        let (r, g, b) =
            (i32::from(small[0].data[i]), i32::from(small[1].data[i]), i32::from(small[2].data[i]));
        light.data[i] = ((r * 77 + g * 150 + b * 29) >> 8) as u8;
        warm.data[i] = (128 + (r - g)).clamp(0, 255) as u8;
        cold.data[i] = (128 + (b - (r + g) / 2)).clamp(0, 255) as u8;
    }
    let reach = (w.max(h) / 80).max(2);
    let mut out = Edges {
        width: w,
        height: h,
        strength: vec![0; w * h],
        gx: vec![0; w * h],
        gy: vec![0; w * h],
        light: Vec::new(),
        detail: Vec::new(),
    };
    let closed = close(&light, reach);
    out.detail = closed.data.iter().zip(&light.data).map(|(c, l)| c - l > DETAIL).collect();
    out.add(&blur(&closed));
    out.light = out.gx.iter().copied().zip(out.gy.iter().copied()).collect();
    if coloured {
        for plane in [warm, cold] {
            out.add(&blur(&open(&close(&plane, reach / 2), reach / 2)));
        }
    }
    out.thin();
    out
}

impl Edges {
    /// Takes over the gradients of a plane where they are the strongest so far.
    fn add(&mut self, plane: &Grey) {
        let (w, h) = (self.width, self.height);
        for y in 1..h.saturating_sub(1) {
            let (a, b, c) = (plane.row(y - 1), plane.row(y), plane.row(y + 1));
            for x in 1..w - 1 {
                let v = |row: &[u8], x: usize| i32::from(row[x]);
                let gx =
                    v(a, x + 1) + 2 * v(b, x + 1) + v(c, x + 1) - v(a, x - 1) - 2 * v(b, x - 1) - v(c, x - 1);
                let gy = v(c, x - 1) + 2 * v(c, x) + v(c, x + 1) - v(a, x - 1) - 2 * v(a, x) - v(a, x + 1);
                let i = y * w + x;
                let size = gx.abs().max(gy.abs()) / 4;
                if size >= FLOOR && size > i32::from(self.strength[i]) {
                    // Colour has no direction of its own: it follows lightness, where that says any.
                    let (lx, ly) = self.light.get(i).map_or((0, 0), |l| (i32::from(l.0), i32::from(l.1)));
                    let sign = if lx * gx + ly * gy < 0 { -1 } else { 1 };
                    (self.strength[i], self.gx[i], self.gy[i]) =
                        (size.min(255) as u8, (sign * gx) as i16, (sign * gy) as i16);
                }
            }
        }
    }

    /// Leaves only ridges of strength across the gradient.
    fn thin(&mut self) {
        let (w, h) = (self.width, self.height);
        let full = self.strength.clone();
        for y in 1..h.saturating_sub(1) {
            for x in 1..w - 1 {
                let i = y * w + x;
                if full[i] == 0 {
                    continue;
                }
                let step = if self.gx[i].unsigned_abs() > self.gy[i].unsigned_abs() { 1 } else { w };
                if full[i - step] > full[i] || full[i + step] >= full[i] {
                    self.strength[i] = 0;
                }
            }
        }
    }

    /// Share of the pixels where `outside` holds that are details.
    pub(super) fn detail_where(&self, outside: impl Fn(f64, f64) -> bool) -> f32 {
        let (mut all, mut detail) = (0u32, 0u32);
        for y in 2..self.height.saturating_sub(2) {
            for x in 2..self.width - 2 {
                if outside(x as f64 + 0.5, y as f64 + 0.5) {
                    all += 1;
                    detail += u32::from(self.detail[y * self.width + x]);
                }
            }
        }
        detail as f32 / all.max(1) as f32
    }

    /// The strongest steep (`flat` false) or flat lines.
    pub(super) fn lines(&self, flat: bool) -> Vec<Line> {
        let points = self.points(flat);
        let (along, across) = if flat { (self.width, self.height) } else { (self.height, self.width) };
        let mut votes = Votes::new(along as i32, across as i32);
        points.iter().for_each(|p| votes.add(p, 1));
        let mut lines = Vec::new();
        let mut points = points;
        while lines.len() < KEEP {
            let Some((slope, offset)) = votes.best(along as u32 / 6) else { break };
            let (slope, offset) = fit(&points, slope, offset);
            let line = measure(&points, slope, offset, along);
            // What voted for this line does not vote again.
            points.retain(|p| {
                let used = (p.across as f32 - (slope * p.along as f32 + offset)).abs() <= 3.;
                if used {
                    votes.add(p, -1);
                }
                !used
            });
            lines.push(line);
        }
        lines
    }

    fn points(&self, flat: bool) -> Vec<EdgePoint> {
        let mut points = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                let i = y * self.width + x;
                if self.strength[i] == 0 {
                    continue;
                }
                let (gx, gy) = (i32::from(self.gx[i]), i32::from(self.gy[i]));
                let (across, along) = if flat { (gy, gx) } else { (gx, gy) };
                if across.abs() < along.abs() {
                    continue;
                }
                let slope = -along * SLOPE_UNIT / across;
                if slope.abs() <= SLOPES + SPREAD {
                    let (p, q) = if flat { (x, y) } else { (y, x) };
                    let rises = across > 0;
                    points.push(EdgePoint {
                        along: p as i32,
                        across: q as i32,
                        slope,
                        rises,
                        strength: self.strength[i],
                    });
                }
            }
        }
        points
    }
}

struct EdgePoint {
    along: i32,
    across: i32,
    slope: i32,
    rises: bool,
    strength: u8,
}

/// Hough votes over slope and offset at mid length, in bins of two pixels.
struct Votes {
    bins: Vec<i32>,
    row: i32,
    middle: i32,
    margin: i32,
}

impl Votes {
    fn new(along: i32, across: i32) -> Self {
        let margin = along * SLOPES / SLOPE_UNIT / 2 + 8;
        let row = (across + 2 * margin) / 2 + 1;
        Votes { bins: vec![0; (row * (2 * SLOPES + 1)) as usize], row, middle: along / 2, margin }
    }

    fn add(&mut self, p: &EdgePoint, sign: i32) {
        let weight = sign * (8 + i32::from(p.strength).min(24));
        for slope in (p.slope - SPREAD).max(-SLOPES)..=(p.slope + SPREAD).min(SLOPES) {
            let offset = p.across - slope * (p.along - self.middle) / SLOPE_UNIT;
            let bin = (offset + self.margin) / 2;
            if (0..self.row).contains(&bin) {
                self.bins[((slope + SLOPES) * self.row + bin) as usize] += weight;
            }
        }
    }

    /// Slope and offset (at position 0) of the fullest bin, when it holds at least `least` weak points.
    fn best(&self, least: u32) -> Option<(f32, f32)> {
        let (at, votes) = self.bins.iter().enumerate().max_by_key(|(i, v)| (**v, usize::MAX - i))?;
        if *votes < least as i32 * 13 {
            return None;
        }
        let slope = (at as i32 / self.row - SLOPES) as f32 / SLOPE_UNIT as f32;
        let offset = (at as i32 % self.row * 2 - self.margin) as f32 + 1.;
        Some((slope, offset - slope * self.middle as f32))
    }
}

/// Least squares through the points near a line, twice, the second time nearer.
fn fit(points: &[EdgePoint], mut slope: f32, mut offset: f32) -> (f32, f32) {
    for reach in [4.0f32, 2.5, 1.5] {
        let (mut n, mut st, mut sc, mut stt, mut stc) = (0f64, 0f64, 0f64, 0f64, 0f64);
        for p in points {
            let (t, c) = (p.along as f32, p.across as f32);
            let own = p.slope as f32 / SLOPE_UNIT as f32;
            if (c - (slope * t + offset)).abs() <= reach && (own - slope).abs() < 0.15 {
                let (t, c) = (f64::from(t), f64::from(c));
                n += 1.;
                st += t;
                sc += c;
                stt += t * t;
                stc += t * c;
            }
        }
        let det = n * stt - st * st;
        if n < 8. || det < 1. {
            break;
        }
        slope = ((n * stc - st * sc) / det) as f32;
        offset = ((sc - f64::from(slope) * st) / n) as f32;
    }
    (slope, offset)
}

fn measure(points: &[EdgePoint], slope: f32, offset: f32, along: usize) -> Line {
    let mut mark = vec![(0u8, false); along + 2];
    for p in points {
        let t = p.along as usize;
        let near = (p.across as f32 - (slope * p.along as f32 + offset)).abs() <= 2.2;
        let own = p.slope as f32 / SLOPE_UNIT as f32;
        if near && (own - slope).abs() < 0.25 && p.strength > mark[t].0 {
            mark[t] = (p.strength, p.rises);
        }
    }
    let mut line = Line { slope, offset: offset + 0.5 - slope * 0.5, ..Line::frame(0.) };
    let (mut up, mut down, mut sum) = (0, 0, 0);
    for &(strength, rises) in &mark[..=along] {
        line.rises.push(up);
        line.falls.push(down);
        line.strength.push(sum);
        if strength > 0 {
            sum += u32::from(strength);
            if rises { up += 1 } else { down += 1 }
        }
    }
    line
}

/// Brightens away dark details up to `2 * reach` across.
fn close(g: &Grey, reach: usize) -> Grey {
    extreme(&extreme(g, reach, |a, b| a.max(b)), reach, |a, b| a.min(b))
}

fn open(g: &Grey, reach: usize) -> Grey {
    extreme(&extreme(g, reach, |a, b| a.min(b)), reach, |a, b| a.max(b))
}

/// Greatest or least value in a square of `2 * reach + 1`, by rows and then by columns.
fn extreme(g: &Grey, reach: usize, pick: impl Fn(u8, u8) -> u8 + Copy) -> Grey {
    let (w, h) = (g.width, g.height);
    let mut rows = Grey::new(w, h, 0);
    let (mut line, mut spare) = (Vec::new(), Vec::new());
    for y in 0..h {
        let row = g.row(y);
        line.clear();
        line.resize(reach, row[0]);
        line.extend_from_slice(row);
        line.resize(w + 2 * reach, row[w - 1]);
        window(&mut line, &mut spare, 2 * reach + 1, 1, pick);
        rows.data[y * w..(y + 1) * w].copy_from_slice(&line[..w]);
    }
    let mut tall = Vec::with_capacity(w * (h + 2 * reach));
    for y in 0..h + 2 * reach {
        tall.extend_from_slice(rows.row(y.saturating_sub(reach).min(h - 1)));
    }
    window(&mut tall, &mut spare, 2 * reach + 1, w, pick);
    tall.truncate(w * h);
    Grey { width: w, height: h, data: tall }
}

/// Each value becomes the pick of `size` values from itself on, `stride` apart (by doubling). Two
/// buffers that change places, because reading and writing one keeps the loop from being vectorised.
fn window(v: &mut Vec<u8>, spare: &mut Vec<u8>, size: usize, stride: usize, pick: impl Fn(u8, u8) -> u8) {
    let mut have = 1;
    while have < size {
        let count = have.min(size - have);
        let step = (count * stride).min(v.len());
        spare.clear();
        spare.extend(v.iter().zip(&v[step..]).map(|(a, b)| pick(*a, *b)));
        spare.extend_from_slice(&v[v.len() - step..]);
        std::mem::swap(v, spare);
        have += count;
    }
}

/// Binomial blur of five, by rows and columns.
fn blur(g: &Grey) -> Grey {
    let (w, h) = (g.width, g.height);
    let mut rows = g.clone();
    let mix = |a: u8, b: u8, c: u8, d: u8, e: u8| {
        ((u32::from(a) + u32::from(e) + 4 * (u32::from(b) + u32::from(d)) + 6 * u32::from(c) + 8) >> 4) as u8
    };
    for y in 0..h {
        let row = g.row(y);
        for x in 2..w.saturating_sub(2) {
            rows.data[y * w + x] = mix(row[x - 2], row[x - 1], row[x], row[x + 1], row[x + 2]);
        }
    }
    let mut out = rows.clone();
    for y in 2..h.saturating_sub(2) {
        for x in 0..w {
            let v = |y: usize| rows.data[y * w + x];
            out.data[y * w + x] = mix(v(y - 2), v(y - 1), v(y), v(y + 1), v(y + 2));
        }
    }
    out
}
