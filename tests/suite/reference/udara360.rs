//! udara360: an account, closed in one step by a posting.
//!
//! What belongs here: what the provider's document says, and what a careful reader adds.
//! What never does: another provider.

use super::findings::Found;
use super::{Answered, Asked};
use closeout::{facts::Restriction, vocab::WireValue};

const CLOSED: i64 = 3;
const FROZEN: i64 = 7;

/// Seed 2: the maximum number of characters of `closureReason`.
const LONGEST_REASON: usize = 150;

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    // The list of statuses: 3 is Closed, and closing is irreversible. Meaning 3.6: refused everywhere.
    if has(asked, CLOSED) {
        return asked.refused_for("already_closed");
    }
    // Seed 2: one request, one response; nothing is under way afterwards (meaning 3.2 and 3.6).
    if asked.advances() {
        return asked.not_closing();
    }
    let mut found = Found::nothing(asked);
    // Seed 2 excludes no status, and foresees court orders and fraud. Meaning 3.6: any that is known but Closed.
    found.look_at_status(true);
    // Seed 2: `closureReason` is required. Meaning 3.6: it is a text, so a code alone is none.
    found.block_if(!asked.states_a_reason_in_words(), "reason_required");
    if asked.prudent {
        // D-9: no document says that a residue is swept; D-12: zero, not a minimum.
        found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
        // Preconditions proposed for it: nobody has a lien.
        found.look_at_balances(("liens", "liens"), &asked.facts.liens);
        // The same, and meaning 3.6: Frozen, known from the status alone, which shows it before everything but Closed
        // (D-7). A status that nobody knows shows nothing.
        found.block_if(has(asked, FROZEN), "account_restricted");
    }
    // Seed 2: the request closes it.
    found.admit("closed", CLOSED.into())
}

/// What the sentences above look at, as long as it is not closed. Meaning 3.6: what is asserted of restrictions counts as
/// read where the status is read instead.
pub(super) fn reads(asked: &Asked<'_>) -> Vec<&'static str> {
    ["cash", "liens", "restrictions"].into_iter().filter(|_| asked.prudent).collect()
}

/// Meaning 3.6: the status shows Frozen before all others, so it is Frozen or the assertion is wrong, whatever is looked
/// for, and however much more is asserted. What is closed or unknown shows nothing.
pub(super) fn contradicts_its_status(asked: &Asked<'_>) -> bool {
    let shows_something_else = [1, 2, 4, 5, 6].iter().any(|code| has(asked, *code));
    let asserted = asked.facts.restrictions.stated();
    shows_something_else
        && asserted.is_some_and(|restrictions| restrictions.iter().any(|each| each == Restriction::Frozen))
}

/// Meaning 3.10: characters are Unicode scalar values, and one more than it takes is malformed.
pub(super) fn has_too_long_a_reason(asked: &Asked<'_>) -> bool {
    asked.text().is_some_and(|text| text.chars().count() > LONGEST_REASON)
}

/// The provider writes integers; a text is never one of them.
fn has(asked: &Asked<'_>, code: i64) -> bool {
    asked.status == WireValue::Number(code)
}
