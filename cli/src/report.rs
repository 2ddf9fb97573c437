//! What every format does with what comes out of a run.
//!
//! What belongs here: the one interface between deciding and showing.
//! What never does: a format itself.

use crate::ask::Malformed;
use closeout::Decision;
use closeout::wire::Question;
use std::io;

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) source: &'a str,
    /// The number of the line in it.
    pub(crate) line: u64,
}

/// A format: shows each answer as it comes, and what there is to say at the end.
pub(crate) trait Report {
    /// Shows an answer.
    fn answer(&mut self, place: Place<'_>, question: &Question, decision: &Decision<'_>) -> io::Result<()>;

    /// Shows what is wrong with a line, in the place of its answer.
    fn malformed(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()>;

    /// Hands over what has been shown so far.
    fn flush(&mut self) -> io::Result<()>;

    /// Shows what there is to say of all of them.
    fn finish(&mut self) -> io::Result<()>;
}
