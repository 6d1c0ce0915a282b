//! The four operations that need a cryptographic library, behind one private trait, so that the library can be
//! exchanged and so that tests can make the random generator fail.

use aes::cipher::{BlockEncryptMut, KeyIvInit, block_padding::Pkcs7};
use ring::aead;
use ring::rand::{SecureRandom, SystemRandom};
use rsa::rand_core::{CryptoRng, RngCore};
use rsa::{Oaep, Pkcs1v15Encrypt, RsaPublicKey};

use crate::error::{Error, Kind, Result};

/// How the content key travels to a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyTransport {
    /// RSAES-PKCS1-v1_5 (RFC 8017 section 7.2).
    Pkcs1v15,
    /// RSAES-OAEP, SHA-256 for the hash and for MGF1, empty label (RFC 8017 section 7.1).
    OaepSha256,
}

pub(super) trait Primitives {
    /// Fills `out` from the system's generator.
    fn random(&self, out: &mut [u8]) -> Result<()>;
    /// Encrypts a content key to an RSA key.
    fn wrap_key(&self, public: &RsaPublicKey, how: KeyTransport, key: &[u8]) -> Result<Vec<u8>>;
    /// AES-CBC with PKCS#7 padding; the key's length (16 or 32) chooses the cipher.
    fn cbc(&self, key: &[u8], iv: &[u8; 16], plain: &[u8]) -> Result<Vec<u8>>;
    /// AES-256-GCM without associated data: ciphertext and tag.
    fn gcm(&self, key: &[u8; 32], nonce: [u8; 12], plain: &[u8]) -> Result<(Vec<u8>, [u8; 16])>;
}

/// `ring` for random numbers and GCM, RustCrypto for RSA encryption and CBC, which `ring` does not offer.
pub(super) struct Ring(SystemRandom);

impl Ring {
    pub(super) fn new() -> Self {
        Ring(SystemRandom::new())
    }
}

impl Primitives for Ring {
    fn random(&self, out: &mut [u8]) -> Result<()> {
        self.0.fill(out).map_err(|_| Error::new(Kind::SealRandom))
    }

    fn wrap_key(&self, public: &RsaPublicKey, how: KeyTransport, key: &[u8]) -> Result<Vec<u8>> {
        rsa_wrap(self, public, how, key)
    }

    fn cbc(&self, key: &[u8], iv: &[u8; 16], plain: &[u8]) -> Result<Vec<u8>> {
        let failed = || Error::new(Kind::SealFailed);
        let mut out = vec![0u8; cbc_length(plain.len()).ok_or_else(failed)?];
        let written = match key.len() {
            16 => cbc::Encryptor::<aes::Aes128>::new_from_slices(key, iv)
                .map_err(|_| failed())?
                .encrypt_padded_b2b_mut::<Pkcs7>(plain, &mut out)
                .map_err(|_| failed())?
                .len(),
            32 => cbc::Encryptor::<aes::Aes256>::new_from_slices(key, iv)
                .map_err(|_| failed())?
                .encrypt_padded_b2b_mut::<Pkcs7>(plain, &mut out)
                .map_err(|_| failed())?
                .len(),
            _ => return Err(failed()),
        };
        if written == out.len() { Ok(out) } else { Err(failed()) }
    }

    fn gcm(&self, key: &[u8; 32], nonce: [u8; 12], plain: &[u8]) -> Result<(Vec<u8>, [u8; 16])> {
        let failed = |_| Error::new(Kind::SealFailed);
        let key = aead::UnboundKey::new(&aead::AES_256_GCM, key).map_err(failed)?;
        // Wiped if sealing fails half-way; sealed in place, it holds ciphertext only.
        let mut buffer = zeroize::Zeroizing::new(plain.to_vec());
        let tag = aead::LessSafeKey::new(key)
            .seal_in_place_separate_tag(
                aead::Nonce::assume_unique_for_key(nonce),
                aead::Aad::empty(),
                &mut buffer,
            )
            .map_err(failed)?;
        let tag = tag.as_ref().try_into().map_err(|_| Error::new(Kind::SealFailed))?;
        Ok((std::mem::take(&mut *buffer), tag))
    }
}

/// Length of a CBC ciphertext with PKCS#7 padding.
fn cbc_length(plain: usize) -> Option<usize> {
    (plain / 16).checked_add(1)?.checked_mul(16)
}

fn rsa_wrap(
    source: &dyn Primitives,
    public: &RsaPublicKey,
    how: KeyTransport,
    key: &[u8],
) -> Result<Vec<u8>> {
    let mut rng = Checked { source, failed: false };
    let wrapped = match how {
        KeyTransport::Pkcs1v15 => public.encrypt(&mut rng, Pkcs1v15Encrypt, key),
        KeyTransport::OaepSha256 => public.encrypt(&mut rng, Oaep::new::<sha2::Sha256>(), key),
    };
    if rng.failed {
        return Err(Error::new(Kind::SealRandom));
    }
    // One cause for every failure of RSA: the reasons must not be told apart from outside.
    wrapped.map_err(|_| Error::new(Kind::SealFailed))
}

/// Lets `rsa` draw from a generator that can fail, though its trait cannot say so.
///
/// On failure the bytes are 0xA5 and a flag is set: PKCS#1 padding of `rsa` 0.9 draws again for as long as it gets
/// zeros, and would never return. The result of a flagged operation is thrown away.
struct Checked<'a> {
    source: &'a dyn Primitives,
    failed: bool,
}

impl RngCore for Checked<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0u8; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0u8; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        if self.source.random(out).is_err() {
            self.failed = true;
            out.fill(0xA5);
        }
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Checked<'_> {}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::cell::Cell;

    /// Real primitives whose generator gives out `good` times and then fails.
    pub(in super::super) struct Failing {
        pub(in super::super) good: Cell<u32>,
    }

    impl Primitives for Failing {
        fn random(&self, out: &mut [u8]) -> Result<()> {
            let left = self.good.get().checked_sub(1).ok_or(Error::new(Kind::SealRandom))?;
            self.good.set(left);
            Ring::new().random(out)
        }
        fn wrap_key(&self, public: &RsaPublicKey, how: KeyTransport, key: &[u8]) -> Result<Vec<u8>> {
            rsa_wrap(self, public, how, key)
        }
        fn cbc(&self, key: &[u8], iv: &[u8; 16], plain: &[u8]) -> Result<Vec<u8>> {
            Ring::new().cbc(key, iv, plain)
        }
        fn gcm(&self, key: &[u8; 32], nonce: [u8; 12], plain: &[u8]) -> Result<(Vec<u8>, [u8; 16])> {
            Ring::new().gcm(key, nonce, plain)
        }
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
    }

    #[test]
    fn cbc_gives_the_known_answers_of_nist() {
        // SP 800-38A F.2.1 and F.2.5, first block; the second block is the padding.
        let iv: [u8; 16] = hex("000102030405060708090a0b0c0d0e0f").try_into().unwrap();
        let plain = hex("6bc1bee22e409f96e93d7e117393172a");
        let out = Ring::new().cbc(&hex("2b7e151628aed2a6abf7158809cf4f3c"), &iv, &plain).unwrap();
        assert_eq!(out[..16], hex("7649abac8119b246cee98e9b12e9197d"));
        assert_eq!(out.len(), 32);
        let key = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        let out = Ring::new().cbc(&key, &iv, &plain).unwrap();
        assert_eq!(out[..16], hex("f58c4c04d6e5f1ba779eabfb5f7bfbd6"));
    }

    #[test]
    fn gcm_gives_the_known_answer_of_its_authors() {
        // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 14.
        let (cipher, tag) = Ring::new().gcm(&[0; 32], [0; 12], &[0; 16]).unwrap();
        assert_eq!(cipher, hex("cea7403d4d606b6e074ec5d3baf39d18"));
        assert_eq!(tag.to_vec(), hex("d0d1c8a799996bf0265b98b5d48ab919"));
    }

    #[test]
    fn a_key_of_no_known_length_is_refused() {
        assert_eq!(Ring::new().cbc(&[1; 24], &[0; 16], b"x").unwrap_err().kind(), Kind::SealFailed);
    }

    fn vectors(file: &str) -> Option<serde_json::Value> {
        let base = std::env::var_os("SCOR_SHARED").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
            std::path::PathBuf::from,
        );
        let path = base.join("vectors/crypto/wycheproof").join(file);
        if !path.is_file() {
            eprintln!("SKIPPED: no reference data at {}", path.display());
            return None;
        }
        Some(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
    }

    /// Every valid test of a Wycheproof file: its fields, by name.
    fn valid_tests(file: &serde_json::Value) -> Vec<impl Fn(&str) -> Vec<u8>> {
        let groups = file["testGroups"].as_array().unwrap().iter();
        let tests = groups.flat_map(|g| g["tests"].as_array().unwrap().clone());
        let valid = tests.filter(|t| t["result"] == "valid");
        valid.map(|t| move |name: &str| hex(t[name].as_str().unwrap())).collect()
    }

    #[test]
    fn wycheproof_cbc() {
        let Some(file) = vectors("aes_cbc_pkcs5_test.json") else { return };
        let mut checked = 0;
        for field in valid_tests(&file) {
            if field("key").len() == 24 {
                continue;
            }
            let iv = field("iv").try_into().unwrap();
            assert_eq!(Ring::new().cbc(&field("key"), &iv, &field("msg")).unwrap(), field("ct"));
            checked += 1;
        }
        assert!(checked > 30, "{checked}");
    }

    #[test]
    fn wycheproof_gcm() {
        let Some(file) = vectors("aes_gcm_test.json") else { return };
        let mut checked = 0;
        for field in valid_tests(&file) {
            let (Ok(key), Ok(nonce)) = (field("key").try_into(), field("iv").try_into()) else { continue };
            if !field("aad").is_empty() {
                continue;
            }
            let (cipher, tag) = Ring::new().gcm(&key, nonce, &field("msg")).unwrap();
            assert_eq!((cipher, tag.to_vec()), (field("ct"), field("tag")));
            checked += 1;
        }
        assert!(checked > 10, "{checked}");
    }
}
