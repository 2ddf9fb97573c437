//! The order of output: answers leave in the order of their questions, even if a later one is ready first.
//!
//! What belongs here: the order, the output, and how far a thread may run ahead of the others.
//! What never does: the content of the output.

use crate::arguments::Colour;
use crate::exit::Exit;
use crate::lines::{LARGE, LARGE_ROOM};
use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The number of pieces that each thread may answer before it is their turn; it bounds the memory of a run.
const AHEAD: usize = 2;

/// The answers to a piece.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) out: Vec<u8>,
    pub(crate) exit: Exit,
    /// The error that ended a file early, for standard error.
    pub(crate) trouble: Option<String>,
}

/// A place for all output.
pub(crate) struct Target {
    out: Box<dyn Write + Send>,
    keeps_colour: bool,
}

impl Target {
    /// Writes the output unchanged.
    pub(crate) fn plain(out: impl Write + Send + 'static) -> Self {
        Self { out: Box::new(out), keeps_colour: true }
    }

    /// Opens standard output, with colours or without.
    pub(crate) fn coloured(colour: Colour) -> Self {
        let (out, choice) = (io::stdout(), colour.choice(&io::stdout()));
        if choice == ColorChoice::Never {
            return Self { out: Box::new(out), keeps_colour: false };
        }
        Self::plain(AutoStream::new(out, choice))
    }
}

/// The output, with the threads that wait for it.
pub(crate) struct Turns {
    keeps_colour: bool,
    /// The number of pieces that may be answered before it is their turn.
    ahead: u64,
    queue: Mutex<Queue>,
    moved: Condvar,
}

struct Queue {
    /// The output; `None` while a thread writes to it, or once writing has failed.
    out: Option<Box<dyn Write + Send>>,
    /// The piece whose turn it is.
    turn: u64,
    answered: BTreeMap<u64, Answered>,
    /// Memory that is used again.
    buffers: Vec<Vec<u8>>,
    exit: Exit,
}

/// Locks the state. A thread that panicked was answering, not queuing, so the state is never left half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Turns {
    pub(crate) fn new(target: Target, threads: usize) -> Self {
        let Target { out, keeps_colour } = target;
        let queue = Queue {
            out: Some(out),
            turn: 0,
            answered: BTreeMap::new(),
            buffers: Vec::new(),
            exit: Exit::Success,
        };
        let ahead = u64::try_from(threads.saturating_mul(AHEAD)).unwrap_or(u64::MAX);
        Self { keeps_colour, ahead, queue: Mutex::new(queue), moved: Condvar::new() }
    }

    /// Returns a buffer for answers to so many bytes.
    pub(crate) fn room(&self, bytes: usize) -> Vec<u8> {
        let mut room = lock(&self.queue).buffers.pop().unwrap_or_default();
        if bytes > LARGE {
            // If that much memory is not available, it grows as needed.
            let _ = room.try_reserve(LARGE_ROOM);
        }
        room
    }

    /// Waits until everything before this piece has been written.
    pub(crate) fn wait_for(&self, turn: u64) {
        self.wait_while(lock(&self.queue), |queue| queue.turn < turn);
    }

    /// Queues the answer; the thread that holds the output writes it and all that directly follow.
    pub(crate) fn hand_in(&self, turn: u64, answered: Answered) -> io::Result<()> {
        let answered = if self.keeps_colour { answered } else { self.without_colour(answered) };
        let mut queue = lock(&self.queue);
        queue.answered.insert(turn, answered);
        if let Some(mut out) = queue.out.take() {
            while let Some(next) = queue.next() {
                drop(queue);
                write(&mut out, &next)?;
                queue = lock(&self.queue);
                queue.written(next);
                self.moved.notify_all();
            }
            queue.out = Some(out);
        }
        self.wait_while(queue, |queue| queue.turn.saturating_add(self.ahead) < turn);
        Ok(())
    }

    /// Writes the summary, after all answers.
    pub(crate) fn finish(&self, out: Vec<u8>) -> io::Result<Exit> {
        let turn = lock(&self.queue).turn;
        self.hand_in(turn, Answered { out, exit: Exit::Success, trouble: None })?;
        Ok(lock(&self.queue).exit)
    }

    fn without_colour(&self, answered: Answered) -> Answered {
        let mut out = self.room(answered.out.len());
        strip_bytes(&answered.out).for_each(|part| out.extend_from_slice(part));
        lock(&self.queue).keep(answered.out);
        Answered { out, ..answered }
    }

    fn wait_while(&self, queue: MutexGuard<'_, Queue>, is_too_early: impl Fn(&Queue) -> bool) {
        let ready = self.moved.wait_while(queue, |queue| is_too_early(queue));
        drop(ready.unwrap_or_else(PoisonError::into_inner));
    }
}

impl Queue {
    /// Returns the next answer that may be written now.
    fn next(&mut self) -> Option<Answered> {
        self.answered.remove(&self.turn)
    }

    fn written(&mut self, answered: Answered) {
        self.turn = self.turn.saturating_add(1);
        self.exit = self.exit.max(answered.exit);
        self.keep(answered.out);
    }

    /// Keeps a buffer to be used again, unless it is large.
    fn keep(&mut self, mut buffer: Vec<u8>) {
        if buffer.capacity() <= LARGE {
            buffer.clear();
            self.buffers.push(buffer);
        }
    }
}

/// Writes the whole answer at once: the next question may not be asked before this answer is read.
fn write(out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
    out.write_all(&answered.out)?;
    out.flush()?;
    if let Some(trouble) = &answered.trouble {
        // The exit code reports it too, if standard error is closed.
        let _ = writeln!(io::stderr(), "error: {trouble}");
    }
    Ok(())
}
