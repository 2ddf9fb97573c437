//! The clocks of a house's own policy, by counting: days, business days and times of day in a few zones.
//!
//! What belongs here: arithmetic on days and seconds, as one does it by hand, and what follows for a closing.
//! What never does: a time-zone library, or what the crate says of a clock.

use super::findings::Found;
use super::london::{
    SECONDS_OF_A_DAY, SECONDS_OF_AN_HOUR, days_to, end_of_tax_year_with, last_sunday, start_of_day,
    start_of_day_in_london,
};
use super::upvest::{clear_since, close_at};
use super::{Answered, Asked};
use closeout::{BusinessCalendar, Clock, MissedBoundary, Notice, NoticePeriod};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

const NANOSECONDS: i128 = 1_000_000_000;

/// DESIGN: the notice counts from the request.
pub(super) fn give_notice(asked: &Asked<'_>) -> bool {
    asked.clocks.iter().any(|clock| matches!(clock, Clock::Notice(_)))
}

/// DESIGN: nothing completes before the last of the clocks opens. Each that has not opened is in the way, and it takes
/// effect when the last has opened and everything is clear, however late the call.
pub(super) fn complete(asked: &Asked<'_>, mut found: Found, british: bool) -> Answered {
    let clear = found.nothing_in_the_way();
    // What breaks loses the clearance, so that the next one begins now at the earliest.
    let since = if clear { clear_since(asked).unwrap_or(asked.now) } else { asked.now };
    let of_the_gate = if british { start_of_day_in_london } else { start_of_day };
    let clear_from = if clear { since } else { found.clear_from(asked.now, of_the_gate) };
    let mut stands: Vec<(&str, Timestamp)> = Vec::new();
    let mut ends = vec![clear_from];
    if british {
        let end = |clear_at| match asked.missed_boundary {
            MissedBoundary::NextBoundary => end_of_tax_year_with(clear_at),
            MissedBoundary::WhenClear => end_of_tax_year_with(asked.requested_at.unwrap()),
        };
        stands.push(("tax_year_end", end(since)));
        ends.push(end(clear_from));
    }
    for clock in asked.clocks {
        let in_its_zone = if clear { since } else { clear_from_in(asked, &found, clock) };
        stands.push((clock.code().name(), opens(asked, clock, since)));
        ends.push(opens(asked, clock, in_its_zone));
    }
    let ahead = stands.iter().filter(|(_, opens)| asked.now < *opens).map(|(code, _)| *code);
    found.blockers.extend(ahead);
    found.blockers.sort_unstable();
    found.blockers.dedup();
    if found.nothing_in_the_way() {
        let effective = stands.iter().map(|(_, opens)| *opens).chain([since]).max().unwrap();
        close_at(asked, found, effective)
    } else {
        found.wait(asked, ends.into_iter().max().unwrap())
    }
}

/// DESIGN: an expected day is counted in the clock's own zone.
fn clear_from_in(asked: &Asked<'_>, found: &Found, clock: &Clock) -> Timestamp {
    match name(clock.zone()) {
        "Europe/London" => found.clear_from(asked.now, start_of_day_in_london),
        "America/New_York" => {
            found.clear_from(asked.now, |date| first_instant("America/New_York", day(date)))
        }
        "Asia/Tokyo" => found.clear_from(asked.now, |date| first_instant("Asia/Tokyo", day(date))),
        _ => found.clear_from(asked.now, start_of_day),
    }
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

/// Days from 1 January 1970.
fn day(date: Date) -> i64 {
    days_to(date.year().into(), date.month().into(), date.day().into())
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

/// When the clocks are put forward and back in a year, in seconds of universal time, and the hours that they are ahead
/// of it in winter. London as in `london`; New York on the second Sunday of March and the first of November, at 2:00.
fn summer(zone: &str, year: i64) -> Option<(i64, i64)> {
    let at = |day: i64, hour: i64| day * SECONDS_OF_A_DAY + hour * SECONDS_OF_AN_HOUR;
    let sunday_from = |month: i64, first: i64| {
        (first..first + 7).map(|day| days_to(year, month, day)).find(|day| day.rem_euclid(7) == 3).unwrap()
    };
    match zone {
        "Europe/London" => Some((at(last_sunday(year, 3), 1), at(last_sunday(year, 10), 1))),
        "America/New_York" => Some((at(sunday_from(3, 8), 7), at(sunday_from(11, 1), 6))),
        _ => None,
    }
}

fn hours_ahead(zone: &str, second: i64) -> i64 {
    let zones = [("America/New_York", -5), ("Asia/Tokyo", 9), ("Europe/London", 0), ("UTC", 0)];
    let (_, winter) = zones.iter().find(|(name, _)| *name == zone).unwrap();
    let (_, is_summer) = set_back_in_the_year_of(zone, second);
    if is_summer { winter + 1 } else { *winter }
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

fn day_with(zone: &str, instant: Timestamp) -> i64 {
    shown(zone, instant).div_euclid(i128::from(SECONDS_OF_A_DAY) * NANOSECONDS).try_into().unwrap()
}

/// None of these zones changes its clocks at midnight.
fn first_instant(zone: &str, day: i64) -> Timestamp {
    let midnight = day * SECONDS_OF_A_DAY;
    let fits = |ahead: &i64| hours_ahead(zone, midnight - ahead * SECONDS_OF_AN_HOUR) == *ahead;
    let ahead = (-5..=10).find(fits).unwrap();
    Timestamp::from_second(midnight - ahead * SECONDS_OF_AN_HOUR).unwrap()
}

/// DESIGN: late from the first time on that the clocks show it. When they are put back, at 2:00 in both zones, every
/// time before 2:00 has been shown already.
fn is_late(zone: &str, time: Time, instant: Timestamp) -> bool {
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
    of_the_day(time) <= now || was_put_back_today && time.hour() < 2
}
