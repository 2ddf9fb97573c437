//! Instants and days that contradict a question: an error by name, and never a verdict.
//!
//! What belongs here: what lies in the future, what is missing where it is counted from, what nobody has set.
//! What never does: when a closing takes effect.

use crate::support::{at, closing, empty, movement, policy_with, state};
use closeout::plan::{PlanError, PlanRequest, PlanSubject};
use closeout::{
    Command, Fact, Facts, MisuseError, Policy, State, Strictness, decide, plan, providers::upvest,
    timing::MissedBoundary,
};

fn british(missed_boundary: MissedBoundary) -> Policy {
    policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], missed_boundary)
}

fn with_action(expected_on: &str) -> Facts {
    let mut facts = empty();
    facts.expected_corporate_actions = Fact::one(movement(Some(expected_on)));
    facts
}

#[test]
fn instants_of_the_state_may_not_lie_after_now() {
    let policy = british(MissedBoundary::NextBoundary);
    let now = at("2026-03-01T00:00:00Z");
    let later = Some(at("2026-03-01T00:00:00.000000001Z"));
    let mut requested = closing(&policy);
    requested.requested_at = later;
    let mut cleared = closing(&policy);
    cleared.clear_since = later;
    let mut closed = state(&policy, "CLOSED");
    closed.closed_at = later;
    for (field, state) in [("requested_at", requested), ("clear_since", cleared), ("closed_at", closed)] {
        let misuse = decide(&policy, &state, &empty(), &Command::Advance, now).unwrap_err();
        let named = format!("state.{field}");
        assert!(
            matches!(misuse, MisuseError::InTheFuture { field: found, .. } if found == named),
            "{misuse}"
        );
    }
    let mut at_now = closing(&policy);
    at_now.requested_at = Some(now);
    assert!(decide(&policy, &at_now, &empty(), &Command::Advance, now).is_ok());
}

#[test]
fn a_closing_without_its_request_is_misuse_only_where_the_gate_counts_from_there() {
    let now = at("2026-03-01T00:00:00Z");
    let counts_from_request = british(MissedBoundary::WhenClear);
    let forgetful = state(&counts_from_request, "CLOSING");
    for command in [Command::Advance, Command::request()] {
        let misuse = decide(&counts_from_request, &forgetful, &empty(), &command, now).unwrap_err();
        assert!(matches!(misuse, MisuseError::RequestedAtMissing { .. }), "{misuse}");
    }
    assert!(
        decide(&british(MissedBoundary::NextBoundary), &forgetful, &empty(), &Command::Advance, now).is_ok()
    );
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::WhenClear);
    assert!(decide(&german, &forgetful, &empty(), &Command::Advance, now).is_ok());
    let active = state(&counts_from_request, "ACTIVE");
    assert!(decide(&counts_from_request, &active, &empty(), &Command::request(), now).is_ok());
}

/// The first and the last day that there is, and the days beside them, which stand for none; in a fact that no rule reads
/// and under a command that stops early as well.
#[test]
fn a_day_that_nobody_has_set_is_misuse() {
    let policy = british(MissedBoundary::NextBoundary);
    let now = at("2026-03-01T00:00:00Z");
    let transfer = |day| {
        let mut facts = empty();
        facts.pending_transfers = Fact::one(movement(Some(day)));
        facts
    };
    for state in [closing(&policy), state(&policy, "CLOSED"), state(&policy, "NOBODY_KNOWS")] {
        for command in [Command::request(), Command::Advance] {
            for day in ["0001-01-01", "1899-12-31", "9999-01-01", "9999-12-31"] {
                for facts in [with_action(day), transfer(day)] {
                    let misuse = decide(&policy, &state, &facts, &command, now).unwrap_err();
                    assert!(matches!(misuse, MisuseError::NoDay { .. }), "{misuse}");
                }
            }
            for day in ["1900-01-01", "9998-12-31"] {
                assert!(decide(&policy, &state, &transfer(day), &command, now).is_ok(), "{day}");
            }
        }
    }
}

#[test]
fn an_instant_that_nobody_has_set_is_misuse() {
    let policy = british(MissedBoundary::NextBoundary);
    let asked = |instant: &str| {
        let mut state = state(&policy, "CLOSED");
        state.closed_at = Some(at(instant));
        decide(&policy, &state, &empty(), &Command::Advance, at("2026-03-01T00:00:00Z")).map(|_| ())
    };
    for never in ["0001-01-01T00:00:00Z", "1899-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"] {
        let misuse = asked(never).unwrap_err();
        assert!(matches!(misuse, MisuseError::NoInstant { field: "state.closed_at", .. }), "{misuse}");
    }
    assert!(asked("1970-01-01T00:00:00.999999999Z").is_err());
    for set in ["1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:01Z"] {
        assert_eq!(asked(set), Ok(()), "{set}");
    }
    let (closed, facts, command) = (state(&policy, "CLOSED"), empty(), Command::Advance);
    assert!(decide(&policy, &closed, &facts, &command, at("1970-01-01T00:00:00Z")).is_err());
}

/// Whatever a plan asks by itself, it asks about states of its own: the given one has to be looked at as well.
#[test]
fn a_state_that_contradicts_the_question_has_no_plan() {
    let (now, policy) = (at("2026-03-01T00:00:00Z"), british(MissedBoundary::NextBoundary));
    let facts = empty();
    for status in ["PENDING_APPROVAL", "ACTIVE", "LOCKED", "CLOSING", "CLOSED"] {
        let mut given = state(&policy, status);
        let planned = |given: &State| {
            let subject = PlanSubject { id: "a1", policy: &policy, state: given, facts: &facts };
            plan(&PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now })
        };
        given.clear_since = Some(now);
        assert!(!matches!(planned(&given), Err(PlanError::Misuse { .. })), "{status}");
        given.clear_since = Some(at("2026-03-01T00:00:01Z"));
        let refused = planned(&given);
        assert!(matches!(refused, Err(PlanError::Misuse { .. })), "{status}: {refused:?}");
    }
}
