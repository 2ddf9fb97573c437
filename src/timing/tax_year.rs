//! A tax year as a half-open interval of instants.

use crate::vocab::{Country, Source};
use core::fmt;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// When the personal tax year of a country begins, and in which zone its days are counted.
#[derive(Clone, Debug)]
pub struct TaxCalendar {
    /// The country.
    pub country: Country,
    /// Month in which the year begins, 1 to 12.
    pub first_month: i8,
    /// Day of that month on which the year begins.
    pub first_day: i8,
    /// The zone whose civil days count; embedded at compile time.
    pub zone: TimeZone,
    /// The law behind the row.
    pub source: Source,
}

/// One tax year: every instant from `start`, inclusive, to `end`, exclusive.
///
/// `end` is the first instant of the following year, so an event stamped exactly there belongs to the new year.
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
    /// The civil day on which it begins, in the zone of the calendar.
    pub first_day: Date,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

impl TaxYear {
    /// Whether the instant lies in it: `start ≤ instant < end`.
    #[must_use]
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.start <= instant && instant < self.end
    }
}

/// `2025` for a calendar year, `2025/26` for one that spans two.
impl fmt::Display for TaxYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first_day.year();
        if self.first_day.month() == 1 && self.first_day.day() == 1 {
            return write!(f, "{year}");
        }
        write!(f, "{year}/{:02}", year.saturating_add(1).rem_euclid(100))
    }
}

/// A tax year or a civil day around this instant is not representable: the calendar ends with the year 9999.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{near}` is too close to the end of the calendar: expected an instant whose tax year lies within the years -9998 to 9998"
)]
pub struct OutsideCalendar {
    near: Date,
}

impl TaxCalendar {
    /// The tax year that contains the instant.
    ///
    /// # Errors
    /// If a bound of that year lies outside the years −9999 to 9999.
    pub fn year_of(&self, instant: Timestamp) -> Result<TaxYear, OutsideCalendar> {
        let today = self.zone.to_datetime(instant).date();
        let outside = || OutsideCalendar { near: today };
        let before_first_day = (today.month(), today.day()) < (self.first_month, self.first_day);
        let year = today.year().checked_sub(i16::from(before_first_day)).ok_or_else(outside)?;
        let first_day = self.first_day_in(year).ok_or_else(outside)?;
        let next_first_day =
            year.checked_add(1).and_then(|next| self.first_day_in(next)).ok_or_else(outside)?;
        Ok(TaxYear {
            country: self.country,
            first_day,
            start: start_of_day(first_day, &self.zone)?,
            end: start_of_day(next_first_day, &self.zone)?,
        })
    }

    fn first_day_in(&self, year: i16) -> Option<Date> {
        Date::new(year, self.first_month, self.first_day).ok()
    }
}

/// The first instant of a civil day in a zone; the first that exists, where midnight does not.
///
/// # Errors
/// If that instant lies outside the years −9999 to 9999.
pub fn start_of_day(day: Date, zone: &TimeZone) -> Result<Timestamp, OutsideCalendar> {
    day.to_datetime(Time::midnight())
        .to_zoned(zone.clone())
        .and_then(|midnight| midnight.start_of_day())
        .map(|first| first.timestamp())
        .map_err(|_| OutsideCalendar { near: day })
}
