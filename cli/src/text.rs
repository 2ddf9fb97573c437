//! The report for people: a block a subject, and a summary.
//!
//! What belongs here: layout and colour.
//! What never does: words for blockers and evidence, which the crate provides, or counting (`tally`).

use crate::ask::Malformed;
use crate::report::{self, Place, Report};
use crate::tally::{Group, Tally};
use crate::terminal::{BOLD, DIM, GREEN, MAGENTA, RED, Safe, YELLOW};
use anstyle::Style;
use closeout::{Blocker, Code, Decision, MisuseError, blocker::Cure, policy::AgreementInput, wire::Question};
use comfy_table::{CellAlignment, Table, presets};
use std::io::{self, Write};

/// A report that writes a block for each answer as it comes, and keeps counts for the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    tally: Tally,
    /// True if only the summary is wanted.
    is_brief: bool,
}

impl Text {
    /// Returns an empty report, of everything or of the summary alone.
    pub(crate) fn new(is_brief: bool) -> Self {
        Self { is_brief, ..Self::default() }
    }

    /// Returns the first line of the summary.
    fn total(&self) -> String {
        let selected = self.tally.answered();
        match self.tally.passed_over {
            0 => format!("{selected} answered"),
            others => format!("{selected} selected of {} answered", selected.saturating_add(others)),
        }
    }

    fn summary(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut counts = plain_table();
        for (group, count) in self.tally.groups() {
            counts.add_row([count.to_string(), group.words().to_owned()]);
        }
        if self.tally.malformed > 0 {
            counts.add_row([self.tally.malformed.to_string(), "malformed".to_owned()]);
        }
        let total = self.total();
        if counts.is_empty() {
            return writeln!(out, "{BOLD}{total}{BOLD:#}");
        }
        writeln!(out, "\n{BOLD}{total}{BOLD:#}\n{}", right_aligned(counts))?;
        self.overdue_table(out)?;
        self.blocker_table(out)?;
        self.missing_table(out)
    }

    fn overdue_table(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut table = plain_table();
        for (code, count) in self.tally.overdue() {
            table.add_row([count.to_string(), code.name().to_owned(), chased(code).to_owned()]);
        }
        titled(out, "Overdue by frequency, and whom to ask", table)
    }

    fn blocker_table(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut table = plain_table();
        for ((code, class), count) in self.tally.blockers() {
            table.add_row([count.to_string(), code.name().to_owned(), class.name().to_owned()]);
        }
        titled(out, "Blockers by frequency, and who can clear them", table)
    }

    fn missing_table(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut table = plain_table();
        for (fact, count) in self.tally.missing() {
            table.add_row([count.to_string(), fact.name().to_owned()]);
        }
        titled(out, "Missing facts by frequency", table)
    }
}

impl Report<Question, Decision<'_>> for Text {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &Question,
        decision: &Decision<'_>,
    ) -> io::Result<Result<(), MisuseError>> {
        let ahead = match decision.ahead() {
            Ok(ahead) => ahead,
            Err(misuse) => return Ok(Err(misuse)),
        };
        self.tally.count(decision);
        if self.is_brief {
            return Ok(Ok(()));
        }
        headline(out, place, question, decision)?;
        in_the_way(out, decision)?;
        if let Some(ahead) = ahead {
            show_ahead(out, &ahead)?;
        }
        if !decision.unread().is_empty() {
            writeln!(out, "    {YELLOW}not looked at{YELLOW:#}: {}", decision.unread())?;
        }
        let mut obligations = decision.obligations();
        obligations.try_for_each(|each| writeln!(out, "    remains: {each}"))?;
        Ok(Ok(()))
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        self.tally.malformed = self.tally.malformed.saturating_add(1);
        let line = report::line(place, malformed);
        writeln!(out, "{RED}malformed{RED:#}  {line}\n    {}", Safe(&malformed.message))
    }

    fn pass_over(&mut self) {
        self.tally.passed_over = self.tally.passed_over.saturating_add(1);
    }

    fn add(&mut self, other: &Self) {
        self.tally.add(&other.tally);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        self.summary(out)
    }
}

/// Returns the party that knows why an item of this sort is overdue: the provider pays and transfers out, and the market
/// settles.
fn chased(code: Code) -> &'static str {
    let is_of_provider = matches!(code, Code::OutstandingWithdrawals | Code::PendingTransfers);
    if is_of_provider { "provider" } else { "market" }
}

/// Writes every blocker, and every fact that is unknown.
fn in_the_way(out: &mut Vec<u8>, decision: &Decision<'_>) -> io::Result<()> {
    decision.blockers().try_for_each(|blocker| show_blocker(out, &blocker))?;
    let undecided: Vec<&str> = decision.undecided().iter().map(AgreementInput::name).collect();
    if decision.codes().contains(Code::NoticePeriod) && !undecided.is_empty() {
        writeln!(out, "    the longest notice counts, as nobody has said: {}", undecided.join(", "))?;
    }
    if decision.missing().is_empty() {
        return Ok(());
    }
    write!(out, "    {MAGENTA}unknown{MAGENTA:#}: {}", decision.missing())?;
    if !decision.stale().is_empty() {
        write!(out, " (too old, or of unknown age: {})", decision.stale())?;
    }
    writeln!(out)
}

/// Shows the clocks and blockers that a requested closing will wait for.
fn show_ahead(out: &mut Vec<u8>, ahead: &Decision<'_>) -> io::Result<()> {
    if ahead.codes().is_empty() && ahead.missing().is_empty() {
        return writeln!(out, "    ahead: nothing, it can be completed at once");
    }
    write!(out, "    ahead:")?;
    show_earliest(out, ahead)?;
    writeln!(out)?;
    in_the_way(out, ahead)
}

fn show_earliest(out: &mut Vec<u8>, decision: &Decision<'_>) -> io::Result<()> {
    let Some(earliest) = decision.earliest() else { return Ok(()) };
    let firm = if earliest.firm { "firm" } else { "at the earliest" };
    write!(out, "  {BOLD}{}{BOLD:#} {DIM}({firm}){DIM:#}", earliest.at)
}

/// Writes whose block it is, the verdict, and from when the account could close.
fn headline(
    out: &mut Vec<u8>,
    place: Place<'_>,
    question: &Question,
    decision: &Decision<'_>,
) -> io::Result<()> {
    let profile = question.policy.profile();
    let style = colour(decision);
    let name = report::name(place, question.case.as_deref());
    write!(
        out,
        "{BOLD}{name}{BOLD:#}  {} {}  {style}{}{style:#}  {}",
        Safe(&profile.provider),
        profile.subject,
        decision.verdict().words(),
        move_words(question, decision),
    )?;
    show_earliest(out, decision)?;
    if let Some(effective) = decision.effective_at() {
        write!(out, "  effective {BOLD}{effective}{BOLD:#}")?;
    }
    writeln!(out)
}

fn show_blocker(out: &mut Vec<u8>, blocker: &Blocker<'_>) -> io::Result<()> {
    let (code, class, cures) = (blocker.code, blocker.class(), Cure::any_of(blocker.cures()));
    write!(out, "    {:<30} {DIM}{:<9}{DIM:#} {cures}", code.name(), class.name())?;
    let shown = blocker.details().to_string();
    if !shown.is_empty() {
        write!(out, "  {DIM}[{shown}]{DIM:#}")?;
    }
    writeln!(out)
}

fn colour(decision: &Decision<'_>) -> Style {
    match Group::of(decision) {
        Group::Closes | Group::Begins => GREEN,
        Group::WaitsForClock | Group::Overdue | Group::WaitsForSomeone => YELLOW,
        Group::Unchanged => DIM,
        Group::Refused => RED,
        Group::Undetermined => MAGENTA,
    }
}

/// Shows the change of status, such as `ACTIVE → CLOSING`, or the status alone if it stays.
fn move_words(question: &Question, decision: &Decision<'_>) -> String {
    let (before, after) = (&question.state.status, &decision.state().status);
    let own = |status| question.policy.lifecycle().own(status);
    if before == after {
        return after.in_words(own(after)).to_string();
    }
    format!("{} → {}", before.in_words(own(before)), after.in_words(own(after)))
}

fn titled(out: &mut Vec<u8>, title: &str, table: Table) -> io::Result<()> {
    if table.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}{title}{BOLD:#}\n{}", right_aligned(table))
}

fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

/// Aligns numbers to the right, without spaces after the last word of a line.
fn right_aligned(mut table: Table) -> String {
    if let Some(counts) = table.column_mut(0) {
        counts.set_cell_alignment(CellAlignment::Right);
    }
    table.trim_fmt()
}
