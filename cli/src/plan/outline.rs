//! Plans as numbered steps, for people.
//!
//! What belongs here: layout and colour on a terminal.
//! What never does: the words for a step (`words`).

use super::assumption::Assumption;
use super::by_account::{ByAccount, Placed};
use super::planned::Planned;
use super::words;
use crate::ask::Malformed;
use crate::report::{self, Place, Report};
use crate::terminal::{BOLD, DIM, RED, Safe, YELLOW};
use closeout::{
    MisuseError,
    plan::{Plan, PlanStep, WhatIf},
    wire::PlanQuestion,
};
use std::io::{self, Write};
use std::sync::Arc;

/// A report that writes a block for each plan as it comes.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    assumption: Option<Arc<Assumption>>,
}

impl Outline {
    pub(super) const fn new(assumption: Option<Arc<Assumption>>) -> Self {
        Self { assumption }
    }
    /// Describes the difference in words. To see the steps of the plan after the change, plan with the change made.
    fn difference(
        &self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &PlanQuestion,
        what_if: &WhatIf,
    ) -> io::Result<()> {
        let WhatIf { before, after, difference } = what_if;
        let later = words::later_by(difference.later_by);
        let written = self.assumption.as_deref().map_or("", |assumption| &assumption.written);
        heading(out, place, question, &words::end(before))?;
        writeln!(out, "    what if {written}: {BOLD}{later}{BOLD:#}, {}", words::end(after))?;
        changed(out, "spared", question, before, &difference.spared)?;
        changed(out, "added", question, after, &difference.added)
    }
}

impl Report<PlanQuestion, Planned> for Outline {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &PlanQuestion,
        planned: &Planned,
    ) -> io::Result<Result<(), MisuseError>> {
        begin_block(out, place)?;
        match planned {
            Planned::AsItIs(plan) => {
                heading(out, place, question, &words::end(plan))?;
                steps(out, question, plan)?;
            }
            Planned::Otherwise(what_if) => self.difference(out, place, question, what_if)?,
        }
        Ok(Ok(()))
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        begin_block(out, place)?;
        let line = report::line(place, malformed);
        writeln!(out, "{RED}no plan{RED:#}  {line}\n    {}", Safe(&malformed.message))
    }
}

/// Writes a blank line between blocks.
fn begin_block(out: &mut Vec<u8>, place: Place<'_>) -> io::Result<()> {
    if place.is_first { Ok(()) } else { writeln!(out) }
}

fn heading(out: &mut Vec<u8>, place: Place<'_>, question: &PlanQuestion, end: &str) -> io::Result<()> {
    let (name, profile) = (words::name(place, question), question.policy.profile());
    writeln!(
        out,
        "{BOLD}{name}{BOLD:#}  {} {}  {BOLD}{end}{BOLD:#}",
        Safe(&profile.provider),
        profile.subject
    )
}

fn steps(out: &mut Vec<u8>, question: &PlanQuestion, plan: &Plan) -> io::Result<()> {
    if !plan.steps.is_empty() {
        writeln!(out, "    {DIM}as of {}: {}{DIM:#}", question.now, words::order(plan))?;
    }
    let by_account = ByAccount::of(plan);
    for account in words::everyone(question) {
        let share = by_account.share(account);
        if !question.accounts.is_empty() {
            let (whose, status) = words::whose(question, account);
            let nothing = if share.is_none() { ": nothing is to be done" } else { "" };
            writeln!(out, "  {BOLD}{whose}{BOLD:#}  {status}{nothing}")?;
        }
        let Some(share) = share else { continue };
        for remark in &share.remarks {
            let (concerns, told) = (words::concerns(remark), words::remark(question, remark));
            writeln!(out, "    {YELLOW}!{YELLOW:#}  {concerns:<8}  {told}")?;
        }
        for (place, step) in &share.steps {
            show_step(out, question, plan, words::due(&by_account, step), (*place, step))?;
        }
    }
    Ok(())
}

fn show_step(
    out: &mut Vec<u8>,
    question: &PlanQuestion,
    plan: &Plan,
    due: Option<String>,
    (place, step): Placed<'_>,
) -> io::Result<()> {
    let (number, actor) = (words::number(place), step.actor.name());
    let (what, how) = (step.act.what(), step.act.how());
    writeln!(out, "  {number:>3}. {actor:<8}  {what}: {how}")?;
    let (after, times) = (words::after(step), words::times(plan, step, question.now));
    write!(out, "                 {DIM}{after}, {times}{DIM:#}")?;
    if let Some(due) = due {
        write!(out, ", {YELLOW}{due}{YELLOW:#}")?;
    }
    writeln!(out)
}

fn changed(
    out: &mut Vec<u8>,
    how: &str,
    question: &PlanQuestion,
    plan: &Plan,
    steps: &[PlanStep],
) -> io::Result<()> {
    if steps.is_empty() {
        return writeln!(out, "    no step {how}");
    }
    let count = words::counted(u64::try_from(steps.len()).unwrap_or(u64::MAX), "step");
    writeln!(out, "    {count} {how}:")?;
    let by_account = ByAccount::of(plan);
    for step in steps {
        let whose = match step.account {
            Some(_) => format!("{}: ", words::whose(question, step.account).0),
            None => String::new(),
        };
        let due = words::due(&by_account, step).map_or(String::new(), |due| format!(", {due}"));
        let (actor, what, how) = (step.actor.name(), step.act.what(), step.act.how());
        writeln!(out, "      {actor:<8}  {whose}{what}: {how}{due}")?;
    }
    Ok(())
}
