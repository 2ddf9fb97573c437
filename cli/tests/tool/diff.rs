//! `closeout diff`: a book under two policies.
//!
//! What belongs here: which questions are compared, what is said of those that differ, the exit codes.
//! What never does: a rule of closing.

use crate::run::{case_files, file, run};
use serde_json::{Value, json};

/// Upvest, but for a notice of three days and no open orders when closing is requested.
fn house() -> String {
    file(
        "diff-house.toml",
        "provider = \"house\"\nsubject = \"account\"\nbased_on = \"upvest\"\n\
         rules = [{ code = \"open_orders\", stage = \"admission\", source = \"4\" }]\n\
         clocks = [{ kind = \"notice\", days = 3, zone = \"Europe/London\" }]\n",
    )
}

fn asked(case: &str, provider: &str, facts: &Value) -> Value {
    json!({
        "case": case, "policy": {"provider": provider, "residences": ["DE"]}, "subject": "account",
        "state": {"status": "ACTIVE"}, "facts": facts, "command": {"type": "request_closure"},
        "now": "2026-02-02T09:00:00Z",
    })
}

fn book() -> String {
    let orders = json!({"open_orders": [{"id": "o1"}], "outstanding_withdrawals": []});
    let mut group = asked("group", "upvest", &json!({}));
    group["subject"] = "group".into();
    let closed = json!({
        "case": "closed", "policy": {"provider": "upvest"}, "subject": "account", "state": {"status": "CLOSED"},
        "command": {"type": "advance"}, "now": "2026-02-02T09:00:00Z",
    });
    let lines = [asked("orders", "upvest", &orders), asked("other", "yuno", &orders), group, closed];
    lines.map(|line| format!("{line}\n")).concat()
}

#[test]
fn a_difference_is_a_line_with_the_blockers_that_come_and_go() {
    let ran = run(&["diff", "upvest", &house(), "--format", "json"], book());
    assert_eq!(ran.end(), (Some(1), ""), "{}", ran.out);
    let lines = ran.answers();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    let line = &lines[0];
    assert_eq!((&line["case"], &line["line"]), (&json!("orders"), &json!(1)));
    assert_eq!(
        (&line["before"]["verdict"], &line["after"]["verdict"]),
        (&json!("permitted"), &json!("refused"))
    );
    assert_eq!(line["blockers_gained"], json!(["open_orders"]));
    assert_eq!(line["before"]["status"], "CLOSING");
}

#[test]
fn the_text_says_why_and_counts_what_was_left_out() {
    let book = file("diff-book.ndjson", book());
    let ran = run(&["diff", "upvest", &house(), "--book", &book], "");
    assert_eq!(ran.end(), (Some(1), ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_policy_compared_with_itself_answers_every_case_alike() {
    let mut arguments: Vec<String> = ["diff", "upvest", "upvest", "--book"].map(str::to_owned).to_vec();
    arguments.extend(case_files().iter().map(|path| path.to_str().unwrap().to_owned()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ran = run(&arguments, "");
    assert!(ran.out.contains("0 answered otherwise"), "{}", ran.out);
    let none = run(&["diff", "upvest", "upvest"], asked("a", "upvest", &json!({})).to_string());
    assert_eq!((none.code, none.out.as_str()), (Some(0), "0 answered otherwise, 1 the same\n"));
}

/// The question's own strictness holds under both policies; that of a document where the question has none.
#[test]
fn options_of_the_question_stay_and_those_of_the_document_fill_the_rest() {
    let prudent = file(
        "diff-prudent.toml",
        "provider = \"house\"\nsubject = \"account\"\nbased_on = \"upvest\"\nstrictness = \"prudent\"\n",
    );
    let mut question = asked("a", "upvest", &json!({"outstanding_withdrawals": []}));
    let silent = run(&["diff", "upvest", &prudent], question.to_string());
    assert_eq!(silent.code, Some(1), "{}", silent.out);
    question["policy"]["strictness"] = "documented".into();
    let fixed = run(&["diff", "upvest", &prudent], question.to_string());
    assert_eq!(fixed.code, Some(0), "{}", fixed.out);
}

#[test]
fn a_malformed_line_is_named_and_hides_no_other() {
    let input = format!("{{\n{}", book());
    let ran = run(&["diff", "upvest", &house(), "--format", "json"], input);
    assert_eq!(ran.code, Some(1));
    let lines = ran.answers();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert_eq!(lines[0]["error"]["line"], 1);
    let missing = run(&["diff", "upvest", "no/such.toml"], book());
    assert_eq!((missing.code, missing.out.as_str()), (Some(2), ""));
    assert!(missing.err.starts_with("error: no/such.toml: "), "{}", missing.err);
    let nobody = run(&["diff", "upvest", "nobody"], book());
    assert!(nobody.err.contains("or the name of a provider"), "{}", nobody.err);
}
