//! Choosing answers of a book, their order, and the table of a spreadsheet.
//!
//! What belongs here: which answers are shown, in which order, and the rows of the table.
//! What never does: the answers themselves.

use crate::question::{FACT, LINE, named, with};
use crate::run::{Ran, run};
use serde_json::Value;

/// A book: an account that begins closing, one with a payout in flight, one that is locked, one about which nothing is
/// known, and a line that is no question.
fn book() -> String {
    let payout = r#""outstanding_withdrawals":[{"id":"w","amount":"5","expected_on":"2026-01-05"}]"#;
    let closing = r#""state":{"status":"CLOSING","requested_at":"2026-01-02T09:00:00Z"}"#;
    let held = r#""positions":[],"expected_corporate_actions":[{"expected_on":"2026-03-05"}]"#;
    [
        named("begins"),
        named("paying").replace(FACT, payout),
        named("locked").replace("ACTIVE", "LOCKED"),
        named("unknown").replace(FACT, ""),
        "no question".to_owned(),
        named("dated")
            .replace(r#""state":{"status":"ACTIVE"}"#, closing)
            .replace(FACT, held)
            .replace("request_closure", "advance"),
        named("overdue")
            .replace(r#""state":{"status":"ACTIVE"}"#, closing)
            .replace(FACT, &held.replace("2026-03-05", "2026-01-05"))
            .replace("request_closure", "advance"),
    ]
    .join("\n")
}

/// The cases that are shown with these options, `!` for an error.
#[track_caller]
fn shown(options: &[&str]) -> String {
    let ran = run(&[&["decide", "--format", "json"], options].concat(), book());
    assert_eq!(ran.end(), (Some(1), ""), "{}", ran.out);
    let names = ran.answers().into_iter().map(|answer| answer["case"].as_str().unwrap_or("!").to_owned());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn without_options_every_answer_is_shown() {
    assert_eq!(shown(&[]), "begins paying locked unknown ! dated overdue");
}

#[test]
fn a_malformed_line_is_shown_whatever_is_selected() {
    for options in
        [["--case", "nobody"], ["--who", "clock"], ["--blocked-by", "liens"], ["--verdict", "no_op"]]
    {
        assert_eq!(shown(&options), "!", "{options:?}");
    }
}

#[test]
fn a_verdict_a_case_or_a_blocker_selects_and_one_of_several_values_is_enough() {
    assert_eq!(shown(&["--verdict", "refused"]), "paying locked !");
    assert_eq!(shown(&["--verdict", "refused", "--verdict", "undetermined"]), "paying locked unknown !");
    assert_eq!(shown(&["--case", "locked", "--case", "dated"]), "locked ! dated");
    assert_eq!(shown(&["--blocked-by", "expected_corporate_actions"]), "! dated overdue");
}

#[test]
fn answers_are_selected_by_every_option_at_once() {
    assert_eq!(shown(&["--verdict", "refused", "--who", "market"]), "paying !");
    assert_eq!(shown(&["--verdict", "waiting", "--case", "locked"]), "!");
}

#[test]
fn a_party_selects_the_answers_for_which_it_has_to_act() {
    assert_eq!(shown(&["--who", "provider"]), "locked !");
    assert_eq!(shown(&["--who", "market"]), "paying ! dated overdue");
    // Something is permitted, overdue or unknown.
    assert_eq!(shown(&["--who", "service"]), "begins paying unknown ! overdue");
}

#[test]
fn sorted_answers_come_by_date_after_the_malformed_lines_and_before_those_without_a_date() {
    let ran = run(&["decide", "--format", "json", "--sort", "date", "--verdict", "waiting"], book());
    let dates: Vec<_> = ran.answers().into_iter().skip(1).map(|answer| answer["date"].clone()).collect();
    assert_eq!(dates, [Value::from("2026-03-04T23:00:00Z"), Value::Null]);
    assert_eq!(shown(&["--sort", "date"]), "! dated begins paying locked unknown overdue");
}

#[test]
fn the_summary_alone_counts_what_is_selected_and_shows_malformed_lines() {
    let ran = run(&["decide", "--summary", "--verdict", "waiting"], book());
    insta::assert_snapshot!("summary", ran.out);
}

#[test]
fn a_summary_in_another_format_is_refused() {
    let ran = run(&["decide", "--summary", "--format", "csv"], "");
    let told = "error: `--summary` is text: expected no other `--format` beside it\n";
    assert_eq!((ran.end(), &*ran.out), ((Some(2), told), ""));
}

#[test]
fn a_misspelt_value_names_those_that_are_known() {
    let Ran { code, err, .. } = run(&["decide", "--who", "nobody"], "");
    assert_eq!(code, Some(2));
    assert!(err.contains("expected one of holder, provider, market, clock, service"), "{err}");
}

#[test]
fn an_instant_of_the_command_line_is_used_where_the_question_has_none() {
    let dated = |line: &str| {
        let ran = run(&["decide", "--format", "json", "--now", "2026-03-01T10:00:00+01:00"], line);
        ran.answers().remove(0)
    };
    let undated = with(r#","now":"2026-02-02T09:00:00Z""#, "");
    assert_eq!(dated(&undated)["now"], "2026-03-01T09:00:00Z");
    assert_eq!(dated(LINE)["now"], "2026-02-02T09:00:00Z");
    // Neither is null an absent field, nor is any other line repaired.
    assert!(dated(&with("\"2026-02-02T09:00:00Z\"", "null"))["error"].is_object());
    for other in ["{}", "[]", "{", "1}"] {
        assert!(dated(other)["error"].is_object(), "{other}");
    }
}

#[test]
fn the_table_has_one_row_for_each_answer_and_each_malformed_line() {
    let odd = named("=1+1").replace(FACT, r#""outstanding_withdrawals":[{"id":"a, \"b\""}]"#);
    let ran = run(&["decide", "--format", "csv"], format!("{}\n{odd}", book()));
    assert_eq!(ran.end(), (Some(1), ""));
    assert!(ran.out.split_terminator("\r\n").all(|row| !row.contains('\n')), "{}", ran.out);
    insta::assert_snapshot!("table", ran.out.replace("\r\n", "\n"));
}

#[test]
fn the_table_of_nothing_has_its_heading() {
    let ran = run(&["decide", "--format", "csv"], "");
    let heading =
        "case,provider,subject,status,verdict,who,blockers,date,firm,evidence,as_of,missing,error\r\n";
    assert_eq!((ran.end(), &*ran.out), ((Some(0), ""), heading));
}
