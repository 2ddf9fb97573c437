//! Rules on the standing of a subject: its restrictions, its members, its holders, the request itself.

use super::{Finding, Premises};
use crate::command::Reason;
use crate::facts::{FactName, Restriction};
use crate::vocab::Set;

/// Finds a request that states no reason in the form that the provider takes.
pub(super) fn reason_required(premises: &Premises<'_>, reason: Option<&Reason>) -> Finding {
    let by_code = premises.policy.profile().reason.by_code;
    let states = |reason: &Reason| reason.has_text() || by_code && reason.has_code();
    Finding::known(!reason.is_some_and(states))
}

/// Finds a blocking restriction of the profile in force. If the status shows restrictions, only the status is read;
/// otherwise you have to assert them, and a list that is not known in full may have more.
pub(super) fn account_restricted(premises: &Premises<'_>) -> Finding {
    let shown = premises.policy.profile().restrictions_show_in_status;
    let is_known = premises.facts.restrictions.is_known() && !is_stale(premises);
    Finding { present: !restrictions_in_force(premises).is_empty(), unknown: !shown && !is_known }
}

/// Returns the blocking restrictions of the profile that the status implies or, if the status does not show them all,
/// that the facts assert.
pub(super) fn restrictions_in_force(premises: &Premises<'_>) -> Set<Restriction> {
    let is_read = !premises.policy.profile().restrictions_show_in_status && !is_stale(premises);
    let implied = premises.own.and_then(|row| row.implies);
    let asserted = premises.facts.restrictions.stated().copied().unwrap_or_default().filter(is_read);
    asserted.union(implied.into_iter().collect()).intersection(premises.policy.blocking_restrictions())
}

fn is_stale(premises: &Premises<'_>) -> bool {
    premises.stale.contains(FactName::Restrictions)
}

/// Finds an account of the group in a phase other than closed. An account with an undocumented status counts as not
/// closed.
pub(super) fn accounts_not_closed(premises: &Premises<'_>) -> Finding {
    let lifecycle = premises.policy.profile().members.as_deref();
    let accounts = &premises.facts.accounts;
    let is_closed = |status| lifecycle.is_some_and(|own| own.is_closed(status));
    let is_open = accounts.items().iter().any(|member| !is_closed(&member.status));
    Finding { present: is_open, unknown: !accounts.is_known() }
}
