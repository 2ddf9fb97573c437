//! `closeout lint`: each broken policy with the finding that it must produce.
//!
//! What belongs here: policies in files, what is found in them, and what is said of files that are no policies.
//! What never does: an expectation that is taken from the tables of the crate.

use crate::run::{Ran, run};
use serde_json::Value;
use std::path::PathBuf;

fn policy(name: &str) -> String {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/policies");
    tests.join(format!("{name}.toml")).to_str().unwrap().to_owned()
}

fn lint(name: &str) -> Ran {
    run(&["lint", "--format", "json", &policy(name)], "")
}

/// Defect, what it is about, and the way to it.
type Found = (&'static str, &'static str, &'static [&'static str]);

/// By hand, from the first line of each file.
const BROKEN: &[(&str, &[Found])] = &[
    (
        "nothing_may_be_sold",
        &[(
            "no_cure",
            "open_positions",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "open_positions arises"],
        )],
    ),
    (
        "a_debit_stays",
        &[(
            "no_cure",
            "cash_balance",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "cash_balance arises"],
        )],
    ),
    ("asleep_for_ever", &[("closed_unreachable", "status ASLEEP", &["OPEN", "lapse -> ASLEEP"])]),
    (
        "a_reason_too_late",
        &[
            ("closed_unreachable", "status PENDING_APPROVAL", &["PENDING_APPROVAL"]),
            (
                "contradictory_rules",
                "completion rule reason_required (an advance states no reason, so it is never met)",
                &[],
            ),
        ],
    ),
    (
        "cash_forgotten",
        &[(
            "funded_can_close",
            "cash_balance",
            &["ACTIVE", "cash_balance arises", "request_closure -> CLOSED"],
        )],
    ),
    (
        "looked_at_once",
        &[(
            "funded_can_close",
            "open_positions",
            &["PENDING_APPROVAL", "request_closure -> CLOSING", "open_positions arises", "advance -> CLOSED"],
        )],
    ),
    (
        "accounts_left_open",
        &[(
            "funded_can_close",
            "accounts_not_closed",
            &[
                "PENDING_APPROVAL",
                "request_closure -> CLOSING",
                "accounts_not_closed arises",
                "advance -> CLOSED",
            ],
        )],
    ),
    ("two_limits", &[("contradictory_rules", "deposit while CLOSING", &[])]),
    (
        "a_window_backwards",
        &[("contradictory_rules", "window of annual_tax_statement (it ends before it begins)", &[])],
    ),
    (
        "said_for_nothing",
        &[
            ("shadowed_rule", "admission rule cash_balance (it is stated as well)", &[]),
            (
                "shadowed_rule",
                "completion rule pending_transfers (it closes in one step, so completion is never asked for)",
                &[],
            ),
            ("shadowed_rule", "admission rule account_restricted (no restriction is named that blocks)", &[]),
            (
                "shadowed_rule",
                "gate for residents of GB (it closes in one step, so there is nothing to hold)",
                &[],
            ),
        ],
    ),
    (
        "a_leap_day",
        &[(
            "clock_gap",
            "window of annual_tax_statement (not every year has its first and its last day)",
            &[],
        )],
    ),
    (
        "nobody_knows",
        &[
            ("closed_unreachable", "status PENDING", &["PENDING"]),
            ("closed_unreachable", "status ACTIVE", &["ACTIVE"]),
            ("fact_never_stated", "open_orders, needed for open_orders", &["PENDING"]),
        ],
    ),
];

fn found(line: &Value) -> (String, String, Vec<String>) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let trace = line["trace"].as_array().map(|steps| steps.iter().map(text).collect());
    (text(&line["defect"]), text(&line["about"]), trace.unwrap_or_default())
}

fn typed((defect, about, trace): &Found) -> (String, String, Vec<String>) {
    let trace = trace.iter().map(|step| (*step).to_owned()).collect();
    ((*defect).to_owned(), (*about).to_owned(), trace)
}

#[test]
fn each_broken_policy_has_its_finding_and_no_other() {
    for (name, expected) in BROKEN {
        let ran = lint(name);
        let findings: Vec<_> = ran.answers().iter().map(found).collect();
        assert_eq!(findings, expected.iter().map(typed).collect::<Vec<_>>(), "{name}");
        assert_eq!(ran.end(), (Some(1), ""), "{name}");
    }
}

#[test]
fn in_a_sound_policy_nothing_is_found() {
    let ran = run(&["lint", &policy("sound")], "");
    assert_eq!(ran.end(), (Some(0), ""));
    assert!(ran.out.ends_with("house account, prudent: nothing found\n0 findings\n"), "{}", ran.out);
}

/// Read from the documents: this bank does not ask for an empty account, and Alpaca names no way out of being disabled.
#[test]
fn of_built_in_providers_both_strictnesses_are_looked_at() {
    let ran = run(&["lint", "udara360", "yuno", "upvest"], "");
    assert_eq!(ran.end(), (Some(1), ""));
    let expected = "\
udara360 account, documented
  funded_can_close: cash_balance: it closes with this in it
      1, cash_balance arises, request_closure -> 3
udara360 account, prudent: nothing found
yuno account, documented: nothing found
yuno account, prudent: nothing found
upvest account, documented: nothing found
upvest account, prudent: nothing found
upvest group, documented: nothing found
upvest group, prudent: nothing found
1 finding
";
    assert_eq!(ran.out, expected);
    let alpaca = run(&["lint", "--strictness", "prudent", "--format", "json", "alpaca"], "");
    let statuses: Vec<String> = alpaca.answers().iter().map(|line| found(line).1).collect();
    assert_eq!(statuses.len(), 12);
    assert!(statuses.contains(&"status DISABLED".to_owned()), "{statuses:?}");
}

/// What is said of a file, without the path before it.
fn refused(name: &str, text: &str) -> String {
    let folder = std::env::temp_dir().join(format!("closeout-lint-{}-{name}", std::process::id()));
    std::fs::write(&folder, text).unwrap();
    let ran = run(&["lint", folder.to_str().unwrap()], "");
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    ran.err.split_once(&format!("{name}: ")).unwrap().1.to_owned()
}

#[test]
fn what_is_no_policy_is_refused_with_what_was_expected() {
    let house = |rest: &str| format!("provider = \"house\"\nsubject = \"account\"\n{rest}\n");
    let misspelt = refused("misspelt.toml", &house("rule = []"));
    assert!(misspelt.contains("unknown field `rule`, expected one of `provider`"), "{misspelt}");
    let base = refused("base.toml", &house("based_on = \"upvesst\""));
    assert!(base.contains("based_on: there is no `account` of `upvesst`: expected one of"), "{base}");
    let code =
        refused("code.toml", &house("rules = [{ code = \"cash\", stage = \"admission\", source = \"4\" }]"));
    assert!(code.contains("unknown name `cash`: expected one of"), "{code}");
    let unsourced = refused("unsourced.toml", &house("statuses = [{ wire = \"A\", phase = \"active\" }]"));
    assert!(unsourced.contains("missing field `source`"), "{unsourced}");
    let day = refused(
        "day.toml",
        &house(
            "obligations = [{ kind = \"closing_report\", source = \"7\", due = { calendar = \"DE\", from = \"3-1\", through = \"13-01\" } }]",
        ),
    );
    assert!(day.contains("`3-1` is not a month and a day"), "{day}");
    let empty = refused("empty.toml", &house(""));
    assert_eq!(empty, "statuses: there is none: expected at least one\n");
    let ending = refused("policy.yaml", "provider: house");
    assert!(ending.contains("expected a file that ends in `.toml` or `.json`"), "{ending}");
    let positional = refused("list.json", r#"["house", "account"]"#);
    assert!(positional.contains("expected an object"), "{positional}");
}

/// All names that lead nowhere at once, with the row.
#[test]
fn every_status_that_is_not_there_is_named() {
    let text = r#"{"provider": "house", "subject": "account", "based_on": "yuno",
        "moves": [{"from": "ACTIVE", "on": "request_closure", "to": "GONE", "source": "2"}],
        "permissions": [{"activities": ["read"], "statuses": ["OPEN", 7], "source": "5"}]}"#;
    let errors = refused("statuses.json", text);
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 3, "{errors}");
    assert!(lines[0].starts_with("moves[0]: there is no status `GONE`: expected one of `"), "{errors}");
    assert!(lines[1].starts_with("permissions[0]: there is no status `OPEN`: "), "{errors}");
    assert!(lines[2].starts_with("permissions[0]: there is no status `7`: "), "{errors}");
}

/// A later policy is looked at although an earlier one cannot be read; the worst decides the exit code.
#[test]
fn an_unreadable_file_hides_no_other() {
    let ran = run(&["lint", "no/such.toml", &policy("cash_forgotten")], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: no/such.toml: "), "{}", ran.err);
    assert!(ran.out.ends_with("1 finding\n"), "{}", ran.out);
}
