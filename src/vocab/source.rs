//! Where a datum comes from, and how firmly it stands.

use super::catalogue::catalogue;

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
/// let row = &closeout::providers::upvest::ACCOUNT.rules[0];
/// assert!(!row.source.document.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Title of the document, with its section where it has one.
    pub document: &'static str,
    /// The reading that was chosen, with the id of the resolved ambiguity where there was one (`U-9`); may be empty.
    pub reading: &'static str,
    /// The civil date on which the document was last compared with the row, `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl Source {
    /// A source whose reading needs no remark.
    #[must_use]
    pub const fn plain(document: &'static str, checked: &'static str) -> Self {
        Self { document, reading: "", checked }
    }

    /// A source with the reading that was chosen.
    #[must_use]
    pub const fn read_as(document: &'static str, checked: &'static str, reading: &'static str) -> Self {
        Self { document, reading, checked }
    }
}
