//! Questions to ask, and how to change one.
//!
//! What belongs here: one well-formed line of each sort, and replacing a part of it.
//! What never does: running the tool.

use serde_json::{Value, json};

/// A request that is permitted: the line that other lines are made from. Its case is `it`.
pub(crate) const LINE: &str = concat!(
    r#"{"case":"it","policy":{"provider":"upvest","residences":["DE"]},"subject":"account","#,
    r#""state":{"status":"ACTIVE"},"facts":{"outstanding_withdrawals":[]},"#,
    r#""command":{"type":"request_closure"},"now":"2026-02-02T09:00:00Z"}"#,
);

/// The only fact of that line, to put others in its place.
pub(crate) const FACT: &str = r#""outstanding_withdrawals":[]"#;

/// That line with something else in one place.
#[track_caller]
pub(crate) fn with(part: &str, other: &str) -> String {
    assert_eq!(LINE.matches(part).count(), 1, "{part} is one place of the line");
    LINE.replace(part, other)
}

/// That line with another case.
pub(crate) fn named(case: &str) -> String {
    with("\"it\"", &Value::from(case).to_string())
}

/// A request of an account or a group, with nothing in its way.
pub(crate) fn request(subject: &str, residence: &str) -> Value {
    json!({
        "case": "life",
        "policy": {"provider": "upvest", "residences": [residence]},
        "subject": subject,
        "state": {"status": "ACTIVE"},
        "facts": nothing_left(subject),
        "command": {"type": "request_closure"},
        "now": "2026-02-02T09:00:00Z",
    })
}

/// The same subject asked to advance later, in the state that an answer has handed back.
pub(crate) fn advance(question: &Value, answer: &Value, now: &str) -> Value {
    let mut next = question.clone();
    next["state"] = answer["state"].clone();
    next["command"] = json!({"type": "advance"});
    next["now"] = now.into();
    next
}

fn nothing_left(subject: &str) -> Value {
    let mut facts = json!({"outstanding_withdrawals": []});
    let others = match subject {
        "group" => ["accounts", "fees", "cash"].as_slice(),
        _ => ["positions", "expected_corporate_actions"].as_slice(),
    };
    for fact in others {
        facts[fact] = json!([]);
    }
    facts
}
