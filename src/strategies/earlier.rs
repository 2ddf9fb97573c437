//! Instants that lie before others.

use jiff::{SignedDuration, Timestamp};

pub(super) fn before(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_sub(duration).unwrap_or(Timestamp::UNIX_EPOCH)
}
