//! What all commands share: arguments, languages, files, progress, exit status.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use scor::{Error, Lang};

/// Why a command stopped.
pub(crate) enum Failure {
    /// The command line is wrong: exit 64.
    Usage(String),
    /// The gate refused the piece, the report says why: exit 3.
    Refused,
    /// An input file could not be read: exit 2. Named by its place on the command line, never by its path.
    Input(usize, io::Error),
    /// Something else on disk: exit 1.
    File(&'static str, io::Error),
    /// Anything else: exit 1.
    Other(String),
    /// The library's error: exit 2 when the input is to blame, else 1.
    Scor(Error),
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Scor(error)
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        // lexopt quotes what it met, and that may be a path with a patient's name.
        use lexopt::Error::{NonUnicodeValue, ParsingFailed, UnexpectedArgument};
        Failure::Usage(match error {
            UnexpectedArgument(_) => "an argument too many".into(),
            ParsingFailed { .. } | NonUnicodeValue(_) => "an option has an impossible value".into(),
            other => other.to_string(),
        })
    }
}

impl Failure {
    fn exit(&self) -> u8 {
        match self {
            Failure::Usage(_) => 64,
            Failure::Refused => 3,
            Failure::Input(..) => 2,
            Failure::Scor(error) if input_is_to_blame(error) => 2,
            Failure::File(..) | Failure::Other(_) | Failure::Scor(_) => 1,
        }
    }

    fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Failure::Usage(what), Lang::En) => format!("{what}\nscor --help lists the commands"),
            (Failure::Usage(what), Lang::Fr) => format!("{what}\nscor --help donne la liste des commandes"),
            (Failure::Refused, Lang::En) => "the piece was refused".into(),
            (Failure::Refused, Lang::Fr) => "la pièce est refusée".into(),
            (Failure::Input(n, e), Lang::En) => format!("input {n} cannot be read: {e}"),
            (Failure::Input(n, e), Lang::Fr) => format!("le fichier d'entrée {n} est illisible : {e}"),
            (Failure::Other(text), _) => text.clone(),
            (Failure::File(what, e), _) => format!("{what}: {e}"),
            (Failure::Scor(e), _) => format!("{} [{} {}]", e.message(lang), e.key(), e.code()),
        }
    }
}

fn input_is_to_blame(error: &Error) -> bool {
    const KEYS: [&str; 6] =
        ["source.", "image.", "mail.", "lot.spec", "seal.certificate_bad", "pdf.page_range"];
    KEYS.iter().any(|key| error.key().starts_with(key))
}

/// Where messages go and in which language.
pub(crate) struct Console {
    pub(crate) lang: Lang,
    /// Arguments after the global options.
    pub(crate) args: Vec<OsString>,
    /// Machine-readable output was asked for.
    pub(crate) json: bool,
}

impl Console {
    /// Takes `--lang` and `--json` out of the arguments, wherever they stand before `--`.
    pub(crate) fn from_env() -> Self {
        let mut console = Console { lang: locale(), args: Vec::new(), json: false };
        let mut all = std::env::args_os().skip(1);
        while let Some(arg) = all.next() {
            match arg.to_str() {
                Some("--") => {
                    console.args.push(arg);
                    console.args.extend(all);
                    break;
                }
                Some("--json") => console.json = true,
                Some("--lang") => match all.next().as_ref().and_then(|v| v.to_str()).and_then(lang) {
                    Some(lang) => console.lang = lang,
                    None => console.args.push("--lang".into()),
                },
                Some(text) if text.strip_prefix("--lang=").and_then(lang).is_some() => {
                    console.lang = text.strip_prefix("--lang=").and_then(lang).unwrap_or_default();
                }
                _ => console.args.push(arg),
            }
        }
        console
    }

    /// English or French, as the console speaks.
    pub(crate) fn say<'a>(&self, en: &'a str, fr: &'a str) -> &'a str {
        match self.lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// Prints a failure and gives its exit status.
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        if self.json {
            let (key, code) = match failure {
                Failure::Scor(e) => (e.key(), e.code()),
                Failure::Usage(_) => ("cli.usage", 0),
                Failure::Refused => ("cli.refused", 0),
                Failure::Input(..) => ("cli.input", 0),
                Failure::File(..) => ("cli.file", 0),
                Failure::Other(_) => ("cli.other", 0),
            };
            let message = failure.text(self.lang);
            eprintln!("{}", serde_json::json!({ "error": { "key": key, "code": code, "message": message } }));
        } else {
            eprintln!("scor: {}", failure.text(self.lang));
        }
        ExitCode::from(failure.exit())
    }

    /// A progress callback for a terminal: one line, rewritten; silent elsewhere.
    pub(crate) fn progress(&self) -> impl FnMut(u64, u64) -> bool + use<> {
        let show = io::stderr().is_terminal() && !self.json;
        move |done, total| {
            if show {
                let end = if done == total { "\r\x1b[K" } else { "" };
                let _ = write!(io::stderr(), "\r{done}/{total}{end}");
            }
            true
        }
    }
}

fn lang(text: &str) -> Option<Lang> {
    match text {
        "en" => Some(Lang::En),
        "fr" => Some(Lang::Fr),
        _ => None,
    }
}

fn locale() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    match set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")) {
        Some(v) if v.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}

/// Reads the `n`th input of the command line (from 1), no further than the library would take.
pub(crate) fn read_input(n: usize, path: &Path) -> Outcome<Vec<u8>> {
    read(path).map_err(|e| Failure::Input(n, e))?
}

/// Reads a file that is not an input: a certificate, a key. `role` names it in messages.
pub(crate) fn read_file(role: &'static str, path: &Path) -> Outcome<Vec<u8>> {
    read(path).map_err(|e| Failure::File(role, e))?
}

/// Devices and pipes have no length to ask for, so the bound is kept while reading.
fn read(path: &Path) -> io::Result<Outcome<Vec<u8>>> {
    let limit = scor::Limits::default().input_bytes as u64;
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Ok(Err(Error::new(scor::Kind::SourceTooManyBytes).with("limit", limit).into()));
    }
    Ok(Ok(bytes))
}

/// Prints text and a line's end. A reader that went away (`| head`) is no fault.
pub(crate) fn print(text: &str) -> Outcome {
    let done = writeln!(io::stdout().lock(), "{text}");
    match done {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::File("standard output", e)),
        _ => Ok(()),
    }
}

/// Writes beside the target and renames, so that a half-written file never stands under the final name.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Outcome {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let done = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    done.map_err(|e| {
        let _ = std::fs::remove_file(&part);
        Failure::File("output", e)
    })
}

/// `-` is standard output, anything else a file.
pub(crate) fn write_to(path: &Path, bytes: &[u8]) -> Outcome {
    if path == Path::new("-") {
        return io::stdout().write_all(bytes).map_err(|e| Failure::File("standard output", e));
    }
    write_file(path, bytes)
}

/// The value of a required option.
pub(crate) fn required<T>(value: Option<T>, option: &str) -> Outcome<T> {
    value.ok_or_else(|| Failure::Usage(format!("missing {option}")))
}
