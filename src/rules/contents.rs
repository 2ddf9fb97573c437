//! Rules on what an account or group contains: balances, holdings, things on their way.

use super::Finding;
use crate::blocker::Evidence;
use crate::facts::{Balance, Fact, Movement, Position};
use alloc::vec::Vec;

/// What is on its way counts by being listed.
pub(super) fn any_listed<T>(listed: &Fact<Vec<T>>) -> Finding {
    any(listed, |_| true)
}

/// A position is there unless its quantity is zero.
pub(super) fn any_position(positions: &Fact<Vec<Position>>) -> Finding {
    any(positions, Position::is_open)
}

/// A balance is there unless its amount is zero. Each on its own: +10 and −10 are two balances, not none.
pub(super) fn any_balance(balances: &Fact<Vec<Balance>>) -> Finding {
    any(balances, Balance::is_outstanding)
}

fn any<T>(items: &Fact<Vec<T>>, matters: impl Fn(&T) -> bool) -> Finding {
    items.known().map(|items| items.iter().any(matters)).into()
}

pub(super) fn items<T>(items: &Fact<Vec<T>>) -> &[T] {
    items.known().map_or(&[], Vec::as_slice)
}

pub(super) fn movements(movements: &Fact<Vec<Movement>>) -> Evidence<'_> {
    Evidence::Movements(items(movements))
}
