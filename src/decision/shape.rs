//! The finite heart itself: two equations over truth values, one for each question. Each is written once, and holds for
//! one situation (`bool`) as well as for many side by side (one byte each, all bits alike).
//!
//! A request, by the first line that fits:
//!
//! | status                          | causes                      | verdict        |
//! | ------------------------------- | --------------------------- | -------------- |
//! | closed                          | any                         | `refused`      |
//! | closing                         | any                         | `no_op`        |
//! | admits no closing               | any                         | `refused`      |
//! | admits closing, or undocumented | one is present              | `refused`      |
//! | admits closing                  | none present, one unknown   | `undetermined` |
//! | undocumented                    | none present                | `undetermined` |
//! | admits closing                  | all known to be absent      | `permitted`    |
//!
//! An advance, by the first line that fits:
//!
//! | status           | causes, gate and clocks                                          | verdict        |
//! | ---------------- | ---------------------------------------------------------------- | -------------- |
//! | undocumented     | any                                                              | `undetermined` |
//! | not closing      | any                                                              | `refused`      |
//! | closing          | a cause is present, or the gate or a clock is ahead              | `waiting`      |
//! | closing          | none of these; a cause is unknown, or a gate may hold            | `undetermined` |
//! | closing          | none of these                                                    | `permitted`    |

use core::ops::{BitAnd, BitOr, Not};

/// A truth value, or several side by side.
pub(crate) trait Truth:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self>
{
}

impl Truth for bool {}

/// A mask: all bits set, or none.
impl Truth for u8 {}

/// The truth values that an outcome depends on: of the causes, only whether there is any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inputs<T> {
    /// The policy documents the status.
    pub(crate) documented: T,
    /// The status is closed.
    pub(crate) closed: T,
    /// The status is closing.
    pub(crate) closing: T,
    /// A request leads to another status.
    pub(crate) admits: T,
    /// A request closes at once.
    pub(crate) closes_at_once: T,
    /// A cause that was looked for is present.
    pub(crate) broken: T,
    /// A cause that was looked for is unknown, or known in part.
    pub(crate) unclear: T,
    /// An unknown residence could bring a gate.
    pub(crate) may_be_gated: T,
    /// Everything that completion looks for is known to be clear; computed for a request only.
    pub(crate) completion_clear: T,
    /// The gate is ahead.
    pub(crate) gate_ahead: T,
    /// The gate is open while the account stays clear.
    pub(crate) gate_open_while_clear: T,
    /// A clock other than the gate is ahead.
    pub(crate) clock_ahead: T,
    /// There is a gate or a clock for completion.
    pub(crate) timed: T,
    /// The clearance of the account is on record.
    pub(crate) recorded: T,
}

/// The truth values that make an outcome. Exactly one of the five verdicts is true.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outputs<T> {
    /// The verdict is `permitted`.
    pub(crate) permitted: T,
    /// The verdict is `no_op`.
    pub(crate) no_op: T,
    /// The verdict is `waiting`.
    pub(crate) waiting: T,
    /// The verdict is `refused`.
    pub(crate) refused: T,
    /// The verdict is `undetermined`.
    pub(crate) undetermined: T,
    /// Reports the observed causes: present causes as blockers, unknown causes as unknown.
    pub(crate) observed: T,
    /// Reports `Code::StatusDoesNotAdmitClosing` as unknown, since the status is undocumented.
    pub(crate) status_unknown: T,
    /// Reports `Code::TaxYearEnd` as unknown, since the residences are unknown.
    pub(crate) gate_unknown: T,
    /// Reports `Code::AlreadyClosed`.
    pub(crate) already_closed: T,
    /// Reports `Code::StatusDoesNotAdmitClosing`.
    pub(crate) status_does_not_admit_closing: T,
    /// Reports `Code::TaxYearEnd`: the gate is ahead, or would be again, since the account is not clear.
    pub(crate) tax_year_end: T,
    /// Reports the clocks that are ahead.
    pub(crate) clocks: T,
    /// Reports the clocks that would be ahead again, since the account is not clear.
    pub(crate) clocks_open_while_clear: T,
    /// Emits `EventKind::ClosureRequested`: the status becomes a closing one.
    pub(crate) closure_requested: T,
    /// Emits `EventKind::ClearanceLost`: the recorded instant of clearance is forgotten.
    pub(crate) clearance_lost: T,
    /// Emits `EventKind::Cleared`: the instant of clearance is recorded; gates and clocks count from it.
    pub(crate) cleared: T,
    /// Emits `EventKind::Closed`: the status becomes a closed one.
    pub(crate) closes: T,
}

/// Decides whether closing may be requested. A status that does not admit closing does not hide the other blockers, and
/// neither does an undocumented status. If `advance` at the same instant would record a clearance, so does the request,
/// so that no year is lost between two calls.
#[inline]
pub(crate) fn of_request<T: Truth>(inputs: &Inputs<T>) -> Outputs<T> {
    let Inputs { documented, closed, closing, admits, closes_at_once, broken, unclear, .. } = *inputs;
    let never = closed & !closed;
    let asked = !(closed | closing);
    let blocked = broken | documented & !admits;
    let unclear = unclear | !documented;
    let permitted = asked & !blocked & !unclear;
    let begins = permitted & !closes_at_once;
    Outputs {
        permitted,
        no_op: closing & !closed,
        waiting: never,
        refused: closed | asked & blocked,
        undetermined: asked & !blocked & unclear,
        observed: asked,
        status_unknown: asked & !documented,
        gate_unknown: never,
        already_closed: closed,
        status_does_not_admit_closing: asked & documented & !admits,
        tax_year_end: never,
        clocks: never,
        clocks_open_while_clear: never,
        closure_requested: begins,
        clearance_lost: never,
        cleared: begins & inputs.completion_clear & (inputs.timed | inputs.may_be_gated),
        closes: permitted & closes_at_once,
    }
}

/// Decides whether the subject may become closed. A gate that has not been passed is itself a blocker, and so is each
/// clock. An unknown fact neither clears nor breaks; unknown residences keep no account from being clear.
#[inline]
pub(crate) fn of_advance<T: Truth>(inputs: &Inputs<T>) -> Outputs<T> {
    let Inputs {
        documented, closed, broken, unclear, gate_ahead, gate_open_while_clear, clock_ahead, ..
    } = *inputs;
    let never = closed & !closed;
    let closing = inputs.closing & !closed;
    let blocked = broken | gate_ahead | clock_ahead;
    let open = unclear | inputs.may_be_gated;
    let permitted = closing & !blocked & !open;
    Outputs {
        permitted,
        no_op: never,
        waiting: closing & blocked,
        refused: documented & !closing,
        undetermined: closing & !blocked & open | !documented,
        observed: closing,
        status_unknown: !documented,
        gate_unknown: closing & inputs.may_be_gated,
        already_closed: closed,
        status_does_not_admit_closing: documented & !closing & !closed,
        tax_year_end: closing & (gate_ahead | gate_open_while_clear & broken),
        clocks: closing,
        clocks_open_while_clear: closing & broken,
        closure_requested: never,
        clearance_lost: closing & broken & inputs.recorded,
        cleared: closing & (inputs.timed | inputs.may_be_gated) & !broken & !unclear & !inputs.recorded,
        closes: permitted,
    }
}
