//! `closeout decide`: questions in, answers out, in the same order, none lost.
//!
//! What belongs here: the loop over files and lines.
//! What never does: how an answer looks.

use crate::arguments::{Colour, DecideOptions, Format};
use crate::ask::{self, Malformed};
use crate::exit::{Exit, Trouble};
use crate::json::Json;
use crate::lines::{self, Ended, Line};
use crate::progress::Progress;
use crate::report::{Place, Report};
use crate::text::Text;
use anstream::{AutoStream, ColorChoice};
use closeout::wire::Question;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

pub(crate) fn run(options: &DecideOptions) -> Result<Exit, Trouble> {
    let files = lines::or_standard_input(&options.files);
    let out = io::stdout().lock();
    match options.format {
        Format::Json => answer_all(&files, &mut Json(BufWriter::new(out))),
        Format::Text => {
            let choice = match options.color {
                Colour::Auto => AutoStream::choice(&out),
                Colour::Always => ColorChoice::Always,
                Colour::Never => ColorChoice::Never,
            };
            answer_all(&files, &mut Text::new(BufWriter::new(AutoStream::new(out, choice))))
        }
    }
}

/// Answers every line of every file that can be read. One that cannot is told on standard error, and the rest is
/// answered all the same.
fn answer_all(files: &[PathBuf], report: &mut dyn Report) -> Result<Exit, Trouble> {
    let mut exit = Exit::Success;
    let mut progress = Progress::over(files);
    for file in files {
        let ended = match lines::open(file) {
            Ok(source) => answer_source(source, report, &mut progress)?,
            Err(message) => Err(message),
        };
        match ended {
            Ok(end) => exit = exit.max(end),
            Err(message) => {
                exit = Exit::Unusable;
                // The exit code says it too, should standard error be gone.
                let _ = writeln!(io::stderr(), "error: {message}");
            }
        }
    }
    progress.finish();
    report.finish()?;
    Ok(exit)
}

/// The inner error is a message for people; the outer one ends the run.
fn answer_source(
    source: lines::Source,
    report: &mut dyn Report,
    progress: &mut Progress,
) -> Result<Result<Exit, String>, Trouble> {
    let mut exit = Exit::Success;
    let name = source.name.clone();
    let ended = source.for_each_line(|line| -> Result<(), io::Error> {
        progress.advance(line.read);
        exit = exit.max(answer(line, Place { source: &name, line: line.number }, report)?);
        if line.is_last_for_now {
            report.flush()?;
        }
        Ok(())
    });
    match ended {
        Ok(()) => Ok(Ok(exit)),
        Err(Ended::Reading(error)) => Ok(Err(lines::unreadable(&name, &error))),
        Err(Ended::Doing(error)) => Err(error.into()),
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
