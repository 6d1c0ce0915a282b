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
        (format!("[image]\n{}", entry("min_dpi", "400")), Kind::ProfileValue, "line 1", "image.min_dpi"),
        (format!("[lot]\n{}", entry("number_max", "1000")), Kind::ProfileValue, "line 1", "lot.number_max"),
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
