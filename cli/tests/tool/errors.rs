//! The shape of an error, and what it is worth to whoever reads it.
//!
//! What belongs here: fields, line numbers, columns, length, and that the run goes on.
//! What never does: which lines are malformed: they have tables of their own.

use crate::question::{FACT, LINE, with};
use crate::run::{Ran, decide, run};
use serde_json::{Value, json};

/// What is said about a line.
fn message(line: &str) -> String {
    decide(line).answers()[0]["error"]["message"].as_str().unwrap().to_owned()
}

#[test]
fn an_error_has_the_case_the_line_and_a_message_and_nothing_else() {
    let Ran { code, out, err } = decide("\n{\"case\":\"it\",\n");
    let expected =
        "{\"case\":\"it\",\"error\":{\"line\":2,\"message\":\"EOF while parsing a value (column 13)\"}}\n";
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), expected, ""));
}

#[test]
fn a_case_that_cannot_be_read_is_null() {
    for line in ["oops", "[]", "{\"case\":5}", "{\"case\":\"it", "{\"policy\":[,\"case\":\"it\"}"] {
        assert_eq!(decide(line).answers()[0]["case"], Value::Null, "{line}");
    }
}

#[test]
fn a_case_that_stands_behind_the_mistake_is_still_echoed() {
    let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let line = format!(r#"{{"policy":5,"extra":{nested},"number":1e999,"case":"late"}}"#);
    assert_eq!(decide(line).answers()[0]["case"], "late");
}

#[test]
fn of_two_cases_neither_is_echoed() {
    for second in ["\"other\"", "\"it\"", "5", "null"] {
        let answers = decide(with("\"policy\"", &format!("\"case\":{second},\"policy\""))).answers();
        assert_eq!(answers[0]["case"], Value::Null, "{second}");
        assert_eq!(answers[0]["error"]["line"], json!(1));
    }
}

#[test]
fn the_column_is_that_of_the_line_as_an_editor_shows_it() {
    assert!(message("{\"case\" 5}").ends_with("(column 9)"));
    assert!(message("   {\"case\" 5}").ends_with("(column 12)"));
    assert!(message("\u{feff}{\"case\" 5}").ends_with("(column 9)"));
}

#[test]
fn a_message_names_the_field_by_its_path() {
    let line = with(FACT, r#""cash":[{"currency":"EUR","amount":"1"},{"currency":"EUR","amount":"1,0"}]"#);
    assert!(message(&line).starts_with("facts.cash[1].amount: `1,0` is not a decimal"), "{}", message(&line));
}

#[test]
fn a_contradiction_names_the_fields_and_both_values() {
    let line = with("\"status\"", "\"clear_since\":\"2026-02-02T09:00:00.5Z\",\"status\"");
    let said = message(&line);
    for part in ["`state.clear_since`", "`2026-02-02T09:00:00.5Z`", "`now`", "`2026-02-02T09:00:00Z`"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_message_is_short_however_long_the_mistake_is() {
    let long = "k".repeat(1_000_000);
    let unknown_field = with("\"now\"", &format!("\"{long}\":1,\"now\""));
    let wrong_type = with(FACT, &format!("\"outstanding_withdrawals\":\"{long}\""));
    let wrong_name = with("upvest", &long);
    for line in [unknown_field, wrong_type, wrong_name] {
        let said = message(&line);
        assert!(said.chars().count() <= 1000, "{} characters", said.chars().count());
        assert!(said.contains("expected"), "the end of the message is still there: {said}");
    }
}

#[test]
fn a_malformed_line_takes_no_answer_from_its_neighbours() {
    let ran = decide(format!("{LINE}\noops\n{LINE}\n\noops\n{LINE}"));
    let kinds: Vec<_> = ran.answers().iter().map(|answer| answer["error"]["line"].as_u64()).collect();
    assert_eq!(kinds, [None, Some(2), None, Some(5), None]);
    assert_eq!(ran.end(), (Some(1), ""));
}

/// No verb reads a `why`, and each refuses what is wrong with it.
#[test]
fn a_key_twice_in_what_a_verb_does_not_read_is_refused_by_each_verb() {
    let line = with("\"now\"", r#""why":{"a":1,"a":2},"now""#);
    for verb in ["decide", "plan"] {
        let ran = run(&[verb, "--format", "json"], line.clone());
        let error = json!({"line": 1, "message": "why: duplicate field `a`"});
        assert_eq!((ran.code, &ran.answers()[0]["error"]), (Some(1), &error), "{verb}");
    }
}
