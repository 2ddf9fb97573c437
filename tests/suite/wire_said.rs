//! What an answer says of the provider's own: HTTP status, body, announcements, and how firmly each of them stands.
//!
//! What belongs here: the field `wire` of an answer, by what the documents of each provider show.
//! What never does: how a leaf reads a request, and what the rules decide.

use closeout::{
    providers,
    wire::{
        Answer, Question,
        udara360::Envelope,
        yuno::{Account, Body},
    },
};
use serde_json::{Value, json};

/// A question about a subject in this status that holds this, on 2 February 2026.
fn question(provider: &str, subject: &str, status: &Value, facts: &Value, command: &Value) -> Question {
    let question = json!({
        "policy": {"provider": provider}, "subject": subject, "state": {"status": status}, "facts": facts,
        "command": command, "now": "2026-02-02T09:00:00Z",
    });
    serde_json::from_value(question).unwrap()
}

fn asked(question: &Question) -> Value {
    let decision = question.decide().unwrap();
    serde_json::to_value(Answer::new(question, &decision).unwrap()).unwrap()["wire"].clone()
}

#[track_caller]
fn request(provider: &str, status: &str, facts: &Value) -> Value {
    asked(&question(provider, "account", &json!(status), facts, &json!({"type": "request_closure"})))
}

fn udara360(status: i64, reason: &Value, strictness: &str) -> Value {
    let question = json!({
        "policy": {"provider": "udara360", "strictness": strictness}, "subject": "account",
        "state": {"status": status}, "facts": {},
        "command": {"type": "request_closure", "reason": reason}, "now": "2026-02-02T09:00:00Z",
    });
    asked(&serde_json::from_value(question).unwrap())
}

/// What is said, with one basis for all that is said; `events` is empty, so it has none.
fn all(basis: &str, http_status: u16, body: &Value) -> Value {
    let basis = json!({"http_status": basis, "body": basis, "events": null});
    json!({"http_status": http_status, "body": body, "events": [], "basis": basis})
}

#[test]
fn alpaca_documents_its_204_and_no_refusal() {
    let clear = json!({"positions": [], "cash": []});
    let basis = json!({"http_status": "documented", "body": "documented", "events": "inferred"});
    let closed = json!({"http_status": 204, "body": null, "events": ["account_status"], "basis": basis});
    assert_eq!(request("alpaca", "ACTIVE", &clear), closed);

    let refused = |code: u32, words: &str| {
        let body = json!({"code": code * 100_000, "message": format!("account cannot be closed: {words}")});
        all("inferred", u16::try_from(code).unwrap(), &body)
    };
    let funded = json!({"positions": [], "cash": [{"currency": "USD", "amount": "1"}]});
    assert_eq!(request("alpaca", "ACTIVE", &funded), refused(403, "cash balance"));
    assert_eq!(request("alpaca", "ACCOUNT_CLOSED", &clear), refused(422, "already closed"));
    assert_eq!(request("alpaca", "DISABLED", &clear), refused(422, "status does not admit closing"));

    let message = "it cannot be said whether the account can be closed, unknown: cash, positions";
    let unknown = all("inferred", 500, &json!({"code": 50_000_000, "message": message}));
    assert_eq!(request("alpaca", "ACTIVE", &json!({})), unknown);
}

/// The three balances of which Yuno's account consists, of which one may hold something.
fn balances(pending: &str) -> Value {
    let each =
        |component: &str, amount: &str| json!({"currency": "USD", "amount": amount, "component": component});
    json!({"cash": [each("available", "0"), each("current", "0"), each("pending", pending)]})
}

#[test]
fn yuno_documents_its_200_and_the_refusal_for_the_balance() {
    let basis = json!({"http_status": "documented", "body": "documented", "events": "documented"});
    let events = ["banking.account.closed"];
    let closed = json!({"http_status": 200, "body": null, "events": events, "basis": basis});
    assert_eq!(request("yuno", "ACTIVE", &balances("0")), closed);

    let body = |status: u16, code: &str, messages: &[&str]| json!({"code": code, "messages": messages, "http_code": status});
    let balance = "Account must have a zero balance before it can be closed";
    let cash = balances("1");
    let funded = all("documented", 400, &body(400, "VALIDATION_ERROR", &[balance]));
    assert_eq!(request("yuno", "ACTIVE", &cash), funded);

    let repeated = all("inferred", 400, &body(400, "VALIDATION_ERROR", &["Account is already closed"]));
    assert_eq!(request("yuno", "CLOSED", &json!({"cash": []})), repeated);

    let unknown =
        all("inferred", 500, &body(500, "InternalError", &["Account cannot be judged: cash unknown"]));
    assert_eq!(request("yuno", "ACTIVE", &json!({})), unknown);
}

/// 400 is what the document says of the balance, whatever else is in the way; the messages of the others are ours.
#[test]
fn a_message_that_yuno_does_not_document_makes_the_body_inferred_and_not_the_status() {
    let question = json!({
        "policy": {"provider": "yuno", "strictness": "prudent"}, "subject": "account", "state": {"status": "ACTIVE"},
        "facts": {"cash": [{"currency": "USD", "amount": "1"}], "pending_transfers": [{}]},
        "command": {"type": "request_closure"}, "now": "2026-02-02T09:00:00Z",
    });
    let said = asked(&serde_json::from_value(question).unwrap());
    assert_eq!(said["basis"], json!({"http_status": "documented", "body": "inferred", "events": null}));
    assert_eq!(
        said["body"]["messages"],
        json!([
            "Account cannot be closed yet: pending transfers",
            "Account must have a zero balance before it can be closed",
        ])
    );
}

#[test]
fn yunos_account_is_the_body_where_it_was_given() {
    let account: Account = serde_json::from_value(json!({
        "id": "acct_1", "entity_id": "ent_1", "onboarding_id": "onb_1", "account_id": "550e8400",
        "provider": {"account_id": "bank_1"}, "account_type": "CHECKING", "status": "ACTIVE",
        "account_number": "1", "routing_number": "1", "iban": null, "currency": "USD",
        "balance": {"available": 0, "current": 0, "pending": 0},
        "account_details": {"account_name": "John", "sort_code": null, "bsb": null, "swift": null},
        "payment_rails": {"incoming": ["ACH"], "outgoing": ["ACH"]}, "supports_book_transfers": true,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
    }))
    .unwrap();
    let wire = |facts: &Value| {
        let command = json!({"type": "request_closure"});
        let question = question("yuno", "account", &json!("ACTIVE"), facts, &command);
        let decision = question.decide().unwrap();
        let answer = Answer::new(&question, &decision).unwrap().with_body(Body::of(&account, &decision));
        serde_json::to_value(answer).unwrap()["wire"].clone()
    };
    let closed = wire(&balances("0"));
    assert_eq!((&closed["http_status"], &closed["basis"]["body"]), (&json!(200), &json!("documented")));
    assert_eq!(closed["body"]["id"], "acct_1");
    assert_eq!(closed["body"]["status"], "CLOSED");
    assert_eq!(closed["body"]["updated_at"], "2026-02-02T09:00:00Z");
    let refused = wire(&balances("1"));
    assert_eq!(refused["body"]["code"], "VALIDATION_ERROR");
}

#[test]
fn udara360_answers_with_its_envelope_and_documents_that_of_a_success() {
    let envelope = |code: &str, message: &str| {
        let data =
            json!({"statusCode": code, "referenceNumber": null, "instrumentNumber": null, "duration": null});
        json!({"status": code == "00", "message": message, "data": data})
    };
    let reason = json!({"text": "Court order"});
    let closed = udara360(1, &reason, "documented");
    assert_eq!(closed, all("documented", 200, &envelope("00", "Successful")));
    assert!(serde_json::from_value::<Envelope>(closed["body"].clone()).is_ok());

    let missing = envelope("09", "Model Validation Error: a reason is required");
    assert_eq!(udara360(1, &json!(null), "documented"), all("inferred", 400, &missing));
    let repeated = envelope("57", "Transaction Permission: already closed");
    assert_eq!(udara360(3, &reason, "documented"), all("inferred", 403, &repeated));
    let unknown = envelope("06", "General Error: unknown: cash, liens");
    assert_eq!(udara360(1, &reason, "prudent"), all("inferred", 500, &unknown));
}

#[test]
fn upvest_documents_its_webhooks_and_no_number() {
    let basis = json!({"http_status": null, "body": "inferred", "events": "documented"});
    let events = ["ACCOUNT.CLOSING_INITIATED"];
    let accepted = json!({"http_status": null, "body": null, "events": events, "basis": basis});
    assert_eq!(request("upvest", "ACTIVE", &json!({"outstanding_withdrawals": []})), accepted);

    let problem = |status: u16, title: &str, detail: &str| {
        all(
            "inferred",
            status,
            &json!({"type": "about:blank", "status": status, "title": title, "detail": detail}),
        )
    };
    let refused = problem(409, "Conflict", "the account cannot be closed: outstanding withdrawals");
    assert_eq!(request("upvest", "ACTIVE", &json!({"outstanding_withdrawals": [{}]})), refused);
    let detail = "it cannot be said whether the account can be closed, unknown: outstanding_withdrawals";
    assert_eq!(request("upvest", "ACTIVE", &json!({})), problem(503, "Service Unavailable", detail));
}

/// Completion is nobody's call, so nothing is answered by HTTP; what is announced is.
#[test]
fn to_advance_only_announcements_are_said() {
    let facts = json!({"accounts": [], "fees": [], "cash": []});
    let advance = json!({"type": "advance"});
    let closed = asked(&question("upvest", "group", &json!("CLOSING"), &facts, &advance));
    let basis = json!({"http_status": null, "body": null, "events": "documented"});
    let events = ["ACCOUNT_GROUP.CLOSED", "REPORT.CREATED"];
    assert_eq!(closed, json!({"http_status": null, "body": null, "events": events, "basis": basis}));
    let open = asked(&question("upvest", "group", &json!("ACTIVE"), &facts, &advance));
    let nothing = json!({"http_status": null, "body": null, "events": null});
    assert_eq!(open, json!({"http_status": null, "body": null, "events": [], "basis": nothing}));
}

/// A provider that has a profile and is not in the list of leaves would answer with null for everything.
#[test]
fn every_provider_has_registered_its_answer() {
    for profile in providers::PROFILES {
        let closed = profile.lifecycle.status_in(closeout::lifecycle::Phase::Closed).unwrap();
        let status = closed.wire.to_string();
        let status = status.parse::<i64>().map_or(json!(status), Value::from);
        let subject = profile.subject.to_string();
        let command = json!({"type": "request_closure"});
        let said = asked(&question(&profile.provider, &subject, &status, &json!({}), &command));
        assert!(said["http_status"].is_u64() && said["body"].is_object(), "{}: {said}", profile.provider);
        assert_eq!(said["basis"]["http_status"], "inferred", "{}", profile.provider);
    }
}
