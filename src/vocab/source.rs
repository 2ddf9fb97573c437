//! Where a datum comes from, and how firmly it stands.

use super::catalogue::catalogue;
use super::text::Text;

catalogue! {
    /// Whether a provider's document states a rule, or a careful engineer would add it.
    ///
    /// Exhaustive on purpose: strictness is defined by these two.
    pub enum Basis {
        /// A document of the provider says so; in force under every strictness.
        Stated = "stated",
        /// Not stated, but a closing that ignored it would be careless; in force under `prudent`.
        Inferred = "inferred",
    }
}

catalogue! {
    /// How a row was compared with its source.
    pub enum Checked {
        /// The text was read, or an official or professional summary of it.
        Read = "read",
        /// The row is general knowledge; the document that is named was not opened.
        Known = "known",
    }
}

catalogue! {
    /// How sure a row is.
    pub enum Confidence {
        /// Beyond reasonable doubt.
        High = "high",
        /// Probable; verify it before much depends on it.
        Medium = "medium",
    }
}

/// The document behind a row of a table, and what was read into it.
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
    /// The reading that was chosen, with the id of the resolved ambiguity where there was one (`U-9`); may be empty.
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

    /// Returns a source with the reading that was chosen.
    #[must_use]
    pub const fn read_as(document: &'static str, checked: &'static str, reading: &'static str) -> Self {
        Self { document: Text::of(document), reading: Text::of(reading), checked: Text::of(checked) }
    }

    /// Returns a source whose texts were read at run time, and whose reading needs no remark.
    #[must_use]
    pub fn written(document: impl Into<Text>, checked: impl Into<Text>) -> Self {
        Self { document: document.into(), reading: Text::EMPTY, checked: checked.into() }
    }
}

impl From<&str> for Source {
    /// Makes the source of a document with this title, of which nobody has said when it was read.
    fn from(document: &str) -> Self {
        Self::written(document, Text::EMPTY)
    }
}
