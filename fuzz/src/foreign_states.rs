//! Target `foreign_states`: a question, and the same question with its status read by another lifecycle, or by none, and
//! with what is said of ages and residences said in other words.
//!
//! What belongs here: that whatever compares equal is answered alike, wherever an answer is given.
//! What never does: what the answer is (`decide_laws`).

use crate::ask::{Ask, Case, reader};
use crate::observe;
use arbitrary::Arbitrary;
use closeout::{
    Facts, evolve,
    facts::{FactName, ReadAt},
    laws, permission, plan,
    plan::{Plan, PlanError, PlanRequest, PlanSubject},
    policy::{MaxAge, Residences},
    profile::Activity,
};

/// A question, and who has read its status.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    ask: Ask,
    /// By its place; nobody if none is said.
    read_by: Option<u8>,
    /// Whether what is said of all facts is said of each, in the second question.
    spells_out: bool,
}

/// Asserts that both questions get one answer.
///
/// # Panics
/// If not.
pub fn check(input: &Input) {
    let one = input.ask.case();
    let other = match input.read_by {
        Some(place) => one.read_by(reader(place)),
        None => one.read_by_nobody(),
    };
    let other = if input.spells_out { spelled_out(&other) } else { other };
    assert_eq!((&one.state, &one.facts, &one.command), (&other.state, &other.facts, &other.command));
    assert_eq!(one.policy.max_age(), other.policy.max_age());
    assert_eq!(one.policy.options(), other.policy.options());
    decided_alike(&one, &other);
    swept_alike(&one, &other);
    permitted_alike(&one, &other);
    planned_alike(&one, &other);
}

/// The same, with one instant of reading and one age for each fact, and each residence twice.
fn spelled_out(case: &Case) -> Case {
    let mut ages = MaxAge::any();
    for fact in FactName::ALL {
        if let Some(age) = case.policy.max_age().of(*fact) {
            ages = ages.with(*fact, age).expect("no age below zero");
        }
    }
    let twice = |all: &Residences| Residences::new(all.iter().chain(all.iter())).expect("some");
    let said = case.with_max_age(ages).with_options(|options| {
        use closeout::Fact::{Known, Part, Unknown};
        options.residences = match &options.residences {
            Unknown => Unknown,
            Part(some) => Part(twice(some)),
            Known(all) => Known(twice(all)),
        };
    });
    said.with_facts(|facts| facts.as_of = one_each(facts))
}

fn one_each(facts: &Facts) -> ReadAt {
    let mut read = ReadAt::unknown();
    for fact in FactName::ALL {
        if let Some(instant) = facts.as_of.of(*fact) {
            read.set(*fact, instant);
        }
    }
    read
}

fn decided_alike(one: &Case, other: &Case) {
    match (one.decide(), other.decide()) {
        (Ok(decision), Ok(again)) => {
            assert!(laws::equal_questions_get_equal_answers(&decision, &again));
            match (decision.ahead(), again.ahead()) {
                (Ok(Some(ahead)), Ok(Some(again))) => {
                    assert!(laws::equal_questions_get_equal_answers(&ahead, &again));
                }
                (ahead, again) => assert_eq!(
                    ahead.map(|ahead| ahead.is_some()),
                    again.map(|again| again.is_some()),
                    "what lies ahead"
                ),
            }
            let lifecycle = one.policy.lifecycle();
            for event in decision.events().iter() {
                assert_eq!(evolve(lifecycle, &one.state, &event), evolve(lifecycle, &other.state, &event));
            }
            // The sentence too, as far as it is put together here: all that there is to show for a blocker.
            let shown = |case: &Case| format!("{:?}", case.decide().map(|decision| decision.codes()));
            assert_eq!(shown(one), shown(other));
        }
        (decision, again) => assert_eq!(decision.err(), again.err()),
    }
}

fn swept_alike(one: &Case, other: &Case) {
    let row = |case: &Case| case.policy.at(case.now).row(&case.state, &case.facts, &case.command);
    let (row, again) = (row(one), row(other));
    assert_eq!(row, again, "a row");
    if let Ok(row) = row {
        let place = observe::own_row(one).and_then(|own| u8::try_from(own.place).ok());
        assert_eq!(row.status, place.unwrap_or(closeout::sweep::Row::UNKNOWN_STATUS));
    }
}

fn permitted_alike(one: &Case, other: &Case) {
    for activity in Activity::ALL {
        let asked = |case: &Case| permission(&case.policy, &case.state, &case.facts.restrictions, *activity);
        assert_eq!(asked(one), asked(other), "{activity}");
    }
}

fn planned_alike(one: &Case, other: &Case) {
    fn planned(case: &Case) -> Result<Plan, PlanError> {
        let Case { policy, state, facts, now, .. } = case;
        let subject = PlanSubject { id: "s", policy, state, facts };
        plan(&PlanRequest { subject, accounts: &[], reason: None, settlements: &[], now: *now })
    }
    assert_eq!(format!("{:?}", planned(one)), format!("{:?}", planned(other)), "a plan");
}
