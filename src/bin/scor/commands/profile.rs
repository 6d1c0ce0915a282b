//! `scor profile`: the values in force with their evidence, and a critical reading of a bundle.

use std::path::{Path, PathBuf};

use scor::profile::{Bundle, Profile, Severity};

use crate::cli::{Console, Failure, Outcome, print, required};

pub(crate) fn run(console: &Console, mut args: lexopt::Parser) -> Outcome {
    let (mut verb, mut folder) = (None, None::<PathBuf>);
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Value(value) if verb.is_none() => verb = value.into_string().ok(),
            lexopt::Arg::Value(value) if folder.is_none() => folder = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    match verb.as_deref() {
        Some("show") => show(console, &load(folder.as_deref())?),
        Some("check") => check(console, &required(folder, "DIR")?),
        _ => Err(Failure::Usage("profile show [DIR] | check DIR".into())),
    }
}

/// The shipped profile, or the bundle in a folder.
pub(crate) fn load(folder: Option<&Path>) -> Outcome<Profile> {
    Ok(match folder {
        Some(folder) => Profile::load(folder)?,
        None => Profile::scor_public(),
    })
}

fn show(console: &Console, profile: &Profile) -> Outcome {
    let rows = profile.rows();
    if console.json {
        let json = serde_json::json!({ "id": profile.id, "version": profile.version, "about": profile.about, "values": rows });
        return print(&format!("{json:#}"));
    }
    print(&format!("{} {}\n{}\n", profile.id, profile.version, profile.about))?;
    for row in rows {
        let short: String = row.value.chars().take(44).collect();
        let dots = if row.value.chars().count() > 44 { "…" } else { "" };
        print(&format!(
            "{:<28} {:<46} {:<5} {}",
            row.key,
            format!("{short}{dots}"),
            row.confidence,
            row.source
        ))?;
    }
    Ok(())
}

/// Exit status 1 when the bundle cannot be used.
fn check(console: &Console, folder: &Path) -> Outcome {
    let findings = scor::retour::check(&Bundle::read(folder)?);
    if console.json {
        print(&format!("{:#}", serde_json::json!({ "findings": findings })))?;
    }
    for finding in findings.iter().filter(|_| !console.json) {
        let severity = match finding.severity {
            Severity::Error => console.say("error", "erreur"),
            Severity::Warning => console.say("warning", "avertissement"),
        };
        match finding.line {
            0 => print(&format!("{severity}: {}: {}", finding.file, finding.text))?,
            line => print(&format!("{severity}: {}:{line}: {}", finding.file, finding.text))?,
        }
    }
    match findings.iter().any(|f| f.severity == Severity::Error) {
        true => {
            Err(Failure::Other(console.say("the bundle cannot be used", "le profil est inutilisable").into()))
        }
        false => Ok(()),
    }
}
