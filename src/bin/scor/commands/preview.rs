//! `scor preview`: one page of any PDF or image as PNG, pieces received from elsewhere included.

use std::path::PathBuf;

use scor::source::{Document, Format, Hints};
use scor::{Limits, preview};

use crate::cli::{Failure, Outcome, read_input, required, write_to};

pub(crate) fn run(mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt;
    let (mut input, mut out, mut page, mut dpi) = (None, None, 1usize, 100u32);
    while let Some(arg) = args.next()? {
        match arg {
            Long("page") => page = args.value()?.parse()?,
            Long("dpi") => dpi = args.value()?.parse()?,
            Short('o') => out = Some(PathBuf::from(args.value()?)),
            Value(value) if input.is_none() => input = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let (input, out) = (required(input, "FILE")?, required(out, "-o")?);
    let index = page.checked_sub(1).ok_or_else(|| Failure::Usage("--page counts from 1".into()))?;
    let (bytes, limits) = (read_input(1, &input)?, Limits::default());
    let png = match Format::of(&bytes)? {
        Format::Pdf => preview::page(bytes, index, dpi, &limits)?,
        // An image is shown as it is stored: its own pixels are its best preview.
        _ => {
            let document = Document::open(bytes, Hints::default(), &limits)?;
            preview::png(&document.page(index, dpi, &limits)?.pixels, None)?
        }
    };
    write_to(&out, &png)
}
