//! What every format does with what comes out of a run.
//!
//! What belongs here: the one interface between deciding and showing.
//! What never does: a format itself.

use crate::ask::Malformed;
use closeout::{Decision, MisuseError, wire::Question};
use std::io;

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) source: &'a str,
    /// The number of the line in it.
    pub(crate) line: u64,
    /// Whether nothing is shown before it.
    pub(crate) is_first: bool,
}

/// A format: shows each answer as it comes, and what there is to say at the end. Each thread has one of its own.
pub(crate) trait Report: Clone + Send + 'static {
    /// Shows an answer; or returns the contradiction that only shows when what lies ahead of it is asked for.
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &Question,
        decision: &Decision<'_>,
    ) -> io::Result<Result<(), MisuseError>>;

    /// Shows what is wrong with a line, in the place of its answer.
    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()>;

    /// Takes over what another one has counted.
    fn add(&mut self, other: &Self);

    /// Shows what there is to say of all of them.
    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()>;
}
