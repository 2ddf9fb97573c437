//! A blocker as it is reported: its code and what there is to show for it.

use super::code::{Class, Code};
use super::cure::Cure;
use crate::facts::{Balance, Member, Movement, Order, Position, Restriction};
use crate::lifecycle::{Lifecycle, Phase, Status};
use crate::timing::TaxYear;
use crate::vocab::{Amount, Set};
use jiff::Timestamp;

/// What stands in the way, with what there is to show for it. Borrows from the facts of the question.
#[derive(Clone, Copy, Debug)]
pub struct Blocker<'a> {
    /// The cause.
    pub code: Code,
    /// What there is to show for it.
    pub evidence: Evidence<'a>,
}

impl Blocker<'_> {
    /// Who can clear it.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.code.class()
    }

    /// What clears it, for one item or another. Cash that is left is withdrawn, cash that is owed is deposited; a
    /// long position is sold, a short one bought back.
    #[must_use]
    pub fn cures(&self) -> Set<Cure> {
        let all: Set<Cure> = self.code.cures().iter().copied().collect();
        all.difference(self.cures_of_the_other_side())
    }

    /// Cures that no item calls for, because of its sign.
    fn cures_of_the_other_side(&self) -> Set<Cure> {
        let evidence = self.evidence;
        if self.code == Code::CashBalance {
            return idle(evidence.balances().map(|each| each.amount), Cure::Withdraw, Cure::Deposit);
        }
        idle(evidence.positions().map(|each| each.quantity), Cure::Sell, Cure::Cover)
    }

    /// Whether every item has an expected date, so that nobody has to act. Time alone needs no date.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        match self.evidence {
            Evidence::Movements(movements) => movements.iter().all(|movement| movement.expected_on.is_some()),
            Evidence::Boundary(_) | Evidence::Opening(_) => true,
            Evidence::None
            | Evidence::Status(_)
            | Evidence::Restrictions(_)
            | Evidence::Orders(_)
            | Evidence::Positions(_)
            | Evidence::Members { .. }
            | Evidence::Balances(_) => false,
        }
    }
}

/// Of two cures, one for positive and one for negative amounts, those that none of the amounts calls for.
fn idle(amounts: impl Iterator<Item = Amount>, for_positive: Cure, for_negative: Cure) -> Set<Cure> {
    let needed = amounts.map(|amount| if amount.is_negative() { for_negative } else { for_positive });
    Set::only(for_positive).with(for_negative).difference(needed.collect())
}

/// What there is to show for a blocker. Lists are as they were asserted; the items that matter are those that the
/// methods of [`Evidence`] yield.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// Nothing but the code itself.
    None,
    /// The status.
    Status(&'a Status),
    /// The restrictions that block.
    Restrictions(Set<Restriction>),
    /// What is on its way.
    Movements(&'a [Movement]),
    /// Open orders.
    Orders(&'a [Order]),
    /// Holdings, those of quantity zero among them.
    Positions(&'a [Position]),
    /// The accounts of the group, the closed ones among them, and their lifecycle.
    Members {
        /// All accounts.
        members: &'a [Member],
        /// Statuses and moves of the accounts.
        lifecycle: Option<&'static Lifecycle>,
    },
    /// Balances, those of zero among them.
    Balances(&'a [Balance]),
    /// The tax year whose end is waited for.
    Boundary(TaxYear),
    /// The instant at which the clock opens; projected, where it counts from a clearance that is still to come.
    Opening(Timestamp),
}

impl<'a> Evidence<'a> {
    /// The holdings that are open.
    pub fn positions(self) -> impl Iterator<Item = &'a Position> {
        let all = if let Self::Positions(positions) = self { positions } else { &[] };
        all.iter().filter(|position| position.is_open())
    }

    /// The balances that are not zero.
    pub fn balances(self) -> impl Iterator<Item = &'a Balance> {
        let all = if let Self::Balances(balances) = self { balances } else { &[] };
        all.iter().filter(|balance| balance.is_outstanding())
    }

    /// The accounts that are not closed.
    pub fn members(self) -> impl Iterator<Item = &'a Member> {
        let (all, lifecycle): (&[Member], _) =
            if let Self::Members { members, lifecycle } = self { (members, lifecycle) } else { (&[], None) };
        all.iter().filter(move |member| !is_closed(member, lifecycle))
    }

    /// What is on its way.
    #[must_use]
    pub const fn movements(self) -> &'a [Movement] {
        if let Self::Movements(movements) = self { movements } else { &[] }
    }
}

/// An account of a group is closed if its status is; an unknown status is not.
pub(crate) fn is_closed(member: &Member, lifecycle: Option<&Lifecycle>) -> bool {
    lifecycle.is_some_and(|lifecycle| lifecycle.status(&member.status).phase() == Some(Phase::Closed))
}
