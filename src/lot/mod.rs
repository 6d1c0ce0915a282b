//! Dossiers in, lots out: grouped by recipient, numbered, with manifest and container.
//!
//! [`build`] decides which dossier goes into which lot and why others stay behind; [`pack`] makes the container of
//! one lot. Pieces are sealed before they are grouped (S4), so [`pack`] asks the caller to seal each. How SCOR
//! writes a lot is not public: names, manifest and limits are the profile's.

mod build;
mod pack;
pub mod spec;
mod tar;

pub use build::{Batch, Built, LeftOut, Lot, Numbering, Reason, Recipient, build};
pub(crate) use pack::piece_file;
pub use pack::{Packed, Stamp, Texts, pack, texts};

use crate::profile::{ChoiceName, Profile, RevocationName, SuiteName};
use crate::seal::{Aes, Choice, Revocation, Rules, Suite};

/// The CMS suite that a profile asks for.
pub fn suite(profile: &Profile) -> Suite {
    match profile.sections.crypto.suite.value {
        SuiteName::Compat => Suite::Compat(Aes::Aes128),
        SuiteName::Compat256 => Suite::Compat(Aes::Aes256),
        SuiteName::Modern => Suite::Modern,
    }
}

/// The rules by which a profile chooses the recipient's certificate.
pub fn certificate_rules(profile: &Profile) -> Rules {
    let crypto = &profile.sections.crypto;
    Rules {
        choice: match crypto.choice.value {
            ChoiceName::HighestSerial => Choice::HighestSerial,
            ChoiceName::NewestNotBefore => Choice::NewestNotBefore,
        },
        min_rsa_bits: crypto.min_rsa_bits.value as usize,
        revocation: match crypto.revocation.value {
            RevocationName::Required => Revocation::Required,
            RevocationName::Unchecked => Revocation::Unchecked,
        },
        ..Rules::default()
    }
}

#[cfg(test)]
mod tests;
