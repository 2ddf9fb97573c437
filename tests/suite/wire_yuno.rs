//! Yuno's call, from bytes to bytes: examples of the document, every limit, every refusal.
//!
//! What belongs here: what this one provider reads and answers.
//! What never does: what the rules decide, which is asked of `decide` alone.

mod account;

use crate::reference::reasons::can_be_seen;
use crate::requests::KEYS;
use crate::strategies;
use crate::support::{amount, at, balance, empty, movement, policy};
use closeout::{
    Code, EventKind, Fact, Facts, Policy, Strictness,
    providers::yuno::ACCOUNT,
    wire::{
        Json, Sent, Word,
        yuno::{
            Account, Balances, Body, ErrorBody, ErrorCode, Keys, MajorUnits, PathId, Reply, Request, handle,
        },
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: &str = "2026-02-25T14:30:00Z";
const ID: &str = "acct_aa0e8400-e29b-41d4-a716-446655440000";

/// The example of the document, to the letter: an account that has been closed.
fn closed_example() -> Value {
    json!({
        "id": "acct_aa0e8400-e29b-41d4-a716-446655440000",
        "entity_id": "ent_660e8400-e29b-41d4-a716-446655440000",
        "onboarding_id": "onb_990e8400-e29b-41d4-a716-446655440000",
        "account_id": "550e8400-e29b-41d4-a716-446655440000",
        "provider": { "account_id": "col_bank_account_789" },
        "account_type": "CHECKING",
        "status": "CLOSED",
        "account_number": "1234567890",
        "routing_number": "123456789",
        "iban": null,
        "currency": "USD",
        "balance": { "available": 0, "current": 0, "pending": 0 },
        "account_details": {
            "account_name": "John Doe - Checking",
            "sort_code": null,
            "bsb": null,
            "swift": null
        },
        "payment_rails": { "incoming": ["ACH", "WIRE"], "outgoing": ["ACH", "WIRE"] },
        "supports_book_transfers": true,
        "created_at": "2026-02-01T10:10:00Z",
        "updated_at": "2026-02-25T14:30:00Z"
    })
}

/// The same account before it was closed.
fn open_example() -> Value {
    let mut account = closed_example();
    account["status"] = json!("ACTIVE");
    account["updated_at"] = json!("2026-02-01T10:10:00Z");
    account
}

fn account_with(field: &str, value: Value) -> Account {
    let mut account = open_example();
    *account.pointer_mut(field).unwrap() = value;
    serde_json::from_str(&account.to_string()).unwrap()
}

fn active() -> Account {
    serde_json::from_value(open_example()).unwrap()
}

fn request() -> Request {
    request_about(ID)
}

fn request_about(id: &str) -> Request {
    Request::delete_account(id, KEYS)
}

/// Whether the reply closes the account if the service commits to it.
fn closes(reply: &Reply<'_>) -> bool {
    reply.decision().is_some_and(|decision| decision.events().kinds().contains(EventKind::Closed))
}

fn documented() -> Policy {
    policy(&ACCOUNT, Strictness::Documented, &[])
}

/// HTTP status and body, with the balances of the account as cash.
#[track_caller]
fn answer(request: &Request, account: Option<&Account>, policy: &Policy) -> (u16, Value) {
    let facts = account.map_or_else(Facts::unknown, |account| account.fill_in(Facts::unknown()));
    answer_with(request, account, &facts, policy)
}

#[track_caller]
fn answer_with(request: &Request, account: Option<&Account>, facts: &Facts, policy: &Policy) -> (u16, Value) {
    let reply = handle(request, account, facts, policy, at(NOW)).unwrap();
    assert_eq!((reply.status() == 200, reply.is_success()), (closes(&reply), closes(&reply)));
    (reply.status(), serde_json::to_value(reply.body()).unwrap())
}

fn bad_request(messages: &[&str]) -> (u16, Value) {
    (400, json!({"code": "VALIDATION_ERROR", "messages": messages, "http_code": 400}))
}

#[test]
fn the_account_of_the_document_is_read_and_written_again() {
    let account: Account = serde_json::from_value(closed_example()).unwrap();
    assert_eq!(serde_json::to_value(&account).unwrap(), closed_example());
    let text = serde_json::to_string(&account).unwrap();
    assert_eq!(serde_json::from_str::<Account>(&text).unwrap(), account);
}

#[test]
fn the_errors_of_the_document_are_read_and_written_again() {
    let bad_request = json!({
        "code": "VALIDATION_ERROR",
        "messages": ["Account must have a zero balance before it can be closed"],
        "http_code": 400
    });
    let not_found = json!({
        "code": "ACCOUNT_NOT_FOUND",
        "messages": ["Account not found"],
        "http_code": 404
    });
    for (example, code) in
        [(bad_request, ErrorCode::ValidationError), (not_found, ErrorCode::AccountNotFound)]
    {
        let body: ErrorBody = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(body.code, Word::Known(code));
        assert_eq!(serde_json::to_value(&body).unwrap(), example);
    }
}

#[test]
fn closing_answers_with_the_example_of_the_document() {
    assert_eq!(answer(&request(), Some(&active()), &documented()), (200, closed_example()));
}

#[test]
fn closing_keeps_when_it_happened_and_announces_nothing_else() {
    let (account, policy) = (active(), documented());
    let facts = account.fill_in(Facts::unknown());
    let request = request();
    let reply = handle(&request, Some(&account), &facts, &policy, at(NOW)).unwrap();
    let keeps = |closed: &Account| closed.state.closed_at == Some(at(NOW));
    assert!(matches!(reply.body(), Some(Body::Closed(closed)) if keeps(closed)));
    assert_eq!(reply.decision().unwrap().events().iter().count(), 1);
    let event = json!([{"type": "banking.account.closed", "id": ID, "status": "CLOSED"}]);
    assert_eq!(serde_json::to_value(reply.announcements()).unwrap(), event);
}

#[test]
fn every_open_status_can_be_closed_and_the_others_are_refused() {
    for status in ["PENDING", "ACTIVE", "INACTIVE"] {
        let account = account_with("/status", json!(status));
        assert_eq!(answer(&request(), Some(&account), &documented()), (200, closed_example()), "{status}");
    }
    let closed = account_with("/status", json!("CLOSED"));
    let expected = bad_request(&["Account is already closed"]);
    assert_eq!(answer(&request(), Some(&closed), &documented()), expected);
    for status in ["", "active", "ACTIVE ", "SOMETHING_NEW"] {
        let account = account_with("/status", json!(status));
        assert_eq!(serde_json::to_value(&account).unwrap()["status"], status);
        let unknown = ["Account cannot be judged: status unknown"];
        let expected = (500, json!({"code": "InternalError", "messages": unknown, "http_code": 500}));
        assert_eq!(answer(&request(), Some(&account), &documented()), expected, "{status}");
    }
}

#[test]
fn each_balance_must_be_zero_and_an_overdrawn_one_is_not() {
    let expected = bad_request(&["Account must have a zero balance before it can be closed"]);
    for component in ["available", "current", "pending"] {
        for units in ["1", "-1", "0.0001", "-0.0001", "99999999999.9999"] {
            let units: Value = serde_json::from_str(units).unwrap();
            let account = account_with(&format!("/balance/{component}"), units);
            assert_eq!(answer(&request(), Some(&account), &documented()), expected, "{component}");
        }
        for zero in ["0", "-0", "0.0", "0.0000", "-0.00"] {
            let zero: Value = serde_json::from_str(zero).unwrap();
            let account = account_with(&format!("/balance/{component}"), zero);
            assert_eq!(answer(&request(), Some(&account), &documented()), (200, closed_example()));
        }
    }
}

#[test]
fn every_blocker_has_one_message_in_order_of_precedence() {
    let policy = policy(&ACCOUNT, Strictness::Prudent, &[]);
    let mut facts = empty();
    facts.cash = Fact::Known(vec![balance("1"), balance("-1")]);
    facts.pending_transfers = Fact::Known(vec![movement(None), movement(None)]);
    let account = account_with("/status", json!("SUSPENDED"));
    // That nobody knows what the status means hides nothing that is known.
    let expected = bad_request(&[
        "Account cannot be closed yet: pending transfers",
        "Account must have a zero balance before it can be closed",
    ]);
    assert_eq!(answer_with(&request(), Some(&account), &facts, &policy), expected);
}

#[test]
fn what_is_unknown_is_a_failure_of_the_server_and_never_a_success() {
    let prudent = policy(&ACCOUNT, Strictness::Prudent, &[]);
    let messages = ["cash", "outstanding_withdrawals", "pending_transfers"]
        .map(|fact| format!("Account cannot be judged: {fact} unknown"));
    let expected = (500, json!({"code": "InternalError", "messages": messages, "http_code": 500}));
    assert_eq!(answer_with(&request(), Some(&active()), &Facts::unknown(), &prudent), expected);
}

#[test]
fn an_account_that_does_not_exist_is_not_found() {
    let not_found = json!({"code": "ACCOUNT_NOT_FOUND", "messages": ["Account not found"], "http_code": 404});
    assert_eq!(answer(&request(), None, &documented()), (404, not_found));
}

#[test]
fn only_the_account_whose_id_is_in_the_path_is_closed() {
    let account = active();
    let entity = account.entity_id.value().unwrap().as_str();
    for other in [
        "acct_1",
        entity,
        "ACCT_AA0E8400",
        "aa0e8400-e29b-41d4-a716-446655440000",
        "col_bank_account_789",
        " ",
    ] {
        let request = request_about(other);
        let (status, _) = answer(&request, Some(&account), &documented());
        assert!(matches!(status, 400 | 404), "{other}: {status}");
    }
}

/// Y-4: the path is described as a UUID of 36 characters, and the example shows a longer id beside it.
#[test]
fn the_path_takes_either_id_of_the_account() {
    let account = active();
    for id in ["acct_aa0e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000"] {
        let request = request_about(id);
        assert_eq!(answer(&request, Some(&account), &documented()), (200, closed_example()), "{id}");
    }
    let without = account_with("/account_id", json!(null));
    let request = request_about("550e8400-e29b-41d4-a716-446655440000");
    assert_eq!(answer(&request, Some(&without), &documented()).0, 404);
}

#[test]
fn an_id_is_of_any_length_and_not_blank() {
    for id in ["a", ID, &"é".repeat(10_000)] {
        assert_eq!(id.parse::<PathId>().unwrap().as_str(), id);
        let account = account_with("/id", json!(id));
        let request = request_about(id);
        assert_eq!(answer(&request, Some(&account), &documented()).0, 200);
    }
    for (id, message) in
        [(None, "is missing"), (Some(""), "is blank"), (Some(" \u{3000}\u{200b}"), "is blank")]
    {
        let request = Request::delete_account(id, KEYS);
        let expected = bad_request(&[&format!("`account_id` {message}")]);
        assert_eq!(answer(&request, Some(&active()), &documented()), expected);
    }
}

#[test]
fn a_request_without_its_keys_is_told_everything_at_once_in_order() {
    let messages =
        ["`public-api-key` is missing", "`private-secret-key` is blank", "`account_id` is missing"];
    let expected = (401, json!({"code": "NOT_AUTHENTICATED", "messages": messages, "http_code": 401}));
    let keys = Keys { public_api_key: None, private_secret_key: Some(" ") };
    let request = Request::delete_account(None, keys);
    assert_eq!(answer(&request, Some(&active()), &documented()), expected);
    for keys in [(None, Some("s")), (Some("p"), None), (Some(""), Some("s")), (Some("p"), Some(""))] {
        let (public_api_key, private_secret_key) = keys;
        let request = Request::delete_account(ID, Keys { public_api_key, private_secret_key });
        assert_eq!(answer(&request, Some(&active()), &documented()).0, 401, "{keys:?}");
    }
}

/// Whatever a caller passes on from the outside: both keys and the id.
fn parts() -> impl Strategy<Value = [Option<String>; 3]> {
    let part = |good: &'static str| {
        let text = prop_oneof![6 => Just(good.to_owned()), 1 => ".{0,12}".boxed(), 1 => Just(" ".to_owned())];
        proptest::option::weighted(0.95, text)
    };
    [part("public"), part("secret"), part(ID)]
}

/// Any JSON at all, three levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((".{0,8}", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_request_panics_or_closes_what_it_may_not(
        case in strategies::cases(), parts in parts(), exists: bool,
        status in proptest::sample::select(vec!["PENDING", "ACTIVE", "INACTIVE", "CLOSED", "NEW"]),
        cents in -2_i64..=2, from_account: bool,
    ) {
        let (policy, mut account) = (documented(), account_with("/status", json!(status)));
        let [public_api_key, private_secret_key, id] = parts.each_ref().map(Option::as_deref);
        let request = Request::delete_account(id, Keys { public_api_key, private_secret_key });
        let current = MajorUnits::try_from(amount(&cents.to_string())).unwrap();
        account.balance = Sent::Value(Balances { current, ..Balances::default() });
        let facts = if from_account { account.fill_in(Facts::unknown()) } else { case.facts.clone() };
        let reply = handle(&request, exists.then_some(&account), &facts, &policy, case.now).unwrap();
        let success = reply.status() == 200;
        prop_assert_eq!(success, closes(&reply));
        prop_assert_eq!(success, reply.announcements().len() == 1);
        if success {
            let says = |part: Option<&str>| part.is_some_and(|text| text.chars().any(can_be_seen));
            prop_assert!(says(public_api_key) && says(private_secret_key) && exists);
            prop_assert_eq!(id, Some(ID));
            prop_assert!(matches!(status, "PENDING" | "ACTIVE" | "INACTIVE"));
            prop_assert!(cents == 0 || !from_account);
        } else if let Some(Body::Error(body)) = reply.body() {
            prop_assert!(!body.messages.is_empty());
            let written = serde_json::to_value(body).unwrap();
            prop_assert_eq!(&serde_json::from_value::<ErrorBody>(written).unwrap(), body);
        }
    }

    #[test]
    fn no_policy_of_anybody_makes_a_success_without_closing(case in strategies::cases()) {
        let mut account = active();
        account.state = case.state.clone();
        let request = request();
        let reply = handle(&request, Some(&account), &case.facts, &case.policy, case.now).unwrap();
        prop_assert_eq!(reply.status() == 200, closes(&reply));
        if let (Some(Body::Error(body)), Some(decision)) = (reply.body(), reply.decision())
            && !decision.codes().is_empty() {
            prop_assert_eq!(body.messages.len(), usize::try_from(decision.codes().len()).unwrap());
            let cash = "Account must have a zero balance before it can be closed".to_owned();
            prop_assert_eq!(body.messages.contains(&cash), decision.codes().contains(Code::CashBalance));
        }
    }

    #[test]
    fn a_balance_within_the_limits_is_written_and_read_again(
        mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=4,
    ) {
        let decimal = rust_decimal::Decimal::from_i128_with_scale(mantissa.into(), scale);
        let units = MajorUnits::try_from(closeout::Amount::from(decimal)).unwrap();
        let json = serde_json::to_string(&units).unwrap();
        prop_assert_eq!(serde_json::from_str::<MajorUnits>(&json).unwrap(), units);
        prop_assert_eq!(json.parse::<rust_decimal::Decimal>().unwrap(), decimal);
    }

    #[test]
    fn any_json_is_kept_with_its_value(json in any_json()) {
        let read: Json = serde_json::from_value(json.clone()).unwrap();
        prop_assert_eq!(&serde_json::to_value(&read).unwrap(), &json);
        let text = json.to_string();
        let read: Json = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap().parse::<Value>().unwrap(), json);
    }

    #[test]
    fn no_json_makes_an_account_panic(json in any_json(), field in 0_usize..17) {
        let mut account = open_example();
        let name = account.as_object().unwrap().keys().nth(field).unwrap().clone();
        account[name.as_str()] = json.clone();
        let _ = serde_json::from_value::<Account>(account);
        prop_assert!(serde_json::from_value::<Account>(json).is_err());
    }
}

#[test]
fn error_codes_have_the_status_that_the_lists_say() {
    let statuses: Vec<_> = ErrorCode::ALL.iter().map(|code| (code.name(), code.http_status())).collect();
    let expected = [
        ("VALIDATION_ERROR", 400),
        ("ACCOUNT_NOT_FOUND", 404),
        ("NOT_AUTHENTICATED", 401),
        ("InternalError", 500),
    ];
    assert_eq!(statuses, expected);
}
