//! The byte budget of a document: as much resolution as it lets through, the same for every page.

use super::encode::EncodedPage;
use super::write::write;
use crate::error::{Error, Kind, Result};

/// What a document may cost and how sharp it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Most bytes of the PDF.
    pub max_bytes: usize,
    /// Resolution aimed at, dots per inch.
    pub target_dpi: u32,
    /// Resolution never gone under.
    pub min_dpi: u32,
}

/// Resolutions tried lie this far apart.
const STEP: u32 = 10;

/// Renders at `budget.target_dpi` and, when the PDF is over the budget, at the highest resolution below it, in
/// steps of 10 dpi, that fits. `render` gives all pages at a resolution. The size of bilevel pages follows the
/// resolution closely enough to predict it, so a document over the budget is usually rendered three times.
///
/// Returns the resolution and the PDF. Errors: `pdf.over_budget`, with the number of first pages that would fit
/// at the lowest resolution; and whatever `render` returns.
pub fn fit(
    budget: &Budget,
    mut render: impl FnMut(u32) -> Result<Vec<EncodedPage>>,
) -> Result<(u32, Vec<u8>)> {
    let steps = steps(budget);
    let last = steps.len() - 1;
    // Everything before `low` is over the budget; `best` fits, and lies at `high`.
    let (mut low, mut high) = (0, steps.len());
    let mut best = None;
    let (mut try_at, mut tries) = (0, 0);
    while low < high {
        let dpi = steps[try_at];
        let pages = render(dpi)?;
        let pdf = write(&pages)?;
        let size = pdf.len();
        if size <= budget.max_bytes {
            high = try_at;
            best = Some((dpi, pdf));
        } else if try_at == last {
            return Err(over(budget, dpi, &pages, size));
        } else {
            low = try_at + 1;
        }
        tries += 1;
        let wanted = predict(dpi, size, budget.max_bytes);
        // Two predictions land beside the mark; what is odd enough to miss twice is halved.
        let guess = match tries {
            1 | 2 => steps.iter().position(|s| *s <= wanted).unwrap_or(last),
            _ => low.midpoint(high),
        };
        try_at = guess.min(high.saturating_sub(1)).max(low);
    }
    best.ok_or_else(|| Error::new(Kind::PdfOverBudget))
}

/// The resolutions to choose from, highest first.
fn steps(budget: &Budget) -> Vec<u32> {
    let min = budget.min_dpi.min(budget.target_dpi);
    let below = (min + 1..budget.target_dpi).rev().filter(|dpi| dpi % STEP == 0);
    let mut steps = vec![budget.target_dpi];
    steps.extend(below);
    if min < budget.target_dpi {
        steps.push(min);
    }
    steps
}

/// Where the budget should be met. Sizes grow with a power of the resolution between 1 (outlines) and 2
/// (texture); the mean of both predictions is near the 1.3 that pages of text show.
fn predict(dpi: u32, size: usize, max_bytes: usize) -> u32 {
    let ratio = max_bytes as f64 / size.max(1) as f64;
    (f64::from(dpi) * (ratio + ratio.sqrt()) / 2.0) as u32
}

fn over(budget: &Budget, dpi: u32, pages: &[EncodedPage], size: usize) -> Error {
    let fits = (1..pages.len())
        .take_while(|n| write(&pages[..*n]).is_ok_and(|pdf| pdf.len() <= budget.max_bytes))
        .last()
        .unwrap_or(0);
    Error::new(Kind::PdfOverBudget)
        .with("pages", pages.len())
        .with("actual", size)
        .with("limit", budget.max_bytes)
        .with("dpi", dpi)
        .with("fits", fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Codec;

    const BUDGET: Budget = Budget { max_bytes: 250_000, target_dpi: 300, min_dpi: 200 };

    /// Pages of `at_300` bytes at 300 dpi, shrinking with a power of the resolution.
    fn model(pages: usize, at_300: f64, power: f64) -> impl FnMut(u32) -> Result<Vec<EncodedPage>> {
        move |dpi| {
            let bytes = (at_300 * libm::pow(f64::from(dpi) / 300.0, power)) as usize;
            let page = EncodedPage { width: 10, height: 10, dpi, codec: Codec::G4, data: vec![0; bytes] };
            Ok(vec![page; pages])
        }
    }

    #[test]
    fn what_fits_is_rendered_once() {
        let mut calls = 0;
        let mut render = model(5, 40_000.0, 1.3);
        let (dpi, pdf) = fit(&BUDGET, |d| (calls += 1, render(d)).1).unwrap();
        assert_eq!((dpi, calls), (300, 1));
        assert!(pdf.len() <= 250_000);
    }

    #[test]
    fn the_highest_step_that_fits_is_found_in_few_renderings() {
        for power in [1.0, 1.3, 1.7, 2.0] {
            for at_300 in (50_500..100_000).step_by(1_700) {
                let fits =
                    |dpi| write(&model(5, f64::from(at_300), power)(dpi).unwrap()).unwrap().len() <= 250_000;
                let expected = steps(&BUDGET).into_iter().find(|dpi| fits(*dpi));
                let mut calls = 0;
                let mut render = model(5, f64::from(at_300), power);
                let found = fit(&BUDGET, |d| (calls += 1, render(d)).1).ok().map(|(dpi, _)| dpi);
                assert_eq!(found, expected, "power {power}, {at_300} bytes");
                assert!(calls <= 6, "{calls} renderings");
            }
        }
    }

    #[test]
    fn over_the_budget_says_how_many_pages_fit() {
        let error = fit(&BUDGET, model(9, 100_000.0, 1.3)).unwrap_err();
        assert_eq!(error.kind(), Kind::PdfOverBudget);
        assert_eq!(error.detail("pages"), Some(&9usize.into()));
        assert_eq!(error.detail("fits"), Some(&4usize.into()));
        let one = fit(&BUDGET, model(1, 900_000.0, 1.3)).unwrap_err();
        assert_eq!(one.detail("fits"), Some(&0usize.into()));
    }

    #[test]
    fn a_single_allowed_resolution_is_tried_once() {
        let fixed = Budget { target_dpi: 200, ..BUDGET };
        assert_eq!(fit(&fixed, model(5, 80_000.0, 1.3)).unwrap().0, 200);
        assert!(fit(&fixed, model(9, 90_000.0, 1.3)).is_err());
    }
}
