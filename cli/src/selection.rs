//! The answers that a caller wants to see.
//!
//! What belongs here: the options that select and order answers, and the question whether one is selected.
//! What never does: the look of an answer, or a malformed line, which is shown whatever is selected.

use crate::plan::assumption;
use crate::standing::Standing;
use clap::{Args, ValueEnum};
use closeout::{Code, Decision, Verdict, plan::Actor, vocab::Element, wire::Question};
use jiff::Timestamp;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Selection {
    /// Show only the answers for which this party has to act: `holder`, `service`, `provider`, `market` or `clock`; can be
    /// given more than once. The service acts where something is permitted, unknown or overdue
    #[arg(long, value_name = "PARTY", value_parser = actor)]
    who: Vec<Actor>,
    /// Show only the answers that have this blocker, now or ahead, such as `open_positions`; can be given more than once
    #[arg(long, value_name = "CODE", value_parser = code)]
    blocked_by: Vec<Code>,
    /// Show only the answers with this verdict, such as `waiting`; can be given more than once
    #[arg(long, value_name = "VERDICT", value_parser = verdict)]
    verdict: Vec<Verdict>,
    /// Show only the answers to questions of this case; can be given more than once
    #[arg(long, value_name = "ID")]
    case: Vec<String>,
}

impl Selection {
    pub(crate) fn is_of_all(&self) -> bool {
        self.who.is_empty() && self.blocked_by.is_empty() && self.verdict.is_empty() && self.case.is_empty()
    }

    /// Returns whether an answer is selected: by each option that is given, and for each option by one of its values.
    pub(crate) fn selects(
        &self,
        question: &Question,
        decision: &Decision<'_>,
        standing: &Standing<'_>,
    ) -> bool {
        let (codes, who, case) = (standing.codes(), standing.who(), question.case.as_deref());
        any(&self.who, |actor| who.contains(*actor))
            && any(&self.blocked_by, |code| codes.contains(*code))
            && any(&self.verdict, |verdict| *verdict == decision.verdict())
            && any(&self.case, |wanted| case == Some(wanted))
    }
}

/// Returns whether one of the values holds, or none is asked for.
fn any<T>(values: &[T], holds: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(holds)
}

/// An order of answers other than that of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// The earliest date first, answers without a date last
    Date,
}

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Now {
    /// The instant of questions that have no `now`, such as `2026-04-05T23:00:00Z`; a question with its own keeps it
    #[arg(long, value_name = "INSTANT", value_parser = assumption::instant)]
    pub(crate) now: Option<Timestamp>,
}

fn actor(name: &str) -> Result<Actor, String> {
    named(name, Actor::named, Actor::name)
}

fn code(name: &str) -> Result<Code, String> {
    named(name, Code::named, Code::name)
}

fn verdict(name: &str) -> Result<Verdict, String> {
    named(name, Verdict::named, Verdict::name)
}

fn named<T: Element>(
    name: &str,
    read: impl Fn(&str) -> Option<T>,
    word: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    read(name).ok_or_else(|| {
        let known: Vec<&str> = T::ALL.iter().map(|each| word(*each)).collect();
        format!("expected one of {}", known.join(", "))
    })
}
