//! `closeout decide`: questions in, answers out, in the same order, none lost.
//!
//! What belongs here: the work on each line.
//! What never does: the loop over lines (`batch`), or the look of an answer.

use crate::arguments::{AnswerFormat, DecideOptions};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::dated;
use crate::exit::{Exit, Trouble};
use crate::json::Json;
use crate::lines::{self, Line};
use crate::policies;
use crate::report::{Place, Report};
use crate::selection::{Order, Selection};
use crate::sheet::{self, Sheet};
use crate::standing::Standing;
use crate::text::Text;
use crate::turns::Target;
use closeout::{
    Decision, MisuseError,
    wire::{Policies, Question},
};
use jiff::Timestamp;
use std::io::{self, Write};
use std::sync::Arc;

pub(crate) fn run(options: &DecideOptions) -> Result<Exit, Trouble> {
    let is_text = options.format == AnswerFormat::Text;
    if options.summary && !is_text {
        let told = "`--summary` is text: expected no other `--format` beside it";
        return Err(Trouble::Argument(told.to_owned()));
    }
    let asked = Asked {
        policies: Arc::new(policies::read(&options.policies)?),
        selection: Arc::new(options.selection.clone()),
        now: options.now.now,
    };
    match options.format {
        AnswerFormat::Json => answer(options, asked, Json, Target::plain(io::stdout())),
        AnswerFormat::Csv => {
            io::stdout().write_all(&sheet::heading()?)?;
            answer(options, asked, Sheet, Target::plain(io::stdout()))
        }
        AnswerFormat::Text => {
            let report = Text::new(options.summary);
            answer(options, asked, report, Target::coloured(options.color))
        }
    }
}

fn answer<R>(options: &DecideOptions, asked: Asked, report: R, target: Target) -> Result<Exit, Trouble>
where
    R: for<'d> Report<Question, Decision<'d>>,
{
    let files = lines::or_standard_input(&options.files);
    let Some(Order::Date) = options.sort else {
        let deciding = Deciding { asked, report, kept: None };
        return batch::run(files, batch::threads(options.threads), deciding, target);
    };
    // Answers of the same date stay in the order of their questions, so one thread reads all of them.
    batch::run(files, 1, Deciding { asked, report, kept: Some(Vec::new()) }, target)
}

/// The options that hold for every line.
#[derive(Clone)]
struct Asked {
    policies: Arc<Policies>,
    selection: Arc<Selection>,
    now: Option<Timestamp>,
}

/// A run that answers each line and shows the answer in the report.
#[derive(Clone)]
struct Deciding<R> {
    asked: Asked,
    report: R,
    /// The answers so far with their dates, if they are to be sorted.
    kept: Option<Vec<(Option<Timestamp>, Vec<u8>)>>,
}

impl<R: for<'d> Report<Question, Decision<'d>>> Batch for Deciding<R> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let bytes = dated::with_now(line, self.asked.now);
        let line = Line { bytes: &bytes, ..*line };
        let question = match ask::question(&line, self.asked.policies.question()) {
            Ok(question) => question,
            Err(malformed) => return self.refuse(&malformed, place, out),
        };
        let answered = match question.decide() {
            Ok(decision) => self.show(out, place, &question, &decision)?,
            Err(misuse) => Err(misuse),
        };
        match answered {
            Ok(()) => Ok(Exit::Success),
            Err(misuse) => self.refuse(&Malformed::contradiction(&question, &misuse), place, out),
        }
    }

    fn add(&mut self, other: &Self) {
        self.report.add(&other.report);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut kept = self.kept.take().unwrap_or_default();
        kept.sort_by_key(|(date, _)| (date.is_none(), *date));
        for (_, shown) in kept {
            out.extend(shown);
        }
        self.report.finish(out)
    }
}

impl<R: for<'d> Report<Question, Decision<'d>>> Deciding<R> {
    /// Shows an answer if it is selected, or keeps it until all are known.
    fn show(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &Question,
        decision: &Decision<'_>,
    ) -> io::Result<Result<(), MisuseError>> {
        if self.kept.is_none() && self.asked.selection.is_of_all() {
            return self.report.answer(out, place, question, decision);
        }
        let standing = match Standing::of(decision) {
            Ok(standing) => standing,
            Err(misuse) => return Ok(Err(misuse)),
        };
        if !self.asked.selection.selects(question, decision, &standing) {
            self.report.pass_over();
            return Ok(Ok(()));
        }
        let Some(kept) = &mut self.kept else { return self.report.answer(out, place, question, decision) };
        let mut shown = Vec::new();
        let answered = self.report.answer(&mut shown, place, question, decision)?;
        kept.push((standing.date(), shown));
        Ok(answered)
    }

    fn refuse(&mut self, malformed: &Malformed, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        self.report.malformed(out, place, malformed).map(|()| Exit::Findings)
    }
}
