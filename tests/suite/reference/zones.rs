//! Civil days in a few zones, by counting.
//!
//! What belongs here: arithmetic on days and seconds, as one does it by hand, and when clocks are changed.
//! What never does: a time-zone library, or a calendar of the crate.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

pub(super) const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;
pub(super) const SECONDS_OF_AN_HOUR: i64 = 60 * 60;
const NANOSECONDS: i128 = 1_000_000_000;
/// From 1 January 1960 to 1 January 1970: ten years, of which 1960, 1964 and 1968 are leap years.
const DAYS_FROM_1960_TO_1970: i64 = 3_653;

/// The hours that clocks are ahead of universal time in winter, and the hour of the day to which they are put back.
const ZONES: [(&str, i64, i8); 6] = [
    ("America/Los_Angeles", -8, 1),
    ("America/New_York", -5, 1),
    ("Asia/Tokyo", 9, 0),
    ("Europe/Berlin", 1, 2),
    ("Europe/London", 0, 1),
    ("UTC", 0, 0),
];

/// Days from 1 January 1970.
pub(super) fn day(date: Date) -> i64 {
    days_to(date.year().into(), date.month().into(), date.day().into())
}

/// The days from 1 January 1970 to this one.
pub(super) fn days_to(year: i64, month: i64, day: i64) -> i64 {
    let years: i64 = (1960..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months: i64 = (1..month).map(|month| days_of(month, year)).sum();
    years + months + day - 1 - DAYS_FROM_1960_TO_1970
}

fn days_of(month: i64, year: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// March and October have 31 days. 1 January 1970 was a Thursday, so that day 3 was a Sunday.
fn last_sunday(year: i64, month: i64) -> i64 {
    (25..=31).map(|day| days_to(year, month, day)).find(|day| day.rem_euclid(7) == 3).unwrap()
}

/// When the clocks are put forward and back in a year, in seconds of universal time. In Europe, since 1996, on the last
/// Sundays of March and October at 1:00 of universal time; in the United States, since 2007, on the second Sunday of March
/// and the first of November at 2:00 of what the clocks show.
fn summer(zone: &str, year: i64) -> Option<(i64, i64)> {
    let at = |day: i64, hour: i64| day * SECONDS_OF_A_DAY + hour * SECONDS_OF_AN_HOUR;
    let sunday_from = |month: i64, first: i64| {
        (first..first + 7).map(|day| days_to(year, month, day)).find(|day| day.rem_euclid(7) == 3).unwrap()
    };
    match zone {
        "Europe/London" | "Europe/Berlin" => {
            Some((at(last_sunday(year, 3), 1), at(last_sunday(year, 10), 1)))
        }
        "America/New_York" => Some((at(sunday_from(3, 8), 7), at(sunday_from(11, 1), 6))),
        "America/Los_Angeles" => Some((at(sunday_from(3, 8), 10), at(sunday_from(11, 1), 9))),
        _ => None,
    }
}

fn of_zone(zone: &str) -> (i64, i8) {
    let (_, winter, put_back_to) = ZONES.iter().find(|(name, ..)| *name == zone).unwrap();
    (*winter, *put_back_to)
}

fn hours_ahead(zone: &str, second: i64) -> i64 {
    let (winter, _) = of_zone(zone);
    let (_, is_summer) = set_back_in_the_year_of(zone, second);
    if is_summer { winter + 1 } else { winter }
}

/// When the clocks are put back in that year, and whether it is summer. No summer lasts over New Year there.
fn set_back_in_the_year_of(zone: &str, second: i64) -> (Option<i64>, bool) {
    let day = second.div_euclid(SECONDS_OF_A_DAY);
    let year = (1961..9_999).find(|year| day < days_to(year + 1, 1, 1)).unwrap();
    match summer(zone, year) {
        Some((forward, back)) => (Some(back), forward <= second && second < back),
        None => (None, false),
    }
}

/// What the clocks show, in nanoseconds since 1970.
fn shown(zone: &str, instant: Timestamp) -> i128 {
    let ahead = hours_ahead(zone, instant.as_nanosecond().div_euclid(NANOSECONDS).try_into().unwrap());
    instant.as_nanosecond() + i128::from(ahead * SECONDS_OF_AN_HOUR) * NANOSECONDS
}

pub(super) fn day_with(zone: &str, instant: Timestamp) -> i64 {
    shown(zone, instant).div_euclid(i128::from(SECONDS_OF_A_DAY) * NANOSECONDS).try_into().unwrap()
}

/// None of these zones changes its clocks at midnight.
pub(super) fn first_instant(zone: &str, day: i64) -> Timestamp {
    let midnight = day * SECONDS_OF_A_DAY;
    let fits = |ahead: &i64| hours_ahead(zone, midnight - ahead * SECONDS_OF_AN_HOUR) == *ahead;
    let ahead = (-8..=10).find(fits).unwrap();
    Timestamp::from_second(midnight - ahead * SECONDS_OF_AN_HOUR).unwrap()
}

/// DESIGN: late from the first time on that the clocks show it. When they are put back by an hour, every time of the hour
/// that comes twice, and every earlier one, has been shown already.
pub(super) fn is_late(zone: &str, time: Time, instant: Timestamp) -> bool {
    let of_the_day = |time: Time| {
        let seconds =
            i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        i128::from(seconds) * NANOSECONDS + i128::from(time.subsec_nanosecond())
    };
    let now = shown(zone, instant).rem_euclid(i128::from(SECONDS_OF_A_DAY) * NANOSECONDS);
    let second: i64 = instant.as_nanosecond().div_euclid(NANOSECONDS).try_into().unwrap();
    let put_back = set_back_in_the_year_of(zone, second).0.filter(|back| *back <= second);
    let was_put_back_today = put_back
        .is_some_and(|back| day_with(zone, Timestamp::from_second(back).unwrap()) == day_with(zone, instant));
    let (_, put_back_to) = of_zone(zone);
    of_the_day(time) <= now || was_put_back_today && time.hour() <= put_back_to
}

#[test]
fn a_day_begins_an_hour_earlier_in_summer() {
    let begins = |zone: &str, date: &str| first_instant(zone, day(date.parse().unwrap())).to_string();
    assert_eq!(begins("Europe/London", "2026-03-29"), "2026-03-29T00:00:00Z");
    assert_eq!(begins("Europe/London", "2026-03-30"), "2026-03-29T23:00:00Z");
    assert_eq!(begins("Europe/London", "2026-10-25"), "2026-10-24T23:00:00Z");
    assert_eq!(begins("Europe/London", "2026-10-26"), "2026-10-26T00:00:00Z");
    assert_eq!(begins("Europe/Berlin", "2026-06-06"), "2026-06-05T22:00:00Z");
    assert_eq!(begins("Europe/Berlin", "2026-03-20"), "2026-03-19T23:00:00Z");
    assert_eq!(begins("America/Los_Angeles", "2026-06-06"), "2026-06-06T07:00:00Z");
    assert_eq!(begins("America/Los_Angeles", "2026-12-06"), "2026-12-06T08:00:00Z");
}
