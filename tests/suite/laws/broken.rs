//! Each law, broken by hand: a law that no answer could break would hold of a wrong engine as well.
//!
//! What belongs here: outcomes that nobody reaches, and right answers to questions that are no pair of the law.
//! What never does: a decision that `decide` does not give; only the crate can make one, and does in `strategies`.

use crate::support::{at, closing, empty, member, movement, policy, position, state};
use closeout::laws::{self, Law};
use closeout::strategies::Case;
use closeout::{
    Ask, Clock, ClockStand, Code, Command, Decision, Denial, Era, EventKind, Fact, Facts, GateStand, Limit,
    Observed, Outcome, Permission, Phase, Set, Situation, Strictness, TaxCalendar, Verdict, YearRule,
    jurisdictions, providers::upvest,
};
use jiff::civil::date;

const CLOSING: Situation = Situation {
    ask: Ask::Advance,
    phase: Some(Phase::Closing),
    request_reaches: None,
    observed_ahead: Observed { present: Set::EMPTY, unknown: Set::EMPTY },
    may_be_gated: false,
    timed: false,
    observed: Observed { present: Set::EMPTY, unknown: Set::EMPTY },
    gate: GateStand::Absent,
    clocks: ClockStand::ABSENT,
    recorded_clear: false,
};

fn outcome(verdict: Verdict, blockers: &[Code], unknown: &[Code], events: &[EventKind]) -> Outcome {
    let (blockers, unknown) = (blockers.iter().copied().collect(), unknown.iter().copied().collect());
    Outcome { verdict, blockers, unknown, events: events.iter().copied().collect() }
}

#[track_caller]
fn breaks(situation: Situation, outcome: Outcome, law: Law) {
    assert_eq!(laws::broken_by_outcome(&situation, &outcome), Some(law), "{outcome:?}");
}

#[track_caller]
fn obeys(situation: Situation, outcome: Outcome) {
    assert_eq!(laws::broken_by_outcome(&situation, &outcome), None, "{outcome:?}");
}

#[test]
fn what_is_closed_says_so_and_nothing_else() {
    let closed = Situation { phase: Some(Phase::Closed), ..CLOSING };
    let refused = |blockers: &[Code], events: &[EventKind]| outcome(Verdict::Refused, blockers, &[], events);
    obeys(closed, refused(&[Code::AlreadyClosed], &[]));
    breaks(closed, refused(&[Code::AlreadyClosed], &[EventKind::Cleared]), Law::ClosedIsFinal);
    breaks(closed, refused(&[Code::AlreadyClosed, Code::CashBalance], &[]), Law::ClosedIsFinal);
    breaks(closed, refused(&[Code::StatusDoesNotAdmitClosing], &[]), Law::ClosedIsFinal);
    breaks(closed, outcome(Verdict::NoOp, &[], &[], &[]), Law::ClosedIsFinal);
}

#[test]
fn what_closes_has_nothing_in_it_that_is_there_or_unknown() {
    let closes = outcome(Verdict::Permitted, &[], &[], &[EventKind::Closed]);
    obeys(CLOSING, closes);
    let cash = Set::only(Code::CashBalance);
    for observed in
        [Observed { present: cash, unknown: Set::EMPTY }, Observed { present: Set::EMPTY, unknown: cash }]
    {
        let holding = Situation { observed, ..CLOSING };
        breaks(holding, closes, Law::NoValueInAClosedAccount);
        // Whatever is in it, closing can be asked for under a policy that does not look.
        obeys(holding, outcome(Verdict::Permitted, &[], &[], &[EventKind::ClosureRequested]));
    }
}

#[test]
fn a_refusal_and_a_waiting_say_why_and_nothing_else_does() {
    let cash: &[Code] = &[Code::CashBalance];
    for verdict in [Verdict::Refused, Verdict::Waiting] {
        obeys(CLOSING, outcome(verdict, cash, &[], &[]));
        breaks(CLOSING, outcome(verdict, &[], &[], &[]), Law::RefusedHasABlocker);
    }
    for verdict in [Verdict::Permitted, Verdict::NoOp, Verdict::Undetermined] {
        breaks(CLOSING, outcome(verdict, cash, &[], &[]), Law::RefusedHasABlocker);
    }
}

#[test]
fn every_verdict_has_what_belongs_to_it() {
    let (cash, event): (&[Code], &[EventKind]) = (&[Code::CashBalance], &[EventKind::ClosureRequested]);
    for (right, wrong) in [
        (outcome(Verdict::Permitted, &[], &[], event), outcome(Verdict::Permitted, &[], &[], &[])),
        (outcome(Verdict::Permitted, &[], &[], event), outcome(Verdict::Permitted, &[], cash, event)),
        (outcome(Verdict::NoOp, &[], &[], &[]), outcome(Verdict::NoOp, &[], &[], event)),
        (outcome(Verdict::NoOp, &[], &[], &[]), outcome(Verdict::NoOp, &[], cash, &[])),
        (outcome(Verdict::Undetermined, &[], cash, &[]), outcome(Verdict::Undetermined, &[], &[], &[])),
        (outcome(Verdict::Undetermined, &[], cash, &[]), outcome(Verdict::Undetermined, &[], cash, event)),
        (outcome(Verdict::Refused, cash, &[], &[]), outcome(Verdict::Refused, cash, &[], event)),
        (
            outcome(Verdict::Waiting, cash, &[], &[EventKind::Cleared]),
            outcome(Verdict::Waiting, cash, &[], &[EventKind::Closed]),
        ),
    ] {
        obeys(CLOSING, right);
        breaks(CLOSING, wrong, Law::PermittedHasNone);
    }
    // Of what it permits it says neither that it is in the way nor that it is unknown.
    for (blockers, unknown) in [(cash, &[][..]), (&[], cash)] {
        let told = outcome(Verdict::Permitted, blockers, unknown, event);
        assert!(!laws::permitted_has_none(&CLOSING, &told));
    }
}

/// An account of a German, closing since January, at an instant of 2026.
fn german(now: &str, facts: Facts) -> Case {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    Case { state: closing(&policy), policy, facts, command: Command::Advance, now: at(now) }
}

/// As [`german`], but of a Briton who has been clear since February.
fn british(now: &str) -> Case {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["GB"]);
    let mut state = closing(&policy);
    state.clear_since = Some(at("2026-02-01T00:00:00Z"));
    Case { policy, state, facts: empty(), command: Command::Advance, now: at(now) }
}

fn expecting(day: &str) -> Facts {
    let mut facts = empty();
    facts.expected_corporate_actions = Fact::one(movement(Some(day)));
    facts
}

fn holding() -> Facts {
    let mut facts = empty();
    facts.positions = Fact::one(position("3"));
    facts
}

const IN_MARCH: &str = "2026-03-20T09:00:00Z";

/// What closes with more in it, with less known, under a stricter policy.
#[test]
fn to_permit_what_was_not_permitted_breaks_every_law_of_two() {
    let (clear, full) = (german(IN_MARCH, empty()), german(IN_MARCH, holding()));
    let (closes, waits) = (clear.decide().unwrap(), full.decide().unwrap());
    assert_eq!((closes.verdict(), waits.verdict()), (Verdict::Permitted, Verdict::Waiting));
    for law in [
        laws::unknown_never_permits,
        laws::more_obligations_never_help,
        laws::a_stricter_policy_never_permits_more,
    ] {
        assert!(law(&closes, &waits));
        assert!(law(&closes, &closes));
        assert!(law(&waits, &waits));
        assert!(!law(&waits, &closes));
    }
}

#[test]
fn one_more_obligation_that_brings_closing_forward_breaks_the_law() {
    let (may, june) = (german(IN_MARCH, expecting("2026-05-04")), german(IN_MARCH, expecting("2026-06-01")));
    let (may, june) = (may.decide().unwrap(), june.decide().unwrap());
    assert!(laws::more_obligations_never_help(&may, &june));
    assert!(laws::more_obligations_never_help(&may, &may));
    assert!(!laws::more_obligations_never_help(&june, &may));
}

/// Both wait, but the stricter policy has forgotten what the milder one found.
#[test]
fn a_stricter_policy_that_finds_less_breaks_the_law() {
    let (held, expected) = (german(IN_MARCH, holding()), german(IN_MARCH, expecting("2026-05-04")));
    let (held, expected) = (held.decide().unwrap(), expected.decide().unwrap());
    assert_eq!(expected.verdict(), Verdict::Waiting);
    assert!(!laws::a_stricter_policy_never_permits_more(&held, &expected));
}

#[test]
fn another_answer_to_the_same_facts_breaks_the_law() {
    let cases = [german(IN_MARCH, empty()), german(IN_MARCH, holding()), german(IN_MARCH, Facts::unknown())];
    let decisions: Vec<Decision<'_>> = cases.iter().map(|case| case.decide().unwrap()).collect();
    for (place, once) in decisions.iter().enumerate() {
        for (other, shuffled) in decisions.iter().enumerate() {
            assert_eq!(laws::order_and_duplicates_do_not_matter(once, shuffled), place == other);
        }
    }
}

/// Backwards and twice: every fact that has several items, and no other.
#[test]
fn shuffled_facts_are_backwards_and_twice() {
    let mut facts = empty();
    facts.accounts = Fact::Known(vec![member("ACTIVE"), member("CLOSED")]);
    let mut shuffled = facts.clone();
    laws::shuffle(&mut shuffled);
    let twice = vec![member("CLOSED"), member("ACTIVE"), member("CLOSED"), member("ACTIVE")];
    assert_eq!(shuffled.accounts, Fact::Known(twice));
    shuffled.accounts = facts.accounts.clone();
    assert_eq!(shuffled, facts);
}

/// What was healed may wait for a clock, and for nothing else; what cannot be healed is excepted.
#[test]
fn a_cause_that_shows_only_after_healing_breaks_the_law() {
    let (held, healed) = (german(IN_MARCH, holding()), german(IN_MARCH, empty()));
    let (reported, healed) = (held.decide().unwrap(), healed.decide().unwrap());
    assert!(laws::all_blockers_are_reported(&reported, &healed));
    assert!(!laws::all_blockers_are_reported(&reported, &reported));
    let unknown = german(IN_MARCH, Facts::unknown());
    let unknown = unknown.decide().unwrap();
    assert!(!laws::all_blockers_are_reported(&reported, &unknown));
    assert!(laws::all_blockers_are_reported(&unknown, &reported));
    let held_by_the_gate = Case { state: closing(&british(IN_MARCH).policy), ..british(IN_MARCH) };
    let gated = held_by_the_gate.decide().unwrap();
    assert_eq!(gated.codes(), Set::only(Code::TaxYearEnd));
    assert!(laws::all_blockers_are_reported(&reported, &gated));
    for status in ["CLOSED", "LOCKED"] {
        let case = german(IN_MARCH, empty());
        let stuck = Case { state: state(&case.policy, status), command: Command::request(), ..case };
        let stuck = stuck.decide().unwrap();
        assert!(laws::all_blockers_are_reported(&stuck, &stuck), "{status}");
    }
}

#[test]
fn a_late_call_that_moves_the_closing_breaks_the_law() {
    let (april, may) = (british("2026-04-06T09:00:00Z"), british("2026-05-06T09:00:00Z"));
    assert!(laws::late_calls_change_nothing(&april.decide().unwrap(), &may.decide().unwrap()));
    // Nothing holds the German account, so it closes when it is called.
    let late = german("2026-05-06T09:00:00Z", empty());
    assert!(!laws::late_calls_change_nothing(&april.decide().unwrap(), &late.decide().unwrap()));
}

/// A second answer that has an event, another state or another instant.
#[test]
fn a_second_answer_that_differs_breaks_the_law() {
    let first = Case { state: closing(&british(IN_MARCH).policy), ..british(IN_MARCH) };
    let decided = first.decide().unwrap();
    assert_eq!(decided.events().kinds(), Set::only(EventKind::Cleared));
    let second = Case { state: decided.state().clone(), ..first.clone() };
    let answer = second.decide().unwrap();
    assert!(laws::asking_twice_changes_nothing(&decided, &answer));
    // It clears once more.
    assert!(!laws::asking_twice_changes_nothing(&decided, &decided));
    // It waits for the year after.
    let mut later = second.clone();
    later.state.clear_since = Some(at("2026-01-15T00:00:00Z"));
    assert!(!laws::asking_twice_changes_nothing(&decided, &later.decide().unwrap()));
    let day = date(2026, 7, 1);
    let held = second.policy.clone().with_clocks([Clock::NotBefore { day, zone: jiff::tz::TimeZone::UTC }]);
    let held = Case { policy: held, ..second.clone() };
    let held = held.decide().unwrap();
    assert_eq!((held.state(), held.events().kinds()), (decided.state(), Set::EMPTY));
    assert!(!laws::asking_twice_changes_nothing(&decided, &held));
}

#[test]
fn a_restriction_that_permits_breaks_the_law() {
    let denied = Permission::Denied(Denial::NotOffered);
    let limited = Permission::PermittedIf(Limit::CoversDebit);
    assert!(laws::a_restriction_never_permits_more(Permission::Permitted, denied));
    assert!(laws::a_restriction_never_permits_more(limited, limited));
    assert!(laws::a_restriction_never_permits_more(denied, Permission::Denied(Denial::UnknownStatus)));
    assert!(!laws::a_restriction_never_permits_more(denied, Permission::Permitted));
    assert!(!laws::a_restriction_never_permits_more(denied, limited));
    assert!(!laws::a_restriction_never_permits_more(limited, Permission::Permitted));
}

#[test]
fn an_unknown_status_that_permits_and_a_closed_account_that_cannot_be_read_break_their_laws() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let (unknown, closed) = (state(&policy, "SOMETHING_NEW"), state(&policy, "CLOSED"));
    let denied = Permission::Denied(Denial::UnknownStatus);
    assert!(laws::an_unknown_status_permits_nothing(&policy, &unknown, denied));
    assert!(laws::an_unknown_status_permits_nothing(&policy, &closed, Permission::Permitted));
    assert!(!laws::an_unknown_status_permits_nothing(&policy, &unknown, Permission::Permitted));
    // It is not for another reason that nothing is permitted.
    assert!(!laws::an_unknown_status_permits_nothing(
        &policy,
        &unknown,
        Permission::Denied(Denial::NotOffered)
    ));
    assert!(laws::a_closed_account_can_be_read(&policy, &closed, Permission::Permitted));
    assert!(laws::a_closed_account_can_be_read(&policy, &unknown, denied));
    assert!(!laws::a_closed_account_can_be_read(
        &policy,
        &closed,
        Permission::Denied(Denial::RestrictionsUnknown)
    ));
}

/// Two rules for the same months: the calendar year ends when a year that began in June is half over.
#[test]
fn tax_years_that_overlap_break_the_law() {
    let june = YearRule::Fixed { month: 6, day: 1 };
    let (turn, overlap) = (date(2026, 1, 1), date(2025, 6, 1));
    let calendar = |eras: Vec<Era>| TaxCalendar { eras: eras.leak(), ..jurisdictions::DE.clone() };
    let first = Era::before(turn, YearRule::CALENDAR_YEAR);
    let wrong = calendar(vec![first, Era::since(overlap, june)]);
    assert!(!laws::tax_years_tile_time(&wrong, at("2025-12-31T12:00:00Z")));
    let right = calendar(vec![first, Era::since(turn, june)]);
    assert!(laws::tax_years_tile_time(&right, at("2025-12-31T12:00:00Z")));
    // Of what comes after the last year that is known, nothing can be said.
    assert!(laws::tax_years_tile_time(&calendar(vec![first]), at("2025-12-31T12:00:00Z")));
    assert!(laws::tax_years_tile_time(&calendar(vec![first]), at("2026-12-31T12:00:00Z")));
}

/// Each of the changes that `unknown_never_permits` speaks of makes one fact unknown, and each another.
#[test]
fn every_fact_is_forgotten_by_itself() {
    let forgotten = laws::FORGET.map(|forget| {
        let mut facts = empty();
        forget(&mut facts);
        facts
    });
    let differ = |place: usize| forgotten[..place].iter().all(|other| *other != forgotten[place]);
    assert!((0..forgotten.len()).all(|place| forgotten[place] != empty() && differ(place)));
}
