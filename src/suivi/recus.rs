//! From what [`crate::retour`] reads to what the journal does.

use super::dossiers::FseFact;
use super::fiches::Motif;
use super::retours::{Accuse, Avis, Decision, ReceivedFact};
use crate::profile::Action;
use crate::retour::{Arl, Etat, FactureRetour, Lecture, Level, Noemie, Retour, Verdict};

/// Key of a message whose content is encrypted: the host opens it and hands in what was inside.
pub const RETOUR_SCELLE: &str = "retour.scelle";

/// A message that was read, as the journal takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faits {
    /// What it tells.
    pub faits: Vec<ReceivedFact>,
    /// Why a part could not be read: a stable key.
    pub illisible: Option<&'static str>,
}

impl Faits {
    /// Takes over what was read. `None` when nothing in the message is ours: it need not be recorded.
    pub fn read_from(lecture: &Lecture) -> Option<Faits> {
        let mut out = Faits::default();
        for lu in &lecture.lus {
            match &lu.retour {
                Ok(Retour::Arl(arl)) => out.faits.push(ReceivedFact::Arl(accuse(arl))),
                Ok(Retour::Noemie(noemie)) => {
                    out.faits.extend(noemie.factures.iter().filter_map(|f| fse(noemie, f)));
                }
                Ok(Retour::Scelle) => out.illisible = out.illisible.or(Some(RETOUR_SCELLE)),
                Ok(Retour::Autre { .. } | Retour::PasPourNous) => {}
                Err(error) => out.illisible = Some(error.key()),
            }
        }
        lecture.for_us().then_some(out)
    }
}

fn accuse(arl: &Arl) -> Accuse {
    Accuse {
        emetteur: arl.cle.emitter.clone(),
        numero: arl.cle.lot,
        date: arl.cle.date.map(|day| day.to_string()),
        avis: arl.verdicts.iter().map(avis).collect(),
    }
}

fn avis(verdict: &Verdict) -> Avis {
    let below = verdict.level != Level::Lot;
    let piece = verdict.level == Level::Piece;
    let said = verdict.code.is_some() || !verdict.label.is_empty();
    Avis {
        dossier: verdict.dossier.clone().filter(|_| below),
        facture: verdict.invoice.clone().filter(|_| below),
        rang: verdict.rank.filter(|_| piece),
        type_code: verdict.type_code.clone().filter(|_| piece),
        file: verdict.file.clone().filter(|_| piece),
        decision: match verdict.action {
            Action::Archive => Decision::Archiver,
            Action::Rebuild => Decision::Reconstituer,
            Action::Retransmit => Decision::Retransmettre,
            Action::Manual => Decision::Traiter,
        },
        motif: said
            .then(|| Motif { code: verdict.code.clone().unwrap_or_default(), label: verdict.label.clone() }),
    }
}

/// A facture that was paid or rejected, with as much of its keys as the file tells.
fn fse(noemie: &Noemie, facture: &FactureRetour) -> Option<ReceivedFact> {
    let fait = match facture.etat {
        Etat::Paye => FseFact::Payee,
        Etat::Rejete => FseFact::Rejetee(facture.rejets.first().map_or_else(Motif::default, |r| Motif {
            code: r.code.clone().unwrap_or_default(),
            label: r.label.clone(),
        })),
        Etat::Autre => return None,
    };
    Some(ReceivedFact::Fse {
        emetteur: noemie.recipient.clone(),
        facture: facture.invoice.clone(),
        lot: facture.lot.map(|lot| lot.to_string()),
        date: facture.lot_date.map(|day| day.to_string()),
        fait,
    })
}
