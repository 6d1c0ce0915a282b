//! A bundle: the files of a profile of the vendor's, from a folder or from memory. Errors name file, line and key.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Profile, Sections, parse, template};
use crate::error::{Error, Kind, Result};

/// The file that every bundle has.
pub(super) const MAIN: &str = "profile.toml";
/// A bundle is a few kilobytes of text; more is no profile.
const MAX_FILE_BYTES: u64 = 1 << 20;
const MAX_FILES: usize = 100;

/// The files of a profile bundle, by their name within it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// An empty bundle; a host without a file system adds its files one by one.
    pub fn new() -> Self {
        Bundle::default()
    }

    /// Adds a file: `profile.toml`, or one that it names as `@name`.
    ///
    /// Error: `profile.file` for an empty name, one that leads out of the bundle, or too much.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let odd = name.is_empty() || name.split(['/', '\\']).any(|part| part == "..") || name.contains(':');
        if odd || bytes.len() as u64 > MAX_FILE_BYTES || self.files.len() >= MAX_FILES {
            return Err(Error::new(Kind::ProfileFile).with("file", "(name or size refused)"));
        }
        self.files.insert(name.replace('\\', "/"), bytes.to_vec());
        Ok(())
    }

    /// Reads the files of a folder and of its subfolder `templates`.
    pub fn read(folder: &Path) -> Result<Bundle> {
        let mut bundle = Bundle::new();
        for prefix in ["", "templates/"] {
            let listing = match std::fs::read_dir(folder.join(prefix)) {
                Ok(listing) => listing,
                Err(_) if !prefix.is_empty() => continue,
                Err(_) => return Err(Error::new(Kind::ProfileFile).with("file", MAIN)),
            };
            for item in listing.flatten().filter(|i| i.file_type().is_ok_and(|t| t.is_file())) {
                let name = format!("{prefix}{}", item.file_name().to_string_lossy());
                let small = item.metadata().is_ok_and(|m| m.len() <= MAX_FILE_BYTES);
                let bytes = if small { std::fs::read(item.path()).ok() } else { None };
                let bytes = bytes.ok_or_else(|| Error::new(Kind::ProfileFile).with("file", name.clone()))?;
                bundle.add(&name, &bytes)?;
            }
        }
        Ok(bundle)
    }

    /// The profile that the bundle makes of its base.
    pub fn profile(&self) -> Result<Profile> {
        let text = self.text(MAIN)?;
        let read = parse::read(text, Some(Profile::scor_public));
        if let Some(flaw) = read.flaws.first() {
            return Err(flaw.error(MAIN, text));
        }
        let mut profile = read.profile.ok_or_else(|| missing(MAIN))?;
        for (key, template) in profile.templates_mut() {
            self.fill_in(&key, template)?;
        }
        Ok(profile)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The text of a file. Error: `profile.file` when it is absent or not UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<&str> {
        let bytes = self.files.get(name).ok_or_else(|| missing(name))?;
        std::str::from_utf8(bytes).map_err(|_| missing(name))
    }

    /// Replaces a template that reads `@name` by the file of that name, and checks its syntax.
    pub(super) fn fill_in(&self, key: &str, template: &mut String) -> Result<()> {
        let file = template.strip_prefix('@').map(str::to_owned);
        if let Some(name) = &file {
            *template = self.text(name)?.to_owned();
        }
        template::parse(key, template).map_err(|e| e.with("file", file.unwrap_or_else(|| MAIN.to_owned())))
    }
}

fn missing(name: &str) -> Error {
    Error::new(Kind::ProfileFile).with("file", name.to_owned())
}

impl Profile {
    /// Every template with the key that stands for it in messages.
    pub(super) fn templates_mut(&mut self) -> Vec<(String, &mut String)> {
        let Sections { mail, files, arl, .. } = &mut self.sections;
        let named = [
            ("mail.recipient", &mut mail.recipient.value),
            ("mail.subject", &mut mail.subject.value),
            ("mail.description", &mut mail.description.value),
            ("files.piece", &mut files.piece.value),
            ("files.lot", &mut files.lot.value),
            ("files.manifest_name", &mut files.manifest_name.value),
            ("files.manifest", &mut files.manifest.value),
            ("arl.example", &mut arl.example.value),
        ];
        let named = named.into_iter().map(|(key, text)| (key.to_owned(), text));
        let headers = self.headers.iter_mut().map(|(name, e)| (format!("headers.{name}"), &mut e.value));
        named.chain(headers).collect()
    }
}
