//! After the lot is built: sent, unanswered, sent again, to paper, posted, out of SCOR.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::Journal;
use super::acces::{Contexte, Ecriture};
use super::chaine::{Fait, Note};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{
    FicheTransmission, JAMAIS, LigneDossier, LigneFacture, LigneLien, LigneLot, LignePiece,
    LigneTransmission, PAPIER_A_POSTER, PAPIER_POSTE,
};
use super::store::{Index, Requete};
use crate::error::{Error, Kind, Result};
use crate::piece::Medium;

/// Lots that one transaction of [`Journal::passer_le_temps`] looks at.
const PAR_PAS: usize = 100;

impl Ecriture<'_> {
    /// Notes that the bytes of a lot were handed to the network: transmis, the ARL is awaited. The first time for a lot
    /// à transmettre, again for one à retransmettre; told twice, nothing changes. Error: `suivi.unknown`.
    pub fn marquer_envoye(&mut self, lot: i64) -> Result<Suite> {
        let mut row = self.lot_ligne(lot)?;
        self.envoyer(&mut row, None)
    }

    pub(super) fn envoyer(&mut self, row: &mut LigneLot, details: Option<Value>) -> Result<Suite> {
        if row.clos || !matches!(row.etat, Etat::ATransmettre | Etat::ARetransmettre) {
            return self.evenement_lot(row, Evenement::Envoye, details);
        }
        let now = self.ctx.maintenant;
        row.envois = row.envois.saturating_add(1);
        let fiche = FicheTransmission { sha256: row.fiche.sha256.clone() };
        let mut sending = LigneTransmission { no: 0, v: 0, lot: row.no, rang: row.envois, quand: now, fiche };
        self.inserer(&mut sending)?;
        for mut d in self.dossiers_du_lot(row.no)? {
            if matches!(d.etat, Etat::ATransmettre | Etat::ARetransmettre) {
                d.envois = d.envois.saturating_add(1);
                d.fiche.premier_envoi = d.fiche.premier_envoi.or(Some(now));
                d.fiche.dernier_envoi = Some(now);
                d.fiche.redemande = false;
                self.papiers_a_poster(&d)?;
            }
            self.evenement(&mut d, Evenement::Envoye, details.clone())?;
        }
        row.echeance = self.ctx.delais.ack(now).ends;
        self.evenement_lot(row, Evenement::Envoye, details)
    }

    /// A dossier that goes announces its paper pieces; from now on they are to be posted (S4).
    fn papiers_a_poster(&mut self, d: &LigneDossier) -> Result<()> {
        for mut link in self.liens(d.no)? {
            let piece: LignePiece = self.charger(link.piece)?;
            if Medium::from(piece.fiche.support) != Medium::Digital && link.papier != PAPIER_POSTE {
                link.papier = PAPIER_A_POSTER;
                self.ranger(&mut link)?;
            }
        }
        Ok(())
    }

    /// Lets time pass for lots that wait for their ARL: at most `limite` of those whose time is over. Returns each with
    /// its new state.
    pub(super) fn echoir(&mut self, limite: usize) -> Result<Vec<(i64, Etat)>> {
        let sent = vec![false_column(), Etat::Transmis.code().into()];
        let query = Requete::new(Index::LotsEtat, sent).jusque(self.ctx.maintenant).limite(limite);
        let mut done = Vec::new();
        for mut lot in self.chercher::<LigneLot>(&query)? {
            for mut d in self.dossiers_du_lot(lot.no)? {
                let event = match self.reste_un_envoi(&d) {
                    true => Evenement::Silence,
                    false => Evenement::SilenceDernier,
                };
                if d.etat == Etat::Transmis {
                    self.evenement(&mut d, event, None)?;
                }
            }
            let again = self.dossiers_du_lot(lot.no)?.iter().any(|d| d.etat == Etat::ARetransmettre);
            let event = if again { Evenement::Silence } else { Evenement::SilenceDernier };
            self.evenement_lot(&mut lot, event, None)?;
            self.presser(&mut lot)?;
            done.push((lot.no, lot.etat));
        }
        Ok(done)
    }

    /// May a dossier still be sent?
    pub(super) fn reste_un_envoi(&self, d: &LigneDossier) -> bool {
        d.envois < i64::from(self.ctx.delais.rules().max_sends)
    }

    /// A lot that somebody must do something about is as urgent as its most urgent dossier.
    pub(super) fn presser(&mut self, lot: &mut LigneLot) -> Result<()> {
        let limits = self.dossiers_du_lot(lot.no)?;
        lot.echeance = limits.iter().map(|d| d.limite).min().unwrap_or(JAMAIS);
        self.ranger(lot)
    }

    /// Takes a dossier to paper: it is to be posted. Error: `suivi.unknown`.
    pub fn passer_au_papier(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        // Out of a lot that was not sent: its bytes may go without it, a sent one's answer still counts.
        let unsent = if d.etat == Etat::ATransmettre { d.lot.take() } else { None };
        let suite = self.evenement(&mut d, Evenement::Papier, None)?;
        self.clore_si_vide(unsent)?;
        self.suivre_papier(d.lot)?;
        Ok(suite)
    }

    /// Wants a dossier treated by hand, whatever the caisse said. Error: `suivi.unknown`.
    pub fn traiter_a_la_main(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        self.evenement(&mut d, Evenement::Manuel, None)
    }

    /// Notes that the paper of a whole dossier was posted that day. Error: `suivi.unknown`.
    pub fn poster(&mut self, dossier: &str, jour: Date) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        let day = jour.to_string();
        if matches!(d.etat, Etat::CollectePapier | Etat::HorsScor) {
            d.fiche.poste = Some(day.clone());
            for mut link in self.liens(d.no)? {
                self.lien_poste(&mut link, &day)?;
            }
        }
        let suite = self.evenement(&mut d, Evenement::Poste, Some(json!({ "jour": day })))?;
        self.suivre_papier(d.lot)?;
        Ok(suite)
    }

    /// Notes that the paper of one piece of a sent dossier was posted that day. Returns false when it was not due.
    pub fn poster_piece(&mut self, dossier: &str, piece: &str, jour: Date) -> Result<bool> {
        let (d, piece) = (self.dossier_ligne(dossier)?, self.piece_ligne(piece)?);
        let link = self.liens(d.no)?.into_iter().find(|l| l.piece == piece.no);
        let Some(mut link) = link.filter(|l| l.papier == PAPIER_A_POSTER) else { return Ok(false) };
        let day = jour.to_string();
        self.lien_poste(&mut link, &day)?;
        let details = json!({ "piece": piece.no, "jour": day });
        self.noter(Note::fait(Sujet::Dossier, d.no, Fait::PiecePostee).avec(Some(details)))?;
        Ok(true)
    }

    fn lien_poste(&mut self, link: &mut LigneLien, day: &str) -> Result<()> {
        link.papier = PAPIER_POSTE;
        link.fiche.poste = Some(day.to_owned());
        self.ranger(link)
    }

    /// Takes a dossier out of SCOR before it was sent; it keeps a lot number and goes by post. Error: `suivi.unknown`;
    /// `suivi.state` while a lot that was not sent holds it.
    pub fn sortir_de_scor(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        if d.etat == Etat::ATransmettre && d.lot.is_some() {
            return Err(Error::new(Kind::SuiviState).with("state", d.etat.key()));
        }
        let may = matches!(d.etat, Etat::ACompleter | Etat::ATransmettre);
        if may && d.fiche.numero_hors.is_none() {
            let facture: LigneFacture = self.charger(d.facture)?;
            let f = &facture.fiche.fields;
            d.fiche.numero_hors = Some(self.prendre_numero(&f.emitter_type, &f.emitter)?);
        }
        d.fiche.hors_scor |= may;
        let details = json!({ "numero": d.fiche.numero_hors });
        let suite = self.evenement(&mut d, Evenement::SortieScor, Some(details))?;
        self.evaluer_si_change(&mut d, suite)
    }

    /// Brings a dossier that was not posted back into SCOR. Error: `suivi.unknown`.
    pub fn remettre_dans_scor(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        d.fiche.hors_scor &= d.etat != Etat::HorsScor;
        let suite = self.evenement(&mut d, Evenement::RetourScor, None)?;
        self.evaluer_si_change(&mut d, suite)
    }

    fn evaluer_si_change(&mut self, d: &mut LigneDossier, suite: Suite) -> Result<Suite> {
        if matches!(suite, Suite::Applique(_)) {
            self.evaluer(d)?;
        }
        Ok(suite)
    }
}

/// Lots that are not closed.
pub(super) fn false_column() -> super::store::Clair {
    0.into()
}

impl Journal {
    /// Lets time pass: lots whose ARL did not come in time are à retransmettre, or à traiter manuellement after the last
    /// sending. Call it before the work list, at least once a day; calling it twice changes nothing more. Returns the
    /// lots with their new states.
    pub fn passer_le_temps(&mut self, ctx: Contexte<'_>) -> Result<Vec<(i64, Etat)>> {
        let mut all = Vec::new();
        loop {
            // Asked first without the lock of a writer: mostly there is nothing to do.
            let due = self.lire(ctx, |j| j.echeances_passees())?;
            if !due {
                return Ok(all);
            }
            all.extend(self.ecrire(ctx, |j| j.echoir(PAR_PAS))?);
        }
    }
}

impl super::Lecture<'_> {
    fn echeances_passees(&self) -> Result<bool> {
        let sent = vec![false_column(), Etat::Transmis.code().into()];
        let query = Requete::new(Index::LotsEtat, sent).jusque(self.ctx.maintenant).limite(1);
        Ok(!self.tx.chercher(&query)?.is_empty())
    }
}
