//! The length of retention, and its last day.

use super::clock::RetentionClock;
use crate::vocab::catalogue;
use jiff::civil::Date;

catalogue! {
    /// The choice whether the day on which the clock starts is counted. A clock that runs by calendar years has no such
    /// day.
    pub enum Counting {
        /// The first day is not counted: the last day has the same month and day as the first.
        After = "after",
        /// The first day is counted: the last day is the day before.
        BeginningOn = "beginning_on",
    }
}

/// A period of retention: its start, its length, and its maximum length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionPeriod {
    /// The number of years for which the record is kept at least.
    pub years: u8,
    /// The event from which the years are counted.
    pub clock: RetentionClock,
    /// The way in which the years are counted.
    pub counting: Counting,
    /// The number of years, counted alike, after which the record must be gone; `None` if no maximum is known, which
    /// does not mean that the record may be kept for ever. If the maximum is less than `years`, the duty to keep wins.
    pub hard_maximum: Option<u8>,
}

impl RetentionPeriod {
    /// Makes a period without a maximum, in which the day of the start is not counted.
    #[must_use]
    pub const fn after(years: u8, clock: RetentionClock) -> Self {
        Self { years, clock, counting: Counting::After, hard_maximum: None }
    }

    /// Makes a period without a maximum, in which the day of the start is counted.
    #[must_use]
    pub const fn beginning_on(years: u8, clock: RetentionClock) -> Self {
        Self { years, clock, counting: Counting::BeginningOn, hard_maximum: None }
    }

    /// Adds a maximum.
    #[must_use]
    pub const fn at_most(self, years: u8) -> Self {
        Self { hard_maximum: Some(years), ..self }
    }

    /// Returns the last day on which a record has to be there, and the last on which it may be, if one is known.
    pub(super) fn days_from(self, start: Date) -> Result<(Date, Option<Date>), RetentionError> {
        let ends = |years| self.last_day(start, years).ok_or(RetentionError { start, years });
        let keep_through = ends(self.years)?;
        let maximum = self.hard_maximum.map(ends).transpose()?;
        Ok((keep_through, maximum.map(|day| day.max(keep_through))))
    }

    fn last_day(self, start: Date, years: u8) -> Option<Date> {
        let year = start.year().checked_add(i16::from(years))?;
        if self.clock.runs_by_calendar_years() {
            return Date::new(year, 12, 31).ok();
        }
        match (Date::new(year, start.month(), start.day()), self.counting) {
            (Ok(same_day), Counting::After) => Some(same_day),
            (Ok(same_day), Counting::BeginningOn) => same_day.yesterday().ok(),
            // Only 29 February can be missing from a year. The month then ends on the 28th, and so does the period,
            // whether or not its first day was counted.
            (Err(_), _) => Date::new(year, start.month(), 28).ok(),
        }
    }
}

/// The error of a period that ends on a day that cannot be represented.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{years} years from `{start}` do not end within the calendar: expected a day of the years -9999 to 9999"
)]
pub struct RetentionError {
    start: Date,
    years: u8,
}
