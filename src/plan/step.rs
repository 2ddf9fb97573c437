//! A plan and its steps, in their public form.

use super::actor::Actor;
use super::remark::Remark;
use crate::blocker::{Code, Cure, Side};
use crate::decision::BindingClock;
use crate::facts::FactName;
use crate::lifecycle::Move;
use crate::profile::Activity;
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::Timestamp;
use jiff::civil::Date;

/// The act of a step. Displays in a few words; [`Act::what`] and [`Act::how`] give the same in two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Act {
    /// A fact to establish because it was not stated, not stated in full, or stated too long ago.
    FindOut(FactName),
    /// A status to find out because no document names it. The plan goes on as if it were closed: plan again once it is
    /// known.
    FindOutStatus,
    /// A cause to clear by one of these cures, all of which are permitted then.
    Clear {
        /// The cause.
        code: Code,
        /// The cures; any one of them clears it. Cash is withdrawn or deposited according to its sign by then.
        cures: Set<Cure>,
        /// The side of the positions, if there are short and long ones.
        side: Option<Side>,
        /// True if the cause is not present yet and another step brings it about.
        to_come: bool,
    },
    /// A move of the provider to another status.
    Move(Move),
    /// A request to close.
    Request,
    /// A call of `advance`, which records since when everything has been clear: without a record before a boundary, the
    /// closing waits for the next one.
    Record,
    /// A clock to wait for, the last one to open.
    Await(BindingClock),
    /// A call of `advance`, which completes the closing.
    Complete,
}

impl Act {
    /// Returns the cause that the act clears; `None` if it clears none.
    #[must_use]
    pub const fn clears(self) -> Option<Code> {
        match self {
            Self::Clear { code, .. } => Some(code),
            Self::FindOut(_)
            | Self::FindOutStatus
            | Self::Move(_)
            | Self::Request
            | Self::Record
            | Self::Await(_)
            | Self::Complete => None,
        }
    }

    /// Returns the activities that carry the act out, any of them.
    pub fn activities(self) -> impl Iterator<Item = Activity> {
        let cures = if let Self::Clear { cures, .. } = self { cures } else { Set::EMPTY };
        cures.iter().filter_map(Cure::activity)
    }
}

/// One step of a plan. Displays as a line for people: the account if there are several, the actor and the act, after
/// which steps, by when, and when it can be over. Accounts and steps are counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    /// The account, by its place among the given ones; `None` for the subject itself.
    pub account: Option<usize>,
    /// The act.
    pub act: Act,
    /// The party that acts.
    pub actor: Actor,
    /// The steps that come before it, by their places; two steps that do not wait for each other can be done side by
    /// side.
    pub after: Vec<usize>,
    /// The first instant at which it can be over.
    pub earliest: Timestamp,
    /// The last civil day, inclusive and in the zone of the boundary, on which it can be done so that the closing makes
    /// the boundary of the plan; `None` if the day does not matter, or depends on a settlement that was not stated.
    pub due_by: Option<Date>,
}

/// The steps to do, in an order in which they can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The steps; empty if everything is closed or never came to be. Every step comes after those that it waits for.
    pub steps: Vec<PlanStep>,
    /// The first instant at which the whole can be closed: a lower bound, as every instant of a plan.
    pub earliest: Timestamp,
    /// True if only the service has to act, and everything is known, dated, consistent and not overdue.
    pub firm: bool,
    /// Facts to know beside the steps: remarks on the accounts in their order, then on the subject itself.
    pub remarks: Vec<Remark>,
}
