//! The facts that are known to hold something, even if no rule reads them.

use crate::facts::{Balance, FactName, Facts, Movement, Position};
use crate::profile::Profile;
use crate::vocab::Set;

/// Returns the facts that hold something: a quantity or an amount that is not zero, a withdrawal or a transfer that
/// moves anything, an account that is not closed, and any order, unsettled trade, corporate action or restriction.
pub(super) fn anything(profile: &Profile, facts: &Facts) -> Set<FactName> {
    let moving = |movements: &[Movement]| movements.iter().any(Movement::moves_anything);
    let outstanding = |balances: &[Balance]| balances.iter().any(Balance::is_outstanding);
    let lifecycle = profile.members.as_deref().unwrap_or(&profile.lifecycle);
    let is_open = facts.accounts.items().iter().any(|member| !lifecycle.is_closed(&member.status));
    let restricted = facts.restrictions.stated().is_some_and(|restrictions| !restrictions.is_empty());
    Set::EMPTY
        .with_if(FactName::Accounts, is_open)
        .with_if(FactName::Cash, outstanding(facts.cash.items()))
        .with_if(FactName::ExpectedCorporateActions, !facts.expected_corporate_actions.items().is_empty())
        .with_if(FactName::Fees, outstanding(facts.fees.items()))
        .with_if(FactName::Liens, outstanding(facts.liens.items()))
        .with_if(FactName::OpenOrders, !facts.open_orders.items().is_empty())
        .with_if(FactName::OutstandingWithdrawals, moving(facts.outstanding_withdrawals.items()))
        .with_if(FactName::PendingTransfers, moving(facts.pending_transfers.items()))
        .with_if(FactName::Positions, facts.positions.items().iter().any(Position::is_open))
        .with_if(FactName::Restrictions, restricted)
        .with_if(FactName::UnsettledTrades, !facts.unsettled_trades.items().is_empty())
}
