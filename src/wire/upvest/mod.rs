//! Upvest, Investment API: requests to close accounts and groups, the answers, the webhooks, the liquidation.
//!
//! What belongs here: exact field names, values and error bodies, each with how it was read.
//! What never does: a rule; `decide` decides whether closing is admitted or complete, and a code only reports the
//! decision.
//!
//! * **U-10**: success is *accepted*, without a body. The documents give no status code for success, so your service
//!   chooses it by [`AcceptedAs`], and the basis of the status is `None`.
//! * Errors are `application/problem+json` by RFC 9457. Their `type` is `about:blank`, which means that the title is
//!   that of the HTTP status: the provider's own addresses are documented for other errors only.
//! * 400 for a malformed request is documented, 404 for a missing subject is inferred. A refusal is 409, inferred: the
//!   request is well-formed and has no content that 422 could be about, it conflicts with the state of the subject, and
//!   it may be sent again once that is resolved.
//! * An answer that cannot be given is neither a refusal nor a success: 503, inferred. Asking again may help.
//! * Webhooks report the progress of closing, never whether a request was accepted; completion is not a request at all,
//!   so it has a function of its own, [`advance`].

mod liquidation;
mod request;
mod webhook;

pub use liquidation::{Liquidation, LiquidationBody, LiquidationOrder};
pub use request::{AcceptedAs, ClosureReason, Request, Trace};
pub use webhook::{Webhook, WebhookObject};

use super::leaf::{HttpStatus, Leaf, Said};
use super::reply::{Announcement, announced};
use crate::facts::FactName;
use crate::lifecycle::Subject;
use crate::vocab::{Basis, Text};
use crate::{Code, Command, Decision, Facts, MisuseError, Policy, State, Verdict, decide, providers};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The name of the provider, as its profiles have it.
const PROVIDER: &Text = &providers::upvest::ACCOUNT.provider;

/// The method of both calls that close.
pub const METHOD: &str = "DELETE";

/// The path of the call that closes an account.
pub const ACCOUNT_PATH: &str = "/accounts/{account_id}";

/// The path of the call that closes an account group.
pub const GROUP_PATH: &str = "/account_groups/{account_group_id}";

/// Returns the path of the call that closes such a subject, with the name of the id in braces.
///
/// ```
/// use closeout::{lifecycle::Subject, wire::upvest};
/// assert_eq!((upvest::METHOD, upvest::path(Subject::Group)), ("DELETE", "/account_groups/{account_group_id}"));
/// ```
#[must_use]
pub const fn path(subject: Subject) -> &'static str {
    match subject {
        Subject::Account => ACCOUNT_PATH,
        Subject::Group => GROUP_PATH,
    }
}

/// The reply to a request to close: accepted without a body, or a [`Problem`].
///
/// An accepted request is answered with the number that the request was given as [`AcceptedAs`], so its
/// [`status_basis`](super::Reply::status_basis) is `None`. All other numbers are inferred.
pub type Reply<'a> = super::Reply<'a, Problem, Webhook>;

/// Answers a request to close an account or a group. Pure: the caller has looked the subject up, and commits the
/// decision.
///
/// `state` is `None` if there is no subject with that id. The policy must be this provider's, and for the kind of
/// subject that the request is about; under another the answer is 503, and nothing is decided. A request with a flaw,
/// or without a subject, is not decided either.
///
/// With `notification_only` (U-11) nothing changes and nothing is announced: the service records that a closing is
/// intended ([`Request::notification_only`]). Such a notice is accepted with any contents, since they can be cleared
/// until then, unless the status does not admit closing. The reply to an accepted notice has no decision, since
/// committing it would close the subject.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::upvest::{self, Request, Trace};
/// use closeout::{facts::Movement, Fact, Facts, Policy};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::upvest::GROUP);
/// let trace = Trace { instance: "/account_groups/d2a3b1f0-5d3c-4c1e-9a55-1f3f6f1f2a10", request_id: "4f1d" };
/// let query = [("closure_reason", "user_initiated")];
/// let request = Request::delete_group("d2a3b1f0-5d3c-4c1e-9a55-1f3f6f1f2a10", &query, trace);
/// let state = policy.state("ACTIVE");
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// facts.outstanding_withdrawals = Fact::empty();
///
/// let reply = upvest::handle(&request, Some(&state), &facts, &policy, now)?;
/// assert_eq!((reply.status(), reply.status_basis(), reply.body()), (202, None, None));
/// assert_eq!(&*reply.announcements()[0].message, "ACCOUNT_GROUP.CLOSING_INITIATED");
///
/// facts.outstanding_withdrawals = Fact::one(Movement::default());
/// let reply = upvest::handle(&request, Some(&state), &facts, &policy, now)?;
/// assert_eq!((reply.status(), reply.body().map(|problem| &*problem.title)), (409, Some("Conflict")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &'a Request,
    state: Option<&'a State>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Reply<'a>, MisuseError> {
    if let Some(violations) = request.violations() {
        return Ok(undecided(Failure::BadRequest, violations.to_string(), request));
    }
    let Some(state) = state else {
        let detail = alloc::format!("there is no {} with this id", words_for(request.subject()));
        return Ok(undecided(Failure::NotFound, detail, request));
    };
    if !is_for(policy, request.subject()) {
        return Ok(undecided(Failure::Unavailable, "no rules are in force for it".into(), request));
    }
    let decision = decide(policy, state, facts, request.command(), now)?;
    if request.notification_only() && admits_some_day(&decision) {
        return Ok(Reply::undecided(accepted(request.accepts_as())));
    }
    let said = said_as(&decision, request.accepts_as()).map(|problem| problem.about(request));
    let announcements = webhooks(request.id(), &decision);
    Ok(Reply::decided(said, announcements, decision))
}

fn undecided<'a>(failure: Failure, detail: String, request: &Request) -> Reply<'a> {
    Reply::undecided(failed(failure, detail).map(|problem| problem.about(request)))
}

fn is_for(policy: &Policy, subject: Subject) -> bool {
    let profile = policy.profile();
    profile.provider == *PROVIDER && profile.subject == subject
}

/// Says whether only contents are in the way, which can be cleared by the day on which closing is requested. For an
/// undocumented status this cannot be said.
fn admits_some_day(decision: &Decision<'_>) -> bool {
    let is_by_status = decision.codes().iter().any(Code::is_by_status);
    !is_by_status && !decision.missing().contains(FactName::Status)
}

const fn words_for(subject: Subject) -> &'static str {
    match subject {
        Subject::Account => "account",
        Subject::Group => "account group",
    }
}

/// The outcome of looking at a closing again: the decision to commit, and the webhooks that follow.
#[derive(Clone, Debug)]
pub struct Advanced<'a> {
    announcements: Vec<Announcement<Webhook>>,
    decision: Decision<'a>,
}

impl<'a> Advanced<'a> {
    /// Returns the webhooks to be sent once the decision is committed, in order; empty unless it closes.
    #[must_use]
    pub fn announcements(&self) -> &[Announcement<Webhook>] {
        &self.announcements
    }

    /// Returns the decision to commit.
    #[must_use]
    pub const fn decision(&self) -> &Decision<'a> {
        &self.decision
    }

    /// Returns the decision itself, whereas [`decision`](Self::decision) returns a reference.
    #[must_use]
    pub fn into_decision(self) -> Decision<'a> {
        self.decision
    }
}

/// Looks at a closing again, as the provider does on its own whenever something changes. There is no caller to answer:
/// closing completes, and is announced, or it waits.
///
/// When a group closes, the webhook about it is followed by the one about its closing report.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::upvest;
/// use closeout::{Fact, Facts, Policy, State, Verdict};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::upvest::GROUP);
/// let state = policy.state("CLOSING");
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// (facts.accounts, facts.fees, facts.cash) = (Fact::empty(), Fact::empty(), Fact::empty());
/// let closed = upvest::advance("g1", &state, &facts, &policy, now)?;
/// let messages: Vec<&str> = closed.announcements().iter().map(|webhook| &*webhook.message).collect();
/// assert_eq!(messages, ["ACCOUNT_GROUP.CLOSED", "REPORT.CREATED"]);
///
/// let unknown = Facts::unknown();
/// let open = upvest::advance("g1", &state, &unknown, &policy, now)?;
/// assert!(open.announcements().is_empty() && open.decision().verdict() == Verdict::Undetermined);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn advance<'a>(
    id: &str,
    state: &'a State,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Advanced<'a>, MisuseError> {
    let decision = decide(policy, state, facts, &Command::Advance, now)?;
    Ok(Advanced { announcements: webhooks(id, &decision), decision })
}

/// Returns the webhooks that the profile announces for the events, in order.
fn webhooks(id: &str, decision: &Decision<'_>) -> Vec<Announcement<Webhook>> {
    announced(PROVIDER, decision, |event, row| Webhook::of(id, decision, event, row))
}

/// The row of the two calls in the list of leaves. Its problems lack the trace, which comes with a request.
pub(super) const LEAF: Leaf<Problem> = Leaf { provider: PROVIDER, said };

fn said(decision: &Decision<'_>) -> Said<Problem> {
    said_as(decision, AcceptedAs::default())
}

/// Returns the answer to a decision. Asking again is accepted too, and changes nothing (U-9).
fn said_as(decision: &Decision<'_>, number: AcceptedAs) -> Said<Problem> {
    let subject = words_for(decision.policy().profile().subject);
    match decision.verdict() {
        Verdict::Permitted | Verdict::NoOp | Verdict::Waiting => accepted(number),
        Verdict::Refused => failed(Failure::Conflict, blocked(subject, decision)),
        Verdict::Undetermined => failed(Failure::Unavailable, unknown(subject, decision)),
    }
}

/// Returns an accepted answer. The guide says to check the HTTP status and gives no number (U-10).
const fn accepted(number: AcceptedAs) -> Said<Problem> {
    Said { status: HttpStatus::chosen(number.number()), body: None, body_basis: Basis::Inferred }
}

fn failed(failure: Failure, detail: String) -> Said<Problem> {
    let problem = Problem::new(failure, detail);
    Said { status: HttpStatus::inferred(problem.status), body: Some(problem), body_basis: Basis::Inferred }
}

/// Returns every blocker in words, in order of precedence.
fn blocked(subject: &str, decision: &Decision<'_>) -> String {
    let words: Vec<&str> = decision.codes().iter().map(Code::words).collect();
    alloc::format!("the {subject} cannot be closed: {}", words.join(", "))
}

/// Returns every missing fact by its name, in alphabetical order.
fn unknown(subject: &str, decision: &Decision<'_>) -> String {
    let names: Vec<&str> = decision.missing().iter().map(FactName::name).collect();
    alloc::format!("it cannot be said whether the {subject} can be closed, unknown: {}", names.join(", "))
}

/// A reason why a request was not accepted, with the title that RFC 9110 gives to its status.
#[derive(Clone, Copy)]
enum Failure {
    BadRequest,
    NotFound,
    Conflict,
    Unavailable,
}

impl Failure {
    const fn status_and_title(self) -> (u16, &'static str) {
        match self {
            Self::BadRequest => (400, "Bad Request"),
            Self::NotFound => (404, "Not Found"),
            Self::Conflict => (409, "Conflict"),
            Self::Unavailable => (503, "Service Unavailable"),
        }
    }
}

/// The body of an error, by RFC 9457, with the provider's `request_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// An address that describes the error; `about:blank` if the status is enough.
    #[serde(rename = "type")]
    pub kind: Box<str>,
    /// The HTTP status code.
    pub status: u16,
    /// The kind of error in words.
    pub title: Box<str>,
    /// The errors, in order.
    pub detail: String,
    /// The occurrence, as the server stated it; absent without a server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<Box<str>>,
    /// The request, as the server stated it; absent without a server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<Box<str>>,
}

impl Problem {
    /// The value of the header `content-type`.
    pub const CONTENT_TYPE: &'static str = "application/problem+json";

    fn new(failure: Failure, detail: String) -> Self {
        let (status, title) = failure.status_and_title();
        Self {
            kind: "about:blank".into(),
            status,
            title: title.into(),
            detail,
            instance: None,
            request_id: None,
        }
    }

    fn about(self, request: &Request) -> Self {
        Self {
            instance: Some(request.instance().into()),
            request_id: Some(request.request_id().into()),
            ..self
        }
    }
}
