//! `closeout policy new`: documents to begin with, of every built-in provider.
//!
//! What belongs here: that a document is read back, judged and asked by as its provider is.
//! What never does: the meaning of a field, which is the schema's.

use crate::run::{case_lines, file, run};
use serde_json::Value;
use std::fmt::Write as _;

const PROFILES: [(&str, &str); 5] = [
    ("alpaca", "account"),
    ("udara360", "account"),
    ("upvest", "account"),
    ("upvest", "group"),
    ("yuno", "account"),
];

/// The path of a new document.
fn written(provider: &str, subject: &str) -> String {
    let ran = run(&["policy", "new", "--based-on", provider, "--subject", subject], "");
    assert_eq!(ran.end(), (Some(0), ""), "{provider} {subject}");
    file(&format!("policy-new-{provider}-{subject}.toml"), ran.out)
}

/// The findings on a policy under one strictness, without its name.
fn findings(policy: &str, subject: &str) -> Vec<(String, String)> {
    let ran = run(&["lint", "--format", "json", "--strictness", "documented", policy], "");
    assert!(ran.code <= Some(1), "{}{}", ran.out, ran.err);
    let lines = ran.answers();
    let here = lines.iter().filter(|line| line["subject"] == subject);
    here.map(|line| (line["defect"].to_string(), format!("{} {}", line["about"], line["trace"]))).collect()
}

#[test]
fn the_linter_finds_in_a_new_document_what_it_finds_in_its_provider() {
    for (provider, subject) in PROFILES {
        assert_eq!(findings(&written(provider, subject), subject), findings(provider, subject), "{provider}");
    }
}

/// The parts of an answer that do not name the provider.
fn decided(answer: &Value) -> Vec<Value> {
    ["verdict", "status", "blockers", "missing", "earliest", "firm", "events"]
        .map(|key| answer[key].clone())
        .to_vec()
}

#[test]
fn a_new_document_decides_every_case_as_its_provider_does() {
    for (provider, subject) in PROFILES {
        let policy = written(provider, subject);
        let is_ours = |case: &Value| case["policy"]["provider"] == provider && case["subject"] == subject;
        let cases: Vec<Value> = case_lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (mut ours, mut theirs) = (String::new(), String::new());
        for mut case in cases.into_iter().filter(is_ours) {
            writeln!(theirs, "{case}").unwrap();
            case["policy"]["provider"] = "house".into();
            writeln!(ours, "{case}").unwrap();
        }
        assert!(ours.lines().count() > 3, "{provider} {subject}");
        let asked =
            |input: String| run(&["decide", "--format", "json", "--policy", &policy], input).answers();
        for (our, their) in asked(ours).iter().zip(asked(theirs)) {
            assert_eq!(decided(our), decided(&their), "{provider} {}", our["case"]);
        }
    }
}

/// A field that the schema has and the document leaves out could not be found by its readers.
#[test]
fn a_new_document_shows_every_field_with_its_meaning() {
    let schema: Value = serde_json::from_str(&run(&["schema", "policy"], "").out).unwrap();
    let text = run(&["policy", "new", "--based-on", "upvest"], "").out;
    for (field, described) in schema["properties"].as_object().unwrap() {
        let begins = |line: &&str| line.trim_start_matches("# ").starts_with(&format!("{field} = "));
        assert!(text.lines().any(|line| begins(&line)), "{field}");
        let words = described["description"].as_str().unwrap();
        assert!(text.contains(&format!("# {words}")), "{field}: {words}");
    }
    assert!(text.contains("covers_debit, within_books"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_new_document_has_a_name_of_its_own_and_a_provider_that_exists() {
    let taken = run(&["policy", "new", "--based-on", "upvest", "--name", "yuno"], "");
    let message = "error: `yuno` is the name of a built-in provider: expected a name of its own\n";
    assert_eq!(taken.end(), (Some(2), message));
    let nobody = run(&["policy", "new", "--based-on", "nobody"], "");
    assert_eq!(nobody.code, Some(2));
    assert!(nobody.err.contains("no profile `nobody` (account): expected one of"), "{}", nobody.err);
}
