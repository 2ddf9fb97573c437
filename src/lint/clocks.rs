//! Calendars and windows that have no answer for some instants.

use super::finding::{About, Defect, Finding, Trace};
use crate::laws::tax_years_tile_time;
use crate::policy::{Clock, DueWindow, Notice, Policy};
use crate::timing::{NoticePeriod, TaxCalendar, end_of_notice, start_of_day};
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;

/// The years over which clocks are followed, the last one not included: those of which a service could still speak, and
/// for which most tax calendars are recorded, and many more.
const YEARS: core::ops::Range<i16> = 2015..2200;

pub(super) fn gaps(policy: &Policy) -> Vec<Finding> {
    let profile = policy.profile();
    let windows = profile.obligations.iter().filter_map(|row| Some((row.kind, row.due?)));
    let calendars = profile.gates.iter().map(|gate| gate.calendar);
    let calendars = calendars.chain(windows.clone().map(|(_, due)| due.calendar));
    let without_year = calendars.filter_map(|calendar| {
        Some(About::Calendar { country: calendar.country, near: first_gap(calendar)? })
    });
    let without_day = windows.filter(|(_, due)| !is_there_every_year(due));
    let without_day = without_day
        .map(|(kind, _)| About::Window { kind, why: "not every year has its first and its last day" });
    let never_open = policy
        .every_clock()
        .iter()
        .filter_map(|clock| Some(About::Clock { code: clock.code(), why: why_it_never_opens(clock)? }));
    let finding = |about| Finding { defect: Defect::ClockGap, about, trace: Trace::default() };
    let mut findings: Vec<Finding> = without_year.chain(without_day).chain(never_open).map(finding).collect();
    findings.dedup();
    findings
}

/// A notice that is over for some requests, and for those close to the end of its calendar is not, is no defect: every
/// calendar ends, and the question says so when it does. One that is over for none is.
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

/// The first instant for which a calendar has no year, or a year that does not follow the one before.
fn first_gap(calendar: &TaxCalendar) -> Option<Timestamp> {
    let mut at = first_instant(YEARS.start)?;
    let end = first_instant(YEARS.end)?;
    while at < end {
        match calendar.year_of(at) {
            Ok(year) if tax_years_tile_time(calendar, at) => at = year.end,
            Ok(_) | Err(_) => return Some(at),
        }
    }
    None
}

fn first_instant(year: i16) -> Option<Timestamp> {
    let day = Date::new(year, 1, 1).ok()?;
    start_of_day(day, &jiff::tz::TimeZone::UTC).ok()
}

fn is_there_every_year(due: &DueWindow) -> bool {
    let is_day = |year: i16, (month, day): (i8, i8)| Date::new(year, month, day).is_ok();
    YEARS.into_iter().all(|year| is_day(year, due.from) && is_day(year, due.through))
}
