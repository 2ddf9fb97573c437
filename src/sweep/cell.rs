//! One cell of a column: how an instant, a set of codes or a set of events is written as a number.

use crate::blocker::Code;
use crate::event::EventKind;
use crate::vocab::Set;
use jiff::Timestamp;

/// The number of a missing instant.
pub(super) const NULL: i64 = i64::MIN;

/// The number of the first instant that a column can hold.
pub(super) const FIRST: i64 = NULL + 1;

/// Returns nanoseconds since the Unix epoch; `None` for an instant that a column cannot hold.
pub(super) fn nanoseconds(instant: Timestamp) -> Option<i64> {
    i64::try_from(instant.as_nanosecond()).ok().filter(|nanoseconds| *nanoseconds != NULL)
}

/// Returns the instant that a cell holds; `None` for [`NULL`].
pub(super) fn timestamp(nanoseconds: i64) -> Option<Timestamp> {
    if nanoseconds == NULL { None } else { Timestamp::from_nanosecond(i128::from(nanoseconds)).ok() }
}

/// Returns all bits of a set of codes: `block.rs` asserts that no code has a place beyond 31.
pub(super) fn low_half(codes: Set<Code>) -> u32 {
    u32::try_from(codes.bits()).unwrap_or(u32::MAX)
}

/// Returns all bits of a set of kinds, of which there are four.
pub(super) fn low_byte(events: Set<EventKind>) -> u8 {
    u8::try_from(events.bits()).unwrap_or(u8::MAX)
}
