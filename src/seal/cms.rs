//! The message itself: CMS EnvelopedData (RFC 5652 section 6) and AuthEnvelopedData (RFC 5083) in canonical DER.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef, SetOfVec};
use der::{Decode, Encode, Sequence, ValueOrd};
use zeroize::Zeroizing;

use super::primitives::{KeyTransport, Primitives};
use super::{Aes, Certificate, MAX_PLAIN_BYTES, MAX_RECIPIENTS, Suite, oid};
use crate::error::{Error, Kind, Result};

#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: AnyRef<'a>,
}

#[derive(Sequence)]
struct EnvelopedData<'a> {
    version: u8,
    recipients: SetOfVec<KeyTransRecipientInfo<'a>>,
    content: EncryptedContentInfo<'a>,
}

#[derive(Sequence)]
struct AuthEnvelopedData<'a> {
    version: u8,
    recipients: SetOfVec<KeyTransRecipientInfo<'a>>,
    content: EncryptedContentInfo<'a>,
    mac: OctetStringRef<'a>,
}

#[derive(Sequence, ValueOrd)]
struct KeyTransRecipientInfo<'a> {
    version: u8,
    recipient: IssuerAndSerialNumber<'a>,
    key_encryption: AlgorithmIdentifier<'a>,
    encrypted_key: OctetStringRef<'a>,
}

#[derive(Sequence, ValueOrd)]
struct IssuerAndSerialNumber<'a> {
    issuer: AnyRef<'a>,
    serial: AnyRef<'a>,
}

#[derive(Clone, Sequence, ValueOrd)]
struct AlgorithmIdentifier<'a> {
    oid: ObjectIdentifier,
    parameters: AnyRef<'a>,
}

#[derive(Sequence)]
struct EncryptedContentInfo<'a> {
    content_type: ObjectIdentifier,
    algorithm: AlgorithmIdentifier<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    content: OctetStringRef<'a>,
}

/// RFC 5084 section 3.2.
#[derive(Sequence)]
struct GcmParameters<'a> {
    nonce: OctetStringRef<'a>,
    icv_length: u8,
}

/// RFC 4055 section 4.1; the label is empty and left out.
#[derive(Sequence)]
struct OaepParameters<'a> {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    hash: AlgorithmIdentifier<'a>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT")]
    mask: AlgorithmIdentifier<'a>,
}

/// [`super::seal`] on given primitives.
pub(super) fn seal_with(
    primitives: &dyn Primitives,
    plain: &[u8],
    recipients: &[Certificate],
    suite: Suite,
) -> Result<Vec<u8>> {
    check_bounds(plain, recipients)?;
    match suite {
        Suite::Compat(aes) => compat(primitives, plain, recipients, aes),
        Suite::Modern => modern(primitives, plain, recipients),
    }
}

fn check_bounds(plain: &[u8], recipients: &[Certificate]) -> Result<()> {
    if recipients.is_empty() {
        return Err(Error::new(Kind::SealNoRecipient));
    }
    if recipients.len() > MAX_RECIPIENTS {
        return Err(Error::new(Kind::SealTooManyRecipients)
            .with("actual", recipients.len())
            .with("limit", MAX_RECIPIENTS));
    }
    if plain.len() > MAX_PLAIN_BYTES {
        return Err(Error::new(Kind::SealTooLarge)
            .with("actual", plain.len())
            .with("limit", MAX_PLAIN_BYTES));
    }
    Ok(())
}

fn compat(
    primitives: &dyn Primitives,
    plain: &[u8],
    recipients: &[Certificate],
    aes: Aes,
) -> Result<Vec<u8>> {
    let (cipher, key_length) = match aes {
        Aes::Aes128 => (oid::AES_128_CBC, 16),
        Aes::Aes256 => (oid::AES_256_CBC, 32),
    };
    let mut key = Zeroizing::new(vec![0u8; key_length]);
    primitives.random(&mut key)?;
    let mut iv = [0u8; 16];
    primitives.random(&mut iv)?;
    let keys = wrap_all(primitives, recipients, KeyTransport::Pkcs1v15, &key)?;
    let encrypted = primitives.cbc(&key, &iv, plain)?;

    let algorithm = AlgorithmIdentifier {
        oid: cipher,
        parameters: AnyRef::from(OctetStringRef::new(&iv).map_err(coding)?),
    };
    let body = EnvelopedData {
        version: 0,
        recipients: recipient_infos(&keys, rsa_pkcs1())?,
        content: encrypted_content(algorithm, &encrypted)?,
    };
    content_info(oid::ENVELOPED_DATA, &body)
}

fn modern(primitives: &dyn Primitives, plain: &[u8], recipients: &[Certificate]) -> Result<Vec<u8>> {
    let mut key = Zeroizing::new([0u8; 32]);
    primitives.random(&mut *key)?;
    // One key, one message: a random nonce can never meet itself again under the same key.
    let mut nonce = [0u8; 12];
    primitives.random(&mut nonce)?;
    let keys = wrap_all(primitives, recipients, KeyTransport::OaepSha256, &*key)?;
    let (encrypted, tag) = primitives.gcm(&key, nonce, plain)?;

    let parameters = GcmParameters { nonce: OctetStringRef::new(&nonce).map_err(coding)?, icv_length: 16 };
    let parameters = parameters.to_der().map_err(coding)?;
    let algorithm = AlgorithmIdentifier { oid: oid::AES_256_GCM, parameters: any(&parameters)? };
    let oaep = oaep_parameters()?;
    let transport = AlgorithmIdentifier { oid: oid::RSA_OAEP, parameters: any(&oaep)? };
    let body = AuthEnvelopedData {
        version: 0,
        recipients: recipient_infos(&keys, transport)?,
        content: encrypted_content(algorithm, &encrypted)?,
        mac: OctetStringRef::new(&tag).map_err(coding)?,
    };
    content_info(oid::AUTH_ENVELOPED_DATA, &body)
}

/// The content key as one recipient gets it.
struct WrappedKey<'a> {
    certificate: &'a Certificate,
    encrypted: Vec<u8>,
}

fn wrap_all<'a>(
    primitives: &dyn Primitives,
    recipients: &'a [Certificate],
    how: KeyTransport,
    key: &[u8],
) -> Result<Vec<WrappedKey<'a>>> {
    let mut wrapped: Vec<WrappedKey<'a>> = Vec::with_capacity(recipients.len());
    for certificate in recipients {
        if wrapped.iter().any(|w| w.certificate == certificate) {
            continue;
        }
        let public = certificate.rsa().ok_or_else(|| certificate.error(Kind::SealKeyUnsupported))?;
        let encrypted = primitives.wrap_key(public, how, key)?;
        wrapped.push(WrappedKey { certificate, encrypted });
    }
    Ok(wrapped)
}

/// The set of recipients; `SetOfVec` sorts by encoding, as DER demands.
fn recipient_infos<'a>(
    keys: &'a [WrappedKey<'a>],
    key_encryption: AlgorithmIdentifier<'a>,
) -> Result<SetOfVec<KeyTransRecipientInfo<'a>>> {
    let mut infos = SetOfVec::new();
    for key in keys {
        let recipient = IssuerAndSerialNumber {
            issuer: any(key.certificate.issuer())?,
            serial: any(key.certificate.serial())?,
        };
        let encrypted_key = OctetStringRef::new(&key.encrypted).map_err(coding)?;
        let key_encryption = key_encryption.clone();
        infos
            .insert(KeyTransRecipientInfo { version: 0, recipient, key_encryption, encrypted_key })
            .map_err(coding)?;
    }
    Ok(infos)
}

fn encrypted_content<'a>(
    algorithm: AlgorithmIdentifier<'a>,
    encrypted: &'a [u8],
) -> Result<EncryptedContentInfo<'a>> {
    let content = OctetStringRef::new(encrypted).map_err(coding)?;
    Ok(EncryptedContentInfo { content_type: oid::DATA, algorithm, content })
}

fn rsa_pkcs1() -> AlgorithmIdentifier<'static> {
    AlgorithmIdentifier { oid: oid::RSA, parameters: AnyRef::NULL }
}

fn oaep_parameters() -> Result<Vec<u8>> {
    let sha256 = AlgorithmIdentifier { oid: oid::SHA_256, parameters: AnyRef::NULL };
    let hash = sha256.to_der().map_err(coding)?;
    let mask = AlgorithmIdentifier { oid: oid::MGF1, parameters: any(&hash)? };
    OaepParameters { hash: sha256, mask }.to_der().map_err(coding)
}

fn content_info(content_type: ObjectIdentifier, body: &impl Encode) -> Result<Vec<u8>> {
    let body = body.to_der().map_err(coding)?;
    ContentInfo { content_type, content: any(&body)? }.to_der().map_err(coding)
}

fn any(element: &[u8]) -> Result<AnyRef<'_>> {
    AnyRef::from_der(element).map_err(coding)
}

fn coding(_: der::Error) -> Error {
    Error::new(Kind::SealFailed)
}

#[cfg(test)]
mod tests {
    use super::super::primitives::tests::Failing;
    use super::*;
    use der::asn1::{BitString, UintRef};
    use std::cell::Cell;

    /// A certificate with this serial number around a real public key; nobody signed it.
    fn certificate(serial: u8) -> Certificate {
        use rsa::pkcs8::EncodePublicKey;
        use std::time::Duration;
        use x509_cert::time::{Time, Validity};
        let mut modulus = vec![0xC3u8; 256];
        modulus[255] = 0x55;
        let key = rsa::RsaPublicKey::new(rsa::BigUint::from_bytes_be(&modulus), 65537u32.into()).unwrap();
        let spki = key.to_public_key_der().unwrap();
        let time = |s| Time::UtcTime(der::asn1::UtcTime::from_unix_duration(Duration::from_secs(s)).unwrap());
        let algorithm = x509_cert::spki::AlgorithmIdentifierOwned { oid: oid::RSA, parameters: None };
        let tbs_certificate = x509_cert::TbsCertificate {
            version: x509_cert::Version::V3,
            serial_number: x509_cert::serial_number::SerialNumber::new(&[serial]).unwrap(),
            signature: algorithm.clone(),
            issuer: x509_cert::name::Name::default(),
            validity: Validity { not_before: time(0), not_after: time(1) },
            subject: x509_cert::name::Name::default(),
            subject_public_key_info: Decode::from_der(spki.as_bytes()).unwrap(),
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: None,
        };
        let signature = BitString::from_bytes(&[0]).unwrap();
        let whole = x509_cert::Certificate { tbs_certificate, signature_algorithm: algorithm, signature };
        Certificate::from_der(&whole.to_der().unwrap()).unwrap()
    }

    #[test]
    fn a_failing_generator_is_an_error_at_every_draw() {
        for (suite, draws) in [(Suite::Compat(Aes::Aes128), 3), (Suite::Modern, 3)] {
            // Key, nonce, then the padding of RSA; PKCS#1 draws once more for each zero byte.
            for good in 0..draws {
                let failing = Failing { good: Cell::new(good) };
                let result = seal_with(&failing, b"CANARY", &[certificate(1)], suite);
                assert_eq!(result.unwrap_err().kind(), Kind::SealRandom, "{suite:?} {good}");
            }
            let enough = Failing { good: Cell::new(1000) };
            seal_with(&enough, b"CANARY", &[certificate(1)], suite).unwrap();
        }
    }

    #[test]
    fn recipients_are_sorted_and_all_there() {
        let recipients: Vec<Certificate> = [9, 3, 7, 1].map(certificate).to_vec();
        let primitives = super::super::primitives::Ring::new();
        let message = seal_with(&primitives, b"x", &recipients, Suite::default()).unwrap();
        let info = ContentInfo::from_der(&message).unwrap();
        let body: EnvelopedData<'_> = info.content.decode_as().unwrap();
        let serials: Vec<u8> = body
            .recipients
            .iter()
            .map(|r| r.recipient.serial.decode_as::<UintRef<'_>>().unwrap().as_bytes()[0])
            .collect();
        assert_eq!(serials, [1, 3, 7, 9]);
        assert_eq!(info.to_der().unwrap(), message);
    }

    #[test]
    fn every_message_has_its_own_key_and_nonce() {
        let primitives = super::super::primitives::Ring::new();
        for suite in [Suite::default(), Suite::Modern] {
            let make = || seal_with(&primitives, &[0; 64], &[certificate(1)], suite).unwrap();
            let (a, b) = (make(), make());
            assert_eq!(a.len(), b.len());
            assert_ne!(a[a.len() - 90..], b[b.len() - 90..]);
        }
    }
}
