//! The British tax year and the civil days of London, by counting.
//!
//! What belongs here: arithmetic on days, as one does it by hand.
//! What never does: a time-zone library, or a calendar of the crate.

use jiff::Timestamp;
use jiff::civil::Date;

pub(super) const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;
pub(super) const SECONDS_OF_AN_HOUR: i64 = 60 * 60;
/// From 1 January 1960 to 1 January 1970: ten years, of which 1960, 1964 and 1968 are leap years.
const DAYS_FROM_1960_TO_1970: i64 = 3_653;

/// Meaning 3.7: a tax year is half open, so an instant that is the boundary belongs to the year that begins there.
/// For instants from 1961 on: before, 6 April was not always in summer time.
pub(super) fn end_of_tax_year_with(instant: Timestamp) -> Timestamp {
    (1961..9_999).map(boundary).find(|end| instant < *end).unwrap()
}

/// Meaning 3.7: the first day of the year is 6 April in London, where it is summer then; so the year before ends with
/// 5 April at 23:00:00 of universal time.
fn boundary(year: i64) -> Timestamp {
    Timestamp::from_second(days_to(year, 4, 5) * SECONDS_OF_A_DAY + 23 * SECONDS_OF_AN_HOUR).unwrap()
}

/// The first instant of a civil day in London. Summer time as it has been since 1996: from the last Sunday of March
/// to the last Sunday of October, changed at 1:00 of universal time, so on both days after midnight.
pub(super) fn start_of_day_in_london(date: Date) -> Timestamp {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let today = days_to(year, month, day);
    let in_summer = last_sunday(year, 3) < today && today <= last_sunday(year, 10);
    let ahead = if in_summer { SECONDS_OF_AN_HOUR } else { 0 };
    Timestamp::from_second(today * SECONDS_OF_A_DAY - ahead).unwrap()
}

/// The first instant of a civil day in universal time.
pub(super) fn start_of_day(date: Date) -> Timestamp {
    let today = days_to(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    Timestamp::from_second(today * SECONDS_OF_A_DAY).unwrap()
}

/// March and October have 31 days. 1 January 1970 was a Thursday, so that day 3 was a Sunday.
pub(super) fn last_sunday(year: i64, month: i64) -> i64 {
    (25..=31).map(|day| days_to(year, month, day)).find(|day| day.rem_euclid(7) == 3).unwrap()
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

#[test]
fn the_boundaries_are_those_that_the_documents_give() {
    assert_eq!(boundary(1961).to_string(), "1961-04-05T23:00:00Z");
    assert_eq!(boundary(2026).to_string(), "2026-04-05T23:00:00Z");
    assert_eq!(boundary(2100).to_string(), "2100-04-05T23:00:00Z");
    let of_the_boundary = end_of_tax_year_with(boundary(2026));
    assert_eq!(of_the_boundary, boundary(2027));
}

#[test]
fn a_day_in_london_begins_an_hour_earlier_in_summer() {
    let begins = |date: &str| start_of_day_in_london(date.parse().unwrap()).to_string();
    assert_eq!(begins("2026-03-29"), "2026-03-29T00:00:00Z");
    assert_eq!(begins("2026-03-30"), "2026-03-29T23:00:00Z");
    assert_eq!(begins("2026-10-25"), "2026-10-24T23:00:00Z");
    assert_eq!(begins("2026-10-26"), "2026-10-26T00:00:00Z");
}
