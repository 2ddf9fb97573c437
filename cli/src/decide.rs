//! `closeout decide`: questions in, answers out, in the same order, none lost.
//!
//! What belongs here: the work on each line.
//! What never does: the loop over lines (`batch`), or the look of an answer.

use crate::arguments::{DecideOptions, Format};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::exit::{Exit, Trouble};
use crate::json::Json;
use crate::lines::{self, Line};
use crate::policies;
use crate::report::{Place, Report};
use crate::text::Text;
use crate::turns::Target;
use closeout::{
    Decision,
    wire::{Policies, Question},
};
use std::io;
use std::sync::Arc;

pub(crate) fn run(options: &DecideOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let threads = batch::threads(options.threads);
    let policies = Arc::new(policies::read(&options.policies)?);
    match options.format {
        Format::Json => {
            let deciding = Deciding { policies, report: Json };
            batch::run(files, threads, deciding, Target::plain(io::stdout()))
        }
        Format::Text => {
            let deciding = Deciding { policies, report: Text::default() };
            batch::run(files, threads, deciding, Target::coloured(options.color))
        }
    }
}

/// A run that answers each line and shows the answer in the report.
#[derive(Clone)]
struct Deciding<R> {
    policies: Arc<Policies>,
    report: R,
}

impl<R: for<'d> Report<Question, Decision<'d>>> Batch for Deciding<R> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let question = match ask::question(line, self.policies.question()) {
            Ok(question) => question,
            Err(malformed) => return self.refuse(&malformed, place, out),
        };
        let answered = match question.decide() {
            Ok(decision) => self.report.answer(out, place, &question, &decision)?,
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
        self.report.finish(out)
    }
}

impl<R: for<'d> Report<Question, Decision<'d>>> Deciding<R> {
    fn refuse(&mut self, malformed: &Malformed, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        self.report.malformed(out, place, malformed).map(|()| Exit::Findings)
    }
}
