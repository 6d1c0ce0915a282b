//! Public holidays as data: a law changes them, a territory has its own, and a bundle can say so without a new release.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

use super::Row;
use super::entry::{Flaw, NO_CONFIDENCE, is_confidence};

/// Holidays of all territories together have a bound, so that there is always a working day to be found.
const MAX_FERIES: usize = 60;

/// Where a practice stands: its holidays and its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Territoire {
    /// Metropolitan France without the three departments of [`Territoire::AlsaceMoselle`].
    Metropole,
    /// Moselle, Bas-Rhin and Haut-Rhin (57, 67, 68), which keep two holidays of the local law.
    AlsaceMoselle,
    /// Guadeloupe (971).
    Guadeloupe,
    /// Martinique (972).
    Martinique,
    /// Guyane (973).
    Guyane,
    /// La Réunion (974).
    Reunion,
    /// Saint-Pierre-et-Miquelon (975).
    SaintPierreEtMiquelon,
    /// Mayotte (976).
    Mayotte,
    /// Saint-Barthélemy (977).
    SaintBarthelemy,
    /// Saint-Martin (978).
    SaintMartin,
    /// Wallis-et-Futuna (986).
    WallisEtFutuna,
    /// Polynésie française (987): the clock of Tahiti.
    PolynesieFrancaise,
    /// Nouvelle-Calédonie (988).
    NouvelleCaledonie,
}

impl Territoire {
    /// Every territory.
    pub const ALL: [Territoire; 13] = [
        Territoire::Metropole,
        Territoire::AlsaceMoselle,
        Territoire::Guadeloupe,
        Territoire::Martinique,
        Territoire::Guyane,
        Territoire::Reunion,
        Territoire::SaintPierreEtMiquelon,
        Territoire::Mayotte,
        Territoire::SaintBarthelemy,
        Territoire::SaintMartin,
        Territoire::WallisEtFutuna,
        Territoire::PolynesieFrancaise,
        Territoire::NouvelleCaledonie,
    ];

    /// Its name in files and on the command line, such as `alsace-moselle`.
    pub fn name(self) -> &'static str {
        match self {
            Territoire::Metropole => "metropole",
            Territoire::AlsaceMoselle => "alsace-moselle",
            Territoire::Guadeloupe => "guadeloupe",
            Territoire::Martinique => "martinique",
            Territoire::Guyane => "guyane",
            Territoire::Reunion => "reunion",
            Territoire::SaintPierreEtMiquelon => "saint-pierre-et-miquelon",
            Territoire::Mayotte => "mayotte",
            Territoire::SaintBarthelemy => "saint-barthelemy",
            Territoire::SaintMartin => "saint-martin",
            Territoire::WallisEtFutuna => "wallis-et-futuna",
            Territoire::PolynesieFrancaise => "polynesie-francaise",
            Territoire::NouvelleCaledonie => "nouvelle-caledonie",
        }
    }

    /// The territory of that name.
    pub fn named(name: &str) -> Option<Territoire> {
        Territoire::ALL.into_iter().find(|t| t.name() == name)
    }

    /// The territory of a French postal code, five digits. `None` for what is none, such as Monaco's 980.
    pub fn of_postal_code(code: &str) -> Option<Territoire> {
        if code.len() != 5 || !code.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(match (code.get(..2)?, code.get(..3)?, code) {
            // The islands left the postal district of Guadeloupe in name only: many addresses keep its codes.
            (_, _, "97133") => Territoire::SaintBarthelemy,
            (_, _, "97150") => Territoire::SaintMartin,
            (_, "971", _) => Territoire::Guadeloupe,
            (_, "972", _) => Territoire::Martinique,
            (_, "973", _) => Territoire::Guyane,
            (_, "974", _) => Territoire::Reunion,
            (_, "975", _) => Territoire::SaintPierreEtMiquelon,
            (_, "976", _) => Territoire::Mayotte,
            (_, "977", _) => Territoire::SaintBarthelemy,
            (_, "978", _) => Territoire::SaintMartin,
            (_, "986", _) => Territoire::WallisEtFutuna,
            (_, "987", _) => Territoire::PolynesieFrancaise,
            (_, "988", _) => Territoire::NouvelleCaledonie,
            ("57" | "67" | "68", ..) => Territoire::AlsaceMoselle,
            ("00" | "96" | "97" | "98" | "99", ..) => return None,
            _ => Territoire::Metropole,
        })
    }
}

/// When a holiday falls: `MM-DD`, or `easter+39` and `easter-2`, days from Easter Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jour {
    /// Every year on that month and day.
    Fixed(i8, i8),
    /// So many days after Easter Sunday; negative before.
    Easter(i16),
}

impl Jour {
    fn parse(text: &str) -> Option<Jour> {
        if let Some(days) = text.strip_prefix("easter") {
            let signed = days.starts_with(['+', '-']);
            let days: i16 = days.parse().ok().filter(|_| signed)?;
            return (-80..=250).contains(&days).then_some(Jour::Easter(days));
        }
        let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        Date::new(2024, month, day).ok().map(|_| Jour::Fixed(month, day))
    }
}

impl std::fmt::Display for Jour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Jour::Fixed(month, day) => write!(f, "{month:02}-{day:02}"),
            Jour::Easter(days) => write!(f, "easter{days:+}"),
        }
    }
}

impl Serialize for Jour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Jour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let expected = "expected a day as \"MM-DD\", \"easter+N\" or \"easter-N\"";
        Jour::parse(&text).ok_or_else(|| serde::de::Error::custom(expected))
    }
}

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ferie {
    /// What a bundle names it by to replace it.
    pub code: String,
    /// Its name for the screen, in French.
    pub label: String,
    /// When it falls.
    pub day: Jour,
    /// Where; everywhere when empty.
    #[serde(default)]
    pub territories: Vec<Territoire>,
    /// First year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i16>,
    /// Last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i16>,
    /// Where that is read.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

impl Ferie {
    /// Is it kept there that year?
    pub fn kept(&self, territoire: Territoire, year: i16) -> bool {
        (self.territories.is_empty() || self.territories.contains(&territoire))
            && self.from.is_none_or(|from| from <= year)
            && self.until.is_none_or(|until| year <= until)
    }

    pub(super) fn row(&self) -> Row {
        let places: Vec<&str> = self.territories.iter().map(|t| t.name()).collect();
        let year = |word: &str, year: Option<i16>| year.map_or(String::new(), |y| format!(", {word} {y}"));
        let value = format!("{}: {}", self.label, self.day);
        let place = if places.is_empty() { String::new() } else { format!(", {}", places.join(" ")) };
        Row {
            key: format!("feries.{}", self.code),
            value: value + &place + &year("from", self.from) + &year("until", self.until),
            source: self.source.clone(),
            confidence: self.confidence.clone(),
        }
    }
}

/// What is wrong with the holidays of one file.
pub(super) fn flaws(all: &[Spanned<Ferie>], found: &mut Vec<Flaw>) {
    for (at, spanned) in all.iter().enumerate() {
        let ferie = spanned.get_ref();
        let mut flaw = |wrong: bool, reason: &str| {
            if wrong {
                found.push(Flaw::value(spanned.span(), "feries", reason));
            }
        };
        flaw(ferie.code.trim().is_empty(), "code is empty");
        flaw(ferie.label.trim().is_empty(), "label is empty");
        flaw(!is_confidence(&ferie.confidence), NO_CONFIDENCE);
        flaw(ferie.from.zip(ferie.until).is_some_and(|(from, until)| from > until), "from is after until");
        flaw(all.iter().take(at).any(|other| other.get_ref().code == ferie.code), "code stands twice");
        flaw(at == MAX_FERIES, "there are more than 60 holidays");
    }
}

/// Holidays of a bundle replace those of the same code and come after the others.
pub(super) fn over(all: Vec<Spanned<Ferie>>, base: &mut Vec<Ferie>) {
    for ferie in all.into_iter().map(Spanned::into_inner) {
        match base.iter_mut().find(|known| known.code == ferie.code) {
            Some(known) => *known = ferie,
            None => base.push(ferie),
        }
    }
}
