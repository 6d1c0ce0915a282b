use super::*;

fn bundle(text: &str) -> Bundle {
    let mut bundle = Bundle::new();
    bundle.add("profile.toml", text.as_bytes()).unwrap();
    bundle
}

const HEAD: &str = "id = \"v\"\nversion = \"1\"\nabout = \"a\"\nextends = \"scor-public\"\n";

fn refused(body: &str) -> (Kind, String) {
    let error = bundle(&format!("{HEAD}{body}")).profile().unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn the_shipped_profile_is_whole_and_every_value_has_its_evidence() {
    let profile = Profile::scor_public();
    assert_eq!(profile.sections.image.min_dpi.value, 200);
    assert_eq!(profile.sections.pdf.max_bytes.value, 250_000);
    let rows = profile.rows();
    assert!(rows.len() > 30);
    for row in &rows {
        assert!(entry::is_confidence(&row.confidence), "{}", row.key);
        assert!(!row.source.is_empty() && row.value != "null", "{}", row.key);
    }
    let types: Vec<&str> = profile.piece.types.iter().map(|t| t.code.as_str()).collect();
    assert_eq!(types, ["ORDN", "DSIP", "AUTP", "FSNC"]);
}

#[test]
fn a_bundle_overrides_key_by_key_and_keeps_the_rest() {
    let body = "[pdf]\nmax_bytes = { value = 300000, source = \"contract\", confidence = \"A\" }\n\
        [[piece.types]]\ncode = \"PMTX\"\nlabel = \"Transport\"\nrole = \"prescription\"\nmany = false\n\
        source = \"contract\"\nconfidence = \"A\"\n";
    let profile = bundle(&format!("{HEAD}{body}")).profile().unwrap();
    assert_eq!((profile.id.as_str(), profile.sections.pdf.max_bytes.value), ("v", 300_000));
    assert_eq!(profile.sections.pdf.max_bytes.source, "contract");
    assert_eq!(profile.sections.image.min_dpi.value, 200);
    assert_eq!(profile.piece.types.len(), 5);
    assert!(profile.piece_type("PMTX").is_ok() && profile.piece_type("XXXX").is_err());
}

#[test]
fn faults_name_file_line_and_key() {
    let entry = |key: &str, value: &str| {
        format!("{key} = {{ value = {value}, source = \"s\", confidence = \"A\" }}\n")
    };
    let cases = [
        (format!("[pdf]\n{}", entry("max_bites", "5000")), Kind::ProfileSyntax, "line 6", "max_bites"),
        (format!("[pdf]\n{}", entry("max_bytes", "\"many\"")), Kind::ProfileSyntax, "line 6", "max_bytes"),
        (format!("[pdf]\n\n{}", entry("max_bytes", "12")), Kind::ProfileValue, "line 7", "pdf.max_bytes"),
        (format!("[image]\n{}", entry("min_dpi", "30")), Kind::ProfileValue, "line 6", "image.min_dpi"),
        (format!("[image]\n{}", entry("min_dpi", "400")), Kind::ProfileValue, "line 6", "image.min_dpi"),
        (format!("[lot]\n{}", entry("number_max", "1000")), Kind::ProfileValue, "line 6", "lot.number_max"),
        (
            format!("[image]\n{}", entry("target_dpi", "150")),
            Kind::ProfileValue,
            "line 6",
            "image.target_dpi",
        ),
        (
            format!("[lot]\n\n{}", entry("number_width", "2")),
            Kind::ProfileValue,
            "line 7",
            "lot.number_width",
        ),
        (format!("[headers]\n{}", entry("X-A", "\" \"")), Kind::ProfileValue, "line 6", "headers.X-A"),
        (format!("[headers]\n{}", entry("\"X A\"", "\"a\"")), Kind::ProfileValue, "line 6", "headers.X A"),
        (
            format!("[piece]\n{}", entry("confirm_legible", "1")),
            Kind::ProfileSyntax,
            "line 6",
            "piece.confirm_legible",
        ),
        ("[pdf]\nmax_bytes = 300000\n".into(), Kind::ProfileSyntax, "line 6", "max_bytes"),
        ("colour = 1\n".into(), Kind::ProfileSyntax, "line 5", "colour"),
        ("[mail".into(), Kind::ProfileSyntax, "line 5", "mail"),
    ];
    for (body, kind, line, key) in cases {
        let (got, text) = refused(&body);
        assert_eq!(got, kind, "{text}");
        for part in ["profile.toml", line, key] {
            assert!(text.contains(part), "{part} is not in: {text}");
        }
    }
    for unsure in ["[headers]\nX-A = { value = \"a\"", "[piece]\nconfirm_legible = { value = true"] {
        assert_eq!(
            refused(&format!("{unsure}, source = \"s\", confidence = \"sure\" }}\n")).0,
            Kind::ProfileValue
        );
    }
    let unsure = "[pdf]\nmax_bytes = { value = 5000, source = \"s\", confidence = \"sure\" }\n";
    assert_eq!(refused(unsure).0, Kind::ProfileValue);
    let pattern = "[[returns]]\nkind = \"arl\"\ndescription = \"(\"\nsource = \"s\"\nconfidence = \"A\"\n";
    assert_eq!(refused(pattern).0, Kind::ProfileValue);
}

#[test]
fn a_base_that_is_not_shipped_is_refused() {
    for text in [
        "id = \"v\"\nversion = \"1\"\nabout = \"a\"\n",
        "id = \"v\"\nversion = \"1\"\nabout = \"a\"\nextends = \"x\"\n",
    ] {
        assert_eq!(bundle(text).profile().unwrap_err().kind(), Kind::ProfileBase);
    }
    assert_eq!(Bundle::new().profile().unwrap_err().kind(), Kind::ProfileFile);
}

#[test]
fn templates_come_from_files_and_are_checked() {
    let body =
        "[mail]\nsubject = { value = \"@templates/subject.j2\", source = \"s\", confidence = \"A\" }\n";
    let mut with = bundle(&format!("{HEAD}{body}"));
    assert_eq!(with.profile().unwrap_err().kind(), Kind::ProfileFile);
    with.add("templates/subject.j2", b"SX/{{ lot }}").unwrap();
    assert_eq!(with.profile().unwrap().sections.mail.subject.value, "SX/{{ lot }}");
    with.add("templates/subject.j2", b"SX/{{ lot ").unwrap();
    let error = with.profile().unwrap_err();
    assert_eq!(error.kind(), Kind::ProfileTemplate);
    assert_eq!(error.detail("key"), Some(&"mail.subject".into()));
}

#[test]
fn check_tells_what_is_unproved_and_unreached() {
    let mut b = bundle(HEAD);
    b.add("templates/forgotten.j2", b"x").unwrap();
    let found = b.check();
    assert!(found.iter().any(|f| f.key == "files.manifest" && f.severity == Severity::Warning));
    assert!(found.iter().any(|f| f.file == "templates/forgotten.j2"));
    let wrong = bundle(&format!("{HEAD}colour = 1\n")).check();
    assert_eq!((wrong.len(), wrong[0].severity, wrong[0].line), (1, Severity::Error, 5));
    let shipped = found.iter().find(|f| f.key == "mail.subject").unwrap();
    let line = parse::SHIPPED.1.lines().nth(shipped.line as usize - 1).unwrap();
    assert!(shipped.file == "scor-public.toml" && line.starts_with("subject = "), "{line}");
}

#[test]
fn check_tells_every_fault_at_its_line() {
    let entry = |key: &str, value: &str| {
        format!("{key} = {{ value = {value}, source = \"s\", confidence = \"A\" }}\n")
    };
    let returned = "[[returns]]\nkind = \"arl\"\ndescription = \"x\"\nsource = \"s\"\nconfidence = \"A\"\n";
    let body = [
        "colour = 1\n",
        "[pdf]\n",
        &entry("max_bites", "5000"),
        &entry("max_bytes", "\"many\""),
        &entry("max_pages", "3"),
        "[colours]\nred = 1\n",
        "[image]\n",
        &entry("min_dpi", "400"),
        "[mail]\n",
        &entry("subject", "\"{{ lto }}\""),
        &entry("description", "\"@templates/d.j2\""),
        &entry("recipient", "\"@templates/none.j2\""),
        &returned.replace("confidence", "certainty"),
        returned,
        "[[piece.types]]\ncode = \"ordn\"\nlabel = \"o\"\nrole = \"other\"\nmany = false\nsource = \"s\"\nconfidence = \"A\"\n",
    ];
    let mut b = bundle(&format!("{HEAD}{}", body.concat()));
    b.add("templates/d.j2", b"one\ntwo {{ lot }}\n{{ x }}").unwrap();
    let found = b.check();
    let told: Vec<_> = found.iter().map(|f| (f.file.as_str(), f.line, f.key.as_str())).collect();
    let main = "profile.toml";
    let wanted = [
        (main, 5, "colour"),
        (main, 7, "pdf.max_bites"),
        (main, 8, "pdf.max_bytes"),
        (main, 10, "colours"),
        (main, 13, "image.min_dpi"),
        (main, 15, "mail.subject"),
        (main, 17, "mail.recipient"),
        (main, 22, "returns"),
        (main, 28, "piece.types"),
        ("templates/d.j2", 3, "mail.description"),
    ];
    assert_eq!(told, wanted, "{found:#?}");
    assert!(found.iter().all(|f| f.severity == Severity::Error));
    let mut lines = bundle(&format!("{HEAD}[mail]\n{}", entry("description", "\"@d.j2\"")));
    lines.add("d.j2", b"one\ntwo {{ lot }}\n").unwrap();
    assert!(lines.profile().is_ok());
    assert_eq!((lines.check()[0].severity, lines.check()[0].file.as_str()), (Severity::Error, "d.j2"));
}

#[test]
fn any_number_of_faults_is_told_in_bounded_time() {
    let many: String = (0..2000).map(|n| format!("k{n} = 1\n")).collect();
    let found = bundle(&format!("{HEAD}{many}")).check();
    assert!((100..=102).contains(&found.len()), "{}", found.len());
    assert!(bundle(&"[".repeat(100_000)).check()[0].severity == Severity::Error);
    assert!(bundle(&format!("a = {}", "[".repeat(100_000))).profile().is_err());
}

#[test]
fn names_cannot_leave_the_bundle_and_a_hostile_template_ends() {
    let mut b = Bundle::new();
    for name in ["", "../x", "a/../../x", "c:x"] {
        assert!(b.add(name, b"").is_err());
    }
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}x{% endfor %}{% endfor %}{% endfor %}";
    assert_eq!(Profile::render("files.lot", endless, ()).unwrap_err().kind(), Kind::ProfileTemplate);
    assert!(Profile::render("files.lot", "{{ missing }}", ()).is_err());
}

#[test]
fn returned_parts_are_told_by_their_description() {
    let profile = Profile::scor_public();
    assert_eq!(profile.returned_kind("IRIS/NOEMIE"), Some("noemie"));
    assert_eq!(profile.returned_kind("SCOR-PUBLIC/ARL/Z"), Some("arl"));
    assert_eq!(profile.returned_kind("holiday pictures"), None);
}
