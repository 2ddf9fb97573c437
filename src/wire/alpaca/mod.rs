//! Alpaca, Broker API: the close command as it comes in, the answer and the status event as they go out.
//!
//! What belongs here: exact field names, HTTP codes and error bodies, each with how it was read.
//! What never does: a rule; `decide` decides whether an account may be closed, and a code only reports the decision.
//!
//! * **A-1**: the `POST` and the older `DELETE` are one command. Both answer with the union of the documented codes.
//! * **A-2**: 403 if contents or restrictions forbid it, 422 if the status does not admit closing, which includes an
//!   account that is closed already (**A-7**). If both apply, the status wins: it comes first in the order of
//!   precedence, and as long as it applies the contents do not matter.
//! * **A-8**: 404 for an account that does not exist.
//! * Both calls are under the scheme `BasicAuth`. Neither page says how a request without it is answered: 401, as in
//!   the scheme itself (**A-27**). It is checked first, so that the answer does not reveal which accounts exist.
//! * A request that is malformed gets 422, by analogy with the other calls on accounts ("Invalid input value").
//! * An answer that cannot be given is neither a refusal nor a success: 500, which the other calls on accounts
//!   document. The caller has done nothing wrong, and asking again may help.

mod event;
mod model;
mod object;
mod request;

pub use event::StatusEvent;
pub use model::{AccountModel, Agreement, Contact, Disclosures, Document, Identity, TrustedContact};
pub use object::{AccountEnvelope, AccountObject, Stamp, TradingAccount};
pub use request::{Endpoint, Request, SECURITY_SCHEME};

use super::leaf::{HttpStatus, Leaf, Said};
use super::reply::announced;
use super::violation::RequestError;
use crate::facts::FactName;
use crate::lifecycle::Subject;
use crate::vocab::{Basis, Text};
use crate::{Code, Command, Decision, Facts, MisuseError, Policy, State, decide, providers};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use request::AUTHORIZATION;
use serde::{Deserialize, Serialize};

/// The name of the provider, as its profiles have it.
const PROVIDER: &Text = &providers::alpaca::ACCOUNT.provider;

/// The account that the request names, as the service has found it.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The number shown to the holder, for the status event.
    pub account_number: Box<str>,
    /// The state that the service has kept.
    pub state: State,
}

/// The reply to a request to close: 204 without a body, or an [`ErrorBody`].
///
/// Of the numbers, 204 and 404 are stated for this call. 403 and 422 are listed for its alias without an explanation
/// (A-2), and 401 and 500 for neither, so these four are inferred.
pub type Reply<'a> = super::Reply<'a, ErrorBody, StatusEvent>;

/// Answers a request to close an account. Pure: the caller has looked the account up, and commits the decision.
///
/// `account` is `None` if there is no account with that id. The policy must be of this provider's accounts; under
/// another the answer is 500, and nothing is decided. A request with a flaw, or without an account, is not decided
/// either.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::alpaca::{self, Account, Request};
/// use closeout::{facts::Balance, Fact, Facts, Policy};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::alpaca::ACCOUNT);
/// let state = policy.state("ACTIVE");
/// let account = Account { account_number: "9034005019".into(), state };
/// let request = Request::close("0d18ae51-3c94-4511-b209-101e1666416b", Some("Basic a2V5OnNlY3JldA=="));
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// (facts.positions, facts.cash) = (Fact::empty(), Fact::empty());
///
/// let reply = alpaca::handle(&request, Some(&account), &facts, &policy, now)?;
/// assert_eq!((reply.status(), reply.body()), (204, None));
/// assert_eq!(&*reply.announcements()[0].payload.status_to, "ACCOUNT_CLOSED");
///
/// let left = Balance { currency: "USD".parse()?, amount: "0.01".parse()?, component: None };
/// facts.cash = Fact::one(left);
/// let reply = alpaca::handle(&request, Some(&account), &facts, &policy, now)?;
/// assert_eq!(reply.status(), 403);
/// assert_eq!(reply.body().map(|body| &*body.message), Some("account cannot be closed: cash balance"));
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
    let Some(account) = account else {
        return Ok(Reply::undecided(failed(Failure::NotFound, "account not found".into())));
    };
    if !is_for_accounts(policy) {
        let message = "no rules are in force for the account";
        return Ok(Reply::undecided(failed(Failure::Undetermined, message.into())));
    }
    // Neither call takes a reason.
    let decision = decide(policy, &account.state, facts, &Command::request(), now)?;
    let announcements = announced(PROVIDER, &decision, |event, _| {
        StatusEvent::of(id, &account.account_number, &decision, event)
    });
    Ok(Reply::decided(said(&decision), announcements, decision))
}

fn is_for_accounts(policy: &Policy) -> bool {
    let profile = policy.profile();
    profile.provider == *PROVIDER && profile.subject == Subject::Account
}

/// A reason why the account is not closed, in terms of HTTP.
#[derive(Clone, Copy)]
enum Failure {
    /// A request that is not authenticated (A-27).
    Unauthenticated,
    /// A closing that contents or restrictions forbid (A-2).
    Forbidden,
    /// An account that does not exist (A-8).
    NotFound,
    /// A status that does not admit closing (A-2), an account that is closed already (A-7), or a malformed request.
    Unprocessable,
    /// An undetermined answer, because facts are missing. Documented for other calls on accounts only.
    Undetermined,
}

impl Failure {
    const fn status(self) -> HttpStatus {
        match self {
            Self::Unauthenticated => HttpStatus::inferred(401),
            Self::Forbidden => HttpStatus::inferred(403),
            Self::NotFound => HttpStatus::stated(404),
            Self::Unprocessable => HttpStatus::inferred(422),
            Self::Undetermined => HttpStatus::inferred(500),
        }
    }

    /// Returns the failure for the headline: the first blocker in order of precedence. This call cannot carry a reason,
    /// so if one is required every request fails.
    fn by_headline(code: Code) -> Self {
        if code.is_by_status() || code == Code::ReasonRequired {
            Self::Unprocessable
        } else {
            Self::Forbidden
        }
    }
}

/// The row of this call in the list of leaves.
pub(super) const LEAF: Leaf<ErrorBody> = Leaf { provider: PROVIDER, said };

/// Returns the answer. It is a success if the decision closes the account, whichever verdict does so. A document states
/// that 204 has no body.
fn said(decision: &Decision<'_>) -> Said<ErrorBody> {
    if decision.effective_at().is_some() {
        return Said { status: HttpStatus::stated(204), body: None, body_basis: Basis::Stated };
    }
    match decision.codes().iter().next() {
        Some(headline) => failed(Failure::by_headline(headline), blocked(decision)),
        None => failed(Failure::Undetermined, unknown(decision)),
    }
}

fn malformed(violations: &RequestError) -> Said<ErrorBody> {
    let is_anonymous = violations.concern(AUTHORIZATION);
    let failure = if is_anonymous { Failure::Unauthenticated } else { Failure::Unprocessable };
    failed(failure, violations.to_string())
}

/// Returns the error. Neither call shows the body of an error.
fn failed(failure: Failure, message: String) -> Said<ErrorBody> {
    let status = failure.status();
    // INVARIANT: an HTTP status has three digits, so nothing saturates.
    let code = u32::from(status.number).saturating_mul(ErrorBody::SUFFIXES);
    Said { status, body: Some(ErrorBody { code, message }), body_basis: Basis::Inferred }
}

/// Returns every blocker in words, in order of precedence.
fn blocked(decision: &Decision<'_>) -> String {
    let words: Vec<&str> = decision.codes().iter().map(Code::words).collect();
    alloc::format!("account cannot be closed: {}", words.join(", "))
}

/// Returns every missing fact by its name, in alphabetical order.
fn unknown(decision: &Decision<'_>) -> String {
    let names: Vec<&str> = decision.missing().iter().map(FactName::name).collect();
    alloc::format!("it cannot be said whether the account can be closed, unknown: {}", names.join(", "))
}

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The HTTP status followed by five digits. Ours are zeros: no document gives the provider's digits for a failure
    /// of this call, so they are inferred.
    pub code: u32,
    /// The message: every cause, in order of precedence. The provider documents no text.
    pub message: String,
}

impl ErrorBody {
    /// The number of codes that begin with one HTTP status.
    const SUFFIXES: u32 = 100_000;

    /// Returns the HTTP status that the code begins with; of a code that is too short, its beginning.
    #[must_use]
    pub const fn status(&self) -> u32 {
        self.code / Self::SUFFIXES
    }
}
