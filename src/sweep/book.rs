//! A book that owns its columns: accounts are pushed one by one, swept at once, and read back one by one.

use super::cell;
use super::columns::{AnswersMut, Instants, Rows};
use super::row::{Row, RowError, row};
use crate::blocker::Code;
use crate::command::Command;
use crate::decision::Verdict;
use crate::event::EventKind;
use crate::facts::Facts;
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::profile::Stage;
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::Timestamp;

/// A book of accounts under one policy, as columns that it owns, to be asked the same question by
/// [`PolicyAt::sweep`](super::PolicyAt::sweep).
///
/// An account is read once, when it is pushed; the book serves until a state or a fact changes. You can sweep it at one
/// instant after another, except a book of [`PolicyAt::columns`](super::PolicyAt::columns), which serves at one.
#[derive(Clone, Debug)]
pub struct Columns<'p> {
    pub(super) policy: &'p Policy,
    pub(super) stage: Stage,
    /// The only instant at which the rows serve; `None` if they serve at any.
    pub(super) only_at: Option<Timestamp>,
    command: Command,
    status: Vec<u8>,
    present: Vec<u32>,
    unknown: Vec<u32>,
    requested_at: Vec<i64>,
    clear_since: Vec<i64>,
}

impl<'p> Columns<'p> {
    pub(super) const fn new(policy: &'p Policy, stage: Stage, only_at: Option<Timestamp>) -> Self {
        let command = match stage {
            Stage::Admission => Command::request(),
            Stage::Completion => Command::Advance,
        };
        Self {
            policy,
            stage,
            only_at,
            command,
            status: Vec::new(),
            present: Vec::new(),
            unknown: Vec::new(),
            requested_at: Vec::new(),
            clear_since: Vec::new(),
        }
    }

    /// Adds an account, and returns its place: the first has 0. A request is asked without a reason; with one, push the
    /// row of [`Policy::row`] by [`Columns::push_row`].
    ///
    /// # Errors
    /// As [`Policy::row`] or [`PolicyAt::row`](super::PolicyAt::row). The account is left out then, and takes no place.
    pub fn push(&mut self, state: &State, facts: &Facts) -> Result<usize, RowError> {
        let row = match self.only_at {
            None => self.policy.row(state, facts, &self.command)?,
            Some(now) => row(self.policy, state, facts, &self.command, now)?,
        };
        Ok(self.push_row(row))
    }

    /// Adds a row that was made before, and returns its place. The row has to come from the same policy and the same
    /// question, which cannot be checked.
    pub fn push_row(&mut self, row: Row) -> usize {
        let place = self.len();
        self.status.push(row.status);
        self.present.push(row.present);
        self.unknown.push(row.unknown);
        self.requested_at.push(row.requested_at);
        self.clear_since.push(row.clear_since);
        place
    }

    /// Returns the columns in the form that [`PolicyAt::sweep_into`](super::PolicyAt::sweep_into) takes.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            status: &self.status,
            present: &self.present,
            unknown: &self.unknown,
            requested_at: Instants::new(&self.requested_at),
            clear_since: Instants::new(&self.clear_since),
        }
    }

    /// Removes all accounts and keeps their memory for the next ones.
    pub fn clear(&mut self) {
        self.status.clear();
        self.present.clear();
        self.unknown.clear();
        self.requested_at.clear();
        self.clear_since.clear();
    }

    /// Makes room for this many accounts more: 25 bytes each.
    pub fn reserve(&mut self, additional: usize) {
        self.status.reserve(additional);
        self.present.reserve(additional);
        self.unknown.reserve(additional);
        self.requested_at.reserve(additional);
        self.clear_since.reserve(additional);
    }

    /// Returns the number of accounts.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.status.len()
    }

    /// Says whether the book is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.status.is_empty()
    }
}

/// The answers to a book, one for each account and in the order of the accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    verdict: Vec<u8>,
    blockers: Vec<u32>,
    events: Vec<u8>,
    effective_at: Vec<i64>,
}

/// The answer to one account of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowAnswer {
    /// The place of the account, as [`Columns::push`] returned it.
    pub place: usize,
    /// The verdict; `None` if the question contradicts itself at this instant, and
    /// [`PolicyAt::decide`](super::PolicyAt::decide) says how.
    pub verdict: Option<Verdict>,
    /// The codes of all blockers.
    pub blockers: Set<Code>,
    /// The events that happen if the service commits to the answer.
    pub events: Set<EventKind>,
    /// The instant from which the account counts as closed, if this answer closes it.
    pub effective_at: Option<Timestamp>,
}

impl Answers {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            verdict: alloc::vec![AnswersMut::MISUSE; rows],
            blockers: alloc::vec![0; rows],
            events: alloc::vec![0; rows],
            effective_at: alloc::vec![0; rows],
        }
    }

    pub(super) fn columns(&mut self) -> AnswersMut<'_> {
        AnswersMut {
            verdict: &mut self.verdict,
            blockers: &mut self.blockers,
            events: &mut self.events,
            effective_at: &mut self.effective_at,
        }
    }

    /// Returns the answers, one a row.
    pub fn iter(&self) -> impl Iterator<Item = RowAnswer> + '_ {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// Returns the answer to the account at this place; `None` beyond the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<RowAnswer> {
        let events = Set::from_bits(u64::from(*self.events.get(place)?));
        let effective_at = cell::timestamp(*self.effective_at.get(place)?);
        Some(RowAnswer {
            place,
            verdict: AnswersMut::verdict_at(*self.verdict.get(place)?),
            blockers: Set::from_bits(u64::from(*self.blockers.get(place)?)),
            events,
            effective_at: effective_at.filter(|_| events.contains(EventKind::Closed)),
        })
    }

    /// Returns the number of answers: one for each account of the book.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.verdict.len()
    }

    /// Says whether there are no answers, because the book was empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.verdict.is_empty()
    }
}
