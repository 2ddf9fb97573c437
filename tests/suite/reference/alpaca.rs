//! Alpaca: an account, closed in one step.
//!
//! What belongs here: what the provider's two documents say, and what a careful reader adds.
//! What never does: another provider.

use super::findings::Found;
use super::{Answered, Asked};
use closeout::facts::Restriction;

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    // Seed 3 lists the status of a closed account. Contract: what is closed is answered with that alone.
    if asked.is("ACCOUNT_CLOSED") {
        return asked.refused_for("already_closed");
    }
    // Seed 0: success means closed; there is nothing in between that could be advanced (meaning 3.2 and 3.6).
    if asked.advances() {
        return asked.not_closing();
    }
    let mut found = Found::nothing(asked);
    // Seed 0 and seed 3: the operation is for an active account. A-6: so not one under review, not a disabled one.
    // a status that nobody documents permits nothing.
    found.look_at_status(asked.is("ACTIVE"));
    // Seed 0: before it is called, all positions have to be closed (A-3: enforced).
    found.look_at_positions(&asked.facts.positions);
    // Seed 0: and all the money withdrawn. A-5: exactly zero, and a debit is not.
    found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
    if asked.prudent {
        careful(asked, &mut found);
    }
    // Seed 0: it is closed by the call; the records are not deleted.
    found.admit("closed", "ACCOUNT_CLOSED".into())
}

/// A-4 and meaning 3.6: what neither document names, and a careful reader asks for.
fn careful(asked: &Asked<'_>, found: &mut Found<'_>) {
    let facts = asked.facts;
    // Seed 3: `account_blocked` prohibits all activity of the user; the other flags forbid less, and not closing.
    if let Some(restrictions) = found.hear("restrictions", &facts.restrictions) {
        let is_blocked = restrictions.iter().any(|each| each == Restriction::AccountBlocked);
        found.block_if(is_blocked, "account_restricted");
    }
    // nor transfers on their way, nor orders that may execute, nor trades that are not settled, nor fees.
    found.look_at_payments("pending_transfers", &facts.pending_transfers);
    found.look_at(("open_orders", "open_orders"), &facts.open_orders, |_| true);
    found.look_at_movements("unsettled_trades", &facts.unsettled_trades);
    found.look_at_balances(("fees", "outstanding_fees"), &facts.fees);
    // Meaning 3.6: nor a payout, which may bounce, nor a dividend that is still to come.
    found.look_at_payments("outstanding_withdrawals", &facts.outstanding_withdrawals);
    found.look_at_movements("expected_corporate_actions", &facts.expected_corporate_actions);
}

/// What the sentences above look at, as long as it is not closed.
pub(super) fn reads(asked: &Asked<'_>) -> Vec<&'static str> {
    let careful = [
        "expected_corporate_actions",
        "fees",
        "open_orders",
        "outstanding_withdrawals",
        "pending_transfers",
        "restrictions",
        "unsettled_trades",
    ];
    ["cash", "positions"].into_iter().chain(careful.into_iter().filter(|_| asked.prudent)).collect()
}
