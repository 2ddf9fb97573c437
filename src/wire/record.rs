//! A written answer, read back: for services that store or receive answers.

mod evidence;

pub(super) use evidence::given;
pub use evidence::{EvidenceRecord, MovementRecord};

use super::objects::Objects;
use super::said::WireRecord;
#[cfg(feature = "schema")]
use super::scalar::{CivilDate, Instant};
use super::scalar::{one_instant, optional_date, optional_instant};
use super::state::StateForm;
use crate::blocker::{Class, Cure};
use crate::facts::{FactName, Revision};
use crate::policy::AgreementInput;
use crate::profile::ObligationKind;
use crate::vocab::WireValue;
use crate::{Code, Country, Event, Set, Verdict};
use alloc::boxed::Box;
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

/// The answer to a question as it was written, without the question: an owned [`Answer`](super::Answer). Writing it
/// again gives the same bytes that were read.
///
/// Reading decides nothing again, and does not compare the parts of an answer with one another. Every key has to be
/// present, and an unknown key, code or name is refused: a later version has written it, and writing the answer again
/// without it, or acting without it, would be wrong.
///
/// ```
/// use closeout::{Code, Verdict, wire::{Answer, AnswerRecord, Question}};
/// let question: Question = serde_json::from_str(r#"{
///     "policy": {"provider": "upvest"}, "subject": "account", "state": {"status": "CLOSED"},
///     "command": {"type": "advance"}, "now": "2026-02-02T09:00:00Z"
/// }"#)?;
/// let decision = question.decide()?;
/// let written = serde_json::to_string(&Answer::new(&question, &decision)?)?;
///
/// let record: AnswerRecord = serde_json::from_str(&written)?;
/// assert_eq!((record.verdict, record.blockers[0].code), (Verdict::Refused, Code::AlreadyClosed));
/// assert_eq!(record.state.under(&question.policy)?, question.state);
/// assert_eq!(serde_json::to_string(&record)?, written);
///
/// let later = written.replace("already_closed", "closed_by_comet");
/// assert!(serde_json::from_str::<AnswerRecord>(&later).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Answer", deny_unknown_fields, description = DESCRIPTION)
)]
pub struct AnswerRecord {
    /// The asker's name for the case.
    pub case: Option<Box<str>>,
    /// The mark of the state of your books, as the question had it.
    pub revision: Option<Revision>,
    /// The verdict.
    pub verdict: Verdict,
    /// The status after the events, as the provider writes it.
    pub status: WireValue,
    /// The blockers, the headline first.
    pub blockers: Vec<BlockerRecord>,
    /// The facts that have to be established before a decision is possible.
    pub missing: Set<FactName>,
    /// The facts that were read too long ago.
    pub stale: Set<FactName>,
    /// The facts whose time of reading is unknown.
    pub unread: Set<FactName>,
    /// The first instant at which it can be closed, in UTC; null if there is no bound.
    #[serde(with = "optional_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub earliest: Option<Timestamp>,
    /// True if nobody has to act until that instant; null if there is none.
    pub firm: Option<bool>,
    /// The instant that the answer names for the closing, in UTC: `earliest`, or the instant from which it counts as
    /// closed, or what lies ahead of a request; null if none is known.
    #[serde(with = "optional_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub date: Option<Timestamp>,
    /// The answer of completion now; null unless closing was requested in the question.
    pub ahead: Option<AheadRecord>,
    /// The events of this decision, in order.
    pub events: Vec<Event>,
    /// The obligations after closing.
    pub obligations: Vec<ObligationRecord>,
    /// The provider's answer to the request.
    pub wire: WireRecord,
    /// The state after the events, to be sent back in the next question.
    pub state: StateForm,
    /// The instant of the question, in UTC.
    #[serde(with = "one_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub now: Timestamp,
    /// The version of the meaning of the rules.
    pub rulebook: Box<str>,
}

#[cfg(feature = "schema")]
const DESCRIPTION: &str = "The answer to a question, as it is written: every key is there.";

/// The same fields as they are read: nullable ones have to be present too.
#[derive(Deserialize)]
#[serde(remote = "AnswerRecord", deny_unknown_fields)]
struct Fields {
    #[serde(deserialize_with = "Option::deserialize")]
    case: Option<Box<str>>,
    #[serde(deserialize_with = "Option::deserialize")]
    revision: Option<Revision>,
    verdict: Verdict,
    status: WireValue,
    blockers: Vec<BlockerRecord>,
    missing: Set<FactName>,
    stale: Set<FactName>,
    unread: Set<FactName>,
    #[serde(with = "optional_instant")]
    earliest: Option<Timestamp>,
    #[serde(deserialize_with = "Option::deserialize")]
    firm: Option<bool>,
    #[serde(with = "optional_instant")]
    date: Option<Timestamp>,
    #[serde(deserialize_with = "Option::deserialize")]
    ahead: Option<AheadRecord>,
    events: Vec<Event>,
    obligations: Vec<ObligationRecord>,
    wire: WireRecord,
    state: StateForm,
    #[serde(with = "one_instant")]
    now: Timestamp,
    rulebook: Box<str>,
}

impl<'de> Deserialize<'de> for AnswerRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Fields::deserialize(Objects(deserializer))
    }
}

/// A blocker.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Blocker"))]
#[serde(deny_unknown_fields)]
pub struct BlockerRecord {
    /// The cause.
    pub code: Code,
    /// The class of actors who can clear it.
    pub class: Class,
    /// The cures, each of one item or another.
    pub cure: Set<Cure>,
    /// The evidence for it.
    pub evidence: EvidenceRecord,
    /// The unknown inputs of the agreement on which a notice depends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undecided: Option<Set<AgreementInput>>,
}

/// The answer that completion would give at the instant of the request.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Ahead"))]
#[serde(deny_unknown_fields)]
pub struct AheadRecord {
    /// The blockers of completion.
    pub blockers: Vec<BlockerRecord>,
    /// The facts that have to be established.
    pub missing: Set<FactName>,
    /// The facts that were read too long ago.
    pub stale: Set<FactName>,
    /// The first instant at which it can be closed, in UTC.
    #[serde(with = "optional_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Instant>"))]
    pub earliest: Option<Timestamp>,
    /// True if nobody has to act until then.
    #[serde(deserialize_with = "Option::deserialize")]
    pub firm: Option<bool>,
}

/// An obligation after closing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Obligation"))]
#[serde(deny_unknown_fields)]
pub struct ObligationRecord {
    /// The kind of obligation.
    pub kind: ObligationKind,
    /// The country whose residents it concerns; without it, everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents_of: Option<Country>,
    /// True if it is certain to be due: the residences are known.
    pub certain: bool,
    /// The first day on which it is due.
    #[serde(with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<CivilDate>"))]
    pub from: Option<Date>,
    /// The last day on which it is due.
    #[serde(with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<CivilDate>"))]
    pub through: Option<Date>,
    /// The document that states it.
    pub source: Box<str>,
}
