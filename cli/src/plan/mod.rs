//! `closeout plan`: questions in, plans out, in the same order, none lost.
//!
//! What belongs here: what is done with a line, and where the answers go.
//! What never does: how a plan looks, or the order of its steps, which is the crate's.

pub(crate) mod assumption;
mod by_account;
mod drawing;
mod outline;
mod page;
mod timeline;
mod words;

use crate::arguments::{Format, PlanOptions};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::evidence::Safe;
use crate::exit::{Exit, Trouble};
use crate::json::{self, Json};
use crate::lines::{self, Line};
use crate::policies;
use crate::report::Place;
use crate::turns::Target;
use assumption::Assumption;
use closeout::{
    plan::{Plan, PlanError, WhatIf},
    wire::{PlanAnswer, PlanQuestion, Policies, WhatIfAnswer},
};
use outline::Outline;
use page::Page;
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
            batch::run(files, threads, Planning { asked, show: Json }, Target::plain(io::stdout()))
        }
        (None, Format::Text) => {
            let show = Outline::new(asked.change.clone());
            batch::run(files, threads, Planning { asked, show }, Target::coloured(options.color))
        }
    }
}

/// What holds of every line.
#[derive(Clone)]
struct Asked {
    policies: Arc<Policies>,
    change: Option<Arc<Assumption>>,
}

/// By one thread, since the timelines of a page are numbered.
fn run_page(
    files: Vec<PathBuf>,
    asked: Asked,
    mut out: impl Write + Send + 'static,
) -> Result<Exit, Trouble> {
    out.write_all(&page::beginning()?)?;
    let show = Page::new(asked.change.clone());
    batch::run(files, 1, Planning { asked, show }, Target::plain(out))
}

/// The page is written while the files are read, so it cannot be one of them.
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

/// A format: shows each plan as it comes. Each thread has one of its own.
trait Show: Clone + Send + 'static {
    fn plan(
        &mut self,
        out: &mut Vec<u8>,
        place: Place<'_>,
        question: &PlanQuestion,
        planned: &Planned,
    ) -> io::Result<()>;

    /// Shows why a line has no plan, in its place.
    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()>;

    /// Shows that there are no more.
    fn finish(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// What comes out of a line.
#[derive(Debug)]
enum Planned {
    AsItIs(Plan),
    Otherwise(WhatIf),
}

#[derive(Clone)]
struct Planning<S> {
    asked: Asked,
    show: S,
}

impl<S> Planning<S> {
    fn planned(&self, question: &PlanQuestion) -> Result<Planned, PlanError> {
        match &self.asked.change {
            None => question.plan().map(Planned::AsItIs),
            Some(assumption) => question.what_if(&assumption.change).map(Planned::Otherwise),
        }
    }
}

impl<S: Show> Batch for Planning<S> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let malformed = match ask::question(line, self.asked.policies.plan_question()) {
            Err(malformed) => malformed,
            Ok(question) => match self.planned(&question) {
                Ok(planned) => {
                    return self.show.plan(out, place, &question, &planned).map(|()| Exit::Success);
                }
                Err(error) => {
                    let case = question.case.as_deref().map(str::to_owned);
                    Malformed { case, message: error.to_string() }
                }
            },
        };
        self.show.malformed(out, place, &malformed).map(|()| Exit::Findings)
    }

    /// Nothing is counted.
    fn add(&mut self, _: &Self) {}

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        self.show.finish(out)
    }
}

/// The crate's own JSON form.
impl Show for Json {
    fn plan(
        &mut self,
        out: &mut Vec<u8>,
        _: Place<'_>,
        question: &PlanQuestion,
        planned: &Planned,
    ) -> io::Result<()> {
        match planned {
            Planned::AsItIs(plan) => json::write_line(out, &PlanAnswer::new(question, plan)),
            Planned::Otherwise(what_if) => json::write_line(out, &WhatIfAnswer::new(question, what_if)),
        }
    }

    fn malformed(&mut self, out: &mut Vec<u8>, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        json::write_refusal(out, place, malformed)
    }
}
