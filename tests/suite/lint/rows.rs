//! What rows show by themselves: profiles that differ from a built-in one by a row or two.
//!
//! What belongs here: rows that nobody would miss, and next to them those that look alike and count.
//! What never does: a life.

use super::SOURCE;
use crate::support::policy;
use closeout::{
    Code, Country, Strictness,
    draft::ProfileDraft,
    facts::Restriction,
    jurisdictions, lint,
    lint::Defect,
    policy::{Clock, Notice},
    profile::{Activity, GateRow, Stage},
    providers,
    timing::{BusinessCalendar, Era, NoticePeriod, TaxCalendar, YearRule},
    vocab::Basis,
};
use jiff::civil::{Weekday, date};
use jiff::tz::{self, TimeZone};

/// What is found of one kind.
fn found(defect: Defect, draft: &ProfileDraft, clocks: &[Clock]) -> Vec<String> {
    let policy = policy(draft.build().unwrap(), Strictness::Prudent, &["GB"]).with_clocks(clocks.to_vec());
    let findings = lint(&policy).into_iter().filter(|finding| finding.defect == defect);
    findings.map(|finding| finding.about.to_string()).collect()
}

fn account() -> ProfileDraft {
    ProfileDraft::from(&providers::upvest::ACCOUNT)
}

#[test]
fn a_rule_that_is_told_otherwise_or_twice_changes_nothing() {
    for code in Code::ALL.iter().filter(|code| code.class() == closeout::blocker::Class::Clock) {
        let draft = account().rule(*code, Stage::Completion, Basis::Stated, SOURCE);
        let expected = format!("completion rule {code} (the state, or a gate, tells it without a rule)");
        assert_eq!(found(Defect::ShadowedRule, &draft, &[]), [expected]);
    }
    let again = |stage, basis| account().rule(Code::OpenPositions, stage, basis, SOURCE);
    let twice = found(Defect::ShadowedRule, &again(Stage::Completion, Basis::Stated), &[]);
    assert_eq!(twice, ["completion rule open_positions (it is there twice)"]);
    let stated = found(Defect::ShadowedRule, &again(Stage::Completion, Basis::Inferred), &[]);
    assert_eq!(stated, ["completion rule open_positions (it is stated as well)"]);
    // Refused at once, and held later.
    assert_eq!(found(Defect::ShadowedRule, &again(Stage::Admission, Basis::Stated), &[]), [""; 0]);
}

#[test]
fn a_restriction_that_is_to_block_needs_a_rule_that_asks() {
    let mut draft = account();
    draft.blocking_restrictions = vec![Restriction::Frozen, Restriction::Locked];
    let idle = ["blocking restriction frozen", "blocking restriction locked"];
    assert_eq!(found(Defect::ShadowedRule, &draft, &[]), idle);
    let asks = draft.rule(Code::AccountRestricted, Stage::Admission, Basis::Stated, SOURCE);
    assert_eq!(found(Defect::ShadowedRule, &asks, &[]), [""; 0]);
}

/// The first of two grants counts, so the second changes nothing, or contradicts it.
#[test]
fn what_is_granted_twice_is_named_once_for_each_status() {
    let grant = |activity, status| account().permit(&[activity], &[status], SOURCE);
    let again = grant(Activity::Sell, "CLOSING");
    assert_eq!(found(Defect::ShadowedRule, &again, &[]), ["sell while CLOSING"]);
    assert_eq!(found(Defect::ContradictoryRules, &again, &[]), [""; 0]);
    // Nobody buys while it closes, nor sells when it is closed.
    for more in [grant(Activity::Buy, "CLOSING"), grant(Activity::Sell, "CLOSED")] {
        assert_eq!(found(Defect::ShadowedRule, &more, &[]), [""; 0]);
        assert_eq!(found(Defect::ContradictoryRules, &more, &[]), [""; 0]);
    }
}

/// The same country and the same calendar; another of either is another gate.
#[test]
fn a_gate_is_there_twice_if_it_holds_the_same_people_for_the_same_year() {
    let and = |residents_of, calendar: &'static TaxCalendar| {
        let calendar = calendar.into();
        let mut draft = account();
        draft.gates.push(GateRow { residents_of, calendar, source: SOURCE });
        found(Defect::ShadowedRule, &draft, &[])
    };
    let twice = ["gate for residents of GB (it is there twice)"];
    assert_eq!(and(Country::GB, &jurisdictions::GB), twice);
    assert_eq!(and(Country::GB, &jurisdictions::ZA), [""; 0]);
    assert_eq!(and(Country::DE, &jurisdictions::GB), [""; 0]);
    assert_eq!(and(Country::DE, &jurisdictions::ZA), [""; 0]);
}

/// On one day the window is open for that day.
#[test]
fn a_window_of_one_day_is_one() {
    let through = |month, day| {
        let mut draft = ProfileDraft::from(&providers::upvest::GROUP);
        for due in draft.obligations.iter_mut().filter_map(|row| row.due.as_mut()) {
            (due.from, due.through) = ((3, 1), (month, day));
        }
        found(Defect::ContradictoryRules, &draft, &[])
    };
    assert_eq!((through(3, 1), through(3, 2)), (vec![], vec![]));
    let backwards = ["window of annual_tax_statement, obligations[1] (it ends before it begins)"];
    assert_eq!(
        (through(2, 28), through(2, 28)),
        (backwards.map(str::to_owned).to_vec(), backwards.map(str::to_owned).to_vec())
    );
}

const LATER: &str = "(another of the kind always opens later)";
const TWICE: &str = "(it is there twice)";

fn clocks_for_nothing(clocks: &[Clock]) -> Vec<String> {
    found(Defect::ShadowedRule, &account(), clocks)
}

/// In winter midnight in London is that of UTC: neither of these two opens later, and both do than one of the day before.
#[test]
fn of_two_days_the_sooner_one_changes_nothing() {
    let not_before = |day, zone| Clock::NotBefore { day: date(2026, 1, day), zone };
    let (utc, london) = (TimeZone::UTC, tz::get!("Europe/London"));
    let second = [not_before(2, utc.clone()), not_before(2, london)];
    assert_eq!(clocks_for_nothing(&second), [""; 0]);
    let three = [not_before(1, utc), second[0].clone(), second[1].clone()];
    assert_eq!(clocks_for_nothing(&three), [format!("clock not_before, clocks[0] {LATER}")]);
}

/// Notices are compared where they count the same days in the same zone: nowhere else does one always end later.
#[test]
fn of_two_notices_that_count_alike_the_shorter_one_changes_nothing() {
    let notice = |days, zone: &TimeZone| Clock::Notice(Notice::days(days, zone.clone()));
    let (utc, london) = (TimeZone::UTC, tz::get!("Europe/London"));
    let at = |row: usize, why: &str| format!("clock notice_period, clocks[{row}] {why}");
    assert_eq!(
        clocks_for_nothing(&[notice(5, &utc), notice(5, &utc), notice(4, &utc)]),
        [at(1, TWICE), at(2, LATER)]
    );
    assert_eq!(clocks_for_nothing(&[notice(4, &utc), notice(5, &utc)]), [at(0, LATER)]);
    assert_eq!(clocks_for_nothing(&[notice(4, &utc), notice(5, &london)]), [""; 0]);
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let calendar = BusinessCalendar::new(weekend, [], date(2026, 1, 1)..=date(2026, 12, 31)).unwrap();
    let business = Clock::Notice(Notice::new(NoticePeriod::BusinessDays(5, calendar), utc.clone()));
    assert_eq!(clocks_for_nothing(&[notice(4, &utc), business]), [""; 0]);
}

/// A year that began in June stands where the calendar year should end.
#[test]
fn a_calendar_whose_years_overlap_is_named_with_the_instant() {
    let eras = [
        Era::before(date(2026, 1, 1), YearRule::CALENDAR_YEAR),
        Era::since(date(2025, 6, 1), YearRule::Fixed { month: 6, day: 1 }),
    ];
    let calendar = TaxCalendar { eras: eras.to_vec().into(), ..jurisdictions::GB.clone() };
    let mut draft = account();
    draft.gates[0].calendar = calendar.into();
    assert_eq!(found(Defect::ClockGap, &draft, &[]), ["calendar of GB at 2025-01-01T00:00:00Z"]);
}
