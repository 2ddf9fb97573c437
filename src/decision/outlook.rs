//! The first instant at which a closing that waits could complete.

use super::misuse::Misuse;
use super::openings::Openings;
use super::verdict::{Outcome, Verdict};
use crate::blocker::{Blocker, Code};
use crate::rules::{self, Premises};
use crate::timing::{
    Clearance, GateReading, MissedBoundary, NoTaxYear, OutsideCalendar, TaxYear, last_to_end, start_of_day,
};
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A lower bound: closing cannot complete before `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earliest {
    /// The first instant at which it could complete.
    pub at: Timestamp,
    /// Whether nobody has to act until then: everything in the way is the clock or carries an expected date, and
    /// nothing is unknown.
    pub firm: bool,
}

/// What can be said of the future of a closing that waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outlook {
    at: Timestamp,
    pub(crate) boundary: Option<TaxYear>,
    pub(crate) openings: Openings,
}

impl Outlook {
    pub(crate) fn earliest(self, premises: &Premises<'_>, outcome: Outcome) -> Earliest {
        let firm =
            outcome.unknown.is_empty() && blockers(outcome, premises).all(|blocker| blocker.is_dated());
        Earliest { at: self.at, firm }
    }
}

/// `None` unless the verdict is `waiting`.
pub(crate) fn look_ahead(
    premises: &Premises<'_>,
    outcome: Outcome,
    clearance: Clearance,
    gate: GateReading,
    now: Timestamp,
) -> Result<Option<Outlook>, Misuse> {
    if outcome.verdict != Verdict::Waiting {
        return Ok(None);
    }
    let since = if broken(outcome).is_empty() { clearance.clear_since.unwrap_or(now) } else { now };
    let clear_at = ClearAt { since, after: latest_expected(premises, outcome) };
    let (at, boundary) = match (gate.year, premises.policy.options().missed_boundary) {
        (None, _) => (clear_at.in_zone(&TimeZone::UTC)?, None),
        (Some(_), MissedBoundary::NextBoundary) => next_boundary(premises, clear_at)?,
        (Some(year), MissedBoundary::WhenClear) => (when_clear(premises, clear_at, year)?, Some(year)),
    };
    let requested_at = clearance.requested_at.unwrap_or(now);
    // As the calendars, each clock reads an expected day in its own zone; what it says of it bounds from below.
    let openings = Openings::read(premises.policy.clocks(), requested_at, |zone| clear_at.in_zone(zone))?;
    Ok(Some(Outlook { at: openings.latest().map_or(at, |binding| at.max(binding.at)), boundary, openings }))
}

/// The projected instant from which the account is clear: the start of a civil day, which depends on the zone.
#[derive(Clone, Copy)]
struct ClearAt {
    since: Timestamp,
    after: Option<Date>,
}

impl ClearAt {
    fn in_zone(self, zone: &TimeZone) -> Result<Timestamp, OutsideCalendar> {
        let Some(day) = self.after else {
            return Ok(self.since);
        };
        Ok(start_of_day(day, zone)?.max(self.since))
    }
}

fn next_boundary(
    premises: &Premises<'_>,
    clear_at: ClearAt,
) -> Result<(Timestamp, Option<TaxYear>), NoTaxYear> {
    let calendars = premises.policy.calendars();
    let last = last_to_end(calendars.map(|calendar| calendar.year_of(clear_at.in_zone(&calendar.zone)?)))?;
    Ok((last.map_or(clear_at.since, |year| year.end), last))
}

fn when_clear(
    premises: &Premises<'_>,
    clear_at: ClearAt,
    year: TaxYear,
) -> Result<Timestamp, OutsideCalendar> {
    let mut calendars = premises.policy.calendars();
    calendars.try_fold(year.end, |at, calendar| Ok(at.max(clear_at.in_zone(&calendar.zone)?)))
}

/// What is in the way apart from the clocks themselves.
fn broken(outcome: Outcome) -> Set<Code> {
    outcome.blockers.difference(Code::of_clocks())
}

fn latest_expected(premises: &Premises<'_>, outcome: Outcome) -> Option<Date> {
    broken(outcome)
        .iter()
        .flat_map(|code| rules::evidence(code, premises).movements())
        .filter_map(|movement| movement.expected_on)
        .max()
}

/// The clocks are not looked up here: that they are is enough.
fn blockers<'a>(outcome: Outcome, premises: &Premises<'a>) -> impl Iterator<Item = Blocker<'a>> {
    let premises = *premises;
    broken(outcome).iter().map(move |code| Blocker { code, evidence: rules::evidence(code, &premises) })
}
