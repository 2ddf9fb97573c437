//! Tax years against vectors computed independently, and against plain arithmetic over a whole cycle.
//!
//! What belongs here: instants at which a year begins or ends.
//! What never does: a provider.

use crate::support::at;
use closeout::{
    jurisdictions::{DE, GB},
    laws,
    timing::TaxCalendar,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// `(any instant of the year, its label, its exclusive end)`
const BRITISH_YEARS: [(&str, &str, &str); 8] = [
    ("2024-01-01T00:00:00Z", "2023/24", "2024-04-05T23:00:00Z"),
    ("2025-04-05T22:59:59Z", "2024/25", "2025-04-05T23:00:00Z"),
    ("2025-04-05T23:00:00Z", "2025/26", "2026-04-05T23:00:00Z"), // Easter Sunday
    ("2026-12-31T00:00:00Z", "2026/27", "2027-04-05T23:00:00Z"),
    ("2028-02-29T12:00:00Z", "2027/28", "2028-04-05T23:00:00Z"),
    ("1945-01-01T00:00:00Z", "1944/45", "1945-04-05T22:00:00Z"), // double summer time
    ("1960-01-01T00:00:00Z", "1959/60", "1960-04-06T00:00:00Z"), // winter time
    ("1970-01-01T00:00:00Z", "1969/70", "1970-04-05T23:00:00Z"), // +1 as standard time
];

#[test]
fn british_years_end_with_the_fifth_of_april_in_london() {
    for (instant, label, end) in BRITISH_YEARS {
        let year = GB.year_of(at(instant)).unwrap();
        assert_eq!((year.to_string().as_str(), year.end), (label, at(end)), "{instant}");
    }
}

/// Unix seconds of the same boundaries, so that no parser is trusted twice.
#[test]
fn boundaries_are_those_seconds_since_the_epoch() {
    let seconds = [1_712_358_000, 1_743_894_000, 1_775_430_000, 1_806_966_000, 1_838_588_400];
    for (year, expected) in (2024_i16..).zip(seconds) {
        let instant = at(&format!("{year}-01-01T00:00:00Z"));
        assert_eq!(GB.year_of(instant).unwrap().end.as_second(), expected, "{year}");
    }
}

#[test]
fn a_request_finds_the_boundary_of_its_own_year() {
    let pairs = [
        ("2026-04-05T22:59:59.999999999Z", "2026-04-05T23:00:00Z"),
        ("2026-04-05T23:00:00Z", "2027-04-05T23:00:00Z"), // already the new year
        ("2026-04-06T00:00:00Z", "2027-04-05T23:00:00Z"),
        ("2026-01-01T00:00:00Z", "2026-04-05T23:00:00Z"),
        ("2028-02-29T12:00:00Z", "2028-04-05T23:00:00Z"),
    ];
    for (instant, boundary) in pairs {
        assert_eq!(GB.year_of(at(instant)).unwrap().end, at(boundary), "{instant}");
    }
}

#[test]
fn the_german_year_begins_at_midnight_in_berlin() {
    let year = DE.year_of(at("2025-12-31T22:59:59Z")).unwrap();
    assert_eq!((year.to_string().as_str(), year.end), ("2025", at("2025-12-31T23:00:00Z")));
    assert_eq!(DE.year_of(year.end).unwrap().to_string(), "2026");
}

#[test]
fn a_label_that_spans_a_century_has_two_digits() {
    assert_eq!(GB.year_of(at("1999-06-01T00:00:00Z")).unwrap().to_string(), "1999/00");
    assert_eq!(GB.year_of(at("2008-06-01T00:00:00Z")).unwrap().to_string(), "2008/09");
}

/// From 1961 on the boundary is 23:00 UTC on 5 April of every year; the Gregorian calendar repeats after 400 years.
#[test]
fn british_boundaries_agree_with_plain_arithmetic_over_a_whole_cycle() {
    for year in 1961_i16..2361 {
        let expected = jiff::tz::TimeZone::UTC.to_timestamp(date(year, 4, 5).at(23, 0, 0, 0)).unwrap();
        let before = GB.year_of(expected - SignedDuration::from_nanos(1)).unwrap();
        let after = GB.year_of(expected).unwrap();
        assert_eq!((before.end, after.start), (expected, expected), "{year}");
    }
}

#[test]
fn an_instant_whose_year_cannot_be_represented_is_an_error_that_names_it() {
    let error = GB.year_of(at("9999-06-01T00:00:00Z")).unwrap_err();
    let expected = "the tax year of `9999-06-01` is too close to the end of the calendar: expected the tax year of a day \
                    of the years -9998 to 9998";
    assert_eq!(error.to_string(), expected);
    assert!(GB.year_of(Timestamp::MIN).is_err());
}

fn instants() -> impl Strategy<Value = Timestamp> {
    (-2_208_988_800_i64..7_289_654_400, 0..1_000_000_000_i32)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

/// 1900 to 2200, and of the Germans since 1950.
fn asked() -> impl Strategy<Value = (&'static TaxCalendar, Timestamp)> {
    let since_1950 = instants().prop_filter("recorded", |instant| instant.as_second() >= -631_155_600);
    prop_oneof![(Just(&GB), instants()), (Just(&DE), since_1950)]
}

proptest! {
    #[test]
    fn tax_years_tile_time((calendar, instant) in asked()) {
        prop_assert!(laws::tax_years_tile_time(calendar, instant));
        let year = calendar.year_of(instant).unwrap();
        prop_assert!(year.contains(instant));
        if let Ok(before) = calendar.year_of(year.start - SignedDuration::from_nanos(1)) {
            prop_assert_eq!(before.end, year.start);
        }
    }
}
