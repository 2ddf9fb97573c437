//! Rules on how a subject stands: its restrictions, its members, its holders, the request itself.

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

/// Finds a restriction, of those that the profile names, in force. Where the status shows them, only the status is read;
/// elsewhere they have to be asserted, and what is not known in full may be more.
pub(super) fn account_restricted(premises: &Premises<'_>) -> Finding {
    let shown = premises.policy.profile().restrictions_show_in_status;
    let is_known = premises.facts.restrictions.is_known() && !is_stale(premises);
    Finding { present: !restrictions_in_force(premises).is_empty(), unknown: !shown && !is_known }
}

/// Returns, of the restrictions that the profile names, those that the status implies or, where the status does not show
/// them all, the facts assert.
pub(super) fn restrictions_in_force(premises: &Premises<'_>) -> Set<Restriction> {
    let is_read = !premises.policy.profile().restrictions_show_in_status && !is_stale(premises);
    let implied = premises.own.and_then(|row| row.implies);
    let asserted = premises.facts.restrictions.stated().copied().unwrap_or_default().filter(is_read);
    asserted.union(implied.into_iter().collect()).intersection(premises.policy.blocking_restrictions())
}

fn is_stale(premises: &Premises<'_>) -> bool {
    premises.stale.contains(FactName::Restrictions)
}

/// Finds an account of the group in another phase than closed. An account whose status nobody documents is not closed.
pub(super) fn accounts_not_closed(premises: &Premises<'_>) -> Finding {
    let lifecycle = premises.policy.profile().members.as_deref();
    let accounts = &premises.facts.accounts;
    let is_closed = |status| lifecycle.is_some_and(|own| own.is_closed(status));
    let is_open = accounts.items().iter().any(|member| !is_closed(&member.status));
    Finding { present: is_open, unknown: !accounts.is_known() }
}
