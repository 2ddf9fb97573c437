//! A blocker as it is reported: its code, who clears it by what, and what there is to show for it.

use super::code::{Class, Code};
use super::cure::Cure;
use crate::facts::{Balance, Facts, Member, Movement, Order, Position, Restriction};
use crate::lifecycle::{Lifecycle, Status, StatusRow};
use crate::timing::TaxYear;
use crate::vocab::Set;
use jiff::Timestamp;
use jiff::civil::Date;

/// A cause that stands in the way of closing, with its evidence, which is borrowed from the facts of the question.
///
/// Displays as a line for people: the code, who can clear it, by what, and in brackets the evidence. Texts from outside are
/// escaped as [`Printable`](crate::vocab::Printable) does; of more than three items the others are counted.
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
    /// Builds a blocker with the class and the cures that its code has where nothing is known of the subject.
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

    /// Returns who can clear it: of the classes of its items the holder, or else the provider, or else the market.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Returns what clears it, for one item or another, in this status and under these restrictions. None is named that
    /// [`permission`](crate::permission()) denies for a reason that is known: where nothing else is left, what forbids
    /// it has to change first.
    #[must_use]
    pub const fn cures(&self) -> Set<Cure> {
        self.cures
    }

    /// Returns whether every item has an expected date that lies ahead, so that nobody has to act. Time alone needs no
    /// date.
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

/// The evidence for a blocker. Lists are as they were asserted; the items that matter are those that the methods of
/// [`Evidence`] yield.
///
/// Displays as words for people, safe to print: see [`Blocker`]. The words for an opening depend on the code, so that
/// [`Blocker::details`] says more of one.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// No evidence but the code itself.
    None,
    /// The status.
    Status {
        /// As it was asked about.
        status: &'a Status,
        /// What it is under the policy; `None` if the policy does not document it.
        own: Option<&'a StatusRow>,
    },
    /// The restrictions that block.
    Restrictions(Set<Restriction>),
    /// Movements that are on their way.
    Movements(Movements<'a>),
    /// Open orders.
    Orders(&'a [Order]),
    /// Holdings, those of quantity zero among them.
    Positions(&'a [Position]),
    /// The accounts of the group, the closed ones among them, and their lifecycle.
    Members {
        /// All accounts.
        members: &'a [Member],
        /// Statuses and moves of the accounts.
        lifecycle: Option<&'a Lifecycle>,
    },
    /// Balances, those of zero among them.
    Balances(&'a [Balance]),
    /// The tax year whose end is waited for.
    Boundary(TaxYear),
    /// The instant at which the clock opens; projected, where it counts from a clearance that is still to come.
    Opening(Timestamp),
}

impl<'a> Evidence<'a> {
    /// Returns the items that a cause consists of, those that come to nothing among them; none where it has no items. The
    /// civil day of the question is asked for only where days are expected.
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

    /// Returns the accounts that are not closed. An account whose status nobody documents is not.
    pub fn members(self) -> impl Iterator<Item = &'a Member> {
        let (all, lifecycle): (&[Member], _) =
            if let Self::Members { members, lifecycle } = self { (members, lifecycle) } else { (&[], None) };
        let is_closed = move |member: &&Member| lifecycle.is_some_and(|own| own.is_closed(&member.status));
        all.iter().filter(move |member| !is_closed(member))
    }

    /// Returns the movements; `None` where the evidence is something else.
    #[must_use]
    pub const fn movements(self) -> Option<Movements<'a>> {
        if let Self::Movements(movements) = self { Some(movements) } else { None }
    }

    /// Returns the restrictions that block; `None` where the evidence is something else.
    #[must_use]
    pub const fn restrictions(self) -> Option<Set<Restriction>> {
        if let Self::Restrictions(restrictions) = self { Some(restrictions) } else { None }
    }
}

/// The movements on their way, seen from the day of the question.
#[derive(Clone, Copy, Debug)]
pub struct Movements<'a> {
    pub(crate) listed: &'a [Movement],
    /// Whether an item counts although its stated amount is zero.
    pub(crate) zero_counts: bool,
    /// The civil day of the question, where days are counted.
    pub(crate) today: Date,
}

impl<'a> Movements<'a> {
    /// Returns the items that count: of withdrawals and transfers, those that move anything.
    pub fn iter(self) -> impl Iterator<Item = &'a Movement> {
        self.listed.iter().filter(move |movement| self.zero_counts || movement.moves_anything())
    }

    /// Returns whether the expected day of an item has begun: the item is still there, so somebody has to look.
    #[must_use]
    pub fn is_overdue(self, movement: &Movement) -> bool {
        movement.expected_on.is_some_and(|day| day <= self.today)
    }

    /// Returns whether an item has an expected day that lies ahead.
    #[must_use]
    pub fn expects(self, movement: &Movement) -> bool {
        movement.expected_on.is_some_and(|day| self.today < day)
    }

    /// Returns the last day, of those that lie ahead, on which an item is expected.
    #[must_use]
    pub fn last_expected(self) -> Option<Date> {
        self.iter().filter_map(|movement| movement.expected_on).filter(|day| self.today < *day).max()
    }
}
