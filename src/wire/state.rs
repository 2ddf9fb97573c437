//! A state as JSON, both ways.

use super::objects::Objects;
use super::question_error::{QuestionError, expect_kind};
use super::scalar::{Instant, optional_instant};
use crate::vocab::WireValue;
use crate::{Policy, State};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A remembered state of an account or a group, as a store keeps it: the provider's own word for the status, and the
/// three instants. Ready to be sent back in the next question.
///
/// A word alone does not determine its phase, so a state is read in two steps: the JSON, and then the status, by the
/// lifecycle of a policy.
///
/// ```
/// use closeout::{lifecycle::Phase, providers::upvest, timing::MissedBoundary, wire::StateForm};
/// use closeout::{Policy, PolicyOptions, Strictness};
/// let (strictness, missed_boundary) = (Strictness::Documented, MissedBoundary::NextBoundary);
/// let options = PolicyOptions::of(strictness).with_missed_boundary(missed_boundary);
/// let policy = Policy::new(&upvest::ACCOUNT, options);
/// let stored = r#"{"status":"CLOSING","requested_at":"2026-02-02T09:00:00Z"}"#;
/// let state = serde_json::from_str::<StateForm>(stored)?.under(&policy)?;
/// assert!(state.is_in(Phase::Closing));
/// assert_eq!(serde_json::to_string(&state)?, stored);
///
/// let number: StateForm = serde_json::from_str(r#"{"status":7}"#)?;
/// assert!(number.under(&policy).is_err()); // Upvest writes words
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "State", deny_unknown_fields))]
pub struct StateForm {
    /// The status as the provider writes it.
    pub status: WireValue,
    /// The instant at which closing was requested; if a subject was closed and reopened, that of the last request.
    #[serde(with = "optional_instant", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub requested_at: Option<Timestamp>,
    /// The instant since which every condition but gates and clocks has held without a break, as the engine has seen
    /// it.
    #[serde(with = "optional_instant", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub clear_since: Option<Timestamp>,
    /// The instant at which it became closed: the effective instant, not that of the call.
    #[serde(with = "optional_instant", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub closed_at: Option<Timestamp>,
}

/// The same fields, as they are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    status: WireValue,
    requested_at: Option<Instant>,
    clear_since: Option<Instant>,
    closed_at: Option<Instant>,
}

impl<'de> Deserialize<'de> for StateForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Fields { status, requested_at, clear_since, closed_at } =
            Fields::deserialize(Objects(deserializer))?;
        let [requested_at, clear_since, closed_at] =
            [requested_at, clear_since, closed_at].map(|instant| instant.map(|instant| instant.0));
        Ok(Self { status, requested_at, clear_since, closed_at })
    }
}

impl StateForm {
    /// Reads the status by the lifecycle of the policy. A word that the lifecycle does not have is kept exactly, as an
    /// unknown status.
    ///
    /// # Errors
    /// [`QuestionError::WrongKindOfStatus`] if the status is a string and the provider writes integers, or the other way
    /// round: such a state is that of another provider.
    pub fn under(&self, policy: &Policy) -> Result<State, QuestionError> {
        let Self { status, requested_at, clear_since, closed_at } = self;
        let profile = policy.profile();
        expect_kind("state.status", status, &profile.lifecycle, &profile.provider)?;
        let mut state = State::new(profile.lifecycle.status(status));
        state.requested_at = *requested_at;
        state.clear_since = *clear_since;
        state.closed_at = *closed_at;
        Ok(state)
    }
}

impl From<&State> for StateForm {
    fn from(state: &State) -> Self {
        Self {
            status: state.status.word().clone(),
            requested_at: state.requested_at,
            clear_since: state.clear_since,
            closed_at: state.closed_at,
        }
    }
}

/// Writes the state as a [`StateForm`].
impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        StateForm::from(self).serialize(serializer)
    }
}
