//! Sums over a square window around each pixel, by running sums: two additions a pixel and axis,
//! whatever the window.

use crate::raster::Grey;

/// Calls `each(y, counts, sums, squares)` for every row: for each pixel the number of pixels in the window of
/// `radius` around it (cut off at the edges), the sum of `255 - value`, and of its square.
pub(super) fn each_row(grey: &Grey, radius: usize, mut each: impl FnMut(usize, &[u32], &[u32], &[u32])) {
    let (w, h) = (grey.width, grey.height);
    let mut columns = vec![(0u32, 0u32); w];
    let (mut counts, mut sums, mut squares) = (vec![0; w], vec![0; w], vec![0; w]);
    let mut next = 0;
    for y in 0..h {
        while next < h && next <= y + radius {
            for (c, v) in columns.iter_mut().zip(grey.row(next)) {
                let depth = u32::from(255 - v);
                c.0 += depth;
                c.1 += depth * depth;
            }
            next += 1;
        }
        if y > radius {
            for (c, v) in columns.iter_mut().zip(grey.row(y - radius - 1)) {
                let depth = u32::from(255 - v);
                c.0 -= depth;
                c.1 -= depth * depth;
            }
        }
        let rows = (next - y.saturating_sub(radius)) as u32;
        slide(&columns, radius, rows, &mut counts, &mut sums, &mut squares);
        each(y, &counts, &sums, &squares);
    }
}

fn slide(
    columns: &[(u32, u32)],
    radius: usize,
    rows: u32,
    counts: &mut [u32],
    sums: &mut [u32],
    squares: &mut [u32],
) {
    let w = columns.len();
    let (mut sum, mut square) = (0u32, 0u32);
    for c in &columns[..radius.min(w)] {
        sum += c.0;
        square += c.1;
    }
    for x in 0..w {
        if let Some(c) = columns.get(x + radius) {
            sum += c.0;
            square += c.1;
        }
        if x > radius {
            let c = columns[x - radius - 1];
            sum -= c.0;
            square -= c.1;
        }
        counts[x] = rows * ((x + radius + 1).min(w) - x.saturating_sub(radius)) as u32;
        sums[x] = sum;
        squares[x] = square;
    }
}
