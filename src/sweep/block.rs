//! The loops over the rows of one block.
//!
//! Every loop is written so that the compiler vectorises it. Four habits follow, and each was measured:
//!
//! * A loop does one thing, over columns that stay in the nearest cache. One loop over everything would need more
//!   registers than there are, and would be compiled row by row.
//! * A loop has no branch on a row. A truth value of a row is a [`Mask`], and *if* is *and*.
//! * A loop never looks anything up by a number of the row: a table of statuses would be read one row at a time.
//! * A loop ends with the shortest of the columns that it zips, so no row is indexed, and none is checked for bounds.
//!
//! Rare rows (a misuse, a year that has not been looked up, a clock that differs from row to row) are marked
//! [`told::SINGLY`] and left to the caller, which takes the slow path of `decide` for them. The loops may mark too many
//! rows, which only costs time; they must not mark too few.

use super::cell::NULL;
use super::columns::{AnswersMut, Instants, Rows};
use super::flags::{Flags, Mask, causes, standing, time, told};
use super::lanes::Lanes;
use crate::blocker::Code;
use crate::decision::{Inputs, Outputs, Verdict, of_advance, of_request};
use crate::event::EventKind;
use crate::profile::Stage;

/// The rows per block: 1.6 KB of input, so that the next block is prefetched while this one is computed; the scan for
/// the slow path runs once per block.
pub(super) const BLOCK: usize = 64;

/// The distance by which the codes of clocks move up to their places.
const CLOCKS_UP: u8 = {
    let tax_year_end = Code::TaxYearEnd.place();
    assert!(Code::AlreadyClosed.place() == 0 && Code::StatusDoesNotAdmitClosing.place() == 1);
    assert!(Code::NotBefore.place() == tax_year_end + 1);
    assert!(Code::CutOff.place() < 32, "the columns of causes have 32 bits");
    tax_year_end - 2
};

/// The columns in which the results of one loop wait for the next.
#[derive(Debug)]
pub(super) struct Scratch {
    standing: [Flags; BLOCK],
    time: [Flags; BLOCK],
    causes: [Flags; BLOCK],
    told: [Flags; BLOCK],
    requested_at: [i64; BLOCK],
    clear_since: [i64; BLOCK],
}

/// The flags of one row that the equations need.
#[derive(Clone, Copy)]
struct Signs {
    standing: Flags,
    causes: Flags,
    time: Flags,
}

/// The answer of the equations to one row.
#[derive(Clone, Copy)]
struct Said {
    verdict: u8,
    events: u8,
    told: Flags,
}

impl Said {
    #[inline]
    fn write(self, ((verdict, events), told): ((&mut u8, &mut u8), &mut Flags)) {
        (*verdict, *events, *told) = (self.verdict, self.events, self.told);
    }
}

impl Scratch {
    pub(super) const fn new() -> Self {
        Self {
            standing: [Flags::NONE; BLOCK],
            time: [Flags::NONE; BLOCK],
            causes: [Flags::NONE; BLOCK],
            told: [Flags::NONE; BLOCK],
            requested_at: [0; BLOCK],
            clear_since: [0; BLOCK],
        }
    }

    /// Returns the rows of the block, counted from 0, that take the slow path. `rows` is the number of rows of the
    /// block.
    pub(super) fn singly(&self, rows: usize) -> impl Iterator<Item = usize> {
        debug_assert!(rows <= BLOCK, "a block has at most {BLOCK} rows");
        let told = self.told.get(..rows).filter(|told| any(told).has(told::SINGLY)).unwrap_or_default();
        told.iter().enumerate().filter(|(_, told)| told.has(told::SINGLY)).map(|(row, _)| row)
    }
}

impl Lanes {
    /// Judges the rows of one block. The columns are as long as each other, and no longer than a block.
    pub(super) fn judge(&self, rows: &Rows<'_>, scratch: &mut Scratch, answers: &mut AnswersMut<'_>) {
        debug_assert!(rows.status.len() <= BLOCK, "a block has at most {BLOCK} rows");
        debug_assert_eq!(super::columns::same_length(rows, answers), Ok(()));
        let AnswersMut { verdict, blockers, events, effective_at } = answers;
        let Scratch { standing, time, causes, told, requested_at, clear_since } = scratch;
        self.read_standing(rows.status, standing);
        self.read_causes(rows, causes);
        let requested_at = instants(rows.requested_at, requested_at);
        let clear_since = instants(rows.clear_since, clear_since);
        debug_assert_eq!((requested_at.len(), clear_since.len()), (rows.status.len(), rows.status.len()));
        self.read_time(requested_at, clear_since, time);
        let signs = standing.iter().zip(&*causes).zip(&*time);
        let cells = verdict.iter_mut().zip(events.iter_mut()).zip(told.iter_mut());
        // One loop per equation, so that the choice of equation is not made row by row.
        match self.asked.ask {
            Stage::Admission => signs.zip(cells).for_each(|(((standing, causes), time), cells)| {
                let signs = Signs { standing: *standing, causes: *causes, time: *time };
                self.told(&of_request(&self.inputs(signs)), signs).write(cells);
            }),
            Stage::Completion => signs.zip(cells).for_each(|(((standing, causes), time), cells)| {
                let signs = Signs { standing: *standing, causes: *causes, time: *time };
                self.told(&of_advance(&self.inputs(signs)), signs).write(cells);
            }),
        }
        for ((blockers, told), present) in blockers.iter_mut().zip(&*told).zip(rows.present) {
            *blockers = self.codes(*told, *present);
        }
        self.date(events, requested_at, clear_since, effective_at);
        debug_assert!(verdict.iter().all(|place| AnswersMut::verdict_at(*place).is_some()));
    }

    /// Dates the rows that close: without a gate or a clock, from the call; with one, from the instant at which all
    /// conditions were met. Few rows close at once, so these are done one after the other.
    fn date(&self, events: &[u8], requested_at: &[i64], clear_since: &[i64], effective_at: &mut [i64]) {
        let closes = |events: &u8| events & event(EventKind::Closed) != 0;
        if !self.clocks.timed {
            for (effective_at, events) in effective_at.iter_mut().zip(events) {
                *effective_at = if closes(events) { self.now } else { 0 };
            }
            return;
        }
        effective_at.fill(0);
        if !closes(&events.iter().fold(0, |all, each| all | each)) {
            return;
        }
        let rows = effective_at.iter_mut().zip(events).zip(requested_at.iter().zip(clear_since));
        for ((effective_at, _), (requested_at, clear_since)) in rows.filter(|((_, events), _)| closes(events))
        {
            let (clear_from, from) = self.counts_from(*requested_at, *clear_since);
            *effective_at = clear_from.max(self.year_end(from)).max(self.clocks.opened);
        }
    }

    /// Returns since when the row is clear and from when the gate counts. A clearance before the request counts from the
    /// request; without one, from `now`. [`NULL`] is the least number, so a request that is missing never wins.
    #[inline]
    fn counts_from(&self, requested_at: i64, clear_since: i64) -> (i64, i64) {
        let clear_from = if clear_since == NULL { self.now } else { clear_since.max(requested_at) };
        (clear_from, if self.gate.counts_from_request { requested_at } else { clear_from })
    }

    /// Returns the end of the tax year in which an instant lies; without a gate, the least number.
    fn year_end(&self, from: i64) -> i64 {
        self.gate.years.iter().find(|year| year.start <= from).map_or(i64::MIN, |year| year.end)
    }

    /// Reads one status after the other, as few have flags: a table would be looked up row by row.
    fn read_standing(&self, status: &[u8], standing: &mut [Flags; BLOCK]) {
        for (standing, status) in standing.iter_mut().zip(status) {
            *standing = standing::DOCUMENTED.when(*status < self.asked.documented);
        }
        for (place, flags) in self.asked.standings.iter().copied() {
            for (standing, status) in standing.iter_mut().zip(status) {
                *standing = standing.or(flags.when(*status == place));
            }
        }
    }

    fn read_causes(&self, rows: &Rows<'_>, causes: &mut [Flags; BLOCK]) {
        for ((causes, present), unknown) in causes.iter_mut().zip(rows.present).zip(rows.unknown) {
            let broken = causes::BROKEN.when(present & self.asked.looked_for != 0);
            let unclear = causes::UNCLEAR.when(unknown & self.asked.looked_for != 0);
            let clear_ahead = (present | unknown) & self.asked.looked_for_ahead == 0;
            *causes = broken.or(unclear).or(causes::CLEAR_AHEAD.when(clear_ahead));
        }
    }

    /// Reads the values that most rows need, and finds out on the way if any row of the block is rare.
    fn read_time(&self, requested_at: &[i64], clear_since: &[i64], time: &mut [Flags; BLOCK]) {
        let (mut latest, mut earliest, mut first_request) = (i64::MIN, i64::MAX, i64::MAX);
        let mut never_set = false;
        for ((time, requested_at), clear_since) in time.iter_mut().zip(requested_at).zip(clear_since) {
            let (_, from) = self.counts_from(*requested_at, *clear_since);
            latest = latest.max(*clear_since).max(*requested_at);
            earliest = earliest.min(from);
            first_request = first_request.min(*requested_at);
            never_set |= is_never_set(*requested_at) | is_never_set(*clear_since);
            let gate_ahead = time::GATE_AHEAD.when(from >= self.gate.ahead_from);
            *time = gate_ahead.or(time::RECORDED.when(*clear_since != NULL));
        }
        let unasked = self.singly.without_request != 0 && first_request == NULL;
        if latest > self.now || earliest < self.gate.known_from || unasked || never_set {
            self.read_what_is_rare(requested_at, clear_since, time);
        }
    }

    #[cold]
    fn read_what_is_rare(&self, requested_at: &[i64], clear_since: &[i64], time: &mut [Flags; BLOCK]) {
        for ((time, requested_at), clear_since) in time.iter_mut().zip(requested_at).zip(clear_since) {
            let (_, from) = self.counts_from(*requested_at, *clear_since);
            let never_set = is_never_set(*requested_at) | is_never_set(*clear_since);
            let misused = time::MISUSED.when(never_set | ((*clear_since).max(*requested_at) > self.now));
            let before = time::BEFORE_WHAT_IS_KNOWN.when(from < self.gate.known_from);
            let never = time::NEVER_REQUESTED.when(*requested_at == NULL);
            *time = time.or(misused).or(before).or(never);
        }
    }

    /// Returns the row as the equations take it.
    #[inline]
    fn inputs(&self, Signs { standing, causes, time }: Signs) -> Inputs<Mask> {
        let gate_ahead = time.mask(time::GATE_AHEAD);
        Inputs {
            documented: standing.mask(standing::DOCUMENTED),
            closed: standing.mask(standing::CLOSED),
            closing: standing.mask(standing::CLOSING),
            admits: standing.mask(standing::ADMITS),
            closes_at_once: standing.mask(standing::CLOSES_AT_ONCE),
            broken: causes.mask(causes::BROKEN),
            unclear: causes.mask(causes::UNCLEAR),
            may_be_gated: self.gate.may_hold,
            completion_clear: causes.mask(causes::CLEAR_AHEAD),
            gate_ahead,
            gate_open_while_clear: self.gate.open_while_clear & !gate_ahead,
            clock_ahead: self.clocks.ahead,
            timed: self.asked.counts_from_clearance,
            recorded: time.mask(time::RECORDED),
        }
    }

    /// Returns the verdict, the events and the flags of a row.
    #[inline]
    fn told(&self, outputs: &Outputs<Mask>, signs: Signs) -> Said {
        // `permitted` is the first of the verdicts, and so 0.
        let verdict = outputs.no_op & Verdict::NoOp.place()
            | outputs.waiting & Verdict::Waiting.place()
            | outputs.refused & Verdict::Refused.place()
            | outputs.undetermined & Verdict::Undetermined.place();
        let events = outputs.closure_requested & event(EventKind::ClosureRequested)
            | outputs.clearance_lost & event(EventKind::ClearanceLost)
            | outputs.cleared & event(EventKind::Cleared)
            | outputs.closes & event(EventKind::Closed);
        let singly = self.is_rare(signs) | outputs.closes & self.singly.closes;
        let told = told::ALREADY_CLOSED
            .masked(outputs.already_closed)
            .or(told::STATUS_DOES_NOT_ADMIT_CLOSING.masked(outputs.status_does_not_admit_closing))
            .or(told::TAX_YEAR_END.masked(outputs.tax_year_end))
            .or(told::NOT_BEFORE.masked(outputs.clocks & self.clocks.ahead))
            .or(told::OBSERVED.masked(outputs.observed))
            .or(told::SINGLY.masked(singly));
        Said { verdict, events, told }
    }

    /// Says whether a row has to take the slow path, with any verdict. Years and requests matter only to a closing
    /// subject, since a gate holds nothing else.
    #[inline]
    fn is_rare(&self, Signs { standing, time, .. }: Signs) -> Mask {
        let unasked = self.singly.without_request & time.mask(time::NEVER_REQUESTED);
        let undated = self.singly.closings | time.mask(time::BEFORE_WHAT_IS_KNOWN) | unasked;
        self.singly.all | time.mask(time::MISUSED) | standing.mask(standing::CLOSING) & undated
    }

    /// Returns the codes of a row: the observed ones unchanged, and those of `told` moved to their places.
    #[inline]
    fn codes(&self, told: Flags, present: u32) -> u32 {
        const LOW: u32 = 0b11;
        const CLOCKS: u32 = 0b11_1100;
        let codes = u32::from(told.bits());
        let observed = u32::from(told.has(told::OBSERVED)).wrapping_neg();
        present & self.asked.looked_for & observed | codes & LOW | (codes & CLOCKS) << CLOCKS_UP
    }
}

/// Says whether this instant cannot have been set: it lies before 1900, or in the first second of 1970.
const fn is_never_set(nanoseconds: i64) -> bool {
    const FIRST: i64 = -2_208_988_800_000_000_000;
    const SECOND: i64 = 1_000_000_000;
    nanoseconds < FIRST && nanoseconds != NULL || 0 <= nanoseconds && nanoseconds < SECOND
}

/// Returns the instants of a block, with [`NULL`] in the rows that the validity bits mark as null.
fn instants<'b>(column: Instants<'b>, filled: &'b mut [i64; BLOCK]) -> &'b [i64] {
    let Some(validity) = column.validity else {
        return column.nanoseconds;
    };
    let bytes = validity.iter().chain(core::iter::repeat(&0));
    let eights = column.nanoseconds.chunks(8).zip(bytes);
    for (filled, (nanoseconds, bits)) in filled.chunks_mut(8).zip(eights) {
        for ((filled, nanoseconds), place) in filled.iter_mut().zip(nanoseconds).zip(0_u8..) {
            *filled = if bits >> place & 1 == 1 { *nanoseconds } else { NULL };
        }
    }
    filled.get(..column.nanoseconds.len()).unwrap_or_default()
}

/// Returns the flags that are set in any row.
fn any(flags: &[Flags]) -> Flags {
    flags.iter().fold(Flags::NONE, |all, each| all.or(*each))
}

const fn event(kind: EventKind) -> u8 {
    1 << kind.place()
}
