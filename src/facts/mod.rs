//! The facts that you assert about an account or a group, as of the instant of the question.
//!
//! What belongs here: the facts, each known or unknown, the items they consist of, and what a restriction forbids.
//! What never does: an opinion about what a fact means for closing (`rules`).

mod age;
mod fact;
mod forbids;
mod item;
mod name;
mod restriction;

pub(crate) use age::Each;
pub use age::ReadAt;
pub use fact::Fact;
pub use item::{Balance, Member, Movement, Order, Position};
pub use name::FactName;
pub use restriction::Restriction;

use crate::vocab::Set;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// All that you assert about one subject, as of the instant of the question. Facts are sets: order and repetition carry
/// no meaning.
///
/// Every fact starts as unknown, because unknown is not zero: an empty list says *known to be none*. The struct grows
/// with the rules, hence `#[non_exhaustive]`: begin with [`Facts::unknown`] and state the facts that you know.
///
/// ```
/// use closeout::{facts::Position, Fact, Facts};
/// let mut facts = Facts::unknown();
/// facts.expected_corporate_actions = Fact::empty();
/// facts.positions = Fact::Known(vec![Position::new("US0378331005", "3".parse()?)]);
/// assert!(facts.cash.known().is_none()); // nobody said anything about cash
/// # Ok::<(), closeout::vocab::AmountError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Facts {
    /// The caller's mark for the state of its own books; returned with the decision, never read.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub revision: Option<Revision>,
    /// The instants at which the facts were read, for policies with a maximum age; never later than the question.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "ReadAt::is_unknown"))]
    pub as_of: ReadAt,
    /// Holdings per instrument. A quantity of zero does not count; a negative quantity is a short position.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub positions: Fact<Vec<Position>>,
    /// Orders that can still execute.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub open_orders: Fact<Vec<Order>>,
    /// Trades executed and not settled.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub unsettled_trades: Fact<Vec<Movement>>,
    /// Withdrawals instructed and neither confirmed nor cancelled; for an account, those of its group.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub outstanding_withdrawals: Fact<Vec<Movement>>,
    /// Transfers of money or positions on their way, in or out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub pending_transfers: Fact<Vec<Movement>>,
    /// Corporate actions known to affect the account and not fully processed, even if the position is gone.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub expected_corporate_actions: Fact<Vec<Movement>>,
    /// Fees owed (positive) or to be refunded (negative), per currency.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub fees: Fact<Vec<Balance>>,
    /// Amounts on which somebody has a lien, per currency.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub liens: Fact<Vec<Balance>>,
    /// Cash per currency, and per component where the provider has components.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub cash: Fact<Vec<Balance>>,
    /// The accounts of the group.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub accounts: Fact<Vec<Member>>,
    /// Restrictions in force.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Fact::is_unknown"))]
    pub restrictions: Fact<Set<Restriction>>,
}

impl Facts {
    /// Returns facts that are all unknown.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Returns facts that are all known and all empty, for simulations and tests. A service that has not looked begins
    /// with [`Facts::unknown`], because unknown is not zero.
    ///
    /// ```
    /// use closeout::{Fact, Facts};
    /// assert_eq!(Facts::all_clear().cash, Fact::empty());
    /// assert!(Facts::unknown().cash.is_unknown());
    /// ```
    #[must_use]
    pub const fn all_clear() -> Self {
        Self {
            revision: None,
            as_of: ReadAt::unknown(),
            positions: Fact::empty(),
            open_orders: Fact::empty(),
            unsettled_trades: Fact::empty(),
            outstanding_withdrawals: Fact::empty(),
            pending_transfers: Fact::empty(),
            expected_corporate_actions: Fact::empty(),
            fees: Fact::empty(),
            liens: Fact::empty(),
            cash: Fact::empty(),
            accounts: Fact::empty(),
            restrictions: Fact::Known(Set::EMPTY),
        }
    }

    /// Returns the same facts with the named ones known to be empty. The policy and the state hold `Residences` and
    /// `Status`, so naming either changes nothing here.
    ///
    /// ```
    /// use closeout::{Fact, Facts, facts::FactName};
    /// let facts = Facts::unknown().none_of([FactName::OpenOrders]);
    /// assert_eq!(facts.open_orders, Fact::empty());
    /// assert!(facts.positions.is_unknown()); // nobody has looked at those
    /// ```
    #[must_use]
    pub fn none_of(mut self, names: impl IntoIterator<Item = FactName>) -> Self {
        names.into_iter().for_each(|name| self.clear(name));
        self
    }

    fn clear(&mut self, name: FactName) {
        match name {
            FactName::Accounts => self.accounts = Fact::empty(),
            FactName::Cash => self.cash = Fact::empty(),
            FactName::ExpectedCorporateActions => self.expected_corporate_actions = Fact::empty(),
            FactName::Fees => self.fees = Fact::empty(),
            FactName::Liens => self.liens = Fact::empty(),
            FactName::OpenOrders => self.open_orders = Fact::empty(),
            FactName::OutstandingWithdrawals => self.outstanding_withdrawals = Fact::empty(),
            FactName::PendingTransfers => self.pending_transfers = Fact::empty(),
            FactName::Positions => self.positions = Fact::empty(),
            FactName::Restrictions => self.restrictions = Fact::Known(Set::EMPTY),
            FactName::UnsettledTrades => self.unsettled_trades = Fact::empty(),
            FactName::Residences | FactName::Status => {}
        }
    }

    /// Returns the facts that are stated, whole or in part.
    pub(crate) fn stated(&self) -> Set<FactName> {
        FactName::ALL.iter().copied().filter(|name| self.states(*name)).collect()
    }

    /// Returns the restrictions that are known to be in force, all or some of them; empty if the fact is one of the
    /// stale facts, which count as unknown.
    pub(crate) fn known_restrictions(&self, stale: Set<FactName>) -> Set<Restriction> {
        let stated = self.restrictions.stated().copied().unwrap_or_default();
        stated.filter(!stale.contains(FactName::Restrictions))
    }

    const fn states(&self, name: FactName) -> bool {
        !match name {
            FactName::Accounts => self.accounts.is_unknown(),
            FactName::Cash => self.cash.is_unknown(),
            FactName::ExpectedCorporateActions => self.expected_corporate_actions.is_unknown(),
            FactName::Fees => self.fees.is_unknown(),
            FactName::Liens => self.liens.is_unknown(),
            FactName::OpenOrders => self.open_orders.is_unknown(),
            FactName::OutstandingWithdrawals => self.outstanding_withdrawals.is_unknown(),
            FactName::PendingTransfers => self.pending_transfers.is_unknown(),
            FactName::Positions => self.positions.is_unknown(),
            FactName::Restrictions => self.restrictions.is_unknown(),
            FactName::UnsettledTrades => self.unsettled_trades.is_unknown(),
            // The policy and the state hold these two, not the facts.
            FactName::Residences | FactName::Status => true,
        }
    }
}

/// An opaque mark of the state of the caller's books; compare the mark again when you commit.
///
/// Cheap to clone: the decision returns the mark without a copy.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Revision(Arc<str>);

impl Revision {
    /// Returns the mark as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Revision {
    fn from(mark: &str) -> Self {
        Self(mark.into())
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
