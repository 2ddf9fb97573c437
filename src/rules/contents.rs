//! Rules on what an account or group contains: balances, holdings, things on their way.

use super::Finding;
use crate::facts::{Balance, Fact, Movement, Position};
use crate::profile::Profile;
use alloc::vec::Vec;

/// Counts whatever is listed.
pub(super) fn any_listed<T>(listed: &Fact<Vec<T>>) -> Finding {
    any(listed, |_| true)
}

/// Counts a withdrawal or a transfer unless it is stated to move nothing.
pub(super) fn any_moving(movements: &Fact<Vec<Movement>>) -> Finding {
    any(movements, Movement::moves_anything)
}

/// Counts a position unless its quantity is zero.
pub(super) fn any_position(positions: &Fact<Vec<Position>>) -> Finding {
    any(positions, Position::is_open)
}

/// Counts a balance unless its amount is zero. Each on its own: +10 and −10 are two balances, not none.
pub(super) fn any_balance(balances: &Fact<Vec<Balance>>) -> Finding {
    any(balances, Balance::is_outstanding)
}

/// Counts cash like any balance. Where cash consists of components, it is known only if each of them is stated for every
/// currency that is named; an empty list names none and says nothing.
pub(super) fn any_cash(profile: &Profile, cash: &Fact<Vec<Balance>>) -> Finding {
    let Finding { present, unknown } = any_balance(cash);
    Finding { present, unknown: unknown || !is_complete(profile, cash.items()) }
}

fn is_complete(profile: &Profile, balances: &[Balance]) -> bool {
    let states = |currency, name: &str| {
        let mut stated = balances.iter().filter(|other| other.currency == currency);
        stated.any(|other| other.component.as_deref() == Some(name))
    };
    let complete = |balance: &Balance| {
        profile.components.iter().all(|component| states(balance.currency, &component.name))
    };
    profile.components.is_empty() || !balances.is_empty() && balances.iter().all(complete)
}

/// What is not known in full may be more than what is stated.
fn any<T>(items: &Fact<Vec<T>>, matters: impl Fn(&T) -> bool) -> Finding {
    Finding { present: items.items().iter().any(matters), unknown: !items.is_known() }
}
