//! What has happened, as a decision tells it and a state remembers it.
//!
//! What belongs here: the domain events.
//! What never does: why they happened (`decision`), or what a provider calls them (`knowledge`).

use crate::vocab::{Set, catalogue};
use jiff::Timestamp;

catalogue! {
    /// The kinds of events, in the order in which those of one decision happen.
    ///
    /// Exhaustive on purpose: a service stores them.
    pub enum EventKind {
        /// Closing was requested and admitted; the subject is closing.
        ClosureRequested = "closure_requested",
        /// A condition that had been met is not met any more.
        ClearanceLost = "clearance_lost",
        /// Every condition but gates and clocks is met.
        Cleared = "cleared",
        /// The subject is closed.
        Closed = "closed",
    }
}

/// Something that has happened to a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When it was decided: the `now` of the question.
    pub at: Timestamp,
    /// Since when it counts. Differs from `at` only for a closing that was recorded after its gate, or its clocks, had
    /// opened.
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
    /// The kinds that happened.
    #[must_use]
    pub const fn kinds(&self) -> Set<EventKind> {
        self.kinds
    }

    /// When they were decided: the `now` of the question, whether or not there are any.
    #[must_use]
    pub const fn decided_at(&self) -> Timestamp {
        self.at
    }

    /// The events, in order.
    pub fn iter(&self) -> impl Iterator<Item = Event> + use<> {
        let Self { kinds, at, closed_effective_at } = *self;
        kinds.iter().map(move |kind| Event {
            kind,
            at,
            effective_at: if kind == EventKind::Closed { closed_effective_at } else { at },
        })
    }
}
