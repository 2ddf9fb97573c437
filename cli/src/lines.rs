//! Files as a stream of lines, each with its number, none longer than a limit.
//!
//! What belongs here: opening, reading, counting.
//! What never does: what a line means.

use crate::evidence::Safe;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// A line longer than this is malformed. It bounds the memory of a run, whatever the input.
pub(crate) const LONGEST_LINE: u64 = 16 * 1024 * 1024;

const READ_AHEAD: usize = 256 * 1024;

/// One line that is not blank.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Its number in its file, from 1; blank lines count.
    pub(crate) number: u64,
    /// How many bytes of the file have been read with it, for the progress bar.
    pub(crate) read: u64,
    /// Its bytes without the white space at its end; of a line that is too long, the beginning.
    pub(crate) bytes: &'a [u8],
    /// Whether these are all its bytes.
    pub(crate) is_whole: bool,
    /// Whether nothing after it has been read yet: somebody may be waiting for the answer before he writes the next.
    pub(crate) is_last_for_now: bool,
}

/// One input.
pub(crate) struct Source {
    /// What to call it in messages.
    pub(crate) name: String,
    reader: BufReader<Box<dyn Read>>,
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// A message for people, if it cannot be opened.
pub(crate) fn open(path: &Path) -> Result<Source, String> {
    if path == Path::new("-") {
        return Ok(standard_input());
    }
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => Ok(Source { name, reader: BufReader::with_capacity(READ_AHEAD, Box::new(file)) }),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

pub(crate) fn unreadable(name: &str, error: &io::Error) -> String {
    format!("cannot read `{}`: {error}", Safe(name))
}

/// The given files, or standard input where there are none.
pub(crate) fn or_standard_input(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

fn standard_input() -> Source {
    let input = io::stdin();
    if input.is_terminal() {
        // A hint only: where it cannot be written, nothing is lost.
        let _ = writeln!(
            io::stderr(),
            "reading questions from the terminal, one JSON object a line; end with Ctrl-D"
        );
    }
    Source {
        name: "standard input".to_owned(),
        reader: BufReader::with_capacity(READ_AHEAD, Box::new(input)),
    }
}

/// Why reading a source ended early.
#[derive(Debug)]
pub(crate) enum Ended<E> {
    /// It cannot be read any further.
    Reading(io::Error),
    /// What was done with a line failed.
    Doing(E),
}

impl Source {
    /// Does something with every line that is not blank, in order.
    pub(crate) fn for_each_line<E>(
        mut self,
        mut each: impl FnMut(&Line<'_>) -> Result<(), E>,
    ) -> Result<(), Ended<E>> {
        let mut buffer = Vec::new();
        let (mut number, mut read) = (0_u64, 0_u64);
        loop {
            buffer.clear();
            let taken = read_line(&mut self.reader, &mut buffer).map_err(Ended::Reading)?;
            if taken == 0 {
                return Ok(());
            }
            number = number.saturating_add(1);
            read = read.saturating_add(taken);
            let bytes = trimmed(&buffer, number);
            let is_whole = taken <= LONGEST_LINE || buffer.ends_with(b"\n");
            if is_whole && bytes.trim_ascii_start().is_empty() {
                continue;
            }
            each(&Line {
                number,
                read,
                bytes,
                is_whole,
                is_last_for_now: !self.reader.buffer().contains(&b'\n'),
            })
            .map_err(Ended::Doing)?;
        }
    }
}

/// Reads one line, its break included, into the buffer; of a line that is too long, only the beginning is kept.
/// Returns how many bytes it has.
fn read_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>) -> io::Result<u64> {
    let mut taken = 0_u64;
    let mut limited = reader.take(LONGEST_LINE.saturating_add(1));
    let kept = limited.read_until(b'\n', buffer)?;
    taken = taken.saturating_add(u64::try_from(kept).unwrap_or(u64::MAX));
    if taken > LONGEST_LINE && buffer.last() != Some(&b'\n') {
        taken = taken.saturating_add(skip_line(reader)?);
    }
    Ok(taken)
}

fn skip_line(reader: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0_u64;
    loop {
        let available = reader.fill_buf()?;
        let end = available.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(available.len(), |position| position.saturating_add(1));
        reader.consume(used);
        skipped = skipped.saturating_add(u64::try_from(used).unwrap_or(u64::MAX));
        if end.is_some() || used == 0 {
            return Ok(skipped);
        }
    }
}

/// Without white space at its end, and without the byte order mark that some editors put before the first line.
fn trimmed(line: &[u8], number: u64) -> &[u8] {
    let line = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) } else { line };
    line.trim_ascii_end()
}
