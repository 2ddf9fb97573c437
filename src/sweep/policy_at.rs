//! A policy at one instant: the door to a sweep.

use super::block::{BLOCK, Scratch};
use super::book::{Answers, Columns};
use super::cell;
use super::columns::{AnswersMut, Rows, SweepError, same_length};
use super::lanes::Lanes;
use super::row::{Row, RowError, row};
use crate::command::Command;
use crate::decide::{decide_with, judge_at, moment};
use crate::decision::{Decision, MisuseError, Outcome, check, remaining_after};
use crate::event::Events;
use crate::facts::Facts;
use crate::lifecycle::State;
use crate::policy::Policy;
use crate::profile::Stage;
use crate::rules::Premises;
use crate::timing::Remembered;
use jiff::Timestamp;

/// A policy at one instant: everything that does not depend on the subject has been found once.
///
/// ```
/// use closeout::{facts::Position, sweep::SweepError, Country};
/// use closeout::{Fact, Facts, Policy};
/// use closeout::{profile::Stage, providers::upvest, Code, Verdict};
/// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
/// let mut state = policy.state("CLOSING");
/// state.clear_since = Some("2026-03-01T00:00:00Z".parse()?);
///
/// // Two such accounts; the second one holds a position.
/// let mut holding = Facts::all_clear();
/// holding.positions = Fact::one(Position::new("US0378331005", "3".parse()?));
/// let mut book = policy.columns(Stage::Completion);
/// for facts in [Facts::all_clear(), holding] {
///     book.push(&state, &facts)?;
/// }
/// let answers = policy.at("2026-05-01T09:00:00Z".parse()?).sweep(&book)?;
/// let closing: Vec<_> = answers.iter().filter(|row| row.verdict == Some(Verdict::Permitted)).collect();
/// assert_eq!((closing.len(), closing[0].place), (1, 0));
/// assert_eq!(closing[0].effective_at, Some("2026-04-05T23:00:00Z".parse()?)); // the end of the tax year
/// assert!(answers.get(1).is_some_and(|other| other.blockers.contains(Code::OpenPositions)));
///
/// // A book serves only under its own policy.
/// let other = policy.clone();
/// assert_eq!(other.at("2026-05-01T09:00:00Z".parse()?).sweep(&book), Err(SweepError::OtherPolicy));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PolicyAt<'a> {
    policy: &'a Policy,
    now: Timestamp,
    years: Remembered<'a>,
}

impl Policy {
    /// Returns the policy at an instant, for questions about many subjects.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> PolicyAt<'_> {
        PolicyAt { policy: self, now, years: Remembered::until(now, self.calendars()) }
    }

    /// Returns an empty book of accounts, to be asked whether closing may be requested or may complete, at any instant.
    #[must_use]
    pub const fn columns(&self, stage: Stage) -> Columns<'_> {
        Columns::new(self, stage, None)
    }
}

impl<'a> PolicyAt<'a> {
    /// Decides as [`decide`](crate::decide()) does, at this instant.
    ///
    /// # Errors
    /// As [`decide`](crate::decide()).
    pub fn decide<'q>(
        &self,
        state: &'q State,
        facts: &'q Facts,
        command: &Command,
    ) -> Result<Decision<'q>, MisuseError>
    where
        'a: 'q,
    {
        decide_with(&self.years, self.policy, state, facts, command, self.now)
    }

    /// Returns the question as a row that serves at this instant: facts that are too old at it count as unknown.
    ///
    /// # Errors
    /// As [`Policy::row`], except for ages, and for contradictions with this instant.
    pub fn row(&self, state: &State, facts: &Facts, command: &Command) -> Result<Row, RowError> {
        row(self.policy, state, facts, command, self.now)
    }

    /// Returns an empty book that serves at this instant only: facts that are too old at it count as unknown. If the
    /// policy does not limit the age of facts, use [`Policy::columns`], which serves at any instant.
    #[must_use]
    pub const fn columns(&self, stage: Stage) -> Columns<'a> {
        Columns::new(self.policy, stage, Some(self.now))
    }

    /// Answers the same question for every account of a book, as [`PolicyAt::sweep_into`] does.
    ///
    /// # Errors
    /// If the book was read under another policy, which means another value, not an equal one; if the book serves at
    /// another instant only; or if this instant lies outside the years 1678 to 2261.
    pub fn sweep(&self, book: &Columns<'_>) -> Result<Answers, SweepError> {
        if !core::ptr::eq(self.policy, book.policy) {
            return Err(SweepError::OtherPolicy);
        }
        if let Some(read_at) = book.only_at.filter(|only_at| *only_at != self.now) {
            return Err(SweepError::OtherInstant { read_at, now: self.now });
        }
        let mut answers = Answers::new(book.len());
        self.sweep_into(book.stage, &book.rows(), &mut answers.columns())?;
        Ok(answers)
    }

    /// Answers the same question for every row, into columns of the caller. Row by row, the answers are those of
    /// [`decide`](crate::decide()) to the question from which the row was made: its verdict, codes, events and
    /// effective instant.
    ///
    /// The sweep finds the same misuse as `decide`, except two kinds that a row cannot show: a `closed_at` in the
    /// future, and an expected date beyond the calendar. Rows do not depend on each other, so columns may be cut and
    /// swept by several threads, or block by block into the same answers.
    ///
    /// # Errors
    /// If a column is shorter or longer than that of statuses, or this instant lies outside the years 1678 to 2261, as
    /// nanoseconds reach no further. Nothing has been written then.
    ///
    /// ```
    /// use closeout::{sweep::{AnswersMut, Instants, SweepError}, Code, Command};
    /// use closeout::{Country, Facts, Policy};
    /// use closeout::{profile::Stage, providers::upvest, sweep::Rows};
    /// use closeout::{Set, Verdict};
    /// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
    /// let mut state = policy.state("CLOSING");
    /// state.clear_since = Some("2026-03-01T00:00:00Z".parse()?);
    /// let row = policy.row(&state, &Facts::all_clear(), &Command::Advance)?;
    ///
    /// // Two such accounts; the second one holds positions.
    /// let positions = u32::try_from(Set::only(Code::OpenPositions).bits())?;
    /// let (requested_at, clear_since) = ([row.requested_at; 2], [row.clear_since; 2]);
    /// let rows = Rows {
    ///     status: &[row.status; 2],
    ///     present: &[row.present, positions],
    ///     unknown: &[row.unknown; 2],
    ///     requested_at: Instants::new(&requested_at),
    ///     clear_since: Instants::new(&clear_since),
    /// };
    /// let (mut verdict, mut blockers, mut events, mut effective_at) = ([0; 2], [0; 2], [0; 2], [0; 2]);
    /// let mut answers = AnswersMut {
    ///     verdict: &mut verdict, blockers: &mut blockers, events: &mut events, effective_at: &mut effective_at,
    /// };
    /// let at = policy.at("2026-05-01T09:00:00Z".parse()?);
    /// at.sweep_into(Stage::Completion, &rows, &mut answers)?;
    /// let uneven = at.sweep_into(Stage::Completion, &Rows { status: &[row.status], ..rows }, &mut answers);
    /// assert!(matches!(uneven, Err(SweepError::ColumnLength { column: "present", expected: 1, found: 2 })));
    /// assert_eq!(verdict, [Verdict::Permitted.place(), Verdict::Waiting.place()]);
    /// assert_eq!(effective_at, [1_775_430_000_000_000_000, 0]); // 2026-04-05T23:00:00Z, the end of the tax year
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sweep_into(
        &self,
        stage: Stage,
        rows: &Rows<'_>,
        answers: &mut AnswersMut<'_>,
    ) -> Result<(), SweepError> {
        same_length(rows, answers)?;
        let now = cell::nanoseconds(self.now).ok_or(SweepError::OutsideColumn { now: self.now })?;
        let lanes = Lanes::of(self.policy, &self.years, stage, self.now, now);
        let mut scratch = Scratch::new();
        for (rows, mut answers) in rows.blocks(BLOCK).zip(answers.blocks(BLOCK)) {
            lanes.judge(&rows, &mut scratch, &mut answers);
            for place in scratch.singly(rows.status.len()) {
                if let Some(row) = Row::at(&rows, place) {
                    answers.set(place, self.answer(stage, &row).ok());
                }
            }
        }
        Ok(())
    }

    /// Answers one row as `decide` would: the slow path for rare rows.
    fn answer(&self, ask: Stage, row: &Row) -> Result<(Outcome, Timestamp), MisuseError> {
        let (state, facts) = (row.state(self.policy), Facts::unknown());
        let premises = Premises::new(self.policy, &state, &facts, ask, self.now);
        check(&premises, None)?;
        let moment = moment(&self.years, &premises)?;
        let outcome = judge_at(&moment, &premises, row.found(self.policy, ask));
        let events =
            Events { kinds: outcome.events, at: self.now, closed_effective_at: moment.effective_at() };
        remaining_after(self.policy, &events).try_for_each(|obligation| obligation.map(drop))?;
        Ok((outcome, events.closed_effective_at))
    }
}
