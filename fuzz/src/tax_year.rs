//! Target `tax_year`: any instant in any tax calendar, and the two that matter by independent arithmetic.
//!
//! What belongs here: the bounds of tax years.
//! What never does: a gate, or what waits for it.

use crate::ask::Moment;
use crate::civil;
use arbitrary::Arbitrary;
use closeout::jurisdictions::{DE, GB};
use closeout::{Country, Source, TaxCalendar, TaxYear, laws};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An instant, and a calendar of nobody's.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Input {
    at: Moment,
    zone: u8,
    month: u8,
    day: u8,
}

/// Zones whose days are odd: they are skipped, begin at one o'clock, or are 14 hours away.
const ZONES: [TimeZone; 6] = [
    jiff::tz::get!("Europe/London"),
    jiff::tz::get!("Pacific/Apia"),
    jiff::tz::get!("Pacific/Kiritimati"),
    jiff::tz::get!("Africa/Monrovia"),
    jiff::tz::get!("Australia/Lord_Howe"),
    jiff::tz::get!("Asia/Amman"),
];

/// Asserts that tax years tile time, and that those of the United Kingdom and Germany lie where the law puts them.
pub fn check(input: Input) {
    let at = input.at.instant();
    let made_up = TaxCalendar {
        country: Country::GB,
        first_month: 1 + i8::try_from(input.month % 12).expect("a month"),
        // A day that every month has.
        first_day: 1 + i8::try_from(input.day % 28).expect("a day"),
        zone: ZONES[usize::from(input.zone) % ZONES.len()].clone(),
        source: Source::plain("made up", "2026-11-20"),
    };
    for calendar in [&GB, &DE, &made_up] {
        match calendar.year_of(at) {
            Ok(year) => {
                within(calendar, &year, at);
                assert!(laws::tax_years_tile_time(calendar, at), "{at} in {calendar:?}");
            }
            Err(_) => assert!(is_far_off(at), "{at} has no tax year in {calendar:?}"),
        }
    }
    // British days began with Greenwich days on 6 April 1960 for the last time, German ones in January 1949.
    bounds(&GB, at, 1961, (4, 5, 23));
    bounds(&DE, at, 1950, (12, 31, 23));
}

fn within(calendar: &TaxCalendar, year: &TaxYear, at: Timestamp) {
    assert!(year.start <= at && at < year.end && year.contains(at));
    assert!(!year.contains(year.end) && year.contains(year.start));
    let first = year.first_day;
    assert_eq!((first.month(), first.day()), (calendar.first_month, calendar.first_day));
    let number = first.year();
    let is_calendar_year = (first.month(), first.day()) == (1, 1);
    let name = if is_calendar_year {
        format!("{number}")
    } else {
        format!("{number}/{:02}", (number + 1).rem_euclid(100))
    };
    assert_eq!(year.to_string(), name);
    let days = (year.end.as_second() - year.start.as_second()) / 86_400;
    assert!((363..=367).contains(&days), "{days} days");
}

/// The last midnight before `at` and the next one after it at which a year begins; `eve` is the month, the day and the
/// hour in Greenwich.
fn bounds(calendar: &TaxCalendar, at: Timestamp, from: i64, eve: (i64, i64, i64)) {
    let Ok(year) = calendar.year_of(at) else { return };
    let boundary = |year| civil::seconds(year, eve.0, eve.1, eve.2);
    // A year of the calendar begins on the eve's morrow, which is in the next civil year for an eve in December.
    let shift = i64::from(eve.0 == 12);
    let began = i64::from(year.first_day.year()) - shift;
    if began >= from {
        assert_eq!((year.start.as_second(), year.end.as_second()), (boundary(began), boundary(began + 1)));
        assert_eq!((year.start.subsec_nanosecond(), year.end.subsec_nanosecond()), (0, 0));
        assert!(boundary(began) <= at.as_second() && at.as_second() < boundary(began + 1));
    }
}

fn is_far_off(at: Timestamp) -> bool {
    let year = TimeZone::UTC.to_datetime(at).year();
    !(-9_997..=9_997).contains(&year)
}
