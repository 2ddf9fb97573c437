//! A request to close, as it comes in, and everything that is wrong with it.

use crate::lifecycle::Subject;
use crate::vocab::{catalogue, excerpt, is_visible};
use crate::{Command, Reason};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// A request as it came in, before anything was checked.
///
/// * `DELETE /accounts/{account_id}`: no query, no body, no reason. Whether a reason is taken here too is documented
///   nowhere, so none is.
/// * `DELETE /account_groups/{account_group_id}`: `closure_reason` and `notification_only`, both optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// What is to be closed.
    pub subject: Subject,
    /// The path parameter: required. In the documents it is a UUID; no more is asked here than that it is not blank,
    /// since an id of another form is one that does not exist.
    pub id: &'a str,
    /// The parameters of the query, decoded, in the order in which they came.
    pub query: &'a [(&'a str, &'a str)],
    /// What `instance` of an error is to say.
    pub instance: &'a str,
    /// What `request_id` of an error is to say.
    pub request_id: &'a str,
}

/// A request with what it means, or with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    subject: Subject,
    id: Box<str>,
    reason: Option<ClosureReason>,
    notification_only: bool,
    command: Command,
    violations: Violations,
    instance: Box<str>,
    correlation: Box<str>,
}

impl Request {
    /// Reads a request. Total: what is wrong with it is kept, and becomes the answer.
    ///
    /// ```
    /// use closeout::{lifecycle::Subject, wire::upvest::{ClosureReason, Incoming, Request}};
    /// let incoming = |query| Incoming { subject: Subject::Group, id: "g1", query, instance: "", request_id: "" };
    /// let request = Request::read(&incoming(&[("closure_reason", "aml")]));
    /// assert_eq!(request.reason(), Some(ClosureReason::Aml));
    ///
    /// let wrong = Request::read(&incoming(&[("notification_only", "yes"), ("closure_reason", "AML")]));
    /// assert_eq!(wrong.violations().iter().count(), 2);
    /// assert_eq!(wrong.reason(), None);
    /// ```
    #[must_use]
    pub fn read(incoming: &Incoming<'_>) -> Self {
        let mut violations = Vec::new();
        if is_blank(incoming.id) {
            violations.push(Violation::Blank { field: id_field(incoming.subject) });
        }
        let reason = parameter(incoming, CLOSURE_REASON, ClosureReason::named, &mut violations);
        let notice = parameter(incoming, NOTIFICATION_ONLY, boolean, &mut violations);
        violations.extend(unknown_parameters(incoming));
        let (reason, notification_only) =
            if violations.is_empty() { (reason, notice == Some(true)) } else { (None, false) };
        Self {
            subject: incoming.subject,
            id: incoming.id.into(),
            reason,
            notification_only,
            command: Command::RequestClosure { reason: reason.map(Into::into) },
            violations: Violations(violations),
            instance: incoming.instance.into(),
            correlation: incoming.request_id.into(),
        }
    }

    /// What is to be closed.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The reason, if one was stated and nothing is wrong with the request.
    #[must_use]
    pub const fn reason(&self) -> Option<ClosureReason> {
        self.reason
    }

    /// Whether it only announces a future closing (U-11). Not, if anything is wrong with the request.
    #[must_use]
    pub const fn notification_only(&self) -> bool {
        self.notification_only
    }

    /// Everything that is wrong with it, in the order of the fields; empty if nothing is.
    #[must_use]
    pub const fn violations(&self) -> &Violations {
        &self.violations
    }

    /// What `instance` of an error is to say.
    #[must_use]
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// What `request_id` of an error is to say.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.correlation
    }

    /// What is asked of the engine. Kept here, because a decision borrows it.
    #[must_use]
    pub(super) const fn command(&self) -> &Command {
        &self.command
    }
}

catalogue! {
    /// Why a group is closed, as the provider writes it.
    #[non_exhaustive]
    pub enum ClosureReason {
        /// Debts were not paid.
        Dunning = "dunning",
        /// Somebody acts under a power of attorney.
        PowerOfAttorney = "power_of_attorney",
        /// The holder cannot act for themselves any more.
        LossOfLegalCapacity = "loss_of_legal_capacity",
        /// Anti-money laundering.
        Aml = "aml",
        /// The risk is not acceptable.
        RiskBased = "risk_based",
        /// The contract was breached.
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

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Violation {
    /// A required field is missing or blank.
    #[error("`{field}` is blank: expected an id")]
    Blank {
        /// The field.
        field: &'static str,
    },
    /// A parameter is given more than once, with the same value or another.
    #[error("`{field}` is given {times} times: expected at most one")]
    Repeated {
        /// The parameter.
        field: &'static str,
        /// How often.
        times: usize,
    },
    /// A value that the provider does not document. They are compared to the letter.
    #[error("`{field}` is `{found}`: expected {expected}")]
    UnknownValue {
        /// The parameter.
        field: &'static str,
        /// What was given, cut off after 40 characters.
        found: String,
        /// What is documented.
        expected: String,
    },
    /// A parameter that the provider does not document for this call.
    #[error("unknown parameter `{found}`: expected {expected}")]
    UnknownParameter {
        /// Its name, cut off after 40 characters.
        found: String,
        /// What is documented.
        expected: &'static str,
    },
    /// A key that is not a UUID.
    #[error("`{field}` is `{found}`: expected a UUID, such as `7e9a0529-d289-4f4a-ae01-c2cd013d582e`")]
    NotAUuid {
        /// The header.
        field: &'static str,
        /// What was given, cut off after 40 characters.
        found: String,
    },
}

/// Everything that is wrong with a request, in the order of its fields; empty if nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(pub(super) Vec<Violation>);

impl Violations {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, violation) in self.0.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { "; " })?;
            fmt::Display::fmt(violation, f)?;
        }
        Ok(())
    }
}

impl core::error::Error for Violations {}

/// What an optional parameter of the query is called, and what it may say.
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

/// The parameters of a call, in the order of its documentation.
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

pub(super) fn is_blank(text: &str) -> bool {
    !is_visible(text)
}

/// The value of a parameter. Every value of one that is repeated is looked at, so that no violation hides another.
fn parameter<T>(
    incoming: &Incoming<'_>,
    parameter: Parameter,
    read: impl Fn(&str) -> Option<T>,
    violations: &mut Vec<Violation>,
) -> Option<T> {
    let field = parameter.name;
    let is_known = parameters(incoming.subject).iter().any(|known| known.name == field);
    let is_meant = |(name, _): &&(&str, &str)| is_known && *name == field;
    let times = incoming.query.iter().filter(is_meant).count();
    if times > 1 {
        violations.push(Violation::Repeated { field, times });
    }
    let mut value = None;
    for (_, text) in incoming.query.iter().filter(is_meant) {
        match read(text) {
            Some(known) => value = Some(known),
            None => violations.push(Violation::UnknownValue {
                field,
                found: excerpt(text),
                expected: (parameter.expected)(),
            }),
        }
    }
    value
}

/// In the order in which they came.
fn unknown_parameters(incoming: &Incoming<'_>) -> impl Iterator<Item = Violation> {
    let known = parameters(incoming.subject);
    let expected = match incoming.subject {
        Subject::Account => "none",
        Subject::Group => "`closure_reason` or `notification_only`",
    };
    let names = incoming.query.iter().map(|(name, _)| *name);
    let unknown = names.filter(move |name| !known.iter().any(|parameter| parameter.name == *name));
    unknown.map(move |name| Violation::UnknownParameter { found: excerpt(name), expected })
}
