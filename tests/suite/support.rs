//! Builders that make a test read as a sentence.
//!
//! What belongs here: policies, states and facts by short names.
//! What never does: an expectation.

use closeout::{
    Amount, Command, Country, Currency, Decision, Facts, Policy, PolicyOptions, State, Strictness, decide,
    facts::{Balance, Member, Movement, Order, Position},
    policy::Residences,
    profile::Profile,
    timing::MissedBoundary,
    vocab::Shared,
};
use jiff::Timestamp;

/// `GB` alone stays until the tax year ends; an empty list means that nobody knows.
pub(crate) fn policy(
    profile: impl Into<Shared<Profile>>,
    strictness: Strictness,
    residences: &[&str],
) -> Policy {
    policy_with(profile, strictness, residences, MissedBoundary::NextBoundary)
}

pub(crate) fn policy_with(
    profile: impl Into<Shared<Profile>>,
    strictness: Strictness,
    residences: &[&str],
    missed_boundary: MissedBoundary,
) -> Policy {
    let countries = residences.iter().map(|code| code.parse::<Country>().unwrap());
    Policy::new(
        profile,
        PolicyOptions::of(strictness)
            .with_residences(Residences::new(countries).ok().into())
            .with_missed_boundary(missed_boundary),
    )
}

pub(crate) fn state(policy: &Policy, status: &str) -> State {
    policy.state(status)
}

/// Closing, requested on 10 January 2026.
pub(crate) fn closing(policy: &Policy) -> State {
    let mut state = state(policy, "CLOSING");
    state.requested_at = Some(at("2026-01-10T10:00:00Z"));
    state
}

pub(crate) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

/// Everything is known, and there is nothing anywhere.
pub(crate) fn empty() -> Facts {
    Facts::all_clear()
}

pub(crate) fn position(quantity: &str) -> Position {
    Position::new("US0378331005", amount(quantity))
}

pub(crate) fn balance(amount_: &str) -> Balance {
    Balance { currency: Currency::EUR, amount: amount(amount_), component: None }
}

pub(crate) fn movement(expected_on: Option<&str>) -> Movement {
    Movement {
        id: Some("m1".into()),
        expected_on: expected_on.map(|day| day.parse().unwrap()),
        ..Movement::default()
    }
}

pub(crate) fn order() -> Order {
    Order { id: Some("o1".into()), side: Some("sell".into()) }
}

pub(crate) fn member(status: &str) -> Member {
    Member::new("a1", status.into())
}

pub(crate) fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// What is in the way, headline first.
pub(crate) fn codes(decision: &Decision<'_>) -> Vec<&'static str> {
    decision.codes().iter().map(closeout::Code::name).collect()
}

pub(crate) fn missing(decision: &Decision<'_>) -> Vec<&'static str> {
    decision.missing().iter().map(closeout::facts::FactName::name).collect()
}

#[track_caller]
pub(crate) fn ask<'a>(
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    command: &'a Command,
    now: Timestamp,
) -> Decision<'a> {
    decide(policy, state, facts, command, now).unwrap()
}
