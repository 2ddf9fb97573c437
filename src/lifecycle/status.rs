//! A provider's own statuses, to the letter.

use super::phase::Phase;
use crate::facts::Restriction;
use crate::vocab::{Source, WireValue};
use core::fmt;

/// The wire value of a documented status, as a table holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireWord {
    /// A text.
    Text(&'static str),
    /// An integer code.
    Number(i64),
}

impl WireWord {
    pub(super) fn is(self, value: &WireValue) -> bool {
        match (self, value) {
            (Self::Text(word), WireValue::Text(text)) => *word == **text,
            (Self::Number(word), WireValue::Number(number)) => word == *number,
            (Self::Text(_), WireValue::Number(_)) | (Self::Number(_), WireValue::Text(_)) => false,
        }
    }
}

impl From<WireWord> for WireValue {
    fn from(word: WireWord) -> Self {
        match word {
            WireWord::Text(text) => text.into(),
            WireWord::Number(number) => number.into(),
        }
    }
}

impl fmt::Display for WireWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Number(number) => fmt::Display::fmt(number, f),
        }
    }
}

/// A status that the provider documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// Its place in the table, from 0; transitions refer to it.
    pub place: usize,
    /// What the provider writes.
    pub wire: WireWord,
    /// The phase it belongs to.
    pub phase: Phase,
    /// Whether a document says that a subject begins its life here.
    pub initial: bool,
    /// Whether no document says how a subject gets here, so that it is taken for one in which a subject can begin.
    pub assumed: bool,
    /// The restriction that the status itself is, where the provider has no separate flag for it.
    pub implies: Option<Restriction>,
    /// What it means, in our words.
    pub meaning: &'static str,
    /// Where it is documented.
    pub source: Source,
}

impl StatusRow {
    /// A status in which no subject begins its life, and which is no restriction.
    #[must_use]
    pub const fn new(
        place: usize,
        wire: WireWord,
        phase: Phase,
        meaning: &'static str,
        source: Source,
    ) -> Self {
        Self { place, wire, phase, initial: false, assumed: false, implies: None, meaning, source }
    }

    /// The same, where a document says that a subject begins its life in it.
    #[must_use]
    pub const fn initial(self) -> Self {
        Self { initial: true, ..self }
    }

    /// Returns the same row, for a status of which no document says how a subject gets into it.
    #[must_use]
    pub const fn assumed(self) -> Self {
        Self { assumed: true, ..self }
    }

    /// Says whether lives are looked at that begin in this status: a document calls it initial, or no document says how
    /// a subject gets into it.
    #[must_use]
    pub const fn can_begin(self) -> bool {
        self.initial || self.assumed
    }

    /// The same, where it is also this restriction.
    #[must_use]
    pub const fn implying(self, restriction: Restriction) -> Self {
        Self { implies: Some(restriction), ..self }
    }
}

/// The status of a subject: one that the provider documents, or one that we do not know.
///
/// An unknown status survives to the letter and permits nothing.
///
/// ```
/// use closeout::{lifecycle::Phase, providers::upvest};
/// let known = upvest::ACCOUNT.lifecycle.status(&"CLOSING".into());
/// assert_eq!(known.phase(), Some(Phase::Closing));
/// let new = upvest::ACCOUNT.lifecycle.status(&"SOMETHING_NEW".into());
/// assert_eq!((new.phase(), new.to_string().as_str()), (None, "SOMETHING_NEW"));
/// ```
#[derive(Clone)]
pub enum Status {
    /// Documented.
    Known(&'static StatusRow),
    /// Not documented.
    Unknown(WireValue),
}

impl Status {
    /// Returns its phase in the lifecycle that read it; `None` for an unknown status. Another lifecycle may give the same
    /// word another phase: see [`Lifecycle::own`](crate::lifecycle::Lifecycle::own).
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.row().map(|row| row.phase)
    }

    /// Returns the row of the lifecycle that read it; `None` for an unknown status.
    #[must_use]
    pub const fn row(&self) -> Option<&'static StatusRow> {
        match self {
            Self::Known(row) => Some(row),
            Self::Unknown(_) => None,
        }
    }

    /// What the provider writes, to the letter.
    #[must_use]
    pub fn wire_value(&self) -> WireValue {
        match self {
            Self::Known(row) => row.wire.into(),
            Self::Unknown(value) => value.clone(),
        }
    }

    pub(super) fn find(rows: &'static [StatusRow], value: &WireValue) -> Self {
        rows.iter().find(|row| row.wire.is(value)).map_or_else(|| Self::Unknown(value.clone()), Self::Known)
    }
}

impl PartialEq for Status {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(mine), Self::Known(theirs)) => mine.wire == theirs.wire,
            (Self::Unknown(mine), Self::Unknown(theirs)) => mine == theirs,
            (Self::Known(row), Self::Unknown(value)) | (Self::Unknown(value), Self::Known(row)) => {
                row.wire.is(value)
            }
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(row) => fmt::Display::fmt(&row.wire, f),
            Self::Unknown(value) => fmt::Display::fmt(value, f),
        }
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
