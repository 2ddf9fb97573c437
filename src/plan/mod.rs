//! The steps until an account, or a group with its accounts, is closed: by whom, in which order, by when.
//!
//! What belongs here: ordering the causes that the decisions name, and the instants that follow.
//! What never does: a rule of closing, or a date that was not stated: settlement dates are an input.

mod actor;
mod agenda;
mod contents;
mod days;
mod difference;
mod error;
mod obstacle;
mod remark;
mod request;
mod route;
mod schedule;
mod step;
mod words;

pub use actor::Actor;
pub use difference::{Change, Difference, WhatIf, what_if};
pub use error::PlanError;
pub use remark::{Note, Remark};
pub use request::{PlanRequest, PlanSubject, Settlement};
pub use step::{Act, Plan, PlanStep};

use agenda::Agenda;
use alloc::vec::Vec;

/// Returns the steps to do, in an order in which they can be done.
///
/// Steps that do not wait for each other can be done side by side. Consequences of a step are planned as well: a seller
/// has to wait for settlement, if the policy asks for it, and then has cash to withdraw. Unknown facts are to be found
/// out, and the plan goes on as if each were found to be clear: plan again once it is known. In the same way, an
/// account of a group with an undocumented status is taken for closed. If a fact is known in part, the known part is
/// cleared after the rest is found out. A fact that is older than the policy accepts counts as unknown. The plan
/// assumes that each question on the way is asked with facts that are fresh by then.
///
/// Cash that is too little to be paid is written off by the provider, and pending movements are waited for; if
/// something else comes in, the cash is paid out all the same.
///
/// No step does harm. Contents that a known order, transfer or withdrawal holds are moved when it is over, whether or
/// not a rule asks for it; if a rule asks for one that is unknown, it is found out before. Short positions are bought
/// back before long ones are sold. A debit that something still to come may pay is settled after it: the rest is then
/// withdrawn or deposited. An expected day that has begun bounds nothing and makes nothing firm.
///
/// [`Plan::remarks`] holds facts that no step states: contradictions, and actions that would otherwise happen silently.
///
/// # Errors
/// If the question contradicts itself; if the status of the subject is not documented; if a status has no way to a
/// closed one and is not that of a rejected application; or if no permitted activity clears a cause in any status on
/// the way.
///
/// ```
/// use closeout::{facts::Position, plan::{Act, Actor, PlanSubject}};
/// use closeout::{Code, Fact, Facts, Policy};
/// use closeout::{plan, plan::PlanRequest, providers::upvest, Country};
/// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
/// let state = policy.state("ACTIVE");
/// let mut facts = Facts::unknown();
/// facts.positions = Fact::one(Position::new("US0378331005", "3".parse()?));
/// facts.outstanding_withdrawals = Fact::empty();
/// facts.expected_corporate_actions = Fact::empty();
/// let subject = PlanSubject { id: "a1", policy: &policy, state: &state, facts: &facts };
/// let now = "2026-03-20T09:00:00Z".parse()?;
/// let plan = plan(&PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now })?;
/// assert_eq!(plan.earliest.to_string(), "2026-04-05T23:00:00Z");
/// let sell = plan.steps.iter().find(|step| step.act.clears() == Some(Code::OpenPositions)).ok_or("nothing to sell")?;
/// assert_eq!((sell.actor, sell.due_by), (Actor::Holder, Some("2026-04-05".parse()?)));
/// assert!(plan.steps.iter().any(|step| step.act == Act::Request));
///
/// // An undocumented status has no plan.
/// let unknown = policy.state("SOMETHING_NEW");
/// let subject = PlanSubject { state: &unknown, ..subject };
/// assert!(closeout::plan(&PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now }).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan(request: &PlanRequest<'_>) -> Result<Plan, PlanError> {
    let mut agendas = Vec::new();
    for account in request.accounts {
        agendas.push(Agenda::of_account(account, request)?);
    }
    let subject = Agenda::of_subject(request, &agendas)?;
    schedule::schedule(request, &agendas, &subject)
}
