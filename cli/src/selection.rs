//! The answers that a caller wants to see.
//!
//! What belongs here: the options that select and order answers, and the question whether one is selected.
//! What never does: the look of an answer, or a malformed line, which is shown whatever is selected.

use crate::plan::assumption;
use crate::standing::Standing;
use clap::{Args, ValueEnum};
use closeout::{Code, Decision, Verdict, plan::Actor, vocab::NameError, wire::Question};
use jiff::Timestamp;
use std::str::FromStr;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Selection {
    /// Show only the answers for which this party has to act: `holder`, `service`, `provider`, `market` or `clock`; can be
    /// given more than once. The service acts where something is permitted, unknown or overdue
    #[arg(long, value_name = "PARTY", value_parser = named::<Actor>)]
    who: Vec<Actor>,
    /// Show only the answers that have this blocker, now or ahead, such as `open_positions`; can be given more than once
    #[arg(long, value_name = "CODE", value_parser = named::<Code>)]
    blocked_by: Vec<Code>,
    /// Show only the answers with this verdict, such as `waiting`; can be given more than once
    #[arg(long, value_name = "VERDICT", value_parser = named::<Verdict>)]
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
        let case = question.case.as_deref();
        any(&self.case, |wanted| case == Some(wanted))
            && any(&self.verdict, |verdict| *verdict == decision.verdict())
            && any(&self.blocked_by, |code| standing.codes().contains(*code))
            && any(&self.who, |actor| standing.who().contains(*actor))
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

fn named<T: FromStr<Err = NameError>>(name: &str) -> Result<T, String> {
    name.parse().map_err(|error: NameError| format!("expected one of {}", error.expected().join(", ")))
}
