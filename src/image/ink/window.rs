//! Sums over a square window around each pixel, by running sums: two additions a pixel and axis,
//! whatever the window.

/// Running sums of two values a pixel over the rows of a window.
pub(super) struct Window {
    radius: usize,
    /// Sums of each column over the rows that are in.
    pub(super) columns: Vec<(u32, u32)>,
    /// For each pixel of the row last slid over: the two sums over the window around it.
    pub(super) sums: Vec<(u32, u32)>,
}

impl Window {
    /// For rows of `width` pixels and windows reaching `radius` to each side, cut off at the edges.
    pub(super) fn new(width: usize, radius: usize) -> Self {
        Window { radius, columns: vec![(0, 0); width], sums: vec![(0, 0); width] }
    }

    /// A row enters the window at the bottom.
    pub(super) fn enter(&mut self, row: impl Iterator<Item = (u32, u32)>) {
        for (c, v) in self.columns.iter_mut().zip(row) {
            *c = (c.0.wrapping_add(v.0), c.1.wrapping_add(v.1));
        }
    }

    /// A row that entered before leaves at the top.
    pub(super) fn leave(&mut self, row: impl Iterator<Item = (u32, u32)>) {
        for (c, v) in self.columns.iter_mut().zip(row) {
            *c = (c.0.wrapping_sub(v.0), c.1.wrapping_sub(v.1));
        }
    }

    /// Computes `sums` from the rows that are in.
    pub(super) fn slide(&mut self) {
        let (w, r) = (self.columns.len(), self.radius);
        let (mut a, mut b) = (0u32, 0u32);
        for c in &self.columns[..r.min(w)] {
            (a, b) = (a.wrapping_add(c.0), b.wrapping_add(c.1));
        }
        // Near the sides only one end of the window moves.
        let head = (r + 1).min(w);
        let tail = w.saturating_sub(r).max(head);
        for (x, sum) in self.sums[..head].iter_mut().enumerate() {
            let c = self.columns.get(x + r).copied().unwrap_or_default();
            (a, b) = (a.wrapping_add(c.0), b.wrapping_add(c.1));
            *sum = (a, b);
        }
        let ends = self.columns.iter().zip(self.columns.get(head + r..).unwrap_or_default());
        for (sum, (gone, new)) in self.sums[head..tail].iter_mut().zip(ends) {
            a = a.wrapping_add(new.0).wrapping_sub(gone.0);
            b = b.wrapping_add(new.1).wrapping_sub(gone.1);
            *sum = (a, b);
        }
        for (x, sum) in self.sums.iter_mut().enumerate().skip(tail) {
            let c = self.columns[x - r - 1];
            (a, b) = (a.wrapping_sub(c.0), b.wrapping_sub(c.1));
            *sum = (a, b);
        }
    }
}
