//! The table of what clears a cause for one account, as the engine says it.
//!
//! What belongs here: accounts that differ in status, restriction, sign, component or phase.
//! What never does: the classes and cures themselves, which the engine says.

use crate::support::{amount, ask, at, closing, policy, position, state};
use closeout::{
    Command, Fact, Facts, Policy, Set, State, Strictness,
    blocker::Cure,
    facts::{Balance, Restriction},
    providers,
};

/// What an account is like, the class and the cures of what is in its way.
pub(super) fn rows() -> Vec<Vec<String>> {
    of_statuses().into_iter().chain(of_positions()).chain(of_balances()).collect()
}

fn row(like: &str, policy: &Policy, state: &State, facts: &Facts, command: &Command) -> Vec<String> {
    let decision = ask(policy, state, facts, command, at("2026-02-02T09:00:00Z"));
    let blocker = decision.blockers().next().unwrap();
    let cures: Vec<&str> = blocker.cures().iter().map(Cure::words).collect();
    let code = format!("`{}`", blocker.code);
    vec![code, like.to_owned(), blocker.class().to_string(), cures.join(", ")]
}

fn of_statuses() -> Vec<Vec<String>> {
    let alpaca = policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &[]);
    let facts = Facts::all_clear();
    let rows = [
        ("an application that was rejected", "REJECTED", Command::request()),
        ("an application that is not decided", "SUBMITTED", Command::request()),
        ("`advance` on what nobody asked to close", "ACTIVE", Command::Advance),
    ];
    let row = |(like, status, command): (&str, &str, Command)| {
        row(like, &alpaca, &state(&alpaca, status), &facts, &command)
    };
    rows.into_iter().map(row).collect()
}

fn of_positions() -> Vec<Vec<String>> {
    let alpaca = policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &[]);
    let own = Restriction::TradeSuspendedByUser;
    let rows: [(&str, &str, &str, &[Restriction]); 5] = [
        ("a long position", "1", "ACTIVE", &[]),
        ("a short position", "-1", "ACTIVE", &[]),
        ("trading is blocked", "1", "ACTIVE", &[Restriction::TradingBlocked]),
        (
            "trading is suspended by the holder, and transfers are blocked",
            "1",
            "ACTIVE",
            &[own, Restriction::TransfersBlocked],
        ),
        ("all activity is blocked", "1", "ACTIVE", &[Restriction::AccountBlocked]),
    ];
    let row = |(like, quantity, status, restrictions): (&str, &str, &str, &[Restriction])| {
        let mut facts = Facts::all_clear();
        facts.positions = Fact::one(position(quantity));
        facts.restrictions = Fact::Known(restrictions.iter().copied().collect::<Set<_>>());
        row(like, &alpaca, &state(&alpaca, status), &facts, &Command::request())
    };
    rows.into_iter().map(row).collect()
}

fn of_balances() -> Vec<Vec<String>> {
    let group = policy(&providers::upvest::GROUP, Strictness::Documented, &["DE"]);
    let fees = [
        ("a fee that is owed", "12.50"),
        ("a fee that the provider never collects", "0.01"),
        ("a rebate", "-3"),
    ];
    let of_fees = fees.into_iter().map(|(like, fee)| {
        let mut facts = Facts::all_clear();
        facts.fees = Fact::one(balance(fee, None));
        row(like, &group, &closing(&group), &facts, &Command::Advance)
    });
    let yuno = policy(&providers::yuno::ACCOUNT, Strictness::Documented, &[]);
    let cash = [
        ("a credit", "5", "available"),
        ("a debit", "-5", "available"),
        ("a component that is pending", "5", "pending"),
        ("less than the smallest unit of its currency", "0.004", "available"),
    ];
    let of_cash = cash.into_iter().map(|(like, text, component)| {
        let mut facts = Facts::all_clear();
        facts.cash = Fact::one(balance(text, Some(component)));
        row(like, &yuno, &state(&yuno, "ACTIVE"), &facts, &Command::request())
    });
    of_fees.chain(of_cash).collect()
}

fn balance(text: &str, component: Option<&str>) -> Balance {
    let component = component.map(Into::into);
    Balance { currency: closeout::Currency::EUR, amount: amount(text), component }
}
