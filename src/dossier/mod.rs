//! The dossier: the pieces of one facture. Is it complete, may it go, which colour does the host show?
//!
//! The rules speak of roles (prescription, feuille); which code has which role is the profile's.

mod facture;
mod nir;

pub use facture::{Dap, Facture, Fields, Mode, NirText};
pub use nir::Nir;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Kind, Lang, Result};
use crate::piece::{Medium, Piece, is_id};
use crate::profile::{Profile, Role};

/// The pieces of one facture. A piece may be in several dossiers.
#[derive(Clone, Debug)]
pub struct Dossier {
    id: String,
    facture: Facture,
    pieces: Vec<Arc<Piece>>,
    hors_scor: bool,
}

/// What the host knows of the FSE's way (S4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FseFacts {
    /// A positive ARL came for its lot.
    pub arl_positive: bool,
    /// A NOEMIE payment return came for it.
    pub noemie_payment: bool,
    /// It was transmitted.
    pub transmitted: bool,
}

/// Something that keeps a dossier from going, with a stable key and a text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lack {
    /// No piece at all.
    NoPiece,
    /// A prescription is missing.
    Prescription,
    /// The feuille de soins of a degraded FSE is missing.
    Feuille,
    /// More prescriptions than ordonnances, or a type that may stand once stands twice.
    Surplus,
    /// A feuille de soins would go by SCOR to a caisse that wants it by post.
    FeuilleRefused,
    /// Neither the ARL of the FSE's lot nor its payment has come.
    FseUnacknowledged,
    /// The degraded FSE has not been transmitted.
    FseUnsent,
}

impl Lack {
    /// Every one.
    pub const ALL: &'static [Lack] = &[
        Lack::NoPiece,
        Lack::Prescription,
        Lack::Feuille,
        Lack::Surplus,
        Lack::FeuilleRefused,
        Lack::FseUnacknowledged,
        Lack::FseUnsent,
    ];

    /// The one of that key.
    pub fn from_key(key: &str) -> Option<Lack> {
        Lack::ALL.iter().copied().find(|lack| lack.key() == key)
    }

    /// Stable key.
    pub fn key(self) -> &'static str {
        match self {
            Lack::NoPiece => "no_piece",
            Lack::Prescription => "prescription_missing",
            Lack::Feuille => "feuille_missing",
            Lack::Surplus => "surplus",
            Lack::FeuilleRefused => "feuille_refused",
            Lack::FseUnacknowledged => "fse_unacknowledged",
            Lack::FseUnsent => "fse_unsent",
        }
    }

    /// A sentence for the screen.
    pub fn text(self, lang: Lang) -> &'static str {
        let (en, fr) = match self {
            Lack::NoPiece => ("no piece is attached", "aucune pièce n'est jointe"),
            Lack::Prescription => ("a prescription is missing", "il manque une ordonnance"),
            Lack::Feuille => (
                "the feuille de soins of the degraded FSE is missing",
                "il manque la feuille de soins de la FSE dégradée",
            ),
            Lack::Surplus => ("a type stands more often than it may", "un type de pièce figure trop de fois"),
            Lack::FeuilleRefused => (
                "this caisse wants the feuille de soins by post",
                "cette caisse demande la feuille de soins par la poste",
            ),
            Lack::FseUnacknowledged => {
                ("neither ARL nor payment has come for the FSE", "ni ARL ni paiement reçu pour la FSE")
            }
            Lack::FseUnsent => {
                ("the degraded FSE has not been sent", "la FSE dégradée n'a pas été transmise")
            }
        };
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }
}

/// The mark that vendors show beside a facture (S2, S4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Complete, and all of it goes by SCOR.
    Green,
    /// Complete, but something must go by post.
    Orange,
    /// Something is missing.
    Red,
}

impl Dossier {
    /// An empty dossier. `id` is the host's, unique among its dossiers; it appears in manifests and file names, so
    /// it must not hold a patient's data: one to 40 letters, digits, `-` and `_`, else `facture.field`.
    pub fn new(id: &str, facture: Facture) -> Result<Dossier> {
        if !is_id(id) {
            return Err(Error::new(Kind::FactureField).with("field", "dossier"));
        }
        Ok(Dossier { id: id.to_owned(), facture, pieces: Vec::new(), hors_scor: false })
    }

    /// Attaches a piece. Error: `dossier.piece_twice`.
    pub fn add(&mut self, piece: Arc<Piece>) -> Result<()> {
        if self.pieces.iter().any(|p| p.id() == piece.id()) {
            return Err(Error::new(Kind::DossierTwice));
        }
        self.pieces.push(piece);
        Ok(())
    }

    /// Takes the dossier out of SCOR, or back in. Out of it, it keeps a lot number and goes by post (S4).
    pub fn set_hors_scor(&mut self, out: bool) {
        self.hors_scor = out;
    }

    /// Is it out of SCOR?
    pub fn hors_scor(&self) -> bool {
        self.hors_scor
    }

    /// The host's identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its facture.
    pub fn facture(&self) -> &Facture {
        &self.facture
    }

    /// Its pieces, in the order they were added.
    pub fn pieces(&self) -> &[Arc<Piece>] {
        &self.pieces
    }

    /// What is missing, or too much, before the dossier is complete. Nothing about its content: a missing
    /// signature or an imprecise posology never holds a dossier (L1).
    ///
    /// - The prescription goes with every facture: one piece an ordonnance, unless the ordonnance is numérique, or
    ///   went with the first facture under an accord préalable (S1, L7).
    /// - A degraded FSE needs the feuille de soins too (S1, S4), unless its caisse wants none by SCOR.
    pub fn missing(&self, profile: &Profile) -> Vec<Lack> {
        let fields = self.facture.fields();
        let count = |role: Role| self.pieces.iter().filter(|p| p.kind().role == role).count();
        let mut lacks = Vec::new();
        let wanted = match fields.ordonnance_numerique || fields.dap == Dap::LaterInvoice {
            true => 0,
            false => fields.ordonnances as usize,
        };
        if count(Role::Prescription) < wanted {
            lacks.push(Lack::Prescription);
        }
        if fields.mode == Mode::Degrade && !self.feuille_refused(profile) && count(Role::Feuille) == 0 {
            lacks.push(Lack::Feuille);
        }
        if self.pieces.is_empty() && lacks.is_empty() {
            lacks.push(Lack::NoPiece);
        }
        if self.surplus() {
            lacks.push(Lack::Surplus);
        }
        let feuille = |p: &Arc<Piece>| p.kind().role == Role::Feuille && p.medium() != Medium::Paper;
        if self.feuille_refused(profile) && self.pieces.iter().any(feuille) {
            lacks.push(Lack::FeuilleRefused);
        }
        lacks
    }

    /// What keeps a complete dossier from going now. One of the profile's conditions is enough.
    pub fn waiting(&self, facts: FseFacts, profile: &Profile) -> Vec<Lack> {
        let send = &profile.sections.send;
        let degraded = self.facture.fields().mode == Mode::Degrade;
        let free = (send.after_arl.value && facts.arl_positive)
            || (send.after_noemie_payment.value && facts.noemie_payment)
            || (degraded && send.degraded_without_arl.value && facts.transmitted);
        match (free, degraded && send.degraded_without_arl.value) {
            (true, _) => Vec::new(),
            (false, true) => vec![Lack::FseUnsent],
            (false, false) => vec![Lack::FseUnacknowledged],
        }
    }

    /// The mark for the host's screen.
    pub fn colour(&self, profile: &Profile) -> Colour {
        let feuille_by_post = self.facture.fields().mode == Mode::Degrade && self.feuille_refused(profile);
        let by_post =
            self.hors_scor || feuille_by_post || self.pieces.iter().any(|p| p.medium() != Medium::Digital);
        match (self.missing(profile).is_empty(), by_post) {
            (false, _) => Colour::Red,
            (true, true) => Colour::Orange,
            (true, false) => Colour::Green,
        }
    }

    /// Does a type that may stand once stand twice, or are there more prescriptions than ordonnances?
    fn surplus(&self) -> bool {
        self.pieces.iter().filter(|p| !p.kind().many).any(|p| {
            let (kind, prescription) = (p.kind(), p.kind().role == Role::Prescription);
            let alike = |other: &&Arc<Piece>| match prescription {
                true => other.kind().role == Role::Prescription && !other.kind().many,
                false => other.kind().code == kind.code,
            };
            let may = if prescription { self.facture.fields().ordonnances.max(1) as usize } else { 1 };
            self.pieces.iter().filter(alike).count() > may
        })
    }

    fn feuille_refused(&self, profile: &Profile) -> bool {
        profile.piece.fsnc_refused_by.value.contains(&self.facture.organism())
    }
}

#[cfg(test)]
pub(crate) mod tests;
