//! The log: events in order, each linked to the one before by an HMAC, so that none can be changed, left out or put
//! in without the key. The head, stored elsewhere, also tells whether the end was cut off.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::acces::{Change, View};
use super::coffre::{Place, abime, canonical};
use super::etats::{Etat, Evenement, Suite, Sujet, codes};
use super::store::{Clear, Index, Query, Table, TableRow};
use crate::error::Result;
use crate::piece::report::sha256_hex;

codes! {
    /// What the log tells beside the events of the states.
    Fait {
        /// The journal was made.
        JournalCree = 101, "journal_cree", "journal créé";
        /// A piece came in.
        PieceAjoutee = 102, "piece_ajoutee", "pièce ajoutée";
        /// A dossier was opened.
        DossierOuvert = 103, "dossier_ouvert", "dossier ouvert";
        /// A piece was bound to a dossier.
        PieceLiee = 104, "piece_liee", "pièce jointe au dossier";
        /// A piece was taken off a dossier.
        PieceRetiree = 105, "piece_retiree", "pièce retirée du dossier";
        /// The caisse refused this one piece.
        PieceRefusee = 106, "piece_refusee", "pièce refusée";
        /// The FSE was transmitted.
        FseTransmise = 110, "fse_transmise", "FSE transmise";
        /// Its lot has a positive ARL.
        FseArl = 111, "fse_arl", "ARL positif de la FSE";
        /// NOEMIE tells its payment.
        FsePayee = 112, "fse_payee", "paiement NOEMIE de la FSE";
        /// The pieces belong to the re-issued facture now.
        FactureReemise = 113, "facture_reemise", "facture réémise";
        /// A lot was built and its bytes stored.
        LotConstruit = 120, "lot_construit", "lot constitué";
        /// A return came in.
        RetourRecu = 130, "retour_recu", "retour reçu";
        /// Somebody has seen a return that could not be matched.
        RetourVu = 131, "retour_vu", "retour traité à la main";
        /// The paper of one piece was posted.
        PiecePostee = 140, "piece_postee", "pièce postée";
        /// Contents were removed after their retention.
        Purge = 150, "purge", "purge";
        /// Keys were changed.
        CleChangee = 151, "cle_changee", "clé changée";
    }
}

/// Head of the chain. Kept outside the journal, it proves later that nothing before it was changed or cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the event.
    pub seq: i64,
    /// Its link, lower-case hex.
    pub mac: String,
}

/// One entry of the log.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Number, from 1.
    pub seq: i64,
    /// Seconds since 1970-01-01 UTC.
    pub quand: i64,
    /// What it is about.
    pub sujet: Sujet,
    /// The row of the subject.
    pub sujet_no: i64,
    /// Stable key: of an [`Evenement`], or of a [`Fait`].
    pub genre: &'static str,
    /// Its words, in French.
    pub label: &'static str,
    /// What it did: `applique`, `deja`, `impossible`; `note` when it is no event of the states.
    pub suite: &'static str,
    /// State before.
    pub de: Option<Etat>,
    /// State after.
    pub vers: Option<Etat>,
    /// Identifier and version of the profile in force.
    pub profil: String,
    /// Further facts, such as the caisse's reason.
    pub details: Option<Value>,
}

/// What is to be logged.
pub(super) struct Note {
    pub(super) sujet: Sujet,
    pub(super) no: i64,
    pub(super) genre: i64,
    pub(super) suite: i64,
    pub(super) de: Option<Etat>,
    pub(super) vers: Option<Etat>,
    pub(super) details: Option<Value>,
}

impl Note {
    /// A fact beside the states.
    pub(super) fn fait(sujet: Sujet, no: i64, fait: Fait) -> Note {
        Note { sujet, no, genre: fait.code(), suite: 0, de: None, vers: None, details: None }
    }

    /// An event of the states and what it did.
    pub(super) fn evenement(sujet: Sujet, no: i64, de: Etat, evenement: Evenement, suite: Suite) -> Note {
        let (code, vers) = match suite {
            Suite::Applique(vers) => (1, Some(vers)),
            Suite::Deja => (2, None),
            Suite::Impossible => (3, None),
        };
        Note { sujet, no, genre: evenement.code(), suite: code, de: Some(de), vers, details: None }
    }

    pub(super) fn with(mut self, details: Option<Value>) -> Note {
        self.details = details;
        self
    }
}

/// Columns that the link and the seal cover: all but the link itself.
const LIES: usize = 8;

impl View<'_> {
    /// The head now. Keep it outside the journal.
    pub fn head(&self) -> Result<Head> {
        let last = self.last()?.ok_or_else(|| abime(Table::Evenements, 1, "no first event"))?;
        Ok(Head { seq: last.no, mac: hex(mac_of(&last)) })
    }

    /// Is this head, exported earlier, an ancestor of the chain as it is? False when the log was cut off or changed
    /// before it. The links between are [`View::check`]'s work.
    pub fn descends_from(&self, tete: &Head) -> Result<bool> {
        let row = self.tx.read(Table::Evenements, tete.seq)?;
        Ok(row.is_some_and(|row| hex(mac_of(&row)) == tete.mac))
    }

    /// Entries after number `apres`, at most `limite`.
    pub fn log(&self, apres: i64, limite: usize) -> Result<Vec<Entry>> {
        let query = Query::new(Index::Numero(Table::Evenements), vec![]).after(apres).limite(limite);
        self.tx.search(&query)?.iter().map(|row| self.entry(row)).collect()
    }

    pub(super) fn log_de(&self, sujet: Sujet, no: i64) -> Result<Vec<Entry>> {
        let query = Query::new(Index::EvenementsSujet, vec![sujet.code().into(), no.into()]);
        self.tx.search(&query)?.iter().map(|row| self.entry(row)).collect()
    }

    fn last(&self) -> Result<Option<TableRow>> {
        let query = Query::new(Index::Numero(Table::Evenements), vec![]).backwards().limite(1);
        Ok(self.tx.search(&query)?.pop())
    }

    pub(super) fn link(&self, precedent: &[u8], ligne: &TableRow) -> Vec<u8> {
        self.coffre.link(precedent, &self.link_bytes(ligne))
    }

    /// What a link is made over, after the link before it: number, columns, hash of the sealed details.
    pub(super) fn link_bytes(&self, ligne: &TableRow) -> Vec<u8> {
        let mut bytes = ligne.no.to_be_bytes().to_vec();
        canonical(self.sealed_columns(ligne), &mut bytes);
        bytes.extend_from_slice(ring::digest::digest(&ring::digest::SHA256, &ligne.fiche).as_ref());
        bytes
    }

    /// The columns that link and seal cover.
    pub(super) fn sealed_columns<'r>(&self, ligne: &'r TableRow) -> &'r [Clear] {
        ligne.clair.get(..LIES).unwrap_or_default()
    }

    pub(super) fn entry(&self, ligne: &TableRow) -> Result<Entry> {
        let bad = || abime(Table::Evenements, ligne.no, "column");
        let number = |at: usize| ligne.clair.get(at).and_then(Clear::number);
        let genre = number(3).ok_or_else(bad)?;
        let words = Evenement::from_code(genre).map(|e| (e.key(), e.label()));
        let words = words.or_else(|| Fait::from_code(genre).map(|f| (f.key(), f.label())));
        let (genre, label) = words.ok_or_else(bad)?;
        let suite = match number(4) {
            Some(0) => "note",
            Some(1) => "applique",
            Some(2) => "deja",
            Some(3) => "impossible",
            _ => return Err(bad()),
        };
        let profil = ligne.clair.get(7).and_then(Clear::bytes).ok_or_else(bad)?;
        Ok(Entry {
            seq: ligne.no,
            quand: number(0).ok_or_else(bad)?,
            sujet: number(1).and_then(Sujet::from_code).ok_or_else(bad)?,
            sujet_no: number(2).ok_or_else(bad)?,
            genre,
            label,
            suite,
            de: number(5).and_then(Etat::from_code),
            vers: number(6).and_then(Etat::from_code),
            profil: String::from_utf8_lossy(profil).into_owned(),
            details: self.details(ligne)?,
        })
    }

    fn details(&self, ligne: &TableRow) -> Result<Option<Value>> {
        if ligne.fiche.is_empty() {
            return Ok(None);
        }
        let clair = self.sealed_columns(ligne);
        let place = Place { table: Table::Evenements, no: ligne.no, v: ligne.v, clair };
        let open = self.coffre.open_sealed(&place, &ligne.fiche)?;
        serde_json::from_slice(&open).map(Some).map_err(|_| place.abime("record"))
    }
}

impl Change<'_> {
    /// Adds an entry to the log, in the transaction of what it tells.
    pub(super) fn note(&mut self, note: Note) -> Result<()> {
        let last = self.last()?;
        let no = last.as_ref().map_or(1, |l| l.no.saturating_add(1));
        let clair = vec![
            Clear::Nombre(self.ctx.now),
            Clear::Nombre(note.sujet.code()),
            Clear::Nombre(note.no),
            Clear::Nombre(note.genre),
            Clear::Nombre(note.suite),
            note.de.map(Etat::code).into(),
            note.vers.map(Etat::code).into(),
            Clear::Octets(self.profil().into_bytes()),
        ];
        let mut ligne = TableRow { no, v: 1, clair, fiche: Vec::new() };
        if let Some(details) = note.details {
            let text = zeroize::Zeroizing::new(details.to_string());
            ligne.fiche = self.seal(Table::Evenements, &ligne, text.as_bytes())?;
        }
        let mac = self.link(last.as_ref().map_or(&[], mac_of), &ligne);
        ligne.clair.push(Clear::Octets(mac));
        self.tx.insert(Table::Evenements, &ligne)
    }
}

/// The link of an event.
pub(super) fn mac_of(ligne: &TableRow) -> &[u8] {
    ligne.clair.get(LIES).and_then(Clear::bytes).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 in lower-case hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    sha256_hex(bytes)
}
