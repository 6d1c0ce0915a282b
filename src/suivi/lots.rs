//! Lots: built from the dossiers that are ready, numbered, and stored as the exact bytes that will be sent, before
//! anybody sees them.
//!
//! Building takes two steps, because packing and sealing are slow and the journal must not be locked meanwhile:
//! [`View::prepare_lots`] reads, the host packs and seals, [`Change::record_lots`] stores the bytes and gives
//! the numbers out, unless the journal changed in between.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::Journal;
use super::acces::{Change, Context, View};
use super::bilan::{Bilan, BilanDossier};
use super::chaine::{Fait, Note, digest};
use super::etats::{Etat, Evenement, Suite, Sujet};
use super::fiches::{
    FicheEnvoi, FicheLot, JAMAIS, LigneDossier, LigneEnvoi, LigneFacture, LigneLot, LignePiece,
    LigneTransmission, Motif,
};
use super::machine::{PAS_PRET, PRET};
use super::numeros::numero;
use super::store::{Index, Query};
use crate::dossier::{Dossier, FseFacts};
use crate::error::{Error, Kind, Result};
use crate::lot::{self, Lot, Numbering, Recipient};
use crate::profile::Incomplete;

/// How often [`Journal::build`] starts anew when another process changes the journal meanwhile.
const ESSAIS: usize = 5;

/// Which lots are to be built.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// Date of the lots: the civil day of the practice.
    pub date: Date,
    /// At most so many dossiers, the most urgent first: their PDFs are in memory at once.
    pub au_plus: usize,
}

/// A dossier that was ready and stays behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its identifier.
    pub dossier: String,
    /// Keys of the reasons: of a lack, `lot_held`, or of the error that it alone would have caused.
    pub raisons: Vec<String>,
}

/// Lots that may be built, with their numbers; nothing is written yet.
#[derive(Debug)]
pub struct Preparation {
    /// The lots; pack and seal each of them.
    pub lots: Vec<Lot>,
    /// Dossiers that stay behind.
    pub laisses: Vec<LeftOut>,
    date: Date,
    /// Row and version of every dossier that goes.
    dossiers: Vec<LigneDossier>,
    /// Type and number of the emitter, its next number as read, and as it is to be.
    numeros: Vec<(String, String, u32, u32)>,
}

/// Type and number of an emitter, and its dossiers.
type Groupe = ((String, String), Vec<(Dossier, FseFacts)>);

impl std::fmt::Debug for LigneDossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LigneDossier({})", self.no)
    }
}

/// The bytes of a lot, as they go to the network.
#[derive(Clone)]
pub struct PackedLot {
    /// Name of the container.
    pub nom: String,
    /// The bytes that are sent, now and if need be a second time.
    pub octets: Vec<u8>,
}

/// Without the content.
impl std::fmt::Debug for PackedLot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PackedLot({} bytes)", self.octets.len())
    }
}

/// What the journal knows of a lot.
#[derive(Clone, Debug, Serialize)]
pub struct LotView {
    /// The journal's number of the lot; unique, unlike the number on the wire.
    pub no: i64,
    /// Number on the wire.
    pub numero: u32,
    /// Date of the lot, `YYYY-MM-DD`.
    pub date: String,
    /// From whom and to whom.
    pub recipient: Recipient,
    /// State.
    pub etat: Etat,
    /// Another lot has taken its place, or none is needed.
    pub clos: bool,
    /// Sendings so far.
    pub envois: i64,
    /// When the ARL is due, or something must have happened.
    pub echeance: Option<i64>,
    /// Name of the container.
    pub nom: String,
    /// Length of the bytes.
    pub bytes: usize,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// When it was built, seconds since 1970-01-01 UTC.
    pub construit: i64,
    /// When it was sent, each time.
    pub transmissions: Vec<i64>,
    /// Why the caisse refused it.
    pub motif: Option<Motif>,
    /// When its bytes were purged.
    pub purge: Option<i64>,
    /// Dossiers it was built from.
    pub dossiers: Vec<String>,
}

impl View<'_> {
    pub(super) fn lot_ligne(&self, no: i64) -> Result<LigneLot> {
        let row = self.tx.read(super::store::Table::Lots, no)?;
        self.open(&row.ok_or_else(|| Error::new(Kind::SuiviUnknown).with("what", "lot"))?)
    }

    /// What is known of a lot. Error: `suivi.unknown`.
    pub fn lot(&self, no: i64) -> Result<LotView> {
        let row = self.lot_ligne(no)?;
        let dossiers = self.sendings_of_lot(no)?;
        let dossiers = dossiers.iter().map(|e| Ok(self.load::<LigneDossier>(e.dossier)?.fiche.id));
        let sent: Vec<LigneTransmission> = self.parmi(Index::TransmissionsDuLot, vec![no.into()])?;
        let f = row.fiche;
        Ok(LotView {
            no,
            numero: f.numero,
            date: f.date,
            recipient: f.recipient,
            etat: row.etat,
            clos: row.clos,
            envois: row.envois,
            echeance: (row.echeance != JAMAIS).then_some(row.echeance),
            nom: f.nom,
            bytes: f.bytes,
            sha256: f.sha256,
            construit: f.construit,
            transmissions: sent.iter().map(|t| t.quand).collect(),
            motif: f.motif,
            purge: f.purge,
            dossiers: dossiers.collect::<Result<_>>()?,
        })
    }

    /// The bytes of a lot, their hash checked: the same at every call. Errors: `suivi.unknown`, `suivi.purged`,
    /// `suivi.damaged`.
    pub fn lot_bytes(&self, no: i64) -> Result<Zeroizing<Vec<u8>>> {
        let row = self.lot_ligne(no)?;
        self.content(row.blob, &row.fiche.sha256)
    }

    /// Chooses the dossiers of the next lots, and their numbers. Errors: `lot.number` when the profile's range is
    /// impossible; `suivi.damaged` for a row that cannot be read; a dossier whose content is damaged stays behind.
    pub fn prepare_lots(&self, demande: &Request) -> Result<Preparation> {
        let ready = [Etat::ATransmettre.code().into(), PRET.into()];
        let query = Query::new(Index::DossiersEtat, ready.to_vec()).limite(demande.au_plus);
        let mut prep = Preparation {
            lots: Vec::new(),
            laisses: Vec::new(),
            date: demande.date,
            dossiers: Vec::new(),
            numeros: Vec::new(),
        };
        let mut groups: Vec<Groupe> = Vec::new();
        let mut rows: Vec<LigneDossier> = self.search(&query)?;
        if self.ctx.profile.sections.lot.incomplete.value == Incomplete::HoldLot && !rows.is_empty() {
            let incomplete = [Etat::ACompleter.code().into(), PAS_PRET.into()];
            rows.extend(self.parmi::<LigneDossier>(Index::DossiersEtat, incomplete.to_vec())?);
        }
        for row in rows {
            let facture: LigneFacture = self.load(row.facture)?;
            let going = row.etat == Etat::ATransmettre;
            let dossier = match self.compose(&row, &facture, going) {
                Ok(dossier) => dossier,
                Err(error) => {
                    let raisons = vec![error.key().to_owned()];
                    prep.laisses.push(LeftOut { dossier: row.fiche.id, raisons });
                    continue;
                }
            };
            if !going && dossier.missing(self.ctx.profile).is_empty() {
                // Its facture was rejected, or the profile asks for less than it did: no lot may take it unseen.
                continue;
            }
            let f = &facture.fiche.fields;
            let emitter = (f.emitter_type.clone(), f.emitter.clone());
            match groups.iter_mut().find(|(e, _)| *e == emitter) {
                Some((_, members)) => members.push((dossier, facture.fiche.fse)),
                None => groups.push((emitter, vec![(dossier, facture.fiche.fse)])),
            }
            if going {
                prep.dossiers.push(row);
            }
        }
        for ((kind, emitter), members) in groups {
            self.grouper(kind, emitter, members, &mut prep)?;
        }
        let gone: Vec<&str> = prep.lots.iter().flat_map(Lot::dossiers).map(Dossier::id).collect();
        prep.dossiers.retain(|d| gone.contains(&d.fiche.id.as_str()));
        Ok(prep)
    }

    /// The lots of one emitter.
    fn grouper(
        &self,
        kind: String,
        emitter: String,
        mut members: Vec<(Dossier, FseFacts)>,
        prep: &mut Preparation,
    ) -> Result<()> {
        let profile = self.ctx.profile;
        let next = self.next_number(&kind, &emitter)?;
        let numbering = Numbering { next };
        // One that no lot can hold must not keep the others from going.
        members.retain(|pair| match lot::build(std::slice::from_ref(pair), profile, numbering) {
            Err(error) if error.kind() == Kind::LotTooLarge => {
                let raisons = vec![error.key().to_owned()];
                prep.laisses.push(LeftOut { dossier: pair.0.id().to_owned(), raisons });
                false
            }
            _ => true,
        });
        let built = lot::build(&members, profile, numbering)?;
        prep.laisses.extend(built.left_out.iter().map(|l| LeftOut {
            dossier: l.dossier.clone(),
            raisons: l.reasons.iter().map(|r| r.key().to_owned()).collect(),
        }));
        if !built.lots.is_empty() {
            prep.numeros.push((kind, emitter, next, built.next_number));
            prep.lots.extend(built.lots);
        }
        Ok(())
    }
}

impl View<'_> {
    /// Names of the files of a dossier's pieces in a lot, as the container has them.
    fn files_of(&self, lot: &Lot, id: &str) -> Result<Vec<String>> {
        let Some(dossier) = lot.dossiers().find(|d| d.id() == id) else { return Ok(Vec::new()) };
        let names = (1..).zip(dossier.pieces());
        names.map(|(rank, piece)| lot::piece_file(self.ctx.profile, id, rank, piece)).collect()
    }
}

impl Change<'_> {
    /// Stores the lots of a preparation: numbers, bytes and states in one transaction. `emballages` has one entry for
    /// each lot, in order. Returns the journal's numbers of the lots.
    ///
    /// Errors: `suivi.overtaken` when a dossier or a number changed since; `suivi.numbers` when the emitter's numbers
    /// of this date are used up; `arg.value` when a lot has no bytes.
    pub fn record_lots(&mut self, prep: &Preparation, emballages: &[PackedLot]) -> Result<Vec<i64>> {
        if emballages.len() != prep.lots.len() || emballages.iter().any(|e| e.octets.is_empty()) {
            return Err(Error::new(Kind::BadValue).with("name", "emballages"));
        }
        for (kind, emitter, next, after) in &prep.numeros {
            if self.next_number(kind, emitter)? != *next {
                return Err(Error::new(Kind::SuiviOvertaken));
            }
            self.set_number(kind, emitter, *after)?;
        }
        let pairs = prep.lots.iter().zip(emballages);
        pairs.map(|(lot, emballage)| self.record_lot(prep, lot, emballage)).collect()
    }

    fn record_lot(&mut self, prep: &Preparation, lot: &Lot, emballage: &PackedLot) -> Result<i64> {
        let date = prep.date.to_string();
        let (emitter, number) = (numero(&lot.recipient.emitter), lot.number.to_string());
        let cle = self.coffre.digest("lot", &[&emitter, &number, &date]);
        if self.find::<LigneLot>(&cle)?.is_some() {
            return Err(Error::new(Kind::SuiviNumbers));
        }
        let fiche = FicheLot {
            numero: lot.number,
            date,
            recipient: lot.recipient.clone(),
            nom: emballage.nom.clone(),
            bytes: emballage.octets.len(),
            sha256: digest(&emballage.octets),
            construit: self.ctx.now,
            motif: None,
            purge: None,
            bilan: None,
        };
        let mut row = LigneLot {
            no: 0,
            v: 0,
            cle,
            cle_numero: self.coffre.digest("numero", &[&number]),
            etat: Etat::ATransmettre,
            echeance: JAMAIS,
            envois: 0,
            clos: false,
            blob: Some(self.deposit(&emballage.octets)?),
            fiche,
        };
        let known = lot.dossiers().filter_map(|d| prep.dossiers.iter().find(|row| row.fiche.id == d.id()));
        let known: Vec<&LigneDossier> = known.collect();
        row.echeance = known.iter().map(|d| d.limite).min().unwrap_or(JAMAIS);
        let mut going = Vec::with_capacity(known.len());
        for prepared in &known {
            let d: LigneDossier = self.load(prepared.no)?;
            if d.v != prepared.v {
                return Err(Error::new(Kind::SuiviOvertaken));
            }
            let mut pieces = Vec::new();
            for link in self.liens(d.no)? {
                let piece: LignePiece = self.load(link.piece)?;
                pieces.push((piece.no, piece.fiche.sha256));
            }
            going.push((d, pieces));
        }
        let dossiers = going.iter().map(|(d, pieces)| BilanDossier::new(d.no, pieces)).collect();
        row.fiche.bilan = Some(Bilan { reponse: None, dossiers });
        self.insert(&mut row)?;
        let details = json!({ "sha256": row.fiche.sha256, "dossiers": known.len() });
        self.note(Note::fait(Sujet::Lot, row.no, Fait::LotConstruit).with(Some(details)))?;
        for (rang, (mut d, pieces)) in (1..).zip(going) {
            let files = self.files_of(lot, &d.fiche.id)?;
            let fiche = FicheEnvoi { rang, pieces, files };
            self.insert(&mut LigneEnvoi { no: 0, v: 0, lot: row.no, dossier: d.no, fiche })?;
            d.lot = Some(row.no);
            self.evenement(&mut d, Evenement::MisEnLot, Some(json!({ "lot": row.no })))?;
        }
        Ok(row.no)
    }

    /// Gives up a lot that was refused, or that is built and was not sent: its dossiers go into new lots, except those
    /// with a refused piece that nobody has replaced yet. Returns each dossier with what happened to it.
    pub fn rebuild_lot(&mut self, no: i64) -> Result<Vec<(String, Suite)>> {
        let mut lot = self.lot_ligne(no)?;
        if !matches!(lot.etat, Etat::ATransmettre | Etat::AReconstituer) || lot.clos {
            if !lot.clos {
                self.evenement_lot(&mut lot, Evenement::Reconstitue, None)?;
            }
            return Ok(Vec::new());
        }
        let mut done = Vec::new();
        for mut d in self.dossiers_of_lot(no)? {
            let refused = self.liens(d.no)?.iter().any(|l| l.fiche.refus.is_some());
            let suite = match (d.etat, refused) {
                (Etat::AReconstituer, false) | (Etat::ATransmettre, _) => self.reprendre(&mut d)?,
                _ => Suite::Impossible,
            };
            done.push((d.fiche.id, suite));
        }
        Ok(done)
    }

    /// Closes a lot that no dossier is in any more: nothing is to be sent or waited for.
    pub(super) fn close_if_empty(&mut self, lot: Option<i64>) -> Result<()> {
        let Some(no) = lot else { return Ok(()) };
        let mut lot: LigneLot = self.load(no)?;
        if lot.clos || lot.etat.finished() || !self.dossiers_of_lot(no)?.is_empty() {
            return Ok(());
        }
        lot.clos = true;
        lot.echeance = JAMAIS;
        if self.evenement_lot(&mut lot, Evenement::Reconstitue, None)? == Suite::Impossible {
            self.save(&mut lot)?;
        }
        Ok(())
    }
}

impl Journal {
    /// Builds lots of what is ready: [`View::prepare_lots`], `emballer` for each lot, and
    /// [`Change::record_lots`]; anew, a few times, when another process changes the journal meanwhile. `emballer`
    /// packs, seals and writes the message, and runs while the journal is free for others.
    pub fn build(
        &mut self,
        ctx: Context<'_>,
        demande: &Request,
        mut emballer: impl FnMut(&Lot) -> Result<PackedLot>,
    ) -> Result<(Vec<i64>, Vec<LeftOut>)> {
        let mut left = ESSAIS;
        loop {
            let prep = self.read(ctx, |j| j.prepare_lots(demande))?;
            let packed = prep.lots.iter().map(&mut emballer).collect::<Result<Vec<_>>>()?;
            if packed.is_empty() {
                return Ok((Vec::new(), prep.laisses));
            }
            left -= 1;
            match self.write(ctx, |j| j.record_lots(&prep, &packed)) {
                Err(error) if error.kind() == Kind::SuiviOvertaken && left > 0 => {}
                done => return done.map(|lots| (lots, prep.laisses)),
            }
        }
    }
}
