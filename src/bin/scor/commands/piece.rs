//! `scor piece` and `scor inspect`: images or PDFs, in page order, to one checked PDF and its report.

use std::path::{Path, PathBuf};

use scor::piece::digitize::{Coding, Digitized, Settings, digitize};
use scor::profile::Profile;
use scor::source::{Document, Hints};
use scor::{Limits, Progress};

use super::profile;
use crate::cli::{Console, Failure, Outcome, read_input, required, write_to};

#[derive(Default)]
struct Arguments {
    kind: Option<String>,
    label: Option<String>,
    profile: Option<PathBuf>,
    dpi: Option<f32>,
    confirmed: bool,
    reason: Option<String>,
    keep_blank: bool,
    coding: Option<Coding>,
    inputs: Vec<PathBuf>,
    out: Option<PathBuf>,
    report: Option<PathBuf>,
}

/// `scor piece`: writes the PDF, or refuses with exit status 3 and writes only the report.
pub(crate) fn run(console: &Console, args: lexopt::Parser) -> Outcome {
    let a = parse(args)?;
    let kind = required(a.kind.as_deref(), "--type")?;
    let out = required(a.out.as_deref(), "-o")?;
    let profile = profile::load(a.profile.as_deref())?;
    let kind = profile.piece_type(kind).map_err(|e| Failure::Usage(e.message(console.lang)))?;
    let done = road(console, &a, &profile)?;
    let mut report = serde_json::to_value(&done.report).map_err(|e| Failure::File("report", e.into()))?;
    if let Some(map) = report.as_object_mut() {
        map.insert("type".into(), kind.code.clone().into());
        map.insert("label".into(), a.label.clone().unwrap_or_else(|| kind.label.clone()).into());
        map.insert("legibility_confirmed".into(), a.confirmed.into());
    }
    let mut text = serde_json::to_string_pretty(&report).map_err(|e| Failure::File("report", e.into()))?;
    text.push('\n');
    if let Some(path) = &a.report {
        write_to(path, text.as_bytes())?;
    } else if console.json || done.pdf.is_none() {
        write_to(Path::new("-"), text.as_bytes())?;
    }
    match &done.pdf {
        Some(pdf) => write_to(out, pdf),
        None => Err(Failure::Refused),
    }
}

/// `scor inspect`: the report alone; exit status 3 when the gate would refuse.
pub(crate) fn inspect(console: &Console, args: lexopt::Parser) -> Outcome {
    let a = parse(args)?;
    let done = road(console, &a, &profile::load(a.profile.as_deref())?)?;
    let text = serde_json::to_string_pretty(&done.report).map_err(|e| Failure::File("report", e.into()))?;
    write_to(a.out.as_deref().unwrap_or(Path::new("-")), (text + "\n").as_bytes())?;
    if done.pdf.is_none() { Err(Failure::Refused) } else { Ok(()) }
}

fn road(console: &Console, a: &Arguments, profile: &Profile) -> Outcome<Digitized> {
    if a.inputs.is_empty() {
        return Err(Failure::Usage(console.say("missing IN", "il manque l'ENTRÉE").into()));
    }
    let limits = Limits::default();
    let mut hints = Hints::default();
    hints.dpi = a.dpi;
    let mut documents = Vec::new();
    for (n, path) in a.inputs.iter().enumerate() {
        documents.push(Document::open(read_input(n + 1, path)?, hints.clone(), &limits)?);
    }
    let mut settings = Settings::from(profile);
    settings.drop_blank &= !a.keep_blank;
    settings.coding = a.coding.unwrap_or(settings.coding);
    let mut show = console.progress();
    Ok(digitize(&documents, &settings, a.reason.as_deref(), &mut Progress::new(&mut show))?)
}

fn parse(mut args: lexopt::Parser) -> Outcome<Arguments> {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt;
    let mut a = Arguments::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("type") => a.kind = Some(args.value()?.string()?),
            Long("label") => a.label = Some(args.value()?.string()?),
            Long("profile") => a.profile = Some(args.value()?.into()),
            Long("dpi") => {
                let dpi = args.value()?.parse::<f32>()?;
                let fine = dpi.is_finite() && (1.0..=10_000.0).contains(&dpi);
                a.dpi = Some(fine.then_some(dpi).ok_or_else(|| Failure::Usage("--dpi 1 to 10000".into()))?);
            }
            Long("confirm-legible") => a.confirmed = true,
            Long("override") => a.reason = Some(args.value()?.string()?),
            Long("keep-blank") => a.keep_blank = true,
            Long("codec") => {
                a.coding = Some(match args.value()?.string()?.as_str() {
                    "g4" => Coding::G4,
                    "jbig2" => Coding::Jbig2,
                    "auto" => Coding::Auto,
                    _ => return Err(Failure::Usage("--codec g4|jbig2|auto".into())),
                });
            }
            Long("report") => a.report = Some(args.value()?.into()),
            Short('o') => a.out = Some(args.value()?.into()),
            Value(value) => a.inputs.push(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(a)
}
