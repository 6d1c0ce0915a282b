//! The journal as a host works with it: one value that holds the journal, the profile and the practice's deadlines,
//! takes the moment with each call, and answers with JSON where there is more to tell than a number.
//!
//! The C face and the command line are thin over this, so that both say the same.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use super::courrier::Courrier;
use super::delais::Delais;
use super::fuseau;
use super::{
    Context, Etat, FseFact, FseTarget, Head, Journal, MasterKey, NewDossier, NewPiece, Purge, Request, Suite,
    Sujet, SystemRandomness,
};
use crate::dossier::Facture;
use crate::error::{Error, Kind, Result};
use crate::lot::Stamp;
use crate::piece::Piece;
use crate::profile::{Profession, Profile, Territoire};
use crate::retour::Reader;

/// By which rules, and where, a practice works.
#[derive(Clone, Debug)]
pub struct Cadre {
    /// The profile.
    pub profile: Arc<Profile>,
    /// Its holidays and its clock.
    pub territoire: Territoire,
    /// Where a deadline depends on it.
    pub profession: Option<Profession>,
}

/// What a practice may decide about a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Acte {
    /// To paper: it is to be posted.
    Papier,
    /// By hand, whatever the caisse said.
    Manuel,
    /// À reconstituer, and mended: into the next lot.
    Reconstituer,
    /// Out of SCOR before it was sent; it keeps a lot number.
    Sortir,
    /// Back into SCOR.
    Remettre,
}

/// A journal at work.
pub struct Bureau {
    pub(super) journal: Journal,
    pub(super) profile: Arc<Profile>,
    pub(super) delais: Delais,
    pub(super) reader: Reader,
}

impl std::fmt::Debug for Bureau {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bureau(…)")
    }
}

impl Bureau {
    fn new(journal: Journal, cadre: &Cadre) -> Result<Bureau> {
        let profile = Arc::clone(&cadre.profile);
        let delais = Delais::new(&profile, cadre.territoire, cadre.profession);
        Ok(Bureau { journal, delais, reader: Reader::new(&profile)?, profile })
    }

    /// As [`Journal::create`].
    pub fn create(path: &Path, cle: &MasterKey, cadre: &Cadre, now: i64) -> Result<Bureau> {
        let delais = Delais::new(&cadre.profile, cadre.territoire, cadre.profession);
        let ctx = Context { now, profile: &cadre.profile, delais: &delais };
        Bureau::new(Journal::create(path, cle, Box::new(SystemRandomness), ctx)?, cadre)
    }

    /// As [`Journal::open`].
    pub fn open(path: &Path, cle: &MasterKey, cadre: &Cadre) -> Result<Bureau> {
        Bureau::new(Journal::open(path, cle, Box::new(SystemRandomness))?, cadre)
    }

    /// As [`Journal::restore`].
    pub fn restore(copy: &Path, to: &Path, cle: &MasterKey, cadre: &Cadre) -> Result<Bureau> {
        let delais = Delais::new(&cadre.profile, cadre.territoire, cadre.profession);
        let ctx = Context { now: 0, profile: &cadre.profile, delais: &delais };
        let (journal, _) = Journal::restore(copy, to, cle, Box::new(SystemRandomness), ctx)?;
        Bureau::new(journal, cadre)
    }

    /// The journal and its context at a moment, for what this type does not offer.
    pub fn parts(&mut self, now: i64) -> (&mut Journal, Context<'_>) {
        let ctx = Context { now, profile: &self.profile, delais: &self.delais };
        (&mut self.journal, ctx)
    }

    /// Takes a piece in. `first_attempt` is when its digitisation was first tried, `context` what the host knows of
    /// the capture.
    pub fn add_piece(
        &mut self,
        now: i64,
        piece: &Piece,
        first_attempt: Option<i64>,
        context: Option<Value>,
    ) -> Result<()> {
        let new = NewPiece { piece, saisie: first_attempt, contexte: context };
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| j.add_piece(&new))
    }

    /// Opens a dossier for a facture.
    pub fn add_dossier(&mut self, now: i64, id: &str, facture: &Facture) -> Result<()> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| j.open_dossier(&NewDossier { id, facture }))
    }

    /// Binds a piece to a dossier; in place of `old`, where one is named.
    pub fn bind(&mut self, now: i64, dossier: &str, piece: &str, old: Option<&str>) -> Result<()> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| match old {
            Some(old) => j.replace_piece(dossier, old, piece),
            None => j.bind_piece(dossier, piece),
        })
    }

    /// Takes a piece off a dossier.
    pub fn unbind(&mut self, now: i64, dossier: &str, piece: &str) -> Result<()> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| j.remove_piece(dossier, piece))
    }

    /// Tells what became of FSEs. An array of `dossier` and `suite`, empty when none is followed.
    pub fn note_fse(&mut self, now: i64, cible: FseTarget<'_>, fait: &FseFact) -> Result<Value> {
        let (journal, ctx) = self.parts(now);
        Ok(suites(journal.write(ctx, |j| j.note_fse(cible, fait))?))
    }

    /// Binds the pieces of a dossier to the facture that replaces a rejected one.
    pub fn reissue(&mut self, now: i64, dossier: &str, facture: &Facture) -> Result<()> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| j.reissue(dossier, facture))
    }

    /// Builds lots of at most `most` dossiers that are ready, the most urgent first. Their bytes are in the journal when
    /// this returns. Their date is the civil day of the practice, which manifests name beside the moment. `lots`: each a [`super::LotView`]; `left_out`: dossiers that stay behind, with reasons.
    pub fn build(&mut self, now: i64, most: usize, courrier: &Courrier<'_>) -> Result<Value> {
        Timestamp::from_second(now).map_err(|_| Error::new(Kind::BadValue).with("name", "now"))?;
        let date = fuseau::local_date(self.delais.calendrier().territoire(), now);
        let stamp = Stamp { created: now, date };
        let profile = Arc::clone(&self.profile);
        let (journal, ctx) = self.parts(now);
        let (lots, left) = journal
            .build(ctx, &Request { date, au_plus: most }, |lot| courrier.pack(lot, &profile, stamp))?;
        let told = journal.read(ctx, |j| lots.iter().map(|no| j.lot(*no)).collect::<Result<Vec<_>>>())?;
        Ok(json!({ "lots": told, "left_out": left }))
    }

    /// The exact bytes of a lot.
    pub fn lot_bytes(&mut self, no: i64) -> Result<Zeroizing<Vec<u8>>> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.lot_bytes(no))
    }

    /// The PDF of a piece: the copy for the patient.
    pub fn piece_pdf(&mut self, id: &str) -> Result<Zeroizing<Vec<u8>>> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.copy(id))
    }

    /// The bytes of a lot were handed to the network.
    pub fn sent(&mut self, now: i64, no: i64) -> Result<Suite> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| j.mark_sent(no))
    }

    /// Gives up a lot that was refused or not sent. An array of `dossier` and `suite`.
    pub fn rebuild_lot(&mut self, now: i64, no: i64) -> Result<Value> {
        let (journal, ctx) = self.parts(now);
        Ok(suites(journal.write(ctx, |j| j.rebuild_lot(no))?))
    }

    /// Does what the practice decided about a dossier.
    pub fn act(&mut self, now: i64, dossier: &str, acte: Acte) -> Result<Suite> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| match acte {
            Acte::Papier => j.move_to_paper(dossier),
            Acte::Manuel => j.treat_by_hand(dossier),
            Acte::Reconstituer => j.rebuild_dossier(dossier),
            Acte::Sortir => j.leave_scor(dossier),
            Acte::Remettre => j.return_to_scor(dossier),
        })
    }

    /// Paper was posted that day: of the whole dossier, or of one piece of it. A piece whose paper was not due is
    /// [`Suite::Impossible`].
    pub fn posted(&mut self, now: i64, dossier: &str, piece: Option<&str>, day: Date) -> Result<Suite> {
        let (journal, ctx) = self.parts(now);
        journal.write(ctx, |j| match piece {
            None => j.post(dossier, day),
            Some(piece) => Ok(match j.post_piece(dossier, piece, day)? {
                true => Suite::Applique(Etat::PapierEnvoye),
                false => Suite::Impossible,
            }),
        })
    }

    /// Lets time pass, then gives the work list, JSON of schema `scor.todo/1`, at most `limit` tasks of each kind.
    pub fn todo(&mut self, now: i64, limit: usize) -> Result<Value> {
        let (journal, ctx) = self.parts(now);
        let passed = journal.pass_time(ctx)?;
        let (work, waiting) = journal.read(ctx, |j| Ok((j.todo(limit)?, j.awaiting_fse(limit)?)))?;
        let passed = passed.iter().map(|(no, etat)| json!({ "lot": no, "etat": etat }));
        let waiting = waiting.iter().map(|(id, by)| json!({ "dossier": id, "echeance": by }));
        Ok(json!({
            "schema": "scor.todo/1",
            "now": now,
            "taches": work.taches,
            "tronque": work.tronque,
            "dossiers": counts(&work.dossiers),
            "lots": counts(&work.lots),
            "attente_fse": waiting.collect::<Vec<_>>(),
            "echus": passed.collect::<Vec<_>>(),
        }))
    }

    /// What is known of a subject, with its entries of the log under `histoire`. `id` is the host's identifier of a
    /// piece or dossier, the journal's number of a lot or return. Errors: `suivi.unknown`; `arg.value` for a number that
    /// is none.
    pub fn show(&mut self, sujet: Sujet, id: &str) -> Result<Value> {
        let no = || id.parse::<i64>().map_err(|_| Error::new(Kind::BadValue).with("name", "id"));
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| {
            let (mut told, story) = match sujet {
                Sujet::Piece => (json!(j.piece(id)?), j.piece_history(id)?),
                Sujet::Dossier => (json!(j.dossier(id)?), j.dossier_history(id)?),
                Sujet::Lot => (json!(j.lot(no()?)?), j.lot_history(no()?)?),
                Sujet::Retour => (json!(j.retour(no()?)?), Vec::new()),
                Sujet::Journal => (json!({ "tete": j.head()? }), j.log(0, 100)?),
            };
            told["histoire"] = json!(story);
            Ok(told)
        })
    }

    /// Entries of the log after number `after`, at most `limit`.
    pub fn log(&mut self, after: i64, limit: usize) -> Result<Value> {
        let (journal, ctx) = self.parts(0);
        Ok(json!(journal.read(ctx, |j| j.log(after, limit))?))
    }

    /// The dossiers of an insured.
    pub fn dossiers_of(&mut self, nir: &str) -> Result<Vec<String>> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.dossiers_of_nir(nir))
    }

    /// Head of the chain.
    pub fn head(&mut self) -> Result<Head> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.head())
    }

    /// Is a head that was kept elsewhere an ancestor of the journal?
    pub fn descends_from(&mut self, head: &Head) -> Result<bool> {
        let (journal, ctx) = self.parts(0);
        journal.read(ctx, |j| j.descends_from(head))
    }

    /// Checks everything. JSON: `sound`, and what [`super::CheckReport`] holds, with the head of the chain.
    pub fn check(&mut self) -> Result<Value> {
        let (journal, ctx) = self.parts(0);
        let bilan = journal.check(ctx)?;
        let rows: Map<String, Value> =
            bilan.lignes.iter().map(|(t, n)| ((*t).to_owned(), json!(n))).collect();
        Ok(json!({
            "sound": bilan.sound(),
            "lignes": rows,
            "contenus": bilan.contenus,
            "maillons": bilan.maillons,
            "ruptures": bilan.ruptures,
            "tete": self.head().ok(),
        }))
    }

    /// Copies the journal into a new file; gives the copy's head.
    pub fn backup(&mut self, to: &Path) -> Result<Head> {
        let (journal, ctx) = self.parts(0);
        journal.back_up(ctx, to)
    }

    /// Removes what the retention no longer wants.
    pub fn purge(&mut self, now: i64) -> Result<Purge> {
        let (journal, ctx) = self.parts(now);
        journal.purge(ctx)
    }

    /// Puts the journal under a new master key; with `reseal`, seals all contents anew as well.
    pub fn rotate_key(&mut self, now: i64, new: &MasterKey, reseal: bool) -> Result<()> {
        let (journal, ctx) = self.parts(now);
        journal.rotate_key(new, ctx)?;
        if reseal { journal.reseal(ctx) } else { Ok(()) }
    }
}

fn suites(done: Vec<(String, Suite)>) -> Value {
    done.into_iter().map(|(dossier, suite)| json!({ "dossier": dossier, "suite": suite })).collect()
}

fn counts(all: &[(Etat, i64)]) -> Value {
    Value::Object(all.iter().map(|(etat, n)| (etat.key().to_owned(), json!(n))).collect())
}
