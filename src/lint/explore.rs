//! Every life that a policy allows, breadth first, so that the first way to any node is the shortest.

use super::finding::{Happening, Step, Trace};
use super::sandbox::Sandbox;
use crate::blocker::Code;
use crate::lifecycle::{Move, Phase, Status, StatusRow};
use alloc::vec::Vec;

/// A status, and whether the cause in question has arisen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) status: &'a StatusRow,
    pub(super) present: bool,
}

/// A record of how a node was first reached.
struct Visit<'a> {
    node: Node<'a>,
    from: Option<(usize, Happening)>,
}

/// The nodes that can be reached, in the order of discovery, with the edges between them.
pub(super) struct Explored<'a> {
    visits: Vec<Visit<'a>>,
    edges: Vec<(usize, usize)>,
}

/// Explores from the statuses in which a life can begin, with everything clear but the cause once it has arisen.
pub(super) fn explore(sandbox: &Sandbox, cause: Option<Code>) -> Explored<'_> {
    let statuses = sandbox.policy().lifecycle().statuses();
    let initial = statuses.iter().filter(|status| status.can_begin());
    let begin = |status| Visit { node: Node { status, present: false }, from: None };
    let mut explored = Explored { visits: initial.map(begin).collect(), edges: Vec::new() };
    let mut place = 0;
    while let Some(node) = explored.node(place).copied() {
        for (what, next) in leads(sandbox, node, cause) {
            explored.add(place, what, next);
        }
        place = place.saturating_add(1);
    }
    explored
}

fn leads<'a>(sandbox: &'a Sandbox, node: Node<'a>, cause: Option<Code>) -> Vec<(Happening, Node<'a>)> {
    let mut next = Vec::new();
    let present = cause.filter(|_| node.present);
    if let Some(code) = cause.filter(|_| !node.present && may_arise(node.status.phase)) {
        next.push((Happening::Arises(code), Node { present: true, ..node }));
    }
    let lifecycle = sandbox.policy().lifecycle();
    for edge in lifecycle.transitions().iter().filter(|edge| edge.from == node.status.place) {
        // The completion of a closing is asked for below, by `advance`.
        let to = if edge.on == Move::RequestClosure {
            sandbox.request(node.status, present)
        } else {
            lifecycle.statuses().get(edge.to).filter(|_| edge.on != Move::Complete)
        };
        next.extend(to.map(|status| (Happening::Move(edge.on), Node { status, ..node })));
    }
    if node.status.phase == Phase::Closing {
        let to = sandbox.advance(node.status, present);
        next.extend(to.map(|status| (Happening::Advance, Node { status, ..node })));
    }
    next
}

/// Returns whether contents can arrive in this phase: not before the account is in use, nor after it is closed.
const fn may_arise(phase: Phase) -> bool {
    matches!(phase, Phase::Active | Phase::Restricted | Phase::Closing)
}

impl<'a> Explored<'a> {
    fn add(&mut self, from: usize, what: Happening, node: Node<'a>) {
        let known = self.visits.iter().position(|visit| visit.node == node);
        let to = known.unwrap_or(self.visits.len());
        if known.is_none() {
            self.visits.push(Visit { node, from: Some((from, what)) });
        }
        self.edges.push((from, to));
    }

    pub(super) fn places(&self) -> core::ops::Range<usize> {
        0..self.visits.len()
    }

    pub(super) fn node(&self, place: usize) -> Option<&Node<'a>> {
        self.visits.get(place).map(|visit| &visit.node)
    }

    /// Returns the node from which this one was first reached.
    pub(super) fn parent(&self, place: usize) -> Option<usize> {
        self.visits.get(place)?.from.map(|(parent, _)| parent)
    }

    /// Returns the shortest way to a node.
    pub(super) fn trace(&self, place: usize) -> Trace {
        let mut steps = Vec::new();
        let mut at = place;
        while let Some(Visit { node, from: Some((parent, what)) }) = self.visits.get(at) {
            let before = self.node(*parent).map(|node| node.status);
            let leads_to = Some(node.status).filter(|status| before != Some(*status)).map(Status::known);
            steps.push(Step { what: *what, leads_to });
            at = *parent;
        }
        steps.reverse();
        Trace { start: self.node(at).map(|node| Status::known(node.status)), steps }
    }

    /// Returns the shortest way to a node that satisfies `sought`.
    pub(super) fn trace_to(&self, sought: impl Fn(&Node<'a>) -> bool) -> Option<Trace> {
        let place = self.visits.iter().position(|visit| sought(&visit.node))?;
        Some(self.trace(place))
    }

    /// Returns whether a node that satisfies `sought` can be reached from there, the node itself included.
    pub(super) fn leads_to(&self, place: usize, sought: impl Fn(&Node<'a>) -> bool) -> bool {
        let mut reached = Vec::from([place]);
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            if self.node(at).is_some_and(&sought) {
                return true;
            }
            for (_, to) in self.edges.iter().filter(|(from, _)| *from == at) {
                if !reached.contains(to) {
                    reached.push(*to);
                }
            }
            next = next.saturating_add(1);
        }
        false
    }
}
