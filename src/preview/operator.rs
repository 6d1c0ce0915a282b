//! What would be made of a page, for the person who still holds the paper: seen in a fraction of the time that making
//! it takes.
//!
//! Geometry and gate look at the page as they do when it is made: they work on small copies of their own anyhow, and so
//! the verdict is the same. What is saved is the sheet at full resolution, its cleaning, its coding and the proof: here
//! it is made at the picture's resolution, from a reduced copy. Where legibility measured on that comes near the gate's
//! limit, the page is judged on the sheet at full resolution after all.

use super::draw::{Canvas, Colour, DOUBT, FINE, REFUSED, border};
use super::place::Place;
use super::report::{self, Area, Report, SCHEMA};
use super::shrink::shrink;
use super::zones::{Map, Placed};
use super::{png, report::Zone};
use crate::error::Result;
use crate::image::{self, Plan, Sheet};
use crate::inspect::{Fault, Gate, PageReport, Spot, Subject, cut_sides, inspect_spots};
use crate::limits::Limits;
use crate::raster::{Bitmap, Page, Pixels, Rgb};
use crate::source::Document;

/// Sides of the picture that make sense, pixels.
const SIZES: (usize, usize) = (100, 4000);

/// Resolution of the sheet that a doubtful page is judged on: what pages are made at.
const FULL_DPI: u32 = 300;

/// What a preview keeps to.
#[derive(Clone, Debug)]
pub struct Options {
    /// Long side of the picture, pixels, frame included; within 100 to 4000. It comes out within a hundredth of it.
    pub size: usize,
    /// Limits of the gate.
    pub gate: Gate,
    /// Faults that refuse; the others only warn.
    pub blocking: Vec<Fault>,
    /// Is the page all that the piece will have? Beside others a blank page refuses nothing.
    pub alone: bool,
    /// Bounds on the decoding.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            size: 1000,
            gate: Gate::default(),
            blocking: vec![Fault::Blank, Fault::Black, Fault::Illegible, Fault::Truncated],
            alone: true,
            limits: Limits::default(),
        }
    }
}

/// A picture and what it says.
pub struct Preview {
    /// The page as it would be made, its faults drawn on it, in a frame that shows the verdict.
    pub picture: Rgb,
    /// The same in words and numbers.
    pub report: Report,
}

/// Sizes and verdict, never pixels: they are a patient's document.
impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Preview({:?}, refused {})", self.picture, self.report.refused)
    }
}

impl Preview {
    /// The picture as a PNG file.
    pub fn png(self) -> Result<Vec<u8>> {
        png::quick(&Pixels::Rgb(self.picture))
    }
}

/// Looks at page `index` (from 0) of a document and draws what would be made of it.
///
/// Errors: those of decoding (`source.*`, `image.too_small`) and `pdf.page_range`. A page that the gate refuses is
/// no error; its preview says why.
pub fn operator(document: &Document, index: usize, options: &Options) -> Result<Preview> {
    let size = options.size.clamp(SIZES.0, SIZES.1);
    // A page that must be drawn is drawn no finer than it is looked at.
    let page = document.page(index, 150.max(size as u32 / 10), &options.limits)?;
    let plan = image::plan(&page)?;
    let small = shrink(&page, size);
    let sheet = match &small {
        Some(small) => image::render(&small.page, &plan.reduced(small.factor), dpi_for(&plan, size))?,
        None => image::render(&page, &plan.reduced(1), dpi_for(&plan, size))?,
    };
    let judge = |sheet: &Sheet| {
        let subject = Subject {
            page: &page,
            corners: plan.corners,
            input_dpi: plan.input_dpi,
            rotation: plan.rotation,
            sheet,
        };
        inspect_spots(&subject, &options.gate)
    };
    let (mut judged, mut spots) = judge(&sheet);
    if in_doubt(&judged, &options.gate) {
        (judged, spots) = judge(&image::render(&page, &plan, FULL_DPI)?);
    }
    Ok(draw(&page, &plan, sheet, &judged, &spots, (index, size), options))
}

/// Is legibility so near the gate's limit that the coarse sheet may be what decides? It makes pages look up to 0.3 worse,
/// rarely 0.1 better.
fn in_doubt(judged: &PageReport, gate: &Gate) -> bool {
    let written = !judged.faults.iter().any(|f| matches!(f, Fault::Black | Fault::Blank));
    written && (gate.legibility - 0.35..gate.legibility + 0.15).contains(&judged.legibility)
}

/// Resolution at which the page and its frame are `size` pixels long.
fn dpi_for(plan: &Plan, size: usize) -> u32 {
    let (band, gap) = border(size);
    let long = plan.paper_mm.0.max(plan.paper_mm.1).max(1.);
    let pixels = size.saturating_sub(2 * (band + gap)) as f32;
    ((pixels * 25.4 / long).round() as u32).clamp(20, 1200)
}

/// Frame of the page after its EXIF turn.
fn upright(page: &Page) -> (usize, usize) {
    let (w, h) = page.pixels.size();
    if page.orientation.swaps_sides() { (h, w) } else { (w, h) }
}

fn draw(
    page: &Page,
    plan: &Plan,
    sheet: Sheet,
    judged: &PageReport,
    spots: &[Spot],
    (index, size): (usize, usize),
    options: &Options,
) -> Preview {
    let refuses = |f: &Fault| options.blocking.contains(f) && (options.alone || *f != Fault::Blank);
    let refused = judged.faults.iter().any(refuses);
    let colour = |f: Fault| if refuses(&f) { REFUSED } else { DOUBT };
    let flat = sheet.flat.unwrap_or_else(|| sheet.bitmap.to_grey());
    let mut canvas = Canvas::new(&flat, &sheet.bitmap, size, if refused { REFUSED } else { FINE });
    let (width, height) = (flat.width, flat.height);
    let frame = upright(page);
    let corners = plan.corners.unwrap_or_else(|| {
        let (w, h) = (frame.0 as f32, frame.1 as f32);
        [(0., 0.), (w, 0.), (w, h), (0., h)]
    });
    let to_input = Place::new(width as f64, height as f64, &corners);

    let map = zones(plan, &to_input, &sheet.bitmap, judged, spots, &options.gate);
    let zones = draw_zones(&mut canvas, &map);
    let cut = draw_cuts(&mut canvas, plan, &to_input, frame, judged, &options.gate, colour(Fault::Truncated));
    for fault in &judged.faults {
        match fault {
            Fault::Blank => canvas.dashed_frame(colour(Fault::Blank)),
            Fault::Black => canvas.cross(colour(Fault::Black)),
            _ => {}
        }
    }
    let (faults, lesser): (Vec<Fault>, Vec<Fault>) = judged.faults.iter().partition(|f| refuses(f));
    let covered = hidden(judged, &options.gate).is_some() && cut.is_empty();
    let said = |fault: Fault| match fault {
        Fault::Truncated if covered => report::covered(),
        _ => report::fault(fault),
    };
    let lesser = lesser.into_iter().map(said);
    let whole = |mm: f32| (mm * 10.).round().max(0.) as u32;
    let report = Report {
        schema: SCHEMA,
        page: index + 1,
        refused,
        dropped_beside_others: judged.is_empty(),
        faults: faults.into_iter().map(said).collect(),
        warnings: lesser.chain(judged.warnings.iter().map(|w| report::warning(*w))).collect(),
        legibility_permille: (judged.legibility * 1000.).round() as u32,
        cut,
        zones,
        area: canvas.page,
        width: canvas.rgb.width,
        height: canvas.rgb.height,
        paper_mm10: (whole(plan.paper_mm.0), whole(plan.paper_mm.1)),
        input_dpi: judged.measures.input_dpi.round() as u32,
        rotation: plan.rotation,
    };
    Preview { picture: canvas.rgb, report }
}

/// What hides text, when the gate minds it.
fn hidden(judged: &PageReport, gate: &Gate) -> Option<[f32; 4]> {
    let m = &judged.measures;
    m.covered.filter(|_| judged.faults.contains(&Fault::Truncated) && m.covered_lines >= gate.cut_covered)
}

/// The map of what cannot be read.
fn zones(
    plan: &Plan,
    to_input: &Place,
    sheet: &Bitmap,
    judged: &PageReport,
    spots: &[Spot],
    gate: &Gate,
) -> Map {
    let (width, height) = (sheet.width(), sheet.height());
    let back = to_input.inverse();
    let (mm_x, mm_y) =
        (f64::from(plan.paper_mm.0) / width.max(1) as f64, f64::from(plan.paper_mm.1) / height.max(1) as f64);
    let place = |spot: &Spot| {
        let [left, top, right, bottom] = spot.bounds.map(f64::from);
        let ends = [left, right].map(|x| back.map((x, (top + bottom) / 2.)));
        Placed { ends: ends.map(|(x, y)| (x * mm_x, y * mm_y)), spot: *spot }
    };
    let marks: Vec<Placed> = spots.iter().map(place).collect();
    let mut map = Map::new(plan.paper_mm, &marks, gate);
    if judged.faults.contains(&Fault::Illegible) && map.is_clear() {
        map.all_unreadable(&marks, sheet);
    }
    if let Some([left, top, right, bottom]) = hidden(judged, gate) {
        let place = |x: f32, y: f32| back.map((f64::from(x), f64::from(y)));
        let places = [place(left, top), place(right, top), place(right, bottom), place(left, bottom)];
        let [xs, ys] = [places.map(|p| p.0 * mm_x), places.map(|p| p.1 * mm_y)];
        let ends =
            |v: [f64; 4]| (v.into_iter().fold(f64::MAX, f64::min), v.into_iter().fold(f64::MIN, f64::max));
        let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
        map.cover([left, top, right, bottom]);
    }
    map
}

/// Tints the cells of the map and tells where they are.
fn draw_zones(canvas: &mut Canvas, map: &Map) -> Vec<Zone> {
    let page = canvas.page;
    let area = |[x, y, columns, rows]: [usize; 4]| {
        let at = |cell: usize, cells: usize, pixels: usize| cell * pixels / cells.max(1);
        let (left, top) = (at(x, map.columns, page.width), at(y, map.rows, page.height));
        let (right, bottom) = (at(x + columns, map.columns, page.width), at(y + rows, map.rows, page.height));
        Area { x: page.x + left, y: page.y + top, width: right - left, height: bottom - top }
    };
    for y in 0..map.rows {
        for x in 0..map.columns {
            if map.get(x, y).is_some() {
                canvas.tint(area([x, y, 1, 1]));
            }
        }
    }
    map.groups().into_iter().map(|(kind, cells)| report::zone(kind, area(cells))).collect()
}

/// Hatches the sides where text is cut, and what lies beyond them; names them as they lie on the page made.
fn draw_cuts(
    canvas: &mut Canvas,
    plan: &Plan,
    to_input: &Place,
    (width, height): (usize, usize),
    judged: &PageReport,
    gate: &Gate,
    colour: Colour,
) -> Vec<&'static str> {
    if !judged.faults.contains(&Fault::Truncated) {
        return Vec::new();
    }
    let sides = cut_sides(&judged.measures, gate);
    let (width, height) = (width as f64, height as f64);
    canvas.hatch_missing(colour, |x, y| {
        let (x, y) = to_input.map((x as f64 + 0.5, y as f64 + 0.5));
        (sides[0] && y < 0.) || (sides[1] && x > width) || (sides[2] && y > height) || (sides[3] && x < 0.)
    });
    let turned = |side: usize| (side + usize::from(plan.rotation / 90)) % 4;
    let mut cut: Vec<usize> = (0..4).filter(|side| sides[*side]).map(turned).collect();
    cut.sort_unstable();
    cut.iter().for_each(|side| canvas.hatch_side(*side, colour));
    cut.into_iter().map(|side| ["top", "right", "bottom", "left"][side]).collect()
}
