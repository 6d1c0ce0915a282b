//! The clock of a territory: which civil day a moment belongs to, and when a civil day begins.
//!
//! The library keeps moments as seconds since 1970-01-01 UTC, and deadlines end with a day of the practice's own
//! calendar. No time zone data is carried for that: of the French territories two change their clocks, each by a
//! rule that holds for all years of SCOR: metropolitan France by directive 2000/84/EC (last Sundays of March
//! and October, 01:00 UTC), Saint-Pierre-et-Miquelon with North America (second Sunday of March and first of
//! November, 02:00 local, since 2007).

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

use crate::profile::Territoire;

const HOUR: i32 = 3600;

/// Hours that the territory's clock is ahead of UTC without summer time.
fn standard(territoire: Territoire) -> i32 {
    match territoire {
        Territoire::Metropole | Territoire::AlsaceMoselle => 1,
        Territoire::Guadeloupe
        | Territoire::Martinique
        | Territoire::SaintBarthelemy
        | Territoire::SaintMartin => -4,
        Territoire::Guyane | Territoire::SaintPierreEtMiquelon => -3,
        Territoire::Reunion => 4,
        Territoire::Mayotte => 3,
        Territoire::WallisEtFutuna => 12,
        Territoire::PolynesieFrancaise => -10,
        Territoire::NouvelleCaledonie => 11,
    }
}

/// Seconds that the territory's clock is ahead of UTC at that moment.
pub fn offset(territoire: Territoire, moment: i64) -> i32 {
    let summer = match territoire {
        Territoire::Metropole | Territoire::AlsaceMoselle => {
            within(moment, |year| Some((sunday(year, 3, -1, 1)?, sunday(year, 10, -1, 1)?)))
        }
        Territoire::SaintPierreEtMiquelon => {
            within(moment, |year| Some((sunday(year, 3, 2, 5)?, sunday(year, 11, 1, 4)?)))
        }
        _ => false,
    };
    (standard(territoire) + i32::from(summer)) * HOUR
}

/// Is the moment in the summer time of its year, which lasts from one moment to another?
fn within(moment: i64, summer: impl Fn(i16) -> Option<(i64, i64)>) -> bool {
    let year = utc_date(moment).year();
    summer(year).is_some_and(|(from, until)| (from..until).contains(&moment))
}

/// The n-th Sunday of a month, the last for -1, at an hour UTC.
fn sunday(year: i16, month: i8, nth: i8, hour: i64) -> Option<i64> {
    let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Sunday).ok()?;
    Some(midnight_utc(day) + hour * i64::from(HOUR))
}

/// The civil day there at that moment. Moments outside jiff's calendar fall on its first or last day.
pub fn local_date(territoire: Territoire, moment: i64) -> Date {
    utc_date(moment.saturating_add(i64::from(offset(territoire, moment))))
}

/// The moment at which the civil day begins there.
pub fn start_of_day(territoire: Territoire, day: Date) -> i64 {
    // Clocks change hours away from midnight: one guess with the standard offset tells which offset is in force.
    let guess = midnight_utc(day) - i64::from(standard(territoire) * HOUR);
    midnight_utc(day) - i64::from(offset(territoire, guess))
}

/// The moment at which the civil day is over there: the first one that does not belong to it.
pub fn end_of_day(territoire: Territoire, day: Date) -> i64 {
    match day.tomorrow() {
        Ok(next) => start_of_day(territoire, next),
        Err(_) => start_of_day(territoire, day) + 24 * i64::from(HOUR),
    }
}

fn utc_date(moment: i64) -> Date {
    match Timestamp::from_second(moment) {
        Ok(at) => Offset::UTC.to_datetime(at).date(),
        Err(_) if moment < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

fn midnight_utc(day: Date) -> i64 {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    let days = EPOCH.until(day).map_or(0, |span| span.get_days());
    i64::from(days) * 24 * i64::from(HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_moment_lies_in_its_day(moment in -2_000_000_000i64..20_000_000_000, which in 0..13usize) {
            let there = Territoire::ALL[which];
            let day = local_date(there, moment);
            prop_assert!(start_of_day(there, day) <= moment && moment < end_of_day(there, day));
            prop_assert_eq!(local_date(there, start_of_day(there, day)), day);
            prop_assert_eq!(local_date(there, end_of_day(there, day) - 1), day);
        }
    }

    #[test]
    fn days_of_a_change_of_clocks_have_23_and_25_hours() {
        let hours = |t, day| (end_of_day(t, day) - start_of_day(t, day)) / 3600;
        assert_eq!(hours(Territoire::Metropole, date(2026, 3, 29)), 23);
        assert_eq!(hours(Territoire::AlsaceMoselle, date(2026, 10, 25)), 25);
        assert_eq!(hours(Territoire::SaintPierreEtMiquelon, date(2026, 3, 8)), 23);
        assert_eq!(hours(Territoire::Reunion, date(2026, 3, 29)), 24);
    }

    #[test]
    fn impossible_moments_are_no_trap() {
        for there in Territoire::ALL {
            assert_eq!(local_date(there, i64::MIN), Date::MIN);
            assert_eq!(local_date(there, i64::MAX), Date::MAX);
            assert!(end_of_day(there, Date::MAX) > start_of_day(there, Date::MIN));
        }
    }
}
