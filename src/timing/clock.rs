//! When a notice is over, and from when something counts that comes too late in the day.

use super::business::BusinessCalendar;
use super::day::{OutsideCalendar, civil_day, first_shown, start_of_day};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// Which days of a notice count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// Every civil day.
    Calendar,
    /// The business days of this calendar.
    Business(BusinessCalendar),
}

/// There is no instant at which a clock opens, or nobody has said enough to tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoOpening {
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
    #[error(transparent)]
    Notice(#[from] BeyondBusinessCalendar),
}

impl NoOpening {
    /// It is the clock with this code that does not open.
    pub(crate) const fn for_clock(self, code: &'static str) -> Self {
        match self {
            Self::OutsideCalendar(outside) => Self::OutsideCalendar(outside.for_clock(code)),
            Self::Notice(_) => self,
        }
    }
}

/// A notice takes a day of which the business calendar does not say whether it is a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the notice of {days} business days from {requested_on} is not over by {day}, a day beyond the business calendar, which covers {from} to {through}, both inclusive: expected a calendar that covers the whole notice"
)]
pub struct BeyondBusinessCalendar {
    /// The civil day of the request.
    pub requested_on: Date,
    /// How many business days the notice has.
    pub days: u16,
    /// The first day that is needed and not covered.
    pub day: Date,
    /// The first day that is covered.
    pub from: Date,
    /// The last day that is covered, inclusive.
    pub through: Date,
}

/// The first instant after a notice. The civil day of the request does not count; the last day counts to its end.
pub(crate) fn end_of_notice(
    requested_at: Timestamp,
    days: u16,
    counting: &DayCount,
    zone: &TimeZone,
) -> Result<Timestamp, NoOpening> {
    let requested_on = civil_day(requested_at, zone)?;
    let last = last_day_of_notice(requested_on, days, counting)?;
    let next = last.tomorrow().map_err(|_| OutsideCalendar::around(last))?;
    Ok(start_of_day(next, zone)?)
}

fn last_day_of_notice(requested_on: Date, days: u16, counting: &DayCount) -> Result<Date, NoOpening> {
    match counting {
        DayCount::Calendar => {
            let last = requested_on.checked_add(Span::new().days(i32::from(days)));
            Ok(last.map_err(|_| OutsideCalendar::around(requested_on))?)
        }
        DayCount::Business(calendar) => {
            let (from, through) = (calendar.from(), calendar.through());
            let beyond = |day| BeyondBusinessCalendar { requested_on, days, day, from, through };
            Ok(calendar.days_after(requested_on, days).map_err(beyond)?)
        }
    }
}

/// The instant as which it counts: itself, or the first instant of the next civil day from the first instant on at
/// which the clocks show that time. What they show again after they have been set back is not early once more.
pub(crate) fn after_cut_off(
    instant: Timestamp,
    time: Time,
    zone: &TimeZone,
) -> Result<Timestamp, OutsideCalendar> {
    let today = civil_day(instant, zone)?;
    if instant < first_shown(today.to_datetime(time), zone)? {
        return Ok(instant);
    }
    let next = today.tomorrow().map_err(|_| OutsideCalendar::around(today))?;
    start_of_day(next, zone)
}
