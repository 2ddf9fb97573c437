//! Questions that name a policy of a house, through the crate: what holds of it, and what a name may be.
//!
//! What belongs here: resolving questions against a set of policies.
//! What never does: files, which the tool reads.

use closeout::{
    Code, Policy, Strictness,
    lifecycle::Subject,
    timing::MissedBoundary,
    wire::{PlanQuestion, Policies, PolicyDocument, Question},
};
use serde::de::DeserializeSeed;
use serde_json::{Value, json};

fn policy(provider: &str, more: &Value) -> Policy {
    let mut document = json!({
        "provider": provider, "subject": "account", "based_on": "upvest",
        "clocks": [{"kind": "not_before", "day": "2026-05-01", "zone": "UTC"}],
    });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value::<PolicyDocument>(document).unwrap().build().unwrap()
}

fn with(more: &Value) -> Policies {
    let mut policies = Policies::built_in();
    policies.add("house.json", policy("house", more)).unwrap();
    policies
}

fn question(policy: &Value) -> Value {
    json!({
        "policy": policy, "subject": "account", "state": {"status": "ACTIVE"},
        "command": {"type": "request_closure"}, "now": "2026-02-02T09:00:00Z",
    })
}

fn read(policies: &Policies, question: &Value) -> Result<Question, String> {
    policies.question().deserialize(question).map_err(|error| error.to_string())
}

#[test]
fn the_clocks_of_a_policy_hold_and_its_options_where_the_question_says_nothing() {
    let policies =
        with(&json!({"strictness": "prudent", "missed_boundary": "when_clear", "residences": ["DE"]}));
    let resolved = read(&policies, &question(&json!({"provider": "house"}))).unwrap().policy;
    assert!(resolved.completion().contains(Code::NotBefore));
    let options = resolved.options();
    assert_eq!(
        (options.strictness, options.missed_boundary),
        (Strictness::Prudent, MissedBoundary::WhenClear)
    );
    assert!(options.residences.is_unknown(), "residences are a fact about the holders");
    let said = json!({
        "provider": "house", "strictness": "documented", "missed_boundary": "next_boundary", "residences": ["GB"],
    });
    let resolved = read(&policies, &question(&said)).unwrap().policy;
    assert!(resolved.completion().contains(Code::NotBefore));
    let options = resolved.options();
    assert_eq!(
        (options.strictness, options.missed_boundary),
        (Strictness::Documented, MissedBoundary::NextBoundary)
    );
    assert!(!options.residences.is_unknown());
}

/// A plain reader knows the built-in names alone, and a set of policies knows them as well.
#[test]
fn a_name_is_known_to_those_who_have_its_policy() {
    let house = question(&json!({"provider": "house"}));
    let refused = serde_json::from_value::<Question>(house.clone()).unwrap_err().to_string();
    let known = "unknown provider `house`: expected one of `alpaca`, `udara360`, `upvest`, `yuno`";
    assert_eq!(refused, known);
    let policies = with(&json!({}));
    assert!(read(&policies, &house).is_ok());
    assert!(policies.plan_question().deserialize(&house).is_ok());
    assert!(serde_json::from_value::<PlanQuestion>(house).is_err());
    assert!(read(&policies, &question(&json!({"provider": "yuno"}))).is_ok());
    let mut group = question(&json!({"provider": "house"}));
    group["subject"] = "group".into();
    assert_eq!(read(&policies, &group).unwrap_err(), "`house` has no `group`: expected `account`");
}

/// What was read is written as it can be read again.
#[test]
fn a_question_of_a_house_is_written_with_its_name() {
    let policies = with(&json!({"strictness": "prudent"}));
    let first =
        serde_json::to_value(read(&policies, &question(&json!({"provider": "house"}))).unwrap()).unwrap();
    assert_eq!(first["policy"]["provider"], "house");
    assert_eq!(first["policy"]["strictness"], "prudent");
    let again = serde_json::to_value(read(&policies, &first).unwrap()).unwrap();
    assert_eq!(again, first);
}

#[test]
fn a_name_is_that_of_one_policy_a_subject_and_never_a_built_in_one() {
    let long = "a\u{1b}".repeat(1_000);
    let mut policies = with(&json!({"provider": long}));
    let twice = policies.add("b.toml", policy(&long, &json!({}))).unwrap_err().to_string();
    assert!(twice.starts_with(r"`a\u{1b}a") && twice.len() < 400 && !twice.contains('\u{1b}'), "{twice}");
    let mut policies = with(&json!({}));
    let refused = |policies: &mut Policies, policy| policies.add("b.toml", policy).unwrap_err().to_string();
    assert_eq!(
        refused(&mut policies, policy("house", &json!({}))),
        "`house` (account) is the name of two policies, `house.json` and `b.toml`: expected a name each"
    );
    assert_eq!(
        refused(&mut policies, policy("yuno", &json!({"subject": "group"}))),
        "`yuno` is the name of a built-in provider, and of the policy in `b.toml`: expected a name of its own"
    );
    assert!(policies.add("group.toml", policy("house", &json!({"subject": "group"}))).is_ok());
    let names: Vec<(&str, Subject)> =
        policies.profiles().skip(5).map(|profile| (&*profile.provider, profile.subject)).collect();
    assert_eq!(names, [("house", Subject::Account), ("house", Subject::Group)]);
}
