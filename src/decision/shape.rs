//! The finite heart itself: what follows from what, as equations over truth values. They are written once, and hold for
//! one situation (`bool`) as for many side by side (a byte each, all bits alike).

use core::ops::{BitAnd, BitOr, Not};

/// A truth value, or several side by side.
pub(crate) trait Truth:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self>
{
}

impl Truth for bool {}

/// As a mask: all bits set, or none.
impl Truth for u8 {}

/// What the shape of an outcome depends on: of the causes, only whether there is any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs<T> {
    /// The policy documents the status.
    pub(crate) documented: T,
    /// It is closed.
    pub(crate) closed: T,
    /// It is closing.
    pub(crate) closing: T,
    /// A request leads somewhere.
    pub(crate) admits: T,
    /// A request closes at once.
    pub(crate) closes_at_once: T,
    /// A cause is present that was looked for.
    pub(crate) broken: T,
    /// Of a cause that was looked for nobody knows, or not everything.
    pub(crate) unclear: T,
    /// A residence that nobody has stated could bring a gate.
    pub(crate) may_be_gated: T,
    /// Of a request: everything that completion looks for is known to be clear.
    pub(crate) completion_clear: T,
    /// The gate is ahead.
    pub(crate) gate_ahead: T,
    /// The gate is open for whoever stays clear.
    pub(crate) gate_open_while_clear: T,
    /// A clock other than the gate is ahead.
    pub(crate) clock_ahead: T,
    /// There is a gate or a clock for completion.
    pub(crate) timed: T,
    /// Since when it is clear is on record.
    pub(crate) recorded: T,
}

/// What an outcome consists of. Of the verdicts, just one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape<T> {
    pub(crate) permitted: T,
    pub(crate) no_op: T,
    pub(crate) waiting: T,
    pub(crate) refused: T,
    pub(crate) undetermined: T,
    /// What was looked for is told.
    pub(crate) observed: T,
    /// Nobody knows what the status means.
    pub(crate) status_unknown: T,
    /// Nobody knows whether a gate holds the closing.
    pub(crate) gate_unknown: T,
    /// `already_closed` is in the way.
    pub(crate) already_closed: T,
    /// `status_does_not_admit_closing` is in the way.
    pub(crate) status_does_not_admit_closing: T,
    /// `tax_year_end` is in the way.
    pub(crate) tax_year_end: T,
    /// The clocks that are ahead are in the way.
    pub(crate) clocks: T,
    /// So are those that are open for whoever stays clear.
    pub(crate) clocks_open_while_clear: T,
    /// `closure_requested` happens.
    pub(crate) closure_requested: T,
    /// `clearance_lost` happens.
    pub(crate) clearance_lost: T,
    /// `cleared` happens.
    pub(crate) cleared: T,
    /// `closed` happens.
    pub(crate) closes: T,
}

/// Decides whether closing may be requested. A status that does not admit closing does not hide the other blockers, and
/// neither does one that nobody documents. Where `advance` at the same instant would record that everything is clear, the
/// request does, so that no year is lost between two calls.
#[inline]
pub(crate) fn of_request<T: Truth>(signs: &Signs<T>) -> Shape<T> {
    let Signs { documented, closed, closing, admits, closes_at_once, broken, unclear, .. } = *signs;
    let never = closed & !closed;
    let asked = !(closed | closing);
    let blocked = broken | documented & !admits;
    let unclear = unclear | !documented;
    let permitted = asked & !blocked & !unclear;
    let begins = permitted & !closes_at_once;
    Shape {
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
        cleared: begins & signs.completion_clear & (signs.timed | signs.may_be_gated),
        closes: permitted & closes_at_once,
    }
}

/// Decides whether it may become closed. The gate, while it is not passed, is itself a blocker, and so is each clock. A
/// fact that is unknown neither clears nor breaks; residences that are unknown keep nobody from being clear.
#[inline]
pub(crate) fn of_advance<T: Truth>(signs: &Signs<T>) -> Shape<T> {
    let Signs { documented, closed, broken, unclear, gate_ahead, gate_open_while_clear, clock_ahead, .. } =
        *signs;
    let never = closed & !closed;
    let closing = signs.closing & !closed;
    let blocked = broken | gate_ahead | clock_ahead;
    let open = unclear | signs.may_be_gated;
    let permitted = closing & !blocked & !open;
    Shape {
        permitted,
        no_op: never,
        waiting: closing & blocked,
        refused: documented & !closing,
        undetermined: closing & !blocked & open | !documented,
        observed: closing,
        status_unknown: !documented,
        gate_unknown: closing & signs.may_be_gated,
        already_closed: closed,
        status_does_not_admit_closing: documented & !closing & !closed,
        tax_year_end: closing & (gate_ahead | gate_open_while_clear & broken),
        clocks: closing,
        clocks_open_while_clear: closing & broken,
        closure_requested: never,
        clearance_lost: closing & broken & signs.recorded,
        cleared: closing & (signs.timed | signs.may_be_gated) & !broken & !unclear & !signs.recorded,
        closes: permitted,
    }
}
