//! Yuno's `DELETE /banking/accounts/{account_id}`: the request it takes, the answer it gives, and the way from one to
//! the other.
//!
//! What belongs here: headers, ids, error codes and messages of this one call, with their sources.
//! What never does: a rule about closing, a server, a clock.
//!
//! The document states the answers 200, 400 and 404, each with an example. Ids such as `Y-5` name readings of it.
//! Anything beyond the document is marked as **inferred**, or names the general list of error codes.

mod account;
mod event;
mod request;

pub use account::{
    Account, AccountDetails, AccountId, Balances, EntityId, FRACTION_DIGITS_MAX, IdError, MajorUnits,
    MajorUnitsError, MerchantAccountId, OnboardingId, PathId, PaymentRails, Provider, ProviderAccountId,
    SIGNIFICANT_DIGITS_MAX,
};

pub use event::AccountEvent;
pub use request::{Keys, Request};

use super::leaf::{HttpStatus, Leaf, Said};
use super::loose::{Named, Sent, Word};
use super::reply::announced;
use super::violation::RequestError;
use crate::facts::FactName;
use crate::vocab::{Basis, Text, catalogue};
use crate::{
    Blocker, Code, Command, Decision, EventKind, Facts, MisuseError, Policy, Set, Verdict, decide, providers,
};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;
use request::{PRIVATE_SECRET_KEY, PUBLIC_API_KEY};
use serde::{Deserialize, Serialize};

/// The method of the call.
pub const METHOD: &str = "DELETE";

/// The path of the call, below the version; the id in braces is a [`PathId`].
pub const PATH: &str = "/banking/accounts/{account_id}";

/// The name of the provider, as its profiles have it.
const PROVIDER: &Text = &providers::yuno::ACCOUNT.provider;

catalogue! {
    /// The error codes that this call answers with.
    #[non_exhaustive]
    pub enum ErrorCode {
        /// An account that cannot be closed, or a malformed request: HTTP 400.
        ValidationError = "VALIDATION_ERROR",
        /// An account that does not exist: HTTP 404.
        AccountNotFound = "ACCOUNT_NOT_FOUND",
        /// A missing key: HTTP 401, by the general list.
        NotAuthenticated = "NOT_AUTHENTICATED",
        /// An answer that the provider cannot give: HTTP 500, by the general list.
        InternalError = "InternalError",
    }
}

impl ErrorCode {
    /// Returns the HTTP status of the code.
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
    /// The kind of error.
    pub code: Word<ErrorCode>,
    /// The errors, one message each.
    pub messages: Vec<String>,
    /// The HTTP status again (Y-10); 0, the schema's default, if the body lacks it.
    #[serde(default)]
    pub http_code: u16,
}

impl ErrorBody {
    fn new(code: ErrorCode, messages: Vec<String>) -> Self {
        Self { code: Word::Known(code), messages, http_code: code.http_status() }
    }
}

/// The body of an answer.
///
/// Exhaustive on purpose: the account is closed, or there is an error.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// The whole account, which is closed: with HTTP 200.
    Closed(Box<Account>),
    /// An error: with any other HTTP status, which it repeats.
    Error(ErrorBody),
}

impl Body {
    /// Returns the body of the answer to a decision about this account: the account, closed, if the decision closes it,
    /// otherwise the error.
    #[must_use]
    pub fn of(account: &Account, decision: &Decision<'_>) -> Self {
        said(decision).body.unwrap_or_else(|| Self::closed(account, decision))
    }

    /// Returns the account as closed. The decision rests on the facts: if these say that nothing is left while the
    /// account was read earlier, the facts win.
    fn closed(account: &Account, decision: &Decision<'_>) -> Self {
        Self::Closed(Box::new(Account {
            state: decision.state().clone(),
            balance: Sent::Value(Balances::ZERO),
            updated_at: Sent::Value(alloc::format!("{}", decision.events().decided_at()).into()),
            ..account.clone()
        }))
    }
}

/// The reply to a request: 200 with the account, or an [`ErrorBody`].
///
/// Of the numbers, 200, 404, and 400 for the balance are stated; all others are inferred.
pub type Reply<'a> = super::Reply<'a, Body, AccountEvent>;

/// Answers a request to close an account. Pure: the caller has looked the account up, and commits the decision.
///
/// `account` is the account of that id; `None` if there is no such account.
///
/// The balances count as the facts state them: [`Account::fill_in`] states those of the account unless the caller has
/// stated cash. The policy is one of [`providers::yuno`]. Under any policy, the answer is a success if and only if the
/// decision closes the account. The first row that applies is answered, the first two of them without a decision:
///
/// | case | answer |
/// | --- | --- |
/// | headers and id, one message each | 401 `NOT_AUTHENTICATED` if a key is missing (general list), otherwise 400 `VALIDATION_ERROR` (**inferred**) |
/// | no such account, or one whose `id` and `account_id` both differ from the id of the request | 404 `ACCOUNT_NOT_FOUND` |
/// | blockers, one message each, in order of precedence | 400 `VALIDATION_ERROR`; stated for the balance, **inferred** for others (Y-5) |
/// | a fact is unknown, so nothing is decided | 500 `InternalError` (general list, **inferred**): a server that lacks its own data has failed, not the client |
/// | none of these | 200 with the account: `CLOSED`, `updated_at` now, balances zero as in the example |
///
/// # Errors
/// [`MisuseError`], if the question contradicts itself: see [`decide`].
///
/// # Examples
/// ```
/// use closeout::wire::Sent;
/// use closeout::wire::yuno::{Account, Balances, Body, Keys, Request, handle};
/// use closeout::{providers::yuno, Facts, Policy};
/// let policy = Policy::documented(&yuno::ACCOUNT);
/// let mut account: Account = serde_json::from_str(r#"{
///     "id": "acct_1", "account_id": "550e8400-e29b-41d4-a716-446655440000", "status": "ACTIVE", "currency": "USD",
///     "balance": {"available": 0, "current": 0, "pending": 0}
/// }"#)?;
/// let keys = Keys { public_api_key: Some("public"), private_secret_key: Some("secret") };
/// let request = Request::delete_account("acct_1", keys);
/// let now = "2026-02-25T14:30:00Z".parse()?;
/// let facts = account.fill_in(Facts::unknown());
/// let reply = handle(&request, Some(&account), &facts, &policy, now)?;
/// assert_eq!(serde_json::to_value(reply.body())?["status"], "CLOSED");
/// assert_eq!(&*reply.announcements()[0].message, "banking.account.closed");
///
/// account.balance = Sent::Value(Balances { pending: "10.25".parse()?, ..Balances::default() });
/// let facts = account.fill_in(Facts::unknown());
/// let reply = handle(&request, Some(&account), &facts, &policy, now)?;
/// assert!(matches!((reply.status(), reply.body()), (400, Some(Body::Error(_)))));
/// assert!(reply.announcements().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &'a Request,
    account: Option<&'a Account>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Reply<'a>, MisuseError> {
    let id = match request.account_id() {
        Ok(id) => id,
        Err(violations) => return Ok(Reply::undecided(malformed(violations))),
    };
    let Some(account) = account.filter(|account| account.is_named(id)) else {
        let body = ErrorBody::new(ErrorCode::AccountNotFound, one(NOT_FOUND));
        return Ok(Reply::undecided(failed(body, Basis::Stated, Basis::Stated)));
    };
    // The call has no body, no reason and no idempotency key.
    let decision = decide(policy, &account.state, facts, &Command::request(), now)?;
    let mut said = said(&decision);
    said.body.get_or_insert_with(|| Body::closed(account, &decision));
    let announcements = announced(PROVIDER, &decision, |_, row| AccountEvent::of(account, &decision, row));
    Ok(Reply::decided(said, announcements, decision))
}

fn malformed(violations: &RequestError) -> Said<Body> {
    let lacks_key = violations.concern(PUBLIC_API_KEY) || violations.concern(PRIVATE_SECRET_KEY);
    let code = if lacks_key { ErrorCode::NotAuthenticated } else { ErrorCode::ValidationError };
    let messages = violations.iter().map(|violation| alloc::format!("{violation}")).collect();
    failed(ErrorBody::new(code, messages), Basis::Inferred, Basis::Inferred)
}

fn failed(body: ErrorBody, of_status: Basis, of_body: Basis) -> Said<Body> {
    let status = HttpStatus { number: body.http_code, basis: Some(of_status) };
    Said { status, body: Some(Body::Error(body)), body_basis: of_body }
}

/// The row of this call in the list of leaves. The account itself is in no question, so its place stays empty.
pub(super) const LEAF: Leaf<Body> = Leaf { provider: PROVIDER, said };

/// Returns the answer. 200 and 400 for the balance are stated, each with its example; any other cause, and 500, is
/// **inferred**.
fn said(decision: &Decision<'_>) -> Said<Body> {
    let Some(body) = error_to(decision) else {
        return Said { status: HttpStatus::stated(200), body: None, body_basis: Basis::Stated };
    };
    let stated_if = |stated| if stated { Basis::Stated } else { Basis::Inferred };
    let codes = decision.codes();
    failed(
        body,
        stated_if(codes.contains(Code::CashBalance)),
        stated_if(codes == Set::only(Code::CashBalance)),
    )
}

/// Returns the error that answers a decision which does not close the account; `None` if the decision closes it.
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

fn to_blockers<'a>(blockers: impl Iterator<Item = Blocker<'a>>) -> ErrorBody {
    ErrorBody::new(ErrorCode::ValidationError, blockers.map(|blocker| message(blocker.code)).collect())
}

fn one(message: &str) -> Vec<String> {
    Vec::from([message.to_owned()])
}

/// The exact words of the document.
const NOT_FOUND: &str = "Account not found";

/// The exact words of the document.
const BALANCE_NOT_ZERO: &str = "Account must have a zero balance before it can be closed";

/// Returns the message for a blocker. That of the balance is stated; the others are **inferred** and follow its form.
fn message(code: Code) -> String {
    if code == Code::CashBalance {
        BALANCE_NOT_ZERO.to_owned()
    } else if code == Code::AlreadyClosed {
        "Account is already closed".to_owned()
    } else if code.is_by_status() {
        "Account has a status in which it cannot be closed".to_owned()
    } else {
        alloc::format!("Account cannot be closed yet: {}", code.words())
    }
}
