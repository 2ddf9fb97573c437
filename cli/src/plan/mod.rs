//! `closeout plan`: questions in, plans out, in the same order, none lost.
//!
//! What belongs here: what is done with a line, and where the answers go.
//! What never does: how a plan looks, or the order of its steps, which is the crate's.

pub(crate) mod assumption;
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
use crate::json::Json;
use crate::lines::{self, Line};
use crate::report::Place;
use assumption::Assumption;
use closeout::wire::{PlanAnswer, PlanQuestion, WhatIfAnswer};
use closeout::{Plan, PlanError, WhatIf};
use outline::Outline;
use page::Page;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

pub(crate) fn run(options: &PlanOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let change = options.what_if.as_ref();
    let show_on = |show: &mut dyn Show| batch::run(&files, &mut Planning { change, show });
    match (&options.html, options.format) {
        (Some(path), _) if path == Path::new("-") => show_on(&mut page_on(io::stdout().lock(), change)?),
        (Some(path), _) => show_on(&mut page_on(created(path, &files)?, change)?),
        (None, Format::Json) => show_on(&mut Json(BufWriter::new(io::stdout().lock()))),
        (None, Format::Text) => {
            let out = BufWriter::new(options.color.stream(io::stdout().lock()));
            show_on(&mut Outline::new(out, change))
        }
    }
}

fn page_on<W: Write>(out: W, change: Option<&Assumption>) -> io::Result<Page<'_, BufWriter<W>>> {
    Page::begin(BufWriter::new(out), change)
}

/// The page is written while the files are read, so it cannot be one of them.
fn created(path: &Path, files: &[PathBuf]) -> Result<File, Trouble> {
    let name = Safe(&path.display().to_string()).to_string();
    let is_page = |file: &PathBuf| {
        fs::canonicalize(file).is_ok_and(|file| Ok(file) == fs::canonicalize(path).map_err(drop))
    };
    if files.iter().any(is_page) {
        let told = format!("`{name}` is to be read and to be written: expected another file for `--html`");
        return Err(Trouble::Argument(told));
    }
    File::create(path).map_err(|error| Trouble::Argument(format!("cannot write `{name}`: {error}")))
}

/// A format: shows each plan as it comes.
trait Show {
    fn plan(&mut self, place: Place<'_>, question: &PlanQuestion, planned: &Planned) -> io::Result<()>;

    /// Shows why a line has no plan, in its place.
    fn malformed(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()>;

    fn flush(&mut self) -> io::Result<()>;

    fn finish(&mut self) -> io::Result<()>;
}

/// What comes out of a line.
#[derive(Debug)]
enum Planned {
    AsItIs(Plan),
    Otherwise(WhatIf),
}

struct Planning<'a> {
    change: Option<&'a Assumption>,
    show: &'a mut dyn Show,
}

impl Planning<'_> {
    fn planned(&self, question: &PlanQuestion) -> Result<Planned, PlanError> {
        match self.change {
            None => question.plan().map(Planned::AsItIs),
            Some(assumption) => question.what_if(&assumption.change).map(Planned::Otherwise),
        }
    }
}

impl Batch for Planning<'_> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>) -> io::Result<Exit> {
        let malformed = match ask::read::<PlanQuestion>(line) {
            Err(malformed) => malformed,
            Ok(question) => match self.planned(&question) {
                Ok(planned) => return self.show.plan(place, &question, &planned).map(|()| Exit::Success),
                Err(error) => {
                    let case = question.case.as_deref().map(str::to_owned);
                    Malformed { case, message: error.to_string() }
                }
            },
        };
        self.show.malformed(place, &malformed).map(|()| Exit::Findings)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.show.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.show.finish()
    }
}

/// The crate's own JSON form.
impl<W: Write> Show for Json<W> {
    fn plan(&mut self, _: Place<'_>, question: &PlanQuestion, planned: &Planned) -> io::Result<()> {
        match planned {
            Planned::AsItIs(plan) => self.line(&PlanAnswer::new(question, plan)),
            Planned::Otherwise(what_if) => self.line(&WhatIfAnswer::new(question, what_if)),
        }
    }

    fn malformed(&mut self, place: Place<'_>, malformed: &Malformed) -> io::Result<()> {
        self.refusal(place, malformed)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
