//! Fifteen defects found in the source of other systems, and for each the property that rules it out here.
//!
//! What belongs here: one test a defect, with its number and what went wrong there, in our words.
//! What never does: a property that no peer has broken; those are laws.

use crate::strategies::{BURDEN, cases};
use crate::support::{
    amount, ask, at, balance, closing, codes, empty, member, missing, movement, order, policy, policy_with,
    position, state,
};
use closeout::{
    Amount, Code, Command, EventKind, Fact, Facts, MisuseError, Policy, Reason, State, Status, Strictness,
    Verdict,
    blocker::Evidence,
    decide,
    lifecycle::{Move, Phase},
    providers::{PROFILES, alpaca, upvest, yuno},
    timing::MissedBoundary,
    vocab::WireValue,
};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

fn now() -> Timestamp {
    at("2026-02-02T09:00:00Z")
}

fn upvest_account() -> Policy {
    policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"])
}

fn upvest_group() -> Policy {
    policy(&upvest::GROUP, Strictness::Documented, &["DE"])
}

fn british() -> Policy {
    policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], MissedBoundary::NextBoundary)
}

/// Nothing is there but what the change adds.
fn with(change: impl FnOnce(&mut Facts)) -> Facts {
    let mut facts = empty();
    change(&mut facts);
    facts
}

fn is_in_the_way(policy: &Policy, facts: &Facts, code: &str) -> bool {
    codes(&ask(policy, &closing(policy), facts, &Command::Advance, now())).contains(&code)
}

/// Defect 1: the closing of a center ran the checks that were configured for its activation.
#[test]
fn the_conditions_are_those_of_the_move_that_is_asked_for() {
    let policy = upvest_account();
    let facts = with(|facts| {
        facts.positions = Fact::one(position("1"));
        facts.outstanding_withdrawals = Fact::one(movement(None));
    });
    let (active, request) = (state(&policy, "ACTIVE"), Command::request());
    assert_eq!(codes(&ask(&policy, &active, &facts, &request, now())), ["outstanding_withdrawals"]);
    let closing = closing(&policy);
    assert_eq!(codes(&ask(&policy, &closing, &facts, &Command::Advance, now())), ["open_positions"]);
}

/// Defect 2: a client was closed over shares, matured deposits and loans in transfer, of which the check knew nothing.
#[test]
fn an_unknown_member_status_counts_as_not_closed() {
    let policy = upvest_group();
    let documented = upvest::ACCOUNT.lifecycle.statuses().iter().map(|row| row.wire.to_string());
    let others = ["", "closed", "CLOSED ", "MATURED", "TRANSFER_IN_PROGRESS"].map(str::to_owned);
    for status in documented.chain(others) {
        let facts = with(|facts| facts.accounts = Fact::Known(vec![member("CLOSED"), member(&status)]));
        assert_eq!(is_in_the_way(&policy, &facts, "accounts_not_closed"), status != "CLOSED", "{status}");
    }
    let unlisted = with(|facts| facts.accounts = Fact::Unknown);
    let group = closing(&policy);
    let decision = ask(&policy, &group, &unlisted, &Command::Advance, now());
    assert_eq!((decision.verdict(), missing(&decision)), (Verdict::Undetermined, vec!["accounts"]));
}

/// Defect 3: an overpaid loan kept a client from closing and let the client's group close.
#[test]
fn an_account_is_closed_to_its_group_just_when_it_is_closed_to_itself() {
    let (account, group) = (upvest_account(), upvest_group());
    let known = upvest::ACCOUNT.lifecycle.statuses().iter().map(Status::known);
    for status in known.chain([upvest::ACCOUNT.lifecycle.status("OVERPAID")]) {
        let own = State::new(status.clone());
        let request = Command::request();
        let closed_to_itself = codes(&ask(&account, &own, &empty(), &request, now())) == ["already_closed"];
        let facts = with(|facts| facts.accounts = Fact::one(member(&status.to_string())));
        assert_eq!(is_in_the_way(&group, &facts, "accounts_not_closed"), !closed_to_itself, "{status}");
    }
}

/// Defect 4: a client could be closed at a date before its own savings account was.
#[test]
fn a_group_that_sees_its_account_closed_does_not_count_as_closed_before_it() {
    let (account, group) = (british(), upvest_group());
    let mut clear = closing(&account);
    clear.requested_at = Some(at("2025-06-01T00:00:00Z"));
    clear.clear_since = Some(at("2025-07-01T00:00:00Z"));
    let facts = empty();
    for called in ["2026-04-05T23:00:00Z", "2026-04-05T23:00:01Z", "2031-01-01T00:00:00Z"] {
        let of_account = ask(&account, &clear, &facts, &Command::Advance, at(called));
        let seen = with(|facts| facts.accounts = Fact::one(member(&of_account.state().status.to_string())));
        let closing = closing(&group);
        let of_group = ask(&group, &closing, &seen, &Command::Advance, at(called));
        let closed_at = |state: &State| state.closed_at.unwrap();
        assert!(closed_at(of_account.state()) <= closed_at(of_group.state()), "{called}");
    }
}

/// Each obligation with the one code that names it, in the order of [`BURDEN`].
const NAMED: [&str; 11] = [
    "open_positions",
    "open_orders",
    "unsettled_trades",
    "outstanding_withdrawals",
    "pending_transfers",
    "expected_corporate_actions",
    "outstanding_fees",
    "liens",
    "cash_balance",
    "accounts_not_closed",
    "account_restricted",
];

/// Defect 5: a conflict of dates with savings was reported with the code and the text of loans.
#[test]
fn every_blocker_carries_the_name_and_the_evidence_of_its_own_cause() {
    let reason = Some(Reason::text("Duplication"));
    let mut seen = Vec::new();
    for (name, burden) in NAMED.iter().zip(BURDEN) {
        for profile in PROFILES {
            let policy = policy(profile, Strictness::Prudent, &["DE"]);
            let row = profile.lifecycle.statuses().iter().find(|row| row.phase == Phase::Active).unwrap();
            let (active, closing) = (State::new(Status::known(row)), closing(&policy));
            let mut facts = with(burden);
            if profile.provider == "udara360" {
                facts.restrictions = Fact::Unknown;
            }
            let request = Command::RequestClosure { reason: reason.clone() };
            for (state, command) in [(&active, &request), (&closing, &Command::Advance)] {
                let decision = ask(&policy, state, &facts, command, now());
                let others = ["status_does_not_admit_closing", name];
                assert!(codes(&decision).iter().all(|code| others.contains(code)), "{name}: {decision:?}");
                let named = decision.blockers().filter(|blocker| blocker.code.name() == *name);
                seen.extend(named.map(|blocker| (*name, shows_something(blocker.evidence))));
            }
        }
    }
    assert!(NAMED.iter().all(|name| seen.contains(&(name, true))), "{seen:?}");
    assert!(seen.iter().all(|(_, shows)| *shows), "{seen:?}");
}

fn shows_something(evidence: Evidence<'_>) -> bool {
    let orders = if let Evidence::Orders(orders) = evidence { orders.len() } else { 0 };
    let restrictions = if let Evidence::Restrictions(set) = evidence { set.iter().count() } else { 0 };
    let amounts = evidence.positions().count() + evidence.balances().count();
    let others =
        evidence.members().count() + evidence.movements().map_or(0, |movements| movements.iter().count());
    orders + restrictions + amounts + others > 0
}

/// Defect 6: of a group's closing date it was only checked that there was one, so it could lie in the future.
#[test]
fn no_closing_in_the_future() {
    let policy = upvest_account();
    let remembered: [fn(&mut State, Timestamp); 3] = [
        |state, instant| state.requested_at = Some(instant),
        |state, instant| state.clear_since = Some(instant),
        |state, instant| state.closed_at = Some(instant),
    ];
    for remember in remembered {
        let mut closing = closing(&policy);
        remember(&mut closing, now());
        let answered = |closing: &State| {
            decide(&policy, closing, &empty(), &Command::Advance, now()).map(|decision| decision.verdict())
        };
        assert_eq!(answered(&closing), Ok(Verdict::Permitted));
        remember(&mut closing, now() + 1.nanosecond());
        assert!(matches!(answered(&closing), Err(MisuseError::InTheFuture { .. })));
    }
}

/// Defect 7: a balance went through a binary floating-point number before it was compared with zero.
#[test]
fn the_smallest_amount_that_can_be_written_is_not_zero() {
    let policy = upvest_group();
    for text in ["0.0000000000000000000000000001", "-0.0000000000000000000000000001", "0.1"] {
        let facts = with(|facts| facts.cash = Fact::one(balance(text)));
        assert!(is_in_the_way(&policy, &facts, "cash_balance"), "{text}");
    }
    assert!("0.00000000000000000000000000001".parse::<Amount>().is_err(), "digits were lost");
}

/// Defect 9: a transfer could be started from every state of a loan, closed ones among them.
#[test]
fn a_closed_subject_is_left_by_no_command_and_only_by_the_edges_that_are_listed() {
    let mut ways_out = Vec::new();
    for profile in PROFILES {
        let closed = profile.lifecycle.status_in(Phase::Closed).unwrap();
        let edges = profile.lifecycle.transitions().iter().filter(|edge| edge.from == closed.place);
        ways_out.extend(edges.map(|edge| (&*profile.provider, edge.on)));
        let policy = policy(profile, Strictness::Documented, &["GB"]);
        let state = State::new(Status::known(closed));
        for command in [Command::request(), Command::Advance] {
            let decision = ask(&policy, &state, &empty(), &command, now()).state().clone();
            assert_eq!(decision, state, "{}", profile.provider);
        }
    }
    assert_eq!(ways_out, [("alpaca", Move::Reopen)]);
}

/// Defect 10: shares were redeemed at the closing date and priced at today's market; and a date that was missing was
/// blamed on another field.
#[test]
fn whatever_is_dated_is_dated_from_the_effective_instant() {
    let account = british();
    let mut clear = closing(&account);
    clear.clear_since = Some(at("2026-02-01T00:00:00Z"));
    let facts = empty();
    let late = ask(&account, &clear, &facts, &Command::Advance, at("2026-09-01T12:00:00Z"));
    let boundary = Some(at("2026-04-05T23:00:00Z"));
    assert_eq!((late.effective_at(), late.state().closed_at), (boundary, boundary));
    assert_eq!(late.events().decided_at(), at("2026-09-01T12:00:00Z"));
    // The last hour of 2025 in universal time is the first of 2026 in Berlin: the statement comes in March 2027.
    let (group, advance) = (upvest_group(), Command::Advance);
    let closing = state(&group, "CLOSING");
    let facts = with(|facts| facts.accounts = Fact::empty());
    let decision = ask(&group, &closing, &facts, &advance, at("2025-12-31T23:00:00Z"));
    let due: Vec<String> =
        decision.obligations().filter_map(|each| each.due).map(|(from, _)| from.to_string()).collect();
    assert_eq!(due, ["2027-03-01"]);
}

/// Defect 10, its second half.
#[test]
fn a_misuse_names_the_field_that_is_wrong() {
    let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], MissedBoundary::WhenClear);
    let blamed = |change: fn(&mut State)| {
        let mut closing = closing(&policy);
        change(&mut closing);
        decide(&policy, &closing, &empty(), &Command::Advance, now()).err().unwrap().to_string()
    };
    assert!(blamed(|state| state.requested_at = None).contains("`state.requested_at` is missing"));
    assert!(blamed(|state| state.requested_at = Some(Timestamp::MAX)).contains("`state.requested_at` is"));
    assert!(blamed(|state| state.clear_since = Some(Timestamp::MAX)).contains("`state.clear_since` is"));
    assert!(blamed(|state| state.closed_at = Some(Timestamp::MAX)).contains("`state.closed_at` is"));
}

/// Defect 12: a balance was read before the closing began, and money arrived in between.
#[test]
fn the_decision_hands_back_the_revision_of_the_facts_it_used() {
    let policy = upvest_account();
    let active = state(&policy, "ACTIVE");
    let used = |revision: Option<&str>| {
        let facts = with(|facts| facts.revision = revision.map(Into::into));
        let request = Command::request();
        let decision = ask(&policy, &active, &facts, &request, now());
        (decision.verdict(), decision.revision().map(|revision| revision.as_str().to_owned()))
    };
    assert_eq!(used(Some("ledger 4711")), (Verdict::Permitted, Some("ledger 4711".to_owned())));
    assert_eq!(used(None), (Verdict::Permitted, None));
}

/// Defect 13: a comparison that looked at the scale took 0.00 for something, and posted it.
#[test]
fn a_zero_is_zero_whatever_its_scale() {
    let (account, group) = (upvest_account(), upvest_group());
    for text in ["0", "-0", "0.00", "-0.000", "000", "0.0000000000000000000000000000"] {
        let facts = with(|facts| {
            facts.cash = Fact::one(balance(text));
            facts.fees = Fact::one(balance(text));
            facts.positions = Fact::one(position(text));
        });
        assert!(amount(text).is_zero(), "{text}");
        for policy in [&account, &group] {
            let closing = closing(policy);
            let decision = ask(policy, &closing, &facts, &Command::Advance, now());
            assert_eq!((decision.verdict(), codes(&decision)), (Verdict::Permitted, vec![]), "{text}");
        }
    }
}

/// Defect 14: a helper knew one code of several that mean closed, so the others escaped the rule on dates.
#[test]
fn every_status_that_means_closed_is_treated_as_the_one_that_closing_leads_to() {
    for profile in PROFILES {
        let of_closed = |phase: Phase| phase == Phase::Closed;
        let means_closed = profile.lifecycle.statuses().iter().filter(|row| of_closed(row.phase));
        let policy = policy(profile, Strictness::Prudent, &["DE"]);
        for row in means_closed {
            let mut closed = State::new(Status::known(row));
            for command in [Command::request(), Command::Advance] {
                closed.closed_at = Some(now());
                assert_eq!(codes(&ask(&policy, &closed, &empty(), &command, now())), ["already_closed"]);
                closed.closed_at = Some(now() + 1.second());
                assert!(decide(&policy, &closed, &empty(), &command, now()).is_err(), "{}", row.wire);
            }
        }
    }
}

/// Everything that any rule looks at is wrong.
fn everything_wrong() -> Facts {
    with(|facts| {
        for burden in BURDEN {
            burden(facts);
        }
        facts.open_orders = Fact::one(order());
    })
}

/// Defect 15: the first check that failed hid the others until the next attempt.
#[test]
fn every_violated_rule_is_listed() {
    let listed = |policy: &Policy, status: &str, command: &Command| {
        let mut state = state(policy, status);
        state.requested_at = Some(now());
        codes(&ask(policy, &state, &everything_wrong(), command, now())).join(" ")
    };
    let prudent = |profile| policy(profile, Strictness::Prudent, &["GB"]);
    let (request, advance) = (Command::request(), Command::Advance);
    assert_eq!(
        listed(&prudent(&alpaca::ACCOUNT), "DISABLED", &request),
        "status_does_not_admit_closing account_restricted outstanding_withdrawals pending_transfers open_orders \
         open_positions unsettled_trades expected_corporate_actions outstanding_fees cash_balance"
    );
    assert_eq!(
        listed(&prudent(&upvest::ACCOUNT), "LOCKED", &request),
        "status_does_not_admit_closing outstanding_withdrawals open_orders"
    );
    assert_eq!(
        listed(&prudent(&upvest::ACCOUNT), "CLOSING", &advance),
        "open_orders open_positions unsettled_trades expected_corporate_actions tax_year_end"
    );
    assert_eq!(
        listed(&prudent(&upvest::GROUP), "CLOSING", &advance),
        "outstanding_withdrawals pending_transfers accounts_not_closed outstanding_fees cash_balance"
    );
    assert_eq!(
        listed(&prudent(&yuno::ACCOUNT), "ACTIVE", &request),
        "outstanding_withdrawals pending_transfers cash_balance"
    );
    assert_eq!(
        listed_of_a_frozen_account(),
        "reason_required account_restricted liens cash_balance",
        "its status is the restriction"
    );
}

fn listed_of_a_frozen_account() -> String {
    let policy = policy(&closeout::providers::udara360::ACCOUNT, Strictness::Prudent, &[]);
    let frozen = State::new(policy.lifecycle().status(&WireValue::from(7)));
    codes(&ask(&policy, &frozen, &everything_wrong(), &Command::request(), now())).join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Defect 8: the closing date was written before the checks threw.
    #[test]
    fn nothing_is_changed_by_a_refusal(case in cases()) {
        let decision = case.decide().unwrap();
        if matches!(decision.verdict(), Verdict::Refused | Verdict::NoOp) {
            prop_assert_eq!(decision.state(), &case.state);
            prop_assert!(decision.events().kinds().is_empty() && decision.obligations().next().is_none());
        }
    }

    /// Defect 11: the closing of a client, a group or a center told nobody.
    #[test]
    fn every_transition_emits_one_event(case in cases()) {
        let decision = case.decide().unwrap();
        let kinds = decision.events().kinds();
        let transitions = [EventKind::ClosureRequested, EventKind::Closed];
        let told = transitions.iter().filter(|kind| kinds.contains(**kind)).count();
        let moved = decision.state().status != case.state.status;
        prop_assert_eq!(told, usize::from(moved));
        let remembered = decision.state().clear_since != case.state.clear_since;
        let of_clearance = kinds.contains(EventKind::Cleared) || kinds.contains(EventKind::ClearanceLost);
        prop_assert!(!remembered || of_clearance || kinds.contains(EventKind::ClosureRequested));
    }

    /// Defects 6 and 10: whatever closes does so at an instant that has been reached.
    #[test]
    fn a_closing_takes_effect_at_an_instant_that_has_been_reached(case in cases()) {
        let decision = case.decide().unwrap();
        prop_assert!(decision.effective_at().is_none_or(|effective| effective <= case.now));
        let held = decision.codes().contains(Code::TaxYearEnd);
        prop_assert!(!held || decision.effective_at().is_none());
    }
}

/// [`NAMED`] is about the whole catalogue: whatever facts tell has a row there.
#[test]
fn every_cause_that_facts_tell_is_named() {
    let by_others = [Code::TaxYearEnd, Code::StatusDoesNotAdmitClosing];
    let told = Code::ALL.iter().filter(|code| code.fact().is_some() && !by_others.contains(code));
    let named_here = |code: &&Code| NAMED.contains(&code.name());
    assert!(told.clone().all(|code| named_here(&code)));
    assert_eq!(told.count(), NAMED.len());
}
