//! Rows to SQL and back.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params_from_iter};

use super::erreurs::traduire;
use crate::error::{Error, Kind, Result};
use crate::suivi::store::{Clair, Ligne, Requete, Table, Tx};

/// The tables of one transaction.
pub(super) struct Lignes<'a>(pub(super) &'a Connection);

impl Lignes<'_> {
    /// One statement that changes one row.
    fn executer(&self, sql: &str, values: Vec<Value>) -> Result<usize> {
        let mut statement = self.0.prepare_cached(sql).map_err(traduire)?;
        statement.execute(params_from_iter(values)).map_err(traduire)
    }
}

impl Tx for Lignes<'_> {
    fn prochain(&self, table: Table) -> Result<i64> {
        let sql = format!("SELECT ifnull(max(no), 0) FROM {}", table.name());
        let mut statement = self.0.prepare_cached(&sql).map_err(traduire)?;
        let last: i64 = statement.query_row([], |row| row.get(0)).map_err(traduire)?;
        last.checked_add(1).ok_or_else(|| Error::new(Kind::SuiviFull))
    }

    fn inserer(&self, table: Table, ligne: &Ligne) -> Result<()> {
        let marks = ", ?".repeat(table.columns().len() + 2);
        let sql = format!("INSERT INTO {} VALUES(?{marks})", table.name());
        let mut values = vec![Value::Integer(ligne.no), Value::Integer(ligne.v)];
        values.extend(ligne.clair.iter().map(valeur));
        values.push(Value::Blob(ligne.fiche.clone()));
        self.executer(&sql, values).map(|_| ())
    }

    fn remplacer(&self, table: Table, ligne: &Ligne) -> Result<()> {
        let columns: String = table.columns().iter().map(|c| format!("{c} = ?, ")).collect();
        let sql = format!("UPDATE {} SET v = ?, {columns}fiche = ? WHERE no = ? AND v = ?", table.name());
        let mut values = vec![Value::Integer(ligne.v)];
        values.extend(ligne.clair.iter().map(valeur));
        values.push(Value::Blob(ligne.fiche.clone()));
        values.extend([Value::Integer(ligne.no), Value::Integer(ligne.v - 1)]);
        match self.executer(&sql, values)? {
            1 => Ok(()),
            _ => Err(Error::new(Kind::SuiviOvertaken)),
        }
    }

    fn supprimer(&self, table: Table, no: i64) -> Result<()> {
        if table != Table::Blobs {
            return Err(Error::new(Kind::BadValue).with("name", "table"));
        }
        self.executer("DELETE FROM blobs WHERE no = ?", vec![Value::Integer(no)]).map(|_| ())
    }

    fn lire(&self, table: Table, no: i64) -> Result<Option<Ligne>> {
        let sql = format!("{} WHERE no = ?", choisir(table));
        let mut statement = self.0.prepare_cached(&sql).map_err(traduire)?;
        statement.query_row([no], |row| ligne(table, row)).optional().map_err(traduire)
    }

    fn chercher(&self, requete: &Requete) -> Result<Vec<Ligne>> {
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
        if let (Some(column), Some(most)) = (order, requete.jusque) {
            sql.push_str(&format!(" AND {column} <= ?"));
            values.push(Value::Integer(most));
        }
        let way = if requete.rebours { "DESC" } else { "ASC" };
        let order = order.map(|column| format!("{column} {way}, ")).unwrap_or_default();
        sql.push_str(&format!(" ORDER BY {order}no {way} LIMIT ?"));
        values.push(Value::Integer(i64::try_from(requete.limite).unwrap_or(i64::MAX)));
        let mut statement = self.0.prepare_cached(&sql).map_err(traduire)?;
        let rows =
            statement.query_map(params_from_iter(values), |row| ligne(table, row)).map_err(traduire)?;
        rows.map(|row| row.map_err(traduire)).collect()
    }

    fn compter(&self, table: Table) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT etat, n FROM comptes WHERE tbl = ? ORDER BY etat";
        let mut statement = self.0.prepare_cached(sql).map_err(traduire)?;
        let rows = statement.query_map([table.name()], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.map_err(traduire)?.map(|row| row.map_err(traduire)).collect()
    }

    fn meta(&self, nom: &str) -> Result<Option<Vec<u8>>> {
        let mut statement =
            self.0.prepare_cached("SELECT valeur FROM meta WHERE nom = ?").map_err(traduire)?;
        statement.query_row([nom], |row| row.get(0)).optional().map_err(traduire)
    }

    fn fixer_meta(&self, nom: &str, valeur: &[u8]) -> Result<()> {
        let sql = "INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET valeur = excluded.valeur";
        let mut statement = self.0.prepare_cached(sql).map_err(traduire)?;
        let values: [&dyn ToSql; 2] = [&nom, &valeur];
        statement.execute(&values[..]).map(|_| ()).map_err(traduire)
    }
}

fn choisir(table: Table) -> String {
    format!("SELECT no, v, {}, fiche FROM {}", table.columns().join(", "), table.name())
}

fn ligne(table: Table, row: &Row<'_>) -> rusqlite::Result<Ligne> {
    let count = table.columns().len();
    let clair = (2..2 + count).map(|at| {
        Ok(match row.get_ref(at)? {
            ValueRef::Integer(n) => Clair::Nombre(n),
            ValueRef::Blob(bytes) => Clair::Octets(bytes.to_vec()),
            _ => Clair::Nul,
        })
    });
    Ok(Ligne {
        no: row.get(0)?,
        v: row.get(1)?,
        clair: clair.collect::<rusqlite::Result<_>>()?,
        fiche: row.get(2 + count)?,
    })
}

fn valeur(clair: &Clair) -> Value {
    match clair {
        Clair::Nul => Value::Null,
        Clair::Nombre(n) => Value::Integer(*n),
        Clair::Octets(bytes) => Value::Blob(bytes.clone()),
    }
}
