//! A request to close, as it comes in.

use super::account::PathId;
use crate::wire::loose::stated;
use crate::wire::violation::{RequestError, Review};

pub(super) const PUBLIC_API_KEY: &str = "public-api-key";
pub(super) const PRIVATE_SECRET_KEY: &str = "private-secret-key";
const ACCOUNT_ID: &str = "account_id";

/// The two keys of a request, from its headers; `None` if one is absent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Keys<'a> {
    /// The header `public-api-key`, required, not blank. The key itself is not verified here.
    pub public_api_key: Option<&'a str>,
    /// The header `private-secret-key`, required, not blank. The key itself is not verified here.
    pub private_secret_key: Option<&'a str>,
}

/// Hides the secrets.
impl core::fmt::Debug for Keys<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

/// A request to close an account. It has no body.
///
/// Reading is total: the flaws of a request are kept, and become the answer. The keys are checked and not kept.
///
/// ```
/// use closeout::wire::yuno::{Keys, Request};
/// let keys = Keys { public_api_key: Some("public"), private_secret_key: Some("secret") };
/// let good = Request::delete_account("acct_1", keys);
/// assert_eq!(good.account_id().map(|id| id.as_str()), Ok("acct_1"));
///
/// let wrong = Request::delete_account(" ", Keys { public_api_key: None, ..keys });
/// let told = wrong.violations().map(ToString::to_string);
/// assert_eq!(told.as_deref(), Some("`public-api-key` is missing; `account_id` is blank"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    account_id: Result<PathId, RequestError>,
}

impl Request {
    /// Reads `DELETE /banking/accounts/{account_id}`.
    ///
    /// `account_id` is the part of the path, decoded: required, not blank, of any length. It is the `id` of an account or
    /// its `account_id` (Y-4).
    #[must_use]
    pub fn delete_account<'a>(account_id: impl Into<Option<&'a str>>, keys: Keys<'_>) -> Self {
        let mut review = Review::default();
        let any_length = |text| stated(text, usize::MAX);
        review.note(PUBLIC_API_KEY, any_length(keys.public_api_key));
        review.note(PRIVATE_SECRET_KEY, any_length(keys.private_secret_key));
        let id = review.note(ACCOUNT_ID, any_length(account_id.into()));
        Self { account_id: review.finish(id.and_then(|id| id.parse().ok())) }
    }

    /// Returns the id, by which the service finds the account: see [`Account::is_named`](super::Account::is_named).
    ///
    /// # Errors
    /// [`RequestError`], if the request has a flaw; headers come first.
    pub fn account_id(&self) -> Result<&PathId, &RequestError> {
        self.account_id.as_ref()
    }

    /// Returns the flaws of the request, headers first; `None` if it has none.
    #[must_use]
    pub fn violations(&self) -> Option<&RequestError> {
        self.account_id.as_ref().err()
    }
}
