//! Lives that do not end as they should: dead ends before a closing, contents that arrive after it, a closing that is
//! forgotten.

use super::explore::Explored;
use super::finding::{About, Defect, Finding, Happening, Step, Trace};
use super::sandbox::Sandbox;
use crate::facts::Fact;
use crate::lifecycle::{Lifecycle, Move, Phase, State, Status, StatusRow, Transition};
use crate::permission::{Permission, permission};
use crate::policy::Policy;
use crate::profile::{Activity, Limit};
use crate::vocab::Set;
use alloc::vec::Vec;

/// The activities that can make an empty account hold or owe something. The provider's own bookings are among them: a
/// dividend that is booked after closing is money in a closed account too.
const ENTRIES: &[Activity] = &[
    Activity::Buy,
    Activity::TransferIn,
    Activity::Deposit,
    Activity::OpenAccount,
    Activity::ChargeFee,
    Activity::BookCorporateAction,
];

/// Finds statuses from which no closed one can be reached, with everything clear and unlimited time. Of a dead end only
/// the entrance is named.
pub(super) fn stranded(clear: &Explored<'_>) -> Vec<Finding> {
    let ends = |place: usize| clear.leads_to(place, |node| node.status.phase == Phase::Closed);
    let is_entrance = |place: &usize| {
        let is_over = clear.node(*place).is_none_or(|node| node.status.phase == Phase::Rejected);
        !is_over && !ends(*place) && clear.parent(*place).is_none_or(ends)
    };
    let finding = |place: usize| {
        let status = clear.node(place)?.status;
        let trace = clear.trace(place);
        Some(Finding {
            defect: Defect::ClosedUnreachable,
            about: About::Status(Status::known(status)),
            trace,
        })
    };
    clear.places().filter(is_entrance).filter_map(finding).collect()
}

/// Finds each activity that brings contents into a closed status.
pub(super) fn entered(sandbox: &Sandbox, clear: &Explored<'_>) -> Vec<Finding> {
    let policy = sandbox.policy();
    let closed = policy.lifecycle().statuses().iter().filter(|status| status.phase == Phase::Closed);
    let finding = |activity: Activity, status: &StatusRow| {
        let trace = clear.trace_to(|node| node.status == status).unwrap_or_default();
        Finding {
            defect: Defect::ValueEntersClosed,
            about: About::Grant { activity, status: Status::known(status) },
            trace,
        }
    };
    let into = |status| {
        let entries = ENTRIES.iter().filter(move |activity| is_open_to(policy, status, **activity));
        entries.map(move |activity| finding(*activity, status))
    };
    closed.flat_map(into).collect()
}

/// Returns whether the status permits the activity beyond covering a debit: an empty account owes nothing, so a deposit
/// with that limit brings nothing.
fn is_open_to(policy: &Policy, status: &StatusRow, activity: Activity) -> bool {
    let state = State::new(Status::known(status));
    match permission(policy, &state, &Fact::Known(Set::EMPTY), activity) {
        Permission::Permitted => true,
        Permission::PermittedIf(limit) => limit != Limit::CoversDebit,
        Permission::Denied(_) => false,
    }
}

/// Finds each move that leaves closing and, by itself or with the moves after it, leads back to an active status,
/// although the request was not taken back.
pub(super) fn forgotten(sandbox: &Sandbox, clear: &Explored<'_>) -> Vec<Finding> {
    let lifecycle = sandbox.policy().lifecycle();
    let about = |edge: &Transition| {
        let (from, to) = ends_of(lifecycle, edge)?;
        let back = back_in_use(lifecycle, edge).filter(|_| from.phase == Phase::Closing)?;
        let begins_there = || Trace { start: Some(Status::known(from)), steps: Vec::new() };
        let mut trace = clear.trace_to(|node| node.status == from).unwrap_or_else(begins_there);
        trace.steps.extend(back);
        let (defect, about) = (
            Defect::ClosingForgotten,
            About::Edge { from: Status::known(from), on: edge.on, to: Status::known(to) },
        );
        Some(Finding { defect, about, trace })
    };
    lifecycle.transitions().iter().filter_map(about).collect()
}

/// Returns the shortest way from the beginning of an edge, along it, to an active status.
fn back_in_use(lifecycle: &Lifecycle, edge: &Transition) -> Option<Vec<Step>> {
    let mut ways: Vec<(&StatusRow, Vec<Step>)> =
        onward(lifecycle, edge).map(|(to, step)| (to, Vec::from([step]))).into_iter().collect();
    let mut next = 0;
    while let Some((status, way)) = ways.get(next).cloned() {
        if status.phase == Phase::Active {
            return Some(way);
        }
        let edges = lifecycle.transitions().iter().filter(|edge| edge.from == status.place);
        for (to, step) in edges.filter_map(|edge| onward(lifecycle, edge)) {
            if ways.iter().all(|(known, _)| known.place != to.place) {
                ways.push((to, way.iter().cloned().chain([step]).collect()));
            }
        }
        next = next.saturating_add(1);
    }
    None
}

/// Returns the status that an edge leads to if the closing is forgotten on it: not an edge that takes the request back,
/// nor one that leads to closing or past it.
fn onward<'a>(lifecycle: &'a Lifecycle, edge: &Transition) -> Option<(&'a StatusRow, Step)> {
    let (_, to) = ends_of(lifecycle, edge)?;
    let is_over = edge.on == Move::TakeBack || matches!(to.phase, Phase::Closing | Phase::Closed);
    (!is_over).then_some((to, Step { what: Happening::Move(edge.on), leads_to: Some(Status::known(to)) }))
}

fn ends_of<'a>(lifecycle: &'a Lifecycle, edge: &Transition) -> Option<(&'a StatusRow, &'a StatusRow)> {
    let statuses = lifecycle.statuses();
    statuses.get(edge.from).zip(statuses.get(edge.to))
}
