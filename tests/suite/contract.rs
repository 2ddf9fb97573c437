//! The cases of the contract, through the public types; the tool's own tests run them through the binary.
//!
//! What belongs here: what a checker of the contract reads.
//! What never does: a case of its own: they are in `tests/cases`.

use closeout::wire::{Answer, Question};
use serde_json::{Value, json};
use std::path::Path;

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let lines = files.iter().flat_map(|file| {
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| (line.clone(), serde_json::from_str(&line).unwrap()))
        .collect()
}

/// The fields that a checker reads, from an answer.
fn checked(answer: &Value) -> Value {
    let each = |list: &Value, field: &str| -> Vec<Value> {
        list.as_array().unwrap().iter().map(|item| item[field].clone()).collect()
    };
    let events = answer["events"].as_array().unwrap();
    let closed = events.iter().find(|event| event["type"] == "closed");
    json!({
        "verdict": answer["verdict"],
        "status": answer["status"],
        "blockers": each(&answer["blockers"], "code"),
        "missing": answer["missing"],
        "stale": answer["stale"],
        "unread": answer["unread"],
        "ahead": answer["ahead"].as_object().map(|ahead| {
            let mut ahead = ahead.clone();
            let codes = each(&ahead["blockers"], "code");
            ahead.insert("blockers".to_owned(), Value::Array(codes));
            ahead
        }),
        "earliest": answer["earliest"],
        "firm": answer["firm"],
        "events": each(&answer["events"], "type"),
        "effective_at": closed.map_or(Value::Null, |event| event["effective_at"].clone()),
    })
}

#[test]
fn every_case_is_answered_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 80, "only {} cases", cases.len());
    for (line, case) in cases {
        match answered(&line) {
            Some(answer) => assert_eq!(checked(&answer), case["expect"], "{}: {}", case["case"], case["why"]),
            None => assert_eq!(case["expect"], json!({"error": true}), "{}: {}", case["case"], case["why"]),
        }
    }
}

/// The answer to a line; `None` if the line is malformed.
fn answered(line: &str) -> Option<Value> {
    let question: Question = serde_json::from_str(line).ok()?;
    let decision = question.decide().ok()?;
    let answer = Answer::new(&question, &decision).ok()?;
    Some(serde_json::to_value(answer).unwrap())
}

#[test]
fn a_question_that_is_written_and_read_again_has_the_same_answer_to_the_byte() {
    for (line, _) in cases() {
        let Ok(question) = serde_json::from_str::<Question>(&line) else { continue };
        let again: Question = serde_json::from_str(&serde_json::to_string(&question).unwrap()).unwrap();
        let answer = |question: &Question| {
            let decision = question.decide().ok()?;
            Some(serde_json::to_string(&Answer::new(question, &decision).unwrap()).unwrap())
        };
        assert_eq!(answer(&question), answer(&again));
    }
}
