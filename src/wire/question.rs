//! A question as JSON: everything a decision needs, in one object.

use super::facts::{ZoneName, residences};
use super::objects::Objects;
use super::policies::Policies;
use super::question_error::{QuestionError, expect_kind};
use super::scalar::{Instant, read_name};
use super::state::StateForm;
use crate::lifecycle::Subject;
use crate::policy::{MaxAge, Residences};
use crate::timing::MissedBoundary;
use crate::{Command, Decision, Fact, Facts, MisuseError, Policy, Reason, State, Strictness, decide};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use jiff::Timestamp;
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

/// One question: policy, state, facts, command and instant, resolved.
///
/// Read through its own checks: an unknown field, a duplicate key, a provider that does not exist or has no such
/// subject, or a status of the wrong kind is an error that states what was expected.
///
/// The JSON form names the profile and the options, and has no clocks: these belong to the policy under which it is
/// read. Built-in profiles are known by name; for those of a house, see [`Policies`].
///
/// ```
/// use closeout::{Verdict, wire::Question};
/// let question: Question = serde_json::from_str(r#"{
///     "policy": {"provider": "upvest", "residences": ["DE"]},
///     "subject": "account",
///     "state": {"status": "ACTIVE"},
///     "facts": {"outstanding_withdrawals": []},
///     "command": {"type": "request_closure"},
///     "now": "2026-02-02T09:00:00Z"
/// }"#)?;
/// assert_eq!(question.decide()?.verdict(), Verdict::Permitted);
///
/// let refused = serde_json::from_str::<Question>(r#"{"policy": {"provider": "upvesst"}}"#);
/// assert!(refused.is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[serde(into = "QuestionForm")]
pub struct Question {
    /// The asker's name for the case, echoed.
    pub case: Option<Box<str>>,
    /// The rules.
    pub policy: Policy,
    /// The remembered state.
    pub state: State,
    /// The asserted facts.
    pub facts: Facts,
    /// The command.
    pub command: Command,
    /// The instant of the question, as of which the facts hold.
    pub now: Timestamp,
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read_with(&Policies::built_in(), deserializer)
    }
}

impl Question {
    pub(super) fn read_with<'de, D: Deserializer<'de>>(
        policies: &Policies,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let form = QuestionForm::deserialize(Objects(deserializer))?;
        form.resolved(policies).map_err(D::Error::custom)
    }

    /// Decides the question.
    ///
    /// # Errors
    /// If the question contradicts itself.
    pub fn decide(&self) -> Result<Decision<'_>, MisuseError> {
        decide(&self.policy, &self.state, &self.facts, &self.command, self.now)
    }
}

/// The inputs of a decision: the rules, the remembered state, the asserted facts, the command and the instant.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Question"))]
#[serde(deny_unknown_fields)]
struct QuestionForm {
    /// The asker's name for the case, echoed in the answer.
    #[serde(default)]
    case: Option<Box<str>>,
    /// The rules.
    policy: PolicyForm,
    /// The kind of subject; a provider has one or both.
    subject: Subject,
    /// The remembered state, as it came out of the last answer.
    state: StateForm,
    /// The asserted facts. If absent or null, all of them are unknown; the same holds for each fact.
    #[serde(default)]
    facts: Option<Facts>,
    /// The command.
    command: CommandForm,
    /// The instant of the question, as of which the facts hold.
    now: Instant,
    /// The answer that a checker expects; a decision does not read it.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(with = "super::json::Json"))]
    #[expect(dead_code, reason = "accepted and ignored")]
    expect: IgnoredAny,
    /// The reason why a checker expects it; a decision does not read it.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(with = "super::json::Json"))]
    #[expect(dead_code, reason = "accepted and ignored")]
    why: IgnoredAny,
}

/// The rules: a provider's own, or those of a house, and how they are applied.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Policy"))]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyForm {
    /// The rules: the name of a built-in provider, or of a policy of a house.
    provider: String,
    /// The rules that hold: `documented` by default, or as the policy of the house says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strictness: Option<Strictness>,
    /// The tax residences of the holders; unknown if it is absent or null.
    #[serde(default, deserialize_with = "residences", skip_serializing_if = "Fact::is_unknown")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::facts::residences_schema"))]
    residences: Fact<Residences>,
    /// The rule for a missed tax-year end: `next_boundary` by default, or as the policy of the house says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missed_boundary: Option<MissedBoundary>,
    /// The largest age of facts; unlimited by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_age: Option<MaxAge>,
    /// The zone in which the days of the holder count, such as `Australia/Perth`; by default, that of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<ZoneName>,
}

/// The command. A reason belongs to a request.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Command", extend(
    "if" = {"properties": {"type": {"const": "advance"}}},
    "then" = {"properties": {"reason": {"type": "null"}}}
)))]
#[serde(deny_unknown_fields)]
pub(super) struct CommandForm {
    /// The kind of command.
    #[serde(rename = "type")]
    kind: CommandKind,
    /// The reason, if one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum CommandKind {
    /// A request to close: at once if the provider closes in one step, otherwise to begin closing.
    RequestClosure,
    /// A look at a closing: it completes if nothing blocks it any more.
    Advance,
}

impl<'de> Deserialize<'de> for CommandKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_name(deserializer, Self::named)
    }
}

impl CommandKind {
    fn named(name: &str) -> Result<Self, String> {
        match name {
            "request_closure" => Ok(Self::RequestClosure),
            "advance" => Ok(Self::Advance),
            other => Err(alloc::format!(
                "unknown name `{}`: expected one of `request_closure`, `advance`",
                crate::vocab::excerpt(other)
            )),
        }
    }
}

impl QuestionForm {
    fn resolved(self, policies: &Policies) -> Result<Question, QuestionError> {
        let Self { case, policy, subject, state, facts, command, now, .. } = self;
        let (policy, facts) = (resolve(policy, subject, policies)?, facts.unwrap_or_default());
        check_members(&policy, &facts)?;
        Ok(Question {
            case,
            state: state.under(&policy)?,
            policy,
            facts,
            command: read_command(command)?,
            now: now.0,
        })
    }
}

pub(super) fn resolve(
    form: PolicyForm,
    subject: Subject,
    policies: &Policies,
) -> Result<Policy, QuestionError> {
    let PolicyForm { provider, strictness, residences, missed_boundary, max_age, zone } = form;
    let Some(base) = policies.base(&provider, subject) else {
        return Err(no_profile(provider, subject, policies));
    };
    let mut options = base.options().with_residences(residences);
    options.strictness = strictness.unwrap_or(options.strictness);
    options.missed_boundary = missed_boundary.unwrap_or(options.missed_boundary);
    let mut policy = base.under(options);
    if let Some(max_age) = max_age {
        policy = policy.with_max_age(max_age);
    }
    Ok(match zone {
        Some(ZoneName(zone)) => policy.with_zone(zone),
        None => policy,
    })
}

fn no_profile(provider: String, subject: Subject, policies: &Policies) -> QuestionError {
    if let Some(other) = policies.profiles().find(|profile| profile.provider == provider) {
        return QuestionError::NoSuchSubject { provider, subject, expected: other.subject };
    }
    let mut known = String::new();
    for name in policies.profiles().map(|profile| &profile.provider) {
        let quoted = alloc::format!("`{name}`");
        if !known.contains(&quoted) {
            known.push_str(if known.is_empty() { "" } else { ", " });
            known.push_str(&quoted);
        }
    }
    QuestionError::UnknownProvider { found: crate::vocab::excerpt(&provider), known }
}

/// Checks the statuses of members, which are of the same provider, and so of the same kind.
pub(super) fn check_members(policy: &Policy, facts: &Facts) -> Result<(), QuestionError> {
    let profile = policy.profile();
    let lifecycle = profile.members.as_deref().unwrap_or(&profile.lifecycle);
    let mut members = facts.accounts.items().iter();
    members.try_for_each(|member| expect_kind("facts.accounts", &member.status, lifecycle, &profile.provider))
}

pub(super) fn read_command(form: CommandForm) -> Result<Command, QuestionError> {
    match (form.kind, form.reason) {
        (CommandKind::RequestClosure, reason) => Ok(Command::RequestClosure { reason }),
        (CommandKind::Advance, None) => Ok(Command::Advance),
        (CommandKind::Advance, Some(_)) => Err(QuestionError::ReasonWithAdvance),
    }
}

impl From<Question> for QuestionForm {
    fn from(question: Question) -> Self {
        let Question { case, policy, state, facts, command, now } = question;
        let (kind, reason) = match command {
            Command::RequestClosure { reason } => (CommandKind::RequestClosure, reason),
            Command::Advance => (CommandKind::Advance, None),
        };
        Self {
            case,
            policy: PolicyForm::from(&policy),
            subject: policy.profile().subject,
            state: StateForm::from(&state),
            facts: Some(facts),
            command: CommandForm { kind, reason },
            now: Instant(now),
            expect: IgnoredAny,
            why: IgnoredAny,
        }
    }
}

impl From<&Policy> for PolicyForm {
    fn from(policy: &Policy) -> Self {
        let options = policy.options();
        Self {
            provider: policy.profile().provider.to_string(),
            strictness: Some(options.strictness),
            residences: options.residences.clone(),
            missed_boundary: Some(options.missed_boundary),
            max_age: Some(policy.max_age().clone()).filter(|max_age| !max_age.is_unlimited()),
            zone: policy.own_zone().cloned().map(ZoneName),
        }
    }
}

#[cfg(feature = "schema")]
super::form::as_form!(Question => QuestionForm);
