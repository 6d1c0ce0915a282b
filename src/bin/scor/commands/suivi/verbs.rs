//! What each verb does.

use std::path::{Path, PathBuf};

use scor::dossier::{Dossier, Facture, Fields};
use scor::lot;
use scor::piece::{Draft, Medium, Piece};
use scor::suivi::{Acte, Bureau, Courrier, FseFact, FseTarget, Head, Motif, Suite, Sujet};
use serde_json::{Value, json};

use super::{Session, outputs, usage};
use crate::cli::{Failure, Outcome, read_file, read_input, required, write_file, write_to};

/// Tasks of each kind that are listed, unless `--limit` says otherwise.
const LIMIT: usize = 100;
/// Dossiers in one go: their PDFs are in memory at once.
const MOST: usize = 200;

pub(super) fn run(s: &Session<'_>, verb: &str) -> Outcome {
    match verb {
        "init" => {
            Bureau::create(s.journal()?, &s.key("key-file")?, &s.cadre, s.now)?;
            Ok(())
        }
        "add" => add(s),
        "dossier" => dossier(s),
        "fse" => fse(s),
        "reissue" => {
            let facture = facture(&required(s.options.path("facture"), "--facture")?)?;
            Ok(s.open()?.reissue(s.now, s.options.needed("dossier")?, &facture)?)
        }
        "todo" => {
            let todo = s.open()?.todo(s.now, s.options.number("limit", LIMIT)?)?;
            s.tell(&todo, |w| w.todo(&todo))
        }
        "build" => build(s),
        "bytes" => {
            let (lot, out) = (s.options.row(1, "LOT")?, required(s.options.out.clone(), "-o")?);
            write_to(&out, &s.open()?.lot_bytes(lot)?)
        }
        "sent" => {
            let lot = s.options.row(1, "LOT")?;
            done(s, s.open()?.sent(s.now, lot)?)
        }
        "return" => receive(s),
        "settle" => {
            let lot = s.options.text("lot")?.map(|n| n.parse().map_err(|_| usage("--lot N"))).transpose()?;
            let told = s.open()?.settle_return(s.now, s.options.row(1, "RETURN")?, lot)?;
            s.tell(&told, |_| String::new())
        }
        "rebuild" => {
            let told = s.open()?.rebuild_lot(s.now, s.options.row(1, "LOT")?)?;
            s.tell(&told, |w| w.suites(&told))
        }
        "act" => act(s),
        "paper" => {
            let day = s.options.needed("posted")?.parse().map_err(|_| usage("--posted YYYY-MM-DD"))?;
            let piece = s.options.pieces.first().map(String::as_str);
            done(s, s.open()?.posted(s.now, s.options.word(1, "D")?, piece, day)?)
        }
        "show" => show(s),
        "log" => {
            let after = i64::try_from(s.options.number("after", 0)?).unwrap_or(i64::MAX);
            let log = s.open()?.log(after, s.options.number("limit", LIMIT)?)?;
            s.tell(&log, |w| w.story(&log))
        }
        "copy" => {
            let (piece, out) = (s.options.word(1, "P")?, required(s.options.out.clone(), "-o")?);
            write_to(&out, &s.open()?.piece_pdf(piece)?)
        }
        "head" => {
            let head = s.open()?.head()?;
            s.tell(&json!(head), |_| format!("{}:{}", head.seq, head.mac))
        }
        "check" => check(s),
        "backup" => {
            let head = s.open()?.backup(&required(s.options.out.clone(), "-o")?)?;
            s.tell(&json!(head), |_| format!("{}:{}", head.seq, head.mac))
        }
        "restore" => {
            let to = required(s.options.out.clone(), "-o")?;
            Bureau::restore(s.journal()?, &to, &s.key("key-file")?, &s.cadre)?;
            Ok(())
        }
        "stats" | "export" | "bordereau" | "report" | "evidence" | "chain-key" => outputs::run(s, verb),
        "purge" => {
            let gone = s.open()?.purge(s.now)?;
            s.tell(&json!(gone), |_| [&gone.dossiers[..], &gone.pieces[..]].concat().join("\n"))
        }
        "rotate" => {
            let new = s.key("new-key-file")?;
            Ok(s.open()?.rotate_key(s.now, &new, s.options.flag("reseal"))?)
        }
        _ => Err(Failure::Usage(
            s.console.say("unknown verb; scor suivi --help", "verbe inconnu ; scor suivi --help").into(),
        )),
    }
}

fn add(s: &Session<'_>) -> Outcome {
    let o = s.options;
    let pdf = o.places().get(1).map(|path| read_input(1, Path::new(path))).transpose()?;
    let context = o.path("context").map(|path| read_file("context", &path)).transpose()?;
    let context = context.map(|bytes| serde_json::from_slice(&bytes)).transpose();
    let draft = Draft {
        id: o.needed("id")?.to_owned(),
        type_code: o.needed("type")?.to_owned(),
        label: o.text("label")?.map(str::to_owned),
        medium: match o.text("medium")? {
            None | Some("digital") => Medium::Digital,
            Some("paper") => Medium::Paper,
            Some("both") => Medium::Both,
            Some(_) => return Err(usage("--medium digital|paper|both")),
        },
        pdf,
        report: None,
        confirmed_at: o.flag("confirmed").then_some(s.now),
    };
    let first = o.text("first-attempt")?.map(|n| n.parse().map_err(|_| usage("--first-attempt SECONDS")));
    let piece = Piece::new(draft, &s.cadre.profile)?;
    let context = context.map_err(|_| usage("--context is not JSON"))?;
    Ok(s.open()?.add_piece(s.now, &piece, Some(first.unwrap_or(Ok(s.now))?), context)?)
}

fn facture(path: &Path) -> Outcome<Facture> {
    let bytes = read_file("facture", path)?;
    let fields: Fields = serde_json::from_slice(&bytes).map_err(|e| {
        // Names the place, never the content.
        Failure::Other(format!("facture: line {}, column {}", e.line(), e.column()))
    })?;
    Ok(Facture::new(fields)?)
}

fn dossier(s: &Session<'_>) -> Outcome {
    let (o, id) = (s.options, s.options.needed("id")?);
    let facture = o.path("facture").map(|path| facture(&path)).transpose()?;
    let mut bureau = s.open()?;
    if let Some(facture) = &facture {
        Dossier::new(id, facture.clone())?; // the rule for identifiers
        bureau.add_dossier(s.now, id, facture)?;
    }
    let old = o.text("replace")?;
    for piece in &o.pieces {
        match o.flag("unbind") {
            true => bureau.unbind(s.now, id, piece)?,
            false => bureau.bind(s.now, id, piece, old)?,
        }
    }
    let told = bureau.show(Sujet::Dossier, id)?;
    s.tell(&told, |w| w.state(&told))
}

fn fse(s: &Session<'_>) -> Outcome {
    let o = s.options;
    let text = |name| Ok::<_, Failure>(o.text(name)?.unwrap_or_default().to_owned());
    let fait = match o.word(1, "positive|transmitted|paid|rejected")? {
        "positive" => FseFact::ArlPositif,
        "transmitted" => FseFact::Transmise,
        "paid" => FseFact::Payee,
        "rejected" => FseFact::Rejetee(Motif { code: text("code")?, label: text("reason")? }),
        _ => return Err(usage("positive|transmitted|paid|rejected")),
    };
    let cible = match (o.text("dossier")?, o.text("facture")?) {
        (Some(id), _) => FseTarget::Dossier(id),
        (None, invoice) => {
            let (emetteur, lot, date) = (o.needed("emitter")?, o.needed("lot")?, o.needed("date")?);
            match invoice {
                Some(facture) => FseTarget::Facture { emetteur, facture, lot, date },
                None => FseTarget::LotFse { emetteur, lot, date },
            }
        }
    };
    let told = s.open()?.note_fse(s.now, cible, &fait)?;
    s.tell(&told, |w| w.suites(&told))
}

fn build(s: &Session<'_>) -> Outcome {
    let (o, out) = (s.options, required(s.options.out.clone(), "-o")?);
    let rules = lot::certificate_rules(&s.cadre.profile);
    let certificate = if o.sealed { Some(o.recipient.choose(s.console, rules)?) } else { None };
    let recipients: Vec<_> = certificate.into_iter().collect();
    let courrier = Courrier { from: o.text("from")?, recipients: &recipients };
    let mut bureau = s.open()?;
    let mut told = bureau.build(s.now, o.number("most", MOST)?, &courrier)?;
    std::fs::create_dir_all(&out).map_err(|e| Failure::File("output", e))?;
    for lot in told["lots"].as_array_mut().into_iter().flatten() {
        let no = lot["no"].as_i64().unwrap_or_default();
        let end = if courrier.from.is_some() { "eml" } else { "lot" };
        let file: PathBuf = out.join(format!("lot-{no}.{end}"));
        write_file(&file, &bureau.lot_bytes(no)?)?;
        lot["file"] = file.display().to_string().into();
    }
    s.tell(&told, |w| w.built(&told))
}

/// Each message on its own: one that fails does not keep the others from being taken in.
fn receive(s: &Session<'_>) -> Outcome {
    let files = s.options.places().get(1..).filter(|f| !f.is_empty()).ok_or_else(|| usage("missing EML"))?;
    let mut bureau = s.open()?;
    let mut all = Vec::new();
    for (n, file) in (1..).zip(files) {
        all.push(json!(bureau.receive(s.now, &read_input(n, Path::new(file))?)?));
    }
    let told = Value::from(all);
    s.tell(&told, |w| w.returns(&told))
}

fn act(s: &Session<'_>) -> Outcome {
    let acte = match s.options.word(1, "paper|manual|rebuild|leave|enter")? {
        "paper" => Acte::Papier,
        "manual" => Acte::Manuel,
        "rebuild" => Acte::Reconstituer,
        "leave" => Acte::Sortir,
        "enter" => Acte::Remettre,
        _ => return Err(usage("paper|manual|rebuild|leave|enter")),
    };
    done(s, s.open()?.act(s.now, s.options.word(2, "D")?, acte)?)
}

/// What was impossible is an error for whoever asked for it, though the journal noted it.
fn done(s: &Session<'_>, suite: Suite) -> Outcome {
    s.tell(&json!({ "suite": suite }), |w| w.suite(suite))?;
    match suite {
        Suite::Impossible => Err(Failure::Other(
            s.console
                .say(
                    "impossible in this state; noted in the log",
                    "impossible dans cet état ; noté au journal",
                )
                .into(),
        )),
        _ => Ok(()),
    }
}

fn show(s: &Session<'_>) -> Outcome {
    let sujet = match s.options.word(1, "piece|dossier|lot|return")? {
        "piece" => Sujet::Piece,
        "dossier" => Sujet::Dossier,
        "lot" => Sujet::Lot,
        "return" => Sujet::Retour,
        _ => return Err(usage("piece|dossier|lot|return")),
    };
    let told = s.open()?.show(sujet, s.options.word(2, "ID")?)?;
    s.tell(&told, |w| w.show(&told))
}

fn check(s: &Session<'_>) -> Outcome {
    let head = s.options.text("head")?.map(|text| {
        let pair = text.split_once(':').and_then(|(seq, mac)| Some((seq.parse().ok()?, mac)));
        pair.map(|(seq, mac)| Head { seq, mac: mac.to_owned() }).ok_or_else(|| usage("--head SEQ:MAC"))
    });
    let mut bureau = s.open()?;
    let mut told = bureau.check()?;
    let mut sound = told["sound"] == true;
    if let Some(head) = head.transpose()? {
        let descends = bureau.descends_from(&head)?;
        told["descends"] = descends.into();
        sound &= descends;
    }
    s.tell(&told, |w| w.check(&told))?;
    match sound {
        true => Ok(()),
        false => {
            Err(Failure::Other(s.console.say("the journal is not sound", "le journal est altéré").into()))
        }
    }
}
