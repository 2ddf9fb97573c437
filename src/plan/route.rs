//! From where a subject stands to a status in which it can be emptied and asked to close.

use super::{Book, PlanError};
use crate::blocker::{Code, Cure};
use crate::facts::{Fact, Restriction};
use crate::lifecycle::{Move, Phase, State, Status, StatusRow};
use crate::permission::permission;
use crate::policy::{Activity, Policy};
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

/// Every status that can be reached without closing, the nearest first.
pub(super) fn routes(policy: &Policy, from: &'static StatusRow) -> Vec<Route> {
    let lifecycle = policy.lifecycle();
    let mut routes = Vec::from([Route { status: from, moves: Vec::new() }]);
    let mut next = 0;
    while let Some(route) = routes.get(next).cloned() {
        for edge in lifecycle.transitions().iter().filter(|edge| edge.from == route.status.place) {
            let closes = matches!(edge.on, Move::RequestClosure | Move::Complete | Move::Reject);
            let to = lifecycle.statuses().get(edge.to).filter(|_| !closes);
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

/// What clears a cause in this status, as far as it is permitted under these restrictions. Never nothing where others
/// clear it, or time.
pub(super) fn permitted_cures(
    policy: &Policy,
    status: &'static StatusRow,
    restrictions: Set<Restriction>,
    cures: Set<Cure>,
) -> Set<Cure> {
    let state = State::new(Status::Known(status));
    let restrictions = Fact::Known(restrictions);
    let may = |activity: Activity| permission(policy, &state, &restrictions, activity).permits();
    cures.iter().filter(|cure| cure.activity().is_none_or(may)).collect()
}

pub(super) fn no_way(book: &Book<'_>) -> PlanError {
    PlanError::NoWay { id: book.id.to_string(), status: book.state.status.to_string() }
}

pub(super) fn no_cure(book: &Book<'_>, code: Code) -> PlanError {
    PlanError::NoCure { id: book.id.to_string(), status: book.state.status.to_string(), code }
}
