//! The events that a decision reports and a state remembers.
//!
//! What belongs here: the domain events.
//! What never does: the reasons for events (`decision`), or the names that a provider gives them (`knowledge`).

use crate::vocab::{Set, catalogue};
use jiff::Timestamp;

catalogue! {
    /// The kinds of events, in the order in which the events of one decision happen.
    ///
    /// Exhaustive on purpose: a service stores them.
    pub enum EventKind {
        /// Closing was requested and admitted; the subject is now closing.
        ClosureRequested = "closure_requested",
        /// A condition that had been met is no longer met.
        ClearanceLost = "clearance_lost",
        /// Every condition is met, except gates and clocks.
        Cleared = "cleared",
        /// The subject is closed.
        Closed = "closed",
    }
}

/// An event in the life of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The kind of the event.
    pub kind: EventKind,
    /// The instant of the decision: the `now` of the question.
    pub at: Timestamp,
    /// The instant from which the event counts. Differs from `at` only for a closing that was recorded after its gate
    /// or its clocks had opened.
    pub effective_at: Timestamp,
}

/// The events of one decision, in order. No allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events {
    pub(crate) kinds: Set<EventKind>,
    pub(crate) at: Timestamp,
    pub(crate) closed_effective_at: Timestamp,
}

impl Events {
    /// Returns the kinds that happened.
    #[must_use]
    pub const fn kinds(&self) -> Set<EventKind> {
        self.kinds
    }

    /// Returns the instant of the decision: the `now` of the question, even if there are no events.
    #[must_use]
    pub const fn decided_at(&self) -> Timestamp {
        self.at
    }

    /// Returns the events, in order.
    pub fn iter(&self) -> impl Iterator<Item = Event> + use<> {
        let Self { kinds, at, closed_effective_at } = *self;
        kinds.iter().map(move |kind| Event {
            kind,
            at,
            effective_at: if kind == EventKind::Closed { closed_effective_at } else { at },
        })
    }
}
