//! Certificates: DER, PEM or several of them in one file come in, the few facts that sealing needs go out.
//!
//! The bytes as they came are kept: issuer and serial number go into messages exactly as the certificate spells
//! them, and chains are verified on the original.

use std::sync::Arc;

use der::{Decode, Encode, Reader, SliceReader};
use rsa::RsaPublicKey;
use rsa::pkcs8::DecodePublicKey;
use rsa::traits::PublicKeyParts;
use rustls_pki_types::{CertificateDer, pem::PemObject};
use sha2::{Digest, Sha256};
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use super::oid;
use crate::error::{Error, Kind, Result};

/// Most bytes of one blob of certificates; most certificates in it.
const MAX_BLOB: usize = 4 << 20;
const MAX_CERTIFICATES: usize = 256;

/// An X.509 certificate (RFC 5280). Cheap to clone, never changed.
#[derive(Clone)]
pub struct Certificate(Arc<Parsed>);

struct Parsed {
    der: Vec<u8>,
    issuer: Vec<u8>,
    serial: Vec<u8>,
    not_before: i64,
    not_after: i64,
    rsa: Option<RsaPublicKey>,
    usage: Option<KeyUse>,
    is_ca: bool,
    fingerprint: [u8; 32],
}

/// The two bits of the KeyUsage extension (RFC 5280 section 4.2.1.3) that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// keyEncipherment: a content key may be encrypted to this key.
    pub key_encipherment: bool,
    /// keyCertSign: this key may sign certificates.
    pub key_cert_sign: bool,
}

impl Certificate {
    /// Reads every certificate of `bytes`: one DER certificate, several one after the other (as a directory's
    /// multi-valued attribute may be saved), or PEM with any text around it. Other PEM sections are passed over.
    ///
    /// # Errors
    /// `seal.certificate_bad` when there is none, or when one of them is not a well-formed certificate.
    pub fn parse_all(bytes: &[u8]) -> Result<Vec<Certificate>> {
        if bytes.len() > MAX_BLOB {
            return Err(bad("too many bytes"));
        }
        let found = if bytes.first() == Some(&0x30) { from_der(bytes)? } else { from_pem(bytes)? };
        match found.is_empty() {
            true => Err(bad("no certificate found")),
            false => Ok(found),
        }
    }

    /// Reads exactly one DER certificate.
    ///
    /// # Errors
    /// `seal.certificate_bad`.
    pub fn from_der(der: &[u8]) -> Result<Certificate> {
        let parsed = x509_cert::Certificate::from_der(der).map_err(|_| bad("not a DER certificate"))?;
        let (serial, issuer) = issuer_and_serial(der).map_err(|_| bad("not a DER certificate"))?;
        let tbs = parsed.tbs_certificate;
        let usage = tbs.get::<KeyUsage>().map_err(|_| bad("key usage"))?;
        let basic = tbs.get::<BasicConstraints>().map_err(|_| bad("basic constraints"))?;
        let spki = tbs.subject_public_key_info;
        // Other keys are well-formed certificates that messages cannot be sealed to.
        let rsa = match spki.algorithm.oid == oid::RSA {
            true => {
                let key = spki.to_der().map_err(|_| bad("public key"))?;
                RsaPublicKey::from_public_key_der(&key).ok()
            }
            false => None,
        };
        Ok(Certificate(Arc::new(Parsed {
            der: der.to_vec(),
            issuer,
            serial,
            not_before: seconds(tbs.validity.not_before),
            not_after: seconds(tbs.validity.not_after),
            rsa,
            usage: usage.map(|(_, u)| KeyUse {
                key_encipherment: u.key_encipherment(),
                key_cert_sign: u.key_cert_sign(),
            }),
            is_ca: basic.is_some_and(|(_, b)| b.ca),
            fingerprint: Sha256::digest(der).into(),
        })))
    }

    /// The certificate as it came, DER.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// SHA-256 of the DER.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.0.fingerprint
    }

    /// First eight bytes of the fingerprint in lower-case hexadecimal: what errors and logs may show.
    pub fn short_fingerprint(&self) -> String {
        hex(self.0.fingerprint.get(..8).unwrap_or_default())
    }

    /// Serial number, big-endian two's complement in lower-case hexadecimal.
    pub fn serial_hex(&self) -> String {
        hex(self.serial_content())
    }

    /// Start of validity, seconds since 1970-01-01 UTC.
    pub fn not_before(&self) -> i64 {
        self.0.not_before
    }

    /// End of validity, last valid second, seconds since 1970-01-01 UTC.
    pub fn not_after(&self) -> i64 {
        self.0.not_after
    }

    /// Length of the RSA modulus in bits; `None` when the key is not RSA or beyond 4096 bits.
    pub fn rsa_bits(&self) -> Option<usize> {
        self.0.rsa.as_ref().map(|key| key.n().bits())
    }

    /// The key usage extension, `None` when the certificate has none.
    pub fn key_use(&self) -> Option<KeyUse> {
        self.0.usage
    }

    /// Whether the basic constraints make this a certification authority.
    pub fn is_ca(&self) -> bool {
        self.0.is_ca
    }

    pub(super) fn rsa(&self) -> Option<&RsaPublicKey> {
        self.0.rsa.as_ref()
    }

    /// Issuer name, whole DER element as spelt in the certificate.
    pub(super) fn issuer(&self) -> &[u8] {
        &self.0.issuer
    }

    /// Serial number, whole DER element.
    pub(super) fn serial(&self) -> &[u8] {
        &self.0.serial
    }

    /// Serial numbers compared as numbers: sign, then length, then bytes.
    pub(super) fn serial_order(&self) -> (bool, usize, &[u8]) {
        let content = self.serial_content();
        let positive = content.first().is_some_and(|b| b & 0x80 == 0);
        (positive, content.len(), content)
    }

    fn serial_content(&self) -> &[u8] {
        // A serial number is at most 20 bytes, so its DER header is two bytes.
        self.0.serial.get(2..).unwrap_or_default()
    }

    /// An error about this certificate: fingerprint prefix and serial number only.
    pub(super) fn error(&self, kind: Kind) -> Error {
        Error::new(kind).with("fingerprint", self.short_fingerprint()).with("serial", self.serial_hex())
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Certificate({}, serial {})", self.short_fingerprint(), self.serial_hex())
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

fn bad(reason: &'static str) -> Error {
    Error::new(Kind::SealCertificateBad).with("reason", reason)
}

fn from_der(bytes: &[u8]) -> Result<Vec<Certificate>> {
    let unreadable = |_| bad("not a DER certificate");
    let mut reader = SliceReader::new(bytes).map_err(unreadable)?;
    let mut found = Vec::new();
    while !reader.is_finished() {
        if found.len() == MAX_CERTIFICATES {
            return Err(bad("too many certificates"));
        }
        found.push(Certificate::from_der(reader.tlv_bytes().map_err(unreadable)?)?);
    }
    Ok(found)
}

fn from_pem(bytes: &[u8]) -> Result<Vec<Certificate>> {
    let mut found = Vec::new();
    for section in CertificateDer::pem_slice_iter(bytes) {
        if found.len() == MAX_CERTIFICATES {
            return Err(bad("too many certificates"));
        }
        found.push(Certificate::from_der(&section.map_err(|_| bad("PEM"))?)?);
    }
    Ok(found)
}

/// Serial number and issuer of a certificate, each a whole DER element, exactly as spelt.
fn issuer_and_serial(der: &[u8]) -> der::Result<(Vec<u8>, Vec<u8>)> {
    SliceReader::new(der)?.sequence(|certificate| {
        let found = certificate.sequence(|tbs| {
            if tbs.peek_byte() == Some(0xA0) {
                tbs.tlv_bytes()?;
            }
            let serial = tbs.tlv_bytes()?.to_vec();
            tbs.tlv_bytes()?;
            let issuer = tbs.tlv_bytes()?.to_vec();
            skip_rest(tbs)?;
            Ok((serial, issuer))
        })?;
        skip_rest(certificate)?;
        Ok(found)
    })
}

fn skip_rest<'r>(reader: &mut impl Reader<'r>) -> der::Result<()> {
    while !reader.is_finished() {
        reader.tlv_bytes()?;
    }
    Ok(())
}

fn seconds(time: x509_cert::time::Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
