//! From where a subject stands to a status in which it can be emptied and asked to close.

use super::{Book, PlanError};
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

/// A status, and the provider's moves that lead there.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) status: &'static StatusRow,
    pub(super) moves: Vec<Move>,
}

/// Returns every status that can be reached without closing, the nearest first.
pub(super) fn routes(policy: &Policy, from: &'static StatusRow) -> Vec<Route> {
    routes_by(policy, from, |edge| !matches!(edge.on, Move::RequestClosure | Move::Complete | Move::Reject))
}

/// Returns the moves by which an application is rejected, the fewest that there are; none where no move leads there.
pub(super) fn way_to_rejection(policy: &Policy, from: &'static StatusRow) -> Vec<Move> {
    let statuses = policy.lifecycle().statuses();
    let is_rejected = |row: &StatusRow| row.phase == Phase::Rejected;
    let ends_there = |edge: &Transition| statuses.get(edge.to).is_some_and(is_rejected);
    let stays = |edge: &Transition| statuses.get(edge.to).is_some_and(|row| row.phase == Phase::Opening);
    let routes = routes_by(policy, from, |edge| stays(edge) || ends_there(edge));
    let rejected = routes.into_iter().find(|route| is_rejected(route.status));
    rejected.map_or_else(Vec::new, |route| route.moves)
}

fn routes_by(policy: &Policy, from: &'static StatusRow, takes: impl Fn(&Transition) -> bool) -> Vec<Route> {
    let lifecycle = policy.lifecycle();
    let mut routes = Vec::from([Route { status: from, moves: Vec::new() }]);
    let mut next = 0;
    while let Some(route) = routes.get(next).cloned() {
        for edge in lifecycle.transitions().iter().filter(|edge| edge.from == route.status.place) {
            let to = lifecycle.statuses().get(edge.to).filter(|_| takes(edge));
            let is_new = |to: &&StatusRow| routes.iter().all(|known| known.status.place != to.place);
            if let Some(status) = to.filter(is_new) {
                let moves = route.moves.iter().copied().chain([edge.on]).collect();
                routes.push(Route { status, moves });
            }
        }
        next = next.saturating_add(1);
    }
    routes
}

pub(super) fn admits(policy: &Policy, status: &'static StatusRow) -> bool {
    policy.lifecycle().step(&Status::Known(status), Move::RequestClosure).is_some()
}

/// Returns what clears a cause in this status, as far as it is permitted under these restrictions. Never nothing where
/// others clear it, or time; nothing where a payment that it takes is not permitted, whatever else it takes.
pub(super) fn permitted_cures(
    policy: &Policy,
    status: &'static StatusRow,
    restrictions: Set<Restriction>,
    cures: Set<Cure>,
) -> Set<Cure> {
    let state = State::new(Status::Known(status));
    let restrictions = Fact::Known(restrictions);
    let may = |activity: Activity| permission(policy, &state, &restrictions, activity).permits();
    let permitted: Set<Cure> = cures.iter().filter(|cure| cure.activity().is_none_or(may)).collect();
    let payments = Set::only(Cure::Withdraw).with(Cure::Deposit).with(Cure::SettleFees);
    permitted.filter(cures.intersection(payments).is_subset(permitted))
}

pub(super) fn no_way(book: &Book<'_>) -> PlanError {
    PlanError::NoWay { id: book.id.to_string(), status: book.state.status.to_string() }
}

pub(super) fn no_cure(book: &Book<'_>, code: Code) -> PlanError {
    PlanError::NoCure { id: book.id.to_string(), status: book.state.status.to_string(), code }
}
