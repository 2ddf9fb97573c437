//! Rules on the contents of an account or group: balances, holdings, movements on their way.

use super::Finding;
use crate::facts::{Balance, Fact, Movement, Position};
use crate::profile::Profile;
use alloc::vec::Vec;

/// Counts every listed item.
pub(super) fn any_listed<T>(listed: &Fact<Vec<T>>) -> Finding {
    any(listed, |_| true)
}

/// Counts a withdrawal or a transfer unless its stated amount is zero.
pub(super) fn any_moving(movements: &Fact<Vec<Movement>>) -> Finding {
    any(movements, Movement::moves_anything)
}

/// Counts a position unless its quantity is zero.
pub(super) fn any_position(positions: &Fact<Vec<Position>>) -> Finding {
    any(positions, Position::is_open)
}

/// Counts a balance unless its amount is zero. Each balance counts on its own: +10 and −10 are two balances, not zero.
pub(super) fn any_balance(balances: &Fact<Vec<Balance>>) -> Finding {
    any(balances, Balance::is_outstanding)
}

/// Counts cash like any balance. If cash consists of components, it is known only if each component is stated for every
/// currency in the list; an empty list names no currency and says nothing.
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

/// Finds a matching item. A list that is not known in full may contain more than the stated items.
fn any<T>(items: &Fact<Vec<T>>, matters: impl Fn(&T) -> bool) -> Finding {
    Finding { present: items.items().iter().any(matters), unknown: !items.is_known() }
}
