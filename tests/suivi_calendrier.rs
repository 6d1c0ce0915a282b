//! Holidays and clocks of every French territory against published ones, 2014 to 2040: see tests/golden/feries.py.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use scor::profile::{JoursComptes, Profile, Territoire};
use scor::suivi::calendrier::Calendrier;
use scor::suivi::fuseau;

#[test]
fn holidays_agree_with_published_calendars_to_2040() {
    let golden = include_str!("golden/feries.csv");
    let profile = Profile::scor_public();
    let mut lines = 0;
    for line in golden.lines() {
        let mut fields = line.split(',');
        let place = Territoire::named(fields.next().unwrap()).unwrap();
        let year: i16 = fields.next().unwrap().parse().unwrap();
        let wanted: Vec<&str> = fields.next().unwrap().split(' ').collect();
        let calendar = Calendrier::new(&profile, place);
        let mut got: Vec<String> =
            calendar.feries(year).iter().map(|(d, _)| d.strftime("%m-%d").to_string()).collect();
        got.dedup(); // 8 May may be Ascension as well: one date, two names
        assert_eq!(got, wanted, "{line}");
        for (date, _) in calendar.feries(year) {
            assert!(calendar.ferie(date).is_some() && !calendar.counts(date, JoursComptes::Ouvrables));
        }
        lines += 1;
    }
    assert_eq!(lines, 13 * 27 - 4, "13 territories over 27 years, Saint-Martin from 2018");
}

#[test]
fn clocks_agree_with_the_tz_database_to_2040() {
    let mut changes: Vec<(Territoire, i64, i32)> = Vec::new();
    for line in include_str!("golden/fuseaux.csv").lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let place = Territoire::named(fields[0]).unwrap();
        changes.push((place, fields[1].parse().unwrap(), fields[2].parse().unwrap()));
    }
    for (at, (place, from, offset)) in changes.iter().enumerate() {
        let next = changes.get(at + 1).filter(|next| next.0 == *place);
        let until = next.map_or(2_240_524_800, |next| next.1); // 2041-01-01
        for moment in [*from, from + 1, (from + until) / 2, until - 1] {
            assert_eq!(fuseau::offset(*place, moment), *offset, "{place:?} at {moment}");
        }
    }
    let places: std::collections::HashSet<_> = changes.iter().map(|c| c.0).collect();
    assert_eq!(places.len(), 12, "Alsace-Moselle has the clock of Paris");
    assert_eq!(fuseau::offset(Territoire::AlsaceMoselle, 1_790_000_000), 7200);
}
