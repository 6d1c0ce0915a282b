//! The journal's answers in words, English and French.

use jiff::Timestamp;
use jiff::tz::Offset;
use scor::Lang;
use scor::dossier::Lack;
use scor::profile::Territoire;
use scor::suivi::{Etat, FACTURE_MANQUE, Genre, Suite, fuseau};
use serde_json::Value;

use crate::cli::Console;

/// Says it in the console's language, with the clock of the practice.
pub(crate) struct Words<'a> {
    pub(crate) console: &'a Console,
    pub(crate) territoire: Territoire,
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl Words<'_> {
    fn say<'a>(&self, en: &'a str, fr: &'a str) -> &'a str {
        self.console.say(en, fr)
    }

    /// A moment on the practice's clock.
    pub(crate) fn moment(&self, seconds: i64) -> String {
        let offset = Offset::from_seconds(fuseau::offset(self.territoire, seconds)).unwrap_or(Offset::UTC);
        let at = Timestamp::from_second(seconds).map(|t| offset.to_datetime(t));
        at.map_or_else(|_| seconds.to_string(), |t| t.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// Rows of a table that was written.
    pub(crate) fn rows(&self, count: u64) -> String {
        format!("{count} {}", self.say("rows", "lignes"))
    }

    /// Figures of a period.
    pub(crate) fn stats(&self, told: &Value) -> String {
        let mut out = String::new();
        for one in items(&told["cabinets"]) {
            let percent =
                |part: &Value| part.as_f64().map_or("–".to_owned(), |p| format!("{:.1} %", p * 100.0));
            let hours = |s: &Value| s.as_f64().map_or("–".to_owned(), |s| format!("{:.1} h", s / 3600.0));
            let (pieces, arl, start) = (&one["pieces"], &one["arl"], &one["demarrage"]);
            out += &format!("{} {}\n", text(&one["emitter_type"]), text(&one["emitter"]));
            out += &format!(
                "  {}: {} {}, {} {}, {} {}, {} {}; {} ({} {})\n",
                self.say("pieces", "pièces"),
                pieces["transmises"],
                self.say("sent", "transmises"),
                pieces["exploitables"],
                self.say("usable", "exploitables"),
                pieces["refusees"],
                self.say("refused", "refusées"),
                pieces["sans_avis"],
                self.say("unanswered", "sans avis"),
                percent(&pieces["part"]),
                self.say("wanted", "seuil"),
                percent(&told["seuil"]),
            );
            for refus in items(&one["refus"]) {
                out += &format!(
                    "    {} x {} {}\n",
                    refus["pieces"],
                    text(&refus["code"]),
                    text(&refus["label"])
                );
            }
            out += &format!(
                "  ARL: {} {}, {} {}, 95 %: {}\n",
                arl["lots"],
                self.say("lots answered", "lots répondus"),
                self.say("median", "médiane"),
                hours(&arl["mediane"]),
                hours(&arl["p95"]),
            );
            out += &format!(
                "  {} {}: {}\n",
                self.say("start-up control until", "contrôle de démarrage jusqu'au"),
                text(&start["dernier_jour"]),
                percent(&start["part"]),
            );
        }
        out
    }

    /// A state, by its key.
    pub(crate) fn etat(&self, key: &str) -> String {
        let Some(etat) = Etat::ALL.iter().find(|e| e.key() == key) else { return key.to_owned() };
        match (self.console.lang, etat) {
            (Lang::Fr, etat) => etat.label(),
            (Lang::En, Etat::ACompleter) => "to complete",
            (Lang::En, Etat::ATransmettre) => "to send",
            (Lang::En, Etat::Transmis) => "sent",
            (Lang::En, Etat::Archive) => "archived",
            (Lang::En, Etat::ARetransmettre) => "to send again",
            (Lang::En, Etat::AReconstituer) => "to rebuild",
            (Lang::En, Etat::ATraiter) => "to treat by hand",
            (Lang::En, Etat::CollectePapier) => "paper to collect",
            (Lang::En, Etat::PapierEnvoye) => "paper posted",
            (Lang::En, Etat::HorsScor) => "out of SCOR",
            (Lang::En, other) => other.key(),
        }
        .to_owned()
    }

    /// A kind of task, by its key.
    pub(crate) fn genre(&self, key: &str) -> String {
        let Some(genre) = Genre::ALL.iter().find(|g| g.key() == key) else { return key.to_owned() };
        match genre {
            Genre::Retransmettre => self.say("send again", "retransmettre"),
            Genre::Reconstituer => self.say("rebuild", "reconstituer"),
            Genre::Traiter => self.say("treat by hand", "traiter manuellement"),
            Genre::Examiner => self.say("look at", "examiner"),
            Genre::Poster => self.say("post the paper", "poster le papier"),
            Genre::Envoyer => self.say("send", "envoyer"),
            Genre::Constituer => self.say("put into a lot", "mettre en lot"),
            Genre::Completer => self.say("complete", "compléter"),
            Genre::Relever => self.say("query the mailbox", "relever la boîte"),
            other => other.key(),
        }
        .to_owned()
    }

    /// Time left, or by how much it is late.
    pub(crate) fn left(&self, seconds: i64) -> String {
        let hours = seconds.unsigned_abs() / 3600;
        let span = match hours {
            0..48 => format!("{hours} h"),
            _ => format!("{} {}", hours / 24, self.say("d", "j")),
        };
        match seconds < 0 {
            true => format!("{} {span}", self.say("late by", "en retard de")),
            false => format!("{span} {}", self.say("left", "restantes")),
        }
    }

    /// What keeps a dossier or a return from going, in words; what is no key stays as it is.
    fn lack(&self, key: &str) -> String {
        let lack = Lack::from_key(key).map(|lack| lack.text(self.console.lang));
        lack.unwrap_or(match key {
            FACTURE_MANQUE => self.say(
                "the FSE was rejected, its successor is not known",
                "FSE rejetée, sa facture réémise n'est pas connue",
            ),
            "ambigu" => self.say("it may mean several lots", "il peut désigner plusieurs lots"),
            "inconnu" => self.say("nothing followed is meant", "il ne désigne rien de suivi"),
            "illisible" => self.say("it cannot be read", "il n'est pas lisible"),
            _ => key,
        })
        .to_owned()
    }

    /// One task on a line.
    pub(crate) fn task(&self, task: &Value) -> String {
        let mut line = self.genre(&text(&task["genre"]));
        for (key, en, fr) in [
            ("dossier", "dossier", "dossier"),
            ("piece", "piece", "pièce"),
            ("lot", "lot", "lot"),
            ("retour", "return", "retour"),
        ] {
            if !task[key].is_null() {
                line += &format!(", {} {}", self.say(en, fr), text(&task[key]));
            }
        }
        for (key, en, fr) in [("manques", "missing", "manque"), ("a_refaire", "redo", "à refaire")] {
            let all: Vec<String> = list(&task[key]).iter().map(|key| self.lack(key)).collect();
            if !all.is_empty() {
                line += &format!(" ({}: {})", self.say(en, fr), all.join(", "));
            }
        }
        if let Some(motif) = task["motif"].as_object() {
            let part = |key: &str| motif.get(key).map(text).unwrap_or_default();
            line += &format!(" [{} {}]", part("code"), part("label"));
        }
        if let (Some(by), Some(left)) = (task["echeance"].as_i64(), task["reste"].as_i64()) {
            line += &format!("; {} {}, {}", self.say("by", "avant"), self.moment(by), self.left(left));
        }
        line
    }

    pub(super) fn todo(&self, todo: &Value) -> String {
        let mut lines: Vec<String> = items(&todo["taches"]).map(|t| self.task(t)).collect();
        if lines.is_empty() {
            lines.push(self.say("nothing to do", "rien à faire").into());
        }
        if todo["tronque"] == true {
            lines.push(self.say("… and more (--limit)", "… et d'autres (--limit)").into());
        }
        for (key, en, fr) in [("dossiers", "dossiers", "dossiers"), ("lots", "lots", "lots")] {
            let counts = todo[key].as_object().into_iter().flatten();
            let counts: Vec<_> = counts.map(|(etat, n)| format!("{n} {}", self.etat(etat))).collect();
            if !counts.is_empty() {
                lines.push(format!("{}: {}", self.say(en, fr), counts.join(", ")));
            }
        }
        lines.join("\n")
    }

    pub(super) fn suite(&self, suite: Suite) -> String {
        match suite {
            Suite::Applique(etat) => self.etat(etat.key()),
            Suite::Deja => self.say("already so", "déjà fait").into(),
            Suite::Impossible => String::new(),
        }
    }

    fn told(&self, suite: &Value) -> String {
        match suite["applique"].as_str() {
            Some(etat) => self.etat(etat),
            None if suite == "deja" => self.say("already so", "déjà fait").into(),
            None => self.say("impossible here", "impossible ici").into(),
        }
    }

    pub(super) fn suites(&self, all: &Value) -> String {
        let line = |s: &Value| format!("{}: {}", text(&s["dossier"]), self.told(&s["suite"]));
        items(all).map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn built(&self, built: &Value) -> String {
        let lots = items(&built["lots"]).map(|lot| {
            let (no, file) = (text(&lot["no"]), text(&lot["file"]));
            format!("lot {no}: {} {}, {file}", self.say("number", "numéro"), text(&lot["numero"]))
        });
        let left = items(&built["left_out"]).map(|l| {
            let held = self.say("stays behind", "reste");
            format!("{} {held}: {}", text(&l["dossier"]), list(&l["raisons"]).join(", "))
        });
        let lines: Vec<String> = lots.chain(left).collect();
        if lines.is_empty() {
            self.say("nothing is ready", "rien n'est prêt").into()
        } else {
            lines.join("\n")
        }
    }

    pub(super) fn returns(&self, all: &Value) -> String {
        let line = |seen: &Value| {
            if seen.is_null() {
                return self.say("not for SCOR", "sans rapport avec SCOR").to_owned();
            }
            let mut line =
                format!("{} {}: {}", self.say("return", "retour"), text(&seen["no"]), text(&seen["statut"]));
            if !seen["lot"].is_null() {
                line += &format!(", lot {}", text(&seen["lot"]));
            }
            if !seen["raison"].is_null() {
                line += &format!(" ({})", text(&seen["raison"]));
            }
            for fact in items(&seen["faits"]) {
                for pair in items(&fact["issue"]["dossiers"]) {
                    line += &format!("\n  {}: {}", text(&pair[0]), self.told(&pair[1]));
                }
            }
            line
        };
        items(all).map(line).collect::<Vec<_>>().join("\n")
    }

    /// Identifier and state.
    pub(super) fn state(&self, seen: &Value) -> String {
        let mut line = format!("{}: {}", text(&seen["id"]), self.etat(&text(&seen["etat"])));
        for (key, en, fr) in [("manques", "missing", "manque"), ("attentes", "waiting for", "attend")] {
            let all: Vec<String> = list(&seen[key]).iter().map(|key| self.lack(key)).collect();
            if !all.is_empty() {
                line += &format!("; {}: {}", self.say(en, fr), all.join(", "));
            }
        }
        line
    }

    pub(super) fn show(&self, seen: &Value) -> String {
        let mut lines = Vec::new();
        for (key, value) in seen.as_object().into_iter().flatten().filter(|(k, _)| *k != "histoire") {
            match value {
                Value::Null => {}
                Value::String(word) if key == "etat" => lines.push(format!("{key}: {}", self.etat(word))),
                other => lines.push(format!("{key}: {}", text(other))),
            }
        }
        lines.join("\n") + "\n" + &self.story(&seen["histoire"])
    }

    /// Entries of the log, one a line.
    pub(crate) fn story(&self, log: &Value) -> String {
        let line = |e: &Value| {
            let when = self.moment(e["quand"].as_i64().unwrap_or_default());
            let what = match self.console.lang {
                Lang::Fr => text(&e["label"]),
                Lang::En => text(&e["genre"]),
            };
            let way = match (e["de"].as_str(), e["vers"].as_str()) {
                (Some(de), Some(vers)) => format!(": {} → {}", self.etat(de), self.etat(vers)),
                _ if e["suite"] == "note" => String::new(),
                _ => format!(": {}", text(&e["suite"])),
            };
            format!(
                "{:>6}  {when}  {} {}  {what}{way}",
                text(&e["seq"]),
                text(&e["sujet"]),
                text(&e["sujet_no"])
            )
        };
        items(log).map(line).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn check(&self, check: &Value) -> String {
        let mut lines = vec![format!(
            "{} {}, {} {}",
            text(&check["maillons"]),
            self.say("links of the chain hold", "maillons de la chaîne tiennent"),
            text(&check["contenus"]),
            self.say("contents have their hash", "contenus ont leur empreinte"),
        )];
        for fault in items(&check["ruptures"]) {
            let place = self.say("broken", "rupture");
            lines.push(format!(
                "{place}: {} {} ({})",
                text(&fault["table"]),
                text(&fault["ligne"]),
                text(&fault["raison"])
            ));
        }
        if check["descends"] == false {
            lines.push(
                self.say(
                    "the given head is no ancestor: the log was cut off or changed",
                    "la tête donnée n'est pas un ancêtre : journal coupé ou modifié",
                )
                .into(),
            );
        }
        if let Some(head) = check["tete"].as_object() {
            let part = |key: &str| head.get(key).map(text).unwrap_or_default();
            lines.push(format!("{}: {}:{}", self.say("head", "tête"), part("seq"), part("mac")));
        }
        lines.join("\n")
    }
}
