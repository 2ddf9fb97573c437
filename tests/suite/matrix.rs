//! Every status against every command, those that are refused too, as a snapshot that is reviewed by eye.
//!
//! What belongs here: shapes and tables.
//! What never does: a law.

use crate::support::{ask, at, codes, empty, policy};
use closeout::{
    Command, EventKind, Policy, Reason, State, Status, Strictness, lifecycle::Move, profile::Profile,
    providers,
};
use std::fmt::Write;

/// With nothing in the way but the status itself.
fn cell(policy: &Policy, status: &Status, command: &Command) -> String {
    let mut state = State::new(status.clone());
    state.requested_at = Some(at("2026-01-10T10:00:00Z"));
    let facts = empty();
    let decision = ask(policy, &state, &facts, command, at("2026-02-02T09:00:00Z"));
    let events: Vec<&str> = decision.events().kinds().iter().map(EventKind::name).collect();
    format!("{} -> {} {:?} {:?}", decision.verdict(), decision.state().status, codes(&decision), events)
}

/// With a reason, which some providers ask for.
fn requested() -> Command {
    Command::RequestClosure { reason: Some(Reason::text("Customer's request")) }
}

fn statuses(profile: &'static Profile) -> Vec<Status> {
    let known = profile.lifecycle.statuses().iter().map(Status::known);
    known.chain([profile.lifecycle.status("SOMETHING_NEW")]).collect()
}

fn matrix(profile: &'static Profile) -> String {
    let policy = policy(profile, Strictness::Documented, &["DE"]);
    let mut lines = String::new();
    for status in statuses(profile) {
        for (name, command) in [("request_closure", requested()), ("advance", Command::Advance)] {
            let cell = cell(&policy, &status, &command);
            writeln!(lines, "{status:<18} {name:<15} {cell}").unwrap();
        }
    }
    lines
}

#[test]
fn every_status_answers_every_command() {
    for profile in providers::PROFILES {
        insta::assert_snapshot!(format!("matrix@{}_{}", profile.provider, profile.subject), matrix(profile));
    }
}

/// Where each move leads, and the moves that lead nowhere.
fn moves(profile: &'static Profile, status: &Status) -> (String, String) {
    let step = |on: &Move| profile.lifecycle.step(status, *on);
    let (led, refused): (Vec<&Move>, Vec<&Move>) = Move::ALL.iter().partition(|on| step(on).is_some());
    let led = led.iter().map(|on| format!("{on} -> {}", step(on).unwrap().wire));
    (led.collect::<Vec<_>>().join(", "), refused.iter().map(|on| on.name()).collect::<Vec<_>>().join(" "))
}

#[test]
fn every_status_has_these_moves_and_no_others() {
    for profile in providers::PROFILES {
        let mut lines = String::new();
        for status in statuses(profile) {
            let (led, refused) = moves(profile, &status);
            writeln!(lines, "{status}\n    leads: {led}\n    refused: {refused}").unwrap();
        }
        insta::assert_snapshot!(format!("moves@{}_{}", profile.provider, profile.subject), lines);
    }
}

#[test]
fn the_diagram_shows_the_table() {
    for profile in providers::PROFILES {
        let name = format!("diagram@{}_{}", profile.provider, profile.subject);
        insta::assert_snapshot!(name, profile.lifecycle.mermaid().to_string());
    }
}
