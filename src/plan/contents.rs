//! The contents of an account or a group, including those that no rule of its policy asks for.
//!
//! What belongs here: reading what is known of facts, in full or in part. What is unknown, or too old for the policy, holds
//! nothing that a plan could name.
//! What never does: deciding whether the contents block closing, which the decisions do.

use super::days::Days;
use crate::blocker::{Code, Cure, Evidence, Movements};
use crate::facts::{FactName, Facts, Restriction};
use crate::policy::Policy;
use crate::profile::Activity;
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;

/// The facts about one subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contents<'a> {
    facts: &'a Facts,
    policy: &'a Policy,
    /// The facts that count as unknown because of their age.
    stale: Set<FactName>,
    /// The civil day of the question, as the subject counts days.
    today: Date,
}

impl<'a> Contents<'a> {
    pub(super) fn new(facts: &'a Facts, policy: &'a Policy, now: Timestamp, days: &Days) -> Self {
        Self { facts, policy, stale: policy.stale(facts, now), today: days.day_of(now) }
    }

    /// Returns the restrictions that are known to be in force.
    pub(super) fn restrictions(self) -> Set<Restriction> {
        self.facts.known_restrictions(self.stale)
    }

    /// Returns every cause that is known to be present, in order of precedence. The withdrawals of an account whose
    /// cash is in its group are the group's.
    pub(super) fn all(self) -> impl Iterator<Item = Code> + 'a {
        let is_its_own = move |code| code != Code::OutstandingWithdrawals || self.pays_out();
        Code::ALL.iter().copied().filter(move |code| self.has(*code) && is_its_own(*code))
    }

    /// Says whether this cause is known to be present.
    pub(super) fn has(self, code: Code) -> bool {
        let evidence = self.evidence(code);
        match evidence {
            Evidence::Movements(movements) => movements.iter().next().is_some(),
            Evidence::Orders(orders) => !orders.is_empty(),
            Evidence::Positions(_) => evidence.positions().next().is_some(),
            Evidence::Members { .. } => evidence.members().next().is_some(),
            Evidence::Balances(_) => evidence.balances().next().is_some(),
            Evidence::None
            | Evidence::Status { .. }
            | Evidence::Restrictions(_)
            | Evidence::Boundary(_)
            | Evidence::Opening(_) => false,
        }
    }

    /// Returns the pending movements.
    pub(super) fn movements(self, code: Code) -> Option<Movements<'a>> {
        self.evidence(code).movements()
    }

    /// Returns the cures by the signs of the items, permitted or not.
    pub(super) fn cures(self, code: Code) -> Set<Cure> {
        let all: Set<Cure> = code.cures().iter().copied().collect();
        let evidence = self.evidence(code);
        if code == Code::OpenPositions {
            all.difference(Signs::of_positions(evidence).uncalled_for(Cure::Sell, Cure::Cover))
        } else if code == Code::CashBalance {
            all.difference(Signs::of_balances(evidence).uncalled_for(Cure::Withdraw, Cure::Deposit))
        } else {
            all
        }
    }

    /// Returns the known items, including those that add up to nothing.
    fn evidence(self, code: Code) -> Evidence<'a> {
        if code.fact().is_some_and(|fact| self.stale.contains(fact)) {
            return Evidence::None;
        }
        Evidence::items(code, self.facts, self.policy.profile().members.as_deref(), &|| self.today)
    }

    fn pays_out(self) -> bool {
        let rows = self.policy.profile().permissions.iter();
        rows.flat_map(|row| &*row.activities).any(|activity| *activity == Activity::Withdraw)
    }
}

/// The signs that occur among some items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    pub(super) positive: bool,
    pub(super) negative: bool,
}

impl Signs {
    /// Returns the signs of the positions that are open; one of unknown size can be on either side.
    pub(super) fn of_positions(evidence: Evidence<'_>) -> Self {
        let signs = evidence.positions().map(|position| (position.may_be_long(), position.may_be_short()));
        signs.fold(Self::default(), Self::and)
    }

    /// Returns the signs of the balances that are not zero.
    fn of_balances(evidence: Evidence<'_>) -> Self {
        let signs = evidence.balances().map(|balance| balance.amount.is_negative());
        signs.map(|negative| (!negative, negative)).fold(Self::default(), Self::and)
    }

    const fn and(self, (positive, negative): (bool, bool)) -> Self {
        Self { positive: self.positive || positive, negative: self.negative || negative }
    }

    /// Returns the cures of a sign that no item has.
    fn uncalled_for(self, of_positive: Cure, of_negative: Cure) -> Set<Cure> {
        Set::only(of_positive).filter(!self.positive).with_if(of_negative, !self.negative)
    }
}
