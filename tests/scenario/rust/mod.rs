//! The scenario through the Rust API: the facts that the other languages must find too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scor::piece::Piece;
use scor::piece::digitize::Digitized;
use scor::profile::Profile;
use scor::seal::Certificate;
use scor::{Error, Lang};

mod images;
mod journal;
mod lot;
mod rules;

const NOW: i64 = 1_798_761_600;
const DAY: i64 = 86_400;

/// Facts of the C face alone: its version and status functions, its log sink, its guard against using a scan from its
/// own callback, its signed numbers. Rust's types leave nothing to ask.
pub(crate) const ONLY_IN_C: [&str; 8] = [
    "01.abi",
    "01.number",
    "01.status.-103",
    "01.status.0",
    "01.status.1",
    "01.log",
    "04.scan.busy",
    "06.number.",
];

#[derive(Default)]
pub(crate) struct Facts(BTreeMap<String, String>);

impl Facts {
    fn put(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn number(&mut self, key: &str, value: impl TryInto<i64, Error: std::fmt::Debug>) {
        self.put(key, value.try_into().unwrap().to_string());
    }

    fn text<'a>(&mut self, key: &str, value: impl Into<Option<&'a str>>) {
        // serde_json escapes as the README says, but for \n, \r, \t, \b and \f, which no fact has.
        self.put(key, serde_json::json!(value.into()).to_string());
    }

    fn json(&mut self, key: &str, value: &str) {
        self.put(key, flat(value));
    }

    fn pick(&mut self, key: &str, json: &str, name: &str) {
        self.put(key, pick(json, name));
    }

    fn count(&mut self, key: &str, json: &str, text: &str) {
        self.number(key, flat(json).matches(text).count());
    }

    fn fnv(&mut self, key: &str, bytes: &[u8]) {
        let hash = bytes.iter().fold(2_166_136_261_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(16_777_619));
        self.text(key, format!("{hash:08x}").as_str());
    }

    /// A call that must fail; gives the error.
    fn error<T>(&mut self, key: &str, result: scor::Result<T>) -> Error {
        let Err(error) = result else { panic!("{key} has not failed") };
        self.number(&format!("{key}.code"), error.code());
        self.text(&format!("{key}.key"), error.key());
        self.text(&format!("{key}.fr"), error.message(Lang::Fr).as_str());
        error
    }
}

/// JSON without the white space between its words.
fn flat(json: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::new(), false, false);
    for c in json.chars().filter(|c| *c != '\r') {
        if !quoted && c.is_ascii_whitespace() {
            continue;
        }
        out.push(c);
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    out
}

/// The value behind the first `"name":`.
fn pick(json: &str, name: &str) -> String {
    let all = flat(json);
    let Some((_, rest)) = all.split_once(&format!("\"{name}\":")) else { return "null".to_owned() };
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ']' | '}' | ',' if depth == 0 => return rest[..at].to_owned(),
            ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    rest.to_owned()
}

/// What one step hands to the next.
struct State<'a> {
    root: &'a Path,
    out: &'a Path,
    facts: Facts,
    profile: Arc<Profile>,
    own: Profile,
    scans: Vec<Digitized>,
    pieces: Vec<Arc<Piece>>,
    part: Vec<u8>,
    headers: Option<scor::mail::Headers>,
    certificate: Option<Certificate>,
}

impl State<'_> {
    fn input(&self, name: &str) -> Vec<u8> {
        read(self.root.join("tests/scenario/inputs").join(name))
    }

    fn data(&self, name: &str) -> Vec<u8> {
        read(self.root.join("examples/data").join(name))
    }
}

fn read(path: PathBuf) -> Vec<u8> {
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Walks all steps; the document, without the facts of [`ONLY_IN_C`].
pub(crate) fn walk(root: &Path, out: &Path) -> String {
    let (profile, own) = rules::profiles(root);
    let mut s = State {
        root,
        out,
        facts: Facts::default(),
        profile: Arc::new(profile),
        own,
        scans: Vec::new(),
        pieces: Vec::new(),
        part: Vec::new(),
        headers: None,
        certificate: None,
    };
    rules::step(&mut s);
    images::step(&mut s);
    images::pieces(&mut s);
    lot::step(&mut s);
    lot::seal(&mut s);
    lot::mail(&mut s);
    journal::step(&mut s);
    let lines: Vec<String> = s.facts.0.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}
