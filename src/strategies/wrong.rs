//! Wrong decisions, each of which breaks one law.
//!
//! The tests are inside the crate because code outside cannot make a decision that `decide` does not.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use super::{Case, SOME_SOURCE};
use crate::blocker::Code;
use crate::command::Command;
use crate::decision::{Decision, Verdict};
use crate::draft::ProfileDraft;
use crate::facts::{Fact, Facts, Member};
use crate::knowledge::providers;
use crate::laws::{self, Law};
use crate::lifecycle::{Move, Phase, State, Status, Subject};
use crate::policy::{Clock, Policy, PolicyOptions, Residences};
use crate::profile::{Profile, Stage};
use crate::timing::MissedBoundary;
use crate::vocab::{Basis, Shared};
use alloc::vec;
use alloc::vec::Vec;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, tz};

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

/// Returns a built-in profile that closes in two steps; for accounts, one with a gate.
fn in_two_steps(subject: Subject) -> &'static Profile {
    let has_a_gate = |profile: &Profile| subject == Subject::Group || !profile.gates.is_empty();
    let is_wanted = |profile: &&&Profile| {
        let closes_later = profile.lifecycle.status_in(Phase::Closing).is_some();
        profile.subject == subject && closes_later && has_a_gate(profile)
    };
    providers::PROFILES.iter().find(is_wanted).unwrap()
}

fn policy_of(
    profile: impl Into<Shared<Profile>>,
    residence: &str,
    missed_boundary: MissedBoundary,
) -> Policy {
    let residences = Residences::new([residence.parse().unwrap()]).ok().into();
    Policy::new(
        profile,
        PolicyOptions::documented().with_residences(residences).with_missed_boundary(missed_boundary),
    )
}

/// Returns a closing: requested on 10 January 2026, clear since 1 February, looked at on 1 June.
fn closing(policy: Policy) -> Case {
    let mut state = State::new(Status::known(policy.lifecycle().status_in(Phase::Closing).unwrap()));
    state.requested_at = Some(at("2026-01-10T10:00:00Z"));
    state.clear_since = Some(at("2026-02-01T00:00:00Z"));
    let now = at("2026-06-01T00:00:00Z");
    Case { policy, state, facts: Facts::all_clear(), command: Command::Advance, now }
}

fn british() -> Case {
    closing(policy_of(in_two_steps(Subject::Account), "GB", MissedBoundary::NextBoundary))
}

/// Returns a closing that no gate holds.
fn german() -> Case {
    closing(policy_of(in_two_steps(Subject::Account), "DE", MissedBoundary::NextBoundary))
}

fn held_until(case: Case, (month, day): (i8, i8)) -> Case {
    let clock = Clock::NotBefore { day: date(2026, month, day), zone: tz::get!("Europe/London") };
    Case { policy: case.policy.with_clocks([clock]), ..case }
}

fn broken(decision: &Decision<'_>) -> Option<Law> {
    laws::broken_by_decision(decision)
}

/// Returns the law that is broken if the closing takes effect at this instant.
fn told_to_close_at(case: &Case, instant: Timestamp) -> Option<Law> {
    let mut decision = case.decide().unwrap();
    assert!(decision.effective_at().is_some(), "it does not close");
    decision.events.closed_effective_at = instant;
    decision.state.closed_at = Some(instant);
    broken(&decision)
}

/// Checks that the closing may take effect at this instant and no other: not a nanosecond sooner or later, nor at any
/// other instant that matters.
#[track_caller]
fn closes_only_at(case: &Case, instant: &str) {
    let right = at(instant);
    let nanosecond = SignedDuration::from_nanos(1);
    let instants = [
        right.checked_sub(nanosecond).unwrap(),
        right.checked_add(nanosecond).unwrap(),
        at("2026-01-10T10:00:00Z"),
        at("2026-02-01T00:00:00Z"),
        at("2025-04-05T23:00:00Z"),
        at("2026-04-05T23:00:00Z"),
        at("2026-04-30T23:00:00Z"),
        at("2026-06-01T00:00:00Z"),
    ];
    assert_eq!(told_to_close_at(case, right), None);
    for wrong in instants.into_iter().filter(|wrong| *wrong != right) {
        assert_eq!(told_to_close_at(case, wrong), Some(Law::NeverBeforeTheBoundary), "{wrong}");
    }
}

#[test]
fn a_closing_that_is_held_takes_effect_when_the_last_of_what_holds_it_opens() {
    closes_only_at(&german(), "2026-06-01T00:00:00Z");
    closes_only_at(&british(), "2026-04-05T23:00:00Z");
    closes_only_at(&held_until(british(), (5, 1)), "2026-04-30T23:00:00Z");
    closes_only_at(&held_until(british(), (3, 1)), "2026-04-05T23:00:00Z");
    closes_only_at(&held_until(german(), (5, 1)), "2026-04-30T23:00:00Z");
    // If the year of the request counted, the result would be the same year; the account has been clear only since May.
    let mut late = closing(policy_of(in_two_steps(Subject::Account), "GB", MissedBoundary::WhenClear));
    late.state.clear_since = Some(at("2026-05-02T00:00:00Z"));
    closes_only_at(&late, "2026-05-02T00:00:00Z");
}

/// Checks that a closing that has to wait longer must not close: the state says since when it has been clear, and the
/// policy makes it wait for the year after.
#[test]
fn what_has_to_wait_longer_must_not_close() {
    let (case, other) = (german(), british());
    let mut decision = case.decide().unwrap();
    assert_eq!(broken(&decision), None);
    decision.premises.policy = &other.policy;
    assert_eq!(broken(&decision), Some(Law::NeverBeforeTheBoundary));
    let state = State { clear_since: None, ..case.state.clone() };
    decision.premises.state = &state;
    assert_eq!(broken(&decision), Some(Law::NeverBeforeTheBoundary));
    // A day whose first instant cannot be represented never comes.
    let never = Clock::NotBefore { day: date(9999, 12, 31), zone: tz::get!("Europe/London") };
    let never = case.policy.clone().with_clocks([never]);
    decision.premises.policy = &never;
    assert_eq!(broken(&decision), Some(Law::NeverBeforeTheBoundary));
}

/// Checks a closing in one step. No gate or clock holds a request, so it counts from the call that closes it.
#[test]
fn what_closes_in_one_step_closes_at_once() {
    let one_step = |profile: &&&Profile| profile.lifecycle.status_in(Phase::Closing).is_none();
    let profile = providers::PROFILES.iter().find(one_step).unwrap();
    let policy = policy_of(profile, "GB", MissedBoundary::NextBoundary);
    let policy = held_until(Case { policy, ..german() }, (5, 1)).policy;
    let state = State::new(Status::known(policy.lifecycle().status_in(Phase::Active).unwrap()));
    let now = at("2026-06-01T00:00:00Z");
    let case = Case { policy, state, facts: Facts::all_clear(), command: Command::request(), now };
    closes_only_at(&case.cleared_of(Code::ReasonRequired), "2026-06-01T00:00:00Z");
}

#[test]
fn what_is_decided_is_past_and_what_is_waited_for_is_not() {
    let mut case = british();
    case.now = at("2026-03-01T00:00:00Z");
    let mut decision = case.decide().unwrap();
    let mut earliest = decision.earliest().unwrap();
    // The instants lie after the call: at the call itself nothing is left to wait for.
    for (instant, law) in
        [("2026-03-01T00:00:00.000000001Z", None), ("2026-03-01T00:00:00Z", Some(Law::TheFutureIsNotDecided))]
    {
        earliest.at = at(instant);
        decision.outlook.earliest = Some(earliest);
        assert_eq!(broken(&decision), law, "{instant}");
    }
    let case = british();
    let mut decision = case.decide().unwrap();
    decision.events.closed_effective_at = decision.events.at;
    assert!(laws::the_future_is_not_decided(&decision));
    decision.events.closed_effective_at = at("2026-06-01T00:00:00.000000001Z");
    assert!(!laws::the_future_is_not_decided(&decision));
}

fn with_account(status: &str) -> Facts {
    Facts {
        accounts: Fact::Known(vec![Member::new("a", "CLOSED".into()), Member::new("b", status.into())]),
        ..Facts::all_clear()
    }
}

/// Returns the law that a closing of the group breaks with these accounts.
fn told_of(case: &Case, facts: &Facts) -> Option<Law> {
    let mut decision = case.decide().unwrap();
    assert!(decision.effective_at().is_some(), "it does not close");
    decision.premises.facts = facts;
    broken(&decision)
}

const OF_GROUPS: Option<Law> = Some(Law::GroupClosedImpliesAccountsClosed);

#[test]
fn a_group_that_closes_has_closed_accounts_wherever_the_policy_asks_for_them() {
    let two_steps = closing(policy_of(in_two_steps(Subject::Group), "DE", MissedBoundary::NextBoundary));
    let one_step = |stage| {
        let draft = ProfileDraft::new("house", Subject::Group)
            .status("OPEN", Phase::Active, SOME_SOURCE)
            .status("CLOSED", Phase::Closed, SOME_SOURCE)
            .edge("OPEN", Move::RequestClosure, "CLOSED", SOME_SOURCE)
            .rule(Code::AccountsNotClosed, stage, Basis::Stated, SOME_SOURCE);
        let policy = policy_of(draft.build().unwrap(), "DE", MissedBoundary::NextBoundary);
        let state = policy.state("OPEN");
        Case { policy, state, command: Command::request(), ..german() }
    };
    for case in [two_steps, one_step(Stage::Admission)] {
        assert_eq!(told_of(&case, &with_account("CLOSED")), None);
        assert_eq!(told_of(&case, &Facts::all_clear()), None);
        for status in ["ACTIVE", "OPEN", "SOMETHING_NEW"] {
            assert_eq!(told_of(&case, &with_account(status)), OF_GROUPS, "{status}");
        }
        assert_eq!(told_of(&case, &Facts { accounts: Fact::Unknown, ..Facts::all_clear() }), OF_GROUPS);
    }
    // A policy that does not ask for the accounts is defective; the decision is not.
    assert_eq!(told_of(&one_step(Stage::Completion), &with_account("OPEN")), None);
    assert_eq!(told_of(&german(), &with_account("ACTIVE")), None);
}

/// Checks that the law asks nothing of a group that is not closed.
#[test]
fn a_group_that_waits_may_have_open_accounts() {
    let case = closing(policy_of(in_two_steps(Subject::Group), "DE", MissedBoundary::NextBoundary))
        .with_facts(|facts| *facts = with_account("ACTIVE"));
    let decision = case.decide().unwrap();
    assert_eq!(decision.codes().iter().collect::<Vec<_>>(), [Code::AccountsNotClosed]);
    assert!(laws::group_closed_implies_accounts_closed(&decision));
}

#[test]
fn a_state_that_is_not_what_the_events_make_of_it_is_noticed() {
    let case = british();
    let mut decision = case.decide().unwrap();
    decision.state.closed_at = None;
    assert_eq!(broken(&decision), Some(Law::ReplayAgrees));
    decision.state = case.state.clone();
    assert_eq!(broken(&decision), Some(Law::ReplayAgrees));
}

/// Checks a repeated request with an answer about completion missing, and a look at a closing with one too many.
#[test]
fn what_ought_to_lie_ahead_and_does_not_is_noticed() {
    let waits = british();
    let repeated = Case { command: Command::request(), ..waits.clone() };
    let (advanced, mut decision) = (waits.decide().unwrap(), repeated.decide().unwrap());
    assert!(laws::what_lies_ahead_is_what_completion_says(&decision, &advanced));
    // A refused decision has no answer about completion.
    decision.outcome.verdict = Verdict::Refused;
    assert!(decision.ahead().unwrap().is_none());
    assert!(laws::what_lies_ahead_is_what_completion_says(&decision, &advanced));
    // If it were the answer to a request, it would need an answer of completion.
    decision.outcome.verdict = Verdict::NoOp;
    decision.premises.stage = Stage::Completion;
    assert!(decision.ahead().unwrap().is_none());
    assert!(!laws::what_lies_ahead_is_what_completion_says(&decision, &advanced));
}
