//! The first verb: from a state, facts, a command and a policy to a decision.
//!
//! What belongs here: bringing the other rooms together, in one order, on the one path that services use.
//! What never does: a rule, a provider, a country, or a second path.

use crate::command::Command;
use crate::decision::{
    Ask, Decision, Misuse, Moment, Outcome, Outlook, Situation, Verdict, check, judge, remaining_after,
};
use crate::event::Events;
use crate::evolve::remember;
use crate::facts::Facts;
use crate::laws;
use crate::lifecycle::{Phase, State};
use crate::policy::Policy;
use crate::rules::{self, Observed, Premises};
use crate::timing::{Reckoned, TaxYears};
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
    decide_with(&Reckoned, policy, state, facts, command, now)
}

/// The same, with tax years that may have been looked up before.
pub(crate) fn decide_with<'a>(
    years: &dyn TaxYears,
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    command: &'a Command,
    now: Timestamp,
) -> Result<Decision<'a>, Misuse> {
    check(policy, state, facts, now)?;
    let premises = Premises { policy, state, facts, command };
    let ask = asked(command);
    let observed = rules::observe(ask.conditions(policy), &premises);
    let moment = moment(years, policy, state, ask, now)?;
    let outcome = judge_at(&moment, policy, state, ask, observed);
    let mut outlook = Outlook::default();
    if outcome.verdict == Verdict::Waiting {
        outlook.look_ahead(&premises, outcome, &moment, years)?;
    }
    let events = Events { kinds: outcome.events, at: now, closed_effective_at: moment.effective_at() };
    // They are looked up again when they are asked for; here, only whether each can be dated.
    remaining_after(policy, &events).try_for_each(|obligation| obligation.map(drop))?;
    let mut next = state.clone();
    events.iter().for_each(|event| remember(policy.lifecycle(), &mut next, &event));
    let decision = Decision { premises, outcome, outlook, events, state: next };
    debug_assert_eq!(laws::broken_by_decision(&decision), None, "a law is broken");
    Ok(decision)
}

/// What a command asks.
#[inline]
pub(crate) const fn asked(command: &Command) -> Ask {
    match command {
        Command::RequestClosure { .. } => Ask::Request,
        Command::Advance => Ask::Advance,
    }
}

/// A gate or a clock holds completion only; of anything else it is not asked.
#[expect(
    clippy::inline_always,
    reason = "measured: what it returns is large, and a call copies it once more"
)]
#[inline(always)]
pub(crate) fn moment(
    years: &dyn TaxYears,
    policy: &Policy,
    state: &State,
    ask: Ask,
    now: Timestamp,
) -> Result<Moment, Misuse> {
    let mut moment = Moment::new(now);
    if ask == Ask::Advance && state.is_in(Phase::Closing) {
        moment.look_at_clocks(policy, state, years)?;
    }
    Ok(moment)
}

/// The door to the finite heart: everything real is abstracted here and by the rules, and nowhere else.
#[expect(
    clippy::inline_always,
    reason = "measured: what it returns is large, and a call copies it once more"
)]
#[inline(always)]
pub(crate) fn judge_at(
    moment: &Moment,
    policy: &Policy,
    state: &State,
    ask: Ask,
    observed: Observed,
) -> Outcome {
    let situation = Situation {
        ask,
        phase: state.status.phase(),
        request_reaches: policy.lifecycle().request_reaches(&state.status),
        observed,
        gate: moment.gate.stand,
        clocks: moment.clocks.stand,
        recorded_clear: state.clear_since.is_some(),
    };
    let outcome = judge(&situation);
    debug_assert_eq!(laws::broken_by_outcome(&situation, &outcome), None, "a law is broken");
    outcome
}
