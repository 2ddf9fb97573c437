//! From a state and an event to the next state.
//!
//! What belongs here: remembering. The function is total: it consults no policy and refuses nothing.
//! What never does: deciding whether an event may happen (`decision`).

use crate::event::{Event, EventKind};
use crate::lifecycle::{Lifecycle, Phase, State, Status};

/// Returns the state after an event. Total: if the lifecycle has no status for the event, the status stays.
///
/// ```
/// use closeout::{Event, EventKind, State, evolve, providers::upvest};
/// let at = "2026-02-02T09:00:00Z".parse()?;
/// let lifecycle = &upvest::ACCOUNT.lifecycle;
/// let active = State::new(lifecycle.status("ACTIVE"));
/// let event = Event { kind: EventKind::ClosureRequested, at, effective_at: at };
/// let closing = evolve(lifecycle, &active, &event);
/// assert_eq!((closing.status.to_string().as_str(), closing.requested_at), ("CLOSING", Some(at)));
/// # Ok::<(), jiff::Error>(())
/// ```
#[must_use]
pub fn evolve(lifecycle: &Lifecycle, state: &State, event: &Event) -> State {
    let mut next = state.clone();
    remember(lifecycle, &mut next, event);
    next
}

/// Applies an event to a state in place, for several events in a row.
pub(crate) fn remember(lifecycle: &Lifecycle, state: &mut State, event: &Event) {
    match event.kind {
        EventKind::ClosureRequested => {
            move_to(Phase::Closing, lifecycle, state);
            state.requested_at = Some(event.effective_at);
            state.clear_since = None;
        }
        EventKind::Cleared => state.clear_since = Some(event.effective_at),
        EventKind::ClearanceLost => state.clear_since = None,
        EventKind::Closed => {
            move_to(Phase::Closed, lifecycle, state);
            state.closed_at = Some(event.effective_at);
        }
    }
}

fn move_to(phase: Phase, lifecycle: &Lifecycle, state: &mut State) {
    if let Some(row) = lifecycle.status_in(phase) {
        state.status = Status::known(row);
    }
}
