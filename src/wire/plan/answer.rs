//! A plan as JSON, and what a change makes of it.

use super::PlanQuestion;
use crate::wire::scalar::{CivilDate, Instant};
use crate::{Act, Actor, Binding, Code, Country, Cure, FactName, Move, Plan, PlanStep, Set, WhatIf};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

/// The answer to a question for a plan, ready to be written.
///
/// | field | meaning |
/// | --- | --- |
/// | `case` | echoed |
/// | `earliest` | the first instant at which the whole can be closed, in UTC; a lower bound |
/// | `firm` | whether nobody but the service has to act, and nothing is unknown or has no date |
/// | `steps` | in an order in which they can be done; none if everything is closed |
///
/// A step has `place`, from 0; `account`, or null for the subject itself; `act`, one of `find_out` (with `fact`),
/// `clear` (with `code`, `cures`, and `to_come` if another step brings the cause about), `move` (with `move`),
/// `request`, `record`, `await` (with `code` and `ends_at`, and of a tax year `country` and `tax_year`) and `complete`;
/// `actor`; `after`, the places of the steps that it waits for; `earliest`, the first instant at which it can be over;
/// `due_by`, the last civil day on which it can be done so that the boundary is made, or null.
///
/// ```
/// use closeout::wire::{PlanAnswer, PlanQuestion};
/// let line = r#"{
///     "case": "a1", "policy": {"provider": "alpaca"}, "subject": "account", "state": {"status": "ACCOUNT_CLOSED"},
///     "now": "2026-03-20T09:00:00Z"
/// }"#;
/// let question: PlanQuestion = serde_json::from_str(line)?;
/// let answer = serde_json::to_string(&PlanAnswer::new(&question, &question.plan()?))?;
/// assert_eq!(answer, r#"{"case":"a1","earliest":"2026-03-20T09:00:00Z","firm":true,"steps":[]}"#);
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
/// use closeout::{Change, Country, Residences, wire::{PlanQuestion, WhatIfAnswer}};
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
}

impl<'a> PlanOut<'a> {
    fn new(question: &'a PlanQuestion, plan: &'a Plan) -> Self {
        let steps = (0..).zip(&plan.steps);
        Self {
            earliest: Instant(plan.earliest),
            firm: plan.firm,
            steps: steps.map(|(place, step)| StepOut::new(question, place, step)).collect(),
        }
    }
}

/// Some steps of a plan, in its order, with their places in it.
fn steps_among<'a>(question: &'a PlanQuestion, plan: &'a Plan, some: &[PlanStep]) -> Vec<StepOut<'a>> {
    let steps = (0..).zip(&plan.steps);
    let among = steps.filter(|(_, step)| some.contains(step));
    among.map(|(place, step)| StepOut::new(question, place, step)).collect()
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
        let account = step.account.and_then(|account| question.accounts.get(account));
        Self {
            place,
            account: account.map(|account| &*account.id),
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
        fact: FactName,
    },
    Clear {
        code: Code,
        cures: Set<Cure>,
        to_come: bool,
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
            Act::FindOut(fact) => Self::FindOut { fact },
            Act::Clear { code, cures, to_come } => Self::Clear { code, cures, to_come },
            Act::Move(on) => Self::Move { on },
            Act::Request => Self::Request,
            Act::Record => Self::Record,
            Act::Await(Binding { code, at, year }) => Self::Await {
                code,
                country: year.map(|year| year.country),
                tax_year: year.map(|year| year.to_string()),
                ends_at: Instant(at),
            },
            Act::Complete => Self::Complete,
        }
    }
}
