//! `closeout decide`: questions in, answers out, in the same order, none lost.
//!
//! What belongs here: what is done with a line.
//! What never does: the loop over lines (`batch`), or how an answer looks.

use crate::arguments::{DecideOptions, Format};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::exit::{Exit, Trouble};
use crate::json::Json;
use crate::lines::{self, Line};
use crate::report::{Place, Report};
use crate::text::Text;
use crate::turns::Target;
use closeout::wire::Question;
use std::io;

pub(crate) fn run(options: &DecideOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let threads = batch::threads(options.threads);
    match options.format {
        Format::Json => batch::run(files, threads, Deciding(Json), Target::plain(io::stdout())),
        Format::Text => {
            batch::run(files, threads, Deciding(Text::default()), Target::coloured(options.color))
        }
    }
}

/// Each line is a question, and the report shows what is answered.
#[derive(Clone)]
struct Deciding<R>(R);

impl<R: Report> Batch for Deciding<R> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let question: Question = match ask::read(line) {
            Ok(question) => question,
            Err(malformed) => return self.refuse(&malformed, place, out),
        };
        let answered = match question.decide() {
            Ok(decision) => self.0.answer(out, place, &question, &decision)?,
            Err(misuse) => Err(misuse),
        };
        match answered {
            Ok(()) => Ok(Exit::Success),
            Err(misuse) => self.refuse(&Malformed::contradiction(&question, &misuse), place, out),
        }
    }

    fn add(&mut self, other: &Self) {
        self.0.add(&other.0);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        self.0.finish(out)
    }
}

impl<R: Report> Deciding<R> {
    fn refuse(&mut self, malformed: &Malformed, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        self.0.malformed(out, place, malformed).map(|()| Exit::Findings)
    }
}
