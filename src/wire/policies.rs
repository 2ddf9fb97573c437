//! The policies that a question may name: the built-in ones, and those of a house beside them.

use super::plan::PlanQuestion;
use super::question::Question;
use crate::lifecycle::Subject;
use crate::profile::Profile;
use crate::vocab::{Printable, excerpt};
use crate::{Policy, PolicyOptions, providers};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Deserializer;
use serde::de::DeserializeSeed;

/// The policies that questions are resolved against. The built-in ones are always present; your service adds the
/// policies that it has built from documents, and its questions then name them by `policy.provider`.
///
/// An added policy brings its clocks, and its strictness and rule for a missed boundary, unless a question states
/// others. Residences come from the question alone, since they are a fact about its holders: without residences in the
/// question they are unknown, even if the document states some.
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
/// // Each name belongs to one policy only.
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

/// A name of two policies, which a question could not distinguish.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyNameError {
    /// A name of two added policies.
    #[error(
        "`{provider}` ({subject}) is the name of two policies, `{first}` and `{second}`: expected a name each",
        provider = Printable(.provider), first = Printable(.first), second = Printable(.second)
    )]
    Added {
        /// The name, cut off after 40 characters.
        provider: String,
        /// The kind of subject.
        subject: Subject,
        /// The origin of the first policy.
        first: String,
        /// The origin of the second policy.
        second: String,
    },
    /// A name that a built-in provider has, for either kind of subject.
    #[error(
        "`{provider}` is the name of a built-in provider, and of the policy in `{origin}`: expected a name of its own",
        provider = Printable(.provider), origin = Printable(.origin)
    )]
    BuiltIn {
        /// The name, cut off after 40 characters.
        provider: String,
        /// The origin of the policy.
        origin: String,
    },
}

impl Policies {
    /// Returns the built-in policies only.
    #[must_use]
    pub const fn built_in() -> Self {
        Self { added: Vec::new() }
    }

    /// Adds a policy under the name of its profile. `origin` is its origin in messages, such as a file.
    ///
    /// # Errors
    /// If a built-in provider has the name, or an added policy for the same subject has it.
    pub fn add(&mut self, origin: &str, policy: Policy) -> Result<(), PolicyNameError> {
        let profile = policy.profile();
        let (name, origin) = (&*profile.provider, origin.to_owned());
        if providers::PROFILES.iter().any(|built_in| built_in.provider == profile.provider) {
            return Err(PolicyNameError::BuiltIn { provider: excerpt(name), origin });
        }
        if let Some(Added { origin: first, .. }) = self.added_as(name, profile.subject) {
            let (provider, subject, first) = (excerpt(name), profile.subject, first.clone());
            return Err(PolicyNameError::Added { provider, subject, first, second: origin });
        }
        self.added.push(Added { origin, policy });
        Ok(())
    }

    /// Returns the profile of a name and a subject; `None` if there is no such profile.
    #[must_use]
    pub fn profile(&self, provider: &str, subject: Subject) -> Option<&Profile> {
        let added = self.added_as(provider, subject).map(|added| added.policy.profile());
        added.or_else(|| providers::profile(provider, subject))
    }

    /// Returns the profiles: the built-in ones first, then the others in the order in which they were added.
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

    /// Returns the defaults of a name, before a question states anything.
    pub(super) fn base(&self, provider: &str, subject: Subject) -> Option<Base<'_>> {
        let added = self.added_as(provider, subject).map(|added| Base::Added(&added.policy));
        added.or_else(|| providers::profile(provider, subject).map(Base::BuiltIn))
    }

    fn added_as(&self, provider: &str, subject: Subject) -> Option<&Added> {
        let is_meant = |profile: &Profile| profile.subject == subject && profile.provider == provider;
        self.added.iter().find(|added| is_meant(added.policy.profile()))
    }
}

/// A starting point of a question.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base<'a> {
    BuiltIn(&'static Profile),
    Added(&'a Policy),
}

impl Base<'_> {
    /// Returns the options that a question does not state.
    pub(super) fn options(self) -> PolicyOptions {
        match self {
            Self::BuiltIn(_) => PolicyOptions::documented(),
            Self::Added(policy) => policy.options().clone(),
        }
    }

    /// Returns the policy under these options, with its clocks, if it has any.
    pub(super) fn under(self, options: PolicyOptions) -> Policy {
        match self {
            Self::BuiltIn(profile) => Policy::new(profile, options),
            Self::Added(policy) => policy.clone().with_options(options),
        }
    }
}

/// A reader of a [`Question`] under a set of [`Policies`]; the plain `Deserialize` of a question knows only the
/// built-in ones.
#[derive(Clone, Copy, Debug)]
pub struct QuestionSeed<'a>(&'a Policies);

impl<'de> DeserializeSeed<'de> for QuestionSeed<'_> {
    type Value = Question;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Question, D::Error> {
        Question::read_with(self.0, deserializer)
    }
}

/// A reader of a [`PlanQuestion`] under a set of [`Policies`]; the plain `Deserialize` of a question knows only the
/// built-in ones.
#[derive(Clone, Copy, Debug)]
pub struct PlanQuestionSeed<'a>(&'a Policies);

impl<'de> DeserializeSeed<'de> for PlanQuestionSeed<'_> {
    type Value = PlanQuestion;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<PlanQuestion, D::Error> {
        PlanQuestion::read_with(self.0, deserializer)
    }
}
