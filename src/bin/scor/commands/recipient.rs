//! The options that name a recipient's certificate and what the host trusts, shared by all commands that seal.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use scor::seal::{Certificate, Revocation, Rules, Trust, Warning};

use crate::cli::{Console, Outcome, read_file};

/// Certificates and trust, as named on the command line.
#[derive(Default)]
pub(crate) struct Recipient {
    certificates: Vec<PathBuf>,
    anchors: Vec<PathBuf>,
    intermediates: Vec<PathBuf>,
    crls: Vec<PathBuf>,
    pub(crate) no_crl: bool,
}

impl Recipient {
    /// Is this an option of a recipient that has a value?
    pub(crate) fn knows(option: &str) -> bool {
        matches!(option, "cert" | "anchor" | "intermediate" | "crl")
    }

    /// Takes the value of an option that [`Recipient::knows`].
    pub(crate) fn take(&mut self, option: &str, value: OsString) {
        let list = match option {
            "cert" => &mut self.certificates,
            "anchor" => &mut self.anchors,
            "intermediate" => &mut self.intermediates,
            _ => &mut self.crls,
        };
        list.push(value.into());
    }

    /// The certificate to seal to, chosen at the machine's clock; warnings go to standard error.
    pub(crate) fn choose(&self, console: &Console, mut rules: Rules) -> Outcome<Certificate> {
        let mut candidates = Vec::new();
        for path in &self.certificates {
            candidates.extend(Certificate::parse_all(&read_file("certificate", path)?)?);
        }
        let mut trust = Trust::new();
        for path in &self.anchors {
            trust.add_anchors(&Certificate::parse_all(&read_file("anchor", path)?)?)?;
        }
        for path in &self.intermediates {
            trust.add_intermediates(&Certificate::parse_all(&read_file("intermediate", path)?)?);
        }
        for path in &self.crls {
            trust.add_crls(&read_file("revocation list", path)?)?;
        }
        if self.no_crl {
            rules.revocation = Revocation::Unchecked;
        }
        let chosen = trust.choose(&candidates, now(), &rules)?;
        for warning in &chosen.warnings {
            eprintln!("scor: {}", text(console, *warning));
        }
        Ok(chosen.certificate)
    }
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
