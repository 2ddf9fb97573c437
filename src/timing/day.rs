//! The first instant of a civil day.

use core::fmt;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The error of a civil day, a tax year or an opening of a clock that is not representable: the calendar ends with the
/// year 9999.
///
/// ```
/// use closeout::{jurisdictions::GB, timing::start_of_day};
/// use jiff::{civil::date, tz};
/// let day = start_of_day(date(9999, 12, 31), &tz::get!("Europe/London")).unwrap_err();
/// assert!(day.to_string().starts_with("`9999-12-31` is too close to the end of the calendar"));
/// assert!(!day.to_string().contains("tax year"));
/// let year = GB.year_of("9999-06-01T00:00:00Z".parse()?).unwrap_err();
/// assert!(year.to_string().starts_with("the tax year of `9999-06-01` is too close"));
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{whose}`{near}` is too close to the end of the calendar: expected {whose}a day of the years -9998 to 9998"
)]
pub struct CalendarRangeError {
    near: Near,
    whose: Whose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    Day(Date),
    Year(i16),
}

/// The subject of a lookup that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The day itself.
    Day,
    TaxYear,
    /// The opening of the clock with this code.
    Clock(&'static str),
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => fmt::Display::fmt(day, f),
            Self::Year(year) => fmt::Display::fmt(year, f),
        }
    }
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day => Ok(()),
            Self::TaxYear => f.write_str("the tax year of "),
            Self::Clock(code) => write!(f, "the opening of the clock `{code}` on "),
        }
    }
}

impl CalendarRangeError {
    pub(super) const fn around(day: Date) -> Self {
        Self { near: Near::Day(day), whose: Whose::Day }
    }

    pub(super) const fn in_year(year: i16) -> Self {
        Self { near: Near::Year(year), whose: Whose::TaxYear }
    }

    /// Returns the error for the lookup of a tax year.
    pub(super) const fn for_tax_year(self) -> Self {
        Self { whose: Whose::TaxYear, ..self }
    }

    /// Returns the error for the opening of the clock with this code.
    pub(crate) const fn for_clock(self, code: &'static str) -> Self {
        Self { whose: Whose::Clock(code), ..self }
    }
}

/// Returns the first instant of a civil day in a zone: midnight, or the first instant after it if midnight does not
/// exist. A day that a zone skipped begins with the next day.
///
/// ```
/// use closeout::timing::start_of_day;
/// use jiff::{civil::date, tz};
/// // Half an hour before midnight the clocks were set forward by one hour.
/// let toronto = tz::get!("America/Toronto");
/// assert_eq!(start_of_day(date(1919, 3, 31), &toronto)?.to_string(), "1919-03-31T04:30:00Z");
/// assert!(start_of_day(date(9999, 12, 31), &toronto).is_err());
/// # Ok::<(), closeout::timing::CalendarRangeError>(())
/// ```
///
/// # Errors
/// If that instant lies outside the years −9999 to 9999.
pub fn start_of_day(day: Date, zone: &TimeZone) -> Result<Timestamp, CalendarRangeError> {
    first_shown(day.to_datetime(Time::midnight()), zone)
}

/// Returns the first instant at which the clocks of a zone show this time or, if they skip the time, a later one.
pub(super) fn first_shown(shown: DateTime, zone: &TimeZone) -> Result<Timestamp, CalendarRangeError> {
    let ambiguous = zone.to_ambiguous_timestamp(shown);
    let is_skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
    let first = ambiguous.compatible().map_err(|_| CalendarRangeError::around(shown.date()))?;
    Ok(if is_skipped { last_transition(first, zone).unwrap_or(first) } else { first })
}

/// Returns the civil day of an instant: the last day that has begun. Clocks that are set back shortly after midnight
/// show the previous day again although the new day has begun.
pub(crate) fn civil_day(instant: Timestamp, zone: &TimeZone) -> Result<Date, CalendarRangeError> {
    let shown = zone.to_datetime(instant).date();
    let next = shown.tomorrow().map_err(|_| CalendarRangeError::around(shown))?;
    Ok(if start_of_day(next, zone)? <= instant { next } else { shown })
}

/// Returns the last transition of the zone's clocks up to an instant. If clocks jump over midnight (23:30 to 00:30),
/// the day starts at the jump.
fn last_transition(until: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let after = until.checked_add(SignedDuration::from_nanos(1)).ok()?;
    zone.preceding(after).next().map(|transition| transition.timestamp())
}
