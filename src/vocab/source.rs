//! The source of a datum, and how certain it is.

use super::catalogue::catalogue;
use super::text::Text;

catalogue! {
    /// The basis of a rule: a document of the provider, or the judgement of a careful engineer.
    ///
    /// Exhaustive on purpose: strictness is defined by these two.
    pub enum Basis {
        /// Stated in a document of the provider; in force under every strictness.
        Stated = "stated",
        /// Not stated, but a closing that ignored the rule would be careless; in force under `prudent`.
        Inferred = "inferred",
    }
}

catalogue! {
    /// The way in which a row was compared with its source.
    pub enum Checked {
        /// The text was read, or an official or professional summary of the text.
        Read = "read",
        /// The row is general knowledge; the named document was not opened.
        Known = "known",
    }
}

catalogue! {
    /// The certainty of a row.
    pub enum Confidence {
        /// Beyond reasonable doubt.
        High = "high",
        /// Probable; verify the row before much depends on it.
        Medium = "medium",
    }
}

/// The document behind a row of a table, and how the document was read.
///
/// ```
/// use closeout::vocab::Source;
/// let row = &closeout::providers::upvest::ACCOUNT.rules[0];
/// assert!(!row.source.document.is_empty());
///
/// const OF_THE_PROGRAM: Source = Source::plain("house rules, 4", "2026-11-20");
/// let from_a_file = Source::written(String::from("house rules, 4"), "2026-11-20");
/// assert_eq!(from_a_file, OF_THE_PROGRAM);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Title of the document, with its section where it has one.
    pub document: Text,
    /// The chosen reading, with the id of the resolved ambiguity if there was one (`U-9`); may be empty.
    pub reading: Text,
    /// The civil date on which the document was last compared with the row, `YYYY-MM-DD`.
    pub checked: Text,
}

impl Source {
    /// Returns a source whose reading needs no remark.
    #[must_use]
    pub const fn plain(document: &'static str, checked: &'static str) -> Self {
        Self::read_as(document, checked, "")
    }

    /// Returns a source with the chosen reading.
    #[must_use]
    pub const fn read_as(document: &'static str, checked: &'static str, reading: &'static str) -> Self {
        Self { document: Text::of(document), reading: Text::of(reading), checked: Text::of(checked) }
    }

    /// Returns a source whose texts are known at run time only, and whose reading needs no remark.
    #[must_use]
    pub fn written(document: impl Into<Text>, checked: impl Into<Text>) -> Self {
        Self { document: document.into(), reading: Text::EMPTY, checked: checked.into() }
    }
}

impl From<&str> for Source {
    /// Makes the source of a document with this title and an unknown date of reading.
    fn from(document: &str) -> Self {
        Self::written(document, Text::EMPTY)
    }
}
