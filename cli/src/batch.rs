//! Files of lines in, something for each line out, in the same order, none lost.
//!
//! What belongs here: how the work is shared out, and what happens when a file cannot be read.
//! What never does: the meaning of a line, the look of an answer, or the order of writing (`turns`).

use crate::exit::{Exit, Trouble};
use crate::lines::{self, Line, Piece, Source};
use crate::progress::Progress;
use crate::report::Place;
use crate::turns::{Answered, Target, Turns, lock};
use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::vec::IntoIter;

/// The work done with lines. Each thread has a batch of its own, so the result for a line must depend on nothing else,
/// unless there is one thread only.
pub(crate) trait Batch: Clone + Send + 'static {
    /// Answers a line, in its place; the result only affects the exit code.
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit>;

    /// Adds the counts of another thread.
    fn add(&mut self, other: &Self);

    /// Writes the summary of all answers.
    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()>;
}

/// Returns the number of threads: as many as are asked for, or else as many as the machine can run at once.
pub(crate) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Answers every line of every file that can be read. Reports a file that cannot be read on standard error, and still
/// answers the rest.
pub(crate) fn run<B: Batch>(
    files: Vec<PathBuf>,
    threads: usize,
    mut batch: B,
    target: Target,
) -> Result<Exit, Trouble> {
    let work = Arc::new(Work { input: Mutex::new(Input::over(files)), turns: Turns::new(target, threads) });
    let (told, events) = mpsc::channel();
    // If the system gives no more threads, the existing ones do all of the work.
    let others = if threads > 1 { threads } else { 0 };
    let started = (0..others).map_while(|_| start(&work, &batch, &told).ok()).count();
    drop(told);
    if started == 0 {
        work.answer_all(&mut batch, None)?;
    }
    for news in events {
        match news {
            News::Large(turn, piece) => {
                let answered = work.answered(&piece, &mut batch)?;
                drop(piece);
                work.turns.hand_in(turn, answered)?;
            }
            // The other threads are not waited for: one of them may be blocked in a read that never ends.
            News::Ended(Ok(ended)) => batch.add(&ended?),
            News::Ended(Err(panic)) => panic::resume_unwind(panic),
        }
    }
    lock(&work.input).progress.finish();
    let mut out = Vec::new();
    batch.finish(&mut out)?;
    Ok(work.turns.finish(out)?)
}

/// A message from the threads to the one that has started them.
enum News<B> {
    /// A piece that belongs to its thread: memory that one thread has used for a piece cannot be used again by another.
    Large(u64, Piece),
    /// The counts of a thread that has ended, or why it could not go on, or its panic.
    Ended(thread::Result<Result<B, Trouble>>),
}

/// Starts the threads, not within a scope, which would wait for every thread.
fn start<B: Batch>(work: &Arc<Work>, batch: &B, told: &Sender<News<B>>) -> io::Result<()> {
    let (work, mut batch, told) = (Arc::clone(work), batch.clone(), told.clone());
    let run = move || {
        let answer = || work.answer_all(&mut batch, Some(&told)).map(|()| batch);
        let ended = panic::catch_unwind(AssertUnwindSafe(answer));
        // If the run has ended early, the receiver is gone.
        let _ = told.send(News::Ended(ended));
    };
    thread::Builder::new().spawn(run).map(drop)
}

/// The state that the threads share.
struct Work {
    input: Mutex<Input>,
    turns: Turns,
}

impl Work {
    /// Answers one piece after the other until none is left; other threads may do the same meanwhile.
    fn answer_all<B: Batch>(&self, batch: &mut B, told: Option<&Sender<News<B>>>) -> Result<(), Trouble> {
        let mut piece = Piece::default();
        loop {
            let mut input = lock(&self.input);
            let Some(turn) = input.next(&mut piece) else { return Ok(()) };
            if let Some(told) = told.filter(|_| piece.is_large()) {
                // The next piece is not read until this one is written, or there could be more than one in memory.
                let _ = told.send(News::Large(turn, mem::take(&mut piece)));
                self.turns.wait_for(turn.saturating_add(1));
            } else {
                drop(input);
                self.turns.hand_in(turn, self.answered(&piece, batch)?)?;
            }
        }
    }

    fn answered<B: Batch>(&self, piece: &Piece, batch: &mut B) -> io::Result<Answered> {
        let mut out = self.turns.room(piece.len());
        let mut exit = if piece.trouble.is_some() { Exit::Unusable } else { Exit::Success };
        for line in piece.lines() {
            let place = Place { source: &piece.source, line: line.number, is_first: line.is_first };
            exit = exit.max(batch.line(&line, place, &mut out)?);
        }
        Ok(Answered { out, exit, trouble: piece.trouble.clone() })
    }
}

/// The input: one file after the other.
struct Input {
    files: IntoIter<PathBuf>,
    source: Option<Source>,
    /// The number of pieces so far.
    pieces: u64,
    /// True once a line that is not blank has been read.
    has_begun: bool,
    progress: Progress,
}

impl Input {
    fn over(files: Vec<PathBuf>) -> Self {
        Self {
            progress: Progress::over(&files),
            files: files.into_iter(),
            source: None,
            pieces: 0,
            has_begun: false,
        }
    }

    /// Reads the next piece, and returns its number, from 0.
    fn next(&mut self, piece: &mut Piece) -> Option<u64> {
        piece.clear();
        while !self.has_more(piece) {
            match lines::open(&self.files.next()?) {
                Ok(source) => self.source = Some(source),
                Err(trouble) => {
                    piece.trouble = Some(trouble);
                    break;
                }
            }
        }
        if !self.has_begun && piece.lines().next().is_some() {
            (self.has_begun, piece.is_first) = (true, true);
        }
        let turn = self.pieces;
        self.pieces = self.pieces.saturating_add(1);
        Some(turn)
    }

    /// Returns whether there is another piece to answer, or an error of the current file to report.
    fn has_more(&mut self, piece: &mut Piece) -> bool {
        let Some(source) = &mut self.source else { return false };
        let read = source.read(piece);
        self.progress.advance(source.take_bytes());
        match read {
            Ok(true) => return true,
            Ok(false) => {}
            Err(trouble) => piece.trouble = Some(trouble),
        }
        self.source = None;
        piece.trouble.is_some()
    }
}
