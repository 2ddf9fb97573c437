//! The policies that a question may name: the built-in ones, and those of a house beside them.

use super::plan::PlanQuestion;
use super::question::Question;
use crate::lifecycle::Subject;
use crate::profile::Profile;
use crate::{Policy, PolicyOptions, providers};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Deserializer;
use serde::de::DeserializeSeed;

/// The policies that questions are resolved against. There are always the built-in ones; a service adds the policies
/// that it has built from documents, and its questions then name them by `policy.provider`.
///
/// Of a policy that was added, the clocks hold, and so do its strictness and its rule for a missed boundary where a
/// question does not say another. Residences are those of the question alone, since they are a fact about its holders:
/// where a question has none they are unknown, whatever the document says.
///
/// ```
/// use closeout::{Verdict, wire::{Policies, PolicyDocument}};
/// use serde::de::DeserializeSeed;
/// let house: PolicyDocument = serde_json::from_str(r#"{
///     "provider": "house", "subject": "account", "based_on": "upvest",
///     "rules": [{"code": "open_orders", "stage": "admission", "source": "house rules, 4"}]
/// }"#)?;
/// let mut policies = Policies::built_in();
/// policies.add("house.json", house.build()?)?;
///
/// let question = r#"{
///     "policy": {"provider": "house"}, "subject": "account", "state": {"status": "ACTIVE"},
///     "facts": {"open_orders": [{"id": "o1"}]},
///     "command": {"type": "request_closure"}, "now": "2026-02-02T09:00:00Z"
/// }"#;
/// let question = policies.question().deserialize(&mut serde_json::Deserializer::from_str(question))?;
/// assert_eq!(question.decide()?.verdict(), Verdict::Refused);
///
/// // A name is that of one policy only.
/// let again = policies.add("another.json", house.build()?).unwrap_err().to_string();
/// assert_eq!(again, "`house` (account) is the name of two policies, `house.json` and `another.json`: expected a name each");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Policies {
    added: Vec<Added>,
}

#[derive(Clone, Debug)]
struct Added {
    origin: String,
    policy: Policy,
}

/// Two policies have one name, so a question could not say which of them it means.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyNameError {
    /// Both were added.
    #[error(
        "`{provider}` ({subject}) is the name of two policies, `{first}` and `{second}`: expected a name each"
    )]
    Added {
        /// The name.
        provider: String,
        /// The kind of subject.
        subject: Subject,
        /// Where the first one comes from.
        first: String,
        /// Where the second one comes from.
        second: String,
    },
    /// A built-in provider has it, for whatever subject.
    #[error(
        "`{provider}` is the name of a built-in provider, and of the policy in `{origin}`: expected a name of its own"
    )]
    BuiltIn {
        /// The name.
        provider: String,
        /// Where the policy comes from.
        origin: String,
    },
}

impl Policies {
    /// The built-in policies and no other.
    #[must_use]
    pub const fn built_in() -> Self {
        Self { added: Vec::new() }
    }

    /// Adds a policy under the name of its profile. `origin` says in messages where it comes from, such as a file.
    ///
    /// # Errors
    /// If a built-in provider has the name, or a policy for the same subject that was added before.
    pub fn add(&mut self, origin: &str, policy: Policy) -> Result<(), PolicyNameError> {
        let profile = policy.profile();
        let (provider, origin) = (profile.provider.to_string(), origin.to_owned());
        if providers::PROFILES.iter().any(|built_in| built_in.provider == provider) {
            return Err(PolicyNameError::BuiltIn { provider, origin });
        }
        if let Some(Added { origin: first, .. }) = self.added_as(&provider, profile.subject) {
            let (subject, first) = (profile.subject, first.clone());
            return Err(PolicyNameError::Added { provider, subject, first, second: origin });
        }
        self.added.push(Added { origin, policy });
        Ok(())
    }

    /// The profile of a name and a subject; `None` if there is none.
    #[must_use]
    pub fn profile(&self, provider: &str, subject: Subject) -> Option<&Profile> {
        let added = self.added_as(provider, subject).map(|added| added.policy.profile());
        added.or_else(|| providers::profile(provider, subject))
    }

    /// The profiles, the built-in ones first, and the others in the order in which they were added.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        let added = self.added.iter().map(|added| added.policy.profile());
        providers::PROFILES.iter().copied().chain(added)
    }

    /// Reads a [`Question`] that may name any of them.
    #[must_use]
    pub const fn question(&self) -> QuestionSeed<'_> {
        QuestionSeed(self)
    }

    /// Reads a [`PlanQuestion`] that may name any of them.
    #[must_use]
    pub const fn plan_question(&self) -> PlanQuestionSeed<'_> {
        PlanQuestionSeed(self)
    }

    /// What holds of a name before a question has said anything.
    pub(super) fn base(&self, provider: &str, subject: Subject) -> Option<Base<'_>> {
        let added = self.added_as(provider, subject).map(|added| Base::Added(&added.policy));
        added.or_else(|| providers::profile(provider, subject).map(Base::BuiltIn))
    }

    fn added_as(&self, provider: &str, subject: Subject) -> Option<&Added> {
        let is_meant = |profile: &Profile| profile.subject == subject && profile.provider == provider;
        self.added.iter().find(|added| is_meant(added.policy.profile()))
    }
}

/// What a question starts from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base<'a> {
    BuiltIn(&'static Profile),
    Added(&'a Policy),
}

impl Base<'_> {
    /// Returns the options that hold where a question says nothing.
    pub(super) fn options(self) -> PolicyOptions {
        match self {
            Self::BuiltIn(_) => PolicyOptions::documented(),
            Self::Added(policy) => policy.options().clone(),
        }
    }

    /// With its clocks, if it has any.
    pub(super) fn under(self, options: PolicyOptions) -> Policy {
        match self {
            Self::BuiltIn(profile) => Policy::new(profile, options),
            Self::Added(policy) => policy.clone().with_options(options),
        }
    }
}

/// Reads a [`Question`] against a set of [`Policies`]; its plain `Deserialize` knows the built-in ones alone.
#[derive(Clone, Copy, Debug)]
pub struct QuestionSeed<'a>(&'a Policies);

impl<'de> DeserializeSeed<'de> for QuestionSeed<'_> {
    type Value = Question;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Question, D::Error> {
        Question::read_with(self.0, deserializer)
    }
}

/// Reads a [`PlanQuestion`] against a set of [`Policies`]; its plain `Deserialize` knows the built-in ones alone.
#[derive(Clone, Copy, Debug)]
pub struct PlanQuestionSeed<'a>(&'a Policies);

impl<'de> DeserializeSeed<'de> for PlanQuestionSeed<'_> {
    type Value = PlanQuestion;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<PlanQuestion, D::Error> {
        PlanQuestion::read_with(self.0, deserializer)
    }
}
