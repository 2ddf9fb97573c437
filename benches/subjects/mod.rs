//! What is measured: a few accounts that are typical, and the columns of many.
//!
//! What belongs here: inputs, and the same decisions written by hand.
//! What never does: a clock.

pub(crate) mod by_hand;
pub(crate) mod columns;
pub(crate) mod dice;

use closeout::{
    Amount, Command, Country, Currency, Decision, Fact, Facts, Policy, PolicyOptions, Reason, State, Status,
    facts::{Balance, Movement, Position},
    policy::Residences,
    profile::Profile,
    providers::{alpaca, udara360, upvest, yuno},
};
use jiff::Timestamp;
use jiff::civil::date;
use std::hint::black_box;

/// The sixth of April 2026, in the morning: the British tax year has just ended.
pub(crate) const NOW: &str = "2026-04-06T09:00:00Z";

pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// One question, and what it is called in a report.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) policy: Policy,
    pub(crate) state: State,
    pub(crate) facts: Facts,
    pub(crate) command: Command,
}

/// Each provider with an account in whose way there is nothing, and with one that holds something.
pub(crate) fn all() -> Vec<Subject> {
    let mut all = Vec::new();
    for (name, held, profile, status, country) in [
        ("alpaca, permitted", "alpaca, refused", &alpaca::ACCOUNT, "ACTIVE", "US"),
        ("upvest, permitted", "upvest, waiting", &upvest::ACCOUNT, "CLOSING", "DE"),
        ("upvest gated, permitted", "upvest gated, waiting", &upvest::ACCOUNT, "CLOSING", "GB"),
        ("upvest group, permitted", "upvest group, waiting", &upvest::GROUP, "CLOSING", "DE"),
        ("udara360, permitted", "udara360, refused", &udara360::ACCOUNT, "1", "NG"),
        ("yuno, permitted", "yuno, refused", &yuno::ACCOUNT, "ACTIVE", "CO"),
    ] {
        all.push(subject(name, profile, status, country, profile.nothing_held()));
        all.push(subject(held, profile, status, country, burdened(profile, 1)));
    }
    all
}

pub(crate) fn subject(
    name: &'static str,
    profile: &'static Profile,
    status: &str,
    country: &str,
    facts: Facts,
) -> Subject {
    let residences = Residences::new([country.parse::<Country>().unwrap()]).unwrap();
    let options = PolicyOptions::prudent().with_residences(Fact::Known(residences));
    let policy = Policy::new(profile, options);
    let mut documented = policy.lifecycle().statuses().iter();
    let mut state = State::new(Status::known(documented.find(|row| row.wire.to_string() == status).unwrap()));
    let closing = status == "CLOSING";
    if closing {
        state.requested_at = Some("2026-03-01T00:00:00Z".parse().unwrap());
        state.clear_since = state.requested_at;
    }
    let reason = Some(Reason { code: Some("1".into()), text: Some("Duplication".into()) });
    let command = if closing { Command::Advance } else { Command::RequestClosure { reason } };
    Subject { name, policy, state, facts, command }
}

/// So many positions, and a little of everything else. Where cash consists of components, it lies in the first of them.
pub(crate) fn burdened(profile: &Profile, positions: usize) -> Facts {
    let position = Position::new("US0378331005", amount("3.25"));
    let balance = Balance { currency: Currency::EUR, amount: amount("12.40"), component: None };
    let expected = Movement { expected_on: Some(date(2026, 4, 9)), ..Movement::default() };
    let mut facts = profile.nothing_held();
    facts.positions = Fact::Known(vec![position; positions]);
    facts.expected_corporate_actions = Fact::one(expected);
    let mut cash = facts.cash.items().to_vec();
    match cash.first_mut() {
        Some(first) => first.amount = balance.amount,
        None => cash.push(balance.clone()),
    }
    facts.cash = Fact::Known(cash);
    facts.fees = Fact::one(balance);
    facts
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// Looks at everything that a decision says: its verdict, every blocker, and every amount that is evidence.
pub(crate) fn read(decision: &Decision<'_>) {
    black_box(decision.verdict());
    for blocker in decision.blockers() {
        black_box(blocker.code);
        for position in blocker.evidence.positions() {
            black_box(position.quantity);
        }
        for balance in blocker.evidence.balances() {
            black_box(balance.amount);
        }
        black_box(blocker.evidence.movements());
    }
}
