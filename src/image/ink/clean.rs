//! Cleaning: what is dark, yet no writing.
//!
//! In: the cut page and its flattened grey. Out: the same bitmap without specks of noise, shadows and
//! slivers along the edges, punched holes, and print that shows through from the back. A dot near writing
//! always stays: it may be an accent or a decimal comma.

use super::components::{self, Blob};
use crate::raster::{Bitmap, Grey};

/// Removes edge shadows, specks and punched holes from a page at `dpi`.
pub(super) fn clean(mut bitmap: Bitmap, flat: &Grey, dpi: u32) -> Bitmap {
    clear_shadows(&mut bitmap, dpi);
    let parts = components::find(&bitmap, flat);
    let size = (bitmap.width() as u32, bitmap.height() as u32);
    let scale = Scale::new(dpi);
    let typical = Typical::of(&parts.blobs, scale.area(55));
    let near = Support::of(&parts.blobs, &typical, (bitmap.width(), bitmap.height()), dpi);
    let doomed: Vec<bool> = parts
        .blobs
        .iter()
        .map(|b| {
            scale.is_speck(b, &near, &typical)
                || typical.is_ghost(b, SURE_GHOST)
                || scale.is_sliver(b, size)
                || (scale.is_hole(b, size) && !scale.has_company(b, &parts.blobs))
        })
        .collect();
    parts.erase(&mut bitmap, &doomed);
    bitmap
}

/// Removes only what is no ink at all: solid areas at the edge, specks of noise and ghosts. Shapes are left alone.
pub(super) fn specks_only(mut bitmap: Bitmap, flat: &Grey, dpi: u32) -> Bitmap {
    clear_shadows(&mut bitmap, dpi);
    let parts = components::find(&bitmap, flat);
    let scale = Scale::new(dpi);
    let typical = Typical::of(&parts.blobs, scale.area(55));
    let near = Support::of(&parts.blobs, &typical, (bitmap.width(), bitmap.height()), dpi);
    let doomed: Vec<bool> = parts
        .blobs
        .iter()
        .map(|b| scale.is_speck(b, &near, &typical) || typical.is_ghost(b, BARE_GHOST))
        .collect();
    parts.erase(&mut bitmap, &doomed);
    bitmap
}

/// Lengths in pixels at the page's resolution.
struct Scale {
    dpi: u32,
}

impl Scale {
    fn new(dpi: u32) -> Self {
        Scale { dpi }
    }

    /// Hundredths of a millimetre in pixels, rounded.
    fn px(&self, hundredths: u32) -> u32 {
        (hundredths * self.dpi + 1270) / 2540
    }

    /// An area in pixels from a side in hundredths of a millimetre.
    fn area(&self, side: u32) -> u32 {
        (side * self.dpi / 254 * side * self.dpi / 254 + 50) / 100
    }

    /// Dust and grain: tiny always; as large as a dot when far from text, larger when pale too.
    fn is_speck(&self, blob: &Blob, near: &Support, typical: &Typical) -> bool {
        if blob.area <= self.area(9) {
            return true;
        }
        if blob.area >= self.area(55) {
            return false;
        }
        let lonely = if blob.area <= self.area(22) { !near.close(blob) } else { !near.around(blob) };
        lonely && (blob.area <= self.area(36) || u32::from(blob.depth) * 2 < typical.ink)
    }

    /// The trace of the paper's edge: longer than wide, and whole within 1.5 mm of a side.
    fn is_sliver(&self, blob: &Blob, (width, height): (u32, u32)) -> bool {
        let band = self.px(150);
        let (w, h) = (blob.width(), blob.height());
        let upright = blob.right < band || blob.left + band >= width;
        let lying = blob.bottom < band || blob.top + band >= height;
        (upright && h >= band && h >= 2 * w) || (lying && w >= band && w >= 2 * h)
    }

    /// Is there writing within 4 mm? A disc beside words is a ticked circle or a bullet, and no hole.
    fn has_company(&self, blob: &Blob, all: &[Blob]) -> bool {
        let (reach, least) = (self.px(400), self.area(55));
        all.iter().filter(|b| b.area >= least).any(|b| {
            let apart = b.left > blob.right + reach
                || blob.left > b.right + reach
                || b.top > blob.bottom + reach
                || blob.top > b.bottom + reach;
            !apart && (b.left, b.top, b.right, b.bottom) != (blob.left, blob.top, blob.right, blob.bottom)
        })
    }

    /// A punched hole: a solid disc of 4 to 8 mm whose centre is within 20 mm of a side, on a sheet of
    /// more than 50 mm.
    fn is_hole(&self, blob: &Blob, (width, height): (u32, u32)) -> bool {
        let (w, h) = (blob.width(), blob.height());
        let (small, large, reach) = (self.px(400), self.px(800), self.px(2000));
        if width.min(height) < self.px(5_000) {
            return false;
        }
        if w < small || h < small || w > large || h > large || w.abs_diff(h) * 6 > w {
            return false;
        }
        let fill = blob.area * 100 / (w * h);
        let (x, y) = ((blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2);
        let near_side = x < reach || y < reach || x + reach > width || y + reach > height;
        (72..=86).contains(&fill) && near_side
    }
}

/// A ghost's ink is paler than the first percentage of the page's, its steepness for its ink below the second.
///
/// On a page that goes to a reader only what is surely no writing is erased: pencil, a pale stamp or a corner out of
/// focus is also pale and soft beside a printed letterhead, and a prescription must not lose it.
const SURE_GHOST: (u32, u32) = (40, 70);
/// What may be a ghost vouches for no speck beside it.
const LIKELY_GHOST: (u32, u32) = (80, 85);
/// For the binarisation alone, which nobody is treated by: paler, yet hardly softer than its paleness explains.
const BARE_GHOST: (u32, u32) = (70, 95);

/// The ink of the page's writing as a whole.
struct Typical {
    ink: u32,
    steepness: u32,
}

impl Typical {
    /// Medians over the components of at least `least` pixels, by area.
    fn of(blobs: &[Blob], least: u32) -> Self {
        let median = |value: fn(&Blob) -> u32| {
            let mut areas = [0u64; 256];
            for blob in blobs.iter().filter(|b| b.area >= least) {
                areas[value(blob).min(255) as usize] += u64::from(blob.area);
            }
            let half = areas.iter().sum::<u64>() / 2;
            let mut seen = 0;
            areas
                .iter()
                .position(|a| {
                    seen += a;
                    seen > half
                })
                .unwrap_or(0) as u32
        };
        Typical { ink: median(Blob::ink), steepness: median(Blob::steepness) }
    }

    /// Print showing through from the back, a stain, a crease: pale, and softer than its paleness explains.
    fn is_ghost(&self, blob: &Blob, (pale, soft): (u32, u32)) -> bool {
        let (ink, steepness) = (blob.ink(), blob.steepness());
        ink * 100 < self.ink * pale && steepness * self.ink * 100 < self.steepness * ink * soft
    }
}

/// A coarse map of where text-sized components lie.
struct Support {
    cell: u32,
    width: usize,
    height: usize,
    close: Vec<bool>,
    around: Vec<bool>,
}

impl Support {
    /// Cells of 0.5 mm; `close` is within about 0.75 mm of a text-sized component's box, `around` within 2.5 mm.
    fn of(blobs: &[Blob], typical: &Typical, (width, height): (usize, usize), dpi: u32) -> Self {
        let scale = Scale::new(dpi);
        let cell = scale.px(50).max(1);
        let (w, h) = (width / cell as usize + 1, height / cell as usize + 1);
        let mut map = vec![false; w * h];
        let least = scale.area(55);
        for blob in blobs.iter().filter(|b| b.area >= least && !typical.is_ghost(b, LIKELY_GHOST)) {
            let (left, right) = ((blob.left / cell) as usize, (blob.right / cell) as usize);
            let (top, bottom) = ((blob.top / cell) as usize, (blob.bottom / cell) as usize);
            // a frame's box would vouch for everything inside: only its outline counts
            let hollow = right - left > 40 && bottom - top > 40;
            for y in top..=bottom {
                let row = &mut map[y * w..(y + 1) * w];
                if hollow && y != top && y != bottom {
                    row[left] = true;
                    row[right] = true;
                } else {
                    row[left..=right].fill(true);
                }
            }
        }
        let close = spread(&map, w, h, 1);
        let around = spread(&close, w, h, 4);
        Support { cell, width: w, height: h, close, around }
    }

    fn close(&self, blob: &Blob) -> bool {
        self.any(&self.close, blob)
    }

    fn around(&self, blob: &Blob) -> bool {
        self.any(&self.around, blob)
    }

    fn any(&self, map: &[bool], blob: &Blob) -> bool {
        let (x, y) = ((blob.left + blob.right) / 2 / self.cell, (blob.top + blob.bottom) / 2 / self.cell);
        map[(y as usize).min(self.height - 1) * self.width + (x as usize).min(self.width - 1)]
    }
}

/// Grows a map by `radius` cells on both axes.
fn spread(map: &[bool], w: usize, h: usize, radius: usize) -> Vec<bool> {
    let mut rows = vec![false; w * h];
    for (row, out) in map.chunks_exact(w).zip(rows.chunks_exact_mut(w)) {
        for (x, o) in out.iter_mut().enumerate() {
            *o = row[x.saturating_sub(radius)..(x + radius + 1).min(w)].contains(&true);
        }
    }
    let mut data = vec![false; w * h];
    for (y, out) in data.chunks_exact_mut(w).enumerate() {
        for row in rows[y.saturating_sub(radius) * w..(y + radius + 1).min(h) * w].chunks_exact(w) {
            out.iter_mut().zip(row).for_each(|(o, v)| *o |= v);
        }
    }
    data
}

/// Clears solid areas that reach the page's edge: a scanner's lid, a shadow, a corner of the table. Cells of
/// 16 pixels at 300 dpi; only cells mostly full of ink are followed inwards, so writing beside them stays.
fn clear_shadows(bitmap: &mut Bitmap, dpi: u32) {
    let cell = ((dpi / 150).max(1) * 8) as usize;
    let (w, h) = (bitmap.width().div_ceil(cell), bitmap.height().div_ceil(cell));
    if w < 3 || h < 3 {
        return;
    }
    let mut full = vec![false; w * h];
    for (cy, line) in full.chunks_exact_mut(w).enumerate() {
        let rows = cy * cell..((cy + 1) * cell).min(bitmap.height());
        let mut ink = vec![0u32; w];
        for y in rows.clone() {
            for (ink, bytes) in ink.iter_mut().zip(bitmap.row(y).chunks(cell / 8)) {
                *ink += bytes.iter().filter(|b| **b != 0).map(|b| b.count_ones()).sum::<u32>();
            }
        }
        for (cx, (f, ink)) in line.iter_mut().zip(ink).enumerate() {
            let area = rows.len() * (cell.min(bitmap.width() - cx * cell));
            *f = ink as usize * 8 >= area * 5;
        }
    }
    let reached = flood(&full, w, h);
    let cleared = spread(&reached, w, h, 1);
    for (cy, line) in cleared.chunks_exact(w).enumerate() {
        for y in cy * cell..((cy + 1) * cell).min(bitmap.height()) {
            let stride = bitmap.stride();
            let row = bitmap.row_mut(y);
            for (cx, _) in line.iter().enumerate().filter(|(_, c)| **c) {
                row[cx * cell / 8..((cx + 1) * cell / 8).min(stride)].fill(0);
            }
        }
    }
}

/// Full cells joined to the page's edge through full cells.
fn flood(full: &[bool], w: usize, h: usize) -> Vec<bool> {
    let mut reached = vec![false; w * h];
    let edge = |i: usize| i.is_multiple_of(w) || i % w == w - 1 || i < w || i >= w * (h - 1);
    let mut open: Vec<usize> = (0..w * h).filter(|i| full[*i] && edge(*i)).collect();
    open.iter().for_each(|i| reached[*i] = true);
    while let Some(i) = open.pop() {
        let (x, y) = (i % w, i / w);
        let steps =
            [(x > 0, i.wrapping_sub(1)), (x + 1 < w, i + 1), (y > 0, i.wrapping_sub(w)), (y + 1 < h, i + w)];
        for (_, next) in steps.into_iter().filter(|(inside, _)| *inside) {
            if full[next] && !reached[next] {
                reached[next] = true;
                open.push(next);
            }
        }
    }
    reached
}
