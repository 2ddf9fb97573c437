//! Business days, as the caller defines them.

use alloc::vec::Vec;
use core::ops::RangeInclusive;
use jiff::civil::{Date, Weekday};

/// The civil days that are business days, and the range of days covered. Days and range come from the caller: no
/// holiday is built in, and no weekday is off unless you say so.
///
/// ```
/// use closeout::timing::BusinessCalendar;
/// use jiff::civil::{Weekday, date};
/// let year = date(2026, 1, 1)..=date(2026, 12, 31);
/// let weekend = [Weekday::Saturday, Weekday::Sunday];
/// let london = BusinessCalendar::new(weekend, [date(2026, 12, 25), date(2026, 12, 28)], year.clone())?;
/// assert_eq!(london.is_business_day(date(2026, 12, 28)), Some(false));
/// assert_eq!(london.is_business_day(date(2026, 12, 29)), Some(true));
/// assert_eq!(london.is_business_day(date(2027, 1, 4)), None); // nobody has said
///
/// assert!(BusinessCalendar::new(weekend, [date(2027, 1, 1)], year).is_err()); // a holiday that is not covered
/// # Ok::<(), closeout::timing::BusinessCalendarError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessCalendar {
    days_off: Vec<Weekday>,
    /// The holidays, sorted, each once.
    holidays: Vec<Date>,
    from: Date,
    through: Date,
}

impl BusinessCalendar {
    /// Returns a calendar of the covered days, first and last inclusive. `days_off`: weekdays without business; may be
    /// empty. `holidays`: other days without business. Both in any order, with repetitions.
    ///
    /// # Errors
    /// If the last day lies before the first, if a holiday is not covered, or if every weekday is off.
    pub fn new(
        days_off: impl IntoIterator<Item = Weekday>,
        holidays: impl IntoIterator<Item = Date>,
        covered: RangeInclusive<Date>,
    ) -> Result<Self, BusinessCalendarError> {
        let (from, through) = covered.into_inner();
        let mut calendar = Self {
            days_off: days_off.into_iter().collect(),
            holidays: holidays.into_iter().collect(),
            from,
            through,
        };
        calendar.days_off.sort_unstable_by_key(|day| day.to_monday_zero_offset());
        calendar.days_off.dedup();
        calendar.holidays.sort_unstable();
        calendar.holidays.dedup();
        calendar.checked()
    }

    fn checked(self) -> Result<Self, BusinessCalendarError> {
        let (from, through) = (self.from, self.through);
        if through < from {
            return Err(BusinessCalendarError::EndsBeforeItBegins { from, through });
        }
        if Weekday::Monday.cycle_forward().take(7).all(|day| self.days_off.contains(&day)) {
            return Err(BusinessCalendarError::NoBusinessDay);
        }
        match self.holidays.iter().find(|day| !self.covers(**day)) {
            Some(&holiday) => Err(BusinessCalendarError::NotCovered { holiday, from, through }),
            None => Ok(self),
        }
    }

    /// Returns the first day that is covered.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Returns the last day that is covered, inclusive.
    #[must_use]
    pub const fn through(&self) -> Date {
        self.through
    }

    /// Returns the weekdays without business, Monday first.
    #[must_use]
    pub fn days_off(&self) -> &[Weekday] {
        &self.days_off
    }

    /// Returns the other days without business, in order.
    #[must_use]
    pub fn holidays(&self) -> &[Date] {
        &self.holidays
    }

    /// Returns whether the day is a business day; `None` if the day is not covered.
    #[must_use]
    pub fn is_business_day(&self, day: Date) -> Option<bool> {
        let is_off = self.days_off.contains(&day.weekday()) || self.holidays.binary_search(&day).is_ok();
        self.covers(day).then_some(!is_off)
    }

    fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.through
    }

    /// Returns the day `days` business days after `day`; `day` itself for 0. The error is the first day outside the
    /// calendar.
    pub(super) fn days_after(&self, day: Date, days: u16) -> Result<Date, Date> {
        let (mut at, mut left) = (day, days);
        while left > 0 {
            at = at.tomorrow().map_err(|_| at)?;
            if self.is_business_day(at).ok_or(at)? {
                left = left.saturating_sub(1);
            }
        }
        Ok(at)
    }
}

/// The error of a calendar that cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BusinessCalendarError {
    /// The range of days is empty.
    #[error(
        "the business calendar covers {from} to {through}: expected a last day that is not before the first"
    )]
    EndsBeforeItBegins {
        /// The first day.
        from: Date,
        /// The last day.
        through: Date,
    },
    /// Every day of the week is off.
    #[error("every day of the week is off: expected at least one day on which business is done")]
    NoBusinessDay,
    /// A holiday lies outside the range.
    #[error(
        "the holiday {holiday} is not covered by the business calendar: expected a day from {from} to {through}, both inclusive"
    )]
    NotCovered {
        /// The holiday.
        holiday: Date,
        /// The first day that is covered.
        from: Date,
        /// The last day that is covered.
        through: Date,
    },
}
