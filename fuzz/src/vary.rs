//! The small changes to a question that relational laws compare it with.
//!
//! What belongs here: clearing what a decision names.
//! What never does: what must hold of the two answers, which is `closeout::laws`.

use crate::ask::Case;
use crate::observe;
use closeout::{Code, Command, Fact, Reason, Set, Status, lifecycle::Phase};

/// Clears what a code names, as a person or the market would. What nobody can clear stays.
#[must_use]
pub fn cleared(mut case: Case, code: Code) -> Case {
    let facts = &mut case.facts;
    match code.name() {
        "reason_required" => case.command = Command::RequestClosure { reason: Some(Reason::text("x")) },
        "account_restricted" => lift_restrictions(&mut case),
        "outstanding_withdrawals" => facts.outstanding_withdrawals = Fact::empty(),
        "pending_transfers" => facts.pending_transfers = Fact::empty(),
        "open_orders" => facts.open_orders = Fact::empty(),
        "open_positions" => facts.positions = Fact::empty(),
        "unsettled_trades" => facts.unsettled_trades = Fact::empty(),
        "expected_corporate_actions" => facts.expected_corporate_actions = Fact::empty(),
        "accounts_not_closed" => facts.accounts = Fact::empty(),
        "outstanding_fees" => facts.fees = Fact::empty(),
        "liens" => facts.liens = Fact::empty(),
        "cash_balance" => facts.cash = case.policy.profile().nothing_held().cash,
        "already_closed"
        | "status_does_not_admit_closing"
        | "tax_year_end"
        | "not_before"
        | "notice_period"
        | "cut_off" => {}
        other => panic!("nobody has said how `{other}` is cleared"),
    }
    case
}

/// A restriction that the status shows is lifted by a change of status.
fn lift_restrictions(case: &mut Case) {
    case.facts.restrictions = Fact::Known(Set::EMPTY);
    if observe::own_row(case).is_some_and(|row| row.implies.is_some()) {
        let mut statuses = case.policy.lifecycle().statuses().iter();
        let active = statuses.find(|row| row.phase == Phase::Active && row.implies.is_none());
        // A draft may have none, and then nobody lifts it.
        if let Some(active) = active {
            case.state.status = Status::known(active);
        }
    }
}
