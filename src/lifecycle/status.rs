//! A provider's own statuses, to the letter.

use super::phase::Phase;
use crate::facts::Restriction;
use crate::vocab::{Source, Text, WireValue};
use core::fmt;

/// A status that the provider documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// Its place in the table, from 0; transitions refer to it.
    pub place: usize,
    /// What the provider writes.
    pub wire: WireValue,
    /// The phase it belongs to.
    pub phase: Phase,
    /// Whether a document says that a subject begins its life here.
    pub initial: bool,
    /// Whether no document says how a subject gets here, so that it is taken for one in which a subject can begin.
    pub assumed: bool,
    /// The restriction that the status itself is, where the provider has no separate flag for it.
    pub implies: Option<Restriction>,
    /// What it means, in our words.
    pub meaning: Text,
    /// Where it is documented.
    pub source: Source,
}

impl StatusRow {
    /// A status in which no subject begins its life, and which is no restriction.
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

    /// The same, where a document says that a subject begins its life in it.
    #[must_use]
    pub const fn initial(mut self) -> Self {
        self.initial = true;
        self
    }

    /// Returns the same row, for a status of which no document says how a subject gets into it.
    #[must_use]
    pub const fn assumed(mut self) -> Self {
        self.assumed = true;
        self
    }

    /// Says whether lives are looked at that begin in this status: a document calls it initial, or no document says how
    /// a subject gets into it.
    #[must_use]
    pub const fn can_begin(&self) -> bool {
        self.initial || self.assumed
    }

    /// The same, where it is also this restriction.
    #[must_use]
    pub const fn implying(mut self, restriction: Restriction) -> Self {
        self.implies = Some(restriction);
        self
    }
}

/// The status of a subject: one that the provider documents, or one that we do not know.
///
/// It keeps the word to the letter, and, where a lifecycle has read it as documented, its phase there. An unknown status
/// permits nothing. Two statuses are equal if their words are, whichever lifecycle has read them.
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
    /// Its place and phase in the lifecycle that read it; `None` if that one does not document it.
    known: Option<(u8, Phase)>,
}

impl Status {
    /// Returns the status of a row.
    #[must_use]
    pub fn known(row: &StatusRow) -> Self {
        // A lifecycle has at most 32 statuses. A place that is none of its own only takes longer to look up.
        let place = u8::try_from(row.place).unwrap_or(u8::MAX);
        Self { word: row.wire.clone(), known: Some((place, row.phase)) }
    }

    /// Returns a status that no lifecycle has read.
    #[must_use]
    pub fn unknown(word: impl Into<WireValue>) -> Self {
        Self { word: word.into(), known: None }
    }

    /// Returns its phase in the lifecycle that read it; `None` for an unknown status. Another lifecycle may give the same
    /// word another phase: see [`Lifecycle::own`](crate::lifecycle::Lifecycle::own).
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.known.map(|(_, phase)| phase)
    }

    /// Returns its place in the table of the lifecycle that read it; `None` for an unknown status. In the table of another
    /// lifecycle it may be that of another status.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.known.map(|(place, _)| usize::from(place))
    }

    /// Returns what the provider writes, to the letter.
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
