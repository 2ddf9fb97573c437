//! A subject from its first question to its last, each state sent back as it was handed over.
//!
//! What belongs here: several questions in a row.
//! What never does: a single answer, or a state that no answer gave.

use crate::question::{advance, request};
use crate::run::{answer, answers, case_lines};
use serde_json::{Value, json};

/// Verdict, status, and the types of the events.
fn step(answer: &Value) -> Value {
    let events = answer["events"].as_array().unwrap().iter().map(|event| event["type"].clone());
    json!([answer["verdict"], answer["status"], events.collect::<Vec<_>>()])
}

#[test]
fn an_account_without_a_gate_is_requested_and_closes_at_the_next_call() {
    let question = request("account", "DE");
    let requested = answer(&question);
    assert_eq!(step(&requested), json!(["permitted", "CLOSING", ["closure_requested"]]));
    let closed = answer(&advance(&question, &requested, "2026-02-03T00:00:00Z"));
    assert_eq!(step(&closed), json!(["permitted", "CLOSED", ["closed"]]));
    assert_eq!(closed["state"]["closed_at"], "2026-02-03T00:00:00Z");
}

#[test]
fn a_provider_of_one_step_closes_at_the_request_and_its_integer_status_is_sent_back() {
    let mut question = json!({
        "case": "life", "policy": {"provider": "udara360"}, "subject": "account", "state": {"status": 1},
        "command": {"type": "request_closure", "reason": {"text": "Court order"}}, "now": "2026-02-02T09:00:00Z",
    });
    let closed = answer(&question);
    assert_eq!(step(&closed), json!(["permitted", 3, ["closed"]]));
    question["state"] = closed["state"].clone();
    assert_eq!(step(&answer(&question)), json!(["refused", 3, []]));
}

#[test]
fn a_british_account_waits_for_its_boundary_and_counts_as_closed_from_there() {
    let question = request("account", "GB");
    let cleared = answer(&question);
    assert_eq!(step(&cleared), json!(["permitted", "CLOSING", ["closure_requested", "cleared"]]));
    assert_eq!(cleared["state"]["clear_since"], "2026-02-02T09:00:00Z");
    assert_eq!(cleared["ahead"]["earliest"], "2026-04-05T23:00:00Z");
    let waiting = answer(&advance(&question, &cleared, "2026-04-05T22:59:59.999999999Z"));
    assert_eq!(step(&waiting), json!(["waiting", "CLOSING", []]));
    assert_eq!(waiting["state"], cleared["state"]);
    let closed = answer(&advance(&question, &waiting, "2026-06-01T00:00:00Z"));
    assert_eq!(step(&closed), json!(["permitted", "CLOSED", ["closed"]]));
    assert_eq!(closed["events"][0]["effective_at"], "2026-04-05T23:00:00Z");
}

#[test]
fn a_clearance_that_is_lost_is_forgotten_by_the_state() {
    let question = request("account", "GB");
    let cleared = answer(&question);
    let mut broken = advance(&question, &cleared, "2026-02-04T00:00:00Z");
    broken["facts"]["positions"] = json!([{"instrument": "DE0007164600", "quantity": "1"}]);
    let lost = answer(&broken);
    assert_eq!(step(&lost), json!(["waiting", "CLOSING", ["clearance_lost"]]));
    assert_eq!(lost["state"].get("clear_since"), None);
}

#[test]
fn a_group_is_requested_and_closes() {
    let question = request("group", "GB");
    let requested = answer(&question);
    assert_eq!(step(&requested), json!(["permitted", "CLOSING", ["closure_requested"]]));
    let closed = answer(&advance(&question, &requested, "2026-02-03T00:00:00Z"));
    assert_eq!(step(&closed), json!(["permitted", "CLOSED", ["closed"]]));
}

#[test]
fn a_request_repeated_in_the_state_it_led_to_changes_nothing() {
    let mut question = request("account", "DE");
    let requested = answer(&question);
    question["state"] = requested["state"].clone();
    let again = answer(&question);
    assert_eq!(step(&again), json!(["no_op", "CLOSING", []]));
    assert_eq!(again["state"], requested["state"]);
}

#[test]
fn a_closed_account_stays_closed_whatever_is_asked() {
    let mut question = request("account", "DE");
    let requested = answer(&question);
    let closed = answer(&advance(&question, &requested, "2026-02-03T00:00:00Z"));
    let advanced = answer(&advance(&question, &closed, "2026-02-04T00:00:00Z"));
    question["state"] = closed["state"].clone();
    question["now"] = "2026-02-04T00:00:00Z".into();
    for answer in [advanced, answer(&question)] {
        assert_eq!(step(&answer), json!(["refused", "CLOSED", []]));
        assert_eq!(answer["blockers"][0]["code"], "already_closed");
        assert_eq!(answer["state"], closed["state"]);
    }
}

#[test]
fn the_state_of_every_answer_is_accepted_in_the_next_question() {
    let first = case_lines();
    let second: Vec<String> = std::iter::zip(&first, answers(first.join("\n")))
        .map(|(line, answer)| {
            let mut question: Value = line.parse().unwrap();
            question["state"] = answer["state"].clone();
            question.to_string()
        })
        .collect();
    assert_eq!(answers(second.join("\n")).len(), first.len());
}
