//! Alpaca on the wire: the examples of its documents, what is answered to what, and what bad requests get.
//!
//! What belongs here: exact field names, codes and texts.
//! What never does: whether an account may be closed, which the contract and the healing tables say.

use crate::reference::reasons::can_be_seen;
use crate::requests::CREDENTIALS;
use crate::strategies::{Change, cases};
use crate::support::{at, balance, codes, empty, movement, order, policy, position, state};
use closeout::{
    Fact, Facts, Policy, Set, State, Strictness,
    facts::Restriction,
    providers,
    wire::alpaca::{
        self, Account, AccountEnvelope, AccountModel, AccountObject, Endpoint, ErrorBody, Reply, Request,
        StatusEvent, TradingAccount,
    },
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const ID: &str = "c8f1ef5d-edc0-4f23-9ee4-378f19cb92a4";

fn prudent() -> Policy {
    policy(&providers::alpaca::ACCOUNT, Strictness::Prudent, &[])
}

/// The answer to closing an account in this status with these contents, under all rules.
#[track_caller]
fn answer(status: &str, facts: &Facts) -> (u16, Option<ErrorBody>) {
    let policy = prudent();
    let active = account(state(&policy, status));
    let request = Request::close(ID, CREDENTIALS);
    let reply = close(&request, Some(&active), facts, &policy);
    (reply.status(), reply.body().cloned())
}

fn account(state: State) -> Account {
    Account { account_number: "927584925".into(), state }
}

#[track_caller]
fn close<'a>(
    request: &'a Request,
    account: Option<&'a Account>,
    facts: &'a Facts,
    policy: &'a Policy,
) -> Reply<'a> {
    alpaca::handle(request, account, facts, policy, at("2026-02-02T09:00:00Z")).unwrap()
}

/// What a document shows is read, and written back with the same value.
#[track_caller]
fn golden<T: Serialize + DeserializeOwned>(example: &str) -> T {
    let object: T = serde_json::from_str(example).unwrap();
    let expected: Value = serde_json::from_str(example).unwrap();
    assert_eq!(serde_json::to_value(&object).unwrap(), expected);
    object
}

#[test]
fn the_sample_of_the_trading_account_is_read_and_written_back() {
    let account: TradingAccount = golden(TRADING_ACCOUNT);
    assert_eq!(account.previous_close.as_ref().unwrap().at(), at("2021-04-01T23:00:00Z"));
    assert_eq!(account.state().status.to_string(), "ACTIVE");
}

#[test]
fn the_sample_answer_to_creating_an_account_is_read_and_written_back_nested_and_flat() {
    let envelope: AccountEnvelope = golden(CREATED);
    let flat = serde_json::to_string(&envelope.account).unwrap();
    let account: AccountObject = golden(&flat);
    assert_eq!(account, envelope.account);
    assert_eq!(account.created_at.unwrap().at(), at("2019-09-30T23:55:31.185998Z"));
}

/// The document shows it twice: as the account model and as the request that creates an account.
#[test]
fn the_sample_of_the_account_model_is_read_and_written_back() {
    let model: AccountModel = golden(ACCOUNT_MODEL);
    assert_eq!(model.documents.unwrap().len(), 2);
}

/// A-13: one revision of the tables spells the field differently.
#[test]
fn the_older_name_of_the_tax_residence_is_read_and_the_live_one_is_written() {
    let model: AccountModel =
        serde_json::from_str(r#"{"identity": {"country_of_tax_residency": "USA"}}"#).unwrap();
    let written = serde_json::to_value(model).unwrap();
    assert_eq!(written, json!({"identity": {"country_of_tax_residence": "USA"}}));
}

/// The definition of the live call, from its reference page.
#[test]
fn the_call_and_its_answers_are_those_of_the_definition() {
    let paths: Value = serde_json::from_str(DEFINITION).unwrap();
    let call = &paths[Endpoint::Close.path()];
    assert_eq!(call["parameters"][0]["name"], "account_id");
    let responses = &call[Endpoint::Close.method().to_lowercase()]["responses"];
    let documented: Vec<&str> = responses.as_object().unwrap().keys().map(String::as_str).collect();
    let policy = prudent();
    let (active, facts) = (account(state(&policy, "ACTIVE")), empty());
    let request = Request::close(ID, CREDENTIALS);
    let closed = close(&request, Some(&active), &facts, &policy);
    let not_found = close(&request, None, &facts, &policy);
    assert_eq!(documented, [closed.status().to_string(), not_found.status().to_string()]);
}

#[test]
fn both_calls_are_one_command() {
    let (policy, facts) = (prudent(), empty());
    let active = account(state(&policy, "ACTIVE"));
    let by = |request: Request| {
        let reply = close(&request, Some(&active), &facts, &policy);
        (reply.status(), reply.body().cloned(), reply.announcements().to_vec())
    };
    let (live, alias) = (Request::close(ID, CREDENTIALS), Request::delete(ID, CREDENTIALS));
    assert_eq!((live.endpoint(), alias.endpoint()), (Endpoint::Close, Endpoint::Delete));
    assert_eq!(by(live), by(alias));
    assert_eq!((Endpoint::Delete.method(), Endpoint::Delete.path()), ("DELETE", "/v1/accounts/{account_id}"));
}

#[test]
fn closing_answers_204_without_a_body_and_announces_the_change_of_status() {
    let (policy, facts) = (prudent(), empty());
    let active = account(state(&policy, "ACTIVE"));
    let request = Request::close(ID, CREDENTIALS);
    let reply = close(&request, Some(&active), &facts, &policy);
    assert_eq!((reply.status(), reply.body()), (204, None));
    assert_eq!(
        serde_json::to_value(reply.announcements()).unwrap(),
        json!([{
            "account_id": ID,
            "account_number": "927584925",
            "at": "2026-02-02T09:00:00Z",
            "status_from": "ACTIVE",
            "status_to": "ACCOUNT_CLOSED",
        }])
    );
    assert_eq!(reply.decision().unwrap().state().status.to_string(), "ACCOUNT_CLOSED");
}

#[test]
fn a_status_event_with_ids_is_read_and_written_back() {
    golden::<StatusEvent>(
        r#"{"account_id": "a", "account_number": "1", "at": "2026-02-02T09:00:00Z", "status_from": "",
            "status_to": "SUBMITTED", "event_id": 12, "event_ulid": "01JK2V0QH2WQ8Y0Z8M2C6Q0B5N"}"#,
    );
}

#[test]
fn every_blocker_has_its_code_and_its_words() {
    let blocked = |facts: &mut Facts| {
        facts.restrictions = Fact::Known(Set::only(Restriction::AccountBlocked));
    };
    let rows: [(&str, Change, u16, &str); 11] = [
        ("ACCOUNT_CLOSED", |_| {}, 422, "already closed"),
        ("DISABLED", |_| {}, 422, "status does not admit closing"),
        ("ACTIVE", blocked, 403, "restricted"),
        (
            "ACTIVE",
            |facts| facts.outstanding_withdrawals = Fact::one(movement(None)),
            403,
            "outstanding withdrawals",
        ),
        (
            "ACTIVE",
            |facts| facts.expected_corporate_actions = Fact::one(movement(None)),
            403,
            "expected corporate actions",
        ),
        ("ACTIVE", |facts| facts.pending_transfers = Fact::one(movement(None)), 403, "pending transfers"),
        ("ACTIVE", |facts| facts.open_orders = Fact::one(order()), 403, "open orders"),
        ("ACTIVE", |facts| facts.positions = Fact::one(position("-1")), 403, "open positions"),
        ("ACTIVE", |facts| facts.unsettled_trades = Fact::one(movement(None)), 403, "unsettled trades"),
        ("ACTIVE", |facts| facts.fees = Fact::one(balance("1")), 403, "outstanding fees"),
        ("ACTIVE", |facts| facts.cash = Fact::one(balance("-0.01")), 403, "cash balance"),
    ];
    for (status, change, code, words) in rows {
        let mut facts = empty();
        change(&mut facts);
        let (found, body) = answer(status, &facts);
        let body = body.unwrap();
        assert_eq!((found, body.code), (code, u32::from(code) * 100_000), "{status} {words}");
        assert_eq!(body.message, format!("account cannot be closed: {words}"), "{status}");
    }
}

/// What a status means that nobody documents is a fact that nobody knows.
#[test]
fn an_undocumented_status_is_unknown_and_hides_nothing_that_is_known() {
    let (code, body) = answer("SOMETHING_NEW", &empty());
    let message = "it cannot be said whether the account can be closed, unknown: status";
    assert_eq!((code, body.unwrap().message.as_str()), (500, message));
    let mut facts = empty();
    facts.cash = Fact::one(balance("1"));
    let (code, body) = answer("SOMETHING_NEW", &facts);
    assert_eq!((code, body.unwrap().message.as_str()), (403, "account cannot be closed: cash balance"));
}

#[test]
fn all_blockers_are_told_and_the_status_wins_over_the_contents() {
    let mut facts = empty();
    facts.positions = Fact::one(position("3"));
    facts.cash = Fact::one(balance("12.50"));
    let (code, body) = answer("DISABLED", &facts);
    assert_eq!(code, 422);
    assert_eq!(
        serde_json::to_value(body).unwrap(),
        json!({
            "code": 42_200_000,
            "message": "account cannot be closed: status does not admit closing, open positions, cash balance",
        })
    );
}

#[test]
fn what_cannot_be_said_is_neither_a_refusal_nor_a_success() {
    let mut facts = empty();
    (facts.positions, facts.cash) = (Fact::Unknown, Fact::Unknown);
    let (code, body) = answer("ACTIVE", &facts);
    let message = body.unwrap().message;
    assert_eq!(code, 500);
    assert_eq!(message, "it cannot be said whether the account can be closed, unknown: cash, positions");
    facts.cash = Fact::one(balance("1"));
    assert_eq!(answer("ACTIVE", &facts).0, 403, "a known blocker decides whatever is unknown");
}

#[test]
fn an_account_that_does_not_exist_is_not_found() {
    let (policy, facts) = (prudent(), empty());
    let request = Request::close(ID, CREDENTIALS);
    let reply = close(&request, None, &facts, &policy);
    assert_eq!(
        serde_json::to_value(reply.body()).unwrap(),
        json!({
            "code": 40_400_000, "message": "account not found",
        })
    );
    assert!(reply.announcements().is_empty() && reply.decision().is_none());
}

#[test]
fn a_blank_id_is_malformed_whether_or_not_an_account_was_found() {
    let (policy, facts) = (prudent(), empty());
    let active = account(state(&policy, "ACTIVE"));
    for id in ["", " ", "\t\n", "\u{3000}", "\0\u{200b}"] {
        for found in [Some(&active), None] {
            let request = Request::close(id, CREDENTIALS);
            let reply = close(&request, found, &facts, &policy);
            let body = reply.body().unwrap();
            assert_eq!((reply.status(), body.status()), (422, 422), "{id:?}");
            let message = "`account_id` is blank: expected the id of the account to be closed";
            assert_eq!(body.message, message);
            assert!(reply.announcements().is_empty() && reply.decision().is_none());
        }
    }
}

#[test]
fn under_the_rules_of_another_provider_nothing_is_decided() {
    let facts = empty();
    for profile in providers::PROFILES.iter().filter(|profile| profile.provider != "alpaca") {
        let policy = policy(profile, Strictness::Documented, &["DE"]);
        let active = account(state(&policy, "ACTIVE"));
        let request = Request::close(ID, CREDENTIALS);
        let reply = close(&request, Some(&active), &facts, &policy);
        assert_eq!(reply.status(), 500, "{}", profile.provider);
        assert!(reply.announcements().is_empty() && reply.decision().is_none());
    }
}

#[test]
fn a_state_that_lies_in_the_future_is_a_misuse() {
    let (policy, facts) = (prudent(), empty());
    let mut state = state(&policy, "ACTIVE");
    state.requested_at = Some(at("2026-02-02T09:00:01Z"));
    let (account, request) = (account(state), Request::delete(ID, CREDENTIALS));
    let now = at("2026-02-02T09:00:00Z");
    assert!(alpaca::handle(&request, Some(&account), &facts, &policy, now).is_err());
}

#[test]
fn a_trading_account_states_cash_and_restrictions_and_nothing_else() {
    let account: TradingAccount = serde_json::from_str(TRADING_ACCOUNT).unwrap();
    let facts = account.facts();
    let written = serde_json::to_value(&facts).unwrap();
    assert_eq!(written, json!({"cash": [{"currency": "USD", "amount": "24861.91"}], "restrictions": []}));
}

#[test]
fn a_trading_account_with_flags_and_money_on_its_way_states_them() {
    let mut example: Value = serde_json::from_str(TRADING_ACCOUNT).unwrap();
    example["currency"] = json!("EUR");
    example["pending_transfer_out"] = json!("12.50");
    for flag in ["trading_blocked", "transfers_blocked", "account_blocked", "trade_suspended_by_user"] {
        example[flag] = json!(true);
    }
    let account: TradingAccount = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(
        serde_json::to_value(account.facts()).unwrap(),
        json!({
            "cash": [{"currency": "EUR", "amount": "24861.91"}],
            "pending_transfers": {"items": [{"currency": "EUR", "amount": "12.50"}], "complete": false},
            "restrictions":
                ["trading_blocked", "transfers_blocked", "account_blocked", "trade_suspended_by_user"],
        })
    );
    for flag in ["trading_blocked", "transfers_blocked", "account_blocked", "trade_suspended_by_user"] {
        let mut without = example.clone();
        without.as_object_mut().unwrap().remove(flag);
        let account: TradingAccount = serde_json::from_value(without).unwrap();
        assert!(account.facts().restrictions.is_unknown(), "{flag} could be in force");
    }
}

#[test]
fn the_sample_account_cannot_be_closed_by_what_it_states() {
    let trading: TradingAccount = serde_json::from_str(TRADING_ACCOUNT).unwrap();
    let (policy, account, facts) = (prudent(), account(trading.state()), trading.facts());
    let request = Request::close(&trading.id, CREDENTIALS);
    let reply = close(&request, Some(&account), &facts, &policy);
    assert_eq!(codes(reply.decision().unwrap()), ["cash_balance"]);
}

#[test]
fn an_object_with_a_field_missing_or_of_the_wrong_type_is_refused() {
    let good: Value = serde_json::from_str(TRADING_ACCOUNT).unwrap();
    for field in ["id", "account_number", "status", "currency"] {
        let mut without = good.clone();
        without.as_object_mut().unwrap().remove(field);
        let error = serde_json::from_value::<TradingAccount>(without).unwrap_err().to_string();
        assert_eq!(error, format!("missing field `{field}`"));
    }
    let wrong = [
        ("id", json!(1)),
        ("status", json!(true)),
        ("cash", json!(true)),
        ("cash", json!("12,50")),
        ("cash", json!(12.5)),
        ("created_at", json!(true)),
        ("created_at", json!("2021-03-01")),
        ("account_blocked", json!("false")),
        ("daytrade_count", json!(-1)),
    ];
    for (field, value) in wrong {
        let mut example = good.clone();
        example[field] = value.clone();
        assert!(serde_json::from_value::<TradingAccount>(example).is_err(), "{field} = {value}");
    }
}

proptest! {
    /// Whatever is asked of whatever account: a success closes an active account of which everything is known to be
    /// clear, and names it.
    #[test]
    fn no_odd_request_panics_or_succeeds(
        case in cases(),
        id in prop_oneof![Just(String::new()), Just(" ".to_owned()), ".{0,8}", Just(ID.to_owned())],
        exists: bool,
        ours: bool,
    ) {
        let own = policy(&providers::alpaca::ACCOUNT, case.policy.options().strictness, &[]);
        let own_state = {
            let mut state = own.state("ACTIVE");
            state.requested_at = case.state.requested_at;
            state
        };
        let (policy, state) = if ours { (&own, &own_state) } else { (&case.policy, &case.state) };
        let account = account(state.clone());
        let request = Request::delete(&id, CREDENTIALS);
        let found = exists.then_some(&account);
        let facts = case.under(policy.clone()).facts;
        let Ok(reply) = alpaca::handle(&request, found, &facts, policy, case.now) else {
            return Ok(());
        };
        let is_success = reply.status() == 204;
        prop_assert_eq!(is_success, reply.is_success());
        prop_assert_eq!(is_success, reply.body().is_none());
        prop_assert_eq!(is_success, reply.announcements().len() == 1);
        if is_success {
            prop_assert!(exists && id.chars().any(can_be_seen));
            prop_assert_eq!(&*policy.profile().provider, "alpaca");
            prop_assert_eq!(&*reply.announcements()[0].payload.status_to, "ACCOUNT_CLOSED");
            let decision = reply.into_decision().unwrap();
            prop_assert!(decision.codes().is_empty() && decision.missing().is_empty());
        } else {
            let body = reply.body().unwrap();
            prop_assert_eq!(body.status(), u32::from(reply.status()));
            prop_assert!(!body.message.is_empty());
        }
    }
}

const TRADING_ACCOUNT: &str = r#"{
    "id": "c8f1ef5d-edc0-4f23-9ee4-378f19cb92a4", "account_number": "927584925", "status": "ACTIVE",
    "currency": "USD", "buying_power": "103556.8572572922", "regt_buying_power": "52921.2982330664",
    "daytrading_buying_power": "103556.8572572922", "cash": "24861.91", "cash_withdrawable": "17861.91",
    "cash_transferable": "24861.91", "pending_transfer_out": "0", "portfolio_value": "28059.3882330664",
    "pattern_day_trader": true, "trading_blocked": false, "transfers_blocked": false, "account_blocked": false,
    "created_at": "2021-03-01T13:28:49.270232Z", "trade_suspended_by_user": false, "multiplier": "4",
    "shorting_enabled": true, "equity": "28059.3882330664", "last_equity": "26977.323677655",
    "long_market_value": "3197.4782330664", "short_market_value": "0", "initial_margin": "1598.7391165332",
    "maintenance_margin": "959.24346991992", "last_maintenance_margin": "934.6241032965",
    "sma": "26758.0590204615", "daytrade_count": 0, "previous_close": "2021-04-01T19:00:00-04:00",
    "last_long_market_value": "3115.413677655", "last_short_market_value": "0", "last_cash": "23861.91",
    "last_initial_margin": "1557.7068388275", "last_regt_buying_power": "50839.233677655",
    "last_daytrading_buying_power": "104433.9158860662", "last_buying_power": "104433.9158860662",
    "last_daytrade_count": 0, "clearing_broker": "VELOX"
}"#;

const CREATED: &str = r#"{"account": {
    "id": "0d18ae51-3c94-4511-b209-101e1666416b", "account_number": "9034005019", "status": "ACTIVE",
    "currency": "USD", "last_equity": "1500.65", "created_at": "2019-09-30T23:55:31.185998Z"
}}"#;

const ACCOUNT_MODEL: &str = r#"{
    "contact": {
        "email_address": "cool_alpaca@example.com", "phone_number": "555-666-7788",
        "street_address": ["20 N San Mateo Dr"], "city": "San Mateo", "state": "CA", "postal_code": "94401",
        "country": "USA"
    },
    "identity": {
        "given_name": "John", "family_name": "Doe", "date_of_birth": "1990-01-01", "tax_id": "666-55-4321",
        "tax_id_type": "USA_SSN", "country_of_citizenship": "USA", "country_of_birth": "USA",
        "country_of_tax_residence": "USA", "funding_source": ["employment_income"]
    },
    "disclosures": {
        "is_control_person": false, "is_affiliated_exchange_or_finra": false,
        "is_politically_exposed": false, "immediate_family_exposed": false
    },
    "agreements": [
        {"agreement": "margin_agreement", "signed_at": "2020-09-11T18:09:33Z", "ip_address": "185.13.21.99"},
        {"agreement": "account_agreement", "signed_at": "2020-09-11T18:13:44Z", "ip_address": "185.13.21.99"},
        {"agreement": "customer_agreement", "signed_at": "2020-09-11T18:13:44Z", "ip_address": "185.13.21.99"}
    ],
    "documents": [
        {"document_type": "cip_result", "content": "VGhlcmUgYXJlIG5vIHdpbGQgYWxwYWNhcy4=",
         "mime_type": "application/pdf"},
        {"document_type": "identity_verification", "document_sub_type": "passport",
         "content": "QWxwYWNhcyBjYW5ub3QgbGl2ZSBhbG9uZS4=", "mime_type": "image/jpeg"}
    ],
    "trusted_contact": {"given_name": "Jane", "family_name": "Doe", "email_address": "jane.doe@example.com"}
}"#;

const DEFINITION: &str = r#"{"/v1/accounts/{account_id}/actions/close": {
    "parameters": [{"schema": {"type": "string"}, "name": "account_id", "in": "path", "required": true,
                    "description": "The id of the account to be closed"}],
    "post": {
        "summary": "Close an Account", "tags": ["Accounts"],
        "operationId": "post-v1-accounts-account_id-actions-close",
        "responses": {"204": {"description": "Success"}, "404": {"description": "Account Not Found"}}
    }
}}"#;
