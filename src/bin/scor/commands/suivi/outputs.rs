//! Verbs whose result leaves the journal: figures, tables, papers, evidence.

use std::path::Path;

use jiff::civil::Date;
use scor::suivi::{Bureau, Export, Forme, Periode, Sorte, fuseau};
use serde_json::{Value, json};

use super::{Session, usage};
use crate::cli::{Outcome, required, write_file, write_to};

/// Checks an evidence folder with nothing but Python and openssl.
const VERIFIER: &[u8] = include_bytes!("verifier.py");

pub(super) fn run(s: &Session<'_>, verb: &str) -> Outcome {
    match verb {
        "stats" => {
            let told = s.open()?.stats(s.now, period(s)?, s.options.text("emitter")?)?;
            s.tell(&told, |w| w.stats(&told))
        }
        "export" => export(s),
        "bordereau" => {
            let day = match s.options.text("posted")? {
                Some(day) => parse(day, "--posted")?,
                None => fuseau::local_date(s.cadre.territoire, s.now),
            };
            write_to(&output(s)?, &s.open()?.bordereau(day)?)
        }
        "report" => write_to(&output(s)?, &s.open()?.report(period(s)?)?),
        "evidence" => {
            let folder = output(s)?;
            evidence(&mut s.open()?, s.now, s.options.word(1, "P")?, &folder)
        }
        _ => {
            let key = s.open()?.chain_key()?;
            let digits: String = key.iter().map(|b| format!("{b:02x}")).collect();
            s.tell(&json!(digits), |_| digits.clone())
        }
    }
}

fn output(s: &Session<'_>) -> Outcome<std::path::PathBuf> {
    required(s.options.out.clone(), "-o")
}

fn parse(day: &str, option: &str) -> Outcome<Date> {
    day.parse().map_err(|_| usage(&format!("{option} YYYY-MM-DD")))
}

/// Civil days of the practice, the last one included; without them, all that there is.
fn period(s: &Session<'_>) -> Outcome<Periode> {
    let there = s.cadre.territoire;
    let day = |name: &str| s.options.text(name)?.map(|day| parse(day, &format!("--{name}"))).transpose();
    Ok(Periode {
        from: day("since")?.map_or(i64::MIN, |day| fuseau::start_of_day(there, day)),
        to: day("until")?.map_or(i64::MAX, |day| fuseau::end_of_day(there, day)),
    })
}

fn export(s: &Session<'_>) -> Outcome {
    let sorte = match s.options.word(1, "pieces|dossiers|lots|events")? {
        "pieces" => Sorte::Pieces,
        "dossiers" => Sorte::Dossiers,
        "lots" => Sorte::Lots,
        "events" => Sorte::Evenements,
        _ => return Err(usage("export pieces|dossiers|lots|events")),
    };
    let out = output(s)?;
    let forme = match (out.extension().and_then(|e| e.to_str()), s.options.flag("excel")) {
        (Some("json"), false) => Forme::Json,
        (Some("csv"), false) => Forme::Csv,
        (Some("csv"), true) => Forme::CsvExcel,
        _ => return Err(usage("-o OUT.csv or OUT.json")),
    };
    let export = Export { sorte, forme, periode: period(s)?, nominatif: s.options.flag("identifying") };
    let rows = s.open()?.export(&export, &out)?;
    s.tell(&json!({ "rows": rows }), |w| w.rows(rows))
}

/// The evidence of a piece as a folder: the record, the PDF, every lot and every answer as they were, and what checks
/// them. Contents that were purged are left out; their hashes are in the record.
pub(crate) fn evidence(bureau: &mut Bureau, now: i64, piece: &str, folder: &Path) -> Outcome {
    let told = bureau.evidence(now, piece)?;
    std::fs::create_dir_all(folder).map_err(|e| crate::cli::Failure::File("output", e))?;
    let keep = |name: &str, bytes: scor::Result<zeroize::Zeroizing<Vec<u8>>>| match bytes {
        Ok(bytes) => write_file(&folder.join(name), &bytes),
        Err(error) if matches!(error.key(), "suivi.purged" | "piece.empty") => Ok(()),
        Err(error) => Err(error.into()),
    };
    keep("piece.pdf", bureau.piece_pdf(piece))?;
    let array = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for lot in array(&told["lots"]) {
        if let Some(no) = lot["no"].as_i64() {
            keep(&format!("lot-{no}.bin"), bureau.lot_bytes(no))?;
        }
        for answer in array(&lot["retours"]) {
            if let Some(no) = answer["no"].as_i64() {
                keep(&format!("retour-{no}.eml"), bureau.return_bytes(no))?;
            }
        }
    }
    write_file(&folder.join("preuve.json"), format!("{told:#}\n").as_bytes())?;
    write_file(&folder.join("verifier.py"), VERIFIER)
}
