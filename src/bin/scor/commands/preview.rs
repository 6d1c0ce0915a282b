//! `scor preview`: what would be made of a page with its faults drawn on it, or, with `--plain` or `--dpi`, one page of
//! any PDF or image as it is, pieces received from elsewhere included.

use std::path::{Path, PathBuf};

use scor::piece::digitize::Settings;
use scor::preview::{self, Options};
use scor::source::{Document, Format, Hints};

use super::profile;
use crate::cli::{Failure, Outcome, read_input, required, write_to};

pub(crate) fn run(mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt;
    let (mut input, mut out, mut page, mut dpi, mut plain) = (None, None, 1usize, None, false);
    let (mut size, mut hint, mut report, mut bundle) = (None, None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("page") => page = args.value()?.parse()?,
            Long("plain") => plain = true,
            Long("dpi") => dpi = Some(args.value()?.parse::<u32>()?),
            Long("input-dpi") => hint = Some(args.value()?.parse::<f32>()?),
            Long("size") => size = Some(args.value()?.parse::<usize>()?),
            Long("report") => report = Some(PathBuf::from(args.value()?)),
            Long("profile") => bundle = Some(PathBuf::from(args.value()?)),
            Short('o') => out = Some(PathBuf::from(args.value()?)),
            Value(value) if input.is_none() => input = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let (input, out) = (required(input, "FILE")?, required(out, "-o")?);
    let index = page.checked_sub(1).ok_or_else(|| Failure::Usage("--page counts from 1".into()))?;
    if plain || dpi.is_some() {
        return as_it_is(&input, &out, index, dpi.unwrap_or(100));
    }
    let size = size.unwrap_or(1000);
    if !(100..=4000).contains(&size) {
        return Err(Failure::Usage("--size 100 to 4000".into()));
    }
    let settings = Settings::from(&profile::load(bundle.as_deref())?);
    if hint.is_some_and(|dpi| !(1.0..=10_000.0).contains(&dpi)) {
        return Err(Failure::Usage("--input-dpi 1 to 10000".into()));
    }
    let mut hints = Hints::default();
    hints.dpi = hint;
    let document = Document::open(read_input(1, &input)?, hints, &settings.limits)?;
    let Settings { gate, blocking, limits, .. } = settings;
    let options = Options { size, gate, blocking, alone: document.page_count() == 1, limits };
    let shown = preview::operator(&document, index, &options)?;
    if let Some(path) = report {
        write_to(&path, (shown.report.to_json() + "\n").as_bytes())?;
    }
    write_to(&out, &shown.png()?)
}

/// A PDF's page drawn at `dpi`; an image's own pixels, with the resolution it came with.
fn as_it_is(input: &Path, out: &Path, index: usize, dpi: u32) -> Outcome {
    let (bytes, limits) = (read_input(1, input)?, scor::Limits::default());
    let png = match Format::of(&bytes)? {
        Format::Pdf => preview::page(bytes, index, dpi, &limits)?,
        _ => {
            let document = Document::open(bytes, Hints::default(), &limits)?;
            preview::image(document.page(index, dpi, &limits)?)?
        }
    };
    write_to(out, &png)
}
