//! Upvest on the wire: whole lives of an account and a group, what is answered to what, and what bad requests get.
//!
//! What belongs here: exact field names, values, codes, texts and webhooks.
//! What never does: whether closing is admitted or complete, which the contract and the healing tables say.

mod liquidation;
mod number;

use crate::strategies::{Change, cases};
use crate::support::{at, balance, closing, empty, member, movement, order, policy, position, state};
use closeout::{
    Fact, Facts, Policy, State, Strictness, Verdict,
    lifecycle::Subject,
    profile::Profile,
    providers,
    wire::{
        Announcement,
        upvest::{self, ClosureReason, Liquidation, Problem, Request, Trace, Webhook, WebhookObject},
    },
};
use liquidation::LIQUIDATION;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ID: &str = "2d5f6f1c-3b0a-4c57-9a41-5d3b6a7c8e90";
const NOW: &str = "2026-02-02T09:00:00Z";

type Query<'a> = &'a [(&'a str, &'a str)];

fn request(subject: Subject, id: &str, query: Query<'_>) -> Request {
    let trace = Trace { instance: "/the/instance", request_id: "the-request" };
    match subject {
        Subject::Account => Request::delete_account(id, query, trace),
        Subject::Group => Request::delete_group(id, query, trace),
    }
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
    status: u16,
    problem: Option<Problem>,
    webhooks: Vec<Announcement<Webhook>>,
    status_after: Option<String>,
}

impl Answer {
    /// Accepted, without a body, by a number that no document gives.
    fn is_accepted(&self) -> bool {
        assert_eq!(self.status == 202, self.problem.is_none());
        self.problem.is_none()
    }
}

/// An answer about a subject in this status that holds this, under all rules.
#[track_caller]
fn ask(request: &Request, status: Option<&str>, facts: &Facts) -> Answer {
    let policy = prudent(request.subject());
    let state = status.map(|status| state(&policy, status));
    let reply = upvest::handle(request, state.as_ref(), facts, &policy, at(NOW)).unwrap();
    assert_eq!(reply.status_basis().is_none(), reply.is_success());
    Answer {
        status: reply.status(),
        problem: reply.body().cloned(),
        webhooks: reply.announcements().to_vec(),
        status_after: reply.decision().map(|decision| decision.state().status.to_string()),
    }
}

#[track_caller]
fn details(query: Query<'_>) -> String {
    let answer = ask(&request(Subject::Group, ID, query), Some("ACTIVE"), &empty());
    assert_eq!(answer.status, 400, "{query:?}");
    assert!(answer.webhooks.is_empty() && answer.status_after.is_none());
    answer.problem.unwrap().detail
}

fn written(webhooks: &[Announcement<Webhook>]) -> Value {
    serde_json::to_value(webhooks).unwrap()
}

#[test]
fn an_account_lives_from_its_request_through_a_liquidation_to_its_closing() {
    let policy = prudent(Subject::Account);
    let (request, active) = (request(Subject::Account, ID, &[]), state(&policy, "ACTIVE"));
    let mut holding = empty();
    holding.positions = Fact::one(position("3"));
    let accepted = upvest::handle(&request, Some(&active), &holding, &policy, at(NOW)).unwrap();
    assert_eq!((accepted.status(), accepted.status_basis(), accepted.body()), (202, None, None));
    assert_eq!(
        written(accepted.announcements()),
        json!([{
            "created_at": NOW, "type": "ACCOUNT.CLOSING_INITIATED",
            "object": {"id": ID, "status": "CLOSING"},
        }])
    );
    let closing = accepted.decision().unwrap().state().clone();

    let again = upvest::handle(&request, Some(&closing), &holding, &policy, at(NOW)).unwrap();
    assert!(again.status() == 202 && again.announcements().is_empty());
    assert_eq!(again.decision().unwrap().verdict(), Verdict::NoOp);

    let waiting = upvest::advance(ID, &closing, &holding, &policy, at(NOW)).unwrap();
    assert_eq!((waiting.decision().verdict(), waiting.announcements().len()), (Verdict::Waiting, 0));
    let cure = Liquidation::curing(waiting.decision(), &LIQUIDATION).unwrap().unwrap();
    assert_eq!(cure.path(), "/accounts/2d5f6f1c-3b0a-4c57-9a41-5d3b6a7c8e90/liquidations");

    let sold = empty();
    let clear = upvest::advance(ID, &closing, &sold, &policy, at("2026-03-01T12:00:00Z")).unwrap();
    assert!(
        clear.announcements().is_empty(),
        "the tax year has not ended: that it is clear is told to nobody"
    );
    let clear = clear.decision().state().clone();
    let closed = upvest::advance(ID, &clear, &sold, &policy, at("2026-04-06T00:00:00Z")).unwrap();
    assert_eq!(
        written(closed.announcements()),
        json!([{
            "created_at": "2026-04-06T00:00:00Z", "type": "ACCOUNT.CLOSED",
            "object": {"id": ID, "status": "CLOSED"},
        }])
    );
    assert_eq!(closed.decision().effective_at(), Some(at("2026-04-05T23:00:00Z")));
}

#[test]
fn a_group_lives_from_its_request_to_its_closing_and_its_report() {
    let policy = prudent(Subject::Group);
    let (active, facts) = (state(&policy, "ACTIVE"), empty());
    let request = request(Subject::Group, ID, &[("closure_reason", "user_initiated")]);
    let accepted = upvest::handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap();
    assert_eq!((accepted.status(), accepted.body()), (202, None));
    assert_eq!(
        written(accepted.announcements()),
        json!([{
            "created_at": NOW, "type": "ACCOUNT_GROUP.CLOSING_INITIATED",
            "object": {"id": ID, "status": "CLOSING"},
        }])
    );
    let closing = accepted.decision().unwrap().state().clone();
    let mut open = empty();
    open.accounts = Fact::one(member("CLOSING"));
    assert!(upvest::advance(ID, &closing, &open, &policy, at(NOW)).unwrap().announcements().is_empty());
    let closed = upvest::advance(ID, &closing, &facts, &policy, at("2026-02-03T09:00:00Z")).unwrap();
    assert_eq!(
        written(closed.announcements()),
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
        kind: "ACCOUNT.CLOSED".into(),
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
        let begun = upvest::handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap();
        let ended = upvest::advance(ID, &closing, &facts, &policy, at(NOW)).unwrap();
        let sent: Vec<_> = begun.announcements().iter().chain(ended.announcements()).collect();
        let types: Vec<&str> = sent.iter().map(|webhook| &*webhook.payload.kind).collect();
        let messages: Vec<&str> = sent.iter().map(|webhook| &*webhook.message).collect();
        let rows: Vec<&str> = profile(subject).announcements.iter().map(|row| &*row.message).collect();
        assert_eq!((&types, &messages), (&rows, &rows));
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
        assert!(ask(&request, Some("ACTIVE"), &empty()).is_accepted());
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
            assert!(answer.is_accepted() && answer.webhooks.is_empty(), "{status}");
            assert_eq!(answer.status_after, None, "nothing is to be committed");
        }
        for status in ["CLOSED", "LOCKED"] {
            let answer = ask(&notice, Some(status), facts);
            assert_eq!(answer.status, 409, "{status}");
            assert_eq!(answer.status_after.as_deref(), Some(status));
        }
        // Nobody knows what the status means, so nobody can say that closing will be admitted.
        let answer = ask(&notice, Some("SOMETHING_NEW"), facts);
        assert!(!answer.is_accepted());
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
    let problem = answer.problem.as_ref().unwrap();
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
        answer.problem.unwrap().detail,
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
    let problem = answer.problem.as_ref().unwrap();
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
        let problem = answer.problem.as_ref().unwrap();
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
        assert_eq!((answer.is_accepted(), answer.webhooks.len()), (true, 1));
    }
}

#[test]
fn what_cannot_be_said_is_neither_a_refusal_nor_a_success() {
    let answer = ask(&request(Subject::Account, ID, &[]), Some("ACTIVE"), &Facts::unknown());
    let problem = answer.problem.as_ref().unwrap();
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
        let reply = upvest::handle(&request, Some(&state), &facts, &policy, at(NOW)).unwrap();
        assert_eq!(reply.status(), 503, "{}", other.provider);
        assert!(reply.announcements().is_empty() && reply.decision().is_none());
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
        prop_assert_eq!(request.violations().is_none(), is_documented(subject, &id, &query));
        let policy = Policy::new(profile(subject), case.policy.options().clone());
        let mut state = State::new(policy.lifecycle().status(case.state.status.word()));
        state.requested_at = case.state.requested_at;
        let found = exists.then_some(&state);
        let facts = case.under(policy.clone()).facts;
        let reply = upvest::handle(&request, found, &facts, &policy, case.now).unwrap();
        prop_assert_eq!(reply.is_success(), reply.body().is_none());
        let changes = reply.decision().is_some_and(|decision| decision.state() != &state);
        if reply.is_success() {
            prop_assert!(exists && is_documented(subject, &id, &query));
            prop_assert_eq!(changes, reply.announcements().len() == 1);
            prop_assert!(!(changes && request.notification_only()));
        } else {
            prop_assert!(reply.announcements().is_empty() && !changes);
            let problem = reply.body().unwrap();
            prop_assert!((400..600).contains(&problem.status) && !problem.detail.is_empty());
            prop_assert_eq!(problem.status, reply.status());
            prop_assert_eq!(problem.status == 400, request.violations().is_some());
        }
    }
}
