//! The shape of a system's vocabulary: rows, each a string with what it says.

use super::cause::Cause;
use super::initiator::Initiator;
use super::spelling;
use crate::vocab::{Set, Source};

/// The strings with which one system says in one field why an account closes.
///
/// The order of the rows matters where several fit a cause equally well: the first one is written.
///
/// ```
/// use closeout::reason_systems;
/// assert_eq!(reason_systems::named("clearbank").map(|system| system.rows.len()), Some(18));
/// assert!(reason_systems::named("Clearbank").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The free text of a system: whose words it holds, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeText {
    /// Whose words they are.
    pub author: Author,
    /// Most characters (Unicode scalar values, not bytes), inclusive, where the system states it.
    pub characters_max: Option<usize>,
}

/// Whose words stand in a free text. It decides what may be told of them before anybody has read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The holder's own words: the holder asked, and may be reminded of it.
    Holder,
    /// The words of whoever keeps the account: withheld until somebody has read and released them.
    Provider,
}

impl System {
    /// The row of this string, to the letter and in its own case.
    #[must_use]
    pub fn row(&self, string: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.string == string)
    }

    /// Returns the row of this string, or of one that differs in nothing but case, blanks, apostrophes, hyphens, dashes, low
    /// lines, invisible characters, and full stops at the end.
    ///
    /// ```
    /// use closeout::reason_systems::{ISO20022, UDARA360};
    /// let string = |row: &'static closeout::reason::Row| row.string;
    /// assert_eq!(UDARA360.row_nearly("fraud\u{2010}related concern.").map(string), Some("Fraud related concern"));
    /// assert_eq!(ISO20022.row_nearly("clin ").map(string), Some("CLIN"));
    /// assert_eq!(UDARA360.row_nearly("Fraud").map(string), None); // a part of a string is another string
    /// ```
    #[must_use]
    pub fn row_nearly(&self, string: &str) -> Option<&'static Row> {
        let key = spelling::key(string);
        self.row(string).or_else(|| self.rows.iter().find(|row| spelling::key(row.string) == key))
    }

    /// Returns where a row of this system comes from: its own source if it has one, otherwise that of the system.
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

/// A string of a system and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The string, to the letter.
    pub string: &'static str,
    /// What it says.
    pub sense: Sense,
    /// Who brings it about, where the string says something else than the cause does.
    pub by: Option<&'static [Initiator]>,
    /// Other causes for which it is written, as a wider string, where none is nearer. The string is read as strictly
    /// as the strictest of them.
    pub also: &'static [Cause],
    /// Whether it may be written for a cause that the system cannot say, because it still says who.
    pub says_who: SaysWho,
    /// Whether it is still written.
    pub standing: Standing,
    /// Where the string comes from, if the source of the system does not have it.
    pub source: Option<&'static Source>,
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

    /// Gives the row a source of its own, which is not that of the system.
    #[must_use]
    pub const fn sourced(self, source: &'static Source) -> Self {
        Self { source: Some(source), ..self }
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
