//! udara360: an account, closed in one step by a posting.
//!
//! What belongs here: what the provider's document says, and what a careful reader adds.
//! What never does: another provider.

use super::findings::Found;
use super::{Answered, Asked};
use closeout::{Fact, Restriction, WireValue};

const CLOSED: i64 = 3;
const FROZEN: i64 = 7;

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    // The list of statuses: 3 is Closed, and closing is irreversible. Meaning 3.6: refused everywhere.
    if has(asked, CLOSED) {
        return asked.refused_for("already_closed");
    }
    // Seed 2: one request, one response; nothing is under way afterwards (meaning 3.2 and 3.6).
    if asked.advances() {
        return asked.refused_for("status_does_not_admit_closing");
    }
    let mut found = Found::default();
    // Seed 2 excludes no status, and foresees court orders and fraud. Meaning 3.6: any that is known but Closed.
    found.block_if(!(1..=7).any(|code| has(asked, code)), "status_does_not_admit_closing");
    // Seed 2: `closureReason` is required.
    found.block_if(!asked.states_a_reason(), "reason_required");
    if asked.prudent {
        // D-9: no document says that a residue is swept; D-12: zero, not a minimum.
        found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
        // Preconditions proposed for it: nobody has a lien.
        found.look_at_balances(("liens", "liens"), &asked.facts.liens);
        // The same, and meaning 3.6: Frozen. D-7: the status shows it before everything but Closed, so nothing has to
        // be asserted. A status that nobody knows shows nothing; there an assertion is all there is (DESIGN).
        let is_frozen = has(asked, FROZEN) || asserts_frozen(asked);
        found.block_if(is_frozen, "account_restricted");
    }
    // Seed 2: the request closes it.
    found.admit(asked, "closed", CLOSED.into())
}

/// DESIGN, why an asserted restriction can contradict a status: only what is looked for is compared, and what is closed
/// or unknown shows nothing. The status shows Frozen before all others, so it is Frozen or the assertion is wrong.
pub(super) fn contradicts_its_status(asked: &Asked<'_>) -> bool {
    let shows_something_else = [1, 2, 4, 5, 6].iter().any(|code| has(asked, *code));
    asked.prudent && shows_something_else && asserts_frozen(asked)
}

fn asserts_frozen(asked: &Asked<'_>) -> bool {
    match &asked.facts.restrictions {
        Fact::Unknown => false,
        Fact::Known(restrictions) | Fact::Part(restrictions) => {
            restrictions.iter().any(|each| each == Restriction::Frozen)
        }
    }
}

/// The provider writes integers; a text is never one of them.
fn has(asked: &Asked<'_>, code: i64) -> bool {
    asked.status == WireValue::Number(code)
}
