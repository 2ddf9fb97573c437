//! The clocks of a policy: tables by hand, at each opening and a nanosecond before it.
//!
//! What belongs here: instants and days that a person has looked up, in zones that change their clocks.
//! What never does: which facts block.

mod agreement;
mod document;

use crate::support::{ask, at, closing, codes, empty, movement, policy_with, position, state};
use closeout::{
    Code, Command, EventKind, Fact, MisuseError, Policy, State, Strictness, Verdict,
    blocker::Evidence,
    decide,
    policy::{Clock, Notice},
    providers::{upvest, yuno},
    timing::{BusinessCalendar, BusinessCalendarError, MissedBoundary, NoticePeriod},
    wire::{Answer, Question},
};
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, ToSpan};

const LONDON: TimeZone = tz::get!("Europe/London");
const NEW_YORK: TimeZone = tz::get!("America/New_York");
const BERLIN: TimeZone = tz::get!("Europe/Berlin");
const BEIRUT: TimeZone = tz::get!("Asia/Beirut");

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn not_before(text: &str, zone: TimeZone) -> Clock {
    Clock::NotBefore { day: day(text), zone }
}

fn notice(days: u16, zone: TimeZone) -> Clock {
    Clock::Notice(Notice::days(days, zone))
}

fn months(months: u16, zone: TimeZone) -> Clock {
    Clock::Notice(Notice::months(months, zone))
}

fn cut_off(time: &str, zone: TimeZone) -> Clock {
    Clock::CutOff { time: time.parse::<Time>().unwrap(), zone }
}

/// Weekends, Christmas and the day that stands in for Boxing Day, which is a Saturday then.
fn of_2026() -> BusinessCalendar {
    let holidays = [day("2026-12-28"), day("2026-12-25")];
    let year = day("2026-01-01")..=day("2026-12-31");
    BusinessCalendar::new([Weekday::Sunday, Weekday::Saturday], holidays, year).unwrap()
}

fn business(days: u16) -> Clock {
    Clock::Notice(Notice::new(NoticePeriod::BusinessDays(days, of_2026()), LONDON))
}

/// Nobody waits for a tax year.
fn under(clocks: impl IntoIterator<Item = Clock>) -> Policy {
    policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], MissedBoundary::NextBoundary)
        .with_clocks(clocks)
}

fn british(missed: MissedBoundary, clocks: impl IntoIterator<Item = Clock>) -> Policy {
    policy_with(&upvest::ACCOUNT, Strictness::Documented, &["GB"], missed).with_clocks(clocks)
}

fn closing_since(policy: &Policy, requested: &str, clear: Option<&str>) -> State {
    let mut state = closing(policy);
    (state.requested_at, state.clear_since) = (Some(at(requested)), clear.map(at));
    state
}

/// The verdict with the effective or the earliest instant, what is in the way, which clock binds, and the events.
fn said(policy: &Policy, state: &State, now: Timestamp) -> String {
    let facts = empty();
    let decision = ask(policy, state, &facts, &Command::Advance, now);
    let instant = decision.effective_at().or(decision.earliest().map(|earliest| earliest.at));
    let binding = decision.binding().map(|binding| format!("{} {}", binding.code, binding.at));
    let events: Vec<&str> = decision.events().kinds().iter().map(EventKind::name).collect();
    [
        decision.verdict().to_string(),
        instant.map(|instant| instant.to_string()).unwrap_or_default(),
        codes(&decision).join(" "),
        binding.unwrap_or_default(),
        events.join(" "),
    ]
    .join("; ")
}

/// It waits until a nanosecond before the instant, and closes at it; it takes effect then, however late the call.
#[track_caller]
fn opens_at(policy: &Policy, state: &State, code: &str, instant: &str) {
    let opening = at(instant);
    let waiting = format!("waiting; {instant}; {code}; {code} {instant}; ");
    assert_eq!(said(policy, state, opening - 1.nanosecond()), waiting);
    for late in [0, 1, 1_000_000_000, 40_000_000_000_000_000_i64] {
        assert_eq!(
            said(policy, state, opening + late.nanoseconds()),
            format!("permitted; {instant}; ; ; closed")
        );
    }
}

#[test]
fn a_day_opens_with_its_first_instant_in_its_zone() {
    for (date, zone, instant) in [
        ("2026-05-01", LONDON, "2026-04-30T23:00:00Z"),
        ("2026-12-01", LONDON, "2026-12-01T00:00:00Z"),
        ("2026-05-01", NEW_YORK, "2026-05-01T04:00:00Z"),
        ("2026-12-01", NEW_YORK, "2026-12-01T05:00:00Z"),
        // The clocks are put forward at midnight, so that the day begins at 1:00.
        ("2026-03-29", BEIRUT, "2026-03-28T22:00:00Z"),
        ("2026-03-30", BEIRUT, "2026-03-29T21:00:00Z"),
    ] {
        let policy = under([not_before(date, zone)]);
        let state = closing_since(&policy, "2026-01-10T10:00:00Z", Some("2026-01-20T00:00:00Z"));
        opens_at(&policy, &state, "not_before", instant);
    }
}

#[test]
fn a_notice_does_not_count_the_day_of_the_request_and_counts_its_last_day_whole() {
    for (requested, days, zone, instant) in [
        ("2026-01-10T10:00:00Z", 0, LONDON, "2026-01-11T00:00:00Z"),
        ("2026-01-10T00:00:00Z", 1, LONDON, "2026-01-12T00:00:00Z"),
        ("2026-01-10T23:59:59.999999999Z", 1, LONDON, "2026-01-12T00:00:00Z"),
        ("2026-01-11T00:00:00Z", 1, LONDON, "2026-01-13T00:00:00Z"),
        // Over the change of the clocks: it ends at midnight, and not after so many hours.
        ("2026-03-20T10:00:00Z", 10, LONDON, "2026-03-30T23:00:00Z"),
        ("2026-10-20T10:00:00Z", 10, LONDON, "2026-10-31T00:00:00Z"),
        // In New York it is still the evening before.
        ("2026-03-07T03:00:00Z", 5, NEW_YORK, "2026-03-12T04:00:00Z"),
        ("2026-03-07T05:00:00Z", 5, NEW_YORK, "2026-03-13T04:00:00Z"),
        ("2026-03-27T12:00:00Z", 1, BEIRUT, "2026-03-28T22:00:00Z"),
        // Set back a minute after midnight, the clocks show 23:30 of the day before, and the new day has begun.
        ("2010-11-07T03:00:00Z", 0, tz::get!("America/St_Johns"), "2010-11-08T03:30:00Z"),
        // 30 December was left out, so that what would begin with it begins with the 31st.
        ("2011-12-28T12:00:00Z", 1, tz::get!("Pacific/Apia"), "2011-12-30T10:00:00Z"),
    ] {
        let policy = under([notice(days, zone)]);
        let state = closing_since(&policy, requested, Some(requested));
        opens_at(&policy, &state, "notice_period", instant);
    }
}

/// By §§ 187(1) and 188(2), (3) of the German Civil Code: to the day of the same number, or the last of the month.
#[test]
fn a_notice_of_months_ends_with_the_day_of_the_same_number_or_the_last_of_the_month() {
    for (requested, count, zone, instant) in [
        ("2026-07-15T10:00:00Z", 2, LONDON, "2026-09-15T23:00:00Z"),
        ("2026-07-15T10:00:00Z", 0, LONDON, "2026-07-15T23:00:00Z"),
        // No 31st, no 30th, no 29th.
        ("2026-08-31T10:00:00Z", 1, NEW_YORK, "2026-10-01T04:00:00Z"),
        ("2025-12-31T10:00:00Z", 2, BERLIN, "2026-02-28T23:00:00Z"),
        ("2025-12-29T10:00:00Z", 2, BERLIN, "2026-02-28T23:00:00Z"),
        ("2023-12-31T10:00:00Z", 2, BERLIN, "2024-02-29T23:00:00Z"),
        ("2028-02-29T10:00:00Z", 12, LONDON, "2029-03-01T00:00:00Z"),
        // From the last of a month to the same number, and not to the last.
        ("2026-02-28T10:00:00Z", 1, BERLIN, "2026-03-28T23:00:00Z"),
        ("2026-06-30T10:00:00Z", 1, BERLIN, "2026-07-30T22:00:00Z"),
        // In Berlin it is the first of a month already, in New York still the last of one.
        ("2026-01-31T23:30:00Z", 1, BERLIN, "2026-03-01T23:00:00Z"),
        ("2026-03-01T04:59:59Z", 1, NEW_YORK, "2026-03-29T04:00:00Z"),
        // Over a year's end; the last day begins at 1:00 there, since the clocks skip midnight.
        ("2025-11-30T12:00:00Z", 4, BEIRUT, "2026-03-30T21:00:00Z"),
        ("2026-01-29T12:00:00Z", 2, BEIRUT, "2026-03-29T21:00:00Z"),
        ("2026-01-28T12:00:00Z", 2, BEIRUT, "2026-03-28T22:00:00Z"),
    ] {
        let policy = under([months(count, zone)]);
        let state = closing_since(&policy, requested, Some(requested));
        opens_at(&policy, &state, "notice_period", instant);
    }
}

/// No number of days will do for two months: they are 59 to 62.
#[test]
fn two_months_are_59_to_62_days() {
    let lengths = |year: i16, month: i8| {
        [31, if year % 4 == 0 { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            [usize::try_from(month - 1).unwrap()]
    };
    let policy = under([months(2, TimeZone::UTC)]);
    let mut found = std::collections::BTreeSet::new();
    let mut given = day("2023-01-01");
    while given < day("2027-01-01") {
        let noon = format!("{given}T12:00:00Z");
        let state = closing_since(&policy, &noon, Some(&noon));
        let (year, month) = if given.month() > 10 {
            (given.year() + 1, given.month() - 10)
        } else {
            (given.year(), given.month() + 2)
        };
        let last = jiff::civil::date(year, month, given.day().min(lengths(year, month)));
        let opening = format!("{}T00:00:00Z", last.tomorrow().unwrap());
        assert_eq!(
            said(&policy, &state, at("2029-01-01T00:00:00Z")),
            format!("permitted; {opening}; ; ; closed")
        );
        found.insert((last - given).get_days());
        given = given.tomorrow().unwrap();
    }
    assert_eq!(found, [59, 60, 61, 62].into());
}

#[test]
fn a_notice_of_business_days_counts_those_of_the_calendar() {
    for (requested, days, instant) in [
        // A Thursday; the Friday of the next week is Christmas Day.
        ("2026-12-17T10:00:00Z", 1, "2026-12-19T00:00:00Z"),
        ("2026-12-17T10:00:00Z", 2, "2026-12-22T00:00:00Z"),
        ("2026-12-17T10:00:00Z", 5, "2026-12-25T00:00:00Z"),
        ("2026-12-17T10:00:00Z", 6, "2026-12-30T00:00:00Z"),
        ("2026-12-17T10:00:00Z", 8, "2027-01-01T00:00:00Z"),
        // A Saturday.
        ("2026-12-19T10:00:00Z", 0, "2026-12-20T00:00:00Z"),
        ("2026-12-19T10:00:00Z", 1, "2026-12-22T00:00:00Z"),
        // Requested before the first day that is covered, which is a Thursday; only what is counted is looked up.
        ("2025-12-31T10:00:00Z", 1, "2026-01-02T00:00:00Z"),
    ] {
        let policy = under([business(days)]);
        let state = closing_since(&policy, requested, Some(requested));
        opens_at(&policy, &state, "notice_period", instant);
    }
}

#[test]
fn a_notice_beyond_its_calendar_is_an_error_that_names_the_range() {
    for (requested, days) in [("2026-12-17T10:00:00Z", 9), ("2025-12-30T10:00:00Z", 1)] {
        let policy = under([business(days)]);
        let state = closing_since(&policy, requested, None);
        let misuse =
            decide(&policy, &state, &empty(), &Command::Advance, at("2027-02-01T00:00:00Z")).unwrap_err();
        assert!(matches!(misuse, MisuseError::BeyondBusinessCalendar(_)), "{misuse}");
        assert!(misuse.to_string().contains("2026-01-01 to 2026-12-31, both inclusive"), "{misuse}");
        let from =
            format!("the notice of {days} business days from {}", requested.split('T').next().unwrap());
        assert!(misuse.to_string().starts_with(&from), "{misuse}");
    }
}

#[test]
fn what_is_clear_after_the_cut_off_counts_from_the_next_day() {
    for (time, zone, clear, instant) in [
        ("17:00", LONDON, "2026-05-04T16:00:00Z", "2026-05-04T23:00:00Z"),
        ("17:00", LONDON, "2026-05-04T22:59:59.999999999Z", "2026-05-04T23:00:00Z"),
        ("17:00", NEW_YORK, "2026-01-15T22:00:00Z", "2026-01-16T05:00:00Z"),
        ("00:00", NEW_YORK, "2026-01-15T05:00:00Z", "2026-01-16T05:00:00Z"),
        // The clocks skip 1:30: nothing is early from 2:00 on.
        ("01:30", LONDON, "2026-03-29T01:00:00Z", "2026-03-29T23:00:00Z"),
        // They show 1:10 once more when 1:30 has been; and then 1:30 again.
        ("01:30", LONDON, "2026-10-25T00:30:00Z", "2026-10-26T00:00:00Z"),
        ("01:30", LONDON, "2026-10-25T01:10:00Z", "2026-10-26T00:00:00Z"),
        // The next day has no midnight.
        ("17:00", BEIRUT, "2026-03-28T15:00:00Z", "2026-03-28T22:00:00Z"),
    ] {
        let policy = under([cut_off(time, zone)]);
        opens_at(&policy, &closing_since(&policy, "2026-01-10T10:00:00Z", Some(clear)), "cut_off", instant);
        let never = closing_since(&policy, "2026-01-10T10:00:00Z", None);
        let waiting = format!("waiting; {instant}; cut_off; cut_off {instant}; cleared");
        assert_eq!(said(&policy, &never, at(clear)), waiting);
    }
}

#[test]
fn what_is_clear_before_the_cut_off_counts_at_once() {
    for (time, zone, clear) in [
        ("17:00", LONDON, "2026-05-04T15:59:59.999999999Z"),
        ("17:00", LONDON, "2026-05-03T23:00:00Z"),
        ("17:00", NEW_YORK, "2026-01-15T21:59:59.999999999Z"),
        ("01:30", LONDON, "2026-03-29T00:59:59.999999999Z"),
        ("01:30", LONDON, "2026-10-25T00:29:59.999999999Z"),
    ] {
        let policy = under([cut_off(time, zone)]);
        let never = closing_since(&policy, "2026-01-10T10:00:00Z", None);
        assert_eq!(said(&policy, &never, at(clear)), format!("permitted; {clear}; ; ; cleared closed"));
        let recorded = closing_since(&policy, "2026-01-10T10:00:00Z", Some(clear));
        let a_year_later = at("2027-06-01T00:00:00Z");
        assert_eq!(said(&policy, &recorded, a_year_later), format!("permitted; {clear}; ; ; closed"));
    }
}

const BOTH: [MissedBoundary; 2] = [MissedBoundary::NextBoundary, MissedBoundary::WhenClear];

#[test]
fn of_all_clocks_the_one_that_opens_last_binds() {
    let of = |missed, clocks: Vec<Clock>, now: &str| {
        let policy = british(missed, clocks);
        let state = closing_since(&policy, "2026-01-10T10:00:00Z", Some("2026-02-01T18:00:00Z"));
        said(&policy, &state, at(now))
    };
    let later = || vec![not_before("2026-05-01", LONDON), notice(30, LONDON), cut_off("17:00", LONDON)];
    for missed in BOTH {
        let rows = [
            ("2026-02-01T18:00:00Z", "tax_year_end not_before notice_period cut_off"),
            ("2026-02-02T00:00:00Z", "tax_year_end not_before notice_period"),
            ("2026-02-10T00:00:00Z", "tax_year_end not_before"),
            ("2026-04-05T23:00:00Z", "not_before"),
        ];
        for (now, blockers) in rows {
            let expected =
                format!("waiting; 2026-04-30T23:00:00Z; {blockers}; not_before 2026-04-30T23:00:00Z; ");
            assert_eq!(of(missed, later(), now), expected);
        }
        assert_eq!(
            of(missed, later(), "2026-07-01T00:00:00Z"),
            "permitted; 2026-04-30T23:00:00Z; ; ; closed"
        );
        // The tax year ends later, or at once with the other.
        let sooner = vec![not_before("2026-03-01", LONDON)];
        let by_the_year =
            "2026-04-05T23:00:00Z; tax_year_end not_before; tax_year_end 2026-04-05T23:00:00Z; ";
        assert_eq!(of(missed, sooner, "2026-02-02T00:00:00Z"), format!("waiting; {by_the_year}"));
        let at_once = vec![not_before("2026-04-06", LONDON)];
        assert_eq!(of(missed, at_once, "2026-02-02T00:00:00Z"), format!("waiting; {by_the_year}"));
    }
}

#[test]
fn of_two_of_a_kind_the_later_counts() {
    let policy = under([not_before("2026-05-01", NEW_YORK), not_before("2026-05-01", LONDON)]);
    let state = closing_since(&policy, "2026-01-10T10:00:00Z", Some("2026-02-01T18:00:00Z"));
    opens_at(&policy, &state, "not_before", "2026-05-01T04:00:00Z");
}

#[test]
fn a_clearance_later_than_every_clock_is_when_it_takes_effect() {
    for missed in BOTH {
        let policy = policy_with(&upvest::ACCOUNT, Strictness::Documented, &["DE"], missed)
            .with_clocks([not_before("2026-03-01", LONDON), notice(10, LONDON)]);
        let cleared = closing_since(&policy, "2026-01-10T10:00:00Z", Some("2026-05-01T12:00:00Z"));
        assert_eq!(
            said(&policy, &cleared, at("2026-06-01T00:00:00Z")),
            "permitted; 2026-05-01T12:00:00Z; ; ; closed"
        );
        let unrecorded = closing_since(&policy, "2026-01-10T10:00:00Z", None);
        assert_eq!(
            said(&policy, &unrecorded, at("2026-06-01T00:00:00Z")),
            "permitted; 2026-06-01T00:00:00Z; ; ; cleared closed"
        );
    }
}

#[test]
fn a_lost_clearance_counts_no_more_for_the_cut_off() {
    let policy = under([cut_off("17:00", LONDON), not_before("2026-03-01", LONDON)]);
    let state = closing_since(&policy, "2026-01-10T10:00:00Z", Some("2026-05-04T10:00:00Z"));
    let mut facts = empty();
    facts.positions = Fact::one(position("1"));
    let held = |now: &str| {
        let decision = ask(&policy, &state, &facts, &Command::Advance, at(now));
        assert_eq!(decision.state().clear_since, None);
        assert_eq!(decision.verdict(), Verdict::Waiting);
        let earliest = decision.earliest().map(|earliest| earliest.at.to_string());
        (codes(&decision).join(" "), earliest.unwrap_or_default())
    };
    let in_the_evening = ("open_positions cut_off".to_owned(), "2026-05-05T23:00:00Z".to_owned());
    assert_eq!(held("2026-05-05T16:00:00Z"), in_the_evening);
    // Before the cut-off nothing but the holder is waited for.
    let at_noon = ("open_positions".to_owned(), String::new());
    assert_eq!(held("2026-05-05T12:00:00Z"), at_noon);
    // Expected on a day: it begins where the provider is at home, late in the evening before in London. That is after the
    // cut-off, so it counts from midnight there.
    facts.positions = Fact::empty();
    facts.expected_corporate_actions = Fact::one(movement(Some("2026-06-01")));
    let decision = ask(&policy, &state, &facts, &Command::Advance, at("2026-05-05T12:00:00Z"));
    assert_eq!(
        decision.earliest().map(|earliest| (earliest.at, earliest.firm)),
        Some((at("2026-05-31T23:00:00Z"), true))
    );
}

#[test]
fn clocks_hold_completion_alone() {
    let everything = || [not_before("2030-01-01", LONDON), business(5), cut_off("00:00", LONDON)];
    let now = at("2026-02-02T09:00:00Z");
    let requests = Command::RequestClosure { reason: None };
    let policy = under(everything());
    let active = state(&policy, "ACTIVE");
    assert_eq!(ask(&policy, &active, &empty(), &requests, now).verdict(), Verdict::Permitted);
    let in_one_step = policy_with(&yuno::ACCOUNT, Strictness::Prudent, &["DE"], MissedBoundary::WhenClear)
        .with_clocks(everything());
    let active = state(&in_one_step, "ACTIVE");
    let facts = yuno::ACCOUNT.nothing_held();
    let decision = ask(&in_one_step, &active, &facts, &requests, now);
    assert_eq!((decision.effective_at(), decision.binding()), (Some(now), None));
}

#[test]
fn a_closing_without_its_request_is_misuse_where_a_notice_counts_from_there() {
    let now = at("2026-03-01T00:00:00Z");
    let policy = under([notice(10, LONDON)]);
    let misuse = decide(&policy, &state(&policy, "CLOSING"), &empty(), &Command::Advance, now).unwrap_err();
    assert!(matches!(misuse, MisuseError::NoticeWithoutRequest { .. }), "{misuse}");
    let other = under([cut_off("17:00", LONDON), not_before("2026-01-01", LONDON)]);
    assert!(decide(&other, &state(&other, "CLOSING"), &empty(), &Command::Advance, now).is_ok());
}

#[test]
fn a_clock_beyond_the_calendar_is_misuse_not_a_panic() {
    let far = Timestamp::MAX.to_string();
    let rows = [
        (not_before("9999-12-31", NEW_YORK), "2026-03-01T00:00:00Z", "not_before"),
        (notice(65_535, LONDON), "9998-01-01T00:00:00Z", "notice_period"),
        (months(65_535, LONDON), "9998-01-01T00:00:00Z", "notice_period"),
        (months(1, LONDON), "9999-11-30T00:00:00Z", "notice_period"),
        (cut_off("00:00", NEW_YORK), far.as_str(), "cut_off"),
    ];
    for (clock, requested, code) in rows {
        let policy = under([clock]);
        let state = closing_since(&policy, requested, None);
        let misuse = decide(&policy, &state, &empty(), &Command::Advance, at(requested)).unwrap_err();
        assert!(matches!(misuse, MisuseError::OutsideCalendar(_)), "{misuse}");
        let (text, whose) = (misuse.to_string(), format!("the opening of the clock `{code}` on `999"));
        assert!(text.starts_with(&whose) && !text.contains("tax year"), "{text}");
    }
}

/// Nobody waits for a tax year here, so none is spoken of: it is the day that is out of the calendar.
#[test]
fn an_expected_day_beyond_the_calendar_is_named_itself() {
    let policy = under([cut_off("17:00", LONDON)]);
    let mut facts = empty();
    facts.expected_corporate_actions = Fact::one(movement(Some("9999-12-31")));
    let state = closing_since(&policy, "2026-01-10T10:00:00Z", None);
    let misuse = decide(&policy, &state, &facts, &Command::Advance, at("2026-03-01T00:00:00Z")).unwrap_err();
    assert_eq!(
        misuse.to_string(),
        "`facts.expected_corporate_actions` has an `expected_on` of `9999-12-31`, which stands for no day: expected one of \
         the years 1900 to 9998; leave the field out if there is none"
    );
}

#[test]
fn what_is_no_business_calendar_is_refused() {
    let year = || day("2026-01-01")..=day("2026-12-31");
    let backwards = BusinessCalendar::new([], [], day("2026-01-02")..=day("2026-01-01"));
    assert!(matches!(backwards, Err(BusinessCalendarError::EndsBeforeItBegins { .. })));
    let week = Weekday::Monday.cycle_forward().take(7);
    assert_eq!(BusinessCalendar::new(week, [], year()), Err(BusinessCalendarError::NoBusinessDay));
    let outside = BusinessCalendar::new([], [day("2027-01-01")], year());
    assert!(matches!(outside, Err(BusinessCalendarError::NotCovered { .. })));
    // Without a day off, Sundays are business days: nothing is assumed.
    let always = BusinessCalendar::new([], [], year()).unwrap();
    assert_eq!(always.is_business_day(day("2026-01-04")), Some(true));
    assert_eq!(always.is_business_day(day("2027-01-01")), None);
}

/// In JSON, and as evidence: the instant at which each opens.
#[test]
fn the_answer_says_when_each_clock_opens() {
    let policy = under([not_before("2026-05-01", LONDON), notice(30, LONDON), cut_off("00:00", LONDON)]);
    let (state, facts, now) = (closing(&policy), empty(), at("2026-02-02T09:00:00Z"));
    let question = Question { case: None, policy, state, facts, command: Command::Advance, now };
    let decision = question.decide().unwrap();
    let openings: Vec<(Code, String)> = decision
        .blockers()
        .filter_map(|blocker| {
            let Evidence::Opening(opening) = blocker.evidence else { return None };
            Some((blocker.code, opening.to_string()))
        })
        .collect();
    let expected = [
        (Code::NotBefore, "2026-04-30T23:00:00Z"),
        (Code::NoticePeriod, "2026-02-10T00:00:00Z"),
        (Code::CutOff, "2026-02-03T00:00:00Z"),
    ];
    assert_eq!(openings, expected.map(|(code, opening)| (code, opening.to_owned())));
    let answer = serde_json::to_value(Answer::new(&question, &decision).unwrap()).unwrap();
    let shown = |place: usize| answer["blockers"][place]["evidence"].to_string();
    assert_eq!(shown(1), "{\"opens_at\":\"2026-02-10T00:00:00Z\"}");
    assert_eq!(answer["blockers"][2]["class"], "clock");
}

/// Each once, the days of the week from Monday on and the others in order; and a calendar of a single day is one.
#[test]
fn a_business_calendar_tells_the_days_that_it_was_given() {
    let given = [day("2026-12-28"), day("2026-12-25"), day("2026-12-28")];
    let weekend = [Weekday::Sunday, Weekday::Saturday, Weekday::Sunday];
    let calendar = BusinessCalendar::new(weekend, given, day("2026-12-24")..=day("2026-12-28")).unwrap();
    assert_eq!(calendar.days_off(), [Weekday::Saturday, Weekday::Sunday]);
    assert_eq!(calendar.holidays(), [day("2026-12-25"), day("2026-12-28")]);
    let single = BusinessCalendar::new([], [], day("2026-12-24")..=day("2026-12-24")).unwrap();
    assert_eq!(single.is_business_day(day("2026-12-24")), Some(true));
    assert_eq!(
        (single.is_business_day(day("2026-12-23")), single.is_business_day(day("2026-12-25"))),
        (None, None)
    );
}
