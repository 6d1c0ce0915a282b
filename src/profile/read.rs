//! TOML to a profile: the shipped one, or a bundle laid over it. Errors name file, line and key.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::entry::{Entry, Flaw, Raw};
use super::sections::{Patches, Sections};
use super::types::{PiecePatch, PieceRules, Returned};
use super::{Profile, template};
use crate::error::{Error, Kind, Result};

/// The file that every bundle has.
pub(super) const MAIN: &str = "profile.toml";
/// A bundle is a few kilobytes of text; more is no profile.
const MAX_FILE_BYTES: u64 = 1 << 20;
const MAX_FILES: usize = 100;

const SHIPPED: &str = include_str!("../../profiles/scor-public.toml");

/// The files of a profile bundle, by their name within it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    files: BTreeMap<String, Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    version: String,
    about: String,
    #[serde(default)]
    extends: Option<toml::Spanned<String>>,
    #[serde(default)]
    piece: PiecePatch,
    #[serde(default)]
    returns: Vec<toml::Spanned<Returned>>,
    #[serde(default)]
    headers: BTreeMap<String, Raw<String>>,
    #[serde(default)]
    image: super::sections::ImagePatch,
    #[serde(default)]
    gate: super::sections::GatePatch,
    #[serde(default)]
    pdf: super::sections::PdfPatch,
    #[serde(default)]
    send: super::sections::SendPatch,
    #[serde(default)]
    lot: super::sections::LotPatch,
    #[serde(default)]
    crypto: super::sections::CryptoPatch,
    #[serde(default)]
    mail: super::sections::MailPatch,
    #[serde(default)]
    files: super::sections::FilesPatch,
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
        let mut profile = parse(MAIN, text, Some(Profile::scor_public))?;
        self.fill_in(&mut profile)?;
        profile.parse_templates()?;
        Ok(profile)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The main file, or nothing when it cannot be read.
    pub(super) fn main_text(&self) -> &str {
        self.text(MAIN).unwrap_or_default()
    }

    fn text(&self, name: &str) -> Result<&str> {
        let missing = || Error::new(Kind::ProfileFile).with("file", name.to_owned());
        std::str::from_utf8(self.files.get(name).ok_or_else(missing)?).map_err(|_| missing())
    }

    /// Replaces each template that reads `@name` by the file of that name.
    fn fill_in(&self, profile: &mut Profile) -> Result<()> {
        for (_, template) in profile.templates_mut() {
            if let Some(name) = template.strip_prefix('@') {
                *template = self.text(name)?.to_owned();
            }
        }
        Ok(())
    }
}

impl Profile {
    /// Every template with the key that stands for it in messages.
    pub(super) fn templates_mut(&mut self) -> Vec<(&'static str, &mut String)> {
        let (mail, files) = (&mut self.sections.mail, &mut self.sections.files);
        let mut all = vec![
            ("mail.recipient", &mut mail.recipient.value),
            ("mail.subject", &mut mail.subject.value),
            ("mail.description", &mut mail.description.value),
            ("files.piece", &mut files.piece.value),
            ("files.lot", &mut files.lot.value),
            ("files.manifest_name", &mut files.manifest_name.value),
            ("files.manifest", &mut files.manifest.value),
        ];
        all.extend(self.headers.values_mut().map(|entry| ("headers", &mut entry.value)));
        all
    }

    fn parse_templates(&mut self) -> Result<()> {
        self.templates_mut().into_iter().try_for_each(|(key, text)| template::parse(key, text))
    }
}

/// The shipped profile. A test reads it, so that a fault in it cannot be released; without it nothing works.
#[allow(clippy::expect_used)] // the file is compiled in: it is right or the build's tests fail
pub(super) fn shipped() -> Profile {
    parse("scor-public.toml", SHIPPED, None).expect("the shipped profile is whole")
}

/// Reads one file; with a base, what the file leaves out comes from there.
fn parse(name: &'static str, text: &str, base: Option<fn() -> Profile>) -> Result<Profile> {
    let file: File = toml::from_str(text).map_err(|e| {
        at(Kind::ProfileSyntax, name, text, &Flaw { span: e.span(), reason: first_line(e.message()) })
    })?;
    let patches = Patches {
        image: file.image,
        gate: file.gate,
        pdf: file.pdf,
        send: file.send,
        lot: file.lot,
        crypto: file.crypto,
        mail: file.mail,
        files: file.files,
    };
    let mut flaws = patches.flaws();
    file.piece.flaws(&mut flaws);
    flaws.extend(
        file.returns
            .iter()
            .filter_map(|r| r.get_ref().flaw().map(|reason| Flaw { span: Some(r.span()), reason })),
    );
    if let Some(flaw) = flaws.first() {
        return Err(at(Kind::ProfileValue, name, text, flaw));
    }
    let headers: BTreeMap<String, Entry<String>> =
        file.headers.into_iter().map(|(header, raw)| (header, raw.entry())).collect();
    let returns = file.returns.into_iter().map(toml::Spanned::into_inner).collect();
    let Some(base) = base else {
        let missing = || Error::new(Kind::ProfileFile).with("file", name);
        let (sections, piece): (Sections, PieceRules) =
            (patches.whole().ok_or_else(missing)?, file.piece.whole().ok_or_else(missing)?);
        return Ok(Profile {
            id: file.id,
            version: file.version,
            about: file.about,
            sections,
            piece,
            headers,
            returns,
        });
    };
    match &file.extends {
        Some(known) if known.get_ref() == "scor-public" => {}
        extends => {
            let span = extends.as_ref().map(toml::Spanned::span);
            let reason = "extends must be \"scor-public\", the profile that is shipped".into();
            return Err(at(Kind::ProfileBase, name, text, &Flaw { span, reason }));
        }
    }
    let mut profile = base();
    (profile.id, profile.version, profile.about) = (file.id, file.version, file.about);
    patches.over(&mut profile.sections);
    file.piece.over(&mut profile.piece);
    profile.headers.extend(headers);
    let own: Vec<Returned> = returns;
    profile.returns.splice(0..0, own); // the bundle's patterns are asked first
    cross_check(&profile)
        .map_err(|reason| at(Kind::ProfileValue, name, text, &Flaw { span: None, reason }))?;
    Ok(profile)
}

/// Values that are possible one by one and impossible together.
fn cross_check(profile: &Profile) -> std::result::Result<(), String> {
    let (image, lot) = (&profile.sections.image, &profile.sections.lot);
    if image.min_dpi.value > image.target_dpi.value {
        return Err("image.min_dpi: is above image.target_dpi".into());
    }
    if lot.number_min.value > lot.number_max.value {
        return Err("lot.number_min: is above lot.number_max".into());
    }
    if u64::from(lot.number_max.value) >= 10u64.pow(lot.number_width.value) {
        return Err("lot.number_max: has more digits than lot.number_width".into());
    }
    Ok(())
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// An error with file, line and key. The key is what stands left of `=` on the line, or the line's table.
fn at(kind: Kind, file: &'static str, text: &str, flaw: &Flaw) -> Error {
    let before = flaw.span.as_ref().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let content = text.lines().nth(line - 1).unwrap_or_default();
    let on_line = content.split('=').next().unwrap_or_default().trim().trim_matches(['[', ']']).to_owned();
    let key = match flaw.reason.split_once(": ") {
        Some((key, _)) if key.contains('.') && !key.contains(' ') => key.to_owned(),
        _ => on_line,
    };
    let reason = flaw.reason.strip_prefix(&format!("{key}: ")).unwrap_or(&flaw.reason).to_owned();
    let line = if flaw.span.is_some() { line } else { 1 };
    Error::new(kind).with("file", file).with("line", line).with("key", key).with("reason", reason)
}
