//! What is in an account or a group, whether or not a rule of its policy asks for it.
//!
//! What belongs here: reading facts that are known. Unknown facts hold nothing that a plan could name.
//! What never does: whether it stands in the way of closing, which the decisions say.

use crate::blocker::{Code, Cure};
use crate::facts::{Balance, Fact, Facts, Member, Movement, Position};
use crate::lifecycle::{Lifecycle, Phase};
use crate::policy::{Activity, Policy};
use crate::vocab::Set;
use alloc::vec::Vec;

/// What can be left in a subject that was closed, in order of precedence.
const LEFTOVERS: &[Code] = &[
    Code::OutstandingWithdrawals,
    Code::PendingTransfers,
    Code::OpenOrders,
    Code::OpenPositions,
    Code::UnsettledTrades,
    Code::ExpectedCorporateActions,
    Code::AccountsNotClosed,
    Code::OutstandingFees,
    Code::Liens,
    Code::CashBalance,
];

/// The facts about one subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contents<'a> {
    facts: &'a Facts,
    policy: &'a Policy,
}

impl<'a> Contents<'a> {
    pub(super) const fn new(facts: &'a Facts, policy: &'a Policy) -> Self {
        Self { facts, policy }
    }

    /// Returns everything that is known to be there, in order of precedence.
    pub(super) fn all(self) -> impl Iterator<Item = Code> + 'a {
        LEFTOVERS.iter().copied().filter(move |code| self.has(*code))
    }

    /// Says whether something of the kind is known to be there.
    pub(super) fn has(self, code: Code) -> bool {
        match code {
            Code::OpenOrders => !listed(&self.facts.open_orders).is_empty(),
            Code::OpenPositions => self.positions().next().is_some(),
            Code::AccountsNotClosed => {
                let members = self.policy.profile().members;
                listed(&self.facts.accounts).iter().any(|member| !is_closed(member, members))
            }
            Code::OutstandingWithdrawals => self.pays_out() && !self.movements(code).is_empty(),
            Code::OutstandingFees | Code::Liens | Code::CashBalance => self.balances(code).next().is_some(),
            _ => !self.movements(code).is_empty(),
        }
    }

    /// Returns what is on its way.
    pub(super) fn movements(self, code: Code) -> &'a [Movement] {
        match code {
            Code::OutstandingWithdrawals => listed(&self.facts.outstanding_withdrawals),
            Code::PendingTransfers => listed(&self.facts.pending_transfers),
            Code::UnsettledTrades => listed(&self.facts.unsettled_trades),
            Code::ExpectedCorporateActions => listed(&self.facts.expected_corporate_actions),
            _ => &[],
        }
    }

    /// Returns what would clear it by the signs of the items, whether that is permitted or not.
    pub(super) fn cures(self, code: Code) -> Set<Cure> {
        let all: Set<Cure> = code.cures().iter().copied().collect();
        let (needless, signs) = match code {
            Code::OpenPositions => ((Cure::Sell, Cure::Cover), Signs::of(self.positions().map(is_short))),
            Code::CashBalance => {
                ((Cure::Withdraw, Cure::Deposit), Signs::of(self.balances(code).map(is_debit)))
            }
            _ => return all,
        };
        let all = if signs.positive { all } else { all.without(needless.0) };
        if signs.negative { all } else { all.without(needless.1) }
    }

    fn positions(self) -> impl Iterator<Item = &'a Position> {
        listed(&self.facts.positions).iter().filter(|position| position.is_open())
    }

    fn balances(self, code: Code) -> impl Iterator<Item = &'a Balance> {
        let balances = match code {
            Code::OutstandingFees => listed(&self.facts.fees),
            Code::Liens => listed(&self.facts.liens),
            _ => listed(&self.facts.cash),
        };
        balances.iter().filter(|balance| balance.is_outstanding())
    }

    /// Says whether withdrawals are its own: those of an account whose cash is in its group are the group's.
    fn pays_out(self) -> bool {
        let offers = |activity: &Activity| *activity == Activity::Withdraw;
        self.policy.profile().permissions.iter().any(|row| row.activities.iter().any(offers))
    }
}

/// Which signs there are among some items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    pub(super) positive: bool,
    pub(super) negative: bool,
}

impl Signs {
    /// Returns the signs of items of which it is said whether each is negative.
    pub(super) fn of(negatives: impl Iterator<Item = bool>) -> Self {
        negatives.fold(Self::default(), |signs, negative| Self {
            positive: signs.positive || !negative,
            negative: signs.negative || negative,
        })
    }
}

pub(super) fn is_short(position: &Position) -> bool {
    position.quantity.is_negative()
}

fn is_debit(balance: &Balance) -> bool {
    balance.amount.is_negative()
}

/// Returns the items that are known.
fn listed<T>(fact: &Fact<Vec<T>>) -> &[T] {
    fact.known().map_or(&[], Vec::as_slice)
}

fn is_closed(member: &Member, lifecycle: Option<&Lifecycle>) -> bool {
    lifecycle.is_some_and(|lifecycle| lifecycle.status(&member.status).phase() == Some(Phase::Closed))
}
