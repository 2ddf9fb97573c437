//! The steps and remarks of a plan, grouped by account.
//!
//! What belongs here: finding the steps of an account without going through the whole plan for each account.
//! What never does: the words for the steps (`words`).

use closeout::{
    decision::BindingClock,
    plan::{Act, Plan, PlanStep, Remark},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A step with its place in the plan.
pub(super) type Placed<'p> = (usize, &'p PlanStep);

/// The steps and remarks of a plan for each account, and for the subject itself.
#[derive(Debug)]
pub(super) struct ByAccount<'p> {
    shares: BTreeMap<Option<usize>, Share<'p>>,
}

/// The steps and remarks of one account, or of the subject.
#[derive(Debug, Default)]
pub(super) struct Share<'p> {
    pub(super) steps: Vec<Placed<'p>>,
    pub(super) remarks: Vec<&'p Remark>,
}

impl<'p> ByAccount<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut shares: BTreeMap<Option<usize>, Share<'p>> = BTreeMap::new();
        for (place, step) in plan.steps.iter().enumerate() {
            shares.entry(step.account).or_default().steps.push((place, step));
        }
        for remark in &plan.remarks {
            shares.entry(remark.account).or_default().remarks.push(remark);
        }
        Self { shares }
    }

    pub(super) fn share(&self, account: Option<usize>) -> Option<&Share<'p>> {
        self.shares.get(&account)
    }

    pub(super) fn steps(&self, account: Option<usize>) -> &[Placed<'p>] {
        self.share(account).map_or(&[], |share| share.steps.as_slice())
    }

    /// Returns the first instant at which the account, or the subject, can be closed.
    pub(super) fn closes(&self, account: Option<usize>) -> Option<Timestamp> {
        self.steps(account).last().map(|(_, step)| step.earliest)
    }

    /// Returns the clock that the account, or the subject, waits for.
    pub(super) fn awaits(&self, account: Option<usize>) -> Option<BindingClock> {
        self.steps(account).iter().find_map(|(_, step)| awaited(step))
    }
}

/// Returns the clock that a step waits for, if it only waits.
pub(super) fn awaited(step: &PlanStep) -> Option<BindingClock> {
    if let Act::Await(clock) = step.act { Some(clock) } else { None }
}

/// Returns the given steps of a plan, which are in its order, with their places in it.
pub(super) fn placed<'p>(plan: &'p Plan, some: &[PlanStep]) -> Vec<Placed<'p>> {
    let mut some = some.iter().peekable();
    plan.steps.iter().enumerate().filter(|(_, step)| some.next_if(|next| next == step).is_some()).collect()
}
