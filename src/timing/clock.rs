//! When a notice is over, and from when something counts that comes too late in the day.

use super::business::BusinessCalendar;
use super::day::{CalendarRangeError, civil_day, first_shown, start_of_day};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// How long a notice is. The civil day on which it is given is not counted, and its last day counts to its end, as in
/// the German Civil Code, §§ 187(1) and 188.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticePeriod {
    /// So many civil days; with 0 it ends with the day on which it is given.
    Days(u16),
    /// So many business days of a calendar; with 0 it ends with the day on which it is given, a business day or not.
    BusinessDays(u16, BusinessCalendar),
    /// So many months: it ends with the day that has the same number in its month or, where that month has no such
    /// day, with the last of that month (§ 188(2) and (3)). Two months are 59 to 62 days. With 0 it ends with the day
    /// on which it is given.
    Months(u16),
}

impl NoticePeriod {
    fn last_day(&self, given_on: Date) -> Result<Date, NoOpening> {
        let after = |span: Span| given_on.checked_add(span).map_err(|_| CalendarRangeError::around(given_on));
        match self {
            Self::Days(days) => Ok(after(Span::new().days(i32::from(*days)))?),
            // Where the month has no such day, the date library takes its last as well.
            Self::Months(months) => Ok(after(Span::new().months(i32::from(*months)))?),
            Self::BusinessDays(days, calendar) => {
                let (days, from, through) = (*days, calendar.from(), calendar.through());
                let beyond = |day| BusinessDayError { requested_on: given_on, days, day, from, through };
                Ok(calendar.days_after(given_on, days).map_err(beyond)?)
            }
        }
    }
}

/// There is no instant at which a clock opens, or nobody has said enough to tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoOpening {
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
    #[error(transparent)]
    Notice(#[from] BusinessDayError),
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
pub struct BusinessDayError {
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

/// The first instant after a notice that is given then.
pub(crate) fn end_of_notice(
    given_at: Timestamp,
    period: &NoticePeriod,
    zone: &TimeZone,
) -> Result<Timestamp, NoOpening> {
    let last = period.last_day(civil_day(given_at, zone)?)?;
    let next = last.tomorrow().map_err(|_| CalendarRangeError::around(last))?;
    Ok(start_of_day(next, zone)?)
}

/// The instant as which it counts: itself, or the first instant of the next civil day from the first instant on at
/// which the clocks show that time. What they show again after they have been set back is not early once more.
pub(crate) fn after_cut_off(
    instant: Timestamp,
    time: Time,
    zone: &TimeZone,
) -> Result<Timestamp, CalendarRangeError> {
    let today = civil_day(instant, zone)?;
    if instant < first_shown(today.to_datetime(time), zone)? {
        return Ok(instant);
    }
    let next = today.tomorrow().map_err(|_| CalendarRangeError::around(today))?;
    start_of_day(next, zone)
}
