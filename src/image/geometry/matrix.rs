//! Plane projective maps, in continuous pixel coordinates: pixel (i, j) covers [i, i+1) x [j, j+1).
//!
//! Everything is `f64` with the four basic operations, and sine and cosine come from `libm`, so that every
//! platform computes the same bits.

use crate::raster::Orientation;

/// A point, x to the right and y downwards.
pub(super) type Point = (f64, f64);

/// Four corners clockwise from the top left of what they enclose.
pub(super) type Quad = [Point; 4];

/// A 3 x 3 matrix that maps points by homogeneous coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub(super) [f64; 9]);

impl Matrix {
    pub(super) fn scale(x: f64, y: f64) -> Matrix {
        Matrix([x, 0., 0., 0., y, 0., 0., 0., 1.])
    }

    pub(super) fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1., 0., x, 0., 1., y, 0., 0., 1.])
    }

    /// Turns by `degrees` about `centre`; positive turns what is drawn clockwise on the screen.
    pub(super) fn rotation(degrees: f64, centre: Point) -> Matrix {
        let (s, c) = libm::sincos(degrees.to_radians());
        let turn = Matrix([c, -s, 0., s, c, 0., 0., 0., 1.]);
        Matrix::shift(centre.0, centre.1).after(turn).after(Matrix::shift(-centre.0, -centre.1))
    }

    /// From upright to stored coordinates of a frame that is stored as `width` x `height`.
    pub(super) fn from_orientation(turn: Orientation, width: usize, height: usize) -> Matrix {
        let (w, h) = (width as f64, height as f64);
        let (x, y) = match turn.exif() {
            2 => ([-1., 0., w], [0., 1., 0.]),
            3 => ([-1., 0., w], [0., -1., h]),
            4 => ([1., 0., 0.], [0., -1., h]),
            5 => ([0., 1., 0.], [1., 0., 0.]),
            6 => ([0., 1., 0.], [-1., 0., h]),
            7 => ([0., -1., w], [-1., 0., h]),
            8 => ([0., -1., w], [1., 0., 0.]),
            _ => ([1., 0., 0.], [0., 1., 0.]),
        };
        Matrix([x[0], x[1], x[2], y[0], y[1], y[2], 0., 0., 1.])
    }

    /// Maps the rectangle (0, 0)..(width, height) onto a convex quad (Heckbert's closed form).
    pub(super) fn rect_to_quad(width: f64, height: f64, q: &Quad) -> Matrix {
        let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *q;
        let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let det = dx1 * dy2 - dx2 * dy1;
        let (g, h) = match det.abs() > 1e-9 {
            true => ((sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det),
            false => (0., 0.),
        };
        let unit = Matrix([
            x1 - x0 + g * x1,
            x3 - x0 + h * x3,
            x0,
            y1 - y0 + g * y1,
            y3 - y0 + h * y3,
            y0,
            g,
            h,
            1.,
        ]);
        unit.after(Matrix::scale(1. / width, 1. / height))
    }

    /// First `first`, then this one.
    pub(super) fn after(self, first: Matrix) -> Matrix {
        let (a, b) = (self.0, first.0);
        let mut m = [0.; 9];
        for (i, out) in m.iter_mut().enumerate() {
            let (r, c) = (i / 3 * 3, i % 3);
            *out = a[r] * b[c] + a[r + 1] * b[c + 3] + a[r + 2] * b[c + 6];
        }
        Matrix(m)
    }

    /// The inverse up to a factor, which homogeneous coordinates do not feel.
    pub(super) fn inverse(self) -> Matrix {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        Matrix([
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

    pub(super) fn map(&self, (x, y): Point) -> Point {
        let m = &self.0;
        let w = m[6] * x + m[7] * y + m[8];
        let w = if w.abs() < 1e-9 { 1e-9 } else { w };
        ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }

    pub(super) fn map_quad(&self, q: &Quad) -> Quad {
        q.map(|p| self.map(p))
    }
}

/// Distance of two points.
pub(super) fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx * dx + dy * dy).sqrt()
}

/// Area of a quad, positive when its corners run clockwise on the screen.
pub(super) fn area(q: &Quad) -> f64 {
    (0..4).map(|i| q[i].0 * q[(i + 1) % 4].1 - q[(i + 1) % 4].0 * q[i].1).sum::<f64>() / 2.
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangle_lands_on_the_quad() {
        let q = [(10., 20.), (110., 5.), (130., 190.), (-7., 160.)];
        let m = Matrix::rect_to_quad(210., 297., &q);
        for (p, want) in [(0., 0.), (210., 0.), (210., 297.), (0., 297.)].into_iter().zip(q) {
            assert!(distance(m.map(p), want) < 1e-6);
            assert!(distance(m.inverse().map(want), p) < 1e-6);
        }
        assert!(area(&q) > 0.);
    }

    #[test]
    fn exif_turns_move_the_corner() {
        // Where the upright top-left and top-right corners lie in a stored 30 x 20 frame.
        let want = [
            ((0., 0.), (30., 0.)),
            ((30., 0.), (0., 0.)),
            ((30., 20.), (0., 20.)),
            ((0., 20.), (30., 20.)),
            ((0., 0.), (0., 20.)),
            ((0., 20.), (0., 0.)),
            ((30., 20.), (30., 0.)),
            ((30., 0.), (30., 20.)),
        ];
        for (exif, (left, right)) in (1..).zip(want) {
            let turn = Orientation::from_exif(exif);
            let m = Matrix::from_orientation(turn, 30, 20);
            let width = if turn.swaps_sides() { 20. } else { 30. };
            assert_eq!((m.map((0., 0.)), m.map((width, 0.))), (left, right), "exif {exif}");
        }
    }
}
