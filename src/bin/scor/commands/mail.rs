//! `scor mail`: the parts of a message, the message around a sealed part, and a received message back into parts.

use std::fs;
use std::path::{Path, PathBuf};

use scor::mail::{self, Bounds, Headers, PartHeaders};
use scor::profile::Profile;
use scor::seal::Suite;

use super::recipient::now;
use crate::cli::{Failure, Outcome, read_input, required, write_file, write_to};

#[derive(Default)]
struct Arguments {
    content_type: Option<String>,
    description: Option<String>,
    filename: Option<String>,
    gzip: bool,
    from: Option<String>,
    to: Vec<String>,
    subject: Option<String>,
    message_id: Option<String>,
    modern: bool,
    headers: Vec<(String, String)>,
    columns: usize,
    profile: Option<PathBuf>,
    input: Option<PathBuf>,
    out: Option<PathBuf>,
}

pub(crate) fn run(mut args: lexopt::Parser) -> Outcome {
    let usage = || Failure::Usage("mail part|message|read IN -o OUT".into());
    let verb = args.next()?.and_then(|arg| match arg {
        lexopt::Arg::Value(value) => value.into_string().ok(),
        _ => None,
    });
    let verb = verb.ok_or_else(usage)?;
    let a = parse(args)?;
    let (input, out) = (required(a.input.as_deref(), "IN")?, required(a.out.as_deref(), "-o")?);
    let bytes = read_input(1, input)?;
    match verb.as_str() {
        "part" => {
            let headers = PartHeaders {
                content_type: a.content_type.unwrap_or_else(|| "application/octet-stream".into()),
                description: a.description,
                filename: a.filename,
            };
            write_to(out, &mail::inner_part(&bytes, &headers, a.gzip)?)
        }
        "message" => message(&a, &bytes, out),
        "read" => read(&bytes, out, &super::profile::load(a.profile.as_deref())?),
        _ => Err(usage()),
    }
}

fn message(a: &Arguments, sealed: &[u8], out: &Path) -> Outcome {
    let suite = if a.modern { Suite::Modern } else { Suite::default() };
    let headers = Headers {
        from: required(a.from.clone(), "--from")?,
        to: a.to.clone(),
        subject: required(a.subject.clone(), "--subject")?,
        date: now(),
        message_id: required(a.message_id.clone(), "--message-id")?,
        description: a.description.clone(),
        smime_type: suite.smime_type(),
        extra: a.headers.clone(),
        columns: a.columns,
    };
    write_to(out, &mail::message(sealed, &headers)?)
}

/// Writes each part to a file of its rank, and a list of them with what the profile takes each for.
fn read(bytes: &[u8], folder: &Path, profile: &Profile) -> Outcome {
    let incoming = mail::read(bytes, &Bounds::default())?;
    fs::create_dir_all(folder).map_err(|e| Failure::File("output", e))?;
    let mut list = Vec::new();
    for (at, part) in incoming.parts.iter().enumerate() {
        let file = format!("part-{}.bin", at + 1);
        write_file(&folder.join(&file), &part.data)?;
        list.push(serde_json::json!({
            "file": file, "content_type": part.content_type, "description": part.description,
            "filename": part.filename, "gzip": part.was_gzip, "bytes": part.data.len(),
            "kind": part.description.as_deref().and_then(|d| profile.returned_kind(d)),
        }));
    }
    let json = serde_json::json!({ "subject": incoming.subject, "from": incoming.from, "parts": list });
    write_file(&folder.join("parts.json"), format!("{json:#}\n").as_bytes())
}

fn parse(mut args: lexopt::Parser) -> Outcome<Arguments> {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt;
    let mut a = Arguments { columns: 64, ..Arguments::default() };
    while let Some(arg) = args.next()? {
        match arg {
            Long("content-type") => a.content_type = Some(args.value()?.string()?),
            Long("description") => a.description = Some(args.value()?.string()?),
            Long("filename") => a.filename = Some(args.value()?.string()?),
            Long("gzip") => a.gzip = true,
            Long("profile") => a.profile = Some(args.value()?.into()),
            Long("from") => a.from = Some(args.value()?.string()?),
            Long("to") => a.to.push(args.value()?.string()?),
            Long("subject") => a.subject = Some(args.value()?.string()?),
            Long("message-id") => a.message_id = Some(args.value()?.string()?),
            Long("modern") => a.modern = true,
            Long("columns") => a.columns = args.value()?.parse()?,
            Long("header") => {
                let text = args.value()?.string()?;
                let pair = text.split_once(':').map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned()));
                a.headers.push(pair.ok_or_else(|| Failure::Usage("--header NAME:VALUE".into()))?);
            }
            Short('o') => a.out = Some(args.value()?.into()),
            Value(value) if a.input.is_none() => a.input = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(a)
}
