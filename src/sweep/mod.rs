//! A policy at one instant, for many subjects.
//!
//! What belongs here: what is the same for all of them, found once, and the loops over columns of them.
//! What never does: a rule, or a verdict that the finite heart has not given.

mod columns;
mod lanes;
mod row;

pub use columns::{Answers, Instants, NoSweep, Rows};
pub use row::{NoRow, Row};

use crate::command::Command;
use crate::decide::{decide_with, judge_at, moment};
use crate::decision::{Ask, Decision, Misuse, Outcome, check, remaining_after};
use crate::event::{EventKind, Events};
use crate::facts::Facts;
use crate::lifecycle::{Phase, State, Status};
use crate::policy::{Clock, Policy};
use crate::timing::{MissedBoundary, Remembered, start_of_day};
use crate::vocab::Set;
use jiff::Timestamp;
use lanes::{BLOCK, Lanes, Scratch, standing};

/// A policy at one instant: whatever does not depend on the subject has been found once.
///
/// ```
/// use closeout::{Answers, Ask, Code, Command, Fact, Facts, Instants, MissedBoundary, Policy, PolicyOptions, Residences};
/// use closeout::{Country, Rows, Set, State, Strictness, Verdict, providers::upvest};
/// let policy = Policy::new(&upvest::ACCOUNT, PolicyOptions {
///     strictness: Strictness::Documented,
///     residences: Fact::Known(Residences::new([Country::GB])?),
///     missed_boundary: MissedBoundary::NextBoundary,
/// });
/// let mut state = State::new(policy.lifecycle().status(&"CLOSING".into()));
/// state.clear_since = Some("2026-03-01T00:00:00Z".parse()?);
/// let row = policy.row(&state, &Facts::none(), &Command::Advance)?;
///
/// // Two such accounts, of which the other holds positions.
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
/// let mut answers = Answers {
///     verdict: &mut verdict, blockers: &mut blockers, events: &mut events, effective_at: &mut effective_at,
/// };
/// policy.at("2026-05-01T09:00:00Z".parse()?).sweep(Ask::Advance, &rows, &mut answers)?;
/// assert_eq!(verdict, [Verdict::Permitted.place(), Verdict::Waiting.place()]);
/// assert_eq!(effective_at, [1_775_430_000_000_000_000, 0]); // 2026-04-05T23:00:00Z, the end of the tax year
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PolicyAt<'a> {
    policy: &'a Policy,
    now: Timestamp,
    years: Remembered,
}

impl Policy {
    /// The policy at an instant, for questions about many subjects.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> PolicyAt<'_> {
        PolicyAt { policy: self, now, years: Remembered::until(now, self.calendars()) }
    }
}

impl<'a> PolicyAt<'a> {
    /// As [`decide`](crate::decide()), at this instant.
    ///
    /// # Errors
    /// As [`decide`](crate::decide()).
    pub fn decide<'q>(
        &self,
        state: &'q State,
        facts: &'q Facts,
        command: &'q Command,
    ) -> Result<Decision<'q>, Misuse>
    where
        'a: 'q,
    {
        decide_with(&self.years, self.policy, state, facts, command, self.now)
    }

    /// Asks the same of every row. Row by row, the answers are those of [`decide`](crate::decide()) to the question that
    /// the row was made of: its verdict, codes, events and effective instant.
    ///
    /// Where `decide` finds a misuse, so does the sweep, but for two that a row cannot show: a `closed_at` in the future,
    /// and an expected date beyond the calendar. Rows do not depend on each other, so columns may be cut and swept by
    /// several threads, or block by block into the same answers.
    ///
    /// # Errors
    /// If a column is shorter or longer than that of statuses, or this instant lies outside the years 1678 to 2261, as
    /// nanoseconds reach no further. Nothing has been written then.
    pub fn sweep(&self, ask: Ask, rows: &Rows<'_>, answers: &mut Answers<'_>) -> Result<(), NoSweep> {
        columns::same_length(rows, answers)?;
        let now = row::nanoseconds(self.now).ok_or(NoSweep::OutsideColumn { now: self.now })?;
        let lanes = self.lanes(ask, now);
        let mut scratch = Scratch::new();
        for (rows, mut answers) in rows.blocks(BLOCK).zip(answers.blocks(BLOCK)) {
            lanes.judge(&rows, &mut scratch, answers.verdict, answers.blockers, answers.events);
            lanes.date(answers.events, answers.effective_at);
            for place in scratch.singly(rows.status.len()) {
                if let Some(row) = rows.row(place) {
                    answers.set(place, self.answer(ask, &row).ok());
                }
            }
        }
        Ok(())
    }

    /// One row, as `decide` would: for those that are rare.
    fn answer(&self, ask: Ask, row: &Row) -> Result<(Outcome, Timestamp), Misuse> {
        let state = row.state(self.policy);
        check(self.policy, &state, &Facts::unknown(), self.now)?;
        let moment = moment(&self.years, self.policy, &state, ask, self.now)?;
        let outcome = judge_at(&moment, self.policy, &state, ask, row.observed(self.policy, ask));
        let events =
            Events { kinds: outcome.events, at: self.now, closed_effective_at: moment.effective_at() };
        remaining_after(self.policy, &events).try_for_each(|obligation| obligation.map(drop))?;
        Ok((outcome, events.closed_effective_at))
    }

    fn lanes(&self, ask: Ask, now: i64) -> Lanes {
        let policy = self.policy;
        let gated = ask == Ask::Advance && policy.calendars().next().is_some();
        let missed = policy.options().missed_boundary;
        let (gate_ahead_from, known_from) = if gated { self.gate() } else { (i64::MAX, i64::MIN) };
        let clocks = if ask == Ask::Advance { policy.clocks() } else { &[] };
        let not_before = self.not_before(clocks);
        let timed = gated || !clocks.is_empty();
        Lanes {
            ask,
            standings: standings(policy),
            looked_for: row::low_half(row::looked_for(policy, ask)),
            unknown_anyway: row::low_half(row::unknown_anyway(policy, ask)),
            now,
            counts_from_request: missed == MissedBoundary::WhenClear,
            gate_ahead_from,
            known_from,
            gate_open_while_clear: all_or_none(gated && missed == MissedBoundary::NextBoundary),
            not_before_ahead: all_or_none(not_before == Some(true)),
            timed: all_or_none(timed),
            closes_singly: all_or_none(timed || self.is_beyond_obligations()),
            needs_request: all_or_none(policy.needs_requested_at()),
            closings_singly: all_or_none(not_before.is_none()),
        }
    }

    /// Whether what remains after a closing at this instant could not be dated.
    fn is_beyond_obligations(&self) -> bool {
        let closed =
            Events { kinds: Set::only(EventKind::Closed), at: self.now, closed_effective_at: self.now };
        remaining_after(self.policy, &closed).any(|obligation| obligation.is_err())
    }

    /// Since when what the gate counts from lies in a year that has not ended, and since when years are remembered.
    fn gate(&self) -> (i64, i64) {
        self.policy.calendars().fold((i64::MAX, i64::MIN), |(ahead_from, known_from), calendar| {
            let mut years =
                self.years.of(calendar).map(|year| row::nanoseconds(year.start).unwrap_or(i64::MIN));
            let Some(latest) = years.next() else {
                return (ahead_from, i64::MAX);
            };
            (ahead_from.min(latest), known_from.max(years.last().unwrap_or(latest)))
        })
    }

    /// Whether a day before which nothing closes has not begun; `None` if there are clocks that differ from row to row.
    fn not_before(&self, clocks: &[Clock]) -> Option<bool> {
        clocks.iter().try_fold(false, |ahead, clock| match clock {
            Clock::NotBefore { day, zone } => Some(ahead | (self.now < start_of_day(*day, zone).ok()?)),
            Clock::Notice { .. } | Clock::CutOff { .. } => None,
        })
    }
}

/// The signs of each status; a place beyond the table has none.
fn standings(policy: &Policy) -> [u8; 32] {
    let mut signs = [0; 32];
    for (signs, status) in signs.iter_mut().zip(policy.lifecycle().statuses()) {
        let reaches = policy.lifecycle().request_reaches(&Status::Known(status));
        let pairs = [
            (standing::CLOSED, status.phase == Phase::Closed),
            (standing::CLOSING, status.phase == Phase::Closing),
            (standing::ADMITS, reaches.is_some()),
            (standing::CLOSES_AT_ONCE, reaches == Some(Phase::Closed)),
        ];
        *signs = pairs.iter().filter(|(_, is)| *is).fold(0, |all, (sign, _)| all | sign);
    }
    signs
}

const fn all_or_none(condition: bool) -> u8 {
    if condition { u8::MAX } else { 0 }
}
