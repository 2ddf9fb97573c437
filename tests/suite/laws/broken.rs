//! Each law, broken by hand: a law that no answer could break would hold of a wrong engine as well.
//!
//! What belongs here: outcomes that nobody reaches, and right answers to questions that are no pair of the law.
//! What never does: a decision that `decide` does not give; only the crate can make one, and does in `strategies`.

use crate::strategies::{ABOUT, BURDEN, FORGET, PARTLY, shuffle};
use crate::support::{at, balance, closing, empty, member, movement, policy, position, state};
use closeout::{
    Code, Command, Decision, EventKind, Fact, Facts, Set, Strictness, Verdict,
    facts::FactName,
    jurisdictions,
    kernel::{ClockStand, GateStand, Observed, Outcome, Situation},
    laws::{self, Law},
    lifecycle::Phase,
    permission::{Denial, Permission},
    policy::{Clock, MaxAge},
    profile::{Limit, Stage},
    providers::upvest,
    strategies::Case,
    timing::{Era, TaxCalendar, YearRule},
};
use jiff::SignedDuration;
use jiff::civil::date;

const CLOSING: Situation = Situation {
    ask: Stage::Completion,
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
        laws::a_part_never_permits,
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

/// A stricter policy that has forgotten what is too old for it may say less; one that has forgotten something else may not.
#[test]
fn a_stricter_policy_may_forget_what_is_too_old_and_nothing_else() {
    let held = german(IN_MARCH, holding());
    let hasty = |fact| {
        let age = MaxAge::any().with(fact, SignedDuration::ZERO).unwrap();
        Case { policy: held.policy.clone().with_max_age(age), ..held.clone() }
    };
    let (positions, actions) = (hasty(FactName::Positions), hasty(FactName::ExpectedCorporateActions));
    let (positions, actions) = (positions.decide().unwrap(), actions.decide().unwrap());
    let held = held.decide().unwrap();
    assert_eq!((positions.verdict(), positions.codes()), (Verdict::Undetermined, Set::EMPTY));
    assert!(laws::a_stricter_policy_never_permits_more(&held, &positions));
    assert!(laws::a_stricter_policy_never_permits_more(&held, &actions));
    assert!(!laws::a_stricter_policy_never_permits_more(
        &actions,
        &german(IN_MARCH, Facts::unknown()).decide().unwrap()
    ));
    // Nor may it permit because of that.
    let closes = german(IN_MARCH, empty());
    assert!(!laws::a_stricter_policy_never_permits_more(&positions, &closes.decide().unwrap()));
}

/// The same verdict, codes and state, but another fact is stale, another unread, or something else would cure it.
#[test]
fn an_equal_question_with_anything_else_to_say_breaks_the_law() {
    let equal = laws::equal_questions_get_equal_answers;
    let cases = [german(IN_MARCH, empty()), german(IN_MARCH, holding()), german(IN_MARCH, Facts::unknown())];
    let decisions: Vec<Decision<'_>> = cases.iter().map(|case| case.decide().unwrap()).collect();
    for (place, one) in decisions.iter().enumerate() {
        for (of, other) in decisions.iter().enumerate() {
            assert_eq!(equal(one, other), place == of);
        }
    }
    let with_money = german(IN_MARCH, empty()).with_facts(|facts| facts.cash = Fact::one(balance("5")));
    assert!(!equal(&decisions[0], &with_money.decide().unwrap()));
    let short = german(IN_MARCH, holding()).with_facts(|facts| facts.positions = Fact::one(position("-3")));
    let (short, long) = (short.decide().unwrap(), &decisions[1]);
    assert!(laws::order_and_duplicates_do_not_matter(long, &short));
    assert!(!equal(long, &short));
    let unknown = german(IN_MARCH, Facts::unknown());
    let age = MaxAge::of_all(SignedDuration::ZERO).unwrap();
    let old = Case { policy: unknown.policy.clone().with_max_age(age), facts: empty(), ..unknown.clone() };
    let old = old.decide().unwrap();
    assert!(laws::order_and_duplicates_do_not_matter(&decisions[2], &old));
    assert!(!equal(&decisions[2], &old));
}

/// Another verdict, another code, another event.
#[test]
fn something_unread_that_changes_the_answer_breaks_the_law() {
    let unread = laws::unread_changes_nothing;
    let (clear, held) = (german(IN_MARCH, empty()), german(IN_MARCH, holding()));
    let expected = german(IN_MARCH, expecting("2026-05-04"));
    let (clear, held, expected) =
        (clear.decide().unwrap(), held.decide().unwrap(), expected.decide().unwrap());
    assert!(unread(&clear, &clear) && unread(&held, &held));
    assert!(!unread(&clear, &held) && !unread(&held, &clear));
    assert_eq!(held.verdict(), expected.verdict());
    assert!(!unread(&held, &expected));
    let recorded = british(IN_MARCH);
    let unrecorded = Case { state: closing(&recorded.policy), ..british(IN_MARCH) };
    let (recorded, unrecorded) = (recorded.decide().unwrap(), unrecorded.decide().unwrap());
    assert_eq!(recorded.codes(), unrecorded.codes());
    assert!(!unread(&recorded, &unrecorded));
}

/// Completion of a state that the request neither leads to nor finds.
#[test]
fn something_else_ahead_than_what_completion_says_breaks_the_law() {
    let ahead = laws::what_lies_ahead_is_what_completion_says;
    let advance = british(IN_MARCH);
    let request =
        Case { state: state(&advance.policy, "ACTIVE"), command: Command::request(), ..advance.clone() };
    let requested = request.decide().unwrap();
    assert_eq!(requested.events().kinds(), Set::only(EventKind::ClosureRequested).with(EventKind::Cleared));
    let led_to = Case { state: requested.state().clone(), ..advance.clone() };
    assert!(ahead(&requested, &led_to.decide().unwrap()));
    // What has been cleared is cleared once more, or has been since another instant.
    let mut lost = led_to.clone();
    lost.state.clear_since = None;
    assert!(!ahead(&requested, &lost.decide().unwrap()));
    assert!(!ahead(&requested, &advance.decide().unwrap()));
    // Beside the same answer something else is unread.
    let with_money = led_to.with_facts(|facts| facts.cash = Fact::one(balance("5")));
    assert!(!ahead(&requested, &with_money.decide().unwrap()));
    let again = Case { state: requested.state().clone(), ..request.clone() };
    assert!(ahead(&again.decide().unwrap(), &led_to.decide().unwrap()));
    assert!(!ahead(&again.decide().unwrap(), &advance.decide().unwrap()));
    // Nothing lies ahead of a refusal, nor of what is looked at, whatever is said of something else.
    let locked = Case { state: state(&advance.policy, "LOCKED"), ..request.clone() };
    assert!(ahead(&locked.decide().unwrap(), &advance.decide().unwrap()));
    assert!(ahead(&advance.decide().unwrap(), &advance.decide().unwrap()));
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
    shuffle(&mut shuffled);
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
    assert!(laws::a_restriction_never_permits_more(&Permission::Permitted, &denied));
    assert!(laws::a_restriction_never_permits_more(&limited, &limited));
    assert!(laws::a_restriction_never_permits_more(&denied, &Permission::Denied(Denial::UnknownStatus)));
    assert!(!laws::a_restriction_never_permits_more(&denied, &Permission::Permitted));
    assert!(!laws::a_restriction_never_permits_more(&denied, &limited));
    assert!(!laws::a_restriction_never_permits_more(&limited, &Permission::Permitted));
}

#[test]
fn an_unknown_status_that_permits_and_a_closed_account_that_cannot_be_read_break_their_laws() {
    let policy = policy(&upvest::ACCOUNT, Strictness::Documented, &["DE"]);
    let (unknown, closed) = (state(&policy, "SOMETHING_NEW"), state(&policy, "CLOSED"));
    let denied = Permission::Denied(Denial::UnknownStatus);
    assert!(laws::an_unknown_status_permits_nothing(&policy, &unknown, &denied));
    assert!(laws::an_unknown_status_permits_nothing(&policy, &closed, &Permission::Permitted));
    assert!(!laws::an_unknown_status_permits_nothing(&policy, &unknown, &Permission::Permitted));
    // It is not for another reason that nothing is permitted.
    assert!(!laws::an_unknown_status_permits_nothing(
        &policy,
        &unknown,
        &Permission::Denied(Denial::NotOffered)
    ));
    assert!(laws::a_closed_account_can_be_read(&policy, &closed, &Permission::Permitted));
    assert!(laws::a_closed_account_can_be_read(&policy, &unknown, &denied));
    assert!(!laws::a_closed_account_can_be_read(
        &policy,
        &closed,
        &Permission::Denied(Denial::RestrictionsUnknown)
    ));
}

/// Two rules for the same months: the calendar year ends when a year that began in June is half over.
#[test]
fn tax_years_that_overlap_break_the_law() {
    let june = YearRule::Fixed { month: 6, day: 1 };
    let (turn, overlap) = (date(2026, 1, 1), date(2025, 6, 1));
    let calendar = |eras: Vec<Era>| TaxCalendar { eras: eras.into(), ..jurisdictions::DE.clone() };
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
    let each = [(FORGET, Fact::Unknown), (PARTLY, Fact::Part(vec![]))];
    for (changes, of_cash) in each {
        let changed = changes.map(|change| {
            let mut facts = empty();
            change(&mut facts);
            facts
        });
        let differ = |place: usize| changed[..place].iter().all(|other| *other != changed[place]);
        assert!((0..changed.len()).all(|place| changed[place] != empty() && differ(place)));
        assert_eq!(changed.iter().filter(|facts| facts.cash == of_cash).count(), 1);
    }
}

/// The changes that tests pair by their place are about the same fact.
#[test]
fn every_change_is_about_its_fact() {
    for (place, fact) in ABOUT.iter().enumerate() {
        for change in [BURDEN[place], FORGET[place], PARTLY[place]] {
            let mut facts = empty();
            change(&mut facts);
            let changed = serde_json::to_value(&facts).unwrap();
            let before = serde_json::to_value(empty()).unwrap();
            let names: Vec<&String> = before.as_object().unwrap().keys().collect();
            let differs = names.iter().filter(|name| changed.get(name) != before.get(name));
            assert_eq!(differs.map(|name| name.as_str()).collect::<Vec<_>>(), [fact.name()]);
        }
    }
}
