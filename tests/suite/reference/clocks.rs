//! When the clocks of a house's own policy open, by counting.
//!
//! What belongs here: arithmetic on days, business days and times of day.
//! What never does: a time-zone library, or what the crate says of a clock.

use super::Asked;
use super::zones::{day, day_with, days_to, first_instant, is_late};
use closeout::{
    policy::{Clock, Notice},
    timing::{BusinessCalendar, NoticePeriod},
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// DESIGN: the notice counts from the request.
pub(super) fn give_notice(asked: &Asked<'_>) -> bool {
    asked.clocks.iter().any(|clock| matches!(clock, Clock::Notice(_)))
}

/// Each clock with the instant at which it opens for whoever is clear from then on. Meaning 3.7: a clock's own zone serves
/// its own opening.
pub(super) fn openings(asked: &Asked<'_>, clear_at: Timestamp) -> Vec<(&'static str, Timestamp)> {
    asked.clocks.iter().map(|clock| (clock.code().name(), opens(asked, clock, clear_at))).collect()
}

fn opens(asked: &Asked<'_>, clock: &Clock, clear_at: Timestamp) -> Timestamp {
    match clock {
        Clock::NotBefore { day: date, zone } => first_instant(name(zone), day(*date)),
        Clock::Notice(Notice { period, zone, .. }) => {
            let requested_on = day_with(name(zone), asked.requested_at.unwrap());
            let last = match period {
                NoticePeriod::Days(days) => requested_on + i64::from(*days),
                NoticePeriod::BusinessDays(days, calendar) => nth_business_day(calendar, requested_on, *days),
                NoticePeriod::Months(months) => same_day_of_the_month(requested_on, (*months).into()),
            };
            first_instant(name(zone), last + 1)
        }
        Clock::CutOff { time, zone } if is_late(name(zone), *time, clear_at) => {
            first_instant(name(zone), day_with(name(zone), clear_at) + 1)
        }
        Clock::CutOff { .. } => clear_at,
        // Nobody has said here when another one opens.
        _ => Timestamp::MAX,
    }
}

fn name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap()
}

/// The day of the same number so many months later, or the last one of that month.
fn same_day_of_the_month(day: i64, months: i64) -> i64 {
    let first_of = |month: i64| days_to(month.div_euclid(12), month.rem_euclid(12) + 1, 1);
    let month = (1961 * 12..9_999 * 12).find(|month| day < first_of(month + 1)).unwrap();
    let number = day - first_of(month);
    (first_of(month + months) + number).min(first_of(month + months + 1) - 1)
}

/// Day 0 was a Thursday.
fn nth_business_day(calendar: &BusinessCalendar, after: i64, days: u16) -> i64 {
    let off = |each: i64| {
        let weekday = (each + 3).rem_euclid(7);
        calendar.days_off().iter().any(|off| i64::from(off.to_monday_zero_offset()) == weekday)
            || calendar.holidays().iter().any(|holiday| day(*holiday) == each)
    };
    let mut business = (after + 1..).filter(|each| !off(*each));
    (0..days).fold(after, |_, _| business.next().unwrap())
}
