//! A plan as JSON, and what a change makes of it.

use super::PlanQuestion;
use crate::blocker::{Cure, Side};
use crate::decision::BindingClock;
use crate::lifecycle::Move;
use crate::plan::{Act, Actor, Note, Plan, PlanStep, Remark, WhatIf};
use crate::profile::Limit;
use crate::wire::scalar::{CivilDate, Instant};
use crate::{Code, Country, Set};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

/// The answer to a question for a plan, ready to be written.
///
/// | field | meaning |
/// | --- | --- |
/// | `case` | echoed |
/// | `earliest` | the first instant at which the whole can be closed, in UTC; a lower bound |
/// | `firm` | whether nobody but the service has to act, and nothing is unknown, overdue, contradictory or without a date |
/// | `steps` | in an order in which they can be done; none if everything is closed |
/// | `remarks` | what has to be known beside the steps; none in most plans |
///
/// A step has `place`, from 0; `account`, or null for the subject itself; `act`, one of `find_out` (with `fact`, which is
/// `status` where nobody documents the status of the account), `clear` (with `code`, `cures`, `to_come` if another step
/// brings the cause about, and `side`, `short` or `long`, where there are positions of both), `move` (with `move`),
/// `request`, `record`, `await` (with `code` and `ends_at`, and of a tax year `country` and `tax_year`) and `complete`;
/// `actor`; `after`, the places of the steps that it waits for; `earliest`, the first instant at which it can be over;
/// `due_by`, the last civil day on which it can be done so that the boundary is made, or null.
///
/// A remark has `account` as a step has; `actor`, who can do something about it, or null where nothing is to be done; and
/// `remark`, one of `contradiction` (closed, or never opened, and yet `code` is there; `cures` are what is permitted all
/// the same, with the `limit` of the permission or null; none where only the provider can put it right), `never_opened`
/// (an application that was rejected), `opens_first` (the plan opens what is an application; `instead` are the provider's
/// moves that reject it), `own_suspension` (the holder has suspended trading) and `overdue` (the expected day of something
/// of `code` has begun).
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
/// let unknown: PlanQuestion = serde_json::from_str(&line.replace("ACCOUNT_CLOSED", "SOMETHING_NEW"))?;
/// assert!(unknown.plan().is_err()); // there is nothing to be answered
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct PlanAnswer<'a> {
    case: Option<&'a str>,
    #[serde(flatten)]
    plan: PlanOut<'a>,
}

impl<'a> PlanAnswer<'a> {
    /// The answer that this plan is to this question.
    #[must_use]
    pub fn new(question: &'a PlanQuestion, plan: &'a Plan) -> Self {
        Self { case: question.case.as_deref(), plan: PlanOut::new(question, plan) }
    }
}

/// What a change makes of a plan, ready to be written: `case`; the plans `before` and `after`, as in a
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
#[derive(Debug, Serialize)]
pub struct WhatIfAnswer<'a> {
    case: Option<&'a str>,
    before: PlanOut<'a>,
    after: PlanOut<'a>,
    later_by_seconds: i64,
    spared: Vec<StepOut<'a>>,
    added: Vec<StepOut<'a>>,
}

impl<'a> WhatIfAnswer<'a> {
    /// The answer that this is to this question.
    #[must_use]
    pub fn new(question: &'a PlanQuestion, what_if: &'a WhatIf) -> Self {
        let WhatIf { before, after, difference } = what_if;
        Self {
            case: question.case.as_deref(),
            before: PlanOut::new(question, before),
            after: PlanOut::new(question, after),
            later_by_seconds: difference.later_by.as_secs(),
            spared: steps_among(question, before, &difference.spared),
            added: steps_among(question, after, &difference.added),
        }
    }
}

#[derive(Debug, Serialize)]
struct PlanOut<'a> {
    earliest: Instant,
    firm: bool,
    steps: Vec<StepOut<'a>>,
    remarks: Vec<RemarkOut<'a>>,
}

impl<'a> PlanOut<'a> {
    fn new(question: &'a PlanQuestion, plan: &'a Plan) -> Self {
        let steps = (0..).zip(&plan.steps);
        let remarks = plan.remarks.iter();
        Self {
            earliest: Instant(plan.earliest),
            firm: plan.firm,
            steps: steps.map(|(place, step)| StepOut::new(question, place, step)).collect(),
            remarks: remarks.map(|remark| RemarkOut::new(question, remark)).collect(),
        }
    }
}

/// Returns some steps of a plan, which are in its order, with their places in it.
fn steps_among<'a>(question: &'a PlanQuestion, plan: &'a Plan, some: &[PlanStep]) -> Vec<StepOut<'a>> {
    let mut some = some.iter().peekable();
    let steps = (0..).zip(&plan.steps);
    let among = steps.filter(|(_, step)| some.next_if(|next| next == step).is_some());
    among.map(|(place, step)| StepOut::new(question, place, step)).collect()
}

fn id(question: &PlanQuestion, account: Option<usize>) -> Option<&str> {
    account.and_then(|place| question.accounts.get(place)).map(|account| &*account.id)
}

#[derive(Debug, Serialize)]
struct StepOut<'a> {
    place: usize,
    account: Option<&'a str>,
    #[serde(flatten)]
    act: ActOut,
    actor: Actor,
    after: &'a [usize],
    earliest: Instant,
    due_by: Option<CivilDate>,
}

impl<'a> StepOut<'a> {
    fn new(question: &'a PlanQuestion, place: usize, step: &'a PlanStep) -> Self {
        Self {
            place,
            account: id(question, step.account),
            act: step.act.into(),
            actor: step.actor,
            after: &step.after,
            earliest: Instant(step.earliest),
            due_by: step.due_by.map(CivilDate),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum ActOut {
    FindOut {
        fact: &'static str,
    },
    Clear {
        code: Code,
        cures: Set<Cure>,
        to_come: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<&'static str>,
    },
    Move {
        #[serde(rename = "move")]
        on: Move,
    },
    Request,
    Record,
    /// Of a tax year its country and its name as well.
    Await {
        code: Code,
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<Country>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tax_year: Option<String>,
        ends_at: Instant,
    },
    Complete,
}

impl From<Act> for ActOut {
    fn from(act: Act) -> Self {
        match act {
            Act::FindOut(fact) => Self::FindOut { fact: fact.name() },
            Act::FindOutStatus => Self::FindOut { fact: "status" },
            Act::Clear { code, cures, to_come, side } => {
                Self::Clear { code, cures, to_come, side: side.map(Side::name) }
            }
            Act::Move(on) => Self::Move { on },
            Act::Request => Self::Request,
            Act::Record => Self::Record,
            Act::Await(BindingClock { code, at, year }) => Self::Await {
                code,
                country: year.map(|year| year.country),
                tax_year: year.map(|year| year.to_string()),
                ends_at: Instant(at),
            },
            Act::Complete => Self::Complete,
        }
    }
}

#[derive(Debug, Serialize)]
struct RemarkOut<'a> {
    account: Option<&'a str>,
    #[serde(flatten)]
    note: NoteOut<'a>,
    actor: Option<Actor>,
}

impl<'a> RemarkOut<'a> {
    fn new(question: &'a PlanQuestion, remark: &'a Remark) -> Self {
        Self { account: id(question, remark.account), note: NoteOut::from(&remark.note), actor: remark.actor }
    }
}

/// A note; its tags are the names of [`Note::name`].
#[derive(Debug, Serialize)]
#[serde(tag = "remark", rename_all = "snake_case")]
enum NoteOut<'a> {
    Contradiction { code: Code, cures: Set<Cure>, limit: Option<&'static str> },
    NeverOpened,
    OpensFirst { instead: &'a [Move] },
    OwnSuspension,
    Overdue { code: Code },
}

impl<'a> From<&'a Note> for NoteOut<'a> {
    fn from(note: &'a Note) -> Self {
        match note {
            Note::Contradiction { code, cures, limit } => {
                Self::Contradiction { code: *code, cures: *cures, limit: limit.map(Limit::name) }
            }
            Note::NeverOpened => Self::NeverOpened,
            Note::OpensFirst { instead } => Self::OpensFirst { instead },
            Note::OwnSuspension => Self::OwnSuspension,
            Note::Overdue { code } => Self::Overdue { code: *code },
        }
    }
}
