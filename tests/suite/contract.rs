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
        "earliest": answer["earliest"],
        "firm": answer["firm"],
        "events": each(&answer["events"], "type"),
        "effective_at": closed.map_or(Value::Null, |event| event["effective_at"].clone()),
    })
}

#[test]
fn every_case_is_answered_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 27, "only {} cases", cases.len());
    for (line, case) in cases {
        let question: Question = serde_json::from_str(&line).unwrap();
        let decision = question.decide().unwrap();
        let answer = serde_json::to_value(Answer::new(&question, &decision)).unwrap();
        assert_eq!(checked(&answer), case["expect"], "{}: {}", case["case"], case["why"]);
    }
}

#[test]
fn a_question_that_is_written_and_read_again_has_the_same_answer_to_the_byte() {
    for (line, _) in cases() {
        let question: Question = serde_json::from_str(&line).unwrap();
        let again: Question = serde_json::from_str(&serde_json::to_string(&question).unwrap()).unwrap();
        let answer = |question: &Question| {
            let decision = question.decide().unwrap();
            serde_json::to_string(&Answer::new(question, &decision)).unwrap()
        };
        assert_eq!(answer(&question), answer(&again));
    }
}
