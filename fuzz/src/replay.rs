//! Target `replay`: the life of one subject, each answer's state sent with the next question.
//!
//! What belongs here: what must hold along the way, and of the whole log.
//! What never does: what one question alone tells (`decide_laws`).

use crate::ask::{Asked, Case, Moment, Options, Remembered};
use crate::book::{Book, Change};
use crate::house::PROFILES;
use crate::{observe, pick};
use arbitrary::Arbitrary;
use closeout::{Decision, Event, Facts, Policy, State, evolve, laws, lifecycle::Phase};
use jiff::{SignedDuration, Timestamp};

/// A subject and what happens to it.
#[derive(Arbitrary, Clone, Debug)]
pub struct Input {
    profile: u8,
    options: Options,
    begins: Remembered,
    book: Book,
    at: Moment,
    steps: Vec<Step>,
}

/// Time passes, something changes, a question is asked.
#[derive(Arbitrary, Clone, Debug)]
struct Step {
    pause: Pause,
    change: Option<Change>,
    command: Asked,
}

/// How much time passes.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Pause {
    None,
    Nanosecond,
    Minutes(u16),
    Days(u8),
    /// Until the instant that the last answer named as the earliest.
    UntilEarliest,
    /// Until just before.
    AlmostUntilEarliest,
}

/// A life so far.
struct Life {
    policy: Policy,
    first: State,
    state: State,
    facts: Facts,
    now: Timestamp,
    earliest: Option<Timestamp>,
    log: Vec<Event>,
}

/// Asserts what must hold of every step and of the log.
pub fn check(input: &Input) {
    let profile = pick(PROFILES.as_slice(), input.profile);
    let now = input.at.instant();
    let state = input.begins.state(profile, now);
    let mut life = Life {
        policy: input.options.policy(profile),
        first: state.clone(),
        state,
        facts: input.book.facts(profile, now),
        now,
        earliest: None,
        log: Vec::new(),
    };
    for step in input.steps.iter().take(40) {
        life.step(step);
    }
    let lifecycle = life.policy.lifecycle();
    let replayed = life.log.iter().fold(life.first, |state, event| evolve(lifecycle, &state, event));
    assert_eq!(replayed, life.state, "the log leads to the state");
}

impl Life {
    fn step(&mut self, step: &Step) {
        self.now = self.after(step.pause);
        if let Some(change) = &step.change {
            change.apply(&mut self.facts, self.now);
        }
        let case = Case {
            policy: self.policy.clone(),
            state: self.state.clone(),
            facts: self.facts.clone(),
            command: step.command.command(),
            now: self.now,
        };
        match case.decide() {
            Ok(decision) => self.commit(&case, &decision, step.change.is_none()),
            Err(misuse) => {
                let far_off = observe::speaks_of_distance(&misuse) && observe::is_far_off(&case);
                assert!(far_off || observe::contradicts_itself(&case), "{misuse}");
                self.earliest = None;
            }
        }
    }

    fn after(&self, pause: Pause) -> Timestamp {
        let later = |duration| self.now.checked_add(duration).unwrap_or(self.now);
        let earliest = self.earliest.unwrap_or(self.now);
        match pause {
            Pause::None => self.now,
            Pause::Nanosecond => later(SignedDuration::from_nanos(1)),
            Pause::Minutes(minutes) => later(SignedDuration::from_mins(minutes.into())),
            Pause::Days(days) => later(SignedDuration::from_hours(24 * i64::from(days))),
            Pause::UntilEarliest => earliest.max(self.now),
            Pause::AlmostUntilEarliest => {
                let before = earliest.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(self.now);
                before.max(self.now)
            }
        }
    }

    /// `steady` says that the facts have not changed since the last answer.
    fn commit(&mut self, case: &Case, decision: &Decision<'_>, steady: bool) {
        assert_eq!(laws::broken_by_decision(decision), None);
        assert!(laws::replay_agrees(decision) && laws::the_future_is_not_decided(decision));
        let (before, after) = (decision.before(), decision.state());
        if observe::is_in(case, Phase::Closed) {
            assert_eq!((before, decision.events().kinds().len()), (after, 0), "closed is final");
        }
        assert!(after.clear_since.is_none_or(|since| since <= self.now), "clear before now");
        assert!(after.closed_at.is_none_or(|closed| closed <= self.now), "closed before now");
        if let Some(closed) = decision.effective_at() {
            let was_closing = observe::is_in(case, Phase::Closing);
            assert!(before.requested_at.is_none_or(|asked| asked <= closed || !was_closing));
            assert!(after.is_in(Phase::Closed) && after.closed_at == Some(closed));
        }
        let too_soon = steady && self.earliest.is_some_and(|earliest| self.now < earliest);
        assert!(!too_soon || decision.effective_at().is_none(), "the earliest instant is a lower bound");
        self.earliest = decision.earliest().map(|earliest| earliest.at);
        self.log.extend(decision.events().iter());
        self.state = after.clone();
    }
}
