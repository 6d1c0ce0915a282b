//! Where the sheet is, how it is turned, how large it is; and its pixels laid flat.
//!
//! [`plan`] works on small copies: the sheet as four sides (`sheet`), its size (`paper`), then on a
//! rectified view of it the skew of the text (`skew`) and its reading direction (`upright`). All that
//! comes out is one map from the output page to the stored pixels, which [`warp`] samples in one step.
//! Doubt always decides for keeping the whole frame as it is.

mod bend;
mod edges;
mod enlarge;
mod look;
mod margins;
mod marks;
mod matrix;
mod neighbours;
mod paper;
mod pass;
mod sheet;
mod skew;
#[cfg(test)]
mod tests;
mod tone;
mod upright;
mod warp;

use look::Look;
use matrix::{Matrix, Quad, distance};
use sheet::Found;
use skew::Skew;
use tone::Tone;
use warp::Source;

use crate::error::{Error, Kind, Result};
use crate::raster::{Bitmap, Grey, Page, Pixels};

/// Resolution of the view that text is looked at on.
const VIEW_DPI: f64 = 150.;
/// Least confidence in a sheet seen by a camera, and in one that runs out of the picture.
const IN_PHOTO: f32 = 0.66;
const CUT_IN_PHOTO: f32 = 0.5;
/// Least confidence in a sheet of A4 or A5 size on a scanner's bed, and in one of another size.
const KNOWN_ON_BED: f32 = 0.42;
const ODD_ON_BED: f32 = 0.7;
/// A bed with more than this share of details beyond the sheet is not a bed but paper.
const CLEAR_BED: f32 = 0.0015;
/// Least sharpness of row sums that tells lines of text from specks.
const LINES: f32 = 1.35;
/// Least side of a page in pixels.
const LEAST_SIDE: usize = 48;

/// What [`super::plan`] found.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Corners of the sheet in pixels of the upright input (its EXIF turn applied), clockwise from its own
    /// top left; they may lie outside the frame. `None` when the whole frame is kept as it is.
    pub corners: Option<[(f32, f32); 4]>,
    /// Degrees by which the sheet was turned counter-clockwise in the input, and is turned back.
    pub skew: f32,
    /// Degrees clockwise, 0, 90, 180 or 270, by which the page is turned beyond its EXIF turn so that its
    /// text stands upright.
    pub rotation: u16,
    /// Width and height of the page made, in millimetres.
    pub paper_mm: (f32, f32),
    /// Samples per inch that the input has on the sheet.
    pub input_dpi: f32,
    /// How sure the sheet's corners are, 0..1; 1 when the whole frame is kept.
    pub confidence: f32,
    /// Sides of the page made (top, right, bottom, left) where the sheet reaches or leaves the frame of
    /// the input, so that text may be missing there. All false for a frame that is the sheet itself.
    pub cut: [bool; 4],
    /// The input is bilevel, straight, clean and of this resolution: [`super::render`] hands it on
    /// unchanged (but for quarter turns) when asked for this resolution or more.
    pub passthrough: Option<u32>,
    /// Largest distance by which the lines of a curled or folded page are moved to lie level, in millimetres;
    /// 0 for a page that is flat or cannot be told to be otherwise.
    pub bent_mm: f32,
    /// From millimetres on the page made to stored pixels.
    map: Matrix,
    /// How a curled page deviates from that plane.
    bend: Option<bend::Bend>,
    tone: Tone,
}

impl Plan {
    /// The same plan for a copy of the page of which square cells of `factor` stored pixels became one. Only for
    /// rendering: corners and resolution stay those of the page that was looked at.
    pub(crate) fn reduced(&self, factor: usize) -> Plan {
        let part = 1. / factor.max(1) as f64;
        Plan { map: Matrix::scale(part, part).after(self.map), passthrough: None, ..self.clone() }
    }
}

/// Finds the sheet. `image.too_small` when there is nothing to look at.
pub(super) fn plan(page: &Page) -> Result<Plan> {
    let (w, h) = page.pixels.size();
    if w.min(h) < LEAST_SIDE {
        return Err(Error::new(Kind::ImageTooSmall).with("width", w).with("height", h));
    }
    let look = look::look(&page.pixels);
    let upright = Upright::new(page);
    let found = sheet::find(&look);
    let sheet = Sheet::new(&upright, found);
    let view = sheet.view(&look, &upright);
    let marks = marks::marks(&view);
    let mm = (VIEW_DPI / 25.4) as f32;
    Ok(sheet.plan(page, &upright, &marks, mm, &look))
}

/// The frame after its EXIF turn.
struct Upright {
    width: f64,
    height: f64,
    dpi: Option<(f64, f64)>,
    /// From upright to stored coordinates.
    to_stored: Matrix,
}

impl Upright {
    fn new(page: &Page) -> Upright {
        let (w, h) = page.pixels.size();
        let swap = page.orientation.swaps_sides();
        let (width, height) = if swap { (h as f64, w as f64) } else { (w as f64, h as f64) };
        let dpi = page.dpi.map(|(x, y)| (f64::from(x), f64::from(y)));
        let dpi = dpi.filter(|(x, y)| x.is_finite() && y.is_finite() && *x >= 30. && *y >= 30.);
        let dpi = dpi.map(|(x, y)| if swap { (y, x) } else { (x, y) });
        let dpi = dpi.filter(|(x, y)| paper::plausible(width / x * 25.4, height / y * 25.4));
        Upright { width, height, dpi, to_stored: Matrix::from_orientation(page.orientation, w, h) }
    }

    /// A sheet's corners in upright coordinates, clockwise from the top left, and which sides are cut.
    fn order(&self, found: &Found) -> (Quad, [bool; 4]) {
        let mut q = self.to_stored.inverse().map_quad(&found.corners);
        let mut cut = found.outside;
        if matrix::area(&q) < 0. {
            // A mirrored frame. Sides lie between corners (0,1) (1,2) (2,3) (3,0).
            q.reverse();
            cut.swap(0, 2);
        }
        let sum = |i: &usize| q[*i].0 + q[*i].1;
        let first = (0..4).min_by(|a, b| sum(a).total_cmp(&sum(b))).unwrap_or(0);
        q.rotate_left(first);
        cut.rotate_left(first);
        (q, cut)
    }

    fn frame(&self) -> Quad {
        [(0., 0.), (self.width, 0.), (self.width, self.height), (0., self.height)]
    }
}

/// A sheet, or the whole frame, with its size.
struct Sheet {
    /// Upright coordinates, clockwise from the top left.
    corners: Quad,
    found: bool,
    cut: [bool; 4],
    confidence: f32,
    width_mm: f64,
    height_mm: f64,
}

impl Sheet {
    fn new(upright: &Upright, found: Option<Found>) -> Sheet {
        let sheet = found.and_then(|found| match upright.dpi {
            Some(dpi) => Sheet::on_bed(upright, found, dpi),
            None => Sheet::in_photo(upright, found),
        });
        sheet.unwrap_or_else(|| Sheet::frame(upright))
    }

    fn frame(upright: &Upright) -> Sheet {
        let (width_mm, height_mm) = match upright.dpi {
            Some((x, y)) => paper::snap(upright.width / x * 25.4, upright.height / y * 25.4),
            None => paper::by_pixels(upright.width, upright.height),
        };
        Sheet { corners: upright.frame(), found: false, cut: [false; 4], confidence: 1., width_mm, height_mm }
    }

    /// A sheet seen by a camera: any quad, of unknown scale.
    fn in_photo(upright: &Upright, found: Found) -> Option<Sheet> {
        let (corners, cut) = upright.order(&found);
        let (w, h) = sides(&corners);
        let (width_mm, height_mm) = paper::by_ratio(w, h);
        let sheet = Sheet { corners, found: true, cut, confidence: found.confidence, width_mm, height_mm };
        let least = if cut.contains(&true) { CUT_IN_PHOTO } else { IN_PHOTO };
        (found.confidence >= least).then_some(sheet)
    }

    /// A sheet on a scanner's bed: a rectangle of known scale. Sides that are not seen follow from the
    /// others and from the paper's size.
    fn on_bed(upright: &Upright, found: Found, (x_dpi, y_dpi): (f64, f64)) -> Option<Sheet> {
        let (mut corners, cut) = upright.order(&found);
        let (w, h) = sides(&corners);
        let measured = (w / x_dpi * 25.4, h / y_dpi * 25.4);
        let (width_mm, height_mm) = paper::snap(measured.0, measured.1);
        let known = (width_mm, height_mm) != measured;
        if found.busy > CLEAR_BED || found.confidence < if known { KNOWN_ON_BED } else { ODD_ON_BED } {
            return None;
        }
        if cut.contains(&true) {
            // The corner between two sides that are seen; sides i and i + 3 meet in corner i.
            let i = (0..4).find(|i| !cut[*i] && !cut[(i + 3) % 4])?;
            let (width, height) = (width_mm / 25.4 * x_dpi, height_mm / 25.4 * y_dpi);
            let flat = if i % 2 == 0 { i } else { (i + 3) % 4 };
            let (a, b) = if flat == 0 { (corners[0], corners[1]) } else { (corners[3], corners[2]) };
            let long = distance(a, b).max(1.);
            let (c, s) = ((b.0 - a.0) / long, (b.1 - a.1) / long);
            let at = |px: f64, py: f64| (px * c - py * s, px * s + py * c);
            let rect = [at(0., 0.), at(width, 0.), at(width, height), at(0., height)];
            let shift = (corners[i].0 - rect[i].0, corners[i].1 - rect[i].1);
            corners = rect.map(|p| (p.0 + shift.0, p.1 + shift.1));
        }
        let cut = if known { [false; 4] } else { cut };
        Some(Sheet { corners, found: true, cut, confidence: found.confidence, width_mm, height_mm })
    }

    /// From millimetres on the sheet to upright coordinates.
    fn map(&self) -> Matrix {
        Matrix::rect_to_quad(self.width_mm, self.height_mm, &self.corners)
    }

    /// The sheet laid flat at [`VIEW_DPI`], from the mid copy.
    fn view(&self, look: &Look, upright: &Upright) -> Grey {
        let px = VIEW_DPI / 25.4;
        let f = 1. / look.mid_factor as f64;
        let map = Matrix::scale(f, f)
            .after(upright.to_stored)
            .after(self.map())
            .after(Matrix::scale(1. / px, 1. / px));
        let source = Source { pixels: &look.mid, tone: Tone::NEUTRAL };
        warp::resample(
            &source,
            |p| map.map(p),
            (self.width_mm * px).round() as usize,
            (self.height_mm * px).round() as usize,
        )
    }

    fn plan(self, page: &Page, upright: &Upright, marks: &marks::Marks, mm: f32, look: &Look) -> Plan {
        let edge = |m: &marks::Mark| {
            let touches = m.left < 3 || m.top < 3 || m.right + 3 > marks.width || m.bottom + 3 > marks.height;
            touches && (m.width() as f32 > 10. * mm || m.height() as f32 > 10. * mm)
        };
        let widest = if self.found { 3. } else { skew::WIDEST };
        let rows = skew::skew(marks, widest, false, |m| !edge(m)).unwrap_or_default();
        let turn = upright::upright(marks, &rows, mm).turn;
        let rows = match turn {
            90 | 270 => skew::skew(marks, widest, true, |m| !edge(m))
                .map_or(Skew::default(), |s| Skew { degrees: -s.degrees, ..s }),
            _ => rows,
        };
        let believed = rows.contrast > LINES;
        let left = match self.found {
            true if believed && rows.degrees.abs() <= 1.5 => rows.degrees,
            false if believed && rows.degrees.abs() <= 15.5 && rows.degrees.abs() >= 0.1 => rows.degrees,
            _ => 0.,
        };
        let pass = if self.found { None } else { pass::resolution(page, upright, marks, left, mm) };
        let left = if pass.is_some() { 0. } else { left };
        let size = (self.width_mm, self.height_mm);
        let size = if turn % 180 == 90 { (size.1, size.0) } else { size };
        let bend = match pass {
            Some(_) => None,
            None => {
                let back = self.page_to_sheet(f64::from(left), turn).inverse();
                let px = f64::from(mm);
                bend::bend(marks, mm, turn, size, |(x, y)| back.map((x / px, y / px)))
            }
        };
        let bent_mm = bend.as_ref().map_or(0., |b| b.most as f32);
        Plan { passthrough: pass, bend, bent_mm, ..self.finish(upright, f64::from(left), turn, look) }
    }

    /// From millimetres on the page made to millimetres on the sheet, which lies turned and askew.
    fn page_to_sheet(&self, left: f64, turn: u16) -> Matrix {
        let (w, h) = (self.width_mm, self.height_mm);
        let (pw, ph) = if turn % 180 == 90 { (h, w) } else { (w, h) };
        let mut quad: Quad = [(0., 0.), (w, 0.), (w, h), (0., h)];
        quad.rotate_right(usize::from(turn / 90));
        Matrix::rotation(-left, (w / 2., h / 2.)).after(Matrix::rect_to_quad(pw, ph, &quad))
    }

    /// Composes page → sheet → upright → stored for a sheet whose text rises by `left` degrees and that
    /// must be turned by `turn`.
    fn finish(self, upright: &Upright, left: f64, turn: u16, look: &Look) -> Plan {
        let (w, h) = (self.width_mm, self.height_mm);
        let (pw, ph) = if turn % 180 == 90 { (h, w) } else { (w, h) };
        let mut cut = self.cut;
        cut.rotate_right(usize::from(turn / 90));
        let to_upright = self.map().after(self.page_to_sheet(left, turn));
        let corners = to_upright.map_quad(&[(0., 0.), (pw, 0.), (pw, ph), (0., ph)]);
        let px_area = matrix::area(&self.corners).abs();
        let tilt = tilt(&self.corners) + left;
        let whole = !self.found && left == 0. && turn == 0;
        Plan {
            corners: (!whole).then(|| corners.map(|(x, y)| (x as f32, y as f32))),
            skew: tilt as f32,
            rotation: turn,
            paper_mm: (pw as f32, ph as f32),
            input_dpi: ((px_area / (w * h)).sqrt() * 25.4) as f32,
            confidence: self.confidence,
            cut,
            passthrough: None,
            bent_mm: 0.,
            bend: None,
            map: upright.to_stored.after(to_upright),
            tone: if look.coloured { paper_tone(look) } else { Tone::NEUTRAL },
        }
    }
}

/// Colour of the paper: the brighter part of the frame's middle.
fn paper_tone(look: &Look) -> Tone {
    let (w, h) = (look.small[0].width, look.small[0].height);
    let mut found: Vec<(u32, [u8; 3])> = Vec::new();
    for y in (h / 5..h - h / 5).step_by(2) {
        for x in (w / 5..w - w / 5).step_by(2) {
            let [r, g, b] = [0, 1, 2].map(|c| look.small[c].data[y * w + x]);
            found.push((tone::luma(u32::from(r), u32::from(g), u32::from(b)), [r, g, b]));
        }
    }
    found.sort_unstable();
    match found.get(found.len() * 7 / 10) {
        Some((_, rgb)) => Tone::for_paper(*rgb),
        None => Tone::NEUTRAL,
    }
}

/// Mean width and height of a quad.
fn sides(q: &Quad) -> (f64, f64) {
    let side = |i: usize| distance(q[i], q[(i + 1) % 4]);
    ((side(0) + side(2)) / 2., (side(1) + side(3)) / 2.)
}

/// Mean counter-clockwise turn of the top and bottom sides, in degrees.
fn tilt(q: &Quad) -> f64 {
    let angle = |a: matrix::Point, b: matrix::Point| libm::atan2(a.1 - b.1, b.0 - a.0).to_degrees();
    (angle(q[0], q[1]) + angle(q[3], q[2])) / 2.
}

/// Resamples the planned sheet at `dpi` to grey, straight from the stored pixels; white beyond the frame.
pub(super) fn warp(page: &Page, plan: &Plan, dpi: u32) -> Result<Grey> {
    let mm = 25.4 / f64::from(dpi.max(1));
    let size = |v: f32| (f64::from(v) / mm).round().max(1.) as usize;
    let (w, h) = (size(plan.paper_mm.0), size(plan.paper_mm.1));
    let source = Source { pixels: &page.pixels, tone: plan.tone };
    let map = plan.map.after(Matrix::scale(mm, mm));
    Ok(match &plan.bend {
        None => warp::resample(&source, |p| map.map(p), w, h),
        Some(bend) => warp::resample(&source, |(x, y)| plan.map.map(bend.map((x * mm, y * mm))), w, h),
    })
}

/// The stored bitmap turned upright, and its resolution, when the plan lets it pass and no less is wanted.
pub(super) fn pass(page: &Page, plan: &Plan, dpi: u32) -> Option<(Bitmap, u32)> {
    let native = plan.passthrough.filter(|native| *native <= dpi)?;
    match &page.pixels {
        Pixels::Bilevel(b) => Some((pass::turned(b, page.orientation, plan.rotation), native)),
        _ => None,
    }
}
