//! The ambiguous passages of documents, and how each is read.

/// A place where the documents of a provider are ambiguous, or contradict each other, and the reading that was chosen.
/// Rows and requests name it by its id.
///
/// ```
/// use closeout::providers::READINGS;
/// let of_upvest = READINGS.iter().find(|(provider, _)| *provider == "upvest").map(|(_, readings)| *readings);
/// let found = of_upvest.and_then(|readings| readings.iter().find(|reading| reading.id == "U-10"));
/// assert!(found.is_some_and(|reading| reading.chosen.contains("no number")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The stable id: the letter of the provider and a number, such as `U-9`.
    pub id: &'static str,
    /// The point that the documents leave open, or state in two ways.
    pub unclear: &'static str,
    /// The reading chosen here.
    pub chosen: &'static str,
    /// Titles of the documents.
    pub documents: &'static [&'static str],
    /// The civil date on which the documents were last compared with the reading, `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl Reading {
    pub(super) const fn new(
        id: &'static str,
        unclear: &'static str,
        chosen: &'static str,
        documents: &'static [&'static str],
        checked: &'static str,
    ) -> Self {
        Self { id, unclear, chosen, documents, checked }
    }
}
