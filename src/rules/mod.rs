//! One small function per condition: each compares the asserted facts with the condition.
//!
//! What belongs here: the door from real facts to the finite heart, the evidence for reported causes, and the facts
//! that no rule reads.
//! What never does: a number other than 0 or 1, a country, a provider, a verdict.

mod contents;
mod held;
mod standing;

use crate::blocker::{Code, Evidence};
use crate::command::{Command, Reason};
use crate::facts::{FactName, Facts};
use crate::lifecycle::{Phase, State, StatusRow};
use crate::policy::Policy;
use crate::profile::Stage;
use crate::timing::{TaxYears, civil_day};
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The premises of a decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Premises<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) state: &'a State,
    /// The row of the status under this policy; `None` if the policy does not document the status.
    pub(crate) own: Option<&'a StatusRow>,
    pub(crate) facts: &'a Facts,
    /// The facts that count as unknown because of their age.
    pub(crate) stale: Set<FactName>,
    /// The stage of the command. The rest of the command is read once, before the decision.
    pub(crate) stage: Stage,
    pub(crate) now: Timestamp,
}

/// Returns the stage that a command asks for.
#[inline]
pub(crate) const fn asked(command: &Command) -> Stage {
    match command {
        Command::RequestClosure { .. } => Stage::Admission,
        Command::Advance => Stage::Completion,
    }
}

impl<'a> Premises<'a> {
    #[inline]
    pub(crate) fn new(
        policy: &'a Policy,
        state: &'a State,
        facts: &'a Facts,
        ask: Stage,
        now: Timestamp,
    ) -> Self {
        Self {
            policy,
            state,
            own: policy.status_of(state),
            facts,
            stale: policy.stale(facts, now),
            stage: ask,
            now,
        }
    }

    /// Returns the phase of the subject under this policy.
    #[inline]
    pub(crate) fn phase(&self) -> Option<Phase> {
        self.own.map(|row| row.phase)
    }

    /// Returns the facts that are known to hold something and that no rule in force reads for a subject in this phase.
    /// Rules of completion are in force for a closing subject, no rules for a closed one, and all rules otherwise.
    pub(crate) fn unread(&self) -> Set<FactName> {
        let in_force = match self.phase() {
            Some(Phase::Closed) => Set::EMPTY,
            Some(Phase::Closing) => self.policy.completion(),
            Some(Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected) | None => {
                self.policy.admission().union(self.policy.completion())
            }
        };
        let read: Set<FactName> = in_force.iter().filter_map(Code::fact).collect();
        held::anything(self.policy.profile(), self.facts).difference(read.union(self.stale))
    }
}

/// The finding of a rule: whether its cause is present, and whether the cause, or more of it, is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) present: bool,
    pub(crate) unknown: bool,
}

impl Finding {
    const UNKNOWN: Self = Self { present: false, unknown: true };

    const fn known(present: bool) -> Self {
        Self { present, unknown: false }
    }
}

/// The causes that are present and those that are unknown, among those that were looked for. A cause can be both, if
/// some of the cause is present and there may be more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// The causes that are present.
    pub present: Set<Code>,
    /// The causes that are unknown, in whole or in part.
    pub unknown: Set<Code>,
}

impl Observed {
    /// Returns the observation with the finding of a rule, if its cause is looked for.
    #[inline]
    fn with(self, causes: Set<Code>, code: Code, rule: impl FnOnce() -> Finding) -> Self {
        if !causes.contains(code) {
            return self;
        }
        let Finding { present, unknown } = rule();
        Self { present: self.present.with_if(code, present), unknown: self.unknown.with_if(code, unknown) }
    }
}

/// Looks for every cause of the set. This is the one door from facts to the verdict. The causes that state, policy and
/// clock decide are never looked for here.
pub(crate) fn observe(causes: Set<Code>, premises: &Premises<'_>, reason: Option<&Reason>) -> Observed {
    let Premises { facts, stale, .. } = *premises;
    // A stale fact counts as unknown, whatever its value.
    let fresh = |name: FactName, rule: &dyn Fn() -> Finding| {
        if stale.contains(name) { Finding::UNKNOWN } else { rule() }
    };
    let moving = |name, list| fresh(name, &|| contents::any_moving(list));
    let listed = |name, list| fresh(name, &|| contents::any_listed(list));
    let balance = |name, list| fresh(name, &|| contents::any_balance(list));
    Observed::default()
        .with(causes, Code::ReasonRequired, || standing::reason_required(premises, reason))
        .with(causes, Code::AccountRestricted, || standing::account_restricted(premises))
        .with(causes, Code::OutstandingWithdrawals, || {
            moving(FactName::OutstandingWithdrawals, &facts.outstanding_withdrawals)
        })
        .with(causes, Code::PendingTransfers, || moving(FactName::PendingTransfers, &facts.pending_transfers))
        .with(causes, Code::OpenOrders, || {
            fresh(FactName::OpenOrders, &|| contents::any_listed(&facts.open_orders))
        })
        .with(causes, Code::OpenPositions, || {
            fresh(FactName::Positions, &|| contents::any_position(&facts.positions))
        })
        .with(causes, Code::UnsettledTrades, || listed(FactName::UnsettledTrades, &facts.unsettled_trades))
        .with(causes, Code::ExpectedCorporateActions, || {
            listed(FactName::ExpectedCorporateActions, &facts.expected_corporate_actions)
        })
        .with(causes, Code::AccountsNotClosed, || {
            fresh(FactName::Accounts, &|| standing::accounts_not_closed(premises))
        })
        .with(causes, Code::OutstandingFees, || balance(FactName::Fees, &facts.fees))
        .with(causes, Code::Liens, || balance(FactName::Liens, &facts.liens))
        .with(causes, Code::CashBalance, || {
            fresh(FactName::Cash, &|| contents::any_cash(premises.policy.profile(), &facts.cash))
        })
}

/// Returns the evidence for a cause that is present. Borrowed from the premises: nothing is copied.
pub(crate) fn evidence<'a>(code: Code, premises: &Premises<'a>, years: &dyn TaxYears) -> Evidence<'a> {
    if code.is_by_status() {
        return Evidence::Status { status: &premises.state.status, own: premises.own };
    }
    if code == Code::AccountRestricted {
        return Evidence::Restrictions(standing::restrictions_in_force(premises));
    }
    Evidence::items(code, premises.facts, premises.policy.profile().members.as_deref(), &|| {
        today(premises, years)
    })
}

/// Returns the zone in which expected days are counted: the zone of the gate that opens last or, without a gate, that
/// of the policy.
pub(crate) fn zone_of_days<'a>(premises: &Premises<'a>, years: &dyn TaxYears) -> &'a TimeZone {
    let policy = premises.policy;
    let ends = |calendar| years.end_of(calendar, premises.now).ok();
    let opens_last =
        policy.calendars().reduce(|last, next| if ends(last) < ends(next) { next } else { last });
    opens_last.map_or_else(|| policy.zone(), |calendar| &calendar.zone)
}

/// Returns the civil day of the question, in the zone in which expected days are counted.
fn today(premises: &Premises<'_>, years: &dyn TaxYears) -> Date {
    let zone = zone_of_days(premises, years);
    // Only within hours of the end of the calendar is there no next day.
    civil_day(premises.now, zone).unwrap_or_else(|_| zone.to_datetime(premises.now).date())
}
