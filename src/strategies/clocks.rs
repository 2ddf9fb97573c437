//! Arbitrary clocks of a policy.

use crate::policy::{Clock, Notice};
use crate::timing::{BusinessCalendar, NoticePeriod};
use alloc::vec;
use alloc::vec::Vec;
use jiff::civil::{Date, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{Span, tz};
use proptest::collection;
use proptest::prelude::*;

/// Generates up to three clocks, possibly two of a kind, in zones of which some change their clocks. The days of
/// notices are covered for requests from 2020 to 2034.
pub fn clocks() -> impl Strategy<Value = Vec<Clock>> {
    collection::vec(clock(), 0..4)
}

fn clock() -> impl Strategy<Value = Clock> {
    let not_before = (days(), zones()).prop_map(|(day, zone)| Clock::NotBefore { day, zone });
    let notice = (periods(), zones()).prop_map(|(period, zone)| Clock::Notice(Notice::new(period, zone)));
    let cut_off = (times(), zones()).prop_map(|(time, zone)| Clock::CutOff { time, zone });
    prop_oneof![not_before, notice, cut_off]
}

/// Returns zones on both sides of the date line, some of which change their clocks.
///
/// ```
/// use closeout::strategies::zones;
/// use proptest::prelude::*;
/// proptest!(|(zone in zones())| {
///     prop_assert!(zone.iana_name().is_some());
/// });
/// ```
pub fn zones() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec![
        tz::get!("Europe/London"),
        tz::get!("America/New_York"),
        tz::get!("Asia/Tokyo"),
        tz::get!("Europe/Berlin"),
        tz::get!("America/Los_Angeles"),
        TimeZone::UTC,
    ])
}

/// Generates days, often next to the end of a British tax year, near which questions are asked.
fn days() -> impl Strategy<Value = Date> {
    let years = 2025_i16..=2027;
    let near = (years, 5_i8..=7).prop_map(|(year, day)| date(year, 4, day));
    let since = date(2025, 1, 1);
    let anywhere = (0_i32..1_095).prop_map(move |days| since.saturating_add(Span::new().days(days)));
    prop_oneof![near, anywhere]
}

/// Generates times on both sides of the instants near which questions are asked, and at both ends of a day.
fn times() -> impl Strategy<Value = Time> {
    let last = time(23, 59, 59, 999_999_999);
    let notable = vec![Time::midnight(), time(1, 30, 0, 0), time(17, 0, 0, 0), time(23, 0, 0, 0), last];
    prop_oneof![prop::sample::select(notable), (0_i8..24).prop_map(|hour| time(hour, 0, 0, 0))]
}

fn periods() -> impl Strategy<Value = NoticePeriod> {
    let holidays = collection::vec(days(), 0..4);
    let business = (
        0_u16..=60,
        prop::sample::subsequence(vec![Weekday::Friday, Weekday::Saturday, Weekday::Sunday], 0..3),
        holidays,
    );
    let business = business.prop_map(|(days, days_off, holidays)| {
        let covered = date(2020, 1, 1)..=date(2035, 12, 31);
        BusinessCalendar::new(days_off, holidays, covered)
            .map_or(NoticePeriod::Days(days), |calendar| NoticePeriod::BusinessDays(days, calendar))
    });
    let months = (0_u16..=3).prop_map(NoticePeriod::Months);
    prop_oneof![(0_u16..=60).prop_map(NoticePeriod::Days), business, months]
}
