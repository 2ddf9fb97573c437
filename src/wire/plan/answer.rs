//! A plan as JSON, and the difference that a change makes.

use super::PlanQuestion;
use super::remark::RemarkRecord;
use super::step::StepRecord;
use crate::plan::{Plan, PlanStep, WhatIf};
use crate::wire::objects::Objects;
#[cfg(feature = "schema")]
use crate::wire::scalar::Instant;
use crate::wire::scalar::one_instant;
use alloc::boxed::Box;
use alloc::vec::Vec;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

/// The answer to a question for a plan, as it is written and read.
///
/// | field | meaning |
/// | --- | --- |
/// | `case` | echoed |
/// | `earliest` | the first instant at which the whole can be closed, in UTC; a lower bound |
/// | `firm` | true if only the service has to act, and everything is known, dated, consistent and not overdue |
/// | `steps` | the steps in an order in which they can be done; empty if everything is closed |
/// | `remarks` | facts to know beside the steps; empty in most plans |
///
/// A step has `place`, from 0; `account`, or null for the subject itself; `act`, one of `find_out` (with `fact`, which
/// is `status` if no document names the status of the account), `clear` (with `code`, `cures`, `to_come` if another
/// step brings the cause about, and `side`, `short` or `long`, if there are positions of both), `move` (with `move`),
/// `request`, `record`, `await` (with `code` and `ends_at`, and for a tax year `country` and `tax_year`) and
/// `complete`; `actor`; `after`, the places of the steps that it waits for; `earliest`, the first instant at which it
/// can be over; `due_by`, the last civil day on which it can be done so that the boundary is made, or null.
///
/// A remark has `account` as a step has; `actor`, who can do something about it, or null if nothing is to be done; and
/// `remark`, one of `contradiction` (closed, or never opened, and yet `code` is present; `cures` are the permitted
/// cures, with the `limit` of the permission or null; empty if only the provider can put it right), `never_opened` (an
/// application that was rejected), `opens_first` (an application that the plan opens; `instead` are the provider's
/// moves that reject it), `own_suspension` (the holder has suspended trading) and `overdue` (the expected day of an
/// item of `code` has begun).
///
/// ```
/// use closeout::wire::{PlanAnswer, PlanQuestion};
/// let line = r#"{
///     "case": "a1", "policy": {"provider": "alpaca"}, "subject": "account", "state": {"status": "ACCOUNT_CLOSED"},
///     "now": "2026-03-20T09:00:00Z"
/// }"#;
/// let question: PlanQuestion = serde_json::from_str(line)?;
/// let answer = serde_json::to_string(&PlanAnswer::new(&question, &question.plan()?))?;
/// assert_eq!(answer, r#"{"case":"a1","earliest":"2026-03-20T09:00:00Z","firm":true,"steps":[],"remarks":[]}"#);
///
/// let read: PlanAnswer = serde_json::from_str(&answer)?;
/// assert!(read.firm && read.steps.is_empty());
///
/// let unknown: PlanQuestion = serde_json::from_str(&line.replace("ACCOUNT_CLOSED", "SOMETHING_NEW"))?;
/// assert!(unknown.plan().is_err()); // no plan, no answer
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Every key has to be present when it is read, and an unknown key or name is refused, as in an
/// [`AnswerRecord`](crate::wire::AnswerRecord).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct PlanAnswer {
    /// The asker's name for the case.
    pub case: Option<Box<str>>,
    /// The first instant at which the whole can be closed, in UTC; a lower bound.
    #[serde(with = "one_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub earliest: Timestamp,
    /// True if only the service has to act, and everything is known, dated, consistent and not overdue.
    pub firm: bool,
    /// The steps, in an order in which they can be done; empty if everything is closed.
    pub steps: Vec<StepRecord>,
    /// Facts to know beside the steps.
    pub remarks: Vec<RemarkRecord>,
}

impl PlanAnswer {
    /// Writes down this plan as the answer to this question.
    #[must_use]
    pub fn new(question: &PlanQuestion, plan: &Plan) -> Self {
        let PlanRecord { earliest, firm, steps, remarks } = PlanRecord::new(question, plan);
        Self { case: question.case.clone(), earliest, firm, steps, remarks }
    }
}

/// The same fields, as they are read.
#[derive(Deserialize)]
#[serde(remote = "PlanAnswer", deny_unknown_fields)]
struct PlanFields {
    #[serde(deserialize_with = "Option::deserialize")]
    case: Option<Box<str>>,
    #[serde(with = "one_instant")]
    earliest: Timestamp,
    firm: bool,
    steps: Vec<StepRecord>,
    remarks: Vec<RemarkRecord>,
}

impl<'de> Deserialize<'de> for PlanAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        PlanFields::deserialize(Objects(deserializer))
    }
}

/// A comparison of two plans, as it is written and read: `case`; the plans `before` and `after`, as in a
/// [`PlanAnswer`]; `later_by_seconds`, negative if the whole is closed sooner; `spared`, the steps of `before` that are
/// not needed any more, and `added`, those of `after` that are needed in addition, each with its place there.
///
/// ```
/// use closeout::{plan::Change, policy::Residences, wire::{PlanQuestion, WhatIfAnswer}, Country};
/// let question: PlanQuestion = serde_json::from_str(r#"{
///     "policy": {"provider": "upvest", "residences": ["GB"]}, "subject": "account", "state": {"status": "ACTIVE"},
///     "facts": {"positions": [], "outstanding_withdrawals": [], "expected_corporate_actions": []},
///     "now": "2026-03-05T23:00:00Z"
/// }"#)?;
/// let in_germany = Change::Residences(Residences::new([Country::DE]).ok().into());
/// let what_if = question.what_if(&in_germany)?;
/// let answer = serde_json::to_value(WhatIfAnswer::new(&question, &what_if))?;
/// assert_eq!(answer["later_by_seconds"], -31 * 24 * 60 * 60);
/// assert_eq!(answer["spared"][0]["act"], "record");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, description = "A plan, and the plan after one change.")
)]
pub struct WhatIfAnswer {
    /// The asker's name for the case.
    pub case: Option<Box<str>>,
    /// The plan as it is.
    pub before: PlanRecord,
    /// The plan after the change.
    pub after: PlanRecord,
    /// The number of seconds by which the whole is closed later; negative if sooner.
    pub later_by_seconds: i64,
    /// The steps of the original plan that are not needed any more.
    pub spared: Vec<StepRecord>,
    /// The additional steps of the plan after the change.
    pub added: Vec<StepRecord>,
}

impl WhatIfAnswer {
    /// Writes down this comparison as the answer to this question.
    #[must_use]
    pub fn new(question: &PlanQuestion, what_if: &WhatIf) -> Self {
        let WhatIf { before, after, difference } = what_if;
        Self {
            case: question.case.clone(),
            before: PlanRecord::new(question, before),
            after: PlanRecord::new(question, after),
            later_by_seconds: difference.later_by.as_secs(),
            spared: steps_among(question, before, &difference.spared),
            added: steps_among(question, after, &difference.added),
        }
    }
}

/// The same fields, as they are read.
#[derive(Deserialize)]
#[serde(remote = "WhatIfAnswer", deny_unknown_fields)]
struct WhatIfFields {
    #[serde(deserialize_with = "Option::deserialize")]
    case: Option<Box<str>>,
    before: PlanRecord,
    after: PlanRecord,
    later_by_seconds: i64,
    spared: Vec<StepRecord>,
    added: Vec<StepRecord>,
}

impl<'de> Deserialize<'de> for WhatIfAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WhatIfFields::deserialize(Objects(deserializer))
    }
}

/// A plan without its question.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Plan"))]
#[serde(deny_unknown_fields)]
pub struct PlanRecord {
    /// The first instant at which the whole can be closed, in UTC; a lower bound.
    #[serde(with = "one_instant")]
    #[cfg_attr(feature = "schema", schemars(with = "Instant"))]
    pub earliest: Timestamp,
    /// True if only the service has to act, and everything is known, dated, consistent and not overdue.
    pub firm: bool,
    /// The steps, in an order in which they can be done; empty if everything is closed.
    pub steps: Vec<StepRecord>,
    /// Facts to know beside the steps.
    pub remarks: Vec<RemarkRecord>,
}

impl PlanRecord {
    fn new(question: &PlanQuestion, plan: &Plan) -> Self {
        let steps = (0..).zip(&plan.steps);
        let remarks = plan.remarks.iter();
        Self {
            earliest: plan.earliest,
            firm: plan.firm,
            steps: steps.map(|(place, step)| StepRecord::new(question, place, step)).collect(),
            remarks: remarks.map(|remark| RemarkRecord::new(question, remark)).collect(),
        }
    }
}

/// Returns the given steps of a plan, which are in its order, with their places in it.
fn steps_among(question: &PlanQuestion, plan: &Plan, some: &[PlanStep]) -> Vec<StepRecord> {
    let mut some = some.iter().peekable();
    let steps = (0..).zip(&plan.steps);
    let among = steps.filter(|(_, step)| some.next_if(|next| next == step).is_some());
    among.map(|(place, step)| StepRecord::new(question, place, step)).collect()
}
