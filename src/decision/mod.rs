//! The one room where facts, policy, rules, lifecycle and time meet.
//!
//! What belongs here: the verdict, and everything that is said with it.
//! What never does: a rule of its own, a provider, a country.

mod misuse;
mod obligation;
mod outlook;
mod verdict;

pub use misuse::Misuse;
pub use obligation::Obligation;
pub use outlook::Earliest;
pub use verdict::{Ask, Outcome, Situation, Verdict, judge};

use crate::blocker::{Blocker, Code, Evidence};
use crate::command::Command;
use crate::event::{EventKind, Events};
use crate::evolve::evolve;
use crate::facts::{FactName, Facts, Revision};
use crate::lifecycle::{Move, Phase, State};
use crate::policy::Policy;
use crate::rules::{self, Premises};
use crate::timing::{Clearance, GateReading, GateStand, MissedBoundary, TaxYear, read_gate};
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
    premises: Premises<'a>,
    outcome: Outcome,
    earliest: Option<Earliest>,
    boundary: Option<TaxYear>,
    events: Events,
    obligations: Vec<Obligation>,
    state: State,
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
        self.outcome
            .blockers
            .iter()
            .map(move |code| blocker(code, &premises, boundary))
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
        self.events
            .kinds()
            .contains(EventKind::Closed)
            .then_some(self.events.closed_effective_at)
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

    /// The version of the meaning of the rules.
    #[must_use]
    pub const fn rulebook(&self) -> &'static str {
        RULEBOOK
    }
}

/// Decides whether closing may be requested, or may complete, at `now`; says all that is in the way if not.
///
/// Every rule is evaluated; none hides another. The facts are taken as of `now`. A refusal is a value, not an error.
///
/// # Errors
/// [`Misuse`], if the question contradicts itself: an instant of the state lies after `now`, the policy counts from a
/// request whose instant the state does not have, or a date is so far off that its tax year cannot be represented.
///
/// # Examples
/// ```
/// use closeout::{Command, Fact, Facts, MissedBoundary, Policy, PolicyOptions, State, Strictness, Verdict, decide};
/// use closeout::providers::upvest;
/// let policy = Policy::new(&upvest::ACCOUNT, PolicyOptions {
///     strictness: Strictness::Documented,
///     residences: Fact::Unknown, // matters for completion only
///     missed_boundary: MissedBoundary::NextBoundary,
/// });
/// let active = State::new(policy.lifecycle().status(&"ACTIVE".into()));
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// facts.outstanding_withdrawals = Fact::none();
/// let command = Command::request();
/// let decision = decide(&policy, &active, &facts, &command, now)?;
/// assert_eq!(decision.verdict(), Verdict::Permitted);
/// assert_eq!(decision.state().status.to_string(), "CLOSING");
///
/// let locked = State::new(policy.lifecycle().status(&"LOCKED".into()));
/// let refused = decide(&policy, &locked, &facts, &command, now)?;
/// assert_eq!(refused.verdict(), Verdict::Refused);
/// assert_eq!(refused.codes().iter().next().map(|code| code.name()), Some("status_does_not_admit_closing"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decide<'a>(
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    command: &'a Command,
    now: Timestamp,
) -> Result<Decision<'a>, Misuse> {
    misuse::check(policy, state, now)?;
    let premises = Premises {
        policy,
        state,
        facts,
        command,
    };
    let clearance = Clearance::new(state.requested_at, state.clear_since);
    let gate = gate_for(&premises, clearance, now)?;
    let outcome = judge(&situation(&premises, gate.stand));
    let outlook = outlook::look_ahead(&premises, outcome, clearance, gate, now)?;
    let events = Events {
        kinds: outcome.events,
        at: now,
        closed_effective_at: effective_at(policy.options().missed_boundary, clearance, gate, now),
    };
    let next = events.iter().fold(state.clone(), |state, event| {
        evolve(policy.lifecycle(), &state, &event)
    });
    let obligations = obligation::after(policy, &events)?;
    Ok(Decision {
        premises,
        earliest: outlook.map(|outlook| outlook.earliest(&premises, outcome)),
        boundary: outlook.and_then(|outlook| outlook.boundary),
        outcome,
        events,
        obligations,
        state: next,
    })
}

/// A gate holds completion only; of anything else it is not asked.
fn gate_for(
    premises: &Premises<'_>,
    clearance: Clearance,
    now: Timestamp,
) -> Result<GateReading, Misuse> {
    if *premises.command != Command::Advance || !premises.state.is_in(Phase::Closing) {
        return Ok(GateReading {
            stand: GateStand::Absent,
            year: None,
        });
    }
    let policy = premises.policy;
    Ok(read_gate(
        policy.calendars(),
        policy.options().missed_boundary,
        clearance,
        now,
    )?)
}

/// The door to the finite heart: everything real is abstracted here, and nowhere else.
fn situation(premises: &Premises<'_>, gate: GateStand) -> Situation {
    let Premises {
        policy,
        state,
        command,
        ..
    } = *premises;
    let (ask, rules) = match command {
        Command::RequestClosure { .. } => (Ask::Request, policy.admission()),
        Command::Advance => (Ask::Advance, policy.completion()),
    };
    Situation {
        ask,
        phase: state.status.phase(),
        request_reaches: policy
            .lifecycle()
            .step(&state.status, Move::RequestClosure)
            .map(|row| row.phase),
        observed: rules::observe(rules, premises),
        gate,
        recorded_clear: state.clear_since.is_some(),
    }
}

/// Without a gate it counts from the call. With one, from the instant at which everything came together.
fn effective_at(
    missed: MissedBoundary,
    clearance: Clearance,
    gate: GateReading,
    now: Timestamp,
) -> Timestamp {
    match (gate.year, missed) {
        (None, _) => now,
        (Some(year), MissedBoundary::NextBoundary) => year.end,
        (Some(year), MissedBoundary::WhenClear) => {
            clearance.clear_since.unwrap_or(now).max(year.end)
        }
    }
}

fn blocker<'a>(code: Code, premises: &Premises<'a>, boundary: Option<TaxYear>) -> Blocker<'a> {
    let evidence = match (code, boundary) {
        (Code::TaxYearEnd, Some(year)) => Evidence::Boundary(year),
        _ => rules::evidence(code, premises),
    };
    Blocker { code, evidence }
}
