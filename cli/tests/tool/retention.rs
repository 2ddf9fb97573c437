//! `closeout retention`: until when records are kept, what is missing, and which rules are known.
//!
//! What belongs here: the words, the lines for other programs, what cannot be read.
//! What never does: the rules and the calculation, which are tested in the crate.

use crate::run::run;
use serde_json::{Value, json};

/// The first line of what is said to people.
#[track_caller]
fn first_line(arguments: &str) -> String {
    let arguments: Vec<&str> = ["retention"].into_iter().chain(arguments.split(' ')).collect();
    let ran = run(&arguments, "");
    assert_eq!(ran.end(), (Some(0), ""));
    ran.out.lines().next().unwrap().to_owned()
}

/// The line for programs.
#[track_caller]
fn answer(arguments: &str) -> Value {
    let arguments: Vec<&str> =
        ["retention", "--format", "json"].into_iter().chain(arguments.split(' ')).collect();
    let ran = run(&arguments, "");
    assert_eq!((ran.end(), ran.out.lines().count()), ((Some(0), ""), 1), "{}", ran.out);
    ran.answers().remove(0)
}

#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let ran = run(&[&["retention"], arguments].concat(), "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
    ran.err
}

/// Computed by hand: five calendar years from the last day of the year in Berlin, where it is 2026 already; five years
/// that begin on the day itself; six years to a day that the last of them does not have.
#[test]
fn the_last_day_is_said_once_everything_is_known() {
    assert_eq!(
        first_line("DE --class aml_cdd --relationship-ended 2025-12-31T23:30:00Z --on-hold no"),
        "DE aml_cdd  keep through 2031-12-31, gone by 2036-12-31 at the latest"
    );
    assert_eq!(
        first_line("DE --class aml_cdd --relationship-ended 2025-12-31T23:30:00Z --on-hold no --zone UTC"),
        "DE aml_cdd  keep through 2030-12-31, gone by 2035-12-31 at the latest"
    );
    assert_eq!(
        first_line("GB --class aml_cdd_and_transactions --relationship-ended 2026-03-31 --on-hold no"),
        "GB aml_cdd_and_transactions  keep through 2031-03-30, gone by 2036-03-30 at the latest"
    );
    assert_eq!(
        first_line("US --class account_terms_records --closed 2024-02-29 --on-hold no"),
        "US account_terms_records  keep through 2030-02-28"
    );
}

/// That an account is closed does not say that the relationship has ended, nor that nobody forbids deletion.
#[test]
fn what_is_missing_is_named_and_the_record_is_kept() {
    assert_eq!(
        first_line("DE --class aml_cdd --closed 2026-03-31"),
        "DE aml_cdd  keep: the last day is not known without --relationship-ended and --on-hold"
    );
    assert_eq!(
        first_line("DE --class aml_cdd --relationship-ended never --on-hold no"),
        "DE aml_cdd  keep: nothing starts the period, since --relationship-ended is never"
    );
    assert_eq!(
        first_line("IE --class aml_cdd --last-service 2026-03-31 --on-hold no"),
        "IE aml_cdd  keep: the last day is not known without --last-transaction"
    );
    assert_eq!(
        first_line("DE --class aml_cdd --on-hold yes"),
        "DE aml_cdd  keep until every hold is released"
    );
}

#[test]
fn a_line_for_programs_has_the_outcome_and_the_row() {
    let dated = answer("DE --class aml_cdd --relationship-ended 2026-03-31 --on-hold no");
    for (field, value) in [
        ("jurisdiction", json!("DE")),
        ("record_class", json!("aml_cdd")),
        ("outcome", json!("dated")),
        ("keep_through", json!("2031-12-31")),
        ("must_delete_by", json!("2036-12-31")),
        ("missing", json!([])),
        ("years", json!(5)),
        ("hard_maximum", json!(10)),
        ("clock", json!("end_of_calendar_year_of_relationship_end")),
        ("inputs", json!(["relationship_ended", "on_hold"])),
        ("valid_from", json!(null)),
    ] {
        assert_eq!(dated[field], value, "{field}");
    }
    let missing = answer("DE --class aml_cdd --closed 2026-03-31");
    assert_eq!(
        (&missing["outcome"], &missing["missing"], &missing["keep_through"]),
        (&json!("undetermined"), &json!(["relationship_ended", "on_hold"]), &json!(null))
    );
    let held = answer("DE --class aml_cdd --on-hold yes");
    assert_eq!((&held["outcome"], &held["missing"]), (&json!("until_released"), &json!([])));
    let later = answer("EU --class aml_cdd_and_transactions_from_2027");
    assert_eq!(later["valid_from"], "2027-07-10");
}

#[test]
fn without_a_class_every_kind_of_record_is_answered() {
    let ran = run(
        &["retention", "DE", "--format", "json", "--record-created", "2026-03-31", "--on-hold", "no"],
        "",
    );
    let answers: Vec<(Value, Value)> = ran
        .answers()
        .into_iter()
        .map(|answer| (answer["record_class"].clone(), answer["keep_through"].clone()))
        .collect();
    let expected = [
        ("aml_cdd", json!(null)),
        ("aml_other_records", json!("2031-12-31")),
        ("booking_vouchers_banks", json!("2036-12-31")),
        ("booking_vouchers_other", json!("2034-12-31")),
        ("call_recordings", json!("2031-03-31")),
    ];
    assert_eq!(answers, expected.map(|(class, day)| (json!(class), day)));
}

#[test]
fn every_rule_that_is_known_is_listed_with_what_it_asks_for() {
    let all = run(&["retention", "--list", "--format", "json"], "");
    assert_eq!((all.end(), all.answers().len()), ((Some(0), ""), 53));
    let text = run(&["retention", "--list"], "");
    assert_eq!((text.end(), text.out.lines().count()), ((Some(0), ""), 53));
    let german = run(&["retention", "DE", "--list"], "");
    let first = german.out.lines().next().unwrap();
    assert_eq!(german.out.lines().count(), 5);
    assert!(first.contains("aml_cdd") && first.ends_with("--relationship-ended --on-hold"), "{first}");
}

/// Each input of each rule is a flag: given all of them, nothing is missing anywhere.
#[test]
fn every_input_has_a_flag() {
    let days = ["closed", "relationship-ended", "last-service", "last-transaction", "record-created"];
    let others = ["transaction-completed", "financial-year-end", "reporting-period-end"];
    let flags: Vec<String> = days.iter().chain(&others).map(|flag| format!("--{flag}=2026-03-31")).collect();
    let all = run(&["retention", "--list", "--format", "json"], "").answers();
    let mut jurisdictions: Vec<&str> = all.iter().map(|row| row["jurisdiction"].as_str().unwrap()).collect();
    jurisdictions.dedup();
    assert_eq!(jurisdictions.len(), 32);
    for jurisdiction in jurisdictions {
        let fixed = ["retention", jurisdiction, "--format", "json", "--on-hold", "no"];
        let arguments: Vec<&str> = fixed.into_iter().chain(flags.iter().map(String::as_str)).collect();
        for answer in run(&arguments, "").answers() {
            assert_eq!(answer["outcome"], "dated", "{answer}");
        }
    }
}

#[test]
fn what_cannot_be_used_is_named_with_what_was_expected() {
    let unknown = refused(&["MT"]);
    assert!(unknown.contains("does not mean that nothing has to be kept"), "{unknown}");
    let class = refused(&["GB", "--class", "\u{1b}[2J"]);
    let expected =
        r"no kind of record `\u{1b}[2J` is known for `GB`: expected one of `aml_cdd_and_transactions`, ";
    assert!(class.contains(expected), "{class}");
    for (flag, written, says) in [
        ("--closed", "2026-02-29", "--closed: `2026-02-29` is not a date that exists"),
        ("--closed", "31.03.2026", "--closed: `31.03.2026` is not a civil date: expected `YYYY-MM-DD`"),
        ("--closed", "2026-03-31T09:00Z", "--closed: `2026-03-31T09:00Z` is not an RFC 3339 instant"),
        ("--last-service", "now\u{202e}", r"--last-service: `now\u{202e}` says nothing of when: expected"),
        ("--financial-year-end", "never", "--financial-year-end: expected a civil date"),
        ("--on-hold", "maybe", "invalid value 'maybe' for '--on-hold"),
        ("--zone", "Europe/Berln", "no time zone `Europe/Berln`"),
    ] {
        let said = refused(&["DE", flag, written]);
        assert!(said.contains(says), "{said}");
    }
    let far = refused(&["DE", "--relationship-ended", "9998-01-01", "--on-hold", "no"]);
    assert!(far.contains("do not end within the calendar"), "{far}");
    let zone = refused(&["EU", "--relationship-ended", "2026-01-01T00:00:00Z"]);
    assert!(zone.contains("`EU` has no time zone of its own: expected `--zone`"), "{zone}");
    assert!(refused(&["--class", "aml_cdd"]).contains("JURISDICTION"));
    assert!(refused(&["de"]).contains("`de`"));
}

#[test]
fn several_jurisdictions_are_answered_one_after_the_other() {
    let ran = run(&["retention", "DE", "EU", "--closed", "2026-03-31", "--format", "json"], "");
    assert_eq!(ran.end(), (Some(0), ""));
    let whose: Vec<String> = ran.answers().iter().map(|line| line["jurisdiction"].to_string()).collect();
    assert!(whose.contains(&"\"DE\"".to_owned()) && whose.contains(&"\"EU\"".to_owned()), "{whose:?}");
    for line in ran.answers() {
        assert!(line["source"].is_string() && line["confidence"].is_string(), "{line}");
    }
    let text = run(&["retention", "DE", "EU", "--closed", "2026-03-31"], "").out;
    assert!(text.contains("\n\nEU "), "{text}");
    let half = run(&["retention", "DE", "EU", "--class", "aml_cdd", "--closed", "2026-03-31"], "");
    assert_eq!((half.code, half.out.as_str()), (Some(2), ""));
}
