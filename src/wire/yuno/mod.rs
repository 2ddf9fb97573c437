//! Yuno's `DELETE /banking/accounts/{account_id}`: the request it takes, the answer it gives, and the way from one to
//! the other.
//!
//! What belongs here: headers, ids, error codes and messages of this one call, with their sources.
//! What never does: a rule about closing, a server, a clock.
//!
//! The document states the answers 200, 400 and 404, each with an example. Ids such as `Y-5` name readings of it. What
//! goes beyond it is marked as **inferred**, or names the general list of error codes.

mod account;

pub use account::{
    Account, AccountDetails, AccountId, Balances, EntityId, FRACTION_DIGITS_MAX, IdError, MajorUnits,
    MajorUnitsError, MerchantAccountId, OnboardingId, PathId, PaymentRails, Provider, ProviderAccountId,
    SIGNIFICANT_DIGITS_MAX,
};

use super::leaf::{Leaf, Said};
use super::loose::{Named, Review, Sent, Violations, Word, stated};
use crate::event::Events;
use crate::facts::FactName;
use crate::vocab::{Basis, catalogue};
use crate::{
    Blocker, Code, Command, Decision, EventKind, Facts, MisuseError, Policy, Set, Verdict, decide, providers,
};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

/// The method of the call.
pub const METHOD: &str = "DELETE";

/// The path of the call, below the version; the id in braces is a [`PathId`].
pub const PATH: &str = "/banking/accounts/{account_id}";

const PUBLIC_API_KEY: &str = "public-api-key";
const PRIVATE_SECRET_KEY: &str = "private-secret-key";
const ACCOUNT_ID: &str = "account_id";

/// The call asks for nothing but closing: no body, no reason, no idempotency key.
static COMMAND: Command = Command::request();

/// A request to close an account as it came in. It has no body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Header `public-api-key`, required, not blank. Whether the key is good is not checked here.
    pub public_api_key: Option<Box<str>>,
    /// Header `private-secret-key`, required, not blank. Whether the key is good is not checked here.
    pub private_secret_key: Option<Box<str>>,
    /// What stands in the path for `{account_id}`, decoded: required, not blank, of any length. The `id` of an account
    /// or its `account_id` (Y-4).
    pub account_id: Option<Box<str>>,
}

impl Request {
    /// The id, by which the caller finds the account: see [`Account::is_named`].
    ///
    /// # Errors
    /// Everything that is wrong with the request, headers first.
    pub fn account_id(&self) -> Result<PathId, Violations> {
        let mut review = Review::default();
        let any_length = |text| stated(text, usize::MAX);
        review.note(PUBLIC_API_KEY, any_length(self.public_api_key.as_deref()));
        review.note(PRIVATE_SECRET_KEY, any_length(self.private_secret_key.as_deref()));
        let id = review.note(ACCOUNT_ID, any_length(self.account_id.as_deref()));
        review.finish(id.and_then(|id| id.parse().ok()))
    }
}

catalogue! {
    /// The error codes that this call answers with.
    #[non_exhaustive]
    pub enum ErrorCode {
        /// The account cannot be closed, or the request is malformed: HTTP 400.
        ValidationError = "VALIDATION_ERROR",
        /// No such account: HTTP 404.
        AccountNotFound = "ACCOUNT_NOT_FOUND",
        /// A key is missing: HTTP 401, by the general list.
        NotAuthenticated = "NOT_AUTHENTICATED",
        /// The provider cannot say: HTTP 500, by the general list.
        InternalError = "InternalError",
    }
}

impl ErrorCode {
    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::ValidationError => 400,
            Self::AccountNotFound => 404,
            Self::NotAuthenticated => 401,
            Self::InternalError => 500,
        }
    }
}

impl Named for ErrorCode {
    fn wire_name(self) -> &'static str {
        self.name()
    }

    fn of_wire_name(name: &str) -> Option<Self> {
        Self::named(name)
    }
}

/// The body of every error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What kind of error.
    pub code: Word<ErrorCode>,
    /// What is wrong, one message each.
    pub messages: Vec<String>,
    /// The HTTP status again (Y-10). Of a body that lacks it 0, the schema's default.
    #[serde(default)]
    pub http_code: u16,
}

impl ErrorBody {
    fn new(code: ErrorCode, messages: Vec<String>) -> Self {
        Self { code: Word::Known(code), messages, http_code: code.http_status() }
    }
}

/// The answer of the call. Its serde form is the body.
///
/// Exhaustive on purpose: the account is closed, or there is an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// HTTP 200 with the whole account, which is closed.
    Closed(Box<Account>),
    /// Any other HTTP status.
    Error(ErrorBody),
}

impl Response {
    /// HTTP status.
    #[must_use]
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::Closed(_) => 200,
            Self::Error(body) => body.http_code,
        }
    }

    /// Answers a decision about this account: the account, closed, if the decision closes it, otherwise the error.
    #[must_use]
    pub fn to(account: &Account, decision: &Decision<'_>) -> Self {
        match error_to(decision) {
            Some(body) => Self::Error(body),
            None => Self::Closed(Box::new(closed(account, decision))),
        }
    }

    fn error(code: ErrorCode, messages: Vec<String>) -> Self {
        Self::Error(ErrorBody::new(code, messages))
    }
}

impl Serialize for Response {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Closed(account) => account.serialize(serializer),
            Self::Error(body) => body.serialize(serializer),
        }
    }
}

/// What came of a request.
#[derive(Clone, Debug)]
pub struct Handled<'a> {
    /// What the provider answers.
    pub response: Response,
    /// What happens if the service commits to it; none unless the account is closed.
    pub events: Events,
    /// The decision behind it; `None` if there was nothing to decide: the request is malformed, or there is no such
    /// account.
    pub decision: Option<Decision<'a>>,
}

/// Answers a request, with the account of that id, `None` if there is none.
///
/// The balances count as the facts state them: [`Account::fill_in`] states those of the account unless the caller knows
/// better. The policy is one of [`providers::yuno`]. Whatever it is, the answer is a success if
/// and only if the decision closes the account. What is looked at, in this order, the first that applies being
/// answered:
///
/// | what | answer |
/// | --- | --- |
/// | headers and id, one message each | 401 `NOT_AUTHENTICATED` if a key is missing (general list), otherwise 400 `VALIDATION_ERROR` (**inferred**) |
/// | no such account, or one that has neither as `id` nor as `account_id` what was asked for | 404 `ACCOUNT_NOT_FOUND` |
/// | blockers, one message each, in order of precedence | 400 `VALIDATION_ERROR`; stated for the balance, **inferred** for others (Y-5) |
/// | a fact is unknown, so nothing can be said | 500 `InternalError` (general list, **inferred**): a server that lacks its own data has failed, not the client |
/// | nothing | 200 with the account: `CLOSED`, `updated_at` now, balances zero as in the example |
///
/// # Errors
/// [`MisuseError`], if the question contradicts itself: see [`decide`].
///
/// # Examples
/// ```
/// use closeout::wire::Sent;
/// use closeout::wire::yuno::{Account, Balances, Request, handle};
/// use closeout::{providers::yuno, Facts, Policy};
/// let policy = Policy::documented(&yuno::ACCOUNT);
/// let mut account: Account = serde_json::from_str(r#"{
///     "id": "acct_1", "account_id": "550e8400-e29b-41d4-a716-446655440000", "status": "ACTIVE", "currency": "USD",
///     "balance": {"available": 0, "current": 0, "pending": 0}
/// }"#)?;
/// let request = Request {
///     public_api_key: Some("public".into()),
///     private_secret_key: Some("secret".into()),
///     account_id: Some("acct_1".into()),
/// };
/// let now = "2026-02-25T14:30:00Z".parse()?;
/// let facts = account.fill_in(Facts::unknown());
/// let closed = handle(&request, Some(&account), &facts, &policy, now)?.response;
/// assert_eq!(serde_json::to_value(&closed)?["status"], "CLOSED");
///
/// account.balance = Sent::Value(Balances { pending: "10.25".parse()?, ..Balances::default() });
/// let facts = account.fill_in(Facts::unknown());
/// let refused = handle(&request, Some(&account), &facts, &policy, now)?.response;
/// assert_eq!(refused.http_status(), 400);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &Request,
    account: Option<&'a Account>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Handled<'a>, MisuseError> {
    let id = match request.account_id() {
        Ok(id) => id,
        Err(violations) => return Ok(undecided(to_violations(&violations), now)),
    };
    let Some(account) = account.filter(|account| account.is_named(&id)) else {
        let not_found = Response::error(ErrorCode::AccountNotFound, one(NOT_FOUND));
        return Ok(undecided(not_found, now));
    };
    let decision = decide(policy, &account.state, facts, &COMMAND, now)?;
    let response = Response::to(account, &decision);
    Ok(Handled { response, events: decision.events(), decision: Some(decision) })
}

fn undecided<'a>(response: Response, now: Timestamp) -> Handled<'a> {
    let events = Events { kinds: Set::EMPTY, at: now, closed_effective_at: now };
    Handled { response, events, decision: None }
}

fn to_violations(violations: &Violations) -> Response {
    let lacks_key = violations.iter().any(|violation| violation.field != ACCOUNT_ID);
    let code = if lacks_key { ErrorCode::NotAuthenticated } else { ErrorCode::ValidationError };
    Response::error(code, violations.iter().map(|violation| alloc::format!("{violation}")).collect())
}

/// What an answer carries of this call. The account itself is in no question, so its place stays empty.
pub(super) const LEAF: Leaf<Response> = Leaf { provider: providers::yuno::ACCOUNT.provider, said };

/// 200 and 400 for the balance are stated, each with its example; any other cause, and 500, is **inferred**.
fn said(decision: &Decision<'_>) -> Said<Response> {
    let Some(body) = error_to(decision) else {
        return Said { http_status: Some((200, Basis::Stated)), body: None, body_basis: Basis::Stated };
    };
    let stated_if = |stated| if stated { Basis::Stated } else { Basis::Inferred };
    let codes = decision.codes();
    Said {
        http_status: Some((body.http_code, stated_if(codes.contains(Code::CashBalance)))),
        body_basis: stated_if(codes == Set::only(Code::CashBalance)),
        body: Some(Response::Error(body)),
    }
}

/// What is answered to a decision that does not close the account; `None` to one that does.
fn error_to(decision: &Decision<'_>) -> Option<ErrorBody> {
    let closes = decision.events().kinds().contains(EventKind::Closed);
    match decision.verdict() {
        Verdict::Permitted if closes => None,
        Verdict::Refused => Some(to_blockers(decision.blockers())),
        Verdict::Undetermined => {
            let unknown = |fact: FactName| alloc::format!("Account cannot be judged: {fact} unknown");
            Some(ErrorBody::new(ErrorCode::InternalError, decision.missing().iter().map(unknown).collect()))
        }
        Verdict::Permitted | Verdict::NoOp | Verdict::Waiting => {
            Some(ErrorBody::new(ErrorCode::InternalError, one("Policy does not close in one step")))
        }
    }
}

/// The decision rests on the facts. If they say that nothing is left while the account was read earlier, they win.
fn closed(account: &Account, decision: &Decision<'_>) -> Account {
    Account {
        state: decision.state().clone(),
        balance: Sent::Value(Balances::ZERO),
        updated_at: Sent::Value(alloc::format!("{}", decision.events().decided_at()).into()),
        ..account.clone()
    }
}

fn to_blockers<'a>(blockers: impl Iterator<Item = Blocker<'a>>) -> ErrorBody {
    ErrorBody::new(ErrorCode::ValidationError, blockers.map(|blocker| message(blocker.code)).collect())
}

fn one(message: &str) -> Vec<String> {
    Vec::from([message.to_owned()])
}

/// To the letter of the document.
const NOT_FOUND: &str = "Account not found";

/// To the letter of the document.
const BALANCE_NOT_ZERO: &str = "Account must have a zero balance before it can be closed";

/// That of the balance is stated; the others are **inferred** and follow its form.
fn message(code: Code) -> String {
    match code {
        Code::CashBalance => BALANCE_NOT_ZERO.to_owned(),
        Code::AlreadyClosed => "Account is already closed".to_owned(),
        Code::StatusDoesNotAdmitClosing => "Account has a status in which it cannot be closed".to_owned(),
        Code::ReasonRequired
        | Code::AccountRestricted
        | Code::OutstandingWithdrawals
        | Code::PendingTransfers
        | Code::OpenOrders
        | Code::OpenPositions
        | Code::UnsettledTrades
        | Code::ExpectedCorporateActions
        | Code::AccountsNotClosed
        | Code::OutstandingFees
        | Code::Liens
        | Code::TaxYearEnd
        | Code::NotBefore
        | Code::NoticePeriod
        | Code::CutOff => alloc::format!("Account cannot be closed yet: {}", code.words()),
    }
}
