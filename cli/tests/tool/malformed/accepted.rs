//! The right side of each limit: what looks like the rows of the tables and is a question all the same.
//!
//! What belongs here: lines that have to be answered.
//! What never does: what the answer is.

use crate::question::{FACT, LINE, with};
use crate::run::decide;

/// That each of these lines is answered.
#[track_caller]
fn accepted(lines: &[String]) {
    let ran = decide(lines.join("\n"));
    let refused: Vec<_> = ran.answers().into_iter().filter(|answer| answer.get("error").is_some()).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    assert_eq!((ran.code, ran.answers().len()), (Some(0), lines.len()));
}

fn quantity(json: &str) -> String {
    with(FACT, &format!(r#""positions":[{{"instrument":"X","quantity":{json}}}]"#))
}

fn expected_on(date: &str) -> String {
    with(FACT, &format!(r#""outstanding_withdrawals":[{{"expected_on":{date}}}]"#))
}

#[test]
fn amounts_that_96_bits_hold_exactly() {
    accepted(&[
        quantity("\"79228162514264337593543950335\""),
        quantity("79228162514264337593543950335"),
        quantity("-79228162514264337593543950335"),
        quantity("\"79228162514264337593543950335.000\""),
        quantity("\"7.9228162514264337593543950335\""),
        quantity("\"0.0000000000000000000000000001\""),
        quantity("18446744073709551616"),
    ]);
}

#[test]
fn zeros_that_change_nothing() {
    accepted(&[
        quantity("-0"),
        quantity("\"-0\""),
        quantity("\"-0.00\""),
        quantity(&format!("\"0.{}\"", "0".repeat(1000))),
        quantity("\"007\""),
        quantity(&format!("\"-{}.50\"", "0".repeat(1000))),
        quantity(&format!("\"1.5{}\"", "0".repeat(1000))),
    ]);
}

#[test]
fn dates_that_exist() {
    accepted(
        &["\"2024-02-29\"", "\"2000-02-29\"", "\"1900-01-01\"", "\"9998-12-31\"", "null"].map(expected_on),
    );
}

#[test]
fn instants_of_the_state_that_are_now() {
    let at =
        |field: &str| with("\"status\"", &format!("\"{field}\":\"2026-02-02T10:00:00+01:00\",\"status\""));
    accepted(&["requested_at", "clear_since", "closed_at"].map(at));
}

/// A closing that does not say when it was requested.
fn closing(residence: &str, missed_boundary: &str) -> String {
    LINE.replace("[\"DE\"]", &format!("[\"{residence}\"],\"missed_boundary\":\"{missed_boundary}\""))
        .replace("ACTIVE", "CLOSING")
        .replace("request_closure", "advance")
}

#[test]
fn a_closing_without_the_instant_of_its_request_where_no_gate_counts_from_it() {
    accepted(&[closing("GB", "next_boundary"), closing("DE", "when_clear"), closing("DE", "next_boundary")]);
}

#[test]
fn what_is_null_where_it_may_be_left_out() {
    accepted(&[
        with("[\"DE\"]", "null,\"strictness\":null,\"missed_boundary\":null"),
        with("\"status\"", "\"requested_at\":null,\"clear_since\":null,\"closed_at\":null,\"status\""),
        with("{\"outstanding_withdrawals\":[]}", "null"),
        with(FACT, "\"revision\":null,\"cash\":null,\"open_orders\":[{\"id\":null,\"side\":null}]"),
        with("\"type\"", "\"reason\":null,\"type\""),
        with("\"type\"", "\"reason\":{\"code\":null,\"text\":null},\"type\""),
        LINE.replace("request_closure", "advance").replace("\"type\"", "\"reason\":null,\"type\""),
    ]);
}

#[test]
fn a_status_that_nobody_knows() {
    accepted(&["\"ASLEEP\"", "\"\"", "\"active\"", "\"\\u0000\""].map(|status| with("\"ACTIVE\"", status)));
}

#[test]
fn keys_in_any_order_and_blanks_in_every_place() {
    let turned = concat!(
        r#" { "now" : "2026-02-02T09:00:00Z" , "command":{"type":"advance"}, "facts":{ }, "state":{"status":"ACTIVE"},"#,
        r#" "subject" : "group","policy": {"residences": [ "GB" , "DE" , "GB" ] ,"provider":"upvest"} } "#,
    );
    accepted(&[turned.to_owned(), "\t".to_owned() + LINE + "\t"]);
}

#[test]
fn a_line_of_sixteen_mebibytes() {
    let padding = " ".repeat(16 * 1024 * 1024 - LINE.len());
    accepted(&[with("\"now\"", &format!("{padding}\"now\"")), LINE.to_owned()]);
}
