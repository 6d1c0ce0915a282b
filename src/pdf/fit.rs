//! The byte budget of a document: as much resolution as it lets through, the same for every page.

use super::encode::EncodedPage;
use super::write::{MAX_PAGE_OVERHEAD, write};
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

/// Finds the highest resolution, from `budget.target_dpi` down in steps of 10 dpi, at which the PDF of `count` pages
/// keeps the budget. `render` gives one page, by its place and a resolution.
///
/// At the target every page is rendered. Below it a try ends with the page that breaks the budget, and the size
/// of bilevel pages follows the resolution closely enough to predict the rest: a document over the budget is
/// usually rendered two times more, and one that cannot fit at all costs the pages that would.
///
/// Returns the resolution and the PDF. Errors: `pdf.over_budget`, with the number of first pages that would fit
/// at the lowest resolution and the size foreseen; and whatever `render` returns.
pub fn fit(
    budget: &Budget,
    count: usize,
    mut render: impl FnMut(usize, u32) -> Result<EncodedPage>,
) -> Result<(u32, Vec<u8>)> {
    let steps = steps(budget);
    let last = steps.len() - 1;
    let pages = (0..count).map(|page| render(page, budget.target_dpi)).collect::<Result<Vec<_>>>()?;
    let pdf = write(&pages)?;
    if pdf.len() <= budget.max_bytes {
        return Ok((budget.target_dpi, pdf));
    }
    let at_target: Vec<usize> = pages.iter().map(|page| page.data.len()).collect();
    drop(pages);
    if last == 0 {
        return Err(over(
            budget,
            budget.target_dpi,
            pdf.len(),
            (count, fitting(&at_target, budget.max_bytes)),
        ));
    }
    // Everything before `low` is over the budget; `best` fits, and lies at `high`.
    let (mut low, mut high) = (1, steps.len());
    let mut best = None;
    let (mut dpi, mut size, mut tries) = (budget.target_dpi, pdf.len(), 1);
    while low < high {
        // Two predictions land beside the mark; what is odd enough to miss twice is halved.
        let wanted = predict(dpi, size, budget.max_bytes);
        let guess = match tries {
            1 | 2 => steps.iter().position(|step| *step <= wanted).unwrap_or(last),
            _ => low.midpoint(high),
        };
        let at = guess.min(high - 1).max(low);
        dpi = steps[at];
        tries += 1;
        match attempt(budget, &at_target, |page| render(page, dpi))? {
            Attempt::Fits(pdf) => {
                size = pdf.len();
                high = at;
                best = Some((dpi, pdf));
            }
            Attempt::Over { foreseen, fits } if at == last => {
                return Err(over(budget, dpi, foreseen, (count, fits)));
            }
            Attempt::Over { foreseen, .. } => {
                size = foreseen;
                low = at + 1;
            }
        }
    }
    best.ok_or_else(|| Error::new(Kind::PdfOverBudget))
}

enum Attempt {
    Fits(Vec<u8>),
    /// The bytes of the whole, foreseen from the pages rendered, and how many of these fit.
    Over {
        foreseen: usize,
        fits: usize,
    },
}

/// Renders pages in their order until the budget is broken.
fn attempt(
    budget: &Budget,
    at_target: &[usize],
    mut render: impl FnMut(usize) -> Result<EncodedPage>,
) -> Result<Attempt> {
    let mut pages = Vec::with_capacity(at_target.len());
    let mut bytes = 0;
    for page in 0..at_target.len() {
        let coded = render(page)?;
        bytes += coded.data.len();
        pages.push(coded);
        let over = bytes > budget.max_bytes;
        if !over && pages.len() < at_target.len() {
            continue;
        }
        let pdf = write(&pages)?;
        if !over && pdf.len() <= budget.max_bytes {
            return Ok(Attempt::Fits(pdf));
        }
        let seen = at_target[..=page].iter().sum::<usize>().max(1);
        let all = at_target.iter().sum::<usize>();
        let foreseen = (pdf.len() as f64 * all as f64 / seen as f64) as usize;
        let fits = (1..pages.len())
            .take_while(|n| write(&pages[..*n]).is_ok_and(|pdf| pdf.len() <= budget.max_bytes))
            .count();
        return Ok(Attempt::Over { foreseen, fits });
    }
    Err(Error::new(Kind::PdfNoPages))
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

/// How many first pages keep the budget, from the sizes of their streams.
fn fitting(streams: &[usize], max_bytes: usize) -> usize {
    let within = |n: usize| streams[..n].iter().sum::<usize>() + n * MAX_PAGE_OVERHEAD <= max_bytes;
    (1..streams.len()).take_while(|n| within(*n)).count()
}

fn over(budget: &Budget, dpi: u32, foreseen: usize, (pages, fits): (usize, usize)) -> Error {
    Error::new(Kind::PdfOverBudget)
        .with("pages", pages)
        .with("actual", foreseen)
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
    fn model(at_300: f64, power: f64) -> impl FnMut(usize, u32) -> Result<EncodedPage> {
        move |_, dpi| {
            let bytes = (at_300 * libm::pow(f64::from(dpi) / 300.0, power)) as usize;
            Ok(EncodedPage { width: 10, height: 10, dpi, codec: Codec::G4, data: vec![0; bytes] })
        }
    }

    #[test]
    fn what_fits_is_rendered_once() {
        let mut calls = 0;
        let mut render = model(40_000.0, 1.3);
        let (dpi, pdf) = fit(&BUDGET, 5, |page, dpi| (calls += 1, render(page, dpi)).1).unwrap();
        assert_eq!((dpi, calls), (300, 5));
        assert!(pdf.len() <= 250_000);
    }

    #[test]
    fn the_highest_step_that_fits_is_found_in_few_renderings() {
        for power in [1.0, 1.3, 1.7, 2.0] {
            for at_300 in (50_500..100_000).step_by(1_700) {
                let mut render = model(f64::from(at_300), power);
                let mut size = |dpi| write(&vec![render(0, dpi).unwrap(); 5]).unwrap().len();
                let expected = steps(&BUDGET).into_iter().find(|dpi| size(*dpi) <= 250_000);
                let mut calls = 0;
                let mut render = model(f64::from(at_300), power);
                let found =
                    fit(&BUDGET, 5, |page, dpi| (calls += 1, render(page, dpi)).1).ok().map(|(dpi, _)| dpi);
                assert_eq!(found, expected, "power {power}, {at_300} bytes");
                assert!(calls <= 6 * 5, "{calls} renderings");
            }
        }
    }

    #[test]
    fn over_the_budget_says_how_many_pages_fit() {
        let error = fit(&BUDGET, 9, model(100_000.0, 1.3)).unwrap_err();
        assert_eq!(error.kind(), Kind::PdfOverBudget);
        assert_eq!(error.detail("pages"), Some(&9usize.into()));
        assert_eq!(error.detail("fits"), Some(&4usize.into()));
        let one = fit(&BUDGET, 1, model(900_000.0, 1.3)).unwrap_err();
        assert_eq!(one.detail("fits"), Some(&0usize.into()));
    }

    #[test]
    fn a_single_allowed_resolution_is_tried_once() {
        let fixed = Budget { target_dpi: 200, ..BUDGET };
        assert_eq!(fit(&fixed, 5, model(80_000.0, 1.3)).unwrap().0, 200);
        let error = fit(&fixed, 9, model(90_000.0, 1.3)).unwrap_err();
        assert_eq!(error.detail("fits"), Some(&4usize.into()));
    }

    #[test]
    fn a_hopeless_document_costs_the_pages_that_fit_and_one_more() {
        let mut calls = Vec::new();
        let mut render = model(60_000.0, 1.3);
        let error = fit(&BUDGET, 40, |page, dpi| {
            calls.push((page, dpi));
            render(page, dpi)
        })
        .unwrap_err();
        let fits = error.detail("fits").unwrap().clone();
        assert_eq!((calls.len(), fits), (40 + 8, 6usize.into()), "{calls:?}");
    }

    /// Pages unlike each other: the first are heavy, so that a prediction from them is wrong.
    #[test]
    fn uneven_pages_still_get_the_highest_step() {
        let size = |page: usize, dpi: u32| {
            let (at_300, power) = if page < 2 { (100_000.0, 2.0) } else { (20_000.0, 1.0) };
            (at_300 * libm::pow(f64::from(dpi) / 300.0, power)) as usize
        };
        let page = |page: usize, dpi| EncodedPage {
            width: 9,
            height: 9,
            dpi,
            codec: Codec::G4,
            data: vec![0; size(page, dpi)],
        };
        let expected = steps(&BUDGET)
            .into_iter()
            .find(|dpi| write(&(0..8).map(|p| page(p, *dpi)).collect::<Vec<_>>()).unwrap().len() <= 250_000);
        assert_eq!(Some(fit(&BUDGET, 8, |p, dpi| Ok(page(p, dpi))).unwrap().0), expected);
    }
}
