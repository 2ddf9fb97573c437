//! A tax year as a half-open interval of instants.

use super::day::CalendarRangeError;
use super::era::{Era, days};
use crate::vocab::{Country, Table, catalogue};
use core::fmt;
use jiff::Timestamp;
use jiff::civil::Date;

catalogue! {
    /// The calendar year after which a tax year is named.
    pub enum Naming {
        /// The calendar year in which the tax year begins: `2025`.
        Opening = "opening_year",
        /// The calendar year in which the tax year ends: 1 March 2025 to 28 February 2026 is `2026`.
        Closing = "closing_year",
        /// Both years, `2025/26`; `2025` if they are the same.
        Both = "both",
    }
}

/// One tax year: every instant from `start`, inclusive, to `end`, exclusive.
///
/// `end` is the first instant of the following year, so an event at exactly that instant belongs to the new year.
/// `Display` writes the label of the year.
///
/// ```
/// use closeout::jurisdictions::GB;
/// let year = GB.year_of("2026-04-05T22:59:59.999999999Z".parse()?)?;
/// assert_eq!(year.end.to_string(), "2026-04-05T23:00:00Z");
/// assert_eq!(year.to_string(), "2025/26");
/// assert_eq!(GB.year_of(year.end)?.to_string(), "2026/27");
/// assert!(GB.year_of(jiff::Timestamp::MAX).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxYear {
    /// The country of the tax year.
    pub country: Country,
    /// The first civil day of the year, in the zone of the question.
    pub first_day: Date,
    /// The last civil day of the year, inclusive.
    pub last_day: Date,
    /// The first instant of the year.
    pub start: Timestamp,
    /// The first instant after the year.
    pub end: Timestamp,
    /// The naming of the year, which makes its label.
    pub naming: Naming,
}

impl TaxYear {
    /// Returns whether the instant lies in the year: `start ≤ instant < end`.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.start <= instant && instant < self.end
    }
}

/// Writes `2025/26`, `2025` or `2026`, according to the [`Naming`] of the year.
impl fmt::Display for TaxYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opening, closing) = (self.first_day.year(), self.last_day.year());
        match self.naming {
            Naming::Both if opening != closing => write!(f, "{opening}/{:02}", closing.rem_euclid(100)),
            Naming::Both | Naming::Opening => write!(f, "{opening}"),
            Naming::Closing => write!(f, "{closing}"),
        }
    }
}

/// The reason why a calendar has no tax year at an instant. Never a guess: the calendar year is not taken for an
/// unknown tax year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaxYearError {
    /// A bound of the year cannot be represented.
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
    /// The country has no tax on personal income.
    #[error(
        "`{country}` has no personal income tax on {day}, and so no tax year: expected a country that has one"
    )]
    NoIncomeTax {
        /// The country.
        country: Country,
        /// A civil day of the instant in question.
        day: Date,
    },
    /// The year is counted in a calendar other than the Gregorian one.
    #[error(
        "the tax year of `{country}` on {day} is counted in the {calendar} calendar, which is not supported: expected a tax year with Gregorian bounds"
    )]
    UnsupportedCalendar {
        /// The country.
        country: Country,
        /// A civil day of the instant in question.
        day: Date,
        /// The name of that calendar.
        calendar: &'static str,
    },
    /// The rule that held on that day is not recorded.
    #[error("no rule for the tax year of `{country}` is recorded for {day}: expected a day {}", days(.recorded))]
    NotRecorded {
        /// The country.
        country: Country,
        /// A civil day of the instant in question.
        day: Date,
        /// The recorded rules, and the days on which they hold.
        recorded: Table<Era>,
    },
}
