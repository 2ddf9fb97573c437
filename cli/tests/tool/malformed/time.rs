//! Dates and instants that do not exist, are not written as they should be, or lie where they cannot.
//!
//! What belongs here: civil dates, RFC 3339, and the order of the instants of a question.
//! What never does: what a rule makes of a date.

use super::{Row, fact, row};
use crate::question::{LINE, with};

pub(super) fn rows() -> Vec<Row> {
    [dates(), shapes(), instants(), in_the_future(), gates()].into_iter().flatten().collect()
}

#[track_caller]
fn date(what: &'static str, json: &str, says: &'static str) -> Row {
    fact(what, &format!(r#""outstanding_withdrawals":[{{"expected_on":{json}}}]"#), says)
}

fn dates() -> Vec<Row> {
    let exists = "is not a date that exists";
    let shape = "is not a civil date: expected `YYYY-MM-DD`";
    vec![
        date("the thirtieth of February", "\"2026-02-30\"", exists),
        date("a thirteenth month", "\"2026-13-01\"", exists),
        date("a month zero", "\"2026-00-10\"", exists),
        date("a leap day in a common year", "\"2025-02-29\"", exists),
        date("a leap day in 1900", "\"1900-02-29\"", exists),
        date("a date without hyphens", "\"20260320\"", shape),
        date("a month of one digit", "\"2026-3-20\"", shape),
        date("a date with a time", "\"2026-03-20T00:00:00Z\"", shape),
        date("a date with a blank", "\" 2026-03-20\"", shape),
        date("a week date", "\"2026-W12-5\"", shape),
        date("a year before year zero", "\"-2026-01-01\"", shape),
        date("an empty date", "\"\"", shape),
        date("a date that is a number", "20260320", "expected_on: invalid type"),
    ]
}

#[track_caller]
fn now(what: &'static str, instant: &str, says: &'static str) -> Row {
    row(what, "2026-02-02T09:00:00Z", instant, says)
}

fn shapes() -> Vec<Row> {
    let shape = "expected a date, `T`, a time with seconds, and `Z` or an offset";
    let end = "expected `Z` or an offset such as `+01:00` at the end";
    vec![
        now("an instant without seconds", "2026-02-02T09:00Z", shape),
        now("a date as an instant", "2026-02-02", shape),
        now("a blank for the T", "2026-02-02 09:00:00Z", shape),
        now("the basic format", "20260202T090000Z", shape),
        now("an instant before year zero", "-2026-02-02T09:00:00Z", shape),
        now("an empty instant", "", shape),
        now("letters of three bytes each", "２０２６", shape),
        now("no offset", "2026-02-02T09:00:00", end),
        now("a zone in brackets", "2026-02-02T09:00:00Z[Europe/London]", end),
        now("an offset and a zone", "2026-02-02T09:00:00+00:00[Europe/London]", end),
        now("an offset without a colon", "2026-02-02T09:00:00+0100", end),
        now("an offset of hours alone", "2026-02-02T09:00:00+01", end),
        now("an offset with seconds", "2026-02-02T09:00:00+01:00:00", end),
        now("a decimal comma", "2026-02-02T09:00:00,5Z", end),
        now("a blank before the Z", "2026-02-02T09:00:00 Z", end),
        now(
            "a fraction of ten digits",
            "2026-02-02T09:00:00.1234567890Z",
            "expected a fraction of one to nine digits",
        ),
        now("a fraction of no digits", "2026-02-02T09:00:00.Z", "expected a fraction of one to nine digits"),
    ]
}

fn instants() -> Vec<Row> {
    let exists = "expected a date and a time of day that exist";
    vec![
        now("the end of a day as hour 24", "2026-02-02T24:00:00Z", exists),
        now("a sixty-first minute", "2026-02-02T09:60:00Z", exists),
        now(
            "a leap second",
            "2016-12-31T23:59:60Z",
            "has a second 60: expected 00 to 59, since leap seconds are not counted",
        ),
        now(
            "a second 60 where there was never one",
            "2026-02-02T09:00:60Z",
            "has a second 60: expected 00 to 59",
        ),
        now("a second 61", "2026-02-02T09:00:61Z", exists),
        now("an instant on the thirtieth of February", "2026-02-30T09:00:00Z", exists),
        now("an offset of 25 hours", "2026-02-02T09:00:00+25:00", "expected an offset of less than 24 hours"),
        now("an offset of 24 hours", "2026-02-02T09:00:00-24:00", "expected an offset of less than 24 hours"),
        now(
            "an offset of 60 minutes",
            "2026-02-02T09:00:00+05:60",
            "expected minutes from 00 to 59 in the offset",
        ),
        now(
            "an offset of less than nothing and 99 minutes",
            "2026-02-02T09:00:00-00:99",
            "expected minutes from 00 to 59",
        ),
        now(
            "the last second of the last year",
            "9999-12-31T23:59:59Z",
            "is later than the last instant, which is `9999-12-30T22:00:00.999999999Z`",
        ),
        now("an instant just behind the last one", "9999-12-30T22:00:01Z", "is later than the last instant"),
        now(
            "an instant that is behind the last one by its offset",
            "9999-12-30T21:30:00-01:00",
            "is later than the last instant",
        ),
        now("a day behind the last one", "9999-12-32T00:00:00Z", exists),
        now("an instant that is before year zero in UTC", "0000-01-01T00:00:00+00:01", exists),
        Row::new(
            "an instant that is a number",
            with("\"2026-02-02T09:00:00Z\"", "1770022800"),
            "now: invalid type: integer `1770022800`, expected an RFC 3339 instant",
        ),
    ]
}

fn in_the_future() -> Vec<Row> {
    let later = |what, field: &str, says| {
        row(what, "\"status\"", &format!("\"{field}\":\"2026-02-02T09:00:00.000000001Z\",\"status\""), says)
    };
    vec![
        later(
            "requested a nanosecond from now",
            "requested_at",
            "`state.requested_at` is `2026-02-02T09:00:00.000000001Z`",
        ),
        later(
            "clear since a nanosecond from now",
            "clear_since",
            "`state.clear_since` is `2026-02-02T09:00:00.000000001Z`",
        ),
        later(
            "closed a nanosecond from now",
            "closed_at",
            "`state.closed_at` is `2026-02-02T09:00:00.000000001Z`",
        ),
        row(
            "later by its offset alone",
            "\"status\"",
            "\"requested_at\":\"2026-02-02T09:00:00-00:01\",\"status\"",
            "later than `now`",
        ),
    ]
}

/// A closing of a resident of Britain, advanced.
fn closing(missed_boundary: &str, now: &str) -> String {
    LINE.replace("[\"DE\"]", &format!("[\"GB\"],\"missed_boundary\":\"{missed_boundary}\""))
        .replace("ACTIVE", "CLOSING")
        .replace(r#""outstanding_withdrawals":[]"#, r#""positions":[],"expected_corporate_actions":[]"#)
        .replace("request_closure", "advance")
        .replace("2026-02-02T09:00:00Z", now)
}

fn gates() -> Vec<Row> {
    let now = "2026-02-02T09:00:00Z";
    let far = "too close to the end of the calendar";
    let dated = r#""expected_corporate_actions":[{"expected_on":"9999-12-31"}]"#;
    vec![
        Row::new(
            "a request whose instant the gate needs",
            closing("when_clear", now),
            "`state.requested_at` is missing",
        ),
        Row::new("a tax year that has no end", closing("next_boundary", "9999-06-01T00:00:00Z"), far),
        Row::new(
            "an expected date in a tax year that has no end",
            closing("next_boundary", now).replace(r#""expected_corporate_actions":[]"#, dated),
            "which stands for no day",
        ),
    ]
}
