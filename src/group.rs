//! A group with its accounts as one unit.
//!
//! What belongs here: asking about the accounts first and the group last, with the new states of the accounts.
//! What never does: a rule, or a second way to decide.
//!
//! ```
//! use closeout::{Country, Facts, Verdict, group::GroupPolicy, providers::upvest};
//! let policies = GroupPolicy::documented(&upvest::GROUP, &upvest::ACCOUNT).residents([Country::DE]);
//! let mut group = policies.group("CLOSING", Facts::all_clear());
//! group.add("first", policies.accounts.state("CLOSING"), Facts::all_clear());
//! group.add("second", policies.accounts.state("CLOSED"), Facts::unknown()); // it is over; nothing is asked of it
//! let now = "2026-02-02T09:00:00Z".parse()?;
//! let step = group.advance(now)?;
//! assert!(step.decisions().all(|(_, decision)| decision.state().status.to_string() == "CLOSED"));
//! assert_eq!(step.group().verdict(), Verdict::Permitted); // every account is closed by now
//!
//! group.add("third", policies.accounts.state("ACTIVE"), Facts::all_clear());
//! assert_eq!(group.advance(now)?.group().verdict(), Verdict::Waiting); // nobody has asked to close this one
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::command::Command;
use crate::decide::decide;
use crate::decision::{Commit, Decision, MisuseError};
use crate::facts::{Fact, Facts, Member};
use crate::lifecycle::State;
use crate::plan::{self, Plan, PlanError, PlanRequest, PlanSubject};
use crate::policy::Policy;
use crate::profile::Profile;
use crate::vocab::{Country, Printable, Shared, WireRef};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::borrow::Borrow;
use jiff::Timestamp;

/// The policy of a group together with that of its accounts.
#[derive(Clone, Debug)]
pub struct GroupPolicy {
    /// The policy of the group itself.
    pub group: Policy,
    /// The policy of each of its accounts.
    pub accounts: Policy,
}

impl GroupPolicy {
    /// Returns the two policies that ask only for what the provider's documents state.
    #[must_use]
    pub fn documented(group: impl Into<Shared<Profile>>, accounts: impl Into<Shared<Profile>>) -> Self {
        Self { group: Policy::documented(group), accounts: Policy::documented(accounts) }
    }

    /// Returns the two policies that also ask for what a careful engineer would add.
    #[must_use]
    pub fn prudent(group: impl Into<Shared<Profile>>, accounts: impl Into<Shared<Profile>>) -> Self {
        Self { group: Policy::prudent(group), accounts: Policy::prudent(accounts) }
    }

    /// Returns the same two policies for holders who are tax resident in these countries: see
    /// [`PolicyOptions::with_residents`](crate::PolicyOptions::with_residents).
    #[must_use]
    pub fn residents(self, countries: impl IntoIterator<Item = Country>) -> Self {
        let countries: Vec<Country> = countries.into_iter().collect();
        Self {
            group: self.group.residents(countries.iter().copied()),
            accounts: self.accounts.residents(countries),
        }
    }

    /// Returns a group in this status, without accounts yet. The accounts that you [add](Group::add) replace
    /// `facts.accounts`.
    #[must_use]
    pub fn group<'w>(&self, status: impl Into<WireRef<'w>>, facts: Facts) -> Group<'_> {
        self.group_in(self.group.state(status), facts)
    }

    /// Returns a group in this state, as returned by the last decision.
    #[must_use]
    pub const fn group_in(&self, state: State, facts: Facts) -> Group<'_> {
        Group { policies: self, state, facts, accounts: Vec::new() }
    }
}

/// A group with its accounts: their states and facts, and their policies.
#[derive(Clone, Debug)]
pub struct Group<'p> {
    policies: &'p GroupPolicy,
    state: State,
    facts: Facts,
    accounts: Vec<Account>,
}

/// An account of the group.
#[derive(Clone, Debug)]
struct Account {
    id: Box<str>,
    state: State,
    facts: Facts,
}

impl Group<'_> {
    /// Adds an account. Add all accounts of the group: it is closed only after every one of them.
    pub fn add(&mut self, id: impl Into<Box<str>>, state: State, facts: Facts) {
        self.accounts.push(Account { id: id.into(), state, facts });
    }

    /// Decides for every account whether it can complete, and then for the group, which sees the states of the accounts
    /// *after* those decisions.
    ///
    /// # Errors
    /// The contradiction in the question about an account or the group, with the id of the account.
    pub fn advance(&mut self, now: Timestamp) -> Result<GroupStep<'_>, GroupError> {
        self.decide(Command::Advance, now)
    }

    /// Decides as [`advance`](Self::advance) does, with this command for the group itself. The accounts are asked to
    /// complete, since closing a group does not close its accounts: each has a request of its own.
    ///
    /// # Errors
    /// The errors of [`advance`](Self::advance).
    ///
    /// ```
    /// use closeout::{Command, Facts, Verdict, group::GroupPolicy, providers::upvest};
    /// let policies = GroupPolicy::documented(&upvest::GROUP, &upvest::ACCOUNT);
    /// let mut group = policies.group("ACTIVE", Facts::all_clear());
    /// group.add("first", policies.accounts.state("ACTIVE"), Facts::all_clear());
    /// let now = "2026-02-02T09:00:00Z".parse()?;
    /// assert_eq!(group.decide(Command::request(), now)?.group().verdict(), Verdict::Permitted);
    /// assert_eq!(group.advance(now)?.group().verdict(), Verdict::Refused); // nobody has requested it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide(
        &mut self,
        command: impl Borrow<Command>,
        now: Timestamp,
    ) -> Result<GroupStep<'_>, GroupError> {
        let Self { policies, state, facts, accounts } = self;
        let mut decisions = Vec::with_capacity(accounts.len());
        for Account { id, state, facts } in &*accounts {
            let decided = decide(&policies.accounts, state, facts, &Command::Advance, now);
            let decision = decided.map_err(|misuse| GroupError { id: Some(id.clone()), misuse })?;
            decisions.push((&**id, decision));
        }
        let member = |(id, decision): &(&str, Decision<'_>)| Member {
            id: (*id).into(),
            status: decision.state().status.word().clone(),
        };
        facts.accounts = Fact::Known(decisions.iter().map(member).collect());
        let group = decide(&policies.group, state, facts, command.borrow(), now)
            .map_err(|misuse| GroupError { id: None, misuse })?;
        Ok(GroupStep { decisions, group })
    }

    /// Plans the tasks, with their actors and dates, until the group and all of its accounts are closed. The plan calls
    /// the group `group`.
    ///
    /// # Errors
    /// The errors of [`plan`](crate::plan()).
    ///
    /// ```
    /// use closeout::{Fact, Facts, facts::Balance, group::GroupPolicy, providers::upvest};
    /// let policies = GroupPolicy::documented(&upvest::GROUP, &upvest::ACCOUNT);
    /// let mut facts = Facts::all_clear();
    /// facts.cash = Fact::one(Balance::new("GBP".parse()?, "12.50".parse()?));
    /// let mut group = policies.group("ACTIVE", facts);
    /// group.add("first", policies.accounts.state("ACTIVE"), Facts::all_clear());
    /// let plan = group.plan("2026-02-02T09:00:00Z".parse()?)?;
    /// assert!(plan.steps.len() > 2); // two requests, and the cash has to be withdrawn
    /// let mut lost = policies.group("NEVER_HEARD_OF", Facts::all_clear());
    /// assert!(lost.plan("2026-02-02T09:00:00Z".parse()?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plan(&self, now: Timestamp) -> Result<Plan, PlanError> {
        let accounts: Vec<PlanSubject<'_>> =
            self.accounts.iter().map(|account| account.under(self.policies)).collect();
        let subject =
            PlanSubject { id: "group", policy: &self.policies.group, state: &self.state, facts: &self.facts };
        plan::plan(&PlanRequest { subject, accounts: &accounts, reason: None, settlements: &[], now })
    }
}

impl Account {
    const fn under<'a>(&'a self, policies: &'a GroupPolicy) -> PlanSubject<'a> {
        PlanSubject { id: &self.id, policy: &policies.accounts, state: &self.state, facts: &self.facts }
    }
}

/// The decisions of one step: one for each account, and one for the group.
#[derive(Clone, Debug)]
pub struct GroupStep<'a> {
    decisions: Vec<(&'a str, Decision<'a>)>,
    group: Decision<'a>,
}

impl<'a> GroupStep<'a> {
    /// Returns the decision on each account with its id, in the order in which you added the accounts.
    pub fn decisions(&self) -> impl Iterator<Item = (&'a str, &Decision<'a>)> {
        self.decisions.iter().map(|(id, decision)| (*id, decision))
    }

    /// Returns the decision on the group.
    #[must_use]
    pub const fn group(&self) -> &Decision<'a> {
        &self.group
    }

    /// Returns the parts to store: for each account with its id, and for the group. Store all of them in one
    /// transaction, because the decision on the group depends on the states of the accounts after the step.
    #[must_use]
    pub fn into_commits(self) -> (Vec<(&'a str, Commit)>, Commit) {
        let accounts = self.decisions.into_iter().map(|(id, decision)| (id, decision.into_commit()));
        (accounts.collect(), self.group.into_commit())
    }
}

/// The error of a question about a group or one of its accounts that contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {misuse}", Printable(self.name()))]
pub struct GroupError {
    /// The id of the account; `None` for the group itself.
    pub id: Option<Box<str>>,
    /// The contradiction.
    pub misuse: MisuseError,
}

impl GroupError {
    fn name(&self) -> &str {
        self.id.as_deref().unwrap_or("the group")
    }
}
