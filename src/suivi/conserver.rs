//! Keeping: copies while running, restoring, removing what the retention no longer wants, sealing anew.

use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::acces::{Change, Context, View};
use super::chaine::{Fait, Head, Note};
use super::coffre::Place;
use super::etats::Sujet;
use super::fiches::{LigneDossier, LigneEnvoi, LigneFacture, LigneLien, LigneLot, LignePiece, LigneRetour};
use super::retours::Statut;
use super::store::{Clear, Index, Query, Table, TableRow};
use super::{CheckReport, Journal, MasterKey, Randomness, SystemRandomness};
use crate::error::{Error, Kind, Result};

/// Dossiers and rows that one transaction works on.
const PAR_PAS: usize = 50;

/// What a purge removed. The log keeps the hash of each content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Purge {
    /// Identifiers of the dossiers whose retention was over.
    pub dossiers: Vec<String>,
    /// Identifiers of pieces that came in so long ago and that no dossier ever took.
    pub pieces: Vec<String>,
    /// Numbers of returns about no lot that came in so long ago and that want nobody's attention.
    pub retours: Vec<i64>,
}

impl Purge {
    /// Did it remove nothing?
    pub fn is_empty(&self) -> bool {
        self.dossiers.is_empty() && self.pieces.is_empty() && self.retours.is_empty()
    }
}

impl View<'_> {
    /// Rows that no dossier's purge will ever reach and that are still whole: pieces in no dossier, returns about no
    /// lot.
    fn left_over(&self) -> Result<(Vec<i64>, Vec<i64>)> {
        let (mut pieces, mut retours) = (Vec::new(), Vec::new());
        let over = |row: &TableRow, quand: usize| {
            let at = row.clair.get(quand).and_then(Clear::number);
            at.is_some_and(|at| self.ctx.delais.retention(at).passed(self.ctx.now))
        };
        self.walk(Table::Pieces, |row| {
            let bound = Query::new(Index::DossiersDeLaPiece, vec![row.no.into()]).limite(1);
            // One on paper has no content but a report, which shows its pages too.
            if over(&row, 1) && self.tx.search(&bound)?.is_empty() {
                let piece: LignePiece = self.open(&row)?;
                pieces.extend(piece.fiche.purgee.is_none().then_some(row.no));
            }
            Ok(())
        })?;
        // One that is still to be looked at stays, however old it is.
        let settled = [Statut::Range, Statut::SansObjet, Statut::Vu].map(|s| Clear::from(s.code()));
        self.walk(Table::Retours, |row| {
            let [free, empty] = [3, 4].map(|column| row.clair.get(column) == Some(&Clear::Nul));
            if over(&row, 2) && free && !empty && row.clair.get(1).is_some_and(|s| settled.contains(s)) {
                retours.push(row.no);
            }
            Ok(())
        })?;
        Ok((pieces, retours))
    }
}

impl Change<'_> {
    /// Removes the content of a piece that no dossier took; gives its identifier. Nothing, when one took it meanwhile.
    fn purge_piece(&mut self, no: i64) -> Result<Option<String>> {
        let mut piece: LignePiece = self.load(no)?;
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![no.into()])?;
        if !links.is_empty() || piece.fiche.purgee.is_some() {
            return Ok(None);
        }
        let gone = json!({ "contenus": [{ "piece": no, "sha256": piece.fiche.sha256 }] });
        self.empty_piece(&mut piece)?;
        self.note(Note::fait(Sujet::Piece, no, Fait::Purge).with(Some(gone)))?;
        Ok(Some(piece.fiche.id))
    }

    /// Removes the bytes of a return.
    fn purge_return(&mut self, no: i64) -> Result<()> {
        let mut row: LigneRetour = self.load(no)?;
        if let Some(blob) = row.blob.take() {
            self.tx.delete(Table::Blobs, blob)?;
            self.save(&mut row)?;
            let gone = json!({ "contenus": [{ "retour": no, "sha256": row.fiche.sha256 }] });
            self.note(Note::fait(Sujet::Retour, no, Fait::Purge).with(Some(gone)))?;
        }
        Ok(())
    }

    /// Removes the contents of dossiers whose retention is over, at most `limite` of them. Records, hashes and the log
    /// stay. Returns the identifiers.
    fn purge(&mut self, limite: usize) -> Result<Vec<String>> {
        let query = Query::new(Index::DossiersPurge, vec![]).until(self.ctx.now).limite(limite);
        let mut done = Vec::new();
        for mut d in self.search::<LigneDossier>(&query)? {
            d.fiche.purge = Some(self.ctx.now);
            let mut removed = Vec::new();
            self.put(&mut d)?;
            let links: Vec<LigneLien> = self.parmi(Index::PiecesDuDossier, vec![d.no.into()])?;
            for link in links {
                let mut piece: LignePiece = self.load(link.piece)?;
                if piece.fiche.purgee.is_none() && self.piece_to_purge(piece.no)? {
                    removed.push(json!({ "piece": piece.no, "sha256": piece.fiche.sha256 }));
                    self.empty_piece(&mut piece)?;
                }
            }
            let factures: Vec<LigneFacture> = self.parmi(Index::FacturesDuDossier, vec![d.no.into()])?;
            for mut facture in factures {
                (facture.fiche.nir, facture.cle_nir) = (None, Vec::new());
                self.save(&mut facture)?;
            }
            let lots: Vec<LigneEnvoi> = self.parmi(Index::LotsDuDossier, vec![d.no.into()])?;
            for envoi in lots {
                if let Some(sha256) = self.purge_lot(envoi.lot)? {
                    removed.push(json!({ "lot": envoi.lot, "sha256": sha256 }));
                }
            }
            let note = Note::fait(Sujet::Dossier, d.no, Fait::Purge);
            self.note(note.with(Some(json!({ "contenus": removed }))))?;
            done.push(d.fiche.id);
        }
        Ok(done)
    }

    /// Is every dossier that a piece was ever in purged?
    fn piece_to_purge(&self, piece: i64) -> Result<bool> {
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![piece.into()])?;
        for link in links {
            if self.load::<LigneDossier>(link.dossier)?.fiche.purge.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Removes the bytes of a lot, and of the returns about it, once all its dossiers are purged; gives their hash.
    fn purge_lot(&mut self, no: i64) -> Result<Option<String>> {
        for envoi in self.sendings_of_lot(no)? {
            if self.load::<LigneDossier>(envoi.dossier)?.fiche.purge.is_none() {
                return Ok(None);
            }
        }
        let mut lot: LigneLot = self.load(no)?;
        let Some(blob) = lot.blob.take() else { return Ok(None) };
        self.tx.delete(Table::Blobs, blob)?;
        lot.fiche.purge = Some(self.ctx.now);
        self.save(&mut lot)?;
        let retours: Vec<LigneRetour> = self.parmi(Index::RetoursDuLot, vec![no.into()])?;
        for mut retour in retours {
            if let Some(blob) = retour.blob.take() {
                self.tx.delete(Table::Blobs, blob)?;
                self.save(&mut retour)?;
            }
        }
        Ok(Some(lot.fiche.sha256))
    }

    /// Seals rows of a table anew whose data key is not the newest; gives the last number looked at.
    fn reseal(&mut self, table: Table, apres: i64) -> Result<Option<i64>> {
        let query = Query::new(Index::Numero(table), vec![]).after(apres).limite(PAR_PAS);
        let rows = self.tx.search(&query)?;
        let last = rows.last().map(|row| row.no);
        for row in rows {
            if self.coffre.recent(&row.fiche) {
                continue;
            }
            let open = self.coffre.open_sealed(&Place::of(table, &row), &row.fiche)?;
            let mut next = TableRow { v: row.v.saturating_add(1), fiche: Vec::new(), ..row };
            next.fiche = self.seal(table, &next, &open)?;
            self.tx.replace(table, &next)?;
        }
        Ok(last)
    }
}

impl Journal {
    /// Removes what the retention of the profile no longer wants: PDFs of pieces, bytes of lots and returns, NIR. The
    /// log keeps the hash of everything removed, so a copy elsewhere can still be proved to be that piece. What belongs
    /// to no dossier or lot goes when the same time has passed since it came in.
    pub fn purge(&mut self, ctx: Context<'_>) -> Result<Purge> {
        let mut all = Purge::default();
        loop {
            let done = self.write(ctx, |j| j.purge(PAR_PAS))?;
            if done.is_empty() {
                break;
            }
            all.dossiers.extend(done);
        }
        let (pieces, retours) = self.read(ctx, |j| j.left_over())?;
        for some in pieces.chunks(PAR_PAS) {
            let gone =
                self.write(ctx, |j| some.iter().map(|no| j.purge_piece(*no)).collect::<Result<Vec<_>>>())?;
            all.pieces.extend(gone.into_iter().flatten());
        }
        for some in retours.chunks(PAR_PAS) {
            self.write(ctx, |j| some.iter().try_for_each(|no| j.purge_return(*no)))?;
            all.retours.extend(some);
        }
        if !all.is_empty() {
            self.store.clean()?;
        }
        Ok(all)
    }

    /// Seals everything with the newest data key, after [`Journal::rotate_key`] for a key that may be known. The log's
    /// sealed details keep theirs: its rows never change. Returns when all is done; begun again after an interruption,
    /// it goes on.
    pub fn reseal(&mut self, ctx: Context<'_>) -> Result<()> {
        let kept = |table: &&Table| !matches!(table, Table::Evenements | Table::Cles);
        for table in Table::ALL.iter().filter(kept) {
            let mut last = 0;
            while let Some(next) = self.write(ctx, |j| j.reseal(*table, last))? {
                last = next;
            }
        }
        self.store.clean()
    }

    /// Copies the journal, as it is now, into a new file, while others go on working. The copy is opened again and its
    /// head of the chain returned; [`Journal::check`] on it checks the rest. Errors: `suivi.target` when the file
    /// exists, `suivi.full`, `suivi.disk`.
    pub fn back_up(&mut self, ctx: Context<'_>, vers: &Path) -> Result<Head> {
        self.store.copy_to(vers)?;
        let mut copy = Journal::open(vers, self.coffre.maitre(), Box::new(SystemRandomness))?;
        copy.read(ctx, |j| j.head())
    }

    /// Puts a copy back as a journal in a new place and checks all of it. Errors: `suivi.target` when something is there
    /// already; `suivi.damaged` when the copy is not whole, and then nothing is left behind; those of opening.
    ///
    /// Lots that were built after the copy are unknown to it, and their numbers would be given out again: see
    /// docs/suivi.md.
    pub fn restore(
        copie: &Path,
        vers: &Path,
        cle: &MasterKey,
        hasard: Box<dyn Randomness>,
        ctx: Context<'_>,
    ) -> Result<(Journal, CheckReport)> {
        if vers.exists() {
            return Err(Error::new(Kind::SuiviTarget));
        }
        let mut source = Journal::open(copie, cle, Box::new(SystemRandomness))?;
        let done = source.store.copy_to(vers).and_then(|()| {
            let mut journal = Journal::open(vers, cle, hasard)?;
            let bilan = journal.check(ctx)?;
            match bilan.ruptures.first() {
                None => Ok((journal, bilan)),
                Some(first) => {
                    let error = Error::new(Kind::SuiviDamaged).with("table", first.table.clone());
                    Err(error.with("row", first.ligne).with("reason", first.raison.clone()))
                }
            }
        });
        if done.is_err() {
            for end in ["", "-wal", "-shm"] {
                let mut name = vers.as_os_str().to_owned();
                name.push(end);
                // What could not be made whole must not be taken for a journal; what is not there need not go.
                let _ = std::fs::remove_file(name);
            }
        }
        done
    }
}
