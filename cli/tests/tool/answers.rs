//! What an answer consists of.
//!
//! What belongs here: fields, their order, echoes, instants, by the contract.
//! What never does: which verdict is right, or lines that are no questions.

use crate::question::{FACT, LINE, named, with};
use crate::run::{answers, case_lines};
use serde_json::{Value, json};

const ANSWER: [&str; 18] = [
    "case",
    "revision",
    "verdict",
    "status",
    "blockers",
    "missing",
    "stale",
    "unread",
    "earliest",
    "firm",
    "date",
    "ahead",
    "events",
    "obligations",
    "wire",
    "state",
    "now",
    "rulebook",
];

/// The answers to all cases of the contract.
fn to_cases() -> Vec<Value> {
    answers(case_lines().join("\n"))
}

/// The answer to one line.
#[track_caller]
fn to(line: &str) -> Value {
    answers(line).remove(0)
}

/// The names of the fields of an object, sorted.
fn fields(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<const N: usize>(mut names: [&str; N]) -> Vec<&str> {
    names.sort_unstable();
    names.to_vec()
}

/// Every item of a list in every answer.
fn items<'a>(answers: &'a [Value], list: &str) -> Vec<&'a Value> {
    let items: Vec<_> = answers.iter().flat_map(|answer| answer[list].as_array().unwrap()).collect();
    assert!(!items.is_empty());
    items
}

#[test]
fn there_is_one_answer_for_each_line_in_the_order_of_the_lines() {
    let asked: Vec<_> = case_lines().iter().map(|line| case(&line.parse().unwrap())).collect();
    let answered: Vec<_> = to_cases().iter().map(case).collect();
    assert_eq!(answered, asked);
}

fn case(object: &Value) -> String {
    object["case"].as_str().unwrap().to_owned()
}

#[test]
fn an_answer_has_exactly_the_documented_fields() {
    for answer in to_cases() {
        assert_eq!(fields(&answer), sorted(ANSWER), "{answer}");
        assert_eq!(fields(&answer["wire"]), ["basis", "body", "events", "http_status"], "{answer}");
        assert_eq!(fields(&answer["wire"]["basis"]), ["body", "events", "http_status"], "{answer}");
    }
}

#[test]
fn the_fields_of_an_answer_are_written_in_the_documented_order() {
    let line = crate::run::decide(LINE).out;
    let places: Vec<_> = ANSWER.iter().map(|field| line.find(&format!("\"{field}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{line}");
}

#[test]
fn a_blocker_has_a_code_a_class_its_cures_and_evidence() {
    for blocker in items(&to_cases(), "blockers") {
        assert_eq!(fields(blocker), ["class", "code", "cure", "evidence"]);
        assert!(blocker["cure"].is_array() && blocker["evidence"].is_object(), "{blocker}");
    }
}

#[test]
fn an_event_has_a_type_and_an_instant_and_closed_says_since_when() {
    for event in items(&to_cases(), "events") {
        let expected: &[&str] =
            if event["type"] == "closed" { &["at", "effective_at", "type"] } else { &["at", "type"] };
        assert_eq!(fields(event), expected);
    }
}

#[test]
fn earliest_and_firm_come_together_and_with_waiting_alone() {
    let answers = to_cases();
    for answer in &answers {
        let is_waiting = answer["verdict"] == "waiting";
        assert!(is_waiting || answer["earliest"].is_null(), "{answer}");
        assert_eq!(answer["firm"].is_boolean(), answer["earliest"].is_string(), "{answer}");
    }
    // Where somebody has to act, and nothing else is waited for, there is no date.
    let undated = |answer: &&Value| answer["verdict"] == "waiting" && answer["earliest"].is_null();
    assert!(answers.iter().find(undated).is_some());
}

/// The three places of an answer that name an instant of closing, the first of them first.
fn dates_in(answer: &Value) -> [&Value; 3] {
    let closed = answer["events"].as_array().unwrap().iter().find(|event| event["type"] == "closed");
    [
        &answer["earliest"],
        closed.map_or(&Value::Null, |event| &event["effective_at"]),
        &answer["ahead"]["earliest"],
    ]
}

#[test]
fn the_date_is_the_earliest_instant_or_the_effective_one_or_what_lies_ahead() {
    for answer in to_cases() {
        let nothing_ahead =
            answer["ahead"]["blockers"] == json!([]) && answer["ahead"]["missing"] == json!([]);
        let named = dates_in(&answer).into_iter().find(|date| !date.is_null());
        // A closing that could be completed at once has a date that no other key has.
        assert!(named == Some(&answer["date"]) || answer["date"].is_null() || nothing_ahead, "{answer}");
        assert_eq!(answer["date"].is_null(), named.is_none() && !nothing_ahead, "{answer}");
    }
}

#[test]
fn an_answer_repeats_the_instant_of_its_question() {
    assert_eq!(to(&with("2026-02-02T09:00:00Z", "2026-02-02T10:00:00+01:00"))["now"], "2026-02-02T09:00:00Z");
}

#[test]
fn what_lies_ahead_comes_with_a_request_that_leads_to_a_closing_or_repeats_it() {
    for answer in to_cases() {
        let requested = answer["events"][0]["type"] == "closure_requested" || answer["verdict"] == "no_op";
        assert_eq!(answer["ahead"].is_object(), requested, "{answer}");
        if requested {
            assert_eq!(
                fields(&answer["ahead"]),
                ["blockers", "earliest", "firm", "missing", "stale"],
                "{answer}"
            );
        }
    }
}

#[test]
fn an_item_whose_expected_day_has_begun_says_so() {
    let line = with(
        FACT,
        r#""outstanding_withdrawals":[{"expected_on":"2026-02-02"},{"expected_on":"2026-02-03"}]"#,
    );
    let items = &to(&line)["blockers"][0]["evidence"]["items"];
    assert_eq!(
        items,
        &json!([{"expected_on": "2026-02-02", "overdue": true}, {"expected_on": "2026-02-03"}])
    );
}

#[test]
fn obligations_come_only_with_closed() {
    for answer in to_cases() {
        let closes = answer["events"].as_array().unwrap().iter().any(|event| event["type"] == "closed");
        assert!(closes || answer["obligations"] == json!([]), "{answer}");
    }
}

#[test]
fn the_state_has_the_status_of_the_answer() {
    for answer in to_cases() {
        assert_eq!(answer["state"]["status"], answer["status"]);
    }
}

#[test]
fn case_and_revision_are_echoed_to_the_letter() {
    for text in ["", "it", "ümläut 😀", "\"quoted\\\"", "tab\tand\u{1b}", "\u{202e}", " blank "] {
        let revision = format!("\"revision\":{},{FACT}", Value::from(text));
        let answer = to(&named(text).replace(FACT, &revision));
        assert_eq!((&answer["case"], &answer["revision"]), (&json!(text), &json!(text)));
    }
}

#[test]
fn a_case_or_a_revision_that_is_not_given_is_null() {
    for line in [with(r#""case":"it","#, ""), with("\"it\"", "null")] {
        let answer = to(&line);
        assert_eq!((&answer["case"], &answer["revision"]), (&Value::Null, &Value::Null));
    }
}

#[test]
fn expect_and_why_change_no_answer_whatever_they_hold() {
    let plain = to(LINE);
    for ignored in ["null", "1e999", "\"\\ud800\"", "{\"verdict\":\"refused\"}", "[[],{}]"] {
        let beside = format!("\"expect\":{ignored},\"why\":{ignored},\"now\"");
        assert_eq!(to(&with("\"now\"", &beside)), plain);
    }
}

#[test]
fn nesting_of_any_depth_is_skipped_where_nothing_is_read() {
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(to(&with("\"now\"", &format!("\"expect\":{nested},\"now\""))), to(LINE));
}

/// Every instant of the answer to a request at this instant: `at` of the event, and the state.
#[track_caller]
fn written(now: &str) -> String {
    let answer = to(&with("2026-02-02T09:00:00Z", now));
    assert_eq!(answer["events"][0]["at"], answer["state"]["requested_at"]);
    answer["state"]["requested_at"].as_str().unwrap().to_owned()
}

#[test]
fn instants_are_written_in_utc_without_a_fraction_that_is_zero() {
    let instants = [
        ("2026-02-02T09:00:00Z", "2026-02-02T09:00:00Z"),
        ("2026-02-02T09:00:00.000Z", "2026-02-02T09:00:00Z"),
        ("2026-02-02T09:00:00+01:00", "2026-02-02T08:00:00Z"),
        ("2026-02-02T00:30:00.000000000+05:30", "2026-02-01T19:00:00Z"),
        ("2026-02-02T09:00:00-23:59", "2026-02-03T08:59:00Z"),
        ("2026-02-02T09:00:00-00:00", "2026-02-02T09:00:00Z"),
        ("2026-02-02t09:00:00z", "2026-02-02T09:00:00Z"),
        ("1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"),
    ];
    for (now, expected) in instants {
        assert_eq!(written(now), expected, "{now}");
    }
}

#[test]
fn a_fraction_of_a_second_is_written_without_idle_zeros() {
    let instants = [
        ("2026-02-02T09:00:00.500Z", "2026-02-02T09:00:00.5Z"),
        ("2026-02-02T09:00:00.000000001+01:00", "2026-02-02T08:00:00.000000001Z"),
        ("2026-02-02T23:59:59.999999999Z", "2026-02-02T23:59:59.999999999Z"),
    ];
    for (now, expected) in instants {
        assert_eq!(written(now), expected, "{now}");
    }
}

#[test]
fn amounts_in_evidence_keep_their_digits_to_the_last() {
    for digits in ["-79228162514264337593543950335", "7.9228162514264337593543950335", "1.500"] {
        let blocked = format!(r#""outstanding_withdrawals":[{{"id":"w","amount":"{digits}"}}]"#);
        let answer = to(&with(FACT, &blocked));
        assert_eq!(answer["blockers"][0]["evidence"]["items"][0]["amount"], digits);
    }
}
