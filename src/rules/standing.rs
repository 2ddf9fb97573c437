//! Rules on how a subject stands: its restrictions, its members, its holders, the request itself.

use super::{Finding, Premises};
use crate::blocker::is_closed;
use crate::command::Command;
use crate::facts::{Fact, Restriction};
use crate::policy::Policy;
use crate::vocab::Set;

/// The request states no reason, or a blank one.
pub(super) fn reason_required(command: &Command) -> Finding {
    Fact::Known(command.stated_reason().is_none())
}

/// One of the restrictions that the profile names is in force. Where the status shows them, the status is what is
/// read; elsewhere they have to be asserted.
pub(super) fn account_restricted(premises: &Premises<'_>) -> Finding {
    let shown = premises.policy.profile().restrictions_show_in_status;
    if premises.facts.restrictions.is_unknown() && !shown {
        return Fact::Unknown;
    }
    Fact::Known(!restrictions_in_force(premises).is_empty())
}

/// Of the restrictions that the profile names, those that the status implies or the facts assert. A status that
/// shows them has not been contradicted: that is misuse, and has been found before.
pub(super) fn restrictions_in_force(premises: &Premises<'_>) -> Set<Restriction> {
    let implied = premises.state.status.row().and_then(|row| row.implies);
    let asserted = premises.facts.restrictions.known().copied().unwrap_or_default();
    let blocking = premises.policy.blocking_restrictions();
    asserted.union(implied.into_iter().collect()).intersection(blocking)
}

/// An account of the group is in another phase than closed; an unknown status is in none.
pub(super) fn accounts_not_closed(premises: &Premises<'_>) -> Finding {
    let lifecycle = premises.policy.profile().members;
    premises
        .facts
        .accounts
        .known()
        .map(|members| members.iter().any(|member| !is_closed(member, lifecycle)))
        .into()
}

/// Whether a gate holds anybody cannot be said while the residences are unknown. When it opens is for the clock.
pub(super) fn residences_matter(policy: &Policy) -> Finding {
    if policy.options().residences.is_unknown() { Fact::Unknown } else { Fact::Known(false) }
}
