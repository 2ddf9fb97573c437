//! A blocker as it is reported: its code, the class that clears it, the cures, and the evidence.

use super::code::{Class, Code};
use super::cure::Cure;
use crate::facts::{Balance, Facts, Member, Movement, Order, Position, Restriction};
use crate::lifecycle::{Lifecycle, Status, StatusRow};
use crate::timing::TaxYear;
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;

/// A cause that blocks closing, with its evidence, which is borrowed from the facts of the question.
///
/// Displays as a line for people: the code, the class that can clear the blocker, the cures, and in brackets the
/// evidence. Texts from outside are escaped as [`Printable`](crate::vocab::Printable) does; only three items are shown,
/// and the others are counted.
#[derive(Clone, Copy, Debug)]
pub struct Blocker<'a> {
    /// The cause.
    pub code: Code,
    /// The evidence: the items or the date that the cause consists of.
    pub evidence: Evidence<'a>,
    pub(crate) class: Class,
    pub(crate) cures: Set<Cure>,
}

impl<'a> Blocker<'a> {
    /// Builds a blocker with the class and the cures of its code, as if nothing were known of the subject.
    ///
    /// ```
    /// use closeout::{blocker::{Class, Cure, Evidence}, Blocker, Code};
    /// let blocker = Blocker::of_code(Code::Liens, Evidence::None);
    /// assert_eq!(blocker.class(), Class::Provider);
    /// assert!(blocker.cures().contains(Cure::ReleaseLien));
    /// ```
    #[must_use]
    pub fn of_code(code: Code, evidence: Evidence<'a>) -> Self {
        Self { code, evidence, class: code.class(), cures: code.cures().iter().copied().collect() }
    }

    /// Returns the class that can clear the blocker: the first of holder, provider and market that can clear one of its
    /// items.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Returns the cures, for one item or another, in this status and under these restrictions. A cure that
    /// [`permission`](crate::permission()) denies for a known reason is left out: if no cure is left, the returned
    /// cures change the restriction or the status that denies them.
    #[must_use]
    pub const fn cures(&self) -> Set<Cure> {
        self.cures
    }

    /// Returns whether every item has an expected date in the future, so that nobody has to act. A blocker of time
    /// alone needs no date.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        match self.evidence {
            Evidence::Movements(movements) => movements.iter().all(|movement| movements.expects(movement)),
            Evidence::Boundary(_) | Evidence::Opening(_) => true,
            Evidence::None
            | Evidence::Status { .. }
            | Evidence::Restrictions(_)
            | Evidence::Orders(_)
            | Evidence::Positions(_)
            | Evidence::Members { .. }
            | Evidence::Balances(_) => false,
        }
    }
}

/// The evidence for a blocker. Lists are as you asserted them; the methods of [`Evidence`] yield the items that matter.
///
/// Displays as words for people, safe to print: see [`Blocker`]. The words for an opening depend on the code, so
/// [`Blocker::details`] says more about an opening.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// No evidence except the code itself.
    None,
    /// The status.
    Status {
        /// The status of the question.
        status: &'a Status,
        /// The row of the status under the policy; `None` if the policy does not document the status.
        own: Option<&'a StatusRow>,
    },
    /// The restrictions that block.
    Restrictions(Set<Restriction>),
    /// Movements that are on their way.
    Movements(Movements<'a>),
    /// Open orders.
    Orders(&'a [Order]),
    /// Holdings, including those of quantity zero.
    Positions(&'a [Position]),
    /// The accounts of the group, including closed ones, and their lifecycle.
    Members {
        /// All accounts.
        members: &'a [Member],
        /// Statuses and moves of the accounts.
        lifecycle: Option<&'a Lifecycle>,
    },
    /// Balances, including those of zero.
    Balances(&'a [Balance]),
    /// The tax year whose end closing waits for.
    Boundary(TaxYear),
    /// The instant at which the clock opens; an estimate while the clearance it counts from is still ahead.
    Opening(Timestamp),
}

impl<'a> Evidence<'a> {
    /// Returns the items of a cause, including items that do not count; no evidence if the cause has no items. `today`
    /// is called only if the items have expected days.
    pub(crate) fn items(
        code: Code,
        facts: &'a Facts,
        lifecycle: Option<&'a Lifecycle>,
        today: &dyn Fn() -> Date,
    ) -> Self {
        let movements =
            |listed, zero_counts| Self::Movements(Movements { listed, zero_counts, today: today() });
        match code {
            Code::OutstandingWithdrawals => movements(facts.outstanding_withdrawals.items(), false),
            Code::PendingTransfers => movements(facts.pending_transfers.items(), false),
            Code::OpenOrders => Self::Orders(facts.open_orders.items()),
            Code::OpenPositions => Self::Positions(facts.positions.items()),
            Code::UnsettledTrades => movements(facts.unsettled_trades.items(), true),
            Code::ExpectedCorporateActions => movements(facts.expected_corporate_actions.items(), true),
            Code::AccountsNotClosed => Self::Members { members: facts.accounts.items(), lifecycle },
            Code::OutstandingFees => Self::Balances(facts.fees.items()),
            Code::Liens => Self::Balances(facts.liens.items()),
            Code::CashBalance => Self::Balances(facts.cash.items()),
            Code::AlreadyClosed
            | Code::StatusDoesNotAdmitClosing
            | Code::ReasonRequired
            | Code::AccountRestricted
            | Code::TaxYearEnd
            | Code::NotBefore
            | Code::NoticePeriod
            | Code::CutOff => Self::None,
        }
    }

    /// Returns the holdings that are open.
    pub fn positions(self) -> impl Iterator<Item = &'a Position> {
        let all = if let Self::Positions(positions) = self { positions } else { &[] };
        all.iter().filter(|position| position.is_open())
    }

    /// Returns the balances that are not zero.
    pub fn balances(self) -> impl Iterator<Item = &'a Balance> {
        let all = if let Self::Balances(balances) = self { balances } else { &[] };
        all.iter().filter(|balance| balance.is_outstanding())
    }

    /// Returns the accounts that are not closed. An account with an undocumented status counts as not closed.
    pub fn members(self) -> impl Iterator<Item = &'a Member> {
        let (all, lifecycle): (&[Member], _) =
            if let Self::Members { members, lifecycle } = self { (members, lifecycle) } else { (&[], None) };
        let is_closed = move |member: &&Member| lifecycle.is_some_and(|own| own.is_closed(&member.status));
        all.iter().filter(move |member| !is_closed(member))
    }

    /// Returns the movements; `None` for other evidence.
    #[must_use]
    pub const fn movements(self) -> Option<Movements<'a>> {
        if let Self::Movements(movements) = self { Some(movements) } else { None }
    }

    /// Returns the restrictions that block; `None` for other evidence.
    #[must_use]
    pub const fn restrictions(self) -> Option<Set<Restriction>> {
        if let Self::Restrictions(restrictions) = self { Some(restrictions) } else { None }
    }
}

/// The movements on their way, seen from the day of the question.
#[derive(Clone, Copy, Debug)]
pub struct Movements<'a> {
    pub(crate) listed: &'a [Movement],
    /// True if an item counts although its stated amount is zero.
    pub(crate) zero_counts: bool,
    /// The civil day of the question, in the zone in which days are counted.
    pub(crate) today: Date,
}

impl<'a> Movements<'a> {
    /// Returns the items that count: only those withdrawals and transfers that move anything.
    pub fn iter(self) -> impl Iterator<Item = &'a Movement> {
        self.listed.iter().filter(move |movement| self.zero_counts || movement.moves_anything())
    }

    /// Returns whether the expected day of an item has begun: the item still exists, so somebody has to look.
    #[must_use]
    pub fn is_overdue(self, movement: &Movement) -> bool {
        movement.expected_on.is_some_and(|day| day <= self.today)
    }

    /// Returns whether an item has an expected day in the future.
    #[must_use]
    pub fn expects(self, movement: &Movement) -> bool {
        movement.expected_on.is_some_and(|day| self.today < day)
    }

    /// Returns the last future day on which an item is expected; `None` if there is no such day.
    #[must_use]
    pub fn last_expected(self) -> Option<Date> {
        self.iter().filter_map(|movement| movement.expected_on).filter(|day| self.today < *day).max()
    }
}
