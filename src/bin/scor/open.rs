//! Opens sealed messages with a test key, so that tests, the demo and vendors can look inside.
//!
//! This lives in the command line only: the library never decrypts and holds no private key. The crate `rsa` has a
//! known timing weakness in private-key operations (RUSTSEC-2023-0071); for a test key on one's own machine that is
//! no concern, and it is the reason why this must never become part of the library.

use std::fmt;

use aes::cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7};
use der::asn1::{AnyRef, ObjectIdentifier as Oid, OctetStringRef};
use der::{Decode, Encode, Reader, SliceReader};
use rsa::pkcs8::DecodePrivateKey;
use rsa::{Oaep, Pkcs1v15Encrypt, RsaPrivateKey};
use zeroize::Zeroizing;

const ENVELOPED: Oid = Oid::new_unwrap("1.2.840.113549.1.7.3");
const AUTH_ENVELOPED: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.1.23");
const RSA: Oid = Oid::new_unwrap("1.2.840.113549.1.1.1");
const RSA_OAEP: Oid = Oid::new_unwrap("1.2.840.113549.1.1.7");
const AES_128_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.2");
const AES_256_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.42");
const AES_256_GCM: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.46");

/// Why a message could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenError {
    /// The key is no RSA private key in PKCS#8 PEM.
    Key,
    /// The certificate that belongs to the key cannot be read.
    Certificate,
    /// The message is not CMS EnvelopedData or AuthEnvelopedData in DER.
    Message,
    /// A cipher or key transport other than those that `scor seal` writes.
    Unsupported,
    /// The message is not for this certificate.
    NotForUs,
    /// The key does not fit, or the message was altered.
    Decrypt,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OpenError::Key => "the key is not an RSA private key in PKCS#8 PEM",
            OpenError::Certificate => "the certificate cannot be read",
            OpenError::Message => "the message is not CMS enveloped data in DER",
            OpenError::Unsupported => "the message uses a cipher that is not supported here",
            OpenError::NotForUs => "the message is not sealed to this certificate",
            OpenError::Decrypt => "the key does not fit or the message was altered",
        })
    }
}

impl std::error::Error for OpenError {}

impl From<der::Error> for OpenError {
    fn from(_: der::Error) -> Self {
        OpenError::Message
    }
}

/// Opens `message` (DER) with the RSA key of `key_pem` (PKCS#8). With a certificate (DER) its recipient entry is
/// looked up by issuer and serial number; without one, the message must have a single recipient.
pub(crate) fn open(
    message: &[u8],
    key_pem: &str,
    certificate_der: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let key = RsaPrivateKey::from_pkcs8_pem(key_pem).map_err(|_| OpenError::Key)?;
    let envelope = Envelope::parse(message)?;
    let recipient = envelope.recipient_for(certificate_der)?;
    let wrapped = recipient.encrypted_key.as_bytes();
    let content_key = match recipient.transport {
        RSA => key.decrypt(Pkcs1v15Encrypt, wrapped),
        RSA_OAEP => key.decrypt(Oaep::new::<sha2::Sha256>(), wrapped),
        _ => return Err(OpenError::Unsupported),
    };
    let content_key = Zeroizing::new(content_key.map_err(|_| OpenError::Decrypt)?);
    envelope.decrypt(&content_key)
}

struct Envelope<'a> {
    recipients: Vec<Recipient<'a>>,
    cipher: Oid,
    parameters: AnyRef<'a>,
    content: &'a [u8],
    mac: Option<&'a [u8]>,
}

struct Recipient<'a> {
    issuer_and_serial: Vec<u8>,
    transport: Oid,
    encrypted_key: OctetStringRef<'a>,
}

impl<'a> Envelope<'a> {
    /// RFC 5652 section 6.1, RFC 5083 section 2.1, without originator information and attributes.
    fn parse(message: &'a [u8]) -> Result<Self, OpenError> {
        let mut reader = SliceReader::new(message)?;
        let (kind, body) = reader.sequence(|info| {
            let kind = Oid::decode(info)?;
            let body = AnyRef::decode(info)?;
            Ok((kind, body))
        })?;
        let authenticated = match kind {
            ENVELOPED => false,
            AUTH_ENVELOPED => true,
            _ => return Err(OpenError::Message),
        };
        let mut reader = SliceReader::new(body.value())?;
        let envelope = reader.sequence(|data| {
            u8::decode(data)?;
            let recipients = recipients(AnyRef::decode(data)?)?;
            let (cipher, parameters, content) = data.sequence(|content| {
                Oid::decode(content)?;
                let (cipher, parameters) = content.sequence(|a| Ok((Oid::decode(a)?, AnyRef::decode(a)?)))?;
                Ok((cipher, parameters, AnyRef::decode(content)?.value()))
            })?;
            let mac = match authenticated {
                true => Some(OctetStringRef::decode(data)?.as_bytes()),
                false => None,
            };
            Ok(Envelope { recipients, cipher, parameters, content, mac })
        })?;
        Ok(envelope)
    }

    fn recipient_for(&self, certificate_der: Option<&[u8]>) -> Result<&Recipient<'a>, OpenError> {
        match certificate_der {
            None => match self.recipients.as_slice() {
                [only] => Ok(only),
                _ => Err(OpenError::NotForUs),
            },
            Some(der) => {
                let certificate =
                    x509_cert::Certificate::from_der(der).map_err(|_| OpenError::Certificate)?;
                let tbs = certificate.tbs_certificate;
                let mut wanted = tbs.issuer.to_der()?;
                wanted.extend(tbs.serial_number.to_der()?);
                self.recipients.iter().find(|r| r.issuer_and_serial == wanted).ok_or(OpenError::NotForUs)
            }
        }
    }

    fn decrypt(&self, key: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        match (self.cipher, self.mac) {
            (AES_128_CBC, None) if key.len() == 16 => self.cbc::<cbc::Decryptor<aes::Aes128>>(key),
            (AES_256_CBC, None) if key.len() == 32 => self.cbc::<cbc::Decryptor<aes::Aes256>>(key),
            (AES_256_GCM, Some(mac)) => self.gcm(key, mac),
            (AES_128_CBC | AES_256_CBC, None) => Err(OpenError::Decrypt),
            _ => Err(OpenError::Unsupported),
        }
    }

    fn cbc<D: KeyIvInit + BlockDecryptMut>(&self, key: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let iv = self.parameters.decode_as::<OctetStringRef<'_>>()?;
        let cipher = D::new_from_slices(key, iv.as_bytes()).map_err(|_| OpenError::Decrypt)?;
        let mut buffer = Zeroizing::new(self.content.to_vec());
        let plain = cipher.decrypt_padded_mut::<Pkcs7>(&mut buffer).map_err(|_| OpenError::Decrypt)?;
        let length = plain.len();
        buffer.truncate(length);
        Ok(buffer)
    }

    fn gcm(&self, key: &[u8], mac: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
        let nonce = self.parameters.sequence(|p| {
            let nonce = OctetStringRef::decode(p)?;
            u8::decode(p)?;
            Ok(nonce)
        })?;
        let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).map_err(|_| OpenError::Unsupported)?;
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| OpenError::Decrypt)?;
        let mut buffer = Zeroizing::new([self.content, mac].concat());
        let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::empty(), &mut buffer);
        let length = opened.map_err(|_| OpenError::Decrypt)?.len();
        buffer.truncate(length);
        Ok(buffer)
    }
}

/// Every KeyTransRecipientInfo of the set; other kinds of recipient are passed over.
fn recipients(set: AnyRef<'_>) -> der::Result<Vec<Recipient<'_>>> {
    let mut reader = SliceReader::new(set.value())?;
    let mut found = Vec::new();
    while !reader.is_finished() {
        if reader.peek_byte() != Some(0x30) {
            reader.tlv_bytes()?;
            continue;
        }
        found.push(reader.sequence(|info| {
            u8::decode(info)?;
            let issuer_and_serial = AnyRef::decode(info)?.value().to_vec();
            let transport = info.sequence(|a| {
                let oid = Oid::decode(a)?;
                while !a.is_finished() {
                    a.tlv_bytes()?;
                }
                Ok(oid)
            })?;
            Ok(Recipient { issuer_and_serial, transport, encrypted_key: OctetStringRef::decode(info)? })
        })?);
    }
    Ok(found)
}
