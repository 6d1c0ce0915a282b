//! The schema, as a numbered list of steps. A journal moves forward through them, never back.

use rusqlite::Connection;

use super::erreurs::translate;
use crate::error::{Error, Kind, Result};
use crate::suivi::store::{Index, Table};

/// `application_id` of a journal: "SCOR".
const APPLICATION: i32 = 0x5343_4F52;

/// Steps of the schema; the number of a step is its place from 1. A released step is never changed: a new one
/// follows it.
const ETAPES: &[fn() -> String] = &[etape_1, etape_2, etape_3];

/// Indexes of the first step; later ones have steps of their own.
const PREMIERS: usize = 21;

/// Tables, indexes, counts and the guard of the log.
fn etape_1() -> String {
    let mut sql = String::new();
    for table in Table::ALL {
        let mut columns = String::new();
        for column in table.columns() {
            let kind = match *column {
                "cle" | "cle_fse" | "cle_nir" | "cle_numero" | "profil" | "mac" => "BLOB",
                // Deferred: a dossier and its facture name each other.
                "dossier" => "INTEGER REFERENCES dossiers(no) DEFERRABLE INITIALLY DEFERRED",
                "piece" => "INTEGER REFERENCES pieces(no) DEFERRABLE INITIALLY DEFERRED",
                "lot" => "INTEGER REFERENCES lots(no) DEFERRABLE INITIALLY DEFERRED",
                "facture" => "INTEGER REFERENCES factures(no) DEFERRABLE INITIALLY DEFERRED",
                _ => "INTEGER",
            };
            columns.push_str(&format!("{column} {kind}, "));
        }
        let name = table.name();
        sql.push_str(&format!(
            "CREATE TABLE {name}(no INTEGER PRIMARY KEY, v INTEGER NOT NULL, {columns}fiche BLOB NOT NULL) STRICT;\n"
        ));
    }
    (0..PREMIERS).for_each(|at| sql.push_str(&index(at)));
    sql.push_str(
        "CREATE TABLE meta(nom TEXT PRIMARY KEY, valeur BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE comptes(tbl TEXT, etat INTEGER, n INTEGER NOT NULL, PRIMARY KEY(tbl, etat)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER evenements_fixes BEFORE UPDATE ON evenements BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER evenements_gardes BEFORE DELETE ON evenements BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER comptes_d1 AFTER INSERT ON dossiers BEGIN
            INSERT INTO comptes VALUES('dossiers', new.etat, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
        CREATE TRIGGER comptes_d2 AFTER UPDATE OF etat ON dossiers WHEN new.etat <> old.etat BEGIN
            UPDATE comptes SET n = n - 1 WHERE tbl = 'dossiers' AND etat = old.etat;
            INSERT INTO comptes VALUES('dossiers', new.etat, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
        CREATE TRIGGER comptes_l1 AFTER INSERT ON lots WHEN new.clos = 0 BEGIN
            INSERT INTO comptes VALUES('lots', new.etat, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
        CREATE TRIGGER comptes_l2 AFTER UPDATE OF etat, clos ON lots
            WHEN new.etat <> old.etat OR new.clos <> old.clos BEGIN
            UPDATE comptes SET n = n - 1 WHERE old.clos = 0 AND tbl = 'lots' AND etat = old.etat;
            INSERT INTO comptes SELECT 'lots', new.etat, 1 WHERE new.clos = 0
                ON CONFLICT DO UPDATE SET n = n + 1; END;",
    );
    sql
}

/// Sendings by their moment: figures of a period do not read the whole journal.
fn etape_2() -> String {
    index(PREMIERS)
}

/// A dossier is added before the facture that it names. SQLite then looks which dossiers wait for the facture: without this
/// it read all of them.
fn etape_3() -> String {
    "CREATE INDEX dossiers_facture ON dossiers(facture);".to_owned()
}

/// The statement that makes an index.
fn index(at: usize) -> String {
    let Some(index) = Index::ALL.get(at) else { return String::new() };
    let (table, equal, order, unique) = index.shape();
    let columns: Vec<&str> = equal.iter().copied().chain(order).collect();
    let unique = if unique { "UNIQUE " } else { "" };
    format!("CREATE {unique}INDEX i{at} ON {}({});\n", table.name(), columns.join(", "))
}

/// Brings a file to the newest schema, in one transaction. A new file becomes a journal when `creer` allows it.
///
/// Errors: `suivi.foreign`, `suivi.newer_schema`, `suivi.missing`.
pub(super) fn bring(conn: &mut Connection, creer: bool) -> Result<()> {
    let (application, version) = etiquettes(conn)?;
    if application == APPLICATION && version == ETAPES.len() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(translate)?;
    // Another process may have come first.
    let (application, version) = etiquettes(&tx)?;
    let empty: i64 =
        tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(translate)?;
    let fresh = application == 0 && version == 0 && empty == 0;
    match (fresh, application == APPLICATION) {
        (true, _) if !creer => return Err(Error::new(Kind::SuiviMissing)),
        (false, false) => return Err(Error::new(Kind::SuiviForeign)),
        _ => {}
    }
    if version > ETAPES.len() {
        let error = Error::new(Kind::SuiviNewer).with("actual", version);
        return Err(error.with("limit", ETAPES.len()));
    }
    for step in ETAPES.iter().skip(version) {
        tx.execute_batch(&step()).map_err(translate)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION).map_err(translate)?;
    tx.pragma_update(None, "user_version", ETAPES.len() as i64).map_err(translate)?;
    tx.commit().map_err(translate)
}

fn etiquettes(conn: &Connection) -> Result<(i32, usize)> {
    let one = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(translate);
    let application = i32::try_from(one("application_id")?).unwrap_or(0);
    Ok((application, usize::try_from(one("user_version")?).unwrap_or(usize::MAX)))
}
