//! The states of the trade, and the one table of what leads from one to the next.
//!
//! In: a subject (dossier or lot), its state, an event. Out: the next state, or nothing when the event is
//! impossible there. The states are those that the field's vendors show (S2, S4); the table follows scor-domain,
//! section 11. The diagram in `docs/suivi.md` is written from this table, so it cannot tell anything else.

use serde::Serialize;

macro_rules! codes {
    ($(#[$about:meta])* $Name:ident { $($(#[$doc:meta])* $Variant:ident = $code:literal, $key:literal, $label:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[non_exhaustive]
        pub enum $Name { $($(#[$doc])* #[serde(rename = $key)] $Variant,)* }

        impl $Name {
            /// All of them, in the order of their codes.
            pub const ALL: &'static [$Name] = &[$($Name::$Variant,)*];

            /// Code in the journal; never reused.
            pub const fn code(self) -> i64 { match self { $($Name::$Variant => $code,)* } }

            /// Stable key.
            pub const fn key(self) -> &'static str { match self { $($Name::$Variant => $key,)* } }

            /// The words of the trade, in French.
            pub const fn label(self) -> &'static str { match self { $($Name::$Variant => $label,)* } }

            /// From the code in the journal.
            pub fn from_code(code: i64) -> Option<$Name> {
                Self::ALL.iter().copied().find(|x| x.code() == code)
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// State of a dossier or of a lot. A lot is never à compléter nor hors SCOR.
    Etat {
        /// A piece is missing, or the facture was rejected and its successor is not known yet.
        ACompleter = 1, "a_completer", "à compléter";
        /// Complete. A dossier may still wait for the ARL of its FSE; a lot is built and its bytes are stored.
        ATransmettre = 2, "a_transmettre", "à transmettre";
        /// Sent; the ARL is awaited.
        Transmis = 3, "transmis", "transmis";
        /// Positive ARL: nothing left to do.
        Archive = 4, "archive", "archivé";
        /// No ARL in time: the same bytes go a second time.
        ARetransmettre = 5, "a_retransmettre", "à retransmettre";
        /// Negative ARL: what it names is redone, and goes in a new lot.
        AReconstituer = 6, "a_reconstituer", "à reconstituer";
        /// Sent as often as may be, without success.
        ATraiter = 7, "a_traiter", "à traiter manuellement";
        /// To be posted on paper.
        CollectePapier = 8, "collecte_papier", "collecte papier";
        /// Posted.
        PapierEnvoye = 9, "papier_envoye", "justificatif papier envoyé";
        /// Taken out of SCOR by the practice; keeps a lot number and goes by post.
        HorsScor = 10, "hors_scor", "hors SCOR";
    }
}

impl Etat {
    /// Has it reached the caisse, as far as SCOR can tell? From then on the retention runs out.
    pub fn finished(self) -> bool {
        matches!(self, Etat::Archive | Etat::PapierEnvoye)
    }
}

codes! {
    /// What the table is about.
    Sujet {
        /// A dossier.
        Dossier = 1, "dossier", "dossier";
        /// A lot.
        Lot = 2, "lot", "lot";
        /// A piece; has no state of its own but its medium.
        Piece = 3, "piece", "pièce";
        /// A return from the caisse.
        Retour = 4, "retour", "retour";
        /// The journal itself.
        Journal = 5, "journal", "journal";
    }
}

codes! {
    /// What happens to a dossier or a lot.
    Evenement {
        /// The last missing piece came.
        Complete = 1, "complete", "pièces complètes";
        /// A piece was taken away or became too many.
        Incomplete = 2, "incomplete", "pièce manquante";
        /// Put into a lot whose bytes are stored.
        MisEnLot = 3, "mis_en_lot", "mis en lot";
        /// Handed to the network by the host.
        Envoye = 4, "envoye", "envoyé";
        /// Positive ARL.
        ArlPositif = 5, "arl_positif", "ARL positif";
        /// Negative ARL, and a sending is left.
        ArlNegatif = 6, "arl_negatif", "ARL négatif";
        /// Negative ARL after the last sending.
        ArlNegatifDernier = 7, "arl_negatif_dernier", "ARL négatif, dernier envoi";
        /// No ARL in time, and a sending is left.
        Silence = 8, "silence", "pas d'ARL dans le délai";
        /// No ARL in time after the last sending.
        SilenceDernier = 9, "silence_dernier", "pas d'ARL, dernier envoi";
        /// The caisse asks for the same again.
        Redemande = 10, "redemande", "redemandé par la caisse";
        /// The caisse, or the operator, wants it treated by hand.
        Manuel = 11, "manuel", "traitement manuel demandé";
        /// What was refused is redone, or the lot is given up for a new one.
        Reconstitue = 12, "reconstitue", "reconstitué";
        /// The FSE was rejected: the pieces wait for the facture that replaces it.
        FseRejetee = 13, "fse_rejetee", "FSE rejetée";
        /// To paper.
        Papier = 14, "papier", "passage au papier";
        /// The paper was posted.
        Poste = 15, "poste", "papier posté";
        /// Out of SCOR.
        SortieScor = 16, "sortie_scor", "sorti de SCOR";
        /// Back into SCOR.
        RetourScor = 17, "retour_scor", "remis dans SCOR";
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Dossier or lot.
    pub sujet: Sujet,
    /// State before.
    pub de: Etat,
    /// What happens.
    pub evenement: Evenement,
    /// State after; the same when the event is in order and only noted.
    pub vers: Etat,
}

const fn t(sujet: Sujet, de: Etat, evenement: Evenement, vers: Etat) -> Transition {
    Transition { sujet, de, evenement, vers }
}

/// The table. What is not in it is impossible: recorded, and nothing changes.
pub const TABLE: &[Transition] = {
    use Etat::*;
    use Evenement::*;
    use Sujet::{Dossier, Lot};
    &[
        t(Dossier, ACompleter, Complete, ATransmettre),
        t(Dossier, ACompleter, Papier, CollectePapier),
        t(Dossier, ACompleter, SortieScor, HorsScor),
        t(Dossier, ACompleter, FseRejetee, ACompleter),
        t(Dossier, ATransmettre, Incomplete, ACompleter),
        t(Dossier, ATransmettre, MisEnLot, ATransmettre),
        t(Dossier, ATransmettre, Envoye, Transmis),
        t(Dossier, ATransmettre, Reconstitue, ATransmettre),
        t(Dossier, ATransmettre, Papier, CollectePapier),
        t(Dossier, ATransmettre, SortieScor, HorsScor),
        t(Dossier, ATransmettre, FseRejetee, ACompleter),
        t(Dossier, Transmis, ArlPositif, Archive),
        t(Dossier, Transmis, ArlNegatif, AReconstituer),
        t(Dossier, Transmis, ArlNegatifDernier, ATraiter),
        t(Dossier, Transmis, Silence, ARetransmettre),
        t(Dossier, Transmis, SilenceDernier, ATraiter),
        t(Dossier, Transmis, Redemande, ARetransmettre),
        t(Dossier, Transmis, Manuel, ATraiter),
        t(Dossier, Transmis, FseRejetee, ACompleter),
        t(Dossier, ARetransmettre, Envoye, Transmis),
        t(Dossier, ARetransmettre, ArlPositif, Archive),
        t(Dossier, ARetransmettre, ArlNegatif, AReconstituer),
        t(Dossier, ARetransmettre, ArlNegatifDernier, ATraiter),
        t(Dossier, ARetransmettre, Manuel, ATraiter),
        t(Dossier, ARetransmettre, Papier, CollectePapier),
        t(Dossier, ARetransmettre, FseRejetee, ACompleter),
        t(Dossier, AReconstituer, Reconstitue, ATransmettre),
        t(Dossier, AReconstituer, ArlPositif, Archive),
        t(Dossier, AReconstituer, Manuel, ATraiter),
        t(Dossier, AReconstituer, Papier, CollectePapier),
        t(Dossier, AReconstituer, FseRejetee, ACompleter),
        t(Dossier, ATraiter, Papier, CollectePapier),
        t(Dossier, ATraiter, ArlPositif, Archive),
        t(Dossier, ATraiter, FseRejetee, ACompleter),
        t(Dossier, CollectePapier, Poste, PapierEnvoye),
        t(Dossier, CollectePapier, ArlPositif, Archive),
        t(Dossier, CollectePapier, FseRejetee, ACompleter),
        t(Dossier, PapierEnvoye, ArlPositif, Archive),
        t(Dossier, PapierEnvoye, FseRejetee, ACompleter),
        t(Dossier, HorsScor, Poste, PapierEnvoye),
        t(Dossier, HorsScor, RetourScor, ACompleter),
        t(Dossier, HorsScor, FseRejetee, HorsScor),
        t(Dossier, Archive, FseRejetee, ACompleter),
        t(Lot, ATransmettre, Envoye, Transmis),
        t(Lot, ATransmettre, Reconstitue, AReconstituer),
        t(Lot, Transmis, ArlPositif, Archive),
        t(Lot, Transmis, ArlNegatif, AReconstituer),
        t(Lot, Transmis, ArlNegatifDernier, ATraiter),
        t(Lot, Transmis, Silence, ARetransmettre),
        t(Lot, Transmis, SilenceDernier, ATraiter),
        t(Lot, Transmis, Redemande, ARetransmettre),
        t(Lot, Transmis, Manuel, ATraiter),
        t(Lot, ARetransmettre, Envoye, Transmis),
        t(Lot, ARetransmettre, ArlPositif, Archive),
        t(Lot, ARetransmettre, ArlNegatif, AReconstituer),
        t(Lot, ARetransmettre, ArlNegatifDernier, ATraiter),
        t(Lot, ARetransmettre, Manuel, ATraiter),
        t(Lot, ARetransmettre, Papier, CollectePapier),
        t(Lot, AReconstituer, Reconstitue, AReconstituer),
        t(Lot, AReconstituer, ArlPositif, Archive),
        t(Lot, AReconstituer, Manuel, ATraiter),
        t(Lot, AReconstituer, Papier, CollectePapier),
        t(Lot, ATraiter, Papier, CollectePapier),
        t(Lot, ATraiter, ArlPositif, Archive),
        t(Lot, CollectePapier, Poste, PapierEnvoye),
        t(Lot, CollectePapier, ArlPositif, Archive),
        t(Lot, PapierEnvoye, ArlPositif, Archive),
    ]
};

/// What an event did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Suite {
    /// The table knows it; the state is now the one given.
    Applique(Etat),
    /// It had happened already: nothing changed.
    Deja,
    /// The table does not know it here: noted, nothing changed.
    Impossible,
}

/// Where `evenement` leads from `de`.
pub fn suite(sujet: Sujet, de: Etat, evenement: Evenement) -> Suite {
    if let Some(line) = TABLE.iter().find(|l| (l.sujet, l.de, l.evenement) == (sujet, de, evenement)) {
        return Suite::Applique(line.vers);
    }
    // Told twice: the state is the one that this event leads to.
    let told = TABLE.iter().any(|l| (l.sujet, l.vers, l.evenement) == (sujet, de, evenement));
    if told { Suite::Deja } else { Suite::Impossible }
}

/// The table as two Mermaid state diagrams, for `docs/suivi.md`.
pub fn diagram() -> String {
    let mut out = String::new();
    for sujet in [Sujet::Dossier, Sujet::Lot] {
        out.push_str("```mermaid\nstateDiagram-v2\n");
        let of = || TABLE.iter().filter(move |l| l.sujet == sujet);
        for etat in Etat::ALL.iter().filter(|e| of().any(|l| l.de == **e || l.vers == **e)) {
            out.push_str(&format!("    {}: {}\n", etat.key(), etat.label()));
        }
        let first = if sujet == Sujet::Dossier { Etat::ACompleter } else { Etat::ATransmettre };
        out.push_str(&format!("    [*] --> {}\n", first.key()));
        let mut arrows: Vec<(Etat, Etat, Vec<&str>)> = Vec::new();
        for line in of() {
            match arrows.iter_mut().find(|(de, vers, _)| (*de, *vers) == (line.de, line.vers)) {
                Some((_, _, labels)) => labels.push(line.evenement.label()),
                None => arrows.push((line.de, line.vers, vec![line.evenement.label()])),
            }
        }
        for (de, vers, labels) in arrows {
            out.push_str(&format!("    {} --> {}: {}\n", de.key(), vers.key(), labels.join(" / ")));
        }
        out.push_str("```\n\n");
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_one_thing_for_each_state_and_event() {
        for (at, a) in TABLE.iter().enumerate() {
            let twice =
                TABLE[..at].iter().any(|b| (b.sujet, b.de, b.evenement) == (a.sujet, a.de, a.evenement));
            assert!(!twice, "{a:?}");
        }
    }

    #[test]
    fn every_state_can_be_reached_and_every_one_but_the_last_can_be_left() {
        for sujet in [Sujet::Dossier, Sujet::Lot] {
            let mut seen = vec![if sujet == Sujet::Dossier { Etat::ACompleter } else { Etat::ATransmettre }];
            while let Some(line) =
                TABLE.iter().find(|l| l.sujet == sujet && seen.contains(&l.de) && !seen.contains(&l.vers))
            {
                seen.push(line.vers);
            }
            for etat in Etat::ALL {
                let of_dossier = matches!(etat, Etat::ACompleter | Etat::HorsScor);
                assert_eq!(seen.contains(etat), sujet == Sujet::Dossier || !of_dossier, "{sujet:?} {etat:?}");
                // An unanswered or refused subject never rests where nothing is to be done.
                let left = TABLE.iter().any(|l| l.sujet == sujet && l.de == *etat && l.vers != *etat);
                assert_eq!(left, seen.contains(etat) && (*etat != Etat::Archive || sujet == Sujet::Dossier));
            }
        }
    }

    #[test]
    fn a_positive_arl_is_taken_wherever_something_may_have_been_sent() {
        use Etat::*;
        for etat in Etat::ALL {
            let wanted = match etat {
                // An answer to a lot that is not marked as sent proves the sending: it is marked first.
                ACompleter | ATransmettre | HorsScor => Suite::Impossible,
                Archive => Suite::Deja,
                _ => Suite::Applique(Archive),
            };
            assert_eq!(suite(Sujet::Dossier, *etat, Evenement::ArlPositif), wanted, "{etat:?}");
        }
    }

    #[test]
    fn the_diagram_in_the_docs_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/suivi.md");
        let docs = std::fs::read_to_string(path).unwrap();
        let (head, rest) = docs.split_once("<!-- states -->\n").expect("mark in docs/suivi.md");
        let (_, tail) = rest.split_once("\n<!-- /states -->").expect("mark in docs/suivi.md");
        let wanted = format!("{head}<!-- states -->\n{}\n<!-- /states -->{tail}", diagram());
        if std::env::var_os("SCOR_BLESS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert!(
                docs == wanted,
                "docs/suivi.md is behind; run SCOR_BLESS=1 cargo test --lib suivi::etats"
            );
        }
    }
}
