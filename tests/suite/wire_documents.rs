//! The providers' documents to the letter: methods, paths, schemes and headers, as their pages have them.
//!
//! What belongs here: what a page shows of a call, beside what the leaf of its provider makes of it.
//! What never does: answers to what the rules decide, which the file of each provider has.

use crate::requests::{udara360_body, udara360_headers, udara360_inputs, udara360_read};
use crate::support::{at, empty, policy, state};
use closeout::{
    Facts, Policy, Strictness,
    lifecycle::Subject,
    providers,
    wire::{
        alpaca::{self, Endpoint},
        udara360::{self, Headers, Inputs, ReferenceUse},
        upvest::{self, Liquidation},
        yuno,
    },
};
use serde_json::json;

const NOW: &str = "2026-02-02T09:00:00Z";

#[test]
fn methods_and_paths_are_those_of_the_pages() {
    let shown = [
        ("POST", "/v1/accounts/{account_id}/actions/close"),
        ("DELETE", "/v1/accounts/{account_id}"),
        ("DELETE", "/accounts/{account_id}"),
        ("DELETE", "/account_groups/{account_group_id}"),
        ("POST", "/accounts/{account_id}/liquidations"),
        ("POST", "/api/postings/v1/closeaccount"),
        ("DELETE", "/banking/accounts/{account_id}"),
    ];
    let known = [
        (Endpoint::Close.method(), Endpoint::Close.path()),
        (Endpoint::Delete.method(), Endpoint::Delete.path()),
        (upvest::METHOD, upvest::ACCOUNT_PATH),
        (upvest::METHOD, upvest::GROUP_PATH),
        (Liquidation::METHOD, Liquidation::PATH),
        (udara360::METHOD, udara360::PATH),
        (yuno::METHOD, yuno::PATH),
    ];
    assert_eq!(known, shown);
    assert_eq!(upvest::path(Subject::Account), "/accounts/{account_id}");
    assert_eq!(upvest::path(Subject::Group), "/account_groups/{account_group_id}");
}

/// The definition names the scheme and puts every call under it.
#[test]
fn alpaca_takes_no_call_without_basic_authentication() {
    assert_eq!(alpaca::SECURITY_SCHEME, "BasicAuth");
    let policy = policy(&providers::alpaca::ACCOUNT, Strictness::Documented, &[]);
    let (facts, active) = (empty(), state(&policy, "ACTIVE"));
    let account = alpaca::Account { account_number: "1".into(), state: active };
    let answer = |authorization: Option<&str>, account_id: &str| {
        let request = alpaca::Request::close(account_id, authorization);
        let reply = alpaca::handle(&request, Some(&account), &facts, &policy, at(NOW)).unwrap();
        assert_eq!(reply.decision().is_some(), reply.status() == 204);
        (reply.status(), reply.body().cloned())
    };
    for good in ["Basic a2V5OnNlY3JldA==", "basic a2V5OnNlY3JldA==", "BASIC  Og", " Basic +/9= "] {
        assert_eq!(answer(Some(good), "a").0, 204, "{good}");
    }
    let odd = [
        "",
        "Basic",
        "Basic ",
        "Basic ====",
        "Basic a b",
        "Basic a=b",
        "Basic é",
        "Bearer x",
        "Basica2V5",
        "a2V5",
    ];
    for odd in odd {
        for id in ["a", " "] {
            let (status, body) = answer(Some(odd), id);
            let body = serde_json::to_value(body).unwrap();
            let message = "`Authorization` is something else: expected `Basic` and credentials in base64";
            assert_eq!((status, body), (401, json!({"code": 40_100_000, "message": message})), "{odd}");
        }
    }
    let (status, body) = answer(None, "a");
    assert_eq!((status, body.unwrap().message.as_str()), (401, "`Authorization` is missing"));
}

/// A request of udara360 with this reference, of which the caller says whether it was used before.
fn close(reference: Option<&str>, use_: ReferenceUse) -> udara360::Request {
    let headers = Headers { request_reference: reference.map(Into::into), ..udara360_headers() };
    let inputs = Inputs { reference: use_, ..udara360_inputs() };
    udara360::Request::close_account(&headers, &udara360_read(&udara360_body()), inputs)
}

fn core_banking() -> Policy {
    policy(&providers::udara360::ACCOUNT, Strictness::Documented, &[])
}

fn code<'a>(reply: &'a udara360::Reply<'_>) -> &'a str {
    reply.body().unwrap().data.status_code.as_str()
}

/// The page stars the other two headers and not this one.
#[test]
fn udara360_closes_without_a_request_reference() {
    let (policy, facts) = (core_banking(), Facts::unknown());
    let active = policy.state(1);
    for use_ in [ReferenceUse::First, ReferenceUse::Repeated] {
        let request = close(None, use_);
        assert_eq!(request.reference(), None);
        let reply = udara360::handle(&request, Some(&active), &facts, &policy, at(NOW)).unwrap();
        assert_eq!((reply.status(), code(&reply)), (200, "00"), "there is nothing to be used before");
        assert_eq!(reply.body().unwrap().data.reference_number, None);
    }
}

/// D-5: what a reference protects from, and what nothing protects from without one.
#[test]
fn only_a_reference_tells_a_request_that_is_sent_again_from_another() {
    let (policy, facts) = (core_banking(), Facts::unknown());
    let closed = policy.state(3);
    let again = |reference| {
        let request = close(reference, ReferenceUse::Repeated);
        let reply = udara360::handle(&request, Some(&closed), &facts, &policy, at(NOW)).unwrap();
        (code(&reply).to_owned(), reply.decision().is_some())
    };
    assert_eq!(again(Some("ref-1")), ("26".to_owned(), false));
    assert_eq!(again(None), ("57".to_owned(), true), "decided again, and refused as closed already");
}

/// The seed of the gate is a sentence on the domicile of the user.
#[test]
fn what_upvest_says_of_the_domicile_is_said_of_the_domicile() {
    let gate = &providers::upvest::ACCOUNT.gates[0];
    assert!(gate.source.reading.contains("domicile of the user"), "{}", gate.source.reading);
    assert!(!gate.source.reading.contains("resident"), "{}", gate.source.reading);
}

/// A webhook that the guide on closing mentions and does not name is cited from the page that names it.
#[test]
fn events_cite_the_page_that_names_them() {
    let closing = "Upvest, guide Closing accounts and account groups";
    for profile in providers::PROFILES {
        for row in &profile.announcements {
            assert_ne!(row.source.document, closing, "{}", row.message);
            assert!(!row.source.document.contains("Close"), "{}: {}", row.message, row.source.document);
        }
    }
}

/// What a document calls initial: nine of Alpaca's twenty-one statuses are in a list alone.
#[test]
fn initial_is_what_a_document_calls_so() {
    let initial = |profile: &closeout::profile::Profile| -> Vec<String> {
        let rows = profile.lifecycle.statuses().iter().filter(|row| row.initial);
        rows.map(|row| row.wire.to_string()).collect()
    };
    let of_alpaca = [
        "ONBOARDING",
        "SUBMITTED",
        "SUBMISSION_FAILED",
        "APPROVAL_PENDING",
        "APPROVED",
        "REJECTED",
        "ACTIVE",
    ];
    assert_eq!(initial(&providers::alpaca::ACCOUNT), of_alpaca);
    assert_eq!(initial(&providers::upvest::ACCOUNT), ["PENDING_APPROVAL"]);
    assert_eq!(initial(&providers::udara360::ACCOUNT), ["1"]);
    assert_eq!(initial(&providers::yuno::ACCOUNT), ["PENDING", "ACTIVE"]);
    for profile in providers::PROFILES {
        let both = profile.lifecycle.statuses().iter().any(|row| row.initial && row.assumed);
        assert!(!both, "{}", profile.provider);
        let diagram = profile.lifecycle.mermaid().to_string();
        assert_eq!(diagram.matches("[*] -->").count(), initial(profile).len(), "{}", profile.provider);
    }
}
