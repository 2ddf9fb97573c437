//! The changes to a question that the relational laws use.

use crate::facts::{Fact, Facts};
use alloc::vec::Vec;

/// The changes that each forget one fact, as in [`Law::UnknownNeverPermits`](crate::laws::Law::UnknownNeverPermits).
/// Residences are the policy's.
pub const FORGET: [fn(&mut Facts); 11] = [
    |facts| facts.positions = Fact::Unknown,
    |facts| facts.open_orders = Fact::Unknown,
    |facts| facts.unsettled_trades = Fact::Unknown,
    |facts| facts.outstanding_withdrawals = Fact::Unknown,
    |facts| facts.pending_transfers = Fact::Unknown,
    |facts| facts.expected_corporate_actions = Fact::Unknown,
    |facts| facts.fees = Fact::Unknown,
    |facts| facts.liens = Fact::Unknown,
    |facts| facts.cash = Fact::Unknown,
    |facts| facts.accounts = Fact::Unknown,
    |facts| facts.restrictions = Fact::Unknown,
];

/// The changes that turn one fact into a part of its possible contents, one change for each fact, as in
/// [`Law::APartNeverPermits`](crate::laws::Law::APartNeverPermits). A fact that is not known in full stays as it is.
pub const PARTLY: [fn(&mut Facts); 11] = [
    |facts| take_for_a_part(&mut facts.positions),
    |facts| take_for_a_part(&mut facts.open_orders),
    |facts| take_for_a_part(&mut facts.unsettled_trades),
    |facts| take_for_a_part(&mut facts.outstanding_withdrawals),
    |facts| take_for_a_part(&mut facts.pending_transfers),
    |facts| take_for_a_part(&mut facts.expected_corporate_actions),
    |facts| take_for_a_part(&mut facts.fees),
    |facts| take_for_a_part(&mut facts.liens),
    |facts| take_for_a_part(&mut facts.cash),
    |facts| take_for_a_part(&mut facts.accounts),
    |facts| take_for_a_part(&mut facts.restrictions),
];

fn take_for_a_part<T: Clone>(fact: &mut Fact<T>) {
    if let Some(value) = fact.known() {
        *fact = Fact::Part(value.clone());
    }
}

/// Turns each list of facts around and repeats it, as in
/// [`Law::OrderAndDuplicatesDoNotMatter`](crate::laws::Law::OrderAndDuplicatesDoNotMatter).
pub fn shuffle(facts: &mut Facts) {
    fn twice<T: Clone>(fact: &mut Fact<Vec<T>>) {
        if let Fact::Known(items) | Fact::Part(items) = fact {
            items.reverse();
            items.extend(items.clone());
        }
    }
    twice(&mut facts.positions);
    twice(&mut facts.open_orders);
    twice(&mut facts.unsettled_trades);
    twice(&mut facts.outstanding_withdrawals);
    twice(&mut facts.pending_transfers);
    twice(&mut facts.expected_corporate_actions);
    twice(&mut facts.fees);
    twice(&mut facts.liens);
    twice(&mut facts.cash);
    twice(&mut facts.accounts);
}
