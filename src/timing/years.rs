//! Where tax years are looked up: reckoned at each question, or once for many.

use super::calendar::TaxCalendar;
use super::tax_year::{TaxYear, TaxYearError};
use alloc::vec::Vec;
use core::fmt;
use jiff::{SignedDuration, Timestamp};

/// Finds the tax year that contains an instant, in the zone of the calendar. Every implementation finds the same.
pub(crate) trait TaxYears: fmt::Debug {
    fn year_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<TaxYear, TaxYearError>;

    /// Its end.
    fn end_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<Timestamp, TaxYearError> {
        self.year_of(calendar, instant).map(|year| year.end)
    }
}

/// Reckons each anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reckoned;

impl TaxYears for Reckoned {
    fn year_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<TaxYear, TaxYearError> {
        calendar.year_of(instant)
    }
}

/// Remembers the last years of some calendars, and reckons what is older.
#[derive(Clone, Debug)]
pub(crate) struct Remembered<'a> {
    /// Of each calendar the latest first.
    years: Vec<(&'a TaxCalendar, TaxYear)>,
}

impl<'a> Remembered<'a> {
    /// How many years of a calendar are remembered. Closings wait for months; what is older is rare.
    const YEARS: usize = 8;

    /// The years that lead up to an instant, the one that contains it among them. A year that is not known ends them.
    pub(crate) fn until(instant: Timestamp, calendars: impl Iterator<Item = &'a TaxCalendar>) -> Self {
        let remembered = calendars.flat_map(|calendar| {
            let latest = calendar.year_of(instant).ok();
            let years = core::iter::successors(latest, move |later| before(calendar, *later));
            years.take(Self::YEARS).map(move |year| (calendar, year))
        });
        Self { years: remembered.collect() }
    }

    /// The years that are remembered of a calendar, the latest first; they follow each other without a gap.
    pub(crate) fn of(&self, calendar: &TaxCalendar) -> impl Iterator<Item = &TaxYear> {
        self.years.iter().filter(move |(of, _)| core::ptr::eq(*of, calendar)).map(|(_, year)| year)
    }

    fn with(&self, calendar: &TaxCalendar, instant: Timestamp) -> Option<&TaxYear> {
        self.of(calendar).find(|year| year.contains(instant))
    }
}

impl TaxYears for Remembered<'_> {
    fn year_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<TaxYear, TaxYearError> {
        self.with(calendar, instant).map_or_else(|| calendar.year_of(instant), |year| Ok(*year))
    }

    fn end_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<Timestamp, TaxYearError> {
        match self.with(calendar, instant) {
            Some(year) => Ok(year.end),
            None => calendar.year_of(instant).map(|year| year.end),
        }
    }
}

fn before(calendar: &TaxCalendar, later: TaxYear) -> Option<TaxYear> {
    let last_instant = later.start.checked_sub(SignedDuration::from_nanos(1)).ok()?;
    calendar.year_of(last_instant).ok()
}
