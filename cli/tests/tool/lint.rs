//! `closeout lint`: what is said of policies in files, and of files that are no policies.
//!
//! What belongs here: the words, the lines for other programs, the exit codes.
//! What never does: what must be found in a policy, which is tested in the crate.

use crate::run::{file, run};
use serde_json::Value;
use std::path::PathBuf;

fn policy(name: &str) -> String {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/policies");
    tests.join(format!("{name}.toml")).to_str().unwrap().to_owned()
}

fn found(line: &Value) -> (String, String, Vec<String>) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let trace = line["trace"].as_array().map(|steps| steps.iter().map(text).collect());
    (text(&line["defect"]), text(&line["about"]), trace.unwrap_or_default())
}

#[test]
fn a_finding_is_a_line_with_the_way_to_it() {
    let ran = run(&["lint", "--format", "json", &policy("looked_at_once")], "");
    assert_eq!(ran.end(), (Some(1), ""));
    let findings: Vec<_> = ran.answers().iter().map(found).collect();
    let steps =
        ["PENDING_APPROVAL", "request_closure -> CLOSING", "open_positions arises", "advance -> CLOSED"];
    let trace = steps.map(str::to_owned).to_vec();
    assert_eq!(findings, [("funded_can_close".to_owned(), "open_positions".to_owned(), trace)]);
}

/// Every broken policy in words, by eye.
#[test]
fn what_is_wrong_is_said_in_words() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/policies");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut said = String::new();
    for file in files {
        let ran = run(&["lint", file.to_str().unwrap()], "");
        assert!(ran.code <= Some(1), "{}", ran.err);
        said.push_str(ran.out.split_once(".toml: ").unwrap().1);
    }
    insta::assert_snapshot!(said);
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

/// By hand: of the sixteen business days before 2036 there are ten after Monday 17 December 2035, and nine after the next.
#[test]
fn told_what_day_it_is_it_says_which_calendars_have_run_out() {
    let at = |now| run(&["lint", "--now", now, "--format", "json", &policy("sound")], "");
    let still = at("2035-12-17T23:59:59Z");
    assert_eq!((still.end(), still.out.as_str()), ((Some(0), ""), ""));
    let over = at("2035-12-18T00:00:00Z");
    assert_eq!(over.end(), (Some(1), ""));
    let about = "clock notice_period, clocks[1] (a notice can begin on 2035-12-17 at the latest)";
    let findings: Vec<_> = over.answers().iter().map(found).collect();
    assert_eq!(findings, [("calendar_ended".to_owned(), about.to_owned(), vec![])]);
    let no_instant = run(&["lint", "--now", "2035-12-18", &policy("sound")], "");
    assert_eq!(no_instant.code, Some(2));
    assert!(
        no_instant.err.contains("`2035-12-18` is not an instant: expected one such as"),
        "{}",
        no_instant.err
    );
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

/// A number of findings beside the error would say that the policy was looked at.
#[test]
fn a_policy_that_is_not_there_is_an_error_alone_in_the_format_asked_for() {
    let text = run(&["lint", "no/such.toml"], "");
    assert_eq!((text.code, text.out.as_str()), (Some(2), ""));
    assert!(text.err.starts_with("error: no/such.toml: "), "{}", text.err);
    let json = run(&["lint", "--format", "json", "no/such.toml"], "");
    assert_eq!(json.end(), (Some(2), ""));
    let answers = json.answers();
    assert_eq!(answers.len(), 1, "{}", json.out);
    assert_eq!(answers[0]["policy"], "no/such.toml");
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("No such file"), "{}", json.out);
}

#[test]
fn a_finding_has_its_place_in_the_file_and_a_way_to_mend_it() {
    let ran = run(&["lint", "--format", "json", &policy("asleep_for_ever")], "");
    let text = std::fs::read_to_string(policy("asleep_for_ever")).unwrap();
    let line = &ran.answers()[0];
    let written = text.lines().nth(usize::try_from(line["line"].as_u64().unwrap() - 1).unwrap()).unwrap();
    assert!(written.contains("wire = \"ASLEEP\""), "{line}");
    assert!(line["help"].as_str().unwrap().starts_with("add moves from `ASLEEP`"), "{line}");
    let debit = run(&["lint", "--format", "json", &policy("a_debit_stays")], "");
    assert_eq!(
        debit.answers()[0]["help"],
        "add \"deposit\" to the permissions in `CLOSING` with limit = \"covers_debit\""
    );
    // Nobody can edit a provider.
    assert!(run(&["lint", "--format", "json", "udara360"], "").answers()[0]["help"].is_null());
}

/// Each help, carried out, leaves nothing to find.
#[test]
fn a_rule_that_is_added_as_the_help_says_ends_the_finding() {
    let text = std::fs::read_to_string(policy("cash_forgotten")).unwrap();
    let help = run(&["lint", "--format", "json", &policy("cash_forgotten")], "").answers()[0]["help"].clone();
    assert_eq!(help, "add { code = \"cash_balance\", stage = \"admission\", source = … } to `rules`");
    let row = "{ code = \"cash_balance\", stage = \"admission\", source = \"4\" },";
    let mended = text.replacen("rules = [", &format!("rules = [\n{row}"), 1);
    assert_ne!(mended, text);
    let ran = run(&["lint", &file("lint-mended.toml", mended)], "");
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn all_missing_fields_are_named_at_once() {
    let rows = "statuses = [\n  { wire = \"A\" },\n  { phase = \"closed\", source = \"1\" },\n]";
    let refusal = refused("absent.toml", &format!("subject = \"account\"\n{rows}\n"));
    let expected = "missing field `provider`\n\
        line 3, column 3: statuses[0]: missing field `phase`\n\
        line 3, column 3: statuses[0]: missing field `source`\n\
        line 4, column 3: statuses[1]: missing field `wire`\n";
    assert_eq!(refusal, expected);
    let json = refused("absent.json", r#"{"provider": "house", "rules": [{"code": "liens"}]}"#);
    let lines: Vec<&str> = json.lines().collect();
    assert_eq!(lines.len(), 3, "{json}");
    assert_eq!(lines[1], "rules[0]: missing field `stage`");
}

#[test]
fn findings_have_colours_where_they_are_asked_for() {
    let coloured = run(&["lint", "--color", "always", &policy("a_debit_stays")], "");
    assert!(coloured.out.contains("\u{1b}[31mno_cure"), "{:?}", coloured.out);
    assert!(!run(&["lint", &policy("a_debit_stays")], "").out.contains('\u{1b}'));
}
