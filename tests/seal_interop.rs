//! Every message must open, byte for byte, in tools that share no code with us: OpenSSL, Bouncy Castle, GnuPG.
//! Exit codes prove nothing here: a wrong key unpads by chance once in 256.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod seal_support;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use scor::mail::{Headers, PartHeaders, inner_part, message};
use scor::seal::{Aes, Certificate, Suite, seal};
use seal_support::{pki, run};

const COMPAT: [Suite; 2] = [Suite::Compat(Aes::Aes128), Suite::Compat(Aes::Aes256)];
const SUITES: [Suite; 3] = [COMPAT[0], COMPAT[1], Suite::Modern];
const RECIPIENTS: [&[&str]; 4] = [&["r1"], &["r2"], &["r1", "r2"], &["r4", "r2", "r1"]];

fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from((i * i + 7 * i) % 253).unwrap()).collect()
}

/// One sealed file per suite, set of recipients and length.
fn cases(dir: &Path, suites: &[Suite]) -> Vec<(String, &'static [&'static str], Vec<u8>)> {
    let pki = pki();
    let mut made = Vec::new();
    for suite in suites {
        for names in RECIPIENTS {
            let certificates: Vec<Certificate> = names.iter().map(|n| pki.one(n)).collect();
            for length in [0, 1, 15, 16, 17, 250_000] {
                let content = plain(length);
                let name = format!("m{}.der", made.len());
                fs::write(dir.join(&name), seal(&content, &certificates, *suite).unwrap()).unwrap();
                made.push((name, names, content));
            }
        }
    }
    made
}

#[test]
fn openssl_opens_every_message() {
    let pki = pki();
    let dir = tempfile::tempdir().unwrap();
    let mut opened = 0;
    for (file, names, content) in cases(dir.path(), &SUITES) {
        let file = dir.path().join(file);
        for name in names {
            let (cert, key) = (format!("{name}.pem"), format!("{name}.key"));
            let out = run(
                &pki.dir,
                "openssl",
                &[
                    "cms",
                    "-decrypt",
                    "-inform",
                    "DER",
                    "-in",
                    file.to_str().unwrap(),
                    "-recip",
                    &cert,
                    "-inkey",
                    &key,
                    "-binary",
                ],
            );
            assert!(out == content, "{} for {name}", file.display());
            opened += 1;
        }
    }
    assert_eq!(opened, 3 * 6 * 7);
}

#[test]
fn openssl_reads_our_der_as_canonical() {
    let pki = pki();
    let dir = tempfile::tempdir().unwrap();
    for (file, names, _) in cases(dir.path(), &SUITES) {
        let path = dir.path().join(&file);
        let again = run(
            &pki.dir,
            "openssl",
            &["cms", "-cmsout", "-inform", "DER", "-outform", "DER", "-in", path.to_str().unwrap()],
        );
        assert!(again == fs::read(&path).unwrap(), "{file}: {names:?}");
    }
}

#[test]
fn bouncy_castle_opens_every_message() {
    let pki = pki();
    let dir = tempfile::tempdir().unwrap();
    for name in ["r1", "r2", "r4"] {
        let out = dir.path().join(format!("{name}.p8"));
        run(
            &pki.dir,
            "openssl",
            &[
                "pkcs8",
                "-topk8",
                "-nocrypt",
                "-outform",
                "DER",
                "-in",
                &format!("{name}.key"),
                "-out",
                out.to_str().unwrap(),
            ],
        );
        fs::copy(pki.dir.join(format!("{name}.pem")), dir.path().join(format!("{name}.pem"))).unwrap();
    }
    let jars = ["bcprov", "bcpkix", "bcutil"].map(|j| format!("/usr/share/java/{j}.jar")).join(":");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/java/OpenSealed.java");
    run(dir.path(), "javac", &["-cp", &jars, "-d", ".", source]);

    let mut list = String::new();
    let mut expected = Vec::new();
    for (file, names, content) in cases(dir.path(), &SUITES) {
        for name in names {
            let out = format!("{file}.{name}.out");
            writeln!(list, "{file} {name}.pem {name}.p8 {out}").unwrap();
            expected.push((out, content.clone()));
        }
    }
    fs::write(dir.path().join("list"), list).unwrap();
    run(dir.path(), "java", &["-cp", &format!("{jars}:."), "OpenSealed", "list"]);
    assert_eq!(expected.len(), 3 * 6 * 7);
    for (out, content) in expected {
        assert!(fs::read(dir.path().join(&out)).unwrap() == content, "{out}");
    }
}

#[test]
fn gnupg_opens_compat_messages() {
    let pki = pki();
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("gnupg");
    fs::create_dir(&home).unwrap();
    fs::write(home.join("gpg-agent.conf"), "allow-loopback-pinentry\n").unwrap();
    fs::write(home.join("gpgsm.conf"), "disable-crl-checks\n").unwrap();
    run(&home, "chmod", &["700", "."]);
    let home_text = home.to_str().unwrap().to_owned();
    let gpgsm = |args: &[&str]| {
        let mut child = Command::new("gpgsm")
            .args([
                "--homedir",
                &home_text,
                "--batch",
                "--yes",
                "--pinentry-mode",
                "loopback",
                "--passphrase-fd",
                "0",
            ])
            .args(args)
            .current_dir(dir.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("gpgsm cannot be run; ./test installs it");
        child.stdin.take().unwrap().write_all(b"x\n").unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "gpgsm {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    for name in ["r1", "r2", "r4"] {
        let out = dir.path().join(format!("{name}.p12"));
        run(
            &pki.dir,
            "openssl",
            &[
                "pkcs12",
                "-export",
                "-legacy",
                "-inkey",
                &format!("{name}.key"),
                "-in",
                &format!("{name}.pem"),
                "-name",
                name,
                "-out",
                out.to_str().unwrap(),
                "-passout",
                "pass:x",
            ],
        );
    }
    for own in ["r1", "r2", "r4"] {
        gpgsm(&["--import", &format!("{own}.p12")]);
    }
    let made = cases(dir.path(), &COMPAT);
    for (file, names, content) in &made {
        gpgsm(&["-o", "opened", "--decrypt", file]);
        assert!(&fs::read(dir.path().join("opened")).unwrap() == content, "{file} {names:?}");
    }
    // The agent started for this folder ends with it.
    run(&home, "gpgconf", &["--homedir", &home_text, "--kill", "gpg-agent"]);
    assert_eq!(made.len(), 2 * 4 * 6);
}

#[test]
fn openssl_reads_the_whole_mail() {
    let pki = pki();
    let dir = tempfile::tempdir().unwrap();
    let payload = plain(100_000);
    let part = PartHeaders {
        content_type: "application/EDI-consent".to_owned(),
        description: Some("SCOR/TEST/Z".to_owned()),
        filename: Some("lot 1.gz".to_owned()),
    };
    let inner = inner_part(&payload, &part, true).unwrap();
    for suite in SUITES {
        for columns in [64, 76] {
            let sealed = seal(&inner, &[pki.one("r1")], suite).unwrap();
            let headers = Headers {
                from: "cabinet@exemple.example".to_owned(),
                to: vec!["01996@996.01.example".to_owned()],
                subject: "Pièces justificatives, lot n° 1".to_owned(),
                date: seal_support::NOW,
                message_id: "1.2.3@exemple.example".to_owned(),
                description: Some("SCOR/TEST".to_owned()),
                smime_type: suite.smime_type(),
                extra: vec![("X-Test".to_owned(), "a#b#1".to_owned())],
                columns,
            };
            let mail = message(&sealed, &headers).unwrap();
            let path = dir.path().join("m.eml");
            fs::write(&path, &mail).unwrap();
            let opened = run(
                &pki.dir,
                "openssl",
                &[
                    "cms",
                    "-decrypt",
                    "-inform",
                    "SMIME",
                    "-in",
                    path.to_str().unwrap(),
                    "-recip",
                    "r1.pem",
                    "-inkey",
                    "r1.key",
                    "-binary",
                ],
            );
            assert!(opened == inner, "{suite:?} {columns}");
            let read = scor::mail::read(&opened, &scor::mail::Bounds::default()).unwrap();
            assert_eq!(read.parts.len(), 1);
            assert_eq!(read.parts[0].data, payload);
            assert!(read.parts[0].was_gzip);
            assert_eq!(read.parts[0].description.as_deref(), Some("SCOR/TEST/Z"));
            assert_eq!(read.parts[0].filename.as_deref(), Some("lot 1.gz"));
        }
    }
}
