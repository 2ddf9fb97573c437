//! Alpaca, Broker API: the close command as it comes in, the answer and the status event as they go out.
//!
//! What belongs here: exact field names, HTTP codes and error bodies, each with how it was read.
//! What never does: a rule; whether an account may be closed is for `decide`, and a code is only how that is told.
//!
//! * **A-1**: the `POST` and the older `DELETE` are one command. Both answer with the union of the documented codes.
//! * **A-2**: 403 where contents or restrictions forbid it, 422 where the status does not admit closing, which
//!   includes an account that is closed already (**A-7**). Where both apply, the status wins: it comes first in the
//!   order of precedence, and while it stands the contents do not matter.
//! * **A-8**: 404 for an account that does not exist.
//! * Both calls are under the scheme `BasicAuth`. What a request without it gets is on neither page: 401, as the scheme
//!   itself has it (**A-27**). It is looked at first, so that nobody learns from the answer which accounts there are.
//! * A request that is malformed gets 422, by analogy with the other calls on accounts ("Invalid input value").
//! * What cannot be said is not a refusal and never a success: 500, which the other calls on accounts document. The
//!   caller has done nothing wrong, and asking again may help.

mod model;
mod object;

pub use model::{AccountModel, Agreement, Contact, Disclosures, Document, Identity, TrustedContact};
pub use object::{AccountEnvelope, AccountObject, Stamp, TradingAccount};

use super::leaf::{Leaf, Said};
use super::loose::{Flaw, Violation};
use super::scalar::Instant;
use crate::facts::FactName;
use crate::lifecycle::Subject;
use crate::vocab::{Basis, is_visible};
use crate::{Code, Command, Decision, Event, Facts, MisuseError, Policy, State, decide, providers};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which of the two calls it was. They mean the same (A-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `POST /v1/accounts/{account_id}/actions/close`, the live one.
    Close,
    /// `DELETE /v1/accounts/{account_id}`, its deprecated alias.
    Delete,
}

impl Endpoint {
    /// The HTTP method.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::Close => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// The path, with `{account_id}` in the place of the id.
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

/// The header that carries it.
const AUTHORIZATION: &str = "Authorization";

/// A request to close, as it came in. Neither call has a body, a reason or an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// Which call it was.
    pub endpoint: Endpoint,
    /// Header `Authorization`, required by [`SECURITY_SCHEME`]: `Basic` in any case and credentials in base64. Whether
    /// the credentials are good is not checked here.
    pub authorization: Option<&'a str>,
    /// The path parameter: a string, required. Blank is malformed; no other form is documented.
    pub account_id: &'a str,
}

/// The account that the request names, as the service has found it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Account<'a> {
    /// The number shown to the holder, for the status event.
    pub account_number: &'a str,
    /// What is remembered of it.
    pub state: &'a State,
}

/// What to answer, what to announce, and what both rest on.
#[derive(Clone, Debug)]
pub struct Handled<'a> {
    /// The HTTP answer.
    pub response: Response,
    /// The status events to be published once the decision is committed; none unless it closes the account.
    pub events: Vec<StatusEvent>,
    /// The decision to commit; `None` if the request was malformed, the account or the policy was not this provider's.
    pub decision: Option<Decision<'a>>,
}

/// Answers a request to close an account. Pure: the caller has looked the account up, and commits the decision.
///
/// `account` is `None` if there is none with that id. The policy must be of this provider's accounts; under another the
/// answer is 500, and nothing is decided.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::alpaca::{self, Account, Endpoint, Request};
/// use closeout::{facts::Balance, Fact, Facts, Policy};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::alpaca::ACCOUNT);
/// let state = policy.state("ACTIVE");
/// let account = Account { account_number: "9034005019", state: &state };
/// let request = Request {
///     endpoint: Endpoint::Close,
///     authorization: Some("Basic a2V5OnNlY3JldA=="),
///     account_id: "0d18ae51-3c94-4511-b209-101e1666416b",
/// };
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// (facts.positions, facts.cash) = (Fact::empty(), Fact::empty());
///
/// let handled = alpaca::handle(&request, Some(&account), &facts, &policy, now)?;
/// assert_eq!((handled.response.status(), handled.response.body()), (204, None));
/// assert_eq!(&*handled.events[0].status_to, "ACCOUNT_CLOSED");
///
/// let left = Balance { currency: "USD".parse()?, amount: "0.01".parse()?, component: None };
/// facts.cash = Fact::one(left);
/// let handled = alpaca::handle(&request, Some(&account), &facts, &policy, now)?;
/// assert_eq!(handled.response.status(), 403);
/// assert_eq!(handled.response.body().map(|body| &*body.message), Some("account cannot be closed: cash balance"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &Request<'_>,
    account: Option<&Account<'a>>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Handled<'a>, MisuseError> {
    if let Err(flaw) = basic(request.authorization) {
        let message = Violation { field: AUTHORIZATION, flaw }.to_string();
        return Ok(Handled::undecided(Failure::Unauthenticated, &message));
    }
    if !is_visible(request.account_id) {
        let message = "`account_id` is blank: expected the id of the account to be closed";
        return Ok(Handled::undecided(Failure::Unprocessable, message));
    }
    let Some(account) = account else {
        return Ok(Handled::undecided(Failure::NotFound, "account not found"));
    };
    if !is_for_accounts(policy) {
        return Ok(Handled::undecided(Failure::Undetermined, "no rules are in force for the account"));
    }
    let decision = decide(policy, account.state, facts, &REQUEST, now)?;
    let response = Response::to(&decision);
    let events = announced(request, account, &decision);
    Ok(Handled { response, events, decision: Some(decision) })
}

/// Checks for the scheme and for what can be credentials in base64, at least one character of them.
fn basic(header: Option<&str>) -> Result<(), Flaw> {
    let whole = header.ok_or(Flaw::Missing)?.trim();
    let (scheme, credentials) = whole.split_once(' ').unwrap_or((whole, ""));
    let digits = credentials.trim().trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    let is_basic = scheme.eq_ignore_ascii_case("basic") && !digits.is_empty() && digits.bytes().all(is_digit);
    if is_basic { Ok(()) } else { Err(Flaw::NotLike("`Basic` and credentials in base64")) }
}

/// No reason is ever stated: neither call takes one.
static REQUEST: Command = Command::request();

fn is_for_accounts(policy: &Policy) -> bool {
    let profile = policy.profile();
    profile.provider == providers::alpaca::ACCOUNT.provider && profile.subject == Subject::Account
}

impl Handled<'_> {
    fn undecided(failure: Failure, message: &str) -> Self {
        Self { response: Response::error(failure, message.into()), events: Vec::new(), decision: None }
    }
}

/// The HTTP answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// 204, without a body: it is closed.
    Closed,
    /// It is not closed.
    Error {
        /// Which HTTP status says so.
        failure: Failure,
        /// The body.
        body: ErrorBody,
    },
}

/// Why it is not closed, as far as HTTP tells. Exhaustive on purpose: a server must be able to send each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// 401: the request is not authenticated (A-27).
    Unauthenticated,
    /// 403: contents or restrictions forbid it (A-2).
    Forbidden,
    /// 404: there is no such account (A-8).
    NotFound,
    /// 422: the status does not admit closing (A-2), it is closed already (A-7), or the request is malformed.
    Unprocessable,
    /// 500: it cannot be said, because facts are missing. Inferred: documented for other calls on accounts only.
    Undetermined,
}

impl Failure {
    /// The HTTP status code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Unprocessable => 422,
            Self::Undetermined => 500,
        }
    }

    const fn basis(self) -> Basis {
        match self {
            Self::NotFound => Basis::Stated,
            Self::Unauthenticated | Self::Forbidden | Self::Unprocessable | Self::Undetermined => {
                Basis::Inferred
            }
        }
    }

    /// What stands in the way, by its headline: the first blocker in order of precedence.
    const fn by_headline(code: Code) -> Self {
        match code {
            Code::AlreadyClosed | Code::StatusDoesNotAdmitClosing | Code::ReasonRequired => {
                Self::Unprocessable
            }
            Code::AccountRestricted
            | Code::OutstandingWithdrawals
            | Code::PendingTransfers
            | Code::OpenOrders
            | Code::OpenPositions
            | Code::UnsettledTrades
            | Code::ExpectedCorporateActions
            | Code::AccountsNotClosed
            | Code::OutstandingFees
            | Code::Liens
            | Code::CashBalance
            | Code::TaxYearEnd
            | Code::NotBefore
            | Code::NoticePeriod
            | Code::CutOff => Self::Forbidden,
        }
    }
}

impl Response {
    /// The HTTP status code.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Closed => 204,
            Self::Error { failure, .. } => failure.status(),
        }
    }

    /// The body; `None` with 204.
    #[must_use]
    pub const fn body(&self) -> Option<&ErrorBody> {
        match self {
            Self::Closed => None,
            Self::Error { body, .. } => Some(body),
        }
    }

    /// Says whether a document gives the HTTP status for this case: 204 and 404 are stated for this call. 403 and 422 are
    /// listed for its alias without a word on what they mean (A-2), and 401 and 500 for neither.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        match self {
            Self::Closed => Basis::Stated,
            Self::Error { failure, .. } => failure.basis(),
        }
    }

    fn error(failure: Failure, message: String) -> Self {
        // INVARIANT: an HTTP status has three digits, so nothing saturates.
        let code = u32::from(failure.status()).saturating_mul(ErrorBody::SUFFIXES);
        Self::Error { failure, body: ErrorBody { code, message } }
    }

    /// Success is that the decision closes the account, whatever the verdict is called.
    fn to(decision: &Decision<'_>) -> Self {
        if decision.effective_at().is_some() {
            return Self::Closed;
        }
        match decision.codes().iter().next() {
            Some(headline) => Self::error(Failure::by_headline(headline), blocked(decision)),
            None => Self::error(Failure::Undetermined, unknown(decision)),
        }
    }
}

/// What an answer carries of this call.
pub(super) const LEAF: Leaf<ErrorBody> = Leaf { provider: providers::alpaca::ACCOUNT.provider, said };

/// That 204 has no body is stated; the body of an error is shown for neither call.
fn said(decision: &Decision<'_>) -> Said<ErrorBody> {
    let response = Response::to(decision);
    let body = response.body().cloned();
    let body_basis = if body.is_none() { Basis::Stated } else { Basis::Inferred };
    Said { http_status: Some((response.status(), response.basis())), body, body_basis }
}

/// Every blocker in words, in order of precedence.
fn blocked(decision: &Decision<'_>) -> String {
    let words: Vec<&str> = decision.codes().iter().map(Code::words).collect();
    alloc::format!("account cannot be closed: {}", words.join(", "))
}

/// Every missing fact by its name, in alphabetical order.
fn unknown(decision: &Decision<'_>) -> String {
    let names: Vec<&str> = decision.missing().iter().map(FactName::name).collect();
    alloc::format!("it cannot be said whether the account can be closed, unknown: {}", names.join(", "))
}

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The HTTP status followed by five digits. Ours are zeros: which the provider would write is documented for no
    /// failure of this call, so they are inferred.
    pub code: u32,
    /// In words: every cause, in order of precedence. The provider documents no text.
    pub message: String,
}

impl ErrorBody {
    /// How many codes begin with one HTTP status.
    const SUFFIXES: u32 = 100_000;

    /// The HTTP status that the code begins with; of a code that is too short, its beginning.
    #[must_use]
    pub const fn status(&self) -> u32 {
        self.code / Self::SUFFIXES
    }
}

/// A status event: the account went from one status to another. There is no event of closing as such; it is this one,
/// with `status_to` = `ACCOUNT_CLOSED`.
///
/// Optional fields of the event that closing does not change (`crypto_status_from`, `kyc_results`, …) are not written,
/// as only changed properties are; they are skipped when one is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusEvent {
    /// The account.
    pub account_id: Box<str>,
    /// Its number, as shown to the holder.
    pub account_number: Box<str>,
    /// When it happened, in UTC.
    #[serde(with = "utc")]
    pub at: Timestamp,
    /// The status before; the empty text for an account that was just created.
    pub status_from: Box<str>,
    /// The status after.
    pub status_to: Box<str>,
    /// The place in the stream, 64 bits and rising; deprecated. For the service to state, since it is no matter of rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<u64>,
    /// The id of the event. For the service to state, since it takes randomness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_ulid: Option<Box<str>>,
}

/// One for each event that the profile announces.
fn announced(request: &Request<'_>, account: &Account<'_>, decision: &Decision<'_>) -> Vec<StatusEvent> {
    let rows = decision.policy().profile().announcements;
    let is_announced = |event: &Event| rows.iter().any(|row| row.on == event.kind);
    let status_event = |event: Event| StatusEvent {
        account_id: request.account_id.into(),
        account_number: account.account_number.into(),
        at: event.at,
        status_from: decision.before().status.to_string().into(),
        status_to: decision.state().status.to_string().into(),
        event_id: None,
        event_ulid: None,
    };
    decision.events().iter().filter(is_announced).map(status_event).collect()
}

/// For instants that are written by us, not kept to the letter.
mod utc {
    use super::{Instant, Timestamp};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        Instant(*at).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Ok(Instant::deserialize(deserializer)?.0)
    }
}
