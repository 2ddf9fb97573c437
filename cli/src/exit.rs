//! The end of a run: the exit codes, and the troubles that end it early.
//!
//! What belongs here: the results that the shell sees.
//! What never does: a malformed line, which is answered in its place and does not end the run.

use crate::terminal::Safe;
use closeout::{lifecycle::Subject, profile::Profile, wire::Policies};
use std::io;
use std::process::ExitCode;

/// The exit code of a run that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// A run in which everything was answered.
    Success,
    /// A run with a malformed line, or a case that did not conform.
    Findings,
    /// A run whose arguments or files cannot be used.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Success => 0,
            Exit::Findings => 1,
            Exit::Unusable => 2,
        })
    }
}

/// A reason why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// A reader of our output that has closed it, having read enough.
    #[error("the reader of the output has left")]
    ReaderLeft,
    /// An argument names nothing that exists.
    #[error("{0}")]
    Argument(String),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ReaderLeft } else { Self::Output(error) }
    }
}

/// Returns the profile that an argument names.
pub(crate) fn profile<'a>(
    policies: &'a Policies,
    provider: &str,
    subject: Subject,
) -> Result<&'a Profile, Trouble> {
    policies.profile(provider, subject).ok_or_else(|| {
        let known: Vec<String> = policies
            .profiles()
            .map(|profile| format!("`{}` ({})", Safe(&profile.provider), profile.subject))
            .collect();
        let (provider, known) = (Safe(provider), known.join(", "));
        Trouble::Argument(format!("no profile `{provider}` ({subject}): expected one of {known}"))
    })
}
