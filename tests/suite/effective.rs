//! When a closing takes effect, and from when it could: tables over time.
//!
//! What belongs here: instants on both sides of a boundary, recorded and lost clearance, dated items.
//! What never does: which facts block.

use crate::support::{ask, at, closing, codes, empty, missing, movement, policy_with, position, state};
use closeout::{
    Command, Country, EventKind, Fact, Facts, MisuseError, Policy, State, Strictness, Verdict, decide,
    profile::{GateRow, Profile},
    providers::upvest,
    timing::MissedBoundary,
    vocab::Source,
};

fn british(missed_boundary: MissedBoundary) -> Policy {
    policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], missed_boundary)
}

fn clear_since(policy: &Policy, since: &str) -> State {
    let mut state = closing(policy);
    state.clear_since = Some(at(since));
    state
}

fn with_action(expected_on: Option<&str>) -> Facts {
    let mut facts = empty();
    facts.expected_corporate_actions = Fact::one(movement(expected_on));
    facts
}

/// What comes of it: the effective instant of a closing, or the earliest one of a waiting.
fn outcome(
    policy: &Policy,
    state: &State,
    facts: &Facts,
    now: &str,
) -> (Verdict, String, Option<bool>, String) {
    let decision = ask(policy, state, facts, &Command::Advance, at(now));
    let instant = decision.effective_at().or(decision.earliest().map(|earliest| earliest.at));
    let events: Vec<&str> = decision.events().kinds().iter().map(EventKind::name).collect();
    let firm = decision.earliest().map(|earliest| earliest.firm);
    (
        decision.verdict(),
        instant.map(|instant| instant.to_string()).unwrap_or_default(),
        firm,
        events.join(" "),
    )
}

#[track_caller]
fn waits(policy: &Policy, state: &State, facts: &Facts, now: &str, until: &str, firm: bool, events: &str) {
    let expected = (Verdict::Waiting, until.to_owned(), Some(firm), events.to_owned());
    assert_eq!(outcome(policy, state, facts, now), expected);
}

/// It waits for what somebody has to do, or for what is overdue: no date can be given.
#[track_caller]
fn waits_without_a_date(policy: &Policy, state: &State, facts: &Facts, now: &str, events: &str) {
    let expected = (Verdict::Waiting, String::new(), None, events.to_owned());
    assert_eq!(outcome(policy, state, facts, now), expected);
}

#[track_caller]
fn closes(policy: &Policy, state: &State, facts: &Facts, now: &str, effective: &str, events: &str) {
    let expected = (Verdict::Permitted, effective.to_owned(), None, events.to_owned());
    assert_eq!(outcome(policy, state, facts, now), expected);
}

#[test]
fn next_boundary_is_that_of_the_year_in_which_it_became_clear() {
    let policy = british(MissedBoundary::NextBoundary);
    let never_clear = closing(&policy);
    waits(
        &policy,
        &never_clear,
        &empty(),
        "2026-04-05T22:59:59.999999999Z",
        "2026-04-05T23:00:00Z",
        true,
        "cleared",
    );
    waits(&policy, &never_clear, &empty(), "2026-04-05T23:00:00Z", "2027-04-05T23:00:00Z", true, "cleared");
    let clear = clear_since(&policy, "2026-04-05T22:59:59.999999999Z");
    closes(&policy, &clear, &empty(), "2026-04-05T23:00:00Z", "2026-04-05T23:00:00Z", "closed");
    closes(&policy, &clear, &empty(), "2029-01-01T00:00:00Z", "2026-04-05T23:00:00Z", "closed");
    let a_moment_late = clear_since(&policy, "2026-04-05T23:00:00Z");
    waits(&policy, &a_moment_late, &empty(), "2026-04-05T23:00:00Z", "2027-04-05T23:00:00Z", true, "");
}

#[test]
fn when_clear_is_the_later_of_clearance_and_the_boundary_of_the_request() {
    let policy = british(MissedBoundary::WhenClear);
    let never_clear = closing(&policy);
    waits(&policy, &never_clear, &empty(), "2026-04-05T22:59:59Z", "2026-04-05T23:00:00Z", true, "cleared");
    closes(&policy, &never_clear, &empty(), "2026-04-05T23:00:00Z", "2026-04-05T23:00:00Z", "cleared closed");
    let clear_before = clear_since(&policy, "2026-02-01T00:00:00Z");
    closes(&policy, &clear_before, &empty(), "2026-06-01T00:00:00Z", "2026-04-05T23:00:00Z", "closed");
    let clear_after = clear_since(&policy, "2026-05-01T00:00:00Z");
    closes(&policy, &clear_after, &empty(), "2026-06-01T00:00:00Z", "2026-05-01T00:00:00Z", "closed");
}

#[test]
fn when_clear_past_its_boundary_waits_without_the_gate() {
    let policy = british(MissedBoundary::WhenClear);
    let state = clear_since(&policy, "2026-02-01T00:00:00Z");
    let facts = with_action(Some("2026-07-01"));
    // Midnight of 1 July is in summer time.
    waits(&policy, &state, &facts, "2026-06-01T00:00:00Z", "2026-06-30T23:00:00Z", true, "clearance_lost");
    assert_eq!(
        codes(&ask(&policy, &state, &facts, &Command::Advance, at("2026-06-01T00:00:00Z"))),
        ["expected_corporate_actions"]
    );
}

#[test]
fn an_expected_date_counts_from_its_first_instant_in_the_zone_of_the_gate() {
    let policy = british(MissedBoundary::NextBoundary);
    let state = closing(&policy);
    // The last day of the year, and the first of the next.
    waits(
        &policy,
        &state,
        &with_action(Some("2026-04-05")),
        "2026-03-01T00:00:00Z",
        "2026-04-05T23:00:00Z",
        true,
        "",
    );
    waits(
        &policy,
        &state,
        &with_action(Some("2026-04-06")),
        "2026-03-01T00:00:00Z",
        "2027-04-05T23:00:00Z",
        true,
        "",
    );
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let state = closing(&german);
    waits(
        &german,
        &state,
        &with_action(Some("2026-04-06")),
        "2026-03-01T00:00:00Z",
        "2026-04-05T22:00:00Z",
        true,
        "",
    );
}

/// The day has begun in Berlin, where the provider is at home; what is still there is overdue, and no date can be given.
#[test]
fn an_expected_date_that_has_passed_bounds_nothing() {
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    for (day, now) in [
        ("2026-02-01", "2026-03-01T12:00:00Z"),
        ("2026-03-01", "2026-03-01T12:00:00Z"),
        ("2026-03-01", "2026-02-28T23:00:00Z"),
    ] {
        waits_without_a_date(&german, &closing(&german), &with_action(Some(day)), now, "");
    }
    let facts = with_action(Some("2026-03-01"));
    let before = "2026-02-28T22:59:59Z";
    waits(&german, &closing(&german), &facts, before, "2026-02-28T23:00:00Z", true, "");
}

#[test]
fn an_overdue_item_beside_a_dated_one_bounds_nothing_and_is_not_firm() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = empty();
    facts.expected_corporate_actions =
        Fact::Known(vec![movement(Some("2026-01-05")), movement(Some("2026-04-20"))]);
    let state = closing(&policy);
    waits(&policy, &state, &facts, "2026-03-01T00:00:00Z", "2027-04-05T23:00:00Z", false, "");
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-01-05")));
    waits(&policy, &state, &facts, "2026-03-01T00:00:00Z", "2026-04-05T23:00:00Z", false, "");
}

#[test]
fn days_are_counted_in_the_zone_of_the_policy_where_no_gate_has_one() {
    let facts = with_action(Some("2026-06-06"));
    let zone = closeout::jurisdictions::zone("Pacific/Auckland").unwrap();
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let elsewhere = german.with_zone(zone.clone());
    let state = closing(&elsewhere);
    waits(&elsewhere, &state, &facts, "2026-03-01T00:00:00Z", "2026-06-05T12:00:00Z", true, "");
    let gated = british(MissedBoundary::WhenClear).with_zone(zone);
    waits(&gated, &closing(&gated), &facts, "2026-05-01T00:00:00Z", "2026-06-05T23:00:00Z", true, "");
}

#[test]
fn without_a_date_nothing_is_firm_but_the_latest_date_still_bounds() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = with_action(Some("2026-04-20"));
    facts.positions = Fact::one(position("1"));
    let state = closing(&policy);
    waits(&policy, &state, &facts, "2026-03-01T00:00:00Z", "2027-04-05T23:00:00Z", false, "");
    facts.expected_corporate_actions = Fact::Known(vec![movement(None), movement(Some("2026-03-20"))]);
    waits(&policy, &state, &facts, "2026-03-01T00:00:00Z", "2026-04-05T23:00:00Z", false, "");
}

#[test]
fn what_is_unknown_neither_clears_nor_breaks() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = empty();
    facts.positions = Fact::Unknown;
    let recorded = clear_since(&policy, "2026-02-01T00:00:00Z");
    waits(&policy, &recorded, &facts, "2026-03-01T00:00:00Z", "2026-04-05T23:00:00Z", false, "");
    let decision = ask(&policy, &recorded, &facts, &Command::Advance, at("2026-03-01T00:00:00Z"));
    assert_eq!(missing(&decision), ["positions"]);
    assert_eq!(decision.state().clear_since, recorded.clear_since);
    // The gate has opened: only the unknown is left.
    let (verdict, instant, firm, events) = outcome(&policy, &recorded, &facts, "2026-04-06T00:00:00Z");
    assert_eq!((verdict, instant.as_str(), firm, events.as_str()), (Verdict::Undetermined, "", None, ""));
    // It never was clear: it does not become so by not knowing.
    waits(&policy, &closing(&policy), &facts, "2026-03-01T00:00:00Z", "2026-04-05T23:00:00Z", false, "");
}

#[test]
fn a_break_after_the_boundary_starts_again() {
    let policy = british(MissedBoundary::NextBoundary);
    let recorded = clear_since(&policy, "2026-02-01T00:00:00Z");
    let facts = with_action(Some("2026-04-08"));
    waits(&policy, &recorded, &facts, "2026-04-07T00:00:00Z", "2027-04-05T23:00:00Z", true, "clearance_lost");
}

#[test]
fn clearance_is_lost_without_a_gate_too() {
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let recorded = clear_since(&german, "2026-02-01T00:00:00Z");
    let facts = with_action(None);
    waits_without_a_date(&german, &recorded, &facts, "2026-03-01T00:00:00Z", "clearance_lost");
    closes(&german, &recorded, &empty(), "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "closed");
}

#[test]
fn being_clear_before_the_request_counts_from_the_request() {
    let policy = british(MissedBoundary::NextBoundary);
    let recorded = clear_since(&policy, "2025-03-01T00:00:00Z");
    closes(&policy, &recorded, &empty(), "2026-04-06T00:00:00Z", "2026-04-05T23:00:00Z", "closed");
}

#[test]
fn an_unknown_residence_with_a_blocker_waits_and_says_so() {
    let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &[], MissedBoundary::NextBoundary);
    let state = closing(&policy);
    let facts = with_action(Some("2026-03-20"));
    waits(&policy, &state, &facts, "2026-03-01T00:00:00Z", "2026-03-19T23:00:00Z", false, "");
    let decision = ask(&policy, &state, &facts, &Command::Advance, at("2026-03-01T00:00:00Z"));
    assert_eq!(
        (codes(&decision), missing(&decision)),
        (vec!["expected_corporate_actions"], vec!["residences"])
    );
}

#[test]
fn instants_of_the_state_may_not_lie_after_now() {
    let policy = british(MissedBoundary::NextBoundary);
    let now = at("2026-03-01T00:00:00Z");
    let later = Some(at("2026-03-01T00:00:00.000000001Z"));
    let mut requested = closing(&policy);
    requested.requested_at = later;
    let mut cleared = closing(&policy);
    cleared.clear_since = later;
    let mut closed = state(&policy, "CLOSED");
    closed.closed_at = later;
    for (field, state) in [("requested_at", requested), ("clear_since", cleared), ("closed_at", closed)] {
        let misuse = decide(&policy, &state, &empty(), &Command::Advance, now).unwrap_err();
        let named = format!("state.{field}");
        assert!(
            matches!(misuse, MisuseError::InTheFuture { field: found, .. } if found == named),
            "{misuse}"
        );
    }
    let mut at_now = closing(&policy);
    at_now.requested_at = Some(now);
    assert!(decide(&policy, &at_now, &empty(), &Command::Advance, now).is_ok());
}

#[test]
fn a_closing_without_its_request_is_misuse_only_where_the_gate_counts_from_there() {
    let now = at("2026-03-01T00:00:00Z");
    let counts_from_request = british(MissedBoundary::WhenClear);
    let forgetful = state(&counts_from_request, "CLOSING");
    for command in [Command::Advance, Command::request()] {
        let misuse = decide(&counts_from_request, &forgetful, &empty(), &command, now).unwrap_err();
        assert!(matches!(misuse, MisuseError::RequestedAtMissing { .. }), "{misuse}");
    }
    assert!(
        decide(&british(MissedBoundary::NextBoundary), &forgetful, &empty(), &Command::Advance, now).is_ok()
    );
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::WhenClear);
    assert!(decide(&german, &forgetful, &empty(), &Command::Advance, now).is_ok());
    let active = state(&counts_from_request, "ACTIVE");
    assert!(decide(&counts_from_request, &active, &empty(), &Command::request(), now).is_ok());
}

/// The first and the last day that there is, and the days beside them, which stand for none; in a fact that no rule reads
/// and under a command that stops early as well.
#[test]
fn a_day_that_nobody_has_set_is_misuse() {
    let policy = british(MissedBoundary::NextBoundary);
    let now = at("2026-03-01T00:00:00Z");
    let transfer = |day| {
        let mut facts = empty();
        facts.pending_transfers = Fact::one(movement(Some(day)));
        facts
    };
    for state in [closing(&policy), state(&policy, "CLOSED"), state(&policy, "NOBODY_KNOWS")] {
        for command in [Command::request(), Command::Advance] {
            for day in ["0001-01-01", "1899-12-31", "9999-01-01", "9999-12-31"] {
                for facts in [with_action(Some(day)), transfer(day)] {
                    let misuse = decide(&policy, &state, &facts, &command, now).unwrap_err();
                    assert!(matches!(misuse, MisuseError::NoDay { .. }), "{misuse}");
                }
            }
            for day in ["1900-01-01", "9998-12-31"] {
                assert!(decide(&policy, &state, &transfer(day), &command, now).is_ok(), "{day}");
            }
        }
    }
}

#[test]
fn an_instant_that_nobody_has_set_is_misuse() {
    let policy = british(MissedBoundary::NextBoundary);
    let asked = |instant: &str| {
        let mut state = state(&policy, "CLOSED");
        state.closed_at = Some(at(instant));
        decide(&policy, &state, &empty(), &Command::Advance, at("2026-03-01T00:00:00Z")).map(|_| ())
    };
    for never in ["0001-01-01T00:00:00Z", "1899-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"] {
        let misuse = asked(never).unwrap_err();
        assert!(matches!(misuse, MisuseError::NoInstant { field: "state.closed_at", .. }), "{misuse}");
    }
    assert!(asked("1970-01-01T00:00:00.999999999Z").is_err());
    for set in ["1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:01Z"] {
        assert_eq!(asked(set), Ok(()), "{set}");
    }
    let (closed, facts, command) = (state(&policy, "CLOSED"), empty(), Command::Advance);
    assert!(decide(&policy, &closed, &facts, &command, at("1970-01-01T00:00:00Z")).is_err());
}

/// The boundary can be represented, the year that begins with it cannot.
#[test]
fn an_account_can_close_at_the_last_boundary_of_the_calendar() {
    let policy = british(MissedBoundary::NextBoundary);
    let clear = clear_since(&policy, "9998-06-01T00:00:00Z");
    closes(&policy, &clear, &empty(), "9999-06-01T00:00:00Z", "9999-04-05T23:00:00Z", "closed");
    let last_year = closeout::jurisdictions::GB.year_of(at("9999-01-01T00:00:00Z")).unwrap();
    assert!(closeout::jurisdictions::GB.year_of(last_year.end).is_err());
    assert!(closeout::laws::tax_years_tile_time(&closeout::jurisdictions::GB, at("9999-01-01T00:00:00Z")));
}

/// Two gates at once, as no provider has them today: the one that opens last binds.
static GATED_TWICE: Profile = Profile {
    gates: &[
        GateRow { residents_of: Country::DE, calendar: &closeout::jurisdictions::DE, source: SOURCE },
        GateRow { residents_of: Country::GB, calendar: &closeout::jurisdictions::GB, source: SOURCE },
    ],
    ..upvest::ACCOUNT
};

const SOURCE: Source = Source::plain("a test", "2026-11-20");

#[test]
fn of_several_gates_the_one_that_opens_last_binds() {
    for missed_boundary in [MissedBoundary::NextBoundary, MissedBoundary::WhenClear] {
        let joint = policy_with(&GATED_TWICE, Strictness::Documented, &["GB", "DE"], missed_boundary);
        let state = closing(&joint);
        // In February it is the German year that ends later, in June the British one.
        waits(&joint, &state, &empty(), "2026-02-02T09:00:00Z", "2026-12-31T23:00:00Z", true, "cleared");
        let blocked = with_action(Some("2026-03-20"));
        waits(&joint, &state, &blocked, "2026-02-02T09:00:00Z", "2026-12-31T23:00:00Z", true, "");
    }
    let joint =
        policy_with(&GATED_TWICE, Strictness::Documented, &["GB", "DE"], MissedBoundary::NextBoundary);
    let state = closing(&joint);
    waits(&joint, &state, &empty(), "2026-06-01T00:00:00Z", "2027-04-05T23:00:00Z", true, "cleared");
    waits(
        &joint,
        &state,
        &with_action(Some("2026-07-01")),
        "2026-06-01T00:00:00Z",
        "2027-04-05T23:00:00Z",
        true,
        "",
    );
}
