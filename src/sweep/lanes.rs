//! The loops over columns: without a branch on a row, so that the compiler makes vectors of them.
//!
//! Each loop does one thing to a block that stays in the nearest cache. What the rows have in common stands in
//! [`Lanes`]; what is rare is marked, and done row by row by whoever asked.

use super::columns::{Answers, Instants, Rows};
use crate::blocker::Code;
use crate::decision::{Shape, Signs, Verdict, of_advance, of_request};
use crate::event::EventKind;
use crate::profile::Stage;
use alloc::vec::Vec;

/// Rows a block. What a block reads is less than the processor fetches ahead of what is read, so that the next block is on
/// its way while this one is judged; and what is rare is sought a block at a time.
pub(super) const BLOCK: usize = 64;

/// One bit a sign of a status.
pub(super) mod standing {
    pub(in crate::sweep) const CLOSED: u8 = 1;
    pub(in crate::sweep) const CLOSING: u8 = 2;
    pub(in crate::sweep) const ADMITS: u8 = 4;
    pub(in crate::sweep) const CLOSES_AT_ONCE: u8 = 8;
    pub(in crate::sweep) const DOCUMENTED: u8 = 16;
}

/// One bit a sign of the instants of a row.
mod time {
    pub(super) const GATE_AHEAD: u8 = 1;
    pub(super) const RECORDED: u8 = 2;
    /// An instant of the row lies in the future, or is one that nobody has set.
    pub(super) const MISUSED: u8 = 4;
    pub(super) const BEFORE_WHAT_IS_KNOWN: u8 = 8;
    pub(super) const NEVER_REQUESTED: u8 = 16;
}

/// One bit a sign of the causes of a row.
mod causes {
    pub(super) const BROKEN: u8 = 1;
    pub(super) const UNCLEAR: u8 = 2;
    pub(super) const CLEAR_AHEAD: u8 = 4;
}

/// What is told of a row besides its verdict: in the low six bits codes, which move to their places as they stand.
mod told {
    pub(super) const ALREADY_CLOSED: u8 = 1;
    pub(super) const STATUS_DOES_NOT_ADMIT_CLOSING: u8 = 2;
    pub(super) const TAX_YEAR_END: u8 = 4;
    pub(super) const NOT_BEFORE: u8 = 8;
    pub(super) const OBSERVED: u8 = 64;
    pub(super) const SINGLY: u8 = 128;
}

/// How far the codes of clocks move up to their places.
const CLOCKS_UP: u8 = {
    let tax_year_end = Code::TaxYearEnd.place();
    assert!(Code::AlreadyClosed.place() == 0 && Code::StatusDoesNotAdmitClosing.place() == 1);
    assert!(Code::NotBefore.place() == tax_year_end + 1);
    assert!(Code::CutOff.place() < 32, "the columns of causes have 32 bits");
    tax_year_end - 2
};

/// What all rows have in common.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    pub(super) ask: Stage,
    /// Places of statuses with their signs; those without any are left out.
    pub(super) standings: Vec<(u8, u8)>,
    /// How many statuses the lifecycle has: the places of those that it documents lie below.
    pub(super) documented: u8,
    /// The causes that the policy looks for.
    pub(super) looked_for: u32,
    /// The causes that the policy looks for at completion.
    pub(super) looked_for_ahead: u32,
    /// As masks: whether an unknown residence could bring a gate, and whether completion counts from being clear.
    pub(super) may_be_gated: u8,
    pub(super) counts_from_clearance: u8,
    /// In nanoseconds, as all instants here.
    pub(super) now: i64,
    /// The gate counts from the request and not from the clearance.
    pub(super) counts_from_request: bool,
    /// From then on, what the gate counts from lies in a year that has not ended.
    pub(super) gate_ahead_from: i64,
    /// Before then it has not been looked up.
    pub(super) known_from: i64,
    /// The starts and ends of the years that have been looked up, the latest first; of several calendars, the end of
    /// the last to end. None without a gate.
    pub(super) years: Vec<(i64, i64)>,
    /// When the last of the clocks that are the same for all rows opens.
    pub(super) opened: i64,
    /// As masks, what is true of every row or of none.
    pub(super) gate_open_while_clear: u8,
    pub(super) not_before_ahead: u8,
    pub(super) timed: u8,
    pub(super) needs_request: u8,
    /// Every row is done one by one.
    pub(super) all_singly: u8,
    /// Whoever is closing is done one by one.
    pub(super) closings_singly: u8,
    /// Whoever becomes closed is: since when it counts depends on the row.
    pub(super) closes_singly: u8,
}

/// Where the results of one loop wait for the next.
#[derive(Debug)]
pub(super) struct Scratch {
    standing: [u8; BLOCK],
    time: [u8; BLOCK],
    causes: [u8; BLOCK],
    told: [u8; BLOCK],
    requested_at: [i64; BLOCK],
    clear_since: [i64; BLOCK],
}

impl Scratch {
    pub(super) const fn new() -> Self {
        Self {
            standing: [0; BLOCK],
            time: [0; BLOCK],
            causes: [0; BLOCK],
            told: [0; BLOCK],
            requested_at: [0; BLOCK],
            clear_since: [0; BLOCK],
        }
    }

    /// The rows of the block, counted from 0, that have to be done one by one.
    pub(super) fn singly(&self, rows: usize) -> impl Iterator<Item = usize> {
        let told = self.told.get(..rows).filter(|told| any(told) & told::SINGLY != 0).unwrap_or_default();
        told.iter().enumerate().filter(|(_, told)| **told & told::SINGLY != 0).map(|(row, _)| row)
    }
}

impl Lanes {
    /// Judges the rows of one block. The columns are as long as each other, and no longer than a block.
    pub(super) fn judge(&self, rows: &Rows<'_>, scratch: &mut Scratch, answers: &mut Answers<'_>) {
        let Answers { verdict, blockers, events, effective_at } = answers;
        let Scratch { standing, time, causes, told, requested_at, clear_since } = scratch;
        self.read_standing(rows.status, standing);
        self.read_causes(rows, causes);
        let requested_at = instants(rows.requested_at, requested_at);
        let clear_since = instants(rows.clear_since, clear_since);
        self.read_time(requested_at, clear_since, time);
        let signs = standing.iter().zip(&*causes).zip(&*time);
        let answers = verdict.iter_mut().zip(events.iter_mut()).zip(told.iter_mut());
        match self.ask {
            Stage::Admission => signs.zip(answers).for_each(|(((s, c), t), ((verdict, event), told))| {
                let shape = of_request(&self.signs(*s, *c, *t));
                (*verdict, *event, *told) = self.tell(&shape, *s, *t);
            }),
            Stage::Completion => signs.zip(answers).for_each(|(((s, c), t), ((verdict, event), told))| {
                let shape = of_advance(&self.signs(*s, *c, *t));
                (*verdict, *event, *told) = self.tell(&shape, *s, *t);
            }),
        }
        for ((blockers, told), present) in blockers.iter_mut().zip(&*told).zip(rows.present) {
            *blockers = self.codes(*told, *present);
        }
        self.date(events, requested_at, clear_since, effective_at);
    }

    /// Since when what closes counts: without a gate or a clock, from the call. With one, from the instant at which
    /// everything came together; few close at once, so these are done one after the other.
    fn date(&self, events: &[u8], requested_at: &[i64], clear_since: &[i64], effective_at: &mut [i64]) {
        let closes = |events: &u8| events & event(EventKind::Closed) != 0;
        if self.timed == 0 {
            for (effective_at, events) in effective_at.iter_mut().zip(events) {
                *effective_at = if closes(events) { self.now } else { 0 };
            }
            return;
        }
        effective_at.fill(0);
        if !closes(&any(events)) {
            return;
        }
        let rows = effective_at.iter_mut().zip(events).zip(requested_at.iter().zip(clear_since));
        for ((effective_at, _), (requested_at, clear_since)) in rows.filter(|((_, events), _)| closes(events))
        {
            let (clear_from, from) = self.counts_from(*requested_at, *clear_since);
            *effective_at = clear_from.max(self.year_end(from)).max(self.opened);
        }
    }

    /// Since when a row has been clear, and from when the gate counts. Being clear before the request counts from the
    /// request; not being clear on record, from now.
    #[inline]
    fn counts_from(&self, requested_at: i64, clear_since: i64) -> (i64, i64) {
        let clear_from = if clear_since == Instants::NULL { self.now } else { clear_since.max(requested_at) };
        (clear_from, if self.counts_from_request { requested_at } else { clear_from })
    }

    /// The end of the tax year in which an instant lies; without a gate, none.
    fn year_end(&self, from: i64) -> i64 {
        self.years.iter().find(|(start, _)| *start <= from).map_or(i64::MIN, |(_, end)| *end)
    }

    /// One status after the other, as few have signs: a table would be looked up row by row.
    fn read_standing(&self, status: &[u8], standing: &mut [u8; BLOCK]) {
        for (standing, status) in standing.iter_mut().zip(status) {
            *standing = bit(standing::DOCUMENTED, *status < self.documented);
        }
        for (place, signs) in self.standings.iter().copied() {
            for (standing, status) in standing.iter_mut().zip(status) {
                *standing |= bit(signs, *status == place);
            }
        }
    }

    fn read_causes(&self, rows: &Rows<'_>, causes: &mut [u8; BLOCK]) {
        for ((causes, present), unknown) in causes.iter_mut().zip(rows.present).zip(rows.unknown) {
            let broken = present & self.looked_for != 0;
            let unclear = unknown & self.looked_for != 0;
            let clear_ahead = (present | unknown) & self.looked_for_ahead == 0;
            *causes = bit(causes::BROKEN, broken)
                | bit(causes::UNCLEAR, unclear)
                | bit(causes::CLEAR_AHEAD, clear_ahead);
        }
    }

    fn read_time(&self, requested_at: &[i64], clear_since: &[i64], time: &mut [u8; BLOCK]) {
        let (mut latest, mut earliest, mut first_request) = (i64::MIN, i64::MAX, i64::MAX);
        let mut never_set = false;
        for ((time, requested_at), clear_since) in time.iter_mut().zip(requested_at).zip(clear_since) {
            let (_, from) = self.counts_from(*requested_at, *clear_since);
            latest = latest.max(*clear_since).max(*requested_at);
            earliest = earliest.min(from);
            first_request = first_request.min(*requested_at);
            never_set |= is_never_set(*requested_at) | is_never_set(*clear_since);
            *time = bit(time::GATE_AHEAD, from >= self.gate_ahead_from)
                | bit(time::RECORDED, *clear_since != Instants::NULL);
        }
        let unasked = self.needs_request != 0 && first_request == Instants::NULL;
        if latest > self.now || earliest < self.known_from || unasked || never_set {
            self.read_what_is_rare(requested_at, clear_since, time);
        }
    }

    #[cold]
    fn read_what_is_rare(&self, requested_at: &[i64], clear_since: &[i64], time: &mut [u8; BLOCK]) {
        for ((time, requested_at), clear_since) in time.iter_mut().zip(requested_at).zip(clear_since) {
            let (_, from) = self.counts_from(*requested_at, *clear_since);
            let never_set = is_never_set(*requested_at) | is_never_set(*clear_since);
            *time |= bit(time::MISUSED, never_set | ((*clear_since).max(*requested_at) > self.now))
                | bit(time::BEFORE_WHAT_IS_KNOWN, from < self.known_from)
                | bit(time::NEVER_REQUESTED, *requested_at == Instants::NULL);
        }
    }

    #[inline]
    fn signs(&self, standing: u8, causes: u8, time: u8) -> Signs<u8> {
        let gate_ahead = mask(time, time::GATE_AHEAD);
        Signs {
            documented: mask(standing, standing::DOCUMENTED),
            closed: mask(standing, standing::CLOSED),
            closing: mask(standing, standing::CLOSING),
            admits: mask(standing, standing::ADMITS),
            closes_at_once: mask(standing, standing::CLOSES_AT_ONCE),
            broken: mask(causes, causes::BROKEN),
            unclear: mask(causes, causes::UNCLEAR),
            may_be_gated: self.may_be_gated,
            completion_clear: mask(causes, causes::CLEAR_AHEAD),
            gate_ahead,
            gate_open_while_clear: self.gate_open_while_clear & !gate_ahead,
            clock_ahead: self.not_before_ahead,
            timed: self.counts_from_clearance,
            recorded: mask(time, time::RECORDED),
        }
    }

    /// The verdict, the events, and what else is told.
    #[inline]
    fn tell(&self, shape: &Shape<u8>, standing: u8, time: u8) -> (u8, u8, u8) {
        // `permitted` is the first of the verdicts, and so 0.
        let verdict = shape.no_op & Verdict::NoOp.place()
            | shape.waiting & Verdict::Waiting.place()
            | shape.refused & Verdict::Refused.place()
            | shape.undetermined & Verdict::Undetermined.place();
        let events = shape.closure_requested & event(EventKind::ClosureRequested)
            | shape.clearance_lost & event(EventKind::ClearanceLost)
            | shape.cleared & event(EventKind::Cleared)
            | shape.closes & event(EventKind::Closed);
        let odd = self.all_singly
            | mask(time, time::MISUSED)
            | mask(standing, standing::CLOSING)
                & (self.closings_singly
                    | mask(time, time::BEFORE_WHAT_IS_KNOWN)
                    | self.needs_request & mask(time, time::NEVER_REQUESTED));
        let told = shape.already_closed & told::ALREADY_CLOSED
            | shape.status_does_not_admit_closing & told::STATUS_DOES_NOT_ADMIT_CLOSING
            | shape.tax_year_end & told::TAX_YEAR_END
            | shape.clocks & self.not_before_ahead & told::NOT_BEFORE
            | shape.observed & told::OBSERVED
            | (odd | shape.closes & self.closes_singly) & told::SINGLY;
        (verdict, events, told)
    }

    #[inline]
    fn codes(&self, told: u8, present: u32) -> u32 {
        const LOW: u32 = 0b11;
        const CLOCKS: u32 = 0b11_1100;
        let codes = u32::from(told);
        let observed = u32::from(told & told::OBSERVED != 0).wrapping_neg();
        present & self.looked_for & observed | codes & LOW | (codes & CLOCKS) << CLOCKS_UP
    }
}

/// Returns whether this is an instant that nobody has set: before 1900, or in the first second of 1970.
const fn is_never_set(nanoseconds: i64) -> bool {
    const FIRST: i64 = -2_208_988_800_000_000_000;
    const SECOND: i64 = 1_000_000_000;
    nanoseconds < FIRST && nanoseconds != Instants::NULL || 0 <= nanoseconds && nanoseconds < SECOND
}

/// The instants of a block; where bits tell which there are, with [`Instants::NULL`] for the others.
fn instants<'b>(column: Instants<'b>, filled: &'b mut [i64; BLOCK]) -> &'b [i64] {
    let Some(validity) = column.validity else {
        return column.nanoseconds;
    };
    let bytes = validity.iter().chain(core::iter::repeat(&0));
    let eights = column.nanoseconds.chunks(8).zip(bytes);
    for (filled, (nanoseconds, bits)) in filled.chunks_mut(8).zip(eights) {
        for ((filled, nanoseconds), place) in filled.iter_mut().zip(nanoseconds).zip(0_u8..) {
            *filled = if bits >> place & 1 == 1 { *nanoseconds } else { Instants::NULL };
        }
    }
    filled.get(..column.nanoseconds.len()).unwrap_or_default()
}

/// The bits that are set anywhere.
fn any(signs: &[u8]) -> u8 {
    signs.iter().fold(0, |all, each| all | each)
}

const fn event(kind: EventKind) -> u8 {
    1 << kind.place()
}

const fn bit(bit: u8, condition: bool) -> u8 {
    if condition { bit } else { 0 }
}

/// All bits, if one of these is set.
const fn mask(signs: u8, bit: u8) -> u8 {
    if signs & bit != 0 { u8::MAX } else { 0 }
}
