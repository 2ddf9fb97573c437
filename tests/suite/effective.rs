//! When a closing takes effect, and from when it could: tables over time.
//!
//! What belongs here: instants on both sides of a boundary, recorded and lost clearance, dated items.
//! What never does: which facts block.

use crate::support::{ask, at, closing, codes, empty, missing, movement, policy_with, position};
use closeout::{
    Command, Country, EventKind, Fact, Facts, Policy, State, Strictness, Verdict,
    profile::{GateRow, Profile},
    providers::upvest,
    timing::{MissedBoundary, TaxCalendar},
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

/// A row of a table: asked `at` an instant, it waits `until` another, with these events.
#[derive(Clone, Copy)]
struct Waits<'t> {
    at: &'t str,
    until: &'t str,
    firm: bool,
    events: &'t str,
}

#[track_caller]
fn waits(policy: &Policy, state: &State, facts: &Facts, row: Waits<'_>) {
    let expected = (Verdict::Waiting, row.until.to_owned(), Some(row.firm), row.events.to_owned());
    assert_eq!(outcome(policy, state, facts, row.at), expected);
}

/// A row of a table: asked `at` an instant, it waits for what somebody has to do, or for what is overdue. No date can be
/// given.
#[derive(Clone, Copy)]
struct Undated<'t> {
    at: &'t str,
    events: &'t str,
}

#[track_caller]
fn waits_without_a_date(policy: &Policy, state: &State, facts: &Facts, row: Undated<'_>) {
    let expected = (Verdict::Waiting, String::new(), None, row.events.to_owned());
    assert_eq!(outcome(policy, state, facts, row.at), expected);
}

/// A row of a table: asked `at` an instant, it closes, and counts as closed `since` another.
#[derive(Clone, Copy)]
struct Closes<'t> {
    at: &'t str,
    since: &'t str,
    events: &'t str,
}

#[track_caller]
fn closes(policy: &Policy, state: &State, facts: &Facts, row: Closes<'_>) {
    let expected = (Verdict::Permitted, row.since.to_owned(), None, row.events.to_owned());
    assert_eq!(outcome(policy, state, facts, row.at), expected);
}

#[test]
fn next_boundary_is_that_of_the_year_in_which_it_became_clear() {
    let policy = british(MissedBoundary::NextBoundary);
    let never_clear = closing(&policy);
    waits(
        &policy,
        &never_clear,
        &empty(),
        Waits {
            at: "2026-04-05T22:59:59.999999999Z",
            until: "2026-04-05T23:00:00Z",
            firm: true,
            events: "cleared",
        },
    );
    waits(
        &policy,
        &never_clear,
        &empty(),
        Waits { at: "2026-04-05T23:00:00Z", until: "2027-04-05T23:00:00Z", firm: true, events: "cleared" },
    );
    let clear = clear_since(&policy, "2026-04-05T22:59:59.999999999Z");
    closes(
        &policy,
        &clear,
        &empty(),
        Closes { at: "2026-04-05T23:00:00Z", since: "2026-04-05T23:00:00Z", events: "closed" },
    );
    closes(
        &policy,
        &clear,
        &empty(),
        Closes { at: "2029-01-01T00:00:00Z", since: "2026-04-05T23:00:00Z", events: "closed" },
    );
    let a_moment_late = clear_since(&policy, "2026-04-05T23:00:00Z");
    waits(
        &policy,
        &a_moment_late,
        &empty(),
        Waits { at: "2026-04-05T23:00:00Z", until: "2027-04-05T23:00:00Z", firm: true, events: "" },
    );
}

#[test]
fn when_clear_is_the_later_of_clearance_and_the_boundary_of_the_request() {
    let policy = british(MissedBoundary::WhenClear);
    let never_clear = closing(&policy);
    waits(
        &policy,
        &never_clear,
        &empty(),
        Waits { at: "2026-04-05T22:59:59Z", until: "2026-04-05T23:00:00Z", firm: true, events: "cleared" },
    );
    closes(
        &policy,
        &never_clear,
        &empty(),
        Closes { at: "2026-04-05T23:00:00Z", since: "2026-04-05T23:00:00Z", events: "cleared closed" },
    );
    let clear_before = clear_since(&policy, "2026-02-01T00:00:00Z");
    closes(
        &policy,
        &clear_before,
        &empty(),
        Closes { at: "2026-06-01T00:00:00Z", since: "2026-04-05T23:00:00Z", events: "closed" },
    );
    let clear_after = clear_since(&policy, "2026-05-01T00:00:00Z");
    closes(
        &policy,
        &clear_after,
        &empty(),
        Closes { at: "2026-06-01T00:00:00Z", since: "2026-05-01T00:00:00Z", events: "closed" },
    );
}

#[test]
fn when_clear_past_its_boundary_waits_without_the_gate() {
    let policy = british(MissedBoundary::WhenClear);
    let state = clear_since(&policy, "2026-02-01T00:00:00Z");
    let facts = with_action(Some("2026-07-01"));
    // Midnight of 1 July is in summer time.
    waits(
        &policy,
        &state,
        &facts,
        Waits {
            at: "2026-06-01T00:00:00Z",
            until: "2026-06-30T23:00:00Z",
            firm: true,
            events: "clearance_lost",
        },
    );
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
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T23:00:00Z", firm: true, events: "" },
    );
    waits(
        &policy,
        &state,
        &with_action(Some("2026-04-06")),
        Waits { at: "2026-03-01T00:00:00Z", until: "2027-04-05T23:00:00Z", firm: true, events: "" },
    );
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let state = closing(&german);
    waits(
        &german,
        &state,
        &with_action(Some("2026-04-06")),
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T22:00:00Z", firm: true, events: "" },
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
        waits_without_a_date(
            &german,
            &closing(&german),
            &with_action(Some(day)),
            Undated { at: now, events: "" },
        );
    }
    let facts = with_action(Some("2026-03-01"));
    let before = "2026-02-28T22:59:59Z";
    waits(
        &german,
        &closing(&german),
        &facts,
        Waits { at: before, until: "2026-02-28T23:00:00Z", firm: true, events: "" },
    );
}

#[test]
fn an_overdue_item_beside_a_dated_one_bounds_nothing_and_is_not_firm() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = empty();
    facts.expected_corporate_actions =
        Fact::Known(vec![movement(Some("2026-01-05")), movement(Some("2026-04-20"))]);
    let state = closing(&policy);
    waits(
        &policy,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2027-04-05T23:00:00Z", firm: false, events: "" },
    );
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-01-05")));
    waits(
        &policy,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T23:00:00Z", firm: false, events: "" },
    );
}

#[test]
fn days_are_counted_in_the_zone_of_the_policy_where_no_gate_has_one() {
    let facts = with_action(Some("2026-06-06"));
    let zone = closeout::jurisdictions::zone("Pacific/Auckland").unwrap();
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let elsewhere = german.with_zone(zone.clone());
    let state = closing(&elsewhere);
    waits(
        &elsewhere,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-06-05T12:00:00Z", firm: true, events: "" },
    );
    let gated = british(MissedBoundary::WhenClear).with_zone(zone);
    waits(
        &gated,
        &closing(&gated),
        &facts,
        Waits { at: "2026-05-01T00:00:00Z", until: "2026-06-05T23:00:00Z", firm: true, events: "" },
    );
}

#[test]
fn without_a_date_nothing_is_firm_but_the_latest_date_still_bounds() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = with_action(Some("2026-04-20"));
    facts.positions = Fact::one(position("1"));
    let state = closing(&policy);
    waits(
        &policy,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2027-04-05T23:00:00Z", firm: false, events: "" },
    );
    facts.expected_corporate_actions = Fact::Known(vec![movement(None), movement(Some("2026-03-20"))]);
    waits(
        &policy,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T23:00:00Z", firm: false, events: "" },
    );
}

#[test]
fn what_is_unknown_neither_clears_nor_breaks() {
    let policy = british(MissedBoundary::NextBoundary);
    let mut facts = empty();
    facts.positions = Fact::Unknown;
    let recorded = clear_since(&policy, "2026-02-01T00:00:00Z");
    waits(
        &policy,
        &recorded,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T23:00:00Z", firm: false, events: "" },
    );
    let decision = ask(&policy, &recorded, &facts, &Command::Advance, at("2026-03-01T00:00:00Z"));
    assert_eq!(missing(&decision), ["positions"]);
    assert_eq!(decision.state().clear_since, recorded.clear_since);
    // The gate has opened: only the unknown is left.
    let (verdict, instant, firm, events) = outcome(&policy, &recorded, &facts, "2026-04-06T00:00:00Z");
    assert_eq!((verdict, instant.as_str(), firm, events.as_str()), (Verdict::Undetermined, "", None, ""));
    // It never was clear: it does not become so by not knowing.
    waits(
        &policy,
        &closing(&policy),
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-04-05T23:00:00Z", firm: false, events: "" },
    );
}

#[test]
fn a_break_after_the_boundary_starts_again() {
    let policy = british(MissedBoundary::NextBoundary);
    let recorded = clear_since(&policy, "2026-02-01T00:00:00Z");
    let facts = with_action(Some("2026-04-08"));
    waits(
        &policy,
        &recorded,
        &facts,
        Waits {
            at: "2026-04-07T00:00:00Z",
            until: "2027-04-05T23:00:00Z",
            firm: true,
            events: "clearance_lost",
        },
    );
}

#[test]
fn clearance_is_lost_without_a_gate_too() {
    let german = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary);
    let recorded = clear_since(&german, "2026-02-01T00:00:00Z");
    let facts = with_action(None);
    waits_without_a_date(
        &german,
        &recorded,
        &facts,
        Undated { at: "2026-03-01T00:00:00Z", events: "clearance_lost" },
    );
    closes(
        &german,
        &recorded,
        &empty(),
        Closes { at: "2026-03-01T00:00:00Z", since: "2026-03-01T00:00:00Z", events: "closed" },
    );
}

#[test]
fn being_clear_before_the_request_counts_from_the_request() {
    let policy = british(MissedBoundary::NextBoundary);
    let recorded = clear_since(&policy, "2025-03-01T00:00:00Z");
    closes(
        &policy,
        &recorded,
        &empty(),
        Closes { at: "2026-04-06T00:00:00Z", since: "2026-04-05T23:00:00Z", events: "closed" },
    );
}

#[test]
fn an_unknown_residence_with_a_blocker_waits_and_says_so() {
    let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &[], MissedBoundary::NextBoundary);
    let state = closing(&policy);
    let facts = with_action(Some("2026-03-20"));
    waits(
        &policy,
        &state,
        &facts,
        Waits { at: "2026-03-01T00:00:00Z", until: "2026-03-19T23:00:00Z", firm: false, events: "" },
    );
    let decision = ask(&policy, &state, &facts, &Command::Advance, at("2026-03-01T00:00:00Z"));
    assert_eq!(
        (codes(&decision), missing(&decision)),
        (vec!["expected_corporate_actions"], vec!["residences"])
    );
}

/// The boundary can be represented, the year that begins with it cannot.
#[test]
fn an_account_can_close_at_the_last_boundary_of_the_calendar() {
    let policy = british(MissedBoundary::NextBoundary);
    let clear = clear_since(&policy, "9998-06-01T00:00:00Z");
    closes(
        &policy,
        &clear,
        &empty(),
        Closes { at: "9999-06-01T00:00:00Z", since: "9999-04-05T23:00:00Z", events: "closed" },
    );
    let last_year = closeout::jurisdictions::GB.year_of(at("9999-01-01T00:00:00Z")).unwrap();
    assert!(closeout::jurisdictions::GB.year_of(last_year.end).is_err());
    assert!(closeout::laws::tax_years_tile_time(&closeout::jurisdictions::GB, at("9999-01-01T00:00:00Z")));
}

/// Two gates at once, as no provider has them today: the one that opens last binds.
fn gated_twice() -> Profile {
    let gate = |country, calendar: &'static TaxCalendar| GateRow {
        residents_of: country,
        calendar: calendar.into(),
        source: SOURCE,
    };
    let (germans, britons) = (&closeout::jurisdictions::DE, &closeout::jurisdictions::GB);
    let gates = vec![gate(Country::DE, germans), gate(Country::GB, britons)];
    Profile { gates: gates.into(), ..upvest::ACCOUNT.clone() }
}

const SOURCE: Source = Source::plain("a test", "2026-11-20");

#[test]
fn of_several_gates_the_one_that_opens_last_binds() {
    for missed_boundary in [MissedBoundary::NextBoundary, MissedBoundary::WhenClear] {
        let joint = policy_with(gated_twice(), Strictness::Documented, &["GB", "DE"], missed_boundary);
        let state = closing(&joint);
        // In February it is the German year that ends later, in June the British one.
        waits(
            &joint,
            &state,
            &empty(),
            Waits {
                at: "2026-02-02T09:00:00Z",
                until: "2026-12-31T23:00:00Z",
                firm: true,
                events: "cleared",
            },
        );
        let blocked = with_action(Some("2026-03-20"));
        waits(
            &joint,
            &state,
            &blocked,
            Waits { at: "2026-02-02T09:00:00Z", until: "2026-12-31T23:00:00Z", firm: true, events: "" },
        );
    }
    let joint =
        policy_with(gated_twice(), Strictness::Documented, &["GB", "DE"], MissedBoundary::NextBoundary);
    let state = closing(&joint);
    waits(
        &joint,
        &state,
        &empty(),
        Waits { at: "2026-06-01T00:00:00Z", until: "2027-04-05T23:00:00Z", firm: true, events: "cleared" },
    );
    waits(
        &joint,
        &state,
        &with_action(Some("2026-07-01")),
        Waits { at: "2026-06-01T00:00:00Z", until: "2027-04-05T23:00:00Z", firm: true, events: "" },
    );
}
