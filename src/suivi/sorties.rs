//! What leaves the journal through the [`Bureau`]: figures, papers, exports, evidence, and originals.

use std::fs::{File, OpenOptions};
use std::io::BufWriter;
use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::bureau::Bureau;
use super::chiffres::Periode;
use super::export::{Export, disk};
use crate::error::{Error, Kind, Result};

impl Bureau {
    /// The figures of a period, of one emitter or of all: JSON of schema `scor.chiffres/1`, see [`super::Chiffres`].
    pub fn stats(&mut self, now: i64, periode: Periode, emitter: Option<&str>) -> Result<Value> {
        let (journal, ctx) = self.parts(now);
        Ok(json!(journal.read(ctx, |j| j.chiffres(periode, emitter))?))
    }

    /// The bordereaux of all paper that is to be posted: a PDF. Error: `suivi.nothing` when there is none.
    pub fn bordereau(&mut self, day: Date) -> Result<Vec<u8>> {
        let (journal, ctx) = self.parts(0);
        let pdf = journal.read(ctx, |j| j.bordereau(day))?;
        pdf.ok_or_else(|| Error::new(Kind::SuiviNothing))
    }

    /// The report of what was transmitted in a period: a PDF. Error: `suivi.nothing` when nothing was.
    pub fn report(&mut self, periode: Periode) -> Result<Vec<u8>> {
        let (journal, ctx) = self.parts(0);
        let pdf = journal.read(ctx, |j| j.rapport(periode))?;
        pdf.ok_or_else(|| Error::new(Kind::SuiviNothing))
    }

    /// Writes an export into a new file; gives the number of its rows. What could not be written whole is removed
    /// again. Errors: `suivi.target` when the file exists, `suivi.full`, `suivi.disk`.
    pub fn export(&mut self, export: &Export, to: &Path) -> Result<u64> {
        let file = OpenOptions::new().write(true).create_new(true).open(to).map_err(|e| disk(&e))?;
        let done = self.write_export(export, file);
        if done.is_err() {
            // Half a table must not be taken for one.
            let _ = std::fs::remove_file(to);
        }
        done
    }

    fn write_export(&mut self, export: &Export, file: File) -> Result<u64> {
        let mut out = BufWriter::new(file);
        let (journal, ctx) = self.parts(0);
        let rows = journal.read(ctx, |j| j.export(export, &mut out))?;
        out.into_inner().map_err(|e| disk(e.error()))?.sync_all().map_err(|e| disk(&e))?;
        Ok(rows)
    }

    /// The evidence of a piece: JSON of schema `scor.preuve/1`. Error: `suivi.unknown`.
    pub fn evidence(&mut self, now: i64, piece: &str) -> Result<Value> {
        let (journal, ctx) = self.parts(now);
        journal.read(ctx, |j| j.preuve(piece))
    }

    /// A return as it came. Errors: `suivi.unknown`, `suivi.purged`, `suivi.damaged`.
    pub fn return_bytes(&mut self, no: i64) -> Result<Zeroizing<Vec<u8>>> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.return_bytes(no))
    }

    /// The key of the chain, for an auditor: see [`super::View::chain_key`].
    pub fn chain_key(&mut self) -> Result<Zeroizing<[u8; 32]>> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.chain_key())
    }
}
