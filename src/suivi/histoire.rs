//! The story of one subject: what it is now, and every entry of the log about it.

use serde::Serialize;

use super::acces::View;
use super::chaine::Entry;
use super::etats::{Etat, Sujet};
use super::fiches::{FACTURE_REJETEE, JAMAIS, LigneEnvoi, LigneFacture, LignePiece, Motif};
use super::fiches::{PAPIER_A_POSTER, PAPIER_POSTE};
use super::machine::couleur;
use super::store::Index;
use crate::dossier::{Colour, Fields, FseFacts};
use crate::error::Result;
use crate::piece::Medium;

/// The paper of a piece within a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Papier {
    /// None is due.
    Aucun,
    /// To be posted: collecte papier.
    APoster,
    /// Posted: justificatif papier envoyé.
    Envoye,
}

/// A piece within a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct DossierPiece {
    /// The host's identifier.
    pub id: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Its sub-state: digital, on paper, or both.
    pub medium: Medium,
    /// Its paper.
    pub papier: Papier,
    /// Day on which it was posted, `YYYY-MM-DD`.
    pub poste: Option<String>,
    /// The caisse refused it.
    pub refus: Option<Motif>,
}

/// A facture of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct FactureView {
    /// Its fields, without the NIR.
    pub fields: Fields,
    /// What is known of its FSE.
    pub fse: FseFacts,
    /// Rejected; a later one has taken its place, or will.
    pub rejetee: bool,
    /// Why.
    pub rejet: Option<Motif>,
}

/// What the journal knows of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct DossierView {
    /// The host's identifier.
    pub id: String,
    /// State.
    pub etat: Etat,
    /// The mark for the host's screen.
    pub couleur: Colour,
    /// Keys of what is missing.
    pub manques: Vec<String>,
    /// Keys of what is waited for.
    pub attentes: Vec<String>,
    /// Sendings that count.
    pub envois: i64,
    /// Its last lot, by the journal's number.
    pub lot: Option<i64>,
    /// All lots that it was in.
    pub lots: Vec<i64>,
    /// Out of SCOR, with the lot number that it keeps.
    pub hors_scor: Option<u32>,
    /// By when something must have happened.
    pub echeance: Option<i64>,
    /// Why the caisse refused.
    pub motif: Option<Motif>,
    /// Day on which the paper was posted, `YYYY-MM-DD`.
    pub poste: Option<String>,
    /// When it was opened, first and last sent, seconds since 1970-01-01 UTC.
    pub ouvert: i64,
    /// First sending for the facture that it follows.
    pub premier_envoi: Option<i64>,
    /// Last sending.
    pub dernier_envoi: Option<i64>,
    /// When its contents were purged.
    pub purge: Option<i64>,
    /// Its pieces, in order.
    pub pieces: Vec<DossierPiece>,
    /// Its factures, the one followed last.
    pub factures: Vec<FactureView>,
}

impl View<'_> {
    /// What is known of a dossier. Error: `suivi.unknown`.
    pub fn dossier(&self, id: &str) -> Result<DossierView> {
        let d = self.dossier_ligne(id)?;
        let mut pieces = Vec::new();
        for link in self.liens(d.no)? {
            let piece: LignePiece = self.load(link.piece)?;
            pieces.push(DossierPiece {
                id: piece.fiche.id,
                type_code: piece.fiche.kind.code,
                medium: piece.fiche.support.into(),
                papier: match link.papier {
                    PAPIER_A_POSTER => Papier::APoster,
                    PAPIER_POSTE => Papier::Envoye,
                    _ => Papier::Aucun,
                },
                poste: link.fiche.poste,
                refus: link.fiche.refus,
            });
        }
        let factures: Vec<LigneFacture> = self.parmi(Index::FacturesDuDossier, vec![d.no.into()])?;
        let lots: Vec<LigneEnvoi> = self.parmi(Index::LotsDuDossier, vec![d.no.into()])?;
        Ok(DossierView {
            etat: d.etat,
            couleur: couleur(d.couleur),
            envois: d.envois,
            lot: d.lot,
            lots: lots.iter().map(|l| l.lot).collect(),
            echeance: (d.limite != JAMAIS).then_some(d.limite),
            hors_scor: d.fiche.numero_hors.filter(|_| d.fiche.hors_scor),
            id: d.fiche.id,
            manques: d.fiche.manques,
            attentes: d.fiche.attentes,
            motif: d.fiche.motif,
            poste: d.fiche.poste,
            ouvert: d.fiche.ouvert,
            premier_envoi: d.fiche.premier_envoi,
            dernier_envoi: d.fiche.dernier_envoi,
            purge: d.fiche.purge,
            pieces,
            factures: factures
                .into_iter()
                .map(|f| FactureView {
                    rejetee: f.etat == FACTURE_REJETEE,
                    fields: f.fiche.fields,
                    fse: f.fiche.fse,
                    rejet: f.fiche.rejet,
                })
                .collect(),
        })
    }

    /// The log of a dossier. Error: `suivi.unknown`.
    pub fn dossier_history(&self, id: &str) -> Result<Vec<Entry>> {
        self.log_de(Sujet::Dossier, self.dossier_ligne(id)?.no)
    }

    /// The log of a piece. Error: `suivi.unknown`.
    pub fn piece_history(&self, id: &str) -> Result<Vec<Entry>> {
        self.log_de(Sujet::Piece, self.piece_ligne(id)?.no)
    }

    /// The log of a lot. Error: `suivi.unknown`.
    pub fn lot_history(&self, no: i64) -> Result<Vec<Entry>> {
        self.lot_ligne(no)?;
        self.log_de(Sujet::Lot, no)
    }
}
