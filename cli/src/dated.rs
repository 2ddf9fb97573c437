//! The instant of a question that states none.
//!
//! What belongs here: adding `now` to a line without one.
//! What never does: changing a `now` that is there, or repairing a line that is not one object.

use crate::lines::Line;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// The part of a question that says whether it has an instant.
#[derive(Deserialize)]
struct OwnNow {
    #[serde(default, deserialize_with = "present")]
    now: bool,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// Returns the bytes of the line, with this instant at the end if the line is an object without `now`. Columns in
/// messages stay what they are in the file.
pub(crate) fn with_now<'l>(line: &Line<'l>, now: Option<Timestamp>) -> Cow<'l, [u8]> {
    let whole = Cow::Borrowed(line.bytes);
    let Some(now) = now.filter(|_| line.is_whole) else { return whole };
    let Some(open) = line.bytes.strip_suffix(b"}") else { return whole };
    match serde_json::from_slice(line.bytes) {
        Ok(OwnNow { now: false }) => {}
        Ok(OwnNow { now: true }) | Err(_) => return whole,
    }
    let is_empty = open.trim_ascii() == b"{";
    let separator = if is_empty { "" } else { "," };
    let end = format!("{separator}\"now\":\"{now}\"}}");
    Cow::Owned([open, end.as_bytes()].concat())
}
