//! Deadlines: from the moments of a lot's story and the rules of the profile to the moment by which something is due.
//!
//! Moments are seconds since 1970-01-01 UTC, as the host gives them everywhere. A deadline in hours runs by the
//! clock, Sundays included. A deadline in days runs from the civil day of its start event in the practice's
//! territory, does not count that day, and ends when the last counted day is over there (articles 641 and 642 of the
//! Code de procédure civile).

use jiff::civil::Date;
use serde::Serialize;

use super::calendrier::Calendrier;
use super::fuseau;
use crate::profile::{
    Incident, IncidentKind, JoursComptes, Profession, Profile, StartEvent, Suivi, Territoire,
};

/// The rules of the profile, as plain values.
#[derive(Clone, Debug, PartialEq)]
pub struct SuiviRules {
    /// Hours without an ARL after which a lot is sent again.
    pub ack_timeout_hours: u32,
    /// Sendings without success after which a lot is treated by hand.
    pub max_sends: u32,
    /// A negative ARL counts as a sending without success.
    pub negative_counts: bool,
    /// The mailbox is queried before every sending.
    pub poll_before_send: bool,
    /// Days that a digital piece is kept, from its transmission.
    pub retention_days: u32,
    /// Days of the start-up check, from the first transmission.
    pub startup_days: u32,
    /// Share of exploitable pieces that is asked for, 0..1.
    pub exploitable: f32,
}

impl From<&Suivi> for SuiviRules {
    fn from(keys: &Suivi) -> Self {
        SuiviRules {
            ack_timeout_hours: keys.ack_timeout_hours.value,
            max_sends: keys.max_sends.value,
            negative_counts: keys.negative_counts.value,
            poll_before_send: keys.poll_before_send.value,
            retention_days: keys.retention_days.value,
            startup_days: keys.startup_days.value,
            exploitable: keys.exploitable.value,
        }
    }
}

/// A deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Echeance {
    /// The first moment that is too late, seconds since 1970-01-01 UTC.
    pub ends: i64,
    /// The last civil day on which it can be kept, in the practice's territory.
    #[serde(serialize_with = "day")]
    pub last_day: Date,
}

fn day<S: serde::Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

impl Echeance {
    /// Seconds left; negative when it has passed.
    pub fn left(self, now: i64) -> i64 {
        self.ends.saturating_sub(now)
    }

    /// Has it passed?
    pub fn passed(self, now: i64) -> bool {
        now >= self.ends
    }
}

/// When the story of an incident began. What has not happened is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Starts {
    /// The first attempt to digitise.
    pub first_digitisation: Option<i64>,
    /// The first attempt to transmit.
    pub first_transmission: Option<i64>,
}

/// The deadlines of one practice.
#[derive(Clone, Debug)]
pub struct Delais {
    rules: SuiviRules,
    incidents: Vec<Incident>,
    calendrier: Calendrier,
    profession: Option<Profession>,
}

impl Delais {
    /// The deadlines that the profile gives a practice of that territory and profession.
    pub fn new(profile: &Profile, territoire: Territoire, profession: Option<Profession>) -> Delais {
        let kinds = [IncidentKind::Digitisation, IncidentKind::Sending, IncidentKind::AskedAgain];
        let incidents = kinds.into_iter().filter_map(|kind| profile.incident(kind, profession));
        Delais {
            rules: SuiviRules::from(&profile.sections.suivi),
            incidents: incidents.cloned().collect(),
            calendrier: Calendrier::new(profile, territoire),
            profession,
        }
    }

    /// The rules.
    pub fn rules(&self) -> &SuiviRules {
        &self.rules
    }

    /// The calendar that days are counted in.
    pub fn calendrier(&self) -> &Calendrier {
        &self.calendrier
    }

    /// The profession that the rules were chosen for.
    pub fn profession(&self) -> Option<Profession> {
        self.profession
    }

    /// When a lot without an ARL is to be sent again: so many hours after it was sent.
    pub fn ack(&self, sent: i64) -> Echeance {
        let ends = sent.saturating_add(i64::from(self.rules.ack_timeout_hours) * 3600);
        Echeance { ends, last_day: fuseau::local_date(self.calendrier.territoire(), ends.saturating_sub(1)) }
    }

    /// By when an incident must be told and the piece sent another way. `None` when the profile has no rule for the
    /// kind, or nothing has happened yet that the rule counts from.
    ///
    /// When the event that the rule names is not known, the other one counts: a piece that was never sent, or whose
    /// digitisation the host did not tell, must not be without a deadline.
    pub fn incident(&self, kind: IncidentKind, starts: Starts) -> Option<Echeance> {
        let rule = self.incidents.iter().find(|rule| rule.incident == kind)?;
        let start = match rule.from {
            StartEvent::FirstDigitisation => starts.first_digitisation.or(starts.first_transmission),
            StartEvent::FirstTransmission => starts.first_transmission.or(starts.first_digitisation),
        };
        Some(self.days(start?, rule.days, rule.count))
    }

    /// Until when a digital piece is kept that was transmitted at that moment.
    pub fn retention(&self, transmitted: i64) -> Echeance {
        self.days(transmitted, self.rules.retention_days, JoursComptes::Calendaires)
    }

    /// Until when the start-up check lasts for a practice that first transmitted at that moment.
    pub fn startup(&self, first_transmitted: i64) -> Echeance {
        self.days(first_transmitted, self.rules.startup_days, JoursComptes::Calendaires)
    }

    fn days(&self, start: i64, days: u32, which: JoursComptes) -> Echeance {
        let there = self.calendrier.territoire();
        let last_day = self.calendrier.after(fuseau::local_date(there, start), days, which);
        Echeance { ends: fuseau::end_of_day(there, last_day), last_day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().unwrap().as_second()
    }

    fn delais(territoire: Territoire, profession: Option<Profession>) -> Delais {
        Delais::new(&Profile::scor_public(), territoire, profession)
    }

    #[test]
    fn an_ack_is_due_after_48_hours_of_the_clock() {
        let due = delais(Territoire::Metropole, None).ack(at("2026-10-24T12:00:00Z"));
        assert_eq!(due.ends, at("2026-10-26T12:00:00Z"));
        assert_eq!(due.last_day, date(2026, 10, 26));
        assert!(!due.passed(due.ends - 1) && due.passed(due.ends));
        assert_eq!(due.left(due.ends - 60), 60);
    }

    #[test]
    fn five_working_days_end_with_the_day_there() {
        let scanned =
            Starts { first_digitisation: Some(at("2026-05-05T22:30:00Z")), first_transmission: None };
        // 6 May in Paris, still 5 May in Martinique; 8, 14 and 22 May are holidays there or in both.
        let paris =
            delais(Territoire::Metropole, None).incident(IncidentKind::Digitisation, scanned).unwrap();
        assert_eq!((paris.last_day, paris.ends), (date(2026, 5, 15), at("2026-05-15T22:00:00Z")));
        let there = delais(Territoire::Martinique, None);
        let there = there.incident(IncidentKind::Digitisation, scanned).unwrap();
        assert_eq!((there.last_day, there.ends), (date(2026, 5, 13), at("2026-05-14T04:00:00Z")));
    }

    #[test]
    fn the_start_of_a_sending_incident_depends_on_the_profession() {
        let starts = Starts {
            first_digitisation: Some(at("2026-06-01T08:00:00Z")),
            first_transmission: Some(at("2026-06-03T08:00:00Z")),
        };
        let due = |who, starts| delais(Territoire::Metropole, who).incident(IncidentKind::Sending, starts);
        assert_eq!(due(Some(Profession::Infirmier), starts).unwrap().last_day, date(2026, 6, 8));
        assert_eq!(due(Some(Profession::Opticien), starts).unwrap().last_day, date(2026, 6, 10));
        assert_eq!(due(None, starts).unwrap().last_day, date(2026, 6, 10));
        let unsent = Starts { first_transmission: None, ..starts };
        assert_eq!(due(None, unsent).unwrap().last_day, date(2026, 6, 8));
        let untold = Starts { first_digitisation: None, ..starts };
        assert_eq!(due(Some(Profession::Infirmier), untold).unwrap().last_day, date(2026, 6, 10));
        assert_eq!(due(None, Starts::default()), None);
    }

    #[test]
    fn ninety_days_are_calendar_days() {
        let delais = delais(Territoire::Metropole, None);
        let sent = at("2026-01-01T00:00:00Z");
        assert_eq!(delais.retention(sent).last_day, date(2026, 4, 1));
        assert_eq!(delais.retention(sent).ends, at("2026-04-01T22:00:00Z"));
        assert_eq!(delais.startup(sent), delais.retention(sent));
    }

    #[test]
    fn no_moment_is_a_trap() {
        let delais = delais(Territoire::PolynesieFrancaise, None);
        for moment in [i64::MIN, -1, 0, i64::MAX] {
            assert!(delais.ack(moment).ends >= moment);
            let (kept, start) = (delais.retention(moment), Some(moment));
            assert!(kept.last_day > Date::MIN);
            let starts = Starts { first_digitisation: start, first_transmission: start };
            assert!(delais.incident(IncidentKind::Sending, starts).is_some());
        }
    }
}
