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
use closeout::wire::Question;
use std::io::{self, BufWriter};

pub(crate) fn run(options: &DecideOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let out = io::stdout().lock();
    match options.format {
        Format::Json => batch::run(&files, &mut Deciding(&mut Json(BufWriter::new(out)))),
        Format::Text => {
            let mut text = Text::new(BufWriter::new(options.color.stream(out)));
            batch::run(&files, &mut Deciding(&mut text))
        }
    }
}

/// Each line is a question, and the report shows what is answered.
struct Deciding<'a>(&'a mut dyn Report);

impl Batch for Deciding<'_> {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>) -> io::Result<Exit> {
        answer(line, place, self.0)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

fn answer(line: &Line<'_>, place: Place<'_>, report: &mut dyn Report) -> io::Result<Exit> {
    let question: Question = match ask::read(line) {
        Ok(question) => question,
        Err(malformed) => return refuse(&malformed, place, report),
    };
    match question.decide() {
        Ok(decision) => report.answer(place, &question, &decision).map(|()| Exit::Success),
        Err(misuse) => refuse(&Malformed::contradiction(&question, &misuse), place, report),
    }
}

fn refuse(malformed: &Malformed, place: Place<'_>, report: &mut dyn Report) -> io::Result<Exit> {
    report.malformed(place, malformed).map(|()| Exit::Findings)
}
