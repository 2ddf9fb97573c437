//! A request to close, as it comes in, with all of its flaws.

use crate::lifecycle::Subject;
use crate::vocab::{catalogue, excerpt};
use crate::wire::loose;
use crate::wire::violation::{Flaw, RequestError, Review};
use crate::{Command, Reason};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A name for one occurrence of a request, which a [`Problem`](super::Problem) repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trace<'a> {
    /// `instance` of the problem: the occurrence, usually the path that was called.
    pub instance: &'a str,
    /// `request_id` of the problem: the server's own id of the request.
    pub request_id: &'a str,
}

/// The HTTP status with which a request is accepted: a choice of the service, since no document gives the number (U-10).
///
/// The default is 202, whose meaning in RFC 9110 fits: the request is accepted, and closing is not yet complete.
///
/// ```
/// use closeout::wire::upvest::AcceptedAs;
/// assert_eq!(AcceptedAs::default().number(), 202);
/// assert_eq!(AcceptedAs::NoContent.number(), 204);
/// ```
///
/// Exhaustive on purpose: HTTP has no other number that fits a success without a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AcceptedAs {
    /// The status 200.
    Ok,
    /// The status 202.
    #[default]
    Accepted,
    /// The status 204.
    NoContent,
}

impl AcceptedAs {
    /// Returns the number.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Ok => 200,
            Self::Accepted => 202,
            Self::NoContent => 204,
        }
    }
}

/// A request with its meaning, or with all of its flaws.
///
/// Reading is total: the flaws of a request are kept, and become the answer.
///
/// ```
/// use closeout::wire::upvest::{ClosureReason, Request, Trace};
/// let request = Request::delete_group("g1", &[("closure_reason", "aml")], Trace::default());
/// assert_eq!(request.reason(), Some(ClosureReason::Aml));
///
/// let query = [("notification_only", "yes"), ("closure_reason", "AML")];
/// let wrong = Request::delete_group("g1", &query, Trace::default());
/// assert_eq!(wrong.violations().map(|violations| violations.iter().count()), Some(2));
/// assert_eq!(wrong.reason(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    subject: Subject,
    id: Box<str>,
    asked: Result<Asked, RequestError>,
    command: Command,
    instance: Box<str>,
    correlation: Box<str>,
    accepted_as: AcceptedAs,
}

/// The meaning of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    reason: Option<ClosureReason>,
    notification_only: bool,
}

impl Request {
    /// Reads `DELETE /accounts/{account_id}`. It has no parameters, no body and no reason: no document says that a
    /// reason is accepted here too, so every parameter of the query is a violation.
    ///
    /// `account_id` is the path parameter: required. In the documents it is a UUID; here it only must not be blank,
    /// since an id of another form is one that does not exist. `query` has the parameters, decoded, in the order in
    /// which they came.
    #[must_use]
    pub fn delete_account(account_id: &str, query: &[(&str, &str)], trace: Trace<'_>) -> Self {
        Self::read(Subject::Account, account_id, query, trace)
    }

    /// Reads `DELETE /account_groups/{account_group_id}`, with the parameters `closure_reason`, a [`ClosureReason`], and
    /// `notification_only`, `true` or `false`. Both are optional. The arguments are those of
    /// [`delete_account`](Self::delete_account).
    #[must_use]
    pub fn delete_group(account_group_id: &str, query: &[(&str, &str)], trace: Trace<'_>) -> Self {
        Self::read(Subject::Group, account_group_id, query, trace)
    }

    fn read(subject: Subject, id: &str, query: &[(&str, &str)], trace: Trace<'_>) -> Self {
        let mut review = Review::default();
        review.note(id_field(subject), loose::id(id, "an id"));
        let query = Query { subject, parameters: query };
        let reason = query.value(CLOSURE_REASON, ClosureReason::named, &mut review);
        let notice = query.value(NOTIFICATION_ONLY, boolean, &mut review);
        query.note_unknown(&mut review);
        let asked = review.finish(Some(Asked { reason, notification_only: notice == Some(true) }));
        let reason = asked.as_ref().ok().and_then(|asked| asked.reason);
        Self {
            subject,
            id: id.into(),
            asked,
            command: Command::RequestClosure { reason: reason.map(Into::into) },
            instance: trace.instance.into(),
            correlation: trace.request_id.into(),
            accepted_as: AcceptedAs::default(),
        }
    }

    /// Returns the same request, to be answered with this number if it is accepted.
    ///
    /// ```
    /// use closeout::wire::upvest::{self, AcceptedAs, Request, Trace};
    /// use closeout::{Facts, Policy};
    /// use closeout::providers;
    /// let policy = Policy::documented(&providers::upvest::ACCOUNT);
    /// let request = Request::delete_account("a1", &[], Trace::default()).accepted_as(AcceptedAs::NoContent);
    /// let state = policy.state("ACTIVE");
    /// let (facts, now) = (Facts::all_clear(), "2026-02-02T09:00:00Z".parse()?);
    /// assert_eq!(upvest::handle(&request, Some(&state), &facts, &policy, now)?.status(), 204);
    /// assert_eq!(upvest::handle(&request, None, &facts, &policy, now)?.status(), 404);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn accepted_as(self, accepted_as: AcceptedAs) -> Self {
        Self { accepted_as, ..self }
    }

    /// Returns the kind of subject that is to be closed.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// Returns the id of the subject, by which the service finds it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the reason, if one was stated and the request has no flaw.
    #[must_use]
    pub fn reason(&self) -> Option<ClosureReason> {
        self.asked.as_ref().ok()?.reason
    }

    /// Says whether the request only announces a future closing (U-11); false if the request has a flaw.
    #[must_use]
    pub fn notification_only(&self) -> bool {
        self.asked.as_ref().is_ok_and(|asked| asked.notification_only)
    }

    /// Returns the flaws of the request, in the order of the fields; `None` if it has none.
    #[must_use]
    pub fn violations(&self) -> Option<&RequestError> {
        self.asked.as_ref().err()
    }

    /// Returns `instance` of a problem that answers the request.
    #[must_use]
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// Returns `request_id` of a problem that answers the request.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.correlation
    }

    /// Returns the number with which the request is answered if it is accepted.
    #[must_use]
    pub const fn accepts_as(&self) -> AcceptedAs {
        self.accepted_as
    }

    /// Returns the command to the engine. It is kept here, because a decision borrows it.
    #[must_use]
    pub(super) const fn command(&self) -> &Command {
        &self.command
    }
}

catalogue! {
    /// The reasons for closing a group, as the provider writes them.
    #[non_exhaustive]
    pub enum ClosureReason {
        /// Debts that were not paid.
        Dunning = "dunning",
        /// A closing under a power of attorney.
        PowerOfAttorney = "power_of_attorney",
        /// A holder who cannot act for themselves any more.
        LossOfLegalCapacity = "loss_of_legal_capacity",
        /// Anti-money laundering.
        Aml = "aml",
        /// A risk that is not acceptable.
        RiskBased = "risk_based",
        /// A breach of the contract.
        ContractBreach = "contract_breach",
        /// The user asks for it.
        UserInitiated = "user_initiated",
    }
}

impl From<ClosureReason> for Reason {
    fn from(reason: ClosureReason) -> Self {
        Self { code: Some(reason.name().into()), text: None }
    }
}

/// An optional parameter of the query: its name, and its values in words.
#[derive(Clone, Copy)]
struct Parameter {
    name: &'static str,
    expected: fn() -> String,
}

const CLOSURE_REASON: Parameter = Parameter { name: "closure_reason", expected: reasons };
const NOTIFICATION_ONLY: Parameter = Parameter { name: "notification_only", expected: booleans };

fn reasons() -> String {
    let names: Vec<String> = ClosureReason::ALL.iter().map(|reason| alloc::format!("`{reason}`")).collect();
    alloc::format!("one of {}", names.join(", "))
}

fn booleans() -> String {
    "`true` or `false`".to_string()
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Returns the parameters of a call, in the order of its documentation.
const fn parameters(subject: Subject) -> &'static [Parameter] {
    match subject {
        Subject::Account => &[],
        Subject::Group => &[CLOSURE_REASON, NOTIFICATION_ONLY],
    }
}

const fn id_field(subject: Subject) -> &'static str {
    match subject {
        Subject::Account => "account_id",
        Subject::Group => "account_group_id",
    }
}

/// The query of a request about a subject.
#[derive(Clone, Copy)]
struct Query<'a> {
    subject: Subject,
    parameters: &'a [(&'a str, &'a str)],
}

impl Query<'_> {
    fn is_known(&self, name: &str) -> bool {
        parameters(self.subject).iter().any(|parameter| parameter.name == name)
    }

    /// Returns the value of a parameter. Every value of a repeated one is checked, so that no violation hides another.
    fn value<T>(
        &self,
        parameter: Parameter,
        read: impl Fn(&str) -> Option<T>,
        review: &mut Review,
    ) -> Option<T> {
        let field = parameter.name;
        let is_known = self.is_known(field);
        let is_meant = |(name, _): &&(&str, &str)| is_known && *name == field;
        let found = self.parameters.iter().filter(is_meant).count();
        if found > 1 {
            review.add(field, Flaw::Times { found });
        }
        let mut value = None;
        for (_, text) in self.parameters.iter().filter(is_meant) {
            let flaw = || Flaw::NotTaken { found: excerpt(text), expected: (parameter.expected)() };
            value = review.note(field, read(text).ok_or_else(flaw)).or(value);
        }
        value
    }

    /// Notes the parameters that the call does not have, in the order in which they came.
    fn note_unknown(&self, review: &mut Review) {
        let expected = match self.subject {
            Subject::Account => "none",
            Subject::Group => "`closure_reason` or `notification_only`",
        };
        let names = self.parameters.iter().map(|(name, _)| *name);
        for name in names.filter(|name| !self.is_known(name)) {
            review.add("query", Flaw::Unknown { found: excerpt(name), expected });
        }
    }
}
