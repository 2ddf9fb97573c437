//! The shape of a system's vocabulary: rows, each a string with what it says.

use super::cause::Cause;
use super::initiator::Initiator;
use crate::vocab::{Set, Source};

/// The strings with which one system says in one field why an account closes.
///
/// The order of the rows matters where several fit a cause equally well: the first one is written.
///
/// ```
/// use closeout::reasons;
/// assert_eq!(reasons::named("clearbank").map(|system| system.rows.len()), Some(18));
/// assert!(reasons::named("Clearbank").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct System {
    /// Stable name, in lower case, with the field where a system has several.
    pub name: &'static str,
    /// The field that carries the string, as the system calls it.
    pub field: &'static str,
    /// The strings that it is known to have.
    pub rows: &'static [Row],
    /// Whether it takes any other text as well.
    pub free_text: Option<FreeText>,
    /// Where the strings come from.
    pub source: Source,
}

/// How long a free text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeText {
    /// Most characters (Unicode scalar values, not bytes), inclusive, where the system states it.
    pub characters_max: Option<usize>,
}

impl System {
    /// The row of this string, to the letter and in its own case.
    #[must_use]
    pub fn row(&self, string: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.string == string)
    }
}

/// A string of a system and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The string, to the letter.
    pub string: &'static str,
    /// What it says.
    pub sense: Sense,
    /// Who brings it about, where the string says something else than the cause does.
    pub by: Option<&'static [Initiator]>,
    /// Other causes for which it is written, as a wider string, where none is nearer.
    pub also: &'static [Cause],
    /// Whether it may be written for a cause that the system cannot say, because it still says who.
    pub says_who: SaysWho,
    /// Whether it is still written.
    pub standing: Standing,
}

/// What a string says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A cause, more or less.
    Reason {
        /// The cause that it is read as.
        cause: Cause,
        /// How well the string fits it.
        fit: Fit,
    },
    /// Nothing about why an account closes; with the explanation.
    NoReason(&'static str),
}

/// How a string fits its cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It says the cause and no more.
    Same,
    /// It covers the cause and this as well.
    Broader(&'static str),
    /// It says the cause and this in addition.
    Narrower(&'static str),
}

/// Whether a string stands for everything that its initiators bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaysWho {
    /// It stands for its cause.
    No,
    /// It stands for every cause that its initiators may have.
    Yes,
}

/// Whether a string is still written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Read and written.
    Current,
    /// Read for ever, never written.
    Deprecated,
}

impl Row {
    /// It says the cause and no more.
    #[must_use]
    pub const fn same(string: &'static str, cause: Cause) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Same })
    }

    /// It covers the cause and something else.
    #[must_use]
    pub const fn broader(string: &'static str, cause: Cause, covers: &'static str) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Broader(covers) })
    }

    /// It says the cause and something in addition.
    #[must_use]
    pub const fn narrower(string: &'static str, cause: Cause, adds: &'static str) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Narrower(adds) })
    }

    /// It stands among the reasons and is none.
    #[must_use]
    pub const fn no_reason(string: &'static str, why: &'static str) -> Self {
        Self::new(string, Sense::NoReason(why))
    }

    const fn new(string: &'static str, sense: Sense) -> Self {
        Self { string, sense, by: None, also: &[], says_who: SaysWho::No, standing: Standing::Current }
    }

    /// The string itself says who brings it about.
    #[must_use]
    pub const fn by(self, initiators: &'static [Initiator]) -> Self {
        Self { by: Some(initiators), ..self }
    }

    /// It is written for these causes too.
    #[must_use]
    pub const fn also(self, causes: &'static [Cause]) -> Self {
        Self { also: causes, ..self }
    }

    /// It stands for everything that its initiators bring about.
    #[must_use]
    pub const fn says_who(self) -> Self {
        Self { says_who: SaysWho::Yes, ..self }
    }

    /// It is read, and never written.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { standing: Standing::Deprecated, ..self }
    }

    /// The cause that it is read as, if it is a reason.
    #[must_use]
    pub const fn cause(&self) -> Option<Cause> {
        match self.sense {
            Sense::Reason { cause, .. } => Some(cause),
            Sense::NoReason(_) => None,
        }
    }

    /// Who brings it about; nobody if it is no reason.
    #[must_use]
    pub fn initiators(&self) -> Set<Initiator> {
        match (self.by, self.cause()) {
            (Some(listed), Some(_)) => listed.iter().copied().collect(),
            (None, Some(cause)) => cause.initiators(),
            (_, None) => Set::EMPTY,
        }
    }
}
