//! The one shape that all leaves have: a request, a reply, and a function from the one to the other.
//!
//! What belongs here: what holds for every provider.
//! What never does: a number, a body or a message of one provider, which its own file has.

use crate::requests::{CREDENTIALS, KEYS, udara360_body, udara360_request};
use crate::support::{at, empty, policy, state};
use closeout::{
    Facts, MisuseError, Policy, State, Strictness,
    profile::Profile,
    providers,
    wire::{Reply, RequestError, alpaca, udara360, upvest, yuno},
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

/// What `handle` of every leaf is: only the types of its own request, subject, body and payload differ.
type Handle<Q, S, B, A> = for<'a> fn(
    &'a Q,
    Option<&'a S>,
    &'a Facts,
    &'a Policy,
    Timestamp,
) -> Result<Reply<'a, B, A>, MisuseError>;

/// What a server sees of a reply.
#[derive(Debug, PartialEq)]
struct Seen {
    status: u16,
    has_basis: bool,
    body: Value,
    announced: Vec<Value>,
    is_decided: bool,
    happened: bool,
}

/// A leaf, with what is sent to it and what is looked up.
struct Door<Q, S, B, A> {
    handle: Handle<Q, S, B, A>,
    profile: &'static Profile,
    good: Q,
    flawed: Q,
    violations: fn(&Q) -> Option<&RequestError>,
    open: S,
    closed: S,
    /// Of the open one, that there is nothing in the way.
    clear: Facts,
}

impl<Q, S, B: Serialize, A: Serialize> Door<Q, S, B, A> {
    fn ask(&self, request: &Q, found: Option<&S>) -> Seen {
        let policy = policy(self.profile, Strictness::Documented, &["DE"]);
        let reply = (self.handle)(request, found, &self.clear, &policy, at("2026-02-02T09:00:00Z")).unwrap();
        let announced = reply.announcements().iter().map(|told| serde_json::to_value(told).unwrap());
        let events = reply.decision().map(|decision| decision.events().kinds());
        Seen {
            status: reply.status(),
            has_basis: reply.status_basis().is_some(),
            body: serde_json::to_value(reply.body()).unwrap(),
            announced: announced.collect(),
            is_decided: reply.decision().is_some(),
            happened: events.is_some_and(|kinds| !kinds.is_empty()),
        }
    }

    /// What a server may rely on, whichever provider it is.
    fn check(&self) {
        let name = &self.profile.provider;
        let closes = self.ask(&self.good, Some(&self.open));
        assert!(matches!(closes.status, 200..=299) && closes.happened, "{name}: {closes:?}");
        assert_eq!(closes.announced.len(), self.profile.announcements.len().min(1), "{name}");

        let again = self.ask(&self.good, Some(&self.closed));
        assert!((400..500).contains(&again.status) && again.is_decided, "{name}: {again:?}");
        let missing = self.ask(&self.good, None);
        assert_eq!((missing.status, missing.is_decided), (404, false), "{name}");
        let flawed = self.ask(&self.flawed, Some(&self.open));
        assert!((400..500).contains(&flawed.status) && !flawed.is_decided, "{name}: {flawed:?}");
        for refused in [&again, &missing, &flawed] {
            assert!(refused.has_basis && !refused.happened, "{name}: {refused:?}");
            assert!(refused.announced.is_empty() && refused.body.is_object(), "{name}: {refused:?}");
        }

        assert!((self.violations)(&self.good).is_none(), "{name}");
        let told = (self.violations)(&self.flawed).unwrap();
        assert!(told.iter().count() > 0, "{name}: an error that says nothing");
        let first = told.iter().next().unwrap().to_string();
        assert!(flawed.body.to_string().contains(&first), "{name}: {first}");
    }
}

fn of(profile: &'static Profile, status: &str) -> State {
    state(&policy(profile, Strictness::Documented, &[]), status)
}

#[test]
fn alpaca_has_the_shape() {
    let profile = &providers::alpaca::ACCOUNT;
    let account = |status| alpaca::Account { account_number: "927584925".into(), state: of(profile, status) };
    let door: Door<_, _, alpaca::ErrorBody, alpaca::StatusEvent> = Door {
        handle: alpaca::handle,
        profile,
        good: alpaca::Request::close("a1", CREDENTIALS),
        flawed: alpaca::Request::close("", CREDENTIALS),
        violations: alpaca::Request::violations,
        open: account("ACTIVE"),
        closed: account("ACCOUNT_CLOSED"),
        clear: empty(),
    };
    door.check();
}

#[test]
fn udara360_has_the_shape() {
    let profile = &providers::udara360::ACCOUNT;
    let account = |code: i64| State::new(profile.lifecycle.status(code));
    let door: Door<_, _, udara360::Envelope, udara360::NoMessage> = Door {
        handle: udara360::handle,
        profile,
        good: udara360_request(&udara360_body()),
        flawed: udara360_request(&json!({})),
        violations: udara360::Request::violations,
        open: account(1),
        closed: account(3),
        clear: empty(),
    };
    door.check();
}

#[test]
fn upvest_has_the_shape_for_accounts_and_for_groups() {
    let trace = upvest::Trace { instance: "/the/instance", request_id: "the-request" };
    let query = [("closure_reason", "greed")];
    let rows = [
        (
            &providers::upvest::ACCOUNT,
            upvest::Request::delete_account("a1", &[], trace),
            upvest::Request::delete_account("a1", &query, trace),
        ),
        (
            &providers::upvest::GROUP,
            upvest::Request::delete_group("g1", &[], trace),
            upvest::Request::delete_group("g1", &query, trace),
        ),
    ];
    for (profile, good, flawed) in rows {
        let door: Door<_, _, upvest::Problem, upvest::Webhook> = Door {
            handle: upvest::handle,
            profile,
            good,
            flawed,
            violations: upvest::Request::violations,
            open: of(profile, "ACTIVE"),
            closed: of(profile, "CLOSED"),
            clear: empty(),
        };
        door.check();
    }
}

#[test]
fn yuno_has_the_shape() {
    let account = |status: &str| -> yuno::Account {
        let nothing = json!({"available": 0, "current": 0, "pending": 0});
        let account = json!({"id": "acct_1", "status": status, "currency": "USD", "balance": nothing});
        serde_json::from_value(account).unwrap()
    };
    let door: Door<_, _, yuno::Body, yuno::AccountEvent> = Door {
        handle: yuno::handle,
        profile: &providers::yuno::ACCOUNT,
        good: yuno::Request::delete_account("acct_1", KEYS),
        flawed: yuno::Request::delete_account("acct_1", yuno::Keys::default()),
        violations: yuno::Request::violations,
        open: account("ACTIVE"),
        closed: account("CLOSED"),
        clear: account("ACTIVE").fill_in(Facts::unknown()),
    };
    door.check();
}

/// Secrets are looked at and not kept, so no log that prints a request shows them.
#[test]
fn a_request_that_is_printed_shows_no_secret() {
    let printed = format!(
        "{:?} {:?} {:?}",
        alpaca::Request::close("a1", CREDENTIALS),
        yuno::Request::delete_account("acct_1", KEYS),
        KEYS,
    );
    for secret in ["a2V5OnNlY3JldA", "public\"", "secret\""] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(!format!("{:?}", udara360_request(&udara360_body())).contains("Bearer token"));
}
