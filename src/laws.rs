//! The laws that always hold: each law once, by name, as a predicate.
//!
//! What belongs here: the laws that debug assertions, properties, fuzz targets and walks share.
//! What never does: enforcing the laws, which is the task of the other rooms, or the changes to a question that
//! relational laws speak of (`strategies`).

use crate::blocker::{Class, Code, Cure};
use crate::decision::{ClockReading, Decision, Outcome, Situation, Verdict};
use crate::event::EventKind;
use crate::evolve::evolve;
use crate::facts::FactName;
use crate::lifecycle::{Phase, State};
use crate::permission::{Denial, Permission};
use crate::policy::Policy;
use crate::timing::{Clearance, MissedBoundary, TaxCalendar, TaxYear};
use crate::vocab::{Set, WireValue, catalogue};
use jiff::Timestamp;

catalogue! {
    /// The laws, by name. A law has the name of its predicate in this module; the predicate of
    /// [`Law::EveryBlockerHasACure`] is [`every_blocker_has_a_cure`](crate::lint::every_blocker_has_a_cure) of the
    /// linter, which walks the lifecycle for it.
    #[non_exhaustive]
    pub enum Law {
        /// Only a reopening that the profile lists leaves a closed status.
        ClosedIsFinal = "closed_is_final",
        /// Closing implies that every condition was known to be clear.
        NoValueInAClosedAccount = "no_value_in_a_closed_account",
        /// A refusal or a waiting closing has a blocker; no other verdict has one.
        RefusedHasABlocker = "refused_has_a_blocker",
        /// A permitted request has no blocker and no missing fact.
        PermittedHasNone = "permitted_has_none",
        /// States, facts and policies that compare equal get the same answer, wherever their statuses were read.
        EqualQuestionsGetEqualAnswers = "equal_questions_get_equal_answers",
        /// Forgetting a fact never turns another verdict into `permitted`.
        UnknownNeverPermits = "unknown_never_permits",
        /// Knowing the same items in part only never turns another verdict into `permitted`.
        APartNeverPermits = "a_part_never_permits",
        /// Forgetting an unread fact, or adding to it, changes neither verdict, blockers nor events.
        UnreadChangesNothing = "unread_changes_nothing",
        /// The answer about the future of a request is the answer of completion to the state that the request leads to
        /// or finds.
        WhatLiesAheadIsWhatCompletionSays = "what_lies_ahead_is_what_completion_says",
        /// One more obligation neither permits a closing that was not permitted nor brings a closing forward.
        MoreObligationsNeverHelp = "more_obligations_never_help",
        /// Prudent permits no more than documented. One more residence, one more clock or a smaller age of facts
        /// permits no more than before.
        AStricterPolicyNeverPermitsMore = "a_stricter_policy_never_permits_more",
        /// Facts are sets: neither their order nor a repetition changes the answer.
        OrderAndDuplicatesDoNotMatter = "order_and_duplicates_do_not_matter",
        /// Clearing exactly the reported blockers leads to `permitted`, or to waiting for clocks alone.
        AllBlockersAreReported = "all_blockers_are_reported",
        /// A closing that a gate or a clock holds takes effect when the last of them opens, or when the account is
        /// clear if that is later, and never before.
        NeverBeforeTheBoundary = "never_before_the_boundary",
        /// Once clearance is recorded, a later call with the same facts gives the same effective instant.
        LateCallsChangeNothing = "late_calls_change_nothing",
        /// The earliest instant lies after the question, and a closing never takes effect in the future.
        TheFutureIsNotDecided = "the_future_is_not_decided",
        /// A group that closes has only closed accounts.
        GroupClosedImpliesAccountsClosed = "group_closed_implies_accounts_closed",
        /// Evolving the emitted events from the old state gives the decided state.
        ReplayAgrees = "replay_agrees",
        /// Asking again at once, with the resulting state, changes nothing.
        AskingTwiceChangesNothing = "asking_twice_changes_nothing",
        /// One more restriction never permits an activity that was not permitted.
        ARestrictionNeverPermitsMore = "a_restriction_never_permits_more",
        /// A status that the provider does not document permits nothing, not even reading.
        AnUnknownStatusPermitsNothing = "an_unknown_status_permits_nothing",
        /// A closed account can be read, under every restriction.
        AClosedAccountCanBeRead = "a_closed_account_can_be_read",
        /// Each cause that the holder has to clear can be cleared by a permitted activity.
        EveryBlockerHasACure = "every_blocker_has_a_cure",
        /// Every instant lies in exactly one tax year.
        TaxYearsTileTime = "tax_years_tile_time",
    }
}

/// A law on one situation and its outcome.
pub type OutcomeLaw = fn(&Situation, &Outcome) -> bool;

/// A law on one decision.
pub type DecisionLaw = fn(&Decision<'_>) -> bool;

/// The laws on one situation and its outcome.
pub const OF_OUTCOMES: &[(Law, OutcomeLaw)] = &[
    (Law::ClosedIsFinal, closed_is_final),
    (Law::NoValueInAClosedAccount, no_value_in_a_closed_account),
    (Law::RefusedHasABlocker, refused_has_a_blocker),
    (Law::PermittedHasNone, permitted_has_none),
];

/// The laws on one decision.
pub const OF_DECISIONS: &[(Law, DecisionLaw)] = &[
    (Law::NeverBeforeTheBoundary, never_before_the_boundary),
    (Law::TheFutureIsNotDecided, the_future_is_not_decided),
    (Law::GroupClosedImpliesAccountsClosed, group_closed_implies_accounts_closed),
    (Law::ReplayAgrees, replay_agrees),
];

/// Returns the first law that an outcome breaks.
#[must_use]
pub fn broken_by_outcome(situation: &Situation, outcome: &Outcome) -> Option<Law> {
    OF_OUTCOMES.iter().find(|(_, holds)| !holds(situation, outcome)).map(|(law, _)| *law)
}

/// Returns the first law that a decision breaks.
#[must_use]
pub fn broken_by_decision(decision: &Decision<'_>) -> Option<Law> {
    OF_DECISIONS.iter().find(|(_, holds)| !holds(decision)).map(|(law, _)| *law)
}

/// Checks [`Law::ClosedIsFinal`].
#[must_use]
pub fn closed_is_final(situation: &Situation, outcome: &Outcome) -> bool {
    situation.phase != Some(Phase::Closed)
        || (outcome.events.is_empty() && outcome.blockers == Set::only(Code::AlreadyClosed))
}

/// Checks [`Law::NoValueInAClosedAccount`].
#[must_use]
pub fn no_value_in_a_closed_account(situation: &Situation, outcome: &Outcome) -> bool {
    !outcome.events.contains(EventKind::Closed)
        || (situation.observed.present.is_empty() && situation.observed.unknown.is_empty())
}

/// Checks [`Law::RefusedHasABlocker`].
#[must_use]
pub fn refused_has_a_blocker(_: &Situation, outcome: &Outcome) -> bool {
    match outcome.verdict {
        Verdict::Refused | Verdict::Waiting => !outcome.blockers.is_empty(),
        Verdict::Permitted | Verdict::NoOp | Verdict::Undetermined => outcome.blockers.is_empty(),
    }
}

/// Checks [`Law::PermittedHasNone`].
#[must_use]
pub fn permitted_has_none(_: &Situation, outcome: &Outcome) -> bool {
    let unhindered = outcome.blockers.is_empty() && outcome.unknown.is_empty();
    match outcome.verdict {
        Verdict::Permitted => unhindered && !outcome.events.is_empty(),
        Verdict::NoOp => unhindered && outcome.events.is_empty(),
        // A clearance is worth recording even if an unknown residence leaves the rest open.
        Verdict::Undetermined => {
            !outcome.unknown.is_empty() && outcome.events.is_subset(Set::only(EventKind::Cleared))
        }
        Verdict::Refused => outcome.events.is_empty(),
        Verdict::Waiting => !outcome.events.contains(EventKind::Closed),
    }
}

/// Checks [`Law::EqualQuestionsGetEqualAnswers`]: `other` answers a question that compares equal.
#[must_use]
pub fn equal_questions_get_equal_answers(one: &Decision<'_>, other: &Decision<'_>) -> bool {
    order_and_duplicates_do_not_matter(one, other)
        && (one.stale(), one.unread()) == (other.stale(), other.unread())
        && cures(one).eq(cures(other))
}

fn cures<'a>(decision: &'a Decision<'_>) -> impl Iterator<Item = (Code, Class, Set<Cure>)> + 'a {
    decision.blockers().map(|blocker| (blocker.code, blocker.class(), blocker.cures()))
}

/// Checks [`Law::UnknownNeverPermits`]: `weaker` knows one fact less than `fuller`.
#[must_use]
pub fn unknown_never_permits(fuller: &Decision<'_>, weaker: &Decision<'_>) -> bool {
    permits_no_more(weaker, fuller)
}

/// Checks [`Law::APartNeverPermits`]: `partial` knows in part the same items of a fact that `fuller` knows in full.
#[must_use]
pub fn a_part_never_permits(fuller: &Decision<'_>, partial: &Decision<'_>) -> bool {
    permits_no_more(partial, fuller)
}

/// Checks [`Law::UnreadChangesNothing`]: `changed` knows nothing, or more, of a fact that `decision` names unread.
#[must_use]
pub fn unread_changes_nothing(decision: &Decision<'_>, changed: &Decision<'_>) -> bool {
    (decision.verdict(), decision.codes(), decision.events())
        == (changed.verdict(), changed.codes(), changed.events())
}

/// Checks [`Law::WhatLiesAheadIsWhatCompletionSays`]: `advanced` is the answer of `advance` to the state of `decision`,
/// with the same facts at the same instant. Only a request that leads to a closing in two steps, or that is repeated
/// while closing, has an answer about its future.
#[must_use]
pub fn what_lies_ahead_is_what_completion_says(decision: &Decision<'_>, advanced: &Decision<'_>) -> bool {
    let lies_ahead = match decision.verdict() {
        Verdict::NoOp => true,
        Verdict::Permitted => decision.events().kinds().contains(EventKind::ClosureRequested),
        Verdict::Waiting | Verdict::Refused | Verdict::Undetermined => false,
    };
    match decision.ahead() {
        Err(_) => false,
        Ok(None) => !lies_ahead,
        Ok(Some(ahead)) => {
            let recorded = decision.events().kinds().contains(EventKind::Cleared);
            lies_ahead
                && order_and_duplicates_do_not_matter(&ahead, advanced)
                && (ahead.stale(), ahead.unread()) == (advanced.stale(), advanced.unread())
                // The clearance that the request has recorded is not recorded again.
                && !(recorded && advanced.events().kinds().contains(EventKind::Cleared))
        }
    }
}

/// Checks [`Law::MoreObligationsNeverHelp`]: `burdened` has one obligation more than `lighter`.
#[must_use]
pub fn more_obligations_never_help(lighter: &Decision<'_>, burdened: &Decision<'_>) -> bool {
    let not_sooner = match (lighter.earliest(), burdened.earliest()) {
        (Some(before), Some(after)) => before.at <= after.at,
        _ => true,
    };
    permits_no_more(burdened, lighter) && not_sooner
}

/// Checks [`Law::AStricterPolicyNeverPermitsMore`]: every blocker under `milder` is a blocker under `stricter`, unless
/// its fact is too old for `stricter`.
#[must_use]
pub fn a_stricter_policy_never_permits_more(milder: &Decision<'_>, stricter: &Decision<'_>) -> bool {
    let told_by: Set<FactName> = milder.codes().iter().filter_map(Code::fact).collect();
    let forgotten = !told_by.intersection(stricter.stale()).is_empty();
    permits_no_more(stricter, milder) && (forgotten || milder.codes().is_subset(stricter.codes()))
}

fn permits_no_more(this: &Decision<'_>, than: &Decision<'_>) -> bool {
    this.verdict() != Verdict::Permitted || than.verdict() == Verdict::Permitted
}

/// Checks [`Law::OrderAndDuplicatesDoNotMatter`]: the same facts, shuffled and repeated.
#[must_use]
pub fn order_and_duplicates_do_not_matter(once: &Decision<'_>, shuffled: &Decision<'_>) -> bool {
    (once.verdict(), once.codes(), once.missing(), once.earliest(), once.events(), once.state())
        == (
            shuffled.verdict(),
            shuffled.codes(),
            shuffled.missing(),
            shuffled.earliest(),
            shuffled.events(),
            shuffled.state(),
        )
}

/// Checks [`Law::AllBlockersAreReported`]: `healed` is asked with exactly the blockers cleared that `reported` names.
/// Blockers that nobody can clear, and unknown facts, are excepted.
#[must_use]
pub fn all_blockers_are_reported(reported: &Decision<'_>, healed: &Decision<'_>) -> bool {
    let by_status = Set::EMPTY.with(Code::AlreadyClosed).with(Code::StatusDoesNotAdmitClosing);
    let excepted = !reported.missing().is_empty() || !reported.codes().intersection(by_status).is_empty();
    excepted || healed.codes().difference(Code::of_clocks()).is_empty() && healed.missing().is_empty()
}

/// Checks [`Law::NeverBeforeTheBoundary`].
#[must_use]
pub fn never_before_the_boundary(decision: &Decision<'_>) -> bool {
    decision.effective_at().is_none_or(|effective| closes_at(decision) == Some(effective))
}

/// Returns when the closing takes effect: the latest gate, clock or clearance, or `now` if nothing holds the closing;
/// `None` if one of them never comes.
fn closes_at(decision: &Decision<'_>) -> Option<Timestamp> {
    let (policy, before, now) = (decision.policy(), decision.before(), decision.events().decided_at());
    if !is_in(decision, Phase::Closing) {
        return Some(now);
    }
    let clearance = Clearance::new(before.requested_at, before.clear_since);
    let counts_from = match policy.options().missed_boundary {
        MissedBoundary::NextBoundary => clearance.clear_since,
        MissedBoundary::WhenClear => before.requested_at,
    };
    let clocks = ClockReading::at(policy.clocks(), clearance, now).ok()?;
    let year_ends = policy.calendars().map(|calendar| Some(calendar.year_of(counts_from?).ok()?.end));
    let openings = year_ends.chain(clocks.openings.iter().map(|opening| Some(opening.at)));
    match openings.reduce(|last, next| Some(last?.max(next?))) {
        None => Some(now),
        Some(last) => Some(last?.max(clearance.clear_since.unwrap_or(now))),
    }
}

/// Returns whether the subject was in this phase, as the policy of the decision reads its status.
fn is_in(decision: &Decision<'_>, phase: Phase) -> bool {
    let own = decision.policy().lifecycle().own(&decision.before().status);
    own.is_some_and(|row| row.phase == phase)
}

/// Checks [`Law::LateCallsChangeNothing`]: the same closing, asked at two instants after the gate opened.
#[must_use]
pub fn late_calls_change_nothing(sooner: &Decision<'_>, later: &Decision<'_>) -> bool {
    sooner.effective_at() == later.effective_at()
}

/// Checks [`Law::TheFutureIsNotDecided`].
#[must_use]
pub fn the_future_is_not_decided(decision: &Decision<'_>) -> bool {
    let now = decision.events().decided_at();
    decision.earliest().is_none_or(|earliest| now < earliest.at)
        && decision.effective_at().is_none_or(|effective| effective <= now)
}

/// Checks [`Law::GroupClosedImpliesAccountsClosed`], if the policy asks for it. A policy that does not has a defect,
/// which [`lint`](crate::lint()) reports and no decision does.
#[must_use]
pub fn group_closed_implies_accounts_closed(decision: &Decision<'_>) -> bool {
    let policy = decision.policy();
    let in_two_steps = is_in(decision, Phase::Closing);
    let asked = if in_two_steps { policy.completion() } else { policy.admission() };
    let is_asked = asked.contains(Code::AccountsNotClosed);
    let Some(lifecycle) = policy.profile().members.as_ref().filter(|_| is_asked) else {
        return true;
    };
    let is_closed = |status: &WireValue| lifecycle.status(status).phase() == Some(Phase::Closed);
    decision.effective_at().is_none()
        || decision
            .facts()
            .accounts
            .known()
            .is_some_and(|members| members.iter().all(|member| is_closed(&member.status)))
}

/// Checks [`Law::ReplayAgrees`].
#[must_use]
pub fn replay_agrees(decision: &Decision<'_>) -> bool {
    let lifecycle = decision.policy().lifecycle();
    let replayed = decision
        .events()
        .iter()
        .fold(decision.before().clone(), |state, event| evolve(lifecycle, &state, &event));
    replayed == *decision.state()
}

/// Checks [`Law::AskingTwiceChangesNothing`]: `again` is the second answer.
#[must_use]
pub fn asking_twice_changes_nothing(first: &Decision<'_>, again: &Decision<'_>) -> bool {
    again.events().kinds().is_empty()
        && again.state() == first.state()
        && again.earliest() == first.earliest()
}

/// Checks [`Law::ARestrictionNeverPermitsMore`]: `restricted` is asked with more restrictions than `freer`, or with
/// unknown instead of known ones. A limited permission permits less than an unlimited one.
#[must_use]
pub fn a_restriction_never_permits_more(freer: &Permission, restricted: &Permission) -> bool {
    restricted == freer || !restricted.permits()
}

/// Checks [`Law::AnUnknownStatusPermitsNothing`].
#[must_use]
pub fn an_unknown_status_permits_nothing(policy: &Policy, state: &State, permission: &Permission) -> bool {
    policy.lifecycle().own(&state.status).is_some()
        || *permission == Permission::Denied(Denial::UnknownStatus)
}

/// Checks [`Law::AClosedAccountCanBeRead`]: `permission` is the answer to
/// [`Activity::Read`](crate::profile::Activity::Read), under any restrictions.
#[must_use]
pub fn a_closed_account_can_be_read(policy: &Policy, state: &State, permission: &Permission) -> bool {
    let own = policy.lifecycle().own(&state.status);
    own.is_none_or(|row| row.phase != Phase::Closed) || *permission == Permission::Permitted
}

/// Checks [`Law::TaxYearsTileTime`]: the instant lies in its year, and the end of that year is the start of the next
/// one.
#[must_use]
pub fn tax_years_tile_time(calendar: &TaxCalendar, instant: Timestamp) -> bool {
    let Ok(year) = calendar.year_of(instant) else {
        return true;
    };
    // The last representable year has no next one.
    let follows = |next: TaxYear| next.start == year.end;
    year.contains(instant) && calendar.year_of(year.end).map_or(true, follows)
}
