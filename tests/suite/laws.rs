//! The laws, on arbitrary questions. Each is defined once, in the crate.
//!
//! What belongs here: for each law, the pairs of questions it speaks of.
//! What never does: a definition of a law.

mod broken;

use crate::strategies::{BURDEN, Case, FORGET, again, cases, shuffle};
use closeout::strategies::clocks;
use closeout::wire::{Answer, Question};
use closeout::{Class, Command, Country, Fact, Phase, Residences, Strictness, Verdict, laws, providers};
use jiff::SignedDuration;
use proptest::prelude::*;

/// As JSON, with every field.
fn answer(case: &Case) -> String {
    let Case { policy, state, facts, command, now } = case.clone();
    let question = Question { case: None, policy, state, facts, command, now };
    let decision = question.decide().unwrap();
    serde_json::to_string(&Answer::new(&question, &decision).unwrap()).unwrap()
}

fn and_britain(residences: &Fact<Residences>) -> Fact<Residences> {
    let joint = |known: &Residences| Residences::new(known.iter().chain([Country::GB])).unwrap();
    residences.known().map(joint).into()
}

/// The way a closing goes to its end: everything that is known to be in the way is cleared, everything that is
/// unknown is found out to be none, and the clock runs.
fn closes_in_the_end(case: &Case) -> bool {
    let healed = case
        .with_facts(|facts| {
            *facts = crate::support::empty();
        })
        .with_options(|options| {
            if options.residences.is_unknown() {
                options.residences = Fact::Known(Residences::new([Country::GB]).unwrap());
            }
        });
    let mut waiting = again(&healed);
    if let Some(earliest) = healed.decide().unwrap().earliest() {
        waiting.now = earliest.at;
    }
    waiting.decide().unwrap().state().is_in(Phase::Closed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_law_of_one_decision_holds(case in cases()) {
        prop_assert_eq!(laws::broken_by_decision(&case.decide().unwrap()), None);
    }

    #[test]
    fn unknown_never_permits(case in cases()) {
        let fuller = case.decide().unwrap();
        for forget in FORGET {
            let weaker = case.with_facts(forget);
            prop_assert!(laws::unknown_never_permits(&fuller, &weaker.decide().unwrap()));
        }
        let homeless = case.with_options(|options| options.residences = Fact::Unknown);
        prop_assert!(laws::unknown_never_permits(&fuller, &homeless.decide().unwrap()));
    }

    #[test]
    fn more_obligations_never_help(case in cases()) {
        let lighter = case.decide().unwrap();
        for burden in BURDEN {
            let burdened = case.with_facts(burden);
            prop_assert!(laws::more_obligations_never_help(&lighter, &burdened.decide().unwrap()));
        }
    }

    #[test]
    fn a_stricter_policy_never_permits_more(case in cases()) {
        let documented = case.with_options(|options| options.strictness = Strictness::Documented);
        let prudent = case.with_options(|options| options.strictness = Strictness::Prudent);
        prop_assert!(laws::a_stricter_policy_never_permits_more(&documented.decide().unwrap(), &prudent.decide().unwrap()));
        let joint = case.with_options(|options| options.residences = and_britain(&options.residences));
        prop_assert!(laws::a_stricter_policy_never_permits_more(&case.decide().unwrap(), &joint.decide().unwrap()));
    }

    #[test]
    fn one_more_clock_never_permits_more(case in cases(), more in clocks()) {
        let policy = case.policy.clone().with_clocks(case.policy.clocks().iter().cloned().chain(more));
        let held = Case { policy, ..case.clone() };
        let (milder, stricter) = (case.decide().unwrap(), held.decide().unwrap());
        prop_assert!(laws::a_stricter_policy_never_permits_more(&milder, &stricter));
        prop_assert!(laws::more_obligations_never_help(&milder, &stricter));
        let (binding, earliest) = (stricter.binding(), stricter.earliest().map(|earliest| earliest.at));
        prop_assert!(binding.is_none_or(|binding| Some(binding.at) <= earliest));
        let is_held = stricter.codes().iter().any(|code| code.class() == Class::Clock);
        prop_assert_eq!(binding.is_some(), is_held);
    }

    #[test]
    fn order_and_duplicates_do_not_matter(case in cases()) {
        let shuffled = case.with_facts(shuffle);
        prop_assert!(laws::order_and_duplicates_do_not_matter(&case.decide().unwrap(), &shuffled.decide().unwrap()));
    }

    #[test]
    fn all_blockers_are_reported(case in cases()) {
        let reported = case.decide().unwrap();
        let healed = reported.codes().iter().fold(case.clone(), Case::cleared_of);
        prop_assert!(laws::all_blockers_are_reported(&reported, &healed.decide().unwrap()));
    }

    #[test]
    fn late_calls_change_nothing(case in cases(), later in 0_i64..100_000_000) {
        let sooner = case.decide().unwrap();
        let held = case.policy.calendars().next().is_some() || !case.policy.clocks().is_empty();
        let gated = held && case.state.clear_since.is_some();
        if gated && sooner.effective_at().is_some() && case.command == Command::Advance {
            let mut late = case.clone();
            late.now += SignedDuration::from_secs(later);
            prop_assert!(laws::late_calls_change_nothing(&sooner, &late.decide().unwrap()));
        }
    }

    #[test]
    fn asking_twice_changes_nothing(case in cases()) {
        let second = again(&case);
        let (first, second) = (case.decide().unwrap(), second.decide().unwrap());
        // Asking for the same closing once more only says that it is under way, or done.
        let same = first.verdict() != Verdict::Waiting || second.verdict() == Verdict::Waiting;
        prop_assert!(same);
        prop_assert!(second.events().kinds().is_empty() && second.state() == first.state());
        if first.verdict() == Verdict::Waiting {
            prop_assert!(laws::asking_twice_changes_nothing(&first, &second));
        }
    }

    #[test]
    fn every_closing_can_end(case in cases()) {
        if case.state.is_in(Phase::Closing) && case.command == Command::Advance {
            prop_assert!(closes_in_the_end(&case));
        }
    }

    #[test]
    fn same_inputs_same_bytes(case in cases()) {
        prop_assert_eq!(answer(&case), answer(&case.clone()));
    }

    #[test]
    fn status_round_trips(text in ".{0,12}", number: i64) {
        for profile in providers::PROFILES {
            prop_assert!(laws::status_round_trips(&profile.lifecycle, &text.as_str().into()));
            prop_assert!(laws::status_round_trips(&profile.lifecycle, &number.into()));
        }
    }
}

#[test]
fn every_documented_status_round_trips() {
    for profile in providers::PROFILES {
        for row in profile.lifecycle.statuses() {
            assert!(laws::status_round_trips(&profile.lifecycle, &row.wire.into()), "{}", row.wire);
        }
    }
}

/// Whether or not a provider documents them, and whoever does.
#[test]
fn statuses_are_the_same_if_the_same_is_written() {
    let of = |profile: &'static closeout::Profile, text: &str| profile.lifecycle.status(&text.into());
    let (upvest, yuno) = (&providers::upvest::ACCOUNT, &providers::yuno::ACCOUNT);
    assert_eq!(of(upvest, "LOCKED"), of(upvest, "LOCKED"));
    assert_eq!((of(yuno, "LOCKED").row(), of(yuno, "LOCKED")), (None, of(upvest, "LOCKED")));
    assert_eq!(of(upvest, "ACTIVE"), of(yuno, "ACTIVE"));
    assert_eq!(of(upvest, "GONE"), of(yuno, "GONE"));
    assert_ne!(of(upvest, "LOCKED"), of(upvest, "ACTIVE"));
    assert_ne!(of(yuno, "LOCKED"), of(upvest, "ACTIVE"));
    assert_ne!(of(yuno, "LOCKED"), of(yuno, "GONE"));
}

/// A law that never has anything to say would hold for nothing: the cases reach every verdict and every gate.
#[test]
fn the_arbitrary_questions_reach_every_verdict() {
    use closeout::Element;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::<&str, u32>::new();
    for _ in 0..4_000 {
        let case = cases().new_tree(&mut runner).unwrap().current();
        let decision = case.decide().unwrap();
        *seen.entry(decision.verdict().name()).or_default() += 1;
        for blocker in decision.codes() {
            *seen.entry(blocker.name()).or_default() += 1;
        }
        for event in decision.events().kinds() {
            *seen.entry(event.name()).or_default() += 1;
        }
    }
    for verdict in Verdict::ALL {
        assert!(seen.get(verdict.name()).is_some_and(|count| *count >= 20), "{verdict}: {seen:?}");
    }
    for event in closeout::EventKind::ALL {
        assert!(seen.get(event.name()).is_some_and(|count| *count >= 20), "{event}: {seen:?}");
    }
    assert!(seen.get("tax_year_end").is_some_and(|count| *count >= 100), "{seen:?}");
    for clock in ["not_before", "notice_period", "cut_off"] {
        assert!(seen.get(clock).is_some_and(|count| *count >= 20), "{clock}: {seen:?}");
    }
}
