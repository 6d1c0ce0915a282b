//! Is a page one scanned image? The page is interpreted without drawing, and what would be visible is noted.
//!
//! It is a scan when one image, set square, covers nearly the whole visible page and nothing else shows:
//! hidden text of an OCR layer does not count, nor does what the image paints over.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    Paint, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_syntax::object::ObjectIdentifier;
use hayro_syntax::page::Page;
use std::sync::Arc;

/// Share of the page that a scan must cover. Scanning programs leave margins of a few millimetres.
const COVERED: f64 = 0.9;
/// From here on, what lies under an image is hidden by it.
const HIDDEN: f64 = 0.999;
/// Points by which edges may miss each other.
const SLACK: f64 = 1.0;
/// Share of a side's length by which a "square" image may lean.
const LEAN: f64 = 0.0005;

/// The image that is the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) id: ObjectIdentifier,
    /// Drawn through in black (an image mask) rather than painted.
    pub(super) stencil: bool,
    /// From pixels of the image to points of the page as it is seen, y downwards.
    pub(super) transform: Affine,
    /// The part of the page that the image shows in, in points.
    pub(super) visible: Rect,
}

/// Looks for the one image. `None` means that the page must be drawn.
pub(super) fn find_scan(page: &Page<'_>) -> Option<Found> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, area, &cache, page.xref(), super::settings(Arc::new(|_| {})));
    let mut survey = Survey { page: area, clips: Vec::new(), found: None, other: false };
    interpret_page(page, &mut context, &mut survey);
    survey.found.filter(|f| !survey.other && f.visible.area() >= COVERED * area.area())
}

struct Survey {
    page: Rect,
    /// The box of each clip, and whether it is a plain box.
    clips: Vec<(Rect, bool)>,
    found: Option<Found>,
    /// Something else shows.
    other: bool,
}

impl Survey {
    fn clip(&self) -> Rect {
        self.clips.iter().fold(self.page, |r, (clip, _)| r.intersect(*clip))
    }

    fn mark(&mut self, bounds: Rect, paint: &Paint<'_>) {
        // White on the bare page shows nothing; on an image it covers something.
        let white = matches!(paint, Paint::Color(c) if c.to_rgba().to_rgba8() == [255; 4]);
        if white && self.found.is_none() {
            return;
        }
        let seen = bounds.intersect(self.clip());
        if seen.width() >= 0.0 && seen.height() >= 0.0 {
            self.other = true;
        }
    }
}

impl<'a> Device<'a> for Survey {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Invisible) {
            let bounds = (props.transform * path.clone()).bounding_box().inflate(SLACK, SLACK);
            self.mark(bounds, &props.paint);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let bounds = clip.path.bounding_box();
        let square = (clip.path.area().abs() - bounds.area()).abs() <= bounds.area() * 0.001;
        self.clips.push((bounds, square));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        if opacity < 1.0 || mask.is_some() || blend != BlendMode::Normal {
            self.other = true;
        }
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Invisible) {
            self.other = true;
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let (stream, stencil) = match &image {
            Image::Raster(raster) => (raster.stream(), false),
            Image::Stencil(stencil) => (stencil.stream(), true),
        };
        let bounds = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let visible = bounds.intersect(self.clip());
        if visible.width() <= 0.0 || visible.height() <= 0.0 {
            return;
        }
        let dict = stream.dict();
        let see_through = ["SMask", "Mask", "SMaskInData"].iter().any(|k| dict.contains_key(k));
        let plain = stream.obj_id().obj_number != 0
            && props.soft_mask.is_none()
            && !see_through
            && is_square(props.transform, width, height)
            && self.clips.iter().all(|(_, square)| *square)
            && is_black_or_paint(&image);
        let hides = !stencil && !see_through && visible.area() >= HIDDEN * self.page.area();
        if hides {
            self.other = false;
            self.found = None;
        }
        self.other |= !plain || self.found.is_some();
        self.found = Some(Found { id: stream.obj_id(), stencil, transform: props.transform, visible });
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}

fn is_black_or_paint(image: &Image<'_, '_>) -> bool {
    let mut black = false;
    match image {
        Image::Raster(_) => return true,
        // The paint can only be had together with the decoded mask; the smallest version will do.
        Image::Stencil(stencil) => stencil.with_stencil(
            |_, paint| black = matches!(paint, Paint::Color(c) if c.to_rgba().to_rgba8() == [0, 0, 0, 255]),
            Some((1, 1)),
        ),
    }
    black
}

/// Are the image's sides parallel to the page's?
fn is_square(transform: Affine, width: f64, height: f64) -> bool {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let (a, b, c, d) = ((a * width).abs(), (b * width).abs(), (c * height).abs(), (d * height).abs());
    let straight = b <= a * LEAN && c <= d * LEAN && a > 0.0 && d > 0.0;
    let turned = a <= b * LEAN && d <= c * LEAN && b > 0.0 && c > 0.0;
    straight || turned
}
