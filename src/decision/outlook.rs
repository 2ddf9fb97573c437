//! The first instant at which a waiting closing could complete.

use super::misuse::MisuseError;
use super::moment::Moment;
use super::openings::Openings;
use super::verdict::Outcome;
use crate::blocker::{Blocker, Code, Movements};
use crate::rules::{self, Premises};
use crate::timing::{
    CalendarRangeError, MissedBoundary, TaxYear, TaxYearError, TaxYears, gate_year, last_to_end, start_of_day,
};
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;

/// A lower bound after `now`: closing cannot complete before `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earliest {
    /// The first instant at which closing could complete.
    pub at: Timestamp,
    /// True if nobody has to act until then: every blocker is a clock or has an expected date in the future, and
    /// nothing is unknown.
    pub firm: bool,
}

/// The future of a closing; empty unless the closing waits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outlook {
    pub(crate) earliest: Option<Earliest>,
    pub(crate) boundary: Option<TaxYear>,
    pub(crate) openings: Openings,
}

impl Outlook {
    /// Looks ahead of a waiting closing.
    pub(crate) fn look_ahead(
        &mut self,
        premises: &Premises<'_>,
        outcome: Outcome,
        moment: &Moment,
        years: &dyn TaxYears,
    ) -> Result<(), MisuseError> {
        let Moment { now, clearance, .. } = *moment;
        let broken = outcome.blockers.difference(Code::of_clocks());
        let since = if broken.is_empty() { clearance.clear_since.unwrap_or(now) } else { now };
        let expected = Expected::read(premises, broken, years);
        let clear_at = clear_at(premises, since, expected.last, years)?;
        let mut at = self.pass_gate(premises, moment, clear_at, years)?;
        if moment.clocks.stand.is_any {
            let requested_at = clearance.requested_at.unwrap_or(now);
            self.openings = Openings::read(premises.policy.clocks(), requested_at, clear_at)?;
            at = self.openings.latest().map_or(at, |binding| at.max(binding.at));
        }
        let firm = expected.all_dated && outcome.unknown.is_empty();
        // "Now" is not a date: if only an act of somebody is missing, there is no honest date.
        self.earliest = (now < at).then_some(Earliest { at, firm });
        Ok(())
    }

    /// Returns when the gate will have been passed; without a gate, the clearance itself.
    fn pass_gate(
        &mut self,
        premises: &Premises<'_>,
        moment: &Moment,
        clear_at: Timestamp,
        years: &dyn TaxYears,
    ) -> Result<Timestamp, TaxYearError> {
        let Some(opens) = moment.gate.opens else {
            return Ok(clear_at);
        };
        let calendars = premises.policy.calendars();
        let missed = premises.policy.options().missed_boundary;
        if missed == MissedBoundary::WhenClear {
            self.boundary = gate_year(years, calendars, missed, moment.clearance, moment.now)?;
            return Ok(opens.max(clear_at));
        }
        self.boundary = last_to_end(calendars.map(|calendar| years.year_of(calendar, clear_at)))?;
        Ok(self.boundary.map_or(clear_at, |year| year.end))
    }
}

/// The expected dates in the evidence; the clocks themselves have no evidence.
struct Expected {
    /// The last future day on which an item is expected.
    last: Option<Date>,
    /// True if every blocker has such a day.
    all_dated: bool,
}

impl Expected {
    fn read(premises: &Premises<'_>, broken: Set<Code>, years: &dyn TaxYears) -> Self {
        let blockers =
            broken.iter().map(|code| Blocker::of_code(code, rules::evidence(code, premises, years)));
        blockers.fold(Self { last: None, all_dated: true }, |all, blocker| {
            let last = blocker.evidence.movements().and_then(Movements::last_expected);
            Self { last: all.last.max(last), all_dated: all.all_dated && blocker.is_dated() }
        })
    }
}

/// Returns the projected instant from which the subject is clear: `since`, or the start of the last expected day if
/// that is later.
fn clear_at(
    premises: &Premises<'_>,
    since: Timestamp,
    last: Option<Date>,
    years: &dyn TaxYears,
) -> Result<Timestamp, CalendarRangeError> {
    let Some(day) = last else {
        return Ok(since);
    };
    Ok(start_of_day(day, rules::zone_of_days(premises, years))?.max(since))
}
