//! How often each value occurs.

/// Counts of values. They are kept in turn: neighbours often have the same value, and adding to the count just written
/// waits for it.
pub(crate) struct Tally([[u32; 256]; 4]);

impl Default for Tally {
    fn default() -> Self {
        Tally([[0; 256]; 4])
    }
}

impl Tally {
    /// Counts some values.
    pub(crate) fn add(&mut self, values: &[u8]) {
        let fours = values.as_chunks::<4>();
        for four in fours.0 {
            for (v, counts) in four.iter().zip(&mut self.0) {
                counts[usize::from(*v)] = counts[usize::from(*v)].wrapping_add(1);
            }
        }
        fours.1.iter().for_each(|v| self.0[0][usize::from(*v)] += 1);
    }

    /// The counts by value.
    pub(crate) fn counts(&self) -> [u32; 256] {
        std::array::from_fn(|v| self.0.iter().map(|counts| counts[v]).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_counts_once() {
        let mut tally = Tally::default();
        tally.add(&[7, 7, 7, 7, 255, 0, 7]);
        tally.add(&[0]);
        let counts = tally.counts();
        assert_eq!((counts[7], counts[255], counts[0]), (5, 1, 2));
        assert_eq!(counts.iter().sum::<u32>(), 8);
    }
}
