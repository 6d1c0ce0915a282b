//! What to do today: one list, the most urgent first.
//!
//! It is read from columns that every change keeps up to date, by index and up to a limit for each kind of task, so
//! its cost does not grow with the journal.

use serde::Serialize;

use super::acces::View;
use super::envois::false_column;
use super::etats::{Etat, codes};
use super::fiches::{
    FicheDossier, JAMAIS, LigneDossier, LigneLien, LigneLot, LignePiece, LigneRetour, Motif, PAPIER_A_POSTER,
};
use super::machine::{EN_LOT, PAS_PRET, PRET, couleur};
use super::retours::Statut;
use super::store::{Index, Query, Table};
use crate::dossier::Colour;
use crate::error::Result;

codes! {
    /// A kind of task; of two without a deadline the earlier kind comes first.
    Genre {
        /// A lot is to be sent a second time, the same bytes; query the mailbox first if the profile says so.
        Retransmettre = 1, "retransmettre", "lot à retransmettre";
        /// A dossier is to be redone.
        Reconstituer = 2, "reconstituer", "dossier à reconstituer";
        /// A dossier is to be treated by hand.
        Traiter = 3, "traiter", "dossier à traiter manuellement";
        /// A return could not be placed.
        Examiner = 4, "examiner", "retour à examiner";
        /// The paper of a dossier, or of one piece of it, is to be posted.
        Poster = 5, "poster", "papier à poster";
        /// A lot is built and is to be sent.
        Envoyer = 6, "envoyer", "lot à envoyer";
        /// A dossier is ready for the next lot.
        Constituer = 7, "constituer", "dossier prêt pour un lot";
        /// A dossier wants pieces, or the facture that replaces a rejected one.
        Completer = 8, "completer", "dossier à compléter";
        /// A lot waits for its ARL: query the mailbox.
        Relever = 9, "relever", "boîte à relever pour un lot transmis";
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Task {
    /// What.
    pub genre: Genre,
    /// The dossier, where one is meant.
    pub dossier: Option<String>,
    /// The piece, where a single one is meant.
    pub piece: Option<String>,
    /// The lot, where one is meant, by the journal's number.
    pub lot: Option<i64>,
    /// The return, by the journal's number.
    pub retour: Option<i64>,
    /// The mark of the dossier.
    pub couleur: Option<Colour>,
    /// Keys of what is missing or waited for.
    pub manques: Vec<String>,
    /// Pieces to be redone.
    pub a_refaire: Vec<String>,
    /// The caisse's reason.
    pub motif: Option<Motif>,
    /// By when, seconds since 1970-01-01 UTC.
    pub echeance: Option<i64>,
    /// Seconds left; negative when it is late.
    pub reste: Option<i64>,
}

/// The work list.
#[derive(Clone, Debug, Serialize)]
pub struct WorkList {
    /// What to do, the most urgent first; of each kind at most as many as were asked for.
    pub taches: Vec<Task>,
    /// Dossiers by state, all of them.
    pub dossiers: Vec<(Etat, i64)>,
    /// Lots by state, without those that are closed.
    pub lots: Vec<(Etat, i64)>,
    /// Some kind has more tasks than are listed.
    pub tronque: bool,
}

/// A list that is being filled.
struct Liste {
    taches: Vec<Task>,
    limite: usize,
    tronque: bool,
    now: i64,
}

impl Liste {
    fn requete(&self, index: Index, egal: Vec<super::store::Clear>) -> Query {
        // One more than wanted tells whether there are more.
        Query::new(index, egal).limite(self.limite.saturating_add(1))
    }

    /// Cuts a kind's rows to the limit.
    fn bound<T>(&mut self, mut rows: Vec<T>) -> Vec<T> {
        self.tronque |= rows.len() > self.limite;
        rows.truncate(self.limite);
        rows
    }

    fn tache(&self, genre: Genre, echeance: i64) -> Task {
        let echeance = (echeance != JAMAIS).then_some(echeance);
        Task {
            genre,
            dossier: None,
            piece: None,
            lot: None,
            retour: None,
            couleur: None,
            manques: Vec::new(),
            a_refaire: Vec::new(),
            motif: None,
            echeance,
            reste: echeance.map(|at| at.saturating_sub(self.now)),
        }
    }
}

impl View<'_> {
    /// The work list, with at most `limite` tasks of each kind. Let time pass first
    /// ([`super::Journal::pass_time`]).
    pub fn todo(&self, limite: usize) -> Result<WorkList> {
        let now = self.ctx.now;
        let mut list = Liste { taches: Vec::new(), limite, tronque: false, now };
        let dossiers = [
            (Genre::Completer, Etat::ACompleter, PAS_PRET),
            (Genre::Constituer, Etat::ATransmettre, PRET),
            (Genre::Reconstituer, Etat::AReconstituer, PAS_PRET),
            (Genre::Traiter, Etat::ATraiter, PAS_PRET),
            (Genre::Poster, Etat::CollectePapier, PAS_PRET),
            (Genre::Poster, Etat::HorsScor, PAS_PRET),
        ];
        for (genre, etat, pret) in dossiers {
            self.taches_de_dossiers(&mut list, genre, etat, pret)?;
        }
        let lots = [
            (Genre::Envoyer, Etat::ATransmettre),
            (Genre::Retransmettre, Etat::ARetransmettre),
            (Genre::Relever, Etat::Transmis),
        ];
        for (genre, etat) in lots {
            self.taches_de_lots(&mut list, genre, etat)?;
        }
        self.pieces_a_poster(&mut list)?;
        self.retours_a_examiner(&mut list)?;
        let Liste { mut taches, tronque, .. } = list;
        taches.sort_by_key(|t| (t.echeance.unwrap_or(JAMAIS), t.genre.code()));
        Ok(WorkList {
            taches,
            dossiers: self.etats(Table::Dossiers)?,
            lots: self.etats(Table::Lots)?,
            tronque,
        })
    }

    fn etats(&self, table: Table) -> Result<Vec<(Etat, i64)>> {
        let counts = self.tx.count(table)?.into_iter();
        Ok(counts.filter_map(|(code, n)| Some((Etat::from_code(code)?, n))).filter(|(_, n)| *n > 0).collect())
    }

    fn taches_de_dossiers(&self, list: &mut Liste, genre: Genre, etat: Etat, pret: i64) -> Result<()> {
        let query = list.requete(Index::DossiersEtat, vec![etat.code().into(), pret.into()]);
        for d in list.bound(self.search::<LigneDossier>(&query)?) {
            let mut task = list.tache(genre, d.limite);
            task.couleur = Some(couleur(d.couleur));
            task.lot = d.lot;
            if etat == Etat::AReconstituer {
                for link in self.liens(d.no)?.iter().filter(|l| l.fiche.refus.is_some()) {
                    task.a_refaire.push(self.load::<LignePiece>(link.piece)?.fiche.id);
                }
            }
            let FicheDossier { id, manques, motif, .. } = d.fiche;
            (task.dossier, task.manques, task.motif) = (Some(id), manques, motif);
            list.taches.push(task);
        }
        Ok(())
    }

    fn taches_de_lots(&self, list: &mut Liste, genre: Genre, etat: Etat) -> Result<()> {
        let query = list.requete(Index::LotsEtat, vec![false_column(), etat.code().into()]);
        for lot in list.bound(self.search::<LigneLot>(&query)?) {
            let mut task = list.tache(genre, lot.echeance);
            (task.lot, task.motif) = (Some(lot.no), lot.fiche.motif);
            list.taches.push(task);
        }
        Ok(())
    }

    fn pieces_a_poster(&self, list: &mut Liste) -> Result<()> {
        let query = list.requete(Index::PiecesPapier, vec![PAPIER_A_POSTER.into()]);
        for link in list.bound(self.search::<LigneLien>(&query)?) {
            let d: LigneDossier = self.load(link.dossier)?;
            if matches!(d.etat, Etat::CollectePapier | Etat::HorsScor) {
                continue; // the whole dossier is listed
            }
            let mut task = list.tache(Genre::Poster, d.limite);
            task.piece = Some(self.load::<LignePiece>(link.piece)?.fiche.id);
            (task.dossier, task.couleur, task.lot) = (Some(d.fiche.id), Some(couleur(d.couleur)), d.lot);
            list.taches.push(task);
        }
        Ok(())
    }

    fn retours_a_examiner(&self, list: &mut Liste) -> Result<()> {
        for statut in [Statut::Ambigu, Statut::Inconnu, Statut::Illisible] {
            let query = list.requete(Index::RetoursStatut, vec![statut.code().into()]);
            for row in list.bound(self.search::<LigneRetour>(&query)?) {
                let mut task = list.tache(Genre::Examiner, JAMAIS);
                (task.retour, task.manques) = (Some(row.no), vec![statut.key().to_owned()]);
                list.taches.push(task);
            }
        }
        Ok(())
    }

    /// Dossiers that are complete and wait for the fate of their FSE, the most urgent first: identifier and deadline.
    pub fn awaiting_fse(&self, limite: usize) -> Result<Vec<(String, Option<i64>)>> {
        let waiting = vec![Etat::ATransmettre.code().into(), PAS_PRET.into()];
        let query = Query::new(Index::DossiersEtat, waiting).limite(limite);
        let rows: Vec<LigneDossier> = self.search(&query)?;
        Ok(rows.into_iter().map(|d| (d.fiche.id, (d.limite != JAMAIS).then_some(d.limite))).collect())
    }

    /// Dossiers that a lot holds which was not sent yet.
    pub fn en_lot(&self, limite: usize) -> Result<Vec<String>> {
        let held = vec![Etat::ATransmettre.code().into(), EN_LOT.into()];
        let query = Query::new(Index::DossiersEtat, held).limite(limite);
        Ok(self.search::<LigneDossier>(&query)?.into_iter().map(|d| d.fiche.id).collect())
    }
}
