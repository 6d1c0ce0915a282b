//! What an ARL does to its lot: to all of it, to some dossiers, or to single pieces.
//!
//! A refusal is a refusal of the lot (S4: à reconstituer means a new lot). Its dossiers that the ARL names are redone;
//! the others go into the new lot as they are. Only the caisse's positive word for a dossier archives it: taking
//! silence about a dossier for acceptance could lose it.

use serde_json::{Value, json};

use super::acces::Change;
use super::chaine::{Fait, Note};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{LigneDossier, LigneFacture, LigneLot, LignePiece};
use super::numeros::numero;
use super::retours::{Avis, Decision};
use crate::error::Result;

impl Change<'_> {
    /// Does what an ARL says. Returns each dossier of the lot with what happened to it.
    pub(super) fn acknowledge(&mut self, lot: &mut LigneLot, avis: &[Avis]) -> Result<Vec<(String, Suite)>> {
        if lot.etat == Etat::ATransmettre && !lot.clos {
            // The host died between sending and noting it: the answer proves the sending.
            self.envoyer(lot, Some(json!({ "preuve": "arl" })))?;
        }
        let named = |a: &&Avis| a.dossier.is_some() || a.facture.is_some();
        let whole = avis.iter().find(|a| !named(a));
        let mut done = Vec::new();
        for sent in self.sendings_of_lot(lot.no)? {
            let mut d: LigneDossier = self.load(sent.dossier)?;
            let mut its = Vec::new();
            for one in avis.iter().filter(named) {
                if self.names(one, &d)? {
                    its.push(one);
                }
            }
            let event = self.juger(&mut d, lot, whole, &its, avis)?;
            if let Some(suite) = event {
                done.push((d.fiche.id.clone(), suite));
            }
        }
        self.conclude(lot, avis)?;
        Ok(done)
    }

    fn names(&self, avis: &Avis, d: &LigneDossier) -> Result<bool> {
        if let Some(id) = &avis.dossier {
            return Ok(*id == d.fiche.id);
        }
        let facture: LigneFacture = self.load(d.facture)?;
        Ok(avis.facture.as_ref().is_some_and(|told| numero(told) == numero(&facture.fiche.fields.invoice)))
    }

    /// What the ARL means for one dossier of the lot.
    fn juger(
        &mut self,
        d: &mut LigneDossier,
        lot: &LigneLot,
        whole: Option<&Avis>,
        its: &[&Avis],
        all: &[Avis],
    ) -> Result<Option<Suite>> {
        let refusal = |a: &&Avis| a.decision != Decision::Archiver;
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
        if d.lot != Some(lot.no) {
            return self.tardif(d, said, details).map(Some);
        }
        let suite = self.decide(d, said.decision, details)?;
        if d.etat == Etat::AReconstituer && suite != Suite::Deja {
            if bystander {
                return self.reprendre(d).map(Some);
            }
            d.fiche.motif.clone_from(&said.motif);
            self.put(d)?;
            for refused in its.iter().filter(|a| a.decision == Decision::Reconstituer) {
                self.refuse_piece(d, refused)?;
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
    fn refuse_piece(&mut self, d: &LigneDossier, avis: &Avis) -> Result<()> {
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
            link.fiche.refus = Some(avis.motif.clone().unwrap_or_default());
            self.save(&mut link)?;
            let details = json!({ "dossier": d.no, "lot": d.lot, "motif": avis.motif });
            self.note(Note::fait(Sujet::Piece, piece, Fait::PieceRefusee).with(Some(details)))?;
        }
        Ok(())
    }

    /// The lot follows its dossiers.
    fn conclude(&mut self, lot: &mut LigneLot, avis: &[Avis]) -> Result<()> {
        *lot = self.load(lot.no)?;
        if lot.clos {
            return Ok(());
        }
        let states: Vec<Etat> = self.dossiers_of_lot(lot.no)?.iter().map(|d| d.etat).collect();
        let refusal = avis.iter().find(|a| a.decision != Decision::Archiver);
        let has = |etat: Etat| states.contains(&etat);
        let event = match refusal {
            _ if !states.is_empty() && states.iter().all(|e| *e == Etat::Archive) => Evenement::ArlPositif,
            // Part of the lot is accepted, the rest is not answered yet.
            None => return Ok(()),
            Some(_) if has(Etat::AReconstituer) => Evenement::ArlNegatif,
            Some(_) if has(Etat::ARetransmettre) => Evenement::Redemande,
            Some(said) if said.decision == Decision::Reconstituer => Evenement::ArlNegatifDernier,
            Some(_) => Evenement::Manuel,
        };
        if event != Evenement::ArlPositif {
            lot.fiche.motif = refusal.and_then(|a| a.motif.clone());
        }
        let suite = self.evenement_lot(lot, event, None)?;
        if matches!(suite, Suite::Applique(vers) if vers != Etat::Archive) {
            self.hurry(lot)?;
        }
        self.close_if_empty(Some(lot.no))
    }
}
