//! At which instants the years of the table begin and end.

use super::{calendar, year};
use crate::support::at;
use closeout::{
    jurisdictions::ALL,
    laws,
    timing::{Era, TaxCalendar, TaxYear, YearRule, start_of_day},
};
use jiff::civil::Time;
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// `(country, zone of the holder, label of the year that begins, its first instant)`
const BOUNDARIES: [(&str, TimeZone, &str, &str); 19] = [
    ("DE", tz::get!("Europe/Berlin"), "2026", "2025-12-31T23:00:00Z"),
    ("US", tz::get!("America/New_York"), "2026", "2026-01-01T05:00:00Z"),
    ("US", tz::get!("America/Los_Angeles"), "2026", "2026-01-01T08:00:00Z"),
    ("US", tz::get!("Pacific/Honolulu"), "2026", "2026-01-01T10:00:00Z"),
    ("CA", tz::get!("America/Vancouver"), "2026", "2026-01-01T08:00:00Z"),
    ("CA", tz::get!("America/Vancouver"), "2027", "2027-01-01T07:00:00Z"), // changed in 2026
    ("CA", tz::get!("America/Edmonton"), "2027", "2027-01-01T06:00:00Z"),  // changed in 2026
    ("AU", tz::get!("Australia/Sydney"), "2026/27", "2026-06-30T14:00:00Z"),
    ("AU", tz::get!("Australia/Adelaide"), "2026/27", "2026-06-30T14:30:00Z"),
    ("AU", tz::get!("Australia/Perth"), "2026/27", "2026-06-30T16:00:00Z"),
    ("NZ", tz::get!("Pacific/Auckland"), "2026/27", "2026-03-31T11:00:00Z"), // still summer time
    ("NZ", tz::get!("Pacific/Auckland"), "2029/30", "2029-03-31T11:00:00Z"), // which ends that very day
    ("IN", tz::get!("Asia/Kolkata"), "2026/27", "2026-03-31T18:30:00Z"),
    ("ZA", tz::get!("Africa/Johannesburg"), "2029", "2028-02-29T22:00:00Z"), // leap year
    ("HK", tz::get!("Asia/Hong_Kong"), "2026/27", "2026-03-31T16:00:00Z"),
    ("BR", tz::get!("America/Sao_Paulo"), "2026", "2026-01-01T03:00:00Z"),
    ("IM", tz::get!("Europe/Isle_of_Man"), "2026/27", "2026-04-05T23:00:00Z"),
    ("JE", tz::get!("Europe/Jersey"), "2026", "2026-01-01T00:00:00Z"),
    ("IE", tz::get!("Europe/Dublin"), "2026", "2026-01-01T00:00:00Z"),
];

const NANOSECOND: SignedDuration = SignedDuration::from_nanos(1);

#[test]
fn years_begin_at_these_instants() {
    for (country, zone, label, start) in BOUNDARIES {
        let year = calendar(country).year_of_in(at(start), &zone).unwrap();
        assert_eq!((year.to_string().as_str(), year.start), (label, at(start)), "{country} {zone:?}");
        let before = calendar(country).year_of_in(at(start) - NANOSECOND, &zone).unwrap();
        assert_eq!(before.end, at(start), "{country} {zone:?}");
    }
}

#[test]
fn without_another_zone_that_of_the_row_counts() {
    let defaults = ["America/New_York", "America/Toronto", "Australia/Sydney", "America/Sao_Paulo"];
    for (country, zone) in ["US", "CA", "AU", "BR"].into_iter().zip(defaults) {
        assert_eq!(calendar(country).zone.iana_name(), Some(zone));
        let of_itself = year(country, "2026-11-20T00:00:00Z");
        let zone = &calendar(country).zone;
        assert_eq!(calendar(country).year_of_in(at("2026-11-20T00:00:00Z"), zone), Ok(of_itself));
    }
    let honolulu = tz::get!("Pacific/Honolulu");
    let starts = calendar("US").years_starting_in(2026..=2026, &honolulu);
    assert_eq!(starts.map(|year| year.unwrap().start).collect::<Vec<_>>(), [at("2026-01-01T10:00:00Z")]);
}

#[test]
fn an_error_names_what_was_asked_for_and_what_can_be() {
    let words = [
        (
            "AE",
            "`AE` has no personal income tax on 2026-01-01, and so no tax year: expected a country that has one",
        ),
        (
            "NP",
            "`NP` on 2026-01-01 is counted in the Bikram Sambat calendar, which is not supported: expected",
        ),
        ("IR", "`IR` on 2026-01-01 is counted in the Solar Hijri calendar"),
    ];
    for (country, words) in words {
        let error = calendar(country).year_of(at("2026-01-01T12:00:00Z")).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

/// Checked for the years 1970 to 2040: the clocks were set forward at midnight in these years, and in no others.
#[test]
fn years_begin_after_midnight_only_where_it_did_not_exist() {
    let mut found = Vec::new();
    // What counts here are the clocks, so today's rule is taken back to years for which none is recorded.
    for row in ALL {
        let always = as_today(row);
        for year in (1970..=2040).flat_map(|year| always.years_starting(year..=year)).filter_map(Result::ok) {
            let first = row.zone.to_datetime(year.start);
            assert_eq!(first.date(), year.first_day, "{}", row.country);
            if first.time() != Time::midnight() {
                found.push((row.country.code(), year.first_day.year(), first.time().to_string()));
            }
        }
    }
    let found: Vec<_> = found.iter().map(|(country, year, time)| (*country, *year, time.as_str())).collect();
    let expected = [
        ("MN", 1978, "01:00:00"),
        ("NI", 1993, "01:00:00"),
        ("PE", 1986, "01:00:00"),
        ("PE", 1987, "01:00:00"),
        ("PE", 1990, "01:00:00"),
        ("PE", 1994, "01:00:00"),
    ];
    assert_eq!(found, expected);
}

fn as_today(row: &TaxCalendar) -> TaxCalendar {
    let rule =
        row.eras.iter().rfind(|era| !matches!(era.rule, YearRule::Unsupported { .. })).or(row.eras.last());
    let always = vec![Era::always(rule.unwrap().rule)];
    TaxCalendar { eras: always.into(), ..row.clone() }
}

#[test]
fn a_day_begins_with_the_first_instant_that_exists() {
    let days = [
        ("2026-01-01", tz::get!("UTC"), "2026-01-01T00:00:00Z"),
        ("2004-01-01", tz::get!("Asia/Khandyga"), "2003-12-31T15:00:00Z"), // midnight was skipped
        ("1919-03-31", tz::get!("America/Toronto"), "1919-03-31T04:30:00Z"), // from 23:30 to 00:30
        ("2011-12-30", tz::get!("Pacific/Apia"), "2011-12-30T10:00:00Z"),  // the day was skipped
        ("2011-12-31", tz::get!("Pacific/Apia"), "2011-12-30T10:00:00Z"),
        ("2006-10-29", tz::get!("America/St_Johns"), "2006-10-29T02:30:00Z"), // from 00:01 to 23:01
        ("2006-10-30", tz::get!("America/St_Johns"), "2006-10-30T03:30:00Z"),
    ];
    for (day, zone, expected) in days {
        assert_eq!(start_of_day(day.parse().unwrap(), &zone), Ok(at(expected)), "{day} {zone:?}");
    }
}

/// Half-open, each end the start of the next: of every row, every year from 1900 to 2200.
#[test]
fn tax_years_tile_time_in_every_row() {
    for row in ALL {
        let mut end = None;
        for year in (1900..=2200).flat_map(|year| row.years_starting(year..=year)).filter_map(Result::ok) {
            assert!(end.is_none_or(|end| end == year.start), "{} {year}", row.country);
            end = Some(year.end);
            is_a_year(row, &year);
        }
        assert!(end.is_some() || row.year_of(at("2026-11-20T12:00:00Z")).is_err(), "{}", row.country);
    }
}

fn is_a_year(row: &TaxCalendar, year: &TaxYear) {
    let whose = row.country;
    assert_eq!(row.year_of(year.start), Ok(*year), "{whose}");
    assert_eq!(row.year_of(year.end - NANOSECOND), Ok(*year), "{whose}");
    if let Ok(before) = row.year_of(year.start - NANOSECOND) {
        assert_eq!(before.end, year.start, "{whose}");
        assert_eq!(before.last_day.tomorrow().unwrap(), year.first_day, "{whose}");
    }
    for instant in [year.start, middle(year), year.end - NANOSECOND] {
        assert!(laws::tax_years_tile_time(row, instant), "{whose} {instant}");
    }
    assert!(year.contains(year.start) && year.contains(year.end - NANOSECOND), "{whose}");
    assert!(!year.contains(year.start - NANOSECOND) && !year.contains(year.end), "{whose}");
    let days = (year.end.as_second() - year.start.as_second() + 43_200).div_euclid(86_400);
    let odd = matches!(
        (whose.code(), days),
        ("IE", 270) | ("MM", 182 | 183) | ("CR", 458) | ("MU", 181) | ("MW", 274)
    );
    assert!(odd || matches!(days, 365 | 366), "{whose} {year}: {days} days");
}

fn middle(year: &TaxYear) -> Timestamp {
    Timestamp::from_second(i64::midpoint(year.start.as_second(), year.end.as_second())).unwrap()
}
