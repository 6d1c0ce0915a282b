//! Papers that a practice prints: the bordereau that goes with paper pieces into the envelope, and the report of what
//! was transmitted, with its SCOR section.
//!
//! No form of either is public beyond its purpose (S4), so these say what is known and promise no official layout. No NIR
//! and no name stands on them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::acces::View;
use super::chiffres::Periode;
use super::etats::Etat;
use super::fiches::{LigneDossier, LigneFacture, LigneLien, LigneLot, LignePiece, LigneTransmission};
use super::fiches::{PAPIER_A_POSTER, PAPIER_POSTE};
use super::fuseau;
use super::store::{Index, Query};
use crate::error::Result;
use crate::pdf::{Column, Printout};
use crate::piece::Medium;

/// Papers of one envelope: type and number of the emitter, regime, caisse and centre of who gets it.
type Pli = (String, String, String, String, String);

/// A piece in an envelope.
struct LignePli {
    facture: String,
    fse: String,
    dossier: String,
    piece: String,
    pages: String,
}

impl View<'_> {
    /// The bordereaux of all paper that is to be posted, one for each emitter and caisse, each on a page of its own: a
    /// PDF. `None` when nothing is to be posted. `jour` is printed as the day of posting.
    pub fn bordereau(&self, jour: Date) -> Result<Option<Vec<u8>>> {
        let mut plis: BTreeMap<Pli, Vec<LignePli>> = BTreeMap::new();
        for etat in [Etat::CollectePapier, Etat::HorsScor] {
            let query = Query::new(Index::DossiersEtat, vec![etat.code().into()]);
            for d in self.search::<LigneDossier>(&query)? {
                let links = self.liens(d.no)?;
                links.iter().try_for_each(|link| self.au_pli(&mut plis, &d, link))?;
            }
        }
        let due = Query::new(Index::PiecesPapier, vec![PAPIER_A_POSTER.into()]);
        for link in self.search::<LigneLien>(&due)? {
            let d: LigneDossier = self.load(link.dossier)?;
            if link.actif && !matches!(d.etat, Etat::CollectePapier | Etat::HorsScor) {
                self.au_pli(&mut plis, &d, &link)?;
            }
        }
        if plis.is_empty() {
            return Ok(None);
        }
        let mut out = Printout::new("Bordereau des pièces justificatives papier");
        for (pli, rows) in plis {
            feuille(&mut out, &pli, rows, jour);
        }
        Ok(Some(out.finish()))
    }

    fn au_pli(
        &self,
        plis: &mut BTreeMap<Pli, Vec<LignePli>>,
        d: &LigneDossier,
        link: &LigneLien,
    ) -> Result<()> {
        if link.papier == PAPIER_POSTE {
            return Ok(());
        }
        let facture: LigneFacture = self.load(d.facture)?;
        let piece: LignePiece = self.load(link.piece)?;
        let f = facture.fiche.fields;
        let pages = if piece.fiche.pages == 0 { String::new() } else { piece.fiche.pages.to_string() };
        let row = LignePli {
            facture: f.invoice,
            fse: match d.fiche.numero_hors.filter(|_| d.fiche.hors_scor) {
                Some(numero) => format!("{} du {}, hors SCOR {numero}", f.fse_lot, f.fse_date),
                None => format!("{} du {}", f.fse_lot, f.fse_date),
            },
            dossier: d.fiche.id.clone(),
            piece: piece.fiche.kind.label,
            pages,
        };
        plis.entry((f.emitter_type, f.emitter, f.regime, f.caisse, f.centre)).or_default().push(row);
        Ok(())
    }

    /// The report of what was transmitted in a period: its SCOR section, lot by lot, as a PDF. `None` when nothing was.
    pub fn rapport(&self, periode: Periode) -> Result<Option<Vec<u8>>> {
        let last = periode.to.saturating_sub(1);
        let query = Query::new(Index::TransmissionsQuand, vec![]).since(periode.from).until(last);
        let sent: Vec<LigneTransmission> = self.search(&query)?;
        let (Some(first), Some(end)) = (sent.first(), sent.last()) else { return Ok(None) };
        let mut out = Printout::new("Compte rendu de télétransmission – SCOR");
        out.heading("Compte rendu de télétransmission", 15.0);
        let there = self.ctx.delais.calendrier().territoire();
        let (from, to) = (fuseau::local_date(there, first.quand), fuseau::local_date(there, end.quand));
        out.text(&match from == to {
            true => format!("Transmissions du {}. Section SCOR.", jour(from)),
            false => format!("Transmissions du {} au {}. Section SCOR.", jour(from), jour(to)),
        });
        let mut pieces = 0;
        for one in &sent {
            pieces += self.section(&mut out, one)?;
        }
        out.text(&format!("Total : {} transmission(s), {pieces} pièce(s) numérisée(s).", sent.len()));
        Ok(Some(out.finish()))
    }

    /// One sending of a lot; gives the number of its digital pieces.
    fn section(&self, out: &mut Printout, sent: &LigneTransmission) -> Result<usize> {
        let lot: LigneLot = self.load(sent.lot)?;
        let (f, to) = (&lot.fiche, &lot.fiche.recipient);
        out.heading(&format!("Lot SCOR n° {} du {}", f.numero, f.date), 11.0);
        let again =
            if sent.rang > 1 { format!(", {}e envoi des mêmes octets", sent.rang) } else { String::new() };
        let test = if to.test { " – flux de test" } else { "" };
        out.text(&format!(
            "Émetteur {} {}, destinataire {}{test}.",
            to.emitter_type,
            to.emitter,
            organisme(&to.regime, &to.caisse, &to.centre)
        ));
        out.text(&format!("Transmis le {}{again}. État : {}.", self.moment(sent.quand), lot.etat.label()));
        out.text(&format!("{}, {} octets, SHA-256 {}", f.nom, f.bytes, f.sha256));
        if let Some(motif) = f.motif.as_ref() {
            out.text(&format!("Motif de la caisse : {} {}", motif.code, motif.label));
        }
        out.skip(0.8);
        let (mut rows, mut digital) = (Vec::new(), 0);
        for envoi in self.sendings_of_lot(lot.no)? {
            let d: LigneDossier = self.load(envoi.dossier)?;
            let facture: LigneFacture = self.load(d.facture)?;
            let mut told = Vec::new();
            for (piece, sha256) in &envoi.fiche.pieces {
                let piece: LignePiece = self.load(*piece)?;
                digital += usize::from(sha256.is_some());
                told.push(match Medium::from(piece.fiche.support) {
                    Medium::Digital => format!("{} ({} p.)", piece.fiche.kind.label, piece.fiche.pages),
                    Medium::Paper => format!("{} (papier)", piece.fiche.kind.label),
                    Medium::Both => {
                        format!("{} ({} p. et papier)", piece.fiche.kind.label, piece.fiche.pages)
                    }
                });
            }
            let etat = if d.lot == Some(lot.no) { d.etat.label() } else { "repris dans un autre lot" };
            rows.push(vec![facture.fiche.fields.invoice, d.fiche.id, told.join("\n"), etat.to_owned()]);
        }
        let columns = [
            Column { title: "Facture", share: 2.0 },
            Column { title: "Dossier", share: 2.5 },
            Column { title: "Pièces", share: 5.0 },
            Column { title: "État", share: 2.5 },
        ];
        out.table(&columns, rows);
        Ok(digital)
    }

    /// A moment as the practice's clock shows it.
    fn moment(&self, at: i64) -> String {
        let there = self.ctx.delais.calendrier().territoire();
        let date = fuseau::local_date(there, at);
        let since = at.saturating_sub(fuseau::start_of_day(there, date)).max(0);
        format!("{} à {:02} h {:02}", jour(date), since / 3600, since / 60 % 60)
    }
}

/// One envelope on pages of its own.
fn feuille(out: &mut Printout, pli: &Pli, rows: Vec<LignePli>, day: Date) {
    let (kind, emitter, regime, caisse, centre) = pli;
    out.page();
    out.heading("Bordereau des pièces justificatives papier", 15.0);
    out.text(&format!("Émetteur : {kind} {emitter}"));
    out.text(&format!("Destinataire : {}", organisme(regime, caisse, centre)));
    out.text(&format!("Envoi du {}", jour(day)));
    out.skip(0.8);
    let count = rows.len();
    let columns = [
        Column { title: "N°", share: 0.7 },
        Column { title: "Facture", share: 2.0 },
        Column { title: "Lot FSE", share: 3.0 },
        Column { title: "Dossier", share: 2.5 },
        Column { title: "Pièce", share: 4.0 },
        Column { title: "Pages", share: 0.9 },
    ];
    let rows = (1..)
        .zip(rows)
        .map(|(n, r): (usize, LignePli)| vec![n.to_string(), r.facture, r.fse, r.dossier, r.piece, r.pages]);
    out.table(&columns, rows);
    out.text(&format!("Total : {count} pièce(s)."));
    out.skip(2.0);
    out.text("Date et signature :");
}

fn organisme(regime: &str, caisse: &str, centre: &str) -> String {
    let centre = if centre.is_empty() { String::new() } else { format!(", centre {centre}") };
    format!("régime {regime}, caisse {caisse}{centre}")
}

fn jour(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
