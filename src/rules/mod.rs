//! One small function per condition: comparing what is asserted with what must hold.
//!
//! What belongs here: the door from real facts to the finite heart, and the evidence for what is reported.
//! What never does: a number other than 0 or 1, a country, a provider, a verdict.

mod contents;
mod standing;

use crate::blocker::{Code, Evidence};
use crate::command::Command;
use crate::facts::{Fact, Facts};
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::vocab::Set;

/// What a decision rests on, apart from time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Premises<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) state: &'a State,
    pub(crate) facts: &'a Facts,
    pub(crate) command: &'a Command,
}

/// What a rule finds: whether its cause is there, which may be unknown.
pub(crate) type Finding = Fact<bool>;

/// Which causes are present and which are unknown, among those that were looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// The causes that are there.
    pub present: Set<Code>,
    /// The causes of which nobody can say whether they are there.
    pub unknown: Set<Code>,
}

impl Observed {
    /// With what the rule of a cause finds, if the cause is looked for.
    #[inline]
    fn with(self, causes: Set<Code>, code: Code, rule: impl FnOnce() -> Finding) -> Self {
        if !causes.contains(code) {
            return self;
        }
        match rule() {
            Fact::Known(present) => Self { present: self.present.with_if(code, present), ..self },
            Fact::Unknown => Self { unknown: self.unknown.with(code), ..self },
        }
    }
}

/// Looks for every cause of the set. This is the one door from facts to the verdict.
/// Those that state and clock decide are never looked for here.
pub(crate) fn observe(causes: Set<Code>, premises: &Premises<'_>) -> Observed {
    let facts = premises.facts;
    Observed::default()
        .with(causes, Code::ReasonRequired, || standing::reason_required(premises.command))
        .with(causes, Code::AccountRestricted, || standing::account_restricted(premises))
        .with(causes, Code::OutstandingWithdrawals, || contents::any_listed(&facts.outstanding_withdrawals))
        .with(causes, Code::PendingTransfers, || contents::any_listed(&facts.pending_transfers))
        .with(causes, Code::OpenOrders, || contents::any_listed(&facts.open_orders))
        .with(causes, Code::OpenPositions, || contents::any_position(&facts.positions))
        .with(causes, Code::UnsettledTrades, || contents::any_listed(&facts.unsettled_trades))
        .with(causes, Code::ExpectedCorporateActions, || {
            contents::any_listed(&facts.expected_corporate_actions)
        })
        .with(causes, Code::AccountsNotClosed, || standing::accounts_not_closed(premises))
        .with(causes, Code::OutstandingFees, || contents::any_balance(&facts.fees))
        .with(causes, Code::Liens, || contents::any_balance(&facts.liens))
        .with(causes, Code::CashBalance, || contents::any_balance(&facts.cash))
        .with(causes, Code::TaxYearEnd, || standing::residences_matter(premises.policy))
}

/// What there is to show for a cause that is present. Borrowed from the premises: nothing is copied.
pub(crate) fn evidence<'a>(code: Code, premises: &Premises<'a>) -> Evidence<'a> {
    let facts = premises.facts;
    match code {
        Code::AlreadyClosed | Code::StatusDoesNotAdmitClosing => Evidence::Status(&premises.state.status),
        Code::ReasonRequired | Code::TaxYearEnd | Code::NotBefore | Code::NoticePeriod | Code::CutOff => {
            Evidence::None
        }
        Code::AccountRestricted => Evidence::Restrictions(standing::restrictions_in_force(premises)),
        Code::OutstandingWithdrawals => contents::movements(&facts.outstanding_withdrawals),
        Code::PendingTransfers => contents::movements(&facts.pending_transfers),
        Code::OpenOrders => Evidence::Orders(contents::items(&facts.open_orders)),
        Code::OpenPositions => Evidence::Positions(contents::items(&facts.positions)),
        Code::UnsettledTrades => contents::movements(&facts.unsettled_trades),
        Code::ExpectedCorporateActions => contents::movements(&facts.expected_corporate_actions),
        Code::AccountsNotClosed => Evidence::Members {
            members: contents::items(&facts.accounts),
            lifecycle: premises.policy.profile().members,
        },
        Code::OutstandingFees => Evidence::Balances(contents::items(&facts.fees)),
        Code::Liens => Evidence::Balances(contents::items(&facts.liens)),
        Code::CashBalance => Evidence::Balances(contents::items(&facts.cash)),
    }
}
