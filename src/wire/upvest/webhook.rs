//! The webhooks, by which a closing is announced.

use crate::profile::AnnouncementRow;
use crate::wire::scalar::Instant;
use crate::{Decision, Event};
use alloc::boxed::Box;
use alloc::string::ToString;
use jiff::Timestamp;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A webhook: a message that something has happened to an account or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// The id of the event. The service states it, since it takes randomness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// The instant of the decision, in UTC. A closing that a gate has held counts from the gate, which may have opened
    /// earlier.
    #[serde(serialize_with = "utc")]
    pub created_at: Timestamp,
    /// The type, exactly as the profile's announcement gives it.
    #[serde(rename = "type")]
    pub kind: Box<str>,
    /// The subject of the message.
    pub object: WebhookObject,
    /// The webhook's own id. The service states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_id: Option<Box<str>>,
}

fn utc<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    Instant(*at).serialize(serializer)
}

/// The subject of a webhook, as far as closing determines it. The provider's objects have more fields, which the service
/// adds from its own books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookObject {
    /// The account or the group: `id` and `status`.
    Subject {
        /// The id of the subject.
        id: Box<str>,
        /// The status after the event.
        status: Box<str>,
    },
    /// The PDF report on the closing of a group: `type`, which is `ACCOUNT_CLOSING`, and `account_group_id`, which is
    /// inferred. The service states the id of the report.
    ClosingReport {
        /// The group that was closed.
        account_group_id: Box<str>,
    },
}

/// The type of the report on a closing.
const CLOSING_REPORT: &str = "ACCOUNT_CLOSING";

/// The beginning of every type of message about a report.
const ABOUT_A_REPORT: &str = "REPORT.";

impl Serialize for WebhookObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("WebhookObject", 2)?;
        match self {
            Self::Subject { id, status } => {
                object.serialize_field("id", id)?;
                object.serialize_field("status", status)?;
            }
            Self::ClosingReport { account_group_id } => {
                object.serialize_field("type", CLOSING_REPORT)?;
                object.serialize_field("account_group_id", account_group_id)?;
            }
        }
        object.end()
    }
}

impl Webhook {
    /// Returns the webhook for this event of the decision, without the ids that the service states.
    pub(super) fn of(id: &str, decision: &Decision<'_>, event: Event, row: &AnnouncementRow) -> Self {
        let object = if row.message.starts_with(ABOUT_A_REPORT) {
            WebhookObject::ClosingReport { account_group_id: id.into() }
        } else {
            WebhookObject::Subject { id: id.into(), status: decision.state().status.to_string().into() }
        };
        Self { id: None, created_at: event.at, kind: row.message.as_str().into(), object, webhook_id: None }
    }
}
