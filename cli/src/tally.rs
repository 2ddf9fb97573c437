//! Counting answers, for the summary at the end.
//!
//! What belongs here: the group of each answer.
//! What never does: showing the numbers. Memory does not grow with the number of answers.

use crate::standing::is_overdue;
use closeout::{
    Blocker, Code, Decision, EventKind, Verdict, blocker::Class, facts::FactName, vocab::Element,
};

/// A meaning of an answer for the person who works through the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// An account that closes now.
    Closes,
    /// A request that is admitted: closing begins.
    Begins,
    /// An account for which nobody has to act: its blockers end by themselves, on known dates.
    WaitsForClock,
    /// An account that waits only for clocks and for items of which some are overdue: somebody has to ask about them.
    Overdue,
    /// An account that waits for somebody to act, or for a market process to end.
    WaitsForSomeone,
    /// A repeated request: nothing changes.
    Unchanged,
    /// A request that is not admitted.
    Refused,
    /// A question that cannot be answered.
    Undetermined,
}

impl Group {
    pub(crate) const ALL: [Self; 8] = [
        Self::Closes,
        Self::Begins,
        Self::WaitsForClock,
        Self::Overdue,
        Self::WaitsForSomeone,
        Self::Unchanged,
        Self::Refused,
        Self::Undetermined,
    ];

    /// Returns the words that follow a number.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Closes => "can close now",
            Self::Begins => "can begin closing now",
            Self::WaitsForClock => "waiting for the clock: nobody has to act",
            Self::Overdue => "waiting for what is overdue: ask the market or the provider",
            Self::WaitsForSomeone => "waiting for someone to act or to find out",
            Self::Unchanged => "asked again while closing: no change",
            Self::Refused => "refused",
            Self::Undetermined => "undetermined: facts are missing",
        }
    }

    pub(crate) fn of(decision: &Decision<'_>) -> Self {
        match decision.verdict() {
            Verdict::Permitted if decision.events().kinds().contains(EventKind::Closed) => Self::Closes,
            Verdict::Permitted => Self::Begins,
            Verdict::NoOp => Self::Unchanged,
            Verdict::Waiting if waits_for_clock(decision) => Self::WaitsForClock,
            Verdict::Waiting if waits_for_overdue(decision) => Self::Overdue,
            Verdict::Waiting => Self::WaitsForSomeone,
            Verdict::Refused => Self::Refused,
            Verdict::Undetermined => Self::Undetermined,
        }
    }
}

/// Returns the decision's own word for it: all blockers are clocks or have a date, and nothing is unknown.
fn waits_for_clock(decision: &Decision<'_>) -> bool {
    decision.earliest().is_some_and(|earliest| earliest.firm)
}

/// Returns whether nothing is unknown and every blocker is a clock or has expected days, some of which have begun.
fn waits_for_overdue(decision: &Decision<'_>) -> bool {
    let is_waited_for = |blocker: &Blocker<'_>| blocker.is_dated() || is_overdue(blocker);
    decision.missing().is_empty()
        && decision.blockers().all(|blocker| is_waited_for(&blocker))
        && decision.blockers().any(|blocker| is_overdue(&blocker))
}

/// The counts of answers by group, blocker and missing fact.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    groups: Vec<(Group, u64)>,
    blockers: Vec<((Code, Class), u64)>,
    overdue: Vec<(Code, u64)>,
    missing: Vec<(FactName, u64)>,
    pub(crate) malformed: u64,
    /// The answers that are not selected.
    pub(crate) passed_over: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            groups: Group::ALL.map(|group| (group, 0)).to_vec(),
            blockers: pairs().map(|pair| (pair, 0)).collect(),
            overdue: zeros(Code::ALL),
            missing: zeros(FactName::ALL),
            malformed: 0,
            passed_over: 0,
        }
    }
}

impl Tally {
    /// Adds the counts of another tally.
    pub(crate) fn add(&mut self, other: &Self) {
        sum(&mut self.groups, &other.groups);
        sum(&mut self.blockers, &other.blockers);
        sum(&mut self.overdue, &other.overdue);
        sum(&mut self.missing, &other.missing);
        self.passed_over = self.passed_over.saturating_add(other.passed_over);
        self.malformed = self.malformed.saturating_add(other.malformed);
    }

    pub(crate) fn count(&mut self, decision: &Decision<'_>) {
        let group = Group::of(decision);
        add(&mut self.groups, |each| each == group);
        let missing = decision.missing();
        for blocker in decision.blockers() {
            add(&mut self.blockers, |pair| pair == (blocker.code, blocker.class()));
            add(&mut self.overdue, |code| code == blocker.code && is_overdue(&blocker));
        }
        add(&mut self.missing, |fact| missing.contains(fact));
    }

    pub(crate) fn answered(&self) -> u64 {
        self.groups.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// Returns the groups that occur, in the order of the list.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (Group, u64)> + '_ {
        self.groups.iter().copied().filter(|(_, count)| *count > 0)
    }

    /// Returns the blockers that occur, most frequent first; equal counts in order of precedence.
    pub(crate) fn blockers(&self) -> Vec<((Code, Class), u64)> {
        by_frequency(&self.blockers)
    }

    /// Returns the blockers that are overdue, most frequent first; equal counts in order of precedence.
    pub(crate) fn overdue(&self) -> Vec<(Code, u64)> {
        by_frequency(&self.overdue)
    }

    /// Returns the missing facts that occur, most frequent first; equal counts in alphabetical order.
    pub(crate) fn missing(&self) -> Vec<(FactName, u64)> {
        by_frequency(&self.missing)
    }
}

/// Returns each code with each class that it can have.
fn pairs() -> impl Iterator<Item = (Code, Class)> {
    Code::ALL.iter().flat_map(|code| Class::ALL.iter().map(|class| (*code, *class)))
}

fn zeros<T: Element>(all: &[T]) -> Vec<(T, u64)> {
    all.iter().map(|each| (*each, 0)).collect()
}

fn add<T: Copy>(counts: &mut [(T, u64)], counts_for: impl Fn(T) -> bool) {
    for (each, count) in counts {
        if counts_for(*each) {
            *count = count.saturating_add(1);
        }
    }
}

/// Adds the counts of another tally, which lists the same things in the same order.
fn sum<T>(counts: &mut [(T, u64)], others: &[(T, u64)]) {
    for ((_, count), (_, other)) in counts.iter_mut().zip(others) {
        *count = count.saturating_add(*other);
    }
}

fn by_frequency<T: Copy>(counts: &[(T, u64)]) -> Vec<(T, u64)> {
    let mut occurring: Vec<(T, u64)> = counts.iter().copied().filter(|(_, count)| *count > 0).collect();
    occurring.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    occurring
}
