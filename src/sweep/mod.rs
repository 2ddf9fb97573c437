//! A policy at one instant, for many subjects.
//!
//! What belongs here: what is the same for all of them, found once, and the loop over columns of them.
//! What never does: a rule, or a verdict that the finite heart has not given.

use crate::command::Command;
use crate::decide::decide_with;
use crate::decision::{Decision, Misuse};
use crate::facts::Facts;
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::timing::Remembered;
use jiff::Timestamp;

/// A policy at one instant: its tax years have been looked up, whoever is asked about.
#[derive(Clone, Debug)]
pub struct PolicyAt<'a> {
    policy: &'a Policy,
    now: Timestamp,
    years: Remembered,
}

impl Policy {
    /// The policy at an instant, for questions about many subjects.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> PolicyAt<'_> {
        PolicyAt { policy: self, now, years: Remembered::until(now, self.calendars()) }
    }
}

impl<'a> PolicyAt<'a> {
    /// As [`decide`](crate::decide()), at this instant.
    ///
    /// # Errors
    /// As [`decide`](crate::decide()).
    pub fn decide<'q>(
        &self,
        state: &'q State,
        facts: &'q Facts,
        command: &'q Command,
    ) -> Result<Decision<'q>, Misuse>
    where
        'a: 'q,
    {
        decide_with(&self.years, self.policy, state, facts, command, self.now)
    }
}
