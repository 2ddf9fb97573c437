//! Files of lines in, something for each line out, in the same order, none lost.
//!
//! What belongs here: the loop over files and lines, and what happens when one of them cannot be read.
//! What never does: what a line means, or how an answer looks.

use crate::exit::{Exit, Trouble};
use crate::lines::{self, Ended, Line};
use crate::progress::Progress;
use crate::report::Place;
use std::io::{self, Write};
use std::path::PathBuf;

/// What is done with lines.
pub(crate) trait Batch {
    /// Answers a line, in its place; how it ended is for the exit code alone.
    fn line(&mut self, line: &Line<'_>, place: Place<'_>) -> io::Result<Exit>;

    /// Hands over what has been answered so far.
    fn flush(&mut self) -> io::Result<()>;

    /// Says what there is to say of all of them.
    fn finish(&mut self) -> io::Result<()>;
}

/// Answers every line of every file that can be read. One that cannot is told on standard error, and the rest is
/// answered all the same.
pub(crate) fn run(files: &[PathBuf], batch: &mut dyn Batch) -> Result<Exit, Trouble> {
    let mut exit = Exit::Success;
    let mut progress = Progress::over(files);
    for file in files {
        let ended = match lines::open(file) {
            Ok(source) => run_source(source, batch, &mut progress)?,
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
    batch.finish()?;
    Ok(exit)
}

/// The inner error is a message for people; the outer one ends the run.
fn run_source(
    source: lines::Source,
    batch: &mut dyn Batch,
    progress: &mut Progress,
) -> Result<Result<Exit, String>, Trouble> {
    let mut exit = Exit::Success;
    let name = source.name.clone();
    let ended = source.for_each_line(|line| -> Result<(), io::Error> {
        progress.advance(line.read);
        exit = exit.max(batch.line(line, Place { source: &name, line: line.number })?);
        if line.is_last_for_now {
            batch.flush()?;
        }
        Ok(())
    });
    match ended {
        Ok(()) => Ok(Ok(exit)),
        Err(Ended::Reading(error)) => Ok(Err(lines::unreadable(&name, &error))),
        Err(Ended::Doing(error)) => Err(error.into()),
    }
}
