//! A provider's own statuses, unchanged.

use super::phase::Phase;
use crate::facts::Restriction;
use crate::vocab::{Source, Text, WireValue};
use core::fmt;

/// A status that the provider documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// The place of the row in the table, from 0; transitions refer to the place.
    pub place: usize,
    /// The value that the provider writes.
    pub wire: WireValue,
    /// The phase to which the status belongs.
    pub phase: Phase,
    /// True if a document says that a subject begins its life in this status.
    pub initial: bool,
    /// True if no document says how a subject gets into this status. Such a status counts as one in which a life can
    /// begin.
    pub assumed: bool,
    /// The restriction that the status itself is, if the provider has no separate flag for it.
    pub implies: Option<Restriction>,
    /// The meaning of the status, in our words.
    pub meaning: Text,
    /// The document that states the status.
    pub source: Source,
}

impl StatusRow {
    /// Returns a row for a status in which no subject begins its life, and which is not a restriction.
    #[must_use]
    pub const fn new(
        place: usize,
        wire: WireValue,
        phase: Phase,
        meaning: &'static str,
        source: Source,
    ) -> Self {
        let meaning = Text::of(meaning);
        Self { place, wire, phase, initial: false, assumed: false, implies: None, meaning, source }
    }

    /// Returns the same row for a status that a document calls initial.
    #[must_use]
    pub const fn initial(mut self) -> Self {
        self.initial = true;
        self
    }

    /// Returns the same row for a status of which no document says how a subject gets into it.
    #[must_use]
    pub const fn assumed(mut self) -> Self {
        self.assumed = true;
        self
    }

    /// Returns whether lives that begin in this status are examined: a document calls the status initial, or no
    /// document says how a subject gets into it.
    #[must_use]
    pub const fn can_begin(&self) -> bool {
        self.initial || self.assumed
    }

    /// Returns the same row for a status that is also this restriction.
    #[must_use]
    pub const fn implying(mut self, restriction: Restriction) -> Self {
        self.implies = Some(restriction);
        self
    }
}

/// The status of a subject: one that the provider documents, or one that we do not know.
///
/// The status keeps the provider's word unchanged and, if a lifecycle has read the word as documented, its phase in
/// that lifecycle. An unknown status permits nothing. Two statuses are equal if their words are, whichever lifecycles
/// have read them.
///
/// ```
/// use closeout::{lifecycle::Phase, providers::upvest};
/// let known = upvest::ACCOUNT.lifecycle.status("CLOSING");
/// assert_eq!(known.phase(), Some(Phase::Closing));
/// let new = upvest::ACCOUNT.lifecycle.status("SOMETHING_NEW");
/// assert_eq!((new.phase(), new.to_string().as_str()), (None, "SOMETHING_NEW"));
/// ```
#[derive(Clone)]
pub struct Status {
    word: WireValue,
    /// The place and the phase in the lifecycle that read the status; `None` if that lifecycle does not document the
    /// status.
    known: Option<(u8, Phase)>,
}

impl Status {
    /// Returns the status of a row.
    #[must_use]
    pub fn known(row: &StatusRow) -> Self {
        // A lifecycle has at most 32 statuses. A place of another table only makes the lookup slower.
        let place = u8::try_from(row.place).unwrap_or(u8::MAX);
        Self { word: row.wire.clone(), known: Some((place, row.phase)) }
    }

    /// Returns a status that no lifecycle has read.
    #[must_use]
    pub fn unknown(word: impl Into<WireValue>) -> Self {
        Self { word: word.into(), known: None }
    }

    /// Returns the phase of the status in the lifecycle that read it; `None` for an unknown status. Another lifecycle
    /// may give the same word another phase: see [`Lifecycle::own`](crate::lifecycle::Lifecycle::own).
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.known.map(|(_, phase)| phase)
    }

    /// Returns the place of the status in the table of the lifecycle that read it; `None` for an unknown status. In the
    /// table of another lifecycle that place may belong to another status.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.known.map(|(place, _)| usize::from(place))
    }

    /// Returns the value that the provider writes, unchanged.
    #[must_use]
    pub const fn word(&self) -> &WireValue {
        &self.word
    }
}

impl PartialEq for Status {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Status {}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.word, f)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
