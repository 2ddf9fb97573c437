//! The first verb: from a state, facts, a command and a policy to a decision.
//!
//! What belongs here: bringing the other rooms together, in one order, on the one path that services use.
//! What never does: a rule, a provider, a country, or a second path.

use crate::command::{Command, Reason};
use crate::decision::{
    Decision, MisuseError, Moment, Outcome, Outlook, Situation, Verdict, check, judge, remaining_after,
};
use crate::event::{EventKind, Events};
use crate::evolve::remember;
use crate::facts::Facts;
use crate::laws;
use crate::lifecycle::{Phase, State};
use crate::policy::Policy;
use crate::profile::Stage;
use crate::rules::{self, Observed, Premises, asked};
use crate::timing::{Reckoned, TaxYears};
use core::borrow::Borrow;
use jiff::Timestamp;

/// Decides whether closing may be requested, or may complete, at `now`; the decision reports every blocker if not.
///
/// Every rule is evaluated; none hides another. The facts count as of `now`. A refusal is a value, not an error.
///
/// # Errors
/// [`MisuseError`], if the question contradicts itself: an instant of the state or of reading lies after `now`, an
/// instant or a day is a placeholder for a missing one (before 1900, the first second of 1970, after 9998), the policy
/// counts from a request whose instant the state does not have, a restriction is asserted that the status contradicts,
/// a balance has a component that the provider does not have, a reason is longer than the provider accepts, a notice
/// runs beyond the business calendar that was given with it, or the tax year that closing would have to wait for is not
/// recorded. All facts are checked, read or not.
///
/// # Examples
/// ```
/// use closeout::{Command, Fact, Facts, Policy};
/// use closeout::{Verdict, decide};
/// use closeout::providers::upvest;
/// let policy = Policy::documented(&upvest::ACCOUNT);
/// let active = policy.state("ACTIVE");
/// let now = "2026-02-02T09:00:00Z".parse()?;
/// let mut facts = Facts::unknown();
/// facts.outstanding_withdrawals = Fact::empty();
/// let command = Command::request();
/// let decision = decide(&policy, &active, &facts, &command, now)?;
/// assert_eq!(decision.verdict(), Verdict::Permitted);
/// assert_eq!(decision.state().status.to_string(), "CLOSING");
///
/// let locked = policy.state("LOCKED");
/// let refused = decide(&policy, &locked, &facts, &command, now)?;
/// assert_eq!(refused.verdict(), Verdict::Refused);
/// assert_eq!(refused.codes().iter().next().map(|code| code.name()), Some("status_does_not_admit_closing"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decide<'a>(
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    command: &Command,
    now: Timestamp,
) -> Result<Decision<'a>, MisuseError> {
    decide_with(&Reckoned, policy, state, facts, command, now)
}

/// Decides as [`decide`] does, with tax years that may have been looked up before.
pub(crate) fn decide_with<'a>(
    years: &dyn TaxYears,
    policy: &'a Policy,
    state: &'a State,
    facts: &'a Facts,
    command: &Command,
    now: Timestamp,
) -> Result<Decision<'a>, MisuseError> {
    let premises = Premises::new(policy, state, facts, asked(command), now);
    check(&premises, command.reason())?;
    let observed = observe(&premises, command.reason());
    let moment = moment(years, &premises)?;
    let outcome = judge_at(&moment, &premises, observed);
    let mut outlook = Outlook::default();
    if outcome.verdict == Verdict::Waiting {
        outlook.look_ahead(&premises, outcome, &moment, years)?;
    }
    let events = Events { kinds: outcome.events, at: now, closed_effective_at: moment.effective_at() };
    // Fails now if an obligation cannot be dated; `Decision::obligations` computes them on demand.
    remaining_after(policy, &events).try_for_each(|obligation| obligation.map(drop))?;
    let mut next = state.clone();
    events.iter().for_each(|event| remember(policy.lifecycle(), &mut next, &event));
    let decision = Decision { premises, outcome, outlook, events, state: next };
    debug_assert_eq!(laws::broken_by_decision(&decision), None, "a law is broken");
    Ok(decision)
}

/// Checks that a state and facts contradict neither each other nor `now`, whatever is asked of them.
pub(crate) fn check_question(
    policy: &Policy,
    state: &State,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), MisuseError> {
    check(&Premises::new(policy, state, facts, Stage::Completion, now), None)
}

impl Policy {
    /// Decides under this policy: [`decide`] as a method, which takes the command by value or by reference.
    ///
    /// # Errors
    /// The errors of [`decide`].
    ///
    /// ```
    /// use closeout::{Command, Facts, Policy, Verdict, facts::FactName, providers::upvest};
    /// let policy = Policy::documented(&upvest::ACCOUNT);
    /// let (active, now) = (policy.state("ACTIVE"), "2026-02-02T09:00:00Z".parse()?);
    /// let facts = Facts::unknown().none_of([FactName::OutstandingWithdrawals]);
    /// let decision = policy.decide(&active, &facts, Command::request(), now)?;
    /// assert_eq!(decision.verdict(), Verdict::Permitted);
    /// let refused = policy.decide(&policy.state("LOCKED"), &facts, Command::request(), now)?.verdict();
    /// assert_eq!(refused, Verdict::Refused);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide<'a>(
        &'a self,
        state: &'a State,
        facts: &'a Facts,
        command: impl Borrow<Command>,
        now: Timestamp,
    ) -> Result<Decision<'a>, MisuseError> {
        decide(self, state, facts, command.borrow(), now)
    }
}

impl Decision<'_> {
    /// Returns the answer of [`Command::Advance`], at the same instant, to the state that this request has led to or
    /// found. The answer shows the conditions that a closing in two steps waits for. `None` unless the decision answers
    /// a request that leads to closing in two steps, or that is repeated while closing.
    ///
    /// # Errors
    /// [`MisuseError`], if that question contradicts itself: a notice that begins now is not over when its business
    /// calendar ends, or a tax year that closing would have to wait for is not recorded.
    ///
    /// ```
    /// use closeout::{Code, Command, Country, Facts};
    /// use closeout::{Policy, State};
    /// use closeout::{providers::upvest, decide};
    /// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
    /// let active = policy.state("ACTIVE");
    /// let (facts, now) = (Facts::all_clear(), "2026-03-20T09:00:00Z".parse()?);
    /// let command = Command::request();
    /// let decision = decide(&policy, &active, &facts, &command, now)?;
    /// let ahead = decision.ahead()?.ok_or("it closes in two steps")?;
    /// assert!(ahead.codes().contains(Code::TaxYearEnd));
    /// assert_eq!(ahead.earliest().map(|earliest| earliest.at), Some("2026-04-05T23:00:00Z".parse()?));
    ///
    /// let refused = decide(&policy, ahead.before(), &facts, &Command::Advance, now)?;
    /// assert!(refused.ahead()?.is_none()); // it was not a request
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ahead(&self) -> Result<Option<Decision<'_>>, MisuseError> {
        let Premises { policy, facts, stage, now, .. } = self.premises;
        let leads_there = match self.verdict() {
            Verdict::NoOp => true,
            Verdict::Permitted => !self.events.kinds().contains(EventKind::Closed),
            Verdict::Waiting | Verdict::Refused | Verdict::Undetermined => false,
        };
        if stage == Stage::Completion || !leads_there {
            return Ok(None);
        }
        decide(policy, &self.state, facts, &Command::Advance, now).map(Some)
    }
}

/// The causes that were found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    pub(crate) observed: Observed,
    /// The causes that completion would find; filled for a request only.
    pub(crate) ahead: Observed,
}

/// Looks for the causes of a question. A request also looks for those of completion, if a clearance is worth recording.
#[inline]
pub(crate) fn observe(premises: &Premises<'_>, reason: Option<&Reason>) -> Found {
    let Premises { policy, stage, .. } = *premises;
    let observed = rules::observe(policy.conditions(stage), premises, reason);
    let looks_ahead = stage == Stage::Admission && policy.counts_from_clearance();
    // Looks as `advance` would: `advance` does not repeat the reason of this request.
    let ahead =
        if looks_ahead { rules::observe(policy.completion(), premises, None) } else { Observed::default() };
    Found { observed, ahead }
}

/// Returns the gate and the clocks at `now`. Gates and clocks hold completion only, so no other question looks at them.
#[expect(
    clippy::inline_always,
    reason = "measured: what it returns is large, and a call copies it once more"
)]
#[inline(always)]
pub(crate) fn moment(years: &dyn TaxYears, premises: &Premises<'_>) -> Result<Moment, MisuseError> {
    let mut moment = Moment::new(premises.now);
    if premises.stage == Stage::Completion && premises.phase() == Some(Phase::Closing) {
        moment.look_at_clocks(premises.policy, premises.state, years)?;
    }
    Ok(moment)
}

/// Judges the real question. All abstraction into the finite heart happens here and in the rules, and nowhere else.
#[expect(
    clippy::inline_always,
    reason = "measured: what it returns is large, and a call copies it once more"
)]
#[inline(always)]
pub(crate) fn judge_at(moment: &Moment, premises: &Premises<'_>, found: Found) -> Outcome {
    let Premises { policy, state, own, stage, .. } = *premises;
    let situation = Situation {
        ask: stage,
        phase: own.map(|row| row.phase),
        request_reaches: own.and_then(|row| policy.lifecycle().reached_from(row)),
        observed: found.observed,
        observed_ahead: found.ahead,
        may_be_gated: policy.residences_matter(),
        timed: policy.is_timed(),
        gate: moment.gate.stand,
        clocks: moment.clocks.stand,
        recorded_clear: state.clear_since.is_some(),
    };
    let outcome = judge(&situation);
    debug_assert_eq!(laws::broken_by_outcome(&situation, &outcome), None, "a law is broken");
    outcome
}
