//! `scor compare`: are two pages the same page? Inputs are images, PDFs, or reports that hold fingerprints.

use std::path::{Path, PathBuf};

use scor::fingerprint::{Fingerprint, Likeness};
use scor::image;
use scor::piece::digitize::Settings;
use scor::source::{Document, Hints};

use crate::cli::{Console, Failure, Outcome, print, read_input, required};

pub(crate) fn run(console: &Console, mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Value};
    use lexopt::ValueExt;
    let mut pages = [1usize; 2];
    let mut inputs: Vec<PathBuf> = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("page-a") => pages[0] = args.value()?.parse()?,
            Long("page-b") => pages[1] = args.value()?.parse()?,
            Value(value) if inputs.len() < 2 => inputs.push(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let first = fingerprint(1, required(inputs.first(), "A")?, pages[0])?;
    let second = fingerprint(2, required(inputs.get(1), "B")?, pages[1])?;
    let found = first.compare(&second);
    if console.json {
        return print(&serde_json::to_string(&found).map_err(|e| Failure::Other(e.to_string()))?);
    }
    let word = match found.likeness {
        Likeness::Same => console.say("same", "même page"),
        Likeness::Different => console.say("different", "autre page"),
        Likeness::Unsure => console.say("unsure", "incertain"),
    };
    print(&format!("{word} {}", found.score))
}

/// From a report as `scor inspect` writes it, or from the page itself.
fn fingerprint(n: usize, path: &Path, page: usize) -> Outcome<Fingerprint> {
    let index = page.checked_sub(1).ok_or_else(|| Failure::Usage("pages count from 1".into()))?;
    let bytes = read_input(n, path)?;
    if let Ok(report) = serde_json::from_slice::<serde_json::Value>(&bytes) {
        let text = report["pages"][index]["fingerprint"].as_str().unwrap_or_default();
        return Ok(text.parse()?);
    }
    let settings = Settings::default();
    let document = Document::open(bytes, Hints::default(), &settings.limits)?;
    let page = document.page(index, settings.target_dpi, &settings.limits)?;
    let plan = image::plan(&page)?;
    let dpi = plan.passthrough.unwrap_or(settings.target_dpi);
    Ok(Fingerprint::of(&image::render(&page, &plan, dpi)?.bitmap))
}
