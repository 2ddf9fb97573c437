//! Healing tables: each row heals one thing, and the next blocker shows.
//!
//! What belongs here: for each subject, stage and strictness one table, from everything wrong to nothing wrong.
//! What never does: time, which has its own tables.

use crate::support::{
    amount, ask, at, balance, closing, codes, empty, member, missing, movement, order, policy, position,
    state,
};
use closeout::{
    Command, Fact, Facts, Policy, State, Strictness, Verdict, facts::Movement, providers::upvest,
};

/// What heals one thing, and what is in the way after it.
type Row = (&'static str, fn(&mut Facts), &'static [&'static str]);

#[track_caller]
fn heals(policy: &Policy, state: &State, command: &Command, mut facts: Facts, rows: &[Row], last: Verdict) {
    let now = at("2026-02-02T09:00:00Z");
    for (healed, heal, expected) in rows {
        heal(&mut facts);
        let decision = ask(policy, state, &facts, command, now);
        assert_eq!(codes(&decision), *expected, "after: {healed}");
        assert!(missing(&decision).is_empty(), "after: {healed}");
    }
    assert_eq!(ask(policy, state, &facts, command, now).verdict(), last);
}

/// Everything that any rule looks at is wrong.
fn everything_wrong() -> Facts {
    let mut facts = Facts::unknown();
    facts.positions = Fact::one(position("-0.0001"));
    facts.open_orders = Fact::one(order());
    facts.unsettled_trades = Fact::one(movement(None));
    facts.outstanding_withdrawals = Fact::one(movement(None));
    facts.pending_transfers = Fact::one(movement(None));
    facts.expected_corporate_actions = Fact::one(movement(None));
    facts.fees = Fact::one(balance("0.01"));
    facts.liens = Fact::one(balance("1"));
    facts.cash = Fact::one(balance("-0.01"));
    facts.accounts = Fact::one(member("CLOSING"));
    facts.restrictions = Fact::Known(closeout::vocab::Element::ALL.iter().copied().collect());
    facts
}

const NOTHING: fn(&mut Facts) = |_| {};

#[test]
fn account_admission_documented() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let rows: &[Row] = &[
        ("nothing", NOTHING, &["outstanding_withdrawals"]),
        ("the withdrawal", |facts| facts.outstanding_withdrawals = Fact::empty(), &[]),
    ];
    let active = state(&policy, "ACTIVE");
    heals(&policy, &active, &Command::request(), everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn account_admission_prudent() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Prudent, &["DE"]);
    let rows: &[Row] = &[
        ("nothing", NOTHING, &["outstanding_withdrawals", "open_orders"]),
        ("the withdrawal", |facts| facts.outstanding_withdrawals = Fact::empty(), &["open_orders"]),
        ("the order", |facts| facts.open_orders = Fact::empty(), &[]),
    ];
    let pending = state(&policy, "PENDING_APPROVAL");
    heals(&policy, &pending, &Command::request(), everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn account_completion_documented() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let rows: &[Row] = &[
        ("nothing", NOTHING, &["open_positions", "expected_corporate_actions"]),
        (
            "the position, to a zero of four digits",
            |facts| facts.positions = Fact::one(position("-0.0000")),
            &["expected_corporate_actions"],
        ),
        ("the corporate action", |facts| facts.expected_corporate_actions = Fact::empty(), &[]),
    ];
    heals(&policy, &closing(&policy), &Command::Advance, everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn account_completion_prudent() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Prudent, &["FR"]);
    let rows: &[Row] = &[
        (
            "nothing",
            NOTHING,
            &["open_orders", "open_positions", "unsettled_trades", "expected_corporate_actions"],
        ),
        (
            "the order",
            |facts| facts.open_orders = Fact::empty(),
            &["open_positions", "unsettled_trades", "expected_corporate_actions"],
        ),
        (
            "the position",
            |facts| facts.positions = Fact::empty(),
            &["unsettled_trades", "expected_corporate_actions"],
        ),
        ("the trade", |facts| facts.unsettled_trades = Fact::empty(), &["expected_corporate_actions"]),
        ("the corporate action", |facts| facts.expected_corporate_actions = Fact::empty(), &[]),
    ];
    heals(&policy, &closing(&policy), &Command::Advance, everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn account_completion_in_britain_ends_with_the_clock() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["GB"]);
    let rows: &[Row] = &[
        ("nothing", NOTHING, &["open_positions", "expected_corporate_actions", "tax_year_end"]),
        (
            "the position",
            |facts| facts.positions = Fact::empty(),
            &["expected_corporate_actions", "tax_year_end"],
        ),
        ("the corporate action", |facts| facts.expected_corporate_actions = Fact::empty(), &["tax_year_end"]),
    ];
    heals(&policy, &closing(&policy), &Command::Advance, everything_wrong(), rows, Verdict::Waiting);
}

#[test]
fn group_admission_is_the_same_under_both_strictnesses() {
    for strictness in [Strictness::Documented, Strictness::Prudent] {
        let policy = policy(&upvest::GROUP, strictness, &[]);
        let rows: &[Row] = &[
            ("nothing", NOTHING, &["outstanding_withdrawals"]),
            ("the withdrawal", |facts| facts.outstanding_withdrawals = Fact::empty(), &[]),
        ];
        let active = state(&policy, "ACTIVE");
        heals(&policy, &active, &Command::request(), everything_wrong(), rows, Verdict::Permitted);
    }
}

#[test]
fn group_completion_documented() {
    let policy = policy(&upvest::GROUP, Strictness::Documented, &["GB"]);
    let rows: &[Row] = &[
        ("nothing", NOTHING, &["accounts_not_closed", "outstanding_fees", "cash_balance"]),
        (
            "the account",
            |facts| facts.accounts = Fact::one(member("CLOSED")),
            &["outstanding_fees", "cash_balance"],
        ),
        ("the fee", |facts| facts.fees = Fact::one(balance("0.00")), &["cash_balance"]),
        ("the debit", |facts| facts.cash = Fact::one(balance("-0")), &[]),
    ];
    heals(&policy, &closing(&policy), &Command::Advance, everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn group_completion_prudent() {
    let policy = policy(&upvest::GROUP, Strictness::Prudent, &["DE"]);
    let rows: &[Row] = &[
        (
            "nothing",
            NOTHING,
            &[
                "outstanding_withdrawals",
                "pending_transfers",
                "accounts_not_closed",
                "outstanding_fees",
                "cash_balance",
            ],
        ),
        (
            "the withdrawal, to one of nothing",
            |facts| {
                let nothing = Movement { amount: Some(amount("-0.00")), ..movement(Some("2026-03-01")) };
                facts.outstanding_withdrawals = Fact::one(nothing);
            },
            &["pending_transfers", "accounts_not_closed", "outstanding_fees", "cash_balance"],
        ),
        (
            "the transfer",
            |facts| facts.pending_transfers = Fact::empty(),
            &["accounts_not_closed", "outstanding_fees", "cash_balance"],
        ),
        ("the account", |facts| facts.accounts = Fact::empty(), &["outstanding_fees", "cash_balance"]),
        ("the fee", |facts| facts.fees = Fact::empty(), &["cash_balance"]),
        ("the debit", |facts| facts.cash = Fact::empty(), &[]),
    ];
    heals(&policy, &closing(&policy), &Command::Advance, everything_wrong(), rows, Verdict::Permitted);
}

#[test]
fn a_status_that_does_not_admit_closing_hides_nothing() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Prudent, &["DE"]);
    let locked = state(&policy, "LOCKED");
    let (facts, request) = (everything_wrong(), Command::request());
    let decision = ask(&policy, &locked, &facts, &request, at("2026-02-02T09:00:00Z"));
    let expected = ["status_does_not_admit_closing", "outstanding_withdrawals", "open_orders"];
    assert_eq!((decision.verdict(), codes(&decision)), (Verdict::Refused, expected.to_vec()));
}

#[test]
fn an_opposite_amount_in_the_same_currency_does_not_heal_a_balance() {
    let policy = policy(&upvest::GROUP, Strictness::Documented, &["DE"]);
    let mut facts = empty();
    facts.cash = Fact::Known(vec![balance("10.00"), balance("-10.00")]);
    let (group, advance) = (closing(&policy), Command::Advance);
    let decision = ask(&policy, &group, &facts, &advance, at("2026-02-02T09:00:00Z"));
    assert_eq!(codes(&decision), ["cash_balance"]);
    let cures: Vec<&str> =
        decision.blockers().flat_map(|blocker| blocker.cures()).map(closeout::blocker::Cure::name).collect();
    assert_eq!(cures, ["withdraw", "deposit"]);
}

#[test]
fn evidence_shows_only_what_matters() {
    let policy = policy(&upvest::GROUP, Strictness::Documented, &["DE"]);
    let mut facts = empty();
    facts.cash = Fact::Known(vec![balance("0.00"), balance("7.5")]);
    facts.accounts = Fact::Known(vec![member("CLOSED"), member("NEW_STATUS")]);
    let (group, advance) = (closing(&policy), Command::Advance);
    let decision = ask(&policy, &group, &facts, &advance, at("2026-02-02T09:00:00Z"));
    let blockers: Vec<_> = decision.blockers().collect();
    let accounts: Vec<String> = blockers[0].evidence.members().map(|each| each.status.to_string()).collect();
    assert_eq!(accounts, ["NEW_STATUS"]);
    let cash: Vec<_> = blockers[1].evidence.balances().map(|each| each.amount).collect();
    assert_eq!(cash, [amount("7.5")]);
}

/// What has to be known, and that one unknown at a time is what is missing.
#[test]
fn each_fact_that_is_needed_is_missing_when_it_is_unknown() {
    type Forget = fn(&mut Facts);
    let forgets: [(&str, Forget); 4] = [
        ("accounts", |facts| facts.accounts = Fact::Unknown),
        ("cash", |facts| facts.cash = Fact::Unknown),
        ("fees", |facts| facts.fees = Fact::Unknown),
        ("pending_transfers", |facts| facts.pending_transfers = Fact::Unknown),
    ];
    let policy = policy(&upvest::GROUP, Strictness::Prudent, &["DE"]);
    let group = closing(&policy);
    for (name, forget) in forgets {
        let mut facts = empty();
        forget(&mut facts);
        let decision = ask(&policy, &group, &facts, &Command::Advance, at("2026-02-02T09:00:00Z"));
        assert_eq!((decision.verdict(), missing(&decision)), (Verdict::Undetermined, vec![name]));
    }
}
