//! The way from the status of a subject to one in which it can be emptied and asked to close.

use super::error::PlanError;
use super::request::PlanSubject;
use crate::blocker::{Code, Cure};
use crate::facts::{Fact, Restriction};
use crate::lifecycle::{Move, Phase, State, Status, StatusRow, Transition};
use crate::permission::permission;
use crate::policy::Policy;
use crate::profile::Activity;
use crate::vocab::Set;
use alloc::string::ToString;
use alloc::vec::Vec;

pub(super) fn closes_in_two_steps(policy: &Policy) -> bool {
    policy.lifecycle().status_in(Phase::Closing).is_some()
}

/// Returns the moves by which an application is rejected, as few as possible; empty if no moves lead there.
pub(super) fn way_to_rejection(policy: &Policy, from: &StatusRow) -> Vec<Move> {
    let lifecycle = policy.lifecycle();
    let statuses = lifecycle.statuses();
    let is_rejected = |row: &StatusRow| row.phase == Phase::Rejected;
    let ends_there = |edge: &Transition| statuses.get(edge.to).is_some_and(is_rejected);
    let stays = |edge: &Transition| statuses.get(edge.to).is_some_and(|row| row.phase == Phase::Opening);
    let routes = lifecycle.routes_by(from, |edge| stays(edge) || ends_there(edge));
    let rejected = routes.into_iter().find(|route| is_rejected(route.status));
    rejected.map_or_else(Vec::new, |route| route.moves)
}

/// Returns the cures of a cause that are permitted in this status, under these restrictions. Cures that need no
/// permission (time, third parties) always remain. Empty if a needed payment is not permitted, even if the other
/// activities are.
pub(super) fn permitted_cures(
    policy: &Policy,
    status: &StatusRow,
    restrictions: Set<Restriction>,
    cures: Set<Cure>,
) -> Set<Cure> {
    let state = State::new(Status::known(status));
    let restrictions = Fact::Known(restrictions);
    let may = |activity: Activity| permission(policy, &state, &restrictions, activity).permits();
    let permitted: Set<Cure> = cures.iter().filter(|cure| cure.activity().is_none_or(may)).collect();
    let payments = Set::only(Cure::Withdraw).with(Cure::Deposit).with(Cure::SettleFees);
    permitted.filter(cures.intersection(payments).is_subset(permitted))
}

/// Says whether this status implies a blocking restriction that no move lifts. The restriction of a status ends only when
/// the status changes, so a move has to lead to one that implies none and from which closing goes on.
pub(super) fn stays_restricted(policy: &Policy, status: &StatusRow) -> bool {
    let blocking = policy.blocking_restrictions();
    let is_free = |row: &StatusRow| row.implies.is_none_or(|restriction| !blocking.contains(restriction));
    let goes_on = |row: &StatusRow| {
        if status.phase == Phase::Closing {
            row.phase == Phase::Closing
        } else {
            policy.lifecycle().reached_from(row).is_some()
        }
    };
    let routes = policy.lifecycle().routes_without_closing(status);
    !is_free(status) && !routes.iter().any(|route| is_free(route.status) && goes_on(route.status))
}

pub(super) fn no_way(subject: &PlanSubject<'_>) -> PlanError {
    PlanError::NoWay { id: subject.id.to_string(), status: subject.state.status.to_string() }
}

pub(super) fn no_cure(subject: &PlanSubject<'_>, code: Code) -> PlanError {
    PlanError::NoCure { id: subject.id.to_string(), status: subject.state.status.to_string(), code }
}
