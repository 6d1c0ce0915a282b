//! `scor seal` and `scor open`: encrypts a file for a recipient, after the same checks that the library makes for a
//! lot; and looks inside with a test key.

use std::path::PathBuf;

use scor::lot;
use scor::seal::{Aes, Suite, seal};

use super::recipient::Recipient;
use crate::cli::{Console, Failure, Outcome, read_file, read_input, required, write_to};

/// `scor seal`.
pub(crate) fn run(console: &Console, mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    let (mut recipient, mut suite) = (Recipient::default(), None);
    let mut folder = None::<PathBuf>;
    let (mut input, mut out) = (None, None::<PathBuf>);
    while let Some(arg) = args.next()? {
        match arg {
            Long(option) if Recipient::knows(option) => {
                let option = option.to_owned();
                recipient.take(&option, args.value()?);
            }
            Long("no-crl") => recipient.no_crl = true,
            Long("suite") => {
                suite = match args.value()?.to_str() {
                    Some("compat") => Some(Suite::Compat(Aes::Aes128)),
                    Some("compat-256") => Some(Suite::Compat(Aes::Aes256)),
                    Some("modern") => Some(Suite::Modern),
                    _ => return Err(Failure::Usage("--suite compat|compat-256|modern".into())),
                }
            }
            Long("profile") => folder = Some(args.value()?.into()),
            Short('o') => out = Some(args.value()?.into()),
            Value(value) if input.is_none() => input = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let (input, out) = (required(input, "IN")?, required(out, "-o")?);
    let profile = super::profile::load(folder.as_deref())?;
    let suite = suite.unwrap_or_else(|| lot::suite(&profile));
    let certificate = recipient.choose(console, lot::certificate_rules(&profile))?;
    write_to(&out, &seal(&read_input(1, &input)?, &[certificate], suite)?)
}

/// `scor open`.
pub(crate) fn open(mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    let (mut key, mut certificate) = (None::<PathBuf>, None::<PathBuf>);
    let (mut input, mut out) = (None, None::<PathBuf>);
    while let Some(arg) = args.next()? {
        match arg {
            Long("key") => key = Some(args.value()?.into()),
            Long("cert") => certificate = Some(args.value()?.into()),
            Short('o') => out = Some(args.value()?.into()),
            Value(value) if input.is_none() => input = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let (input, out, key) = (required(input, "IN")?, required(out, "-o")?, required(key, "--key")?);
    let sealed = read_input(1, &input)?;
    let key = zeroize::Zeroizing::new(read_file("key", &key)?);
    let pem = std::str::from_utf8(&key).unwrap_or_default();
    let der = match certificate {
        Some(path) => {
            let all = scor::seal::Certificate::parse_all(&read_file("certificate", &path)?)?;
            all.first().map(|c| c.der().to_vec())
        }
        None => None,
    };
    let plain = crate::open::open(&sealed, pem, der.as_deref()).map_err(|e| Failure::Other(e.to_string()))?;
    write_to(&out, &plain)
}
