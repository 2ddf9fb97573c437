//! The retention of records after closing: one row per jurisdiction and kind of record, and the types of the rows.
//!
//! Closing never deletes anything, and this module deletes nothing. The rows are what a careful reader found, not legal
//! advice: each states its confidence and which part of its source was read.
//!
//! * Period and clock differ by kind of record, so no single number holds for a country.
//! * If a text starts the clock when the account closes *or* the relationship ends, and does not say which
//!   (`account_closed_or_relationship_ended`), the later of the two counts and both have to be known: using the earlier
//!   one alone, a record could be deleted too soon.
//! * A maximum is the number in the row. Some laws demand deletion as soon as the period is over; that has no number of
//!   its own, so the note mentions it.
//! * The law of the European Union has rows of its own, beside those of its members. The list of members is not kept
//!   here, so if you ask for a member's rows, ask for the Union's too.

mod rows;

pub use crate::records::{
    Counting, Jurisdiction, Occurrence, Retention, RetentionClock, RetentionError, RetentionInput,
    RetentionInputs, RetentionPeriod, RetentionRow, SourceRead,
};
pub use rows::ROWS;

/// The civil day as of which the rows were written, `YYYY-MM-DD`.
pub const AS_OF: &str = "2026-11-20";

/// An error: no row is known for the jurisdiction, which does not mean that there is no duty to keep records.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no rule on keeping records is known for `{found}`, which does not mean that nothing has to be kept: expected a jurisdiction that has a row in `retention::ROWS`"
)]
pub struct RetentionRowError {
    found: Jurisdiction,
}

/// Returns every row of one jurisdiction, including those that are not valid yet. Never empty.
///
/// ```
/// use closeout::{retention, retention::Jurisdiction, Country};
/// assert_eq!(retention::of(Country::GB)?.len(), 3);
/// assert_eq!(retention::of(Jurisdiction::EuropeanUnion)?.len(), 3);
/// assert!(retention::of("MT".parse::<Country>()?).is_err()); // unknown does not mean none
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If no row of the jurisdiction is known.
pub fn of(jurisdiction: impl Into<Jurisdiction>) -> Result<&'static [RetentionRow], RetentionRowError> {
    let found = jurisdiction.into();
    let mut jurisdictions = ROWS.chunk_by(|one, next| one.jurisdiction == next.jurisdiction);
    jurisdictions
        .find(|rows| rows.iter().any(|row| row.jurisdiction == found))
        .ok_or(RetentionRowError { found })
}

/// Returns the row of exactly this kind of record; `None` if no row is known, which does not mean that the record may
/// be deleted.
///
/// ```
/// use closeout::{Country, retention};
/// let row = retention::row(Country::GB, "aml_cdd_and_transactions");
/// assert_eq!(row.map(|row| row.period.years), Some(5));
/// assert!(retention::row(Country::GB, "everything").is_none());
/// ```
#[must_use]
pub fn row(jurisdiction: impl Into<Jurisdiction>, record_class: &str) -> Option<&'static RetentionRow> {
    of(jurisdiction).ok()?.iter().find(|row| row.record_class == record_class)
}
