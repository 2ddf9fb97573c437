//! Upvest: accounts and account groups, closed in two steps, in Britain at the end of a tax year.
//!
//! What belongs here: what the provider's guide says, and what a careful reader adds.
//! What never does: another provider.

use super::clocks;
use super::findings::Found;
use super::london::{end_of_tax_year_with, start_of_day_in_london};
use super::{Answered, Asked};
use closeout::{Fact, MissedBoundary, WireValue};
use jiff::Timestamp;

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    if let Some(answered) = early(asked) {
        return answered;
    }
    if !asked.advances() {
        let mut found = request(asked);
        if asked.prudent {
            // Meaning 3.6: an order that executes later would open what was empty.
            found.look_at(("open_orders", "open_orders"), &asked.facts.open_orders, |_| true);
        }
        return found.admit(asked, "closure_requested", "CLOSING".into());
    }
    let mut found = Found::default();
    // Seed 1: it remains closing as long as there are open positions; U-4: whatever made them zero.
    found.look_at_positions(&asked.facts.positions);
    // Seed 1: or as long as corporate actions are expected; U-13: even when the position is gone.
    found.look_at_movements("expected_corporate_actions", &asked.facts.expected_corporate_actions);
    if asked.prudent {
        // Meaning 3.6: a trade that is not settled.
        found.look_at_movements("unsettled_trades", &asked.facts.unsettled_trades);
    }
    // Seed 1: the timing depends on the domicile of the user. Meaning 3.7: unknown is missing, never a default.
    if *asked.residences == Fact::Unknown {
        found.miss("residences");
    }
    if !asked.clocks.is_empty() {
        clocks::complete(asked, found, asked.is_british())
    } else if asked.is_british() {
        in_britain(asked, found)
    } else {
        found.complete(asked, "CLOSED".into())
    }
}

pub(super) fn group(asked: &Asked<'_>) -> Answered {
    if let Some(answered) = early(asked) {
        return answered;
    }
    if !asked.advances() {
        // U-8: a group may be asked to close while its accounts are open and cash remains.
        return request(asked).admit(asked, "closure_requested", "CLOSING".into());
    }
    let mut found = Found::default();
    // Seed 1: all associated accounts must be CLOSED; to the letter, so a status that nobody knows is not.
    let is_open = |status: &WireValue| *status != WireValue::from("CLOSED");
    found.look_at(("accounts", "accounts_not_closed"), &asked.facts.accounts, |each| is_open(&each.status));
    // Seed 1: there are no outstanding fee balances; U-14: strictly zero.
    found.look_at_balances(("fees", "outstanding_fees"), &asked.facts.fees);
    // Seed 1: there is no remaining cash.
    found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
    if asked.prudent {
        // Meaning 3.6: nor is any on its way.
        found.look_at_movements("pending_transfers", &asked.facts.pending_transfers);
    }
    // Meaning 3.6: the gate holds accounts; a group is held by its accounts and by no gate of its own.
    if asked.clocks.is_empty() {
        found.complete(asked, "CLOSED".into())
    } else {
        clocks::complete(asked, found, false)
    }
}

/// Contract, what stops early.
fn early(asked: &Asked<'_>) -> Option<Answered> {
    // U-9: what is closed is refused, whatever is asked.
    if asked.is("CLOSED") {
        return Some(asked.refused_for("already_closed"));
    }
    match (asked.advances(), asked.is("CLOSING")) {
        // U-9: asking again while closing changes nothing, and is no second event.
        (false, true) => Some(asked.no_op()),
        // Meaning 3.6: what is not closing cannot be advanced.
        (true, false) => Some(asked.refused_for("status_does_not_admit_closing")),
        _ => None,
    }
}

fn request(asked: &Asked<'_>) -> Found {
    let mut found = Found::default();
    // Seed 1: whatever has been created can be closed. U-9: so what is pending or active, but not what is locked for
    // all actions.
    let admits = asked.is_any_of(&["PENDING_APPROVAL", "ACTIVE"]);
    found.block_if(!admits, "status_does_not_admit_closing");
    // Seed 1: a prerequisite is that there are no outstanding withdrawals; U-1: so they refuse, and do not delay.
    found.look_at_movements("outstanding_withdrawals", &asked.facts.outstanding_withdrawals);
    found
}

/// Seed 1: in the UK, accounts are closed only at the end of a tax year. Meaning 3.7 has the two readings.
fn in_britain(asked: &Asked<'_>, found: Found) -> Answered {
    match asked.missed_boundary {
        MissedBoundary::NextBoundary => at_the_next_boundary(asked, found),
        MissedBoundary::WhenClear => when_clear(asked, found),
    }
}

/// Meaning 3.7: it closes at the end of the tax year that contains the instant since which it is clear.
fn at_the_next_boundary(asked: &Asked<'_>, found: Found) -> Answered {
    if !found.nothing_in_the_way() {
        // What breaks loses the clearance, so it starts again, at the earliest when everything on its way has come.
        let clear_from = found.clear_from(asked.now, start_of_day_in_london);
        return held(asked, found, end_of_tax_year_with(clear_from));
    }
    // An unknown fact neither clears nor breaks (DESIGN): a recorded clearance stays, and none begins before now.
    let boundary = end_of_tax_year_with(clear_since(asked).unwrap_or(asked.now));
    // At the boundary itself it closes: the year is half open.
    if asked.now < boundary { held(asked, found, boundary) } else { close_at(asked, found, boundary) }
}

/// Meaning 3.7: it closes at the later of being clear and the end of the tax year that contains the request.
fn when_clear(asked: &Asked<'_>, found: Found) -> Answered {
    let boundary = end_of_tax_year_with(asked.requested_at.unwrap());
    let clear_from = found.clear_from(asked.now, start_of_day_in_london);
    match (asked.now < boundary, found.nothing_in_the_way()) {
        (true, true) => held(asked, found, boundary),
        (true, false) => held(asked, found, boundary.max(clear_from)),
        // The gate is passed; the rest is waited for without it.
        (false, false) => found.wait(asked, clear_from),
        (false, true) => {
            let at = boundary.max(clear_since(asked).unwrap_or(asked.now));
            close_at(asked, found, at)
        }
    }
}

/// Meaning 3.7: while the gate is not passed it is itself a blocker, beside the others and beside what is missing.
fn held(asked: &Asked<'_>, mut found: Found, until: Timestamp) -> Answered {
    found.blockers.push("tax_year_end");
    found.wait(asked, until)
}

/// Meaning 3.7: however late the call, it takes effect at that instant. Clearance that was not recorded is, first.
pub(super) fn close_at(asked: &Asked<'_>, found: Found, effective: Timestamp) -> Answered {
    let cleared: &[_] = if asked.clear_since.is_none() { &["cleared", "closed"] } else { &["closed"] };
    let verdict = if found.nothing_missing() { "permitted" } else { "undetermined" };
    let closed = found.conclude(asked, verdict, cleared, "CLOSED".into());
    Answered { effective_at: closed.effective_at.map(|_| effective), ..closed }
}

/// DESIGN: being clear before closing was requested counts from the request.
pub(super) fn clear_since(asked: &Asked<'_>) -> Option<Timestamp> {
    match (asked.clear_since, asked.requested_at) {
        (Some(since), Some(requested)) if since < requested => Some(requested),
        (since, _) => since,
    }
}

/// Under `when_clear` the gate counts from the request, so what is closing must say when that was (contract). So does a
/// notice.
pub(super) fn lacks_its_request(asked: &Asked<'_>) -> bool {
    let counts_from_it = asked.missed_boundary == MissedBoundary::WhenClear && asked.is_british();
    let is_needed = !asked.group && counts_from_it || clocks::give_notice(asked);
    is_needed && asked.is("CLOSING") && asked.requested_at.is_none()
}
