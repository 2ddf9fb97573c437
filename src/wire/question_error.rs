//! What is wrong with a question that is well-formed JSON.

use crate::lifecycle::{Lifecycle, Subject};
use crate::vocab::{Printable, WireValue};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};

/// Well-formed JSON that is not a question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// A provider that is not known.
    #[error(
        "unknown provider `{found}`: expected one of {known}",
        found = Printable(.found), known = Printable(.known)
    )]
    UnknownProvider {
        /// The value that was given.
        found: String,
        /// The values that exist.
        known: String,
    },
    /// A subject that the provider does not have.
    #[error("`{provider}` has no `{subject}`: expected `{expected}`", provider = Printable(.provider))]
    NoSuchSubject {
        /// The provider.
        provider: String,
        /// The kind of subject that was given.
        subject: Subject,
        /// The kind of subject that the provider has.
        expected: Subject,
    },
    /// A status that is a string although the provider writes integers, or the other way round.
    #[error(
        "`{field}`: the status is {found}, but `{provider}` writes {expected}, such as {example}",
        found = Printable(.found), provider = Printable(.provider), example = Printable(.example)
    )]
    WrongKindOfStatus {
        /// The field.
        field: &'static str,
        /// The provider.
        provider: String,
        /// The value that was given.
        found: String,
        /// The kind of value that the provider writes.
        expected: &'static str,
        /// An example of its statuses.
        example: String,
    },
    /// An `advance` with a reason.
    #[error("`command.reason` is given with `advance`: a reason belongs to `request_closure`")]
    ReasonWithAdvance,
}

/// Checks the kind of a status: a string for a provider that writes integers, or the other way round, is a mistake and
/// not an unknown status.
pub(super) fn expect_kind(
    field: &'static str,
    status: &WireValue,
    lifecycle: &Lifecycle,
    provider: &str,
) -> Result<(), QuestionError> {
    let Some(example) = lifecycle.statuses().first().map(|row| &row.wire) else { return Ok(()) };
    let expected = match (example, status) {
        (WireValue::Number(_), WireValue::Text(_)) => "integers",
        (WireValue::Text(_), WireValue::Number(_)) => "strings",
        (WireValue::Number(_), WireValue::Number(_)) | (WireValue::Text(_), WireValue::Text(_)) => {
            return Ok(());
        }
    };
    let (provider, found, example) = (provider.to_owned(), quoted(status), quoted(example));
    Err(QuestionError::WrongKindOfStatus { field, provider, found, expected, example })
}

/// Quotes a value as JSON would show it, so that `"1"` and `1` differ.
fn quoted(value: &WireValue) -> String {
    match value {
        WireValue::Text(text) => alloc::format!("\"{}\"", crate::vocab::excerpt(text)),
        WireValue::Number(number) => number.to_string(),
    }
}
