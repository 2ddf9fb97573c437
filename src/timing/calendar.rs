//! The tax years of a country.

use super::day::{CalendarRangeError, start_of_day};
use super::era::{CivilYear, Era, YearRule};
use super::tax_year::{Naming, TaxYear, TaxYearError};
use crate::vocab::{Checked, Confidence, Country, Source, Table, Text, catalogue};
use core::ops::RangeInclusive;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

catalogue! {
    /// The certainty that the first rule of a calendar held on the first recorded day.
    ///
    /// No rule is recorded before that day: [`TaxYearError::NotRecorded`].
    pub enum RecordStart {
        /// The rule is known to have held on that day.
        Known = "known",
        /// Only a later state of the rule was looked up. The rule is assumed back to that day, and may be older or
        /// younger.
        Assumed = "assumed",
    }
}

/// The personal tax years of a country: when they begin and end, and the zone in which their days are counted.
///
/// ```
/// use closeout::jurisdictions;
/// let south_africa = jurisdictions::calendar("ZA".parse()?)?;
/// let year = south_africa.year_of("2028-02-29T12:00:00Z".parse()?)?;
/// assert_eq!((year.to_string().as_str(), year.end.to_string().as_str()), ("2028", "2028-02-29T22:00:00Z"));
/// // A tax year of a country without income tax is an error, and not the calendar year.
/// assert!(jurisdictions::AE.year_of("2026-01-01T00:00:00Z".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TaxCalendar {
    /// The country.
    pub country: Country,
    /// Its usual English name.
    pub name: Text,
    /// The rules, each with the days on which it holds; in order of time, no two on the same day.
    pub eras: Table<Era>,
    /// The certainty that the first rule held on the first recorded day.
    pub start: RecordStart,
    /// The naming of the tax years.
    pub naming: Naming,
    /// The zone whose civil days count unless you ask for another; embedded at compile time. `iana_name` returns its
    /// name.
    pub zone: TimeZone,
    /// True if the years of some residents begin at another instant, because the country has several zones. The `zone`
    /// is that of the capital or of the financial centre; [`year_of_in`](Self::year_of_in) takes the holder's zone.
    pub several_zones: bool,
    /// The law behind the row, and the date of the last comparison with the law or, if the law was not read, the date
    /// of writing.
    pub source: Source,
    /// The way in which the row was compared with its source.
    pub checked: Checked,
    /// The certainty of the row.
    pub confidence: Confidence,
    /// Further remarks; may be empty.
    pub note: Text,
}

impl TaxCalendar {
    /// Returns the first civil day for which a rule is recorded; `None` if the first rule has no first day.
    ///
    /// ```
    /// use closeout::{jurisdictions::{FR, GB}, timing::{RecordStart, TaxYearError}};
    /// assert_eq!((GB.recorded_since(), GB.start), (Some("1899-04-06".parse()?), RecordStart::Known));
    /// assert_eq!((FR.recorded_since(), FR.start), (Some("2015-01-01".parse()?), RecordStart::Assumed));
    /// let earlier = FR.year_of("1793-01-01T00:00:00Z".parse()?);
    /// assert!(matches!(earlier, Err(TaxYearError::NotRecorded { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recorded_since(&self) -> Option<Date> {
        self.eras.first().and_then(|era| era.valid_from)
    }

    /// Returns the tax year that contains the instant, in the zone of the calendar.
    ///
    /// # Errors
    /// If there is no tax year at that instant, if no rule is recorded for the instant, or if a bound of the year lies
    /// outside the years −9999 to 9999.
    pub fn year_of(&self, instant: Timestamp) -> Result<TaxYear, TaxYearError> {
        self.year_of_in(instant, &self.zone)
    }

    /// Returns the tax year that contains the instant, counting days in the holder's own zone.
    ///
    /// ```
    /// use closeout::jurisdictions::AU;
    /// use jiff::tz;
    /// let instant = "2026-06-30T15:00:00Z".parse()?;
    /// assert_eq!(AU.year_of(instant)?.to_string(), "2026/27"); // in Sydney it is July
    /// assert_eq!(AU.year_of_in(instant, &tz::get!("Australia/Perth"))?.to_string(), "2025/26");
    /// assert!(AU.year_of_in(jiff::Timestamp::MAX, &tz::get!("Australia/Perth")).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`year_of`](Self::year_of).
    pub fn year_of_in(&self, instant: Timestamp, zone: &TimeZone) -> Result<TaxYear, TaxYearError> {
        let civil = self.civil_year(zone.to_datetime(instant).date())?;
        let year = self.timed(civil, zone)?;
        // The civil day alone does not decide: clocks that are set back shortly after midnight show the last day of the
        // old year again after the new year has begun.
        if instant >= year.end {
            self.timed(self.civil_year(civil.next)?, zone)
        } else if instant < year.start {
            let eve = civil
                .first
                .yesterday()
                .map_err(|_| CalendarRangeError::around(civil.first).for_tax_year())?;
            self.timed(self.civil_year(eve)?, zone)
        } else {
            Ok(year)
        }
    }

    /// Returns the tax years whose first day lies in these calendar years, in order of time, in the zone of the
    /// calendar. Empty if the range is. Stops after the first error.
    ///
    /// ```
    /// use closeout::jurisdictions::IE;
    /// let years: Result<Vec<_>, _> = IE.years_starting(2000..=2002).collect();
    /// let labels: Vec<_> = years?.iter().map(ToString::to_string).collect();
    /// assert_eq!(labels, ["2000/01", "2001", "2002"]);
    /// assert!(IE.years_starting(10_000..=10_000).all(|year| year.is_err()));
    /// # Ok::<(), closeout::timing::TaxYearError>(())
    /// ```
    pub fn years_starting(
        &self,
        years: RangeInclusive<i16>,
    ) -> impl Iterator<Item = Result<TaxYear, TaxYearError>> + '_ {
        self.years_starting_in(years, &self.zone)
    }

    /// Returns the same years as [`years_starting`](Self::years_starting), counting days in the holder's own zone.
    pub fn years_starting_in<'a>(
        &'a self,
        years: RangeInclusive<i16>,
        zone: &'a TimeZone,
    ) -> impl Iterator<Item = Result<TaxYear, TaxYearError>> + 'a {
        let (from, through) = years.into_inner();
        let mut day = if from <= through { Some(self.first_day_since(from)) } else { None };
        core::iter::from_fn(move || {
            let year = match day.take()? {
                Ok(first) if first.year() > through => return None,
                Ok(first) => self.civil_year(first),
                Err(error) => Err(error),
            };
            // The year after the last is never looked up, since it may not be recorded.
            day = year.as_ref().ok().map(|civil| Ok(civil.next));
            Some(year.and_then(|civil| self.timed(civil, zone)))
        })
    }

    /// Returns the first day of the first tax year that begins in this calendar year or later.
    fn first_day_since(&self, year: i16) -> Result<Date, TaxYearError> {
        let new_year = Date::new(year, 1, 1).map_err(|_| CalendarRangeError::in_year(year))?;
        let civil = self.civil_year(new_year)?;
        Ok(if civil.first < new_year { civil.next } else { civil.first })
    }

    fn civil_year(&self, day: Date) -> Result<CivilYear, TaxYearError> {
        let country = self.country;
        let era = self.eras.iter().find(|era| era.covers(day));
        let era =
            era.ok_or_else(|| TaxYearError::NotRecorded { country, day, recorded: self.eras.clone() })?;
        match era.rule {
            YearRule::NoIncomeTax => Err(TaxYearError::NoIncomeTax { country, day }),
            YearRule::Unsupported { calendar } => {
                Err(TaxYearError::UnsupportedCalendar { country, day, calendar })
            }
            YearRule::Fixed { .. } | YearRule::LastDayOfFebruary | YearRule::OnePeriod => {
                Ok(era.year_with(day).ok_or(CalendarRangeError::around(day).for_tax_year())?)
            }
        }
    }

    fn timed(&self, civil: CivilYear, zone: &TimeZone) -> Result<TaxYear, TaxYearError> {
        let CivilYear { first, next } = civil;
        let begins = |day| start_of_day(day, zone).map_err(CalendarRangeError::for_tax_year);
        Ok(TaxYear {
            country: self.country,
            first_day: first,
            last_day: next.yesterday().map_err(|_| CalendarRangeError::around(next).for_tax_year())?,
            start: begins(first)?,
            end: begins(next)?,
            naming: self.naming,
        })
    }
}
