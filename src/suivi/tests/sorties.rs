//! Figures, papers, exports, evidence, and what a purge takes that no dossier reaches.

use std::process::Command;

use super::*;
use crate::limits::Limits;
use crate::piece::digitize::{Settings, digitize};
use crate::piece::{Draft, Piece};
use crate::progress::Progress;
use crate::source::{Document, Hints};

const TOUT: Periode = Periode { from: i64::MIN, to: i64::MAX };

fn named(id: &str, rang: Option<u32>, decision: Decision) -> Avis {
    Avis { dossier: Some(id.into()), rang, ..avis(decision) }
}

fn run(command: &mut Command) -> String {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// Three dossiers in one lot: A is accepted, one of B's two pieces is refused, C goes again with B.
fn trois() -> (Cabinet, i64) {
    let mut c = Cabinet::new();
    for (id, invoice) in [("A", "1"), ("B", "2"), ("C", "3")] {
        c.pret(id, invoice);
    }
    let second = piece("p-B2", "AUTP", Medium::Digital);
    c.piece(&second);
    ecrire!(c, |j| j.bind_piece("B", "p-B2")).unwrap();
    let lots = c.build();
    assert_eq!(lots.len(), 1);
    c.envoyer(lots[0]);
    c.attendre(7200);
    c.arl(
        lots[0],
        b"arl",
        vec![named("A", None, Decision::Archiver), named("B", Some(2), Decision::Reconstituer)],
    );
    (c, lots[0])
}

#[test]
fn pieces_count_by_what_the_caisse_said_of_them() {
    let (mut c, _) = trois();
    let told = lire!(c, |j| j.chiffres(TOUT, None)).unwrap();
    let one = &serde_json::json!(told)["cabinets"][0];
    let pieces = &one["pieces"];
    assert_eq!((&pieces["transmises"], &pieces["exploitables"]), (&4.into(), &2.into()), "{one:#}");
    assert_eq!((&pieces["refusees"], &pieces["sans_avis"]), (&1.into(), &1.into()));
    assert_eq!(pieces["atteint"], false);
    assert_eq!(one["refus"], serde_json::json!([{ "code": "12", "label": "flou", "pieces": 1 }]));
    assert_eq!(one["arl"], serde_json::json!({ "lots": 1, "mediane": 7200, "p95": 7200 }));
    assert_eq!(one["demarrage"]["premier_envoi"], T0);
    assert_eq!(one["demarrage"]["en_cours"], true);
    assert_eq!(one["demarrage"]["refusees"], 1);
    // Another period, another emitter: nothing.
    let later = Periode { from: T0 + 1, to: i64::MAX };
    assert!(lire!(c, |j| j.chiffres(later, None)).unwrap().cabinets.is_empty());
    assert!(lire!(c, |j| j.chiffres(TOUT, Some("9"))).unwrap().cabinets.is_empty());
    assert_eq!(lire!(c, |j| j.chiffres(TOUT, Some("123456"))).unwrap().cabinets.len(), 1);
}

/// Rewrites a lot's record as `change` wants it, seal and all.
fn rewrite(c: &mut Cabinet, lot: i64, change: impl FnOnce(&mut fiches::FicheLot)) {
    ecrire!(c, |j| {
        let mut row = j.lot_ligne(lot)?;
        change(&mut row.fiche);
        j.save(&mut row)
    })
    .unwrap();
}

#[test]
fn a_lot_without_its_summary_is_counted_out_of_the_log() {
    let (mut c, lot) = trois();
    let figures = |c: &mut Cabinet| serde_json::json!(lire!(c, |j| j.chiffres(TOUT, None)).unwrap());
    let before = figures(&mut c);
    rewrite(&mut c, lot, |f| f.bilan = None);
    assert_eq!(figures(&mut c), before);
    c.sound();
    // The next answer fills it again, with what went before.
    c.attendre(60);
    c.arl(lot, b"arl again", vec![named("C", None, Decision::Archiver)]);
    let after = figures(&mut c);
    assert_eq!(after["cabinets"][0]["pieces"]["exploitables"], 3, "{after:#}");
    assert_eq!(after["cabinets"][0]["arl"], before["cabinets"][0]["arl"]);
    assert!(lire!(c, |j| j.lot_ligne(lot)).unwrap().fiche.bilan.is_some());
    c.sound();
}

#[test]
fn a_summary_that_the_log_does_not_tell_is_named() {
    type Lie = fn(&mut Vec<bilan::BilanDossier>);
    let lies: [Lie; 3] = [
        |dossiers| dossiers.iter_mut().for_each(|d| d.refus.clear()),
        |dossiers| drop(dossiers.pop()),
        |dossiers| dossiers[0].pieces.push(99),
    ];
    for lie in lies {
        let (mut c, lot) = trois();
        c.sound();
        rewrite(&mut c, lot, |f| lie(&mut f.bilan.as_mut().unwrap().dossiers));
        let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
        let found = c.journal.check(ctx).unwrap().ruptures;
        assert_eq!(
            (found[0].table.as_str(), found[0].raison.as_str()),
            ("lots", "answers are not the log's")
        );
    }
}

#[test]
fn the_control_is_counted_whole_whatever_the_period() {
    let mut c = Cabinet::new();
    for n in 0..12 {
        c.pret(&format!("D{n}"), &n.to_string());
        let lot = c.build()[0];
        c.envoyer(lot);
        c.arl(lot, format!("arl {n}").as_bytes(), vec![avis(Decision::Archiver)]);
        c.attendre(20 * JOUR);
    }
    // Days 0, 20, 40, 60 and 80 are within the control of 90 days.
    for (from, to, sent) in [(0, 240, 12), (0, 30, 2), (30, 70, 2), (70, 240, 8), (150, 240, 4)] {
        let periode = Periode { from: T0 + from * JOUR, to: T0 + to * JOUR };
        let told = serde_json::json!(lire!(c, |j| j.chiffres(periode, None)).unwrap());
        let one = &told["cabinets"][0];
        assert_eq!(
            (&one["pieces"]["exploitables"], &one["demarrage"]["exploitables"]),
            (&sent.into(), &5.into())
        );
    }
}

#[test]
fn many_sendings_in_one_second_are_all_counted_once() {
    let mut c = Cabinet::new();
    // More than a step holds, some of them in one second, at the seams and within.
    for (n, wait) in [0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1].into_iter().enumerate() {
        c.attendre(wait);
        c.pret(&format!("D{n}"), &n.to_string());
        let lot = c.build()[0];
        c.envoyer(lot);
    }
    let told = lire!(c, |j| j.chiffres(TOUT, None)).unwrap();
    assert_eq!(told.cabinets.iter().map(|one| one.pieces.pieces.transmises).sum::<u64>(), 17);
}

#[test]
fn papers_say_what_is_to_be_posted_and_what_was_sent() {
    let (mut c, _) = trois();
    assert!(lire!(c, |j| j.bordereau(jour())).unwrap().is_none());
    for n in 0..80 {
        let id = format!("papier-{n}");
        c.dossier(&id, &format!("9{n:03}"), |_| {});
        ecrire!(c, |j| j.move_to_paper(&id)).unwrap();
    }
    let pdf = lire!(c, |j| j.bordereau(jour())).unwrap().unwrap();
    assert_eq!(pdf, lire!(c, |j| j.bordereau(jour())).unwrap().unwrap());
    let file = c.folder.path().join("bordereau.pdf");
    std::fs::write(&file, &pdf).unwrap();
    run(Command::new("qpdf").arg("--check").arg(&file));
    let text = run(Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-"));
    assert!(
        text.contains("Bordereau des pièces justificatives papier") && text.contains("Page 1 / 2"),
        "{text}"
    );
    assert!(text.contains("Total : 80 pièce(s).") && text.contains("Envoi du 25/11/2026"));
    (0..80).for_each(|n| assert!(text.contains(&format!("papier-{n}")), "{n}"));
    let report = lire!(c, |j| j.rapport(TOUT)).unwrap().unwrap();
    std::fs::write(&file, &report).unwrap();
    run(Command::new("qpdf").arg("--check").arg(&file));
    let text = run(Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-"));
    assert!(text.contains("Total : 1 transmission(s), 4 pièce(s) numérisée(s)."), "{text}");
    assert!(lire!(c, |j| j.rapport(Periode { from: 0, to: T0 })).unwrap().is_none());
}

#[test]
fn exports_tell_every_row_and_nothing_of_a_patient_unasked() {
    let (mut c, _) = trois();
    let nir = "1 85 05 78 006 084 91".replace(' ', "");
    let secret = nir.clone();
    let nir = crate::dossier::NirText(nir.into());
    c.dossier("N", "77", |f| (f.nir, f.care_date) = (Some(nir), "2026-11-03".into()));
    let mut export = |sorte, forme, nominatif| {
        let export = Export { sorte, forme, periode: TOUT, nominatif };
        let mut out = Vec::new();
        let rows = lire!(c, |j| j.export(&export, &mut out)).unwrap();
        (rows, String::from_utf8(out).unwrap())
    };
    for (sorte, wanted) in [(Sorte::Pieces, 5), (Sorte::Dossiers, 4), (Sorte::Lots, 1)] {
        let (rows, json) = export(sorte, Forme::Json, false);
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        assert_eq!((rows, parsed.len()), (wanted, wanted as usize));
        let (_, csv) = export(sorte, Forme::Csv, false);
        assert_eq!(csv.matches("\r\n").count() as u64, wanted + 1, "{csv}");
        let (_, excel) = export(sorte, Forme::CsvExcel, false);
        assert!(excel.starts_with('\u{feff}') && excel.lines().next().unwrap().contains(';'));
        for text in [&json, &csv, &excel] {
            assert!(!text.contains(&secret) && !text.contains("2026-11-03") && !text.contains("flou"));
        }
    }
    let (events, log) = export(Sorte::Evenements, Forme::Json, false);
    assert!(events > 10 && !log.contains("details"));
    let (_, all) = export(Sorte::Dossiers, Forme::Json, true);
    assert!(all.contains(&secret) && all.contains("2026-11-03"));
}

#[test]
fn evidence_holds_without_the_library_and_shows_every_change() {
    let (mut c, lot) = trois();
    let proof = lire!(c, |j| j.preuve("p-A")).unwrap();
    assert_eq!(proof["schema"], "scor.preuve/1");
    assert_eq!(proof["lots"][0]["retours"].as_array().unwrap().len(), 1);
    assert!(!proof.to_string().contains("p-B"), "the story of another dossier");
    let folder = c.folder.path().join("preuve");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("preuve.json"), proof.to_string()).unwrap();
    std::fs::write(folder.join("piece.pdf"), lire!(c, |j| j.copy("p-A")).unwrap()).unwrap();
    std::fs::write(folder.join(format!("lot-{lot}.bin")), lire!(c, |j| j.lot_bytes(lot)).unwrap()).unwrap();
    let answer = proof["lots"][0]["retours"][0]["no"].as_i64().unwrap();
    let message = lire!(c, |j| j.return_bytes(answer)).unwrap();
    std::fs::write(folder.join(format!("retour-{answer}.eml")), message).unwrap();
    let key: String = lire!(c, |j| j.chain_key()).unwrap().iter().map(|b| format!("{b:02x}")).collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin/scor/commands/suivi/verifier.py");
    let holds = || Command::new("python3").arg(script).arg(&folder).arg(&key).output().unwrap();
    let good = holds();
    let said = String::from_utf8_lossy(&good.stdout).into_owned();
    assert!(good.status.success() && said.contains("maillons contrôlés : tout concorde"), "{said}");
    // Every part of it that is changed is seen.
    let whole = proof.to_string();
    let first = &proof["chaine"]["entrees"][0];
    for (old, new) in [
        (first["maillon"].as_str().unwrap().to_owned(), "0".repeat(64)),
        (proof["piece"]["sha256"].as_str().unwrap().to_owned(), "1".repeat(64)),
        ("\"applique\"".into(), "\"applique\" ".into()),
        (format!("\"quand\":{}", first["quand"]), format!("\"quand\":{}", T0 + 5)),
        ("\"type\":\"ORDN\"".into(), "\"type\":\"AUTP\"".into()),
    ] {
        let changed = whole.replace(&old, &new);
        assert_ne!(changed, whole, "{old}");
        std::fs::write(folder.join("preuve.json"), &changed).unwrap();
        let harmless = new.ends_with(' ');
        assert_eq!(holds().status.success(), harmless, "{old}");
    }
    std::fs::write(folder.join("preuve.json"), &whole).unwrap();
    std::fs::write(folder.join("piece.pdf"), b"%PDF-other").unwrap();
    assert!(!holds().status.success());
}

#[test]
fn what_no_dossier_took_goes_after_the_same_time() {
    let mut c = Cabinet::new();
    let pdf = crate::piece::tests::sample_pdf();
    let input = Document::open(pdf, Hints::default(), &Limits::default()).unwrap();
    let made = digitize(&[input], &Settings::default(), None, &mut Progress::none()).unwrap();
    let draft = Draft {
        id: "seule".into(),
        type_code: "ORDN".into(),
        pdf: made.pdf,
        report: Some(made.report),
        ..Draft::default()
    };
    let papier = Draft { id: "papier".into(), pdf: None, medium: Medium::Paper, ..draft.clone() };
    c.piece(&Piece::new(Draft { confirmed_at: Some(1), ..draft }, &c.profile).unwrap());
    c.piece(&Piece::new(papier, &c.profile).unwrap());
    let page =
        |c: &mut Cabinet, id: &str| lire!(c, |j| j.piece(id)).unwrap().rapport.unwrap()["pages"][0].clone();
    assert!(page(&mut c, "seule")["fingerprint"].is_string());
    assert!(page(&mut c, "papier")["fingerprint"].is_string());
    c.dossier("D", "5", |_| {});
    let unread = NewReturn { octets: b"illisible", faits: &[], illisible: Some("retour.layout") };
    let kept = ecrire!(c, |j| j.record_return(&unread)).unwrap().no;
    let seen = ecrire!(c, |j| j.record_return(&NewReturn { octets: b"autre", ..unread })).unwrap().no;
    ecrire!(c, |j| j.mark_return_seen(seen)).unwrap();
    let purge = |c: &mut Cabinet| {
        let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
        c.journal.purge(ctx).unwrap()
    };
    assert!(purge(&mut c).is_empty());
    c.attendre(92 * JOUR);
    let gone = purge(&mut c);
    assert_eq!(
        gone,
        Purge { dossiers: vec![], pieces: vec!["seule".into(), "papier".into()], retours: vec![seen] }
    );
    assert!(purge(&mut c).is_empty());
    for id in ["seule", "papier"] {
        assert!(page(&mut c, id)["fingerprint"].is_null(), "a picture of the page");
        assert!(page(&mut c, id)["legibility"].is_number(), "the numbers stay");
    }
    assert!(lire!(c, |j| j.copy("p-D")).is_ok(), "a piece of a dossier that was never sent stays");
    assert!(lire!(c, |j| j.return_bytes(kept)).is_ok(), "one that nobody has looked at stays");
    assert_eq!(lire!(c, |j| j.return_bytes(seen)).unwrap_err().kind(), Kind::SuiviPurged);
    c.sound();
}

#[test]
fn a_journal_of_the_first_schema_is_brought_forward() {
    let (mut c, _) = trois();
    let before = serde_json::json!(lire!(c, |j| j.chiffres(TOUT, None)).unwrap());
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    conn.execute_batch("DROP INDEX i21; DROP INDEX dossiers_facture; PRAGMA user_version = 1;").unwrap();
    drop(conn);
    c.journal = Journal::open(&c.path(), &cle(), Box::new(Compteur(9))).unwrap();
    assert_eq!(serde_json::json!(lire!(c, |j| j.chiffres(TOUT, None)).unwrap()), before);
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    let made: i64 = conn
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('i21', 'dossiers_facture')", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(made, 2);
    c.sound();
}

/// A facture that a dossier waits for: SQLite looks for that dossier, and must not read all of them.
#[test]
fn a_dossier_opens_without_a_look_at_every_other() {
    let mut c = Cabinet::new();
    (0..40).for_each(|n| c.pret(&format!("D{n}"), &n.to_string()));
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    let steps = |before: &str| {
        conn.execute_batch(before).unwrap();
        conn.execute_batch(
            "PRAGMA foreign_keys = ON; BEGIN;
             INSERT INTO dossiers SELECT 9000, v, x'01', etat, pret, limite, couleur, envois, NULL, 9000, purge, fiche
                 FROM dossiers WHERE no = 1;",
        )
        .unwrap();
        let sql = "INSERT INTO factures SELECT 9000, v, cle, cle_fse, cle_nir, 9000, etat, fiche FROM factures WHERE no = 1";
        let mut statement = conn.prepare(sql).unwrap();
        assert_eq!(statement.execute([]).unwrap(), 1);
        let steps = statement.get_status(rusqlite::StatementStatus::FullscanStep);
        drop(statement);
        conn.execute_batch("ROLLBACK").unwrap();
        steps
    };
    assert_eq!(steps(""), 0);
    assert!(steps("DROP INDEX dossiers_facture") >= 40, "what the index spares");
}
