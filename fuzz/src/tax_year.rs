//! Target `tax_year`: any instant in any tax calendar, and the two that matter by independent arithmetic.
//!
//! What belongs here: the bounds of tax years.
//! What never does: a gate, or what waits for it.

use crate::ask::Moment;
use crate::civil;
use arbitrary::Arbitrary;
use closeout::{jurisdictions, jurisdictions::{DE, GB}, timing::{Era, Naming, TaxCalendar, TaxYear, TaxYearError, YearRule}, laws};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An instant, a row of the table, and a calendar of nobody's.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Input {
    at: Moment,
    zone: u8,
    month: u8,
    day: u8,
    row: u8,
}

/// Zones whose days are odd: they are skipped, begin at one o'clock, are 14 hours away, or end with an hour that comes
/// once more after midnight.
const ZONES: [TimeZone; 8] = [
    jiff::tz::get!("Europe/London"),
    jiff::tz::get!("Pacific/Apia"),
    jiff::tz::get!("Pacific/Kiritimati"),
    jiff::tz::get!("Africa/Monrovia"),
    jiff::tz::get!("Australia/Lord_Howe"),
    jiff::tz::get!("Asia/Amman"),
    jiff::tz::get!("America/St_Johns"),
    jiff::tz::get!("America/Toronto"),
];

/// Years that begin on one of the first 28 days of a month, which every month has.
fn era(month: u8, day: u8) -> Era {
    let within = |number: u8, most: u8| i8::try_from(number % most + 1).expect("at most 28");
    Era::always(YearRule::Fixed { month: within(month, 12), day: within(day, 28) })
}

/// Asserts that tax years tile time, and that those of the United Kingdom and Germany lie where the law puts them.
pub fn check(input: Input) {
    let at = input.at.instant();
    let zone = &ZONES[usize::from(input.zone) % ZONES.len()];
    let eras = vec![era(input.month, input.day)];
    let made_up = TaxCalendar { zone: zone.clone(), eras: eras.into(), ..GB.clone() };
    let row = jurisdictions::ALL[usize::from(input.row) % jurisdictions::ALL.len()];
    let elsewhere = TaxCalendar { zone: zone.clone(), ..row.clone() };
    for calendar in [&GB, &DE, &made_up, row, &elsewhere] {
        match calendar.year_of(at) {
            Ok(year) => {
                within(calendar, &year, at);
                assert!(laws::tax_years_tile_time(calendar, at), "{at} in {calendar:?}");
            }
            Err(TaxYearError::OutsideCalendar(_)) => {
                assert!(is_far_off(at), "{at} has no year in {calendar:?}");
            }
            Err(_) => assert!(lacks_a_rule(calendar), "{at} has no year in {calendar:?}"),
        }
    }
    // British days began with Greenwich days on 6 April 1960 for the last time, German ones in January 1949.
    bounds(&GB, at, 1961, (4, 5, 23));
    bounds(&DE, at, 1950, (12, 31, 23));
}

/// Whether there are days on which it has no tax years.
fn lacks_a_rule(calendar: &TaxCalendar) -> bool {
    let has_years = |era: &Era| !matches!(era.rule, YearRule::NoIncomeTax | YearRule::Unsupported { .. });
    let (first, last) = (calendar.eras.first().unwrap(), calendar.eras.last().unwrap());
    !calendar.eras.iter().all(has_years) || first.valid_from.is_some() || last.valid_to.is_some()
}

fn within(calendar: &TaxCalendar, year: &TaxYear, at: Timestamp) {
    assert!(year.start <= at && at < year.end && year.contains(at));
    assert!(!year.contains(year.end) && year.contains(year.start));
    let first = year.first_day;
    let holds = calendar.eras.iter().find(|era| era.covers(first)).expect("a rule for the first day");
    assert!(holds.covers(year.last_day));
    let (month, day) = match holds.rule {
        YearRule::Fixed { month, day } => (month, day),
        YearRule::LastDayOfFebruary => (3, 1),
        YearRule::OnePeriod | YearRule::NoIncomeTax | YearRule::Unsupported { .. } => {
            return assert_eq!((holds.valid_from, holds.rule), (Some(first), YearRule::OnePeriod));
        }
    };
    assert_eq!((first.month(), first.day()), (month, day));
    let number = first.year();
    let name = if (month, day) == (1, 1) {
        format!("{number}")
    } else if calendar.naming == Naming::Closing {
        format!("{}", number + 1)
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
