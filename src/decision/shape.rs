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
    /// Of a cause that was looked for nobody knows.
    pub(crate) unclear: T,
    /// The gate is ahead.
    pub(crate) gate_ahead: T,
    /// The gate is open for whoever stays clear.
    pub(crate) gate_open_while_clear: T,
    /// A clock other than the gate is ahead.
    pub(crate) clock_ahead: T,
    /// There is a gate or a clock.
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
    /// The code of the same name is in the way.
    pub(crate) already_closed: T,
    /// Likewise.
    pub(crate) status_does_not_admit_closing: T,
    /// Likewise.
    pub(crate) tax_year_end: T,
    /// The clocks that are ahead are in the way.
    pub(crate) clocks: T,
    /// So are those that are open for whoever stays clear.
    pub(crate) clocks_open_while_clear: T,
    /// The event of the same name happens.
    pub(crate) closure_requested: T,
    /// Likewise.
    pub(crate) clearance_lost: T,
    /// Likewise.
    pub(crate) cleared: T,
    /// Likewise.
    pub(crate) closes: T,
}

/// May closing be requested? A status that does not admit closing does not hide the other blockers.
#[inline]
pub(crate) fn of_request<T: Truth>(signs: &Signs<T>) -> Shape<T> {
    let Signs { closed, closing, admits, closes_at_once, broken, unclear, .. } = *signs;
    let never = closed & !closed;
    let asked = !(closed | closing);
    let blocked = broken | !admits;
    let permitted = asked & !blocked & !unclear;
    Shape {
        permitted,
        no_op: closing & !closed,
        waiting: never,
        refused: closed | asked & blocked,
        undetermined: asked & !blocked & unclear,
        observed: asked,
        already_closed: closed,
        status_does_not_admit_closing: asked & !admits,
        tax_year_end: never,
        clocks: never,
        clocks_open_while_clear: never,
        closure_requested: permitted & !closes_at_once,
        clearance_lost: never,
        cleared: never,
        closes: permitted & closes_at_once,
    }
}

/// May it become closed? The gate, while it is not passed, is itself a blocker, and so is each clock. A fact that is
/// unknown neither clears nor breaks.
#[inline]
pub(crate) fn of_advance<T: Truth>(signs: &Signs<T>) -> Shape<T> {
    let Signs { closed, broken, unclear, gate_ahead, gate_open_while_clear, clock_ahead, .. } = *signs;
    let never = closed & !closed;
    let closing = signs.closing & !closed;
    let blocked = broken | gate_ahead | clock_ahead;
    let permitted = closing & !blocked & !unclear;
    Shape {
        permitted,
        no_op: never,
        waiting: closing & blocked,
        refused: !closing,
        undetermined: closing & !blocked & unclear,
        observed: closing,
        already_closed: closed,
        status_does_not_admit_closing: !closing & !closed,
        tax_year_end: closing & (gate_ahead | gate_open_while_clear & broken),
        clocks: closing,
        clocks_open_while_clear: closing & broken,
        closure_requested: never,
        clearance_lost: closing & broken & signs.recorded,
        cleared: closing & signs.timed & !broken & !unclear & !signs.recorded,
        closes: permitted,
    }
}
