//! An event as JSON, both ways: your service reads back the events that it has written into its log.

use super::objects::Objects;
use super::scalar::Instant;
use crate::{Event, EventKind};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An event of an account or a group: an entry of a log. A state follows from the events of its life, taken in order.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Event"))]
#[cfg_attr(feature = "schema", schemars(extend(
    "if" = {"properties": {"type": {"const": "closed"}}},
    "then" = {"required": ["effective_at"], "properties": {"effective_at": {"type": "string"}}}
)))]
#[serde(deny_unknown_fields)]
struct EventForm {
    /// The kind of event.
    #[serde(rename = "type")]
    kind: EventKind,
    /// The instant of the decision: the `now` of the question.
    at: Instant,
    /// The instant from which the event counts; without it, the instant of the decision. A closing always has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effective_at: Option<Instant>,
}

/// Writes `type`, `at`, and `effective_at` for a closing and for every event whose `effective_at` differs from `at`.
impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { kind, at, effective_at } = *self;
        let says_since_when = kind == EventKind::Closed || effective_at != at;
        let effective_at = says_since_when.then_some(Instant(effective_at));
        EventForm { kind, at: Instant(at), effective_at }.serialize(serializer)
    }
}

/// Reads a written event. An unknown key or type is refused, and so is a closing without `effective_at`: records are
/// kept from that instant on, and a default would change it silently.
///
/// ```
/// use closeout::{Event, EventKind};
/// let line = r#"{"type":"closure_requested","at":"2026-02-02T09:00:00Z"}"#;
/// let event: Event = serde_json::from_str(line)?;
/// assert_eq!(event.kind, EventKind::ClosureRequested);
/// assert_eq!(serde_json::to_string(&event)?, line);
///
/// let closed = r#"{"type":"closed","at":"2026-02-02T09:00:00Z"}"#;
/// assert!(serde_json::from_str::<Event>(closed).is_err()); // a closing needs `effective_at`
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let EventForm { kind, at, effective_at } = EventForm::deserialize(Objects(deserializer))?;
        let effective_at = match (kind, effective_at) {
            (EventKind::Closed, None) => return Err(D::Error::missing_field("effective_at")),
            (_, since) => since.unwrap_or(at),
        };
        Ok(Self { kind, at: at.0, effective_at: effective_at.0 })
    }
}

#[cfg(feature = "schema")]
super::form::as_form!(Event => EventForm);
