//! Business days, as the caller says which days are some.

use alloc::vec::Vec;
use core::ops::RangeInclusive;
use jiff::civil::{Date, Weekday};

/// Which civil days are business days, and from when to when that is known. All of it comes from the caller: no
/// holiday is built in, and no day of the week is off unless it is said to be.
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
    /// In order, each once.
    holidays: Vec<Date>,
    from: Date,
    through: Date,
}

impl BusinessCalendar {
    /// A calendar of the days that are covered, first and last inclusive. `days_off` are the days of each week that
    /// are none, possibly none of them; `holidays` the days that are none besides. Any order, with repetitions.
    ///
    /// # Errors
    /// If the last day lies before the first, if a holiday is not covered, or if every day of the week is off.
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

    /// The first day that is covered.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// The last day that is covered, inclusive.
    #[must_use]
    pub const fn through(&self) -> Date {
        self.through
    }

    /// The days of each week that are off, Monday first.
    #[must_use]
    pub fn days_off(&self) -> &[Weekday] {
        &self.days_off
    }

    /// The days that are off besides, in order.
    #[must_use]
    pub fn holidays(&self) -> &[Date] {
        &self.holidays
    }

    /// Whether business is done on that day; `None` if the day is not covered.
    #[must_use]
    pub fn is_business_day(&self, day: Date) -> Option<bool> {
        let is_off = self.days_off.contains(&day.weekday()) || self.holidays.binary_search(&day).is_ok();
        self.covers(day).then_some(!is_off)
    }

    fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.through
    }

    /// The day that is so many business days after this one, which is not counted itself; with none, this one. If
    /// that takes a day that is not covered, that day.
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

/// What was given is no business calendar.
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
