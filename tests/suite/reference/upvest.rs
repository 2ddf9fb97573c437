//! Upvest: accounts and account groups, closed in two steps, in Britain at the end of a tax year.
//!
//! What belongs here: what the provider's guide says, and what a careful reader adds.
//! What never does: another provider.

use super::days::{Gate, complete};
use super::findings::Found;
use super::{Ahead, Answered, Asked, clocks};
use closeout::{Command, timing::MissedBoundary, vocab::WireValue};

pub(super) fn account(asked: &Asked<'_>) -> Answered {
    early(asked, complete_account).unwrap_or_else(|| {
        if asked.advances() { complete_account(asked) } else { request(asked, complete_account) }
    })
}

pub(super) fn group(asked: &Asked<'_>) -> Answered {
    early(asked, complete_group).unwrap_or_else(|| {
        // U-8: a group may be asked to close while its accounts are open and cash remains.
        if asked.advances() { complete_group(asked) } else { request(asked, complete_group) }
    })
}

/// What `advance` says of what is closing.
type Completion = fn(&Asked<'_>) -> Answered;

fn complete_account(asked: &Asked<'_>) -> Answered {
    let mut found = Found::nothing(asked);
    // Seed 1: it remains closing as long as there are open positions; U-4: whatever made them zero.
    found.look_at_positions(&asked.facts.positions);
    // Seed 1: or as long as corporate actions are expected; U-13: even when the position is gone.
    found.look_at_movements("expected_corporate_actions", &asked.facts.expected_corporate_actions);
    if asked.prudent {
        // Meaning 3.6: a trade that is not settled, and an order that would open what is empty.
        found.look_at_movements("unsettled_trades", &asked.facts.unsettled_trades);
        found.look_at(("open_orders", "open_orders"), &asked.facts.open_orders, |_| true);
    }
    let gate = match (asked.is_british(), asked.may_be_british()) {
        (true, _) => Gate::Held,
        (false, true) => Gate::Perhaps,
        (false, false) => Gate::None,
    };
    complete(asked, found, gate)
}

fn complete_group(asked: &Asked<'_>) -> Answered {
    let mut found = Found::nothing(asked);
    // Seed 1: all associated accounts must be CLOSED; to the letter, so a status that nobody knows is not (meaning 3.5).
    let is_open = |status: &WireValue| *status != WireValue::from("CLOSED");
    found.look_at(("accounts", "accounts_not_closed"), &asked.facts.accounts, |each| is_open(&each.status));
    // Seed 1: there are no outstanding fee balances; U-14: strictly zero.
    found.look_at_balances(("fees", "outstanding_fees"), &asked.facts.fees);
    // Seed 1: there is no remaining cash.
    found.look_at_balances(("cash", "cash_balance"), &asked.facts.cash);
    if asked.prudent {
        // Meaning 3.6: nor is any on its way, in or out: a payout may bounce.
        found.look_at_payments("pending_transfers", &asked.facts.pending_transfers);
        found.look_at_payments("outstanding_withdrawals", &asked.facts.outstanding_withdrawals);
    }
    // Meaning 3.6: the gate holds accounts; a group is held by its accounts and by no gate of its own.
    complete(asked, found, Gate::None)
}

/// Contract, what stops early.
fn early(asked: &Asked<'_>, completion: Completion) -> Option<Answered> {
    // U-9: what is closed is refused, whatever is asked.
    if asked.is("CLOSED") {
        return Some(asked.refused_for("already_closed"));
    }
    match (asked.advances(), asked.is("CLOSING")) {
        // U-9: asking again while closing changes nothing, and is no second event. Meaning 3.4: what completion would say
        // of the state that is found is said.
        (false, true) => {
            let found = Asked { command: &Command::Advance, ..asked.clone() };
            Some(Answered { ahead: Some(ahead(completion(&found))), ..asked.no_op() })
        }
        // Meaning 3.6: what is not closing cannot be advanced.
        (true, false) => Some(asked.not_closing()),
        _ => None,
    }
}

fn request(asked: &Asked<'_>, completion: Completion) -> Answered {
    let mut found = Found::nothing(asked);
    // Seed 1: whatever has been created can be closed. U-9: so what is pending or active, but not what is locked for
    // all actions.
    found.look_at_status(asked.is_any_of(&["PENDING_APPROVAL", "ACTIVE"]));
    // Seed 1: a prerequisite is that there are no outstanding withdrawals; U-1: so they refuse, and do not delay.
    found.look_at_payments("outstanding_withdrawals", &asked.facts.outstanding_withdrawals);
    if asked.prudent && !asked.group {
        // Meaning 3.6: an order that executes later would open what was empty.
        found.look_at(("open_orders", "open_orders"), &asked.facts.open_orders, |_| true);
    }
    let answered = found.admit("closure_requested", "CLOSING".into());
    if answered.verdict == "permitted" { begin(asked, answered, completion) } else { answered }
}

/// Meaning 3.7: where `advance` at the same instant would record that everything is clear, the request does, so that no
/// year is lost between two calls. Meaning 3.4: it says what completion would say of the state that it leads to.
fn begin(asked: &Asked<'_>, answered: Answered, completion: Completion) -> Answered {
    let mut begun = Asked {
        status: "CLOSING".into(),
        requested_at: Some(asked.now),
        clear_since: None,
        command: &Command::Advance,
        ..asked.clone()
    };
    let mut events = answered.events;
    if completion(&begun).events.contains(&"cleared") {
        events.push("cleared");
        begun.clear_since = Some(asked.now);
    }
    Answered { events, ahead: Some(ahead(completion(&begun))), ..answered }
}

/// Meaning 3.4: all empty where completion would be permitted at once.
fn ahead(completed: Answered) -> Ahead {
    let Answered { blockers, missing, stale, earliest, firm, .. } = completed;
    Ahead { blockers, missing, stale, earliest, firm }
}

/// What the sentences above look at: at the request, or, as long as it is not asked for, at both gates; while it is
/// closing, at completion (meaning 3.3).
pub(super) fn account_reads(asked: &Asked<'_>) -> Vec<&'static str> {
    let mut read = vec!["expected_corporate_actions", "positions"];
    if asked.prudent {
        read.extend(["open_orders", "unsettled_trades"]);
    }
    if !asked.is("CLOSING") {
        read.push("outstanding_withdrawals");
    }
    read
}

/// As for an account.
pub(super) fn group_reads(asked: &Asked<'_>) -> Vec<&'static str> {
    let mut read = vec!["accounts", "cash", "fees"];
    if asked.prudent {
        read.extend(["outstanding_withdrawals", "pending_transfers"]);
    }
    if !asked.is("CLOSING") {
        read.push("outstanding_withdrawals");
    }
    read
}

/// Under `when_clear` the gate counts from the request, so what is closing must say when that was (contract). So does a
/// notice.
pub(super) fn lacks_its_request(asked: &Asked<'_>) -> bool {
    let counts_from_it = asked.missed_boundary == MissedBoundary::WhenClear && asked.is_british();
    let is_needed = !asked.group && counts_from_it || clocks::give_notice(asked);
    is_needed && asked.is("CLOSING") && asked.requested_at.is_none()
}
