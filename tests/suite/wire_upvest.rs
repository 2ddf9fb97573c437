//! Upvest on the wire: whole lives of an account and a group, what is answered to what, and what bad requests get.
//!
//! What belongs here: exact field names, values, codes, texts and webhooks.
//! What never does: whether closing is admitted or complete, which the contract and the healing tables say.

use crate::strategies::{Change, cases};
use crate::support::{at, balance, closing, codes, empty, member, movement, order, policy, position, state};
use closeout::{
    Fact, Facts, Policy, State, Strictness, Verdict,
    lifecycle::Subject,
    profile::Profile,
    providers,
    wire::upvest::{
        self, ClosureReason, Incoming, Liquidation, LiquidationBody, LiquidationOrder, Problem, Request,
        Response, Webhook, WebhookObject,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ID: &str = "2d5f6f1c-3b0a-4c57-9a41-5d3b6a7c8e90";
const NOW: &str = "2026-02-02T09:00:00Z";

type Query<'a> = &'a [(&'a str, &'a str)];

fn request(subject: Subject, id: &str, query: Query<'_>) -> Request {
    Request::read(&Incoming { subject, id, query, instance: "/the/instance", request_id: "the-request" })
}

fn profile(subject: Subject) -> &'static Profile {
    match subject {
        Subject::Account => &providers::upvest::ACCOUNT,
        Subject::Group => &providers::upvest::GROUP,
    }
}

fn prudent(subject: Subject) -> Policy {
    policy(profile(subject), Strictness::Prudent, &["GB"])
}

/// What is answered, what is announced, and whether there is something to commit.
struct Answer {
    response: Response,
    webhooks: Vec<Webhook>,
    status_after: Option<String>,
}

/// An answer about a subject in this status that holds this, under all rules.
#[track_caller]
fn ask(request: &Request, status: Option<&str>, facts: &Facts) -> Answer {
    let policy = prudent(request.subject());
    let state = status.map(|status| state(&policy, status));
    let handled = upvest::handle(request, state.as_ref(), facts, &policy, at(NOW)).unwrap();
    let status_after = handled.decision.map(|decision| decision.state().status.to_string());
    Answer { response: handled.response, webhooks: handled.webhooks, status_after }
}

#[track_caller]
fn details(query: Query<'_>) -> String {
    let answer = ask(&request(Subject::Group, ID, query), Some("ACTIVE"), &empty());
    assert_eq!(answer.response.status(), Some(400), "{query:?}");
    assert!(answer.webhooks.is_empty() && answer.status_after.is_none());
    answer.response.body().unwrap().detail.clone()
}

fn written(webhooks: &[Webhook]) -> Value {
    serde_json::to_value(webhooks).unwrap()
}

#[test]
fn an_account_lives_from_its_request_through_a_liquidation_to_its_closing() {
    let policy = prudent(Subject::Account);
    let (request, active) = (request(Subject::Account, ID, &[]), state(&policy, "ACTIVE"));
    let mut holding = empty();
    holding.positions = Fact::one(position("3"));
    let accepted = upvest::handle(&request, Some(&active), &holding, &policy, at(NOW)).unwrap();
    assert_eq!((accepted.response.status(), accepted.response.body()), (None, None));
    assert_eq!(
        written(&accepted.webhooks),
        json!([{
            "created_at": NOW, "type": "ACCOUNT.CLOSING_INITIATED",
            "object": {"id": ID, "status": "CLOSING"},
        }])
    );
    let closing = accepted.decision.unwrap().state().clone();

    let again = upvest::handle(&request, Some(&closing), &holding, &policy, at(NOW)).unwrap();
    assert!(again.response.is_accepted() && again.webhooks.is_empty());
    assert_eq!(again.decision.unwrap().verdict(), Verdict::NoOp);

    let waiting = upvest::advance(ID, &closing, &holding, &policy, at(NOW)).unwrap();
    assert_eq!((waiting.decision.verdict(), waiting.webhooks.len()), (Verdict::Waiting, 0));
    let cure = Liquidation::curing(&waiting.decision, &LIQUIDATION).unwrap().unwrap();
    assert_eq!(cure.path(), "/accounts/2d5f6f1c-3b0a-4c57-9a41-5d3b6a7c8e90/liquidations");

    let sold = empty();
    let clear = upvest::advance(ID, &closing, &sold, &policy, at("2026-03-01T12:00:00Z")).unwrap();
    assert!(clear.webhooks.is_empty(), "the tax year has not ended: that it is clear is told to nobody");
    let clear = clear.decision.state().clone();
    let closed = upvest::advance(ID, &clear, &sold, &policy, at("2026-04-06T00:00:00Z")).unwrap();
    assert_eq!(
        written(&closed.webhooks),
        json!([{
            "created_at": "2026-04-06T00:00:00Z", "type": "ACCOUNT.CLOSED",
            "object": {"id": ID, "status": "CLOSED"},
        }])
    );
    assert_eq!(closed.decision.effective_at(), Some(at("2026-04-05T23:00:00Z")));
}

#[test]
fn a_group_lives_from_its_request_to_its_closing_and_its_report() {
    let policy = prudent(Subject::Group);
    let (active, facts) = (state(&policy, "ACTIVE"), empty());
    let request = request(Subject::Group, ID, &[("closure_reason", "user_initiated")]);
    let accepted = upvest::handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap();
    assert_eq!(accepted.response, Response::Accepted);
    assert_eq!(
        written(&accepted.webhooks),
        json!([{
            "created_at": NOW, "type": "ACCOUNT_GROUP.CLOSING_INITIATED",
            "object": {"id": ID, "status": "CLOSING"},
        }])
    );
    let closing = accepted.decision.unwrap().state().clone();
    let mut open = empty();
    open.accounts = Fact::one(member("CLOSING"));
    assert!(upvest::advance(ID, &closing, &open, &policy, at(NOW)).unwrap().webhooks.is_empty());
    let closed = upvest::advance(ID, &closing, &facts, &policy, at("2026-02-03T09:00:00Z")).unwrap();
    assert_eq!(
        written(&closed.webhooks),
        json!([
            {"created_at": "2026-02-03T09:00:00Z", "type": "ACCOUNT_GROUP.CLOSED",
             "object": {"id": ID, "status": "CLOSED"}},
            {"created_at": "2026-02-03T09:00:00Z", "type": "REPORT.CREATED",
             "object": {"type": "ACCOUNT_CLOSING", "account_group_id": ID}},
        ])
    );
}

#[test]
fn a_webhook_carries_the_ids_that_the_service_states() {
    let webhook = Webhook {
        id: Some("e1".into()),
        created_at: at(NOW),
        kind: "ACCOUNT.CLOSED",
        object: WebhookObject::Subject { id: "a1".into(), status: "CLOSED".into() },
        webhook_id: Some("w1".into()),
    };
    let expected = json!({
        "id": "e1", "created_at": NOW, "type": "ACCOUNT.CLOSED", "object": {"id": "a1", "status": "CLOSED"},
        "webhook_id": "w1",
    });
    assert_eq!(serde_json::to_value(webhook).unwrap(), expected);
}

/// Everything that the profiles announce is sent at some time, and nothing else is.
#[test]
fn the_types_of_webhooks_are_those_of_the_profiles() {
    for subject in [Subject::Account, Subject::Group] {
        let policy = policy(profile(subject), Strictness::Documented, &["DE"]);
        let (facts, active, closing) = (empty(), state(&policy, "ACTIVE"), closing(&policy));
        let request = request(subject, ID, &[]);
        let begun = upvest::handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap().webhooks;
        let ended = upvest::advance(ID, &closing, &facts, &policy, at(NOW)).unwrap().webhooks;
        let sent: Vec<&str> = begun.iter().chain(&ended).map(|webhook| webhook.kind).collect();
        let rows: Vec<&str> = profile(subject).announcements.iter().map(|row| row.message).collect();
        assert_eq!(sent, rows);
    }
}

#[test]
fn each_of_the_seven_reasons_is_taken_to_the_letter_and_no_other() {
    let names = [
        "dunning",
        "power_of_attorney",
        "loss_of_legal_capacity",
        "aml",
        "risk_based",
        "contract_breach",
        "user_initiated",
    ];
    assert_eq!(ClosureReason::ALL.iter().map(|reason| reason.name()).collect::<Vec<_>>(), names);
    for name in names {
        let request = request(Subject::Group, ID, &[("closure_reason", name)]);
        assert_eq!(request.reason().map(ClosureReason::name), Some(name));
        assert!(ask(&request, Some("ACTIVE"), &empty()).response.is_accepted());
    }
    for odd in ["", " aml", "AML", "fraud", "User_initiated", "user-initiated", "аml"] {
        let expected = format!(
            "`closure_reason` is `{odd}`: expected one of `dunning`, `power_of_attorney`, \
             `loss_of_legal_capacity`, `aml`, `risk_based`, `contract_breach`, `user_initiated`"
        );
        assert_eq!(details(&[("closure_reason", odd)]), expected);
    }
}

#[test]
fn a_notice_changes_nothing_and_announces_nothing() {
    let notice = request(Subject::Group, ID, &[("notification_only", "true"), ("closure_reason", "dunning")]);
    assert!(notice.notification_only());
    let mut holding = Facts::unknown();
    holding.outstanding_withdrawals = Fact::one(movement(None));
    for facts in [&empty(), &holding, &Facts::unknown()] {
        for status in ["ACTIVE", "PENDING_APPROVAL", "CLOSING"] {
            let answer = ask(&notice, Some(status), facts);
            assert!(answer.response.is_accepted() && answer.webhooks.is_empty(), "{status}");
            assert_eq!(answer.status_after, None, "nothing is to be committed");
        }
        for status in ["CLOSED", "LOCKED"] {
            let answer = ask(&notice, Some(status), facts);
            assert_eq!(answer.response.status(), Some(409), "{status}");
            assert_eq!(answer.status_after.as_deref(), Some(status));
        }
        // Nobody knows what the status means, so nobody can say that closing will be admitted.
        let answer = ask(&notice, Some("SOMETHING_NEW"), facts);
        assert!(!answer.response.is_accepted());
        assert_eq!(answer.status_after.as_deref(), Some("SOMETHING_NEW"));
    }
    let real = request(Subject::Group, ID, &[("notification_only", "false")]);
    assert!(!real.notification_only());
    assert_eq!(ask(&real, Some("ACTIVE"), &empty()).status_after.as_deref(), Some("CLOSING"));
}

#[test]
fn a_malformed_request_is_told_everything_in_the_order_of_the_fields() {
    let query: Query<'_> = &[
        ("reason", "aml"),
        ("notification_only", "yes"),
        ("closure_reason", "aml"),
        ("notification_only", "true"),
        ("closure_reason", "greed"),
        ("Closure_Reason", "aml"),
        ("notification_only", ""),
    ];
    let answer = ask(&request(Subject::Group, "  ", query), Some("ACTIVE"), &empty());
    let problem = answer.response.body().unwrap();
    let told: Vec<&str> = problem.detail.split("; ").collect();
    assert_eq!(
        told,
        [
            "`account_group_id` is blank: expected an id",
            "`closure_reason` is given 2 times: expected at most one",
            "`closure_reason` is `greed`: expected one of `dunning`, `power_of_attorney`, \
             `loss_of_legal_capacity`, `aml`, `risk_based`, `contract_breach`, `user_initiated`",
            "`notification_only` is given 3 times: expected at most one",
            "`notification_only` is `yes`: expected `true` or `false`",
            "`notification_only` is ``: expected `true` or `false`",
            "unknown parameter `reason`: expected `closure_reason` or `notification_only`",
            "unknown parameter `Closure_Reason`: expected `closure_reason` or `notification_only`",
        ]
    );
    assert_eq!(problem.status, 400);
}

#[test]
fn each_bad_query_is_refused_on_its_own() {
    let rows: [(Query<'_>, &str); 6] = [
        (&[("notification_only", "TRUE")], "`notification_only` is `TRUE`"),
        (&[("notification_only", "1")], "`notification_only` is `1`"),
        (&[("notification_only", "true"), ("notification_only", "true")], "is given 2 times"),
        (&[("closure_reason", "aml"), ("closure_reason", "aml")], "is given 2 times"),
        (&[("", "")], "unknown parameter ``"),
        (&[("idempotency-key", ID)], "unknown parameter `idempotency-key`"),
    ];
    for (query, expected) in rows {
        let detail = details(query);
        assert!(detail.contains(expected) && !detail.contains(';'), "{detail}");
    }
    let long = "x".repeat(1_000);
    assert!(
        details(&[("closure_reason", &long), (&long, "")]).len() < 500,
        "an answer is not as long as a question"
    );
}

#[test]
fn an_account_takes_no_reason_and_no_notice() {
    let query: Query<'_> = &[("closure_reason", "aml"), ("notification_only", "true")];
    let request = request(Subject::Account, "", query);
    assert_eq!((request.reason(), request.notification_only()), (None, false));
    let answer = ask(&request, Some("ACTIVE"), &empty());
    assert_eq!(
        answer.response.body().unwrap().detail,
        "`account_id` is blank: expected an id; unknown parameter `closure_reason`: expected none; \
         unknown parameter `notification_only`: expected none"
    );
}

#[test]
fn a_problem_has_the_fields_of_the_standard_and_the_id_of_the_request() {
    let answer = ask(&request(Subject::Account, ID, &[]), None, &empty());
    let expected = json!({
        "type": "about:blank", "status": 404, "title": "Not Found", "detail": "there is no account with this id",
        "instance": "/the/instance", "request_id": "the-request",
    });
    let problem = answer.response.body().unwrap();
    assert_eq!(serde_json::to_value(problem).unwrap(), expected);
    assert_eq!(&serde_json::from_value::<Problem>(expected).unwrap(), problem);
    assert_eq!(Problem::CONTENT_TYPE, "application/problem+json");
}

#[test]
fn every_blocker_of_a_request_has_its_answer() {
    let rows: [(Subject, &str, Change, &str); 7] = [
        (Subject::Account, "CLOSED", |_| {}, "the account cannot be closed: already closed"),
        (
            Subject::Group,
            "LOCKED",
            |_| {},
            "the account group cannot be closed: status does not admit closing",
        ),
        (Subject::Group, "NEW", withdraw, "the account group cannot be closed: outstanding withdrawals"),
        (Subject::Account, "ACTIVE", withdraw, "the account cannot be closed: outstanding withdrawals"),
        (Subject::Group, "ACTIVE", withdraw, "the account group cannot be closed: outstanding withdrawals"),
        (
            Subject::Account,
            "ACTIVE",
            |facts| facts.open_orders = Fact::one(order()),
            "the account cannot be closed: open orders",
        ),
        (
            Subject::Account,
            "LOCKED",
            withdraw,
            "the account cannot be closed: status does not admit closing, outstanding withdrawals",
        ),
    ];
    for (subject, status, change, detail) in rows {
        let mut facts = empty();
        change(&mut facts);
        let answer = ask(&request(subject, ID, &[]), Some(status), &facts);
        let problem = answer.response.body().unwrap();
        assert_eq!((problem.status, &*problem.title, problem.detail.as_str()), (409, "Conflict", detail));
        assert!(answer.webhooks.is_empty() && answer.status_after.as_deref() == Some(status));
    }
}

fn withdraw(facts: &mut Facts) {
    facts.outstanding_withdrawals = Fact::one(movement(None));
}

/// U-1 and U-8: what is left keeps a subject closing, it does not refuse.
#[test]
fn what_is_left_does_not_refuse_a_request() {
    let mut facts = empty();
    facts.positions = Fact::one(position("1"));
    facts.expected_corporate_actions = Fact::one(movement(None));
    (facts.fees, facts.cash) = (Fact::one(balance("1")), Fact::one(balance("-1")));
    facts.accounts = Fact::one(member("ACTIVE"));
    for subject in [Subject::Account, Subject::Group] {
        let answer = ask(&request(subject, ID, &[]), Some("ACTIVE"), &facts);
        assert_eq!((answer.response.is_accepted(), answer.webhooks.len()), (true, 1));
    }
}

#[test]
fn what_cannot_be_said_is_neither_a_refusal_nor_a_success() {
    let answer = ask(&request(Subject::Account, ID, &[]), Some("ACTIVE"), &Facts::unknown());
    let problem = answer.response.body().unwrap();
    assert_eq!((problem.status, &*problem.title), (503, "Service Unavailable"));
    assert_eq!(
        problem.detail,
        "it cannot be said whether the account can be closed, unknown: open_orders, outstanding_withdrawals"
    );
    assert!(answer.webhooks.is_empty());
}

#[test]
fn under_a_policy_for_something_else_nothing_is_decided_and_nothing_announced() {
    let facts = empty();
    let request = request(Subject::Group, ID, &[]);
    for other in providers::PROFILES.iter().filter(|row| row.provider != "upvest" || row.members.is_none()) {
        let policy = policy(other, Strictness::Documented, &["DE"]);
        let state = state(&policy, "ACTIVE");
        let handled = upvest::handle(&request, Some(&state), &facts, &policy, at(NOW)).unwrap();
        assert_eq!(handled.response.status(), Some(503), "{}", other.provider);
        assert!(handled.webhooks.is_empty() && handled.decision.is_none());
    }
}

#[test]
fn a_state_that_lies_in_the_future_is_a_misuse() {
    let (policy, facts) = (prudent(Subject::Group), empty());
    let mut state = state(&policy, "CLOSING");
    state.requested_at = Some(at("2026-02-02T09:00:01Z"));
    let request = request(Subject::Group, ID, &[]);
    assert!(upvest::handle(&request, Some(&state), &facts, &policy, at(NOW)).is_err());
    assert!(upvest::advance(ID, &state, &facts, &policy, at(NOW)).is_err());
}

const LIQUIDATION: LiquidationOrder<'_> = LiquidationOrder {
    account_id: ID,
    user_id: "7e9a0529-d289-4f4a-ae01-c2cd013d582e",
    idempotency_key: "d396b7c3-aa67-488a-8e39-4a1a7cbeb9f4",
};

#[test]
fn only_open_positions_call_for_a_liquidation() {
    let policy = prudent(Subject::Account);
    let state = closing(&policy);
    let mut facts = empty();
    facts.unsettled_trades = Fact::one(movement(None));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().decision;
    assert_eq!(codes(&waiting), ["unsettled_trades", "tax_year_end"]);
    assert_eq!(Liquidation::curing(&waiting, &LIQUIDATION), Ok(None));

    facts.positions = Fact::one(position("0.5"));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().decision;
    let cure = Liquidation::curing(&waiting, &LIQUIDATION).unwrap().unwrap();
    assert_eq!((Liquidation::METHOD, Liquidation::KEY_HEADER), ("POST", "idempotency-key"));
    assert_eq!(cure.idempotency_key(), LIQUIDATION.idempotency_key);
    let body = json!({"user_id": LIQUIDATION.user_id});
    assert_eq!(serde_json::to_value(cure.body()).unwrap(), body);
    assert_eq!(&serde_json::from_value::<LiquidationBody>(body).unwrap(), cure.body());
}

#[test]
fn a_liquidation_is_told_everything_that_is_wrong_with_it_in_the_order_of_the_fields() {
    let policy = prudent(Subject::Account);
    let (state, mut facts) = (closing(&policy), empty());
    facts.positions = Fact::one(position("-1"));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().decision;
    let wrong = LiquidationOrder { account_id: "", user_id: "\t", idempotency_key: "7e9a" };
    assert_eq!(
        Liquidation::curing(&waiting, &wrong).unwrap_err().to_string(),
        "`account_id` is blank: expected an id; `user_id` is blank: expected an id; \
         `idempotency-key` is `7e9a`: expected a UUID, such as `7e9a0529-d289-4f4a-ae01-c2cd013d582e`"
    );
    for key in [
        "",
        "7e9a0529d2894f4aae01c2cd013d582e",
        "7e9a0529-d289-4f4a-ae01-c2cd013d582g",
        "{7e9a0529-d289-4f4a-ae01-c2cd013d582e}",
        "7e9a0529-d289-4f4a-ae01-c2cd013d582e-",
        "é--------",
    ] {
        let wrong = LiquidationOrder { idempotency_key: key, ..LIQUIDATION };
        assert!(Liquidation::curing(&waiting, &wrong).is_err(), "{key}");
    }
}

/// Names and values that are nearly right, right, and anything.
fn queries() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        3 => Just("closure_reason".to_owned()),
        3 => Just("notification_only".to_owned()),
        1 => ".{0,6}",
    ];
    let value = prop_oneof![
        2 => prop::sample::select(vec!["aml", "dunning", "true", "false", "AML", " true"]).prop_map(str::to_owned),
        1 => ".{0,60}",
    ];
    prop::collection::vec((name, value), 0..4)
}

/// By another way than the code: what the documents permit, told from the list as a whole.
fn is_documented(subject: Subject, id: &str, query: Query<'_>) -> bool {
    let reasons: BTreeSet<&str> = ClosureReason::ALL.iter().map(|reason| reason.name()).collect();
    let each_once = query.iter().map(|(name, _)| *name).collect::<BTreeSet<&str>>().len() == query.len();
    let each_known = query.iter().all(|parameter| match parameter {
        ("closure_reason", reason) => reasons.contains(reason),
        ("notification_only", flag) => ["true", "false"].contains(flag),
        _ => false,
    });
    let is_named = id.chars().any(crate::reference::reasons::can_be_seen);
    is_named && each_once && each_known && (subject == Subject::Group || query.is_empty())
}

proptest! {
    #[test]
    fn no_odd_request_panics_or_succeeds(
        case in cases(),
        id in prop_oneof![Just(" ".to_owned()), ".{0,8}", Just(ID.to_owned())],
        owned in queries(),
        is_group: bool,
        exists in prop::bool::weighted(0.9),
    ) {
        let subject = if is_group { Subject::Group } else { Subject::Account };
        let query: Vec<(&str, &str)> =
            owned.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = request(subject, &id, &query);
        prop_assert_eq!(request.violations().is_empty(), is_documented(subject, &id, &query));
        let policy = Policy::new(profile(subject), case.policy.options().clone());
        let mut state = State::new(policy.lifecycle().status(&case.state.status.wire_value()));
        state.requested_at = case.state.requested_at;
        let found = exists.then_some(&state);
        let facts = case.under(policy.clone()).facts;
        let handled = upvest::handle(&request, found, &facts, &policy, case.now).unwrap();
        prop_assert_eq!(handled.response.is_accepted(), handled.response.body().is_none());
        if handled.response.is_accepted() {
            prop_assert!(exists && is_documented(subject, &id, &query));
            let changes = handled.decision.is_some_and(|decision| decision.state() != &state);
            prop_assert_eq!(changes, handled.webhooks.len() == 1);
            prop_assert!(!(changes && request.notification_only()));
        } else {
            prop_assert!(handled.webhooks.is_empty());
            prop_assert!(handled.decision.is_none_or(|decision| decision.state() == &state));
            let problem = handled.response.body().unwrap();
            prop_assert!((400..600).contains(&problem.status) && !problem.detail.is_empty());
            prop_assert_eq!(problem.status == 400, !request.violations().is_empty());
        }
    }
}
