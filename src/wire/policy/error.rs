//! What is wrong with a document that is well-formed.

use crate::jurisdictions::{JurisdictionError, ZoneError};
use crate::lifecycle::Subject;
use crate::timing::BusinessCalendarError;
use crate::vocab::Printable;
use alloc::string::String;

/// A well-formed document that is not a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// A base that is not a built-in profile.
    #[error(
        "based_on: there is no `{subject}` of `{found}`: expected one of {known}",
        found = Printable(.found), known = Printable(.known)
    )]
    UnknownBase {
        /// The value that was given.
        found: String,
        /// The kind of subject.
        subject: Subject,
        /// The values that exist.
        known: String,
    },
    /// A country whose tax year is not known.
    #[error("{field}: {unknown}")]
    UnknownCalendar {
        /// The field.
        field: &'static str,
        /// The error.
        unknown: JurisdictionError,
    },
    /// A text that is not a month and a day.
    #[error(
        "obligations.due: `{}` is not a month and a day: expected two digits each, such as `03-31`",
        Printable(.0)
    )]
    NotADay(String),
    /// A clock that lacks a field of its kind, or has one of another.
    #[error("clocks: a `{kind}` has, besides `kind` and `zone`, {fields}: expected these and no other")]
    UnfitClock {
        /// The kind.
        kind: &'static str,
        /// The fields that the kind has.
        fields: &'static str,
    },
    /// A zone that does not exist.
    #[error("{field}: {unknown}")]
    UnknownZone {
        /// The field.
        field: &'static str,
        /// The error.
        unknown: ZoneError,
    },
    /// A text that is not a time of day.
    #[error(
        "clocks.time: `{}` is not a time of day: expected two digits each, such as `17:00` or `17:00:30`",
        Printable(.0)
    )]
    NotATime(String),
    /// A notice whose business days cannot be determined.
    #[error("clocks.business: {0}")]
    NoBusinessCalendar(BusinessCalendarError),
}
