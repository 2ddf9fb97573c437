//! How a service tests its own store with the generators and the laws of the crate:
//! `cargo run --example store_under_test --features proptest`.
//!
//! The store below keeps a state and a log of events. The test asks it arbitrary questions and asserts two laws on
//! what it has kept: whatever it committed obeys the laws of one decision, and its log replays to its state.

use closeout::{
    Decision, Event, MisuseError, State, evolve, laws,
    lifecycle::Lifecycle,
    strategies::{Case, cases},
};
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// What a service keeps of one account.
struct Store {
    opened_as: State,
    state: State,
    log: Vec<Event>,
}

impl Store {
    fn open(state: &State) -> Self {
        Self { opened_as: state.clone(), state: state.clone(), log: Vec::new() }
    }

    /// Commits a decision: the state and the events together, as a transaction would.
    fn commit(&mut self, decision: &Decision<'_>) {
        self.log.extend(decision.events().iter());
        self.state = decision.state().clone();
    }

    /// What the log says the state is.
    fn replayed(&self, lifecycle: &Lifecycle) -> State {
        self.log.iter().fold(self.opened_as.clone(), |state, event| evolve(lifecycle, &state, event))
    }
}

/// Asks twice, as services do when an answer is lost, and checks what has been kept.
fn the_store_keeps_the_laws(case: &Case) -> Result<(), TestCaseError> {
    let mut store = Store::open(&case.state);
    for _ in 0..2 {
        let question = Case { state: store.state.clone(), ..case.clone() };
        let decision =
            question.decide().map_err(|misuse: MisuseError| TestCaseError::fail(misuse.to_string()))?;
        proptest::prop_assert_eq!(laws::broken_by_decision(&decision), None);
        store.commit(&decision);
    }
    proptest::prop_assert_eq!(store.replayed(case.policy.lifecycle()), store.state);
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    runner.run(&cases(), |case| the_store_keeps_the_laws(&case))?;
    println!("{} arbitrary questions: the store keeps the laws", runner.config().cases);
    Ok(())
}
