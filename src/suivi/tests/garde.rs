//! Seals, keys, the chain, copies, the retention: what guards the journal.

use std::path::Path;

use super::*;
use crate::dossier::NirText;

fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|f| std::fs::read(f.unwrap().path()).unwrap()).collect()
}

#[test]
fn no_file_holds_anything_of_a_patient_in_clear() {
    let mut c = Cabinet::new();
    let nir = "255081416802538";
    let (id, invoice) = ("DUPONT-MARIE", "918273645");
    c.dossier(id, invoice, |f| f.nir = Some(NirText(nir.to_owned().into())));
    ecrire!(c, |j| j.note_fse(FseTarget::Dossier(id), &FseFact::ArlPositif)).unwrap();
    let lot = c.build()[0];
    c.envoyer(lot);
    c.arl(lot, b"ARL-CANARI 918273645", vec![avis(Decision::Reconstituer)]);
    assert_eq!(lire!(c, |j| j.dossiers_of_nir(nir)).unwrap(), [id]);
    let all = bytes_of(c.folder.path());
    assert!(all.len() > 10_000);
    let found = |text: &str| all.windows(text.len()).any(|w| w == text.as_bytes());
    for canary in [nir, invoice, "DUPONT", "p-DUPONT", "CANARI", "%PDF", "00000000123456", "flou"] {
        assert!(!found(canary), "{canary} in clear");
    }
    assert!(found("evenements"), "the search sees what is there");
}

#[test]
fn a_wrong_key_is_told_from_damage() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let path = c.path();
    let wrong = MasterKey::new(&[8; 32]).unwrap();
    let open = |key: &MasterKey| Journal::open(&path, key, Box::new(SystemRandomness)).map(|_| ());
    assert_eq!(open(&wrong).unwrap_err().kind(), Kind::SuiviKey);
    drop(c.journal);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE cles SET fiche = zeroblob(60) WHERE no = 2", []).unwrap();
    assert_eq!(open(&cle()).unwrap_err().kind(), Kind::SuiviDamaged);
    assert_eq!(open(&wrong).unwrap_err().kind(), Kind::SuiviKey);
}

#[test]
fn every_kind_of_tampering_is_found_and_named() {
    let cases = [
        ("UPDATE dossiers SET etat = 4 WHERE no = 1", "dossiers", 1),
        ("UPDATE dossiers SET fiche = (SELECT fiche FROM dossiers WHERE no = 2) WHERE no = 1", "dossiers", 1),
        ("UPDATE blobs SET fiche = (SELECT fiche FROM blobs WHERE no = 2) WHERE no = 1", "blobs", 1),
        ("UPDATE pieces SET blob = 2 WHERE no = 1", "pieces", 1),
        ("UPDATE factures SET fiche = substr(fiche, 1, 20) WHERE no = 2", "factures", 2),
        ("DROP TRIGGER evenements_fixes; UPDATE evenements SET quand = 1 WHERE no = 3", "evenements", 3),
        ("DROP TRIGGER evenements_gardes; DELETE FROM evenements WHERE no = 3", "evenements", 3),
        ("DELETE FROM pieces WHERE no = 2", "pieces", 0),
    ];
    for (sql, table, row) in cases {
        let mut c = Cabinet::new();
        c.pret("A", "1");
        c.pret("B", "2");
        let conn = rusqlite::Connection::open(c.path()).unwrap();
        conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
        let found = c.journal.check(ctx).unwrap().ruptures;
        let first = found.iter().find(|r| r.table == table).unwrap_or_else(|| panic!("{sql}: {found:?}"));
        assert_eq!(first.ligne, row, "{sql}: {found:?}");
    }
}

#[test]
fn the_log_is_only_added_to_and_its_head_shows_a_cut() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let early = lire!(c, |j| j.head()).unwrap();
    c.pret("B", "2");
    let late = lire!(c, |j| j.head()).unwrap();
    assert!(lire!(c, |j| j.descends_from(&early)).unwrap() && early != late);
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    for sql in ["DELETE FROM evenements", "UPDATE evenements SET quand = 0"] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    conn.execute_batch("DROP TRIGGER evenements_gardes; DELETE FROM evenements WHERE no > 3").unwrap();
    assert!(!lire!(c, |j| j.descends_from(&late)).unwrap());
}

#[test]
fn keys_change_and_everything_is_sealed_anew() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let (path, new) = (c.path(), MasterKey::new(&[9; 32]).unwrap());
    let mut other = Journal::open(&path, &cle(), Box::new(SystemRandomness)).unwrap();
    let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
    c.journal.rotate_key(&new, ctx).unwrap();
    assert_eq!(other.read(ctx, |j| j.head()).unwrap_err().kind(), Kind::SuiviKey);
    assert_eq!(Journal::open(&path, &cle(), Box::new(SystemRandomness)).unwrap_err().kind(), Kind::SuiviKey);
    c.journal.reseal(ctx).unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let old: i64 = conn
        .query_row("SELECT count(*) FROM blobs WHERE substr(fiche, 1, 4) <> x'00000004'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(old, 0);
    let mut again = Journal::open(&path, &new, Box::new(SystemRandomness)).unwrap();
    assert!(again.check(ctx).unwrap().sound());
    assert_eq!(
        again.read(ctx, |j| j.copy("p-A")).unwrap().as_slice(),
        piece("x", "ORDN", Medium::Digital).pdf().unwrap()
    );
}

#[test]
fn a_copy_is_whole_and_can_be_put_back() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let (copy, back) = (c.folder.path().join("copie"), c.folder.path().join("retour.scor"));
    let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
    let head = c.journal.back_up(ctx, &copy).unwrap();
    assert_eq!(c.journal.back_up(ctx, &copy).unwrap_err().kind(), Kind::SuiviTarget);
    c.pret("B", "2");
    assert!(lire!(c, |j| j.descends_from(&head)).unwrap());
    let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
    let (mut put, bilan) = Journal::restore(&copy, &back, &cle(), Box::new(SystemRandomness), ctx).unwrap();
    assert!(bilan.sound() && put.read(ctx, |j| j.dossier("A")).is_ok());
    assert_eq!(put.read(ctx, |j| j.dossier("B")).unwrap_err().kind(), Kind::SuiviUnknown);
    drop(put);
    // A copy with one bit wrong is not put back.
    let conn = rusqlite::Connection::open(&copy).unwrap();
    conn.execute("UPDATE blobs SET fiche = zeroblob(length(fiche))", []).unwrap();
    drop(conn);
    let third = c.folder.path().join("troisieme.scor");
    let error = Journal::restore(&copy, &third, &cle(), Box::new(SystemRandomness), ctx).unwrap_err();
    assert_eq!((error.kind(), third.exists()), (Kind::SuiviDamaged, false));
}

#[test]
fn after_the_retention_contents_go_and_their_hashes_stay() {
    let mut c = Cabinet::new();
    c.pret("A", "1");
    let hash = lire!(c, |j| j.piece("p-A")).unwrap().sha256.unwrap();
    let lot = c.build()[0];
    c.envoyer(lot);
    c.arl(lot, b"arl+", vec![avis(Decision::Archiver)]);
    let purge = |c: &mut Cabinet| {
        let ctx = Context { now: c.now, profile: &c.profile, delais: &c.delais };
        c.journal.purge(ctx).unwrap()
    };
    c.attendre(89 * JOUR);
    assert!(purge(&mut c).is_empty());
    c.attendre(3 * JOUR);
    assert_eq!(purge(&mut c).dossiers, ["A"]);
    assert!(purge(&mut c).is_empty());
    assert_eq!(lire!(c, |j| j.copy("p-A")).unwrap_err().kind(), Kind::SuiviPurged);
    assert_eq!(lire!(c, |j| j.lot_bytes(lot)).unwrap_err().kind(), Kind::SuiviPurged);
    let log = lire!(c, |j| j.dossier_history("A")).unwrap();
    let told = log.last().unwrap();
    assert_eq!(told.genre, Fait::Purge.key());
    assert_eq!(told.details.as_ref().unwrap()["contenus"][0]["sha256"], hash.as_str());
    c.sound();
}

#[test]
fn foreign_newer_and_missing_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.scor");
    let open = |path: &Path| SqliteStore::open(path).map(|_| ()).unwrap_err().kind();
    assert_eq!(open(&path), Kind::SuiviMissing);
    std::fs::write(
        &path,
        b"this is a letter, not a journal, and it is longer than a header of a database.....",
    )
    .unwrap();
    assert_eq!(open(&path), Kind::SuiviForeign);
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE a(b)").unwrap();
    let before = std::fs::read(&other).unwrap();
    assert_eq!(open(&other), Kind::SuiviForeign);
    assert_eq!(std::fs::read(&other).unwrap(), before, "a foreign file stays as it is");
    let c = Cabinet::new();
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteStore::open(&c.path()).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), Kind::SuiviNewer);
}

#[test]
fn every_index_serves_its_request() {
    let c = Cabinet::new();
    let conn = rusqlite::Connection::open(c.path()).unwrap();
    for index in store::Index::ALL {
        let (table, equal, order, _) = index.shape();
        let conditions: Vec<String> = equal.iter().map(|c| format!("{c} = ?")).collect();
        let mut sql = format!("EXPLAIN QUERY PLAN SELECT * FROM {} WHERE 1", table.name());
        conditions.iter().for_each(|c| sql.push_str(&format!(" AND {c}")));
        let order = order.map(|c| format!("{c}, ")).unwrap_or_default();
        sql.push_str(&format!(" ORDER BY {order}no LIMIT 5"));
        let mut statement = conn.prepare(&sql).unwrap();
        let values = vec![1_i64; equal.len()];
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(values), |r| r.get(3))
            .unwrap()
            .map(|r| r.unwrap())
            .collect();
        let plan = plan.join("; ");
        assert!(plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE"), "{index:?}: {plan}");
    }
}
