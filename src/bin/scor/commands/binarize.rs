//! `scor binarize`: the binarisation alone, for contest data and for comparing methods.

use std::path::PathBuf;

use scor::raster::Pixels;
use scor::source::{Document, Hints};
use scor::{Limits, image, preview};

use crate::cli::{Outcome, read_input, required, write_to};

pub(crate) fn run(mut args: lexopt::Parser) -> Outcome {
    let (mut input, mut out) = (None, None);
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Short('o') => out = Some(PathBuf::from(args.value()?)),
            lexopt::Arg::Value(value) if input.is_none() => input = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let (input, out) = (required(input, "IN")?, required(out, "-o")?);
    let limits = Limits::default();
    let document = Document::open(read_input(1, &input)?, Hints::default(), &limits)?;
    let page = document.page(0, 300, &limits)?;
    let bitmap = image::binarize(&page.pixels);
    write_to(&out, &preview::png(&Pixels::Bilevel(bitmap), None)?)
}
