//! The answer: the verdict, and everything that is said with it.
//!
//! What belongs here: the finite heart, and how its outcome is told in full.
//! What never does: a rule of its own, a provider, a country.

mod misuse;
mod obligation;
mod outlook;
mod verdict;

pub use misuse::Misuse;
pub(crate) use misuse::check;
pub use obligation::Obligation;
pub(crate) use obligation::remaining_after;
pub use outlook::Earliest;
pub(crate) use outlook::look_ahead;
pub use verdict::{Ask, Outcome, Situation, Verdict, judge};

use crate::blocker::{Blocker, Code, Evidence};
use crate::event::{EventKind, Events};
use crate::facts::{FactName, Facts, Revision};
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::rules::{self, Premises};
use crate::timing::TaxYear;
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::Timestamp;

/// The version of the meaning of the rules, which every decision carries. It changes when a rule, a table or the
/// order of precedence does, and not otherwise.
pub const RULEBOOK: &str = "2026.11";

/// The answer to one question: a verdict with everything in the way, and what happens next.
///
/// Borrows from the question; blockers and their evidence are looked up when they are asked for.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    pub(crate) premises: Premises<'a>,
    pub(crate) outcome: Outcome,
    pub(crate) earliest: Option<Earliest>,
    pub(crate) boundary: Option<TaxYear>,
    pub(crate) events: Events,
    pub(crate) obligations: Vec<Obligation>,
    pub(crate) state: State,
}

impl<'a> Decision<'a> {
    /// What is to be done.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.outcome.verdict
    }

    /// Everything in the way, in order of precedence; the first is the headline.
    pub fn blockers(&self) -> impl Iterator<Item = Blocker<'a>> + use<'a> {
        let (premises, boundary) = (self.premises, self.boundary);
        self.outcome.blockers.iter().map(move |code| blocker(code, &premises, boundary))
    }

    /// The codes of everything in the way.
    #[must_use]
    pub const fn codes(&self) -> Set<Code> {
        self.outcome.blockers
    }

    /// The facts that are unknown and were needed, in alphabetical order.
    #[must_use]
    pub fn missing(&self) -> Set<FactName> {
        self.outcome.unknown.iter().filter_map(Code::fact).collect()
    }

    /// With `waiting`: the first instant at which closing could complete, and whether nobody has to act until then.
    #[must_use]
    pub const fn earliest(&self) -> Option<Earliest> {
        self.earliest
    }

    /// What happens if the service commits to the decision, in order.
    #[must_use]
    pub const fn events(&self) -> Events {
        self.events
    }

    /// When it counts as closed, if this decision closes it.
    #[must_use]
    pub fn effective_at(&self) -> Option<Timestamp> {
        self.events.kinds().contains(EventKind::Closed).then_some(self.events.closed_effective_at)
    }

    /// What remains to be done after closing; empty unless this decision closes it.
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// The state after the events: to be kept, and sent with the next question.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The caller's mark of the books that the facts were read from.
    #[must_use]
    pub const fn revision(&self) -> Option<&'a Revision> {
        self.premises.facts.revision.as_ref()
    }

    /// The policy it was decided under.
    #[must_use]
    pub const fn policy(&self) -> &'a Policy {
        self.premises.policy
    }

    /// The state before the events.
    #[must_use]
    pub const fn before(&self) -> &'a State {
        self.premises.state
    }

    /// The facts it rests on.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.premises.facts
    }

    /// The version of the meaning of the rules.
    #[must_use]
    pub const fn rulebook(&self) -> &'static str {
        RULEBOOK
    }
}

fn blocker<'a>(code: Code, premises: &Premises<'a>, boundary: Option<TaxYear>) -> Blocker<'a> {
    let evidence = match (code, boundary) {
        (Code::TaxYearEnd, Some(year)) => Evidence::Boundary(year),
        _ => rules::evidence(code, premises),
    };
    Blocker { code, evidence }
}
