//! Plans for what is known in part, for what was read too long ago, and for what is too little to be moved.
//!
//! What belongs here: one situation a test, with who does what in which order.
//! What never does: what a fact known in part means for a decision.

use super::by_hand::alone;
use super::no_harm::told;
use crate::support::{amount, at, balance, empty, movement, policy, position, state};
use closeout::{
    Currency, Fact, Policy, Set, Strictness,
    facts::{FactName, ReadAt, Restriction},
    plan,
    plan::{Plan, PlanRequest, PlanSubject},
    policy::MaxAge,
    providers,
};
use jiff::SignedDuration;

const NOW: &str = "2026-02-02T09:00:00Z";

fn alpaca(strictness: Strictness) -> Policy {
    policy(&providers::alpaca::ACCOUNT, strictness, &[])
}

/// The plan for an active account of Yuno that holds this much in one of its balances.
fn of_yuno(strictness: Strictness, component: &str, currency: Currency, held: &str) -> Plan {
    let policy = policy(&providers::yuno::ACCOUNT, strictness, &[]);
    let mut facts = policy.profile().nothing_held();
    if let Fact::Known(balances) = &mut facts.cash {
        for balance in balances {
            balance.currency = currency;
            if balance.component.as_deref() == Some(component) {
                balance.amount = amount(held);
            }
        }
    }
    plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap()
}

/// One custodian of two has answered: what it holds is sold, and what the other holds is found out before.
#[test]
fn what_is_known_in_part_is_cleared_and_the_rest_is_found_out() {
    let policy = alpaca(Strictness::Documented);
    let mut facts = empty();
    facts.positions = Fact::Part(vec![position("3")]);
    let found = plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap();
    let expected = [
        "service find out positions after []",
        "holder open_positions: sell/liquidate/transfer_out after [0]",
        "holder cash_balance to come: withdraw after [1]",
        "service request after [0, 1, 2]",
    ];
    assert_eq!(told(&found), expected);
    assert!(!found.firm);
    // Of a part that holds nothing, only the rest is left to be found out.
    facts.positions = Fact::Part(vec![]);
    let found = plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap();
    assert_eq!(told(&found), [expected[0], "service request after [0]"]);
}

/// One restriction is known, and there may be more: it forbids the sale, whether or not there are.
#[test]
fn a_restriction_that_is_known_in_part_forbids_all_the_same() {
    let policy = alpaca(Strictness::Documented);
    let mut facts = empty();
    facts.positions = Fact::one(position("3"));
    let mut sells_by = |restrictions| {
        facts.restrictions = restrictions;
        told(&plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap())
    };
    let blocked = sells_by(Fact::Part(Set::only(Restriction::TradingBlocked)));
    assert!(
        blocked.iter().any(|step| step.starts_with("holder open_positions: transfer_out after")),
        "{blocked:?}"
    );
    let free = sells_by(Fact::Part(Set::EMPTY));
    assert!(
        free.iter().any(|step| step.starts_with("holder open_positions: sell/liquidate/transfer_out after"))
    );
}

/// Read two hours ago where an hour is taken: it is read again, and nothing is made of what it said.
#[test]
fn what_was_read_too_long_ago_is_found_out_again() {
    let hour = SignedDuration::from_hours(1);
    let max_age = MaxAge::any().with(FactName::Positions, hour).unwrap();
    let policy = alpaca(Strictness::Documented).with_max_age(max_age);
    let mut facts = empty();
    facts.positions = Fact::one(position("3"));
    let mut plan_of = |read: &str| {
        facts.as_of = ReadAt::all(at(read));
        told(&plan(&alone(&policy, &state(&policy, "ACTIVE"), &facts, NOW)).unwrap())
    };
    assert_eq!(
        plan_of("2026-02-02T07:00:00Z"),
        ["service find out positions after []", "service request after [0]"]
    );
    assert_eq!(
        plan_of("2026-02-02T08:00:00Z")[0],
        "holder open_positions: sell/liquidate/transfer_out after []"
    );
}

/// An order that was seen too long ago holds nothing that a plan could name, and no rule asks to look again.
#[test]
fn what_was_seen_too_long_ago_holds_nothing() {
    let policy = alpaca(Strictness::Documented);
    let mut facts = empty();
    facts.cash = Fact::one(balance("800"));
    facts.outstanding_withdrawals = Fact::one(movement(None));
    let steps = |policy: &Policy, facts| {
        told(&plan(&alone(policy, &state(policy, "ACTIVE"), facts, NOW)).unwrap()).len()
    };
    assert_eq!(steps(&policy, &facts), 3);
    let max_age =
        MaxAge::any().with(FactName::OutstandingWithdrawals, SignedDuration::from_hours(1)).unwrap();
    assert_eq!(steps(&policy.with_max_age(max_age), &facts), 2);
}

/// The accounts that are given are as of now, so that nobody has to ask for them again.
#[test]
fn accounts_that_are_given_are_not_found_out() {
    let max_age = MaxAge::any().with(FactName::Accounts, SignedDuration::from_hours(1)).unwrap();
    let of_group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]).with_max_age(max_age);
    let of_account = policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let (group, active, nothing) = (state(&of_group, "ACTIVE"), state(&of_account, "ACTIVE"), empty());
    let steps = |accounts: &[PlanSubject<'_>]| {
        let subject = PlanSubject { id: "g", policy: &of_group, state: &group, facts: &nothing };
        told(&plan(&PlanRequest { subject, accounts, reason: None, settlements: &[], now: at(NOW) }).unwrap())
    };
    let account = PlanSubject { id: "a", policy: &of_account, state: &active, facts: &nothing };
    assert!(steps(&[account]).iter().all(|step| !step.contains("find out")));
    assert!(steps(&[]).contains(&"service find out accounts after []".to_owned()));
}

/// No payment moves less than a cent: the provider writes it off, and nothing is on its way afterwards.
#[test]
fn what_is_too_little_to_be_paid_is_written_off() {
    let dollars = "USD".parse().unwrap();
    let expected = ["provider cash_balance: write_off after []", "service request after [0]"];
    assert_eq!(told(&of_yuno(Strictness::Documented, "available", dollars, "0.004")), expected);
    let prudent = told(&of_yuno(Strictness::Prudent, "available", dollars, "0.004"));
    assert!(prudent.iter().all(|step| !step.contains("to come")), "{prudent:?}");
    // A cent is paid out.
    let paid = told(&of_yuno(Strictness::Documented, "available", dollars, "0.01"));
    assert_eq!(paid[0], "holder cash_balance: withdraw after []");
}

/// What is pending settles by itself.
#[test]
fn what_is_pending_is_waited_for() {
    let pending = told(&of_yuno(Strictness::Documented, "pending", Currency::EUR, "25"));
    assert_eq!(pending, ["market cash_balance: await_settlement after []", "service request after [0]"]);
}

/// A fee below zero is owed to the holder.
#[test]
fn a_rebate_is_paid_out_by_the_provider() {
    let policy = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let mut facts = empty();
    let first = |facts: &_| {
        let found = plan(&alone(&policy, &state(&policy, "ACTIVE"), facts, NOW)).unwrap();
        told(&found)[0].clone()
    };
    facts.fees = Fact::one(balance("-3.00"));
    assert_eq!(first(&facts), "provider outstanding_fees: pay_out after []");
    facts.fees = Fact::one(balance("3.00"));
    assert_eq!(first(&facts), "holder outstanding_fees: settle_fees after []");
}

/// Half a cent and a sale: what the sale brings in is withdrawn by the holder, and the half cent with it or by the
/// provider. A payment that is not permitted is not made up for by what the provider writes off.
#[test]
fn what_comes_in_is_paid_out_with_the_rest() {
    let broker = alpaca(Strictness::Documented);
    let mut facts = empty();
    facts.positions = Fact::one(position("3"));
    facts.cash = Fact::one(balance("0.004"));
    let found = plan(&alone(&broker, &state(&broker, "ACTIVE"), &facts, NOW)).unwrap();
    assert_eq!(told(&found)[1], "holder cash_balance: withdraw/write_off after [0]");

    // Post no debit: nothing can be withdrawn.
    let policy = policy(&providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let post_no_debit = policy.state(4);
    let mut facts = empty();
    facts.restrictions = Fact::Unknown;
    facts.cash = Fact::Known(vec![balance("10"), balance("0.004")]);
    let found = plan(&alone(&policy, &post_no_debit, &facts, NOW)).unwrap();
    assert_eq!(told(&found)[0], "provider move(unrestrict) after []");
}
