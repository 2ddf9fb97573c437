//! udara360's `closeaccount`: the request it takes, the answer it gives, and the way from one to the other.
//!
//! What belongs here: headers, fields, limits, posting codes and HTTP statuses of this one call, with their sources.
//! What never does: a rule about closing, a server, randomness, a clock: [`Inputs`] takes their values.
//!
//! ```text
//! POST /api/postings/v1/closeaccount
//! ```
//!
//! The document describes the request and the answer of a success. Ids such as `D-6` name readings of it. The answers
//! of refusals are **inferred** from the general pages on response codes; each row below says so.

mod request;
mod response;

pub use request::{
    AccountNumberLimit, Body, CloseAccount, FIELD_CHARS_MAX, Guid, Headers, Inputs,
    REQUEST_REFERENCE_CHARS_MAX, ReferenceUse, Request, STRICT_ACCOUNT_NUMBER_CHARS_MAX, SuggestedReason,
};
pub use response::{Data, Envelope, PostingCode};

use super::leaf::{HttpStatus, Leaf, Said};
use super::loose::Word;
use super::violation::{Flaw, RequestError, Violation};
use crate::facts::FactName;
use crate::vocab::{Basis, Text};
use crate::{
    Blocker, Code, Decision, EventKind, Facts, MisuseError, Policy, Set, State, Verdict, decide, providers,
};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use jiff::Timestamp;
use request::AUTHORIZATION;
use serde::Serialize;

/// The name of the provider, as its profiles have it.
const PROVIDER: &Text = &providers::udara360::ACCOUNT.provider;

/// The method of the call.
pub const METHOD: &str = "POST";

/// The path of the call.
pub const PATH: &str = "/api/postings/v1/closeaccount";

/// The reply to a request: an [`Envelope`] in every case. Of the numbers, 200 is stated and all others are inferred.
pub type Reply<'a> = super::Reply<'a, Envelope, NoMessage>;

/// A message that does not exist: no document of the provider names a message about closing.
///
/// Exhaustive on purpose: nothing is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NoMessage {}

/// Answers a request to close an account. Pure: the caller has looked the account up, and commits the decision.
///
/// `account` is the state of the account of that number; `None` if there is no such account.
///
/// The policy is one of [`providers::udara360`]. Under any policy, the answer is a success if and only if the decision
/// closes the account. Otherwise the first row that applies is answered; the first three rows have no decision. All of
/// them are **inferred**, since no page shows a failure of this call: codes are from the general list, HTTP statuses by
/// [`PostingCode::http_status`].
///
/// | case | posting code |
/// | --- | --- |
/// | headers and fields, all violations in one message | `63` with HTTP 401 if `Authorization` is among them, otherwise `30` if any form is wrong, otherwise `09` |
/// | the request has a reference that has been used before (D-5) | `26` |
/// | no such account | `25` |
/// | blockers, all in one message; the first decides the code | `63` for a frozen account, `09` for a missing reason, `57` for any other |
/// | a fact is unknown, so nothing is decided | `06`: a server that lacks its own data has failed, not the client |
///
/// # Errors
/// [`MisuseError`], if the question contradicts itself: see [`decide`].
///
/// # Examples
/// ```
/// use closeout::wire::udara360::{
///     AccountNumberLimit, Guid, Headers, Inputs, ReferenceUse, Request, handle,
/// };
/// use closeout::{providers::udara360, timing::MissedBoundary, Fact, Facts, Policy, PolicyOptions, State};
/// use closeout::Strictness;
/// let policy = Policy::documented(&udara360::ACCOUNT);
/// let headers = Headers {
///     content_type: Some("application/json".into()),
///     authorization: Some("Bearer token".into()),
///     request_reference: Some("ref-1".into()),
/// };
/// let body = serde_json::from_str(r#"{"accountNumber":"1100000001","closureReason":"Duplication"}"#)?;
/// let request = Request::close_account(&headers, &body, Inputs {
///     instrument_number: Guid(1),
///     reference: ReferenceUse::First,
///     duration: "00:00:01".into(),
///     account_number_limit: AccountNumberLimit::AsDocumented,
/// });
/// let active = policy.state(1);
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let facts = Facts::unknown(); // documented rules need none
/// let reply = handle(&request, Some(&active), &facts, &policy, now)?;
/// assert_eq!((reply.status(), reply.body().map(|body| body.status)), (200, Some(true)));
///
/// let closed = policy.state(3);
/// let reply = handle(&request, Some(&closed), &facts, &policy, now)?;
/// assert_eq!(reply.status(), 403);
/// assert_eq!(reply.body().map(|body| &*body.message), Some("Transaction Permission: already closed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &'a Request,
    account: Option<&'a State>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Reply<'a>, MisuseError> {
    let command = match &request.read {
        Ok(accepted) => &accepted.command,
        Err(violations) => return Ok(undecided(request, Answer::to_violations(violations))),
    };
    if request.is_repeated() {
        let details = "the `Request-Reference` has been used before";
        return Ok(undecided(request, Answer::new(PostingCode::DuplicateRecord, details)));
    }
    let Some(state) = account else {
        let details = "there is no account of that number";
        return Ok(undecided(request, Answer::new(PostingCode::NoRecordFound, details)));
    };
    let decision = decide(policy, state, facts, command, now)?;
    let said = said(&decision).map(|envelope| envelope.about(request));
    Ok(Reply::decided(said, Vec::new(), decision))
}

fn undecided<'a>(request: &Request, answer: Answer) -> Reply<'a> {
    Reply::undecided(answer.said().map(|envelope| envelope.about(request)))
}

/// The row of this call in the list of leaves: the envelope, with null for each value that comes with a request or from
/// the server.
pub(super) const LEAF: Leaf<Envelope> = Leaf { provider: PROVIDER, said };

fn said(decision: &Decision<'_>) -> Said<Envelope> {
    Answer::to_decision(decision).said()
}

/// The part of an answer that does not depend on the request.
struct Answer {
    posting: PostingCode,
    http_status: u16,
    message: String,
}

impl Answer {
    fn new(posting: PostingCode, details: &str) -> Self {
        let message = alloc::format!("{}: {details}", posting.meaning());
        Self { posting, http_status: posting.http_status(), message }
    }

    fn success() -> Self {
        let posting = PostingCode::Successful;
        Self { posting, http_status: posting.http_status(), message: posting.meaning().to_owned() }
    }

    fn to_violations(violations: &RequestError) -> Self {
        let details = alloc::format!("{violations}");
        if violations.concern(AUTHORIZATION) {
            return Self { http_status: 401, ..Self::new(PostingCode::SecurityViolation, &details) };
        }
        let posting = if violations.iter().any(is_of_form) {
            PostingCode::FormatError
        } else {
            PostingCode::ModelValidationError
        };
        Self::new(posting, &details)
    }

    fn to_decision(decision: &Decision<'_>) -> Self {
        let closes = decision.events().kinds().contains(EventKind::Closed);
        match decision.verdict() {
            Verdict::Permitted if closes => Self::success(),
            Verdict::Refused => Self::to_blockers(decision.blockers()),
            Verdict::Undetermined => Self::to_missing(decision.missing()),
            Verdict::Permitted | Verdict::NoOp | Verdict::Waiting => {
                Self::new(PostingCode::GeneralError, "the policy does not close in one step")
            }
        }
    }

    fn to_blockers<'a>(blockers: impl Iterator<Item = Blocker<'a>>) -> Self {
        let codes: Vec<Code> = blockers.map(|blocker| blocker.code).collect();
        let posting = codes.first().map_or(PostingCode::TransactionPermission, |code| posting(*code));
        let words: Vec<&str> = codes.iter().map(|code| code.words()).collect();
        Self::new(posting, &words.join("; "))
    }

    fn to_missing(facts: Set<FactName>) -> Self {
        let names: Vec<&str> = facts.iter().map(FactName::name).collect();
        Self::new(PostingCode::GeneralError, &alloc::format!("unknown: {}", names.join(", ")))
    }

    /// Returns the answer. The page of this call shows 200 and its envelope, and no other answer.
    fn said(self) -> Said<Envelope> {
        let is_success = self.posting == PostingCode::Successful;
        let basis = if is_success { Basis::Stated } else { Basis::Inferred };
        let data = Data {
            status_code: Word::Known(self.posting),
            reference_number: None,
            instrument_number: None,
            duration: None,
        };
        let body = Envelope { status: is_success, message: self.message, data };
        let status = HttpStatus { number: self.http_status, basis: Some(basis) };
        Said { status, body: Some(body), body_basis: basis }
    }
}

impl Envelope {
    /// Fills in the values that come with the request, or from the server.
    fn about(self, request: &Request) -> Self {
        let data = Data {
            reference_number: request.reference.clone(),
            instrument_number: request.instrument_number(),
            duration: Some(request.inputs.duration.clone()),
            ..self.data
        };
        Self { data, ..self }
    }
}

/// Says whether the form is wrong, rather than the content.
fn is_of_form(violation: &Violation) -> bool {
    match violation.flaw {
        Flaw::NotText(_)
        | Flaw::Repeated
        | Flaw::Times { .. }
        | Flaw::NotAnObject
        | Flaw::NotLike(_)
        | Flaw::Unknown { .. } => true,
        Flaw::Missing | Flaw::Blank | Flaw::BlankId { .. } | Flaw::TooLong { .. } | Flaw::NotTaken { .. } => {
            false
        }
    }
}

/// Returns the posting code of a cause, inferred throughout: no page lists preconditions of closing. A freeze is a
/// matter of security, and every other blocker is a matter of permission.
fn posting(code: Code) -> PostingCode {
    if code == Code::ReasonRequired {
        PostingCode::ModelValidationError
    } else if code == Code::AccountRestricted {
        PostingCode::SecurityViolation
    } else {
        PostingCode::TransactionPermission
    }
}
