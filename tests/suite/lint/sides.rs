//! Long and short, credit and debit: what can be cleared on one side of zero, and not on the other.
//!
//! What belongs here: which activities are permitted, and by hand what they leave.
//! What never does: a cause that has no sides.

use super::SOURCE;
use crate::support::policy;
use closeout::{
    Code, Strictness,
    draft::ProfileDraft,
    lifecycle::{Move, Phase, Subject},
    lint,
    lint::Defect,
    profile::{Activity, Stage},
    vocab::Basis,
};

/// An account that is asked about a cause when it closes, in one step.
fn asked_for(code: Code) -> ProfileDraft {
    ProfileDraft::new("house", Subject::Account)
        .status("OPEN", Phase::Active, SOURCE)
        .status("GONE", Phase::Closed, SOURCE)
        .edge("OPEN", Move::RequestClosure, "GONE", SOURCE)
        .rule(code, Stage::Admission, Basis::Stated, SOURCE)
}

/// What nothing clears, with the way to it.
fn without_cure(draft: &ProfileDraft) -> Vec<String> {
    let findings = lint(&policy(draft.build().unwrap(), Strictness::Documented, &["DE"]));
    let findings = findings.into_iter().filter(|finding| finding.defect == Defect::NoCure);
    findings.map(|finding| format!("{}: {}", finding.about, finding.trace)).collect()
}

#[test]
fn what_clears_one_side_alone_leaves_the_other_and_says_which() {
    use Activity::{Buy, Cover, Deposit, Liquidate, Sell, TransferOut, Withdraw};
    let cases: &[(Code, &[Activity], &str)] = &[
        (Code::OpenPositions, &[Buy], "open_positions"),
        (Code::OpenPositions, &[Buy, Sell], "open_positions (short)"),
        (Code::OpenPositions, &[Buy, Cover], "open_positions (long)"),
        (Code::OpenPositions, &[Sell, Cover], ""),
        (Code::OpenPositions, &[Liquidate], ""),
        (Code::OpenPositions, &[Sell, Liquidate], ""),
        (Code::OpenPositions, &[TransferOut], ""),
        (Code::CashBalance, &[Buy], "cash_balance"),
        (Code::CashBalance, &[Withdraw], "cash_balance (debit)"),
        (Code::CashBalance, &[Deposit], "cash_balance (credit)"),
        (Code::CashBalance, &[Deposit, Withdraw], ""),
        (Code::OpenOrders, &[Buy], "open_orders"),
        (Code::OutstandingFees, &[Buy], "outstanding_fees"),
    ];
    for (code, activities, left) in cases {
        let found = without_cure(&asked_for(*code).permit(activities, &["OPEN"], SOURCE));
        let expected = format!("{left}: OPEN, {code} arises");
        assert_eq!(found, if left.is_empty() { vec![] } else { vec![expected] }, "{activities:?}");
    }
}

/// In use only what is short stays; of what sleeps, which can be closed and never wakes, nothing can be sold either.
#[test]
fn each_side_has_the_shortest_way_to_where_nothing_clears_it() {
    let draft = asked_for(Code::OpenPositions)
        .status("ASLEEP", Phase::Restricted, SOURCE)
        .edge("OPEN", Move::Lapse, "ASLEEP", SOURCE)
        .edge("ASLEEP", Move::RequestClosure, "GONE", SOURCE)
        .permit(&[Activity::Sell], &["OPEN"], SOURCE);
    let expected = [
        "open_positions (long): OPEN, open_positions arises, lapse -> ASLEEP",
        "open_positions (short): OPEN, open_positions arises",
    ];
    assert_eq!(without_cure(&draft), expected);
    // Woken, it can be sold.
    let woken = draft.edge("ASLEEP", Move::Activate, "OPEN", SOURCE);
    assert_eq!(without_cure(&woken), expected[1..]);
}
