//! Upvest, Investment API: requests to close accounts and groups, the answers, the webhooks, the liquidation.
//!
//! What belongs here: exact field names, values and error bodies, each with how it was read.
//! What never does: a rule; whether closing is admitted or complete is for `decide`, and a code is only how that is told.
//!
//! * **U-10**: success is *accepted*, without a body. Which number says so is confirmed nowhere, so none is stated.
//! * Errors are `application/problem+json` by RFC 9457. Their `type` is `about:blank`, which says that the title is that
//!   of the HTTP status: the provider's own addresses are documented for other errors only.
//! * 400 for a malformed request is documented, 404 for what does not exist is inferred. A refusal is 409, inferred: the
//!   request is well-formed and has no content that 422 could be about, it conflicts with how the subject stands, and
//!   whoever resolves that may ask again.
//! * What cannot be said is not a refusal and never a success: 503, inferred. Asking again may help.
//! * Webhooks tell how closing goes on, never whether a request was accepted; completion is not a request at all, so
//!   it has a function of its own, [`advance`].

mod liquidation;
mod request;

pub use liquidation::{Liquidation, LiquidationBody, LiquidationOrder};
pub use request::{ClosureReason, Incoming, Request, Violation, Violations};

use super::leaf::{Leaf, Said};
use super::scalar::Instant;
use crate::facts::FactName;
use crate::lifecycle::Subject;
use crate::vocab::Basis;
use crate::{Code, Command, Decision, Event, Facts, MisuseError, Policy, State, Verdict, decide, providers};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

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

/// What to answer, what to announce, and what both rest on.
#[derive(Clone, Debug)]
pub struct Handled<'a> {
    /// The HTTP answer.
    pub response: Response,
    /// The webhooks to be sent once the decision is committed, in order.
    pub webhooks: Vec<Webhook>,
    /// The decision to commit. `None` where there is nothing to commit: the request was malformed or a mere notice
    /// (U-11), the subject does not exist, or the policy was not for it.
    pub decision: Option<Decision<'a>>,
}

/// Answers a request to close an account or a group. Pure: the caller has looked the subject up, and commits the
/// decision.
///
/// `state` is `None` if there is no subject with that id. The policy must be this provider's, and for the kind of
/// subject that the request is about; under another the answer is 503, and nothing is decided.
///
/// With `notification_only` (U-11) nothing changes and nothing is announced: that a closing is intended is for the
/// service to record ([`Request::notification_only`]). It is accepted whatever the subject holds, since that can be
/// cleared until then, unless the status does not admit closing.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::upvest::{self, Incoming, Request};
/// use closeout::{facts::Movement, lifecycle::Subject, Fact, Facts, Policy};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::upvest::GROUP);
/// let request = Request::read(&Incoming {
///     subject: Subject::Group,
///     id: "d2a3b1f0-5d3c-4c1e-9a55-1f3f6f1f2a10",
///     query: &[("closure_reason", "user_initiated")],
///     instance: "/account_groups/d2a3b1f0-5d3c-4c1e-9a55-1f3f6f1f2a10",
///     request_id: "4f1d",
/// });
/// let state = policy.state("ACTIVE");
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// facts.outstanding_withdrawals = Fact::empty();
///
/// let handled = upvest::handle(&request, Some(&state), &facts, &policy, now)?;
/// assert!(handled.response.is_accepted());
/// assert_eq!(handled.webhooks[0].kind, "ACCOUNT_GROUP.CLOSING_INITIATED");
///
/// facts.outstanding_withdrawals = Fact::one(Movement::default());
/// let handled = upvest::handle(&request, Some(&state), &facts, &policy, now)?;
/// assert_eq!(handled.response.status(), Some(409));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn handle<'a>(
    request: &'a Request,
    state: Option<&'a State>,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Handled<'a>, MisuseError> {
    if !request.violations().is_empty() {
        return Ok(undecided(Failure::BadRequest, request.violations().to_string(), request));
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
        return Ok(Handled { response: Response::Accepted, webhooks: Vec::new(), decision: None });
    }
    let response = Response::to(&decision).about(request);
    let webhooks = webhooks(request.id(), &decision);
    Ok(Handled { response, webhooks, decision: Some(decision) })
}

fn undecided<'a>(failure: Failure, detail: String, request: &Request) -> Handled<'a> {
    let response = Response::Problem(Problem::new(failure, detail).about(request));
    Handled { response, webhooks: Vec::new(), decision: None }
}

fn is_for(policy: &Policy, subject: Subject) -> bool {
    let profile = policy.profile();
    profile.provider == providers::upvest::ACCOUNT.provider && profile.subject == subject
}

/// Returns whether nothing but contents is in the way, which can be cleared by the day on which closing is requested. Of a
/// status that nobody documents nobody can say that.
fn admits_some_day(decision: &Decision<'_>) -> bool {
    let codes = decision.codes();
    let by_status = codes.contains(Code::AlreadyClosed) || codes.contains(Code::StatusDoesNotAdmitClosing);
    !by_status && !decision.missing().contains(FactName::Status)
}

const fn words_for(subject: Subject) -> &'static str {
    match subject {
        Subject::Account => "account",
        Subject::Group => "account group",
    }
}

/// What follows from looking at a closing again: webhooks and the decision to commit.
#[derive(Clone, Debug)]
pub struct Advanced<'a> {
    /// The webhooks to be sent once the decision is committed, in order; none unless it closes.
    pub webhooks: Vec<Webhook>,
    /// The decision.
    pub decision: Decision<'a>,
}

/// Looks at a closing again, as the provider does on its own whenever something changes. Nobody is answered: closing
/// completes, and is announced, or it waits.
///
/// When a group closes, the webhook about it is followed by that about its closing report.
///
/// # Errors
/// [`MisuseError`], if the state contradicts `now`.
///
/// # Examples
/// ```
/// use closeout::wire::upvest;
/// use closeout::{Fact, Facts, Policy, Verdict};
/// use closeout::providers;
/// let policy = Policy::documented(&providers::upvest::GROUP);
/// let state = policy.state("CLOSING");
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// (facts.accounts, facts.fees, facts.cash) = (Fact::empty(), Fact::empty(), Fact::empty());
/// let closed = upvest::advance("g1", &state, &facts, &policy, now)?;
/// let kinds: Vec<&str> = closed.webhooks.iter().map(|webhook| webhook.kind).collect();
/// assert_eq!(kinds, ["ACCOUNT_GROUP.CLOSED", "REPORT.CREATED"]);
///
/// let unknown = Facts::unknown();
/// let open = upvest::advance("g1", &state, &unknown, &policy, now)?;
/// assert!(open.webhooks.is_empty() && open.decision.verdict() == Verdict::Undetermined);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn advance<'a>(
    id: &str,
    state: &'a State,
    facts: &'a Facts,
    policy: &'a Policy,
    now: Timestamp,
) -> Result<Advanced<'a>, MisuseError> {
    let decision = decide(policy, state, facts, &ADVANCE, now)?;
    Ok(Advanced { webhooks: webhooks(id, &decision), decision })
}

static ADVANCE: Command = Command::Advance;

/// The HTTP answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// Accepted, without a body (U-10). Also where asking again changed nothing (U-9).
    Accepted,
    /// Not accepted.
    Problem(Problem),
}

impl Response {
    /// Whether the request was accepted.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::Accepted)
    }

    /// The HTTP status code; `None` for a request that was accepted, since no document confirms the number (U-10).
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Accepted => None,
            Self::Problem(problem) => Some(problem.status),
        }
    }

    /// The body; `None` for a request that was accepted.
    #[must_use]
    pub const fn body(&self) -> Option<&Problem> {
        match self {
            Self::Accepted => None,
            Self::Problem(problem) => Some(problem),
        }
    }

    fn to(decision: &Decision<'_>) -> Self {
        let subject = words_for(decision.policy().profile().subject);
        match decision.verdict() {
            Verdict::Permitted | Verdict::NoOp | Verdict::Waiting => Self::Accepted,
            Verdict::Refused => Self::Problem(Problem::new(Failure::Conflict, blocked(subject, decision))),
            Verdict::Undetermined => {
                Self::Problem(Problem::new(Failure::Unavailable, unknown(subject, decision)))
            }
        }
    }

    /// The same as the answer to this request, which a problem names.
    fn about(self, request: &Request) -> Self {
        match self {
            Self::Accepted => Self::Accepted,
            Self::Problem(problem) => Self::Problem(problem.about(request)),
        }
    }
}

/// What an answer carries of the two calls. A problem lacks what the server says of the request.
pub(super) const LEAF: Leaf<Problem> = Leaf { provider: providers::upvest::ACCOUNT.provider, said };

/// The guide tells callers to check the HTTP status and gives no number; that of an accepted request is open (U-10).
fn said(decision: &Decision<'_>) -> Said<Problem> {
    let response = Response::to(decision);
    Said {
        http_status: response.status().map(|status| (status, Basis::Inferred)),
        body: response.body().cloned(),
        body_basis: Basis::Inferred,
    }
}

/// Every blocker in words, in order of precedence.
fn blocked(subject: &str, decision: &Decision<'_>) -> String {
    let words: Vec<&str> = decision.codes().iter().map(Code::words).collect();
    alloc::format!("the {subject} cannot be closed: {}", words.join(", "))
}

/// Every missing fact by its name, in alphabetical order.
fn unknown(subject: &str, decision: &Decision<'_>) -> String {
    let names: Vec<&str> = decision.missing().iter().map(FactName::name).collect();
    alloc::format!("it cannot be said whether the {subject} can be closed, unknown: {}", names.join(", "))
}

/// Why a request was not accepted, with the title that RFC 9110 gives to its status.
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
    /// An address that describes the error; `about:blank` if the status says it all.
    #[serde(rename = "type")]
    pub kind: Box<str>,
    /// The HTTP status code.
    pub status: u16,
    /// The kind of error in words.
    pub title: Box<str>,
    /// What was wrong: all of it, in order.
    pub detail: String,
    /// The occurrence, as the server stated it; absent where no server was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<Box<str>>,
    /// The request, as the server stated it; absent where no server was asked.
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

/// A webhook event: something has happened to an account or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// The id of the event. For the service to state, since it takes randomness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// When it was decided, in UTC. A closing that a gate has held counts from the gate, which may have opened earlier.
    #[serde(serialize_with = "utc")]
    pub created_at: Timestamp,
    /// The type, to the letter: the message of the profile's announcement.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is about.
    pub object: WebhookObject,
    /// The webhook's own id. For the service to state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_id: Option<Box<str>>,
}

fn utc<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    Instant(*at).serialize(serializer)
}

/// What a webhook is about, as far as closing determines it. The provider's objects have more fields, which the service
/// adds from its own books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookObject {
    /// The account or the group: `id` and `status`.
    Subject {
        /// Its id.
        id: Box<str>,
        /// Its status after the event.
        status: Box<str>,
    },
    /// The PDF report on the closing of a group: `type`, which is `ACCOUNT_CLOSING`, and `account_group_id`, which is
    /// inferred. Its own id is for the service to state.
    ClosingReport {
        /// The group that was closed.
        account_group_id: Box<str>,
    },
}

/// The type of the report on a closing.
const CLOSING_REPORT: &str = "ACCOUNT_CLOSING";

/// What a message about a report begins with.
const ABOUT_A_REPORT: &str = "REPORT.";

impl Serialize for WebhookObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("WebhookObject", 2)?;
        match self {
            Self::Subject { id, status } => {
                object.serialize_field("id", id)?;
                object.serialize_field("status", status)?;
            }
            Self::ClosingReport { account_group_id } => {
                object.serialize_field("type", CLOSING_REPORT)?;
                object.serialize_field("account_group_id", account_group_id)?;
            }
        }
        object.end()
    }
}

/// What the profile announces of the events, in order. Nothing under a profile of somebody else.
fn webhooks(id: &str, decision: &Decision<'_>) -> Vec<Webhook> {
    let profile = decision.policy().profile();
    if !is_for(decision.policy(), profile.subject) {
        return Vec::new();
    }
    let messages_on = |event: Event| {
        let rows = profile.announcements.iter().filter(move |row| row.on == event.kind);
        rows.map(move |row| (event, row.message))
    };
    let announced = decision.events().iter().flat_map(messages_on);
    announced.map(|(event, message)| webhook(id, decision, event, message)).collect()
}

fn webhook(id: &str, decision: &Decision<'_>, event: Event, message: &'static str) -> Webhook {
    let object = if message.starts_with(ABOUT_A_REPORT) {
        WebhookObject::ClosingReport { account_group_id: id.into() }
    } else {
        WebhookObject::Subject { id: id.into(), status: decision.state().status.to_string().into() }
    };
    Webhook { id: None, created_at: event.at, kind: message, object, webhook_id: None }
}
