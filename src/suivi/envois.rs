//! After the lot is built: sent, unanswered, sent again, to paper, posted, out of SCOR.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::Journal;
use super::acces::{Change, Context};
use super::chaine::{Fait, Note};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{
    FicheTransmission, JAMAIS, LigneDossier, LigneFacture, LigneLien, LigneLot, LignePiece,
    LigneTransmission, PAPIER_A_POSTER, PAPIER_POSTE,
};
use super::store::{Index, Query};
use crate::error::{Error, Kind, Result};
use crate::piece::Medium;

/// Lots that one transaction of [`Journal::pass_time`] looks at.
const PAR_PAS: usize = 100;

impl Change<'_> {
    /// Notes that the bytes of a lot were handed to the network: transmis, the ARL is awaited. The first time for a lot
    /// à transmettre, again for one à retransmettre; told twice, nothing changes. Error: `suivi.unknown`.
    pub fn mark_sent(&mut self, lot: i64) -> Result<Suite> {
        let mut row = self.lot_ligne(lot)?;
        self.envoyer(&mut row, None)
    }

    pub(super) fn envoyer(&mut self, row: &mut LigneLot, details: Option<Value>) -> Result<Suite> {
        if !matches!(row.etat, Etat::ATransmettre | Etat::ARetransmettre) {
            return self.evenement_lot(row, Evenement::Envoye, details);
        }
        if row.clos {
            // Nobody is in it any more: whatever went, no answer is awaited.
            let note = Note::evenement(Sujet::Lot, row.no, row.etat, Evenement::Envoye, Suite::Impossible);
            self.note(note.with(details))?;
            return Ok(Suite::Impossible);
        }
        let now = self.ctx.now;
        row.envois = row.envois.saturating_add(1);
        let fiche = FicheTransmission { sha256: row.fiche.sha256.clone() };
        let mut sending = LigneTransmission { no: 0, v: 0, lot: row.no, rang: row.envois, quand: now, fiche };
        self.insert(&mut sending)?;
        for mut d in self.dossiers_of_lot(row.no)? {
            if matches!(d.etat, Etat::ATransmettre | Etat::ARetransmettre) {
                d.envois = d.envois.saturating_add(1);
                d.fiche.premier_envoi = d.fiche.premier_envoi.or(Some(now));
                d.fiche.dernier_envoi = Some(now);
                d.fiche.redemande = false;
                self.papers_to_post(&d)?;
            }
            self.evenement(&mut d, Evenement::Envoye, details.clone())?;
        }
        row.echeance = self.ctx.delais.ack(now).ends;
        self.evenement_lot(row, Evenement::Envoye, details)
    }

    /// A dossier that goes announces its paper pieces; from now on they are to be posted (S4).
    fn papers_to_post(&mut self, d: &LigneDossier) -> Result<()> {
        for mut link in self.liens(d.no)? {
            let piece: LignePiece = self.load(link.piece)?;
            if Medium::from(piece.fiche.support) != Medium::Digital && link.papier != PAPIER_POSTE {
                link.papier = PAPIER_A_POSTER;
                self.save(&mut link)?;
            }
        }
        Ok(())
    }

    /// Lets time pass for lots that wait for their ARL: at most `limite` of those whose time is over. Returns each with
    /// its new state.
    pub(super) fn expire(&mut self, limite: usize) -> Result<Vec<(i64, Etat)>> {
        let sent = vec![false_column(), Etat::Transmis.code().into()];
        let query = Query::new(Index::LotsEtat, sent).until(self.ctx.now).limite(limite);
        let mut done = Vec::new();
        for mut lot in self.search::<LigneLot>(&query)? {
            for mut d in self.dossiers_of_lot(lot.no)? {
                let event = match self.reste_un_envoi(&d) {
                    true => Evenement::Silence,
                    false => Evenement::SilenceDernier,
                };
                if d.etat == Etat::Transmis {
                    self.evenement(&mut d, event, None)?;
                }
            }
            let again = self.dossiers_of_lot(lot.no)?.iter().any(|d| d.etat == Etat::ARetransmettre);
            let event = if again { Evenement::Silence } else { Evenement::SilenceDernier };
            self.evenement_lot(&mut lot, event, None)?;
            self.hurry(&mut lot)?;
            done.push((lot.no, lot.etat));
        }
        Ok(done)
    }

    /// May a dossier still be sent?
    pub(super) fn reste_un_envoi(&self, d: &LigneDossier) -> bool {
        d.envois < i64::from(self.ctx.delais.rules().max_sends)
    }

    /// A lot that somebody must do something about is as urgent as its most urgent dossier.
    pub(super) fn hurry(&mut self, lot: &mut LigneLot) -> Result<()> {
        let limits = self.dossiers_of_lot(lot.no)?;
        lot.echeance = limits.iter().map(|d| d.limite).min().unwrap_or(JAMAIS);
        self.save(lot)
    }

    /// Takes a dossier to paper: it is to be posted. Error: `suivi.unknown`.
    pub fn move_to_paper(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        // Out of a lot that was not sent: its bytes may go without it, a sent one's answer still counts.
        let unsent = if d.etat == Etat::ATransmettre { d.lot.take() } else { None };
        let suite = self.evenement(&mut d, Evenement::Papier, None)?;
        self.close_if_empty(unsent)?;
        self.follow_paper(d.lot)?;
        Ok(suite)
    }

    /// Wants a dossier treated by hand, whatever the caisse said. Error: `suivi.unknown`.
    pub fn treat_by_hand(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        self.evenement(&mut d, Evenement::Manuel, None)
    }

    /// Notes that the paper of a whole dossier was posted that day. Error: `suivi.unknown`.
    pub fn post(&mut self, dossier: &str, jour: Date) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        let day = jour.to_string();
        if matches!(d.etat, Etat::CollectePapier | Etat::HorsScor) {
            d.fiche.poste = Some(day.clone());
            for mut link in self.liens(d.no)? {
                self.link_posted(&mut link, &day)?;
            }
        }
        let suite = self.evenement(&mut d, Evenement::Poste, Some(json!({ "jour": day })))?;
        self.follow_paper(d.lot)?;
        Ok(suite)
    }

    /// Notes that the paper of one piece of a sent dossier was posted that day. Returns false when it was not due.
    pub fn post_piece(&mut self, dossier: &str, piece: &str, jour: Date) -> Result<bool> {
        let (d, piece) = (self.dossier_ligne(dossier)?, self.piece_ligne(piece)?);
        let link = self.liens(d.no)?.into_iter().find(|l| l.piece == piece.no);
        let Some(mut link) = link.filter(|l| l.papier == PAPIER_A_POSTER) else { return Ok(false) };
        let day = jour.to_string();
        self.link_posted(&mut link, &day)?;
        let details = json!({ "piece": piece.no, "jour": day });
        self.note(Note::fait(Sujet::Dossier, d.no, Fait::PiecePostee).with(Some(details)))?;
        Ok(true)
    }

    fn link_posted(&mut self, link: &mut LigneLien, day: &str) -> Result<()> {
        link.papier = PAPIER_POSTE;
        link.fiche.poste = Some(day.to_owned());
        self.save(link)
    }

    /// Takes a dossier out of SCOR before it was sent; it keeps a lot number and goes by post. Error: `suivi.unknown`;
    /// `suivi.state` while a lot that was not sent holds it.
    pub fn leave_scor(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        if d.etat == Etat::ATransmettre && d.lot.is_some() {
            return Err(Error::new(Kind::SuiviState).with("state", d.etat.key()));
        }
        let may = matches!(d.etat, Etat::ACompleter | Etat::ATransmettre);
        if may && d.fiche.numero_hors.is_none() {
            let facture: LigneFacture = self.load(d.facture)?;
            let f = &facture.fiche.fields;
            d.fiche.numero_hors = Some(self.take_number(&f.emitter_type, &f.emitter)?);
        }
        d.fiche.hors_scor |= may;
        let details = json!({ "numero": d.fiche.numero_hors });
        let suite = self.evenement(&mut d, Evenement::SortieScor, Some(details))?;
        self.evaluate_if_changed(&mut d, suite)
    }

    /// Brings a dossier that was not posted back into SCOR. Error: `suivi.unknown`.
    pub fn return_to_scor(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        d.fiche.hors_scor &= d.etat != Etat::HorsScor;
        let suite = self.evenement(&mut d, Evenement::RetourScor, None)?;
        self.evaluate_if_changed(&mut d, suite)
    }

    fn evaluate_if_changed(&mut self, d: &mut LigneDossier, suite: Suite) -> Result<Suite> {
        if matches!(suite, Suite::Applique(_)) {
            self.evaluate(d)?;
        }
        Ok(suite)
    }
}

/// Lots that are not closed.
pub(super) fn false_column() -> super::store::Clear {
    0.into()
}

impl Journal {
    /// Lets time pass: lots whose ARL did not come in time are à retransmettre, or à traiter manuellement after the last
    /// sending. Call it before the work list, at least once a day; calling it twice changes nothing more. Returns the
    /// lots with their new states.
    pub fn pass_time(&mut self, ctx: Context<'_>) -> Result<Vec<(i64, Etat)>> {
        let mut all = Vec::new();
        loop {
            // Asked first without the lock of a writer: mostly there is nothing to do.
            let due = self.read(ctx, |j| j.deadlines_passed())?;
            if !due {
                return Ok(all);
            }
            all.extend(self.write(ctx, |j| j.expire(PAR_PAS))?);
        }
    }
}

impl super::View<'_> {
    fn deadlines_passed(&self) -> Result<bool> {
        let sent = vec![false_column(), Etat::Transmis.code().into()];
        let query = Query::new(Index::LotsEtat, sent).until(self.ctx.now).limite(1);
        Ok(!self.tx.search(&query)?.is_empty())
    }
}
