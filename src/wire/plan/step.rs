//! A step of a plan as JSON.

use super::PlanQuestion;
use crate::blocker::{Cure, Side};
use crate::decision::BindingClock;
use crate::facts::FactName;
use crate::lifecycle::Move;
use crate::plan::{Act, Actor, PlanStep};
use crate::vocab::excerpt;
use crate::wire::record::given;
#[cfg(feature = "schema")]
use crate::wire::scalar::CivilDate;
use crate::wire::scalar::{Instant, one_instant, optional_date};
use crate::{Code, Country, Set};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Step", deny_unknown_fields))]
pub struct StepRecord {
    /// The place of the step in the plan, from 0.
    pub place: usize,
    /// The id of the account it is about; null for the subject itself.
    pub account: Option<Box<str>>,
    /// The act of the step.
    #[serde(flatten)]
    pub act: ActRecord,
    /// The actor of the step.
    pub actor: Actor,
    /// The places of the steps that it waits for.
    pub after: Vec<usize>,
    /// The first instant at which it can be over, in UTC.
    #[serde(with = "one_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub earliest: Timestamp,
    /// The last civil day on which it can be done so that the boundary is made; null if there is none.
    #[serde(with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<CivilDate>"))]
    pub due_by: Option<Date>,
}

/// An act of a step.
///
/// Growing catalogue, hence `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Act"))]
#[serde(tag = "act", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActRecord {
    /// A fact to establish; `status` if no document names the status of the account.
    FindOut {
        /// The name of the fact.
        fact: FactName,
    },
    /// A cause to clear.
    Clear {
        /// The cause.
        code: Code,
        /// The cures; any one of them clears it.
        cures: Set<Cure>,
        /// True if the cause is not present yet and another step brings it about.
        to_come: bool,
        /// The side of the positions, if there are short and long ones.
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
    },
    /// A move of the provider to another status.
    Move {
        /// The move.
        #[serde(rename = "move")]
        on: Move,
    },
    /// A request to close.
    Request,
    /// A call that records since when everything has been clear.
    Record,
    /// A clock to wait for.
    Await {
        /// The clock.
        code: Code,
        /// The country of the tax year.
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<Country>,
        /// The name of the tax year.
        #[serde(skip_serializing_if = "Option::is_none")]
        tax_year: Option<Box<str>>,
        /// The instant at which it opens, in UTC.
        #[serde(with = "one_instant")]
        #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
        ends_at: Timestamp,
    },
    /// A call that completes the closing.
    Complete,
}

impl StepRecord {
    pub(super) fn new(question: &PlanQuestion, place: usize, step: &PlanStep) -> Self {
        Self {
            place,
            account: question.id_of(step.account),
            act: step.act.into(),
            actor: step.actor,
            after: step.after.clone(),
            earliest: step.earliest,
            due_by: step.due_by,
        }
    }
}

impl From<Act> for ActRecord {
    fn from(act: Act) -> Self {
        match act {
            Act::FindOut(fact) => Self::FindOut { fact },
            Act::FindOutStatus => Self::FindOut { fact: FactName::Status },
            Act::Clear { code, cures, to_come, side } => Self::Clear { code, cures, to_come, side },
            Act::Move(on) => Self::Move { on },
            Act::Request => Self::Request,
            Act::Record => Self::Record,
            Act::Await(BindingClock { code, at, year }) => Self::Await {
                code,
                country: year.map(|year| year.country),
                tax_year: year.map(|year| year.to_string().into()),
                ends_at: at,
            },
            Act::Complete => Self::Complete,
        }
    }
}

/// The keys of all acts: a key that the act at hand does not have is refused below. Not read as a flattened enum, which
/// would copy everything first, lose the digits of numbers on the way and accept unknown keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "a key that is null is there, which only some kinds may have")]
struct Keys {
    place: usize,
    #[serde(deserialize_with = "Option::deserialize")]
    account: Option<Box<str>>,
    act: String,
    #[serde(default, deserialize_with = "given")]
    fact: Option<FactName>,
    #[serde(default, deserialize_with = "given")]
    code: Option<Code>,
    #[serde(default, deserialize_with = "given")]
    cures: Option<Set<Cure>>,
    #[serde(default, deserialize_with = "given")]
    to_come: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    side: Option<Option<Side>>,
    #[serde(default, rename = "move", deserialize_with = "given")]
    on: Option<Move>,
    #[serde(default, deserialize_with = "given")]
    country: Option<Option<Country>>,
    #[serde(default, deserialize_with = "given")]
    tax_year: Option<Option<Box<str>>>,
    #[serde(default, deserialize_with = "given")]
    ends_at: Option<Instant>,
    actor: Actor,
    after: Vec<usize>,
    #[serde(with = "one_instant")]
    earliest: Timestamp,
    #[serde(with = "optional_date")]
    due_by: Option<Date>,
}

impl<'de> Deserialize<'de> for StepRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut keys = Keys::deserialize(deserializer)?;
        let act = keys.act()?;
        if let Some(key) = keys.left_over() {
            let act = excerpt(&keys.act);
            return Err(D::Error::custom(format_args!(
                "`{key}` is given with `{act}`, which has no such key"
            )));
        }
        let Keys { place, account, actor, after, earliest, due_by, .. } = keys;
        Ok(Self { place, account, act, actor, after, earliest, due_by })
    }
}

impl Keys {
    /// Takes the keys that the act has.
    fn act<E: Error>(&mut self) -> Result<ActRecord, E> {
        Ok(match self.act.as_str() {
            "find_out" => ActRecord::FindOut { fact: needed("fact", &mut self.fact)? },
            "clear" => ActRecord::Clear {
                code: needed("code", &mut self.code)?,
                cures: needed("cures", &mut self.cures)?,
                to_come: needed("to_come", &mut self.to_come)?,
                side: self.side.take().flatten(),
            },
            "move" => ActRecord::Move { on: needed("move", &mut self.on)? },
            "request" => ActRecord::Request,
            "record" => ActRecord::Record,
            "await" => ActRecord::Await {
                code: needed("code", &mut self.code)?,
                country: self.country.take().flatten(),
                tax_year: self.tax_year.take().flatten(),
                ends_at: needed("ends_at", &mut self.ends_at)?.0,
            },
            "complete" => ActRecord::Complete,
            other => return Err(E::unknown_variant(&excerpt(other), ACTS)),
        })
    }

    /// Returns a key that the act has not taken.
    fn left_over(&self) -> Option<&'static str> {
        let keys = [
            ("fact", self.fact.is_some()),
            ("code", self.code.is_some()),
            ("cures", self.cures.is_some()),
            ("to_come", self.to_come.is_some()),
            ("side", self.side.is_some()),
            ("move", self.on.is_some()),
            ("country", self.country.is_some()),
            ("tax_year", self.tax_year.is_some()),
            ("ends_at", self.ends_at.is_some()),
        ];
        keys.into_iter().find(|(_, is_given)| *is_given).map(|(key, _)| key)
    }
}

const ACTS: &[&str] = &["find_out", "clear", "move", "request", "record", "await", "complete"];

/// Takes a required key.
pub(super) fn needed<T, E: Error>(key: &'static str, slot: &mut Option<T>) -> Result<T, E> {
    slot.take().ok_or_else(|| E::missing_field(key))
}
