//! For how long records are kept: the calculation against vectors computed by hand, and the table against counts.
//!
//! What belongs here: last days, missing inputs, holds, what every row has.
//! What never does: the wording of a row, which `docs/RETENTION.md` shows.

use crate::support::at;
use closeout::{
    Country, Fact, Set,
    jurisdictions::{DE, GB},
    retention::{
        Counting, Jurisdiction, Occurrence, ROWS, Retention, RetentionClock, RetentionInput, RetentionInputs,
        RetentionPeriod, RetentionRow, of, row,
    },
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on(text: &str) -> Fact<Occurrence> {
    happened(day(text))
}

fn found(code: &str, record_class: &str) -> &'static RetentionRow {
    row(jurisdiction(code), record_class).unwrap()
}

fn jurisdiction(code: &str) -> Jurisdiction {
    if code == "EU" { Jurisdiction::EuropeanUnion } else { code.parse::<Country>().unwrap().into() }
}

/// No hold, and nothing else is known.
fn released() -> RetentionInputs {
    let mut inputs = RetentionInputs::unknown();
    inputs.on_hold = Fact::Known(false);
    inputs
}

type State = fn(&mut RetentionInputs, Date);

/// How each input becomes known, all but the hold.
const STATE: [(RetentionInput, State); 8] = [
    (RetentionInput::AccountClosed, |inputs, day| inputs.account_closed = happened(day)),
    (RetentionInput::RelationshipEnded, |inputs, day| inputs.relationship_ended = happened(day)),
    (RetentionInput::LastService, |inputs, day| inputs.last_service = happened(day)),
    (RetentionInput::LastTransaction, |inputs, day| inputs.last_transaction = happened(day)),
    (RetentionInput::RecordCreated, |inputs, day| inputs.record_created = happened(day)),
    (RetentionInput::TransactionCompleted, |inputs, day| inputs.transaction_completed = happened(day)),
    (RetentionInput::FinancialYearEnd, |inputs, day| inputs.financial_year_end = Fact::Known(day)),
    (RetentionInput::ReportingPeriodEnd, |inputs, day| inputs.reporting_period_end = Fact::Known(day)),
];

fn happened(day: Date) -> Fact<Occurrence> {
    Fact::Known(Occurrence::On(day))
}

fn state(inputs: &mut RetentionInputs, input: RetentionInput, day: Date) {
    let (_, state) = STATE.iter().find(|(each, _)| *each == input).unwrap();
    state(inputs, day);
}

/// All that the clock depends on happened that day, and nothing else is known.
fn all_on(clock: RetentionClock, day: Date) -> RetentionInputs {
    let mut inputs = released();
    for input in clock.inputs() {
        state(&mut inputs, *input, day);
    }
    inputs
}

fn dates(answer: Retention) -> Option<(Date, Option<Date>)> {
    match answer {
        Retention::Dated { keep_through, must_delete_by } => Some((keep_through, must_delete_by)),
        Retention::UntilReleased | Retention::Undetermined { .. } => None,
    }
}

fn missing(answer: Retention) -> Vec<&'static str> {
    match answer {
        Retention::Undetermined { missing } => missing.iter().map(RetentionInput::name).collect(),
        Retention::Dated { .. } | Retention::UntilReleased => Vec::new(),
    }
}

#[track_caller]
fn ask(row: &RetentionRow, inputs: &RetentionInputs) -> Retention {
    row.retention(inputs, &TimeZone::UTC).unwrap()
}

/// `(jurisdiction, record class, day on which the clock starts, last day to keep, last day to delete)`; of an empty
/// last column the row has no maximum. At least one for each clock.
const VECTORS: [(&str, &str, &str, &str, &str); 27] = [
    ("GB", "aml_cdd_and_transactions", "2026-04-05", "2031-04-04", "2036-04-04"),
    ("GB", "aml_cdd_and_transactions", "2024-02-29", "2029-02-28", "2034-02-28"),
    ("GB", "aml_cdd_and_transactions", "2023-03-01", "2028-02-29", "2033-02-28"),
    ("GB", "aml_cdd_and_transactions", "2026-01-01", "2030-12-31", "2035-12-31"),
    ("HK", "aml_identity", "2026-04-05", "2031-04-04", ""),
    ("US", "account_terms_records", "2026-04-05", "2032-04-05", ""),
    ("US", "account_terms_records", "2024-02-29", "2030-02-28", ""),
    ("US", "communications_confirmations", "2026-04-05", "2029-04-05", ""),
    ("DE", "aml_cdd", "2026-01-01", "2031-12-31", "2036-12-31"),
    ("DE", "aml_cdd", "2025-12-31", "2030-12-31", "2035-12-31"),
    ("DE", "booking_vouchers_banks", "2026-03-10", "2036-12-31", ""),
    ("DE", "booking_vouchers_other", "2026-03-10", "2034-12-31", ""),
    ("DE", "booking_vouchers_other", "2024-02-29", "2032-12-31", ""),
    ("DE", "call_recordings", "2026-03-10", "2031-03-10", ""),
    ("CH", "aml_cdd_and_transactions", "2026-06-30", "2036-06-30", ""),
    ("CH", "books_and_vouchers", "2026-12-31", "2036-12-31", ""),
    ("CH", "books_and_vouchers", "2026-06-30", "2036-06-30", ""),
    ("AT", "crs_due_diligence", "2026-12-31", "2033-12-31", ""),
    ("FR", "aml_cdd", "2026-06-30", "2031-06-30", ""),
    ("IE", "aml_cdd", "2026-06-30", "2031-06-30", "2036-06-30"),
    ("IE", "transactions", "2026-06-30", "2031-06-30", "2036-06-30"),
    ("IN", "aml_identity", "2026-06-30", "2031-06-30", ""),
    ("BR", "aml_cdd", "2026-06-30", "2036-12-31", ""),
    ("BR", "aml_cdd", "2026-01-01", "2036-12-31", ""),
    ("EU", "mifid_business_records", "2024-02-29", "2029-02-28", "2031-02-28"),
    ("EU", "aml_cdd_and_transactions_from_2027", "2027-07-10", "2032-07-10", "2037-07-10"),
    ("IL", "aml_identity", "2024-02-29", "2031-02-28", ""),
];

#[test]
fn last_days_are_those_computed_by_hand() {
    for (code, record_class, start, keep_through, must_delete_by) in VECTORS {
        let row = found(code, record_class);
        let maximum = (!must_delete_by.is_empty()).then(|| day(must_delete_by));
        let answer = ask(row, &all_on(row.period.clock, day(start)));
        assert_eq!(dates(answer), Some((day(keep_through), maximum)), "{code} {record_class} {start}");
    }
}

#[test]
fn every_clock_has_a_row_and_a_vector() {
    let all: Set<RetentionClock> = RetentionClock::ALL.iter().copied().collect();
    assert_eq!(ROWS.iter().map(|row| row.period.clock).collect::<Set<_>>(), all);
    let tried = VECTORS.iter().map(|(code, record_class, ..)| found(code, record_class).period.clock);
    assert_eq!(tried.collect::<Set<_>>(), all);
}

#[test]
fn an_instant_is_read_as_a_day_of_the_zone_before_anything_is_counted() {
    let mut inputs = released();
    inputs.relationship_ended = Fact::Known(Occurrence::At(at("2025-12-31T23:30:00Z")));
    let kept = |zone: &TimeZone| dates(found("DE", "aml_cdd").retention(&inputs, zone).unwrap()).unwrap();
    assert_eq!(kept(&DE.zone), (date(2031, 12, 31), Some(date(2036, 12, 31))));
    assert_eq!(kept(&GB.zone), (date(2030, 12, 31), Some(date(2035, 12, 31))));
}

#[test]
fn a_day_that_is_already_a_day_is_not_moved_by_the_zone() {
    let mut inputs = released();
    inputs.relationship_ended = on("2025-12-31");
    let answer = found("DE", "aml_cdd").retention(&inputs, &DE.zone).unwrap();
    assert_eq!(dates(answer).unwrap().0, date(2030, 12, 31));
}

/// `(jurisdiction, record class, its two inputs)`
const OF_TWO: [(&str, &str, [RetentionInput; 2]); 4] = [
    ("FR", "aml_cdd", [RetentionInput::AccountClosed, RetentionInput::RelationshipEnded]),
    ("NG", "aml_identity", [RetentionInput::AccountClosed, RetentionInput::RelationshipEnded]),
    ("IN", "aml_identity", [RetentionInput::AccountClosed, RetentionInput::RelationshipEnded]),
    ("IE", "aml_cdd", [RetentionInput::LastService, RetentionInput::LastTransaction]),
];

#[test]
fn of_two_days_the_later_one_counts_and_both_have_to_be_known() {
    for (code, record_class, [one, other]) in OF_TWO {
        let row = found(code, record_class);
        for (late, early) in [(one, other), (other, one)] {
            let mut inputs = released();
            state(&mut inputs, late, date(2027, 3, 4));
            assert_eq!(missing(ask(row, &inputs)), [early.name()], "{code}");
            state(&mut inputs, early, date(2026, 5, 6));
            assert_eq!(dates(ask(row, &inputs)).unwrap().0, date(2032, 3, 4), "{code}");
        }
    }
}

#[test]
fn what_never_happens_is_left_out_and_alone_starts_nothing() {
    let row = found("IE", "aml_cdd");
    let mut inputs = released();
    inputs.last_service = on("2026-05-06");
    inputs.last_transaction = Fact::Known(Occurrence::Never);
    assert_eq!(dates(ask(row, &inputs)).unwrap().0, date(2031, 5, 6));
    inputs.last_service = Fact::Known(Occurrence::Never);
    assert_eq!(missing(ask(row, &inputs)), ["last_service", "last_transaction"]);
}

#[test]
fn closing_an_account_does_not_end_a_relationship() {
    let mut inputs = released();
    inputs.account_closed = on("2026-04-05");
    assert_eq!(missing(ask(found("GB", "aml_cdd_and_transactions"), &inputs)), ["relationship_ended"]);
    assert!(dates(ask(found("US", "account_terms_records"), &inputs)).is_some());
}

#[test]
fn a_hold_overrides_every_period_and_an_unknown_one_is_missing() {
    for row in ROWS {
        let mut inputs = all_on(row.period.clock, date(2026, 4, 5));
        inputs.on_hold = Fact::Known(true);
        assert_eq!(ask(row, &inputs), Retention::UntilReleased, "{}", row.record_class);
        inputs.on_hold = Fact::Unknown;
        assert_eq!(missing(ask(row, &inputs)), ["on_hold"], "{}", row.record_class);
    }
    let mut nothing_else = RetentionInputs::unknown();
    nothing_else.on_hold = Fact::Known(true);
    assert_eq!(ask(found("DE", "aml_cdd"), &nothing_else), Retention::UntilReleased);
}

#[test]
fn a_day_beyond_the_calendar_is_an_error_that_names_it() {
    for (code, record_class, start) in [
        ("US", "account_terms_records", "9994-01-01"),
        ("DE", "booking_vouchers_banks", "9990-01-01"),
        ("GB", "aml_cdd_and_transactions", "9990-06-01"), // only the maximum does not fit
    ] {
        let row = found(code, record_class);
        let inputs = all_on(row.period.clock, day(start));
        let error = row.retention(&inputs, &TimeZone::UTC).unwrap_err().to_string();
        assert!(error.contains(start), "{error}");
    }
    let just_fits = found("US", "account_terms_records");
    let answer = ask(just_fits, &all_on(just_fits.period.clock, date(9993, 12, 31)));
    assert_eq!(dates(answer).unwrap().0, date(9999, 12, 31));
}

#[test]
fn a_maximum_shorter_than_the_period_does_not_delete_early() {
    let period = RetentionPeriod::after(6, RetentionClock::AccountClosed).at_most(5);
    let row = RetentionRow { period, ..ROWS[0] };
    let answer = ask(&row, &all_on(period.clock, date(2026, 4, 5)));
    assert_eq!(dates(answer), Some((date(2032, 4, 5), Some(date(2032, 4, 5)))));
}

/// Counted in the list that the table was written from.
const ROWS_PER_JURISDICTION: [(&str, usize); 32] = [
    ("GB", 3),
    ("US", 7),
    ("EU", 3),
    ("DE", 5),
    ("FR", 1),
    ("IE", 2),
    ("IT", 1),
    ("ES", 1),
    ("CH", 2),
    ("AT", 2),
    ("FI", 1),
    ("NL", 1),
    ("BE", 1),
    ("LU", 1),
    ("PT", 1),
    ("PL", 1),
    ("HU", 1),
    ("SE", 1),
    ("DK", 1),
    ("NO", 1),
    ("AU", 2),
    ("NZ", 1),
    ("CA", 2),
    ("IN", 2),
    ("SG", 1),
    ("HK", 2),
    ("JP", 1),
    ("ZA", 1),
    ("NG", 1),
    ("BR", 1),
    ("BH", 1),
    ("IL", 1),
];

#[test]
fn every_jurisdiction_has_its_rows_and_they_stand_together() {
    for (code, expected) in ROWS_PER_JURISDICTION {
        let rows = of(jurisdiction(code)).unwrap();
        assert_eq!(rows.len(), expected, "{code}");
        assert!(rows.iter().all(|row| row.jurisdiction == jurisdiction(code)), "{code}");
    }
    assert_eq!(ROWS.len(), 53);
}

#[test]
fn a_jurisdiction_without_a_row_is_unknown_and_not_free() {
    let error = of("MT".parse::<Country>().unwrap()).unwrap_err().to_string();
    assert!(error.contains("`MT`") && error.contains("does not mean that nothing has to be kept"), "{error}");
    assert!(row(Country::GB, "AML_CDD_AND_TRANSACTIONS").is_none());
}

#[test]
fn every_row_says_whose_it_is_what_it_is_and_where_it_was_found() {
    for row in ROWS {
        for text in [row.record_class, row.instrument, row.applies_to, row.source] {
            assert!(!text.trim().is_empty(), "{} {}", row.jurisdiction, row.record_class);
        }
        assert!((1..=10).contains(&row.period.years), "{} {}", row.jurisdiction, row.record_class);
        assert!(row.period.hard_maximum.is_none_or(|maximum| maximum > row.period.years));
    }
    let names: BTreeSet<_> = ROWS.iter().map(|row| (row.jurisdiction, row.record_class)).collect();
    assert_eq!(names.len(), ROWS.len());
}

#[test]
fn only_the_regulation_of_the_union_is_yet_to_apply() {
    let later: Vec<_> = ROWS.iter().filter_map(|row| Some((row.record_class, row.valid_from?))).collect();
    assert_eq!(later, [("aml_cdd_and_transactions_from_2027", date(2027, 7, 10))]);
}

#[test]
fn only_the_british_and_the_hong_kong_row_count_the_first_day() {
    let counted = ROWS.iter().filter(|row| row.period.counting == Counting::BeginningOn);
    let counted: Vec<_> = counted.map(|row| row.jurisdiction.to_string()).collect();
    assert_eq!(counted, ["GB", "HK"]);
}

fn days() -> impl Strategy<Value = Date> {
    // Every tenth day is the last of a February, where the counting is peculiar.
    let any_day = (0..200_000_i32).prop_map(|after| date(1800, 1, 1).saturating_add(after.days()));
    let ends_of_february = (1800_i16..2347).prop_map(|year| date(year, 2, 1).last_of_month());
    prop_oneof![9 => any_day, 1 => ends_of_february]
}

fn periods() -> impl Strategy<Value = RetentionPeriod> {
    let (clocks, countings) = (RetentionClock::ALL, Counting::ALL);
    let parts = (0..60_u8, prop::sample::select(clocks), prop::sample::select(countings));
    (parts, prop::option::of(0..60_u8)).prop_map(|((years, clock, counting), hard_maximum)| RetentionPeriod {
        years,
        clock,
        counting,
        hard_maximum,
    })
}

fn kept(period: RetentionPeriod, start: Date) -> (Date, Option<Date>) {
    let row = RetentionRow { period, ..ROWS[0] };
    dates(ask(&row, &all_on(period.clock, start))).unwrap()
}

proptest! {
    #[test]
    fn a_later_start_never_gives_an_earlier_day(period in periods(), one in days(), other in days()) {
        let (early, late) = (kept(period, one.min(other)), kept(period, one.max(other)));
        prop_assert!(early.0 <= late.0 && early.1 <= late.1);
    }

    /// The neighbour is where a month or a leap day could break it.
    #[test]
    fn the_next_day_never_gives_an_earlier_day(period in periods(), start in days()) {
        let (early, late) = (kept(period, start), kept(period, start.tomorrow().unwrap()));
        prop_assert!(early.0 <= late.0 && early.1 <= late.1);
    }

    #[test]
    fn nothing_is_deleted_before_it_may_be(period in periods(), start in days()) {
        let (keep_through, must_delete_by) = kept(period, start);
        prop_assert!(must_delete_by.is_none_or(|day| day >= keep_through));
        prop_assert_eq!(must_delete_by.is_some(), period.hard_maximum.is_some());
    }

    #[test]
    fn a_longer_period_never_gives_an_earlier_day(period in periods(), more in 0..60_u8, start in days()) {
        let longer = RetentionPeriod { years: period.years + more, ..period };
        prop_assert!(kept(period, start).0 <= kept(longer, start).0);
    }

    /// The date library adds years in its own way; where the first day is not counted, it has to agree.
    #[test]
    fn years_are_those_of_the_date_library(years in 0..60_u8, start in days()) {
        let period = RetentionPeriod::after(years, RetentionClock::AccountClosed);
        prop_assert_eq!(kept(period, start).0, start.checked_add(i64::from(years).years()).unwrap());
    }

    /// Whatever is known besides, one unknown input that the clock needs is enough, and exactly those are named.
    #[test]
    fn an_unknown_input_never_yields_a_date(
        row in prop::sample::select(ROWS), known in 0..512_u64, start in days(),
    ) {
        let is_known = |input: RetentionInput| known & input.bit() != 0;
        let mut inputs = RetentionInputs::unknown();
        for (_, state) in STATE.iter().filter(|(input, _)| is_known(*input)) {
            state(&mut inputs, start);
        }
        if is_known(RetentionInput::OnHold) {
            inputs.on_hold = Fact::Known(false);
        }
        let needed: Set<_> = row.period.clock.inputs().iter().copied().chain([RetentionInput::OnHold]).collect();
        let expected: Set<_> = needed.iter().filter(|input| !is_known(*input)).collect();
        let answer = ask(&row, &inputs);
        prop_assert_eq!(dates(answer).is_some(), expected.is_empty());
        if !expected.is_empty() {
            prop_assert_eq!(answer, Retention::Undetermined { missing: expected });
        }
    }
}

/// What is written says the same when it is read.
#[test]
fn when_something_happened_is_read_as_it_is_written() {
    for occurrence in
        [Occurrence::On(day("2026-03-31")), Occurrence::At(at("2026-03-31T22:30:00.5Z")), Occurrence::Never]
    {
        let written = serde_json::to_value(occurrence).unwrap();
        assert_eq!(serde_json::from_value::<Occurrence>(written.clone()).unwrap(), occurrence);
        assert_eq!(written.as_str().unwrap().parse::<Occurrence>().unwrap(), occurrence);
    }
    for wrong in
        ["", "Never", "31.03.2026", "2026-02-29", "2026-03-31T09:00Z", "2026-03-31 09:00:00Z", "20260331"]
    {
        assert!(wrong.parse::<Occurrence>().is_err(), "{wrong}");
    }
}
