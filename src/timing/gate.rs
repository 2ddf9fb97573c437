//! The position of an instant relative to the gate.

use super::calendar::TaxCalendar;
use super::tax_year::{TaxYear, TaxYearError};
use super::years::TaxYears;
use crate::vocab::catalogue;
use jiff::Timestamp;

catalogue! {
    /// The treatment of an account that is not clear when the tax year ends.
    ///
    /// The document says only that accounts close at the end of a tax year; both readings are defensible, so the
    /// reading is an option.
    pub enum MissedBoundary {
        /// The account closes at the end of the tax year that contains the instant since which the account has been
        /// clear.
        NextBoundary = "next_boundary",
        /// The account closes at the later of that instant and the end of the tax year that contains the request.
        WhenClear = "when_clear",
    }
}

catalogue! {
    /// The position of `now` relative to the gate: all that the verdict needs to know of the tax year.
    pub enum GateStand {
        /// There is no gate, or the residences are unknown and could bring one.
        Absent = "absent",
        /// The gate has not opened.
        Ahead = "ahead",
        /// The gate has opened for an account that stays clear; an account that is not clear would wait for the next
        /// one.
        OpenWhileClear = "open_while_clear",
        /// The gate has opened, whether or not the account is clear.
        Open = "open",
    }
}

/// The gate, read at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GateReading {
    /// The position of the instant.
    pub(crate) stand: GateStand,
    /// The instant at which the gate opens: the end of a tax year, the latest end if there are several. `None` without
    /// a gate.
    pub(crate) opens: Option<Timestamp>,
}

impl GateReading {
    /// The reading without a gate.
    pub(crate) const ABSENT: Self = Self { stand: GateStand::Absent, opens: None };
}

/// The instants of the state that a gate depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clearance {
    pub(crate) requested_at: Option<Timestamp>,
    /// The instant since which the account has been clear, as recorded; never before the request.
    pub(crate) clear_since: Option<Timestamp>,
}

impl Clearance {
    /// No request and no clearance.
    pub(crate) const NONE: Self = Self { requested_at: None, clear_since: None };

    /// Makes a clearance. A clearance before the request counts from the request: an account cannot close before it was
    /// asked to.
    pub(crate) fn new(requested_at: Option<Timestamp>, clear_since: Option<Timestamp>) -> Self {
        Self {
            requested_at,
            clear_since: clear_since.map(|since| requested_at.map_or(since, |asked| asked.max(since))),
        }
    }
}

/// Reads the gate at `now`. `calendars` are those of the residences that hold the account; without calendars there is
/// no gate.
pub(crate) fn read_gate<'a>(
    years: &dyn TaxYears,
    calendars: impl Iterator<Item = &'a TaxCalendar>,
    missed: MissedBoundary,
    clearance: Clearance,
    now: Timestamp,
) -> Result<GateReading, TaxYearError> {
    let from = counts_from(missed, clearance).unwrap_or(now);
    // Only the ends are looked up here: the whole year is needed only to be shown.
    let mut ends = calendars.map(|calendar| years.end_of(calendar, from));
    let Some(opens) = ends.try_fold(None, |last, end| Ok::<_, TaxYearError>(last.max(Some(end?))))? else {
        return Ok(GateReading::ABSENT);
    };
    let stand = match missed {
        _ if now < opens => GateStand::Ahead,
        MissedBoundary::NextBoundary => GateStand::OpenWhileClear,
        MissedBoundary::WhenClear => GateStand::Open,
    };
    Ok(GateReading { stand, opens: Some(opens) })
}

const fn counts_from(missed: MissedBoundary, clearance: Clearance) -> Option<Timestamp> {
    match missed {
        MissedBoundary::NextBoundary => clearance.clear_since,
        MissedBoundary::WhenClear => clearance.requested_at,
    }
}

/// Returns the tax year at whose end the gate opens; `None` without a gate.
pub(crate) fn gate_year<'a>(
    years: &dyn TaxYears,
    calendars: impl Iterator<Item = &'a TaxCalendar>,
    missed: MissedBoundary,
    clearance: Clearance,
    now: Timestamp,
) -> Result<Option<TaxYear>, TaxYearError> {
    let from = counts_from(missed, clearance).unwrap_or(now);
    last_to_end(calendars.map(|calendar| years.year_of(calendar, from)))
}

/// Returns the tax year that ends last: the strictest residence wins.
pub(crate) fn last_to_end(
    mut years: impl Iterator<Item = Result<TaxYear, TaxYearError>>,
) -> Result<Option<TaxYear>, TaxYearError> {
    years.try_fold(None, |last: Option<TaxYear>, year| {
        let year = year?;
        Ok(last.filter(|other| year.end <= other.end).or(Some(year)))
    })
}
