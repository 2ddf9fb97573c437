//! Lookups of tax years: computed at each question, or once for many questions.

use super::calendar::TaxCalendar;
use super::tax_year::{TaxYear, TaxYearError};
use alloc::vec::Vec;
use core::fmt;
use jiff::{SignedDuration, Timestamp};

/// A lookup of the tax year that contains an instant, in the zone of the calendar. Every implementation returns the
/// same.
pub(crate) trait TaxYears: fmt::Debug {
    fn year_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<TaxYear, TaxYearError>;

    /// Returns the end of the tax year.
    fn end_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<Timestamp, TaxYearError> {
        self.year_of(calendar, instant).map(|year| year.end)
    }
}

/// A lookup that computes each year anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reckoned;

impl TaxYears for Reckoned {
    fn year_of(&self, calendar: &TaxCalendar, instant: Timestamp) -> Result<TaxYear, TaxYearError> {
        calendar.year_of(instant)
    }
}

/// A lookup that remembers the last years of some calendars, and computes older ones.
#[derive(Clone, Debug)]
pub(crate) struct Remembered<'a> {
    /// The remembered years, for each calendar the latest first.
    years: Vec<(&'a TaxCalendar, TaxYear)>,
}

impl<'a> Remembered<'a> {
    /// The number of years remembered per calendar. Closings wait for months, so older years are rare.
    const YEARS: usize = 8;

    /// Remembers, per calendar, the year that contains an instant and the years before it, as far back as they are
    /// known and at most [`YEARS`](Self::YEARS).
    pub(crate) fn until(instant: Timestamp, calendars: impl Iterator<Item = &'a TaxCalendar>) -> Self {
        let remembered = calendars.flat_map(|calendar| {
            let latest = calendar.year_of(instant).ok();
            let years = core::iter::successors(latest, move |later| before(calendar, *later));
            years.take(Self::YEARS).map(move |year| (calendar, year))
        });
        Self { years: remembered.collect() }
    }

    /// Returns the remembered years of a calendar, the latest first; they follow each other without a gap.
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
