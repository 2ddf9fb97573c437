//! The closing edges of a lifecycle, which every decision needs: found once, when the table is checked.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "constant functions have no iterators: each index has been compared with the length, here or by the check"
)]

use super::edge::{Move, Transition};
use super::phase::Phase;
use super::status::StatusRow;

/// The ends of closing, and the statuses from which a request leads to an end. The table has been checked: there are at
/// most 32 statuses, and edges name existing ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClosingEdges {
    /// The place of the first closing status.
    closing: Option<usize>,
    /// The place of the first closed status.
    closed: Option<usize>,
    /// The places of the statuses from which a request leads into closing, one bit each.
    into_closing: u32,
    /// The places of the statuses from which a request closes at once, one bit each.
    into_closed: u32,
}

impl ClosingEdges {
    pub(super) const fn of(statuses: &[StatusRow], transitions: &[Transition]) -> Self {
        let mut edges = Self { closing: None, closed: None, into_closing: 0, into_closed: 0 };
        let mut i = statuses.len();
        // Backwards, so that the first status of a phase remains.
        while i > 0 {
            i -= 1;
            match statuses[i].phase {
                Phase::Closing => edges.closing = Some(i),
                Phase::Closed => edges.closed = Some(i),
                Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => {}
            }
        }
        while i < transitions.len() {
            let edge = &transitions[i];
            if matches!(edge.on, Move::RequestClosure) {
                let from = 1 << edge.from;
                if matches!(statuses[edge.to].phase, Phase::Closing) {
                    edges.into_closing |= from;
                } else {
                    edges.into_closed |= from;
                }
            }
            i += 1;
        }
        edges
    }

    /// Returns the place of the first closing or closed status; `None` for any other phase.
    pub(super) const fn first_in(&self, phase: Phase) -> Option<usize> {
        match phase {
            Phase::Closing => self.closing,
            Phase::Closed => self.closed,
            Phase::Opening | Phase::Active | Phase::Restricted | Phase::Rejected => None,
        }
    }

    /// Returns the phase into which a request leads from the status at this place.
    pub(super) const fn request_reaches(&self, place: usize) -> Option<Phase> {
        let from = 1 << place;
        if self.into_closing & from != 0 {
            Some(Phase::Closing)
        } else if self.into_closed & from != 0 {
            Some(Phase::Closed)
        } else {
            None
        }
    }
}
