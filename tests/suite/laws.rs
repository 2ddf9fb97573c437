//! The laws, on arbitrary questions. Each is defined once, in the crate.
//!
//! What belongs here: for each law, the pairs of questions it speaks of.
//! What never does: a definition of a law.

mod broken;

use crate::strategies::{ABOUT, BURDEN, Case, FORGET, PARTLY, again, cases, shuffle, with_one_in_front};
use closeout::{
    Command, Country, Fact, Strictness, Verdict,
    blocker::Class,
    facts::{FactName, ReadAt},
    laws,
    lifecycle::{Lifecycle, Phase},
    policy::{MaxAge, Residences},
    providers,
    strategies::{clocks, max_ages, read_elsewhere},
    vocab::WireValue,
    wire::{Answer, Question},
};
use jiff::SignedDuration;
use proptest::prelude::*;

/// As JSON, with every field.
fn answer(case: &Case) -> String {
    let Case { policy, state, facts, command, now } = case.clone();
    let question = Question { case: None, policy, state, facts, command, now };
    let decision = question.decide().unwrap();
    serde_json::to_string(&Answer::new(&question, &decision).unwrap()).unwrap()
}

/// One more residence, of those who are known in full; of others it would be news.
fn and_britain(residences: &Fact<Residences>) -> Fact<Residences> {
    let joint = |known: &Residences| Residences::new(known.iter().chain([Country::GB])).unwrap();
    residences.known().map_or_else(|| residences.clone(), |known| Fact::Known(joint(known)))
}

fn in_part(residences: &Fact<Residences>) -> Fact<Residences> {
    residences.known().map_or_else(|| residences.clone(), |known| Fact::Part(known.clone()))
}

/// Of each fact the age that takes less.
fn the_stricter(one: &MaxAge, other: &MaxAge) -> MaxAge {
    FactName::ALL.iter().fold(MaxAge::any(), |all, fact| {
        let ages = [one.of(*fact), other.of(*fact)].into_iter().flatten();
        ages.min().map_or(all.clone(), |age| all.with(*fact, age).unwrap())
    })
}

/// The same instants and ages, each fact on its own.
fn told_apart(case: &Case) -> Case {
    let mut apart = case.clone();
    apart.facts.as_of = ReadAt::unknown();
    for fact in FactName::ALL {
        case.facts.as_of.of(*fact).into_iter().for_each(|at| apart.facts.as_of.set(*fact, at));
    }
    apart.policy = apart.policy.with_max_age(the_stricter(case.policy.max_age(), &MaxAge::any()));
    apart
}

/// Everything that compares equal to a question: read by other lifecycles, told apart, and under a house profile in which
/// every status has another place.
fn equal_to(case: &Case) -> Vec<Case> {
    let mut equal = vec![told_apart(case), with_one_in_front(case)];
    for status in read_elsewhere(&case.state.status) {
        let mut elsewhere = case.clone();
        elsewhere.state.status = status;
        equal.extend([with_one_in_front(&elsewhere), elsewhere]);
    }
    equal
}

/// The way a closing goes to its end: everything that is known to be in the way is cleared, everything that is
/// unknown is found out to be none, and the clock runs. Whoever looks again reads the facts again.
fn closes_in_the_end(case: &Case) -> bool {
    let found_empty = |case: &Case| {
        let mut nothing = case.policy.profile().nothing_held();
        nothing.as_of = ReadAt::all(case.now);
        case.with_facts(|facts| *facts = nothing)
    };
    let healed = found_empty(case).with_options(|options| {
        if !options.residences.is_known() {
            options.residences = Fact::Known(Residences::new([Country::GB]).unwrap());
        }
    });
    let mut waiting = again(&healed);
    if let Some(earliest) = healed.decide().unwrap().earliest() {
        waiting.now = earliest.at;
    }
    found_empty(&waiting).decide().unwrap().state().is_in(Phase::Closed)
}

/// Whether a value survives parsing and printing, documented or not.
fn round_trips(lifecycle: &Lifecycle, value: &WireValue) -> bool {
    let status = lifecycle.status(value);
    status.word() == value && status.to_string() == value.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_law_of_one_decision_holds(case in cases()) {
        prop_assert_eq!(laws::broken_by_decision(&case.decide().unwrap()), None);
    }

    #[test]
    fn equal_questions_get_equal_answers(case in cases()) {
        let one = case.decide().unwrap();
        for equal in equal_to(&case) {
            let other = equal.decide().unwrap();
            prop_assert!(laws::equal_questions_get_equal_answers(&one, &other), "{equal:?}: {other:?}");
        }
    }

    /// Whether it was known in full or in part.
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
    fn a_part_never_permits(case in cases()) {
        let fuller = case.decide().unwrap();
        for change in PARTLY {
            let partial = case.with_facts(change);
            prop_assert!(laws::a_part_never_permits(&fuller, &partial.decide().unwrap()));
        }
        let partial = case.with_options(|options| options.residences = in_part(&options.residences));
        prop_assert!(laws::a_part_never_permits(&fuller, &partial.decide().unwrap()));
    }

    #[test]
    fn unread_changes_nothing(case in cases()) {
        let decision = case.decide().unwrap();
        for (place, fact) in ABOUT.iter().enumerate().filter(|(_, fact)| decision.unread().contains(**fact)) {
            for change in [FORGET[place], BURDEN[place], PARTLY[place]] {
                let changed = case.with_facts(change);
                prop_assert!(laws::unread_changes_nothing(&decision, &changed.decide().unwrap()), "{fact}");
            }
        }
    }

    #[test]
    fn what_lies_ahead_is_what_completion_says(case in cases()) {
        let decision = case.decide().unwrap();
        let advanced = Case { command: Command::Advance, ..again(&case) };
        prop_assert!(laws::what_lies_ahead_is_what_completion_says(&decision, &advanced.decide().unwrap()));
    }

    /// What was known in part, or not at all, is known in part afterwards.
    #[test]
    fn more_obligations_never_help(case in cases()) {
        let lighter = case.decide().unwrap();
        for burden in BURDEN {
            let burdened = case.with_facts(burden);
            prop_assert!(laws::more_obligations_never_help(&lighter, &burdened.decide().unwrap()));
        }
    }

    #[test]
    fn a_stricter_policy_never_permits_more(case in cases(), ages in max_ages()) {
        let documented = case.with_options(|options| options.strictness = Strictness::Documented);
        let prudent = case.with_options(|options| options.strictness = Strictness::Prudent);
        prop_assert!(laws::a_stricter_policy_never_permits_more(&documented.decide().unwrap(), &prudent.decide().unwrap()));
        let joint = case.with_options(|options| options.residences = and_britain(&options.residences));
        prop_assert!(laws::a_stricter_policy_never_permits_more(&case.decide().unwrap(), &joint.decide().unwrap()));
        let ages = the_stricter(case.policy.max_age(), &ages);
        let hasty = Case { policy: case.policy.clone().with_max_age(ages), ..case.clone() };
        prop_assert!(laws::a_stricter_policy_never_permits_more(&case.decide().unwrap(), &hasty.decide().unwrap()));
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
            // The same facts, read again.
            late.facts.as_of = ReadAt::all(late.now);
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
        if case.phase() == Some(Phase::Closing) && case.command == Command::Advance {
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
            prop_assert!(round_trips(&profile.lifecycle, &text.as_str().into()));
            prop_assert!(round_trips(&profile.lifecycle, &number.into()));
        }
    }
}

#[test]
fn every_documented_status_round_trips() {
    for profile in providers::PROFILES {
        for row in profile.lifecycle.statuses() {
            assert!(round_trips(&profile.lifecycle, &row.wire), "{}", row.wire);
        }
    }
}

/// Whether or not a provider documents them, and whoever does.
#[test]
fn statuses_are_the_same_if_the_same_is_written() {
    let of = |profile: &'static closeout::profile::Profile, text: &str| profile.lifecycle.status(text);
    let (upvest, yuno) = (&providers::upvest::ACCOUNT, &providers::yuno::ACCOUNT);
    assert_eq!(of(upvest, "LOCKED"), of(upvest, "LOCKED"));
    assert_eq!((of(yuno, "LOCKED").place(), of(yuno, "LOCKED")), (None, of(upvest, "LOCKED")));
    assert_eq!(of(upvest, "ACTIVE"), of(yuno, "ACTIVE"));
    assert_eq!(of(upvest, "GONE"), of(yuno, "GONE"));
    assert_ne!(of(upvest, "LOCKED"), of(upvest, "ACTIVE"));
    assert_ne!(of(yuno, "LOCKED"), of(upvest, "ACTIVE"));
    assert_ne!(of(yuno, "LOCKED"), of(yuno, "GONE"));
}

/// A law that never has anything to say would hold for nothing: the cases reach every verdict, every gate, and everything
/// that is said beside them.
#[test]
fn the_arbitrary_questions_reach_every_verdict() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    for _ in 0..4_000 {
        let case = cases().new_tree(&mut runner).unwrap().current();
        for said in everything_said(&case) {
            *seen.entry(said).or_default() += 1;
        }
    }
    let reached = |said: &str, times: u32| seen.get(said).is_some_and(|count| *count >= times);
    for verdict in Verdict::ALL {
        assert!(reached(verdict.name(), 20), "{verdict}: {seen:?}");
    }
    for event in closeout::EventKind::ALL {
        assert!(reached(event.name(), 20), "{event}: {seen:?}");
    }
    assert!(reached("tax_year_end", 100), "{seen:?}");
    for clock in ["not_before", "notice_period", "cut_off"] {
        assert!(reached(clock, 20), "{clock}: {seen:?}");
    }
    for beside in
        ["missing status", "missing residences", "stale", "unread", "ahead", "elsewhere", "cleared at once"]
    {
        assert!(reached(beside, 20), "{beside}: {seen:?}");
    }
}

fn everything_said(case: &Case) -> Vec<String> {
    let decision = case.decide().unwrap();
    let own = case.policy.lifecycle().own(&case.state.status);
    let kinds = decision.events().kinds();
    let beside = [
        ("stale", !decision.stale().is_empty()),
        ("unread", !decision.unread().is_empty()),
        ("ahead", decision.ahead().unwrap().is_some()),
        ("elsewhere", own.map(|row| row.place) != case.state.status.place()),
        ("cleared at once", kinds.len() == 2 && decision.verdict() == Verdict::Permitted),
    ];
    let named = [decision.verdict().name()]
        .into_iter()
        .chain(beside.iter().filter(|(_, is)| *is).map(|(name, _)| *name));
    let codes = decision.codes().iter().map(|code| code.name().to_owned());
    let events = kinds.iter().map(|event| event.name().to_owned());
    let missing = decision.missing().iter().map(|fact| format!("missing {fact}"));
    named.map(str::to_owned).chain(codes).chain(events).chain(missing).collect()
}
