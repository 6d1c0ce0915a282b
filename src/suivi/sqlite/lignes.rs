//! Rows to SQL and back.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params_from_iter};

use super::erreurs::translate;
use crate::error::{Error, Kind, Result};
use crate::suivi::store::{Clear, Query, Table, TableRow, Tx};

/// The tables of one transaction.
pub(super) struct Rows<'a>(pub(super) &'a Connection);

impl Rows<'_> {
    /// One statement that changes one row.
    fn execute(&self, sql: &str, values: Vec<Value>) -> Result<usize> {
        let mut statement = self.0.prepare_cached(sql).map_err(translate)?;
        statement.execute(params_from_iter(values)).map_err(translate)
    }
}

impl Tx for Rows<'_> {
    fn next_number_of(&self, table: Table) -> Result<i64> {
        let sql = format!("SELECT ifnull(max(no), 0) FROM {}", table.name());
        let mut statement = self.0.prepare_cached(&sql).map_err(translate)?;
        let last: i64 = statement.query_row([], |row| row.get(0)).map_err(translate)?;
        last.checked_add(1).ok_or_else(|| Error::new(Kind::SuiviFull))
    }

    fn insert(&self, table: Table, ligne: &TableRow) -> Result<()> {
        let marks = ", ?".repeat(table.columns().len() + 2);
        let sql = format!("INSERT INTO {} VALUES(?{marks})", table.name());
        let mut values = vec![Value::Integer(ligne.no), Value::Integer(ligne.v)];
        values.extend(ligne.clair.iter().map(valeur));
        values.push(Value::Blob(ligne.fiche.clone()));
        self.execute(&sql, values).map(|_| ())
    }

    fn replace(&self, table: Table, ligne: &TableRow) -> Result<()> {
        let overtaken = || Error::new(Kind::SuiviOvertaken);
        let before = self.read(table, ligne.no)?.filter(|row| row.v == ligne.v - 1).ok_or_else(overtaken)?;
        // Only what changes: a column that is set to its own value still has the indexes over it rewritten, and their
        // pages flushed.
        let pairs = table.columns().iter().zip(ligne.clair.iter().zip(&before.clair));
        let changed: Vec<_> =
            pairs.filter(|(_, (new, old))| new != old).map(|(c, (new, _))| (c, new)).collect();
        let columns: String = changed.iter().map(|(c, _)| format!("{c} = ?, ")).collect();
        let sql = format!("UPDATE {} SET v = ?, {columns}fiche = ? WHERE no = ?", table.name());
        let mut values = vec![Value::Integer(ligne.v)];
        values.extend(changed.iter().map(|(_, new)| valeur(new)));
        values.push(Value::Blob(ligne.fiche.clone()));
        values.push(Value::Integer(ligne.no));
        match self.execute(&sql, values)? {
            1 => Ok(()),
            _ => Err(overtaken()),
        }
    }

    fn delete(&self, table: Table, no: i64) -> Result<()> {
        if table != Table::Blobs {
            return Err(Error::new(Kind::BadValue).with("name", "table"));
        }
        self.execute("DELETE FROM blobs WHERE no = ?", vec![Value::Integer(no)]).map(|_| ())
    }

    fn read(&self, table: Table, no: i64) -> Result<Option<TableRow>> {
        let sql = format!("{} WHERE no = ?", choisir(table));
        let mut statement = self.0.prepare_cached(&sql).map_err(translate)?;
        statement.query_row([no], |row| ligne(table, row)).optional().map_err(translate)
    }

    fn search(&self, requete: &Query) -> Result<Vec<TableRow>> {
        let (table, equal, order, _) = requete.index.shape();
        let mut sql = format!("{} WHERE 1", choisir(table));
        let mut values = Vec::new();
        if requete.apres > 0 {
            // Left out where it says nothing: it would lure the planner away from the index.
            sql.push_str(" AND no > ?");
            values.push(Value::Integer(requete.apres));
        }
        for (column, value) in equal.iter().zip(&requete.egal) {
            sql.push_str(&format!(" AND {column} = ?"));
            values.push(valeur(value));
        }
        if let (Some(column), Some(least)) = (order, requete.depuis) {
            sql.push_str(&format!(" AND {column} >= ?"));
            values.push(Value::Integer(least));
        }
        if let (Some(column), Some(most)) = (order, requete.jusque) {
            sql.push_str(&format!(" AND {column} <= ?"));
            values.push(Value::Integer(most));
        }
        let way = if requete.rebours { "DESC" } else { "ASC" };
        let order = order.map(|column| format!("{column} {way}, ")).unwrap_or_default();
        sql.push_str(&format!(" ORDER BY {order}no {way} LIMIT ?"));
        values.push(Value::Integer(i64::try_from(requete.limite).unwrap_or(i64::MAX)));
        let mut statement = self.0.prepare_cached(&sql).map_err(translate)?;
        let rows =
            statement.query_map(params_from_iter(values), |row| ligne(table, row)).map_err(translate)?;
        rows.map(|row| row.map_err(translate)).collect()
    }

    fn count(&self, table: Table) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT etat, n FROM comptes WHERE tbl = ? ORDER BY etat";
        let mut statement = self.0.prepare_cached(sql).map_err(translate)?;
        let rows = statement.query_map([table.name()], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.map_err(translate)?.map(|row| row.map_err(translate)).collect()
    }

    fn meta(&self, nom: &str) -> Result<Option<Vec<u8>>> {
        let mut statement =
            self.0.prepare_cached("SELECT valeur FROM meta WHERE nom = ?").map_err(translate)?;
        statement.query_row([nom], |row| row.get(0)).optional().map_err(translate)
    }

    fn set_meta(&self, nom: &str, valeur: &[u8]) -> Result<()> {
        let sql = "INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET valeur = excluded.valeur";
        let mut statement = self.0.prepare_cached(sql).map_err(translate)?;
        let values: [&dyn ToSql; 2] = [&nom, &valeur];
        statement.execute(&values[..]).map(|_| ()).map_err(translate)
    }
}

fn choisir(table: Table) -> String {
    format!("SELECT no, v, {}, fiche FROM {}", table.columns().join(", "), table.name())
}

fn ligne(table: Table, row: &Row<'_>) -> rusqlite::Result<TableRow> {
    let count = table.columns().len();
    let clair = (2..2 + count).map(|at| {
        Ok(match row.get_ref(at)? {
            ValueRef::Integer(n) => Clear::Nombre(n),
            ValueRef::Blob(bytes) => Clear::Octets(bytes.to_vec()),
            _ => Clear::Nul,
        })
    });
    Ok(TableRow {
        no: row.get(0)?,
        v: row.get(1)?,
        clair: clair.collect::<rusqlite::Result<_>>()?,
        fiche: row.get(2 + count)?,
    })
}

fn valeur(clair: &Clear) -> Value {
    match clair {
        Clear::Nul => Value::Null,
        Clear::Nombre(n) => Value::Integer(*n),
        Clear::Octets(bytes) => Value::Blob(bytes.clone()),
    }
}
