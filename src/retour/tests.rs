use jiff::civil::date;

use super::banc::{Jugement, Reponse};
use super::*;
use crate::mail::PlainHeaders;
use crate::profile::{Action, Bundle, FaultName, Severity};

fn profile() -> Profile {
    Profile::scor_public()
}

fn reader() -> Reader {
    Reader::new(&profile()).unwrap()
}

fn headers() -> PlainHeaders {
    PlainHeaders {
        from: "01996@996.01.example".into(),
        to: "cabinet@exemple.example".into(),
        subject: "retour".into(),
        date: 1_767_400_000,
        message_id: "r1@exemple.example".into(),
    }
}

fn reponse(verdicts: Vec<Jugement>) -> Reponse {
    Reponse {
        arl: "R1".into(),
        arl_date: date(2026, 1, 3),
        emitter_type: "TP".into(),
        emitter: "00000000012345".into(),
        lot: "007".into(),
        lot_date: date(2026, 1, 2),
        verdicts,
    }
}

fn piece(code: &str) -> Jugement {
    Jugement {
        level: Level::Piece,
        dossier: "D-1".into(),
        invoice: "000000042".into(),
        type_code: "ORDN".into(),
        file: "D-1-1-ORDN.p7m".into(),
        ..Jugement::lot(false, code, "")
    }
}

/// The ARL that a text is read as, by the shipped profile.
fn arl(text: &str) -> Result<Arl> {
    let mut read = reader().read_content("arl", text.as_bytes(), &Bounds::default());
    assert_eq!(read.len(), 1);
    match read.pop().unwrap()? {
        Retour::Arl(arl) => Ok(arl),
        other => panic!("{other:?}"),
    }
}

fn written(verdicts: Vec<Jugement>) -> String {
    String::from_utf8(banc::arl(&profile(), &reponse(verdicts)).unwrap()).unwrap()
}

#[test]
fn an_arl_goes_from_the_bench_through_a_message_to_its_facts() {
    let content = banc::arl(&profile(), &reponse(vec![Jugement::lot(true, "00", "Bien reçu")])).unwrap();
    for gzip in [false, true] {
        let message = banc::message(&content, "SCOR-PUBLIC/ARL", gzip, &headers()).unwrap();
        let lecture = reader().read(&message, &Bounds::default()).unwrap();
        assert_eq!(lecture.message_id.as_deref(), Some("r1@exemple.example"));
        let [Lu { part: 0, retour: Ok(Retour::Arl(arl)) }] = lecture.lus.as_slice() else {
            panic!("{lecture:?}")
        };
        assert_eq!(arl.cle, Cle::new("12345", 7, date(2026, 1, 2)));
        assert_eq!((arl.id.as_deref(), arl.date), (Some("R1"), Some(date(2026, 1, 3))));
        assert!(arl.positive() && arl.lot().is_some());
        assert_eq!((arl.verdicts[0].label.as_str(), arl.verdicts[0].alerte), ("Bien reçu", None));
        let report = lecture.report();
        assert_eq!(report["form"], "scor.retour/1");
        assert_eq!(report["parts"][0]["kind"], "arl");
        assert_eq!(report["parts"][0]["date"], "2026-01-02", "the lot's date is part of its key");
    }
}

#[test]
fn a_piece_is_refused_alone() {
    let arl = arl(&written(vec![Jugement::lot(true, "00", ""), piece("13")])).unwrap();
    assert!(!arl.positive());
    let [lot, refused] = arl.verdicts.as_slice() else { panic!("{arl:?}") };
    assert_eq!((lot.level, lot.action), (Level::Lot, Action::Archive));
    assert_eq!((refused.level, refused.action), (Level::Piece, Action::Rebuild));
    assert_eq!(refused.fault, Some(FaultName::Illegible));
    assert_eq!(refused.label, "Image illisible par contraste", "the profile's label, as the ARL has none");
    assert_eq!((refused.dossier.as_deref(), refused.invoice.as_deref()), (Some("D-1"), Some("42")));
    assert_eq!((refused.rank, refused.file.as_deref()), (Some(1), Some("D-1-1-ORDN.p7m")));
    assert_eq!(lot.dossier, None);
}

#[test]
fn sign_and_code_decide_together() {
    let cases = [
        (true, "00", Action::Archive, None),
        (true, "", Action::Archive, None),
        (true, "77", Action::Archive, Some(Alerte::CodeInconnu)),
        (true, "13", Action::Rebuild, Some(Alerte::SigneContraire)),
        (false, "13", Action::Rebuild, None),
        (false, "30", Action::Retransmit, None),
        (false, "41", Action::Manual, None),
        (false, "77", Action::Rebuild, Some(Alerte::CodeInconnu)),
        (false, "", Action::Rebuild, Some(Alerte::CodeInconnu)),
        (false, "00", Action::Rebuild, Some(Alerte::SigneContraire)),
    ];
    for (positive, code, action, alerte) in cases {
        let arl = arl(&written(vec![Jugement::lot(positive, code, "")])).unwrap();
        let verdict = &arl.verdicts[0];
        let got = (verdict.positive, verdict.action, verdict.alerte);
        assert_eq!(got, (positive, action, alerte), "{positive} {code}");
    }
}

#[test]
fn an_arl_that_is_cut_short_or_strange_is_an_error_with_its_record() {
    let whole = written(vec![Jugement::lot(true, "00", "ok"), piece("13")]);
    let lines: Vec<&str> = whole.lines().collect();
    let without = |at: usize| {
        let kept: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, l)| *l).collect();
        kept.join("\n")
    };
    let swapped = |from: &str, to: &str| whole.replace(from, to);
    let cases = [
        (String::new(), Kind::RetourTruncated, 0),
        (without(4), Kind::RetourTruncated, 4),
        (without(3), Kind::RetourTruncated, 4),
        (without(1), Kind::RetourRecord, 2),
        (lines[..2].join("\n") + "\nFIN|2", Kind::RetourRecord, 3),
        (whole.clone() + "\nLOT|+|00|", Kind::RetourRecord, 6),
        (swapped("LOT|+", "LOT|?"), Kind::RetourRecord, 3),
        (swapped("|007|", "|99999999999|"), Kind::RetourField, 2),
        (swapped("2026-01-02", "2026-13-02"), Kind::RetourField, 2),
        ("GIF89a".into(), Kind::RetourRecord, 1),
    ];
    for (text, kind, record) in cases {
        let error = arl(&text).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}\n{error}");
        assert_eq!(error.detail("record"), Some(&i64_detail(record)), "{text}\n{error}");
    }
}

fn i64_detail(n: i64) -> crate::error::Detail {
    n.into()
}

#[test]
fn one_part_may_speak_of_several_lots() {
    let text = "ARL|SCOR-PUBLIC/1||R9|2026-01-05\nEMETTEUR|TP|1|001|2026-01-02\nLOT|+|00|\nEMETTEUR|TP|1|002|2026-01-02\n\
        DOSSIER|D|7|-|21|manque\nFIN|5\n";
    let read = reader().read_content("arl", text.as_bytes(), &Bounds::default());
    let lots: Vec<(u32, bool)> = read
        .iter()
        .map(|r| match r {
            Ok(Retour::Arl(arl)) => (arl.cle.lot, arl.positive()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lots, [(1, true), (2, false)]);
}

const HEAD: &str = "id = \"v\"\nversion = \"1\"\nabout = \"a\"\nextends = \"scor-public\"\n";

fn bundle(body: &str) -> Bundle {
    let mut bundle = Bundle::new();
    bundle.add("profile.toml", format!("{HEAD}{body}").as_bytes()).unwrap();
    bundle
}

/// A layout of fixed widths, as a vendor would write it down.
const WIDTHS: &str = r#"
[arl]
split = { value = "every:64", source = "s", confidence = "A" }
dates = { value = "AAMMJJ", source = "s", confidence = "A" }
positive = { value = "^P$", source = "s", confidence = "A" }
negative = { value = "^N$", source = "s", confidence = "A" }
example = { source = "s", confidence = "A", value = '''
{%- set d = lot_date | replace("-", "") -%}
E{{ emitter_type }}{{ emitter }}{{ lot }}{{ d[2:] }}{{ " " * 38 }}
{%- for v in verdicts -%}
V{{ v.level[0] }}{{ "P" if v.positive else "N" }}{{ "%-4s" | format(v.code) }}{{ "%-20s" | format(v.dossier) }}{{ " " * 37 }}
{%- endfor -%}
''' }
[[arl_records]]
code = "E"
role = "header"
starts = "E"
fields = "emitter_type:2 emitter:14 lot:3 lot_date:6"
source = "s"
confidence = "A"
[[arl_records]]
code = "VL"
role = "lot"
starts = "Vl"
fields = "sign:1 code:4"
source = "s"
confidence = "A"
[[arl_records]]
code = "VD"
role = "dossier"
starts = "Vd"
fields = "sign:1 code:4 dossier:20"
source = "s"
confidence = "A"
[[arl_records]]
code = "VP"
role = "piece"
starts = "Vp"
fields = "sign:1 code:4 dossier:20"
source = "s"
confidence = "A"
"#;

#[test]
fn a_vendors_fixed_widths_need_no_rust() {
    let bundle = bundle(WIDTHS);
    let found: Vec<_> = check(&bundle).into_iter().filter(|f| f.key.starts_with("arl.ex")).collect();
    assert!(found.is_empty(), "{found:#?}");
    let profile = bundle.profile().unwrap();
    let content = banc::arl(&profile, &reponse(vec![Jugement::lot(false, "13", "")])).unwrap();
    assert_eq!(content.len(), 128);
    let read = Reader::new(&profile).unwrap().read_content("arl", &content, &Bounds::default());
    let [Ok(Retour::Arl(arl))] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!(arl.cle, Cle::new("12345", 7, date(2026, 1, 2)));
    assert_eq!(arl.verdicts[0].action, Action::Rebuild);
    let cut = Reader::new(&profile).unwrap().read_content("arl", &content[..100], &Bounds::default());
    assert_eq!(cut[0].as_ref().unwrap_err().kind(), Kind::RetourTruncated);
}

#[test]
fn a_vendors_patterns_may_look_all_over_a_text() {
    let record = |code: &str, role: &str, pattern: &str| {
        format!(
            "[[arl_records]]\ncode = \"{code}\"\nrole = \"{role}\"\npattern = '{pattern}'\nsource = \"s\"\nconfidence = \"A\"\n"
        )
    };
    let body = [
        "[arl]\nsplit = { value = \"whole\", source = \"s\", confidence = \"A\" }\n",
        &record("l", "header", r#"<lot ps="(?<emitter>\d+)" no="(?<lot>\d+)" date="(?<lot_date>[^"]+)">"#),
        &record("p", "piece", r#"(?s)<piece n="(?<rank>\d+)">\s*<etat>(?<sign>[+-])</etat>"#),
    ];
    let profile = bundle(&body.concat()).profile().unwrap();
    let text = "<arl><lot ps=\"12\" no=\"4\" date=\"2026-02-03\">\n<piece n=\"2\">\n <etat>-</etat></piece></lot></arl>";
    let read = Reader::new(&profile).unwrap().read_content("arl", text.as_bytes(), &Bounds::default());
    let [Ok(Retour::Arl(arl))] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!(arl.cle, Cle::new("12", 4, date(2026, 2, 3)));
    assert_eq!((arl.verdicts[0].rank, arl.verdicts[0].action), (Some(2), Action::Rebuild));
}

#[test]
fn check_says_when_an_example_is_not_read_back() {
    let wrong = WIDTHS.replace("lot:3", "lot:2");
    let found = check(&bundle(&wrong));
    let first = found.first().unwrap();
    assert_eq!((first.severity, first.key.as_str()), (Severity::Error, "arl.example"), "{found:#?}");
    // Records of one's own with the shipped example: usable, but the bench cannot play the caisse.
    let without = WIDTHS.split("[[arl_records]]").skip(1).map(|r| format!("[[arl_records]]{r}"));
    let found = check(&bundle(&without.collect::<String>()));
    let about: Vec<_> = found.iter().filter(|f| f.text.contains("not read back")).collect();
    assert_eq!((about.len(), about[0].severity), (1, Severity::Warning));
    assert!(check(&bundle("")).iter().all(|f| !f.text.contains("not read back")));
}

#[test]
fn faults_of_layouts_name_their_key() {
    let cases = [
        ("[arl]\nsplit = { value = \"words\", source = \"s\", confidence = \"A\" }\n", "arl.split"),
        ("[arl]\npositive = { value = \"(\", source = \"s\", confidence = \"A\" }\n", "arl.positive"),
        ("[noemie]\nend = { value = \"@@\", source = \"s\", confidence = \"A\" }\n", "noemie.end"),
        (
            "[[arl_records]]\ncode = \"x\"\nrole = \"lot\"\nsource = \"s\"\nconfidence = \"A\"\n",
            "arl_records",
        ),
        (
            "[[arl_records]]\ncode = \"x\"\nrole = \"lot\"\npattern = \"(?<who>.)\"\nsource = \"s\"\nconfidence = \"A\"\n",
            "arl_records",
        ),
        (
            "[[noemie_entities]]\ncode = \"10\"\nlabel = \"x\"\nfields = \"_:2\"\nsource = \"s\"\nconfidence = \"A\"\n",
            "noemie_entities",
        ),
        (
            "[[noemie_entities]]\ncode = \"100\"\nlabel = \"x\"\nfields = \"_:0\"\nsource = \"s\"\nconfidence = \"A\"\n",
            "noemie_entities",
        ),
    ];
    for (body, key) in cases {
        let found = check(&bundle(body));
        assert_eq!((found[0].severity, found[0].key.as_str()), (Severity::Error, key), "{found:#?}");
    }
}

/// A NOEMIE file of the practice 12345 with these entities between its head and its end.
fn noemie_text(entities: &[(&str, &[(&'static str, &str)])]) -> String {
    let profile = profile();
    let entity = |code, fields: &[_]| banc::entity(&profile, code, fields).unwrap();
    let head = entity(
        "000",
        &[
            ("emitter_type", "CP"),
            ("emitter", "996"),
            ("recipient_type", "TP"),
            ("recipient", "12345"),
            ("file", "F00001"),
            ("created", "260110"),
            ("norm", "CP"),
            ("flow", "T"),
        ],
    );
    let body: String = entities.iter().map(|(code, fields)| entity(code, fields)).collect();
    let count = (entities.len() + 2).to_string();
    head + &body + &entity("999", &[("emitter_type", "CP"), ("emitter", "996"), ("count", &count)])
}

fn noemie(bytes: &[u8]) -> Result<Vec<Noemie>> {
    let read = reader().read_content("noemie", bytes, &Bounds::default()).into_iter();
    read.map(|retour| match retour? {
        Retour::Noemie(noemie) => Ok(noemie),
        other => panic!("{other:?}"),
    })
    .collect()
}

#[test]
fn noemie_shows_payment_and_rejection_of_factures() {
    let text = noemie_text(&[
        ("080", &[("lot_date", "260102"), ("lot", "7")]),
        ("100", &[("invoice", "41")]),
        ("198", &[("amo_asked", "2500"), ("amo_state", "P"), ("amo_paid", "2400"), ("amo_sign", "P")]),
        ("290", &[("reject_code", "S01"), ("reject_label", "SIGNALEMENT @ LIRE")]),
        ("102", &[("invoice", "42"), ("lot", "8"), ("lot_date", "260103"), ("invoice_type", "F")]),
        ("198", &[("amo_asked", "2500"), ("amo_state", "R")]),
        (
            "294",
            &[
                ("reject_code", "0123"),
                ("reject_label", "REJET"),
                ("reject_level", "F"),
                ("reject_part", "O"),
            ],
        ),
        ("102", &[("invoice", "43"), ("invoice_type", "B")]),
        ("294", &[("reject_code", "0123"), ("reject_level", "F"), ("reject_part", "O")]),
        ("100", &[("invoice", "44")]),
        ("210", &[("act_paid", "1000"), ("act_sign", "P")]),
        ("100", &[("invoice", "45")]),
        ("294", &[("reject_code", "0123"), ("reject_level", "L"), ("reject_part", "O"), ("line", "2")]),
    ]);
    let files = noemie(text.as_bytes()).unwrap();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!((file.emitter.as_deref(), file.recipient.as_deref()), (Some("996"), Some("12345")));
    assert_eq!((file.created, file.test, file.count_differs), (Some(date(2026, 1, 10)), true, false));
    let told: Vec<_> = file.factures.iter().map(|f| (f.invoice.as_str(), f.lot, f.etat, f.indice)).collect();
    let wanted = [
        ("41", Some(7), Etat::Paye, Indice::Part),
        ("42", Some(8), Etat::Rejete, Indice::Part),
        ("43", Some(7), Etat::Rejete, Indice::Rejet),
        ("44", Some(7), Etat::Paye, Indice::Actes),
        ("45", Some(7), Etat::Autre, Indice::Aucun),
    ];
    assert_eq!(told, wanted);
    assert_eq!((file.factures[0].amo_asked, file.factures[0].amo_paid), (Some(2500), Some(2400)));
    assert_eq!(file.factures[0].rejets[0].label, "SIGNALEMENT @ LIRE", "the mark within a label");
    assert_eq!(file.factures[1].lot_date, Some(date(2026, 1, 3)));
    assert_eq!(file.factures[4].rejets[0].line, Some(2));
    assert_eq!(file.factures[1].record, 6);
}

#[test]
fn noemie_lets_through_what_it_need_not_know() {
    let text = noemie_text(&[("100", &[("invoice", "1")])]);
    let patient = "10302".to_owned() + &"1900000000000".repeat(3) + "NOM PATRONYMIQUE@";
    let (head, rest) = text.split_at(128);
    let strange = format!("{head}{patient}\r\n{rest}\r\n\x1a{}", text.replace("@", "@\n"));
    let files = noemie(strange.as_bytes()).unwrap();
    assert_eq!((files.len(), files[0].unknown, files[1].unknown), (2, 1, 0));
    assert!(!serde_json::to_string(&files).unwrap().contains("NOM PATRONYMIQUE"));
    let short = noemie_text(&[]).replacen("999CP", "10001000000001@999CP", 1);
    assert_eq!(noemie(short.as_bytes()).unwrap()[0].factures[0].invoice, "1");
    let latin =
        noemie_text(&[("100", &[("invoice", "1")]), ("290", &[("reject_label", "réglé à l'échéance")])]);
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    assert_eq!(noemie(&bytes).unwrap(), noemie(latin.as_bytes()).unwrap());
    let odd = noemie_text(&[("102", &[("invoice", "1"), ("lot", "A7")])]).replacen("260110", "269910", 1);
    let odd = noemie(odd.as_bytes()).unwrap().remove(0);
    assert_eq!((odd.malformed, odd.created, odd.factures[0].lot), (2, None, None));
    let fewer = text.replacen("00000003", "00000009", 1);
    assert!(noemie(fewer.as_bytes()).unwrap()[0].count_differs);
}

#[test]
fn a_noemie_that_is_cut_short_or_strange_is_an_error_with_its_record() {
    let text = noemie_text(&[("100", &[("invoice", "41")]), ("198", &[("amo_state", "P")])]);
    for end in 0..text.len() {
        assert!(noemie(&text.as_bytes()[..end]).is_err(), "{end}");
    }
    let cases = [
        (text[128..].to_owned(), Kind::RetourRecord, 1),
        (text.replacen("100 ", "1x0 ", 1), Kind::RetourRecord, 2),
        (text.clone() + "xx", Kind::RetourRecord, 5),
        (text[..128].repeat(2), Kind::RetourRecord, 2),
        (format!("{}100{}", &text[..128], "1".repeat(9000)), Kind::RetourRecord, 2),
    ];
    for (text, kind, record) in cases {
        let error = noemie(text.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.detail("record"), Some(&i64_detail(record)), "{error}");
    }
}

#[test]
fn parts_are_told_apart_and_one_that_is_broken_takes_nothing_from_the_others() {
    let part = |kind: &str, description: &str, body: &str| {
        format!("--b\r\nContent-Type: {kind}\r\nContent-Description: {description}\r\n\r\n{body}\r\n")
    };
    let arl = written(vec![Jugement::lot(true, "00", "")]);
    let message = [
        "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
        &part("text/plain", "", "Bonjour"),
        &part("application/EDI-consent", "SCOR-PUBLIC/ARL", "nonsense"),
        &part("application/EDI-consent", "SCOR-PUBLIC/ARL", &arl),
        &part("application/pkcs7-mime", "IRIS/NOEMIE", "x"),
        &part("application/EDI-consent", "OTHER/THING", "x"),
        "--b--\r\n",
    ];
    let body = "[[returns]]\nkind = \"rsp\"\ndescription = \"^OTHER\"\nfilename = \"^$\"\nsource = \"s\"\nconfidence = \"A\"\n";
    let reader = Reader::new(&bundle(body).profile().unwrap()).unwrap();
    let lecture = reader.read(message.concat().as_bytes(), &Bounds::default()).unwrap();
    let parts: Vec<_> = lecture.lus.iter().map(|lu| (lu.part, lu.retour.as_ref())).collect();
    assert_eq!(parts.len(), 5);
    assert_eq!(parts[0], (0, Ok(&Retour::PasPourNous)));
    assert_eq!(parts[1].1.unwrap_err().kind(), Kind::RetourRecord);
    assert!(matches!(parts[2].1, Ok(Retour::Arl(arl)) if arl.positive()));
    assert_eq!(parts[3].1, Ok(&Retour::Scelle));
    assert_eq!(parts[4].1, Ok(&Retour::Autre { name: "rsp".into() }));
    let report = lecture.report();
    assert_eq!(report["parts"][1]["error"]["key"], "retour.record");
    assert_eq!(report["parts"][3], serde_json::json!({ "kind": "scelle", "part": 3 }));
    let letter = reader.read(b"Subject: x\r\n\r\nBonjour", &Bounds::default()).unwrap();
    assert!(!letter.for_us() && lecture.for_us());
}

#[test]
fn content_is_bounded() {
    let small = Bounds { content_bytes: 100, ..Bounds::default() };
    fn read(bytes: &[u8], bounds: &Bounds) -> Kind {
        reader().read_content("arl", bytes, bounds).remove(0).unwrap_err().kind()
    }
    assert_eq!(read(&[b'x'; 200], &small), Kind::MailInflated);
    assert_eq!(read(&vec![b'\n'; 3 << 20], &Bounds::default()), Kind::RetourTooLarge);
    assert_eq!(read(&b"LOT|+|00|\n".repeat(100_000), &Bounds::default()), Kind::RetourTooMany);
    assert_eq!(noemie(&vec![b'0'; 17 << 20]).unwrap_err().kind(), Kind::RetourTooLarge);
    let head = &noemie_text(&[])[..128];
    let many = head.to_owned() + &"10001000000001@".repeat(100_001);
    assert_eq!(noemie(many.as_bytes()).unwrap_err().kind(), Kind::RetourTooMany);
    let unknown = reader().read_content("rsp", b"", &Bounds::default()).remove(0);
    assert_eq!(unknown.unwrap_err().kind(), Kind::RetourKind);
}

#[test]
fn the_bench_and_the_sample_of_the_check_write_the_same_names() {
    let names = |value: &serde_json::Value| -> Vec<String> {
        let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let sample = crate::profile::sample::arl();
    let bench = serde_json::to_value(reponse(vec![piece("13")])).unwrap();
    assert_eq!(names(&sample), names(&bench));
    assert_eq!(names(&sample["verdicts"][0]), names(&bench["verdicts"][0]));
    let control = Reponse { lot: "1\nLOT".into(), ..reponse(Vec::new()) };
    assert_eq!(banc::arl(&profile(), &control).unwrap_err().kind(), Kind::BadValue);
    assert_eq!(banc::entity(&profile(), "100", &[("lot", "1")]).unwrap_err().kind(), Kind::RetourField);
    assert_eq!(banc::entity(&profile(), "777", &[]).unwrap_err().kind(), Kind::RetourKind);
}
