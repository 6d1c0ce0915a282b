//! Retour: bytes of a mailbox message come in, the facts of ARL and NOEMIE go out.
//!
//! The mailbox of a practice holds returns of SCOR, returns of FSE and everything else. [`Reader::read`] takes a message
//! apart, tells by the profile's patterns what each part is, and reads the parts that are ours. One part that cannot
//! be read is an error of that part, with its record, and takes nothing from the others; the caller keeps the original
//! message in every case. Which lot a return belongs to is the store's to find: [`Cle`] is what it looks for.
//!
//! The layout of an ARL SCOR is not public. It is data of the profile; what the shipped profile describes is a neutral
//! form of this project (docs/retour.md).

mod arl;
pub mod banc;
mod check;
mod cle;
mod grammaire;
mod lecture_noemie;
mod noemie;
#[cfg(test)]
mod tests;
mod texte;

pub use arl::{Alerte, Arl, Level, Verdict};
pub use check::check;
pub use cle::{Cle, number};
pub use noemie::{Etat, FactureRetour, Indice, Noemie, Rejet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::error::{Error, Kind, Lang, Result};
use crate::mail::{self, Bounds, Part};
use crate::profile::{Look, Profile};
use grammaire::Grammaire;

/// What a part of a message is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Retour {
    /// An ARL about one lot.
    Arl(Arl),
    /// A NOEMIE file.
    Noemie(Noemie),
    /// A kind that the profile names and the library does not read: the vendor's own.
    Autre {
        /// Its name in the profile.
        name: String,
    },
    /// An encrypted part. The host opens it with its key and hands what was inside to [`Reader::read`].
    Scelle,
    /// Nothing of ours.
    PasPourNous,
}

/// A part, and what was read of it. A part with several lots or files gives several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lu {
    /// Which part of the message, from 0.
    pub part: usize,
    /// What it is, or why it cannot be read.
    pub retour: Result<Retour>,
}

/// A message that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lecture {
    /// Message-ID without angle brackets; senders may repeat or leave out theirs.
    pub message_id: Option<String>,
    /// What its parts are.
    pub lus: Vec<Lu>,
}

impl Lecture {
    /// Is there anything in it for SCOR or the FSE that it follows, readable or not?
    pub fn for_us(&self) -> bool {
        self.lus.iter().any(|lu| !matches!(lu.retour, Ok(Retour::PasPourNous)))
    }

    /// The facts as JSON: `form` is `scor.retour/1`; `parts` has one object for each [`Lu`], with `part` and either the
    /// fields of the return under its `kind` or an `error`.
    pub fn report(&self) -> Value {
        let parts = self.lus.iter().map(|lu| {
            let mut told = match &lu.retour {
                Ok(retour) => serde_json::to_value(retour).unwrap_or_default(),
                Err(error) => json!({ "kind": "illisible", "error": told(error) }),
            };
            told["part"] = lu.part.into();
            told
        });
        json!({
            "form": "scor.retour/1",
            "message_id": self.message_id,
            "for_us": self.for_us(),
            "parts": parts.collect::<Vec<_>>(),
        })
    }
}

fn told(error: &Error) -> Value {
    json!({
        "code": error.code(), "key": error.key(),
        "en": error.message(Lang::En), "fr": error.message(Lang::Fr),
    })
}

/// Reads returns by one profile. Make it once and use it for a whole mailbox.
pub struct Reader {
    profile: Profile,
    grammaire: Grammaire,
}

impl Reader {
    /// A reader of the profile's returns. Error: `profile.value` for a pattern that is none.
    pub fn new(profile: &Profile) -> Result<Reader> {
        Ok(Reader { profile: profile.clone(), grammaire: Grammaire::new(profile)? })
    }

    /// Reads a message, or the MIME part that was inside an encrypted one.
    ///
    /// Errors are those of [`mail::read`]: the message is larger than `bounds` allow, or no message. What is wrong with
    /// one part stands in its [`Lu`].
    pub fn read(&self, message: &[u8], bounds: &Bounds) -> Result<Lecture> {
        let incoming = mail::read(message, bounds)?;
        let subject = incoming.subject.as_deref().unwrap_or_default();
        let parts = incoming.parts.iter().enumerate();
        let lus = parts.flat_map(|(part, content)| {
            let read = self.part(content, subject).into_iter();
            read.map(move |retour| Lu { part, retour })
        });
        Ok(Lecture { message_id: incoming.message_id.clone(), lus: lus.collect() })
    }

    /// Reads the content of a part of a known kind, `arl` or `noemie`, such as a file that an OCT delivered. A gzip file
    /// is unzipped, up to `bounds`.
    pub fn read_content(&self, kind: &str, content: &[u8], bounds: &Bounds) -> Vec<Result<Retour>> {
        match mail::unzip(content, bounds.content_bytes) {
            Ok(plain) => self.content(kind, &plain),
            Err(error) => vec![Err(error)],
        }
    }

    fn part(&self, part: &Part, subject: &str) -> Vec<Result<Retour>> {
        if matches!(part.content_type.as_str(), "application/pkcs7-mime" | "application/x-pkcs7-mime") {
            return vec![Ok(Retour::Scelle)];
        }
        let look = Look {
            description: part.description.as_deref().unwrap_or_default(),
            subject,
            filename: part.filename.as_deref().unwrap_or_default(),
        };
        match self.profile.returned(&look) {
            Some(kind @ ("arl" | "noemie")) => self.content(kind, &part.data),
            Some(kind) => vec![Ok(Retour::Autre { name: kind.to_owned() })],
            None => vec![Ok(Retour::PasPourNous)],
        }
    }

    fn content(&self, kind: &str, bytes: &[u8]) -> Vec<Result<Retour>> {
        fn each<T>(read: Result<Vec<T>>, retour: fn(T) -> Retour) -> Vec<Result<Retour>> {
            match read {
                Ok(all) => all.into_iter().map(|one| Ok(retour(one))).collect(),
                Err(error) => vec![Err(error)],
            }
        }
        match kind {
            "arl" => each(arl::read(bytes, &self.grammaire), Retour::Arl),
            "noemie" => each(noemie::read(bytes, &self.profile), Retour::Noemie),
            kind => vec![Err(Error::new(Kind::RetourKind).with("kind", kind.to_owned()))],
        }
    }
}
