//! The first verb: from a state, facts, a command and a policy to a decision.
//!
//! What belongs here: bringing the other rooms together, in one order, on the one path that services use.
//! What never does: a rule, a provider, a country, or a second path.

use crate::command::Command;
use crate::decision::{
    Ask, ClockReading, ClockStand, Decision, Misuse, Openings, Situation, check, judge, look_ahead,
    remaining_after,
};
use crate::event::Events;
use crate::evolve::evolve;
use crate::facts::Facts;
use crate::laws;
use crate::lifecycle::{Move, Phase, State};
use crate::policy::Policy;
use crate::rules::{self, Premises};
use crate::timing::{Clearance, GateReading, GateStand, read_gate};
use jiff::Timestamp;

/// Decides whether closing may be requested, or may complete, at `now`; says all that is in the way if not.
///
/// Every rule is evaluated; none hides another. The facts are taken as of `now`. A refusal is a value, not an error.
///
/// # Errors
/// [`Misuse`], if the question contradicts itself: an instant of the state lies after `now`, the policy counts from a
/// request whose instant the state does not have, a restriction is asserted that the status contradicts, a notice
/// runs beyond the business calendar that was given with it, or a date is so far off that its tax year cannot be
/// represented.
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
    check(policy, state, facts, now)?;
    let premises = Premises { policy, state, facts, command };
    let clearance = Clearance::new(state.requested_at, state.clear_since);
    let (gate, clocks) = timing_for(&premises, clearance, now)?;
    let situation = situation(&premises, gate.stand, clocks.stand);
    let outcome = judge(&situation);
    debug_assert_eq!(laws::broken_by_outcome(&situation, &outcome), None, "a law is broken");
    let outlook = look_ahead(&premises, outcome, clearance, gate, now)?;
    let events = Events {
        kinds: outcome.events,
        at: now,
        closed_effective_at: effective_at(clearance, gate, clocks, now),
    };
    let next = events.iter().fold(state.clone(), |state, event| evolve(policy.lifecycle(), &state, &event));
    let obligations = remaining_after(policy, &events)?;
    let decision = Decision {
        premises,
        earliest: outlook.map(|outlook| outlook.earliest(&premises, outcome)),
        boundary: outlook.and_then(|outlook| outlook.boundary),
        openings: outlook.map_or(Openings::default(), |outlook| outlook.openings),
        outcome,
        events,
        obligations,
        state: next,
    };
    debug_assert_eq!(laws::broken_by_decision(&decision), None, "a law is broken");
    Ok(decision)
}

/// A gate or a clock holds completion only; of anything else it is not asked.
fn timing_for(
    premises: &Premises<'_>,
    clearance: Clearance,
    now: Timestamp,
) -> Result<(GateReading, ClockReading), Misuse> {
    if *premises.command != Command::Advance || !premises.state.is_in(Phase::Closing) {
        return Ok((GateReading { stand: GateStand::Absent, year: None }, ClockReading::default()));
    }
    let policy = premises.policy;
    let gate = read_gate(policy.calendars(), policy.options().missed_boundary, clearance, now)?;
    Ok((gate, ClockReading::at(policy.clocks(), clearance, now)?))
}

/// The door to the finite heart: everything real is abstracted here, and nowhere else.
fn situation(premises: &Premises<'_>, gate: GateStand, clocks: ClockStand) -> Situation {
    let Premises { policy, state, command, .. } = *premises;
    let (ask, rules) = match command {
        Command::RequestClosure { .. } => (Ask::Request, policy.admission()),
        Command::Advance => (Ask::Advance, policy.completion()),
    };
    Situation {
        ask,
        phase: state.status.phase(),
        request_reaches: policy.lifecycle().step(&state.status, Move::RequestClosure).map(|row| row.phase),
        observed: rules::observe(rules, premises),
        gate,
        clocks,
        recorded_clear: state.clear_since.is_some(),
    }
}

/// Without a gate or a clock it counts from the call. With one, from the instant at which everything came together.
fn effective_at(clearance: Clearance, gate: GateReading, clocks: ClockReading, now: Timestamp) -> Timestamp {
    let binding = clocks.openings.latest().map(|binding| binding.at);
    match gate.year.map(|year| year.end).max(binding) {
        None => now,
        Some(opened) => clearance.clear_since.unwrap_or(now).max(opened),
    }
}
