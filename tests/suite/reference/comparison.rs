//! The engine and the plain sentences, asked the same.
//!
//! What belongs here: questions of three kinds: arbitrary ones, every abstract state, and the cases of the contract.
//! What never does: a tolerance. Every field is the same, or one of the two is wrong.

use super::london::end_of_tax_year_with;
use super::{Ahead, Answered, Asked, Remembered, answer};
use crate::strategies::{Case, cases};
use crate::support::{at, closing, movement, policy_with};
use crate::walk_profiles::walk;
use closeout::{
    Code, Command, Decision, EventKind, Fact, Facts, MisuseError, Set, State, Strictness, Verdict, decide,
    facts::{FactName, Movement},
    jurisdictions, providers,
    providers::upvest,
    timing::MissedBoundary,
    wire::Question,
};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What the engine says, in the same words; `None` if it is misuse, then or ahead.
pub(super) fn said(case: &Case) -> Option<Answered> {
    let decided: Result<_, MisuseError> =
        decide(&case.policy, &case.state, &case.facts, &case.command, case.now);
    let decision = decided.ok()?;
    let ahead = decision.ahead().ok()?;
    let State { requested_at, clear_since, closed_at, .. } = *decision.state();
    Some(Answered {
        verdict: Verdict::name(decision.verdict()),
        status: decision.state().status.word().clone(),
        blockers: codes(&decision),
        missing: names(decision.missing()),
        stale: names(decision.stale()),
        unread: names(decision.unread()),
        earliest: decision.earliest().map(|earliest| earliest.at),
        firm: decision.earliest().map(|earliest| earliest.firm),
        ahead: ahead.map(|ahead| Ahead {
            blockers: codes(&ahead),
            missing: names(ahead.missing()),
            stale: names(ahead.stale()),
            earliest: ahead.earliest().map(|earliest| earliest.at),
            firm: ahead.earliest().map(|earliest| earliest.firm),
        }),
        events: decision.events().iter().map(|event| event.kind).map(EventKind::name).collect(),
        effective_at: decision.effective_at(),
        remembered: Remembered { requested_at, clear_since, closed_at },
    })
}

fn codes(decision: &Decision<'_>) -> Vec<&'static str> {
    decision.blockers().map(|blocker| blocker.code).map(Code::name).collect()
}

fn names(facts: Set<FactName>) -> Vec<&'static str> {
    facts.iter().map(FactName::name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_engine_agrees_with_the_reference_on_arbitrary_questions(case in cases()) {
        let expected = answer(&Asked::of(&case));
        prop_assert!(expected.is_some());
        prop_assert_eq!(said(&case), expected);
    }
}

#[test]
fn the_engine_agrees_with_the_reference_on_every_abstract_state() {
    for profile in providers::PROFILES {
        walk(profile, |case| {
            let expected = answer(&Asked::of(case));
            assert!(expected.is_some(), "{case:?}");
            assert_eq!(said(case), expected, "{case:?}");
        });
    }
}

/// Not vacuous: over all abstract states the sentences come to every verdict, every code and every event.
#[test]
fn the_sentences_come_to_everything_that_can_be_said() {
    let mut said = BTreeSet::new();
    for profile in providers::PROFILES {
        walk(profile, |case| {
            let answered = answer(&Asked::of(case)).unwrap();
            said.insert(answered.verdict);
            said.extend(answered.blockers.iter().chain(&answered.missing).chain(&answered.events));
        });
    }
    let verdicts = Verdict::ALL.iter().map(|each| each.name());
    let codes = Code::ALL.iter().map(|each| each.name());
    let facts = FactName::ALL.iter().map(|each| each.name());
    let events = EventKind::ALL.iter().map(|each| each.name());
    let never: Vec<&str> =
        verdicts.chain(codes).chain(facts).chain(events).filter(|name| !said.contains(name)).collect();
    assert_eq!(never, Vec::<&str>::new());
}

/// Waiting for something expected on each day of two years, in Britain and elsewhere: the change of the clocks among them.
#[test]
fn the_engine_agrees_with_the_reference_on_every_day() {
    let first: Date = "2026-01-01".parse().unwrap();
    for date in first.series(1.day()).take(2 * 365) {
        for residences in [["GB"], ["DE"]] {
            for missed_boundary in MissedBoundary::ALL {
                let policy =
                    policy_with(&upvest::ACCOUNT, Strictness::Documented, &residences, *missed_boundary);
                let mut facts = Facts::all_clear();
                facts.expected_corporate_actions =
                    Fact::one(Movement { expected_on: Some(date), ..Movement::default() });
                let (state, now) = (closing(&policy), at("2026-02-02T09:00:00Z"));
                let case = Case { policy, state, facts, command: Command::Advance, now };
                assert_eq!(said(&case), answer(&Asked::of(&case)), "{date} {residences:?}");
            }
        }
    }
}

/// Three boundaries, and a nanosecond before and after each.
fn around_the_boundaries() -> Vec<Timestamp> {
    let boundaries = ["2025-04-05T23:00:00Z", "2026-04-05T23:00:00Z", "2027-04-05T23:00:00Z"].map(at);
    boundaries.iter().flat_map(|boundary| [-1, 0, 1].map(|away| *boundary + away.nanoseconds())).collect()
}

/// Clear; held by something dated on either side of the boundary of 2026, or not at all; unknown.
fn books() -> Vec<Facts> {
    let dates = [Some("2026-04-05"), Some("2026-04-06"), None];
    let with = |expected: Fact<Vec<Movement>>| {
        let mut facts = Facts::all_clear();
        facts.expected_corporate_actions = expected;
        facts
    };
    let held = dates.map(|date| with(Fact::one(movement(date))));
    held.into_iter().chain([Facts::all_clear(), with(Fact::Unknown)]).collect()
}

/// Asked, requested and clear at the boundary itself and next to it, in every order that is no misuse.
#[test]
fn the_engine_agrees_with_the_reference_at_the_boundary_itself() {
    let instants = around_the_boundaries();
    let until = |now: Timestamp| instants.iter().copied().filter(move |each| *each <= now);
    for missed_boundary in MissedBoundary::ALL {
        let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], *missed_boundary);
        for now in &instants {
            for requested_at in until(*now) {
                for clear_since in until(*now).map(Some).chain([None]) {
                    for facts in books() {
                        let (policy, mut state, now) = (policy.clone(), closing(&policy), *now);
                        (state.requested_at, state.clear_since) = (Some(requested_at), clear_since);
                        let case = Case { policy, state, facts, command: Command::Advance, now };
                        assert_eq!(said(&case), answer(&Asked::of(&case)), "{case:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_tax_year_holds_its_first_instant_and_not_its_last_boundary() {
    for instant in around_the_boundaries() {
        let year = jurisdictions::GB.year_of(instant).unwrap();
        assert_eq!(year.end, end_of_tax_year_with(instant));
        assert!(year.contains(instant) && year.contains(year.start) && !year.contains(year.end), "{instant}");
    }
}

fn lines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    texts
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

/// What never becomes a question is malformed too.
#[test]
fn the_reference_gives_what_each_case_of_the_contract_expects() {
    let lines = lines();
    assert!(lines.len() >= 80, "only {} cases", lines.len());
    for line in lines {
        let asked: Value = serde_json::from_str(&line).unwrap();
        let answered = serde_json::from_str(&line).ok().and_then(|question| {
            let Question { policy, state, facts, command, now, .. } = question;
            answer(&Asked::of(&Case { policy, state, facts, command, now }))
        });
        let said = answered.map_or_else(|| serde_json::json!({ "error": true }), |each| as_json(&each));
        assert_eq!(Some(&said), asked.get("expect"), "{}", asked["case"]);
    }
}

fn as_json(answered: &Answered) -> Value {
    let instant = |at: Option<Timestamp>| at.map(|at| at.to_string());
    let ahead = answered.ahead.as_ref().map(|ahead| {
        serde_json::json!({
            "blockers": ahead.blockers,
            "missing": ahead.missing,
            "stale": ahead.stale,
            "earliest": instant(ahead.earliest),
            "firm": ahead.firm,
        })
    });
    serde_json::json!({
        "verdict": answered.verdict,
        "status": match &answered.status {
            closeout::vocab::WireValue::Text(text) => Value::from(&**text),
            closeout::vocab::WireValue::Number(number) => Value::from(*number),
        },
        "blockers": answered.blockers,
        "missing": answered.missing,
        "stale": answered.stale,
        "unread": answered.unread,
        "earliest": instant(answered.earliest),
        "firm": answered.firm,
        "ahead": ahead,
        "events": answered.events,
        "effective_at": instant(answered.effective_at),
    })
}
