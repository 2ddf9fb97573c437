//! The end of a notice, and the cut-off of a day.

use super::business::BusinessCalendar;
use super::day::{CalendarRangeError, civil_day, first_shown, start_of_day};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The length of a notice. The civil day on which the notice is given does not count, and the last day counts to its
/// end, as in the German Civil Code, §§ 187(1) and 188.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticePeriod {
    /// A number of civil days; a notice of 0 days ends with the day on which it is given.
    Days(u16),
    /// A number of business days of a calendar; a notice of 0 days ends with the day on which it is given, a business
    /// day or not.
    BusinessDays(u16, BusinessCalendar),
    /// A number of months: the notice ends with the day of the same number in its last month or, if that month has no
    /// such day, with the last day of that month (§ 188(2) and (3)). Two months are 59 to 62 days. A notice of 0 months
    /// ends with the day on which it is given.
    Months(u16),
}

impl NoticePeriod {
    fn last_day(&self, given_on: Date) -> Result<Date, OpeningError> {
        let after = |span: Span| given_on.checked_add(span).map_err(|_| CalendarRangeError::around(given_on));
        match self {
            Self::Days(days) => Ok(after(Span::new().days(i32::from(*days)))?),
            // The date library also takes the last day of a month that has no such day.
            Self::Months(months) => Ok(after(Span::new().months(i32::from(*months)))?),
            Self::BusinessDays(days, calendar) => {
                let (days, from, through) = (*days, calendar.from(), calendar.through());
                let beyond = |day| BusinessDayError { requested_on: given_on, days, day, from, through };
                Ok(calendar.days_after(given_on, days).map_err(beyond)?)
            }
        }
    }
}

/// The reasons why a clock has no instant at which it opens: the calendar ends, or a day is not covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OpeningError {
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
    #[error(transparent)]
    Notice(#[from] BusinessDayError),
}

impl OpeningError {
    /// Returns the error for the clock with this code.
    pub(crate) const fn for_clock(self, code: &'static str) -> Self {
        match self {
            Self::OutsideCalendar(outside) => Self::OutsideCalendar(outside.for_clock(code)),
            Self::Notice(_) => self,
        }
    }
}

/// The error of a notice that needs a day outside the business calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the notice of {days} business days from {requested_on} is not over by {day}, a day beyond the business calendar, which covers {from} to {through}, both inclusive: expected a calendar that covers the whole notice"
)]
pub struct BusinessDayError {
    /// The civil day of the request.
    pub requested_on: Date,
    /// The length of the notice in business days.
    pub days: u16,
    /// The first day that is needed and not covered.
    pub day: Date,
    /// The first day that is covered.
    pub from: Date,
    /// The last day that is covered, inclusive.
    pub through: Date,
}

/// Returns the first instant after a notice that is given at `given_at`.
pub(crate) fn end_of_notice(
    given_at: Timestamp,
    period: &NoticePeriod,
    zone: &TimeZone,
) -> Result<Timestamp, OpeningError> {
    let last = period.last_day(civil_day(given_at, zone)?)?;
    let next = last.tomorrow().map_err(|_| CalendarRangeError::around(last))?;
    Ok(start_of_day(next, zone)?)
}

/// Applies a cut-off: before today's cut-off an instant counts as itself, later as the start of tomorrow. An hour
/// repeated after the cut-off, when clocks are set back, counts as late.
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
