//! What an ARL does to its lot: to all of it, to some dossiers, or to single pieces.
//!
//! A refusal is a refusal of the lot (S4: à reconstituer means a new lot). Its dossiers that the ARL names are redone;
//! the others go into the new lot as they are. Only the caisse's positive word for a dossier archives it: taking
//! silence about a dossier for acceptance could lose it.

use serde_json::{Value, json};

use super::acces::Change;
use super::bilan::{Bilan, Mot};
use super::chaine::{Fait, Note};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{LigneDossier, LigneFacture, LigneLot, LignePiece};
use super::numeros::numero;
use super::retours::{Avis, Decision};
use crate::error::Result;

impl Change<'_> {
    /// Does what an ARL says that came in at a moment. Returns each dossier of the lot with what happened to it.
    pub(super) fn acknowledge(
        &mut self,
        lot: &mut LigneLot,
        avis: &[Avis],
        quand: i64,
    ) -> Result<Vec<(String, Suite)>> {
        if lot.etat == Etat::ATransmettre && !lot.clos {
            // The host died between sending and noting it: the answer proves the sending.
            self.envoyer(lot, Some(json!({ "preuve": "arl" })))?;
        }
        let mut bilan = match lot.fiche.bilan.clone() {
            Some(bilan) => bilan,
            None => self.bilan_of_log(lot.no)?,
        };
        bilan.answered(quand);
        let named = |a: &&Avis| a.dossier.is_some() || a.facture.is_some();
        let whole = avis.iter().find(|a| !named(a));
        let (mut done, mut states) = (Vec::new(), Vec::new());
        for sent in self.sendings_of_lot(lot.no)? {
            let mut d: LigneDossier = self.load(sent.dossier)?;
            let mut its = Vec::new();
            for one in avis.iter().filter(named) {
                if self.names(one, &d)? {
                    its.push(one);
                }
            }
            let event = self.juger(&mut d, &mut bilan, lot, (whole, &its, avis))?;
            if let Some(suite) = event {
                done.push((d.fiche.id.clone(), suite));
            }
            if d.lot == Some(lot.no) {
                states.push(d.etat);
            }
        }
        self.conclude(lot, avis, &states, bilan)?;
        Ok(done)
    }

    fn names(&self, avis: &Avis, d: &LigneDossier) -> Result<bool> {
        if let Some(id) = &avis.dossier {
            return Ok(*id == d.fiche.id);
        }
        let facture: LigneFacture = self.load(d.facture)?;
        Ok(avis.facture.as_ref().is_some_and(|told| numero(told) == numero(&facture.fiche.fields.invoice)))
    }

    /// What the ARL means for one dossier of the lot: what it says of the whole lot, of this dossier, and all it says.
    fn juger(
        &mut self,
        d: &mut LigneDossier,
        bilan: &mut Bilan,
        lot: &LigneLot,
        (whole, its, all): (Option<&Avis>, &[&Avis], &[Avis]),
    ) -> Result<Option<Suite>> {
        // Its own word first, then the lot's; where others of the lot were refused and nothing is said of this one, it
        // goes again with the new lot.
        let own = its.iter().copied().find(refusal).or(its.first().copied());
        let (said, bystander) = match (own, whole) {
            (Some(own), _) => (own, false),
            (None, Some(whole)) if refusal(&whole) => {
                (whole, all.iter().any(|a| a.dossier.is_some() || a.facture.is_some()))
            }
            (None, Some(whole)) => (whole, false),
            (None, None) => match all.iter().find(refusal) {
                Some(other) => (other, true),
                // Only others were named, and accepted: nothing is said of this one.
                None => return Ok(None),
            },
        };
        let motif = if bystander { None } else { said.motif.as_ref() };
        let mut details = json!({ "lot": lot.no, "motif": motif });
        if bystander {
            // Goes again with its lot; the caisse said nothing against it.
            details["entraine"] = true.into();
        }
        let late = d.lot != Some(lot.no);
        let suite = match late {
            true => self.tardif(d, said, details)?,
            false => self.decide(d, said.decision, details)?,
        };
        if suite != Suite::Deja && !bystander {
            keep_word(bilan, d.no, said);
        }
        if late {
            return Ok(Some(suite));
        }
        if d.etat == Etat::AReconstituer && suite != Suite::Deja {
            if bystander {
                return self.reprendre(d).map(Some);
            }
            d.fiche.motif.clone_from(&said.motif);
            self.put(d)?;
            for refused in its.iter().filter(|a| a.decision == Decision::Reconstituer) {
                self.refuse_piece(d, bilan, refused)?;
            }
        }
        Ok(Some(suite))
    }

    /// An answer about a lot that the dossier has left: noted, nothing changes.
    fn tardif(&mut self, d: &LigneDossier, said: &Avis, details: Value) -> Result<Suite> {
        let event = match said.decision {
            Decision::Archiver => Evenement::ArlPositif,
            Decision::Reconstituer => Evenement::ArlNegatif,
            Decision::Retransmettre => Evenement::Redemande,
            Decision::Traiter => Evenement::Manuel,
        };
        let note = Note::evenement(Sujet::Dossier, d.no, d.etat, event, Suite::Impossible);
        self.note(note.with(Some(details)))?;
        Ok(Suite::Impossible)
    }

    fn decide(&mut self, d: &mut LigneDossier, decision: Decision, details: Value) -> Result<Suite> {
        let again = self.reste_un_envoi(d);
        let negative = !self.ctx.delais.rules().negative_counts || again;
        let event = match decision {
            Decision::Archiver => Evenement::ArlPositif,
            Decision::Reconstituer if negative => Evenement::ArlNegatif,
            Decision::Reconstituer => Evenement::ArlNegatifDernier,
            Decision::Retransmettre if again => Evenement::Redemande,
            Decision::Retransmettre | Decision::Traiter => Evenement::Manuel,
        };
        let before = d.envois;
        if event == Evenement::ArlNegatif && !self.ctx.delais.rules().negative_counts {
            d.envois = d.envois.saturating_sub(1);
        }
        d.fiche.redemande |= event == Evenement::Redemande;
        let suite = self.evenement(d, event, Some(details))?;
        if !matches!(suite, Suite::Applique(_)) {
            d.envois = before;
        }
        Ok(suite)
    }

    /// Marks the piece that is to be redone, when the ARL tells which.
    fn refuse_piece(&mut self, d: &LigneDossier, bilan: &mut Bilan, avis: &Avis) -> Result<()> {
        let links = self.liens(d.no)?;
        let mut found = Vec::new();
        for (rang, link) in (1_u32..).zip(links) {
            let piece: LignePiece = self.load(link.piece)?;
            let told = match (avis.rang, &avis.type_code) {
                (Some(told), _) => told == rang,
                (None, Some(code)) => *code == piece.fiche.kind.code,
                (None, None) => false,
            };
            if told {
                found.push((link, piece.no));
            }
        }
        for (mut link, piece) in found {
            let motif = avis.motif.clone().unwrap_or_default();
            link.fiche.refus = Some(motif.clone());
            self.save(&mut link)?;
            if let Some(kept) = bilan.dossier(d.no) {
                kept.refus.insert(piece, motif);
            }
            let details = json!({ "dossier": d.no, "lot": d.lot, "motif": avis.motif });
            self.note(Note::fait(Sujet::Piece, piece, Fait::PieceRefusee).with(Some(details)))?;
        }
        Ok(())
    }

    /// The lot follows its dossiers, whose states these are, and keeps what was said of them.
    fn conclude(&mut self, lot: &mut LigneLot, avis: &[Avis], states: &[Etat], bilan: Bilan) -> Result<()> {
        *lot = self.load(lot.no)?;
        let before = lot.v;
        let news = lot.fiche.bilan.as_ref() != Some(&bilan);
        lot.fiche.bilan = Some(bilan);
        let event = if lot.clos { None } else { event_of_lot(states, avis) };
        if let Some(event) = event {
            let old = lot.fiche.motif.clone();
            if event != Evenement::ArlPositif {
                lot.fiche.motif = avis.iter().find(refusal).and_then(|a| a.motif.clone());
            }
            match self.evenement_lot(lot, event, None)? {
                Suite::Applique(Etat::Archive) => {}
                Suite::Applique(_) => self.hurry(lot)?,
                _ => lot.fiche.motif = old,
            }
        }
        if news && lot.v == before {
            self.save(lot)?;
        }
        match event {
            Some(_) => self.close_if_empty(Some(lot.no)),
            None => Ok(()),
        }
    }
}

/// What an ARL means for a lot, once its dossiers have followed it to these states. Nothing when part of it is accepted and
/// the rest is not answered yet.
fn event_of_lot(states: &[Etat], avis: &[Avis]) -> Option<Evenement> {
    let has = |etat: Etat| states.contains(&etat);
    match avis.iter().find(refusal) {
        _ if !states.is_empty() && states.iter().all(|e| *e == Etat::Archive) => Some(Evenement::ArlPositif),
        None => None,
        Some(_) if has(Etat::AReconstituer) => Some(Evenement::ArlNegatif),
        Some(_) if has(Etat::ARetransmettre) => Some(Evenement::Redemande),
        Some(said) if said.decision == Decision::Reconstituer => Some(Evenement::ArlNegatifDernier),
        Some(_) => Some(Evenement::Manuel),
    }
}

fn refusal(avis: &&Avis) -> bool {
    avis.decision != Decision::Archiver
}

/// A word that counts: accepted, or refused. Asked for again, or to be treated by hand, is neither.
fn keep_word(bilan: &mut Bilan, dossier: i64, said: &Avis) {
    let mot = match said.decision {
        Decision::Archiver => Mot::Accepte,
        Decision::Reconstituer => Mot::Refuse(said.motif.clone().unwrap_or_default()),
        Decision::Retransmettre | Decision::Traiter => return,
    };
    if let Some(kept) = bilan.dossier(dossier) {
        kept.mot = Some(mot);
    }
}
