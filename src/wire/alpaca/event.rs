//! The status event, by which a closing is announced.

use crate::wire::scalar::Instant;
use crate::{Decision, Event};
use alloc::boxed::Box;
use alloc::string::ToString;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A status event: the account went from one status to another. There is no separate event of closing; it is this one,
/// with `status_to` = `ACCOUNT_CLOSED`.
///
/// Optional fields of the event that closing does not change (`crypto_status_from`, `kyc_results`, …) are not written,
/// as only changed properties are; they are skipped when one is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusEvent {
    /// The account.
    pub account_id: Box<str>,
    /// The account number, as shown to the holder.
    pub account_number: Box<str>,
    /// The instant of the event, in UTC.
    #[serde(with = "utc")]
    pub at: Timestamp,
    /// The status before the event; empty for an account that was just created.
    pub status_from: Box<str>,
    /// The status after.
    pub status_to: Box<str>,
    /// The place in the stream, 64 bits and rising; deprecated. The service states it, since no rule depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<u64>,
    /// The id of the event. The service states it, since it takes randomness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_ulid: Option<Box<str>>,
}

impl StatusEvent {
    /// Returns the status event for this event of the decision, without the ids that the service states.
    pub(super) fn of(account_id: &str, account_number: &str, decision: &Decision<'_>, event: Event) -> Self {
        Self {
            account_id: account_id.into(),
            account_number: account_number.into(),
            at: event.at,
            status_from: decision.before().status.to_string().into(),
            status_to: decision.state().status.to_string().into(),
            event_id: None,
            event_ulid: None,
        }
    }
}

/// The form of instants that this crate writes, as opposed to those kept exactly as sent.
mod utc {
    use super::{Instant, Timestamp};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        Instant(*at).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Ok(Instant::deserialize(deserializer)?.0)
    }
}
