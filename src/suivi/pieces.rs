//! Pieces: taken in once, found again by the host's identifier, handed out as the faithful copy they are.

use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::acces::{Change, View};
use super::chaine::{Fait, Note};
use super::etats::Sujet;
use super::fiches::{FichePiece, LigneDossier, LigneLien, LignePiece};
use super::store::{Index, Table};
use crate::error::{Error, Kind, Result};
use crate::piece::{Medium, Piece};

/// A piece on its way into the journal.
#[derive(Clone, Debug)]
pub struct NewPiece<'a> {
    /// The piece, accepted by the profile.
    pub piece: &'a Piece,
    /// When its digitisation was first tried, seconds since 1970-01-01 UTC: incidents are counted from there.
    pub saisie: Option<i64>,
    /// What the host knows of the capture (hash of the source, device, operator): kept for the evidence, sealed.
    pub contexte: Option<serde_json::Value>,
}

/// What the journal knows of a piece.
#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    /// The host's identifier.
    pub id: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Label.
    pub label: String,
    /// How it goes.
    pub medium: Medium,
    /// Pages of the PDF.
    pub pages: usize,
    /// Length of the PDF.
    pub bytes: usize,
    /// SHA-256 of the PDF, lower-case hex.
    pub sha256: Option<String>,
    /// When it came in, seconds since 1970-01-01 UTC.
    pub ajoutee: i64,
    /// When the operator confirmed it.
    pub confirmed_at: Option<i64>,
    /// When its digitisation was first tried.
    pub saisie: Option<i64>,
    /// Profile that accepted it.
    pub profil: String,
    /// The report on it.
    pub rapport: Option<serde_json::Value>,
    /// What the host told of the capture.
    pub contexte: Option<serde_json::Value>,
    /// When its content was purged.
    pub purgee: Option<i64>,
    /// Dossiers that it is in.
    pub dossiers: Vec<String>,
}

impl View<'_> {
    pub(super) fn piece_ligne(&self, id: &str) -> Result<LignePiece> {
        let found = self.find(&self.coffre.digest("piece", &[id]))?;
        found.ok_or_else(|| Error::new(Kind::SuiviUnknown).with("what", "piece"))
    }

    /// What is known of a piece. Error: `suivi.unknown`.
    pub fn piece(&self, id: &str) -> Result<PieceView> {
        let row = self.piece_ligne(id)?;
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![row.no.into()])?;
        let dossiers = links.iter().filter(|l| l.actif);
        let dossiers = dossiers.map(|l| Ok(self.load::<LigneDossier>(l.dossier)?.fiche.id));
        let f = row.fiche;
        Ok(PieceView {
            id: f.id,
            type_code: f.kind.code,
            label: f.label,
            medium: f.support.into(),
            pages: f.pages,
            bytes: f.bytes,
            sha256: f.sha256,
            ajoutee: row.ajoutee,
            confirmed_at: f.confirmed_at,
            saisie: f.saisie,
            profil: f.profil,
            rapport: f.rapport,
            contexte: f.contexte,
            purgee: f.purgee,
            dossiers: dossiers.collect::<Result<_>>()?,
        })
    }

    /// The PDF of a piece, its hash checked: the copy for the patient. Errors: `suivi.unknown`, `suivi.purged` after
    /// its retention, `piece.empty` when it is paper alone, `suivi.damaged`.
    pub fn copy(&self, id: &str) -> Result<Zeroizing<Vec<u8>>> {
        let row = self.piece_ligne(id)?;
        match &row.fiche.sha256 {
            Some(sha256) => self.content(row.blob, sha256),
            None => Err(Error::new(Kind::PieceEmpty)),
        }
    }

    /// The piece as the rules of dossiers and lots see it, with or without its PDF.
    pub(super) fn restore(&self, row: &LignePiece, avec_pdf: bool) -> Result<Piece> {
        let f = &row.fiche;
        let pdf = match (&f.sha256, avec_pdf) {
            (Some(sha256), true) => Some(self.content(row.blob, sha256)?.to_vec()),
            _ => None,
        };
        // The type as the profile knows it now; as it was, if the profile has dropped it since.
        let kind = self.ctx.profile.piece_type(&f.kind.code).unwrap_or(&f.kind).clone();
        let label = f.label.clone();
        Ok(Piece::restore(f.id.clone(), kind, label, f.support.into(), pdf, f.pages, f.confirmed_at))
    }
}

impl Change<'_> {
    /// Takes a piece in; when this returns and the transaction ends, it is safe. The same piece a second time changes
    /// nothing. Error: `suivi.exists` for another piece under the same identifier.
    pub fn add_piece(&mut self, nouvelle: &NewPiece<'_>) -> Result<()> {
        let piece = nouvelle.piece;
        let cle = self.coffre.digest("piece", &[piece.id()]);
        if let Some(known) = self.find::<LignePiece>(&cle)? {
            let f = &known.fiche;
            let same = f.sha256.as_deref() == piece.sha256()
                && f.kind.code == piece.kind().code
                && Medium::from(f.support) == piece.medium();
            let other = || Error::new(Kind::SuiviExists).with("what", "piece");
            return if same { Ok(()) } else { Err(other()) };
        }
        let blob = piece.pdf().map(|pdf| self.deposit(pdf)).transpose()?;
        let report = piece.report().map(|r| serde_json::to_value(r).unwrap_or_default());
        let fiche = FichePiece {
            id: piece.id().to_owned(),
            kind: piece.kind().clone(),
            label: piece.label().to_owned(),
            support: piece.medium().into(),
            pages: piece.pages(),
            bytes: piece.pdf().map_or(0, <[u8]>::len),
            sha256: piece.sha256().map(str::to_owned),
            confirmed_at: piece.confirmed_at(),
            saisie: nouvelle.saisie,
            rapport: report,
            contexte: nouvelle.contexte.clone(),
            profil: self.profil(),
            purgee: None,
        };
        let mut row = LignePiece { no: 0, v: 0, cle, ajoutee: self.ctx.now, blob, fiche };
        self.insert(&mut row)?;
        let details = json!({ "sha256": row.fiche.sha256, "type": row.fiche.kind.code });
        self.note(Note::fait(Sujet::Piece, row.no, Fait::PieceAjoutee).with(Some(details)))
    }

    /// Drops the content of a piece, the fingerprints that show it among it; the record with its hash stays.
    pub(super) fn empty_piece(&mut self, row: &mut LignePiece) -> Result<()> {
        if let Some(blob) = row.blob.take() {
            self.tx.delete(Table::Blobs, blob)?;
        }
        let pages = row.fiche.rapport.as_mut().and_then(|report| report.get_mut("pages"));
        let pages = pages.and_then(|pages| pages.as_array_mut());
        for page in pages.into_iter().flatten().filter_map(|page| page.as_object_mut()) {
            page.remove("fingerprint");
        }
        row.fiche.purgee = Some(self.ctx.now);
        row.fiche.contexte = None;
        self.save(row)
    }
}
