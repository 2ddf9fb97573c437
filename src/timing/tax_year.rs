//! A tax year as a half-open interval of instants.

use super::day::CalendarRangeError;
use super::era::{Era, days};
use crate::vocab::{Country, Table, catalogue};
use core::fmt;
use jiff::Timestamp;
use jiff::civil::Date;

catalogue! {
    /// After which of its calendar years a tax year is called.
    pub enum Naming {
        /// The one in which it begins: `2025`.
        Opening = "opening_year",
        /// The one in which it ends: 1 March 2025 to 28 February 2026 is `2026`.
        Closing = "closing_year",
        /// Both, `2025/26`; `2025` if they are the same.
        Both = "both",
    }
}

/// One tax year: every instant from `start`, inclusive, to `end`, exclusive.
///
/// `end` is the first instant of the following year, so an event stamped exactly there belongs to the new year.
/// `Display` writes its label.
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
    /// The country whose year it is.
    pub country: Country,
    /// The civil day on which it begins, in the zone in which it was asked for.
    pub first_day: Date,
    /// The civil day with which it ends, inclusive.
    pub last_day: Date,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
    /// How its label is made.
    pub naming: Naming,
}

impl TaxYear {
    /// Whether the instant lies in it: `start ≤ instant < end`.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.start <= instant && instant < self.end
    }
}

/// `2025/26`, `2025` or `2026`, as its [`Naming`] says.
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

/// Why a calendar has no tax year there. Never a guess: what is not known is not taken for the calendar year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaxYearError {
    /// A bound of the year cannot be represented.
    #[error(transparent)]
    OutsideCalendar(#[from] CalendarRangeError),
    /// Nobody there pays a tax on personal income.
    #[error(
        "`{country}` has no personal income tax on {day}, and so no tax year: expected a country that has one"
    )]
    NoIncomeTax {
        /// The country.
        country: Country,
        /// A civil day of the time that was asked for.
        day: Date,
    },
    /// The year is counted in another calendar than the Gregorian one.
    #[error(
        "the tax year of `{country}` on {day} is counted in the {calendar} calendar, which is not supported: expected a tax year with Gregorian bounds"
    )]
    UnsupportedCalendar {
        /// The country.
        country: Country,
        /// A civil day of the time that was asked for.
        day: Date,
        /// The name of that calendar.
        calendar: &'static str,
    },
    /// Which rule held on that day is not recorded.
    #[error("no rule for the tax year of `{country}` is recorded for {day}: expected a day {}", days(.recorded))]
    NotRecorded {
        /// The country.
        country: Country,
        /// A civil day of the time that was asked for.
        day: Date,
        /// The rules that are recorded, and when they hold.
        recorded: Table<Era>,
    },
}
