//! The small changes that laws compare a question with.
//!
//! What belongs here: adding an obligation, asking again.
//! What never does: the questions, which the crate generates for everybody, or a law.

use crate::support::{balance, member, movement, order, position};
pub(crate) use closeout::laws::{FORGET, shuffle};
pub(crate) use closeout::strategies::{Case, cases, malformed};
use closeout::{Fact, Facts};

/// The same question with the state that came out.
pub(crate) fn again(case: &Case) -> Case {
    let state = case.decide().unwrap().state().clone();
    Case { state, ..case.clone() }
}

/// A small change to the facts.
pub(crate) type Change = fn(&mut Facts);

fn push<T>(fact: &mut Fact<Vec<T>>, item: T) {
    match fact {
        Fact::Unknown => *fact = Fact::one(item),
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
    |facts| push(&mut facts.cash, balance("0.01")),
    |facts| push(&mut facts.accounts, member("LOCKED")),
    |facts| facts.restrictions = Fact::Known(closeout::Element::ALL.iter().copied().collect()),
];
