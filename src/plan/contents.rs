//! What is in an account or a group, whether or not a rule of its policy asks for it.
//!
//! What belongs here: reading facts that are known. Unknown facts hold nothing that a plan could name.
//! What never does: whether it stands in the way of closing, which the decisions say.

use crate::blocker::{Code, Cure, Evidence};
use crate::facts::{Balance, Fact, Facts, Movement, Position};
use crate::policy::{Activity, Policy};
use crate::vocab::{Element, Set};
use alloc::vec::Vec;

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

    /// Returns everything that is known to be there, in order of precedence. The withdrawals of an account whose cash is
    /// in its group are the group's.
    pub(super) fn all(self) -> impl Iterator<Item = Code> + 'a {
        let is_its_own = move |code| code != Code::OutstandingWithdrawals || self.pays_out();
        Code::ALL.iter().copied().filter(move |code| self.has(*code) && is_its_own(*code))
    }

    /// Says whether something of the kind is known to be there.
    pub(super) fn has(self, code: Code) -> bool {
        let evidence = self.evidence(code);
        match evidence {
            Evidence::Movements(movements) => !movements.is_empty(),
            Evidence::Orders(orders) => !orders.is_empty(),
            Evidence::Positions(_) => evidence.positions().next().is_some(),
            Evidence::Members { .. } => evidence.members().next().is_some(),
            Evidence::Balances(_) => evidence.balances().next().is_some(),
            Evidence::None
            | Evidence::Status(_)
            | Evidence::Restrictions(_)
            | Evidence::Boundary(_)
            | Evidence::Opening(_) => false,
        }
    }

    /// Returns what is on its way.
    pub(super) fn movements(self, code: Code) -> &'a [Movement] {
        self.evidence(code).movements()
    }

    /// Returns what would clear it by the signs of the items, whether that is permitted or not.
    pub(super) fn cures(self, code: Code) -> Set<Cure> {
        let all: Set<Cure> = code.cures().iter().copied().collect();
        let evidence = self.evidence(code);
        let (positions, cash) = (evidence.positions().map(is_short), evidence.balances().map(is_debit));
        if code == Code::OpenPositions {
            all.difference(Signs::of(positions).uncalled_for(Cure::Sell, Cure::Cover))
        } else if code == Code::CashBalance {
            all.difference(Signs::of(cash).uncalled_for(Cure::Withdraw, Cure::Deposit))
        } else {
            all
        }
    }

    /// Returns the items that are known, those that come to nothing among them.
    fn evidence(self, code: Code) -> Evidence<'a> {
        let facts = self.facts;
        match code {
            Code::OutstandingWithdrawals => Evidence::Movements(listed(&facts.outstanding_withdrawals)),
            Code::PendingTransfers => Evidence::Movements(listed(&facts.pending_transfers)),
            Code::OpenOrders => Evidence::Orders(listed(&facts.open_orders)),
            Code::OpenPositions => Evidence::Positions(listed(&facts.positions)),
            Code::UnsettledTrades => Evidence::Movements(listed(&facts.unsettled_trades)),
            Code::ExpectedCorporateActions => Evidence::Movements(listed(&facts.expected_corporate_actions)),
            Code::AccountsNotClosed => {
                let (members, lifecycle) = (listed(&facts.accounts), self.policy.profile().members);
                Evidence::Members { members, lifecycle }
            }
            Code::OutstandingFees => Evidence::Balances(listed(&facts.fees)),
            Code::Liens => Evidence::Balances(listed(&facts.liens)),
            Code::CashBalance => Evidence::Balances(listed(&facts.cash)),
            Code::AlreadyClosed
            | Code::StatusDoesNotAdmitClosing
            | Code::ReasonRequired
            | Code::AccountRestricted
            | Code::TaxYearEnd
            | Code::NotBefore
            | Code::NoticePeriod
            | Code::CutOff => Evidence::None,
        }
    }

    fn pays_out(self) -> bool {
        let rows = self.policy.profile().permissions.iter();
        rows.flat_map(|row| row.activities).any(|activity| *activity == Activity::Withdraw)
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

    /// Returns, of a cure for each sign, those that no item calls for.
    fn uncalled_for(self, of_positive: Cure, of_negative: Cure) -> Set<Cure> {
        Set::only(of_positive).filter(!self.positive).with_if(of_negative, !self.negative)
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
