//! Lines that are no questions, and lines that just are, all in one run.
//!
//! What belongs here: tables of lines, each with what must be said about it.
//! What never does: a mistake that needs a run of its own.

mod accepted;
mod fields;
mod json;
mod knowledge;
mod scalars;
mod time;

use crate::question::{FACT, named, with};
use crate::run::{Ran, decide};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// A malformed line.
struct Row {
    /// What is wrong with it; its case, too, where `names_its_case`.
    what: &'static str,
    line: Vec<u8>,
    /// What the message must contain.
    says: &'static str,
    /// Whether the case can still be read.
    names_its_case: bool,
}

impl Row {
    /// A line whose case is what is wrong with it.
    fn new(what: &'static str, line: impl Into<Vec<u8>>, says: &'static str) -> Self {
        let line = line.into();
        let place = line.windows(4).position(|bytes| bytes == b"\"it\"").unwrap();
        let case = Value::from(what).to_string().into_bytes();
        let line = [&line[..place], &case, &line[place + 4..]].concat();
        Self { what, line, says, names_its_case: true }
    }

    /// A line of which the case cannot be read.
    fn nameless(what: &'static str, line: impl Into<Vec<u8>>, says: &'static str) -> Self {
        Self { what, line: line.into(), says, names_its_case: false }
    }

    /// What must be answered in its place, but for the message.
    fn case(&self) -> Value {
        if self.names_its_case { self.what.into() } else { Value::Null }
    }
}

/// The line with something else in one place of it.
#[track_caller]
fn row(what: &'static str, part: &str, other: &str, says: &'static str) -> Row {
    Row::new(what, with(part, other), says)
}

/// The line with another fact.
#[track_caller]
fn fact(what: &'static str, fact: &str, says: &'static str) -> Row {
    row(what, FACT, fact, says)
}

/// Each malformed line between two good ones, in one run.
struct Book {
    rows: Vec<Row>,
    ran: Ran,
    answers: Vec<Value>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let rows: Vec<Row> = [json::rows(), fields::rows(), scalars::rows(), time::rows(), knowledge::rows()]
        .into_iter()
        .flatten()
        .collect();
    let mut input = named("neighbour").into_bytes();
    for row in &rows {
        let good = named("neighbour").into_bytes();
        input.extend([b"\n".as_slice(), &row.line, b"\n", &good].concat());
    }
    let ran = decide(input);
    let answers = ran.answers();
    Book { rows, ran, answers }
});

/// The answer in the place of a row: behind its neighbour and all pairs before it.
fn in_place_of(row: usize) -> &'static Value {
    &BOOK.answers[2 * row + 1]
}

#[test]
fn every_malformed_line_is_answered_in_its_place_with_its_number() {
    assert_eq!(BOOK.answers.len(), 2 * BOOK.rows.len() + 1);
    for (place, row) in BOOK.rows.iter().enumerate() {
        let answer = in_place_of(place);
        assert_eq!(answer["error"]["line"], json!(2 * place + 2), "{}: {answer}", row.what);
    }
}

#[test]
fn every_message_says_what_is_wrong() {
    for (place, row) in BOOK.rows.iter().enumerate() {
        let message = in_place_of(place)["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(row.says), "{}: expected {:?} in {message:?}", row.what, row.says);
    }
}

#[test]
fn the_case_is_echoed_wherever_it_can_be_read() {
    for (place, row) in BOOK.rows.iter().enumerate() {
        assert_eq!(in_place_of(place)["case"], row.case(), "{}", row.what);
    }
}

#[test]
fn every_good_neighbour_is_answered() {
    for neighbour in BOOK.answers.iter().step_by(2) {
        assert_eq!((&neighbour["case"], &neighbour["verdict"]), (&json!("neighbour"), &json!("permitted")));
    }
}

#[test]
fn the_run_ends_with_one_and_has_nothing_to_say_beside_the_answers() {
    assert_eq!(BOOK.ran.end(), (Some(1), ""));
}

#[test]
fn no_message_speaks_of_the_source_code() {
    for (place, row) in BOOK.rows.iter().enumerate() {
        let message = in_place_of(place)["error"]["message"].as_str().unwrap();
        for word in ["struct", "Form", "enum ", "variant", "tuple", "visitor", "\n", "Some("] {
            assert!(!message.contains(word), "{}: {word:?} stands in {message:?}", row.what);
        }
    }
}

#[test]
fn no_two_rows_are_about_the_same() {
    let mut names: Vec<_> = BOOK.rows.iter().map(|row| row.what).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), BOOK.rows.len());
}
