//! Exports: the journal's records as a table, for a spreadsheet or for another program.
//!
//! Rows are written as they are read, so memory does not follow the journal. Without being asked, nothing is told of a
//! patient: no NIR, no date of care, no label that somebody typed, no text of a caisse. Identifiers of pieces and
//! dossiers are the host's own and stand in every export: a host that builds them from names tells names.

use std::io::Write;

use serde_json::{Value, json};

use super::acces::View;
use super::chiffres::Periode;
use super::etats::Etat;
use super::fiches::{
    JAMAIS, LigneDossier, LigneFacture, LigneLien, LigneLot, LignePiece, LigneTransmission, Record,
};
use super::store::{Clear, Index, Table, TableRow};
use crate::error::{Error, Kind, Result};
use crate::piece::Medium;

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sorte {
    /// Pieces that came in during the period.
    Pieces,
    /// Dossiers that were opened in it.
    Dossiers,
    /// Lots that were built in it.
    Lots,
    /// Entries of the log.
    Evenements,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Forme {
    /// RFC 4180: commas, CRLF, UTF-8.
    Csv,
    /// As a French Excel opens it: semicolons, and a byte order mark.
    CsvExcel,
    /// An array of objects.
    Json,
}

/// An export.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// What.
    pub sorte: Sorte,
    /// How.
    pub forme: Forme,
    /// Of which period.
    pub periode: Periode,
    /// Also what tells of a patient, and texts that people typed.
    pub nominatif: bool,
}

type Champs = Vec<(&'static str, Value)>;

impl View<'_> {
    /// Writes an export; gives the number of its rows. Errors: those of reading; `suivi.full`, `suivi.disk` when `out`
    /// fails.
    pub fn export(&self, export: &Export, out: &mut dyn Write) -> Result<u64> {
        let mut sheet = Feuille { out, forme: export.forme, rows: 0 };
        sheet.begin()?;
        match export.sorte {
            Sorte::Pieces => {
                self.rows(export, &mut sheet, 1, |j, p: LignePiece| j.piece_champs(p, export))?
            }
            Sorte::Dossiers => self.rows(export, &mut sheet, usize::MAX, |j, d: LigneDossier| {
                let during = (export.periode.from..export.periode.to).contains(&d.fiche.ouvert);
                if during { j.dossier_champs(d, export).map(Some) } else { Ok(None) }
            })?,
            Sorte::Lots => self.rows(export, &mut sheet, usize::MAX, |j, l: LigneLot| {
                let during = (export.periode.from..export.periode.to).contains(&l.fiche.construit);
                if during { j.lot_champs(l, export).map(Some) } else { Ok(None) }
            })?,
            Sorte::Evenements => self.evenements(export, &mut sheet)?,
        }
        sheet.end()
    }

    /// Rows of a table. `quand` is the clear column that tells the moment, so that rows outside the period need not be
    /// opened.
    fn rows<T: Record>(
        &self,
        export: &Export,
        sheet: &mut Feuille<'_>,
        quand: usize,
        champs: impl Fn(&View<'_>, T) -> Result<Option<Champs>>,
    ) -> Result<()> {
        self.walk(T::TABLE, |row: TableRow| {
            let at = row.clair.get(quand).and_then(Clear::number);
            if at.is_some_and(|at| !(export.periode.from..export.periode.to).contains(&at)) {
                return Ok(());
            }
            match champs(self, self.open(&row)?)? {
                Some(champs) => sheet.row(&champs),
                None => Ok(()),
            }
        })
    }

    fn piece_champs(&self, p: LignePiece, export: &Export) -> Result<Option<Champs>> {
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![p.no.into()])?;
        let mut dossiers = Vec::new();
        for link in links.iter().filter(|l| l.actif) {
            dossiers.push(self.load::<LigneDossier>(link.dossier)?.fiche.id);
        }
        let f = p.fiche;
        let mut champs = vec![
            ("id", json!(f.id)),
            ("type", json!(f.kind.code)),
            ("support", json!(Medium::from(f.support))),
            ("pages", json!(f.pages)),
            ("octets", json!(f.bytes)),
            ("sha256", json!(f.sha256)),
            ("ajoutee", moment(Some(p.ajoutee))),
            ("confirmee", moment(f.confirmed_at)),
            ("saisie", moment(f.saisie)),
            ("profil", json!(f.profil)),
            ("purgee", moment(f.purgee)),
            ("dossiers", json!(dossiers.join(" "))),
        ];
        if export.nominatif {
            champs.push(("libelle", json!(f.label)));
        }
        Ok(Some(champs))
    }

    fn dossier_champs(&self, d: LigneDossier, export: &Export) -> Result<Champs> {
        let facture: LigneFacture = self.load(d.facture)?;
        let (f, fields) = (d.fiche, facture.fiche.fields);
        let motif = f.motif.unwrap_or_default();
        let mut champs = vec![
            ("id", json!(f.id)),
            ("etat", json!(d.etat.key())),
            ("envois", json!(d.envois)),
            ("lot", json!(d.lot)),
            ("emetteur_type", json!(fields.emitter_type)),
            ("emetteur", json!(fields.emitter)),
            ("facture", json!(fields.invoice)),
            ("lot_fse", json!(fields.fse_lot)),
            ("date_fse", json!(fields.fse_date)),
            ("regime", json!(fields.regime)),
            ("caisse", json!(fields.caisse)),
            ("centre", json!(fields.centre)),
            ("ouvert", moment(Some(f.ouvert))),
            ("premier_envoi", moment(f.premier_envoi)),
            ("dernier_envoi", moment(f.dernier_envoi)),
            ("echeance", moment((d.limite != JAMAIS).then_some(d.limite))),
            ("hors_scor", json!(f.numero_hors.filter(|_| f.hors_scor))),
            ("poste", json!(f.poste)),
            ("motif", json!(motif.code)),
            ("purge", moment(f.purge)),
        ];
        if export.nominatif {
            champs.push(("motif_libelle", json!(motif.label)));
            champs.push(("date_soins", json!(fields.care_date)));
            champs.push(("nir", json!(facture.fiche.nir)));
        }
        Ok(champs)
    }

    fn lot_champs(&self, l: LigneLot, export: &Export) -> Result<Champs> {
        let sent: Vec<LigneTransmission> = self.parmi(Index::TransmissionsDuLot, vec![l.no.into()])?;
        let dossiers = self.sendings_of_lot(l.no)?.len();
        let (f, to) = (&l.fiche, &l.fiche.recipient);
        let motif = f.motif.clone().unwrap_or_default();
        let mut champs = vec![
            ("no", json!(l.no)),
            ("numero", json!(f.numero)),
            ("date", json!(f.date)),
            ("emetteur_type", json!(to.emitter_type)),
            ("emetteur", json!(to.emitter)),
            ("regime", json!(to.regime)),
            ("caisse", json!(to.caisse)),
            ("centre", json!(to.centre)),
            ("test", json!(to.test)),
            ("etat", json!(l.etat.key())),
            ("clos", json!(l.clos)),
            ("envois", json!(l.envois)),
            ("dossiers", json!(dossiers)),
            ("nom", json!(f.nom)),
            ("octets", json!(f.bytes)),
            ("sha256", json!(f.sha256)),
            ("construit", moment(Some(f.construit))),
            ("premier_envoi", moment(sent.first().map(|t| t.quand))),
            ("dernier_envoi", moment(sent.last().map(|t| t.quand))),
            ("echeance", moment((l.echeance != JAMAIS).then_some(l.echeance))),
            ("motif", json!(motif.code)),
            ("purge", moment(f.purge)),
        ];
        if export.nominatif {
            champs.push(("motif_libelle", json!(motif.label)));
        }
        Ok(champs)
    }

    fn evenements(&self, export: &Export, sheet: &mut Feuille<'_>) -> Result<()> {
        self.walk(Table::Evenements, |row| {
            let at = row.clair.first().and_then(Clear::number);
            if at.is_none_or(|at| !(export.periode.from..export.periode.to).contains(&at)) {
                return Ok(());
            }
            let e = self.entry(&row)?;
            let mut champs = vec![
                ("seq", json!(e.seq)),
                ("quand", moment(Some(e.quand))),
                ("sujet", json!(e.sujet)),
                ("sujet_no", json!(e.sujet_no)),
                ("genre", json!(e.genre)),
                ("suite", json!(e.suite)),
                ("de", json!(e.de.map(Etat::key))),
                ("vers", json!(e.vers.map(Etat::key))),
                ("profil", json!(e.profil)),
            ];
            if export.nominatif {
                champs.push(("details", json!(e.details.map(|d| d.to_string()))));
            }
            sheet.row(&champs)
        })
    }
}

/// A moment as text that spreadsheets and programs read: RFC 3339, UTC.
fn moment(at: Option<i64>) -> Value {
    let text = at.and_then(|at| jiff::Timestamp::from_second(at).ok());
    text.map_or(Value::Null, |at| Value::String(at.to_string()))
}

/// The sheet that is being written.
struct Feuille<'a> {
    out: &'a mut dyn Write,
    forme: Forme,
    rows: u64,
}

impl Feuille<'_> {
    fn write(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).map_err(|e| disk(&e))
    }

    fn begin(&mut self) -> Result<()> {
        match self.forme {
            Forme::Csv => Ok(()),
            Forme::CsvExcel => self.write("\u{feff}"),
            Forme::Json => self.write("["),
        }
    }

    fn row(&mut self, champs: &Champs) -> Result<()> {
        let first = self.rows == 0;
        self.rows += 1;
        if self.forme == Forme::Json {
            let fields: Vec<String> =
                champs.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
            return self.write(&format!("{}\n{{{}}}", if first { "" } else { "," }, fields.join(",")));
        }
        let mark = if self.forme == Forme::CsvExcel { ';' } else { ',' };
        if first {
            let names: Vec<&str> = champs.iter().map(|(name, _)| *name).collect();
            self.write(&(names.join(&mark.to_string()) + "\r\n"))?;
        }
        let cells: Vec<String> = champs.iter().map(|(_, value)| cell(value, mark)).collect();
        self.write(&(cells.join(&mark.to_string()) + "\r\n"))
    }

    fn end(mut self) -> Result<u64> {
        if self.forme == Forme::Json {
            self.write("\n]\n")?;
        }
        self.out.flush().map_err(|e| disk(&e))?;
        Ok(self.rows)
    }
}

/// A cell of a CSV file. Text that a spreadsheet would take for a formula gets an apostrophe before it.
fn cell(value: &Value, mark: char) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text,
        other => return other.to_string(),
    };
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.clone() };
    if text.contains([mark, ',', ';', '"', '\r', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// What a file system says, as the journal says it.
pub(super) fn disk(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Error::new(Kind::SuiviFull),
        std::io::ErrorKind::AlreadyExists => Error::new(Kind::SuiviTarget),
        _ => Error::new(Kind::SuiviDisk).with("reason", "input/output"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (text, wanted) in [
            ("simple", "simple"),
            ("a;b", "\"a;b\""),
            ("dit \"oui\"", "\"dit \"\"oui\"\"\""),
            ("deux\nlignes", "\"deux\nlignes\""),
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@cmd", "'@cmd"),
            ("\tx", "'\tx"),
        ] {
            assert_eq!(cell(&json!(text), ';'), wanted);
        }
        assert_eq!(cell(&json!(-2), ';'), "-2");
        assert_eq!(cell(&Value::Null, ';'), "");
    }
}
