//! The part of a decision that a service stores.

use super::{Decision, RULEBOOK};
use crate::event::Events;
use crate::facts::Revision;
use crate::lifecycle::State;

/// The part of a decision that a service stores. A `Commit` owns all of its values.
///
/// Write the state and the events in one transaction, and only if your books are still at `revision`: then no
/// withdrawal can slip in between the decision and the commit.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Commit {
    /// The state after the decision. Send the state back with the next question.
    pub state: State,
    /// The events of the decision; empty if the decision changes nothing.
    pub events: Events,
    /// The revision of your books at which the facts were read, as stated in the facts.
    pub revision: Option<Revision>,
    /// The version of the rules that decided: [`RULEBOOK`].
    pub rulebook: &'static str,
}

impl Commit {
    /// Returns whether there is nothing to store: no event has happened, so the state is unchanged.
    ///
    /// ```
    /// use closeout::{Command, Facts, Policy, providers::upvest};
    /// let policy = Policy::documented(&upvest::ACCOUNT);
    /// let (facts, now) = (Facts::all_clear(), "2026-02-02T09:00:00Z".parse()?);
    /// let active = policy.state("ACTIVE");
    /// assert!(!policy.decide(&active, &facts, Command::request(), now)?.into_commit().is_empty());
    /// let locked = policy.state("LOCKED");
    /// assert!(policy.decide(&locked, &facts, Command::request(), now)?.into_commit().is_empty()); // refused
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.events.kinds().is_empty()
    }
}

impl Decision<'_> {
    /// Returns the part of the decision to store.
    ///
    /// ```
    /// use closeout::{Command, EventKind, Facts, Policy, RULEBOOK, providers::alpaca};
    /// let policy = Policy::documented(&alpaca::ACCOUNT);
    /// let mut facts = Facts::all_clear();
    /// facts.revision = Some("42".into());
    /// let active = policy.state("ACTIVE");
    /// let decision = policy.decide(&active, &facts, Command::request(), "2026-02-02T09:00:00Z".parse()?)?;
    /// let commit = decision.into_commit();
    /// assert_eq!(commit.state.status.to_string(), "ACCOUNT_CLOSED");
    /// assert!(commit.events.kinds().contains(EventKind::Closed));
    /// assert_eq!((commit.revision, commit.rulebook), (facts.revision, RULEBOOK));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_commit(self) -> Commit {
        let revision = self.premises.facts.revision.clone();
        Commit { state: self.state, events: self.events, revision, rulebook: RULEBOOK }
    }
}
