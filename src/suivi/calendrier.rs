//! Working days of a territory.
//!
//! In: the holidays of the profile and a date of the practice's own calendar. Out: is it a working day, and which
//! day is the n-th working day after it. Jours ouvrés (Monday to Friday) and jours ouvrables (Monday to Saturday)
//! are two things; public holidays are neither.

use jiff::civil::{Date, Weekday};

use crate::profile::{Ferie, Jour, JoursComptes, Profile, Territoire};

/// The calendar of one territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendrier {
    territoire: Territoire,
    feries: Vec<Ferie>,
}

impl Calendrier {
    /// The calendar that the profile gives a territory.
    pub fn new(profile: &Profile, territoire: Territoire) -> Calendrier {
        let here = |f: &&Ferie| f.territories.is_empty() || f.territories.contains(&territoire);
        Calendrier { territoire, feries: profile.feries.iter().filter(here).cloned().collect() }
    }

    /// Whose calendar it is.
    pub fn territoire(&self) -> Territoire {
        self.territoire
    }

    /// The public holidays of a year in order, each with its French name. Two may share a date.
    pub fn feries(&self, year: i16) -> Vec<(Date, &str)> {
        let easter = easter(year);
        let kept = self.feries.iter().filter(|f| f.kept(self.territoire, year));
        let mut days: Vec<(Date, &str)> =
            kept.filter_map(|f| Some((day(f.day, year, easter)?, f.label.as_str()))).collect();
        days.sort();
        days
    }

    /// The name of the public holiday on that date.
    pub fn ferie(&self, date: Date) -> Option<&str> {
        let easter = easter(date.year());
        let kept = self.feries.iter().filter(|f| f.kept(self.territoire, date.year()));
        kept.filter(|f| day(f.day, date.year(), easter) == Some(date)).map(|f| f.label.as_str()).next()
    }

    /// Does a deadline of that kind count the date?
    pub fn counts(&self, date: Date, which: JoursComptes) -> bool {
        match (which, date.weekday()) {
            (JoursComptes::Calendaires, _) => true,
            (JoursComptes::Ouvres, Weekday::Saturday) | (_, Weekday::Sunday) => false,
            _ => self.ferie(date).is_none(),
        }
    }

    /// The `days`-th counted day after `date`, which is not counted itself (as article 641 of the Code de procédure
    /// civile counts); `date` for 0. The end of jiff's calendar, 9999-12-31, when there is no such day.
    pub fn after(&self, date: Date, days: u32, which: JoursComptes) -> Date {
        let (mut at, mut left) = (date, days);
        while left > 0 {
            let Ok(next) = at.tomorrow() else { return Date::MAX };
            at = next;
            left -= u32::from(self.counts(at, which));
        }
        at
    }
}

fn day(jour: Jour, year: i16, easter: Option<Date>) -> Option<Date> {
    match jour {
        Jour::Fixed(month, day) => Date::new(year, month, day).ok(),
        Jour::Easter(days) => easter?.checked_add(jiff::Span::new().days(days)).ok(),
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous method that J. Meeus gives (Astronomical Algorithms,
/// chapter 8). `None` before 1583, when there was no such calendar.
pub fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(territoire: Territoire) -> Calendrier {
        Calendrier::new(&Profile::scor_public(), territoire)
    }

    #[test]
    fn ouvres_ouvrables_and_calendar_days_differ() {
        let here = of(Territoire::Metropole);
        let friday = date(2026, 4, 3); // Good Friday; Easter Monday follows
        assert_eq!(here.after(friday, 1, JoursComptes::Ouvres), date(2026, 4, 7));
        assert_eq!(here.after(friday, 1, JoursComptes::Ouvrables), date(2026, 4, 4));
        assert_eq!(here.after(friday, 1, JoursComptes::Calendaires), date(2026, 4, 4));
        assert_eq!(here.after(friday, 0, JoursComptes::Ouvres), friday);
        assert_eq!(here.ferie(date(2026, 4, 6)), Some("Lundi de Pâques"));
        assert_eq!(here.ferie(friday), None);
        assert_eq!(of(Territoire::AlsaceMoselle).ferie(friday), Some("Vendredi saint"));
        let before = date(2026, 4, 2);
        assert_eq!(of(Territoire::AlsaceMoselle).after(before, 5, JoursComptes::Ouvres), date(2026, 4, 13));
        assert_eq!(here.after(before, 5, JoursComptes::Ouvres), date(2026, 4, 10));
    }

    #[test]
    fn the_year_of_a_law_bounds_its_holiday() {
        let polynesie = of(Territoire::PolynesieFrancaise);
        assert!(polynesie.ferie(date(2024, 6, 29)).is_some() && polynesie.ferie(date(2025, 6, 29)).is_none());
        assert!(
            polynesie.ferie(date(2024, 11, 20)).is_none() && polynesie.ferie(date(2025, 11, 20)).is_some()
        );
        let saint_martin = of(Territoire::SaintMartin);
        assert!(saint_martin.ferie(date(2017, 5, 27)).is_some());
        assert!(saint_martin.ferie(date(2018, 5, 27)).is_none());
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trap() {
        let here = of(Territoire::Metropole);
        assert_eq!(here.after(Date::MAX, 3, JoursComptes::Ouvres), Date::MAX);
        assert_eq!((easter(1582), easter(-5)), (None, None));
        assert!(here.feries(-9999).len() >= 8);
        assert_eq!(here.feries(9999).len(), 11);
    }

    #[test]
    fn easter_is_a_sunday_between_its_bounds() {
        for year in 1583..=9999 {
            let day = easter(year).unwrap();
            assert_eq!(day.weekday(), Weekday::Sunday, "{year}");
            assert!(date(year, 3, 22) <= day && day <= date(year, 4, 25), "{year}");
        }
    }

    #[test]
    fn postal_codes_tell_the_territory() {
        let cases = [
            ("75011", Some(Territoire::Metropole)),
            ("20000", Some(Territoire::Metropole)),
            ("67000", Some(Territoire::AlsaceMoselle)),
            ("57100", Some(Territoire::AlsaceMoselle)),
            ("97110", Some(Territoire::Guadeloupe)),
            ("97133", Some(Territoire::SaintBarthelemy)),
            ("97150", Some(Territoire::SaintMartin)),
            ("97600", Some(Territoire::Mayotte)),
            ("98713", Some(Territoire::PolynesieFrancaise)),
            ("98000", None),
            ("7500", None),
            ("7500é", None),
        ];
        for (code, territoire) in cases {
            assert_eq!(Territoire::of_postal_code(code), territoire, "{code}");
        }
        for territoire in Territoire::ALL {
            assert_eq!(Territoire::named(territoire.name()), Some(territoire));
            assert_eq!(serde_json::to_value(territoire).unwrap(), territoire.name());
        }
    }
}
