//! The same question with a change, and the difference that the change makes.

use super::error::PlanError;
use super::plan;
use super::request::{PlanRequest, PlanSubject};
use super::step::{Act, Plan, PlanStep};
use crate::command::Reason;
use crate::facts::Fact;
use crate::lifecycle::State;
use crate::policy::{Policy, PolicyOptions, Residences, Strictness};
use crate::timing::MissedBoundary;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use jiff::{SignedDuration, Timestamp};

/// A change to the question of a plan.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "one change is asked about at a time, and none is kept")]
pub enum Change {
    /// A change of residence: the holders live elsewhere, or it is not known where.
    Residences(Fact<Residences>),
    /// A change of strictness.
    Strictness(Strictness),
    /// A change of the rule for a missed tax-year end.
    MissedBoundary(MissedBoundary),
    /// A change of the reason: another one, or none.
    Reason(Option<Reason>),
    /// A change of the instant at which the question is asked.
    Now(Timestamp),
    /// A change of the rules, such as those of a house instead of its provider's. Statuses are read anew, by their
    /// words on the wire.
    Policy {
        /// The policy of the subject to be closed.
        subject: Policy,
        /// The policy of each account; `None` keeps the policies that they have.
        accounts: Option<Policy>,
    },
}

/// A plan, the plan after a change, and the difference.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The plan without the change.
    pub before: Plan,
    /// The plan with the change.
    pub after: Plan,
    /// The difference that the change makes.
    pub difference: Difference,
}

/// The difference between two plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The time by which the whole is closed later; negative if it is sooner.
    pub later_by: SignedDuration,
    /// Steps that are not needed any more.
    pub spared: Vec<PlanStep>,
    /// Steps that are needed in addition.
    pub added: Vec<PlanStep>,
}

/// Plans the closing as it is, and once more after one change.
///
/// # Errors
/// If there is no plan before the change, or no plan after it.
///
/// ```
/// use closeout::{plan::{Change, PlanSubject}, policy::Residences, Country, Fact};
/// use closeout::{Facts, Policy, PolicyOptions};
/// use closeout::{plan::{PlanRequest, what_if}, providers::upvest};
/// let living_in = |country| Residences::new([country]).ok().into();
/// let policy = Policy::new(&upvest::ACCOUNT, PolicyOptions::documented().with_residences(living_in(Country::GB)));
/// let state = policy.state("ACTIVE");
/// let mut facts = Facts::unknown();
/// facts.positions = Fact::empty();
/// facts.outstanding_withdrawals = Fact::empty();
/// facts.expected_corporate_actions = Fact::empty();
/// let subject = PlanSubject { id: "a1", policy: &policy, state: &state, facts: &facts };
/// let now = "2026-03-05T23:00:00Z".parse()?;
/// let request = PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now };
/// let moved = what_if(&request, &Change::Residences(living_in(Country::DE)))?;
/// assert_eq!(moved.difference.later_by.as_hours(), -31 * 24); // without waiting for April
/// assert_eq!(moved.difference.spared.len(), 2); // and without the record that April would need
///
/// let unknown = policy.state("SOMETHING_NEW");
/// let nowhere = PlanRequest { subject: PlanSubject { state: &unknown, ..subject }, ..request };
/// assert!(what_if(&nowhere, &Change::Now(now)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn what_if(request: &PlanRequest<'_>, change: &Change) -> Result<WhatIf, PlanError> {
    let before = plan(request)?;
    let after = changed(request, change)?;
    let difference = difference(&before, &after);
    Ok(WhatIf { before, after, difference })
}

fn changed(request: &PlanRequest<'_>, change: &Change) -> Result<Plan, PlanError> {
    let of_subject = Premise::of(&request.subject, change, false);
    let of_accounts: Vec<Premise> =
        request.accounts.iter().map(|account| Premise::of(account, change, true)).collect();
    let accounts: Vec<PlanSubject<'_>> = request
        .accounts
        .iter()
        .zip(&of_accounts)
        .map(|(account, premise)| premise.applied(account))
        .collect();
    let subject = of_subject.applied(&request.subject);
    let mut other = PlanRequest { subject, accounts: &accounts, ..*request };
    if let Change::Reason(reason) = change {
        other.reason = reason.as_ref();
    }
    if let Change::Now(now) = change {
        other.now = *now;
    }
    plan(&other)
}

/// The policy and the state after a change.
struct Premise {
    policy: Policy,
    state: State,
}

impl Premise {
    fn of(subject: &PlanSubject<'_>, change: &Change, is_account: bool) -> Self {
        let policy = under(subject.policy, change, is_account);
        let mut state = subject.state.clone();
        state.status = policy.lifecycle().status(&subject.state.status.word().clone());
        Self { policy, state }
    }

    fn applied<'b>(&'b self, subject: &PlanSubject<'b>) -> PlanSubject<'b> {
        PlanSubject { policy: &self.policy, state: &self.state, ..*subject }
    }
}

fn under(policy: &Policy, change: &Change, is_account: bool) -> Policy {
    if let Change::Policy { subject, accounts } = change {
        let other = if is_account { accounts.as_ref() } else { Some(subject) };
        return other.unwrap_or(policy).clone();
    }
    let options = policy.options().clone();
    let options = match change {
        Change::Residences(residences) => PolicyOptions { residences: residences.clone(), ..options },
        Change::Strictness(strictness) => PolicyOptions { strictness: *strictness, ..options },
        Change::MissedBoundary(missed_boundary) => {
            PolicyOptions { missed_boundary: *missed_boundary, ..options }
        }
        Change::Reason(_) | Change::Now(_) | Change::Policy { .. } => options,
    };
    policy.clone().with_options(options)
}

fn difference(before: &Plan, after: &Plan) -> Difference {
    Difference {
        later_by: after.earliest.duration_since(before.earliest),
        spared: missing_in(before, after),
        added: missing_in(after, before),
    }
}

/// Returns the steps of one plan that the other does not have. Steps of an account are compared only with those of the
/// same account.
fn missing_in(plan: &Plan, other: &Plan) -> Vec<PlanStep> {
    let mut theirs: BTreeMap<Option<usize>, Vec<Act>> = BTreeMap::new();
    for step in &other.steps {
        theirs.entry(step.account).or_default().push(step.act);
    }
    let is_missing = |step: &&PlanStep| {
        let theirs = theirs.get(&step.account).map_or(&[][..], Vec::as_slice);
        !theirs.iter().any(|act| is_same(step.act, *act))
    };
    plan.steps.iter().filter(is_missing).cloned().collect()
}

/// Says whether two steps are the same: waiting for another boundary is the same step, and a cause is the same with
/// other cures.
fn is_same(a: Act, b: Act) -> bool {
    let both_wait = matches!((a, b), (Act::Await(_), Act::Await(_)));
    match (a, b) {
        (Act::Clear { code, to_come, .. }, Act::Clear { code: other, to_come: comes, .. }) => {
            (code, to_come) == (other, comes)
        }
        _ => a == b || both_wait,
    }
}
