//! The command line's own reader and test PKI, tried on what the library seals.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../src/bin/scor/open.rs"]
mod open;
#[path = "../src/bin/scor/pki.rs"]
mod pki;

use open::{OpenError, open};
use scor::seal::{Aes, Certificate, Rules, Suite, Trust, Warning, seal};

const NOW: u64 = 1_800_000_000;
const SUITES: [Suite; 3] = [Suite::Compat(Aes::Aes128), Suite::Compat(Aes::Aes256), Suite::Modern];

fn certificate(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

#[test]
fn the_test_pki_is_trusted_and_its_messages_open() {
    let pki = pki::make(NOW, "01996@996.01.example", &mut rsa::rand_core::OsRng).unwrap();
    let other = pki::make(NOW, "01997@997.01.example", &mut rsa::rand_core::OsRng).unwrap();
    let leaf = certificate(&pki.leaf_der);
    let second = certificate(&other.leaf_der);

    let mut trust = Trust::new();
    trust.add_anchors(&[certificate(&pki.root_der)]).unwrap();
    trust.add_intermediates(&[certificate(&pki.intermediate_der)]);
    trust.add_crls(&pki.root_crl_der).unwrap();
    trust.add_crls(&pki.intermediate_crl_der).unwrap();
    let now = i64::try_from(NOW).unwrap();
    let chosen = trust.choose(std::slice::from_ref(&leaf), now, &Rules::default()).unwrap();
    assert_eq!((&chosen.certificate, chosen.warnings.len()), (&leaf, 0));
    let late = now + (730 - 20) * 86_400;
    let rules = Rules { revocation: scor::seal::Revocation::Unchecked, ..Rules::default() };
    let warnings = trust.check(&leaf, late, &rules).unwrap();
    assert_eq!(warnings, [Warning::ExpiresSoon { days: 20, threshold: 30 }, Warning::RevocationUnchecked]);
    // Another test PKI has the same names and other keys.
    assert_eq!(trust.check(&second, now, &Rules::default()).unwrap_err().key(), "seal.chain_invalid");

    for suite in SUITES {
        for length in [0, 1, 15, 16, 17, 70_000] {
            let plain: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
            let one = seal(&plain, std::slice::from_ref(&leaf), suite).unwrap();
            assert_eq!(*open(&one, &pki.leaf_key_pem, None).unwrap(), plain, "{suite:?} {length}");
            let two = seal(&plain, &[leaf.clone(), second.clone()], suite).unwrap();
            assert_eq!(*open(&two, &pki.leaf_key_pem, Some(&pki.leaf_der)).unwrap(), plain);
            assert_eq!(*open(&two, &other.leaf_key_pem, Some(&other.leaf_der)).unwrap(), plain);
            assert_eq!(open(&two, &pki.leaf_key_pem, None).unwrap_err(), OpenError::NotForUs);
            assert_eq!(
                open(&one, &pki.leaf_key_pem, Some(&other.leaf_der)).unwrap_err(),
                OpenError::NotForUs
            );
        }
    }
    altered_messages_never_open_to_the_plaintext(&leaf, &pki.leaf_key_pem, &other.leaf_key_pem);
}

fn altered_messages_never_open_to_the_plaintext(leaf: &Certificate, key: &str, wrong_key: &str) {
    let plain = b"CANARY-of-the-seal".to_vec();
    for suite in SUITES {
        let sealed = seal(&plain, std::slice::from_ref(leaf), suite).unwrap();
        assert_ne!(open(&sealed, wrong_key, None).ok().as_deref(), Some(&plain));
        for end in (0..sealed.len()).step_by(7) {
            assert!(open(&sealed[..end], key, None).is_err(), "{suite:?} cut at {end}");
        }
        if suite == Suite::Modern {
            // The tag, and the ciphertext before it.
            let ends = (sealed.len() - 16..sealed.len()).chain(sealed.len() - 34..sealed.len() - 18);
            for at in ends {
                let mut altered = sealed.clone();
                altered[at] ^= 1;
                assert_eq!(open(&altered, key, None).unwrap_err(), OpenError::Decrypt);
            }
        }
    }
    assert_eq!(open(&plain, key, None).unwrap_err().to_string(), OpenError::Message.to_string());
    assert_eq!(open(&plain, "no key", None).unwrap_err(), OpenError::Key);
    let sealed = seal(&plain, std::slice::from_ref(leaf), Suite::Modern).unwrap();
    assert_eq!(open(&sealed, key, Some(b"none")).unwrap_err(), OpenError::Certificate);
}

/// Bob of the IETF's sample S/MIME PKI (RFC 9216).
#[test]
fn bob_of_rfc_9216_reads_his_mail() {
    let base = std::env::var_os("SCOR_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        std::path::PathBuf::from,
    );
    let dir = base.join("vectors/crypto/rfc9216");
    if !dir.is_dir() {
        eprintln!("SKIPPED: no reference data at {}", dir.display());
        return;
    }
    let bob = std::fs::read(dir.join("lamps-bob.encrypt.crt")).unwrap();
    let key = std::fs::read_to_string(dir.join("lamps-bob.decrypt.p8.pem")).unwrap();
    let bob = Certificate::parse_all(&bob).unwrap();
    for suite in SUITES {
        let sealed = seal(b"hello Bob", &bob, suite).unwrap();
        assert_eq!(open(&sealed, &key, Some(bob[0].der())).unwrap().as_slice(), b"hello Bob");
    }
}
