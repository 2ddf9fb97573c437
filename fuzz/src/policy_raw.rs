//! Target `policy_raw`: any bytes as a policy document, in TOML and in JSON.
//!
//! What belongs here: what must hold of every document, refused or built.
//! What never does: whether the rules of a house are sensible, which is the linter's.

use crate::civil;
use closeout::{Command, Facts, Policy, State, Status, decide, laws, lint::lint_at, wire::PolicyDocument};
use jiff::{SignedDuration, Timestamp};

// The tool's own way to keep a message short.
#[path = "../../cli/src/short.rs"]
mod short;

/// The longest message about a document that cannot be read, in characters.
const MESSAGE: usize = 1_000;

/// The longest message about one row of a draft, in characters: 32 statuses of 41 characters each, and some words.
const ROW: usize = 2_000;

/// Asserts that the bytes are refused in few words, or make a policy that obeys the laws.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return assert!(serde_json::from_slice::<PolicyDocument>(bytes).is_err());
    };
    let of_toml = toml::from_str(text).map_err(|error| short::of_toml(&error));
    let of_json = serde_json::from_str(text).map_err(|error| short::shortened(error.to_string()));
    for document in [of_toml, of_json] {
        match document {
            Ok(document) => built(&document),
            Err(message) => {
                let length = message.chars().count();
                assert!((1..=MESSAGE).contains(&length), "{length} characters");
            }
        }
    }
}

fn built(document: &PolicyDocument) {
    match document.build() {
        Ok(policy) => {
            // A rule or status more makes it slower, and shows nothing new.
            let _ = lint_at(&policy, now());
            obeys(&policy);
        }
        Err(errors) => {
            assert!(!errors.all().is_empty());
            let longest = errors.all().iter().map(|error| error.to_string().chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= ROW), "{longest:?} characters");
        }
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(civil::seconds(2026, 4, 6, 12)).expect("within the calendar")
}

/// Decisions of each status, and of one that nobody documents, with much, little and nothing known.
fn obeys(policy: &Policy) {
    let now = now();
    let month_ago = now.checked_sub(SignedDuration::from_hours(24 * 31)).expect("within the calendar");
    let statuses = policy.lifecycle().statuses().iter().map(|row| policy.lifecycle().status(&row.wire));
    let books = [Facts::unknown(), policy.profile().nothing_held(), Facts::all_clear()];
    for status in statuses.chain([Status::unknown("NOBODY_KNOWS")]) {
        let state = State::new(status);
        let mut closing = state.clone();
        (closing.requested_at, closing.clear_since) = (Some(month_ago), Some(month_ago));
        for state in [&state, &closing] {
            for facts in &books {
                for command in [Command::request(), Command::Advance] {
                    if let Ok(decision) = decide(policy, state, facts, &command, now) {
                        assert_eq!(laws::broken_by_decision(&decision), None);
                    }
                }
            }
        }
    }
}
