//! `closeout plan`: questions in, plans out, in the same order, none lost.
//!
//! What belongs here: the work on each line, and the destination of the answers.
//! What never does: the look of a plan, or the order of its steps, which is the crate's.

pub(crate) mod assumption;
mod by_account;
mod drawing;
mod outline;
mod page;
mod planned;
mod timeline;
mod words;

use crate::arguments::{Format, PlanOptions};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::exit::{Exit, Trouble};
use crate::json::{self, Json};
use crate::lines::{self, Line};
use crate::policies;
use crate::report::{Place, Report};
use crate::terminal::Safe;
use crate::turns::Target;
use assumption::Assumption;
use closeout::{
    MisuseError,
    plan::PlanError,
    wire::{PlanAnswer, PlanQuestion, Policies, WhatIfAnswer},
};
use outline::Outline;
use page::Page;
use planned::Planned;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn run(options: &PlanOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let threads = batch::threads(options.threads);
    let asked = Asked {
        policies: Arc::new(policies::read(&options.policies)?),
        change: options.what_if.clone().map(Arc::new),
    };
    match (&options.html, options.format) {
        (Some(path), _) if path == Path::new("-") => run_page(files, asked, io::stdout()),
        (Some(path), _) => {
            let page = created(path, files.iter().chain(&options.policies))?;
            run_page(files, asked, page)
        }
        (None, Format::Json) => {
            batch::run(files, threads, Planning { asked, report: Json }, Target::plain(io::stdout()))
        }
        (None, Format::Text) => {
            let report = Outline::new(asked.change.clone());
            batch::run(files, threads, Planning { asked, report }, Target::coloured(options.color))
        }
    }
}

/// The options that hold for every line.
#[derive(Clone)]
struct Asked {
    policies: Arc<Policies>,
    change: Option<Arc<Assumption>>,
}

/// Writes the page in one thread, since the timelines of a page are numbered.
fn run_page(
    files: Vec<PathBuf>,
    asked: Asked,
    mut out: impl Write + Send + 'static,
) -> Result<Exit, Trouble> {
    out.write_all(&page::beginning()?)?;
    let report = Page::new(asked.change.clone());
    batch::run(files, 1, Planning { asked, report }, Target::plain(out))
}

/// Creates the file of the page. The page is written while the input is read, so it cannot be one of the input files.
fn created<'a>(path: &Path, mut files: impl Iterator<Item = &'a PathBuf>) -> Result<File, Trouble> {
    let name = Safe(&path.display().to_string()).to_string();
    let is_page = |file: &PathBuf| {
        fs::canonicalize(file).is_ok_and(|file| Ok(file) == fs::canonicalize(path).map_err(drop))
    };
    if files.any(is_page) {
        let told = format!("`{name}` is to be read and to be written: expected another file for `--html`");
        return Err(Trouble::Argument(told));
    }
    File::create(path).map_err(|error| Trouble::Argument(format!("cannot write `{name}`: {error}")))
}

#[derive(Clone)]
struct Planning<R> {
    asked: Asked,
    report: R,
}

impl<R> Planning<R> {
    fn planned(&self, question: &PlanQuestion) -> Result<Planned, PlanError> {
        match &self.asked.change {
            None => question.plan().map(Planned::AsItIs),
            Some(assumption) => question.what_if(&assumption.change).map(Planned::Otherwise),
        }
    }
}

impl<R: Report<PlanQuestion, Planned>> Batch for Planning<R> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let question = match ask::question(line, self.asked.policies.plan_question()) {
            Ok(question) => question,
            Err(malformed) => return self.refuse(&malformed, place, out),
        };
        let refused = match self.planned(&question) {
            Ok(planned) => match self.report.answer(out, place, &question, &planned)? {
                Ok(()) => return Ok(Exit::Success),
                Err(misuse) => misuse.to_string(),
            },
            Err(error) => error.to_string(),
        };
        let case = question.case.as_deref().map(str::to_owned);
        self.refuse(&Malformed { case, message: refused }, place, out)
    }

    fn add(&mut self, other: &Self) {
        self.report.add(&other.report);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        self.report.finish(out)
    }
}

impl<R: Report<PlanQuestion, Planned>> Planning<R> {
    fn refuse(&mut self, malformed: &Malformed, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        self.report.malformed(out, place, malformed).map(|()| Exit::Findings)
    }
}

/// The crate's own JSON form.
impl Report<PlanQuestion, Planned> for Json {
    fn answer(
        &mut self,
        out: &mut Vec<u8>,
        _: Place<'_>,
        question: &PlanQuestion,
        planned: &Planned,
    ) -> io::Result<Result<(), MisuseError>> {
        match planned {
            Planned::AsItIs(plan) => json::write_line(out, &PlanAnswer::new(question, plan))?,
            Planned::Otherwise(what_if) => json::write_line(out, &WhatIfAnswer::new(question, what_if))?,
        }
        Ok(Ok(()))
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        json::write_refusal(out, place, malformed)
    }
}
