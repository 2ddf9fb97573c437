//! When the clocks of a house's own policy open, by counting.
//!
//! What belongs here: arithmetic on days, business days and times of day.
//! What never does: a time-zone library, or what the crate says of a clock.

use super::Asked;
use super::zones::{day, day_with, first_instant, is_late};
use closeout::{BusinessCalendar, Clock, DayCount};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// DESIGN: the notice counts from the request.
pub(super) fn give_notice(asked: &Asked<'_>) -> bool {
    asked.clocks.iter().any(|clock| matches!(clock, Clock::Notice { .. }))
}

/// Each clock with the instant at which it opens for whoever is clear from then on. Meaning 3.7: a clock's own zone serves
/// its own opening.
pub(super) fn openings(asked: &Asked<'_>, clear_at: Timestamp) -> Vec<(&'static str, Timestamp)> {
    asked.clocks.iter().map(|clock| (clock.code().name(), opens(asked, clock, clear_at))).collect()
}

fn opens(asked: &Asked<'_>, clock: &Clock, clear_at: Timestamp) -> Timestamp {
    match clock {
        Clock::NotBefore { day: date, zone } => first_instant(name(zone), day(*date)),
        Clock::Notice { days, counting, zone } => {
            let requested_on = day_with(name(zone), asked.requested_at.unwrap());
            let last = match counting {
                DayCount::Calendar => requested_on + i64::from(*days),
                DayCount::Business(calendar) => nth_business_day(calendar, requested_on, *days),
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
