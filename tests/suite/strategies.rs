//! The small changes that laws compare a question with.
//!
//! What belongs here: adding an obligation, asking again, asking where a status has another place.
//! What never does: the questions, which the crate generates for everybody, or a law.

use crate::support::{amount, balance, member, movement, order, position};
pub(crate) use closeout::strategies::{Case, FORGET, PARTLY, cases, malformed, shuffle};
use closeout::{
    Fact, Facts, Policy,
    draft::{ProfileDraft, StatusDraft},
    facts::{Balance, FactName},
    lifecycle::Phase,
    profile::Profile,
    providers,
    vocab::{Element, Shared, Source},
};
use std::sync::LazyLock;

/// The same question with the state that came out.
pub(crate) fn again(case: &Case) -> Case {
    let state = case.decide().unwrap().state().clone();
    Case { state, ..case.clone() }
}

/// The same question under a house profile that has one status more in front, and is otherwise the same: every status has
/// the place after its own.
pub(crate) fn with_one_in_front(case: &Case) -> Case {
    static HOUSES: LazyLock<Vec<Shared<Profile>>> =
        LazyLock::new(|| providers::PROFILES.iter().map(|profile| one_in_front(profile)).collect());
    let policy = &case.policy;
    let is_own = |profile: &&Profile| std::ptr::eq(*profile, policy.profile());
    let house = HOUSES[providers::PROFILES.iter().position(is_own).unwrap()].clone();
    let moved = Policy::new(house, policy.options().clone())
        .with_clocks(policy.clocks().iter().cloned())
        .with_max_age(policy.max_age().clone());
    let policy = policy.own_zone().cloned().into_iter().fold(moved, Policy::with_zone);
    Case { policy, ..case.clone() }
}

fn one_in_front(profile: &Profile) -> Shared<Profile> {
    let mut draft = ProfileDraft::from(profile);
    let in_front = StatusDraft {
        wire: "IN_FRONT".into(),
        phase: Phase::Opening,
        initial: true,
        implies: None,
        assumed: false,
        meaning: "one status more".into(),
        source: Source::plain("made up", "2026-11-20"),
    };
    draft.statuses.insert(0, in_front);
    draft.build().unwrap().into()
}

/// A small change to the facts.
pub(crate) type Change = fn(&mut Facts);

/// What was unknown is known in part.
fn push<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::Part(vec![item]),
        Fact::Known(items) | Fact::Part(items) => items.push(item),
    }
}

/// Adds one obligation, each.
pub(crate) const BURDEN: [Change; 11] = [
    |facts| push(&mut facts.positions, position("-2")),
    |facts| push(&mut facts.open_orders, order()),
    |facts| push(&mut facts.unsettled_trades, movement(None)),
    |facts| push(&mut facts.outstanding_withdrawals, movement(Some("2026-04-06"))),
    |facts| push(&mut facts.pending_transfers, movement(Some("2027-04-06"))),
    |facts| push(&mut facts.expected_corporate_actions, movement(Some("2026-04-05"))),
    |facts| push(&mut facts.fees, balance("-0.01")),
    |facts| push(&mut facts.liens, balance("5")),
    |facts| {
        // Of a component that is stated already, so that cash is as complete as it was.
        let like = facts.cash.items().last().cloned().unwrap_or_else(|| balance("0.01"));
        push(&mut facts.cash, Balance { amount: amount("0.01"), ..like });
    },
    |facts| push(&mut facts.accounts, member("LOCKED")),
    |facts| {
        let all = Element::ALL.iter().copied().collect();
        facts.restrictions = if facts.restrictions.is_known() { Fact::Known(all) } else { Fact::Part(all) };
    },
];

/// The facts that the changes of [`BURDEN`], [`FORGET`] and [`PARTLY`] are about, in their order.
pub(crate) const ABOUT: [FactName; 11] = [
    FactName::Positions,
    FactName::OpenOrders,
    FactName::UnsettledTrades,
    FactName::OutstandingWithdrawals,
    FactName::PendingTransfers,
    FactName::ExpectedCorporateActions,
    FactName::Fees,
    FactName::Liens,
    FactName::Cash,
    FactName::Accounts,
    FactName::Restrictions,
];
