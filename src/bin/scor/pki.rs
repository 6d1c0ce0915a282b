//! A test PKI, made on the spot: root, intermediate, one recipient, and the two revocation lists.
//!
//! Every name says TEST. The private key of the recipient comes out in clear, because the demo opens what it
//! sealed; the keys of the two authorities are dropped.

use std::time::Duration;

use der::asn1::{Any, ObjectIdentifier as Oid};
use der::asn1::{BitString, Ia5String, OctetString, SetOfVec, UtcTime, Utf8StringRef};
use der::{Decode, Encode};
use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};
use rsa::rand_core::CryptoRngCore;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::crl::{CertificateList, TbsCertList};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, CrlNumber, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::ext::{AsExtension, Extension};
use x509_cert::name::{Name, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, TbsCertificate, Version};
use zeroize::Zeroizing;

const SHA256_WITH_RSA: Oid = Oid::new_unwrap("1.2.840.113549.1.1.11");
const EMAIL_PROTECTION: Oid = Oid::new_unwrap("1.3.6.1.5.5.7.3.4");
const COMMON_NAME: Oid = Oid::new_unwrap("2.5.4.3");
const ORGANIZATION: Oid = Oid::new_unwrap("2.5.4.10");
const DAY: u64 = 86_400;

/// What [`make`] gives: certificates and lists in DER, the recipient's key in PEM.
pub(crate) struct TestPki {
    /// Self-signed root: the anchor.
    pub(crate) root_der: Vec<u8>,
    /// Issued by the root.
    pub(crate) intermediate_der: Vec<u8>,
    /// Issued by the intermediate: what messages are sealed to.
    pub(crate) leaf_der: Vec<u8>,
    /// Private key of the leaf, PKCS#8 PEM.
    pub(crate) leaf_key_pem: Zeroizing<String>,
    /// The root's revocation list, empty.
    pub(crate) root_crl_der: Vec<u8>,
    /// The intermediate's revocation list, empty.
    pub(crate) intermediate_crl_der: Vec<u8>,
}

/// Something that cannot be encoded or signed; says where it came from, for the developer.
pub(crate) type PkiError = Box<dyn std::error::Error + Send + Sync>;

/// Makes a PKI whose recipient is the mailbox `mailbox`, valid around `now` (seconds since 1970-01-01 UTC): the
/// authorities for ten years, the recipient for two, the lists for thirty days.
pub(crate) fn make(now: u64, mailbox: &str, rng: &mut impl CryptoRngCore) -> Result<TestPki, PkiError> {
    let root = Authority::new("SCOR TEST root, not for use", rng)?;
    let middle = Authority::new("SCOR TEST intermediate, not for use", rng)?;
    let leaf_key = RsaPrivateKey::new(rng, 2048)?;

    let years = |n: u64| validity(now, 365 * n);
    let root_der = root.issue(
        rng,
        &root.name,
        &root.key,
        years(10)?,
        authority_extensions(&root.key, &root.key, None)?,
    )?;
    let intermediate_der = root.issue(
        rng,
        &middle.name,
        &middle.key,
        years(10)?,
        authority_extensions(&middle.key, &root.key, Some(0))?,
    )?;
    let leaf_name = name(&format!("{mailbox} TEST"))?;
    let extensions = leaf_extensions(mailbox, &leaf_key, &middle.key)?;
    let leaf_der = middle.issue(rng, &leaf_name, &leaf_key, years(2)?, extensions)?;
    Ok(TestPki {
        root_der,
        intermediate_der,
        leaf_der,
        leaf_key_pem: leaf_key.to_pkcs8_pem(LineEnding::LF)?,
        root_crl_der: root.empty_crl(rng, now)?,
        intermediate_crl_der: middle.empty_crl(rng, now)?,
    })
}

struct Authority {
    name: Name,
    key: RsaPrivateKey,
}

impl Authority {
    fn new(common_name: &str, rng: &mut impl CryptoRngCore) -> Result<Self, PkiError> {
        Ok(Authority { name: name(common_name)?, key: RsaPrivateKey::new(rng, 2048)? })
    }

    fn issue(
        &self,
        rng: &mut impl CryptoRngCore,
        subject: &Name,
        key: &RsaPrivateKey,
        validity: Validity,
        extensions: Vec<Extension>,
    ) -> Result<Vec<u8>, PkiError> {
        let mut serial = [0u8; 16];
        rng.try_fill_bytes(&mut serial)?;
        // Positive and of full length, so that the DER integer is 16 bytes.
        serial[0] = (serial[0] & 0x3f) | 0x40;
        let tbs_certificate = TbsCertificate {
            version: Version::V3,
            serial_number: SerialNumber::new(&serial)?,
            signature: sha256_with_rsa(),
            issuer: self.name.clone(),
            validity,
            subject: subject.clone(),
            subject_public_key_info: spki(key)?,
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(extensions),
        };
        let signature = self.sign(rng, &tbs_certificate.to_der()?)?;
        Ok(Certificate { tbs_certificate, signature_algorithm: sha256_with_rsa(), signature }.to_der()?)
    }

    fn empty_crl(&self, rng: &mut impl CryptoRngCore, now: u64) -> Result<Vec<u8>, PkiError> {
        let number = CrlNumber(der::asn1::Uint::new(&[1])?);
        let tbs_cert_list = TbsCertList {
            version: Version::V2,
            signature: sha256_with_rsa(),
            issuer: self.name.clone(),
            this_update: time(now.saturating_sub(DAY))?,
            next_update: Some(time(now + 30 * DAY)?),
            revoked_certificates: None,
            crl_extensions: Some(vec![extension(&authority_key_id(&self.key)?)?, extension(&number)?]),
        };
        let signature = self.sign(rng, &tbs_cert_list.to_der()?)?;
        Ok(CertificateList { tbs_cert_list, signature_algorithm: sha256_with_rsa(), signature }.to_der()?)
    }

    fn sign(&self, rng: &mut impl CryptoRngCore, message: &[u8]) -> Result<BitString, PkiError> {
        let digest = Sha256::digest(message);
        let signature = self.key.sign_with_rng(rng, Pkcs1v15Sign::new::<Sha256>(), &digest)?;
        Ok(BitString::from_bytes(&signature)?)
    }
}

fn authority_extensions(
    key: &RsaPrivateKey,
    issuer: &RsaPrivateKey,
    path_length: Option<u8>,
) -> Result<Vec<Extension>, PkiError> {
    Ok(vec![
        extension(&BasicConstraints { ca: true, path_len_constraint: path_length })?,
        extension(&KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?,
        extension(&key_id(key)?)?,
        extension(&authority_key_id(issuer)?)?,
    ])
}

fn leaf_extensions(
    mailbox: &str,
    key: &RsaPrivateKey,
    issuer: &RsaPrivateKey,
) -> Result<Vec<Extension>, PkiError> {
    Ok(vec![
        extension(&KeyUsage(KeyUsages::KeyEncipherment.into()))?,
        extension(&ExtendedKeyUsage(vec![EMAIL_PROTECTION]))?,
        extension(&SubjectAltName(vec![GeneralName::Rfc822Name(Ia5String::new(mailbox)?)]))?,
        extension(&key_id(key)?)?,
        extension(&authority_key_id(issuer)?)?,
    ])
}

fn extension<E: AsExtension>(value: &E) -> Result<Extension, PkiError> {
    Ok(value.to_extension(&Name::default(), &[])?)
}

/// The first 20 bytes of SHA-256 of the public key (RFC 7093 section 2, method 1).
fn key_bytes(key: &RsaPrivateKey) -> Result<OctetString, PkiError> {
    let digest = Sha256::digest(spki(key)?.subject_public_key.raw_bytes());
    Ok(OctetString::new(&digest[..20])?)
}

fn key_id(key: &RsaPrivateKey) -> Result<SubjectKeyIdentifier, PkiError> {
    Ok(SubjectKeyIdentifier(key_bytes(key)?))
}

fn authority_key_id(key: &RsaPrivateKey) -> Result<AuthorityKeyIdentifier, PkiError> {
    Ok(AuthorityKeyIdentifier { key_identifier: Some(key_bytes(key)?), ..Default::default() })
}

fn spki(key: &RsaPrivateKey) -> Result<SubjectPublicKeyInfoOwned, PkiError> {
    Ok(SubjectPublicKeyInfoOwned::from_der(key.to_public_key().to_public_key_der()?.as_bytes())?)
}

fn sha256_with_rsa() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: SHA256_WITH_RSA, parameters: Some(Any::null()) }
}

fn name(common_name: &str) -> Result<Name, PkiError> {
    let part = |oid, text: &str| -> Result<RelativeDistinguishedName, PkiError> {
        let value = Any::encode_from(&Utf8StringRef::new(text)?)?;
        Ok(RelativeDistinguishedName(SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])?))
    };
    Ok(vec![part(ORGANIZATION, "SCOR TEST")?, part(COMMON_NAME, common_name)?].into())
}

fn validity(now: u64, days: u64) -> Result<Validity, PkiError> {
    Ok(Validity { not_before: time(now.saturating_sub(DAY))?, not_after: time(now + days * DAY)? })
}

fn time(seconds: u64) -> Result<Time, PkiError> {
    Ok(Time::UtcTime(UtcTime::from_unix_duration(Duration::from_secs(seconds))?))
}
