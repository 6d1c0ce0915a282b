//! `scor lot build`: a specification of dossiers to lots; and the message that carries a lot, which the demo makes
//! with the same code.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scor::dossier::{Dossier, Facture, FseFacts};
use scor::lot::spec::{PieceSpec, Spec};
use scor::lot::{self, Lot, Numbering, Packed};
use scor::mail::{self, Headers};
use scor::piece::{Draft, Piece};
use scor::profile::Profile;
use scor::seal::{Certificate, seal};
use scor::{Error, Kind};

use super::profile;
use super::recipient::{Recipient, now};
use crate::cli::{Console, Failure, Outcome, print, read_input, required, write_file};

pub(crate) fn run(console: &Console, mut args: lexopt::Parser) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    let usage = || Failure::Usage("lot build SPEC.json -o DIR --cert FILE --anchor FILE --crl FILE".into());
    if !args.next()?.is_some_and(|arg| arg == Value("build".into())) {
        return Err(usage());
    }
    let (mut recipient, mut folder) = (Recipient::default(), None::<PathBuf>);
    let (mut spec, mut out) = (None::<PathBuf>, None::<PathBuf>);
    while let Some(arg) = args.next()? {
        match arg {
            Long(option) if Recipient::knows(option) => {
                let option = option.to_owned();
                recipient.take(&option, args.value()?);
            }
            Long("no-crl") => recipient.no_crl = true,
            Long("profile") => folder = Some(args.value()?.into()),
            Short('o') => out = Some(args.value()?.into()),
            Value(value) if spec.is_none() => spec = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let (spec, out) = (required(spec, "SPEC.json")?, required(out, "-o")?);
    let profile = profile::load(folder.as_deref())?;
    let beside = spec.parent().unwrap_or(Path::new("."));
    let read = Spec::parse(&read_input(1, &spec)?)?;
    let dossiers = dossiers(&read, beside, &profile)?;
    let built = lot::build(&dossiers, &profile, Numbering { next: read.lot_number })?;
    let sealing = profile.sections.crypto.seal_pieces.value && !built.lots.is_empty();
    let certificate = match sealing {
        true => Some(recipient.choose(console, lot::certificate_rules(&profile))?),
        false => None,
    };
    let created = read.created.unwrap_or_else(now);
    let mut packs: Vec<serde_json::Value> = Vec::new();
    for lot in &built.lots {
        let packed = pack(lot, &profile, created, certificate.as_ref())?;
        let folder = out.join(format!("lot-{:03}", lot.number));
        fs::create_dir_all(&folder).map_err(|e| Failure::File("output", e))?;
        write_file(&folder.join(&packed.name), &packed.container)?;
        write_file(&folder.join("manifest"), packed.manifest.as_bytes())?;
        let texts = lot::texts(lot, &profile, created)?;
        packs.push(serde_json::json!({
            "lot": lot.number, "container": packed.name, "bytes": packed.container.len(), "to": texts.recipient,
            "subject": texts.subject, "description": texts.description, "headers": texts.headers,
        }));
    }
    fs::create_dir_all(&out).map_err(|e| Failure::File("output", e))?;
    let mut result = built.report();
    result["packed"] = packs.into();
    write_file(&out.join("result.json"), format!("{result:#}\n").as_bytes())?;
    for left in built.left_out.iter().filter(|_| !console.json) {
        let reasons: Vec<&str> = left.reasons.iter().map(|r| r.text(console.lang)).collect();
        eprintln!("{}: {}", left.dossier, reasons.join(", "));
    }
    if console.json {
        print(&format!("{result:#}"))?;
    }
    Ok(())
}

/// Dossiers as the specification names them. An identifier that is not there is an error of the specification.
fn dossiers(spec: &Spec, beside: &Path, profile: &Profile) -> Outcome<Vec<(Dossier, FseFacts)>> {
    let mut pieces: HashMap<&str, Arc<Piece>> = HashMap::new();
    for (at, wanted) in spec.pieces.iter().enumerate() {
        if pieces.insert(&wanted.id, Arc::new(piece(at, wanted, beside, profile)?)).is_some() {
            return Err(wrong("two pieces have the same id"));
        }
    }
    let named = |id: &str| spec.dossiers.iter().any(|d| d.pieces.iter().any(|p| p == id));
    if !spec.pieces.iter().all(|p| named(&p.id)) {
        return Err(wrong("no dossier names one of the pieces"));
    }
    let mut dossiers = Vec::new();
    for wanted in &spec.dossiers {
        let mut dossier = Dossier::new(&wanted.id, Facture::new(wanted.facture.clone())?)?;
        for id in &wanted.pieces {
            dossier.add(
                pieces
                    .get(id.as_str())
                    .ok_or_else(|| wrong("a dossier names a piece that is not listed"))?
                    .clone(),
            )?;
        }
        dossier.set_hors_scor(wanted.hors_scor);
        dossiers.push((dossier, wanted.fse));
    }
    Ok(dossiers)
}

fn wrong(reason: &'static str) -> Failure {
    Error::new(Kind::LotSpec).with("line", 1).with("reason", reason).into()
}

/// The piece at place `at` of the specification; its file counts as an input after the specification.
fn piece(at: usize, wanted: &PieceSpec, beside: &Path, profile: &Profile) -> Outcome<Piece> {
    let pdf = wanted.pdf.as_ref().map(|file| read_input(at + 2, &beside.join(file))).transpose()?;
    let draft = Draft {
        id: wanted.id.clone(),
        type_code: wanted.type_code.clone(),
        label: wanted.label.clone(),
        medium: wanted.medium.into(),
        pdf,
        report: None,
        confirmed_at: wanted.confirmed_at,
    };
    Ok(Piece::new(draft, profile)?)
}

/// Packs a lot, each piece sealed to `certificate` where the profile seals pieces.
pub(crate) fn pack(
    lot: &Lot,
    profile: &Profile,
    created: i64,
    certificate: Option<&Certificate>,
) -> Outcome<Packed> {
    let recipients: Vec<Certificate> = certificate.into_iter().cloned().collect();
    Ok(lot::pack(lot, profile, created, |piece| {
        seal(piece.sent_pdf().unwrap_or_default(), &recipients, lot::suite(profile))
    })?)
}

/// A lot on its way: what was sealed, the sealed part, and the message.
pub(crate) struct Sent {
    pub(crate) part: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    pub(crate) message: Vec<u8>,
}

/// Gzip, inner part, seal, message: the form that the profile describes.
pub(crate) fn send(
    lot: &Lot,
    packed: &Packed,
    profile: &Profile,
    certificate: &Certificate,
    (from, created): (&str, i64),
) -> Outcome<Sent> {
    let texts = lot::texts(lot, profile, created)?;
    let headers = texts.part_headers(packed, profile);
    let part = mail::inner_part(&packed.container, &headers, profile.sections.mail.gzip.value)?;
    let sealed = seal(&part, std::slice::from_ref(certificate), lot::suite(profile))?;
    let headers = Headers {
        from: from.to_owned(),
        date: created,
        message_id: format!(
            "lot-{}-{created}@{}",
            lot.number,
            from.rsplit('@').next().unwrap_or("localhost")
        ),
        ..texts.message_headers(profile)
    };
    let message = mail::message(&sealed, &headers)?;
    Ok(Sent { part, sealed, message })
}
