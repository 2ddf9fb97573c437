//! Tests a service's own store with the generators and the laws of the crate:
//! `cargo run --example store_under_test --features proptest`.
//!
//! A service that takes the crate over writes one thing that the crate cannot test: the store that keeps states and
//! events. Here is how to test yours.
//!
//! 1. [`cases`] makes arbitrary questions: any provider, any policy, any state, any facts. None is a misuse.
//! 2. Your store decides and commits each of them, twice, as happens when an answer was lost and the caller repeats.
//! 3. Two statements are checked of what the store has kept. Each decision obeys the laws ([`laws`]), and the log replays
//!    to the state that lies beside it.
//!
//! The example runs this for a store that is right, which passes, and for one that loses events, which is found. In your
//! service, `Store` is your own type, and [`check`] is the body of a `proptest!` test.

use closeout::{
    Decision, Event, MisuseError, State, evolve, laws,
    lifecycle::Lifecycle,
    strategies::{Case, cases},
};
use proptest::prop_assert_eq;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

/// The part of a service that keeps an account.
struct Store {
    opened_as: State,
    state: State,
    log: Vec<Event>,
}

impl Store {
    fn open(state: &State) -> Self {
        Self { opened_as: state.clone(), state: state.clone(), log: Vec::new() }
    }

    /// Keeps a decision: the state and its events together, as one transaction would.
    fn commit(&mut self, decision: &Decision<'_>) {
        self.log.extend(decision.events().iter());
        self.state = decision.state().clone();
    }

    /// Keeps a decision, and of its events only the last: the defect that the test is to find.
    fn commit_carelessly(&mut self, decision: &Decision<'_>) {
        self.log.extend(decision.events().iter().last());
        self.state = decision.state().clone();
    }

    /// Returns the state that the log leads to.
    fn replayed(&self, lifecycle: &Lifecycle) -> State {
        self.log.iter().fold(self.opened_as.clone(), |state, event| evolve(lifecycle, &state, event))
    }
}

type Commit = fn(&mut Store, &Decision<'_>);

/// Asks one question twice and checks what the store has kept.
fn check(case: &Case, commit: Commit) -> Result<(), TestCaseError> {
    let mut store = Store::open(&case.state);
    for _ in 0..2 {
        let question = Case { state: store.state.clone(), ..case.clone() };
        let decision =
            question.decide().map_err(|misuse: MisuseError| TestCaseError::fail(misuse.to_string()))?;
        prop_assert_eq!(laws::broken_by_decision(&decision), None);
        commit(&mut store, &decision);
    }
    let replayed = store.replayed(case.policy.lifecycle());
    prop_assert_eq!(replayed, store.state, "the log does not lead to the state");
    Ok(())
}

/// Checks as many arbitrary questions as proptest is set to; the error holds the smallest question that failed.
fn check_arbitrary_questions(commit: Commit) -> Result<u32, Box<TestError<Case>>> {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    runner.run(&cases(), |case| check(&case, commit))?;
    Ok(runner.config().cases)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = check_arbitrary_questions(Store::commit)?;
    println!("the careful store: {count} arbitrary questions, nothing found");

    let Err(found) = check_arbitrary_questions(Store::commit_carelessly) else {
        return Err("the careless store passes, so the test finds nothing".into());
    };
    println!("the careless store: {}", found.to_string().lines().next().unwrap_or_default());
    if let TestError::Fail(_, case) = *found {
        println!("    found by {:?} of a subject that is {}", case.command, case.state.status);
    }
    Ok(())
}
