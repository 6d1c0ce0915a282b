//! Which certificates may be used: a PKI made by OpenSSL, the path-validation suite of NIST, and hostile bytes.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod seal_support;

use std::fs;

use scor::Lang;
use scor::seal::{Aes, Certificate, Choice, Revocation, Rules, Suite, Trust, Warning, seal};
use seal_support::{DAY, NOW, pki, shared};

const CRLS: &[&str] = &["root.crl", "inter.crl", "nosign.crl"];

fn reason(name: &str) -> &'static str {
    let pki = pki();
    match pki.trust(CRLS).check(&pki.one(name), NOW, &Rules::default()) {
        Ok(_) => "ok",
        Err(e) => e.key(),
    }
}

#[test]
fn each_fault_has_its_own_reason() {
    assert_eq!(reason("r1"), "ok");
    assert_eq!(reason("r4"), "ok", "no key usage, no extended key usage");
    assert_eq!(reason("expired"), "seal.certificate_expired");
    assert_eq!(reason("future"), "seal.certificate_not_yet");
    assert_eq!(reason("revoked"), "seal.certificate_revoked");
    assert_eq!(reason("signonly"), "seal.certificate_usage");
    assert_eq!(reason("server"), "seal.certificate_usage");
    assert_eq!(reason("inter"), "seal.certificate_usage");
    assert_eq!(reason("short"), "seal.key_short");
    assert_eq!(reason("curve"), "seal.key_unsupported");
    assert_eq!(reason("under_nosign"), "seal.chain_invalid", "its issuer lacks keyCertSign");
}

#[test]
fn rules_open_what_they_name_and_nothing_else() {
    let pki = pki();
    let trust = pki.trust(CRLS);
    let short = pki.one("short");
    let rules = Rules { min_rsa_bits: 1024, ..Rules::default() };
    assert_eq!(trust.check(&short, NOW, &rules).unwrap(), []);
    let rules = Rules { min_rsa_bits: 4096, ..Rules::default() };
    assert_eq!(trust.check(&pki.one("r1"), NOW, &rules).unwrap_err().key(), "seal.key_short");
    trust.check(&pki.one("r4"), NOW, &rules).unwrap();

    let alone = Trust::new();
    let r1 = pki.one("r1");
    assert!(alone.check(&r1, NOW, &Rules::default()).is_err());
    let pinned = Rules { pinned: vec![r1.fingerprint()], ..Rules::default() };
    assert_eq!(alone.check(&r1, NOW, &pinned).unwrap(), [Warning::Pinned]);
    assert!(alone.check(&pki.one("r2"), NOW, &pinned).is_err());
    let expired = pki.one("expired");
    let pinned = Rules { pinned: vec![expired.fingerprint()], ..Rules::default() };
    assert_eq!(alone.check(&expired, NOW, &pinned).unwrap_err().key(), "seal.certificate_expired");
}

#[test]
fn revocation_fails_hard_unless_told_otherwise() {
    let pki = pki();
    let r1 = pki.one("r1");
    let check = |crls: &[&str], revocation, at| {
        let rules = Rules { revocation, ..Rules::default() };
        pki.trust(crls).check(&r1, at, &rules).map_err(|e| e.key())
    };
    let stale = &["root.crl", "stale.crl"];
    assert_eq!(check(&[], Revocation::Required, NOW), Err("seal.crl_missing"));
    assert_eq!(check(&["root.crl"], Revocation::Required, NOW), Err("seal.crl_missing"));
    assert_eq!(check(stale, Revocation::Required, NOW), Err("seal.crl_expired"));
    assert_eq!(check(stale, Revocation::AllowStale { days: 9 }, NOW), Err("seal.crl_expired"));
    assert_eq!(check(stale, Revocation::AllowStale { days: 10 }, NOW), Ok(vec![Warning::StaleCrl]));
    assert_eq!(check(CRLS, Revocation::AllowStale { days: 10 }, NOW), Ok(vec![]));
    assert_eq!(check(&[], Revocation::AllowStale { days: 10 }, NOW), Err("seal.crl_missing"));
    assert_eq!(check(&[], Revocation::Unchecked, NOW), Ok(vec![Warning::RevocationUnchecked]));
    // Both lists of one issuer: the newer one speaks, in whatever order they came.
    assert_eq!(check(&["stale.crl", "root.crl", "inter.crl"], Revocation::Required, NOW), Ok(vec![]));
    let revoked = pki.one("revoked");
    let rules = Rules { revocation: Revocation::AllowStale { days: 10 }, ..Rules::default() };
    assert_eq!(pki.trust(stale).check(&revoked, NOW, &rules).unwrap_err().key(), "seal.certificate_revoked");
}

#[test]
fn the_rule_chooses_among_those_that_are_usable() {
    let pki = pki();
    let trust = pki.trust(CRLS);
    // Serial numbers rise in the order the certificates were made: r1, r2, r4. r2 has the newest notBefore.
    let all = ["r1", "future", "r2", "revoked", "r4", "expired"].map(|n| pki.one(n));
    let chosen = |choice| {
        let rules = Rules { choice, ..Rules::default() };
        trust.choose(&all, NOW, &rules).unwrap().certificate
    };
    assert_eq!(chosen(Choice::NewestNotBefore), pki.one("r2"));
    assert_eq!(chosen(Choice::HighestSerial), pki.one("r4"));
    let none = trust.choose(&[], NOW, &Rules::default()).unwrap_err();
    assert_eq!(none.key(), "seal.no_certificate");
    let error = trust.choose(&[pki.one("expired"), pki.one("revoked")], NOW, &Rules::default()).unwrap_err();
    assert_eq!(
        error.key(),
        "seal.certificate_revoked",
        "the one the rule would take first, by serial number"
    );
    assert!(error.details_json().contains(&pki.one("revoked").short_fingerprint()));
}

#[test]
fn expiry_is_announced_at_its_thresholds() {
    let pki = pki();
    let trust = pki.trust(&[]);
    let soon = pki.one("soon");
    let rules = Rules { revocation: Revocation::Unchecked, ..Rules::default() };
    let at = |days: i64| {
        let warnings = trust.check(&soon, soon.not_after() - days * DAY, &rules).unwrap();
        match warnings.first() {
            Some(Warning::ExpiresSoon { days, threshold }) => Some((*days, *threshold)),
            _ => None,
        }
    };
    assert_eq!(at(61), None);
    assert_eq!(at(60), None);
    assert_eq!(at(59), Some((59, 60)));
    assert_eq!(at(29), Some((29, 30)));
    assert_eq!(at(6), Some((6, 7)));
    assert_eq!(at(0), Some((0, 7)));
    let after = trust.check(&soon, soon.not_after() + 1, &rules).unwrap_err();
    assert_eq!(after.key(), "seal.certificate_expired");
}

#[test]
fn certificates_are_read_from_every_usual_file() {
    let pki = pki();
    let (r1, r2) = (pki.one("r1"), pki.one("r2"));
    let both = vec![r1.clone(), r2.clone()];
    let der = [r1.der(), r2.der()].concat();
    assert_eq!(Certificate::parse_all(&der).unwrap(), both);
    let mut pem = b"subject: some text\n".to_vec();
    pem.extend(pki.bytes("r1.pem"));
    pem.extend(pki.bytes("r1.key"));
    pem.extend(pki.bytes("r2.pem"));
    assert_eq!(Certificate::parse_all(&pem).unwrap(), both);
    let crlf = String::from_utf8(pem).unwrap().replace('\n', "\r\n");
    assert_eq!(Certificate::parse_all(crlf.as_bytes()).unwrap(), both);
    for wrong in [
        &b""[..],
        b"\x30",
        b"0\x80\0\0",
        &der[..der.len() - 1],
        &pki.bytes("r1.key"),
        b"-----BEGIN CERTIFICATE",
    ] {
        assert_eq!(Certificate::parse_all(wrong).unwrap_err().key(), "seal.certificate_bad");
    }
    let mut trust = Trust::new();
    assert_eq!(trust.add_anchors(&[r1]).unwrap_err().key(), "seal.anchor_bad");
    for wrong in [&b""[..], b"\x30\x03\x02\x01\x01", &pki.bytes("r1.pem")] {
        assert_eq!(trust.add_crls(wrong).unwrap_err().key(), "seal.crl_bad");
    }
    assert_eq!(r2.serial_hex(), "1001");
    assert_eq!((r2.rsa_bits(), r2.is_ca()), (Some(3072), false));
}

#[test]
fn lists_come_one_after_the_other_and_all_or_none() {
    let pki = seal_support::pki();
    let der = |name| seal_support::run(&pki.dir, "openssl", &["crl", "-in", name, "-outform", "DER"]);
    let (both, rules) = ([der("root.crl"), der("inter.crl")].concat(), Rules::default());
    let r1 = &Certificate::parse_all(&pki.bytes("r1.pem")).unwrap()[0];
    let check = |trust: &Trust| trust.check(r1, NOW, &rules).map_err(|e| e.key());
    let mut trust = pki.trust(&[]);
    let cut = &both[..both.len() - 1];
    assert_eq!(trust.add_crls(cut).unwrap_err().key(), "seal.crl_bad");
    let half = [
        pki.bytes("root.crl"),
        pki.bytes("inter.crl"),
        b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n".to_vec(),
    ];
    assert_eq!(trust.add_crls(&half.concat()).unwrap_err().key(), "seal.crl_bad");
    assert_eq!(check(&trust), Err("seal.crl_missing"), "nothing of a bad file is taken");
    trust.add_crls(&both).unwrap();
    assert_eq!(check(&trust), Ok(vec![]));
}

#[test]
fn no_altered_bit_makes_a_trusted_certificate() {
    let pki = pki();
    let trust = pki.trust(CRLS);
    let good = pki.one("r1");
    for bit in (0..good.der().len() * 8).step_by(3) {
        let mut der = good.der().to_vec();
        der[bit / 8] ^= 1 << (bit % 8);
        for candidate in Certificate::parse_all(&der).unwrap_or_default() {
            assert!(trust.check(&candidate, NOW, &Rules::default()).is_err(), "bit {bit}");
            let _ = seal(b"x", &[candidate], Suite::Modern);
        }
    }
    let crl = seal_support::run(&pki.dir, "openssl", &["crl", "-in", "inter.crl", "-outform", "DER"]);
    let revoked = pki.one("revoked");
    for bit in (0..crl.len() * 8).step_by(3) {
        let mut der = crl.clone();
        der[bit / 8] ^= 1 << (bit % 8);
        let mut trust = pki.trust(&["root.crl"]);
        if trust.add_crls(&der).is_ok() {
            assert!(trust.check(&revoked, NOW, &Rules::default()).is_err(), "bit {bit}");
        }
    }
}

#[test]
fn failures_say_nothing_of_the_content() {
    let pki = pki();
    let canary = b"CANARY-1840675123456";
    let mut plain = canary.to_vec();
    plain.resize(scor::seal::MAX_PLAIN_BYTES + 1, b'C');
    let r1 = pki.one("r1");
    let errors = [
        seal(canary, &[], Suite::Modern).unwrap_err(),
        seal(canary, &[pki.one("curve")], Suite::Compat(Aes::Aes256)).unwrap_err(),
        seal(canary, &vec![r1.clone(); 17], Suite::default()).unwrap_err(),
        seal(&plain, &[r1], Suite::Modern).unwrap_err(),
        Certificate::parse_all(canary).unwrap_err(),
        Trust::new().add_crls(canary).unwrap_err(),
    ];
    let keys = errors.each_ref().map(|e| e.key());
    assert_eq!(
        keys[..4],
        ["seal.no_recipient", "seal.key_unsupported", "seal.too_many_recipients", "seal.too_large"]
    );
    for error in errors {
        let said = format!(
            "{error:?} {} {} {}",
            error.message(Lang::En),
            error.message(Lang::Fr),
            error.details_json()
        );
        assert!(!said.contains("CANARY") && !said.contains("1840675123456"), "{said}");
    }
}

#[test]
fn the_same_recipient_twice_counts_once() {
    let pki = pki();
    let r1 = pki.one("r1");
    let once = seal(b"x", std::slice::from_ref(&r1), Suite::default()).unwrap();
    let twice = seal(b"x", &[r1.clone(), r1], Suite::default()).unwrap();
    assert_eq!(once.len(), twice.len());
}

/// NIST PKITS: every certificate and list of the suite is offered, the root alone is trusted. `webpki` refuses more
/// than it must; what counts is what gets accepted against the book.
#[test]
fn nist_path_validation_suite() {
    let Some(dir) = shared("vectors/crypto/pkits") else { return };
    let read = |sub: &str| -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(dir.join(sub)).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        files
            .iter()
            .map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(p).unwrap()))
            .collect()
    };
    let certs = read("certs");
    let mut trust = Trust::new();
    for (name, der) in &certs {
        let Ok(cert) = Certificate::from_der(der) else { continue };
        match name.as_str() {
            "TrustAnchorRootCertificate.crt" => trust.add_anchors(&[cert]).unwrap(),
            n if n.ends_with("EE.crt") => {}
            _ => trust.add_intermediates(&[cert]),
        }
    }
    let usable = read("crls").iter().filter(|(_, der)| trust.add_crls(der).is_ok()).count();
    let now = 1_767_225_600; // 2026-01-01, within the suite's dates
    let (mut wrongly_accepted, mut accepted, mut refused) = (Vec::new(), 0, 0);
    for line in fs::read_to_string(dir.join("expected-by-name.tsv")).unwrap().lines() {
        let Some((name, expected)) = line.split_once('\t') else { continue };
        let Some((_, der)) = certs.iter().find(|(n, _)| n == name) else { continue };
        let verdict = Certificate::from_der(der).and_then(|c| trust.check(&c, now, &Rules::default()));
        match (verdict.is_ok(), expected) {
            (true, "reject") => wrongly_accepted.push(name.to_owned()),
            (true, _) => accepted += 1,
            (false, "accept") => refused += 1,
            _ => {}
        }
    }
    println!(
        "PKITS: {accepted} good accepted, {refused} good refused, {usable} lists usable; {wrongly_accepted:?}"
    );
    assert!(wrongly_accepted.iter().all(|n| n.contains("deltaCRL")), "{wrongly_accepted:?}");
    assert!(accepted >= 15, "only {accepted} of the good ones accepted");
}
