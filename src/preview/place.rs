//! Where the pixels of the page made lie in the upright input, and back: the plane map through four corners.

/// A plane projective map, row-major.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place([f64; 9]);

impl Place {
    /// Maps the rectangle (0, 0) to (`width`, `height`) onto a quadrilateral, clockwise from its top left, in the
    /// closed form of Heckbert (Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3).
    pub(super) fn new(width: f64, height: f64, corners: &[(f32, f32); 4]) -> Place {
        let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = corners.map(|(x, y)| (f64::from(x), f64::from(y)));
        let (ax, bx, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (ay, by, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let det = ax * by - bx * ay;
        let (g, h) = match det.abs() > 1e-9 {
            true => ((sx * by - bx * sy) / det, (ax * sy - sx * ay) / det),
            false => (0., 0.),
        };
        let (w, t) = (width.max(1.), height.max(1.));
        let row = |p0: f64, p1: f64, p3: f64| [(p1 - p0 + g * p1) / w, (p3 - p0 + h * p3) / t, p0];
        let ([a, b, c], [d, e, f]) = (row(x0, x1, x3), row(y0, y1, y3));
        Place([a, b, c, d, e, f, g / w, h / t, 1.])
    }

    /// The way back.
    pub(super) fn inverse(&self) -> Place {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        Place([
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ])
    }

    pub(super) fn map(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let m = &self.0;
        let w = m[6] * x + m[7] * y + m[8];
        let w = if w.abs() < 1e-12 { 1e-12 } else { w };
        ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_land_on_corners_and_come_back() {
        let quad = [(10., 20.), (810., -5.), (790., 1180.), (-40., 1100.)];
        let place = Place::new(700., 1000., &quad);
        for (at, want) in [(0., 0.), (700., 0.), (700., 1000.), (0., 1000.)].into_iter().zip(quad) {
            let got = place.map(at);
            assert!((got.0 - f64::from(want.0)).abs() < 1e-6 && (got.1 - f64::from(want.1)).abs() < 1e-6);
            let back = place.inverse().map(got);
            assert!((back.0 - at.0).abs() < 1e-6 && (back.1 - at.1).abs() < 1e-6, "{back:?}");
        }
    }
}
