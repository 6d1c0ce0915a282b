//! `scor seal`: encrypts a file for a recipient, after the same checks that the library makes for a lot.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use scor::seal::{Aes, Certificate, Revocation, Rules, Suite, Trust, Warning, seal};

use crate::cli::{Console, Failure, Outcome, read_file, required, write_to};

#[derive(Default)]
struct Arguments {
    certificates: Vec<PathBuf>,
    anchors: Vec<PathBuf>,
    intermediates: Vec<PathBuf>,
    crls: Vec<PathBuf>,
    no_crl: bool,
    suite: Suite,
    input: Option<PathBuf>,
    out: Option<PathBuf>,
}

pub(crate) fn run(console: &Console, args: lexopt::Parser) -> Outcome {
    let a = parse(args)?;
    let (input, out) = (required(a.input, "IN")?, required(a.out, "-o")?);
    let mut candidates = Vec::new();
    for path in &a.certificates {
        candidates.extend(Certificate::parse_all(&read_file("certificate", path)?)?);
    }
    let mut trust = Trust::new();
    for path in &a.anchors {
        trust.add_anchors(&Certificate::parse_all(&read_file("anchor", path)?)?)?;
    }
    for path in &a.intermediates {
        trust.add_intermediates(&Certificate::parse_all(&read_file("intermediate", path)?)?);
    }
    for path in &a.crls {
        trust.add_crls(&read_file("revocation list", path)?)?;
    }
    let revocation = if a.no_crl { Revocation::Unchecked } else { Revocation::Required };
    let chosen = trust.choose(&candidates, now(), &Rules { revocation, ..Rules::default() })?;
    for warning in &chosen.warnings {
        eprintln!("scor: {}", text(console, *warning));
    }
    let sealed = seal(&read_file("input", &input)?, &[chosen.certificate], a.suite)?;
    write_to(&out, &sealed)
}

fn parse(mut args: lexopt::Parser) -> Outcome<Arguments> {
    use lexopt::Arg::{Long, Short, Value};
    let mut a = Arguments::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("cert") => a.certificates.push(args.value()?.into()),
            Long("anchor") => a.anchors.push(args.value()?.into()),
            Long("intermediate") => a.intermediates.push(args.value()?.into()),
            Long("crl") => a.crls.push(args.value()?.into()),
            Long("no-crl") => a.no_crl = true,
            Long("suite") => {
                a.suite = match args.value()?.to_str() {
                    Some("compat") => Suite::Compat(Aes::Aes128),
                    Some("compat-256") => Suite::Compat(Aes::Aes256),
                    Some("modern") => Suite::Modern,
                    _ => return Err(Failure::Usage("--suite compat|compat-256|modern".into())),
                }
            }
            Short('o') => a.out = Some(args.value()?.into()),
            Value(value) if a.input.is_none() => a.input = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(a)
}

/// The command line is the edge where the clock comes in.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    i64::try_from(since).unwrap_or(i64::MAX)
}

fn text(console: &Console, warning: Warning) -> String {
    match warning {
        Warning::ExpiresSoon { days, .. } => {
            let fr = format!("le certificat expire dans {days} jours");
            console.say(&format!("the certificate expires in {days} days"), &fr).to_owned()
        }
        Warning::StaleCrl => {
            console.say("an outdated revocation list was used", "liste de révocation périmée utilisée").into()
        }
        Warning::RevocationUnchecked => {
            console.say("revocation was not checked", "la révocation n'a pas été contrôlée").into()
        }
        Warning::Pinned => {
            console.say("accepted by its fingerprint alone", "accepté par sa seule empreinte").into()
        }
    }
}
