//! The flaws of a request, for every provider.
//!
//! What belongs here: one vocabulary of flaws, their words, and the list that a refusal carries.
//! What never does: a provider's own field, limit or code.

use crate::vocab::Printable;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// The kinds of JSON values beside null and strings.
///
/// Exhaustive on purpose: JSON has no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A number of any size.
    Number,
    /// A list with any contents.
    List,
    /// An object with any contents.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

/// A flaw of one part of a request.
///
/// Growing catalogue, hence `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// A required value that is absent or null.
    Missing,
    /// A text of white space alone, although a text is required.
    Blank,
    /// An id of white space alone, although an id is required.
    BlankId {
        /// The id that is required, in words.
        expected: &'static str,
    },
    /// A text that is longer than the provider accepts.
    TooLong {
        /// The number of characters that were sent.
        found: usize,
        /// The largest number of characters that is accepted, inclusive.
        max: usize,
    },
    /// A value of another kind than a string.
    NotText(Kind),
    /// A field that was sent more than once.
    Repeated,
    /// A field that was sent several times, with the same value or another.
    Times {
        /// The number of times it was sent, at least two.
        found: usize,
    },
    /// A body that is not a JSON object, or not JSON at all.
    NotAnObject,
    /// A value without the form in these words. The value is not repeated: it may be a secret.
    NotLike(&'static str),
    /// A value that the provider does not accept. Values are compared exactly.
    NotTaken {
        /// The value that was sent, cut off after 40 characters.
        found: String,
        /// The accepted values, in words.
        expected: String,
    },
    /// A parameter that the call does not have.
    Unknown {
        /// The name that was sent, cut off after 40 characters.
        found: String,
        /// The parameters that the call has, in words.
        expected: &'static str,
    },
}

/// A part of a request, by its name on the wire, with its flaw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The header, the field, the parameter, the part of the path, or `body` or `query` as a whole.
    pub field: &'static str,
    /// The flaw of this part.
    pub flaw: Flaw,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, flaw } = self;
        match flaw {
            Flaw::Missing => write!(f, "`{field}` is missing"),
            Flaw::Blank => write!(f, "`{field}` is blank"),
            Flaw::BlankId { expected } => write!(f, "`{field}` is blank: expected {expected}"),
            Flaw::TooLong { found, max } => {
                write!(f, "`{field}` has {found} characters: expected at most {max}")
            }
            Flaw::NotText(kind) => write!(f, "`{field}` is {kind}: expected a string"),
            Flaw::Repeated => write!(f, "`{field}` is given more than once"),
            Flaw::Times { found } => write!(f, "`{field}` is given {found} times: expected at most one"),
            Flaw::NotAnObject => write!(f, "`{field}` is not a JSON object"),
            Flaw::NotLike(expected) => write!(f, "`{field}` is something else: expected {expected}"),
            Flaw::NotTaken { found, expected } => {
                write!(f, "`{field}` is `{}`: expected {expected}", Printable(found))
            }
            Flaw::Unknown { found, expected } => {
                write!(f, "unknown parameter `{}`: expected {expected}", Printable(found))
            }
        }
    }
}

/// All violations of one request, in the order of its fields. Never empty: a request without a flaw has no
/// `RequestError`.
///
/// ```
/// use closeout::wire::upvest::{Request, Trace};
/// let trace = Trace { instance: "/account_groups/g1", request_id: "r1" };
/// let good = Request::delete_group("g1", &[("closure_reason", "aml")], trace);
/// assert_eq!(good.violations(), None);
///
/// let wrong = Request::delete_group(" ", &[("notification_only", "yes")], trace);
/// let fields: Vec<&str> = wrong.violations().into_iter().flat_map(|all| all.iter().map(|one| one.field)).collect();
/// assert_eq!(fields, ["account_group_id", "notification_only"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError(Vec<Violation>);

impl RequestError {
    /// Returns each violation, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }

    /// Says whether this field has a flaw.
    #[must_use]
    pub(super) fn concern(&self, field: &str) -> bool {
        self.0.iter().any(|violation| violation.field == field)
    }
}

impl core::error::Error for RequestError {}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.0)
    }
}

/// A collection of flaws, so that the first one does not hide the others.
#[derive(Debug, Default)]
pub(super) struct Review(Vec<Violation>);

impl Review {
    /// Returns the value, or `None` once its flaw is noted.
    pub(super) fn note<T>(&mut self, field: &'static str, value: Result<T, Flaw>) -> Option<T> {
        value.map_err(|flaw| self.add(field, flaw)).ok()
    }

    /// Notes another flaw.
    pub(super) fn add(&mut self, field: &'static str, flaw: Flaw) {
        self.0.push(Violation { field, flaw });
    }

    /// Appends the flaws of another review to those of this one.
    pub(super) fn append<T>(&mut self, value: Result<T, RequestError>) -> Option<T> {
        value.map_err(|violations| self.0.extend(violations.0)).ok()
    }

    /// Returns the value, if no flaw was noted. The value is `None` only if one was.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, RequestError> {
        value.filter(|_| self.0.is_empty()).ok_or(RequestError(self.0))
    }
}

/// Writes one text after the other, with `; ` between.
fn joined(f: &mut fmt::Formatter<'_>, texts: &[impl fmt::Display]) -> fmt::Result {
    for (place, text) in texts.iter().enumerate() {
        let between = if place == 0 { "" } else { "; " };
        write!(f, "{between}{text}")?;
    }
    Ok(())
}
