//! The records of the journal: for each table its clear columns and the sealed part.
//!
//! Clear columns are what the store must sort and find by: states, moments, counts, keyed hashes. The rest is
//! sealed JSON, so that a later version may add a field without a step of the schema.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::bilan::Bilan;
use super::etats::Etat;
use super::store::{Clear, Table};
use crate::dossier::{Fields, FseFacts};
use crate::lot::Recipient;
use crate::piece::Medium;
use crate::profile::PieceType;

/// A moment that never comes: no deadline.
pub(super) const JAMAIS: i64 = i64::MAX;

/// A value that stands in a clear column.
pub(super) trait Column: Sized {
    fn clair(&self) -> Clear;
    fn read(clair: &Clear) -> Option<Self>;
}

impl Column for i64 {
    fn clair(&self) -> Clear {
        Clear::Nombre(*self)
    }
    fn read(clair: &Clear) -> Option<i64> {
        clair.number()
    }
}

impl Column for Option<i64> {
    fn clair(&self) -> Clear {
        (*self).into()
    }
    fn read(clair: &Clear) -> Option<Option<i64>> {
        match clair {
            Clear::Nul => Some(None),
            other => other.number().map(Some),
        }
    }
}

impl Column for bool {
    fn clair(&self) -> Clear {
        Clear::Nombre(i64::from(*self))
    }
    fn read(clair: &Clear) -> Option<bool> {
        clair.number().map(|n| n != 0)
    }
}

impl Column for Vec<u8> {
    fn clair(&self) -> Clear {
        Clear::Octets(self.clone())
    }
    fn read(clair: &Clear) -> Option<Vec<u8>> {
        clair.bytes().map(<[u8]>::to_vec)
    }
}

impl Column for Etat {
    fn clair(&self) -> Clear {
        Clear::Nombre(self.code())
    }
    fn read(clair: &Clear) -> Option<Etat> {
        Etat::from_code(clair.number()?)
    }
}

/// A record of one table.
pub(super) trait Record: Sized {
    const TABLE: Table;
    type Fiche: Serialize + DeserializeOwned;
    fn clair(&self) -> Vec<Clear>;
    fn fiche(&self) -> &Self::Fiche;
    fn assemble(no: i64, v: i64, clair: &[Clear], fiche: Self::Fiche) -> Option<Self>;
    fn no(&self) -> i64;
    fn v(&self) -> i64;
    fn number_as(&mut self, no: i64, v: i64);
}

macro_rules! enregistrement {
    ($(#[$about:meta])* $Name:ident, $table:ident, $Fiche:ty { $($column:ident: $ty:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone)]
        pub(super) struct $Name {
            pub(super) no: i64,
            pub(super) v: i64,
            $(pub(super) $column: $ty,)*
            pub(super) fiche: $Fiche,
        }

        impl Record for $Name {
            const TABLE: Table = Table::$table;
            type Fiche = $Fiche;

            fn clair(&self) -> Vec<Clear> {
                vec![$(Column::clair(&self.$column),)*]
            }

            fn fiche(&self) -> &$Fiche {
                &self.fiche
            }

            fn assemble(no: i64, v: i64, clair: &[Clear], fiche: $Fiche) -> Option<$Name> {
                let mut columns = clair.iter();
                let found = $Name { no, v, $($column: Column::read(columns.next()?)?,)* fiche };
                columns.next().is_none().then_some(found)
            }

            fn no(&self) -> i64 {
                self.no
            }

            fn v(&self) -> i64 {
                self.v
            }

            fn number_as(&mut self, no: i64, v: i64) {
                (self.no, self.v) = (no, v);
            }
        }
    };
}

enregistrement! {
    /// A piece; its PDF is a blob.
    LignePiece, Pieces, FichePiece { cle: Vec<u8>, ajoutee: i64, blob: Option<i64>, }
}

enregistrement! {
    /// A dossier. `pret` is 1 when it may be sent, 2 when a lot holds it, else 0.
    LigneDossier, Dossiers, FicheDossier {
        cle: Vec<u8>, etat: Etat, pret: i64, limite: i64, couleur: i64, envois: i64,
        lot: Option<i64>, facture: i64, purge: i64,
    }
}

enregistrement! {
    /// A piece in a dossier. `papier` is one of [`PAPIER_AUCUN`], [`PAPIER_A_POSTER`], [`PAPIER_POSTE`].
    LigneLien, DossierPieces, FicheLien { dossier: i64, piece: i64, actif: bool, papier: i64, }
}

enregistrement! {
    /// A facture. `etat` is one of [`FACTURE_SUIVIE`], [`FACTURE_REJETEE`].
    LigneFacture, Factures, FicheFacture {
        cle: Vec<u8>, cle_fse: Vec<u8>, cle_nir: Vec<u8>, dossier: i64, etat: i64,
    }
}

enregistrement! {
    /// A lot. `clos` once another has taken its place.
    LigneLot, Lots, FicheLot {
        cle: Vec<u8>, cle_numero: Vec<u8>, etat: Etat, echeance: i64, envois: i64, clos: bool, blob: Option<i64>,
    }
}

enregistrement! {
    /// A dossier in a lot.
    LigneEnvoi, LotDossiers, FicheEnvoi { lot: i64, dossier: i64, }
}

enregistrement! {
    /// One sending of a lot.
    LigneTransmission, Transmissions, FicheTransmission { lot: i64, rang: i64, quand: i64, }
}

enregistrement! {
    /// A message from the caisse. `statut` is a [`super::Statut`].
    LigneRetour, Retours, FicheRetour { cle: Vec<u8>, statut: i64, quand: i64, lot: Option<i64>, blob: Option<i64>, }
}

/// No paper is due.
pub(super) const PAPIER_AUCUN: i64 = 0;
/// The dossier went, the paper of this piece is to be posted.
pub(super) const PAPIER_A_POSTER: i64 = 1;
/// It was posted.
pub(super) const PAPIER_POSTE: i64 = 2;
/// The facture that the dossier follows.
pub(super) const FACTURE_SUIVIE: i64 = 1;
/// Rejected; another takes its place.
pub(super) const FACTURE_REJETEE: i64 = 3;

/// Why a caisse refused, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motif {
    /// Its code; empty when it gave none.
    #[serde(default)]
    pub code: String,
    /// Its label; empty when it gave none.
    #[serde(default)]
    pub label: String,
}

/// [`Medium`] as the sealed records spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Support {
    Digital,
    Paper,
    Both,
}

impl From<Medium> for Support {
    fn from(medium: Medium) -> Support {
        match medium {
            Medium::Digital => Support::Digital,
            Medium::Paper => Support::Paper,
            Medium::Both => Support::Both,
        }
    }
}

impl From<Support> for Medium {
    fn from(support: Support) -> Medium {
        match support {
            Support::Digital => Medium::Digital,
            Support::Paper => Medium::Paper,
            Support::Both => Medium::Both,
        }
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FichePiece {
    pub(super) id: String,
    pub(super) kind: PieceType,
    pub(super) label: String,
    pub(super) support: Support,
    pub(super) pages: usize,
    pub(super) bytes: usize,
    /// Lower-case hex; absent when the piece is paper alone.
    pub(super) sha256: Option<String>,
    pub(super) confirmed_at: Option<i64>,
    /// First attempt to digitise.
    pub(super) saisie: Option<i64>,
    /// The report, JSON.
    #[serde(default)]
    pub(super) rapport: Option<serde_json::Value>,
    /// What the host knows of the capture: source's hash, scanner, operator.
    #[serde(default)]
    pub(super) contexte: Option<serde_json::Value>,
    /// Identifier and version of the profile that accepted it.
    pub(super) profil: String,
    #[serde(default)]
    pub(super) purgee: Option<i64>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheDossier {
    pub(super) id: String,
    pub(super) ouvert: i64,
    #[serde(default)]
    pub(super) hors_scor: bool,
    /// The lot number that a dossier out of SCOR keeps.
    #[serde(default)]
    pub(super) numero_hors: Option<u32>,
    /// Keys of what is missing.
    #[serde(default)]
    pub(super) manques: Vec<String>,
    /// Keys of what is waited for.
    #[serde(default)]
    pub(super) attentes: Vec<String>,
    #[serde(default)]
    pub(super) saisie: Option<i64>,
    #[serde(default)]
    pub(super) premier_envoi: Option<i64>,
    #[serde(default)]
    pub(super) dernier_envoi: Option<i64>,
    #[serde(default)]
    pub(super) redemande: bool,
    #[serde(default)]
    pub(super) motif: Option<Motif>,
    /// Day on which the paper was posted, `YYYY-MM-DD`.
    #[serde(default)]
    pub(super) poste: Option<String>,
    #[serde(default)]
    pub(super) purge: Option<i64>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheLien {
    /// Place within the dossier.
    pub(super) rang: i64,
    /// The caisse refused this piece; another is to take its place.
    #[serde(default)]
    pub(super) refus: Option<Motif>,
    #[serde(default)]
    pub(super) poste: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheFacture {
    pub(super) fields: Fields,
    #[serde(default)]
    pub(super) nir: Option<String>,
    #[serde(default)]
    pub(super) fse: FseFacts,
    #[serde(default)]
    pub(super) rejet: Option<Motif>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheLot {
    pub(super) numero: u32,
    /// `YYYY-MM-DD`.
    pub(super) date: String,
    pub(super) recipient: Recipient,
    /// Name of the container.
    pub(super) nom: String,
    pub(super) bytes: usize,
    pub(super) sha256: String,
    pub(super) construit: i64,
    #[serde(default)]
    pub(super) motif: Option<Motif>,
    #[serde(default)]
    pub(super) purge: Option<i64>,
    /// What was said of its pieces; absent in lots of a journal that did not keep it yet.
    #[serde(default)]
    pub(super) bilan: Option<Bilan>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheEnvoi {
    /// Place within the lot.
    pub(super) rang: i64,
    /// Numbers and hashes of the pieces, in the order of the dossier.
    pub(super) pieces: Vec<(i64, Option<String>)>,
    /// Names of their files in the lot, empty for paper; absent in a journal that did not keep them yet.
    #[serde(default)]
    pub(super) files: Vec<String>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheTransmission {
    /// Hash of what was sent.
    pub(super) sha256: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FicheRetour {
    pub(super) sha256: String,
    pub(super) bytes: usize,
    /// What it said, and what that did.
    pub(super) faits: Vec<serde_json::Value>,
    /// Why it could not be read.
    #[serde(default)]
    pub(super) raison: Option<String>,
}
