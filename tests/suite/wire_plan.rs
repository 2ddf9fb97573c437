//! Questions for plans on the wire: what is read, what is written back, and what is refused in which words.
//!
//! What belongs here: the fields that a question for a plan has of its own, and that it reads those of a question.
//! What never does: the plans themselves, which are tested by following them.

use closeout::{
    Country, Fact, Reason,
    lifecycle::{Phase, Subject},
    plan::Change,
    policy::Residences,
    wire::{PlanAnswer, PlanQuestion, Question, WhatIfAnswer},
};
use serde_json::{Value, json};

fn account() -> Value {
    json!({
        "case": "a", "policy": {"provider": "upvest", "residences": ["GB"]}, "subject": "account",
        "state": {"status": "ACTIVE"},
        "facts": {"positions": [{"instrument": "I", "quantity": "1"}], "outstanding_withdrawals": [],
            "expected_corporate_actions": []},
        "now": "2026-03-20T09:00:00Z"
    })
}

fn group() -> Value {
    json!({
        "case": "g", "policy": {"provider": "upvest", "strictness": "prudent", "residences": ["GB"],
            "missed_boundary": "when_clear"},
        "subject": "group", "state": {"status": "ACTIVE"},
        "facts": {"revision": "r1", "outstanding_withdrawals": [], "fees": [], "cash": []},
        "reason": {"text": "moves away"},
        "accounts": [
            {"id": "a1", "state": {"status": "ACTIVE"}, "facts": {"positions": []}},
            {"id": "a2", "policy": {"provider": "upvest", "residences": ["DE"]},
                "state": {"status": "CLOSING", "requested_at": "2026-01-10T10:00:00Z",
                    "clear_since": "2026-01-11T10:00:00Z"}}
        ],
        "settlements": [{"traded_on": "2026-04-01", "settles_on": "2026-04-07"}],
        "now": "2026-03-20T09:00:00Z"
    })
}

/// The question with one field set.
fn with(mut question: Value, field: &str, value: Value) -> Value {
    question[field] = value;
    question
}

#[track_caller]
fn read(question: &Value) -> PlanQuestion {
    serde_json::from_str(&question.to_string()).unwrap()
}

#[track_caller]
fn refused(question: &str, because: &str) {
    let error = serde_json::from_str::<PlanQuestion>(question).unwrap_err().to_string();
    assert!(error.contains(because), "{question}: {error}");
}

#[test]
fn every_field_is_read() {
    let question = read(&group());
    assert_eq!((question.case.as_deref(), question.policy.profile().subject), (Some("g"), Subject::Group));
    assert_eq!(question.facts.cash, Fact::empty());
    assert_eq!(question.reason, Some(Reason::text("moves away")));
    assert_eq!(question.settlements[0].traded_on.to_string(), "2026-04-01");
    assert_eq!(question.settlements[0].settles_on.to_string(), "2026-04-07");
    assert_eq!(question.now.to_string(), "2026-03-20T09:00:00Z");
    assert_eq!(question.accounts.len(), 2);
    let (first, second) = (&question.accounts[0], &question.accounts[1]);
    // Without a policy of its own an account has that of the group, as far as it is one for accounts.
    assert_eq!((&*first.id, first.policy.profile().subject), ("a1", Subject::Account));
    assert_eq!(first.policy.options(), question.policy.options());
    assert_eq!(first.facts.positions, Fact::empty());
    assert!(second.state.is_in(Phase::Closing));
    assert_eq!(second.state.clear_since.unwrap().to_string(), "2026-01-11T10:00:00Z");
    assert_eq!(*second.policy.options().residences.known().unwrap(), Residences::new([Country::DE]).unwrap());
}

#[test]
fn what_is_written_reads_back_as_the_same() {
    for question in [account(), group(), with(group(), "accounts", json!([]))] {
        let written = serde_json::to_string(&read(&question)).unwrap();
        let again: PlanQuestion = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::to_string(&again).unwrap(), written);
        assert_eq!(again.plan(), read(&question).plan());
    }
    let written = serde_json::to_value(read(&group())).unwrap();
    for field in ["case", "reason", "settlements", "now", "subject", "state", "policy"] {
        assert_eq!(written[field], group()[field], "{field}");
    }
}

/// A book of questions for decisions can be planned as it is.
#[test]
fn the_line_of_a_question_is_a_question_for_a_plan() {
    let book = include_str!("../../examples/book.ndjson");
    for line in book.lines() {
        let (question, planned): (Question, PlanQuestion) =
            (serde_json::from_str(line).unwrap(), serde_json::from_str(line).unwrap());
        assert_eq!(planned.state, question.state);
        assert_eq!(planned.facts, question.facts);
        assert_eq!(planned.reason.as_ref(), question.command.reason());
    }
    let command = json!({"type": "request_closure", "reason": {"text": "moves"}});
    let mut line = with(account(), "command", command);
    line["expect"] = json!({"anything": 1});
    line["why"] = json!("because");
    assert_eq!(read(&line).reason, Some(Reason::text("moves")));
    assert_eq!(read(&with(account(), "command", json!({"type": "advance"}))).reason, None);
}

/// None is a fact; nothing said is none.
#[test]
fn an_empty_list_says_that_there_are_no_accounts() {
    assert_eq!(read(&with(group(), "accounts", json!([]))).facts.accounts, Fact::empty());
    assert_eq!(read(&with(group(), "accounts", json!(null))).facts.accounts, Fact::Unknown);
}

#[test]
fn what_contradicts_itself_is_refused() {
    let one = json!({"id": "a1", "state": {"status": "ACTIVE"}});
    let mut twice = group();
    twice["facts"]["accounts"] = json!([]);
    let settlement = json!([{"traded_on": "2026-04-02", "settles_on": "2026-04-01"}]);
    let request = json!({"type": "request_closure", "reason": {"text": "x"}});
    let kept = |provider: &str, status: Value| json!([{"id": "b", "policy": {"provider": provider}, "state": {"status": status}}]);
    let cases = [
        (with(account(), "accounts", json!([])), "only a group has accounts"),
        (twice, "`accounts` and `facts.accounts` are both given"),
        (with(group(), "accounts", json!([one, one])), "`a1` is there twice"),
        (
            with(group(), "accounts", kept("yuno", json!("ACTIVE"))),
            "`b` is kept by `yuno`: expected `upvest`",
        ),
        (with(group(), "accounts", kept("nobody", json!("ACTIVE"))), "`accounts`: `b`: unknown provider"),
        (
            with(group(), "accounts", kept("upvest", json!(3))),
            "`accounts`: `b`: `state.status`: the status is 3",
        ),
        (with(group(), "settlements", settlement), "2026-04-02 is settled on 2026-04-01: expected that day"),
        (with(group(), "command", request), "`reason` and `command.reason` are both given"),
        (with(account(), "command", json!({"type": "advance", "reason": {}})), "a reason belongs to"),
        (
            with(with(account(), "policy", json!({"provider": "yuno"})), "subject", json!("group")),
            "has no `group`",
        ),
    ];
    for (question, because) in cases {
        refused(&question.to_string(), because);
    }
}

#[test]
fn what_is_no_question_is_refused_at_every_depth() {
    let line = group().to_string();
    let place = |part: &str, other: &str| {
        assert_eq!(line.matches(part).count(), 1, "{part}: {line}");
        line.replace(part, other)
    };
    for (question, because) in [
        (place("\"case\":", "\"cases\":"), "unknown field `cases`"),
        (place("\"id\":\"a1\"", "\"id\":\"a1\",\"name\":1"), "unknown field `name`"),
        (place("\"id\":\"a1\"", "\"id\":\"a1\",\"id\":\"a1\""), "duplicate field `id`"),
        (place("\"id\":\"a1\",", ""), "missing field `id`"),
        (place("\"traded_on\":", "\"traded\":"), "unknown field `traded`"),
        (place("\"traded_on\":\"2026-04-01\"", "\"traded_on\":\"20260401\""), "is not a civil date"),
        (place("\"2026-04-07\"", "\"2026-04-31\""), "is not a date that exists"),
        (place("\"now\":", "\"now\":\"2026-03-20T09:00:00Z\",\"now\":"), "duplicate field `now`"),
        (place("\"text\":", "\"texts\":"), "unknown field `texts`"),
        (place("{\"text\":\"moves away\"}", "\"moves away\""), "expected an object"),
        (
            place("\"settlements\":[", "\"settlements\":[[\"2026-04-01\",\"2026-04-02\"],"),
            "expected an object",
        ),
    ] {
        refused(&question, because);
    }
}

#[test]
fn an_answer_has_every_field_of_a_step() {
    let question = read(&account());
    let plan = question.plan().unwrap();
    let answer = serde_json::to_value(PlanAnswer::new(&question, &plan)).unwrap();
    let expected = json!({
        "case": "a", "earliest": "2026-04-05T23:00:00Z", "firm": false,
        "steps": [
            {"place": 0, "account": null, "act": "clear", "code": "open_positions",
                "cures": ["sell", "liquidate", "transfer_out"], "to_come": false, "actor": "holder", "after": [],
                "earliest": "2026-03-20T09:00:00Z", "due_by": "2026-04-05"},
            {"place": 1, "account": null, "act": "request", "actor": "service", "after": [],
                "earliest": "2026-03-20T09:00:00Z", "due_by": "2026-04-05"},
            {"place": 2, "account": null, "act": "record", "actor": "service", "after": [0, 1],
                "earliest": "2026-03-20T09:00:00Z", "due_by": "2026-04-05"},
            {"place": 3, "account": null, "act": "await", "code": "tax_year_end", "country": "GB", "tax_year": "2025/26",
                "ends_at": "2026-04-05T23:00:00Z", "actor": "clock", "after": [0, 1, 2],
                "earliest": "2026-04-05T23:00:00Z", "due_by": null},
            {"place": 4, "account": null, "act": "complete", "actor": "service", "after": [0, 1, 2, 3],
                "earliest": "2026-04-05T23:00:00Z", "due_by": null}
        ],
        "remarks": []
    });
    assert_eq!(answer, expected);
}

#[test]
fn other_acts_have_their_own_fields() {
    let mut dormant = with(account(), "policy", json!({"provider": "udara360", "strictness": "prudent"}));
    dormant["state"] = json!({"status": 2});
    dormant["facts"] = json!({"cash": [{"currency": "NGN", "amount": "12.50"}]});
    let question = read(&dormant);
    let plan = question.plan().unwrap();
    let answer = serde_json::to_value(PlanAnswer::new(&question, &plan)).unwrap();
    assert_eq!(answer["steps"][0]["act"], "move");
    assert_eq!(answer["steps"][0]["move"], "activate");
    assert_eq!(answer["steps"][1]["act"], "find_out");
    assert_eq!(answer["steps"][1]["fact"], "liens");
}

#[test]
fn the_steps_of_a_difference_have_their_places() {
    let question = read(&account());
    let change = Change::Residences(Residences::new([Country::DE]).ok().into());
    let what_if = question.what_if(&change).unwrap();
    let answer = serde_json::to_value(WhatIfAnswer::new(&question, &what_if)).unwrap();
    let places = |list: &str| -> Vec<u64> {
        answer[list].as_array().unwrap().iter().map(|step| step["place"].as_u64().unwrap()).collect()
    };
    assert_eq!((places("spared"), places("added")), (vec![2, 3], vec![]));
    assert_eq!(answer["later_by_seconds"], -(16 * 24 + 14) * 60 * 60);
    assert_eq!(answer["before"]["earliest"], "2026-04-05T23:00:00Z");
    assert_eq!(answer["after"]["earliest"], "2026-03-20T09:00:00Z");
}

/// Each kind of remark with its own fields, and the account that it is about.
#[test]
fn a_remark_has_the_fields_of_its_kind() {
    let remarks = |status: &str, facts: Value| {
        let mut question = with(account(), "policy", json!({"provider": "alpaca"}));
        question["state"] = json!({"status": status});
        question["facts"] = facts;
        let question = read(&question);
        serde_json::to_value(PlanAnswer::new(&question, &question.plan().unwrap())).unwrap()["remarks"]
            .clone()
    };
    let cash = json!([{"currency": "USD", "amount": "5"}]);
    let held = json!([{"instrument": "I", "quantity": "1"}]);
    let cases = [
        (
            remarks("ACCOUNT_CLOSED", json!({"cash": cash})),
            json!({"remark": "contradiction", "code": "cash_balance", "cures": ["withdraw"], "limit": "within_books",
                "actor": "holder"}),
        ),
        (remarks("REJECTED", json!({"cash": []})), json!({"remark": "never_opened", "actor": null})),
        (
            remarks("SUBMITTED", json!({"cash": []})),
            json!({"remark": "opens_first", "instead": ["review", "reject"], "actor": "provider"}),
        ),
        (
            remarks("ACTIVE", json!({"positions": held, "restrictions": ["trade_suspended_by_user"]})),
            json!({"remark": "own_suspension", "actor": "holder"}),
        ),
        (
            remarks("ACTIVE", json!({"cash": cash, "pending_transfers": [{"expected_on": "2026-03-20"}]})),
            json!({"remark": "overdue", "code": "pending_transfers", "actor": "service"}),
        ),
    ];
    for (found, mut expected) in cases {
        expected["account"] = json!(null);
        assert_eq!(found, json!([expected]));
    }
    let mut closed = group();
    closed["accounts"][0]["state"]["status"] = json!("CLOSED");
    closed["accounts"][0]["facts"]["positions"] = held;
    let question = read(&closed);
    let answer = serde_json::to_value(PlanAnswer::new(&question, &question.plan().unwrap())).unwrap();
    assert_eq!(answer["remarks"][0]["account"], "a1");
}
