//! What is remembered of a subject between two questions.

use super::phase::Phase;
use super::status::Status;
use jiff::Timestamp;

/// The state of a subject: its status, and the three instants that closing depends on.
///
/// Send it back as it came out of the last decision. None of the instants may lie after the `now` of the question.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct State {
    /// The provider's status.
    pub status: Status,
    /// When closing was requested; where a subject was closed and reopened, of the last request.
    pub requested_at: Option<Timestamp>,
    /// Since when every condition but gates and clocks has held without a break, as the engine has seen it.
    pub clear_since: Option<Timestamp>,
    /// When it became closed: the effective instant, not that of the call.
    pub closed_at: Option<Timestamp>,
}

impl State {
    /// A subject of which nothing but the status is known.
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self { status, requested_at: None, clear_since: None, closed_at: None }
    }

    /// Returns whether it is in this phase by the lifecycle that read its status; an unknown status is in none. Under a
    /// policy, [`Lifecycle::own`](crate::lifecycle::Lifecycle::own) says what the status is.
    #[must_use]
    pub fn is_in(&self, phase: Phase) -> bool {
        self.status.phase() == Some(phase)
    }
}
