//! Yuno: an account, closed in one step.
//!
//! What belongs here: what the provider's document says, and what a careful reader adds.
//! What never does: another provider.

use super::findings::{Found, is_outstanding};
use super::{Answered, Asked};
use closeout::facts::Balance;

/// Seed 4: what a balance consists of.
pub(super) const COMPONENTS: [&str; 3] = ["available", "current", "pending"];

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    // Seed 4: the answer to closing shows the status CLOSED. Y-5: closing once more is refused.
    if asked.is("CLOSED") {
        return asked.refused_for("already_closed");
    }
    // Seed 4: that answer comes at once, so no closing is under way that could be advanced (meaning 3.2 and 3.6).
    if asked.advances() {
        return asked.not_closing();
    }
    let mut found = Found::nothing(asked);
    // Seed 4 asks for no status. Y-11: so any that is known and not closed; Y-1: these are known.
    found.look_at_status(asked.is_any_of(&["PENDING", "ACTIVE", "INACTIVE"]));
    // Seed 4: the balance must be zero first. Y-2: available, current and pending; Y-3: overdrawn is not zero.
    look_at_cash(asked, &mut found);
    if asked.prudent {
        // Y-7 and meaning 3.6: what is on its way, out or in, need not show in the pending balance.
        found.look_at_payments("outstanding_withdrawals", &asked.facts.outstanding_withdrawals);
        found.look_at_payments("pending_transfers", &asked.facts.pending_transfers);
    }
    found.admit("closed", "CLOSED".into())
}

/// Meaning 3.3: whatever is stated and not zero is in the way. It is all only where every component is stated for every
/// currency that is named; an empty list names none, and says nothing.
fn look_at_cash(asked: &Asked<'_>, found: &mut Found<'_>) {
    let Some(balances) = found.hear("cash", &asked.facts.cash) else { return };
    found.block_if(balances.iter().any(is_outstanding), "cash_balance");
    let is_told = |balance: &Balance, component: &str| {
        let mut same_currency = balances.iter().filter(|other| other.currency == balance.currency);
        same_currency.any(|other| other.component.as_deref() == Some(component))
    };
    let is_whole = |balance: &Balance| COMPONENTS.iter().all(|component| is_told(balance, component));
    let is_all = !balances.is_empty() && balances.iter().all(is_whole);
    if !is_all && !found.missing.contains(&"cash") {
        found.miss("cash");
    }
}

/// What the sentences above look at, as long as it is not closed.
pub(super) fn reads(asked: &Asked<'_>) -> Vec<&'static str> {
    let careful = ["outstanding_withdrawals", "pending_transfers"];
    ["cash"].into_iter().chain(careful.into_iter().filter(|_| asked.prudent)).collect()
}
