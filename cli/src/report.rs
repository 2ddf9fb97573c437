//! The interface between an answer and the format that shows it.
//!
//! What belongs here: the one interface that every format has, and how every format names a line.
//! What never does: a format itself.

use crate::ask::Malformed;
use crate::terminal::Safe;
use closeout::MisuseError;
use std::io;

/// The place of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) source: &'a str,
    /// The number of the line in its source.
    pub(crate) line: u64,
    /// True if nothing was shown before it.
    pub(crate) is_first: bool,
}

/// Returns the name of an answer: the case that its question names, or else the line.
pub(crate) fn name(place: Place<'_>, case: Option<&str>) -> String {
    case.map_or_else(|| format!("{}:{}", Safe(place.source), place.line), |case| Safe(case).to_string())
}

/// Returns the name of a malformed line, with the case that it names, if that can be read.
pub(crate) fn line(place: Place<'_>, malformed: &Malformed) -> String {
    let case = malformed.case.as_deref().map_or(String::new(), |case| format!(" ({})", Safe(case)));
    format!("{}:{}{case}", Safe(place.source), place.line)
}

/// A format that shows answers `A` to questions `Q`, each as it comes, and a summary at the end. Each thread has one of
/// its own.
pub(crate) trait Report<Q, A>: Clone + Send + 'static {
    /// Shows an answer; or returns the contradiction that appears only when completion is asked about.
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &Q,
        answer: &A,
    ) -> io::Result<Result<(), MisuseError>>;

    /// Shows the error of a line, in the place of its answer.
    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()>;

    /// Counts an answer that is not selected; most reports count nothing.
    fn pass_over(&mut self) {}

    /// Adds the counts of another report; most reports count nothing.
    fn add(&mut self, _other: &Self) {}

    /// Shows the summary of all answers.
    fn finish(&mut self, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}
