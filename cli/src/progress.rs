//! A progress bar, shown only if somebody can see it and the run is long enough.
//!
//! What belongs here: the bar, and the rule when to show the bar.
//! What never does: anything on standard output.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The amount of work below which there is no bar.
const WORTH_SHOWING: Duration = Duration::from_secs(1);

const STYLE: &str = "{bar:40} {percent:>3} %  {binary_bytes} of {binary_total_bytes}, {eta} left";

/// The progress over all files; `None` if nobody would see it.
#[derive(Debug)]
pub(crate) struct Progress(Option<Shown>);

#[derive(Debug)]
struct Shown {
    bar: ProgressBar,
    since: Instant,
    /// Bytes that have been read.
    read: u64,
}

impl Progress {
    /// Starts a bar over files of known sizes. If rows go to the same terminal the rows are the progress, so there is
    /// no bar.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self(None);
        }
        let Some(total) = total_bytes(files) else {
            return Self(None);
        };
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(STYLE) {
            bar.set_style(style);
        }
        Self(Some(Shown { bar, since: Instant::now(), read: 0 }))
    }

    /// Counts bytes that have been read.
    pub(crate) fn advance(&mut self, bytes: u64) {
        let Some(shown) = &mut self.0 else { return };
        shown.read = shown.read.saturating_add(bytes);
        shown.look();
    }

    /// Takes the bar away.
    pub(crate) fn finish(&mut self) {
        if let Some(shown) = self.0.take() {
            shown.bar.finish_and_clear();
        }
    }
}

impl Shown {
    fn look(&self) {
        if self.bar.is_hidden() && self.since.elapsed() >= WORTH_SHOWING {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(self.read);
    }
}

/// Returns the total size; `None` if a source is not a regular file and so has no known length.
fn total_bytes(files: &[PathBuf]) -> Option<u64> {
    files.iter().try_fold(0_u64, |total, file| Some(total.saturating_add(bytes(file)?)))
}

fn bytes(file: &Path) -> Option<u64> {
    let known = std::fs::metadata(file).ok()?;
    known.is_file().then_some(known.len())
}
