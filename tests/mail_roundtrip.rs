//! Messages out and in: Python's `email` judges what goes out; what comes in may be hostile.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use scor::mail::{Bounds, Headers, PartHeaders, inner_part, message, read};

fn headers() -> Headers {
    Headers {
        from: "cabinet@exemple.example".to_owned(),
        to: vec!["01996@996.01.example".to_owned(), "b@c.example".to_owned()],
        subject:
            "Reçu : pièces justificatives du cabinet, lot n° 12, télétransmission à l'organisme destinataire"
                .to_owned(),
        date: 1_798_761_600,
        message_id: "20270101.1@exemple.example".to_owned(),
        description: Some("SCOR/TEST".to_owned()),
        smime_type: "enveloped-data",
        extra: vec![("X-Chiffrement".to_owned(), "éditeur#logiciel#1.40#A#2".to_owned())],
        columns: 64,
    }
}

fn part(description: &str, filename: &str) -> PartHeaders {
    PartHeaders {
        content_type: "application/EDI-consent".to_owned(),
        description: Some(description.to_owned()),
        filename: Some(filename.to_owned()),
    }
}

const JUDGE: &str = r#"
import sys, json, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
json.dump({"defects": [str(d) for p in m.walk() for d in p.defects], "from": m["from"], "to": m["to"],
  "subject": m["subject"], "date": m["date"] and m["date"].datetime.isoformat(), "id": m["message-id"],
  "type": m.get_content_type(), "smime": m.get_param("smime-type"), "name": m.get_filename(),
  "description": m["content-description"], "x": m["x-chiffrement"],
  "data": m.get_payload(decode=True).hex()}, sys.stdout)
"#;

fn judged_by_python(mail: &[u8]) -> serde_json::Value {
    let mut child = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 cannot be run; ./test installs it");
    child.stdin.take().unwrap().write_all(mail).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn python_reads_every_header_and_byte_of_a_message() {
    let sealed: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let mail = message(&sealed, &headers()).unwrap();
    let seen = judged_by_python(&mail);
    assert_eq!(seen["defects"], serde_json::json!([]));
    assert_eq!(seen["from"], "cabinet@exemple.example");
    assert_eq!(seen["to"], "01996@996.01.example, b@c.example");
    assert_eq!(seen["subject"], headers().subject);
    assert_eq!(seen["date"], "2027-01-01T00:00:00");
    assert_eq!(seen["id"], "<20270101.1@exemple.example>");
    assert_eq!(seen["type"], "application/pkcs7-mime");
    assert_eq!((&seen["smime"], &seen["name"]), (&"enveloped-data".into(), &"smime.p7m".into()));
    assert_eq!(
        (&seen["description"], &seen["x"]),
        (&"SCOR/TEST".into(), &"éditeur#logiciel#1.40#A#2".into())
    );
    assert_eq!(seen["data"], hex(&sealed));
    for line in mail.split(|&b| b == b'\n').filter(|l| !l.is_empty()) {
        assert_eq!(line.last(), Some(&b'\r'));
        assert!(line.len() <= 79 && line.is_ascii());
    }
    let text = String::from_utf8(mail).unwrap();
    let body = text.split_once("\r\n\r\n").unwrap().1;
    assert!(body.lines().rev().skip(1).all(|l| l.len() == 64));
}

#[test]
fn inner_parts_come_back_whole_and_are_the_same_each_time() {
    let payload: Vec<u8> = (0..50_000u32).map(|i| u8::try_from(i * i % 251).unwrap()).collect();
    for gzip in [true, false] {
        for (description, filename) in
            [("SCOR/Z", "a.gz"), ("Pièces du lot", "reçu « n° 1 ».pdf"), ("a", "b \"c\\d.gz")]
        {
            let bytes = inner_part(&payload, &part(description, filename), gzip).unwrap();
            assert_eq!(bytes, inner_part(&payload, &part(description, filename), gzip).unwrap());
            let seen = judged_by_python(&bytes);
            assert_eq!((&seen["description"], &seen["name"]), (&description.into(), &filename.into()));
            let back = read(&bytes, &Bounds::default()).unwrap();
            let [only] = back.parts.as_slice() else { panic!("{back:?}") };
            assert_eq!(only.content_type, "application/edi-consent");
            assert_eq!(only.description.as_deref(), Some(description));
            assert_eq!(only.filename.as_deref(), Some(filename));
            assert_eq!(only.was_gzip, gzip);
            assert!(only.data == payload);
        }
    }
}

#[test]
fn nothing_can_be_smuggled_into_a_message() {
    let evil = "x\r\nBcc: thief@evil.example\r\n\r\nbody";
    let attempts: [fn(&mut Headers, &str); 9] = [
        |h, v| h.from = v.to_owned(),
        |h, v| h.to = vec![v.to_owned()],
        |h, v| h.subject = v.to_owned(),
        |h, v| h.message_id = v.to_owned(),
        |h, v| h.description = Some(v.to_owned()),
        |h, v| h.extra = vec![("X-A".to_owned(), v.to_owned())],
        |h, v| h.extra = vec![(v.to_owned(), "x".to_owned())],
        |h, _| h.extra = vec![("Content-TYPE".to_owned(), "text/plain".to_owned())],
        |h, _| h.to.clear(),
    ];
    for attempt in attempts {
        let mut headers = headers();
        attempt(&mut headers, evil);
        let error = message(b"x", &headers).unwrap_err();
        assert_eq!(error.key(), "mail.header_bad");
        assert!(!format!("{error:?}{}", error.details_json()).contains("thief"));
    }
    for columns in [0, 3, 62, 80] {
        assert_eq!(message(b"x", &Headers { columns, ..headers() }).unwrap_err().key(), "arg.value");
    }
    assert!(message(b"x", &Headers { date: i64::MAX, ..headers() }).is_err());
    for wrong in ["", "text", "text/", "/plain", "a/b; c=d", "a/b\r\nX: y"] {
        let headers = PartHeaders { content_type: wrong.to_owned(), ..PartHeaders::default() };
        assert_eq!(inner_part(b"x", &headers, true).unwrap_err().key(), "mail.header_bad", "{wrong:?}");
    }
    assert!(inner_part(b"x", &part(evil, "a"), true).is_err());
    assert!(inner_part(b"x", &part("a", evil), true).is_err());
}

const RETURN: &str = "From: \"Caisse\" <01996@996.01.example>\r\nSubject: =?ISO-8859-1?Q?Re=E7u?= du lot\r\n\
    Message-ID: <77@996.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_b 1\"\r\n\r\n\
    preamble\r\n--=_b 1\r\nContent-Type: application/EDI-consent; name=\"r.txt\"\r\n\
    Content-Description: SCOR/ARL\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nARL=20one=\r\n two\r\n\
    --=_b 1 \r\n\r\nplain\r\n--=_b 1xx\r\n\r\n--=_b 1\r\nContent-Type: message/rfc822\r\n\r\n\
    Subject: inner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>\r\n--=_b 1--\r\nepilogue";

#[test]
fn parts_of_a_return_are_recognised() {
    let back = read(RETURN.as_bytes(), &Bounds::default()).unwrap();
    assert_eq!(back.subject.as_deref(), Some("Reçu du lot"));
    assert_eq!(back.from.as_deref(), Some("01996@996.01.example"));
    assert_eq!(back.message_id.as_deref(), Some("77@996.example"));
    let parts: Vec<_> = back
        .parts
        .iter()
        .map(|p| {
            (p.content_type.as_str(), p.description.as_deref(), p.filename.as_deref(), p.data.as_slice())
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("application/edi-consent", Some("SCOR/ARL"), Some("r.txt"), &b"ARL one two"[..]),
            ("text/plain", None, None, b"plain\r\n--=_b 1xx\r\n"),
            ("text/html", None, None, b"<p>"),
        ]
    );
    assert_eq!(back.parts[2].charset.as_deref(), Some("utf-8"));
    let unix = RETURN.replace("\r\n", "\n");
    assert_eq!(read(unix.as_bytes(), &Bounds::default()).unwrap().parts.len(), 3);
    assert!(!format!("{back:?}").contains("ARL one"), "content stays out of logs");
}

fn reason(mail: &[u8], bounds: &Bounds) -> &'static str {
    read(mail, bounds).map_or_else(|e| e.key(), |_| "ok")
}

#[test]
fn hostile_messages_stop_at_their_bound() {
    let bounds = Bounds { content_bytes: 1 << 20, ..Bounds::default() };
    let zeros = inner_part(&vec![0; 50 << 20], &part("a", "b"), true).unwrap();
    assert!(zeros.len() < 100_000);
    let start = Instant::now();
    assert_eq!(reason(&zeros, &bounds), "mail.inflated");
    let exact = inner_part(&vec![0; 1 << 20], &part("a", "b"), true).unwrap();
    assert_eq!(reason(&exact, &bounds), "ok");

    let mut nested = b"Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    assert_eq!(reason(&nested, &bounds), "mail.nesting");
    nested = (0..1000)
        .flat_map(|i| format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n").into_bytes())
        .collect();
    assert_eq!(reason(&nested, &bounds), "mail.damaged");
    let many = "Content-Type: multipart/mixed; boundary=b\r\n\r\n".to_owned()
        + &"--b\r\n\r\nx\r\n".repeat(200_000)
        + "--b--";
    assert_eq!(reason(many.as_bytes(), &bounds), "mail.too_many_parts");
    assert_eq!(reason(&vec![b'a'; (32 << 20) + 1], &bounds), "mail.too_large");
    assert_eq!(reason(&b"X: y\r\n".repeat(100_000), &bounds), "mail.damaged");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn damaged_messages_are_refused_not_shortened() {
    let bounds = Bounds::default();
    let cut = RETURN.rsplit_once("--=_b 1--").unwrap().0;
    assert_eq!(reason(cut.as_bytes(), &bounds), "mail.damaged");
    let good = inner_part(&[7; 5000], &part("a", "b"), true).unwrap();
    assert_eq!(reason(&good, &bounds), "ok");
    let text = String::from_utf8(good).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let packed: String = body.lines().collect();
    let rebuilt = |body: &str| format!("{head}\r\n\r\n{body}");
    assert_eq!(reason(rebuilt(&packed).as_bytes(), &bounds), "ok");
    assert_eq!(reason(rebuilt(&packed[..packed.len() - 8]).as_bytes(), &bounds), "mail.gzip_damaged");
    assert_eq!(reason(rebuilt(&packed[..packed.len() - 5]).as_bytes(), &bounds), "mail.damaged");
    assert_eq!(reason(rebuilt(&packed.replace('A', "*")).as_bytes(), &bounds), "mail.damaged");
    assert_eq!(reason(b"Content-Transfer-Encoding: uuencode\r\n\r\nx", &bounds), "mail.damaged");
    assert_eq!(reason(b"Content-Type: multipart/mixed\r\n\r\nx", &bounds), "mail.damaged");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, &Bounds::default());
    }

    #[test]
    fn no_change_to_a_message_makes_the_reader_panic(
        changes in proptest::collection::vec((0..RETURN.len(), any::<u8>(), 0..3u8), 1..12)
    ) {
        let mut mail = RETURN.as_bytes().to_vec();
        for (at, byte, how) in changes {
            let at = at % mail.len();
            match how {
                0 => mail[at] = byte,
                1 => mail.insert(at, byte),
                _ => drop(mail.remove(at)),
            }
        }
        let _ = read(&mail, &Bounds::default());
    }

    #[test]
    fn hostile_header_values_never_panic(
        name in prop_oneof!["Content-Type", "Content-Disposition", "From", "Subject", "Message-ID", "Content-Description"],
        value in "[ -~\\t=?;*'\"()<>@,\\\\\u{e9}]{0,120}"
    ) {
        let _ = read(format!("{name}: {value}\r\n\r\nx").as_bytes(), &Bounds::default());
    }

    #[test]
    fn any_text_survives_as_a_subject_or_is_refused(subject in "\\PC{0,200}") {
        let made = message(b"x", &Headers { subject: subject.clone(), ..headers() });
        if let Ok(mail) = made {
            prop_assert!(mail.is_ascii());
            let back = read(&mail, &Bounds::default()).unwrap();
            prop_assert_eq!(back.from.as_deref(), Some("cabinet@exemple.example"));
            if !subject.is_ascii() || subject.contains("=?") {
                prop_assert_eq!(back.subject.unwrap_or_default(), subject);
            }
        }
    }
}
