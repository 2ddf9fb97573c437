//! The values that all rows of a sweep share, found once from the policy and the instant.

use super::cell::{self, FIRST};
use super::flags::{Flags, Mask, all_or_none, standing};
use super::row::looked_for;
use crate::decision::{is_no_instant, remaining_after};
use crate::event::{EventKind, Events};
use crate::lifecycle::{Phase, StatusRow};
use crate::policy::{Clock, Policy};
use crate::profile::Stage;
use crate::timing::{MissedBoundary, Remembered, TaxYear, TaxYears, last_to_end, start_of_day};
use crate::vocab::Set;
use alloc::vec::Vec;
use jiff::Timestamp;

/// The values that all rows share. Instants are nanoseconds since the Unix epoch, as in the columns.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    pub(super) now: i64,
    pub(super) asked: Asked,
    pub(super) gate: Gate,
    pub(super) clocks: Clocks,
    pub(super) singly: Singly,
}

/// The question, with the causes that the policy looks for to answer it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) ask: Stage,
    /// The places of statuses with their flags; statuses without flags are left out.
    pub(super) standings: Vec<(u8, Flags)>,
    /// The number of statuses of the lifecycle: the places of documented statuses lie below.
    pub(super) documented: u8,
    /// The causes that the policy looks for.
    pub(super) looked_for: u32,
    /// The causes that the policy looks for at completion.
    pub(super) looked_for_ahead: u32,
    /// The mask that is set if completion counts from the clearance, so that a request on a clear account records it.
    pub(super) counts_from_clearance: Mask,
}

/// The tax-year gate.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// The mask that is set if unknown residences could bring a gate.
    pub(super) may_hold: Mask,
    /// The mask that is set if a gate that is not ahead is open only while the account stays clear.
    pub(super) open_while_clear: Mask,
    /// True if the gate counts from the request and not from the clearance.
    pub(super) counts_from_request: bool,
    /// The first instant such that a gate counting from it, or later, lies in a year that has not ended.
    pub(super) ahead_from: i64,
    /// The instant before which no tax year has been looked up.
    pub(super) known_from: i64,
    /// The years that have been looked up, the latest start first; empty without a gate.
    pub(super) years: Vec<Year>,
}

/// A tax year of all calendars together: if they begin at different times, it ends with the last of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub(super) start: i64,
    pub(super) end: i64,
}

/// The clocks that are the same for all rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    /// The instant at which the last of them opens.
    pub(super) opened: i64,
    /// The mask that is set if the last of them has not opened.
    pub(super) ahead: Mask,
    /// True if there is a gate or a clock, so that a closing may count from an earlier instant than `now`.
    pub(super) timed: bool,
}

/// The rows that the loops cannot answer, and that take the slow path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Singly {
    /// The mask of every row: set if `now` cannot be an instant of a question.
    pub(super) all: Mask,
    /// The mask of the rows that are closing: set if a clock differs from row to row.
    pub(super) closings: Mask,
    /// The mask of the rows that are closing without an instant of the request: set if the policy counts from it.
    pub(super) without_request: Mask,
    /// The mask of the rows that become closed: set if obligations are dated from the instant of the closing.
    pub(super) closes: Mask,
}

impl Lanes {
    /// Finds what the rows have in common. `nanoseconds` are those of `now`.
    pub(super) fn of(
        policy: &Policy,
        years: &Remembered<'_>,
        ask: Stage,
        now: Timestamp,
        nanoseconds: i64,
    ) -> Self {
        let clocks = if ask == Stage::Completion { policy.clocks() } else { &[] };
        let opens = not_before(clocks);
        let gate = Gate::of(policy, years, ask, nanoseconds);
        let timed = is_gated(policy, ask) || !clocks.is_empty();
        Self {
            now: nanoseconds,
            asked: Asked::of(policy, ask),
            gate,
            clocks: Clocks {
                opened: opens.unwrap_or(i64::MIN),
                ahead: all_or_none(opens.is_some_and(|opens| nanoseconds < opens)),
                timed,
            },
            singly: Singly {
                all: all_or_none(is_no_instant(now)),
                closings: all_or_none(opens.is_none()),
                without_request: all_or_none(policy.needs_requested_at()),
                closes: all_or_none(!can_date_what_remains(policy, now, timed)),
            },
        }
    }
}

impl Asked {
    fn of(policy: &Policy, ask: Stage) -> Self {
        Self {
            ask,
            standings: standings(policy, ask),
            documented: u8::try_from(policy.lifecycle().statuses().len()).unwrap_or(u8::MAX),
            looked_for: cell::low_half(looked_for(policy, ask)),
            looked_for_ahead: cell::low_half(looked_for(policy, Stage::Completion)),
            counts_from_clearance: all_or_none(policy.is_timed()),
        }
    }
}

impl Gate {
    fn of(policy: &Policy, years: &Remembered<'_>, ask: Stage, now: i64) -> Self {
        let gated = is_gated(policy, ask);
        let (years, known_from) = if gated { years_together(policy, years) } else { (Vec::new(), i64::MIN) };
        let next_boundary = policy.options().missed_boundary == MissedBoundary::NextBoundary;
        debug_assert!(years.is_sorted_by(|later, sooner| sooner.start <= later.start), "the latest is first");
        Self {
            may_hold: all_or_none(policy.residences_matter()),
            open_while_clear: all_or_none(gated && next_boundary),
            counts_from_request: !next_boundary,
            ahead_from: ahead_from(&years, now),
            known_from,
            years,
        }
    }
}

/// Says whether a gate applies to this question: no gate holds a request.
fn is_gated(policy: &Policy, ask: Stage) -> bool {
    ask == Stage::Completion && policy.is_gated()
}

/// Says whether due dates can be computed without looking at a row. If one depends on when the row closes, each row
/// that closes takes the slow path.
fn can_date_what_remains(policy: &Policy, now: Timestamp, timed: bool) -> bool {
    let closed = Events { kinds: Set::only(EventKind::Closed), at: now, closed_effective_at: now };
    let mut remaining = remaining_after(policy, &closed);
    remaining.all(|obligation| obligation.is_ok_and(|obligation| !timed || obligation.due.is_none()))
}

/// Returns the years that all calendars share, the latest first, and the instant from which every calendar is known.
fn years_together(policy: &Policy, years: &Remembered<'_>) -> (Vec<Year>, i64) {
    // A year may begin or end beyond the range of a column; no row reaches that far.
    let start = |year: &TaxYear| cell::nanoseconds(year.start).unwrap_or(FIRST);
    let oldest = policy.calendars().map(|calendar| years.of(calendar).last().map_or(i64::MAX, start));
    let known_from = oldest.fold(i64::MIN, i64::max);
    let mut starts: Vec<i64> =
        policy.calendars().flat_map(|calendar| years.of(calendar)).map(start).collect();
    starts.retain(|start| known_from <= *start);
    starts.sort_unstable_by(|one, other| other.cmp(one));
    let together = starts.into_iter().filter_map(|start| {
        let within = cell::timestamp(start)?;
        let each = policy.calendars().map(|calendar| years.year_of(calendar, within));
        let last = last_to_end(each).ok()??;
        Some(Year { start, end: cell::nanoseconds(last.end).unwrap_or(i64::MAX) })
    });
    (together.collect(), known_from)
}

/// Returns the start of the first year that has not ended.
fn ahead_from(years: &[Year], now: i64) -> i64 {
    let ahead = years.iter().filter(|year| now < year.end);
    ahead.map(|year| year.start).min().unwrap_or(i64::MAX)
}

/// Returns the instant at which the last of the clocks opens; `None` if any clock differs from row to row.
fn not_before(clocks: &[Clock]) -> Option<i64> {
    clocks.iter().try_fold(i64::MIN, |opens, clock| match clock {
        Clock::NotBefore { day, zone } => Some(opens.max(cell::nanoseconds(start_of_day(*day, zone).ok()?)?)),
        Clock::Notice(_) | Clock::CutOff { .. } => None,
    })
}

/// Returns the places of the statuses that have flags, and these flags, as far as they matter to the question.
fn standings(policy: &Policy, ask: Stage) -> Vec<(u8, Flags)> {
    let lifecycle = policy.lifecycle();
    let flags = |status: &StatusRow| {
        let reaches = lifecycle.reached_from(status).filter(|_| ask == Stage::Admission);
        let closed = standing::CLOSED.when(status.phase == Phase::Closed);
        let closing = standing::CLOSING.when(status.phase == Phase::Closing);
        let admits = standing::ADMITS.when(reaches.is_some());
        closed.or(closing).or(admits).or(standing::CLOSES_AT_ONCE.when(reaches == Some(Phase::Closed)))
    };
    let all = lifecycle.statuses().iter().zip(0_u8..).map(|(status, place)| (place, flags(status)));
    all.filter(|(_, flags)| *flags != Flags::NONE).collect()
}
