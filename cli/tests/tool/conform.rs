//! `closeout conform`: answers against what is expected of them.
//!
//! What belongs here: what it prints and how it exits.
//! What never does: whether an expectation is right.

use crate::question::{FACT, with};
use crate::run::{Ran, case_files, file, nowhere, run};
use serde_json::{Value, json};

/// A question with the expectations that it meets.
fn expected(change: impl Fn(&mut Value)) -> String {
    let mut question: Value = with("\"it\"", "\"checked\"").parse().unwrap();
    question["expect"] = json!({
        "verdict": "permitted", "status": "CLOSING", "blockers": [], "missing": [],
        "stale": [], "unread": [], "earliest": null, "firm": null, "events": ["closure_requested"],
        "effective_at": null, "ahead": {
            "blockers": [], "missing": ["expected_corporate_actions", "positions"], "stale": [], "earliest": null,
            "firm": null,
        },
    });
    change(&mut question);
    question.to_string()
}

/// What is printed of one line on standard input.
fn conform(line: &str) -> (Option<i32>, String) {
    let Ran { code, out, err } = run(&["conform", "-"], line);
    assert_eq!(err, "");
    (code, out)
}

/// What is printed if one field of the expectations is something else.
#[track_caller]
fn differs(field: &str, value: &Value, difference: &str) {
    let (code, out) = conform(&expected(|question| question["expect"][field] = value.clone()));
    let whole = format!("standard input:1: checked\n    {difference}\n0 passed, 1 failed\n");
    assert_eq!((code, out), (Some(1), whole));
}

/// That the line is reported as one that cannot be checked, and why.
#[track_caller]
fn is_reported(line: &str, why: &str) {
    let (code, out) = conform(line);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.starts_with("standard input:1: checked\n") && out.contains(why), "{out}");
    assert!(out.ends_with("0 passed, 1 failed\n"), "{out}");
}

#[test]
fn every_case_of_the_contract_conforms() {
    for path in case_files() {
        let Ran { code, out, err } = run(&["conform", path.to_str().unwrap()], "");
        let count = std::fs::read_to_string(&path).unwrap().lines().count();
        assert_eq!((code, out, err), (Some(0), format!("{count} passed, 0 failed\n"), String::new()));
    }
}

#[test]
fn several_files_are_counted_together() {
    let files = case_files();
    let lines = files.iter().map(|path| std::fs::read_to_string(path).unwrap().lines().count());
    let mut arguments = vec!["conform"];
    arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
    let Ran { code, out, .. } = run(&arguments, "");
    assert_eq!((code, out), (Some(0), format!("{} passed, 0 failed\n", lines.sum::<usize>())));
}

#[test]
fn a_changed_expectation_is_reported_with_the_field_and_both_values() {
    differs("verdict", &json!("refused"), r#"verdict: expected "refused", found "permitted""#);
    differs("status", &json!("CLOSED"), r#"status: expected "CLOSED", found "CLOSING""#);
    differs("blockers", &json!(["liens"]), r#"blockers: expected ["liens"], found []"#);
    differs("missing", &json!(["cash"]), r#"missing: expected ["cash"], found []"#);
    differs(
        "earliest",
        &json!("2026-04-05T23:00:00Z"),
        r#"earliest: expected "2026-04-05T23:00:00Z", found null"#,
    );
    differs("firm", &json!(true), "firm: expected true, found null");
    differs("stale", &json!(["cash"]), r#"stale: expected ["cash"], found []"#);
    differs("unread", &json!(["cash"]), r#"unread: expected ["cash"], found []"#);
    let found = r#"{"blockers":[],"missing":["expected_corporate_actions","positions"],"stale":[],"earliest":null,"firm":null}"#;
    differs("ahead", &json!(null), &format!("ahead: expected null, found {found}"));
    differs("events", &json!([]), r#"events: expected [], found ["closure_requested"]"#);
    differs(
        "effective_at",
        &json!("2026-01-01T00:00:00Z"),
        r#"effective_at: expected "2026-01-01T00:00:00Z", found null"#,
    );
}

#[test]
fn a_status_of_the_wrong_kind_is_a_difference() {
    differs("status", &json!(3), r#"status: expected 3, found "CLOSING""#);
}

#[test]
fn every_difference_of_a_case_is_printed() {
    let line = expected(|question| {
        question["expect"]["verdict"] = "waiting".into();
        question["expect"]["firm"] = false.into();
    });
    let (_, out) = conform(&line);
    assert_eq!(out.lines().filter(|line| line.contains("expected ")).count(), 2, "{out}");
}

#[test]
fn an_instant_is_compared_as_an_instant_not_as_text() {
    let mut question: Value = expected(|_| ()).parse().unwrap();
    question["state"] = json!({"status": "CLOSING", "requested_at": "2026-01-01T00:00:00Z"});
    question["command"] = json!({"type": "advance"});
    question["facts"] = json!({"positions": [], "expected_corporate_actions": []});
    question["expect"]["status"] = "CLOSED".into();
    question["expect"]["events"] = json!(["closed"]);
    question["expect"]["ahead"] = json!(null);
    question["expect"]["effective_at"] = "2026-02-02T10:00:00.0+01:00".into();
    assert_eq!(conform(&question.to_string()), (Some(0), "1 passed, 0 failed\n".to_owned()));
}

#[test]
fn a_line_without_expectations_is_reported() {
    is_reported(&with("\"it\"", "\"checked\""), "missing field `expect`");
}

#[test]
fn each_expectation_that_is_left_out_is_reported() {
    let fields = [
        "verdict",
        "status",
        "blockers",
        "missing",
        "stale",
        "unread",
        "earliest",
        "firm",
        "ahead",
        "events",
        "effective_at",
    ];
    for field in fields {
        let line = expected(|question| {
            question["expect"].as_object_mut().unwrap().remove(field);
        });
        is_reported(&line, &format!("expect: missing field `{field}`"));
    }
}

#[test]
fn a_case_that_expects_an_error_conforms_if_its_line_is_malformed_and_not_otherwise() {
    let expecting = |line: String| {
        let mut question: Value = line.parse().unwrap();
        question["expect"] = json!({"error": true});
        conform(&question.to_string())
    };
    let malformed = with("residences", "residence");
    let contradiction = with("\"ACTIVE\"", "\"ACTIVE\",\"requested_at\":\"2026-02-02T09:00:01Z\"");
    for line in [malformed, contradiction] {
        assert_eq!(expecting(line), (Some(0), "1 passed, 0 failed\n".to_owned()));
    }
    let (code, out) = expecting(with("\"it\"", "\"checked\""));
    let said = "standard input:1: checked\n    expected an error, found an answer\n0 passed, 1 failed\n";
    assert_eq!((code, out.as_str()), (Some(1), said));
}

#[test]
fn an_expectation_that_nobody_reads_is_reported() {
    let line = expected(|question| question["expect"]["verdikt"] = "permitted".into());
    is_reported(&line, "expect.verdikt: unknown field `verdikt`");
}

#[test]
fn an_expectation_of_the_wrong_type_is_reported() {
    is_reported(&expected(|question| question["expect"] = json!(5)), "expect: invalid type");
    is_reported(&expected(|question| question["expect"]["firm"] = "yes".into()), "expect.firm: invalid type");
}

#[test]
fn a_malformed_question_is_reported_even_if_it_has_expectations() {
    let line = expected(|question| question["facts"]["misspelt"] = json!([]));
    is_reported(&line, "facts.misspelt: unknown field `misspelt`");
}

#[test]
fn nesting_that_no_parser_stack_holds_is_reported() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let line = expected(|_| ()).replacen("\"CLOSING\"", &deep, 1);
    is_reported(&line, "expect.status");
}

#[test]
fn the_cases_after_a_failure_are_checked_all_the_same() {
    let good = expected(|_| ());
    let input = format!("{good}\noops\n\n{good}\n{}\n{good}", with(FACT, ""));
    let (code, out) = conform(&input);
    assert_eq!(code, Some(1));
    assert!(out.contains("standard input:2: a case without a name\n"), "{out}");
    assert!(out.contains("standard input:5: it\n"), "{out}");
    assert!(out.ends_with("3 passed, 2 failed\n"), "{out}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let good = file("conform-good.ndjson", expected(|_| ()));
    let Ran { code, out, err } = run(&["conform", &nowhere("conform-missing.ndjson"), &good], "");
    assert_eq!((code, out.as_str()), (Some(2), "1 passed, 0 failed\n"));
    assert!(err.starts_with("error: cannot read `") && err.contains("conform-missing.ndjson`: "), "{err}");
}

#[test]
fn no_name_can_move_the_cursor() {
    let line = expected(|question| {
        question["case"] = "\u{1b}[31mred\u{202e}".into();
        question["expect"]["verdict"] = "\u{1b}[2J\u{202e}".into();
    });
    let (_, out) = conform(&line);
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
    assert!(out.contains(r"\u{1b}[31mred\u{202e}"), "{out}");
}

#[test]
fn without_a_file_it_is_unusable() {
    let ran = run(&["conform"], "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}
