//! Calendars and windows without an answer for some instants, or for all future ones.

use super::finding::{About, Defect, Finding, Trace};
use crate::decision::RULEBOOK;
use crate::laws::tax_years_tile_time;
use crate::policy::{Clock, Notice, Policy};
use crate::profile::DueWindow;
use crate::timing::{BusinessCalendar, NoticePeriod, TaxCalendar, end_of_notice, start_of_day};
use crate::vocab::Source;
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;

/// The years over which clocks are followed, the last one not included: those that a service could still ask about, and
/// for which most tax calendars are recorded, and many more.
const YEARS: core::ops::Range<i16> = 2015..2200;

/// Finds calendars and windows without an answer for some instants.
pub(super) fn gaps(policy: &Policy) -> Vec<Finding> {
    let profile = policy.profile();
    let rows = profile.obligations.iter().enumerate();
    let windows = rows.filter_map(|(row, obligation)| Some((row, obligation.kind, obligation.due.as_ref()?)));
    let calendars = profile.gates.iter().map(|gate| &*gate.calendar);
    let calendars = calendars.chain(windows.clone().map(|(.., due)| &*due.calendar));
    let without_year = calendars.filter_map(|calendar| {
        Some(About::Calendar { country: calendar.country, near: first_gap(calendar)? })
    });
    let why = "not every year has its first and its last day";
    let without_day = windows.filter(|(.., due)| !is_there_every_year(due));
    let without_day = without_day.map(|(row, kind, _)| About::Window { kind, row, why });
    let never_open = policy.every_clock().iter().enumerate().filter_map(|(row, clock)| {
        Some(About::Clock { code: clock.code(), row, why: why_it_never_opens(clock)? })
    });
    let finding = |about| Finding { defect: Defect::ClockGap, about, trace: Trace::default() };
    let mut findings: Vec<Finding> = without_year.chain(without_day).chain(never_open).map(finding).collect();
    findings.dedup();
    findings
}

/// Finds each notice that no request can begin any more, with the last day on which one could.
pub(super) fn ended(policy: &Policy, now: Option<Timestamp>) -> Vec<Finding> {
    let now = now.or_else(|| first_instant_of(known_to_be_past(policy)?));
    let about = |(row, clock): (usize, &Clock)| {
        let (calendar, days) = business_days(clock)?;
        let last_beginning = last_beginning(calendar, days).filter(|day| calendar.from() <= *day)?;
        let ends_at = start_of_day(last_beginning.tomorrow().ok()?, clock.zone()).ok()?;
        (ends_at <= now?).then_some(About::BusinessCalendar { row, last_beginning })
    };
    let finding = |about| Finding { defect: Defect::CalendarEnded, about, trace: Trace::default() };
    policy.every_clock().iter().enumerate().filter_map(about).map(finding).collect()
}

/// Returns a notice of business days, with its calendar.
const fn business_days(clock: &Clock) -> Option<(&BusinessCalendar, u16)> {
    match clock {
        Clock::Notice(Notice { period: NoticePeriod::BusinessDays(days, calendar), .. }) => {
            Some((calendar, *days))
        }
        Clock::Notice(_) | Clock::NotBefore { .. } | Clock::CutOff { .. } => None,
    }
}

/// Returns the last day after which the calendar covers this many business days; `None` if it does not cover that many,
/// or if `days` is 0.
fn last_beginning(calendar: &BusinessCalendar, days: u16) -> Option<Date> {
    let (mut day, mut left) = (calendar.through(), Some(days).filter(|days| *days > 0)?);
    while left > 0 {
        if calendar.is_business_day(day)? {
            left = left.saturating_sub(1);
        }
        day = day.yesterday().ok()?;
    }
    Some(day)
}

/// Returns the latest day that the rules themselves show to be over, or to have begun, since no question is asked under
/// rules before they were written.
fn known_to_be_past(policy: &Policy) -> Option<Date> {
    let profile = policy.profile();
    let sources: [&mut dyn Iterator<Item = &Source>; 6] = [
        &mut profile.lifecycle.statuses().iter().map(|row| &row.source),
        &mut profile.lifecycle.transitions().iter().map(|edge| &edge.source),
        &mut profile.rules.iter().map(|rule| &rule.source),
        &mut profile.permissions.iter().map(|row| &row.source),
        &mut profile.gates.iter().map(|gate| &gate.source),
        &mut profile.obligations.iter().map(|row| &row.source),
    ];
    let checked = sources.into_iter().flatten().filter_map(|source| source.checked.parse().ok());
    checked.chain(first_of_rulebook()).max()
}

/// Returns the first day of the month that the version of the rulebook names.
fn first_of_rulebook() -> Option<Date> {
    let mut numbers = RULEBOOK.split('.');
    let (year, month) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    Date::new(year, month, 1).ok()
}

/// Says why a clock never opens for any request. Only a notice that no request can complete is a defect; near the end
/// of a calendar `decide` reports `BeyondBusinessCalendar`.
fn why_it_never_opens(clock: &Clock) -> Option<&'static str> {
    match clock {
        Clock::NotBefore { day, zone } => {
            start_of_day(*day, zone).is_err().then_some("its day has no first instant")
        }
        Clock::Notice(Notice { period: period @ NoticePeriod::BusinessDays(_, calendar), zone, .. }) => {
            let requested_at = start_of_day(calendar.from(), zone).ok();
            let over = requested_at.map(|at| end_of_notice(at, period, zone));
            let is_over = over.is_some_and(|over| over.is_ok());
            (!is_over).then_some("its business calendar ends before a notice given in it is over")
        }
        Clock::Notice(_) | Clock::CutOff { .. } => None,
    }
}

/// Returns the first instant for which a calendar has no year, or a year that does not follow the one before.
fn first_gap(calendar: &TaxCalendar) -> Option<Timestamp> {
    let mut at = first_instant_of(Date::new(YEARS.start, 1, 1).ok()?)?;
    let end = first_instant_of(Date::new(YEARS.end, 1, 1).ok()?)?;
    while at < end {
        match calendar.year_of(at) {
            Ok(year) if tax_years_tile_time(calendar, at) => at = year.end,
            Ok(_) | Err(_) => return Some(at),
        }
    }
    None
}

fn first_instant_of(day: Date) -> Option<Timestamp> {
    start_of_day(day, &jiff::tz::TimeZone::UTC).ok()
}

fn is_there_every_year(due: &DueWindow) -> bool {
    let is_day = |year: i16, (month, day): (i8, i8)| Date::new(year, month, day).is_ok();
    YEARS.into_iter().all(|year| is_day(year, due.from) && is_day(year, due.through))
}
