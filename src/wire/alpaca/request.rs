//! A request to close, as it comes in.

use crate::wire::loose;
use crate::wire::violation::{Flaw, RequestError, Review};
use alloc::boxed::Box;

/// The two calls that close an account. They mean the same (A-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `POST /v1/accounts/{account_id}/actions/close`, the live one.
    Close,
    /// `DELETE /v1/accounts/{account_id}`, its deprecated alias.
    Delete,
}

impl Endpoint {
    /// Returns the HTTP method.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::Close => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// Returns the path, with `{account_id}` in place of the id.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Close => "/v1/accounts/{account_id}/actions/close",
            Self::Delete => "/v1/accounts/{account_id}",
        }
    }
}

/// The security scheme of every call, by its name in the definition: HTTP's basic authentication.
pub const SECURITY_SCHEME: &str = "BasicAuth";

/// The header that carries the credentials.
pub(super) const AUTHORIZATION: &str = "Authorization";

const ACCOUNT_ID: &str = "account_id";

/// A request to close an account. Neither call has a body, a reason or an idempotency key.
///
/// Reading is total: the flaws of a request are kept, and become the answer. Credentials are checked and not kept.
///
/// ```
/// use closeout::wire::alpaca::Request;
/// let good = Request::close("a1", Some("Basic a2V5OnNlY3JldA=="));
/// assert_eq!(good.account_id(), Ok("a1"));
///
/// let wrong = Request::close("a1", None);
/// assert_eq!(wrong.violations().map(ToString::to_string).as_deref(), Some("`Authorization` is missing"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    endpoint: Endpoint,
    account_id: Result<Box<str>, RequestError>,
}

impl Request {
    /// Reads the live call, `POST …/actions/close`.
    ///
    /// `account_id` is the path parameter: a string, required. Blank is malformed; no other form is documented.
    /// `authorization` is the header of that name, required by [`SECURITY_SCHEME`]: `Basic` in any case and credentials
    /// in base64. The credentials themselves are not verified here.
    #[must_use]
    pub fn close(account_id: &str, authorization: Option<&str>) -> Self {
        Self::read(Endpoint::Close, account_id, authorization)
    }

    /// Reads its deprecated alias, `DELETE /v1/accounts/{account_id}`. The arguments are those of
    /// [`close`](Self::close).
    #[must_use]
    pub fn delete(account_id: &str, authorization: Option<&str>) -> Self {
        Self::read(Endpoint::Delete, account_id, authorization)
    }

    /// Reads a request. The credentials are checked before the id, so that a caller without credentials learns nothing
    /// about it.
    fn read(endpoint: Endpoint, account_id: &str, authorization: Option<&str>) -> Self {
        let mut review = Review::default();
        let id = review.note(AUTHORIZATION, basic(authorization)).and_then(|()| {
            review.note(ACCOUNT_ID, loose::id(account_id, "the id of the account to be closed"))
        });
        Self { endpoint, account_id: review.finish(id.map(Into::into)) }
    }

    /// Returns which of the two calls it is.
    #[must_use]
    pub const fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    /// Returns the id of the account, by which the service finds it.
    ///
    /// # Errors
    /// [`RequestError`], if the request has a flaw.
    pub fn account_id(&self) -> Result<&str, &RequestError> {
        self.account_id.as_deref()
    }

    /// Returns the flaws of the request; `None` if it has none.
    #[must_use]
    pub fn violations(&self) -> Option<&RequestError> {
        self.account_id.as_ref().err()
    }
}

/// Checks for the scheme and for a possible base64 text of at least one character.
fn basic(header: Option<&str>) -> Result<(), Flaw> {
    let whole = header.ok_or(Flaw::Missing)?.trim();
    let (scheme, credentials) = whole.split_once(' ').unwrap_or((whole, ""));
    let digits = credentials.trim().trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    let is_basic = scheme.eq_ignore_ascii_case("basic") && !digits.is_empty() && digits.bytes().all(is_digit);
    if is_basic { Ok(()) } else { Err(Flaw::NotLike("`Basic` and credentials in base64")) }
}
