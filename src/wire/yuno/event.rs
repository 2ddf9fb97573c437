//! The event, by which a closing is announced.

use super::account::{Account, AccountId};
use crate::Decision;
use crate::profile::AnnouncementRow;
use alloc::boxed::Box;
use alloc::string::ToString;
use serde::Serialize;

/// An event about an account, such as `banking.account.closed`.
///
/// The overview names the event and no page shows its payload. So the payload is **inferred**: it has the type, and the
/// id and the status of the account, by their names in the account object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountEvent {
    /// The type, exactly as the profile's announcement gives it.
    #[serde(rename = "type")]
    pub kind: Box<str>,
    /// The account.
    pub id: AccountId,
    /// The status after the event.
    pub status: Box<str>,
}

impl AccountEvent {
    /// Returns the event by which this row announces the decision about the account.
    pub(super) fn of(account: &Account, decision: &Decision<'_>, row: &AnnouncementRow) -> Self {
        Self {
            kind: row.message.as_str().into(),
            id: account.id.clone(),
            status: decision.state().status.to_string().into(),
        }
    }
}
