//! Business calendars that have run out.
//!
//! What belongs here: the last day on which a notice can begin, by hand and by asking; what is known without a clock.
//! What never does: a calendar that never covered its notice, which is a gap.

use super::SOURCE;
use crate::support::{at, closing, empty, policy};
use closeout::{
    Command, Policy, RULEBOOK, Strictness, decide,
    draft::ProfileDraft,
    lifecycle::{Move, Phase, Subject},
    lint,
    lint::{About, Defect, Finding, lint_at},
    policy::{Clock, Notice},
    providers,
    timing::{BusinessCalendar, NoticePeriod, start_of_day},
    vocab::Source,
};
use jiff::civil::{Date, Weekday, date};
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

const AUCKLAND: TimeZone = tz::get!("Pacific/Auckland");

fn notice(days: u16, calendar: &BusinessCalendar, zone: TimeZone) -> Clock {
    Clock::Notice(Notice::new(NoticePeriod::BusinessDays(days, calendar.clone()), zone))
}

fn under(clocks: impl IntoIterator<Item = Clock>) -> Policy {
    policy(&providers::upvest::ACCOUNT, Strictness::Documented, &["DE"]).with_clocks(clocks)
}

/// Weekdays, from a day to a day.
fn weekdays(from: Date, through: Date) -> BusinessCalendar {
    BusinessCalendar::new([Weekday::Saturday, Weekday::Sunday], [], from..=through).unwrap()
}

fn ended(findings: &[Finding]) -> Vec<(usize, Date)> {
    let found = findings.iter().filter_map(|finding| {
        let About::BusinessCalendar { row, last_beginning } = finding.about else { return None };
        assert_eq!(finding.defect, Defect::CalendarEnded);
        Some((row, last_beginning))
    });
    found.collect()
}

/// By hand, with a calendar on the wall: 31 December 2026 is a Thursday.
#[test]
fn the_last_day_leaves_just_as_many_business_days() {
    let of_2026 = weekdays(date(2026, 1, 1), date(2026, 12, 31));
    let last =
        |days| ended(&lint_at(&under([notice(days, &of_2026, TimeZone::UTC)]), at("2030-01-01T00:00:00Z")));
    assert_eq!(last(1), [(0, date(2026, 12, 30))]);
    // A Sunday, which is no business day itself and need not be.
    assert_eq!(last(4), [(0, date(2026, 12, 27))]);
    assert_eq!(last(5), [(0, date(2026, 12, 24))]);
    assert_eq!(last(10), [(0, date(2026, 12, 17))]);
    // It ends with the day of the request, whatever day that is.
    assert_eq!(last(0), []);
    // There are 261 of them: a notice of as many begins before the calendar does, and one of 260 with it.
    assert_eq!(last(260), [(0, date(2026, 1, 1))]);
    assert_eq!(last(261), []);
    let gap = lint(&under([notice(261, &of_2026, TimeZone::UTC)]));
    assert_eq!(gap.iter().map(|finding| finding.defect).collect::<Vec<_>>(), [Defect::ClockGap]);
}

/// It is over at midnight in the zone of the clock, not in that of the reader.
#[test]
fn a_calendar_runs_out_at_the_end_of_the_last_day_in_its_zone() {
    let of_2026 = weekdays(date(2026, 1, 1), date(2026, 12, 31));
    let policy = under([
        notice(10, &weekdays(date(2026, 1, 1), date(2099, 12, 31)), TimeZone::UTC),
        notice(10, &of_2026, AUCKLAND),
        Clock::Notice(Notice::new(NoticePeriod::Days(10), AUCKLAND)),
    ]);
    assert_eq!(ended(&lint_at(&policy, at("2026-12-17T10:59:59Z"))), []);
    assert_eq!(ended(&lint_at(&policy, at("2026-12-17T11:00:00Z"))), [(1, date(2026, 12, 17))]);
}

/// A house of its own, whose rows were compared with their sources on this day.
fn house(checked: &'static str, clock: Clock) -> Policy {
    let source = || Source::plain("a test", checked);
    let draft = ProfileDraft::new("house", Subject::Account)
        .status("OPEN", Phase::Active, source())
        .status("LEAVING", Phase::Closing, source())
        .status("GONE", Phase::Closed, source())
        .edge("OPEN", Move::RequestClosure, "LEAVING", source())
        .edge("LEAVING", Move::Complete, "GONE", source());
    policy(draft.build().unwrap(), Strictness::Documented, &["DE"]).with_clocks([clock])
}

/// A notice of one business day can begin on the day before the last one.
fn until(last_beginning: Date) -> Clock {
    let through = last_beginning.tomorrow().unwrap();
    let every_day = BusinessCalendar::new([], [], date(2020, 1, 1)..=through).unwrap();
    notice(1, &every_day, TimeZone::UTC)
}

/// Nobody asks under rules before they were written, nor an engine before the month of its rulebook.
#[test]
fn what_was_over_when_the_rules_were_written_is_over() {
    let written = date(2031, 5, 20);
    let (before, then) = (written.yesterday().unwrap(), written);
    assert_eq!(ended(&lint(&house("2031-05-20", until(before)))), [(0, before)]);
    assert_eq!(ended(&lint(&house("2031-05-20", until(then)))), []);
    // Told the day, it does not guess.
    assert_eq!(ended(&lint_at(&house("2031-05-20", until(before)), at("2031-05-19T23:59:59Z"))), []);
    let month: Vec<&str> = RULEBOOK.split('.').take(2).collect();
    let first: Date = format!("{}-01", month.join("-")).parse().unwrap();
    for unknown in ["", "lately", "2019-01-01"] {
        let before = first.yesterday().unwrap();
        assert_eq!(ended(&lint(&house(unknown, until(before)))), [(0, before)], "{unknown}");
        assert_eq!(ended(&lint(&house(unknown, until(first)))), [], "{unknown}");
    }
}

/// Any row is as good a witness as another.
#[test]
fn the_latest_row_says_when_the_rules_were_written() {
    let later = || Source::plain("a test", "2041-01-02");
    let clock = until(date(2041, 1, 1));
    let found = |change: &dyn Fn(&mut ProfileDraft)| {
        let mut draft = ProfileDraft::from(&providers::upvest::GROUP);
        draft.gates = ProfileDraft::from(&providers::upvest::ACCOUNT).gates;
        change(&mut draft);
        let built = policy(draft.build().unwrap(), Strictness::Documented, &["DE"]);
        ended(&lint(&built.with_clocks([clock.clone()]))).len()
    };
    assert_eq!(found(&|_| {}), 0);
    assert_eq!(found(&|draft| draft.statuses[0].source = later()), 1);
    assert_eq!(found(&|draft| draft.moves[0].source = later()), 1);
    assert_eq!(found(&|draft| draft.rules[0].source = later()), 1);
    assert_eq!(found(&|draft| draft.permissions[0].source = later()), 1);
    assert_eq!(found(&|draft| draft.gates[0].source = later()), 1);
    assert_eq!(found(&|draft| draft.obligations[0].source = later()), 1);
    assert_eq!(SOURCE.checked, "2026-11-20");
}

/// Whether closing can be waited for if it was requested at the beginning of this day.
fn is_answered(policy: &Policy, day: Date, zone: &TimeZone) -> bool {
    let requested_at: Timestamp = start_of_day(day, zone).unwrap();
    let mut state = closing(policy);
    state.requested_at = Some(requested_at);
    decide(policy, &state, &empty(), &Command::Advance, requested_at).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A request on the day that is named can be answered, and one on the day after it cannot.
    #[test]
    fn the_day_that_is_named_is_the_last_that_is_answered(
        days_off in proptest::sample::subsequence(Weekday::Monday.cycle_forward().take(7).collect::<Vec<_>>(), 0..=6),
        holidays in proptest::collection::vec(0_i64..60, 0..5),
        length in 5_i64..60,
        days in 1_u16..12,
    ) {
        let from = date(2026, 1, 20);
        let day = |after: i64| from.checked_add(after.days()).unwrap();
        let holidays = holidays.into_iter().filter(|after| *after <= length).map(day);
        let calendar = BusinessCalendar::new(days_off, holidays, from..=day(length)).unwrap();
        let policy = under([notice(days, &calendar, AUCKLAND)]);
        for (_, last) in ended(&lint_at(&policy, at("2100-01-01T00:00:00Z"))) {
            prop_assert!(is_answered(&policy, last, &AUCKLAND));
            prop_assert!(!is_answered(&policy, last.tomorrow().unwrap(), &AUCKLAND));
        }
        let can_begin = is_answered(&policy, from, &AUCKLAND);
        prop_assert_eq!(ended(&lint_at(&policy, at("2100-01-01T00:00:00Z"))).len(), usize::from(can_begin));
    }
}
