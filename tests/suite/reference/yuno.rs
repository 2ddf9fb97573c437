//! Yuno: an account, closed in one step.
//!
//! What belongs here: what the provider's document says, and what a careful reader adds.
//! What never does: another provider.

use super::findings::Found;
use super::{Answered, Asked};

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    // Seed 4: the answer to closing shows the status CLOSED. Y-5: closing once more is refused.
    if asked.is("CLOSED") {
        return asked.refused_for("already_closed");
    }
    // Seed 4: that answer comes at once, so no closing is under way that could be advanced (meaning 3.2 and 3.6).
    if asked.advances() {
        return asked.refused_for("status_does_not_admit_closing");
    }
    let mut found = Found::default();
    // Seed 4 asks for no status. Y-11: so any that is known and not closed; Y-1: these are known.
    found.block_if(!asked.is_any_of(&["PENDING", "ACTIVE", "INACTIVE"]), "status_does_not_admit_closing");
    // Seed 4: the balance must be zero first. Y-2: available, current and pending; Y-3: overdrawn is not zero.
    found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
    if asked.prudent {
        // Y-7: what is on its way need not show in the pending balance.
        found.look_at_movements("pending_transfers", &asked.facts.pending_transfers);
    }
    found.admit(asked, "closed", "CLOSED".into())
}
