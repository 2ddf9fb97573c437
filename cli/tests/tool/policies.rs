//! `--policy FILE`: questions that name a policy of a house.
//!
//! What belongs here: which verbs take it, what of it holds, and files that cannot be taken.
//! What never does: what a policy means, or what is wrong with one, which is tested in the crate.

use crate::question::LINE;
use crate::run::{Ran, file, nowhere, run};
use serde_json::{Value, json};

/// A house that asks for no open orders, waits three days, and is otherwise Upvest.
fn house(name: &str, subject: &str) -> String {
    format!(
        r#"{{"provider": "{name}", "subject": "{subject}", "based_on": "upvest", "missed_boundary": "when_clear",
        "rules": [
            {{"code": "open_orders", "stage": "admission", "source": "house rules, 4"}},
            {{"code": "unsettled_trades", "stage": "completion", "basis": "inferred", "source": "house rules, 5"}}
        ],
        "gates": [], "clocks": [{{"kind": "notice", "days": 3, "zone": "Europe/London"}}]}}"#
    )
}

fn toml(provider: &str, subject: &str) -> String {
    format!("provider = \"{provider}\"\nsubject = \"{subject}\"\nbased_on = \"upvest\"\n")
}

fn request(provider: &str, facts: &Value) -> Value {
    json!({
        "case": "asked", "policy": {"provider": provider}, "subject": "account", "state": {"status": "ACTIVE"},
        "facts": facts, "command": {"type": "request_closure"}, "now": "2026-02-02T09:00:00Z",
    })
}

fn closing(policy: &Value, now: &str) -> Value {
    json!({
        "case": "asked", "policy": policy, "subject": "account",
        "state": {"status": "CLOSING", "requested_at": "2026-02-02T09:00:00Z", "clear_since": "2026-02-02T09:00:00Z"},
        "command": {"type": "advance"}, "now": now,
    })
}

/// One answer under a policy.
#[track_caller]
fn answer(policy: &str, question: &Value) -> Value {
    let ran = run(&["decide", "--format", "json", "--policy", policy], question.to_string());
    assert_eq!(ran.end(), (Some(0), ""), "{}", ran.out);
    ran.answers().remove(0)
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["blockers"].as_array().unwrap().iter().map(|blocker| blocker["code"].as_str().unwrap()).collect()
}

#[test]
fn a_question_names_a_policy_of_a_house_and_its_rules_and_clocks_hold() {
    let path = file("policy-house.json", house("house", "account"));
    let asked = answer(&path, &request("house", &json!({"open_orders": [{"id": "o1"}]})));
    assert_eq!((&asked["verdict"], codes(&asked)), (&json!("refused"), vec!["open_orders"]));
    let waits = answer(&path, &closing(&json!({"provider": "house"}), "2026-02-05T09:00:00Z"));
    assert_eq!(codes(&waits), ["notice_period"]);
    assert_eq!(waits["earliest"], "2026-02-06T00:00:00Z");
    let closes = answer(&path, &closing(&json!({"provider": "house"}), "2026-02-06T09:00:00Z"));
    assert_eq!((&closes["verdict"], &closes["status"]), (&json!("permitted"), &json!("CLOSED")));
}

/// The strictness is the question's; where it says none, it is that of the document.
#[test]
fn a_question_may_be_stricter_than_its_policy_and_says_so() {
    let lax = file("policy-lax.json", house("house", "account"));
    let prudent = house("house", "account").replacen('{', "{\"strictness\": \"prudent\",", 1);
    let prudent = file("policy-prudent.json", prudent);
    let verdict = |path: &str, policy: &Value| {
        answer(path, &closing(policy, "2026-02-06T09:00:00Z"))["verdict"].as_str().unwrap().to_owned()
    };
    let named = |strictness: &str| json!({"provider": "house", "strictness": strictness});
    assert_eq!(verdict(&lax, &json!({"provider": "house"})), "permitted");
    assert_eq!(verdict(&lax, &named("prudent")), "undetermined");
    assert_eq!(verdict(&prudent, &json!({"provider": "house"})), "undetermined");
    assert_eq!(verdict(&prudent, &named("documented")), "permitted");
}

/// Whoever lives in Britain is known of one holder at a time.
#[test]
fn residences_are_the_questions_and_never_those_of_a_document() {
    let british = format!("residences = [\"DE\"]\n{}", toml("house", "account"));
    let path = file("policy-residences.toml", british);
    let facts = json!({"outstanding_withdrawals": [], "positions": [], "expected_corporate_actions": []});
    let mut question = closing(&json!({"provider": "house"}), "2026-02-06T09:00:00Z");
    question["facts"] = facts;
    assert_eq!(answer(&path, &question)["missing"], json!(["residences"]));
    question["policy"]["residences"] = json!(["DE"]);
    assert_eq!(answer(&path, &question)["verdict"], "permitted");
}

#[test]
fn accounts_and_groups_of_a_house_are_two_files_with_one_name() {
    let account = file("policy-both-account.toml", toml("house", "account"));
    let group = file("policy-both-group.toml", toml("house", "group"));
    let question = json!({
        "case": "g", "policy": {"provider": "house", "residences": ["DE"]}, "subject": "group",
        "state": {"status": "ACTIVE"}, "facts": {"outstanding_withdrawals": [], "fees": [], "cash": []},
        "accounts": [{"id": "a1", "state": {"status": "ACTIVE"}, "facts": {
            "outstanding_withdrawals": [], "positions": [], "expected_corporate_actions": []
        }}],
        "now": "2026-02-02T09:00:00Z",
    });
    let ran =
        run(&["plan", "--format", "json", "--policy", &account, "--policy", &group], question.to_string());
    assert_eq!(ran.end(), (Some(0), ""), "{}", ran.out);
    assert_eq!(ran.answers()[0]["steps"][0]["account"], "a1");
    let alone = run(&["plan", "--format", "json", "--policy", &group], question.to_string());
    let message = "`accounts`: `a1`: `house` has no `account`: expected `group`";
    assert_eq!(alone.answers()[0]["error"]["message"], message);
}

#[test]
fn every_verb_that_asks_about_accounts_takes_policies() {
    let path = file("policy-verbs.toml", toml("house", "account"));
    let line = LINE.replace("upvest", "house");
    for verb in ["decide", "plan"] {
        let ran = run(&[verb, "--policy", &path], line.clone());
        assert_eq!(ran.end(), (Some(0), ""), "{}", ran.out);
        assert!(ran.out.contains("house account"), "{}", ran.out);
    }
    let page = run(&["plan", "--policy", &path, "--html", "-"], line.clone());
    assert!(page.out.contains("house account, as of"), "{}", page.out);
    let expect = r#"{"expect":{"verdict":"permitted","status":"CLOSING","blockers":[],"missing":[],"earliest":null,"firm":null,"events":["closure_requested"],"effective_at":null},"#;
    let ran = run(&["conform", "--policy", &path, "-"], line.replacen('{', expect, 1));
    assert!(!ran.out.contains("unknown provider"), "{}", ran.out);
    let ran = run(&["permissions", "house", "CLOSING", "--policy", &path, "--color", "never"], "");
    assert_eq!(ran.end(), (Some(0), ""));
    assert!(ran.out.starts_with("house account  CLOSING"), "{}", ran.out);
    assert_eq!(ran.out.matches("house").count(), 1, "the house has no groups: {}", ran.out);
}

#[test]
fn without_its_file_a_name_is_unknown_and_those_that_are_known_are_named() {
    let path = file("policy-known.toml", toml("house", "account"));
    let message = |arguments: &[&str]| {
        let question = request("hause", &json!({})).to_string();
        run(arguments, question).answers()[0]["error"]["message"].as_str().unwrap().to_owned()
    };
    let alone = message(&["decide", "--format", "json"]);
    assert_eq!(alone, "unknown provider `hause`: expected one of `alpaca`, `udara360`, `upvest`, `yuno`");
    let beside = message(&["decide", "--format", "json", "--policy", &path]);
    assert_eq!(beside, format!("{alone}, `house`"));
    let ran = run(&["permissions", "hause", "ACTIVE", "--policy", &path], "");
    assert!(ran.code == Some(2) && ran.err.contains("`house` (account)"), "{}", ran.err);
}

/// That no question was answered, and what was said.
#[track_caller]
fn refused(files: &[&str]) -> String {
    let options = files.iter().flat_map(|file| ["--policy", *file]);
    let arguments: Vec<&str> = ["decide", "--format", "json"].into_iter().chain(options).collect();
    let Ran { code, out, err } = run(&arguments, LINE);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    err
}

#[test]
fn a_name_that_two_policies_have_is_refused_and_both_are_named() {
    let first = file("policy-same-1.toml", toml("house", "account"));
    let second = file("policy-same-2.json", house("house", "account"));
    let expected = format!(
        "error: `house` (account) is the name of two policies, `{first}` and `{second}`: expected a name each\n"
    );
    assert_eq!(refused(&[&first, &second]), expected);
    assert!(refused(&[&first, &first]).contains(&format!("`{first}` and `{first}`")));
    for (name, subject) in [("upvest", "account"), ("upvest", "group"), ("yuno", "group")] {
        let taken = house(name, subject).replace("\"gates\": [], ", "");
        let path = file(&format!("policy-taken-{name}-{subject}.json"), taken);
        let said = refused(&[&path]);
        let expected = format!("`{name}` is the name of a built-in provider, and of the policy in `{path}`");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn a_file_that_is_no_policy_is_refused_by_its_name() {
    let cases: [(&str, &[u8], &str); 7] = [
        ("policy-bad.toml", b"provider = ", "TOML parse error"),
        ("policy-bad.json", b"{", "EOF while parsing"),
        ("policy-bad.yaml", b"provider: house", "expected a file that ends in `.toml` or `.json`\n"),
        ("policy-wide.json", b"{\0\"\0a\0", "looks like UTF-16: expected UTF-8"),
        ("policy-wide.toml", b"\xfe\xff\0p\0r\0o", "looks like UTF-16: expected UTF-8"),
        ("policy-latin.toml", b"provider = \"b\xe4r\"", "invalid UTF-8 after byte 13"),
        ("policy-empty.toml", b"provider = \"house\"\nsubject = \"account\"\n", "statuses: there is none"),
    ];
    for (name, content, says) in cases {
        let path = file(name, content);
        let said = refused(&[&path]);
        assert!(said.starts_with(&format!("error: {path}: ")) && said.contains(says), "{said}");
    }
    let missing = nowhere("policy-missing.toml");
    assert!(refused(&[&missing]).starts_with(&format!("error: {missing}: ")));
}

/// A mistake in a line of 400 KB, in a name and in a value, in either language.
#[test]
fn a_message_about_a_policy_is_short_however_long_the_mistake_is() {
    let long = "k".repeat(400_000);
    let base = toml("house", "account");
    let empty = "provider = \"house\"\nsubject = \"account\"\n";
    let status = format!("statuses = [{{ wire = \"{long}\", phase = \"active\", source = \"4\" }}]\n");
    let edge = "{ from = \"A\", on = \"complete\", to = \"B\", source = \"4\" }";
    let cases = [
        ("long-syntax.toml", format!("{base}{long} x\n"), "TOML parse error at line 4, column"),
        ("long-name.toml", format!("{base}{long} = 1\n"), "unknown field"),
        ("long-value.toml", format!("{base}strictness = \"{long}\"\n"), "unknown name"),
        (
            "long-table.toml",
            format!("{base}rules = [{{ code = \"{long}\" }}]\n"),
            "TOML parse error at line 4",
        ),
        ("long-name.json", format!("{{\"{long}\": 1}}"), "unknown field"),
        ("long-status.toml", format!("{empty}{status}moves = [{edge}]\n"), "there is no status `A`"),
    ];
    for (name, content, says) in cases {
        let said = refused(&[&file(&format!("policy-{name}"), content)]);
        assert!(said.contains(says), "{name}: {}", said.chars().take(2000).collect::<String>());
        assert!(said.chars().count() <= 1500, "{name}: {} characters", said.chars().count());
    }
}

/// A mark is read over in either language, here and by `lint`.
#[test]
fn a_byte_order_mark_before_a_policy_is_skipped() {
    for (name, text) in
        [("policy-mark.json", house("house", "account")), ("policy-mark.TOML", toml("house", "account"))]
    {
        let path = file(name, format!("\u{feff}{text}"));
        answer(&path, &request("house", &json!({})));
        let linted = run(&["lint", &path], "");
        assert!(linted.code <= Some(1) && linted.err.is_empty(), "{}", linted.err);
    }
}

/// What comes out of a policy file is text from outside like any other.
#[test]
fn the_words_of_a_policy_cannot_move_the_cursor() {
    let evil = "\\u001b[2J\\u202e";
    let text = house(&format!("house{evil}"), "account").replacen(
        '{',
        &format!(
            r#"{{"statuses": [{{"wire": "A{evil}", "phase": "active", "initial": true, "meaning": "m{evil}", "source": "1"}},
            {{"wire": "CLOSING", "phase": "closing", "source": "1"}}, {{"wire": "CLOSED", "phase": "closed", "source": "1"}}],
            "moves": [], "permissions": [{{"activities": ["read"], "statuses": ["CLOSED"], "source": "1"}}],"#
        ),
        1,
    );
    let path = file("policy-evil.json", text);
    let (name, status) = ("house\u{1b}[2J\u{202e}", "A\u{1b}[2J\u{202e}");
    let mut question = request(name, &json!({}));
    question["state"]["status"] = status.into();
    let runs = [
        run(&["decide", "--policy", &path], question.to_string()),
        run(&["plan", "--policy", &path], question.to_string()),
        run(&["permissions", name, status, "--policy", &path], ""),
        run(&["permissions", name, "\u{1b}", "--policy", &path], ""),
        run(&["permissions", "nobody", "A", "--policy", &path], ""),
        run(&["lint", &path], ""),
    ];
    for Ran { out, err, .. } in runs {
        let both = out + &err;
        assert!(!both.contains(['\u{1b}', '\u{202e}']) && both.contains(r"\u{1b}[2J"), "{both:?}");
    }
    let broken = refused(&[&file("policy-evil.toml", "provider = \"\u{202e}\u{7f}\" x\n")]);
    assert!(!broken.contains('\u{202e}'), "{broken:?}");
}

/// The page would be written over the policy that it is made by.
#[test]
fn a_page_does_not_replace_the_policy() {
    let path = file("policy-page.toml", toml("house", "account"));
    let ran = run(&["plan", "--policy", &path, "--html", &path], LINE);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is to be read and to be written"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), toml("house", "account"));
}

#[test]
fn a_diagram_of_a_house_shows_its_own_statuses() {
    let path = file("policy-diagram.toml", include_str!("../../../tests/policies/sound.toml"));
    let ran = run(&["diagram", "house", "--policy", &path], "");
    assert_eq!(ran.end(), (Some(0), ""));
    assert!(ran.out.contains("LEAVING"), "{}", ran.out);
}
