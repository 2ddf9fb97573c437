//! A policy at one instant, for many subjects.
//!
//! What belongs here: what is the same for all of them, found once, and the loops over columns of them.
//! What never does: a rule, or a verdict that the finite heart has not given.

mod columns;
mod lanes;
mod row;

pub use columns::{Answers, Instants, Rows, SweepError};
pub use row::{Row, RowError};

use crate::command::Command;
use crate::decide::{decide_with, judge_at, moment};
use crate::decision::{Decision, MisuseError, Outcome, check, is_no_instant, remaining_after};
use crate::event::{EventKind, Events};
use crate::facts::Facts;
use crate::lifecycle::{Phase, State, StatusRow};
use crate::policy::{Clock, Policy};
use crate::profile::Stage;
use crate::rules::Premises;
use crate::timing::{MissedBoundary, Remembered, TaxYear, TaxYears, last_to_end, start_of_day};
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::Timestamp;
use lanes::{BLOCK, Lanes, Scratch, standing};

/// A policy at one instant: whatever does not depend on the subject has been found once.
///
/// ```
/// use closeout::{profile::Stage, sweep::{Answers, Instants}, Code};
/// use closeout::{Command, Facts, Policy};
/// use closeout::{providers::upvest, sweep::Rows, Country, Set, Verdict};
/// let policy = Policy::documented(&upvest::ACCOUNT).residents([Country::GB]);
/// let mut state = policy.state("CLOSING");
/// state.clear_since = Some("2026-03-01T00:00:00Z".parse()?);
/// let row = policy.row(&state, &Facts::all_clear(), &Command::Advance)?;
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
/// policy.at("2026-05-01T09:00:00Z".parse()?).sweep(Stage::Completion, &rows, &mut answers)?;
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
        command: &Command,
    ) -> Result<Decision<'q>, MisuseError>
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
    pub fn sweep(&self, ask: Stage, rows: &Rows<'_>, answers: &mut Answers<'_>) -> Result<(), SweepError> {
        columns::same_length(rows, answers)?;
        let now = row::nanoseconds(self.now).ok_or(SweepError::OutsideColumn { now: self.now })?;
        let lanes = self.lanes(ask, now);
        let mut scratch = Scratch::new();
        for (rows, mut answers) in rows.blocks(BLOCK).zip(answers.blocks(BLOCK)) {
            lanes.judge(&rows, &mut scratch, &mut answers);
            for place in scratch.singly(rows.status.len()) {
                if let Some(row) = rows.row(place) {
                    answers.set(place, self.answer(ask, &row).ok());
                }
            }
        }
        Ok(())
    }

    /// One row, as `decide` would: for those that are rare.
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

    fn lanes(&self, ask: Stage, now: i64) -> Lanes {
        let policy = self.policy;
        let gated = ask == Stage::Completion && policy.calendars().next().is_some();
        let clocks = if ask == Stage::Completion { policy.clocks() } else { &[] };
        let (years, known_from) = if gated { self.gate() } else { (Vec::new(), i64::MIN) };
        let not_before = not_before(clocks);
        let next_boundary = policy.options().missed_boundary == MissedBoundary::NextBoundary;
        let timed = gated || !clocks.is_empty();
        Lanes {
            ask,
            standings: standings(policy, ask),
            documented: u8::try_from(policy.lifecycle().statuses().len()).unwrap_or(u8::MAX),
            looked_for: row::low_half(row::looked_for(policy, ask)),
            looked_for_ahead: row::low_half(row::looked_for(policy, Stage::Completion)),
            may_be_gated: all_or_none(policy.residences_matter()),
            counts_from_clearance: all_or_none(policy.is_timed()),
            now,
            counts_from_request: !next_boundary,
            gate_ahead_from: ahead_from(&years, now),
            known_from,
            years,
            opened: not_before.unwrap_or(i64::MIN),
            gate_open_while_clear: all_or_none(gated && next_boundary),
            not_before_ahead: all_or_none(not_before.is_some_and(|opens| now < opens)),
            timed: all_or_none(timed),
            needs_request: all_or_none(policy.needs_requested_at()),
            closings_singly: all_or_none(not_before.is_none()),
            all_singly: all_or_none(is_no_instant(self.now)),
            closes_singly: all_or_none(!self.can_date_what_remains(timed)),
        }
    }

    /// Whether what remains after a closing can be dated, whichever row it is. Where it counts from an instant of the row
    /// that is not said of all of them at once.
    fn can_date_what_remains(&self, timed: bool) -> bool {
        let closed =
            Events { kinds: Set::only(EventKind::Closed), at: self.now, closed_effective_at: self.now };
        let mut remaining = remaining_after(self.policy, &closed);
        remaining.all(|obligation| obligation.is_ok_and(|obligation| !timed || obligation.due.is_none()))
    }

    /// The years that hold all calendars together, the latest first, and since when each calendar is known.
    fn gate(&self) -> (Vec<(i64, i64)>, i64) {
        // A year may begin or end where no column reaches; no row tells how far beyond.
        let start = |year: &TaxYear| row::nanoseconds(year.start).unwrap_or(Instants::FIRST);
        let calendars = || self.policy.calendars();
        let oldest = calendars().map(|calendar| self.years.of(calendar).last().map_or(i64::MAX, start));
        let known_from = oldest.fold(i64::MIN, i64::max);
        let mut starts: Vec<i64> =
            calendars().flat_map(|calendar| self.years.of(calendar)).map(start).collect();
        starts.retain(|start| known_from <= *start);
        starts.sort_unstable_by(|one, other| other.cmp(one));
        let years = starts.into_iter().filter_map(|start| {
            let within = row::timestamp(start)?;
            let years = calendars().map(|calendar| self.years.year_of(calendar, within));
            let last = last_to_end(years).ok()??;
            Some((start, row::nanoseconds(last.end).unwrap_or(i64::MAX)))
        });
        (years.collect(), known_from)
    }
}

/// The start of the first year that has not ended.
fn ahead_from(years: &[(i64, i64)], now: i64) -> i64 {
    let ahead = years.iter().filter(|(_, end)| now < *end);
    ahead.map(|(start, _)| *start).min().unwrap_or(i64::MAX)
}

/// When the last of the clocks opens; `None` if there are some that differ from row to row.
fn not_before(clocks: &[Clock]) -> Option<i64> {
    clocks.iter().try_fold(i64::MIN, |opens, clock| match clock {
        Clock::NotBefore { day, zone } => Some(opens.max(row::nanoseconds(start_of_day(*day, zone).ok()?)?)),
        Clock::Notice(_) | Clock::CutOff { .. } => None,
    })
}

/// The places of the statuses that have signs, and which, as far as they matter to what is asked.
fn standings(policy: &Policy, ask: Stage) -> Vec<(u8, u8)> {
    let lifecycle = policy.lifecycle();
    let signs = |status: &'static StatusRow| {
        let reaches = lifecycle.reached_from(status).filter(|_| ask == Stage::Admission);
        let pairs = [
            (standing::CLOSED, status.phase == Phase::Closed),
            (standing::CLOSING, status.phase == Phase::Closing),
            (standing::ADMITS, reaches.is_some()),
            (standing::CLOSES_AT_ONCE, reaches == Some(Phase::Closed)),
        ];
        pairs.iter().filter(|(_, is)| *is).fold(0, |all, (sign, _)| all | sign)
    };
    let all = lifecycle.statuses().iter().zip(0_u8..).map(|(status, place)| (place, signs(status)));
    all.filter(|(_, signs)| *signs != 0).collect()
}

const fn all_or_none(condition: bool) -> u8 {
    if condition { u8::MAX } else { 0 }
}
