//! The shape of a system's vocabulary: rows, each a string with its sense.

use super::cause::Cause;
use super::initiator::Initiator;
use super::spelling;
use crate::vocab::{Set, Source};

/// The strings with which one system states in one field why an account closes.
///
/// The order of the rows matters if several fit a cause equally well: the first one is written.
///
/// ```
/// use closeout::reason_systems;
/// assert_eq!(reason_systems::named("clearbank").map(|system| system.rows.len()), Some(18));
/// assert!(reason_systems::named("Clearbank").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    /// A stable name, in lower case, with the field if a system has several.
    pub name: &'static str,
    /// The field that carries the string, as the system calls it.
    pub field: &'static str,
    /// The strings that it is known to have.
    pub rows: &'static [Row],
    /// The free text that the system also accepts, if any.
    pub free_text: Option<FreeText>,
    /// The source of the strings.
    pub source: Source,
}

/// The free text of a system: its author, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeText {
    /// The author of the words.
    pub author: Author,
    /// The largest number of characters (Unicode scalar values, not bytes), inclusive, if the system states it.
    pub characters_max: Option<usize>,
}

/// An author of free text, who decides what may be disclosed of it before anybody has read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The holder, in whose own words the holder asked, and who may be reminded of them.
    Holder,
    /// The provider that keeps the account: its words are withheld until somebody has read and released them.
    Provider,
}

impl System {
    /// Returns the row of exactly this string, in its own case.
    #[must_use]
    pub fn row(&self, string: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.string == string)
    }

    /// Returns the row of this string, or of one that differs only in case, blanks, apostrophes, hyphens, dashes, low
    /// lines, invisible characters, and full stops at the end.
    ///
    /// ```
    /// use closeout::reason_systems::{ISO20022, UDARA360};
    /// let string = |row: &'static closeout::reason::Row| row.string;
    /// assert_eq!(UDARA360.row_nearly("fraud\u{2010}related concern.").map(string), Some("Fraud related concern"));
    /// assert_eq!(ISO20022.row_nearly("clin ").map(string), Some("CLIN"));
    /// assert_eq!(UDARA360.row_nearly("Fraud").map(string), None); // part of a string is a different string
    /// ```
    #[must_use]
    pub fn row_nearly(&self, string: &str) -> Option<&'static Row> {
        let key = spelling::key(string);
        self.row(string).or_else(|| self.rows.iter().find(|row| spelling::key(row.string) == key))
    }

    /// Returns the source of a row of this system: its own source if it has one, otherwise that of the system.
    ///
    /// ```
    /// use closeout::reason_systems::ISO20022_RETURN;
    /// let document = |code| ISO20022_RETURN.row(code).map(|row| &*ISO20022_RETURN.source_of(row).document);
    /// assert_eq!(document("AC05"), Some("ISO 20022 external code sets, ExternalStatusReason1Code"));
    /// assert_eq!(document("AC99"), None);
    /// ```
    #[must_use]
    pub fn source_of(&self, row: &Row) -> &Source {
        row.source.unwrap_or(&self.source)
    }
}

/// A string of a system with its sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The string, exactly as written.
    pub string: &'static str,
    /// The sense of the string.
    pub sense: Sense,
    /// The initiators, if the string names others than the cause does.
    pub by: Option<&'static [Initiator]>,
    /// Other causes for which it is written, as a wider string, if none is nearer. The string is read as strictly as
    /// the strictest of them.
    pub also: &'static [Cause],
    /// The rule whether the string may be written for a cause that the system cannot say, because it still names the
    /// initiator.
    pub says_who: SaysWho,
    /// The standing of the string: still written, or only read.
    pub standing: Standing,
    /// The source of the string, if the source of the system does not have it.
    pub source: Option<&'static Source>,
}

/// A sense of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A cause, more or less.
    Reason {
        /// The cause as which it is read.
        cause: Cause,
        /// The fit of the string to the cause.
        fit: Fit,
    },
    /// A string that says nothing about why an account closes; with the explanation.
    NoReason(&'static str),
}

/// A fit of a string to its cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// A string that says the cause and no more.
    Same,
    /// A string that covers the cause and this as well.
    Broader(&'static str),
    /// A string that says the cause and this in addition.
    Narrower(&'static str),
}

/// A rule whether a string may be written for every cause of its initiators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaysWho {
    /// A string for its own cause only.
    No,
    /// A string for every cause that its initiators may have.
    Yes,
}

/// A standing of a string in its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A string that is read and written.
    Current,
    /// A string that is always read, but never written.
    Deprecated,
}

impl Row {
    /// Makes the row of a string that says the cause and no more.
    #[must_use]
    pub const fn same(string: &'static str, cause: Cause) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Same })
    }

    /// Makes the row of a string that covers the cause and something else.
    #[must_use]
    pub const fn broader(string: &'static str, cause: Cause, covers: &'static str) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Broader(covers) })
    }

    /// Makes the row of a string that says the cause and something in addition.
    #[must_use]
    pub const fn narrower(string: &'static str, cause: Cause, adds: &'static str) -> Self {
        Self::new(string, Sense::Reason { cause, fit: Fit::Narrower(adds) })
    }

    /// Makes the row of a string that is listed among the reasons but is not one.
    #[must_use]
    pub const fn no_reason(string: &'static str, why: &'static str) -> Self {
        Self::new(string, Sense::NoReason(why))
    }

    const fn new(string: &'static str, sense: Sense) -> Self {
        Self {
            string,
            sense,
            by: None,
            also: &[],
            says_who: SaysWho::No,
            standing: Standing::Current,
            source: None,
        }
    }

    /// Adds the initiators that the string itself names.
    #[must_use]
    pub const fn by(self, initiators: &'static [Initiator]) -> Self {
        Self { by: Some(initiators), ..self }
    }

    /// Adds causes for which the string is written too.
    #[must_use]
    pub const fn also(self, causes: &'static [Cause]) -> Self {
        Self { also: causes, ..self }
    }

    /// Marks the string as written for every cause that its initiators bring about.
    #[must_use]
    pub const fn says_who(self) -> Self {
        Self { says_who: SaysWho::Yes, ..self }
    }

    /// Marks the string as one that is read, and never written.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { standing: Standing::Deprecated, ..self }
    }

    /// Gives the row a source of its own, which is not that of the system.
    #[must_use]
    pub const fn sourced(self, source: &'static Source) -> Self {
        Self { source: Some(source), ..self }
    }

    /// Returns the cause as which the string is read, if it is a reason.
    #[must_use]
    pub const fn cause(&self) -> Option<Cause> {
        match self.sense {
            Sense::Reason { cause, .. } => Some(cause),
            Sense::NoReason(_) => None,
        }
    }

    /// Returns the initiators; empty if the string is not a reason.
    #[must_use]
    pub fn initiators(&self) -> Set<Initiator> {
        match (self.by, self.cause()) {
            (Some(listed), Some(_)) => listed.iter().copied().collect(),
            (None, Some(cause)) => cause.initiators(),
            (_, None) => Set::EMPTY,
        }
    }
}
