//! The shortest ways from one status to others.

use super::edge::{Move, Transition};
use super::status::StatusRow;
use super::table::Lifecycle;
use alloc::vec::Vec;

/// A status, and the provider's moves that lead to the status.
#[derive(Clone, Debug)]
pub(crate) struct Route<'a> {
    pub(crate) status: &'a StatusRow,
    pub(crate) moves: Vec<Move>,
}

impl Lifecycle {
    /// Returns every status that can be reached without closing, the nearest first, beginning with `from` itself and no
    /// move.
    pub(crate) fn routes_without_closing<'a>(&'a self, from: &'a StatusRow) -> Vec<Route<'a>> {
        self.routes_by(from, |edge| !matches!(edge.on, Move::RequestClosure | Move::Complete | Move::Reject))
    }

    /// Returns every status that can be reached by the accepted moves, the nearest first.
    pub(crate) fn routes_by<'a>(
        &'a self,
        from: &'a StatusRow,
        takes: impl Fn(&Transition) -> bool,
    ) -> Vec<Route<'a>> {
        let mut routes = Vec::from([Route { status: from, moves: Vec::new() }]);
        let mut next = 0;
        while let Some(route) = routes.get(next).cloned() {
            for edge in self.transitions().iter().filter(|edge| edge.from == route.status.place) {
                let to = self.statuses().get(edge.to).filter(|_| takes(edge));
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
}
