//! Sealing: bytes and the recipients' certificates come in, a CMS message in canonical DER goes out.
//!
//! Two suites. [`Suite::Compat`] is CMS EnvelopedData as every receiver of the health networks reads it: AES-CBC
//! and RSA PKCS#1 v1.5. It has no integrity of its own, so whoever keeps a journal notes the SHA-256 of what went
//! in and of what came out. [`Suite::Modern`] is AuthEnvelopedData: AES-256-GCM and RSA-OAEP. The suite is the
//! caller's choice; nothing here ever falls back from one to the other.
//!
//! Nothing here can decrypt and no private key is ever held. Which certificate may be used is decided in
//! [`Trust::choose`], at the caller's clock.

mod certificate;
mod choose;
mod cms;
mod oid;
mod primitives;
mod trust;

pub use certificate::{Certificate, KeyUse};
pub use choose::{Choice, Chosen, Rules, Warning};
pub use trust::{Revocation, Trust};

use crate::error::Result;
use primitives::Ring;

/// What a message is made of: content cipher, key transport and CMS content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// EnvelopedData (RFC 5652 section 6), AES in CBC mode, RSA PKCS#1 v1.5 key transport.
    Compat(Aes),
    /// AuthEnvelopedData (RFC 5083), AES-256-GCM (RFC 5084), RSA-OAEP with SHA-256 (RFC 4055).
    Modern,
}

/// Key length of the content cipher of [`Suite::Compat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aes {
    /// AES-128, what the neighbouring billing flows use.
    Aes128,
    /// AES-256.
    Aes256,
}

impl Default for Suite {
    fn default() -> Self {
        Suite::Compat(Aes::Aes128)
    }
}

impl Suite {
    /// The `smime-type` parameter of a mail part that holds such a message (RFC 8551 section 3.2.2).
    pub fn smime_type(self) -> &'static str {
        match self {
            Suite::Compat(_) => "enveloped-data",
            Suite::Modern => "authEnveloped-data",
        }
    }
}

/// Most bytes that one message may hold: 64 MiB. AES-GCM seals a whole buffer, and a 32-bit host must hold it twice.
pub const MAX_PLAIN_BYTES: usize = 64 << 20;

/// Most recipients of one message.
pub const MAX_RECIPIENTS: usize = 16;

/// Encrypts `plain` to every one of `recipients` and returns the DER of a CMS ContentInfo.
///
/// The same certificate given twice counts once. Trust is not looked at here: hand in what [`Trust::choose`]
/// returned.
///
/// # Errors
/// `seal.no_recipient`, `seal.too_many_recipients`, `seal.too_large`, `seal.key_unsupported` (not RSA),
/// `seal.random` (the system's generator failed), `seal.failed`.
pub fn seal(plain: &[u8], recipients: &[Certificate], suite: Suite) -> Result<Vec<u8>> {
    cms::seal_with(&Ring::new(), plain, recipients, suite)
}
