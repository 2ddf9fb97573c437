//! What is said with a verdict: obligations, evidence of the boundary, the revision, the rulebook.
//!
//! What belongs here: the parts of a decision that no checker of the contract reads.
//! What never does: verdicts.

use crate::support::{ask, at, balance, closing, empty, policy, policy_with, position, state};
use closeout::{
    Command, Country, Fact, Obligation, RULEBOOK, Strictness, Verdict,
    blocker::{Cure, Evidence},
    facts::Revision,
    providers::{alpaca, upvest},
    timing::MissedBoundary,
};

/// What remains after a group of holders resident there has closed at that instant.
fn remaining(residences: &[&str], now: &str) -> Vec<Obligation> {
    let policy = policy(&upvest::GROUP, Strictness::Documented, residences);
    let mut state = closing(&policy);
    state.requested_at = None;
    let facts = empty();
    let decision = ask(&policy, &state, &facts, &Command::Advance, at(now));
    assert_eq!(decision.verdict(), Verdict::Permitted);
    decision.obligations().collect()
}

fn in_words(obligation: &Obligation) -> String {
    let due = obligation.due.map(|(from, through)| format!("{from} to {through}")).unwrap_or_default();
    format!("{} {} {}", obligation.kind, due, if obligation.certain { "certain" } else { "uncertain" })
}

fn said(residences: &[&str], now: &str) -> Vec<String> {
    remaining(residences, now).iter().map(in_words).collect()
}

#[test]
fn the_german_statement_comes_in_march_of_the_year_after_the_year_of_closing() {
    let statement_in = |year: u16| {
        let window = format!("annual_tax_statement {year}-03-01 to {year}-03-31 certain");
        vec!["closing_report  certain".to_owned(), window]
    };
    assert_eq!(said(&["DE"], "2026-01-01T12:00:00Z"), statement_in(2027));
    assert_eq!(said(&["DE"], "2026-12-31T12:00:00Z"), statement_in(2027));
    // In Berlin it is already the new year, and then it is not yet.
    assert_eq!(said(&["DE"], "2025-12-31T23:00:00Z"), statement_in(2027));
    assert_eq!(said(&["DE"], "2025-12-31T22:59:59Z"), statement_in(2026));
}

#[test]
fn the_statement_is_for_german_residents_alone_and_uncertain_while_nobody_knows() {
    assert_eq!(said(&["FR"], "2026-02-02T09:00:00Z"), ["closing_report  certain"]);
    let unknown = remaining(&[], "2026-02-02T09:00:00Z");
    assert_eq!(unknown[1].residents_of, Some(Country::DE));
    assert!(unknown[0].certain && !unknown[1].certain);
}

#[test]
fn nothing_remains_of_what_does_not_close() {
    let policy = policy(&upvest::GROUP, Strictness::Documented, &["DE"]);
    let (active, facts, request) = (state(&policy, "ACTIVE"), empty(), Command::request());
    let decision = ask(&policy, &active, &facts, &request, at("2026-02-02T09:00:00Z"));
    assert_eq!((decision.verdict(), decision.obligations().count()), (Verdict::Permitted, 0));
}

#[test]
fn the_boundary_that_is_waited_for_is_shown() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["GB"]);
    let (account, facts) = (closing(&policy), empty());
    let decision = ask(&policy, &account, &facts, &Command::Advance, at("2026-02-02T09:00:00Z"));
    let blocker = decision.blockers().next().unwrap();
    let shown = if let Evidence::Boundary(year) = blocker.evidence { Some(year) } else { None };
    let year = shown.unwrap();
    assert_eq!((year.country, year.to_string().as_str()), (Country::GB, "2025/26"));
    assert_eq!(year.end, at("2026-04-05T23:00:00Z"));
}

#[test]
fn a_decision_hands_back_the_revision_and_names_its_rulebook() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let mut facts = empty();
    facts.revision = Some(Revision::from("rev-8f3a"));
    let active = state(&policy, "ACTIVE");
    let request = Command::request();
    let decision = ask(&policy, &active, &facts, &request, at("2026-02-02T09:00:00Z"));
    assert_eq!(decision.revision().map(Revision::as_str), Some("rev-8f3a"));
    assert_eq!((decision.rulebook(), RULEBOOK), ("2026.11.2", "2026.11.2"));
}

/// Completion alone is held by the gate, so a boundary that cannot be represented is no matter of a repeated request.
#[test]
fn the_gate_is_not_asked_about_a_repeated_request() {
    for missed_boundary in [MissedBoundary::NextBoundary, MissedBoundary::WhenClear] {
        let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], missed_boundary);
        let mut account = closing(&policy);
        account.requested_at = Some(at("9999-06-01T00:00:00Z"));
        let (facts, request) = (empty(), Command::request());
        let decision = ask(&policy, &account, &facts, &request, at("9999-06-01T00:00:00Z"));
        assert_eq!(decision.verdict(), Verdict::NoOp);
    }
}

/// What clears the blockers of an account that holds these amounts of cash and these quantities.
fn cures(cash: &[&str], quantities: &[&str]) -> Vec<&'static str> {
    let policy = policy(&alpaca::ACCOUNT, Strictness::Documented, &[]);
    let (active, mut facts, request) = (state(&policy, "ACTIVE"), empty(), Command::request());
    facts.cash = Fact::Known(cash.iter().map(|amount| balance(amount)).collect());
    facts.positions = Fact::Known(quantities.iter().map(|quantity| position(quantity)).collect());
    let decision = ask(&policy, &active, &facts, &request, at("2026-02-02T09:00:00Z"));
    decision.blockers().flat_map(|blocker| blocker.cures()).map(Cure::name).collect()
}

/// Cash that is left is withdrawn, cash that is owed deposited; what is long is sold, what is short bought back.
#[test]
fn the_sign_says_what_clears_it() {
    assert_eq!(cures(&["1"], &[]), ["withdraw"]);
    assert_eq!(cures(&["-1", "0"], &[]), ["deposit"]);
    assert_eq!(cures(&["-1", "1"], &[]), ["withdraw", "deposit"]);
    assert_eq!(cures(&[], &["2", "0"]), ["sell", "liquidate", "transfer_out"]);
    assert_eq!(cures(&[], &["-2"]), ["cover", "liquidate", "transfer_out"]);
    assert_eq!(cures(&["1"], &["2", "-2"]), ["sell", "cover", "liquidate", "transfer_out", "withdraw"]);
}
