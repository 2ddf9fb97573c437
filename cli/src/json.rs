//! One answer a line, for other programs.
//!
//! What belongs here: the crate's own JSON form, and the JSON form of an error in place of an answer.
//! What never does: anything that is not in the contract.

use crate::ask::Malformed;
use crate::report::{Place, Report};
use closeout::{
    Decision, MisuseError,
    wire::{Answer, Question},
};
use serde::Serialize;
use std::io::{self, Write};

/// A report that writes each answer as a line of JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json;

#[derive(Serialize)]
struct Refusal<'a> {
    case: Option<&'a str>,
    error: Complaint<'a>,
}

#[derive(Serialize)]
struct Complaint<'a> {
    line: u64,
    message: &'a str,
}

/// Writes a value as a line.
pub(crate) fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes the error of a line, in the place of its answer.
pub(crate) fn write_refusal(out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
    let error = Complaint { line: place.line, message: &malformed.message };
    write_line(out, &Refusal { case: malformed.case.as_deref(), error })
}

impl Report<Question, Decision<'_>> for Json {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        _: Place<'_>,
        question: &Question,
        decision: &Decision<'_>,
    ) -> io::Result<Result<(), MisuseError>> {
        match Answer::new(question, decision) {
            Ok(answer) => write_line(out, &answer).map(Ok),
            Err(misuse) => Ok(Err(misuse)),
        }
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        write_refusal(out, place, malformed)
    }
}
