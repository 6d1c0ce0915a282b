//! The states at work: an event on a dossier or a lot goes through the table, into the log and into the columns that
//! the work list is read from.

use serde_json::Value;

use super::acces::{Change, View};
use super::chaine::Note;
use super::etats::{self, Etat, Evenement, Suite, Sujet};
use super::fiches::{
    FACTURE_REJETEE, JAMAIS, LigneDossier, LigneEnvoi, LigneFacture, LigneLien, LigneLot, LignePiece,
};
use super::store::Index;
use crate::dossier::{Colour, Dossier, Facture, NirText};
use crate::error::{Error, Kind, Result};
use crate::profile::IncidentKind;
use crate::suivi::delais::Starts;
use std::sync::Arc;

/// Key of what is missing when the FSE was rejected and its successor is not known.
pub const FACTURE_MANQUE: &str = "facture_rejetee";
/// `pret`: not to be sent.
pub(super) const PAS_PRET: i64 = 0;
/// `pret`: the next lot takes it.
pub(super) const PRET: i64 = 1;
/// `pret`: a lot that was not sent yet holds it.
pub(super) const EN_LOT: i64 = 2;

/// Codes of the colour in its column.
pub(super) const fn couleur_code(colour: Colour) -> i64 {
    match colour {
        Colour::Red => 0,
        Colour::Orange => 1,
        Colour::Green => 2,
    }
}

/// And back; red when in doubt.
pub(super) const fn couleur(code: i64) -> Colour {
    match code {
        2 => Colour::Green,
        1 => Colour::Orange,
        _ => Colour::Red,
    }
}

impl View<'_> {
    pub(super) fn dossier_ligne(&self, id: &str) -> Result<LigneDossier> {
        let found = self.find(&self.coffre.digest("dossier", &[id]))?;
        found.ok_or_else(|| Error::new(Kind::SuiviUnknown).with("what", "dossier"))
    }

    /// The bindings in force of a dossier, in its order.
    pub(super) fn liens(&self, dossier: i64) -> Result<Vec<LigneLien>> {
        let mut links: Vec<LigneLien> = self.parmi(Index::PiecesDuDossier, vec![dossier.into()])?;
        links.retain(|l| l.actif);
        links.sort_by_key(|l| (l.fiche.rang, l.no));
        Ok(links)
    }

    /// The dossier as the rules see it.
    pub(super) fn compose(
        &self,
        d: &LigneDossier,
        facture: &LigneFacture,
        avec_pdf: bool,
    ) -> Result<Dossier> {
        let mut fields = facture.fiche.fields.clone();
        fields.nir = facture.fiche.nir.clone().map(|nir| NirText(nir.into()));
        let mut dossier = Dossier::new(&d.fiche.id, Facture::new(fields)?)?;
        for link in self.liens(d.no)? {
            let piece: LignePiece = self.load(link.piece)?;
            dossier.add(Arc::new(self.restore(&piece, avec_pdf)?))?;
        }
        dossier.set_hors_scor(d.fiche.hors_scor);
        Ok(dossier)
    }

    /// The dossiers that a lot was built from, in its order, with how they went.
    pub(super) fn sendings_of_lot(&self, lot: i64) -> Result<Vec<LigneEnvoi>> {
        let mut rows: Vec<LigneEnvoi> = self.parmi(Index::DossiersDuLot, vec![lot.into()])?;
        rows.sort_by_key(|r| (r.fiche.rang, r.no));
        Ok(rows)
    }

    /// The dossiers of which this lot is still the last.
    pub(super) fn dossiers_of_lot(&self, lot: i64) -> Result<Vec<LigneDossier>> {
        let rows = self.sendings_of_lot(lot)?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let d: LigneDossier = self.load(row.dossier)?;
            if d.lot == Some(lot) {
                found.push(d);
            }
        }
        Ok(found)
    }

    /// By when something must have happened to a dossier.
    fn limite(&self, d: &LigneDossier) -> i64 {
        let kind = match d.etat {
            Etat::Archive | Etat::PapierEnvoye => return JAMAIS,
            Etat::ACompleter => IncidentKind::Digitisation,
            _ if d.fiche.redemande => IncidentKind::AskedAgain,
            _ => IncidentKind::Sending,
        };
        let starts = Starts { first_digitisation: d.fiche.saisie, first_transmission: d.fiche.premier_envoi };
        self.ctx.delais.incident(kind, starts).map_or(JAMAIS, |due| due.ends)
    }
}

impl Change<'_> {
    /// One event on a dossier. The dossier is written back.
    pub(super) fn evenement(
        &mut self,
        d: &mut LigneDossier,
        evenement: Evenement,
        details: Option<Value>,
    ) -> Result<Suite> {
        let suite = etats::suite(Sujet::Dossier, d.etat, evenement);
        if suite != Suite::Deja {
            self.note(Note::evenement(Sujet::Dossier, d.no, d.etat, evenement, suite).with(details))?;
        }
        if let Suite::Applique(vers) = suite {
            d.etat = vers;
            self.put(d)?;
        }
        Ok(suite)
    }

    /// One event on a lot. The lot is written back.
    pub(super) fn evenement_lot(
        &mut self,
        lot: &mut LigneLot,
        evenement: Evenement,
        details: Option<Value>,
    ) -> Result<Suite> {
        let suite = etats::suite(Sujet::Lot, lot.etat, evenement);
        if suite != Suite::Deja {
            self.note(Note::evenement(Sujet::Lot, lot.no, lot.etat, evenement, suite).with(details))?;
        }
        if let Suite::Applique(vers) = suite {
            lot.etat = vers;
            if vers != Etat::Transmis {
                lot.echeance = JAMAIS;
            }
            self.save(lot)?;
        }
        Ok(suite)
    }

    /// Writes a dossier back, with the columns that follow from the rest.
    pub(super) fn put(&mut self, d: &mut LigneDossier) -> Result<()> {
        d.pret = match (d.etat, d.lot, d.fiche.attentes.is_empty()) {
            (Etat::ATransmettre, Some(_), _) => EN_LOT,
            (Etat::ATransmettre, None, true) => PRET,
            _ => PAS_PRET,
        };
        d.limite = self.limite(d);
        d.purge = match (d.etat.finished(), d.fiche.purge) {
            (true, None) => {
                let sent = d.fiche.dernier_envoi.unwrap_or(self.ctx.now);
                self.ctx.delais.retention(sent).ends
            }
            _ => JAMAIS,
        };
        self.save(d)
    }

    /// Looks at the pieces and the FSE of a dossier again: what is missing, what is waited for, which colour.
    pub(super) fn evaluate(&mut self, d: &mut LigneDossier) -> Result<()> {
        let facture: LigneFacture = self.load(d.facture)?;
        let dossier = self.compose(d, &facture, false)?;
        let profile = self.ctx.profile;
        d.fiche.manques = dossier.missing(profile).iter().map(|l| l.key().to_owned()).collect();
        d.fiche.attentes =
            dossier.waiting(facture.fiche.fse, profile).iter().map(|l| l.key().to_owned()).collect();
        d.couleur = couleur_code(dossier.colour(profile));
        if facture.etat == FACTURE_REJETEE {
            d.fiche.manques = vec![FACTURE_MANQUE.to_owned()];
            d.couleur = couleur_code(Colour::Red);
        }
        let mut saisie = d.fiche.saisie;
        for link in self.liens(d.no)? {
            let piece: LignePiece = self.load(link.piece)?;
            let tried = piece.fiche.saisie.or(piece.fiche.sha256.is_some().then_some(piece.ajoutee));
            saisie = match (saisie, tried) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        d.fiche.saisie = saisie;
        match (d.etat, d.fiche.manques.is_empty()) {
            (Etat::ACompleter, true) => self.evenement(d, Evenement::Complete, None).map(|_| ()),
            (Etat::ATransmettre, false) if d.lot.is_none() => {
                self.evenement(d, Evenement::Incomplete, None).map(|_| ())
            }
            _ => self.put(d),
        }
    }

    /// Lets a lot follow its dossiers to paper, once all of them are there.
    pub(super) fn follow_paper(&mut self, lot: Option<i64>) -> Result<()> {
        let Some(no) = lot else { return Ok(()) };
        let states: Vec<Etat> = self.dossiers_of_lot(no)?.iter().map(|d| d.etat).collect();
        let all = |may: &[Etat]| states.iter().all(|e| may.contains(e));
        let gone = [Etat::PapierEnvoye, Etat::Archive];
        let mut lot: LigneLot = self.load(no)?;
        if lot.clos {
            return Ok(());
        }
        let wanted = match lot.etat {
            Etat::CollectePapier if all(&gone) => Evenement::Poste,
            Etat::ATraiter | Etat::ARetransmettre | Etat::AReconstituer
                if all(&[Etat::CollectePapier, gone[0], gone[1]]) =>
            {
                self.evenement_lot(&mut lot, Evenement::Papier, None)?;
                if !all(&gone) {
                    return Ok(());
                }
                Evenement::Poste
            }
            _ => return Ok(()),
        };
        self.evenement_lot(&mut lot, wanted, None).map(|_| ())
    }
}
