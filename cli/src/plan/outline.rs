//! Plans as numbered steps, for people.
//!
//! What belongs here: layout and colour on a terminal.
//! What never does: the words for a step (`words`).

use super::assumption::Assumption;
use super::{Planned, Show, words};
use crate::ask::Malformed;
use crate::evidence::Safe;
use crate::report::Place;
use anstyle::{AnsiColor, Style};
use closeout::wire::PlanQuestion;
use closeout::{Plan, PlanStep, WhatIf};
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Writes a block for each plan as it comes.
#[derive(Debug)]
pub(super) struct Outline<'a, W> {
    out: W,
    assumption: Option<&'a Assumption>,
    blocks: u64,
}

impl<'a, W: Write> Outline<'a, W> {
    pub(super) fn new(out: W, assumption: Option<&'a Assumption>) -> Self {
        Self { out, assumption, blocks: 0 }
    }

    /// A blank line between blocks.
    fn begin_block(&mut self) -> io::Result<()> {
        if self.blocks > 0 {
            writeln!(self.out)?;
        }
        self.blocks = self.blocks.saturating_add(1);
        Ok(())
    }

    fn heading(&mut self, place: Place<'_>, question: &PlanQuestion, end: &str) -> io::Result<()> {
        let (name, profile) = (words::name(place, question), question.policy.profile());
        writeln!(
            self.out,
            "{BOLD}{name}{BOLD:#}  {} {}  {BOLD}{end}{BOLD:#}",
            Safe(profile.provider),
            profile.subject
        )
    }

    fn steps(&mut self, question: &PlanQuestion, plan: &Plan) -> io::Result<()> {
        if !plan.steps.is_empty() {
            writeln!(self.out, "    {DIM}as of {}: {}{DIM:#}", question.now, words::order(plan))?;
        }
        for account in words::everyone(question) {
            let mut steps =
                plan.steps.iter().enumerate().filter(|(_, step)| step.account == account).peekable();
            if !question.accounts.is_empty() {
                let (whose, status) = words::whose(question, account);
                let nothing = if steps.peek().is_none() { ": nothing is to be done" } else { "" };
                writeln!(self.out, "  {BOLD}{whose}{BOLD:#}  {status}{nothing}")?;
            }
            steps.try_for_each(|(place, step)| self.step(question, plan, place, step))?;
        }
        Ok(())
    }

    fn step(
        &mut self,
        question: &PlanQuestion,
        plan: &Plan,
        place: usize,
        step: &PlanStep,
    ) -> io::Result<()> {
        let (number, actor) = (words::number(place), step.actor.name());
        let (what, how) = (words::what(step.act), words::how(step.act));
        writeln!(self.out, "  {number:>3}. {actor:<8}  {what}: {how}")?;
        let (after, times) = (words::after(step), words::times(plan, step, question.now));
        write!(self.out, "                 {DIM}{after}, {times}{DIM:#}")?;
        if let Some(due) = words::due(plan, step) {
            write!(self.out, ", {YELLOW}{due}{YELLOW:#}")?;
        }
        writeln!(self.out)
    }

    /// The difference in words; the steps of the plan that a change leads to can be had by making it.
    fn difference(&mut self, place: Place<'_>, question: &PlanQuestion, what_if: &WhatIf) -> io::Result<()> {
        let WhatIf { before, after, difference } = what_if;
        let later = words::later_by(difference.later_by);
        let written = self.assumption.map_or("", |assumption| &assumption.written);
        self.heading(place, question, &words::end(before))?;
        writeln!(self.out, "    what if {written}: {BOLD}{later}{BOLD:#}, {}", words::end(after))?;
        self.changed("spared", question, before, &difference.spared)?;
        self.changed("added", question, after, &difference.added)
    }

    fn changed(
        &mut self,
        how: &str,
        question: &PlanQuestion,
        plan: &Plan,
        steps: &[PlanStep],
    ) -> io::Result<()> {
        if steps.is_empty() {
            return writeln!(self.out, "    no step {how}");
        }
        let count = words::counted(u64::try_from(steps.len()).unwrap_or(u64::MAX), "step");
        writeln!(self.out, "    {count} {how}:")?;
        for step in steps {
            let whose = match step.account {
                Some(_) => format!("{}: ", words::whose(question, step.account).0),
                None => String::new(),
            };
            let due = words::due(plan, step).map_or(String::new(), |due| format!(", {due}"));
            let (actor, what, how) = (step.actor.name(), words::what(step.act), words::how(step.act));
            writeln!(self.out, "      {actor:<8}  {whose}{what}: {how}{due}")?;
        }
        Ok(())
    }
}

impl<W: Write> Show for Outline<'_, W> {
    fn plan(&mut self, place: Place<'_>, question: &PlanQuestion, planned: &Planned) -> io::Result<()> {
        self.begin_block()?;
        match planned {
            Planned::AsItIs(plan) => {
                self.heading(place, question, &words::end(plan))?;
                self.steps(question, plan)
            }
            Planned::Otherwise(what_if) => self.difference(place, question, what_if),
        }
    }

    fn malformed(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        self.begin_block()?;
        let case = malformed.case.as_deref().map_or(String::new(), |case| format!(" ({})", Safe(case)));
        let (source, line) = (Safe(place.source), place.line);
        writeln!(self.out, "{RED}no plan{RED:#}  {source}:{line}{case}\n    {}", Safe(&malformed.message))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
