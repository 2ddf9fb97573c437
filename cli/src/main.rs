//! The command-line tool: all input, output and clocks are here, and no decisions.
//!
//! What belongs here: reading the command line, choosing the command, the exit code.
//! What never does: a rule of closing, which is the crate's, or a format, which has its own file.

mod absent;
mod arguments;
mod ask;
mod batch;
mod calendar;
mod conform;
mod dated;
mod decide;
mod diagram;
mod diff;
mod encoding;
mod escape;
mod exit;
mod guide;
mod json;
mod lines;
mod lint;
mod permissions;
mod plan;
mod policies;
mod policy_new;
mod progress;
mod reasons;
mod report;
mod retention;
mod sample;
mod schema;
mod selection;
mod shape;
mod sheet;
mod short;
mod standing;
mod tally;
mod terminal;
mod text;
mod turns;
mod twice;

use arguments::{Arguments, Command, PolicyCommand};
use clap::Parser;
use exit::{Exit, Trouble};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(exit) => exit.into(),
        Err(Trouble::ReaderLeft) => Exit::Success.into(),
        Err(trouble) => {
            // If standard error is closed as well, nothing is left to do.
            let _ = writeln!(io::stderr(), "error: {trouble}");
            Exit::Unusable.into()
        }
    }
}

fn run(arguments: &Arguments) -> Result<Exit, Trouble> {
    match &arguments.command {
        Command::Decide(options) => decide::run(options),
        Command::Conform(options) => conform::run(options),
        Command::Calendar(options) => calendar::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Diagram(options) => {
            let policies = policies::read(&options.policies)?;
            diagram::run(exit::profile(&policies, &options.provider, options.subject)?, options.svg)
        }
        Command::Lint(options) => lint::run(options),
        Command::Plan(options) => plan::run(options),
        Command::Permissions(options) => permissions::run(options),
        Command::Policy(PolicyCommand::New(options)) => policy_new::run(options),
        Command::Reasons(command) => reasons::run(command),
        Command::Retention(options) => retention::run(options),
        Command::Schema(options) => schema::run(options.document),
        Command::Sample(options) => {
            let mut out = BufWriter::new(io::stdout().lock());
            sample::write(options.seed, options.count, &mut out)?;
            out.flush()?;
            Ok(Exit::Success)
        }
    }
}
