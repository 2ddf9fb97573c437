//! How answers are named, safe to print on a terminal.
//!
//! What belongs here: names that come from outside.
//! What never does: words for blockers and evidence, which the crate has; colour, layout.

use crate::ask::Malformed;
use crate::report::Place;

/// Text from outside: a name must not be able to move the cursor.
pub(crate) use closeout::vocab::Printable as Safe;

/// What an answer is about: the case that its question names, or else the line.
pub(crate) fn name(place: Place<'_>, case: Option<&str>) -> String {
    case.map_or_else(|| format!("{}:{}", Safe(place.source), place.line), |case| Safe(case).to_string())
}

/// Which line is malformed, and the case that it names, if that can be read.
pub(crate) fn line(place: Place<'_>, malformed: &Malformed) -> String {
    let case = malformed.case.as_deref().map_or(String::new(), |case| format!(" ({})", Safe(case)));
    format!("{}:{}{case}", Safe(place.source), place.line)
}
