//! The request: headers, body, and the values that a server would add.
//!
//! What belongs here: names and limits of the parts, and how they are read.
//! What never does: the answers.

use crate::vocab::catalogue;
use crate::wire::loose::{Field, FieldsNamed, is_blank, stated};
use crate::wire::violation::{Flaw, RequestError, Review};
use crate::{Command, Reason};
use alloc::boxed::Box;
use core::fmt;
use serde::de::DeserializeSeed;
use serde::{Deserialize, Deserializer, Serialize};

/// Characters of each field of the body, inclusive. Characters, not bytes (D-2): the page says so.
pub const FIELD_CHARS_MAX: usize = 150;

/// Characters of an account number on every other page of the provider, inclusive (D-1).
pub const STRICT_ACCOUNT_NUMBER_CHARS_MAX: usize = 10;

/// Characters of a `Request-Reference`, inclusive (D-5, request structure).
pub const REQUEST_REFERENCE_CHARS_MAX: usize = 100;

const CONTENT_TYPE: &str = "Content-Type";
pub(super) const AUTHORIZATION: &str = "Authorization";
const REQUEST_REFERENCE: &str = "Request-Reference";
const BODY: &str = "body";
const FIELDS: [&str; 3] = ["accountNumber", "closureReason", "instrumentNumber"];

/// The headers of the call as they came in; `None` if one is absent. Names of headers are case-insensitive, so the
/// caller looks them up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`, required: `application/json`, in any case, with or without parameters.
    pub content_type: Option<Box<str>>,
    /// `Authorization`, required: `Bearer` in any case and a token. The token itself is not verified here.
    pub authorization: Option<Box<str>>,
    /// The header `Request-Reference`, optional; if given, 1 to 100 characters, not blank (D-5). Without one there is
    /// no idempotency: a request that is sent again cannot be distinguished from a new one.
    pub request_reference: Option<Box<str>>,
}

/// A body as it came in. Reading it never fails as long as it is JSON; [`CloseAccount::read`] reports its flaws, all at
/// once. Fields that the call does not have are ignored, as servers do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(Option<[Field; 3]>);

impl Body {
    /// Returns the value for a body that is not JSON at all.
    ///
    /// ```
    /// use closeout::wire::udara360::Body;
    /// let body = serde_json::from_str("{").unwrap_or(Body::unreadable());
    /// assert_eq!(body, Body::unreadable());
    /// ```
    #[must_use]
    pub const fn unreadable() -> Self {
        Self(None)
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        FieldsNamed(FIELDS).deserialize(deserializer).map(Self)
    }
}

/// A limit of the length of account numbers (D-1). There is no default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountNumberLimit {
    /// The limit of 150 characters, as the page of this call says.
    AsDocumented,
    /// The limit of 10 characters, as every other page of the provider and the Nigerian standard have it.
    Strict,
}

impl AccountNumberLimit {
    const fn chars_max(self) -> usize {
        match self {
            Self::AsDocumented => FIELD_CHARS_MAX,
            Self::Strict => STRICT_ACCOUNT_NUMBER_CHARS_MAX,
        }
    }
}

/// A body within all limits. Its texts are kept exactly.
///
/// ```
/// use closeout::wire::udara360::CloseAccount;
/// let body = r#"{"accountNumber":"1100000001","closureReason":"Court order"}"#;
/// assert_eq!(serde_json::from_str::<CloseAccount>(body)?.closure_reason(), "Court order");
///
/// let refused = serde_json::from_str::<CloseAccount>(r#"{"accountNumber":7,"closureReason":" "}"#).unwrap_err();
/// assert_eq!(refused.to_string(), "`accountNumber` is a number: expected a string; `closureReason` is blank");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "Body")]
pub struct CloseAccount {
    account_number: Box<str>,
    closure_reason: Box<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instrument_number: Option<Box<str>>,
}

impl CloseAccount {
    /// Reads a body.
    ///
    /// # Errors
    /// Reads a body, or returns all of its errors in the order of the fields: a required field is absent, null or
    /// blank; any field is too long, given twice or not a string; or the body is not a JSON object.
    pub fn read(body: &Body, limit: AccountNumberLimit) -> Result<Self, RequestError> {
        let mut review = Review::default();
        let fields = review.note(BODY, body.0.as_ref().ok_or(Flaw::NotAnObject));
        let close = fields.and_then(|fields| Self::read_fields(&mut review, fields, limit));
        review.finish(close)
    }

    fn read_fields(review: &mut Review, fields: &[Field; 3], limit: AccountNumberLimit) -> Option<Self> {
        let [account_number, closure_reason, instrument_number] = fields;
        let [number, reason, instrument] = FIELDS;
        let account_number = review.note(number, account_number.required(limit.chars_max()));
        let closure_reason = review.note(reason, closure_reason.required(FIELD_CHARS_MAX));
        let instrument_number = review.note(instrument, instrument_number.optional(FIELD_CHARS_MAX));
        Some(Self {
            account_number: account_number?.into(),
            closure_reason: closure_reason?.into(),
            instrument_number: instrument_number?.map(Into::into),
        })
    }

    /// Returns the number of the account to close: 1 to 150 characters, or 1 to 10 if it was read strictly.
    #[must_use]
    pub fn account_number(&self) -> &str {
        &self.account_number
    }

    /// Returns the reason for closing: 1 to 150 characters, not blank. Often a [`SuggestedReason`], but any text is
    /// accepted (D-3).
    #[must_use]
    pub fn closure_reason(&self) -> &str {
        &self.closure_reason
    }

    /// Returns the number of the posting, 1 to 150 characters; `None` if it was absent, null, empty or blank (D-4).
    #[must_use]
    pub fn instrument_number(&self) -> Option<&str> {
        self.instrument_number.as_deref()
    }
}

impl TryFrom<Body> for CloseAccount {
    type Error = RequestError;

    fn try_from(body: Body) -> Result<Self, RequestError> {
        Self::read(&body, AccountNumberLimit::AsDocumented)
    }
}

catalogue! {
    /// The reasons that the page suggests (D-3). Any other text is a reason too.
    ///
    /// ```
    /// use closeout::wire::udara360::SuggestedReason;
    /// assert_eq!(SuggestedReason::named("Court order"), Some(SuggestedReason::CourtOrder));
    /// assert_eq!(SuggestedReason::named("Moved abroad"), None);
    /// ```
    #[non_exhaustive]
    pub enum SuggestedReason {
        /// A request of the customer.
        CustomersRequest = "Customer's request",
        /// A regulator demands it.
        RegulatoryRequirement = "Regulatory requirement",
        /// A suspicion of fraud.
        FraudRelatedConcern = "Fraud related concern",
        /// A court orders it.
        CourtOrder = "Court order",
        /// An account that exists twice.
        Duplication = "Duplication",
        /// The bank wants it so.
        ManagementDiscretion = "Management discretion",
    }
}

/// A globally unique identifier. A caller generates it, because this crate has no randomness (D-4).
///
/// ```
/// use closeout::wire::udara360::Guid;
/// let guid = Guid(0x550e8400_e29b_41d4_a716_446655440000);
/// assert_eq!(guid.to_string(), "550e8400-e29b-41d4-a716-446655440000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Guid(pub u128);

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = alloc::format!("{:032x}", self.0);
        for (place, digit) in digits.chars().enumerate() {
            let hyphen = if matches!(place, 8 | 12 | 16 | 20) { "-" } else { "" };
            write!(f, "{hyphen}{digit}")?;
        }
        Ok(())
    }
}

/// An answer to whether a `Request-Reference` has been used before. Only the caller remembers this. For a request
/// without a reference the value is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceUse {
    /// A reference that has not been used by any request that modified something.
    First,
    /// A reference that another request has used.
    Repeated,
}

/// The values that a provider's server has in addition to the request, and a pure function does not. Every field is
/// written at the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// The instrument number to use if the request has none.
    pub instrument_number: Guid,
    /// The use of the `Request-Reference` before; ignored if the request has none.
    pub reference: ReferenceUse,
    /// The `duration` of the answer, exactly as it is to be sent. The page does not explain it; a processing time would
    /// need a clock.
    pub duration: Box<str>,
    /// The longest account number that is accepted.
    pub account_number_limit: AccountNumberLimit,
}

/// A request to close an account, read as far as possible.
#[derive(Clone, Debug)]
pub struct Request {
    pub(super) inputs: Inputs,
    /// The `Request-Reference`, if it is valid.
    pub(super) reference: Option<Box<str>>,
    pub(super) read: Result<Accepted, RequestError>,
}

/// A request within all limits. The command is kept because a decision borrows it.
#[derive(Clone, Debug)]
pub(super) struct Accepted {
    close: CloseAccount,
    pub(super) command: Command,
}

impl Request {
    /// Reads `POST /api/postings/v1/closeaccount`. Total: the flaws of a request are kept, and become the answer.
    #[must_use]
    pub fn close_account(headers: &Headers, body: &Body, inputs: Inputs) -> Self {
        let mut review = Review::default();
        review.note(CONTENT_TYPE, media_type(headers.content_type.as_deref()));
        review.note(AUTHORIZATION, token(headers.authorization.as_deref()));
        let given = headers.request_reference.as_deref();
        let reference = given.map(|given| stated(Some(given), REQUEST_REFERENCE_CHARS_MAX)).transpose();
        let reference = review.note(REQUEST_REFERENCE, reference).flatten().map(Into::into);
        let close = review.append(CloseAccount::read(body, inputs.account_number_limit));
        Self { inputs, reference, read: review.finish(close.map(Accepted::new)) }
    }

    /// Returns the body, by which the service finds the account.
    ///
    /// # Errors
    /// [`RequestError`], if the request has a flaw; headers come first.
    pub fn body(&self) -> Result<&CloseAccount, &RequestError> {
        self.read.as_ref().map(|accepted| &accepted.close)
    }

    /// Returns the flaws of the request, headers first; `None` if it has none.
    #[must_use]
    pub fn violations(&self) -> Option<&RequestError> {
        self.read.as_ref().err()
    }

    /// Returns the reference under which the provider remembers the request. A request whose reference has been used
    /// before is answered with `26` and not decided. `None` if the request has no valid reference: without one there is
    /// no idempotency, and the same request sent again is decided again (D-5).
    ///
    /// ```
    /// use closeout::wire::udara360::{AccountNumberLimit, Body, Guid, Headers, Inputs, ReferenceUse, Request};
    /// let inputs = Inputs {
    ///     instrument_number: Guid(1),
    ///     reference: ReferenceUse::First,
    ///     duration: "00:00:01".into(),
    ///     account_number_limit: AccountNumberLimit::AsDocumented,
    /// };
    /// let mut headers = Headers { request_reference: Some("ref-1".into()), ..Headers::default() };
    /// let request = Request::close_account(&headers, &Body::unreadable(), inputs.clone());
    /// assert_eq!(request.reference(), Some("ref-1"));
    ///
    /// headers.request_reference = None;
    /// assert_eq!(Request::close_account(&headers, &Body::unreadable(), inputs).reference(), None);
    /// ```
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// Says whether the request has a reference, and that reference has been used before.
    pub(super) fn is_repeated(&self) -> bool {
        self.reference.is_some() && self.inputs.reference == ReferenceUse::Repeated
    }

    /// Returns the instrument number of the posting; `None` if the request is malformed, since then there is no
    /// posting.
    pub(super) fn instrument_number(&self) -> Option<Box<str>> {
        let close = self.body().ok()?;
        let given = close.instrument_number.clone();
        Some(given.unwrap_or_else(|| alloc::format!("{}", self.inputs.instrument_number).into()))
    }
}

impl Accepted {
    fn new(close: CloseAccount) -> Self {
        let command = Command::RequestClosure { reason: Some(Reason::text(&close.closure_reason)) };
        Self { close, command }
    }
}

fn media_type(header: Option<&str>) -> Result<(), Flaw> {
    let whole = header.ok_or(Flaw::Missing)?;
    let media_type = whole.split(';').next().unwrap_or(whole).trim();
    let is_json = media_type.eq_ignore_ascii_case("application/json");
    if is_json { Ok(()) } else { Err(Flaw::NotLike("`application/json`")) }
}

fn token(header: Option<&str>) -> Result<(), Flaw> {
    let whole = header.ok_or(Flaw::Missing)?;
    let (scheme, token) = whole.trim().split_once(' ').unwrap_or((whole, ""));
    let is_bearer = scheme.eq_ignore_ascii_case("bearer") && !is_blank(token);
    if is_bearer { Ok(()) } else { Err(Flaw::NotLike("`Bearer` and a token")) }
}
