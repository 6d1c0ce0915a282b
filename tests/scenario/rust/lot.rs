//! Steps 06 to 08: dossiers to a lot, the lot sealed and mailed, and a message that comes back.

use std::sync::Arc;

use scor::dossier::{Dossier, FseFacts};
use scor::lot::{self, Numbering};
use scor::mail::{self, Bounds, Headers, PartHeaders};
use scor::seal::{self, Aes, Certificate, Revocation, Rules, Suite, Trust};

use super::rules::{check, facture};
use super::{DAY, NOW, State};

pub(super) fn step(s: &mut State<'_>) {
    let none = FseFacts { arl_positive: false, noemie_payment: false, transmitted: false };
    let arl = FseFacts { arl_positive: true, ..none };
    let mut one = Dossier::new("D-1", facture("123456789")).unwrap();
    let mut two = Dossier::new("D-2", facture("2")).unwrap();
    let three = Dossier::new("D-3", facture("3")).unwrap();
    one.add(Arc::clone(&s.pieces[0])).unwrap();
    s.facts.error("06.twice", one.add(Arc::clone(&s.pieces[0])));
    check(s, "06.waiting", &one, true, none);
    check(s, "06.ready", &one, true, arl);
    two.add(Arc::clone(&s.pieces[1])).unwrap();
    two.set_hors_scor(true);

    let all = [(one, arl), (two, arl), (three, arl)];
    let built = lot::build(&all, &s.own, Numbering { next: 7 }).unwrap();
    s.facts.number("06.count", built.lots.len());
    s.facts.json("06.report", &built.report().to_string());
    let seal = |piece: &scor::piece::Piece| {
        seal::seal(piece.sent_pdf().unwrap_or_default(), &[], lot::suite(&s.own))
    };
    let packed = lot::pack(&built.lots[0], &s.own, NOW, seal).unwrap();
    let texts = lot::texts(&built.lots[0], &s.own, NOW).unwrap();
    s.facts.text("06.name", packed.name.as_str());
    s.facts.text("06.recipient", texts.recipient.as_str());
    s.facts.fnv("06.manifest", packed.manifest.as_bytes());
    s.facts.fnv("06.container", &packed.container);
    let headers = texts.part_headers(&packed, &s.own);
    s.part = mail::inner_part(&packed.container, &headers, s.own.sections.mail.gzip.value).unwrap();
    s.facts.fnv("06.part", &s.part.clone());
    s.headers = Some(texts.message_headers(&s.own));
}

fn chosen(s: &mut State<'_>, all: &[Certificate]) {
    let parse = |bytes: Vec<u8>| Certificate::parse_all(&bytes).unwrap();
    let mut trust = Trust::new();
    let mut rules = lot::certificate_rules(&s.profile);
    trust.add_anchors(&parse(s.input("root.pem"))).unwrap();
    trust.add_intermediates(&parse(s.input("inter.pem")));
    s.facts.error("07.missing", trust.choose(all, NOW, &rules));
    trust.add_crls(&s.input("lists.pem")).unwrap();
    let taken = trust.choose(all, NOW, &rules).unwrap();
    s.facts.text("07.chosen", hex(&taken.certificate.fingerprint()).as_str());
    s.facts.json("07.warnings", &serde_json::json!(taken.warnings).to_string());
    s.certificate = Some(taken.certificate);
    let warnings = |s: &mut State<'_>, key: &str, trust: &Trust, rules: &Rules| {
        let taken = trust.choose(all, NOW, rules).unwrap();
        s.facts.json(key, &serde_json::to_string(&taken.warnings).unwrap());
    };
    rules.warn_days = vec![4000];
    warnings(s, "07.soon", &trust, &rules);
    rules.revocation = Revocation::Unchecked;
    warnings(s, "07.unchecked", &trust, &rules);
    s.facts.error("07.expired", trust.choose(all, NOW + 10_000 * DAY, &rules));
    let pinned = Rules { pinned: vec![all[0].fingerprint()], ..Rules::default() };
    warnings(s, "07.pinned", &Trust::new(), &pinned);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn written(s: &mut State<'_>) {
    let text = |description: Option<&str>, filename: Option<&str>| PartHeaders {
        content_type: "text/plain".to_owned(),
        description: description.map(str::to_owned),
        filename: filename.map(str::to_owned),
    };
    let plain = mail::inner_part(b"bonjour", &text(Some("Essai"), Some("essai.txt")), false).unwrap();
    s.facts.fnv("07.plain", &plain);
    s.facts.fnv("07.zipped", &mail::inner_part(b"bonjour", &text(None, None), true).unwrap());
    let mut headers = Headers {
        from: "a@exemple.example".to_owned(),
        to: vec!["b@exemple.example".to_owned()],
        subject: "Essai".to_owned(),
        date: NOW,
        message_id: "1@exemple.example".to_owned(),
        description: None,
        smime_type: Suite::Compat(Aes::Aes128).smime_type(),
        extra: vec![("X-Essai".to_owned(), "été".to_owned())],
        columns: 76,
    };
    s.facts.fnv("07.own", &mail::message(b"bonjour", &headers).unwrap());
    headers.subject = "a\nb".to_owned();
    s.facts.error("07.header", mail::message(b"bonjour", &headers));
}

pub(super) fn seal(s: &mut State<'_>) {
    let all = Certificate::parse_all(&s.input("recipient.pem")).unwrap();
    s.facts.number("07.count", all.len());
    s.facts.text("07.fingerprint", hex(&all[0].fingerprint()).as_str());
    s.facts.text("07.serial", all[0].serial_hex().as_str());
    s.facts.number("07.from", all[0].not_before());
    s.facts.number("07.to", all[0].not_after());
    s.facts.number("07.bits", all[0].rsa_bits().unwrap());
    s.facts.fnv("07.der", all[0].der());
    chosen(s, &all);

    let to = [s.certificate.clone().unwrap()];
    let compat = Suite::Compat(Aes::Aes128);
    let sealed = seal::seal(&s.part, &to, compat).unwrap();
    s.facts.number("07.sealed.1", sealed.len());
    s.facts.number("07.sealed.3", seal::seal(&s.part, &to, Suite::Modern).unwrap().len());
    let nobody = seal::seal(&s.part, &[], compat);
    s.facts.error("07.nobody", nobody);
    let mut headers = s.headers.take().unwrap();
    headers.from = "cabinet@exemple.example".to_owned();
    headers.message_id = "lot-7@exemple.example".to_owned();
    headers.date = NOW;
    headers.smime_type = compat.smime_type();
    let message = mail::message(&sealed, &headers).unwrap();
    s.facts.number("07.mail", message.len());
    let read = mail::read(&message, &Bounds::default()).unwrap();
    s.facts.text("07.subject", read.subject.as_deref());
    s.facts.text("07.sender", read.from.as_deref());
    s.facts.text("07.id", read.message_id.as_deref());
    s.facts.number("07.parts", read.parts.len());
    s.facts.text("07.type", read.parts[0].content_type.as_str());
    written(s);
}

pub(super) fn mail(s: &mut State<'_>) {
    let file = s.input("arl-positif.eml");
    let read = mail::read(&file, &Bounds::default()).unwrap();
    s.facts.text("08.subject", read.subject.as_deref());
    s.facts.text("08.from", read.from.as_deref());
    s.facts.text("08.id", read.message_id.as_deref());
    s.facts.number("08.parts", read.parts.len());
    let part = &read.parts[0];
    s.facts.text("08.type", part.content_type.as_str());
    s.facts.text("08.charset", part.charset.as_deref());
    s.facts.text("08.description", part.description.as_deref());
    s.facts.text("08.filename", part.filename.as_deref());
    s.facts.number("08.size", part.data.len());
    s.facts.fnv("08.data", &part.data);
    let profile = Arc::clone(&s.profile);
    s.facts.text("08.kind", profile.returned_kind(part.description.as_deref().unwrap()));
    s.facts.error("08.large", mail::read(&file, &Bounds { message_bytes: 100, ..Bounds::default() }));
}
