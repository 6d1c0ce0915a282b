//! Keeping: copies while running, restoring, removing what the retention no longer wants, sealing anew.

use std::path::Path;

use serde_json::json;

use super::acces::{Contexte, Ecriture};
use super::chaine::{Fait, Note, Tete};
use super::coffre::Place;
use super::etats::Sujet;
use super::fiches::{LigneDossier, LigneEnvoi, LigneFacture, LigneLien, LigneLot, LignePiece, LigneRetour};
use super::store::{Index, Ligne, Requete, Table};
use super::{Bilan, CleMaitre, Hasard, HasardSysteme, Journal};
use crate::error::{Error, Kind, Result};

/// Dossiers and rows that one transaction works on.
const PAR_PAS: usize = 50;

impl Ecriture<'_> {
    /// Removes the contents of dossiers whose retention is over, at most `limite` of them. Records, hashes and the log
    /// stay. Returns the identifiers.
    fn purger(&mut self, limite: usize) -> Result<Vec<String>> {
        let query = Requete::new(Index::DossiersPurge, vec![]).jusque(self.ctx.maintenant).limite(limite);
        let mut done = Vec::new();
        for mut d in self.chercher::<LigneDossier>(&query)? {
            d.fiche.purge = Some(self.ctx.maintenant);
            let mut removed = Vec::new();
            self.poser(&mut d)?;
            let links: Vec<LigneLien> = self.parmi(Index::PiecesDuDossier, vec![d.no.into()])?;
            for link in links {
                let mut piece: LignePiece = self.charger(link.piece)?;
                if piece.fiche.purgee.is_none() && self.piece_a_purger(piece.no)? {
                    removed.push(json!({ "piece": piece.no, "sha256": piece.fiche.sha256 }));
                    self.vider_piece(&mut piece)?;
                }
            }
            let factures: Vec<LigneFacture> = self.parmi(Index::FacturesDuDossier, vec![d.no.into()])?;
            for mut facture in factures {
                (facture.fiche.nir, facture.cle_nir) = (None, Vec::new());
                self.ranger(&mut facture)?;
            }
            let lots: Vec<LigneEnvoi> = self.parmi(Index::LotsDuDossier, vec![d.no.into()])?;
            for envoi in lots {
                if let Some(sha256) = self.purger_lot(envoi.lot)? {
                    removed.push(json!({ "lot": envoi.lot, "sha256": sha256 }));
                }
            }
            let note = Note::fait(Sujet::Dossier, d.no, Fait::Purge);
            self.noter(note.avec(Some(json!({ "contenus": removed }))))?;
            done.push(d.fiche.id);
        }
        Ok(done)
    }

    /// Is every dossier that a piece was ever in purged?
    fn piece_a_purger(&self, piece: i64) -> Result<bool> {
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![piece.into()])?;
        for link in links {
            if self.charger::<LigneDossier>(link.dossier)?.fiche.purge.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Removes the bytes of a lot, and of the returns about it, once all its dossiers are purged; gives their hash.
    fn purger_lot(&mut self, no: i64) -> Result<Option<String>> {
        for envoi in self.envois_du_lot(no)? {
            if self.charger::<LigneDossier>(envoi.dossier)?.fiche.purge.is_none() {
                return Ok(None);
            }
        }
        let mut lot: LigneLot = self.charger(no)?;
        let Some(blob) = lot.blob.take() else { return Ok(None) };
        self.tx.supprimer(Table::Blobs, blob)?;
        lot.fiche.purge = Some(self.ctx.maintenant);
        self.ranger(&mut lot)?;
        let retours: Vec<LigneRetour> = self.parmi(Index::RetoursDuLot, vec![no.into()])?;
        for mut retour in retours {
            if let Some(blob) = retour.blob.take() {
                self.tx.supprimer(Table::Blobs, blob)?;
                self.ranger(&mut retour)?;
            }
        }
        Ok(Some(lot.fiche.sha256))
    }

    /// Seals rows of a table anew whose data key is not the newest; gives the last number looked at.
    fn resceller(&mut self, table: Table, apres: i64) -> Result<Option<i64>> {
        let query = Requete::new(Index::Numero(table), vec![]).apres(apres).limite(PAR_PAS);
        let rows = self.tx.chercher(&query)?;
        let last = rows.last().map(|row| row.no);
        for row in rows {
            if self.coffre.recent(&row.fiche) {
                continue;
            }
            let open = self.coffre.ouvrir_scelle(&Place::of(table, &row), &row.fiche)?;
            let mut next = Ligne { v: row.v.saturating_add(1), fiche: Vec::new(), ..row };
            next.fiche = self.sceller(table, &next, &open)?;
            self.tx.remplacer(table, &next)?;
        }
        Ok(last)
    }
}

impl Journal {
    /// Removes what the retention of the profile no longer wants: PDFs of pieces, bytes of lots and returns, NIR. The
    /// log keeps the hash of everything removed, so a copy elsewhere can still be proved to be that piece. Returns the
    /// identifiers of the dossiers.
    pub fn purger(&mut self, ctx: Contexte<'_>) -> Result<Vec<String>> {
        let mut all = Vec::new();
        loop {
            let done = self.ecrire(ctx, |j| j.purger(PAR_PAS))?;
            if done.is_empty() {
                break;
            }
            all.extend(done);
        }
        if !all.is_empty() {
            self.store.nettoyer()?;
        }
        Ok(all)
    }

    /// Seals everything with the newest data key, after [`Journal::changer_cle`] for a key that may be known. The log's
    /// sealed details keep theirs: its rows never change. Returns when all is done; begun again after an interruption,
    /// it goes on.
    pub fn resceller(&mut self, ctx: Contexte<'_>) -> Result<()> {
        let kept = |table: &&Table| !matches!(table, Table::Evenements | Table::Cles);
        for table in Table::ALL.iter().filter(kept) {
            let mut last = 0;
            while let Some(next) = self.ecrire(ctx, |j| j.resceller(*table, last))? {
                last = next;
            }
        }
        self.store.nettoyer()
    }

    /// Copies the journal, as it is now, into a new file, while others go on working. The copy is opened again and its
    /// head of the chain returned; [`Journal::verifier`] on it checks the rest. Errors: `suivi.target` when the file
    /// exists, `suivi.full`, `suivi.disk`.
    pub fn sauvegarder(&mut self, ctx: Contexte<'_>, vers: &Path) -> Result<Tete> {
        self.store.copier(vers)?;
        let mut copy = Journal::ouvrir(vers, self.coffre.maitre(), Box::new(HasardSysteme))?;
        copy.lire(ctx, |j| j.tete())
    }

    /// Puts a copy back as a journal in a new place and checks all of it. Errors: `suivi.target` when something is there
    /// already; `suivi.damaged` when the copy is not whole, and then nothing is left behind; those of opening.
    ///
    /// Lots that were built after the copy are unknown to it, and their numbers would be given out again: see
    /// docs/suivi.md.
    pub fn restaurer(
        copie: &Path,
        vers: &Path,
        cle: &CleMaitre,
        hasard: Box<dyn Hasard>,
        ctx: Contexte<'_>,
    ) -> Result<(Journal, Bilan)> {
        if vers.exists() {
            return Err(Error::new(Kind::SuiviTarget));
        }
        let mut source = Journal::ouvrir(copie, cle, Box::new(HasardSysteme))?;
        let done = source.store.copier(vers).and_then(|()| {
            let mut journal = Journal::ouvrir(vers, cle, hasard)?;
            let bilan = journal.verifier(ctx)?;
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
