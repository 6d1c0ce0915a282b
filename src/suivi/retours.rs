//! Returns: what a mailbox message told, matched to the lots and factures that the journal follows.
//!
//! Every message is kept, with what it did. One that cannot be matched, or matches more than one lot, or cannot be
//! read, changes nothing and stays in the work list until somebody has seen it.

use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::acces::{Change, View};
use super::chaine::{Fait, Note, digest};
use super::dossiers::{FseFact, FseTarget};
use super::etats::{Suite, Sujet, codes};
use super::fiches::{FicheRetour, LigneLot, LigneRetour, Motif};
use super::numeros::numero;
use super::places::{Indices, Ouvertes, Places};
use super::store::{Index, Table};
use crate::error::{Error, Kind, Result};

codes! {
    /// What became of a return.
    Statut {
        /// It was understood and matched.
        Range = 1, "range", "rangé";
        /// It may mean more than one lot.
        Ambigu = 2, "ambigu", "ambigu";
        /// It speaks of nothing that the journal follows.
        Inconnu = 3, "inconnu", "inconnu";
        /// It cannot be read.
        Illisible = 4, "illisible", "illisible";
        /// Somebody has seen it.
        Vu = 5, "vu", "traité à la main";
        /// It tells of FSEs whose pieces the journal does not follow, as most NOEMIE files also do.
        SansObjet = 6, "sans_objet", "aucune facture suivie";
    }
}

/// What an ARL asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Well received.
    Archiver,
    /// Refused: redo, and send in a new lot.
    Reconstituer,
    /// Send the same bytes again.
    Retransmettre,
    /// Treat by hand.
    Traiter,
}

/// What an ARL says of a lot, of a dossier in it, or of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Avis {
    /// Identifier of the dossier; with no identifier and no facture the whole lot is meant.
    pub dossier: Option<String>,
    /// Number of its facture.
    pub facture: Option<String>,
    /// Place of the piece in its dossier, from 1; without it the whole dossier is meant.
    pub rang: Option<u32>,
    /// Code of the type of the piece, when the place is not told.
    pub type_code: Option<String>,
    /// Name of the file of the piece in the lot: enough to tell piece and dossier, whatever else is told.
    pub file: Option<String>,
    /// What is asked for.
    pub decision: Decision,
    /// The caisse's reason.
    pub motif: Option<Motif>,
}

/// An ARL about one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accuse {
    /// Number of the lot's emitter, when it says.
    pub emetteur: Option<String>,
    /// Number of the lot.
    pub numero: u32,
    /// Its date, `YYYY-MM-DD`, when it says.
    pub date: Option<String>,
    /// What it says; never empty.
    pub avis: Vec<Avis>,
}

/// A fact out of a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceivedFact {
    /// An ARL about a lot SCOR.
    Arl(Accuse),
    /// What became of one FSE, out of a NOEMIE file.
    Fse {
        /// Number of the emitter, when it says.
        emetteur: Option<String>,
        /// Number of the facture.
        facture: String,
        /// Number of the FSE's lot, when it says.
        lot: Option<String>,
        /// Its date, `YYYY-MM-DD`, when it says.
        date: Option<String>,
        /// What became of it.
        fait: FseFact,
    },
    /// A positive ARL of a lot of FSE.
    LotFse {
        /// Number of the emitter.
        emetteur: String,
        /// Number of the FSE's lot.
        lot: String,
        /// Its date, `YYYY-MM-DD`.
        date: String,
    },
}

/// A message on its way into the journal.
#[derive(Clone, Debug)]
pub struct NewReturn<'a> {
    /// Its bytes, as they came.
    pub octets: &'a [u8],
    /// What was read of it.
    pub faits: &'a [ReceivedFact],
    /// Why it, or a part of it, could not be read: a stable key, no content.
    pub illisible: Option<&'a str>,
}

/// What one fact did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// What became of the fact.
    pub statut: Statut,
    /// The lot, when one was found.
    pub lot: Option<i64>,
    /// The dossiers concerned, and what happened to each.
    pub dossiers: Vec<(String, Suite)>,
}

/// What the journal knows of a return.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnView {
    /// The journal's number.
    pub no: i64,
    /// What became of it.
    pub statut: Statut,
    /// When it came in, seconds since 1970-01-01 UTC.
    pub quand: i64,
    /// The lot, when one was found.
    pub lot: Option<i64>,
    /// SHA-256 of the message, lower-case hex.
    pub sha256: String,
    /// Its length.
    pub bytes: usize,
    /// What it said and what that did.
    pub faits: Vec<serde_json::Value>,
    /// Why it could not be read.
    pub raison: Option<String>,
    /// It was in the journal already: nothing changed.
    pub deja: bool,
}

impl View<'_> {
    /// What is known of a return. Error: `suivi.unknown`.
    pub fn retour(&self, no: i64) -> Result<ReturnView> {
        let row = self.tx.read(Table::Retours, no)?;
        let unknown = || Error::new(Kind::SuiviUnknown).with("what", "retour");
        self.return_view(self.open(&row.ok_or_else(unknown)?)?, false)
    }

    /// The message as it came, its hash checked. Errors: `suivi.unknown`, `suivi.purged`, `suivi.damaged`.
    pub fn return_bytes(&self, no: i64) -> Result<Zeroizing<Vec<u8>>> {
        let row = self.tx.read(Table::Retours, no)?;
        let unknown = || Error::new(Kind::SuiviUnknown).with("what", "retour");
        let row: LigneRetour = self.open(&row.ok_or_else(unknown)?)?;
        self.content(row.blob, &row.fiche.sha256)
    }

    pub(super) fn return_view(&self, row: LigneRetour, deja: bool) -> Result<ReturnView> {
        let bad = || super::coffre::abime(Table::Retours, row.no, "column");
        Ok(ReturnView {
            no: row.no,
            statut: Statut::from_code(row.statut).ok_or_else(bad)?,
            quand: row.quand,
            lot: row.lot,
            sha256: row.fiche.sha256,
            bytes: row.fiche.bytes,
            faits: row.fiche.faits,
            raison: row.fiche.raison,
            deja,
        })
    }

    /// The lots that an ARL may mean. By emitter, number and date if it tells all three. Without one of them, among the
    /// lots of that number whose bytes are still kept: an older one would have been answered long ago.
    fn lots_de(&self, accuse: &Accuse) -> Result<Vec<LigneLot>> {
        let number = accuse.numero.to_string();
        if let (Some(emitter), Some(date)) = (&accuse.emetteur, &accuse.date) {
            let cle = self.coffre.digest("lot", &[&numero(emitter), &number, date]);
            return Ok(self.find(&cle)?.into_iter().collect());
        }
        let cle = self.coffre.digest("numero", &[&number]);
        let mut found: Vec<LigneLot> = self.parmi(Index::LotsNumero, vec![cle.as_slice().into()])?;
        found.retain(|lot| {
            let emitter = numero(&lot.fiche.recipient.emitter);
            lot.blob.is_some()
                && accuse.emetteur.as_ref().is_none_or(|told| numero(told) == emitter)
                && accuse.date.as_ref().is_none_or(|told| *told == lot.fiche.date)
        });
        Ok(found)
    }
}

impl Change<'_> {
    /// Takes a message in, with what was read of it, and does what it says. The same bytes a second time change
    /// nothing. The message is kept whatever it is.
    pub fn record_return(&mut self, recu: &NewReturn<'_>) -> Result<ReturnView> {
        let sha256 = digest(recu.octets);
        let cle = self.coffre.digest("retour", &[&sha256]);
        if let Some(known) = self.find::<LigneRetour>(&cle)? {
            return self.return_view(known, true);
        }
        let mut open = None;
        let issues = recu.faits.iter().map(|fait| self.apply(fait, &mut open)).collect::<Result<Vec<_>>>()?;
        let rank = |s: Statut| {
            [Statut::SansObjet, Statut::Range, Statut::Inconnu, Statut::Ambigu].iter().position(|x| *x == s)
        };
        let worst = issues.iter().map(|i| i.statut).max_by_key(|s| rank(*s)).unwrap_or(Statut::Inconnu);
        let statut = if recu.illisible.is_some() { Statut::Illisible } else { worst };
        let faits = recu.faits.iter().zip(&issues);
        let fiche = FicheRetour {
            sha256,
            bytes: recu.octets.len(),
            faits: faits.map(|(fait, issue)| json!({ "fait": raconter(fait), "issue": issue })).collect(),
            raison: recu.illisible.map(str::to_owned),
        };
        let mut row = LigneRetour {
            no: 0,
            v: 0,
            cle,
            statut: statut.code(),
            quand: self.ctx.now,
            lot: issues.iter().find_map(|i| i.lot),
            blob: Some(self.deposit(recu.octets)?),
            fiche,
        };
        self.insert(&mut row)?;
        let details = json!({ "statut": statut, "sha256": row.fiche.sha256, "raison": row.fiche.raison });
        self.note(Note::fait(Sujet::Retour, row.no, Fait::RetourRecu).with(Some(details)))?;
        self.return_view(row, false)
    }

    /// Somebody has seen a return that the journal could not place; it leaves the work list. Error: `suivi.unknown`.
    pub fn mark_return_seen(&mut self, no: i64) -> Result<()> {
        let row = self.tx.read(Table::Retours, no)?;
        let unknown = || Error::new(Kind::SuiviUnknown).with("what", "retour");
        let mut row: LigneRetour = self.open(&row.ok_or_else(unknown)?)?;
        if matches!(Statut::from_code(row.statut), Some(Statut::Range | Statut::SansObjet | Statut::Vu)) {
            return Ok(());
        }
        row.statut = Statut::Vu.code();
        self.save(&mut row)?;
        self.note(Note::fait(Sujet::Retour, no, Fait::RetourVu))
    }

    /// Applies an ARL that could not be matched to the lot that somebody says it is about. What it refuses by the name of a
    /// file that the lot does not have is a refusal of the lot; what it accepts so is passed over. Errors: `suivi.unknown`.
    pub fn assign(&mut self, retour: i64, lot: i64, accuse: &Accuse) -> Result<Outcome> {
        let mut row = self.lot_ligne(lot)?;
        let quand = self.retour(retour)?.quand;
        let avis = self.place(row.no, &accuse.avis)?.avis;
        let dossiers = self.acknowledge(&mut row, &avis, quand)?;
        self.mark_return_seen(retour)?;
        Ok(Outcome { statut: Statut::Vu, lot: Some(lot), dossiers })
    }

    /// `open` is filled by the first fact that wants it.
    fn apply(&mut self, fait: &ReceivedFact, open: &mut Option<Ouvertes>) -> Result<Outcome> {
        let nothing = |statut| Outcome { statut, lot: None, dossiers: Vec::new() };
        let (cible, fse) = match fait {
            ReceivedFact::Arl(accuse) => {
                let mut lots = self.lots_de(accuse)?;
                return match (lots.pop(), lots.is_empty()) {
                    (None, _) => Ok(nothing(Statut::Inconnu)),
                    (Some(_), false) => Ok(nothing(Statut::Ambigu)),
                    (Some(mut lot), true) => {
                        let Places { avis, whole } = self.place(lot.no, &accuse.avis)?;
                        if !whole {
                            return Ok(Outcome { lot: Some(lot.no), ..nothing(Statut::Inconnu) });
                        }
                        let dossiers = self.acknowledge(&mut lot, &avis, self.ctx.now)?;
                        Ok(Outcome { statut: Statut::Range, lot: Some(lot.no), dossiers })
                    }
                };
            }
            ReceivedFact::Fse {
                emetteur: Some(emetteur),
                facture,
                lot: Some(lot),
                date: Some(date),
                fait,
            } => (FseTarget::Facture { emetteur, facture, lot, date }, fait),
            ReceivedFact::Fse { emetteur, facture, lot, date, fait } => {
                let told = Indices { emetteur, facture, lot, date };
                return self.tell_incomplete(told, fait, open);
            }
            ReceivedFact::LotFse { emetteur, lot, date } => {
                (FseTarget::LotFse { emetteur, lot, date }, &FseFact::ArlPositif)
            }
        };
        let dossiers = self.note_fse(cible, fse)?;
        let statut = if dossiers.is_empty() { Statut::SansObjet } else { Statut::Range };
        Ok(Outcome { statut, lot: None, dossiers })
    }
}

/// A fact as the sealed record keeps it.
fn raconter(fait: &ReceivedFact) -> serde_json::Value {
    match fait {
        ReceivedFact::Arl(accuse) => json!({ "arl": accuse }),
        ReceivedFact::Fse { facture, lot, date, fait, .. } => {
            let (word, motif) = match fait {
                FseFact::Transmise => ("transmise", None),
                FseFact::ArlPositif => ("arl_positif", None),
                FseFact::Payee => ("payee", None),
                FseFact::Rejetee(motif) => ("rejetee", Some(motif)),
            };
            json!({ "fse": { "facture": facture, "lot": lot, "date": date, "fait": word, "motif": motif } })
        }
        ReceivedFact::LotFse { lot, date, .. } => json!({ "lot_fse": { "lot": lot, "date": date } }),
    }
}
