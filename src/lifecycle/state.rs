//! The state that is remembered of a subject between two questions.

use super::phase::Phase;
use super::status::Status;
use jiff::Timestamp;

/// The state of a subject: its status, and the three instants that closing depends on.
///
/// Send the state back as it came out of the last decision. None of its instants may lie after the `now` of the
/// question.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct State {
    /// The provider's status.
    pub status: Status,
    /// The instant at which closing was requested; after a reopening, that of the last request.
    pub requested_at: Option<Timestamp>,
    /// The instant since which every condition but gates and clocks has held without a break, as the engine has seen
    /// it.
    pub clear_since: Option<Timestamp>,
    /// The instant at which the subject became closed: the effective instant, not that of the call.
    pub closed_at: Option<Timestamp>,
}

impl State {
    /// Returns the state of a subject of which only the status is known.
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self { status, requested_at: None, clear_since: None, closed_at: None }
    }

    /// Returns whether the status is in this phase according to the lifecycle that read the status; an unknown status
    /// is in no phase. Under a policy, ask [`Lifecycle::own`](crate::lifecycle::Lifecycle::own) for the row of the
    /// status.
    #[must_use]
    pub fn is_in(&self, phase: Phase) -> bool {
        self.status.phase() == Some(phase)
    }
}
