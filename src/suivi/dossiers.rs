//! Dossiers: opened for a facture, filled with pieces, freed by the FSE's fate.

use serde_json::json;

use super::acces::{Change, View};
use super::chaine::{Fait, Note};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{
    FACTURE_REJETEE, FACTURE_SUIVIE, FicheDossier, FicheFacture, FicheLien, JAMAIS, LigneDossier,
    LigneFacture, LigneLien, LignePiece, Motif, PAPIER_AUCUN,
};
use super::machine::PAS_PRET;
use super::numeros::numero;
use super::store::{Index, Table};
use crate::dossier::{Facture, Fields, FseFacts};
use crate::error::{Error, Kind, Result};

/// A dossier to be opened.
#[derive(Clone, Debug)]
pub struct NewDossier<'a> {
    /// The host's identifier, as of [`crate::dossier::Dossier::new`].
    pub id: &'a str,
    /// Its facture.
    pub facture: &'a Facture,
}

/// Which factures a fact is about.
#[derive(Clone, Copy, Debug)]
pub enum FseTarget<'a> {
    /// The one of this dossier.
    Dossier(&'a str),
    /// One by its number.
    Facture {
        /// Number of the emitter; leading zeros do not matter here and below.
        emetteur: &'a str,
        /// Number of the facture.
        facture: &'a str,
        /// Number of the FSE's lot.
        lot: &'a str,
        /// Its date, `YYYY-MM-DD`.
        date: &'a str,
    },
    /// All of a lot of FSE.
    LotFse {
        /// Number of the emitter; leading zeros do not matter here and below.
        emetteur: &'a str,
        /// Number of the lot.
        lot: &'a str,
        /// Its date, `YYYY-MM-DD`.
        date: &'a str,
    },
}

/// What became of an FSE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FseFact {
    /// It was transmitted; enough for a degraded one, if the profile says so.
    Transmise,
    /// The ARL of its lot is positive.
    ArlPositif,
    /// NOEMIE tells its payment.
    Payee,
    /// It was rejected: its pieces wait for the facture that replaces it.
    Rejetee(Motif),
}

impl View<'_> {
    fn cle_facture(&self, emitter: &str, invoice: &str, lot: &str, date: &str) -> Vec<u8> {
        self.coffre.digest("facture", &[&numero(emitter), &numero(invoice), &numero(lot), date])
    }

    fn cle_fse(&self, emitter: &str, lot: &str, date: &str) -> Vec<u8> {
        self.coffre.digest("fse", &[&numero(emitter), &numero(lot), date])
    }

    /// The dossiers of an insured, by NIR and key, 15 characters.
    pub fn dossiers_of_nir(&self, nir: &str) -> Result<Vec<String>> {
        let cle = self.coffre.digest("nir", &[nir]);
        let rows: Vec<LigneFacture> = self.parmi(Index::FacturesNir, vec![cle.as_slice().into()])?;
        let mut ids = Vec::new();
        for row in rows {
            let id = self.load::<LigneDossier>(row.dossier)?.fiche.id;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The factures that a fact is about; rejected ones are left out, another has taken their place.
    pub(super) fn factures(&self, cible: FseTarget<'_>) -> Result<Vec<LigneFacture>> {
        let mut found: Vec<LigneFacture> = match cible {
            FseTarget::Dossier(id) => vec![self.load(self.dossier_ligne(id)?.facture)?],
            FseTarget::Facture { emetteur, facture, lot, date } => {
                let cle = self.cle_facture(emetteur, facture, lot, date);
                self.parmi(Index::Cle(Table::Factures), vec![cle.as_slice().into()])?
            }
            FseTarget::LotFse { emetteur, lot, date } => {
                let cle = self.cle_fse(emetteur, lot, date);
                self.parmi(Index::FacturesFse, vec![cle.as_slice().into()])?
            }
        };
        found.retain(|f| f.etat == FACTURE_SUIVIE);
        Ok(found)
    }

    fn ligne_facture(&self, dossier: i64, facture: &Facture) -> LigneFacture {
        let fields: &Fields = facture.fields();
        let nir = facture.nir().map(|nir| nir.expose().to_owned());
        LigneFacture {
            no: 0,
            v: 0,
            cle: self.cle_facture(&fields.emitter, &fields.invoice, &fields.fse_lot, &fields.fse_date),
            cle_fse: self.cle_fse(&fields.emitter, &fields.fse_lot, &fields.fse_date),
            cle_nir: nir.as_deref().map_or(Vec::new(), |nir| self.coffre.digest("nir", &[nir])),
            dossier,
            etat: FACTURE_SUIVIE,
            fiche: FicheFacture { fields: fields.clone(), nir, fse: FseFacts::default(), rejet: None },
        }
    }
}

impl Change<'_> {
    /// Opens a dossier for a facture; state à compléter, or à transmettre when nothing is needed. The same a second
    /// time changes nothing. Error: `suivi.exists` when the dossier has another facture, or the facture another
    /// dossier.
    pub fn open_dossier(&mut self, ouverture: &NewDossier<'_>) -> Result<()> {
        let cle = self.coffre.digest("dossier", &[ouverture.id]);
        let mut facture = self.ligne_facture(0, ouverture.facture);
        let exists = |what: &'static str| Error::new(Kind::SuiviExists).with("what", what);
        if let Some(known) = self.find::<LigneDossier>(&cle)? {
            let its: LigneFacture = self.load(known.facture)?;
            return if its.cle == facture.cle { Ok(()) } else { Err(exists("dossier")) };
        }
        crate::dossier::Dossier::new(ouverture.id, ouverture.facture.clone())?;
        self.facture_is_free(&facture)?;
        let fiche = FicheDossier {
            id: ouverture.id.to_owned(),
            ouvert: self.ctx.now,
            hors_scor: false,
            numero_hors: None,
            manques: Vec::new(),
            attentes: Vec::new(),
            saisie: None,
            premier_envoi: None,
            dernier_envoi: None,
            redemande: false,
            motif: None,
            poste: None,
            purge: None,
        };
        let mut d = LigneDossier {
            no: 0,
            v: 0,
            cle,
            etat: Etat::ACompleter,
            pret: PAS_PRET,
            limite: JAMAIS,
            couleur: 0,
            envois: 0,
            lot: None,
            facture: self.tx.next_number_of(Table::Factures)?,
            purge: JAMAIS,
            fiche,
        };
        self.insert(&mut d)?;
        facture.dossier = d.no;
        self.insert(&mut facture)?;
        self.note(Note::fait(Sujet::Dossier, d.no, Fait::DossierOuvert))?;
        self.evaluate(&mut d)
    }

    fn facture_is_free(&self, facture: &LigneFacture) -> Result<()> {
        let same: Vec<LigneFacture> =
            self.parmi(Index::Cle(Table::Factures), vec![facture.cle.as_slice().into()])?;
        match same.iter().any(|f| f.etat == FACTURE_SUIVIE) {
            true => Err(Error::new(Kind::SuiviExists).with("what", "facture")),
            false => Ok(()),
        }
    }

    /// Binds a piece to a dossier. Bound already: nothing changes. Errors: `suivi.unknown`; `suivi.state` once a lot
    /// holds the dossier; `suivi.purged`.
    pub fn bind_piece(&mut self, dossier: &str, piece: &str) -> Result<()> {
        let (mut d, piece) = (self.editable(dossier)?, self.piece_ligne(piece)?);
        if piece.fiche.purgee.is_some() {
            return Err(Error::new(Kind::SuiviPurged));
        }
        let links = self.liens(d.no)?;
        if links.iter().any(|l| l.piece == piece.no) {
            return Ok(());
        }
        let rang = links.last().map_or(1, |l| l.fiche.rang.saturating_add(1));
        self.bind(&d, piece.no, rang)?;
        self.evaluate(&mut d)
    }

    fn bind(&mut self, d: &LigneDossier, piece: i64, rang: i64) -> Result<()> {
        let fiche = FicheLien { rang, refus: None, poste: None };
        let mut link =
            LigneLien { no: 0, v: 0, dossier: d.no, piece, actif: true, papier: PAPIER_AUCUN, fiche };
        self.insert(&mut link)?;
        let details = json!({ "piece": piece });
        self.note(Note::fait(Sujet::Dossier, d.no, Fait::PieceLiee).with(Some(details)))
    }

    fn unbind(&mut self, d: &LigneDossier, mut link: LigneLien) -> Result<()> {
        link.actif = false;
        link.papier = PAPIER_AUCUN;
        self.save(&mut link)?;
        let details = json!({ "piece": link.piece });
        self.note(Note::fait(Sujet::Dossier, d.no, Fait::PieceRetiree).with(Some(details)))
    }

    /// Takes a piece off a dossier; the piece stays in the journal. Errors as of [`Change::bind_piece`].
    pub fn remove_piece(&mut self, dossier: &str, piece: &str) -> Result<()> {
        let (mut d, piece) = (self.editable(dossier)?, self.piece_ligne(piece)?);
        match self.liens(d.no)?.into_iter().find(|l| l.piece == piece.no) {
            Some(link) => self.unbind(&d, link)?,
            None => return Ok(()),
        }
        self.evaluate(&mut d)
    }

    /// Puts a new piece in the place of an old one, such as one that the caisse refused. When the last refused piece
    /// of a dossier à reconstituer is replaced, the dossier is à transmettre again. Errors as of
    /// [`Change::bind_piece`].
    pub fn replace_piece(&mut self, dossier: &str, ancienne: &str, nouvelle: &str) -> Result<()> {
        let mut d = self.editable(dossier)?;
        let (old, new) = (self.piece_ligne(ancienne)?, self.piece_ligne(nouvelle)?);
        if new.fiche.purgee.is_some() {
            return Err(Error::new(Kind::SuiviPurged));
        }
        let links = self.liens(d.no)?;
        let has_new = links.iter().any(|l| l.piece == new.no);
        let Some(link) = links.into_iter().find(|l| l.piece == old.no) else {
            let unknown = Error::new(Kind::SuiviUnknown).with("what", "piece");
            return if has_new { Ok(()) } else { Err(unknown) };
        };
        let (rang, refused) = (link.fiche.rang, link.fiche.refus.is_some());
        self.unbind(&d, link)?;
        if !has_new {
            self.bind(&d, new.no, rang)?;
        }
        self.evaluate(&mut d)?;
        let left = self.liens(d.no)?.iter().any(|l| l.fiche.refus.is_some());
        if d.etat == Etat::AReconstituer && refused && !left {
            self.reprendre(&mut d)?;
        }
        Ok(())
    }

    /// A dossier à reconstituer whose fault was no piece's, or is mended, goes into the next lot. Error:
    /// `suivi.unknown`.
    pub fn rebuild_dossier(&mut self, dossier: &str) -> Result<Suite> {
        let mut d = self.dossier_ligne(dossier)?;
        if d.etat != Etat::AReconstituer {
            // Also when it is à transmettre in a lot of its own: the lot is to be given up, not the dossier.
            return self.evenement_refuse(&d, Evenement::Reconstitue);
        }
        for mut link in self.liens(d.no)?.into_iter().filter(|l| l.fiche.refus.is_some()) {
            link.fiche.refus = None;
            self.save(&mut link)?;
        }
        self.reprendre(&mut d)
    }

    fn evenement_refuse(&mut self, d: &LigneDossier, evenement: Evenement) -> Result<Suite> {
        if d.etat == Etat::ATransmettre && d.lot.is_none() {
            return Ok(Suite::Deja);
        }
        self.note(Note::evenement(Sujet::Dossier, d.no, d.etat, evenement, Suite::Impossible))?;
        Ok(Suite::Impossible)
    }

    /// Out of its lot, into the next.
    pub(super) fn reprendre(&mut self, d: &mut LigneDossier) -> Result<Suite> {
        let before = d.lot.take();
        let suite = self.evenement(d, Evenement::Reconstitue, None)?;
        self.evaluate(d)?;
        self.close_if_empty(before)?;
        Ok(suite)
    }

    /// Looks at a dossier again, for a profile that asks for other pieces than it did. Error: `suivi.unknown`.
    pub fn reevaluate(&mut self, dossier: &str) -> Result<Etat> {
        let mut d = self.dossier_ligne(dossier)?;
        self.evaluate(&mut d)?;
        Ok(d.etat)
    }

    /// A dossier whose pieces may be changed.
    fn editable(&self, dossier: &str) -> Result<LigneDossier> {
        let d = self.dossier_ligne(dossier)?;
        let free = match d.etat {
            Etat::ACompleter | Etat::AReconstituer | Etat::HorsScor => true,
            Etat::ATransmettre => d.lot.is_none(),
            _ => false,
        };
        match free {
            true => Ok(d),
            false => Err(Error::new(Kind::SuiviState).with("state", d.etat.key())),
        }
    }

    /// Tells what became of FSEs. Dossiers that this frees are à transmettre with the next lot; a rejected FSE's
    /// dossier waits for [`Change::reissue`]. Returns each dossier with what happened to it; none when the
    /// journal follows no such facture.
    pub fn note_fse(&mut self, cible: FseTarget<'_>, fait: &FseFact) -> Result<Vec<(String, Suite)>> {
        let factures = self.factures(cible)?;
        self.tell_fse(factures, fait)
    }

    pub(super) fn tell_fse(
        &mut self,
        factures: Vec<LigneFacture>,
        fait: &FseFact,
    ) -> Result<Vec<(String, Suite)>> {
        let mut done = Vec::new();
        for mut facture in factures {
            let mut d: LigneDossier = self.load(facture.dossier)?;
            let suite = match fait {
                FseFact::Rejetee(motif) => self.reject(&mut d, &mut facture, motif)?,
                _ => self.release(&mut d, &mut facture, fait)?,
            };
            done.push((d.fiche.id, suite));
        }
        Ok(done)
    }

    fn release(&mut self, d: &mut LigneDossier, facture: &mut LigneFacture, fait: &FseFact) -> Result<Suite> {
        let fse = &mut facture.fiche.fse;
        let (known, log) = match fait {
            FseFact::ArlPositif => (&mut fse.arl_positive, Fait::FseArl),
            FseFact::Payee => (&mut fse.noemie_payment, Fait::FsePayee),
            FseFact::Transmise | FseFact::Rejetee(_) => (&mut fse.transmitted, Fait::FseTransmise),
        };
        if std::mem::replace(known, true) {
            return Ok(Suite::Deja);
        }
        self.save(facture)?;
        self.note(Note::fait(Sujet::Dossier, d.no, log))?;
        self.evaluate(d)?;
        Ok(Suite::Applique(d.etat))
    }

    fn reject(&mut self, d: &mut LigneDossier, facture: &mut LigneFacture, motif: &Motif) -> Result<Suite> {
        facture.etat = FACTURE_REJETEE;
        facture.fiche.rejet = Some(motif.clone());
        self.save(facture)?;
        let before = d.lot.take();
        (d.envois, d.fiche.premier_envoi, d.fiche.redemande) = (0, None, false);
        d.fiche.motif = Some(motif.clone());
        let suite = self.evenement(d, Evenement::FseRejetee, Some(json!({ "motif": motif })))?;
        self.evaluate(d)?;
        self.close_if_empty(before)?;
        Ok(suite)
    }

    /// Binds the pieces of a rejected FSE to the facture that replaces it; they go again by themselves once the new
    /// FSE lets them. Errors: `suivi.unknown`; `suivi.exists` when another dossier has the facture. A piece whose
    /// content was purged is missing now and must be made anew.
    pub fn reissue(&mut self, dossier: &str, nouvelle: &Facture) -> Result<()> {
        let mut d = self.dossier_ligne(dossier)?;
        let mut facture = self.ligne_facture(d.no, nouvelle);
        let mut old: LigneFacture = self.load(d.facture)?;
        if old.etat == FACTURE_SUIVIE && old.cle == facture.cle {
            return Ok(());
        }
        self.facture_is_free(&facture)?;
        if old.etat == FACTURE_SUIVIE {
            self.reject(&mut d, &mut old, &Motif::default())?;
        }
        self.insert(&mut facture)?;
        (d.facture, d.fiche.motif, d.fiche.purge) = (facture.no, None, None);
        for link in self.liens(d.no)? {
            if self.load::<LignePiece>(link.piece)?.fiche.purgee.is_some() {
                self.unbind(&d, link)?;
            }
        }
        self.note(Note::fait(Sujet::Dossier, d.no, Fait::FactureReemise))?;
        self.evaluate(&mut d)
    }
}
