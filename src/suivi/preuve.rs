//! The evidence of one piece: everything that tells where its PDF came from and what became of it, in a form that
//! somebody can check without this library.
//!
//! It is made in the spirit of a faithful copy (Code civil, article 1379; décret 2016-1673): integrity by hashes, context
//! by the report and what the host told of the capture, time and order by the chained log. It promises no legal force.
//!
//! Each entry of the log carries what its link was made over (`octets`), the link before it and its own (`precedent`,
//! `maillon`: HMAC-SHA-256 of the first two under the key of the chain), and, where it has sealed details, the sealed
//! bytes with the key of this one row. docs/suivi.md says how to check all of it with common tools.

use serde_json::{Value, json};

use super::acces::View;
use super::chaine::mac_of;
use super::coffre::Place;
use super::etats::Sujet;
use super::fiches::{FACTURE_REJETEE, LigneDossier, LigneEnvoi, LigneFacture, LigneLien, LigneRetour};
use super::store::{Index, Query, Table, TableRow};
use crate::error::Result;

impl View<'_> {
    /// The evidence of a piece, JSON of schema `scor.preuve/1`. No NIR is in it. Error: `suivi.unknown`.
    pub fn preuve(&self, id: &str) -> Result<Value> {
        let piece = self.piece_ligne(id)?;
        let links: Vec<LigneLien> = self.parmi(Index::DossiersDeLaPiece, vec![piece.no.into()])?;
        let mut subjects = vec![(Sujet::Piece, piece.no)];
        let (mut dossiers, mut lots) = (Vec::new(), Vec::new());
        for link in &links {
            let d: LigneDossier = self.load(link.dossier)?;
            subjects.push((Sujet::Dossier, d.no));
            for envoi in self.parmi::<LigneEnvoi>(Index::LotsDuDossier, vec![d.no.into()])? {
                if envoi.fiche.pieces.iter().any(|(no, _)| *no == piece.no) {
                    lots.push(envoi.lot);
                }
            }
            dossiers.push(self.dossier_prouve(&d, link)?);
        }
        lots.sort_unstable();
        lots.dedup();
        let mut sent = Vec::new();
        for no in lots {
            subjects.push((Sujet::Lot, no));
            let mut lot = json!(self.lot(no)?);
            // Other dossiers of the lot are no part of this piece's story.
            if let Some(fields) = lot.as_object_mut() {
                fields.remove("dossiers");
            }
            let mut answers = Vec::new();
            for row in self.parmi::<LigneRetour>(Index::RetoursDuLot, vec![no.into()])? {
                subjects.push((Sujet::Retour, row.no));
                let (f, quand) = (&row.fiche, row.quand);
                answers.push(json!({ "no": row.no, "quand": quand, "bytes": f.bytes, "sha256": f.sha256 }));
            }
            lot["retours"] = json!(answers);
            sent.push(lot);
        }
        let mut entries = Vec::new();
        for (subject, no) in subjects {
            let query = Query::new(Index::EvenementsSujet, vec![subject.code().into(), no.into()]);
            entries.extend(self.tx.search(&query)?);
        }
        entries.sort_by_key(|row| row.no);
        let entries = entries.iter().map(|row| self.maillon_prouve(row)).collect::<Result<Vec<_>>>()?;
        Ok(json!({
            "schema": "scor.preuve/1",
            "etabli": self.ctx.now,
            "piece": self.piece(id)?,
            "dossiers": dossiers,
            "lots": sent,
            "chaine": { "entrees": entries, "tete": self.head()? },
        }))
    }

    fn dossier_prouve(&self, d: &LigneDossier, link: &LigneLien) -> Result<Value> {
        let factures: Vec<LigneFacture> = self.parmi(Index::FacturesDuDossier, vec![d.no.into()])?;
        let factures = factures.iter().map(
            |f| json!({ "fields": f.fiche.fields, "fse": f.fiche.fse, "rejetee": f.etat == FACTURE_REJETEE }),
        );
        Ok(json!({
            "no": d.no,
            "id": d.fiche.id,
            "etat": d.etat,
            "actif": link.actif,
            "refus": link.fiche.refus,
            "poste": link.fiche.poste,
            "factures": factures.collect::<Vec<_>>(),
        }))
    }

    /// An entry of the log with what its link can be verified by.
    fn maillon_prouve(&self, row: &TableRow) -> Result<Value> {
        let before = match row.no {
            1 => Vec::new(),
            no => {
                let row = self.tx.read(Table::Evenements, no.saturating_sub(1))?;
                let missing =
                    || super::coffre::abime(Table::Evenements, no.saturating_sub(1), "missing entry");
                mac_of(&row.ok_or_else(missing)?).to_vec()
            }
        };
        let mut told = json!(self.entry(row)?);
        told["precedent"] = json!(hex(&before));
        told["octets"] = json!(hex(&self.link_bytes(row)));
        told["maillon"] = json!(hex(mac_of(row)));
        if !row.fiche.is_empty() {
            let clair = self.sealed_columns(row);
            let place = Place { table: Table::Evenements, no: row.no, v: row.v, clair };
            told["scelle"] = json!(hex(&row.fiche));
            told["cle"] = json!(hex(&self.coffre.row_key(&place, &row.fiche)?[..]));
        }
        Ok(told)
    }

    /// The key of the chain. Whoever has it can verify links, and could make others: for an auditor, not for a file
    /// beside the evidence.
    pub fn chain_key(&self) -> Result<zeroize::Zeroizing<[u8; 32]>> {
        self.coffre.chain_key(self.tx)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
