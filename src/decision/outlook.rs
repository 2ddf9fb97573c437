//! The first instant at which a closing that waits could complete.

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
) -> Result<Option<Outlook>, NoTaxYear> {
    if outcome.verdict != Verdict::Waiting {
        return Ok(None);
    }
    let since = if broken(outcome).is_empty() { clearance.clear_since.unwrap_or(now) } else { now };
    let clear_at = ClearAt { since, after: latest_expected(premises, outcome) };
    match (gate.year, premises.policy.options().missed_boundary) {
        (None, _) => Ok(Some(Outlook { at: clear_at.in_zone(&TimeZone::UTC)?, boundary: None })),
        (Some(_), MissedBoundary::NextBoundary) => next_boundary(premises, clear_at),
        (Some(year), MissedBoundary::WhenClear) => when_clear(premises, clear_at, year),
    }
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

fn next_boundary(premises: &Premises<'_>, clear_at: ClearAt) -> Result<Option<Outlook>, NoTaxYear> {
    let calendars = premises.policy.calendars();
    let last = last_to_end(calendars.map(|calendar| calendar.year_of(clear_at.in_zone(&calendar.zone)?)))?;
    Ok(last.map(|year| Outlook { at: year.end, boundary: Some(year) }))
}

fn when_clear(
    premises: &Premises<'_>,
    clear_at: ClearAt,
    year: TaxYear,
) -> Result<Option<Outlook>, NoTaxYear> {
    let mut at = year.end;
    for calendar in premises.policy.calendars() {
        at = at.max(clear_at.in_zone(&calendar.zone)?);
    }
    Ok(Some(Outlook { at, boundary: Some(year) }))
}

/// What is in the way apart from the gate itself.
fn broken(outcome: Outcome) -> Set<Code> {
    outcome.blockers.without(Code::TaxYearEnd)
}

fn latest_expected(premises: &Premises<'_>, outcome: Outcome) -> Option<Date> {
    broken(outcome)
        .iter()
        .flat_map(|code| rules::evidence(code, premises).movements())
        .filter_map(|movement| movement.expected_on)
        .max()
}

/// The boundary is not looked up here: that it is the clock is enough.
fn blockers<'a>(outcome: Outcome, premises: &Premises<'a>) -> impl Iterator<Item = Blocker<'a>> {
    let premises = *premises;
    broken(outcome).iter().map(move |code| Blocker { code, evidence: rules::evidence(code, &premises) })
}
