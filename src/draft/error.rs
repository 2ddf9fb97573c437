//! The reasons why a draft does not become a profile.

use crate::vocab::Printable;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// An error in a draft. Displays as the place, what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// A draft without a name.
    #[error("provider: the name is blank: expected the name under which policies know it")]
    Nameless,
    /// A draft without statuses.
    #[error("statuses: there is none: expected at least one")]
    NoStatus,
    /// A row that names a status that the draft does not have.
    #[error(
        "{section}[{row}]: there is no status `{found}`: expected one of {known}",
        found = Printable(.found), known = Printable(.known)
    )]
    UnknownStatus {
        /// The list.
        section: &'static str,
        /// The place in the list, from 0.
        row: usize,
        /// The status that was given.
        found: String,
        /// The statuses that exist.
        known: String,
    },
    /// An error in the statuses and moves as a lifecycle.
    #[error("{section}: {what}: {row}", row = Printable(.row))]
    Lifecycle {
        /// The list.
        section: &'static str,
        /// The error, in words.
        what: &'static str,
        /// The row, as it was given.
        row: String,
    },
    /// A group that asks for closed accounts, and has no accounts.
    #[error("members: a rule asks whether the accounts are closed, but an account has no accounts")]
    NoMembers,
}

/// All errors of a draft, in the order of its fields; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftErrors(pub(super) Vec<DraftError>);

impl DraftErrors {
    /// Returns each error, in the order of the fields.
    #[must_use]
    pub fn all(&self) -> &[DraftError] {
        &self.0
    }
}

/// Writes one error a line.
impl fmt::Display for DraftErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, error) in self.0.iter().enumerate() {
            if place > 0 {
                writeln!(f)?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for DraftErrors {}
