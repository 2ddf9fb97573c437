//! One answer a line, for other programs.
//!
//! What belongs here: the crate's own JSON form, and that of an error in the place of an answer.
//! What never does: anything that is not in the contract.

use crate::ask::Malformed;
use crate::report::{Place, Report};
use closeout::Decision;
use closeout::wire::{Answer, Question};
use serde::Serialize;
use std::io::{self, Write};

/// Writes each answer as a line.
#[derive(Debug)]
pub(crate) struct Json<W>(pub(crate) W);

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

impl<W: Write> Json<W> {
    /// Writes a value as a line.
    pub(crate) fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, value)?;
        self.0.write_all(b"\n")
    }

    /// Writes what is wrong with a line, in the place of its answer.
    pub(crate) fn refusal(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        let error = Complaint { line: place.line, message: &malformed.message };
        self.line(&Refusal { case: malformed.case.as_deref(), error })
    }
}

impl<W: Write> Report for Json<W> {
    fn answer(&mut self, _: Place<'_>, question: &Question, decision: &Decision<'_>) -> io::Result<()> {
        self.line(&Answer::new(question, decision))
    }

    fn malformed(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        self.refusal(place, malformed)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
