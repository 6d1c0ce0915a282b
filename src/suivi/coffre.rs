//! The seal: nothing about a patient stands in the journal in clear.
//!
//! The host's 32-byte master key never seals data. HKDF-SHA256 makes of it a key that wraps the working keys:
//! one for lookups, one for the chain, and generations of data keys. So the master key is changed by wrapping a
//! few bytes anew. Each sealed value has a key of its own (HKDF over its place) and AES-256-GCM ties it to that
//! place: table, row, column, version and the row's clear columns. A value moved elsewhere does not open.

use std::collections::BTreeMap;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};
use zeroize::Zeroizing;

use super::store::{Clear, Index, Query, Table, TableRow, Tx};
use crate::error::{Error, Kind, Result};

/// Where random bytes come from; passed in, so that tests can repeat a run.
pub trait Randomness: Send {
    /// Fills `out`. Error: `seal.random`.
    fn fill(&mut self, out: &mut [u8]) -> Result<()>;
}

/// The system's generator.
#[derive(Debug)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&mut self, out: &mut [u8]) -> Result<()> {
        let system = ring::rand::SystemRandom::new();
        ring::rand::SecureRandom::fill(&system, out).map_err(|_| Error::new(Kind::SealRandom))
    }
}

/// The host's key: 32 random bytes that it keeps where it keeps secrets, wiped on drop.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    /// Takes the key. Error: `arg.value` when it is not 32 bytes, or all zero.
    pub fn new(bytes: &[u8]) -> Result<MasterKey> {
        match <[u8; 32]>::try_from(bytes) {
            Ok(key) if key != [0; 32] => Ok(MasterKey(Zeroizing::new(key))),
            _ => Err(Error::new(Kind::BadValue).with("name", "key")),
        }
    }

    fn derive(&self, what: &str) -> Result<Zeroizing<[u8; 32]>> {
        expand(&self.0[..], &[b"scor.suivi/1 ", what.as_bytes()])
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

const ROLE_RECHERCHE: i64 = 1;
const ROLE_CHAINE: i64 = 2;
const ROLE_DONNEES: i64 = 3;
const GENERATION: usize = 4;
/// Bytes that a seal adds.
pub(super) const SURCHARGE: usize = GENERATION + NONCE_LEN + 16;
const CONTROLE: &str = "controle";
pub(super) const TOUR: &str = "tour";

/// A place in the journal that a sealed value belongs to.
pub(super) struct Place<'a> {
    pub(super) table: Table,
    pub(super) no: i64,
    pub(super) v: i64,
    pub(super) clair: &'a [Clear],
}

impl Place<'_> {
    pub(super) fn of(table: Table, ligne: &TableRow) -> Place<'_> {
        Place { table, no: ligne.no, v: ligne.v, clair: &ligne.clair }
    }

    /// Damage at this place.
    pub(super) fn abime(&self, reason: &'static str) -> Error {
        abime(self.table, self.no, reason)
    }

    fn aad(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        out.extend_from_slice(b"scor.suivi/1\0");
        out.extend_from_slice(self.table.name().as_bytes());
        out.extend_from_slice(b"\0fiche\0");
        out.extend_from_slice(&self.no.to_be_bytes());
        out.extend_from_slice(&self.v.to_be_bytes());
        canonical(self.clair, &mut out);
        out
    }
}

/// Damage of one row, named without its content.
pub(super) fn abime(table: Table, no: i64, reason: &'static str) -> Error {
    Error::new(Kind::SuiviDamaged).with("table", table.name()).with("row", no).with("reason", reason)
}

/// Clear columns as bytes that read one way only.
pub(super) fn canonical(clair: &[Clear], out: &mut Vec<u8>) {
    for value in clair {
        match value {
            Clear::Nul => out.push(0),
            Clear::Nombre(n) => {
                out.push(1);
                out.extend_from_slice(&n.to_be_bytes());
            }
            Clear::Octets(bytes) => {
                out.push(2);
                out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
                out.extend_from_slice(bytes);
            }
        }
    }
}

/// The working keys of an open journal.
#[derive(Clone)]
pub(super) struct Vault {
    maitre: MasterKey,
    recherche: hmac::Key,
    chaine: hmac::Key,
    donnees: BTreeMap<u32, hkdf::Prk>,
    /// How often keys were changed; another process may have done it.
    tour: i64,
}

impl Vault {
    /// Makes the keys of a new journal.
    pub(super) fn create(tx: &dyn Tx, maitre: &MasterKey, hasard: &mut dyn Randomness) -> Result<()> {
        for role in [ROLE_RECHERCHE, ROLE_CHAINE, ROLE_DONNEES] {
            let mut secret = Zeroizing::new([0; 32]);
            hasard.fill(&mut secret[..])?;
            let no = tx.next_number_of(Table::Cles)?;
            let mut ligne = TableRow { no, v: 1, clair: vec![role.into()], fiche: Vec::new() };
            ligne.fiche = envelopper(maitre, &ligne, &secret, hasard)?;
            tx.insert(Table::Cles, &ligne)?;
        }
        tx.set_meta(CONTROLE, &controle(maitre)?)?;
        tx.set_meta(TOUR, &1_i64.to_be_bytes())
    }

    /// Unwraps the keys. Errors: `suivi.key` when the master key is another, `suivi.damaged` when the journal's
    /// own bytes are the trouble.
    pub(super) fn open(tx: &dyn Tx, maitre: &MasterKey) -> Result<Vault> {
        let known = tx.meta(CONTROLE)?.unwrap_or_default();
        let right = known == controle(maitre)?;
        let rows = tx.search(&Query::new(Index::Numero(Table::Cles), vec![]))?;
        let mut keys = Vec::new();
        let mut lost = None;
        for row in &rows {
            match developper(maitre, row)? {
                Some(secret) => keys.push((row, secret)),
                None => lost = Some(row.no),
            }
        }
        match (right, lost, keys.is_empty()) {
            // No key opens and the check value is another's: the host's key is the one that is wrong.
            (false, _, true) => return Err(Error::new(Kind::SuiviKey)),
            (false, _, false) => return Err(abime(Table::Cles, 0, "check value")),
            (true, Some(no), _) => return Err(abime(Table::Cles, no, "wrapped key")),
            (true, None, _) => {}
        }
        let find = |role: i64| {
            let mut found = keys.iter().filter(|(row, _)| row.clair.first() == Some(&role.into()));
            found.next().map(|(_, secret)| hmac::Key::new(hmac::HMAC_SHA256, &secret[..]))
        };
        let gone = || abime(Table::Cles, 0, "missing key");
        let generations = keys.iter().filter(|(row, _)| row.clair.first() == Some(&ROLE_DONNEES.into()));
        let donnees: BTreeMap<u32, hkdf::Prk> = generations
            .filter_map(|(row, secret)| {
                let no = u32::try_from(row.no).ok()?;
                Some((no, hkdf::Salt::new(hkdf::HKDF_SHA256, b"scor.suivi/1 donnees").extract(&secret[..])))
            })
            .collect();
        Ok(Vault {
            maitre: maitre.clone(),
            recherche: find(ROLE_RECHERCHE).ok_or_else(gone)?,
            chaine: find(ROLE_CHAINE).ok_or_else(gone)?,
            donnees: if donnees.is_empty() { return Err(gone()) } else { donnees },
            tour: tour(tx)?,
        })
    }

    /// Reads the keys again if another process changed them. Error: `suivi.key` when it changed the master key.
    pub(super) fn follow(&mut self, tx: &dyn Tx) -> Result<()> {
        if tour(tx)? != self.tour {
            *self = Vault::open(tx, &self.maitre)?;
        }
        Ok(())
    }

    /// Wraps all keys under a new master key and adds a generation of the data key.
    pub(super) fn rotate(
        &mut self,
        tx: &dyn Tx,
        nouveau: &MasterKey,
        hasard: &mut dyn Randomness,
    ) -> Result<()> {
        for mut row in tx.search(&Query::new(Index::Numero(Table::Cles), vec![]))? {
            let secret = developper(&self.maitre, &row)?;
            let secret = secret.ok_or_else(|| abime(Table::Cles, row.no, "wrapped key"))?;
            row.v = row.v.saturating_add(1);
            row.fiche = envelopper(nouveau, &row, &secret, hasard)?;
            tx.replace(Table::Cles, &row)?;
        }
        let mut secret = Zeroizing::new([0; 32]);
        hasard.fill(&mut secret[..])?;
        let no = tx.next_number_of(Table::Cles)?;
        let mut ligne = TableRow { no, v: 1, clair: vec![ROLE_DONNEES.into()], fiche: Vec::new() };
        ligne.fiche = envelopper(nouveau, &ligne, &secret, hasard)?;
        tx.insert(Table::Cles, &ligne)?;
        tx.set_meta(CONTROLE, &controle(nouveau)?)?;
        tx.set_meta(TOUR, &self.tour.saturating_add(1).to_be_bytes())?;
        *self = Vault::open(tx, nouveau)?;
        Ok(())
    }

    /// Seals for a place, under the newest data key.
    pub(super) fn seal(
        &self,
        place: &Place<'_>,
        clair: &[u8],
        hasard: &mut dyn Randomness,
    ) -> Result<Vec<u8>> {
        let failed = || Error::new(Kind::SealFailed);
        let generation = *self.donnees.last_key_value().ok_or_else(failed)?.0;
        let (key, aad) = self.cle(place, generation).ok_or_else(failed)?;
        let mut nonce = [0; NONCE_LEN];
        hasard.fill(&mut nonce)?;
        let mut out = Vec::with_capacity(clair.len() + SURCHARGE);
        out.extend_from_slice(&generation.to_be_bytes());
        out.extend_from_slice(&nonce);
        let mut body = clair.to_vec();
        let tag = key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut body)
            .map_err(|_| failed())?;
        out.append(&mut body);
        out.extend_from_slice(tag.as_ref());
        Ok(out)
    }

    /// Opens what was sealed for a place; wiped on drop. Error: `suivi.damaged`.
    pub(super) fn open_sealed(&self, place: &Place<'_>, scelle: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let bad = || place.abime("seal");
        let (generation, rest) = scelle.split_first_chunk::<GENERATION>().ok_or_else(bad)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE_LEN>().ok_or_else(bad)?;
        let (key, aad) = self.cle(place, u32::from_be_bytes(*generation)).ok_or_else(bad)?;
        let mut body = Zeroizing::new(body.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = key.open_in_place(nonce, Aad::from(aad), &mut body).map_err(|_| bad())?.len();
        body.truncate(length);
        Ok(body)
    }

    /// The master key, for a copy of the same journal.
    pub(super) fn maitre(&self) -> &MasterKey {
        &self.maitre
    }

    /// Was this sealed under the newest data key?
    pub(super) fn recent(&self, scelle: &[u8]) -> bool {
        let newest = self.donnees.last_key_value().map(|(generation, _)| generation.to_be_bytes());
        scelle.first_chunk::<GENERATION>() == newest.as_ref()
    }

    /// The key of one place, and what the seal is tied to.
    fn cle(&self, place: &Place<'_>, generation: u32) -> Option<(LessSafeKey, Vec<u8>)> {
        let mut aad = place.aad();
        aad.extend_from_slice(&generation.to_be_bytes());
        let (no, v) = (place.no.to_be_bytes(), place.v.to_be_bytes());
        let info = [place.table.name().as_bytes(), b"\0fiche\0".as_slice(), &no, &v];
        let prk = self.donnees.get(&generation)?;
        let key: UnboundKey = prk.expand(&info, &AES_256_GCM).ok()?.into();
        Some((LessSafeKey::new(key), aad))
    }

    /// The key of one sealed row, which opens nothing else: AES-256-GCM over nonce and text, after the four bytes that
    /// name the generation.
    pub(super) fn row_key(&self, place: &Place<'_>, scelle: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
        let generation = scelle.first_chunk::<GENERATION>().map(|bytes| u32::from_be_bytes(*bytes));
        let prk = generation.and_then(|generation| self.donnees.get(&generation));
        let prk = prk.ok_or_else(|| place.abime("generation of the key"))?;
        let (no, v) = (place.no.to_be_bytes(), place.v.to_be_bytes());
        let mut key = Zeroizing::new([0; 32]);
        let info = [place.table.name().as_bytes(), b"\0fiche\0".as_slice(), &no, &v];
        let filled = prk.expand(&info, &AES_256_GCM).and_then(|okm| okm.fill(&mut key[..]));
        filled.map_err(|_| Error::new(Kind::SealFailed))?;
        Ok(key)
    }

    /// Keyed hash of an identity, for lookups: equal for equal parts, and says nothing without the key.
    pub(super) fn digest(&self, domaine: &str, parties: &[&str]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.recherche);
        for part in std::iter::once(&domaine).chain(parties) {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        context.sign().as_ref().iter().take(16).copied().collect()
    }

    /// The key of the chain itself, for one who is to verify links without the rest of the journal.
    pub(super) fn chain_key(&self, tx: &dyn Tx) -> Result<Zeroizing<[u8; 32]>> {
        for row in tx.search(&Query::new(Index::Numero(Table::Cles), vec![]))? {
            if row.clair.first() == Some(&ROLE_CHAINE.into()) {
                let secret = developper(&self.maitre, &row)?;
                return secret.ok_or_else(|| abime(Table::Cles, row.no, "wrapped key"));
            }
        }
        Err(abime(Table::Cles, 0, "missing key"))
    }

    /// The link of the chain over these bytes.
    pub(super) fn link(&self, precedent: &[u8], octets: &[u8]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.chaine);
        context.update(precedent);
        context.update(octets);
        context.sign().as_ref().to_vec()
    }
}

fn tour(tx: &dyn Tx) -> Result<i64> {
    let bytes = tx.meta(TOUR)?.unwrap_or_default();
    let bytes = <[u8; 8]>::try_from(bytes).map_err(|_| abime(Table::Cles, 0, "count of key changes"))?;
    Ok(i64::from_be_bytes(bytes))
}

/// A value that tells the right master key from a wrong one and says nothing else about it.
fn controle(maitre: &MasterKey) -> Result<Vec<u8>> {
    Ok(maitre.derive("controle")?.to_vec())
}

fn expand(secret: &[u8], info: &[&[u8]]) -> Result<Zeroizing<[u8; 32]>> {
    struct Len;
    impl hkdf::KeyType for Len {
        fn len(&self) -> usize {
            32
        }
    }
    let mut out = Zeroizing::new([0; 32]);
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(secret);
    let filled = prk.expand(info, Len).and_then(|okm| okm.fill(&mut out[..]));
    filled.map(|()| out).map_err(|_| Error::new(Kind::SealFailed))
}

fn enveloppe(maitre: &MasterKey) -> Result<LessSafeKey> {
    let kek = maitre.derive("enveloppe")?;
    let key = UnboundKey::new(&AES_256_GCM, &kek[..]).map_err(|_| Error::new(Kind::SealFailed))?;
    Ok(LessSafeKey::new(key))
}

fn envelopper(
    maitre: &MasterKey,
    ligne: &TableRow,
    secret: &[u8; 32],
    hasard: &mut dyn Randomness,
) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE_LEN];
    hasard.fill(&mut nonce)?;
    let aad = Aad::from(Place::of(Table::Cles, ligne).aad());
    let mut body = Zeroizing::new(*secret);
    let tag = enveloppe(maitre)?
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad, &mut body[..])
        .map_err(|_| Error::new(Kind::SealFailed))?;
    Ok([&nonce[..], &body[..], tag.as_ref()].concat())
}

/// The secret of a wrapped key, or nothing when it does not open.
fn developper(maitre: &MasterKey, ligne: &TableRow) -> Result<Option<Zeroizing<[u8; 32]>>> {
    let Some((nonce, body)) = ligne.fiche.split_first_chunk::<NONCE_LEN>() else { return Ok(None) };
    let aad = Aad::from(Place::of(Table::Cles, ligne).aad());
    let mut body = Zeroizing::new(body.to_vec());
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let opened = enveloppe(maitre)?.open_in_place(nonce, aad, &mut body);
    let secret = opened.ok().and_then(|clear| <[u8; 32]>::try_from(&*clear).ok());
    Ok(secret.map(Zeroizing::new))
}
