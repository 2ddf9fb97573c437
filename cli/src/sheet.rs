//! One answer a row, for spreadsheets.
//!
//! What belongs here: the columns, and how a cell is kept from being taken for a formula.
//! What never does: the summary, which a spreadsheet makes itself.

use crate::ask::Malformed;
use crate::report::{self, Place, Report};
use crate::standing::Standing;
use closeout::{Code, Decision, MisuseError, Set, facts::FactName, plan::Actor, wire::Question};
use csv::{Terminator, Writer, WriterBuilder};
use std::io;

const COLUMNS: [&str; 13] = [
    "case", "provider", "subject", "status", "verdict", "who", "blockers", "date", "firm", "evidence",
    "as_of", "missing", "error",
];

/// A report that writes each answer as a row, by RFC 4180.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet;

/// Returns the row that names the columns.
pub(crate) fn heading() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    row(&mut out, COLUMNS.map(str::to_owned))?;
    Ok(out)
}

impl Report<Question, Decision<'_>> for Sheet {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        _: Place<'_>,
        question: &Question,
        decision: &Decision<'_>,
    ) -> io::Result<Result<(), MisuseError>> {
        let standing = match Standing::of(decision) {
            Ok(standing) => standing,
            Err(misuse) => return Ok(Err(misuse)),
        };
        let profile = question.policy.profile();
        let missing = standing.answers().map(Decision::missing);
        row(
            out,
            [
                question.case.as_deref().unwrap_or_default().to_owned(),
                profile.provider.to_string(),
                profile.subject.to_string(),
                decision.state().status.to_string(),
                decision.verdict().name().to_owned(),
                names(standing.who().iter().map(Actor::name)),
                names(standing.codes().iter().map(Code::name)),
                standing.date().map_or(String::new(), |date| date.to_string()),
                standing.firm().map_or(String::new(), |firm| firm.to_string()),
                evidence(&standing),
                question.now.to_string(),
                names(missing.fold(Set::EMPTY, Set::union).iter().map(FactName::name)),
                String::new(),
            ],
        )
        .map(Ok)
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        let mut cells = [const { String::new() }; COLUMNS.len()];
        let [case, .., error] = &mut cells;
        *case = malformed.case.clone().unwrap_or_default();
        *error = format!("{}: {}", report::name(place, None), malformed.message);
        row(out, cells)
    }
}

fn names(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(" ")
}

/// Lists what each blocker consists of, for blockers that consist of something.
fn evidence(standing: &Standing<'_>) -> String {
    let blockers = standing.answers().flat_map(Decision::blockers);
    let shown = blockers.map(|blocker| (blocker.code, blocker.details().to_string()));
    let shown = shown.filter(|(_, details)| !details.is_empty());
    shown.map(|(code, details)| format!("{}: {details}", code.name())).collect::<Vec<_>>().join("; ")
}

fn row<const N: usize>(out: &mut Vec<u8>, cells: [String; N]) -> io::Result<()> {
    let mut writer: Writer<_> =
        WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1024).from_writer(out);
    writer.write_record(cells.map(guarded).iter().map(String::as_bytes))?;
    writer.flush()
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
