//! The first instant at which a closing that waits could complete.

use super::misuse::Misuse;
use super::moment::Moment;
use super::openings::Openings;
use super::verdict::Outcome;
use crate::blocker::{Blocker, Code};
use crate::rules::{self, Premises};
use crate::timing::{
    MissedBoundary, NoTaxYear, OutsideCalendar, TaxYear, TaxYears, gate_year, last_to_end, start_of_day,
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

/// What can be said of the future of a closing; nothing at all unless it waits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outlook {
    pub(crate) earliest: Option<Earliest>,
    pub(crate) boundary: Option<TaxYear>,
    pub(crate) openings: Openings,
}

impl Outlook {
    /// Looks ahead of a closing that waits.
    pub(crate) fn look_ahead(
        &mut self,
        premises: &Premises<'_>,
        outcome: Outcome,
        moment: &Moment,
        years: &dyn TaxYears,
    ) -> Result<(), Misuse> {
        let Moment { now, clearance, .. } = *moment;
        let broken = outcome.blockers.difference(Code::of_clocks());
        let since = if broken.is_empty() { clearance.clear_since.unwrap_or(now) } else { now };
        let expected = Expected::read(premises, broken);
        let clear_at = ClearAt { since, after: expected.last };
        let mut at = self.pass_gate(premises, moment, clear_at, years)?;
        if moment.clocks.stand.is_any {
            let requested_at = clearance.requested_at.unwrap_or(now);
            // As the calendars, each clock reads an expected day in its own zone; what it says of it bounds from below.
            let clocks = premises.policy.clocks();
            self.openings = Openings::read(clocks, requested_at, |zone| clear_at.in_zone(zone))?;
            at = self.openings.latest().map_or(at, |binding| at.max(binding.at));
        }
        let firm = expected.all_dated && outcome.unknown.is_empty();
        self.earliest = Some(Earliest { at, firm });
        Ok(())
    }

    /// When the gate will have been passed; without a gate, when everything is clear.
    fn pass_gate(
        &mut self,
        premises: &Premises<'_>,
        moment: &Moment,
        clear_at: ClearAt,
        years: &dyn TaxYears,
    ) -> Result<Timestamp, NoTaxYear> {
        let Some(opens) = moment.gate.opens else {
            return Ok(clear_at.in_zone(&TimeZone::UTC)?);
        };
        let mut calendars = premises.policy.calendars();
        let missed = premises.policy.options().missed_boundary;
        if missed == MissedBoundary::WhenClear {
            self.boundary = gate_year(years, calendars.clone(), missed, moment.clearance, moment.now)?;
            return Ok(calendars.try_fold(opens, |at, calendar| {
                Ok::<_, OutsideCalendar>(at.max(clear_at.in_zone(&calendar.zone)?))
            })?);
        }
        let in_zones = calendars.map(|calendar| years.year_of(calendar, clear_at.in_zone(&calendar.zone)?));
        self.boundary = last_to_end(in_zones)?;
        Ok(self.boundary.map_or(clear_at.since, |year| year.end))
    }
}

/// What the evidence says of when everything is clear; the clocks themselves need none.
struct Expected {
    /// The last day on which something is expected.
    last: Option<Date>,
    /// Whether nothing is without such a day.
    all_dated: bool,
}

impl Expected {
    fn read(premises: &Premises<'_>, broken: Set<Code>) -> Self {
        let blockers = broken.iter().map(|code| Blocker { code, evidence: rules::evidence(code, premises) });
        blockers.fold(Self { last: None, all_dated: true }, |all, blocker| {
            let days = blocker.evidence.movements().iter().filter_map(|movement| movement.expected_on);
            Self { last: all.last.max(days.max()), all_dated: all.all_dated && blocker.is_dated() }
        })
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
