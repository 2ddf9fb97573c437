//! The question that a plan answers.

use crate::command::Reason;
use crate::facts::Facts;
use crate::lifecycle::State;
use crate::policy::Policy;
use jiff::Timestamp;
use jiff::civil::Date;

/// An account or group to be closed: its state, its facts, and its policy.
#[derive(Clone, Copy, Debug)]
pub struct PlanSubject<'a> {
    /// The caller's id.
    pub id: &'a str,
    /// The rules.
    pub policy: &'a Policy,
    /// The remembered state of the subject.
    pub state: &'a State,
    /// The asserted facts about the subject.
    pub facts: &'a Facts,
}

/// A day of settlement: never computed here, since markets, holidays and cycles are the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The civil day of the trade.
    pub traded_on: Date,
    /// The civil day on which it is settled.
    pub settles_on: Date,
}

/// The question that [`plan`](crate::plan()) answers.
#[derive(Clone, Copy, Debug)]
pub struct PlanRequest<'a> {
    /// The subject to be closed in the end.
    pub subject: PlanSubject<'a>,
    /// The accounts of a group; empty for an account. If there are any, they replace the group's fact `accounts`.
    pub accounts: &'a [PlanSubject<'a>],
    /// The reason for closing, if one was given.
    pub reason: Option<&'a Reason>,
    /// Days of trade with their days of settlement, in any order, as far ahead as the caller knows them.
    pub settlements: &'a [Settlement],
    /// The instant from which the plan starts.
    pub now: Timestamp,
}
