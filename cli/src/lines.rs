//! Files as lines, each with its number, none longer than a limit.
//!
//! What belongs here: opening, reading as much as is available, splitting, counting.
//! What never does: the meaning of a line, or the thread that answers it.

use crate::encoding;
use crate::terminal::Safe;
use memchr::{memchr, memchr_iter, memrchr};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest line in bytes; a longer one is malformed. It bounds the memory of a run for any input.
pub(crate) const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// The bytes read at once: enough that the cost of starting a piece does not matter, and little beside the memory of a
/// run.
const READ_AT_ONCE: usize = 128 * 1024;

/// The size above which a piece begins with one long line, and is so rare that memory counts for more than speed.
pub(crate) const LARGE: usize = 4 * READ_AT_ONCE;

/// The size of large memory, asked for at once; only the used part counts. The usual allocator of Linux keeps smaller
/// freed blocks for the thread that had them.
pub(crate) const LARGE_ROOM: usize = 32 * 1024 * 1024;

/// The bytes kept of a line that is too long: just enough to see that it is.
const KEPT_AT_MOST: usize = LONGEST_LINE + 1;

/// One line that is not blank.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// The number of the line in its file, from 1; blank lines count.
    pub(crate) number: u64,
    /// The bytes of the line without trailing white space; the beginning only, if the line is too long.
    pub(crate) bytes: &'a [u8],
    /// True if `bytes` is the whole line.
    pub(crate) is_whole: bool,
    /// True if the file begins with wide characters, and so is not UTF-8.
    pub(crate) is_wide: bool,
    /// True if it is the first line of the run that is not blank.
    pub(crate) is_first: bool,
}

/// A sequence of lines in one file. Its memory is used again for the next piece.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// The name of the file in messages.
    pub(crate) source: Arc<str>,
    /// The number of the first line.
    first: u64,
    buffer: Buffer,
    /// True if it is the beginning of a line that is too long.
    is_cut: bool,
    /// True if the file begins with wide characters, whose line breaks leave zero bytes behind.
    is_wide: bool,
    /// True if all lines before this piece were blank.
    pub(crate) is_first: bool,
    /// The error that ended the file early.
    pub(crate) trouble: Option<String>,
}

impl Piece {
    /// Returns every line that is not blank.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let numbered = (self.first..).zip(split(self.buffer.filled()));
        let line = |(number, bytes)| Line {
            number,
            bytes: trimmed(bytes),
            is_whole: !self.is_cut,
            is_wide: self.is_wide,
            is_first: false,
        };
        let is_blank = |line: &Line<'_>| {
            let is_empty = |byte: &u8| byte.is_ascii_whitespace() || (line.is_wide && *byte == 0);
            line.is_whole && line.bytes.iter().all(is_empty)
        };
        let lines = numbered.map(line).filter(move |line| !is_blank(line));
        lines.enumerate().map(|(place, line)| Line { is_first: self.is_first && place == 0, ..line })
    }

    /// Returns the number of bytes.
    pub(crate) const fn len(&self) -> usize {
        self.buffer.filled
    }

    /// Returns whether the piece is little more than one long line.
    pub(crate) const fn is_large(&self) -> bool {
        self.len() > LARGE
    }

    /// Empties the piece.
    pub(crate) fn clear(&mut self) {
        if self.is_large() {
            self.buffer = Buffer::default();
        }
        self.buffer.filled = 0;
        (self.is_cut, self.is_wide, self.is_first, self.trouble) = (false, false, false, None);
    }
}

/// Bytes that are read in place.
#[derive(Debug, Default)]
struct Buffer {
    /// The bytes read; those behind the filled part are free room.
    bytes: Vec<u8>,
    filled: usize,
}

impl Buffer {
    fn filled(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    /// Returns the filled bytes from this place on.
    fn filled_from(&self, start: usize) -> &[u8] {
        self.filled().get(start..).unwrap_or_default()
    }

    /// Reads once, as much as is available, but never fills more than this.
    fn read(&mut self, reader: &mut dyn Read, most: usize) -> io::Result<usize> {
        if self.bytes.len().saturating_sub(self.filled) < READ_AT_ONCE / 2 {
            let more = self.bytes.len().saturating_mul(2).clamp(READ_AT_ONCE, KEPT_AT_MOST);
            if more > LARGE {
                // If that much memory is not available, it grows as needed.
                let _ = self.bytes.try_reserve(LARGE_ROOM.saturating_sub(self.bytes.len()));
            }
            self.bytes.resize(more.max(self.bytes.len()), 0);
        }
        let end = self.bytes.len().min(most).min(self.filled.saturating_add(READ_AT_ONCE));
        let room = self.bytes.get_mut(self.filled..end).unwrap_or_default();
        let read = retried(|| reader.read(room))?;
        self.filled = self.filled.saturating_add(read);
        Ok(read)
    }

    fn append(&mut self, more: &[u8]) {
        let end = self.filled.saturating_add(more.len());
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        if let Some(room) = self.bytes.get_mut(self.filled..end) {
            room.copy_from_slice(more);
        }
        self.filled = end;
    }

    /// Keeps the bytes from this place on.
    fn drop_front(&mut self, end: usize) {
        self.bytes.copy_within(end.min(self.filled)..self.filled, 0);
        self.filled = self.filled.saturating_sub(end);
    }
}

/// Reads again if a signal interrupts the read, since that is no error.
fn retried(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            ended => return ended,
        }
    }
}

/// An input.
pub(crate) struct Source {
    name: Arc<str>,
    reader: Box<dyn Read + Send>,
    /// The beginning of a line that has been read with the lines before it.
    rest: Buffer,
    /// True if the file begins with wide characters.
    is_wide: bool,
    /// The number of lines handed out so far.
    lines: u64,
    /// The number of bytes read since [`take_bytes`](Self::take_bytes) was last called.
    bytes: u64,
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// If it cannot be opened: a message for people.
pub(crate) fn open(path: &Path) -> Result<Source, String> {
    if path == Path::new("-") {
        return Ok(standard_input());
    }
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => Ok(Source::new(&name, Box::new(file))),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

fn unreadable(name: &str, error: &io::Error) -> String {
    format!("cannot read `{}`: {error}", Safe(name))
}

/// Returns the given files, or standard input if there are none.
pub(crate) fn or_standard_input(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

fn standard_input() -> Source {
    let input = io::stdin();
    if input.is_terminal() {
        // A hint only: if it cannot be written, nothing is lost.
        let _ = writeln!(
            io::stderr(),
            "reading questions from the terminal, one JSON object a line; end with Ctrl-D"
        );
    }
    Source::new("standard input", Box::new(input))
}

impl Source {
    fn new(name: &str, reader: Box<dyn Read + Send>) -> Self {
        Self { name: name.into(), reader, rest: Buffer::default(), is_wide: false, lines: 0, bytes: 0 }
    }

    /// Returns the number of bytes read since the last call.
    pub(crate) fn take_bytes(&mut self) -> u64 {
        mem::take(&mut self.bytes)
    }

    /// Reads the lines that are there now into an empty piece, and waits for one if there is none: the writer may be
    /// waiting for the answer before writing the next. Returns whether there was a line before the end.
    ///
    /// # Errors
    /// If it cannot be read any further: a message for people.
    pub(crate) fn read(&mut self, piece: &mut Piece) -> Result<bool, String> {
        piece.source = Arc::clone(&self.name);
        piece.first = self.lines.saturating_add(1);
        let read = self.fill(piece);
        if self.lines == 0 {
            self.is_wide = encoding::wide(piece.buffer.filled()).is_some();
        }
        piece.is_wide = self.is_wide;
        if read.is_err() {
            piece.buffer.filled = 0;
        }
        self.lines = self.lines.saturating_add(count(piece.buffer.filled()));
        read.map_err(|error| unreadable(&self.name, &error))
    }

    fn fill(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.buffer.append(self.rest.filled());
        self.rest.filled = 0;
        // After a line that is too long the rest may be whole lines.
        let mut start = 0;
        loop {
            if let Some(end) = memrchr(b'\n', piece.buffer.filled_from(start)) {
                let end = start.saturating_add(end).saturating_add(1);
                self.rest.append(piece.buffer.filled_from(end));
                piece.buffer.filled = end;
                return Ok(true);
            }
            if piece.buffer.filled == KEPT_AT_MOST {
                piece.is_cut = true;
                return self.skip_line().map(|()| true);
            }
            start = piece.buffer.filled;
            let read = piece.buffer.read(&mut self.reader, KEPT_AT_MOST)?;
            self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if read == 0 {
                return Ok(start > 0);
            }
        }
    }

    /// Skips to the end of a line without keeping any more of it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            self.rest.filled = 0;
            let read = self.rest.read(&mut self.reader, READ_AT_ONCE)?;
            self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if let Some(end) = memchr(b'\n', self.rest.filled()) {
                self.rest.drop_front(end.saturating_add(1));
                return Ok(());
            }
            if read == 0 {
                return Ok(());
            }
        }
    }
}

/// Splits the bytes into lines without their breaks.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let (line, behind) = rest.split_at_checked(end)?;
        let is_over = rest.is_empty();
        rest = behind.split_first().map_or(behind, |(_, behind)| behind);
        (!is_over).then_some(line)
    })
}

/// Returns the number of lines. The last line of a file may have no break.
fn count(bytes: &[u8]) -> u64 {
    let unfinished = usize::from(!bytes.is_empty() && !bytes.ends_with(b"\n"));
    let breaks = memchr_iter(b'\n', bytes).count();
    u64::try_from(breaks.saturating_add(unfinished)).unwrap_or(u64::MAX)
}

/// Trims white space at the end of a line, and the byte order mark that some editors put before a file: in joined files
/// there is one at the start of each.
fn trimmed(line: &[u8]) -> &[u8] {
    encoding::without_marks(line).trim_ascii_end()
}
